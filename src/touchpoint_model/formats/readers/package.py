"""Office files are zip packages: opened within limits, every part checked as it is unpacked."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from attrs import field, frozen, mutable

from ...model.errors import ReadError
from ...model.text import Text
from ..document import Limits
from .markup import parse_xml
from .signatures import refuse_foreign

__all__ = [
    "Package",
    "agency_of",
    "damaged",
    "main_part",
    "office_package",
    "open_package",
    "refuse_macros",
]

_CHUNK = 1 << 20
_MOST_PARTS = 100_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_PROPERTY = "touchpoint-agency"


@mutable
class _Spent:
    """Bytes unpacked so far."""

    size: int = 0


@frozen(eq=False)
class Package:
    """A zip package that may be read: no part is encrypted, its stated size is within limits.

    Attributes:
        names: of its parts, in order, folders left out. place: name of the file, for messages.
    """

    names: tuple[str, ...]
    place: str
    limits: Limits
    archive: zipfile.ZipFile
    spent: _Spent = field(factory=_Spent)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """One part.

        Raises:
            ReadError: there is none, it is damaged, or the parts unpack to more than allowed.
        """
        if name not in self.names:
            raise damaged(self.place, name)
        body = bytearray()
        try:
            with self.archive.open(name) as stream:
                # by pieces: a part that is larger than its header says is cut, then refused
                while piece := stream.read(_CHUNK):
                    body += piece
                    self.spent.size += len(piece)
                    if self.spent.size > self.limits.unpacked:
                        raise _too_large(self.limits, self.place)
        except _BROKEN:
            raise damaged(self.place, name) from None
        return bytes(body)


def open_package(data: bytes, place: str, limits: Limits) -> Package:
    """Open a zip package without unpacking it.

    Raises:
        ReadError: it is no whole zip file, has a password, or says it unpacks to more than allowed.
    """
    refuse_foreign(data, place)
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise _too_large(limits, place)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = [one for one in archive.infolist() if not one.is_dir()]
    except _BROKEN:
        raise damaged(place) from None
    if sum(one.file_size for one in parts) > limits.unpacked:
        raise _too_large(limits, place)
    if any(one.flag_bits & 0x1 for one in parts):
        raise ReadError(
            Text(
                ru="файл закрыт паролем; снимите пароль и сохраните заново",
                en="the file has a password; remove it and save again",
            ),
            place,
        )
    names = tuple(one.filename for one in parts)
    plain = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if len(set(names)) < len(names) or any(one.compress_type not in plain for one in parts):
        raise damaged(place)
    return Package(names, place, limits, archive)


def damaged(place: str, part: str = "") -> ReadError:
    """The error about a package that is cut, broken or lacks a part."""
    at = f" ({part:.80})" if part else ""
    return ReadError(
        Text(
            ru=f"файл повреждён или скопирован не целиком{at}; возьмите его заново у источника "
            "или откройте в редакторе и сохраните",
            en=f"the file is damaged or was not copied whole{at}; take it from its source again, "
            "or open it in an editor and save it",
        ),
        place,
    )


def _too_large(limits: Limits, place: str) -> ReadError:
    most = limits.unpacked / 2**20
    return ReadError(
        Text(
            ru=f"в распакованном виде файл больше {most:g} МиБ; это предел",
            en=f"the file unpacks to more than {most:g} MiB, the limit",
        ),
        place,
    )


def office_package(data: bytes, place: str, limits: Limits) -> Package:
    """Open the package of an office document without macros.

    Raises:
        ReadError: as `open_package`, and when it holds macros.
    """
    package = open_package(data, place, limits)
    refuse_macros(package)
    return package


def refuse_macros(package: Package) -> None:
    """See that a package holds no macros.

    Raises:
        ReadError: it does.
    """
    types = package.read(_TYPES) if _TYPES in package else b""
    if b"macroenabled" in types.lower() or any(_RUNS.search(name) for name in package.names):
        raise ReadError(
            Text(
                ru="в файле есть макросы; сохраните его без них (.docx, .xlsx, .odt, .ods)",
                en="the file holds macros; save it without them (.docx, .xlsx, .odt, .ods)",
            ),
            package.place,
        )


_TYPES = "[Content_Types].xml"
_RUNS = re.compile(r"vbaproject|^xl/macrosheets/|^Basic/|^Scripts/", re.IGNORECASE)


def main_part(package: Package, usual: str) -> str:
    """The part that holds the document, as the package's relations say.

    Raises:
        ReadError: there is none.
    """
    if "_rels/.rels" in package:
        root = parse_xml(package.read("_rels/.rels"), package.place)
        for one in root.iter("{*}Relationship"):
            if one.get("Type", "").endswith("/officeDocument"):
                target = posixpath.normpath("/" + one.get("Target", "")).lstrip("/")
                if target in package:
                    return target
    if usual not in package:
        raise damaged(package.place, usual)
    return usual


def agency_of(package: Package) -> str | None:
    """The agency that a custom property of the package names."""
    for part in _PROPERTIES:
        if part in package:
            for one in parse_xml(package.read(part), package.place).iter("{*}property", _META):
                keys = [value for key, value in one.attrib.items() if _local(key) == "name"]
                if keys == [_PROPERTY]:
                    return "".join(map(str, one.itertext())).strip() or None
    return None


_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}user-defined"
_PROPERTIES = ("docProps/custom.xml", "meta.xml")


def _local(key: object) -> str:
    return str(key).rpartition("}")[2]
