"""What makes an update of the register due: changes that set off the triggers of an ordinance.

The acts print a short list each and define none of its words. What changes in a register is put to
them so, and where the act's words do not settle it, with the reading that was taken:

- a point that the register did not have at all is new; a known point in another process is not, but
  then the needs that are met at the point are others now (reading `known-point`);
- a point that is in the register no more is excluded; one that stays in other processes is not, and
  the needs met at it are others (reading `known-point`);
- «вид точки» may be its kind or the type of its channel (readings `kind`, `channel`);
- the registry of processes changes if processes enter or leave it; where an edition does not hold
  the registry, a process that enters or leaves the register is a sign of that (reading `process`).

What only became known, or is not stated any more, sets off nothing: no fact changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from ..model.legal import ClauseRef
from ..model.register import RegistryItem
from ..model.revisions import Change
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from .changes import Alteration, ChangeKind, Difference, Known, Row

__all__ = ["TRIGGER_KINDS", "Cause", "Reading", "Trigger", "TriggerCode", "triggers", "triggers_of"]

_SCHEME = "trigger"


class TriggerCode(StrEnum):
    """The codes of the scheme `trigger` that changes of a register can set off and answer."""

    NEW_TOUCHPOINT = "new-touchpoint"
    EXCLUSION = "exclusion"
    KIND_CHANGED = "kind-changed"
    NEEDS_CHANGED = "needs-changed"
    REGISTRY_CHANGED = "registry-changed"


_NEW, _EXCLUSION = TriggerCode.NEW_TOUCHPOINT.value, TriggerCode.EXCLUSION.value
_KIND, _NEEDS = TriggerCode.KIND_CHANGED.value, TriggerCode.NEEDS_CHANGED.value
_REGISTRY = TriggerCode.REGISTRY_CHANGED.value
_ROWS = frozenset({ChangeKind.TOUCHPOINT_ADDED.value, ChangeKind.TOUCHPOINT_EXCLUDED.value})

TRIGGER_KINDS: Mapping[str, frozenset[str]] = {
    _NEW: frozenset({ChangeKind.TOUCHPOINT_ADDED.value}),
    _EXCLUSION: frozenset({ChangeKind.TOUCHPOINT_EXCLUDED.value}),
    _KIND: frozenset({ChangeKind.KIND_CHANGED.value, ChangeKind.CHANNEL_CHANGED.value}) | _ROWS,
    _NEEDS: frozenset({ChangeKind.NEEDS_CHANGED.value}) | _ROWS,
    _REGISTRY: frozenset(
        {
            ChangeKind.PROCESS_ADDED.value,
            ChangeKind.PROCESS_DROPPED.value,
            ChangeKind.PROCESS_RENAMED.value,
            ChangeKind.REGISTRY_LINK_CHANGED.value,
        }
    )
    | _ROWS,
}
"""By code of the scheme `trigger`: the kinds of recorded changes by which a register answers it.

Wider than what sets it off: a recorded change does not tell whether its point was new, and a point
of another kind may stand in the register as one that went and one that came. A service that enters
the registry may enter a process that the register has. That the register's copy of the registry is
another answers nothing: its rows are what is to be updated.
"""


class Reading(StrEnum):
    """How the words of an act were read, where they can be read in two ways."""

    KIND = "kind"
    CHANNEL = "channel"
    KNOWN_POINT = "known-point"
    PROCESS = "process"

    def say(self) -> Text:
        """The reading in one sentence."""
        return _READINGS[self]


_READINGS = {
    Reading.KIND: Text(
        ru="Вид точки акт не определяет; здесь это то, что она собой представляет",
        en="The act does not define the kind of a touchpoint; here it is what the point is",
    ),
    Reading.CHANNEL: Text(
        ru="Вид точки акт не определяет; здесь это тип её канала",
        en="The act does not define the kind of a touchpoint; here it is the type of its channel",
    ),
    Reading.KNOWN_POINT: Text(
        ru="Точка есть в перечне и в других процессах: в ней удовлетворяются другие потребности",
        en="The touchpoint is in the register in other processes, too: the needs met at it change",
    ),
    Reading.PROCESS: Text(
        ru="Изменился состав процессов перечня; реестр процессов, о котором говорит акт, "
        "проверьте сами",
        en="The processes of the register changed; the registry of processes, of which the act "
        "speaks, is for you to look at",
    ),
}


@frozen
class Cause:
    """A change that sets off a trigger. reading: of the act's words; None: as they stand."""

    alteration: Alteration
    reading: Reading | None = None


