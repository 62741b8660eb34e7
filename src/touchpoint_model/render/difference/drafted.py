"""What an amending act has to say of a difference: rows that go, are told anew, and come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from attrs import evolve, frozen

from ...formats.headings import COLUMNS
from ...formats.listing import form_of
from ...formats.table import Table
from ...lifecycle.amendment import Amendment
from ...lifecycle.changes import Alteration, ChangeKind, Known
from ...model.processes import Direction, Entry, Process
from ...model.register import Register, places
from ...model.text import Lang, normalise
from .compared import Compared

__all__ = ["Drafted", "drafted"]

_IN_ROWS = {
    ChangeKind.NEEDS_CHANGED,
    ChangeKind.PARTICULARS_CHANGED,
    ChangeKind.WORDING_CHANGED,
}
_COME_OR_GONE = {ChangeKind.TOUCHPOINT_ADDED, ChangeKind.TOUCHPOINT_EXCLUDED}
_OF_PROCESSES = {ChangeKind.PROCESS_RENAMED, ChangeKind.PROCESS_MOVED}
_PRINTED = {ChangeKind.CONTACTS_CHANGED, ChangeKind.CHANNEL_CHANGED}
_SAID = {
    *_IN_ROWS,
    *_COME_OR_GONE,
    *_OF_PROCESSES,
    ChangeKind.TOUCHPOINT_RENAMED,
    ChangeKind.PROCESS_ADDED,
    ChangeKind.PROCESS_DROPPED,
    ChangeKind.DIRECTION_ADDED,
    ChangeKind.DIRECTION_DROPPED,
    ChangeKind.DIRECTION_RENAMED,
    ChangeKind.FORM_CHANGED,
}


@frozen
class Drafted:
    """The parts of an amending act.

    Attributes:
        gone: tables of the rows that are excluded, as the old register has them.
        anew: tables of the rows that are told anew; come: of those that are added.
        worded: changes that sentences tell: renamings, moves, whole processes and directions.
        beside: changes that the form of the register does not show.
    """

    gone: tuple[Table, ...]
    anew: tuple[Table, ...]
    come: tuple[Table, ...]
    worded: tuple[Alteration, ...]
    beside: tuple[Alteration, ...]


def drafted(told: Compared, lang: Lang = "ru") -> Drafted:
    """Sort the changes of an amendment by what an act says of them."""
    amendment = told.amendment
    changed = [one for one in amendment.difference.alterations if one.known is Known.CHANGED]
    gone = {
        row for one in changed if one.kind is ChangeKind.TOUCHPOINT_EXCLUDED for row in _rows(one)
    }
    come = {row for one in changed if one.kind is ChangeKind.TOUCHPOINT_ADDED for row in _rows(one)}
    anew = {*_told_anew(amendment, changed)} - come
    worded = tuple(one for one in changed if _is_worded(one))
    named = {one.place.pointer for one in changed if one.kind in _SAID}
    beside = tuple(one for one in changed if not _is_said(one) and not _is_shown(one, named))
    return Drafted(
        _tables(amendment.old, gone, told, lang),
        _tables(amendment.new, anew, told, lang),
        _tables(amendment.new, come, told, lang),
        worded,
        beside,
    )


def _rows(one: Alteration) -> tuple[int, ...]:
    return one.place.rows


def _is_worded(one: Alteration) -> bool:
    return _is_said(one) and one.kind not in _IN_ROWS | _COME_OR_GONE


def _is_said(one: Alteration) -> bool:
    return one.kind in _SAID or one.facts == ("title",)


def _is_shown(one: Alteration, named: Collection[str]) -> bool:
    """Whether what the row prints shows it: contacts in a name, a type of channel in particulars."""
    return one.kind in _PRINTED and one.place.pointer in named


def _told_anew(amendment: Amendment, changed: Iterable[Alteration]) -> Iterator[int]:
    """Numbers of the rows of the new register that print something else than they did."""
    pairs = {pair.after: pair.before for pair in amendment.difference.pairs}
    old = {place.pointer: _point(amendment.old, place.entry) for place in places(amendment.old)}
    new = {place.row: place for place in places(amendment.new)}
    for one in changed:
        if one.kind in _IN_ROWS or one.kind in _OF_PROCESSES:
            yield from _rows(one)
        elif one.kind is ChangeKind.TOUCHPOINT_RENAMED:
            for row in _rows(one):
                before = old.get(pairs.get(new[row].pointer, ""))
                if before is not None and before != _point(amendment.new, new[row].entry):
                    yield row


def _point(register: Register, entry: Entry) -> str:
    return normalise(entry.cell or entry.printed or register.touchpoint(entry).name)


def _tables(
    register: Register, rows: Collection[int], told: Compared, lang: Lang
) -> tuple[Table, ...]:
    """The tables of a register with these rows only, under the agency's names of columns."""
    row = 0

    def chosen(process: Process) -> Process:
        nonlocal row
        first, row = row + 1, row + len(process.entries)
        kept = [one for at, one in enumerate(process.entries, first) if at in rows]
        return evolve(process, entries=tuple(_cells(kept, process.entries)))

    directions = [_with(direction, chosen) for direction in register.directions]
    kept = tuple(one for one in directions if one.processes)
    named = tuple(one.label[lang] for one in told.vocabulary.scheme("column"))
    usual = named if len(named) == len(COLUMNS) else ()
    return tuple(
        evolve(table, columns=table.columns or usual)
        for table in form_of(evolve(register, directions=kept)).tables
    )


def _with(direction: Direction, chosen: Callable[[Process], Process]) -> Direction:
    processes = [chosen(one) for one in direction.processes]
    return evolve(direction, processes=tuple(one for one in processes if one.entries))


def _cells(kept: Iterable[Entry], all: Iterable[Entry]) -> Iterator[Entry]:
    """Rows as they print; of a cell that names several points, only those points that are meant."""
    kept, all = tuple(kept), tuple(all)
    for one in kept:
        shared = [each for each in all if one.cell is not None and _same_cell(one, each)]
        whole = _all_in(shared, kept)
        yield one if whole else evolve(one, cell=None)


def _all_in(these: Iterable[Entry], those: Collection[Entry]) -> bool:
    """Whether all of these are among those."""
    return all(any(one is each for each in those) for one in these)


def _same_cell(one: Entry, other: Entry) -> bool:
    return (one.cell, one.source) == (other.cell, other.source)
