"""Names of pages: a few transliterated words and a short hash, the same whatever the order of rows."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from ...lifecycle.facts import compared, settled
from ...model.processes import Direction, Process
from ...model.register import Register
from ...model.text import normalise
from ...model.touchpoints import Touchpoint
from .links import bare_name

__all__ = ["Slugs", "slug", "slugs_of"]

_letters_ru = dict(zip("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziyklmnoprstufhye", strict=True))
_digraphs_ru = {
    **dict.fromkeys("ъь", ""),
    **dict(zip("жцчшщюя", ("zh", "ts", "ch", "sh", "sch", "yu", "ya"), strict=True)),
}
_LONGEST = 40  # letters before the hash
_HASH = 8  # hexadecimal digits


@frozen
class Slugs:
    """The names of a register's pages.

    Attributes:
        directions: in order. processes: by the places of direction and process, from 0.
        points: by id.
    """

    directions: tuple[str, ...]
    processes: Mapping[tuple[int, int], str]
    points: Mapping[str, str]


def slug(words: str, key: object) -> str:
    """A name made of words and the hash of what tells it from others.

    >>> slug("Рассмотрение обращений", "p1")
    'rassmotrenie-obrascheniy-718cce12'
    """
    mark = hashlib.sha256(repr(key).encode()).hexdigest()[:_HASH]
    latin = "".join(_letters_ru.get(one, _digraphs_ru.get(one, one)) for one in words.lower())
    told = ""
    for word in re.findall(r"[a-z0-9]+", latin):
        if told and len(told) + len(word) >= _LONGEST:
            break
        told = f"{told}-{word}".strip("-")
    return f"{told[:_LONGEST]}-{mark}".strip("-")


def slugs_of(register: Register) -> Slugs:
    """The names of all pages of a register.

    A process is told by its id in the registry of processes, else by its name and that of its
    direction; a touchpoint by its kind, name and contacts. Of two that are alike in all this, the
    contents tell, and of two that are wholly alike the order.
    """
    register = settled(register)
    homes = [_told(one.kind or one.name, one.name, one) for one in register.directions]
    places = [
        (d, p, direction, process)
        for d, direction in enumerate(register.directions)
        for p, process in enumerate(direction.processes)
    ]
    processes = _named([_process(direction, process) for _, _, direction, process in places])
    points = _named([_point(one) for one in register.touchpoints])
    return Slugs(
        tuple(_named(homes)),
        {(d, p): name for (d, p, _, _), name in zip(places, processes, strict=True)},
        {one.id: name for one, name in zip(register.touchpoints, points, strict=True)},
    )


_Told = tuple[str, str, str]


def _told(key: str, words: str, whole: object) -> _Told:
    """What names something: its key, its words, and what tells it from another of that key."""
    return normalise(key), words, repr(whole)


def _process(direction: Direction, process: Process) -> _Told:
    own = process.registry_id or f"{direction.kind or direction.name}\n{process.name}"
    return _told(own, process.name, sorted(map(repr, process.entries)))


def _point(point: Touchpoint) -> _Told:
    bare = bare_name(point.name, point.contacts)
    return _told(f"{point.kind or ''}\n{bare}", bare, compared("touchpoint", point))


def _named(told: Sequence[_Told]) -> list[str]:
    alike: dict[str, list[int]] = defaultdict(list)
    for at, (key, _, _) in enumerate(told):
        alike[key].append(at)
    names = [""] * len(told)
    for key, ats in alike.items():
        for number, at in enumerate(_ordered(ats, told)):
            names[at] = slug(told[at][1], (key, number) if number else key)
    return names


def _ordered(ats: Iterable[int], told: Sequence[_Told]) -> list[int]:
    return sorted(ats, key=lambda at: (told[at][2], at))
