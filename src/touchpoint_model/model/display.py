"""How values show themselves in notebooks, without an arrow upwards.

Values carry `@notebook`; the roof of the house registers, by the name of the type, where the
function that draws it stands. It is imported when a notebook first asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeVar

__all__ = ["draw_with", "notebook", "write_with"]

_T = TypeVar("_T", bound=type)
_drawers: dict[str, str] = {}
_writers: dict[str, str] = {}
_MOST = 2000  # characters of a value's own text that a notebook keeps beside the picture


def draw_with(type_name: str, function: str) -> None:
    """Register `package.module:function`, which takes the value and returns HTML."""
    _drawers[type_name] = function


def write_with(type_name: str, function: str) -> None:
    """Register `package.module:function`, which takes the value and returns it as plain text."""
    _writers[type_name] = function


def _html(value: object) -> str | None:
    return _told(value, _drawers)


def _text(value: object) -> str:
    told = _told(value, _writers)
    return repr(value) if told is None else told


def _told(value: object, functions: dict[str, str]) -> str | None:
    target = functions.get(type(value).__name__)
    if target is None:
        return None
    module, _, name = target.partition(":")
    told: str = getattr(import_module(module), name)(value)
    return told


def _bundle(value: object, **_: Any) -> dict[str, str]:
    html, text = _html(value), str(value)
    bundle = {"text/plain": text if len(text) <= _MOST else f"{text[:_MOST]}…"}
    return bundle if html is None else {**bundle, "text/html": html}


def notebook(cls: _T) -> _T:
    """Give a class `_repr_html_` and `_repr_mimebundle_`, drawn by the registered function.

    And `__str__`, which is its `repr` where no function is registered to write it.
    """
    cls.__str__ = _text  # type: ignore[assignment]
    cls._repr_html_ = _html  # type: ignore[attr-defined]
    cls._repr_mimebundle_ = _bundle  # type: ignore[attr-defined]
    return cls
