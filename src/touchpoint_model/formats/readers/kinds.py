"""What kind of file it is, by its content and by its name, and the reader of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from attrs import evolve

from ...model.errors import ReadError
from ...model.text import Text
from ..document import LIMITS, Document, Limits
from .csv import delimiter_of, heads, read_csv
from .docx import read_docx
from .encoding import decoded
from .html import read_html
from .opendocument import read_opendocument
from .package import open_package, refuse_macros
from .signatures import refuse_foreign
from .xlsx import read_xlsx

__all__ = ["EXTENSIONS", "KINDS", "kind_of", "read_document"]

_READERS: Mapping[str, Callable[[bytes, str, Limits], Document]] = {
    "xlsx": read_xlsx,
    "docx": read_docx,
    "html": read_html,
    "csv": read_csv,
    "ods": read_opendocument,
    "odt": read_opendocument,
}
# without the dot; the first of a kind is the usual one
EXTENSIONS: Mapping[str, str] = {
    **dict.fromkeys(("xlsx", "xltx"), "xlsx"),
    **dict.fromkeys(("docx", "dotx"), "docx"),
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    **dict.fromkeys(("csv", "tsv", "tab"), "csv"),
    **dict.fromkeys(("ods", "ots"), "ods"),
    **dict.fromkeys(("odt", "ott"), "odt"),
    **dict.fromkeys(("txt", "text", "md"), "text"),
    "json": "json",
}
KINDS = frozenset(EXTENSIONS.values())
# names that promise a format: with another content they mislead
_PROMISES = ("doc", "xls", "docm", "xlsm", "xlsb", "rtf", "pdf", "ppt", "pptx")
_PACKAGES = ("xlsx", "docx", "ods", "odt")
_NAMES: Mapping[str, Text] = {
    "xlsx": Text(ru="книга Excel", en="an Excel workbook"),
    "docx": Text(ru="документ Word", en="a Word document"),
    "html": Text(ru="веб-страница", en="a web page"),
    "csv": Text(ru="таблица CSV", en="a CSV table"),
    "ods": Text(ru="таблица OpenDocument", en="an OpenDocument spreadsheet"),
    "odt": Text(ru="текст OpenDocument", en="an OpenDocument text"),
    "text": Text(ru="простой текст", en="plain text"),
    "json": Text(ru="данные JSON", en="JSON data"),
}
_PAGE = re.compile(
    r"(?>\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*)"
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"\]])")


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file: json, xlsx, docx, html, csv, ods, odt or text.

    Raises:
        ReadError: the content contradicts the extension, or is of a kind that is not read.
    """
    refuse_foreign(data, name)
    ending = PurePath(name).suffix.lower().removeprefix(".")
    claimed = EXTENSIONS.get(ending)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = _packed(data, name)
    elif claimed in _PACKAGES:
        raise _contradiction(ending, _written(data, name), name)
    else:
        found = _written(data, name)
        if claimed in ("csv", "text") and found != "html":
            return claimed
        if claimed == "html" and found in ("csv", "text"):
            return claimed  # a piece of a page
        if claimed == "json" and found in ("csv", "text"):
            return claimed  # damaged; its reader says where
    if (claimed and claimed != found) or ending in _PROMISES:
        raise _contradiction(ending, found, name)
    return found


def read_document(data: bytes, place: str, limits: Limits, kind: str) -> Document:
    """Read an office file of a kind that `kind_of` told: xlsx, docx, html, csv, ods or odt.

    Raises:
        ReadError: it cannot be read; the message says why and what to do.
    """
    return _READERS[kind](data, place, limits)


def _packed(data: bytes, place: str) -> str:
    # the caller's limits are for its reader; here only small parts are looked at
    package = evolve(open_package(data, place, Limits(unpacked=2**62)), limits=LIMITS)
    types = package.read("[Content_Types].xml").lower() if "[Content_Types].xml" in package else b""
    if b"sheet.binary.macroenabled" in types:
        raise ReadError(
            Text(
                ru="это двоичная книга Excel (.xlsb); откройте её и сохраните как .xlsx",
                en="this is a binary Excel workbook (.xlsb); open it and save it as .xlsx",
            ),
            place,
        )
    refuse_macros(package)
    if "mimetype" in package and "content.xml" in package:
        kind = package.read("mimetype").strip()
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
    if b"wordprocessingml." in types:
        return "docx"
    if b"spreadsheetml." in types:
        return "xlsx"
    raise ReadError(
        Text(
            ru="это архив zip, но не документ Word, Excel или OpenDocument (текст, таблица); "
            "если документ внутри архива, распакуйте его",
            en="this is a zip archive, but no document of Word, Excel or OpenDocument (text, "
            "spreadsheet); if the document is inside the archive, unpack it",
        ),
        place,
    )


def _written(data: bytes, place: str) -> str:
    """The kind of a file that is text."""
    text = decoded(data, place)
    head = text[:65536]
    if _JSON.match(head):
        return "json"
    if _PAGE.match(head):
        return "html"
    return "csv" if heads(head, delimiter_of(head)) else "text"


def _contradiction(ending: str, found: str, place: str) -> ReadError:
    ru, en = _NAMES[found].ru, _NAMES[found].en
    fit = next(one for one, kind in EXTENSIONS.items() if kind == found)
    return ReadError(
        Text(
            ru=f"расширение .{ending}, а внутри {ru}; переименуйте файл в .{fit}",
            en=f"the extension is .{ending}, but inside is {en}; rename the file to .{fit}",
        ),
        place,
    )
