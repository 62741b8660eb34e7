"""A packed office document that is edited part by part, all other parts as they were."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from copy import copy
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import define, field, frozen

from ...model.errors import ReadError
from ...model.text import Text
from ..document import LIMITS, Limits
from ..readers.package import Package, damaged, open_package

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["RELATIONS", "Parts", "Relation", "element", "open_parts", "serialise"]

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_NEW_RELS = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@frozen
class Relation:
    """A relation of a part to another: `kind` is the last word of its type's address."""

    id: str
    kind: str
    target: str


@define
class Parts:
    """Parts of a document by name, and those that were put anew.

    Attributes:
        package: as it was. place: name of the file, for errors.
    """

    package: Package
    place: str
    _names: dict[str, str]  # as compared → as stored
    _put: dict[str, bytes] = field(factory=dict)

    @property
    def main(self) -> str:
        """Name of the main part: the workbook, the text document."""
        return next(one.target for one in self.relations("") if one.kind == "officeDocument")

    def has(self, name: str) -> bool:
        """Whether there is a part; names differ by more than case."""
        return name.lower() in self._names

    def like(self, pattern: str) -> list[str]:
        """Names of the parts that match a regular expression."""
        return [name for name in self._names.values() if re.fullmatch(pattern, name, re.I)]

    def free(self, pattern: str) -> str:
        """The first name that no part has: `pattern` holds `{}` for a number."""
        return next(name for name in map(pattern.format, count(1)) if not self.has(name))

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReadError: there is none, or it cannot be unpacked.
        """
        stored = self._names.get(name.lower(), name)
        return self._put[stored] if stored in self._put else self.package.read(stored)

    def root(self, name: str, mended: Callable[[bytes], bytes] = bytes) -> _Element:
        """The root of a part that is XML, or is after it was mended.

        Raises:
            ReadError: it is not, or it declares entities.
        """
        found = _parse(mended(self.read(name)))
        if found is None:
            raise damaged(self.place, name)
        return found

    def put(self, name: str, data: bytes) -> None:
        """Write a part anew, or a new one after the others."""
        self._put[self._names.setdefault(name.lower(), name)] = data

    def put_root(self, name: str, root: _Element, mended: Callable[[bytes], bytes] = bytes) -> None:
        """Write a part that is XML, if it is other than before."""
        declared = _ending(name) != "vml"  # Excel writes none in drawings
        data = serialise(root, declared)
        if not self.has(name) or serialise(self.root(name, mended), declared) != data:
            self.put(name, data)

    def relations(self, part: str) -> list[Relation]:
        """Relations of a part to other parts; of the package, if its name is empty."""
        name = _rels(part)
        if not self.has(name):
            return []
        return [
            Relation(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                _resolved(part, one.get("Target", "")),
            )
            for one in self.root(name).iter("{*}Relationship")
            if one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another by a type of office documents, or one with its full address.

        Returns:
            the id of the new relation.
        """
        name = _rels(part)
        root = self.root(name) if self.has(name) else element(_NEW_RELS)
        taken = {one.get("Id") for one in root}
        fresh = next(one for one in map("rId{}".format, count(1)) if one not in taken)
        _append(
            root,
            "relationships",
            "Relationship",
            Id=fresh,
            Type=kind if "/" in kind else f"{RELATIONS}/{kind}",
            Target=posixpath.relpath(target, posixpath.dirname(part) or "."),
        )
        self.put_root(name, root)
        return fresh

    def content_type(self, part: str) -> str:
        """What a part is declared to be, by its name or its ending; "" if it is not."""
        root, name, ending = self.root(_TYPES), f"/{part}".lower(), _ending(part)
        for tag, key, wanted in (("Override", "PartName", name), ("Default", "Extension", ending)):
            for one in root.iter(f"{{*}}{tag}"):
                if one.get(key, "").lower() == wanted:
                    return one.get("ContentType", "")
        return ""

    def declare(self, part: str, content_type: str) -> None:
        """State what a new part is."""
        if self.content_type(part) == content_type:
            return
        root = self.root(_TYPES)
        if _ending(part) == "xml" or self.content_type(part):
            _append(
                root, "content-types", "Override", PartName=f"/{part}", ContentType=content_type
            )
        else:
            _append(
                root, "content-types", "Default", Extension=_ending(part), ContentType=content_type
            )
            root.insert(0, root[-1])
        self.put_root(_TYPES, root)

    def packed(self) -> bytes:
        """The document with the parts that were put; entries keep their order and dates."""
        out = BytesIO()
        entries = self.package.archive.infolist()
        with ZipFile(out, "w") as target:
            for entry in entries:
                if entry.is_dir():
                    target.writestr(copy(entry), b"")
                else:
                    target.writestr(copy(entry), self.read(entry.filename), entry.compress_type)
            old = {entry.filename for entry in entries}
            for name in [name for name in self._put if name not in old]:
                fresh = ZipInfo(name, entries[0].date_time)
                fresh.compress_type = ZIP_DEFLATED
                target.writestr(fresh, self._put[name])
        return out.getvalue()


