"""Findings and unverified clauses as SARIF results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from ..model.findings import ClauseOutcome, Finding, FindingStatus, Location, Report
from ..model.legal import ClauseRef
from ..model.text import Lang
from .checked import Checked
from .place import place, spot, stands
from .report import fact_in
from .sarif_taxonomies import Taxonomies
from .sarif_words import artifact, message
from .words import printable, say

__all__ = ["UNVERIFIED", "Scribe"]

UNVERIFIED = "unverified-clause"


@frozen
class Scribe:
    """Writes the results of one file."""

    checked: Checked
    lang: Lang
    codes: Sequence[str]
    taxonomies: Taxonomies
    compared: bool

    def finding(self, finding: Finding) -> dict[str, Any]:
        """A finding as a result."""
        said = [finding.message[self.lang]]
        if finding.citation is not None:
            said.append(finding.citation[self.lang])
        said.append(f"{say('fix', self.lang)}: {finding.fix[self.lang]}")
        told = self._result(finding.code, ". ".join(one.rstrip(".") for one in said) + ".")
        told |= {"kind": "fail", "level": finding.severity.value}
        told["locations"] = [self._location(finding)]
        # what `primaryLocationLineHash` names is what code scanning tells alerts apart by; without
        # it, findings of one rule in one file would count as one
        told["partialFingerprints"] = {
            "touchpoint/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        }
        if self.compared:
            known = finding.status is FindingStatus.BASELINE
            told["baselineState"] = "unchanged" if known else "new"
        if finding.status is FindingStatus.WAIVED:
            why = finding.waiver[self.lang] if finding.waiver else ""
            told["suppressions"] = [
                {"kind": "external", "status": "accepted"}
                | ({"justification": printable(why)} if why else {})
            ]
        taxa = self._taxa(finding)
        if taxa:
            told["taxa"] = taxa
        properties = {
            "rule": finding.rule,
            "reading": finding.reading,
            "need": finding.location.need,
            "row": finding.location.row,
            "rows": list(finding.location.rows) or None,
            "place": place(finding, self.lang) or None,
        }
        told["properties"] = {
            key: printable(value) if isinstance(value, str) else value
            for key, value in properties.items()
            if value is not None
        }
        return told

    def unverified(self, clause: ClauseOutcome) -> dict[str, Any]:
        """A clause that could not be checked as a result: which fact is missing."""
        lang = self.lang
        facts = dict.fromkeys(fact.partition(".")[0] for fact in clause.absent)
        missing = [say("gap-fact", lang).format(fact=fact_in(one, lang)) for one in facts]
        why = "; ".join(missing) or say("gap-confirm", lang)
        cited = self.checked.cited(clause.act, clause.clause, lang)
        told = self._result(UNVERIFIED, f"{cited}: {why[:1].lower()}{why[1:]}.")
        told |= {"kind": "review", "level": "none"}
        agency = self._agency()
        mark = f"{agency}:{clause.act}:{clause.clause}"
        told["locations"] = [self._physical(None)]
        told["partialFingerprints"] = {"touchpoint/v1": mark, "primaryLocationLineHash": mark}
        taxon = self.taxonomies.taxon(agency, clause.act, clause.clause)
        if taxon:
            told["taxa"] = [taxon]
        told["properties"] = {"absent": list(clause.absent), "status": clause.status}
        return told

    def _agency(self) -> str:
        result = self.checked.result
        return result.agency if isinstance(result, Report) else ""

    def _result(self, code: str, text: str) -> dict[str, Any]:
        return {
            "ruleId": code,
            "ruleIndex": self.codes.index(code),
            "message": {"text": message(text)},
        }

    def _taxa(self, finding: Finding) -> list[dict[str, Any]]:
        """The clauses that it speaks against, the cited one first."""
        if finding.act is None or finding.clause is None:
            return []
        refs = [ClauseRef.parse(one, finding.act) for one in (finding.clause, *finding.against)]
        found = (self.taxonomies.taxon(self._agency(), one.act, one.id) for one in refs)
        return list({one["id"]: one for one in found if one is not None}.values())

    def _location(self, finding: Finding) -> dict[str, Any]:
        at = finding.location
        own = at.file if finding.act is None else None
        told = self._physical(at.line, own)
        logical = [*_logical(at), *_cell(at)]
        return told | ({"logicalLocations": logical} if logical else {})

    def _physical(self, line: int | None, file: str | None = None) -> dict[str, Any]:
        path = file or self.checked.path
        if not path:
            return {}
        physical = artifact(path)
        if line is not None:
            physical["region"] = {"startLine": line}
        return {"physicalLocation": physical}


def _logical(at: Location) -> Iterator[dict[str, Any]]:
    """The innermost of direction, process and touchpoint, with its way from the outermost."""
    way = [
        (kind, text)
        for kind, text in (
            ("direction", at.direction),
            ("process", at.process),
            ("touchpoint", at.touchpoint),
        )
        if text
    ]
    if way:
        kind, name = way[-1]
        full = " / ".join(printable(text) for _, text in way)
        yield {"name": printable(name), "fullyQualifiedName": full, "kind": kind}


def _cell(at: Location) -> Iterator[dict[str, Any]]:
    """The cell of a sheet, or the row of a table."""
    if not stands(at):
        return
    if at.sheet is not None:
        tail = at.cell or at.table_row
        full = f"{at.sheet}!{tail}" if tail else at.sheet
        yield {"name": str(tail or at.sheet), "fullyQualifiedName": printable(full), "kind": "cell"}
    elif at.table is not None:
        full = "/".join(f"{one}" for one in ("table", at.table, at.table_row, at.cell) if one)
        yield {"name": spot(at, "en"), "fullyQualifiedName": full, "kind": "cell"}
