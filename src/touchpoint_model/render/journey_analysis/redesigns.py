"""A comparison as a page: a journey as it is beside the journey as it is to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve

from ...journeys.redesign.comparison import Change, Comparison, StepPair
from ...journeys.redesign.measures import Trend
from ...journeys.redesign.verdicts import Verdicts
from ...model.findings import Finding, Severity
from ...model.legal import ClauseRef
from ...model.text import Lang
from ..journey_words import channels_said, mark_said
from .changes import change_said, measure_said
from .clauses import newly_broken
from .naming import MOST, Naming, flat
from .printing import WIDTH, markdown_of, text_of
from .sections import Page, Section, Table
from .wording import say

__all__ = ["comparison_as_markdown", "comparison_as_text", "comparison_page"]

_NO_POINTS: Mapping[str, str] = MappingProxyType({})


def comparison_page(
    compared: Comparison, lang: Lang = "ru", points: Mapping[str, str] = _NO_POINTS
) -> Page:
    """The comparison laid out in sections.

    Args:
        points: names of the register's touchpoints by id; one without a name goes by its id.
    """
    old = Naming.of(compared.before, {}, lang)
    new = Naming.of(compared.after, {}, lang)
    rows = tuple(measure_said(one, lang) for one in compared.measures)
    columns = tuple(say(word, lang) for word in ("measure", "change-of", "difference", "trend"))
    moved = [one for one in compared.kept if one.moved]
    changed = [one for one in compared.kept if one.changes and not one.moved]
    doubtful = [
        naming.step(one.id)
        for naming, steps in ((old, compared.dropped), (new, compared.added))
        for one in steps
        if one.id in compared.unsure
    ]
    unsure = [say("unsure", lang, steps="; ".join(doubtful))] if doubtful else []
    changes = [
        *(_verdicts(compared.verdicts, lang) if compared.verdicts else ()),
        _section("added", (new.step(one.id) for one in compared.added), lang),
        _section("dropped", [*(old.step(one.id) for one in compared.dropped), *unsure], lang),
        _section("moved", (_pair(one, new, points) for one in moved), lang),
        _section("changed", (_pair(one, new, points) for one in changed), lang),
        _section("facts", (_fact(one, old, new, points) for one in compared.facts), lang),
        _ways(compared, lang),
    ]
    told = [one for one in changes if one is not None]
    measures = [Section(say("measures", lang), table=Table(columns, rows))] if rows else []
    return Page(
        _title(compared, lang),
        (_in_short(compared, lang),),
        (*measures, *(told or [Section(say("same", lang))])),
    )


def comparison_as_text(
    compared: Comparison,
    lang: Lang = "ru",
    *,
    points: Mapping[str, str] = _NO_POINTS,
    width: int = WIDTH,
) -> str:
    """The comparison as plain text, in lines of at most so many characters."""
    return text_of(comparison_page(compared, lang, points), width)


def comparison_as_markdown(
    compared: Comparison,
    lang: Lang = "ru",
    *,
    points: Mapping[str, str] = _NO_POINTS,
    level: int = 2,
) -> str:
    """The comparison as Markdown. level: of the title's heading, from 1."""
    return markdown_of(comparison_page(compared, lang, points), level)


def _title(compared: Comparison, lang: Lang) -> str:
    before, after = flat(compared.before.name), flat(compared.after.name)
    if before == after:
        return say("redesigned", lang, name=after)
    return say("redesign", lang, before=before, after=after)


def _in_short(compared: Comparison, lang: Lang) -> str:
    trends = [one.trend for one in compared.measures]
    broken = newly_broken(compared.verdicts) if compared.verdicts else ()
    return say(
        "redesign-in-short",
        lang,
        better=trends.count(Trend.BETTER),
        worse=trends.count(Trend.WORSE),
        added=len(compared.added),
        dropped=len(compared.dropped),
        changed=len(compared.changed),
        broken=sum(one.severity is not Severity.NOTE for one in broken),
        satisfied=len(compared.verdicts.satisfied) if compared.verdicts else 0,
    )


def _section(title: str, items: Iterable[str], lang: Lang) -> Section | None:
    told = list(items)
    if not told:
        return None
    more = [say("more", lang, count=len(told) - MOST)] if len(told) > MOST else []
    return Section(f"{say(title, lang)}: {len(told)}", (*told[:MOST], *more))


def _pair(pair: StepPair, names: Naming, points: Mapping[str, str]) -> str:
    lang = names.lang
    told = [change_said(one, points, lang) for one in pair.changes]
    if pair.moved and all(pair.channels) and pair.channels[0] != pair.channels[1]:
        kinds = (", ".join(word for _, word in channels_said(one, lang)) for one in pair.channels)
        told.append(change_said(Change("channel", *kinds), points, lang))
    return f"{names.step(pair.after.id)}. {'; '.join(dict.fromkeys(told))}"


def _fact(change: Change, old: Naming, new: Naming, points: Mapping[str, str]) -> str:
    if change.name == "start":
        ends = old.step(str(change.before)), new.step(str(change.after))
        change = evolve(change, before=ends[0], after=ends[1])
    return change_said(change, points, new.lang)


def _ways(compared: Comparison, lang: Lang) -> Section | None:
    counts = {
        "added": len(compared.ways_added),
        "dropped": len(compared.ways_dropped),
        "changed": len(compared.ways_changed),
    }
    if not any(counts.values()):
        return None
    return Section(say("ways-changed", lang), (say("ways-counted", lang, **counts),))


def _verdicts(verdicts: Verdicts, lang: Lang) -> Iterator[Section | None]:
    broken = newly_broken(verdicts)
    for title, review in (("broken-now", False), ("review-now", True)):
        refs = [
            f"{_clause(one.ref, lang)} ({', '.join(one.rules)})"
            for one in broken
            if (one.severity is Severity.NOTE) is review
        ]
        yield _section(title, refs, lang)
    satisfied = (_clause(ClauseRef(one.act, one.clause), lang) for one in verdicts.satisfied)
    yield _section("satisfied-now", satisfied, lang)
    for title, found in (("came", verdicts.came), ("gone", verdicts.gone)):
        yield _section(title, (_finding(one, lang) for one in found), lang)


def _clause(ref: ClauseRef, lang: Lang) -> str:
    return ref.say(lang) if ref.act == "procedure" else f"{ref.say(lang)} ({ref.act})"


def _finding(finding: Finding, lang: Lang) -> str:
    return f"{mark_said(finding, lang)}: {flat(finding.message[lang])}"
