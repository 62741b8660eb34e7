"""XML and HTML are parsed with nothing fetched, no entity resolved and no DTD allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.errors import ReadError
from ...model.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse_html", "parse_xml", "too_deep"]

_MOST_MARKS = 60_000_000  # tags and attributes of one part: some gigabytes of memory


def parse_xml(data: bytes, place: str) -> _Element:
    """The root of an XML part of an office file.

    Comments and processing instructions are left out. Parts are UTF-8: another encoding could hide
    a document type.

    Raises:
        ReadError: it is not well-formed, has a document type, is not UTF-8, or is nested deeper
            than 256 elements.
    """
    from lxml import etree

    if b"\0" in data or b"<!DOCTYPE" in data:
        raise _refused(place)
    if len(data) > _MOST_MARKS and data.count(b"<") + data.count(b"=") > _MOST_MARKS:
        raise too_deep(place)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as reason:
        why = str(reason.msg or "")
        if "depth" in why or "limit" in why:
            raise too_deep(place) from None
        raise ReadError(
            Text(
                ru=f"файл повреждён: внутри неправильный XML ({why:.150}); "
                "откройте его в редакторе и сохраните заново",
                en=f"the file is damaged: bad XML inside ({why:.150}); "
                "open it in an editor and save it again",
            ),
            place,
        ) from None


def parse_html(text: str, place: str) -> _Element | None:
    """The root of an HTML page; None if there is nothing on it.

    Raises:
        ReadError: it is nested deeper than 2,048 elements.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=True,  # depth 2,048, not 256; HTML has no entities to explode
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        raise too_deep(place)
    return root


def _refused(place: str) -> ReadError:
    return ReadError(
        Text(
            ru="внутри файла описание типа (DOCTYPE) или кодировка не UTF-8: офисные программы так "
            "не пишут; откройте файл в редакторе и сохраните заново",
            en="a document type (DOCTYPE) or an encoding other than UTF-8 inside: no office "
            "program writes so; open the file in an editor and save it again",
        ),
        place,
    )


def too_deep(place: str) -> ReadError:
    """The error about markup that is nested too deeply."""
    return ReadError(
        Text(
            ru="разметка внутри файла вложена слишком глубоко или слишком велика; "
            "так не бывает у документов офиса",
            en="the markup inside is nested too deeply or too large; no office document is like it",
        ),
        place,
    )
