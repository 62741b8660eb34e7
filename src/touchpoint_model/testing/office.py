"""Who keeps a register under an ordinance, and by when: what its ledger says of a lawful history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from attrs import frozen

from ..lifecycle.authority import Deed
from ..lifecycle.deadlines import add_working_days
from ..plugins.agency import Agency
from ..rules.binding import Binding, bindings
from .lawful import DAY

__all__ = ["Office"]

_FORMS, _CHECKS, _REPORTS, _PLACES, _TERM, _TRIGGER = (
    "LC05",
    "LC06",
    "LC07",
    "LC02",
    "LC03",
    "LC04",
)


@frozen(slots=False, eq=False)
class Office:
    """What the clauses of an agency, bound to the shared rules, ask of who keeps its register.

    Roles are codes of the scheme `role`, None where the agency's vocabulary has none.
    """

    agency: Agency

    def bindings(self, code: str) -> tuple[Binding, ...]:
        """The bindings of the rule of a code on `DAY`: one for each set of arguments."""
        return tuple(one for one in self._bindings if one.rule.code == code)

    @cached_property
    def _bindings(self) -> tuple[Binding, ...]:
        return tuple(bindings(self.agency.clauses, DAY))

    @cached_property
    def every_role(self) -> tuple[str | None, ...]:
        """All roles of the vocabulary."""
        return tuple(one.code for one in self.agency.vocabulary.scheme("role")) or (None,)

    def roles(self, deed: Deed) -> tuple[str | None, ...]:
        """The roles that may do a deed by all clauses that speak of it; all if none does."""
        return self._common(_FORMS, lambda one: deed in one.arguments["deeds"])

    @cached_property
    def checkers(self) -> tuple[str | None, ...]:
        """The roles that check data before they are included, by all clauses on that."""
        return self._common(_CHECKS)

    @cached_property
    def reporters(self) -> tuple[str | None, ...]:
        """A role for each clause by which a change is reported."""
        found = [one.arguments["roles"][0] for one in self.bindings(_REPORTS)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """Codes of the triggers of an update that clauses name."""
        found = [str(one.arguments["trigger"]) for one in self.bindings(_TRIGGER)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def everywhere(self) -> tuple[str, ...]:
        """Codes of all places of the vocabulary where a register is published."""
        return tuple(one.code for one in self.agency.vocabulary.scheme("place"))

    @cached_property
    def placings(self) -> tuple[tuple[str, ...], ...]:
        """The places of a publication that is enough for all clauses: each one that is, then all.

        Empty if the vocabulary has no scheme `place`.
        """
        every = self.everywhere
        wanted = [
            set(one.arguments["places"]) for code in (_PLACES, _TERM) for one in self.bindings(code)
        ]
        enough = [(one,) for one in every if all(one in told for told in wanted)]
        return tuple(dict.fromkeys([*enough, every])) if every else ()

    def term(self, changed: date) -> date:
        """The last day on which a change of a day is published in time; that day if none is set."""
        dues = [
            add_working_days(changed, one.arguments["days"]).day for one in self.bindings(_TERM)
        ]
        return min(dues, default=changed)

    def _common(
        self, code: str, meant: Callable[[Binding], bool] = lambda _: True
    ) -> tuple[str | None, ...]:
        """The roles that all bindings of a rule name; all roles if it has none."""
        told = [one.arguments["roles"] for one in self.bindings(code) if meant(one)]
        if not told:
            return self.every_role
        return tuple(role for role in told[0] if all(role in one for one in told))
