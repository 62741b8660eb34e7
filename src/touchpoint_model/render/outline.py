"""What a report tells people, in the order in which they read it: shared by page and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from ..model.errors import ReadError
from ..model.findings import Finding, FindingStatus, Location, Report, Severity
from ..model.text import Lang, normalise
from .checked import Checked, RuleCard
from .readings import Decided, readings
from .report import fact_in, gaps, grouped, standing
from .subject import REGISTER, Subject
from .words import counted, day_of, say

__all__ = ["Chore", "Gap", "Item", "Measured", "Outline", "Passage", "outline"]


@frozen
class Item:
    """One finding, in words. What the sentence says already (a point, a need) is not repeated.

    `step` is the action of the journey's step that it stands at, if it is on a journey; else the
    revision of the register, if it is on its history.
    """

    anchor: str
    severity: str
    standing: str
    code: str
    rule: str
    message: str
    citation: str
    fix: str
    row: str
    rows: str
    place: str
    step: str
    touchpoint: str
    need: str
    waiver: str
    process: str
    known: bool


@frozen
class Passage:
    """The findings of one process, or of a direction or the register as a whole."""

    anchor: str
    direction: str
    title: str
    items: tuple[Item, ...]
    counts: str


@frozen
class Chore:
    """What has to be done in several places: one rule, with the findings of one severity."""

    severity: str
    standing: str
    code: str
    title: str
    fix: str
    items: tuple[Item, ...]


@frozen
class Gap:
    """A fact that is missing, with the clauses that need it: how each is cited, what it says."""

    title: str
    clauses: tuple[tuple[str, str], ...]


@frozen
class Measured:
    """A measure: its value as a percentage or number, what it tells, its clause."""

    value: str
    title: str
    clause: str


@frozen
class Outline:
    """A report in words; `error` says why a file could not be read, and all else is empty then.

    `path` is the file that was checked; where that is one of journeys, `register` is the register.
    """

    anchor: str
    path: str
    register: str = ""
    agency: str = ""
    day: str = ""
    rows: int | None = None
    error: str = ""
    verdict: str = ""
    remarks: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(factory=dict)
    chores: tuple[Chore, ...] = ()
    passages: tuple[Passage, ...] = ()
    aside: tuple[Item, ...] = ()
    measures: tuple[Measured, ...] = ()
    gaps: tuple[Gap, ...] = ()
    readings: tuple[Decided, ...] = ()


def outline(
    checked: Checked,
    cards: Mapping[str, RuleCard],
    lang: Lang,
    number: int = 1,
    subject: Subject = REGISTER,
) -> Outline:
    """The outline of one checked file.

    Args:
        cards: what is known of the rules, by code. number: of the file, for its anchors.
        subject: what the report is about.
    """
    anchor, result = f"r{number}", checked.result
    if isinstance(result, ReadError):
        return Outline(anchor, checked.title(lang), error=result.say(lang))
    items = {
        id(one): _item(one, f"{anchor}-f{at}", lang, subject)
        for at, one in enumerate(result.findings)
    }
    verdict, *remarks = _verdict(result, lang, subject)
    of_journeys = subject.journeys is not None
    return Outline(
        anchor=anchor,
        path=checked.title(lang),
        register=(result.path or "") if of_journeys else "",
        agency=checked.agency[lang] if checked.agency else result.agency,
        day=day_of(result.on, lang),
        rows=None if of_journeys else result.rows,
        verdict=verdict,
        remarks=tuple(remarks),
        counts={
            **{one.value: sum(it.severity is one for it in result.open) for one in Severity},
            "unverified": result.summary.unverified,
        },
        chores=tuple(_chores(result, items, cards, lang)),
        passages=tuple(_passages(result, items, anchor, lang, subject)),
        aside=tuple(items[id(one)] for one in result.findings if not _is_open(one)),
        measures=tuple(_measures(checked, result, lang)),
        gaps=tuple(_gaps(checked, result, lang)),
        readings=tuple(readings(result.readings, lang)),
    )


def _is_open(finding: Finding) -> bool:
    return finding.status is FindingStatus.OPEN


def _item(finding: Finding, anchor: str, lang: Lang, subject: Subject) -> Item:
    at, message = finding.location, finding.message[lang]
    said = normalise(message)
    rows = ", ".join(map(str, at.rows)) or (str(at.row) if at.row else "")
    return Item(
        anchor=anchor,
        severity=finding.severity.value,
        standing=standing(finding, lang),
        code=finding.code,
        rule=finding.rule,
        message=message,
        citation=finding.citation[lang] if finding.citation else "",
        fix=finding.fix[lang],
        row=str(at.row or ""),
        rows=f"{say('rows' if len(at.rows) > 1 else 'row', lang)} {rows}" if rows else "",
        place=subject.place(finding, lang),
        step=subject.step(finding) or at.journey_name or at.journey or _revision(at, lang),
        touchpoint="" if normalise(at.touchpoint or "") in said else at.touchpoint or "",
        need="" if normalise(at.need or "") in said else at.need or "",
        waiver=finding.waiver[lang] if finding.waiver else "",
        process=at.process or at.direction or subject.say("whole", lang),
        known=finding.status is FindingStatus.BASELINE,
    )


def _revision(at: Location, lang: Lang) -> str:
    return "" if at.revision is None else say("on-revision", lang).format(number=at.revision)


def _verdict(report: Report, lang: Lang, subject: Subject) -> Iterator[str]:
    """A sentence that sums up, and further ones."""
    counts = report.summary
    grave = [(counts.error, "error"), (counts.warning, "warning")]
    told = ", ".join(counted(number, word, lang) for number, word in grave if number)
    notes = counted(counts.note, "note", lang)
    if told:
        yield subject.say("must-mend", lang).format(counts=told)
        if counts.note:
            yield subject.say("and-notes", lang).format(counts=notes)
    elif counts.note:
        yield say("must-decide", lang).format(counts=notes)
    else:
        yield say("clean" if report.rows != 0 else "empty", lang)
    if counts.unverified:
        missing = counted(counts.unverified, "unverified", lang)
        yield subject.say("and-unverified", lang).format(counts=missing)
    if counts.waived:
        yield say("and-waived", lang).format(waived=counts.waived)
    known = sum(one.status is FindingStatus.BASELINE for one in report.findings)
    if known:
        yield say("and-known", lang).format(known=known)


def _chores(
    report: Report, items: Mapping[int, Item], cards: Mapping[str, RuleCard], lang: Lang
) -> list[Chore]:
    """The open findings by rule: the gravest first, of those the most frequent."""
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in report.open:
        by_rule.setdefault((finding.severity, finding.code), []).append(finding)
    ranked = sorted(by_rule.items(), key=lambda it: (-it[0][0].rank, -len(it[1]), it[0][1]))
    return [
        Chore(
            severity=severity.value,
            standing=say(severity.value, lang),
            code=code,
            title=cards[code].summary[lang]
            if code in cards
            else _shared([one.message[lang] for one in findings]) or findings[0].rule,
            fix=_shared([one.fix[lang] for one in findings]),
            items=tuple(items[id(one)] for one in findings),
        )
        for (severity, code), findings in ranked
    ]


def _shared(texts: Sequence[str]) -> str:
    return texts[0] if len(set(texts)) == 1 else ""


def _passages(
    report: Report, items: Mapping[int, Item], anchor: str, lang: Lang, subject: Subject
) -> Iterator[Passage]:
    about: list[Finding] = []
    for at, (direction, process, findings) in enumerate(grouped(report, lang)):
        open_ = [one for one in findings if _is_open(one)]
        about += [one for one in open_ if one.act is None]
        told = tuple(items[id(one)] for one in open_ if one.act is not None)
        title = process or subject.say("direction-whole" if direction else "whole", lang)
        if told:
            yield Passage(f"{anchor}-p{at}", direction or "", title, told, _sum(told, lang))
    if about:
        told = tuple(items[id(one)] for one in about)
        yield Passage(f"{anchor}-w", "", say("about-waivers", lang), told, _sum(told, lang))


def _sum(items: Sequence[Item], lang: Lang) -> str:
    numbers = [(sum(one.severity == word for one in items), word) for word in Severity]
    return ", ".join(counted(number, word, lang) for number, word in numbers if number)


def _measures(checked: Checked, report: Report, lang: Lang) -> Iterator[Measured]:
    for one in report.clauses:
        measured = one.indicator
        if measured is not None and measured.value is not None:
            share = measured.unit == "share"
            value = f"{measured.value:.0%}" if share else f"{measured.value:g} {measured.unit}"
            yield Measured(
                value=value,
                title=measured.title[lang] if measured.title else measured.name,
                clause=checked.named(one.act, one.clause, lang),
            )


def _gaps(checked: Checked, report: Report, lang: Lang) -> Iterator[Gap]:
    for fact, clauses in gaps(report):
        told = say("gap-fact", lang).format(fact=fact_in(fact, lang))
        yield Gap(
            title=told if fact else say("gap-confirm", lang),
            clauses=tuple(
                (
                    checked.named(one.act, one.clause, lang),
                    checked.gist(one.act, one.clause, lang),
                )
                for one in clauses
            ),
        )
