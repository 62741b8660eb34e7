"""Plain records as a table that shows itself: what an analyst counts by hand, without a dataframe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from ...model.text import Lang, Text
from ..journey_words import number_said
from .markup import block, line, table

__all__ = ["Records"]

_EMPTY = Text(ru="Строк нет.", en="No rows.")
_TRUTH = {True: Text(ru="да", en="yes"), False: Text(ru="нет", en="no")}


def _rows(told: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple(told)


@frozen(repr=False)
class Records:
    """Records that show themselves in a notebook as a table.

    >>> Records([{"code": "SV01", "share": 0.5, "row": 3}], {"code": "Rule", "share": "Share"}, lang="en")
    Rule | Share
    SV01 | 0.5

    Attributes:
        rows: as `Report.to_records()`, `tm.rows(register)` or your own; a list of dictionaries.
        columns: which to show, in order, and under what heading; all by their names if not given.
        title: above the table. lang: how numbers and yes or no are said; None shows as nothing.
    """

    rows: tuple[Mapping[str, Any], ...] = field(converter=_rows)
    columns: Mapping[str, str] | None = None
    title: str = ""
    lang: Lang = "ru"

    def _repr_html_(self) -> str:
        return block(self.title, (table(self._heads, self._cells) or line(_EMPTY[self.lang]),))

    def __repr__(self) -> str:
        told = [self._heads, *self._cells] if self.rows else [[_EMPTY[self.lang]]]
        text = [" | ".join(one.replace("\n", "; ") for one in row) for row in told]
        return "\n".join([self.title, *text] if self.title else text)

    @property
    def _named(self) -> Mapping[str, str]:
        if self.columns is not None:
            return self.columns
        return {name: name for row in self.rows for name in row}

    @property
    def _heads(self) -> list[str]:
        return list(self._named.values())

    @property
    def _cells(self) -> list[list[str]]:
        return [[self._said(row.get(name)) for name in self._named] for row in self.rows]

    def _said(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return _TRUTH[value][self.lang]
        return number_said(value, self.lang, 2) if isinstance(value, float) else str(value)
