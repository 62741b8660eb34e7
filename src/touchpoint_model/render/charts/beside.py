"""Charts side by side: a journey as is and to be, measures of several agencies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...model.text import Lang
from ..journey_words import hours_said, number_said, share_said
from .look import (
    GREEN,
    GREY,
    LABEL,
    ORANGE,
    TINTS,
    WIDE,
    Record,
    altair_of_extra,
    data,
    heading,
    say,
)

if TYPE_CHECKING:
    from types import ModuleType

    from altair import FacetChart, LayerChart, VConcatChart

__all__ = ["centricity", "redesign"]


def redesign(
    records: Iterable[Record], *, lang: Lang = "ru", title: str | None = None
) -> VConcatChart:
    """Measures as is (a hollow circle) and to be (a filled square), each on an axis of its own.

    Args:
        records: one a measure: `measure`, `unit` (`hours`, `share` or any other), `before`,
            `after` (None is unknown), `trend` (`better`, `worse`, `same`, `unknown`); as
            `chart_records.measure_records` makes them.

    Raises:
        UsageError: altair is not installed.
    """
    alt = altair_of_extra()
    charts = [_change(alt, one, lang) for one in records]
    sides = f"○ {say('before', lang)}   ■ {say('after', lang)}"
    drawn: VConcatChart = (
        alt.vconcat(*charts, spacing=4)
        .resolve_scale(fill="independent", shape="independent")
        .properties(title=heading(alt, title or say("redesign", lang), sides))
    )
    return drawn


def _change(alt: ModuleType, one: Record, lang: Lang) -> LayerChart:
    trend = one.get("trend", "unknown")
    values = [(side, one[side]) for side in ("before", "after") if one[side] is not None]
    texts = {side: _value_said(value, one["unit"], lang) for side, value in values}
    rows = [
        {"measure": one["measure"], "side": side, "value": value, "said": texts[side]}
        for side, value in values
    ]
    told = " → ".join(texts.get(side, say("unknown", lang)) for side in ("before", "after"))
    arrow = {"better": "▲", "worse": "▼", "same": "="}.get(trend)
    sign = f"{arrow} {say(trend, lang)}" if arrow else ""
    colour = {"better": GREEN, "worse": ORANGE}.get(trend, GREY)
    known = [0.0, *(value for _, value in values)]
    least, most = min(known), max(known)
    room = (most - least) * 0.05 or 1.0
    x = alt.X(
        "value:Q",
        axis=None,
        scale=alt.Scale(domain=[least - room * (least < 0), most + room], nice=False),
    )
    y = alt.Y("measure:N", title=None, axis=alt.Axis(labelLimit=LABEL, minExtent=LABEL))
    chart = alt.Chart(data(alt, rows))
    line = chart.mark_line(color=colour, strokeWidth=3).encode(x=x, y=y)
    sides = ["before", "after"]
    points = chart.mark_point(size=110, opacity=1, strokeWidth=2, stroke=colour).encode(
        x=x,
        y=y,
        shape=alt.Shape(
            "side:N", legend=None, scale=alt.Scale(domain=sides, range=["circle", "square"])
        ),
        fill=alt.Fill(
            "side:N", legend=None, scale=alt.Scale(domain=sides, range=["white", colour])
        ),
        tooltip=["measure:N", "said:N"],
    )
    note = [{"measure": one["measure"], "told": f"{told}   {sign}".rstrip()}]
    said = (
        alt.Chart(data(alt, note))
        .mark_text(align="left", fontSize=11, color="#111111")
        .encode(y=y, x=alt.value(WIDE - 100), text="told:N")
    )
    drawn: LayerChart = alt.layer(line, points, said).properties(width=WIDE - 120, height=30)
    return drawn


def centricity(
    records: Iterable[Record], *, lang: Lang = "ru", title: str | None = None
) -> FacetChart:
    """Measures of several agencies side by side: a column an agency, a bar a measure.

    A measure that an agency's ordinance does not ask for is said to be not measured, not nought.

    Args:
        records: one a measure and agency: `agency`, `indicator`, `value` (0 to 1, or None); as
            `chart_records.centricity_records` makes them.

    Raises:
        UsageError: altair is not installed.
    """
    alt = altair_of_extra()
    rows = [
        {
            "agency": one["agency"],
            "indicator": one["indicator"],
            "value": 0.0 if one["value"] is None else one["value"],
            "said": say("unmeasured", lang)
            if one["value"] is None
            else share_said(one["value"], lang),
            "measured": one["value"] is not None,
        }
        for one in records
    ]
    agencies = list(dict.fromkeys(one["agency"] for one in rows))
    indicators = list(dict.fromkeys(one["indicator"] for one in rows))
    y = alt.Y("indicator:N", sort=indicators, title=None, axis=alt.Axis(labelLimit=LABEL + 160))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", tickCount=3),
        title=None,
    )
    chart = alt.Chart()
    bars = chart.mark_bar(height=14).encode(
        x=x,
        y=y,
        color=alt.Color(
            "agency:N", legend=None, scale=alt.Scale(domain=agencies, range=list(TINTS))
        ),
        tooltip=["agency:N", "indicator:N", "said:N"],
    )
    said = chart.mark_text(align="left", dx=4, fontSize=11).encode(
        x="value:Q",
        y=y,
        text="said:N",
        color=alt.condition("datum.measured", alt.value("#111111"), alt.value("#767676")),
    )
    drawn: FacetChart = (
        alt.layer(bars, said, data=data(alt, rows))
        .properties(width=150, height=30 * len(indicators))
        .facet(column=alt.Column("agency:N", sort=agencies, title=None))
        .properties(title=heading(alt, title or say("centricity", lang)))
    )
    return drawn


def _value_said(value: float, unit: str, lang: Lang) -> str:
    if unit == "hours":
        return hours_said(value, lang)
    if unit == "share":
        return share_said(value, lang)
    return number_said(value, lang, 2)
