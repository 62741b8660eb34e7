"""The one runner of cases: a case and an agency → the findings of its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from attrs import evolve

from ..formats.journeys import VERSION, journeys_of
from ..formats.table import Naming, register_of
from ..model.clients import ClientKind, Segment
from ..model.errors import ModelError, ReadError, TouchpointError
from ..model.findings import Finding
from ..model.history import History
from ..model.journeys import Journey
from ..model.processes import Direction, Entry, Need, Process
from ..model.register import Register, RegistryItem
from ..model.revisions import Approval, Publication
from ..model.text import normalise
from ..model.touchpoints import Basis, Touchpoint
from ..model.usage import Usage
from ..model.view import View
from ..model.vocabulary import Vocabulary
from ..norms import INDICATORS
from ..plugins.agency import Agency
from ..rules.engine import judge
from ..rules.rule import Rule
from .casefile import Case, Expectation
from .casehistory import history_of

__all__ = [
    "Recogniser",
    "judged",
    "register_of_case",
    "view_of_case",
]

_T = TypeVar("_T")
_act_ru = "Приказ"


class Recogniser(Protocol):
    """Who reads printed texts; the module `touchpoint_model.recognise` is one."""

    def recognise(self, register: Register, vocabulary: Vocabulary) -> Register:
        """The register as the vocabulary reads it."""

    def recognise_journeys(
        self, journeys: Iterable[Journey], register: Register, vocabulary: Vocabulary
    ) -> tuple[Journey, ...]:
        """The journeys, their steps at the register's touchpoints where these are recognised."""

    def recognise_touchpoint(self, id: str, name: str, vocabulary: Vocabulary) -> Touchpoint:
        """A touchpoint made of its printed name."""

    def split_cell(self, text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The points that a printed cell names."""


def register_of_case(case: Case, agency: Agency, recogniser: Recogniser) -> Register:
    """The register of a case, as it is recognised under an agency's vocabulary.

    Raises:
        PluginError: the facts of the case do not fit its table; with file and line.
    """
    vocabulary = agency.vocabulary
    naming = Naming(
        split=partial(recogniser.split_cell, vocabulary=vocabulary),
        touchpoint=partial(recogniser.recognise_touchpoint, vocabulary=vocabulary),
    )
    try:
        printed = register_of(case.tables, agency=agency.code, title=case.title, naming=naming)
        return recogniser.recognise(_with_facts(case, printed, vocabulary), vocabulary)
    except ModelError as reason:
        case.fail(reason.say("ru"), reason.say("en"))


def view_of_case(case: Case, agency: Agency, recogniser: Recogniser) -> View:
    """The register and the journeys of a case, as an agency's vocabulary sees them.

    Raises:
        PluginError: as `register_of_case`; or its journeys are not written right.
    """
    register, told = register_of_case(case, agency, recogniser), case.told.get("journeys")
    history = _history(case, agency)
    if told is None:
        return View(register, agency.vocabulary, history=history)
    try:
        journeys = journeys_of({"schema": VERSION, "journeys": told})
    except ReadError as reason:
        case.fail(reason.say("ru"), reason.say("en"))
    known = recogniser.recognise_journeys(journeys, register, agency.vocabulary)
    return View(register, agency.vocabulary, known, history)


def _history(case: Case, agency: Agency) -> History | None:
    """The history of a case, as it was on its day."""
    told = case.told.get("history")
    if told is None:
        return None
    try:
        return history_of(told, agency.code).until(case.on)
    except TouchpointError as reason:
        case.fail(reason.say("ru"), reason.say("en"))


def judged(case: Case, agency: Agency, recogniser: Recogniser) -> Expectation:
    """What an agency's ordinance finds in a case, by the rule of the case alone.

    Equal to `case.expect` if the case passes.

    Raises:
        PluginError: the agency knows no such rule, or the facts do not fit the table.
    """
    rule = next((one for one in agency.rules if one.code == case.rule), None)
    if rule is None:
        case.fail(
            f"у органа «{agency.code}» нет правила «{case.rule}»",
            f"agency “{agency.code}” has no rule “{case.rule}”",
        )
    view = view_of_case(case, agency, recogniser)
    report = judge(
        view, acts=agency.acts, clauses=agency.clauses, indicators=INDICATORS, on=case.on
    )
    found = tuple(one for one in report.findings if one.code == case.rule)
    return Expectation(
        findings=tuple(map(_line, found)),
        outcomes=_outcomes(rule, case, agency, view) if case.expect.outcomes is not None else None,
        cites=tuple(map(_cited, found)) if case.expect.cites is not None else None,
    )


def _line(finding: Finding) -> str:
    row = "-" if finding.location.row is None else str(finding.location.row)
    return " ".join(filter(None, (row, finding.code, finding.reading)))


def _cited(finding: Finding) -> str:
    ref = finding.ref()
    return str(ref).removeprefix("procedure:") if ref else ""


def _outcomes(rule: Rule, case: Case, agency: Agency, view: View) -> tuple[str, ...]:
    """The outcomes of the clauses that name a rule, as if they named no other."""
    alone = [
        evolve(one, uses=tuple(use for use in one.uses if use.rule is rule))
        for one in agency.clauses
        if any(use.rule is rule for use in one.uses)
    ]
    report = judge(view, acts=agency.acts, clauses=alone, indicators=INDICATORS, on=case.on)
    return tuple(dict.fromkeys(one.outcome.value for one in report.clauses))


def _with_facts(case: Case, printed: Register, vocabulary: Vocabulary) -> Register:
    """The register with what the case says beyond its table.

    A case runs under several ordinances: a code that one of them does not know is left out.
    """
    told = case.told
    directions = tuple(_direction(case, one, vocabulary) for one in printed.directions)
    names = {normalise(one.name) for one in printed.processes}
    for name in told.get("processes", {}):
        if normalise(name) not in names:
            case.fail(f"в таблице нет процесса «{name}»", f"the table has no process “{name}”")
    registry, usage = told.get("process_registry"), told.get("usage")
    return evolve(
        printed,
        directions=_rowed(case, directions),
        touchpoints=_points(case, printed.touchpoints, vocabulary),
        performs={
            code: told_so
            for code, told_so in told.get("performs", {}).items()
            if vocabulary.get("direction", code) is not None
        },
        process_registry=_made(RegistryItem, registry),
        usage=_made(Usage, usage),
        segments=_made(Segment, told.get("segments", [])),
        approval=Approval(_act_ru, date=told["approval"]) if "approval" in told else None,
        publications=_made(Publication, told.get("publications")),
    )


def _made(cls: Callable[..., _T], told: Sequence[Mapping[str, Any]] | None) -> Any:
    return None if told is None else tuple(cls(**one) for one in told)


def _direction(case: Case, direction: Direction, vocabulary: Vocabulary) -> Direction:
    client = case.told.get("client")
    concept = vocabulary.get("direction", case.told.get("direction"))
    return evolve(
        direction,
        columns=direction.columns or None,
        kind=concept.code if concept else None,
        client=ClientKind(client) if client else None,
        processes=tuple(_process(case, one, vocabulary) for one in direction.processes),
    )


def _process(case: Case, process: Process, vocabulary: Vocabulary) -> Process:
    facts = _frozen(_named(case.told.get("processes", {}), process.name))
    if "legal_forms" in facts:
        known = {one.code for one in vocabulary.scheme("legal_form")}
        facts["legal_forms"] = tuple(one for one in facts["legal_forms"] if one in known)
    if "client" in facts:
        facts["client"] = ClientKind(facts["client"])
    return evolve(process, **facts)


def _points(
    case: Case, points: Sequence[Touchpoint], vocabulary: Vocabulary
) -> tuple[Touchpoint, ...]:
    told = case.told.get("touchpoints", {})
    names = {normalise(one.name) for one in points}
    for name in told:
        if normalise(name) not in names:
            case.fail(f"в таблице нет точки «{name}»", f"the table has no touchpoint “{name}”")
    limits = {one.code for one in vocabulary.scheme("limit")}
    made = []
    for one in points:
        facts = _frozen(_named(told, one.name))
        if facts.get("serves"):  # stated as none stays so
            facts["serves"] = tuple(code for code in facts["serves"] if code in limits) or None
        made.append(evolve(one, **facts))
    return tuple(made)


def _named(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = (facts for key, facts in told.items() if normalise(key) == normalise(name))
    return next(found, {})


def _frozen(facts: Mapping[str, Any]) -> dict[str, Any]:
    read = {key: tuple(one) if isinstance(one, list) else one for key, one in facts.items()}
    if "basis" in read:
        read["basis"] = tuple(map(Basis, read["basis"]))
    return read


def _rowed(case: Case, directions: Sequence[Direction]) -> tuple[Direction, ...]:
    """The directions with the facts of single rows, and without the columns that are left out."""
    facts = {str(row): one for row, one in case.told.get("rows", {}).items()}
    total = sum(len(one.entries) for it in directions for one in it.processes)
    for row in facts:
        if not row.isdigit() or not 1 <= int(row) <= total:
            case.fail(f"в таблице нет строки «{row}»", f"the table has no row “{row}”")
    rows = iter(range(1, total + 1))
    return tuple(
        evolve(
            direction,
            processes=tuple(
                evolve(
                    process,
                    entries=tuple(
                        _entry(case, one, facts.get(str(next(rows)), {})) for one in process.entries
                    ),
                )
                for process in direction.processes
            ),
        )
        for direction in directions
    )


def _entry(case: Case, entry: Entry, facts: Mapping[str, Any]) -> Entry:
    left_out = {name: None for at, name in ((4, "needs"), (5, "particulars")) if case.columns < at}
    stated = _frozen(facts)
    if "needs" in stated:
        stated["needs"] = tuple(map(Need, stated["needs"]))
    return evolve(entry, **{**left_out, **stated})
