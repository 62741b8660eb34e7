"""The pytest plug-in: `pytest --touchpoint-agency CODE` runs the contract; fixtures for tests.

It is loaded by every run of pytest where the library is installed, so it imports nothing but
pytest until something is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .model.findings import Report
    from .model.register import Register
    from .plugins.agency import Agency

__all__ = ["agency", "assert_findings", "check", "pytest_addoption", "pytest_configure"]

_CONTRACT = Path(__file__).with_name("contract.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--touchpoint-agency`."""
    parser.getgroup("touchpoint_model").addoption(
        "--touchpoint-agency",
        action="append",
        default=[],
        metavar="CODE",
        help="run the contract of an installed agency; may be repeated",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have the contract collected, if an agency is named."""
    if config.getoption("touchpoint_agency") and str(_CONTRACT) not in config.args:
        config.args.append(str(_CONTRACT))


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
