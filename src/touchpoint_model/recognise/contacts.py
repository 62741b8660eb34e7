"""Contacts in printed text: addresses, e-mails, phones, split off and in one canonical form."""

from __future__ import annotations

import re

from ..model.touchpoints import Contact

__all__ = ["split_contacts"]

_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_URL = r"(?:https?://|www\.)[^\s,;()<>«»\"]+"
_PHONE = r"(?<!\d)(?:\+7|8)[\s\u00a0]*\(?\d{3,5}\)?[\s\u00a0]*\d{1,3}(?:[-\s\u00a0]?\d{2}){2}"
_CONTACT = re.compile(f"(?P<email>{_EMAIL})|(?P<url>{_URL})|(?P<phone>{_PHONE})", re.IGNORECASE)


def split_contacts(text: str) -> tuple[str, tuple[Contact, ...]]:
    """The text without its contacts, and the contacts.

    >>> rest, found = split_contacts("Телефон: +7 (4812) 29-25-09; сайт https://www.Example.ru/a/")
    >>> rest, [contact.value for contact in found]
    ('Телефон: ; сайт', ['+74812292509', 'example.ru/a'])
    """
    found = []
    for match in _CONTACT.finditer(text):
        kind = match.lastgroup or "url"
        printed = match[0].rstrip(".")
        value = _CANONICAL[kind](printed)
        found.append(Contact(kind, value, printed if printed != value else None))
    rest = _CONTACT.sub(" ", text)
    return re.sub(r"\s+", " ", rest).strip(), tuple(dict.fromkeys(found))


def _url(printed: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", printed, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return (host.casefold() + slash + path).rstrip("/#")


def _phone(printed: str) -> str:
    digits = re.sub(r"\D", "", printed)
    return f"+7{digits[-10:]}" if len(digits) == 11 else digits


_CANONICAL = {"email": str.casefold, "url": _url, "phone": _phone}
