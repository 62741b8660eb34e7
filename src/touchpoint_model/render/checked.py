"""One file of a check: its report, or why it was not read, and what the law calls things."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, frozen

from ..model.errors import ReadError
from ..model.findings import Report, Severity
from ..model.legal import Act, ClauseRef
from ..model.text import Lang, Text
from .words import say

__all__ = ["Checked", "RuleCard"]


@frozen
class RuleCard:
    """What a reader of a report needs to know of one rule.

    Attributes:
        code, name: `TP03`, `duplicate-touchpoint`. summary: one sentence. help: its manual page.
        level: the severity that it has unless a clause says otherwise.
    """

    code: str
    name: str
    summary: Text
    help: Text
    level: Severity = Severity.ERROR


@frozen
class Checked:
    """A file with the result of its check.

    Attributes:
        path: of the file. result: its report, or why it could not be read.
        agency: the name of the agency. acts: its acts by code.
        gists: what the clauses say, in our own words, by address (`procedure:2.6`).
    """

    path: str
    result: Report | ReadError
    agency: Text | None = None
    acts: Mapping[str, Act] = Factory(dict)
    gists: Mapping[str, Text] = Factory(dict)

    def named(self, act: str, clause: str, lang: Lang) -> str:
        """A clause as people cite it; the procedure is understood, another act is named."""
        said = ClauseRef(act, clause).say(lang)
        if act == "procedure":
            return said
        if act not in self.acts:
            return f"{said} ({act})"
        return f"{said} {'of ' if lang == 'en' else ''}{self.acts[act].of[lang]}"

    def cited(self, act: str, clause: str, lang: Lang) -> str:
        """A clause with the name, day and number of its act, if the act is known."""
        ref = ClauseRef(act, clause)
        return self.acts[act].cite(ref)[lang] if act in self.acts else self.named(act, clause, lang)

    def gist(self, act: str, clause: str, lang: Lang) -> str:
        """What a clause says; "" if that is not known."""
        known = self.gists.get(str(ClauseRef(act, clause)))
        return known[lang] if known else ""

    def title(self, lang: Lang) -> str:
        """The path, or a word where there is none."""
        return self.path or say("unnamed", lang)
