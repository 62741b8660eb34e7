"""One canonical form for each kind of contact: two spellings of an address are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..model.text import normalise

__all__ = ["CANONICAL"]

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_PORT = re.compile(r"\.?(?::(?:80|443)?)?$")
_HOST_END = re.compile(r"[/?#]")
_EXTENSION = re.compile(r"[^\W\d]\D*(\d{1,6})\)?$")
_DIGITS_OF_PHONE = 10


def _url(printed: str) -> str:
    """Host and path: no scheme, `www.`, default port, slash at the end; punycode as letters."""
    bare = _SCHEME.sub("", printed)
    cut = _HOST_END.search(bare)
    host, path = (bare, "") if cut is None else (bare[: cut.start()], bare[cut.start() :])
    return (_host(_PORT.sub("", host)) + path).rstrip("/#")


def _host(printed: str) -> str:
    return ".".join(_label(one) for one in printed.casefold().split("."))


def _label(printed: str) -> str:
    if not printed.startswith("xn--"):
        return printed
    try:
        return printed[4:].encode("ascii").decode("punycode").casefold()
    except UnicodeError:
        return printed


def _email(printed: str) -> str:
    name, _, host = printed.casefold().removeprefix("mailto:").rpartition("@")
    return f"{name}@{_host(host)}"


def _phone(printed: str) -> str:
    """Digits with +7, an extension after `;ext=`; a local number as digits alone."""
    extension = _EXTENSION.search(printed)
    number = printed[: extension.start()] if extension else printed
    digits = re.sub(r"\D", "", number)
    if len(digits) >= _DIGITS_OF_PHONE:
        digits = f"+7{digits[-_DIGITS_OF_PHONE:]}"
    return f"{digits};ext={extension[1]}" if extension else digits


def _place(printed: str) -> str:
    return normalise(re.sub(r"([.,№])\s*", r"\1 ", printed))


CANONICAL: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"email": _email, "url": _url, "phone": _phone, "place": _place}
)
