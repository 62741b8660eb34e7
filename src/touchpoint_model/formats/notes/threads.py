"""Threaded comments of new Excel: a cell with a thread gets a reply in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from .parts import Parts, element

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["reply"]

_NS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_PERSON = "http://schemas.microsoft.com/office/2017/10/relationships/person"
_PERSON_TYPE = "application/vnd.ms-excel.person+xml"
_NEW_PERSONS = f'<personList xmlns="{_NS}"/>'.encode()


def reply(package: Parts, sheet: str, texts: Mapping[str, str], author: str) -> None:
    """Answer the threads of a sheet; the author's answers of before are taken back.

    Args:
        package: the workbook.
        sheet: name of the sheet's part.
        texts: what to say by cell in A1 notation; cells without a thread are passed over.
        author: who says it.
    """
    me = _guid(author)
    for relation in package.relations(sheet):
        if relation.kind != "threadedComment":
            continue
        root = package.root(relation.target)
        first: dict[str, _Element] = {}
        last: dict[str, _Element] = {}
        for one in list(root.iterfind(f"{{{_NS}}}threadedComment")):
            if one.get("personId") == me and one.get("parentId"):
                root.remove(one)
                continue
            if not one.get("parentId"):
                first[one.get("ref", "")] = one
            last[one.get("ref", "")] = one
        for cell in sorted(texts.keys() & first.keys()):
            answer = root.makeelement(f"{{{_NS}}}threadedComment")
            answer.set("ref", cell)
            when = last[cell].get("dT")
            if when:  # a date of its own would differ from run to run; answers stand by date
                answer.set("dT", when)
            answer.set("personId", me)
            answer.set("id", _guid(f"{author} {sheet} {cell}"))
            answer.set("parentId", first[cell].get("id", ""))
            said = answer.makeelement(f"{{{_NS}}}text")
            said.text = texts[cell]
            answer.append(said)
            last[cell].addnext(answer)
            _introduce(package, me, author)
        package.put_root(relation.target, root)


def _introduce(package: Parts, me: str, author: str) -> None:
    part = next((one.target for one in package.relations(package.main) if one.kind == "person"), "")
    root = package.root(part) if part else element(_NEW_PERSONS)
    if not part:
        part = package.free("xl/persons/person{}.xml")
        package.relate(package.main, _PERSON, part)
        package.declare(part, _PERSON_TYPE)
    if not any(one.get("id") == me for one in root):
        person = root.makeelement(f"{{{_NS}}}person")
        for name, value in (
            ("displayName", author),
            ("id", me),
            ("userId", author),
            ("providerId", "None"),
        ):
            person.set(name, value)
        root.append(person)
    package.put_root(part, root)


def _guid(name: str) -> str:
    return f"{{{uuid5(NAMESPACE_URL, name)}}}".upper()
