"""What a fact was and is, in words: of a list, only what went and what came."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ...lifecycle.changes import Alteration, ChangeKind, Row
from ...model.processes import Direction, Need, Process
from ...model.register import RegistryItem
from ...model.revisions import ActOfRegister, Approval, Publication
from ...model.text import Lang
from ...model.touchpoints import Basis, Contact
from ..words import day_of
from .compared import Compared
from .wording import SAY, act_called

__all__ = ["sides"]

_SCHEMES = {
    "kind": "touchpoint",
    "also": "touchpoint",
    "alternatives": "touchpoint",
    "types": "channel",
    "channel": "channel",
    "channels": "channel",
    "client": "client",
    "clients": "client",
    "legal_forms": "legal_form",
    "serves": "limit",
}
_Sides = tuple[tuple[str, ...], tuple[str, ...]]


def sides(one: Alteration, told: Compared, lang: Lang) -> _Sides:
    """What went and what came, in words; a row that came or went tells what stands in it."""
    before, after = _words(one, one.before, told, lang), _words(one, one.after, told, lang)
    gone, come = _less(before, after), _less(after, before)
    if gone or come or not one.facts:
        return gone, come
    # the same words: what differs is how they were read
    before, after = [*_read(one.before, told, lang)], [*_read(one.after, told, lang)]
    return _less(before, after), _less(after, before)


def _less(these: Iterable[str], those: Iterable[str]) -> tuple[str, ...]:
    left = Counter(those)
    kept = []
    for one in these:
        if left[one]:
            left[one] -= 1
        else:
            kept.append(one)
    return tuple(kept)


def _words(one: Alteration, value: object, told: Compared, lang: Lang) -> list[str]:
    match value:
        case None:
            return []
        case Row():
            return [*_row(value, lang)]
        case Direction() | Process():
            return []  # the title says which
    if len(one.facts) > 1 and isinstance(value, tuple):
        named = zip(one.facts, value, strict=True)
        if one.kind is ChangeKind.PARTICULARS_CHANGED:  # the remark is a part of them
            named = zip(one.facts[:1], value[:1], strict=True)
        return [word for name, each in named for word in _several(one, name, each, told, lang)]
    return [*_several(one, one.facts[0] if one.facts else "", value, told, lang)]


def _row(row: Row, lang: Lang) -> Iterator[str]:
    entry = row.entry
    if entry is None:
        yield SAY["no-rows"][lang]
        return
    for need in entry.needs or ():
        yield f"{SAY['needs'][lang]}: {need.text}"
    if entry.particulars:
        yield f"{SAY['particulars'][lang]}: {entry.particulars}"


def _several(
    one: Alteration, name: str, value: object, told: Compared, lang: Lang
) -> Iterator[str]:
    match value:
        case None:
            return
        case Mapping():
            for code, performs in value.items():
                said = SAY["yes" if performs else "no"][lang]
                yield f"{told.called('direction', code, lang)}: {said}"
        case tuple() | frozenset() | list():
            for each in value:
                yield _one(one, name, each, told, lang)
        case _:
            yield _one(one, name, value, told, lang)


def _one(one: Alteration, name: str, value: object, told: Compared, lang: Lang) -> str:
    match value:
        case Need() | Basis():
            return value.text or SAY["empty"][lang]
        case Contact():
            return value.printed or value.value
        case RegistryItem():
            return f"{value.id} {value.name}"
        case ActOfRegister():
            return act_called(value.title, value.number, value.date, lang)
        case Approval():
            return act_called(value.act, value.number, value.date, lang)
        case Publication():
            day = day_of(value.date, lang) if value.date else ""
            told_of = (told.called("place", value.place, lang), day, value.url or "")
            return ", ".join(part for part in told_of if part)
        case bool():
            return SAY["yes" if value else "no"][lang]
        case datetime.date():
            return day_of(value, lang)
        case str():
            scheme = _SCHEMES.get(name)
            if one.kind is ChangeKind.DIRECTION_CHANGED:
                scheme = "direction"
            shown = told.called(scheme, value, lang) if scheme else value
            return shown or SAY["empty"][lang]
        case _:
            return str(getattr(value, "name", "") or getattr(value, "id", "") or "…")


def _read(value: object, told: Compared, lang: Lang) -> Iterator[str]:
    """Texts with the category that they were read as."""
    if not isinstance(value, tuple):
        return
    for each in value:
        match each:
            case Need(text=text, category=code):
                scheme = "need"
            case Basis(text=text, kind=code):
                scheme = "basis"
            case _:
                continue
        category = told.called(scheme, code, lang) if code else "–"
        yield f"{text} ({SAY['read-as'][lang].format(category=category)})"
