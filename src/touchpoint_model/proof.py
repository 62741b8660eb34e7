"""The proof: every rule of an agency tried on registers and violations that Hypothesis draws.

It is run by `pytest --touchpoint-agency CODE --touchpoint-examples N`, beside the contract. What was
tried goes into the test reports as a user property, of which `proof_table` makes its table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hypothesis import Phase, given, note, settings
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from . import contract
from . import recognise as recogniser
from .checking import check
from .formats.converting import writer
from .formats.journeys import dump_journeys
from .formats.json import dumps
from .model.findings import Severity
from .model.history import History
from .model.register import Register
from .plugins.agency import Agency
from .proof_table import PROPERTY
from .rules.rule import Rule
from .testing.lawful import DAY, lawful_register
from .testing.strategies import registers, violations
from .testing.witnesses import shortfalls
from .testing.witnessing import Witness

if TYPE_CHECKING:
    import pytest

__all__ = [
    "pytest_generate_tests",
    "test_lawful_registers_pass_every_rule",
    "test_violations_are_found_by_their_rule_alone",
]

_T = TypeVar("_T")
_Failure = tuple[str, str]  # the code of a rule, what is wrong
_USUAL = 100  # examples, where no option says how many


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each agency, and each rule of each, is a test, as in the contract."""
    contract.pytest_generate_tests(metafunc)


def test_lawful_registers_pass_every_rule(
    agency: Agency, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Law: in a lawful register no rule finds an error, a warning, or more than in the smallest.

    A note that the smallest has too (it cannot use every point of a list) is expected.
    """
    bound = {use.rule.code: use.rule.name for one in agency.clauses for use in one.uses}
    tried = _tried(request, kind="lawful", agency=agency.code, rules=bound)
    usual = Counter(one.code for one in check(lawful_register(agency), agency, on=DAY).findings)

    def surplus(register: Register) -> list[_Failure]:
        found = check(register, agency, on=DAY).findings
        more = Counter(one.code for one in found) - usual
        return [
            (one.code, f"{one.code} in row {one.location.row}: {one.message.en}")
            for one in found
            if one.severity is not Severity.NOTE or one.code in more
        ]

    drawn = _drawn(registers(agency), lambda one: {"lawful": dumps(one)})
    _settings(request)(given(drawn)(_law(tried, surplus, tmp_path)))()


def test_violations_are_found_by_their_rule_alone(
    agency: Agency, rule: Rule, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Law: one change to a lawful register adds one finding, of its rule, there, with its clause."""
    tried = _tried(request, kind="violations", agency=agency.code, rules={rule.code: rule.name})

    def shortfall(witness: Witness) -> list[_Failure]:
        return [(rule.code, one) for one in shortfalls(witness, recogniser)]

    drawn = _drawn(violations(agency, rule), _files)
    _settings(request)(given(drawn)(_law(tried, shortfall, tmp_path)))()


def _files(witness: Witness) -> dict[str, bytes]:
    """The registers of a violation, with journeys and histories if it has any, by name."""
    files = {"lawful": dumps(witness.lawful), "broken": dumps(witness.broken)}
    journeys = {
        "lawful-journeys": witness.lawful_journeys,
        "broken-journeys": witness.broken_journeys,
    }
    histories = {
        "lawful-history": witness.lawful_history,
        "broken-history": witness.broken_history,
    }
    told = {name: dump_journeys(one) for name, one in journeys.items() if one is not None}
    told |= {name: _plain(one) for name, one in histories.items() if one is not None}
    return files | told


def _plain(history: History) -> bytes:
    """A history as JSON, by the names of its attributes."""
    told = json.dumps(writer().unstructure(history), ensure_ascii=False, indent=2)
    return told.encode()


class _Example(Generic[_T]):
    """What was drawn, and its files of JSON by name; short where Hypothesis prints it."""

    def __init__(self, value: _T, parts: Mapping[str, bytes]) -> None:
        self.value = value
        self.parts = parts

    def __repr__(self) -> str:
        return " and ".join(f"{name}.json" for name in self.parts)


@composite
def _drawn(
    draw: DrawFn, strategy: SearchStrategy[_T], parts: Callable[[_T], Mapping[str, bytes]]
) -> _Example[_T]:
    value = draw(strategy)
    return _Example(value, parts(value))


def _settings(request: pytest.FixtureRequest) -> settings:
    return settings(
        max_examples=request.config.getoption("touchpoint_examples") or _USUAL,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
    )


def _tried(
    request: pytest.FixtureRequest, *, kind: str, agency: str, rules: Mapping[str, str]
) -> dict[str, Any]:
    """What a test tries, in its report from the start: it may fail before it draws anything."""
    told = {
        "kind": kind,
        "agency": agency,
        "rules": dict(rules),
        "drawn": 0,
        "different": 0,
        "failed": sorted(rules),
    }
    request.node.user_properties.append((PROPERTY, told))
    return told


def _law(
    tried: dict[str, Any], failures: Callable[[_T], list[_Failure]], folder: Path
) -> Callable[[_Example[_T]], None]:
    """A property that counts its examples, and writes the one that fails into files."""
    seen: set[int] = set()
    tried["failed"] = []

    def holds(example: _Example[_T]) -> None:
        if not tried["failed"]:  # what is drawn to make a failure small is not counted
            seen.add(hash(tuple(example.parts.values())))
            tried["drawn"], tried["different"] = tried["drawn"] + 1, len(seen)
        wrong = failures(example.value)
        if wrong:
            tried["failed"] = sorted({code for code, _ in wrong})
            for name, printed in example.parts.items():
                (folder / f"{name}.json").write_bytes(printed)
            note(f"they are in {folder}")
        assert [told for _, told in wrong] == []

    return holds
