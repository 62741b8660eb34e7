"""JSON ↔ `Register`: straight through cattrs, no table in between.

Decoding has two ways that agree: a fast one for a good document, and, when it fails, one that
explains, by the published schema, what is wrong and where.
"""

from __future__ import annotations

from typing import Any

import orjson
from cattrs import (
    ClassValidationError,
    IterableValidationError,
)

from ..model.collector import collector_paused
from ..model.errors import Flaw, ModelError, ReadError
from ..model.register import Register
from ..model.text import Text
from .converting import REFUSED, flaws_in, reader, writer
from .schema import VERSION, explain, register_schema

__all__ = ["dumps", "loads"]


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
            return reader().structure(body, Register)
    except REFUSED:
        raise _explained(document, body, place) from None


def dumps(register: Register) -> bytes:
    """Write a register as JSON (UTF-8, indented); what has its default value is left out."""
    body = {"schema": VERSION, **writer().unstructure(register)}
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
        flaws = tuple(explain(document, register_schema()))
    except RecursionError:
        deep = Text(ru="слишком глубокая вложенность", en="nested too deep")
        flaws = (Flaw("", deep),)
    if not flaws:
        try:
            reader(detailed=True).structure(body, Register)
        except ModelError as reason:
            return ReadError(reason.message, place, reason.flaws)
        except (ClassValidationError, IterableValidationError) as reason:
            flaws = tuple(flaws_in(reason, ""))
    said = Text(ru="перечень записан неверно", en="the register is not written right")
    return ReadError(said, place, flaws)
