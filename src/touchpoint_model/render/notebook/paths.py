"""A journey in a notebook: its picture, and its table below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.journeys import Journey
from ...model.text import Lang, Text
from ..journey_analysis import Analysed, as_text
from ..journey_map import as_svg
from ..journey_table import JourneyTable, table_of
from .markup import block, fold, line, more, preformatted, table

__all__ = ["analysis", "journey"]

_MOST_DRAWN = 60  # steps: a picture of more is no picture
_MOST = 40  # rows
_WIDTH = 1040.0  # px: what a notebook is wide
_TABLE = Text(ru="Таблица шагов", en="Table of the steps")
_ANALYSIS = Text(ru="Анализ", en="Analysis")
_TOO_LONG = Text(
    ru="Шагов {count}: карта не нарисована, первые шаги в таблице.",
    en="{count} steps: no map is drawn, the first steps are in the table.",
)


def journey(value: Journey, lang: Lang = "ru") -> str:
    """The map, and the table folded away; of a long journey, the table of its first steps alone.

    A journey alone knows nothing of the register, so its touchpoints go by their ids.
    """
    count = len(value.steps)
    laid = table_of(value, lang=lang)
    rows = table(laid.columns, _rows(laid)) + line(more(count - _MOST, lang))
    facts = "".join(map(line, laid.facts))
    remarks = "".join(map(line, laid.remarks))
    if count > _MOST_DRAWN:
        return block(laid.title, (line(_TOO_LONG[lang].format(count=count)), facts, rows, remarks))
    picture = as_svg(value, lang=lang, width=_WIDTH)  # which has title and facts of its own
    drawn = f'<div style="overflow-x:auto;background:#ffffff">{picture}</div>'
    return block("", (drawn, fold(_TABLE[lang], facts + rows + remarks)))


def analysis(value: Analysed, lang: Lang = "ru") -> str:
    """The map with the names of the register's points, and all that was computed, folded away."""
    journey, facts = value.journey, fold(_ANALYSIS[lang], preformatted(as_text(value, lang)))
    if len(journey.steps) > _MOST_DRAWN:
        return block(journey.name, (line(_TOO_LONG[lang].format(count=len(journey.steps))), facts))
    picture = as_svg(journey, value.stations, lang=lang, width=_WIDTH)
    return block("", (f'<div style="overflow-x:auto;background:#ffffff">{picture}</div>', facts))


def _rows(laid: JourneyTable) -> Iterator[Sequence[str]]:
    for row in laid.rows[:_MOST]:
        yield [cell or "" for cell in row.cells]
