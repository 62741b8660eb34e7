"""A check as SARIF 2.1.0: for code scanning services and editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.errors import ReadError
from ..model.findings import FindingStatus, Outcome, Report
from ..model.text import Lang
from .checked import Checked, RuleCard
from .sarif_results import UNVERIFIED, Scribe
from .sarif_taxonomies import Taxonomies
from .sarif_words import LANGUAGE, artifact, message, uri
from .words import say

__all__ = ["as_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(
    files: Sequence[Checked],
    tool: Mapping[str, str],
    lang: Lang = "ru",
    rules: Mapping[str, RuleCard] | None = None,
    baseline: bool = False,
) -> dict[str, Any]:
    """One log with one run, whatever the number of files: services refuse several of one tool.

    Every finding is a result of kind `fail`, every clause left unverified one of kind `review`.
    The clauses of each act are a taxonomy. A file that could not be read is a notification.

    Args:
        tool: name and version of the program. rules: cards of the rules by code.
        baseline: whether findings were compared with a baseline; each is `new` or `unchanged`
            then.
    """
    cards = dict(rules or {})
    codes = [*sorted({*cards, *_codes(files)}), UNVERIFIED]
    taxonomies = Taxonomies.of(files)
    results: list[dict[str, Any]] = []
    for one in files:
        if isinstance(one.result, Report):
            scribe = Scribe(one, lang, codes, taxonomies, _is_compared(files, baseline))
            results += (scribe.finding(finding) for finding in one.result.findings)
            results += (
                scribe.unverified(clause)
                for clause in one.result.clauses
                if clause.outcome is Outcome.UNVERIFIED
            )
    unread = [(one, one.result) for one in files if isinstance(one.result, ReadError)]
    driver: dict[str, Any] = {
        "name": tool["name"],
        "version": tool["version"],
        "semanticVersion": tool["version"],
        "language": LANGUAGE[lang],
        "rules": [_descriptor(code, cards, files, lang) for code in codes],
    }
    if taxonomies.order:
        driver["supportedTaxonomies"] = [taxonomies.reference(key) for key in taxonomies.order]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": LANGUAGE[lang],
        "columnKind": "utf16CodeUnits",
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": message(error.say(lang))},
                        "locations": [{"physicalLocation": artifact(checked.path)}],
                    }
                    for checked, error in unread
                ],
            }
        ],
        "artifacts": _artifacts(files),
        "taxonomies": taxonomies.components(lang),
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _codes(files: Sequence[Checked]) -> set[str]:
    return {
        finding.code
        for one in files
        if isinstance(one.result, Report)
        for finding in one.result.findings
    }


def _is_compared(files: Sequence[Checked], told: bool) -> bool:
    return told or any(
        finding.status is FindingStatus.BASELINE
        for one in files
        if isinstance(one.result, Report)
        for finding in one.result.findings
    )


def _descriptor(
    code: str, cards: Mapping[str, RuleCard], files: Sequence[Checked], lang: Lang
) -> dict[str, Any]:
    """A rule of the driver; from its card, else from a finding of it."""
    if code == UNVERIFIED:
        said = say("unverified", lang)
        return _described(code, UNVERIFIED, said, said, "none")
    card = cards.get(code)
    if card is not None:
        return _described(code, card.name, card.summary[lang], card.help[lang], card.level.value)
    found = next(
        finding
        for one in files
        if isinstance(one.result, Report)
        for finding in one.result.findings
        if finding.code == code
    )
    return _described(code, found.rule, found.rule, found.fix[lang], found.severity.value)


def _described(code: str, name: str, short: str, help: str, level: str) -> dict[str, Any]:
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": message(short)},
        "fullDescription": {"text": message(short)},
        "help": {"text": message(help)},
        "defaultConfiguration": {"level": level},
    }


def _artifacts(files: Sequence[Checked]) -> list[dict[str, Any]]:
    """Each file once, with its digest."""
    told: dict[str, dict[str, Any]] = {}
    for one in files:
        if one.path:
            location = {"uri": uri(one.path)}
            artifact: dict[str, Any] = {"location": location, "roles": ["analysisTarget"]}
            if isinstance(one.result, Report) and one.result.sha256:
                artifact["hashes"] = {"sha-256": one.result.sha256}
            told.setdefault(one.path, artifact)
    return list(told.values())
