"""The published JSON Schema (2020-12) of a register, made from the model itself.

It is the contract and the explainer of a document that failed, not a gate in front of every read.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from ..model.errors import Flaw
from ..model.legal import CLAUSE_PATTERN, ClauseRef
from ..model.register import Register
from ..model.text import Text

__all__ = ["VERSION", "definitions_of", "explain", "register_schema"]

VERSION = "touchpoint-register/1"
_SIMPLE: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    NoneType: {"type": "null"},
}
_CLAUSE = {"type": "string", "pattern": CLAUSE_PATTERN}
_MOST = 20


@cache
def register_schema() -> dict[str, Any]:
    """The schema of a register document, `register-1`."""
    definitions = definitions_of(Register)
    body = definitions.pop("Register")
    body["properties"] = {"schema": {"const": VERSION}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:touchpoint_model:register-1",
        "title": "A register of touchpoints",
        **body,
        "$defs": definitions,
    }


def definitions_of(cls: type) -> dict[str, Any]:
    """The definitions of a type and of all that it is made of, by name of type, sorted."""
    definitions: dict[str, Any] = {}
    _define(cls, definitions)
    return dict(sorted(definitions.items()))


def explain(document: Any, schema: Mapping[str, Any]) -> Iterator[Flaw]:
    """What is wrong with a document by a schema, each with its path; at most twenty faults."""
    from jsonschema import Draft202012Validator  # heavy: only for a document that failed

    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(schema, format_checker=checker)
    for at, error in enumerate(validator.iter_errors(document)):
        if at == _MOST:
            yield Flaw("", Text(ru="… и другие ошибки", en="… and more"))
            return
        deepest = max(_leaves(error), key=lambda one: len(one.absolute_path))
        path = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in deepest.absolute_path
        )
        yield Flaw(path.lstrip("."), _sentence(deepest))


def _leaves(error: Any) -> Iterator[Any]:
    """The errors at the bottom: of a choice with null, the one about the other branch."""
    inner = [one for one in error.context or () if one.validator != "type" or one.context]
    if not error.context or not inner:
        yield error
    for one in inner:
        yield from _leaves(one)


def _sentence(error: Any) -> Text:
    value = f"{error.instance!r:.60}"
    if error.validator == "required":
        missing = re.findall(r"'([^']+)' is a required", error.message)
        name = missing[0] if missing else "?"
        return Text(ru=f"нет поля «{name}»", en=f"field “{name}” is missing")
    if error.validator == "additionalProperties":
        names = ", ".join(re.findall(r"'([^']+)'", error.message))
        return Text(ru=f"неизвестное поле: {names}", en=f"unknown field: {names}")
    if error.validator in ("type", "anyOf"):
        wanted = _wanted(error.schema)
        ru = " / ".join(_TYPES.get(one, one) for one in wanted)
        return Text(ru=f"{value}, а нужно: {ru}", en=f"{value}, expected: {' / '.join(wanted)}")
    if error.validator == "enum":
        known = ", ".join(map(str, error.validator_value))
        return Text(ru=f"{value}, а нужно одно из: {known}", en=f"{value}, one of: {known}")
    if error.validator == "format":
        return Text(
            ru=f"{value} не похоже на дату 2024-03-19", en=f"{value} is no date such as 2024-03-19"
        )
    return Text(ru=f"{value} не подходит: {error.message:.120}", en=f"{error.message:.200}")


_TYPES = {
    "string": "строка",
    "integer": "целое число",
    "number": "число",
    "boolean": "true или false",
    "array": "список",
    "object": "объект",
    "null": "null",
}


def _wanted(schema: Mapping[str, Any]) -> list[str]:
    branches = schema.get("anyOf", [schema])
    names = [one.get("type") or one.get("$ref", "").rpartition("/")[2] for one in branches]
    return [str(name) for name in names if name]


def _define(cls: type, definitions: dict[str, Any]) -> None:
    if cls.__name__ in definitions:
        return
    definitions[cls.__name__] = {}
    told = _attributes(cls)
    hints = get_type_hints(cls)
    properties, required = {}, []
    for one in attrs.fields(cls):
        if not one.init:
            continue
        schema = _schema_of(hints[one.name], definitions)
        properties[one.name] = {
            **schema,
            **({"description": told[one.name]} if one.name in told else {}),
        }
        if one.default is attrs.NOTHING:
            required.append(one.name)
    definitions[cls.__name__] = {
        "type": "object",
        "description": (inspect.getdoc(cls) or "").partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _attributes(cls: type) -> dict[str, str]:
    """Descriptions of attributes, from the docstring's Attributes section.

    An item is `name: text` or `name, name: text`, at the start of a line or after a full stop; only
    the names of the class count, so a colon inside a text ends nothing.
    """
    body = (inspect.getdoc(cls) or "").partition("Attributes:\n")[2].partition("\n\n")[0]
    flat = " ".join(body.split())
    names = "|".join(sorted((one.name for one in attrs.fields(cls)), key=len, reverse=True))
    mark = re.compile(rf"(?:^|(?<=[.;] ))((?:{names})(?:, (?:{names}))*): ")
    found = list(mark.finditer(flat))
    ends = [one.start() for one in found[1:]] + [len(flat)] * bool(found)
    return {
        name: flat[match.end() : end].strip().rstrip(";")
        for match, end in zip(found, ends, strict=True)
        for name in match[1].split(", ")
    }


def _schema_of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if hint is ClauseRef:
        return dict(_CLAUSE)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema_of(one, definitions) for one in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema_of(inner[0], definitions)}
    if origin is tuple:
        return {
            "type": "array",
            "prefixItems": [_schema_of(one, definitions) for one in inner],
            "minItems": len(inner),
            "maxItems": len(inner),
        }
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema_of(inner[1], definitions)}
    if issubclass(hint, Enum):
        return {"type": "string", "enum": [one.value for one in hint]}
    _define(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}
