"""A register as a tree of objects, each named by the hash of its own text.

A register is an object with its own facts, the form in which it is written, the hashes of its
directions and of the pieces of its lists; a direction likewise has pieces of the list of its
processes; a process is an object with all its rows. So what did not change is stored once, and a
change of one row makes four small objects anew: the process, a piece, the direction, the register.
A long list is cut where the hash of an item says so: an item put in, taken out or changed touches
one piece, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from ..formats.converting import reader, writer
from ..formats.schema import VERSION
from ..model.collector import collector_paused
from ..model.register import Register
from .canonical import canonical, digest

__all__ = ["Fetch", "form_of", "gathered", "joined", "planted", "reach"]

Fetch = Callable[[Iterable[str]], Mapping[str, bytes]]
"""The texts of some objects by their hashes; raises `LookupError` if one is not there."""

_LISTS = (
    "touchpoints",
    "clients",
    "segments",
    "process_registry",
    "usage",
    "attestations",
    "readings",
)
_CUT = "08"  # an item whose hash is under it ends a piece: one in 32
_MOST = 256  # items in a piece


def planted(register: Register) -> tuple[str, dict[str, bytes]]:
    """The objects of a register: the hash of the topmost, and the text of each by its hash.

    Raises:
        TypeError: a text holds half a character (a surrogate), which no file can hold.
    """
    plain = writer().unstructure(register)
    objects: dict[str, bytes] = {}

    def put(value: Any) -> str:
        text = canonical(value)
        name = digest(text)
        objects[name] = text
        return name

    def direction(told: dict[str, Any]) -> str:
        processes = told.pop("processes", None)
        object = {"type": "direction", "value": told}
        if processes is not None:
            names = [put({"type": "process", "value": one}) for one in processes]
            pieces = _cut(names, names)
            object["processes"] = [put({"type": "branch", "objects": one}) for one in pieces]
        return put(object)

    directions = [direction(one) for one in plain.pop("directions")]
    lists = {name: plain.pop(name) for name in _LISTS if name in plain}
    pieces = {
        name: [
            put({"type": "list", "items": one})
            for one in _cut(items, [digest(canonical(item)) for item in items])
        ]
        for name, items in lists.items()
    }
    facts = {"value": plain, "directions": directions, "lists": pieces}
    return put({"type": "register", "schema": VERSION, **facts}), objects


def _cut(items: Sequence[Any], names: Sequence[str]) -> Iterator[Sequence[Any]]:
    start = 0
    for at, name in enumerate(names, start=1):
        if name < _CUT or at - start == _MOST or at == len(names):
            yield items[start:at]
            start = at


def gathered(root: str, fetch: Fetch) -> dict[str, bytes]:
    """The texts of all objects of a register, in four fetches however long it is.

    Raises:
        LookupError: an object is not there. ValueError, TypeError: one is no such object.
    """
    objects: dict[str, bytes] = {}
    wanted = [root]
    while wanted:
        found = fetch(wanted)
        objects |= found
        inner = (name for text in found.values() for name in reach(text))
        wanted = [name for name in dict.fromkeys(inner) if name not in objects]
    return objects


def reach(text: bytes) -> Iterator[str]:
    """The hashes that an object refers to.

    Raises:
        ValueError, TypeError, LookupError: it is no object of a register.
    """
    told = orjson.loads(text)
    match told["type"]:
        case "register":
            yield from told["directions"]
            for pieces in told["lists"].values():
                yield from pieces
        case "direction":
            yield from told.get("processes", ())
        case "branch":
            yield from told["objects"]
        case "process" | "list":
            return
        case other:
            raise ValueError(f"{other!r:.40} is no type of object")


def joined(root: str, objects: Mapping[str, bytes]) -> Register:
    """The register of a tree of objects.

    Raises:
        LookupError, ValueError, TypeError, ModelError: the objects are no tree of a register.
    """
    with collector_paused():
        top = orjson.loads(objects[root])
        plain = top["value"]
        for name, pieces in top["lists"].items():
            plain[name] = [item for one in pieces for item in orjson.loads(objects[one])["items"]]
        plain["directions"] = [_direction(one, objects) for one in top["directions"]]
        return reader().structure(plain, Register)


def form_of(text: bytes) -> str | None:
    """The form in which the tree of a register is written: `touchpoint-register/1`.

    Args:
        text: of its topmost object. None is returned for what is no such object.
    """
    try:
        return str(orjson.loads(text)["schema"])
    except (LookupError, TypeError, ValueError):
        return None


def _direction(name: str, objects: Mapping[str, bytes]) -> dict[str, Any]:
    told = orjson.loads(objects[name])
    plain: dict[str, Any] = told["value"]
    if "processes" in told:
        plain["processes"] = [
            orjson.loads(objects[process])["value"]
            for branch in told["processes"]
            for process in orjson.loads(objects[branch])["objects"]
        ]
    return plain
