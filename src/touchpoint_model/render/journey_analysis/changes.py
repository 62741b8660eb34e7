"""One change of a step or of a journey, and one measure before and after, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum

from ...journeys.redesign.comparison import Change
from ...journeys.redesign.measures import MeasureChange
from ...model.clients import ClientKind
from ...model.experience import Experience, Satisfaction
from ...model.journeys import Gate, JourneyKind, LifeSituation
from ...model.text import Lang, Text
from ..journey_words import KINDS, hours_said, minutes_said, number_said, share_said, told
from .naming import flat
from .wording import FIELDS, TRENDS, say

__all__ = ["amount_said", "amounts_said", "change_said", "measure_said"]

_TIMES = frozenset({"duration", "waiting", "deviation"})
_CLIENTS: Mapping[ClientKind, Text] = {
    ClientKind.EXTERNAL: Text(ru="внешний", en="external"),
    ClientKind.INTERNAL: Text(ru="внутренний", en="internal"),
}


def measure_said(change: MeasureChange, lang: Lang) -> tuple[str, str, str, str]:
    """A row: the measure, its values before and after, the difference, and whether it is better."""
    unit, (old, new) = change.measure.unit, change.values
    before, after, difference = amounts_said(old, new, unit, lang)
    title, trend = change.measure.title[lang], TRENDS[change.trend][lang]
    return title, f"{before} → {after}", difference, trend


def amount_said(value: float | None, unit: str, lang: Lang) -> str:
    """A value of a measure: `hours`, `share` (0 to 1), or a count."""
    if value is None:
        return say("unknown", lang)
    if unit == "hours":
        return hours_said(value, lang)
    return share_said(value, lang) if unit == "share" else number_said(value, lang, 2)


def amounts_said(
    old: float | None, new: float | None, unit: str, lang: Lang
) -> tuple[str, str, str]:
    r"""Two values of a measure and their difference, all as precise, so that they add up.

    >>> [one.replace("\u00a0", " ") for one in amounts_said(384.4, 208.7, "hours", "en")]
    ['16 days', '8 days 17 h', '−7 days 7 h']
    """
    if old is None or new is None:
        return amount_said(old, unit, lang), amount_said(new, unit, lang), ""
    if unit == "hours":
        return _times_said(old, new, lang)
    places = 3 if unit == "share" else 2
    by = round(round(new, places) - round(old, places), places)
    return (
        amount_said(old, unit, lang),
        amount_said(new, unit, lang),
        _by(by, new - old, unit, lang),
    )


def _by(by: float, exact: float, unit: str, lang: Lang) -> str:
    if math.isclose(exact, 0, abs_tol=1e-9):
        return ""
    least = 0.001 if unit == "share" else 0.01
    size = abs(by) or least
    number = number_said(size * 100, lang) if unit == "share" else number_said(size, lang, 2)
    said = say("points", lang, value=number) if unit == "share" else number
    if not by:
        return say("under", lang, value=said)
    return ("+" if by > 0 else "−") + said


def _times_said(old: float, new: float, lang: Lang) -> tuple[str, str, str]:
    """Days, if all three have ten of them; hours, if none is shorter; else minutes."""
    exact = new - old
    if math.isclose(exact, 0, abs_tol=1e-9):
        return hours_said(old, lang), hours_said(new, lang), ""
    sizes = [one for one in (old, new, abs(exact)) if one]
    unit = 24 * 60 if min(sizes) >= 240 else 60 if max(sizes) >= 24 and min(sizes) >= 1 else 1
    before, after = (round(one * 60 / unit) * unit for one in (old, new))
    by = abs(after - before)
    difference = minutes_said(by, lang) if by else hours_said(abs(exact), lang)
    sign = "+" if exact > 0 else "−"
    told = [
        minutes_said(rounded, lang) if rounded else hours_said(one, lang)
        for rounded, one in ((before, old), (after, new))
    ]
    return told[0], told[1], sign + difference


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
