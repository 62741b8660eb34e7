"""`touchpoint rules|explain|coverage|compare`: what the acts say and how they are accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from ..model.errors import UsageError
from ..model.legal import ClauseStatus
from ..model.text import Lang, Text
from ..plugins.agency import Agency
from ..plugins.discovery import codes, find, found
from ..plugins.manual import FORCE, STATUS, clause_page, comparison, rule_page, say
from ..rules.binding import Clause
from ..rules.waiver import ABOUT_WAIVERS
from .output import AgencyOption, FormatOption, LangOption, Language, OutputFormat, emit, emit_json
from .output import table as draw

__all__ = ["compare", "coverage", "explain", "rules"]


def rules(format: FormatOption = OutputFormat.TEXT, lang: LangOption = Language.RU) -> None:
    """List all rules: code, name, what it finds, which agencies have it."""
    agencies = _working()
    told = {rule.code: rule for agency in agencies for rule in agency.rules}
    listed = [rule for _, rule in sorted(told.items())]
    if format is OutputFormat.JSON:
        emit_json(
            [
                {
                    "code": rule.code,
                    "name": rule.name,
                    "summary": {"ru": rule.page("ru").summary, "en": rule.page("en").summary},
                    "heuristic": rule.heuristic,
                    "parameters": list(rule.parameters),
                    "clauses": {
                        agency.code: [str(one.ref) for one in agency.clauses_of(rule)]
                        for agency in agencies
                    },
                }
                for rule in listed
            ]
        )
        return
    rows = [
        [
            rule.code,
            rule.name + (" °" if rule.heuristic else ""),
            " ".join(rule.page(lang.value).summary.split()),
            ", ".join(agency.code for agency in agencies if agency.clauses_of(rule)),
        ]
        for rule in listed
    ]
    draw("", _columns("rules", lang.value), rows, nowrap=2)


def explain(
    what: Annotated[
        str,
        typer.Argument(metavar="RULE|[ACT:]CLAUSE", help="Code or name of a rule, or a clause."),
    ],
    agency: AgencyOption = None,
    lang: LangOption = Language.RU,
) -> None:
    """Print the manual page of a rule or a clause; without an agency, of all that match."""
    agencies = [find(agency)] if agency is not None else _working()
    pages = [
        rule_page(rule, agencies if agency is not None else _working(), lang.value)
        for rule in {rule.code: rule for one in agencies for rule in one.rules}.values()
        if what in (rule.code, rule.name)
    ]
    pages += [
        f"{code}  {name}\n\n  {_bare(message)[lang.value]}\n  {fix[lang.value]}\n"
        for code, name, message, fix in ABOUT_WAIVERS.values()
        if what in (code, name)
    ]
    pages += [clause_page(one, clause, lang.value) for one in agencies for clause in one.find(what)]
    if not pages:
        raise UsageError(
            Text(
                ru=f"Нет ни правила, ни пункта «{what}»; правила перечисляет «touchpoint rules», "
                "пункты «touchpoint coverage»",
                en=f"There is no rule and no clause “{what}”; “touchpoint rules” lists the rules, "
                "“touchpoint coverage” the clauses",
            )
        )
    emit("\n".join(pages))


def _bare(message: Text) -> Text:
    """A message with an ellipsis for each thing that only a finding can name."""
    return message.format(rule="…", expires="…", owner="…")


def coverage(
    agency: AgencyOption = None,
    format: FormatOption = OutputFormat.TEXT,
    lang: LangOption = Language.RU,
) -> None:
    """Show how every clause of an agency's acts is accounted for."""
    agencies = [find(agency)] if agency is not None else [find(code) for code in codes()]
    if format is OutputFormat.JSON:
        documents = [_coverage(one) for one in agencies]
        emit_json(documents if agency is None else documents[0])
        return
    for one in agencies:
        rows = [
            [str(clause.ref), clause.status.value, say(FORCE[clause.modality], lang.value),
             ", ".join(use.rule.name for use in clause.uses) or clause.indicator or "",
             clause.gist[lang.value]]
            for clause in one.clauses
        ]  # fmt: skip
        draw(one.title[lang.value], _columns("coverage", lang.value), rows)
        emit(_counts(one, lang.value))


def _coverage(agency: Agency) -> dict[str, Any]:
    told = agency.coverage
    return {
        "agency": agency.code,
        "total": told.total,
        "automated_share": round(told.automated_share, 4),
        "with_rules": told.bound,
        "counts": {status.value: count for status, count in told.counts.items()},
        "clauses": [
            {
                "act": clause.ref.act,
                "clause": clause.ref.id,
                "status": clause.status.value,
                "modality": clause.modality.value,
                "rules": [use.rule.name for use in clause.uses],
                "indicator": clause.indicator,
                "gist": {"ru": clause.gist.ru, "en": clause.gist.en},
            }
            for clause in agency.clauses
        ],
    }


def _counts(agency: Agency, lang: Lang) -> str:
    told = agency.coverage
    parts = [
        f"{say(STATUS[status], lang)} ({status.value}) {count}"
        for status, count in told.counts.items()
        if count or status is ClauseStatus.PENDING
    ]
    share = f"{told.automated_share:.1%}"
    if lang == "ru":
        head = (
            f"{agency.code}: пунктов {told.total}, доля automated {share}, с правилами {told.bound}"
        )
    else:
        head = f"{agency.code}: clauses {told.total}, automated {share}, with rules {told.bound}"
    return f"{head}; " + ", ".join(parts)


def compare(
    agencies: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE …]", help="Agencies; all without any.")
    ] = None,
    format: FormatOption = OutputFormat.TEXT,
    lang: LangOption = Language.RU,
) -> None:
    """Show side by side which norms each agency has, in which clause, with what force."""
    chosen = [find(code) for code in (agencies or codes())]
    told = list(comparison(chosen))
    if format is OutputFormat.JSON:
        emit_json(
            [
                {
                    "code": rule.code,
                    "name": rule.name,
                    "agencies": {
                        code: [
                            {"clause": str(one.ref), "modality": one.modality.value}
                            for one in clauses
                        ]
                        for code, clauses in standing.items()
                    },
                }
                for rule, standing in told
            ]
        )
        return
    rows = [
        [rule.code, rule.name, *(_cell(standing[one.code], lang.value) for one in chosen)]
        for rule, standing in told
    ]
    draw("", (*_columns("compare", lang.value), *(one.code for one in chosen)), rows, nowrap=2)


def _cell(clauses: Sequence[Clause], lang: Lang) -> str:
    """The clauses by force; a dash is silence."""
    forces = dict.fromkeys(clause.modality for clause in clauses)
    told = []
    for force in forces:
        ids = [
            clause.ref.id if clause.ref.act == "procedure" else str(clause.ref)
            for clause in clauses
            if clause.modality is force
        ]
        told.append(f"{', '.join(ids)} ({say(FORCE[force], lang)})")
    return "; ".join(told) or "–"


def _columns(command: str, lang: Lang) -> tuple[str, ...]:
    return {
        ("rules", "ru"): ("код", "правило", "что находит", "органы"),
        ("rules", "en"): ("code", "rule", "what it finds", "agencies"),
        ("coverage", "ru"): ("пункт", "учёт", "сила", "правила", "суть"),
        ("coverage", "en"): ("clause", "status", "force", "rules", "gist"),
        ("compare", "ru"): ("код", "правило"),
        ("compare", "en"): ("code", "rule"),
    }[command, lang]


def _working() -> list[Agency]:
    """The agencies that load: pages about rules do not need the broken ones."""
    return [one.agency for one in found() if one.agency is not None]
