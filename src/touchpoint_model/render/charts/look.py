"""What all charts share: Altair itself, colours that print, words, titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model.errors import UsageError
from ...model.text import Lang, Text

if TYPE_CHECKING:
    from types import ModuleType

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "LABEL",
    "ORANGE",
    "TINTS",
    "WIDE",
    "YELLOW",
    "Record",
    "altair_of_extra",
    "data",
    "heading",
    "say",
]

Record = Mapping[str, Any]
"""One row of what a chart draws, by the names of its fields."""

BLUE = "#0072B2"
GREEN = "#009E73"
GREY = "#666666"
ORANGE = "#D55E00"
YELLOW = "#E69F00"
TINTS = (BLUE, YELLOW, GREEN, "#CC79A7", "#56B4E9", ORANGE, "#999999")
"""Okabe and Ito's palette, which colour-blind people tell apart, in the order of use."""
WIDE = 420
"""Pixels: of the usual chart."""
LABEL = 300
"""Pixels: what is longer is cut, the tooltip has it all."""

_WORDS: Mapping[str, Text] = {
    "emotions": Text(ru="Эмоциональная кривая пути", en="Emotional curve of the journey"),
    "good": Text(ru="хорошо", en="good"),
    "neutral": Text(ru="нейтрально", en="neutral"),
    "bad": Text(ru="плохо", en="bad"),
    "n-below": Text(
        ru="n — число ответивших; крест: не измерено",
        en="n: number of respondents; a cross: not measured",
    ),
    "hours": Text(ru="Время по шагам и этапам", en="Time by steps and phases"),
    "hours-axis": Text(ru="часы", en="hours"),
    "working": Text(ru="работа", en="work"),
    "waiting": Text(ru="ожидание", en="waiting"),
    "timeless": Text(
        ru="время не указано у шагов: {count}", en="steps whose time is not stated: {count}"
    ),
    "once": Text(ru="каждый шаг взят один раз", en="each step is taken once"),
    "outcomes": Text(ru="Чем кончается путь", en="How the journey ends"),
    "share-axis": Text(ru="доля клиентов", en="share of clients"),
    "redesign": Text(ru="Как есть и как будет", en="As is and to be"),
    "before": Text(ru="как есть", en="as is"),
    "after": Text(ru="как будет", en="to be"),
    "better": Text(ru="лучше", en="better"),
    "worse": Text(ru="хуже", en="worse"),
    "same": Text(ru="так же", en="the same"),
    "unknown": Text(ru="неизвестно", en="unknown"),
    "centricity": Text(ru="Клиентоцентричность: показатели", en="Client-centricity: measures"),
    "unmeasured": Text(ru="не измеряется", en="not measured"),
}


def altair_of_extra() -> ModuleType:
    """Altair, which the extra `notebook` brings.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import altair
    except ImportError:
        raise UsageError(
            Text(
                ru="для диаграмм нужен пакет altair; установите дополнение notebook: "
                'pip install "touchpoint_model[notebook]"',
                en="charts need the package altair; install the extra notebook: "
                'pip install "touchpoint_model[notebook]"',
            )
        ) from None
    return altair


def data(alt: ModuleType, rows: list[dict[str, Any]]) -> Any:
    """Rows as a chart takes them."""
    return alt.Data(values=rows)


def heading(alt: ModuleType, title: str, below: str = "") -> Any:
    """A title at the left, with a line below it if there is one."""
    under = {"subtitle": below} if below else {}
    return alt.TitleParams(title, anchor="start", **under)


def say(word: str, lang: Lang) -> str:
    """A word of the charts in one language."""
    return _WORDS[word][lang]
