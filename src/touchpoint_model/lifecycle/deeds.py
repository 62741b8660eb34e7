"""What a revision did to a register: its typed changes as deeds of the ordinance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.revisions import Change, Revision
from .authority import Deed
from .changes import ChangeKind, Known

__all__ = ["alters", "deed_of", "deeds_of"]

_INCLUDES = {ChangeKind.DIRECTION_ADDED, ChangeKind.PROCESS_ADDED, ChangeKind.TOUCHPOINT_ADDED}
_EXCLUDES = {
    ChangeKind.DIRECTION_DROPPED,
    ChangeKind.PROCESS_DROPPED,
    ChangeKind.TOUCHPOINT_EXCLUDED,
}
# What a register carries beside its printed data: its title, its approval, the registry it builds
# on, and facts that the form has no room for: flags of points, what they rest on, whom they serve.
_BESIDE = {
    ChangeKind.REGISTER_CHANGED,
    ChangeKind.REGISTRY_CHANGED,
    ChangeKind.REGISTRY_LINK_CHANGED,
    ChangeKind.READING_CHANGED,
    ChangeKind.DIRECTION_CHANGED,
    ChangeKind.CLIENTS_CHANGED,
    ChangeKind.KEY_CHANGED,
    ChangeKind.DEMAND_CHANGED,
    ChangeKind.BASIS_CHANGED,
    ChangeKind.ACCESS_CHANGED,
    ChangeKind.HISTORY_ACCESS_CHANGED,
}


def alters(change: Change) -> bool:
    """Whether a change alters the data of the register (изменение сведений), which its form prints.

    A fact that is only known now, or that is not stated any more, alters nothing; nor does what
    stands beside the printed data: the title, the approval, the registry of processes, key flags.
    """
    return change.known == Known.CHANGED and change.kind not in _BESIDE


def deed_of(change: Change) -> Deed | None:
    """The deed of one change; None if it alters no data.

    >>> deed_of(Change("touchpoint-excluded", "/directions/0/processes/0/entries/1")).value
    'exclude'
    """
    if not alters(change):
        return None
    if change.kind in _INCLUDES:
        return Deed.INCLUDE
    return Deed.EXCLUDE if change.kind in _EXCLUDES else Deed.CHANGE


def deeds_of(
    changes: Revision | Iterable[Change], *, first: bool | None = None
) -> Mapping[Deed, tuple[Change, ...]]:
    """The deeds of a revision, each with its changes; the first revision forms the register.

    Args:
        first: whether the changes make the first revision; a `Revision` knows it itself.

    >>> deeds_of([Change("needs-changed", ""), Change("touchpoint-added", "")]).keys()
    dict_keys([<Deed.CHANGE: 'change'>, <Deed.INCLUDE: 'include'>])
    """
    if isinstance(changes, Revision):
        first = changes.number == 1 if first is None else first
        changes = changes.changes
    if first:
        return {Deed.FORM: tuple(changes)}
    told: dict[Deed, list[Change]] = {}
    for change in changes:
        deed = deed_of(change)
        if deed is not None:
            told.setdefault(deed, []).append(change)
    return {deed: tuple(those) for deed, those in told.items()}
