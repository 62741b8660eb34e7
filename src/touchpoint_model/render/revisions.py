"""Revisions and what was done about them as JSON."""

from __future__ import annotations

from typing import Any

from ..model.history import Event, History
from ..model.revisions import Actor, Approval, Change, Inspection, Notice, Publication, Revision

__all__ = ["LOG", "REVISION", "VERIFICATION", "log_json", "revision_json"]

LOG = "touchpoint-log/1"
REVISION = "touchpoint-revision/1"
VERIFICATION = "touchpoint-verification/1"


def log_json(history: History, last: int | None = None) -> dict[str, Any]:
    """The revisions of a register, the newest first, with approvals, publications and events.

    Args:
        last: how many of the newest; None for all. Events are told whole.
    """
    shown = history.revisions if last is None else history.revisions[-last:] if last else ()
    events = history.events
    return {
        "schema": LOG,
        "agency": history.agency,
        "revisions": [_revision(one, history) for one in reversed(shown)],
        "events": None if events is None else [_event(one) for one in events],
    }


def revision_json(revision: Revision, history: History, register: Any) -> dict[str, Any]:
    """One revision with its register. register: its document, `touchpoint-register/1`."""
    told = _revision(revision, history)
    return {"schema": REVISION, "agency": history.agency, **told, "register": register}


def _revision(one: Revision, history: History) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at.isoformat(),
        "day": one.day.isoformat(),
        "author": _actor(one.author),
        "basis": one.basis,
        "prepared_by": _actor(one.prepared_by),
        "inspection": _inspection(one.inspection),
        "changes": [_change(change) for change in one.changes],
        "approvals": [
            _approval(told.approval) for told in history.approvals if told.revision == one.number
        ],
        "publications": [
            _publication(told.publication)
            for told in history.publications
            if told.revision == one.number
        ],
        "previous": one.previous,
        "hash": one.hash,
    }


def _actor(one: Actor | None) -> dict[str, Any] | None:
    return None if one is None else {"name": one.name, "role": one.role}


def _inspection(one: Inspection | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"date": one.date.isoformat(), "by": _actor(one.by), "passed": one.passed}


def _change(one: Change) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "known": one.known,
        "process": one.process,
        "touchpoint": one.touchpoint,
        "before": one.before,
        "after": one.after,
        "path": one.path,
    }


def _approval(one: Approval) -> dict[str, Any]:
    day = one.date.isoformat() if one.date else None
    return {"act": one.act, "number": one.number, "date": day, "by": _actor(one.by)}


def _publication(one: Publication) -> dict[str, Any]:
    day = one.date.isoformat() if one.date else None
    return {"place": one.place, "date": day, "url": one.url}


def _event(one: Event) -> dict[str, Any]:
    return {
        "trigger": one.trigger,
        "date": one.date.isoformat(),
        "process": one.process,
        "touchpoint": one.touchpoint,
        "text": one.text,
        "notices": None if one.notices is None else [_notice(told) for told in one.notices],
    }


def _notice(one: Notice) -> dict[str, Any]:
    return {"by": _actor(one.by), "date": one.date.isoformat()}
