"""What is told of a journey, laid out: a page of titled sections with sentences and small tables."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Page", "Section", "Table"]


@frozen
class Table:
    """A small table. columns: names, all empty if it has none. right: columns set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


@frozen
class Section:
    """A part of a page. lines: sentences, the table after them. notes: said below the table."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()


@frozen
class Page:
    """All that is told of one journey, or of a pair. facts: what stands below the title."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
