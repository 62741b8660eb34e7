"""Client journey maps as one self-contained HTML page: each a picture, a table and its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from ...journeys.maps.layout import lay_out
from ...journeys.maps.measuring_text import clean
from ...journeys.maps.sheet import Sheet
from ...model.findings import Finding
from ...model.journeys import Journey
from ...model.stations import Station
from ...model.text import Lang
from ..journey_table.rows import table_of
from ..journey_words import LANES, WORDS, told
from ..tongues import russian_marked
from ..words import printable
from .drawing import legend_drawn, strip_drawn
from .outline import Column, Part, Remark, columns, parts, remarks
from .picture import A3, A4
from .telling import NO_FINDINGS, NO_STATIONS, sheet

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["Paper", "as_html"]

Paper = Literal["A3", "A4"]
"""The sheet that a page is to be printed on, landscape."""

_SAY: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "picture": "Карта",
        "scroll": "Карта: {name}. Широкую картинку можно прокрутить вбок.",
        "strip": "{name}, часть {at} из {count}",
        "only": "{name}",
        "table": "Шаги",
        "caption": "Шаги пути «{name}»: то же, что на карте, словами",
        "found": "Замечания к шагам",
        "fix": "Что сделать",
        "law": "Основание",
        "step": "Шаг",
        "contents": "Пути",
        "skip": "К таблице шагов",
        "made-by": "Карта составлена программой; решение принимает человек.",
        "empty": "Ни одного пути не передано.",
    },
    "en": {
        "picture": "Map",
        "scroll": "Map: {name}. A wide picture can be scrolled sideways.",
        "strip": "{name}, part {at} of {count}",
        "only": "{name}",
        "table": "Steps",
        "caption": "Steps of the journey “{name}”: what the map shows, in words",
        "found": "Findings at steps",
        "fix": "What to do",
        "law": "Clause",
        "step": "Step",
        "contents": "Journeys",
        "skip": "To the table of steps",
        "made-by": "Made by a program; a person decides.",
        "empty": "No journey was given.",
    },
}


@frozen
class _Map:
    """What the template needs of one journey; pictures are SVG, made and escaped by `drawing`."""

    anchor: str
    name: str
    facts: tuple[str, ...]
    pictures: tuple[str, ...]
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    remarks: tuple[Remark, ...]
    unsaid: tuple[str, ...]


def as_html(
    journeys: Sequence[Journey],
    stations: Mapping[str, Mapping[str, Station]] | None = None,
    findings: Mapping[str, Mapping[str, Sequence[Finding]]] | None = None,
    lang: Lang = "ru",
    paper: Paper = "A3",
) -> str:
    """The page: for each journey its map, the same in a table, and the findings at its steps.

    It needs no network and no script, can be read with a keyboard and a screen reader, and prints
    on A3 or A4, landscape, where no strip of a map is parted by the end of a sheet.

    Args:
        stations, findings: by id of the journey, then as `as_svg` takes them.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> page = as_html([journey("j", "Path", phase("Asks", step("a", "sends")))], lang="en")
    >>> page.count("<svg"), "<script" in page
    (1, False)
    """
    maps = [
        _mapped(
            journey,
            (stations or {}).get(journey.id, NO_STATIONS),
            (findings or {}).get(journey.id, NO_FINDINGS),
            lang,
            paper,
            f"path{at}",
        )
        for at, journey in enumerate(journeys, 1)
    ]
    page = _template().render(
        maps=maps,
        lang=lang,
        paper=paper,
        say=partial(_say, lang),
        word=partial(told, lang=lang),
        lane={name: text[lang] for name, text in LANES.items()},
        title=WORDS["map" if len(maps) == 1 else "maps"][lang],
    )
    return printable(russian_marked(page) if lang == "en" else page)


def _mapped(
    journey: Journey,
    stations: Mapping[str, Station],
    findings: Mapping[str, Sequence[Finding]],
    lang: Lang,
    paper: Paper,
    prefix: str,
) -> _Map:
    words = sheet(journey, stations, findings, lang, headed=False)
    table = table_of(journey, stations, lang=lang)
    return _Map(
        prefix,
        journey.name,
        tuple(one.removesuffix(".") for one in table.facts),
        tuple(_pictures(words, lang, paper, prefix)),
        columns(table, words, lang),
        parts(table, words, prefix, lang),
        remarks(words, findings, prefix, lang),
        table.remarks,
    )


def _pictures(words: Sheet, lang: Lang, paper: Paper, prefix: str) -> list[str]:
    layout = lay_out(words, A3 if paper == "A3" else A4)
    count = len(layout.strips)
    drawn = []
    for at, strip in enumerate(layout.strips):
        title = _say(
            lang,
            "strip" if count > 1 else "only",
            name=words.journey.name,
            at=at + 1,
            count=count,
        )
        cards = [words.cards[box.step or ""] for box in strip.of("step")]
        cards.sort(key=lambda card: int(card.number))
        telling = "; ".join(f"{card.number}. {card.action}" for card in cards)
        drawn.append(strip_drawn(layout, at, words, title, telling, f"{prefix}-s{at + 1}"))
    if layout.legend:
        drawn.append(legend_drawn(layout, told("signs", lang), f"{prefix}-l"))
    return drawn


def _say(lang: Lang, word: str, **fields: object) -> str:
    return _SAY[lang][word].format(**fields) if fields else _SAY[lang][word]


def _shown(value: object) -> object:
    """Text without what is not seen or turns the direction of writing; pictures as they are."""
    return clean(value) if type(value) is str else value


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("map.html.jinja")
