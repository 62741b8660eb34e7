"""One change of a step or of a journey, and one measure before and after, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from ...journeys.redesign.comparison import Change
from ...journeys.redesign.measures import MeasureChange
from ...model.clients import ClientKind
from ...model.experience import Experience, Satisfaction
from ...model.journeys import Gate, JourneyKind, LifeSituation
from ...model.text import Lang, Text
from ..journey_words import KINDS, hours_said, number_said, share_said, told
from .naming import flat
from .wording import FIELDS, TRENDS, say

__all__ = ["amount_said", "change_said", "measure_said"]

_TIMES = frozenset({"duration", "waiting", "deviation"})
_CLIENTS: Mapping[ClientKind, Text] = {
    ClientKind.EXTERNAL: Text(ru="внешний", en="external"),
    ClientKind.INTERNAL: Text(ru="внутренний", en="internal"),
}


def measure_said(change: MeasureChange, lang: Lang) -> tuple[str, str, str, str]:
    """A row: the measure, its values before and after, the difference, and whether it is better."""
    unit, (old, new) = change.measure.unit, change.values
    said = f"{amount_said(old, unit, lang)} → {amount_said(new, unit, lang)}"
    title, trend = change.measure.title[lang], TRENDS[change.trend][lang]
    return title, said, _difference(change.difference, unit, lang), trend


def amount_said(value: float | None, unit: str, lang: Lang) -> str:
    """A value of a measure: `hours`, `share` (0 to 1), or a count."""
    if value is None:
        return say("unknown", lang)
    if unit == "hours":
        return hours_said(value, lang)
    return share_said(value, lang) if unit == "share" else number_said(value, lang, 2)


def _difference(by: float | None, unit: str, lang: Lang) -> str:
    if by is None or by == 0:
        return ""
    sign = "+" if by > 0 else "−"
    if unit == "share":
        return sign + say("points", lang, value=number_said(abs(by) * 100, lang))
    return sign + amount_said(abs(by), unit, lang)


def change_said(change: Change, points: Mapping[str, str], lang: Lang) -> str:
    """A change: what changed, from what to what.

    Args:
        points: names of the register's touchpoints by id.
    """
    name = FIELDS[change.name][lang] if change.name in FIELDS else change.name
    old, new = (_value(change.name, one, points, lang) for one in (change.before, change.after))
    if old == new:  # of what is not told in words: sensory marks, numbers of answers
        return f"{name}: {say('experience-anew', lang)}"
    return f"{name}: {old} → {new}"


def _value(name: str, value: object, points: Mapping[str, str], lang: Lang) -> str:
    if value is None or value in ((), ""):
        return say("nothing", lang)
    if isinstance(value, bool):
        return say("yes" if value else "no", lang)
    if isinstance(value, int | float):
        return hours_said(value, lang) if name in _TIMES else number_said(value, lang)
    if isinstance(value, tuple):
        return "; ".join(flat(str(one)) for one in value)
    if isinstance(value, Experience | Satisfaction):
        return _felt(value, lang)
    if isinstance(value, LifeSituation):
        proactive = [told("proactive", lang)] if value.proactive else []
        return ", ".join([flat(value.name), *proactive])
    if isinstance(value, Enum):
        return _kind(value, lang)
    text = str(value)
    return flat(points.get(text) or text) if name == "touchpoint" else flat(text)


def _felt(value: Experience | Satisfaction, lang: Lang) -> str:
    if isinstance(value, Satisfaction):
        return say("unknown", lang) if value.share is None else share_said(value.share, lang)
    if value.emotional is None:
        return say("not-measured", lang)
    return number_said(value.emotional, lang)


def _kind(value: Enum, lang: Lang) -> str:
    if isinstance(value, JourneyKind):
        return KINDS[value][lang]
    if isinstance(value, ClientKind):
        return _CLIENTS[value][lang]
    if isinstance(value, Gate):
        return say("yes" if value is Gate.ALL else "no", lang)
    return str(value.value)
