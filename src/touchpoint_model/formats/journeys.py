"""Journeys in files: TOML for people, JSON for machines, one shape and one schema for both.

A step may say what comes `next` (an id, several, or ids with probabilities); one that says nothing
leads to the step below it. A journey that lists `transitions` has no `next`. `scale` at the top is
the scale of every experience and satisfaction that states none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from cattrs import ClassValidationError, IterableValidationError

from ..model.draft import drafted
from ..model.errors import Flaw, ModelError, ReadError
from ..model.journeys import Journey, Transition
from ..model.text import Text
from .converting import REFUSED, flaws_in, reader, writer
from .journey_faults import placed, shape_faults
from .schema import definitions_of

__all__ = ["VERSION", "dump_journeys", "journey_schema", "journeys_of", "load_journeys"]

VERSION = "touchpoint-journey/1"
_TABLES = ("journeys", "phases", "steps")
_SCALED = ("experience", "satisfaction")


@cache
def journey_schema() -> dict[str, Any]:
    """The schema of a file of journeys, `journey-1`."""
    known = definitions_of(Journey)
    step, journey = known["Step"], known["Journey"]
    step["properties"]["next"] = _NEXT
    for name in ("Experience", "Satisfaction"):  # the scale may stand at the top
        known[name]["required"] = [one for one in known[name]["required"] if one != "scale"]
    journey["required"] = [one for one in journey["required"] if one != "transitions"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:touchpoint_model:journey-1",
        "title": "Journeys of clients",
        "type": "object",
        "properties": {
            "schema": {"const": VERSION},
            "scale": {"$ref": "#/$defs/Scale"},
            "journeys": {"type": "array", "items": {"$ref": "#/$defs/Journey"}},
        },
        "required": ["schema", "journeys"],
        "additionalProperties": False,
        "$defs": known,
    }


_WAY = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "probability": {"type": "number", "minimum": 0, "maximum": 1},
                "condition": {"type": "string"},
            },
            "additionalProperties": False,
        },
    ]
}
_NEXT = {
    "description": "what comes after the step: an id, several, or ids with what is known of each",
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "object", "additionalProperties": _WAY},
    ],
}


def load_journeys(data: bytes, place: str = "", *, toml: bool = False) -> tuple[Journey, ...]:
    """Read the journeys of a file.

    Args:
        data: UTF-8, with or without a byte order mark. place: name of the file, for messages.
        toml: whether it is TOML; else it is JSON.

    Raises:
        ReadError: it is not TOML or JSON, holds no journeys, or is of another version; or a
            journey is not well-formed. All faults are named, each with its journey, step and key,
            and in TOML with the line of the step.
    """
    document = _parsed(data, place, toml=toml)
    _check_header(document, place)
    return journeys_of(document, place, data.decode() if toml else "")


def journeys_of(
    document: Mapping[str, Any], place: str = "", text: str = ""
) -> tuple[Journey, ...]:
    """The journeys of a file's content, as plain data.

    Args:
        text: of the file, if it is TOML, for the lines of steps that are wrong.

    Raises:
        ReadError: as `load_journeys`.
    """
    flaws = tuple(shape_faults(document, journey_schema()))
    if flaws:
        raise _wrong(place, placed(flaws, document, text))
    journeys = [_plain(one, document.get("scale")) for one in document["journeys"]]
    wrong: list[Flaw] = []
    read = [made for at, one in enumerate(journeys) if (made := _read(one, at, wrong)) is not None]
    wrong += _doubles(journeys)
    if wrong:
        raise _wrong(place, placed(wrong, document, text))
    return tuple(read)


def dump_journeys(journeys: Sequence[Journey], *, toml: bool = False) -> bytes:
    """Write journeys as JSON or TOML (UTF-8); what has its default value is left out.

    In TOML each step says what comes `next`, where that is not the step below it.
    """
    told = []
    for one in journeys:
        plain = writer().unstructure(one)
        plain.setdefault("transitions", [])  # else a reader would take the steps in their order
        told.append(_with_next(plain, one) if toml else plain)
    body = {"schema": VERSION, "journeys": told}
    if toml:
        return _toml(body).encode()
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _toml(body: Mapping[str, Any]) -> str:
    """A table for each journey, phase and step; what they hold stands in one line each."""
    import tomlkit  # only where TOML is written

    def table(told: Mapping[str, Any]) -> Any:
        made = tomlkit.table()
        for key, value in told.items():
            if key in _TABLES:
                rows = tomlkit.aot()
                for one in value:
                    rows.append(table(one))
                made.append(key, rows)
            else:
                made.append(key, inline(value))
        return made

    def inline(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        made = tomlkit.inline_table()
        for key, one in value.items():
            made.append(key, inline(one))
        return made

    document = tomlkit.document()
    for key, value in table(body).items():
        document.append(key, value)
    return tomlkit.dumps(document)


def _with_next(plain: dict[str, Any], journey: Journey) -> dict[str, Any]:
    """A journey whose steps say what comes next, in place of a list of transitions."""
    del plain["transitions"]
    steps = [step for phase in plain["phases"] for step in phase["steps"]]
    below = [step["id"] for step in steps[1:]]
    for at, step in enumerate(steps):
        links = journey.leaving(step["id"])
        known = any(one.probability is not None or one.condition is not None for one in links)
        if known:
            step["next"] = {one.target: _known(one) for one in links}
        elif [one.target for one in links] != below[at : at + 1]:
            step["next"] = links[0].target if len(links) == 1 else [one.target for one in links]
    return plain


def _known(link: Transition) -> float | str | dict[str, Any]:
    if link.condition is None and link.probability is not None:
        return link.probability
    if link.probability is None:
        return link.condition if link.condition is not None else {}
    return {"probability": link.probability, "condition": link.condition}


def _parsed(data: bytes, place: str, *, toml: bool) -> Any:
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return tomllib.loads(body.decode()) if toml else orjson.loads(body)
    except UnicodeDecodeError as reason:
        raise ReadError(
            Text(
                ru=f"файл не в кодировке UTF-8 (байт {reason.start}); пересохраните его в UTF-8",
                en=f"the file is not UTF-8 (byte {reason.start}); save it as UTF-8",
            ),
            place,
        ) from None
    except tomllib.TOMLDecodeError as reason:
        raise ReadError(
            Text(
                ru=f"это не TOML: {reason}; исправьте эту строку",
                en=f"not TOML: {reason}; mend that line",
            ),
            place,
        ) from None
    except orjson.JSONDecodeError as reason:
        where = f"{place}:{reason.lineno}:{reason.colno}".lstrip(":")
        raise ReadError(
            Text(
                ru="это не JSON; проверьте, тот ли это файл",
                en=f"not JSON ({reason.msg}); see whether it is the right file",
            ),
            where,
        ) from None


def _check_header(document: Any, place: str) -> None:
    told = document.get("schema") if isinstance(document, dict) else None
    if told is None:
        raise ReadError(
            Text(
                ru=f"это не файл клиентских путей: нет поля «schema» со значением «{VERSION}»",
                en=f"not a file of journeys: there is no field “schema” with the value “{VERSION}”",
            ),
            place,
        )
    if told != VERSION:
        shown = f"{told!s:.60}"
        raise ReadError(
            Text(
                ru=f"schema: «{shown}», а клиентские пути читаются из «{VERSION}»",
                en=f"schema: “{shown}”, journeys are read from “{VERSION}”",
            ),
            place,
        )


def _plain(told: Mapping[str, Any], scale: Any) -> dict[str, Any]:
    """A journey with its scales filled in."""
    if scale is None:
        return dict(told)
    phases = [
        {**phase, "steps": [_scaled(step, scale) for step in phase["steps"]]}
        for phase in told["phases"]
    ]
    return {**told, "phases": phases}


def _scaled(step: Mapping[str, Any], scale: Any) -> dict[str, Any]:
    filled = {
        key: {"scale": scale, **step[key]} for key in _SCALED if isinstance(step.get(key), dict)
    }
    return {**step, **filled}


def _read(told: Mapping[str, Any], at: int, wrong: list[Flaw]) -> Journey | None:
    """A journey; None if it is not well-formed, and what is `wrong` with it is added."""
    steps = [step for phase in told["phases"] for step in phase["steps"]]
    if "transitions" in told and any("next" in step for step in steps):
        both = Text(
            ru="сказано и «transitions», и «next» у шагов; оставьте что-то одно",
            en="both “transitions” and “next” of steps are given; keep one of them",
        )
        wrong.append(Flaw(f"journeys[{at}].transitions", both))
        return None
    lacking = list(_without_scale(told, f"journeys[{at}]"))
    if lacking:
        wrong += lacking
        return None
    try:
        links = told.get("transitions")
        if links is None:
            made = drafted([(step["id"], step.get("next")) for step in steps])
            links = writer().unstructure(made)
        phases = [
            {**phase, "steps": [_without_next(step) for step in phase["steps"]]}
            for phase in told["phases"]
        ]
        body = {**told, "phases": phases, "transitions": list(links)}
        return _structured(body)
    except ModelError as reason:
        wrong += [Flaw(f"journeys[{at}].{one.path}", one.message) for one in reason.flaws]
    except (ClassValidationError, IterableValidationError) as reason:
        wrong += flaws_in(reason, f"journeys[{at}]")
    return None


def _without_scale(told: Mapping[str, Any], path: str) -> Iterator[Flaw]:
    said = Text(
        ru="нет шкалы «scale»; скажите её здесь или вверху файла",
        en="there is no “scale”; state it here or at the top of the file",
    )
    for phase, one in enumerate(told["phases"]):
        for at, step in enumerate(one["steps"]):
            for key in _SCALED:
                if isinstance(step.get(key), dict) and "scale" not in step[key]:
                    yield Flaw(f"{path}.phases[{phase}].steps[{at}].{key}", said)


def _structured(body: Mapping[str, Any]) -> Journey:
    try:
        return reader().structure(body, Journey)
    except REFUSED:
        return reader(detailed=True).structure(body, Journey)


def _without_next(step: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in step.items() if key != "next"}


def _doubles(journeys: Sequence[Mapping[str, Any]]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for at, one in enumerate(journeys):
        id = one["id"]
        if id in seen:
            yield Flaw(f"journeys[{at}].id", Text(ru=f"«{id}» уже есть", en=f"“{id}” stands twice"))
        seen.add(id)


def _wrong(place: str, flaws: Iterable[Flaw]) -> ReadError:
    said = Text(ru="клиентский путь записан неверно", en="a journey is not written right")
    return ReadError(said, place, tuple(flaws))
