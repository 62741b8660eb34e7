"""Two editions of a register under an ordinance: what changed, why, and what is to be done."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from ..model.register import Register
from .changes import Alteration, Difference, Known
from .deeds import alters
from .obligations import Duty
from .triggers import Cause, Trigger

__all__ = ["Amendment"]


@frozen(slots=False)
class Amendment:
    """What turns one edition of a register into the next, as its ordinance sees it.

    Attributes:
        agency: code of the plug-in. old, new: the editions, recognised under its vocabulary.
        difference: what changed. triggers: cases of the ordinance that the changes set off.
        duties: what the ordinance asks for next; none if the data did not change.
        on: the day of the change; None is unknown, and no term is counted.
    """

    agency: str
    old: Register
    new: Register
    difference: Difference
    triggers: tuple[Trigger, ...] = ()
    duties: tuple[Duty, ...] = ()
    on: datetime.date | None = None

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.difference)

    @cached_property
    def set_off(self) -> Mapping[str, tuple[tuple[Trigger, Cause], ...]]:
        """By key of the change: the triggers that it sets off, and how."""
        told: dict[str, list[tuple[Trigger, Cause]]] = {}
        for trigger in self.triggers:
            for cause in trigger.causes:
                told.setdefault(cause.alteration.key, []).append((trigger, cause))
        return {key: tuple(those) for key, those in told.items()}

    @property
    def unprompted(self) -> tuple[Alteration, ...]:
        """Changes of the data for which the ordinance names no case."""
        return tuple(
            one
            for one in self.difference.alterations
            if one.known is Known.CHANGED and alters(one.change) and one.key not in self.set_off
        )
