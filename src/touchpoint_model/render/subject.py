"""What a report is about: a register, or journeys of clients over one."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, frozen

from ..model.findings import Finding
from ..model.text import Lang
from .place import place
from .words import say

__all__ = ["REGISTER", "Subject"]


@frozen
class Subject:
    """What a report is about.

    Attributes:
        journeys: path of the file of journeys that were checked; None where a register was.
        actions: of the journeys' steps, by ids of journey and step.

    >>> told = Subject("paths.toml", {("j", "call"): "Звонит"})
    >>> told.say("title", "ru"), REGISTER.say("title", "en")
    ('Проверка клиентских путей', 'Check of a register of touchpoints')
    """

    journeys: str | None = None
    actions: Mapping[tuple[str, str], str] = Factory(dict)

    def say(self, word: str, lang: Lang) -> str:
        """A word of the report, as it is said of journeys or of a register."""
        return say(word, lang, of_journeys=self.journeys is not None)

    def step(self, finding: Finding) -> str:
        """The action of a finding's step, else its id; "" if it is on no step."""
        at = finding.location
        if at.step is None:
            return ""
        return self.actions.get((at.journey or "", at.step), at.step)

    def place(self, finding: Finding, lang: Lang) -> str:
        """The place of a finding: in its document, or its journey and step; "" if not known."""
        at = finding.location
        if at.journey is None:
            return place(finding, lang)
        journey = say("on-journey", lang).format(name=at.journey_name or at.journey)
        if at.step is None:
            return journey
        action = self.actions.get((at.journey, at.step))
        if action is None:
            return f"{journey}, {say('at-step', lang).format(id=at.step)}"
        return f"{journey}, {say('at-action', lang).format(action=action, id=at.step)}"


REGISTER = Subject()
"""A report on a register."""
