"""Addresses of nodes: fragments that stay when rows move, and pages on the web.

A fragment is an IRI reference (RFC 3987): Cyrillic letters stand as they are, everything that is no
letter, digit, dot, comma, hyphen or parenthesis is percent-encoded, a space is an underscore.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from urllib.parse import SplitResult, urlsplit

from attrs import frozen

from ...model.clients import ClientKind
from ...model.errors import UsageError
from ...model.processes import Direction, Process
from ...model.text import Text, normalise
from ...model.touchpoints import Contact
from ...model.view import View

__all__ = [
    "Described",
    "checked_base",
    "concept_address",
    "contact_page",
    "described",
    "fragment",
    "page_address",
]

_LONGEST, _KEPT = 80, 60
_UNSAFE = re.compile(r"[^\w.,()-]|_")
_UNSAFE_IN_PAGE = re.compile(r"[^\w\-.~:/?@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@frozen
class Described:
    """A process that is described as a public service.

    Attributes:
        key: the same for the same process of the same register, whatever stands around it.
    """

    key: str
    direction: Direction
    process: Process


def described(view: View) -> tuple[Described, ...]:
    """The processes that are public services, in printed order: all but those of internal clients.

    A key is the id in the registry of processes, else the direction and the name; where one is
    taken already, its number among the same is added.
    """
    found, seen = [], Counter[str]()
    for direction, process in view.processes:
        if view.client(direction, process) is ClientKind.INTERNAL:
            continue
        if process.registry_id:
            key = _part(process.registry_id)
        else:
            of = direction.kind or normalise(direction.name)
            key = f"{_part(of)}/{_part(normalise(process.name))}"
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}~{seen[key]}"
        found.append(Described(key, direction, process))
    return tuple(found)


def fragment(kind: str, *parts: str) -> str:
    """The address of a node in its document.

    >>> fragment("direction", "выдача «справок»")
    '#direction/выдача_%C2%ABсправок%C2%BB'
    """
    return "#" + "/".join([kind, *map(_part, parts)])


def concept_address(scheme: str, code: str) -> str:
    """The address of a term of the ordinance.

    >>> concept_address("legal_form", "organisation")
    '#concept/legal_form/organisation'
    """
    return f"#concept/{scheme}/{_part(code)}"


def _part(text: str) -> str:
    """A text as one part of a fragment: short, and another for another text."""
    if len(text) <= _LONGEST:
        return _UNSAFE.sub(_encoded, text) or "~"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{_UNSAFE.sub(_encoded, text[:_KEPT])}~{digest}"


def _encoded(match: re.Match[str]) -> str:
    return "_" if match[0] == " " else _percent(match)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def contact_page(contact: Contact) -> str | None:
    """The page of a contact: as printed, if the print has a scheme, else of its canonical form.

    >>> contact_page(Contact("url", "example.ru/a", "http://www.Example.ru/a/"))
    'http://www.Example.ru/a/'
    """
    printed = (contact.printed or "").strip()
    return page_address(printed if _WEB.match(printed) else contact.value.strip())


def page_address(told: str) -> str | None:
    """The address of a page; without a scheme, `https` is taken; what it may not hold is encoded.

    None for what is no address of a page: no host, a user name, a port that is no number.

    >>> page_address("example.ru/a b")
    'https://example.ru/a%20b'
    >>> page_address("javascript:alert(1)")
    """
    return _page(told if _WEB.match(told) else f"https://{told}")


def _page(told: str) -> str | None:
    parts = _split(told)
    if parts is None:
        return None
    path, query, end = (_UNSAFE_IN_PAGE.sub(_percent, one) for one in parts[2:])
    return (
        f"{parts.scheme}://{parts.netloc}{path}"
        + (f"?{query}" if query else "")
        + (f"#{end}" if end else "")
    )


def _split(told: str) -> SplitResult | None:
    """The parts of a web address; None if it has no plain host, or a port that is none."""
    try:
        parts = urlsplit(told)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    host = parts.netloc.removesuffix(port)
    plain = parts.scheme in ("http", "https") and _HOST.fullmatch(host)
    return parts if plain else None


def checked_base(base_url: str | None) -> str | None:
    """The address of the published document, checked.

    Raises:
        UsageError: it is no absolute web address, or it has a fragment or a space.
    """
    if base_url is None or (_page(base_url) == base_url and "#" not in base_url):
        return base_url
    raise UsageError(
        Text(
            ru=f"base_url «{base_url}»: нужен полный адрес документа без решётки и пробелов, "
            "например https://example.ru/register.jsonld",
            en=f"base_url “{base_url}”: expected the whole address of the document, without a "
            "fragment or a space, such as https://example.ru/register.jsonld",
        )
    )
