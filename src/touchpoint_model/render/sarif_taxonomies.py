"""The clauses of each act as a SARIF taxonomy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from ..model.findings import Report
from ..model.legal import ClauseRef
from ..model.text import Lang
from .checked import Checked
from .sarif_words import LANGUAGE, message
from .words import printable

__all__ = ["Taxonomies"]


@frozen
class Taxonomies:
    """The acts of all agencies that were judged by, each with its clauses in printed order."""

    order: tuple[tuple[str, str], ...]
    clauses: Mapping[tuple[str, str], Mapping[str, int]]
    source: Mapping[tuple[str, str], Checked]

    @classmethod
    def of(cls, files: Sequence[Checked]) -> Taxonomies:
        """The taxonomies of what was judged."""
        clauses: dict[tuple[str, str], dict[str, int]] = {}
        source: dict[tuple[str, str], Checked] = {}
        for one in files:
            if isinstance(one.result, Report):
                for clause in one.result.clauses:
                    key = (one.result.agency, clause.act)
                    known = clauses.setdefault(key, {})
                    known.setdefault(clause.clause, len(known))
                    source.setdefault(key, one)
        return cls(tuple(clauses), clauses, source)

    def reference(self, key: tuple[str, str]) -> dict[str, Any]:
        """A reference to a taxonomy."""
        return {"name": ":".join(key), "index": self.order.index(key)}

    def taxon(self, agency: str, act: str, clause: str) -> dict[str, Any] | None:
        """A reference to a clause, if it was judged."""
        at = self.clauses.get((agency, act), {}).get(clause)
        if at is None:
            return None
        component = self.reference((agency, act))
        return {"id": str(ClauseRef(act, clause)), "index": at, "toolComponent": component}

    def components(self, lang: Lang) -> list[dict[str, Any]]:
        """The taxonomies themselves."""
        return [self._component(key, lang) for key in self.order]

    def _component(self, key: tuple[str, str], lang: Lang) -> dict[str, Any]:
        agency, code = key
        checked = self.source[key]
        told: dict[str, Any] = {
            "name": f"{agency}:{code}",
            "language": LANGUAGE[lang],
            "organization": printable(checked.agency[lang] if checked.agency else agency),
            "isComprehensive": True,
            "taxa": [self._taxon(checked, code, clause, lang) for clause in self.clauses[key]],
        }
        act = checked.acts.get(code)
        if act is not None:
            told["fullName"] = printable(act.title[lang])
            if act.date is not None:
                told["releaseDateUtc"] = act.date.isoformat()
        return told

    def _taxon(self, checked: Checked, act: str, clause: str, lang: Lang) -> dict[str, Any]:
        ref = ClauseRef(act, clause)
        told: dict[str, Any] = {
            "id": str(ref),
            "name": ref.say(lang),
            "shortDescription": {"text": message(checked.cited(act, clause, lang))},
        }
        gist = checked.gist(act, clause, lang)
        return told | ({"fullDescription": {"text": message(gist)}} if gist else {})
