"""The table of the proof: rule × agency × examples tried, made of the reports of its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

__all__ = ["PROPERTY", "Tried", "table", "tried_in"]

PROPERTY = "touchpoint_tried"
"""The name of the user property that a test of the proof leaves in its report."""

_KINDS = ("lawful", "violations")
_GAP = "  "
_LEAST = 18  # columns of the terminal for the names of rules
_Rule = tuple[str, str]  # code, name


@frozen
class Tried:
    """What one test tried.

    Attributes:
        kind: `lawful` (registers, for every rule of an agency) or `violations` (of one rule).
        rules: their names by code. drawn, different: numbers of examples. failed: codes of rules.
    """

    kind: str
    agency: str
    rules: Mapping[str, str] = field(repr=False)
    drawn: int = 0
    different: int = 0
    failed: Sequence[str] = ()


def tried_in(reports: Iterable[Any]) -> tuple[Tried, ...]:
    """What the tests of some reports tried, in their order."""
    return tuple(
        Tried(**told)
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, told in report.user_properties
        if name == PROPERTY
    )


def table(tried: Sequence[Tried], agencies: Sequence[str] = (), width: int = 80) -> tuple[str, ...]:
    """The table as lines: a row for each rule, a column for each agency.

    Args:
        agencies: the order of the columns; those that it does not name follow. width: of the
            terminal; agencies that do not fit beside the others stand in a table below.

    >>> rules = {"ND01": "missing-need"}
    >>> told = [Tried("lawful", "toy", rules, 9, 8), Tried("violations", "toy", rules, 9, 9)]
    >>> for line in table(told)[:3]:
    ...     print(line)
    rule                 toy
    ND01   missing-need  8+9
    drawn                9+9
    """
    order = {code: at for at, code in enumerate(agencies)}
    codes = sorted({one.agency for one in tried}, key=lambda one: (order.get(one, len(order)), one))
    rules = sorted({rule for one in tried for rule in one.rules.items()})
    columns = [_column(code, rules, [one for one in tried if one.agency == code]) for code in codes]
    heads = [("rule", ""), *rules, ("drawn", "")]
    coded, named = (max(len(one[at]) for one in heads) for at in (0, 1))
    room = width - coded - len(_GAP)
    lines: list[str] = []
    for some in _beside(columns, room - min(named, _LEAST)):
        lines += _lines(heads, some, coded, min(named, room - sum(map(_wide, some))))
    return (*lines, *_told(tried, len(codes)))


def _lines(
    heads: Sequence[_Rule], columns: Sequence[Sequence[str]], coded: int, named: int
) -> Iterator[str]:
    for at, (code, name) in enumerate(heads):
        short = name if len(name) <= named else f"{name[: named - 1]}…"
        cells = [one[at].rjust(_wide(one) - len(_GAP)) for one in columns]
        yield _GAP.join([code.ljust(coded), short.ljust(named), *cells])
    yield ""


def _beside(columns: Sequence[Sequence[str]], room: int) -> Iterator[list[Sequence[str]]]:
    """The columns, as many at a time as have room beside one another, and at least one."""
    some: list[Sequence[str]] = []
    for column in columns:
        if some and sum(map(_wide, [*some, column])) > room:
            yield some
            some = []
        some.append(column)
    yield some


def _wide(column: Sequence[str]) -> int:
    return len(_GAP) + max(map(len, column))


def _column(agency: str, rules: Sequence[_Rule], tried: Sequence[Tried]) -> list[str]:
    drawn = (sum(one.drawn for one in tried if one.kind == kind) for kind in _KINDS)
    return [agency, *(_cell(one, tried) for one in rules), "+".join(map(str, drawn))]


def _cell(rule: _Rule, tried: Sequence[Tried]) -> str:
    """What of a rule was tried for an agency: a dash where no clause asks for it."""
    code, name = rule
    found = {one.kind: one for one in tried if one.rules.get(code) == name}
    return "+".join(_number(found.get(kind), code) for kind in _KINDS) if found else "–"


def _number(tried: Tried | None, code: str) -> str:
    if tried is None:
        return "?"
    return "failed" if code in tried.failed else str(tried.different)


def _told(tried: Sequence[Tried], agencies: int) -> Iterator[str]:
    drawn, different = sum(one.drawn for one in tried), sum(one.different for one in tried)
    pairs = {(one.agency, code) for one in tried for code in one.rules}
    failed = {(one.agency, code) for one in tried for code in one.failed}
    yield "Lawful registers passed + violations found by the rule alone; counted: those that"
    yield "differ from one another. –: no clause asks for the rule."
    yield f"Rules of agencies ({agencies}): {len(pairs)}, failed: {len(failed)};"
    yield f"examples drawn: {drawn}, different: {different}."
