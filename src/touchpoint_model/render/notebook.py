"""How a report and a register show themselves in a notebook: HTML tables, escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from ..model.findings import Report
from ..model.register import Register, places
from ..model.text import Lang
from .report import standing, total

__all__ = ["register", "report"]

_MOST = 200
_REPORT: Mapping[Lang, tuple[str, ...]] = {
    "ru": ("строка", "важность", "правило", "процесс", "что не так", "пункт"),
    "en": ("row", "severity", "rule", "process", "what is wrong", "clause"),
}
_REGISTER: Mapping[Lang, tuple[str, ...]] = {
    "ru": ("№", "процесс", "точка", "потребности", "особенности"),
    "en": ("№", "process", "touchpoint", "needs", "particulars"),
}


def report(value: Report, lang: Lang = "ru") -> str:
    """The findings as a table: row, severity, rule, process, what, clause."""
    rows = (
        (
            str(one.location.row or ""),
            standing(one, lang),
            one.code,
            one.location.process or "",
            one.message[lang],
            one.citation[lang] if one.citation else "",
        )
        for one in value.findings[:_MOST]
    )
    title = f"{value.agency}, {value.on:%d.%m.%Y}"
    body = _table(title, _REPORT[lang], rows)
    return f"{body}<p>{escape(total(value, lang))}</p>"


def register(value: Register, lang: Lang = "ru") -> str:
    """The rows as a table: row, process, touchpoint, needs, particulars."""
    rows = (
        (
            str(one.row),
            one.process.name,
            one.entry.printed or value.touchpoint(one.entry).name,
            "; ".join(need.text for need in one.entry.needs or ()),
            one.entry.particulars or "",
        )
        for one, _ in zip(places(value), range(_MOST), strict=False)
    )
    return _table(value.title, _REGISTER[lang], rows)


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