def open_parts(data: bytes, place: str, limits: Limits = LIMITS) -> Parts:
    """Open a document of Word or Excel for editing.

    Raises:
        ReadError: it is none, it is damaged, encrypted or signed, it unpacks to more than allowed,
            or it is of the strict kind of Open XML, where comments on cells have no place.
    """
    if data.startswith(_OLE):
        raise ReadError(
            Text(
                ru="файл закрыт паролем или старого формата (.doc, .xls): снимите пароль"
                " или сохраните его как .docx или .xlsx",
                en="the file has a password or is of the old kind (.doc, .xls): remove the password"
                " or save it as .docx or .xlsx",
            ),
            place,
        )
    if not data.startswith(b"PK"):
        raise _not_office(place)
    package = open_package(data, place, limits)
    names = {name.lower(): name for name in package.names}
    if len(names) < len(package.names):
        raise damaged(place)
    parts = Parts(package, place, names)
    if not parts.has(_TYPES) or not parts.has("_rels/.rels"):
        raise _not_office(place)
    types = [one.get("Type", "") for one in parts.root("_rels/.rels").iter("{*}Relationship")]
    if any("digital-signature" in one for one in types) or parts.like("_xmlsignatures/.*"):
        raise ReadError(
            Text(
                ru="документ подписан электронной подписью, замечания её нарушат:"
                " возьмите копию без подписи",
                en="the document is digitally signed and comments would break the signature:"
                " take a copy without it",
            ),
            place,
        )
    if any(one.startswith(_STRICT) for one in types):
        raise ReadError(
            Text(
                ru="документ сохранён как «Strict Open XML»: сохраните его как обычный .xlsx"
                " или .docx",
                en="the document was saved as “Strict Open XML”: save it as an ordinary .xlsx"
                " or .docx",
            ),
            place,
        )
    if f"{RELATIONS}/officeDocument" not in types or not re.search(
        "wordprocessingml|spreadsheetml|ms-word|ms-excel", parts.content_type(parts.main)
    ):
        raise _not_office(place)
    return parts


def _not_office(place: str) -> ReadError:
    return ReadError(
        Text(
            ru="это не документ Word или Excel, а замечания пишутся только в .docx и .xlsx:"
            " сохраните файл в одном из них",
            en="this is no document of Word or Excel, and only .docx and .xlsx take comments:"
            " save the file as one of them",
        ),
        place,
    )


def _parse(data: bytes) -> _Element | None:
    """The root of an XML document, None if it is none or declares a document type."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.internalDTD is not None else root


def element(data: bytes) -> _Element:
    """The root of an XML text of our own."""
    root = _parse(data)
    assert root is not None
    return root


def serialise(root: _Element, declared: bool = True) -> bytes:
    """An XML document, as office programs write it: in UTF-8, with a declaration or without."""
    from lxml import etree

    head = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" if declared else b""
    return head + bytes(etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False))


def _append(root: _Element, schema: str, tag: str, **attributes: str) -> None:
    new = root.makeelement(f"{{{_PACKAGE}/{schema}}}{tag}", attributes)
    root.append(new)


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _resolved(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _ending(part: str) -> str:
    return posixpath.splitext(part)[1][1:].lower()
