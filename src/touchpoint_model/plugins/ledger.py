"""A ledger: one act in TOML → its clauses, each bound to rules that exist and fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ..model.errors import ModelError
from ..model.findings import Severity
from ..model.legal import Act, ClauseRef, ClauseStatus, Modality
from ..model.text import Text
from ..model.vocabulary import Concept, Vocabulary
from ..rules.binding import Clause, RuleUse, Scope, misfits
from ..rules.rule import Rule
from .agency import Section
from .toml import Document, fail

__all__ = ["Terms", "act_of", "clauses_of", "sections_of", "vocabulary_of"]

_CLAUSE_KEYS = frozenset(
    [
        "ref",
        "gist",
        "digest",
        "modality",
        "status",
        "rules",
        "indicator",
        "evidence",
        "why",
        "defines",
        "applies_to",
        "severity",
        "severity_reason",
        "in_force",
        "repealed",
    ]
)
_CONCEPT_KEYS = frozenset(
    [
        "code",
        "label",
        "alt",
        "clauses",
        "broader",
        "listed",
        "generic",
        "channel",
        "way",
        "audience",
        "client",
        "key",
        "other",
        "serves",
        "covers",
        "urls",
        "ambiguous",
    ]
)
_BOUND = ("name", "fits", "rank")


@frozen
class Terms:
    """What a ledger may name: rules by name, indicators, the vocabulary."""

    rules: Mapping[str, Rule]
    indicators: frozenset[str]
    vocabulary: Vocabulary


@frozen
class _Spot:
    """One table of a document, for error messages."""

    document: Document
    table: str
    number: int

    def fail(self, key: str | None, ru: str, en: str) -> Any:
        line = self.document.line(self.table, self.number, key)
        fail(f"{self.document.path}:{line}", ru, en)

    def check_keys(self, told: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in told:
            if key not in known:
                self.fail(key, f"неизвестный ключ «{key}»", f"unknown key “{key}”")

    def need(self, told: Mapping[str, Any], key: str) -> Any:
        if key not in told or told[key] in ("", [], {}):
            self.fail(None, f"нет ключа «{key}»", f"key “{key}” is missing")
        return told[key]

    def text(self, told: Mapping[str, Any], key: str) -> Text:
        value = self.need(told, key)
        if not isinstance(value, dict) or set(value) != {"ru", "en"}:
            self.fail(key, f"«{key}» нужен в виде {{ ru, en }}", f"“{key}” must be {{ ru, en }}")
        for lang in ("ru", "en"):
            if not isinstance(value[lang], str) or not value[lang].strip():
                self.fail(key, f"«{key}.{lang}» пуст", f"“{key}.{lang}” is empty")
        return Text(ru=value["ru"], en=value["en"])


def act_of(document: Document) -> Act:
    """The act that a ledger is about, from its `[act]` table."""
    spot = _Spot(document, "act", 0)
    told = document.body.get("act")
    if not isinstance(told, dict):
        fail(f"{document.path}:1", "нет таблицы [act]", "there is no table [act]")
    spot.check_keys(told, frozenset({"code", "title", "of", "number", "date"}))
    signed = told.get("date")
    if signed is not None and type(signed) is not date:
        spot.fail("date", "дата нужна в виде 2024-03-19", "the date must look like 2024-03-19")
    return Act(
        code=str(spot.need(told, "code")),
        title=spot.text(told, "title"),
        of=spot.text(told, "of"),
        number=told.get("number"),
        date=signed,
    )


def sections_of(document: Document, act: Act) -> Iterator[Section]:
    """The headings of an act."""
    for at, told in enumerate(document.body.get("section", [])):
        spot = _Spot(document, "section", at)
        spot.check_keys(told, frozenset({"ref", "title", "digest"}))
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
                spot = _Spot(document, scheme, at)
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


def _concept(spot: _Spot, scheme: str, told: Mapping[str, Any]) -> Concept:
    spot.check_keys(told, _CONCEPT_KEYS)
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
                        _Spot(document, scheme, at).fail(
                            key,
                            f"«{concept.code}»: {key} называет понятие «{code}», а его нет",
                            f"“{concept.code}”: {key} names concept “{code}”, which is not there",
                        )


def _ref(spot: _Spot, key: str, text: str, act: str = "procedure") -> ClauseRef:
    try:
        return ClauseRef.parse(text, act)
    except ModelError as reason:
        return spot.fail(key, reason.say("ru"), reason.say("en"))  # type: ignore[no-any-return]


def clauses_of(document: Document, act: Act, terms: Terms) -> Iterator[Clause]:
    """The clauses of an act, in printed order.

    Raises:
        PluginError: a clause stands twice, lacks what its status demands, or names a rule, a
            parameter, an indicator or a concept that does not exist; with file and line.
    """
    seen: set[ClauseRef] = set()
    for at, told in enumerate(document.body.get("clause", [])):
        spot = _Spot(document, "clause", at)
        spot.check_keys(told, _CLAUSE_KEYS)
        ref = _ref(spot, "ref", spot.need(told, "ref"), act.code)
        if ref in seen:
            spot.fail("ref", f"пункт «{ref}» записан дважды", f"clause “{ref}” stands twice")
        seen.add(ref)
        yield _clause(spot, told, ref, terms)


def _clause(spot: _Spot, told: Mapping[str, Any], ref: ClauseRef, terms: Terms) -> Clause:
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
        in_force=_day(spot, told, "in_force"),
        repealed=_day(spot, told, "repealed"),
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


def _demand(spot: _Spot, clause: Clause) -> None:
    key = _DEMANDS.get(clause.status)
    value = clause.uses if key == "rules" else getattr(clause, key) if key else True
    if not value:
        spot.fail(
            "status",
            f"пункт «{clause.ref}» ({clause.status}): нет ключа «{key}»",
            f"clause “{clause.ref}” ({clause.status}): key “{key}” is missing",
        )


def _member(spot: _Spot, told: Mapping[str, Any], key: str, kind: Any) -> Any:
    value = spot.need(told, key)
    if value not in list(kind):
        known = ", ".join(one.value for one in kind)
        spot.fail(
            key, f"{key}: «{value}», а нужно одно из: {known}", f"{key}: “{value}”, one of: {known}"
        )
    return kind(value)


def _severity(spot: _Spot, told: Mapping[str, Any]) -> Severity | None:
    if "severity" not in told:
        return None
    spot.need(told, "severity_reason")
    chosen: Severity = _member(spot, told, "severity", Severity)
    return chosen


def _day(spot: _Spot, told: Mapping[str, Any], key: str) -> date | None:
    value = told.get(key)
    if value is not None and type(value) is not date:
        spot.fail(key, f"{key}: дата нужна в виде 2024-03-19", f"{key}: a date such as 2024-03-19")
    return value


def _indicator(spot: _Spot, told: Mapping[str, Any], terms: Terms) -> str:
    for name in (told.get("name"), *told.get("weights", {})):
        if name not in terms.indicators:
            spot.fail("indicator", f"нет показателя «{name}»", f"there is no indicator “{name}”")
    return str(told["name"])


def _scope(spot: _Spot, told: Mapping[str, Any], terms: Terms) -> Scope:
    schemes = {"kinds": "touchpoint", "clients": None, "directions": "direction"}
    for key, codes in told.items():
        if key not in schemes:
            spot.fail("applies_to", f"applies_to: ключ «{key}»", f"applies_to: key “{key}”")
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


def _use(spot: _Spot, told: Mapping[str, Any], terms: Terms) -> RuleUse:
    name = told.get("name")
    rule = terms.rules.get(str(name))
    if rule is None:
        return spot.fail("rules", f"нет правила «{name}»", f"there is no rule “{name}”")  # type: ignore[no-any-return]
    arguments = {key: value for key, value in told.items() if key not in _BOUND}
    for parameter, message in misfits(rule, arguments, terms.vocabulary):
        spot.fail(parameter, message.ru, message.en)
    return RuleUse(rule, arguments, told.get("fits"), int(told.get("rank", 0)))
