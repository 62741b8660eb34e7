"""Charts along a journey: how clients felt, where the hours go, how it ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...model.text import Lang
from ..journey_words import hours_said, share_said
from .look import (
    BLUE,
    GREEN,
    GREY,
    LABEL,
    ORANGE,
    WIDE,
    YELLOW,
    Record,
    altair_of_extra,
    data,
    heading,
    say,
)

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["emotions", "hours", "outcomes"]


def emotions(
    records: Iterable[Record], *, lang: Lang = "ru", title: str | None = None
) -> LayerChart:
    """The emotional curve: good steps point up, bad ones down, those not measured are crosses.

    Args:
        records: one a step, in order: `step`, `value` (-1 to 1; None was not measured),
            `respondents`; as `chart_records.curve_records` makes them.

    Raises:
        UsageError: altair is not installed.
    """
    alt = altair_of_extra()
    rows = [
        {
            "step": one["step"],
            "value": one["value"],
            "at": 0.0 if one["value"] is None else one["value"],
            "feeling": _feeling(one["value"]),
            "n": f"n = {one['respondents']}" if one.get("respondents") is not None else "",
        }
        for one in records
    ]
    order = [one["step"] for one in rows]
    good, bad, neutral = (say(one, lang) for one in ("good", "bad", "neutral"))
    labels = f"datum.value > 0 ? '{good}' : datum.value < 0 ? '{bad}' : '{neutral}'"
    x = alt.X("step:N", sort=order, title=None, axis=alt.Axis(labelAngle=-35, labelLimit=190))
    scale = alt.Scale(domain=[-1.15, 1.15])
    axis = alt.Axis(values=[-1, 0, 1], labelExpr=labels, gridColor="#bbbbbb")
    kinds = ["good", "bad", "neutral", "unmeasured"]
    shape = alt.Shape(
        "feeling:N",
        legend=None,
        scale=alt.Scale(domain=kinds, range=["triangle-up", "triangle-down", "circle", "cross"]),
    )
    colour = alt.Color(
        "feeling:N",
        legend=None,
        scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE, GREY, "#999999"]),
    )
    chart = alt.Chart(data(alt, rows))
    line = chart.mark_line(color=GREY, interpolate="monotone").encode(
        x=x, y=alt.Y("value:Q", scale=scale, axis=axis, title=None)
    )
    points = chart.mark_point(size=140, filled=True, opacity=1).encode(
        x=x, y="at:Q", shape=shape, color=colour, tooltip=["step:N", "value:Q", "n:N"]
    )
    sizes = chart.mark_text(dy=-15, fontSize=11).encode(x=x, y="at:Q", text="n:N")
    drawn: LayerChart = alt.layer(line, points, sizes).properties(
        width=max(WIDE, 64 * len(rows)),
        height=260,
        title=heading(alt, title or say("emotions", lang), say("n-below", lang)),
    )
    return drawn


def hours(records: Iterable[Record], *, lang: Lang = "ru", title: str | None = None) -> LayerChart:
    """Working and waiting hours as stacked bars, with the time of both in words at the end.

    Args:
        records: one a bar, in order: `label`, `working`, `waiting` (hours), `unknown` (how many
            steps do not state a time); as `chart_records.time_records` makes them.

    Raises:
        UsageError: altair is not installed.
    """
    alt = altair_of_extra()
    told = list(records)
    order = [one["label"] for one in told]
    kinds = [say("working", lang), say("waiting", lang)]
    rows = [
        {"label": one["label"], "kind": kind, "hours": one[name], "order": at}
        for one in told
        for at, (name, kind) in enumerate(zip(("working", "waiting"), kinds, strict=True))
    ]
    totals = [
        {
            "label": one["label"],
            "hours": one["working"] + one["waiting"],
            "said": _time_said(one, lang),
        }
        for one in told
    ]
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=LABEL))
    colour = alt.Color(
        "kind:N",
        title=None,
        sort=kinds,
        scale=alt.Scale(domain=kinds, range=[BLUE, YELLOW]),
        legend=alt.Legend(orient="top"),
    )
    bars = (
        alt.Chart(data(alt, rows))
        .mark_bar(stroke="white")
        .encode(
            x=alt.X("hours:Q", title=say("hours-axis", lang)),
            y=y,
            color=colour,
            order="order:Q",
            tooltip=["label:N", "kind:N", "hours:Q"],
        )
    )
    said = (
        alt.Chart(data(alt, totals))
        .mark_text(align="left", dx=5, fontSize=11)
        .encode(x="hours:Q", y=y, text="said:N")
    )
    unknown = sum(one.get("unknown", 0) for one in told)
    below = say("once", lang)
    if unknown:
        below += "; " + say("timeless", lang).format(count=unknown)
    drawn: LayerChart = alt.layer(bars, said).properties(
        width=WIDE, height=26 * len(told), title=heading(alt, title or say("hours", lang), below)
    )
    return drawn


def outcomes(
    records: Iterable[Record], *, lang: Lang = "ru", title: str | None = None
) -> LayerChart:
    """The share of each outcome as a bar with its per cent.

    Args:
        records: one an outcome: `outcome`, `share` (0 to 1), and `satisfied` (True is filled in
            green, else hatched orange by its sign at the label), if it is known.

    Raises:
        UsageError: altair is not installed.
    """
    alt = altair_of_extra()
    rows = [
        {
            "outcome": f"{_sign(one.get('satisfied'))}{one['outcome']}",
            "share": one["share"],
            "said": share_said(one["share"], lang),
            "met": str(one.get("satisfied")),
        }
        for one in records
    ]
    y = alt.Y(
        "outcome:N",
        sort=[one["outcome"] for one in rows],
        title=None,
        axis=alt.Axis(labelLimit=LABEL),
    )
    colour = alt.Color(
        "met:N",
        legend=None,
        scale=alt.Scale(domain=["True", "False", "None"], range=[GREEN, ORANGE, GREY]),
    )
    chart = alt.Chart(data(alt, rows))
    x = alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", tickCount=5),
        title=say("share-axis", lang),
    )
    bars = chart.mark_bar().encode(x=x, y=y, color=colour, tooltip=["outcome:N", "said:N"])
    said = chart.mark_text(align="left", dx=5).encode(x="share:Q", y=y, text="said:N")
    drawn: LayerChart = alt.layer(bars, said).properties(
        width=WIDE,
        height=30 * len(rows),
        title=heading(alt, title or say("outcomes", lang)),
    )
    return drawn


def _feeling(value: float | None) -> str:
    if value is None:
        return "unmeasured"
    return "good" if value > 0 else "bad" if value < 0 else "neutral"


def _time_said(one: Record, lang: Lang) -> str:
    spent = one["working"] + one["waiting"]
    return "?" if not spent and one.get("unknown") else hours_said(spent, lang)


def _sign(satisfied: bool | None) -> str:
    return "" if satisfied is None else "✓ " if satisfied else "✗ "
