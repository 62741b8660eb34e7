"""A register and a report in a notebook: counts first, then the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ...model.findings import Report
from ...model.processes import Entry
from ...model.register import Register, places
from ...model.text import Lang, Text
from ..report import measures, standing, total
from ..words import day_of
from .markup import block, fold, line, more, table

__all__ = ["register", "report"]

_MOST = 20  # rows
_NEEDS = 4  # of one row
_FOUND: Mapping[Lang, Sequence[str]] = {
    "ru": ("строка", "важность", "правило", "процесс", "что не так", "что сделать", "основание"),
    "en": ("row", "severity", "rule", "process", "what is wrong", "what to do", "source"),
}
_ROWS: Mapping[Lang, Sequence[str]] = {
    "ru": ("№", "точка взаимодействия", "потребности", "особенности"),
    "en": ("№", "touchpoint", "needs", "particulars"),
}
_SIZE = Text(
    ru="Направлений {directions}, процессов {processes}, строк {rows}, точек {points}",
    en="{directions} directions, {processes} processes, {rows} rows, {points} touchpoints",
)
_MEASURES = Text(ru="Показатели", en="Measures")
_CLEAN = Text(ru="Нарушений и примечаний нет.", en="No findings.")
_UNSTATED = Text(ru="не указано", en="not stated")


def report(value: Report, lang: Lang = "ru") -> str:
    """The counts, the first findings as a table, the gravest above, the measures folded away."""
    found = sorted(value.findings, key=lambda one: -one.severity.rank)
    rows = (
        (
            str(one.location.row or ""),
            standing(one, lang),
            one.code,
            one.location.process or one.location.direction or "",
            one.message[lang],
            one.fix[lang],
            one.citation[lang] if one.citation else "",
        )
        for one in found[:_MOST]
    )
    numbers = "".join(line(one.strip()) for one in measures(value, lang))
    return block(
        f"{value.agency}, {day_of(value.on, lang)}",
        (
            line(total(value, lang)),
            table(_FOUND[lang], rows) or line(_CLEAN[lang]),
            line(more(len(found) - _MOST, lang)),
            fold(_MEASURES[lang], numbers),
        ),
    )


def register(value: Register, lang: Lang = "ru") -> str:
    """The counts, and the first rows, grouped by direction and process."""
    rows = sum(len(process.entries) for one in value.directions for process in one.processes)
    counts = _SIZE[lang].format(
        directions=len(value.directions),
        processes=sum(len(one.processes) for one in value.directions),
        rows=rows,
        points=len(value.touchpoints),
    )
    return block(
        value.title,
        (
            line(counts),
            table(_ROWS[lang], _grouped(value, lang)),
            line(more(rows - _MOST, lang)),
        ),
    )


def _grouped(value: Register, lang: Lang) -> Iterator[Sequence[str]]:
    direction: object = None
    process: object = None
    for one in islice(places(value), _MOST):
        if one.direction is not direction and one.direction.name.strip():
            yield (one.direction.name.upper(),)
        if one.process is not process:
            yield (f"{one.process.name} ({len(one.process.entries)})",)
        direction, process = one.direction, one.process
        yield (
            str(one.row),
            one.entry.printed or value.touchpoint(one.entry).name,
            _needs(one.entry, lang),
            _UNSTATED[lang] if one.entry.particulars is None else one.entry.particulars,
        )


def _needs(entry: Entry, lang: Lang) -> str:
    if entry.needs is None:
        return _UNSTATED[lang]
    told = [need.text for need in entry.needs[:_NEEDS]]
    return "\n".join([*told, *filter(None, [more(len(entry.needs) - _NEEDS, lang)])])
