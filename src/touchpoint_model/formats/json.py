"""JSON ↔ `Register`: straight through cattrs, no table in between.

Decoding has two ways that agree: a fast one for a good document, and, when it fails, one that
explains, by the published schema, what is wrong and where.
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
import orjson
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    IterableValidationError,
)
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..model.clients import ClientKind
from ..model.collector import collector_paused
from ..model.errors import Flaw, ModelError, ReadError
from ..model.legal import ClauseRef
from ..model.register import Register
from ..model.text import Text
from .schema import VERSION, explain

__all__ = ["dumps", "loads"]

# what a document that is no register makes the converter raise
_REFUSED = (ModelError, ForbiddenExtraKeysError, LookupError, TypeError, ValueError, AttributeError)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def loads(data: bytes, place: str = "") -> Register:
    """Read a register from JSON.

    Args:
        data: UTF-8, with or without a byte order mark. place: name of the file, for messages.

    Raises:
        ReadError: it is not JSON, not a register, or of another version; or the register is not
            well-formed. All faults are named, each with its path.
    """
    try:
        with collector_paused():
            document = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as reason:
        raise _not_json(data, reason, place) from None
    _check_header(document, place)
    body = {key: value for key, value in document.items() if key != "schema"}
    try:
        with collector_paused():
            return _reader().structure(body, Register)
    except _REFUSED:
        raise _explained(document, body, place) from None


def dumps(register: Register) -> bytes:
    """Write a register as JSON (UTF-8, indented); what has its default value is left out."""
    body = {"schema": VERSION, **_writer().unstructure(register)}
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _not_json(data: bytes, reason: orjson.JSONDecodeError, place: str) -> ReadError:
    if not data.strip():
        return ReadError(
            Text(
                ru="файл пуст; нужен перечень в JSON", en="the file is empty; a register is needed"
            ),
            place,
        )
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        return ReadError(
            Text(
                ru=f"файл не в кодировке UTF-8 (байт {wrong.start}); пересохраните его в UTF-8",
                en=f"the file is not UTF-8 (byte {wrong.start}); save it as UTF-8",
            ),
            place,
        )
    where = (
        f"{place}:{reason.lineno}:{reason.colno}" if place else f"{reason.lineno}:{reason.colno}"
    )
    return ReadError(
        Text(
            ru="это не JSON; проверьте, тот ли это файл",
            en=f"not JSON ({reason.msg}); see whether it is the right file",
        ),
        where,
    )


def _check_header(document: Any, place: str) -> None:
    if not isinstance(document, dict) or "schema" not in document:
        raise ReadError(
            Text(
                ru=f"это не перечень: нет поля «schema» со значением «{VERSION}»",
                en=f"not a register: there is no field “schema” with the value “{VERSION}”",
            ),
            place,
        )
    told = document["schema"]
    if told != VERSION:
        shown = f"{told!s:.60}"
        raise ReadError(
            Text(
                ru=f"schema: «{shown}», а эта версия программы читает «{VERSION}»",
                en=f"schema: “{shown}”, this version of the program reads “{VERSION}”",
            ),
            place,
        )


def _explained(document: dict[str, Any], body: Any, place: str) -> ReadError:
    """Everything that is wrong with a document: by the schema, else by the model, with paths."""
    try:
        flaws = tuple(explain(document))
    except RecursionError:
        deep = Text(ru="слишком глубокая вложенность", en="nested too deep")
        flaws = (Flaw("", deep),)
    if not flaws:
        try:
            _reader(detailed=True).structure(body, Register)
        except ModelError as reason:
            return ReadError(reason.message, place, reason.flaws)
        except (ClassValidationError, IterableValidationError) as reason:
            flaws = tuple(_flaws(reason, ""))
    said = Text(ru="перечень записан неверно", en="the register is not written right")
    return ReadError(said, place, flaws)


def _flaws(reason: BaseException, path: str) -> Iterator[Flaw]:
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
            yield from _flaws(one, f"{path}{dot}{step}")
        for other in bare:
            yield from _flaws(other, path)
    else:
        yield Flaw(path, Text(ru=f"{reason}", en=f"{reason}"))


@cache
def _reader(detailed: bool = False) -> Converter:
    converter = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _strict(kind))
    # a StrEnum is a str, and must not be taken for one
    converter.register_structure_hook(ClientKind, lambda value, _: ClientKind(value))
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
def _writer() -> Converter:
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
