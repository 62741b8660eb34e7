"""Contacts as links: only what is plainly a web address, a mailbox or a telephone becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from attrs import frozen

from ...model.touchpoints import Contact

__all__ = ["ShownContact", "bare_name", "shown_contact", "web_address"]

_label_ru = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_label_ru}\.)+{_label_ru}")
_URL = re.compile(
    r"(?:https?://)?(?P<host>[^/?#:@\s\\]+)(?P<port>:\d{1,5})?(?P<rest>[/?#].*)?", re.I
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?P<host>[^@\s]+)")
_PHONE = re.compile(r"(?P<number>\+?\d{5,15})(?:;ext=(?P<ext>\d{1,6}))?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`{}|^\u200b-\u206f\ufeff]")
_LONGEST = 2000
_SHORT = 40  # letters of an address that a table shows
_SCHEME = re.compile(r"^(?:mailto:|https?://)?(?:www\.)?", re.IGNORECASE)
_BEFORE_CLOSING = re.compile(r"[\s,;:–—-]+(?=\))")
_EMPTY = re.compile(r"\(\s*\)|<\s*>|\[\s*\]|«\s*»")
_ENDS = " ,;:–—-/\n\t"


@frozen
class ShownContact:
    """A contact as a page shows it. type: as the model has it. href: None if it is no link."""

    type: str
    text: str
    href: str | None

    @property
    def short(self) -> str:
        """The text as a table shows it: no scheme, a long path cut off.

        >>> ShownContact("url", "https://www.example.ru/a/", None).short
        'example.ru/a'
        """
        plain = _SCHEME.sub("", self.text).rstrip("/")
        if self.type != "url" or len(plain) <= _SHORT:
            return plain
        return f"{plain.partition('/')[0]}/…"


def bare_name(name: str, contacts: Iterable[Contact]) -> str:
    """The name of a touchpoint without its contacts; the whole where nothing else is in it.

    >>> bare_name("Почта: a@example.ru, (b@example.ru)", (
    ...     Contact("email", "a@example.ru"), Contact("email", "b@example.ru")))
    'Почта'
    """
    bare = name
    for printed in sorted({one.printed or one.value for one in contacts}, key=len, reverse=True):
        bare = bare.replace(printed, " ") if printed else bare
    if bare == name:
        return name
    bare = _EMPTY.sub(" ", _BEFORE_CLOSING.sub("", bare))
    return re.sub(r"\s+([,;:.])", r"\1", re.sub(r"\s+", " ", bare)).strip(_ENDS) or name


def shown_contact(contact: Contact) -> ShownContact:
    """A contact with the link that it may safely become.

    >>> shown_contact(Contact("url", "example.ru/a", "https://www.example.ru/A/")).href
    'https://www.example.ru/A/'
    >>> shown_contact(Contact("phone", "+74812292509", "(4812) 29-25-09")).href
    'tel:+74812292509'
    >>> print(shown_contact(Contact("url", "javascript:alert(1)")).href)
    None
    """
    text = contact.printed or contact.value
    href = None
    if contact.type == "url":
        href = web_address(text) or web_address(contact.value)
    elif contact.type == "email":
        href = _mailbox(contact.value)
    elif contact.type == "phone":
        href = _telephone(contact.value)
    return ShownContact(contact.type, text, href)


def web_address(text: str) -> str | None:
    """An address as a link over HTTPS; None if it is none, or has another scheme or a user name.

    >>> web_address("http://минпром.рф/перечень"), web_address("data:text/html,x")
    ('https://xn--h1ahbdffh.xn--p1ai/%D0%BF%D0%B5%D1%80%D0%B5%D1%87%D0%B5%D0%BD%D1%8C', None)
    """
    found = _URL.fullmatch(text.strip())
    if found is None or len(text) > _LONGEST or _UNSAFE.search(text.strip()):
        return None
    host = _ascii(found["host"])
    if host is None:
        return None
    rest = quote(found["rest"] or "", safe="/?#&=%+:;,.~-_!$'()*@[]")
    return f"https://{host}{found['port'] or ''}{rest}"


def _mailbox(value: str) -> str | None:
    found = _MAIL.fullmatch(value)
    host = _ascii(found["host"]) if found else None
    return f"mailto:{quote(value.rpartition('@')[0], safe='')}@{host}" if host else None


def _telephone(value: str) -> str | None:
    found = _PHONE.fullmatch(value)
    if found is None:
        return None
    return f"tel:{found['number']}" + (f";ext={found['ext']}" if found["ext"] else "")


def _ascii(host: str) -> str | None:
    """A host in the letters of links; None if it is no host name of the web."""
    if _HOST.fullmatch(host) is None or not host.rpartition(".")[2].strip("0123456789"):
        return None
    try:
        return host.casefold().encode("idna").decode("ascii")
    except UnicodeError:
        return None
