"""The pytest plug-in: `pytest --touchpoint-agency CODE` runs the contract; fixtures for tests.

It is loaded by every run of pytest where the library is installed, so it imports nothing but
pytest until something is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .model.findings import Report
    from .model.register import Register
    from .plugins.agency import Agency

__all__ = ["agency", "assert_findings", "check", "pytest_addoption", "pytest_configure"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--touchpoint-agency` and `--touchpoint-examples`."""
    group = parser.getgroup("touchpoint_model")
    group.addoption(
        "--touchpoint-agency",
        action="append",
        default=[],
        metavar="CODE",
        help="run the contract of an installed agency; may be repeated; all: of every one",
    )
    group.addoption(
        "--touchpoint-examples",
        type=int,
        metavar="N",
        help="beside the contract, try every rule on N lawful registers and N violations",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Run the contract, if an agency is named."""
    codes, examples = config.option.touchpoint_agency, config.option.touchpoint_examples
    if examples is not None and (examples < 1 or not codes):
        raise pytest.UsageError(
            "--touchpoint-examples takes a number over 0, and needs --touchpoint-agency"
        )
    if codes:
        config.pluginmanager.import_plugin(f"{__package__}.contract_run")


@pytest.fixture
def agency(request: pytest.FixtureRequest) -> Agency:
    """The agency that `--touchpoint-agency` names first."""
    from .plugins.discovery import find

    codes = request.config.getoption("touchpoint_agency")
    if not codes:
        pytest.fail("the fixture `agency` needs --touchpoint-agency CODE")
    return find(codes[0])


@pytest.fixture
def check(agency: Agency) -> Callable[..., Report]:
    """Checks a register against that agency: `check(register, on=…) -> Report`."""
    from .checking import check as check_register
    from .testing.lawful import DAY

    def checked(register: Register, **options: Any) -> Report:
        return check_register(register, agency, **{"on": DAY, **options})

    return checked


def assert_findings(report: Report, expected: Sequence[Sequence[object]]) -> None:
    """Assert that the open findings of a report are these `[row, rule]`, in any order.

    A rule is told by its code or its name; a finding on the register as a whole has row None.

    >>> from touchpoint_model.model.findings import Report
    >>> from datetime import date
    >>> assert_findings(Report("trade", date(2024, 6, 3), (), ()), [])

    Raises:
        AssertionError: they are not; says what is missing, and what was found with its sentence.
    """
    __tracebackhide__ = True
    wanted = [(row, rule) for row, rule in expected]
    surplus = []
    for one in report.open:
        names = [(one.location.row, one.code), (one.location.row, one.rule)]
        match = next((name for name in names if name in wanted), None)
        if match is None:
            surplus.append(f"+ row {one.location.row} {one.code} {one.rule}: {one.message.en}")
        else:
            wanted.remove(match)
    missing = [f"- row {row} {rule}" for row, rule in wanted]
    if missing or surplus:
        raise AssertionError("\n".join(["the findings are others:", *missing, *surplus]))