@frozen
class Trigger:
    """A case in which an ordinance has its register updated (повод для актуализации).

    Attributes:
        code: of the scheme `trigger`. label: as the act prints it.
        clauses: where it prints it. causes: the changes that set it off, in their order.
    """

    code: str
    label: Text
    clauses: tuple[ClauseRef, ...]
    causes: tuple[Cause, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings that were taken, each once."""
        return tuple(dict.fromkeys(one.reading for one in self.causes if one.reading is not None))


def triggers(
    difference: Difference,
    vocabulary: Vocabulary,
    *,
    registry_known: bool = False,
    in_force: Callable[[ClauseRef], bool] | None = None,
) -> tuple[Trigger, ...]:
    """The triggers of an ordinance that changes set off, in the order of the act.

    Args:
        vocabulary: of the ordinance; its scheme `trigger` says which cases the act knows.
        registry_known: whether both editions hold the registry of processes, so that a change of
            it is no matter of signs.
        in_force: whether a clause is in force; None takes all clauses as being so.

    >>> from touchpoint_model.lifecycle.diff import diff
    >>> from touchpoint_model.model.register import Register
    >>> from touchpoint_model.model.touchpoints import Touchpoint
    >>> from touchpoint_model.model.vocabulary import Concept
    >>> words = Vocabulary("toy", (Concept(
    ...     "trigger", "exclusion", Text(ru="исключение", en="exclusion"),
    ...     clauses=(ClauseRef.parse("5.3.4"),)),))
    >>> old = Register("toy", "Перечень", (), (Touchpoint("1", "Телефон", "phone"),))
    >>> new = Register("toy", "Перечень", ())
    >>> [(one.code, one.clauses[0].id) for one in triggers(diff(old, new), words)]
    [('exclusion', '5.3.4')]
    """
    causes: dict[str, list[Cause]] = {}
    for one in difference.alterations:
        for code, reading in _set_off(one):
            if reading is Reading.PROCESS and registry_known:
                continue
            causes.setdefault(code, []).append(Cause(one, reading))
    found = []
    for concept in vocabulary.scheme(_SCHEME):
        holding = tuple(one for one in concept.clauses if in_force is None or in_force(one))
        if holding and concept.code in causes:
            told = tuple(causes[concept.code])
            found.append(Trigger(concept.code, concept.label, holding, told))
    return tuple(found)


def _set_off(one: Alteration) -> Iterator[tuple[str, Reading | None]]:
    if one.known is not Known.CHANGED:
        return
    match one.kind:
        case ChangeKind.TOUCHPOINT_ADDED:
            yield from _come_or_gone(one.after, _NEW)
        case ChangeKind.TOUCHPOINT_EXCLUDED:
            yield from _come_or_gone(one.before, _EXCLUSION)
        case ChangeKind.KIND_CHANGED:
            yield _KIND, Reading.KIND
        case ChangeKind.CHANNEL_CHANGED:
            yield _KIND, Reading.CHANNEL
        case ChangeKind.NEEDS_CHANGED:
            yield _NEEDS, None
        case ChangeKind.REGISTRY_CHANGED:
            if _members(one.before) != _members(one.after):
                yield _REGISTRY, None
        case ChangeKind.PROCESS_ADDED | ChangeKind.PROCESS_DROPPED:
            yield _REGISTRY, Reading.PROCESS


def _come_or_gone(row: object, code: str) -> Iterator[tuple[str, Reading | None]]:
    """A row at a point of its own, or at one that the other register has, too."""
    assert isinstance(row, Row)
    if row.anew:
        yield code, None
    elif row.entry is not None and row.entry.needs:
        yield _NEEDS, Reading.KNOWN_POINT


def _members(registry: object) -> set[str]:
    items = registry if isinstance(registry, tuple) else ()
    return {one.id for one in items if isinstance(one, RegistryItem)}


def triggers_of(change: Change) -> tuple[str, ...]:
    """Codes of the triggers that a recorded change may answer, the surest first.

    >>> triggers_of(Change("touchpoint-added", "/directions/0/processes/0/entries/3"))
    ('new-touchpoint', 'kind-changed', 'needs-changed', 'registry-changed')
    >>> triggers_of(Change("needs-changed", "/x", known="now-known"))
    ()
    """
    if change.known != Known.CHANGED.value:
        return ()
    return tuple(code for code, kinds in TRIGGER_KINDS.items() if change.kind in kinds)
