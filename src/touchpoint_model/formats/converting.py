"""Values ↔ plain data, through cattrs: strict about types, no key left over.

A reader in detail names every fault with its path; the quick one only fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    IterableValidationError,
)
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..model.clients import ClientKind
from ..model.errors import Flaw, ModelError
from ..model.journeys import Gate, JourneyKind
from ..model.legal import ClauseRef
from ..model.text import Text

__all__ = ["REFUSED", "flaws_in", "reader", "writer"]

REFUSED = (ModelError, ForbiddenExtraKeysError, LookupError, TypeError, ValueError, AttributeError)
"""What data that is not such a value makes a reader raise."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENUMS = (ClientKind, Gate, JourneyKind)


def flaws_in(reason: BaseException, path: str) -> Iterator[Flaw]:
    """The faults in a tree of exceptions, each with the path that leads to it."""
    if isinstance(reason, ModelError):
        for flaw in reason.flaws:
            inner = f"{path}.{flaw.path}" if path and flaw.path else path or flaw.path
            yield Flaw(inner, flaw.message)
    elif isinstance(reason, ClassValidationError | IterableValidationError):
        noted, bare = reason.group_exceptions()
        for one, note in noted:
            step = note.name if isinstance(note, AttributeValidationNote) else f"[{note.index}]"
            dot = "." if path and not step.startswith("[") else ""
            yield from flaws_in(one, f"{path}{dot}{step}")
        for other in bare:
            yield from flaws_in(other, path)
    else:
        yield Flaw(path, Text(ru=f"{reason}", en=f"{reason}"))


@cache
def reader(detailed: bool = False) -> Converter:
    """The converter from plain data to values; a detailed one tells each fault, and is slower."""
    converter = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _strict(kind))
    for enum in _ENUMS:  # a StrEnum is a str, and must not be taken for one
        converter.register_structure_hook(enum, lambda value, kind: kind(value))
    converter.register_structure_hook(date, lambda value, _: _day(value))
    converter.register_structure_hook(ClauseRef, lambda value, _: ClauseRef.parse(value))
    converter.register_structure_hook_factory(
        attrs.has,
        lambda cls: make_dict_structure_fn(
            cls,
            converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=detailed,
            **_internal(cls),
        ),
    )
    converter.register_structure_hook(ClauseRef, lambda value, _: ClauseRef.parse(value))
    if not detailed:
        converter.register_structure_hook_factory(_is_row_of, partial(_tuple_of, converter))
        converter.register_structure_hook_factory(_is_optional, partial(_optional_of, converter))
    return converter


def _is_row_of(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _tuple_of(converter: Converter, kind: Any) -> Any:
    """An array is an array: not a text taken letter by letter, not an object."""
    inner = get_args(kind)[0]
    one = converter.get_structure_hook(inner)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise TypeError(f"{value!r:.60} is not an array")
        return tuple([one(each, inner) for each in value])

    return structure


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def _optional_of(converter: Converter, kind: Any) -> Any:
    """A value or null, with the hook of the value looked up once."""
    (inner,) = (one for one in get_args(kind) if one is not NoneType)
    one = converter.get_structure_hook(inner)

    def structure(value: Any, _: Any) -> Any:
        return None if value is None else one(value, inner)

    return structure


def _day(value: Any) -> date:
    """A date as RFC 3339 has it, 2024-03-19; no other form of ISO 8601."""
    if type(value) is not str or not _DATE.fullmatch(value):
        raise ValueError(f"{value!r:.60} is no date such as 2024-03-19")
    return date.fromisoformat(value)


def _internal(cls: type) -> dict[str, Any]:
    """Attributes that are no part of the document: those that the class makes itself."""
    return {one.name: override(omit=True) for one in attrs.fields(cls) if not one.init}


def _strict(kind: type) -> Any:
    """Values are taken as they are: a number is no text, a text is no number."""
    accepted = (int, float) if kind is float else (kind,)

    def structure(value: Any, _: Any) -> Any:
        if type(value) not in accepted:
            raise TypeError(f"{value!r:.60} is not {kind.__name__}")
        return value

    return structure


@cache
def writer() -> Converter:
    """The converter from values to plain data; what has its default value is left out."""
    converter = Converter()
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_unstructure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, Enum), lambda value: value.value
    )
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True, **_internal(cls)
        ),
    )
    converter.register_unstructure_hook(ClauseRef, str)
    return converter
