"""Short ways to call a shared rule as it is, under the toy's vocabulary."""

from collections.abc import Iterable
from itertools import pairwise

import touchpoint_model as tm
from touchpoint_model.checking import view
from touchpoint_model.model.findings import Absent, Fault
from touchpoint_model.model.journeys import Journey, Phase, Step, Transition
from touchpoint_model.model.processes import Process
from touchpoint_model.norms import RULES
from touchpoint_model.rules.scope import Scope

from ..toy_agency import agency
from .building import process, register

BY_NAME = {one.name: one for one in RULES}
ANYWHERE = Scope()


def verdicts(
    name: str,
    judged: tm.Register,
    journeys: Iterable[Journey] | None = None,
    *,
    scope: Scope = ANYWHERE,
    **told: object,
) -> list[Fault | Absent]:
    """What a rule says of the register, or of its one process, under the toy's vocabulary."""
    rule, seen = BY_NAME[name], view(judged, agency, journeys)
    (_, only), *_ = seen.processes
    subject = only if rule.subject is Process else seen.register
    around = {"view": seen, "scope": scope, "direction": seen.register.directions[0]}
    context = {key: around[key] for key in rule.context}
    along = rule.along(seen.register, view=seen, **told) if rule.along and journeys else []
    return [*rule(subject, **context, **told), *along]


def of_rows(name: str, *rows: tm.Entry | str, **told: object) -> list[Fault | Absent]:
    return verdicts(name, register(process("Дело", *rows)), **told)


def first_rows(found: list[Fault | Absent]) -> list[int]:
    return [one.at[0] for one in found if isinstance(one, Fault)]


def journey(*steps: Step, id: str = "walk", **further: object) -> Journey:
    """A journey whose steps follow each other, unless other transitions are told."""
    chain = tuple(Transition(one.id, other.id) for one, other in pairwise(steps))
    return Journey(id, "Прогулка", (Phase("Идёт", steps),), **{"transitions": chain, **further})
