"""Contacts in printed text: addresses, e-mails, phones, places, found and split off.

Only what is surely a contact is taken. A host without `http` needs a known last label, a phone
without `+7` or 8 its area code in parentheses or the word «тел.» before it, a place its street
and house, or the abbreviation «каб.». Dates, numbers of acts and of organisations are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.touchpoints import Contact
from .addresses import CANONICAL

__all__ = ["contact_spans", "split_contacts"]

_GAP = r"[^\S\n]"
_EMAIL = r"(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_URL = r"(?:https?://|www\.)[^\s,;()<>«»\"]+"
_TOP = "ru|su|com|org|net|info|gov|edu|biz|pro|me|online|site|moscow|tatar|xn--p1ai"
_cyrillic_host_ru = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){0,5}[^\W_][\w-]{1,61}[^\W_]\.рф"
_HOST = (
    r"(?<![\w@./-])"
    rf"(?:(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,6}}(?:{_TOP})|{_cyrillic_host_ru})"
    r"(?![\w@-]|\.\w)(?::\d{1,5})?(?:[/?#][^\s,;()<>«»\"]*)?"
)
_ext_ru = r"(?:доб|вн)(?:\.|авочный|утренний)?"
_EXTENSION = rf"(?:,?{_GAP}{{0,2}}\(?{_ext_ru}{_GAP}{{0,2}}(?:№{_GAP}?)?\d{{1,6}}\)?)?"
_END = r"(?![\w/№]|[-–.,]\d)"
_PHONE = (
    rf"(?:(?<!\w)\+{_GAP}?7|(?<![\w№/+–-])(?<!\d[.,])8)"
    rf"(?:(?:{_GAP}|[()–-]){{0,3}}\d){{10}}{_END}{_EXTENSION}"
)
_AREA = rf"(?P<area>(?<![\w№])\([3489]\d{{2,4}}\){_GAP}?\d(?:[ –-]?\d){{4,6}}{_END}){_EXTENSION}"
_LOCAL = (
    r"(?<![\w№/+–-])(?<!\d[.,])"
    rf"(?:\d{{1,3}}(?:[ –-]\d\d){{2}}|\d(?:[ –-]\d\d){{3}}|\d{{5,7}}){_END}{_EXTENSION}"
)
_town_ru = r"(?:г|гор|п|пос|пгт|с|дер|ст|х)\.|город|поселок|посёлок|село|станица"
_street_ru = (
    r"(?:ул|пр-т|просп|пер|пл|наб|б-р|бул|мкр)\."
    r"|улица|проспект|переулок|набережная|бульвар|пр-т|б-р"
)
_square_ru = "площадь|шоссе|микрорайон"
_part_ru = r"(?:корп|к|стр|оф|каб|комн|ком|пом|эт|под)\.|кабинет|офис|корпус|строение|этаж|комната"
_house_ru = r"(?:дом|д\.)"
_room_ru = r"каб\."
_NAME = r"[^\W\d_][\w.\"-]{0,40}"
_NUMBER = r"(?:№ ?)?\d{1,4}(?:[^\W\d_]\b)?(?:/\d{1,4})?"
_STREET_NAME = rf"{_GAP}?(?:\d{{1,3}}(?:-\w{{1,3}})? )?{_NAME}(?: {_NAME}){{0,2}}"
_AT_HOUSE = rf",?{_GAP}?(?:{_house_ru}{_GAP}?)"
_PLACE = (
    rf"(?<![\w.-])(?:\d{{6}},{_GAP}?)?(?:(?:{_town_ru}){_GAP}?{_NAME},{_GAP}?)?"
    rf"(?:(?:{_street_ru}){_STREET_NAME}(?:{_AT_HOUSE}|,{_GAP}?)"
    rf"|(?:{_square_ru}){_STREET_NAME}{_AT_HOUSE}){_NUMBER}"
    rf"(?:,?{_GAP}?(?:{_part_ru}){_GAP}?{_NUMBER}){{0,4}}(?![\w/.-]?\d| ?\()"
    rf"|(?<!\w){_room_ru}{_GAP}?{_NUMBER}(?![\w/.-]?\d| ?\()"
)
_CONTACT = re.compile(
    f"(?P<email>{_EMAIL})|(?P<url>{_URL}|{_HOST})|(?P<phone>{_PHONE}|{_AREA})"
    f"|(?P<place>{_PLACE})|(?P<local>{_LOCAL})",
    re.IGNORECASE,
)
_phone_before_ru = r"(?:(?<!\w)тел(?:ефон\w{0,4})?|факс\w{0,2})(?: связ\w{1,3})?[\s.:№-]{0,4}$"
_PHONE_BEFORE = re.compile(_phone_before_ru, re.IGNORECASE)
_number_before_ru = (
    r"(?:№|инн|огрн\w{0,2}|кпп|снилс|октмо|оквэд|бик|окпо|счет|счёт|код)[\s:.]{0,3}$"
)
_NUMBER_BEFORE = re.compile(_number_before_ru, re.IGNORECASE)
_AREA_CODE = re.compile(r"(?:\+\D?7|8(?=\D*(?:\d\D*){10}))?\D*")
_DIGITS = 10
_and_ru = "и"
_BETWEEN = re.compile(rf"\s*(?:[,;/]|{_and_ru})?\s*")
_MARK = re.compile(r"[\d@]|\w\.\w|://")  # without one of these there is no contact
_CLOSING = ".:!?'*…”’]}"
_EMPTY = re.compile(r"\(\s*\)|<\s*>|\[\s*\]|«\s*»")


def split_contacts(text: str) -> tuple[str, tuple[Contact, ...]]:
    """The text without its contacts, and the contacts.

    >>> rest, found = split_contacts("Телефон: +7 (4812) 29-25-09; сайт https://www.Example.ru/a/")
    >>> rest, [contact.value for contact in found]
    ('Телефон: ; сайт', ['+74812292509', 'example.ru/a'])
    """
    found, rest, last = [], [], 0
    for kind, start, end in _found(text):
        printed = text[start:end]
        value = CANONICAL[kind](printed)
        found.append(Contact(kind, value, printed if printed != value else None))
        rest += [text[last:start], " "]
        last = end
    bare = "".join([*rest, text[last:]])
    if found:
        bare = _EMPTY.sub(" ", bare)
    return re.sub(r"\s+", " ", bare).strip(), tuple(dict.fromkeys(found))


def contact_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the contacts of a text stand, in order."""
    return tuple((start, end) for _, start, end in _found(text))


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of every contact, in order."""
    if _MARK.search(text) is None:
        return
    phone = -1  # where the last phone ended
    for match in _CONTACT.finditer(text):
        kind = match.lastgroup or "url"
        start, end = match.span()
        if kind in ("phone", "local"):
            if not _is_phone(text, match, phone):
                continue
            phone, kind = end, "phone"
        elif kind == "url":
            end = start + len(match[0].rstrip(_CLOSING))
        yield kind, start, end


def _is_phone(text: str, match: re.Match[str], last: int) -> bool:
    start = match.start()
    before = text[max(0, start - 32) : start]
    if match.lastgroup == "phone":
        area = match["area"]
        if area is not None and sum(map(str.isdigit, area)) != _DIGITS:
            return False
        code = _AREA_CODE.sub("", match[0], count=1)[:1]
        return code in "3489" and _NUMBER_BEFORE.search(before) is None
    follows = 0 <= last < start <= last + 8 and _BETWEEN.fullmatch(text, last, start)
    return bool(follows or _PHONE_BEFORE.search(before))
