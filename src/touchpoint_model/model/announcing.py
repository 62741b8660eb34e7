"""Types that announce themselves, so that what knows them need not import them.

A type carries `@announced`; a tool of another house asks for `each_announced` and is told of every
such type when its module is imported, and of those that are there already. It costs a program that
imports no type nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["announced", "each_announced"]

_T = TypeVar("_T", bound=type)
_types: list[type] = []
_listeners: list[Callable[[type], None]] = []


def announced(cls: _T) -> _T:
    """Tell everybody who listens of a class."""
    _types.append(cls)
    for listener in _listeners:
        listener(cls)
    return cls


def each_announced(listener: Callable[[type], None]) -> None:
    """Call a function for each type that has announced itself, and that will."""
    for cls in _types:
        listener(cls)
    _listeners.append(listener)
