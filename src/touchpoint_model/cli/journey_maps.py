"""Journeys as files of maps: the extension decides whether picture, page, table or flowchart."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen

from ..model.errors import UsageError
from ..model.findings import Finding
from ..model.journeys import Journey
from ..model.stations import Station
from ..model.text import Lang, Text
from ..render.journey_map import as_html, as_png, as_svg
from ..render.journey_table import JourneyTable, as_docx, as_markdown, as_xlsx, table_of
from ..render.map_strips import as_pngs
from ..render.mermaid import as_mermaid
from .journey_inputs import named

__all__ = ["KINDS", "Mapped", "drawn", "kind_of_map"]


@frozen
class Mapped:
    """Journeys to be mapped.

    Attributes:
        stations: of their steps, by ids of journey and step. findings: on them, of a check; empty
            if there was none. marks: the open ones, by ids of journey and step.
        segments: names of the register's segments, by id.
    """

    journeys: tuple[Journey, ...]
    stations: Mapping[str, Mapping[str, Station]]
    findings: tuple[Finding, ...]
    marks: Mapping[str, Mapping[str, tuple[Finding, ...]]]
    segments: Mapping[str, str]
    lang: Lang

    def table(self, journey: Journey) -> JourneyTable:
        """One of them as a table."""
        own = self.stations[journey.id]
        return table_of(journey, own, self.findings, self.lang, self.segments)

    def one(self, out: Path) -> Journey:
        """The only one of them.

        Raises:
            UsageError: there are several.
        """
        if len(self.journeys) > 1:
            known = named(self.journeys)
            raise UsageError(
                Text(
                    ru=f"«{out}» вмещает один путь, а в файле их {len(self.journeys)}; "
                    f"назовите его: --journey ({known})",
                    en=f"“{out}” holds one journey, and the file has {len(self.journeys)}; "
                    f"name it: --journey ({known})",
                )
            )
        return self.journeys[0]


def kind_of_map(out: Path) -> str:
    """The kind of map that a name asks for, by its extension.

    Raises:
        UsageError: it is none of `KINDS`.
    """
    suffix = out.suffix.lower()
    if suffix not in KINDS:
        known = " ".join(KINDS)
        raise UsageError(
            Text(
                ru=f"«{out}»: карту можно записать в {known}",
                en=f"“{out}”: a map can be written to {known}",
            )
        )
    return suffix


def drawn(kind: str, mapped: Mapped, out: Path) -> bytes:
    """The map as the bytes of a file.

    Raises:
        UsageError: the kind holds one journey and there are several, or needs a package that is
            not installed.
    """
    return KINDS[kind](mapped, out)


def _page(told: Mapped, _out: Path) -> bytes:
    return as_html(told.journeys, told.stations, told.marks, told.lang).encode()


def _vectors(told: Mapped, out: Path) -> bytes:
    one = told.one(out)
    return as_svg(one, told.stations[one.id], told.marks[one.id], told.lang).encode()


def _dots(told: Mapped, out: Path) -> bytes:
    one = told.one(out)
    return as_png(one, told.stations[one.id], told.marks[one.id], told.lang)


def _document(told: Mapped, out: Path) -> bytes:
    one = told.one(out)
    pictures: tuple[bytes, ...] = ()
    try:
        pictures = as_pngs(one, told.stations[one.id], told.marks[one.id], told.lang)
    except UsageError as reason:
        said = Text(
            ru=f"{out}: без картинки, только таблица. {reason.say('ru')}",
            en=f"{out}: the table alone, without a picture. {reason.say('en')}",
        )
        print(said[told.lang], file=sys.stderr)
    return as_docx(told.table(one), pictures=pictures)


def _workbook(told: Mapped, _out: Path) -> bytes:
    return as_xlsx([told.table(one) for one in told.journeys])


def _markdown(told: Mapped, _out: Path) -> bytes:
    return "\n".join(as_markdown(told.table(one)) for one in told.journeys).encode()


def _flowchart(told: Mapped, out: Path) -> bytes:
    one = told.one(out)
    return as_mermaid(one, told.stations[one.id], told.lang).encode()


KINDS: Mapping[str, Callable[[Mapped, Path], bytes]] = {
    ".html": _page,
    ".svg": _vectors,
    ".png": _dots,
    ".docx": _document,
    ".xlsx": _workbook,
    ".md": _markdown,
    ".mmd": _flowchart,
}
"""Who makes the map, by extension."""
