"""A ledger: one act in TOML → its clauses, each bound to rules that exist and fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ..model.errors import ModelError
from ..model.findings import Severity
from ..model.legal import Act, ClauseRef, ClauseStatus, Modality
from ..model.text import Text
from ..model.vocabulary import Concept, Vocabulary
from ..rules.binding import Clause, RuleUse, misfits
from ..rules.rule import Rule
from ..rules.scope import Scope
from .agency import Section
from .spot import Many, Spot
from .toml import Document, fail

__all__ = ["Terms", "act_of", "check_citations", "clauses_of", "sections_of", "vocabulary_of"]

_ACT = {"code": str, "title": Text, "of": Text, "number": str, "date": date}
_SECTION = {"ref": str, "title": Text, "digest": str}
_CLAUSE = {
    **dict.fromkeys(("ref", "digest", "modality", "status", "severity", "defines"), str),
    "severity_reason": str,
    **dict.fromkeys(("gist", "evidence", "why"), Text),
    **dict.fromkeys(("indicator", "applies_to"), dict),
    **dict.fromkeys(("in_force", "repealed"), date),
    "rules": Many(dict),
}
_RULE = {"name": str, "fits": str, "rank": int}
_INDICATOR = {"name": str, "weights": dict}
_SCOPE = dict.fromkeys(("kinds", "clients", "directions"), Many(str))
_CONCEPT = {
    **dict.fromkeys(("code", "broader", "channel", "way", "audience", "client"), str),
    **dict.fromkeys(("listed", "generic", "key", "other"), bool),
    **dict.fromkeys(("alt", "clauses", "serves", "covers", "urls", "ambiguous"), Many(str)),
    "label": Text,
}


@frozen
class Terms:
    """What a ledger may name: rules by name, indicators, the vocabulary."""

    rules: Mapping[str, Rule]
    indicators: frozenset[str]
    vocabulary: Vocabulary


def act_of(document: Document) -> Act:
    """The act that a ledger is about, from its `[act]` table."""
    spot = Spot(document, "act", 0)
    for key in document.body:
        if key not in ("act", "section", "clause"):
            line = document.line(key, 0)
            fail(
                f"{document.path}:{line}", f"неизвестная таблица «{key}»", f"unknown table “{key}”"
            )
    told = document.body.get("act")
    if not isinstance(told, dict):
        fail(f"{document.path}:1", "нет таблицы [act]", "there is no table [act]")
    spot.check(told, _ACT)
    return Act(
        code=str(spot.need(told, "code")),
        title=spot.text(told, "title"),
        of=spot.text(told, "of"),
        number=told.get("number"),
        date=told.get("date"),
    )


def sections_of(document: Document, act: Act) -> Iterator[Section]:
    """The headings of an act."""
    for at, told in enumerate(document.body.get("section", [])):
        spot = Spot(document, "section", at)
        spot.check(told, _SECTION)
        yield Section(
            act.code, spot.need(told, "ref"), spot.text(told, "title"), spot.need(told, "digest")
        )


def vocabulary_of(document: Document, agency: str) -> Vocabulary:
    """The vocabulary of an agency; every array of tables is a scheme."""
    plain = document.body.get("plain_client", "any")
    if plain not in ("any", "external"):
        fail(
            f"{document.path}:1",
            f"plain_client: «{plain}», а нужно any или external",
            f"plain_client: “{plain}”, expected any or external",
        )
    concepts = []
    for scheme, entries in document.body.items():
        if isinstance(entries, list):
            codes: set[str] = set()
            for at, told in enumerate(entries):
                spot = Spot(document, scheme, at)
                concept = _concept(spot, scheme, told)
                if concept.code in codes:
                    spot.fail(
                        "code",
                        f"код «{concept.code}» уже есть в {scheme}",
                        f"code “{concept.code}” stands twice in {scheme}",
                    )
                codes.add(concept.code)
                concepts.append(concept)
    vocabulary = Vocabulary(agency, tuple(concepts), plain)
    _check_links(document, vocabulary)
    return vocabulary


def _concept(spot: Spot, scheme: str, told: Mapping[str, Any]) -> Concept:
    spot.check(told, _CONCEPT)
    lists = ("alt", "serves", "covers", "urls", "ambiguous")
    plain = ("broader", "listed", "generic", "channel", "way", "audience", "client", "key", "other")
    further: dict[str, Any] = {key: tuple(told[key]) for key in lists if key in told}
    further |= {key: told[key] for key in plain if key in told}
    return Concept(
        scheme=scheme,
        code=str(spot.need(told, "code")),
        label=spot.text(told, "label"),
        clauses=tuple(_ref(spot, "clauses", one) for one in told.get("clauses", [])),
        **further,
    )


def _check_links(document: Document, vocabulary: Vocabulary) -> None:
    links = (("broader", None), ("channel", "channel"), ("serves", "limit"))
    for scheme in vocabulary.schemes:
        for at, concept in enumerate(vocabulary.scheme(scheme)):
            for key, target in links:
                value = getattr(concept, key)
                for code in value if isinstance(value, tuple) else (value,):
                    if code is not None and vocabulary.get(target or scheme, code) is None:
                        Spot(document, scheme, at).fail(
                            key,
                            f"«{concept.code}»: {key} называет понятие «{code}», а его нет",
                            f"“{concept.code}”: {key} names concept “{code}”, which is not there",
                        )


def check_citations(
    document: Document, vocabulary: Vocabulary, known: Collection[ClauseRef]
) -> None:
    """See that every clause that a concept cites is in a ledger.

    Raises:
        PluginError: one is not; with file and line.
    """
    for scheme in vocabulary.schemes:
        for at, concept in enumerate(vocabulary.scheme(scheme)):
            for ref in concept.clauses:
                if ref not in known:
                    Spot(document, scheme, at).fail(
                        "clauses",
                        f"«{concept.code}» ссылается на пункт «{ref}», которого нет",
                        f"“{concept.code}” cites clause “{ref}”, which is not there",
                    )


def _ref(spot: Spot, key: str, text: str, act: str = "procedure") -> ClauseRef:
    try:
        return ClauseRef.parse(text, act)
    except ModelError as reason:
        return spot.fail(key, reason.say("ru"), reason.say("en"))


def clauses_of(document: Document, act: Act, terms: Terms) -> Iterator[Clause]:
    """The clauses of an act, in printed order.

    Raises:
        PluginError: a clause stands twice, lacks what its status demands, or names a rule, a
            parameter, an indicator or a concept that does not exist; with file and line.
    """
    seen: dict[ClauseRef, list[Clause]] = {}
    for at, told in enumerate(document.body.get("clause", [])):
        spot = Spot(document, "clause", at)
        spot.check(told, _CLAUSE)
        ref = _ref(spot, "ref", spot.need(told, "ref"), act.code)
        clause = _clause(spot, told, ref, terms)
        editions = seen.setdefault(ref, [])
        if any(_overlap(clause, other) for other in editions):
            spot.fail("ref", f"пункт «{ref}» записан дважды", f"clause “{ref}” stands twice")
        editions.append(clause)
        yield clause


def _overlap(a: Clause, b: Clause) -> bool:
    """Whether two editions of a clause are in force on one day."""
    starts = max(a.in_force or date.min, b.in_force or date.min)
    return starts < min(a.repealed or date.max, b.repealed or date.max)


def _clause(spot: Spot, told: Mapping[str, Any], ref: ClauseRef, terms: Terms) -> Clause:
    status = _member(spot, told, "status", ClauseStatus)
    severity = _severity(spot, told)
    indicator = told.get("indicator")
    clause = Clause(
        ref=ref,
        gist=spot.text(told, "gist"),
        digest=spot.need(told, "digest"),
        modality=_member(spot, told, "modality", Modality),
        status=status,
        uses=tuple(_use(spot, use, terms) for use in told.get("rules", [])),
        indicator=_indicator(spot, indicator, terms) if indicator is not None else None,
        weights=dict((indicator or {}).get("weights", {})),
        evidence=spot.text(told, "evidence") if "evidence" in told else None,
        why=spot.text(told, "why") if "why" in told else None,
        defines=told.get("defines"),
        scope=_scope(spot, told.get("applies_to", {}), terms),
        severity=severity,
        in_force=told.get("in_force"),
        repealed=told.get("repealed"),
        file=spot.document.path,
        line=spot.document.line("clause", spot.number),
    )
    _demand(spot, clause)
    return clause


_DEMANDS = {
    ClauseStatus.AUTOMATED: "rules",
    ClauseStatus.ATTESTED: "evidence",
    ClauseStatus.DEFINITION: "defines",
    ClauseStatus.MEASURED: "indicator",
    ClauseStatus.INFORMATIVE: "why",
}


def _demand(spot: Spot, clause: Clause) -> None:
    key = _DEMANDS.get(clause.status)
    value = clause.uses if key == "rules" else getattr(clause, key) if key else True
    if not value:
        spot.fail(
            "status",
            f"пункт «{clause.ref}» ({clause.status}): нет ключа «{key}»",
            f"clause “{clause.ref}” ({clause.status}): key “{key}” is missing",
        )


def _member(spot: Spot, told: Mapping[str, Any], key: str, kind: Any) -> Any:
    value = spot.need(told, key)
    if value not in list(kind):
        known = ", ".join(one.value for one in kind)
        spot.fail(
            key, f"{key}: «{value}», а нужно одно из: {known}", f"{key}: “{value}”, one of: {known}"
        )
    return kind(value)


def _severity(spot: Spot, told: Mapping[str, Any]) -> Severity | None:
    if "severity" not in told:
        return None
    spot.need(told, "severity_reason")
    chosen: Severity = _member(spot, told, "severity", Severity)
    return chosen


def _indicator(spot: Spot, told: Mapping[str, Any], terms: Terms) -> str:
    spot.check(told, _INDICATOR, "indicator")
    spot.check(told.get("weights", {}), dict.fromkeys(told.get("weights", {}), float), "indicator")
    for name in (told.get("name"), *told.get("weights", {})):
        if name not in terms.indicators:
            spot.fail("indicator", f"нет показателя «{name}»", f"there is no indicator “{name}”")
    return str(told["name"])


def _scope(spot: Spot, told: Mapping[str, Any], terms: Terms) -> Scope:
    schemes = {"kinds": "touchpoint", "clients": None, "directions": "direction"}
    spot.check(told, _SCOPE, "applies_to")
    for key, codes in told.items():
        scheme = schemes[key]
        for code in codes:
            known = (
                code in ("external", "internal")
                if scheme is None
                else terms.vocabulary.get(scheme, code) is not None
            )
            if not known:
                spot.fail(
                    "applies_to",
                    f"applies_to.{key}: в словаре нет «{code}»",
                    f"applies_to.{key}: the vocabulary has no “{code}”",
                )
    return Scope(**{key: tuple(codes) for key, codes in told.items()})


def _use(spot: Spot, told: Mapping[str, Any], terms: Terms) -> RuleUse:
    name = told.get("name")
    rule = terms.rules.get(str(name))
    if rule is None:
        return spot.fail("rules", f"нет правила «{name}»", f"there is no rule “{name}”")
    spot.check({key: told[key] for key in told if key in _RULE}, _RULE, "rules")
    arguments = {key: value for key, value in told.items() if key not in _RULE}
    for parameter, message in misfits(rule, arguments, terms.vocabulary):
        spot.fail(parameter, message.ru, message.en)
    return RuleUse(rule, arguments, told.get("fits"), int(told.get("rank", 0)))
