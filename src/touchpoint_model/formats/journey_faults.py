"""Faults of a file of journeys, told where a person finds them: journey, step, key, line.

A path of fields (`journeys[0].phases[0].steps[1].duration`) becomes «путь bees, шаг call (строка 12),
duration»; a transition that no file has, for its step says what comes `next`, becomes that step.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from attrs import field, frozen

from ..model.draft import drafted
from ..model.errors import Flaw
from ..model.text import Text

__all__ = ["placed", "shape_faults"]

_MOST = 20
_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_TABLE = re.compile(r"^\s*\[\[\s*journeys\s*\]\]", re.MULTILINE)
_TYPES = {
    "string": Text(ru="текст в кавычках", en="a text in quotes"),
    "integer": Text(ru="целое число", en="a whole number"),
    "number": Text(ru="число", en="a number"),
    "boolean": Text(ru="true или false", en="true or false"),
    "array": Text(ru="список", en="a list"),
    "object": Text(ru="таблица", en="a table"),
}
_Parts = list[str | int]


def shape_faults(document: Any, schema: Mapping[str, Any]) -> Iterator[Flaw]:
    """What is wrong with the shape of a document, each with its path of fields; at most twenty.

    An unknown field is told with the nearest one that is known there.
    """
    from jsonschema import Draft202012Validator  # heavy: few commands need it

    for at, error in enumerate(Draft202012Validator(schema).iter_errors(document)):
        if at == _MOST:
            yield Flaw("", Text(ru="… и другие ошибки", en="… and more"))
            return
        deepest = max(_leaves(error), key=lambda one: len(one.absolute_path))
        path = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in deepest.absolute_path
        )
        yield Flaw(path.lstrip("."), _sentence(deepest, schema))


def _leaves(error: Any) -> Iterator[Any]:
    """The errors at the bottom: of a choice, those of the branches of the right type."""
    inner = [one for one in error.context or () if one.validator != "type" or one.context]
    if not inner:
        yield error
    for one in inner:
        yield from _leaves(one)


def _sentence(error: Any, schema: Mapping[str, Any]) -> Text:
    told, value = error.validator, _shown(error.instance)
    if told == "required":
        lacking = [one for one in error.validator_value if one not in error.instance]
        names = ", ".join(one for one in lacking if f"'{one}'" in error.message)
        return Text(ru=f"нет поля «{names}»", en=f"field “{names}” is missing")
    if told == "additionalProperties":
        known = list(error.schema.get("properties", ()))
        fields = [_near(one, known) for one in error.instance if one not in known]
        return Text(
            ru="неизвестное поле: " + ", ".join(one.ru for one in fields),
            en="unknown field: " + ", ".join(one.en for one in fields),
        )
    if told in ("minimum", "maximum") and {"minimum", "maximum"} <= error.schema.keys():
        low, high = error.schema["minimum"], error.schema["maximum"]
        return Text(
            ru=f"{value}: нужно число от {low} до {high}",
            en=f"{value}: a number from {low} to {high} is required",
        )
    if told in ("type", "anyOf"):
        wanted = list(dict.fromkeys(_wanted(error.schema, schema)))
        return Text(
            ru=f"{value}, а нужно: {' или '.join(one.ru for one in wanted)}",
            en=f"{value}, expected: {' or '.join(one.en for one in wanted)}",
        )
    if told == "enum":
        names = ", ".join(map(str, error.validator_value))
        return Text(ru=f"{value}: нужно одно из: {names}", en=f"{value}: one of: {names}")
    if told in ("minItems", "maxItems"):
        count = error.validator_value
        return Text(
            ru=f"{value}: нужен список длиной {count}", en=f"{value}: a list of {count} is required"
        )
    return Text(ru=f"{value} здесь не подходит", en=f"{error.message:.200}")


def _near(name: str, known: Sequence[str]) -> Text:
    found = difflib.get_close_matches(name, known, n=1)
    if not found:
        return Text(ru=name, en=name)
    return Text(ru=f"{name} (возможно, {found[0]})", en=f"{name} (perhaps {found[0]})")


def _wanted(told: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Text]:
    for one in told.get("anyOf", [told]):
        ref = str(one.get("$ref", "")).rpartition("/")[2]
        kind = one.get("type") or schema["$defs"].get(ref, {}).get("type")
        if kind in _TYPES:  # null is nothing that people write
            yield _TYPES[kind]


def _shown(value: Any) -> str:
    """A value as a file has it."""
    if isinstance(value, str):
        return f"«{value:.60}»"
    if isinstance(value, float):
        return f"{value!r}"
    return f"{orjson.dumps(value, default=str).decode():.60}"


def placed(flaws: Sequence[Flaw], document: Mapping[str, Any], text: str = "") -> Iterator[Flaw]:
    """The faults with their places in words, and no path.

    Args:
        document: what the file holds; it may be of any shape. text: of a TOML file, for the lines
            of steps; "" if it is JSON.

    >>> path = "journeys[0].phases[0].steps[0].duration"
    >>> told = {"journeys": [{"id": "bees", "phases": [{"steps": [{"id": "call"}]}]}]}
    >>> [one.say() for one in placed([Flaw(path, Text(ru="-1: мало", en="-1: little"))], told)]
    ['путь bees, шаг call, duration: -1: мало']
    """
    for flaw in flaws:
        parts: _Parts = [int(at) if at else name for at, name in _PART.findall(flaw.path)]
        where = _place(parts, document, text)
        if not where.ru:
            yield flaw
            continue
        message = flaw.message
        yield Flaw("", Text(ru=f"{where.ru}: {message.ru}", en=f"{where.en}: {message.en}"))


def _place(parts: _Parts, document: Any, text: str) -> Text:
    match parts:
        case ["journeys", int(at), *rest]:
            return _in_journey(_Journey(document["journeys"][at], at, document, text), rest)
        case _:
            return Text(ru=_field(parts), en=_field(parts))


@frozen
class _Journey:
    """A journey of a document, as plain data of any shape, and where it stands."""

    told: Any
    at: int
    document: Mapping[str, Any]
    text: str
    steps: list[Any] = field(init=False)

    @steps.default
    def _steps_default(self) -> list[Any]:
        phases = self.told.get("phases") if isinstance(self.told, dict) else None
        known = phases if isinstance(phases, list) else []
        return [step for one in known for step in _steps_of(one)]


def _steps_of(phase: Any) -> list[Any]:
    steps = phase.get("steps") if isinstance(phase, dict) else None
    return steps if isinstance(steps, list) else []


def _in_journey(path: _Journey, rest: _Parts) -> Text:
    match rest:
        case ["phases", int(phase), "steps", int(at), *deeper]:
            before = path.told["phases"][:phase]
            return _at_step(path, sum(len(_steps_of(one)) for one in before) + at, deeper)
        case ["steps", int(at), *deeper]:  # of those that say what comes next
            return _at_step(path, at, deeper)
        case ["transitions", int(at), *deeper] if "transitions" not in path.told:
            source, target = _ways(path.steps)[at]
            told = path.steps[source].get("next")
            known = [target] if isinstance(told, dict) and deeper != ["source"] else []
            return _at_step(path, source, ["next", *known])
        case ["phases", int(at), *deeper]:
            name = _named(path.told["phases"][at], "name", at)
            head = Text(ru=f"{_of(path).ru}, этап {name}", en=f"{_of(path).en}, phase {name}")
            return _with(head, deeper)
        case _:
            return _with(_of(path), rest)


def _ways(steps: Sequence[Any]) -> list[tuple[int, str]]:
    """The transitions that steps ask for, as the place of the source and the id of the target."""
    below = [step["id"] for step in steps[1:]]
    told: list[tuple[int, str]] = []
    for at, step in enumerate(steps):
        if step.get("next") is None:
            told += [(at, one) for one in below[at : at + 1]]
        else:
            told += [(at, one.target) for one in drafted([(step["id"], step["next"])])]
    return told


def _at_step(path: _Journey, at: int, rest: _Parts) -> Text:
    step = path.steps[at]
    name = _named(step, "id", at)
    line = _line(path, at)
    of, at_line = _of(path), Text(ru=f" (строка {line})", en=f" (line {line})")
    if line is None:
        at_line = Text(ru="", en="")
    head = Text(
        ru=f"{of.ru}, шаг {name}{at_line.ru}",
        en=f"{of.en}, step {name}{at_line.en}",
    )
    return _with(head, rest)


def _of(path: _Journey) -> Text:
    name = _named(path.told, "id", path.at)
    return Text(ru=f"путь {name}", en=f"journey {name}")


def _named(told: Any, key: str, at: int) -> str:
    """The id or name of something, else its number from one."""
    name = told.get(key) if isinstance(told, dict) else None
    return name if isinstance(name, str) and name else f"№ {at + 1}"


def _with(head: Text, rest: _Parts) -> Text:
    known = _field(rest)
    return Text(ru=f"{head.ru}, {known}", en=f"{head.en}, {known}") if known else head


def _field(parts: _Parts) -> str:
    """A key in tables of keys; what stands in a list by its number from one."""
    told = ""
    for one in parts:
        told += f" № {one + 1}" if isinstance(one, int) else f".{one}"
    return told.strip(" .")


def _line(path: _Journey, at: int) -> int | None:
    """The line of a TOML file on which a step says its id, if that can be told."""
    step = path.steps[at]
    id = step.get("id") if isinstance(step, dict) else None
    starts = [one.start() for one in _TABLE.finditer(path.text)]
    if not isinstance(id, str) or len(starts) != len(path.document["journeys"]):
        return None
    begin, end = starts[path.at], [*starts, len(path.text)][path.at + 1]
    begin = path.text.find("phases", begin, end)
    same = [one for one in path.steps[:at] if isinstance(one, dict) and one.get("id") == id]
    said = re.compile(rf"""(?:^|[{{,])\s*id\s*=\s*["']{re.escape(id)}["']""", re.MULTILINE)
    found = list(said.finditer(path.text, max(begin, 0), end)) if begin >= 0 else []
    if len(found) <= len(same):
        return None
    place = path.text.find("id", found[len(same)].start())
    return path.text.count("\n", 0, place) + 1
