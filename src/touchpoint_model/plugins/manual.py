"""Manual pages: of a rule, of a clause; and the table of who has which norm."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator, Sequence
from typing import Annotated, get_args, get_origin

from ..model.findings import Severity
from ..model.legal import ClauseStatus, Modality
from ..model.text import Lang
from ..rules.binding import Clause, InScheme, severity_of
from ..rules.rule import Rule
from .agency import Agency

__all__ = ["FORCE", "STATUS", "clause_page", "comparison", "rule_page", "say"]

_WIDTH = 96
_SECTIONS = {
    "Why": "Зачем",
    "Decides": "Как решает",
    "Bad": "Плохо",
    "Good": "Хорошо",
    "Known limits": "Чего не видит",
}
_WORDS = {
    "ru": {
        "heuristic": "Правило судит по словам или о принципе: всегда примечание.",
        "says": "Что говорит",
        "fix": "Что сделать",
        "reading": "Прочтение",
        "where": "Где установлено",
        "nowhere": "Ни в одном из установленных порядков.",
        "parameters": "Параметры порядка",
        "force": "Сила",
        "status": "Учёт",
        "rules": "Правила",
        "evidence": "Что подтверждает",
        "why": "Почему без нормы",
        "defines": "Что определяет",
        "indicator": "Показатель",
        "lists": "Понятия словаря",
        "silent": "молчит",
        "more": "Подробно",
    },
    "en": {
        "heuristic": "The rule judges words or a principle: always a note.",
        "says": "What it says",
        "fix": "What to do",
        "reading": "Reading",
        "where": "Where it stands",
        "nowhere": "In none of the installed ordinances.",
        "parameters": "Parameters of an ordinance",
        "force": "Force",
        "status": "Accounted for as",
        "rules": "Rules",
        "evidence": "What confirms it",
        "why": "Why there is no norm in it",
        "defines": "Defines",
        "indicator": "Indicator",
        "lists": "Concepts of the vocabulary",
        "silent": "silent",
        "more": "More",
    },
}
FORCE = {
    Modality.OBLIGATION: ("обязанность", "obligation"),
    Modality.PROHIBITION: ("запрет", "prohibition"),
    Modality.RECOMMENDATION: ("рекомендация", "recommendation"),
    Modality.PERMISSION: ("дозволение", "permission"),
    Modality.DEFINITION: ("определение", "definition"),
    Modality.PRINCIPLE: ("принцип", "principle"),
    Modality.NONE: ("нет", "none"),
}
_SEVERITY = {
    Severity.ERROR: ("ошибка", "error"),
    Severity.WARNING: ("предупреждение", "warning"),
    Severity.NOTE: ("примечание", "note"),
}
STATUS = {
    ClauseStatus.AUTOMATED: ("проверяется правилом", "checked by a rule"),
    ClauseStatus.ATTESTED: ("подтверждает человек", "confirmed by a person"),
    ClauseStatus.ENUMERATED: ("член списка", "a member of a list"),
    ClauseStatus.DEFINITION: ("определение", "a definition"),
    ClauseStatus.MEASURED: ("измеряется", "measured"),
    ClauseStatus.INFORMATIVE: ("без нормы", "no norm in it"),
    ClauseStatus.PENDING: ("не учтён", "pending"),
}


def say(pair: tuple[str, str], lang: Lang) -> str:
    """The Russian or the English of a pair."""
    return pair[0] if lang == "ru" else pair[1]


def rule_page(rule: Rule, agencies: Sequence[Agency], lang: Lang) -> str:
    """The manual page of a rule: what it finds, why, how, examples, limits, and where it stands."""
    word, page = _WORDS[lang], rule.page(lang)
    lines = [f"{rule.code}  {rule.name}", "", *_wrapped(page.summary, "  ")]
    if rule.heuristic:
        lines += ["", *_wrapped(word["heuristic"], "  ")]
    for name, body in page.sections.items():
        title = _SECTIONS[name] if lang == "ru" else name
        lines += ["", title.upper(), *_body(body)]
    lines += ["", word["says"].upper(), *_wrapped(rule.message[lang], "  ")]
    lines += [*_wrapped(f"{word['fix']}: {rule.fix[lang]}", "  ")]
    for name, reading in rule.readings.items():
        lines += [*_wrapped(f"{word['reading']} «{name}»: {reading.message[lang]}", "  ")]
    if rule.parameters:
        lines += ["", word["parameters"].upper()]
        lines += [f"  {_parameter(rule, name)}" for name in rule.parameters]
    lines += ["", word["where"].upper(), *_standing(rule, agencies, lang)]
    return "\n".join(lines) + "\n"


def _parameter(rule: Rule, name: str) -> str:
    """A parameter with its type, the scheme of its codes and its default."""
    hint, scheme = rule.types[name], ""
    if get_origin(hint) is Annotated:
        hint, mark = get_args(hint)[:2]
        scheme = f", {mark.scheme}" if isinstance(mark, InScheme) else ""
    kind = getattr(hint, "__name__", str(hint)) if get_origin(hint) is None else str(hint)
    default = rule.parameters[name].default
    told = "" if default is inspect.Parameter.empty else f" = {default!r}"
    return f"{name}: {kind}{scheme}{told}"


def _standing(rule: Rule, agencies: Sequence[Agency], lang: Lang) -> Iterator[str]:
    word = _WORDS[lang]
    met = False
    for agency in agencies:
        clauses = agency.clauses_of(rule)
        if not clauses:
            yield f"  {agency.code}: {word['silent']}"
            continue
        met = True
        for clause in clauses:
            severity = say(_SEVERITY[severity_of(clause, rule, None)], lang)
            force = say(FORCE[clause.modality], lang)
            yield f"  {agency.code}, {clause.ref.say(lang)} ({clause.ref.act}): {force} → {severity}"
            yield from _wrapped(clause.gist[lang], "      ")
    if not met:
        yield f"  {word['nowhere']}"


def clause_page(agency: Agency, clause: Clause, lang: Lang) -> str:
    """The manual page of a clause: its gist, force, how it is accounted for, and its rules."""
    word = _WORDS[lang]
    act = agency.acts[clause.ref.act]
    lines = [f"{agency.code}  {clause.ref}", *_wrapped(act.cite(clause.ref)[lang], "  "), ""]
    lines += [*_wrapped(clause.gist[lang], "  "), ""]
    lines += [f"  {word['force']}: {say(FORCE[clause.modality], lang)}"]
    lines += [f"  {word['status']}: {say(STATUS[clause.status], lang)} ({clause.status.value})"]
    for key, text in (("evidence", clause.evidence), ("why", clause.why)):
        if text is not None:
            lines += [*_wrapped(f"{word[key]}: {text[lang]}", "  ")]
    if clause.defines:
        lines += [f"  {word['defines']}: {clause.defines}"]
    if clause.indicator:
        lines += [f"  {word['indicator']}: {clause.indicator}"]
    named = [one for one in agency.vocabulary.concepts if clause.ref in one.clauses]
    for concept in named:
        lines += [f"  {word['lists']}: {concept.scheme} {concept.code}, {concept.label[lang]}"]
    for use in clause.uses:
        lines += ["", f"{word['rules'].upper()}: {use.rule.code} {use.rule.name}"]
        lines += [*_wrapped(use.rule.page(lang).summary, "  ")]
        lines += [*_wrapped(f"{word['says']}: {use.rule.message[lang]}", "  ")]
        lines += [*_wrapped(f"{word['fix']}: {use.rule.fix[lang]}", "  ")]
        if use.arguments:
            told = ", ".join(f"{key} = {value!r}" for key, value in use.arguments.items())
            lines += [f"  {told}"]
        lines += [f"  {word['more']}: touchpoint explain {use.rule.name}"]
    return "\n".join(lines) + "\n"


def comparison(agencies: Sequence[Agency]) -> Iterator[tuple[Rule, dict[str, tuple[Clause, ...]]]]:
    """Every rule that some agency has, with the clauses of each agency; none is silence."""
    rules = {rule.code: rule for agency in agencies for rule in agency.rules}
    for _, rule in sorted(rules.items()):
        standing = {agency.code: agency.clauses_of(rule) for agency in agencies}
        if any(standing.values()):
            yield rule, standing


def _body(text: str) -> Iterator[str]:
    """Prose wrapped, tables as they are."""
    if "|" in text:
        yield from (f"  {line.strip()}" for line in text.splitlines() if line.strip())
    else:
        yield from _wrapped(text, "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    flat = " ".join(text.split())
    return textwrap.wrap(
        flat, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )
