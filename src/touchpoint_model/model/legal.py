"""Law as data: acts, addresses of clauses, force and status."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

from .errors import Flaw, ModelError
from .text import Text

__all__ = ["CLAUSE_PATTERN", "Act", "ClauseRef", "ClauseStatus", "Modality", "parse_clause_id"]


class Modality(StrEnum):
    """The force of a clause, from which the severity of a finding follows."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    RECOMMENDATION = "recommendation"
    PERMISSION = "permission"
    DEFINITION = "definition"
    PRINCIPLE = "principle"
    NONE = "none"


class ClauseStatus(StrEnum):
    """How the library accounts for a clause."""

    AUTOMATED = "automated"
    ATTESTED = "attested"
    ENUMERATED = "enumerated"
    DEFINITION = "definition"
    MEASURED = "measured"
    INFORMATIVE = "informative"
    PENDING = "pending"


CLAUSE_PATTERN = (
    r"^([a-z][a-z0-9-]*:)?[0-9]+(\.[0-9]+)*(¶[1-9][0-9]*)?(\(([1-9][0-9]*|[а-яё])\))*"
    r"(-[1-9][0-9]*(\.[1-9][0-9]*)*)?(s[1-9][0-9]*)?$"
)
_ID = re.compile(
    r"""(?P<number>[0-9]+(?:\.[0-9]+)*)          # 2.6, 3.7.4
        (?P<paragraph>¶[1-9][0-9]*)?          # the n-th unnumbered paragraph
        (?P<items>(?:\((?:[1-9][0-9]*|[а-яё])\))*)    # (4), (а)
        (?P<dash>-[1-9][0-9]*(?:\.[1-9][0-9]*)*)?       # -2, -2.5
        (?P<sentence>s[1-9][0-9]*)?           # s1
        """,
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def parse_clause_id(text: str) -> re.Match[str]:
    """The parts of a clause id: number, paragraph, items, dash, sentence.

    >>> parse_clause_id("3.2(2)-1.1")["dash"]
    '-1.1'

    Raises:
        ModelError: the id is not of that form.
    """
    match = _ID.fullmatch(text)
    if match is None:
        raise ModelError(
            Text(ru="Адрес пункта не разобран", en="The address of a clause does not parse"),
            [
                Flaw(
                    "clause",
                    Text(
                        ru=f"«{text}»: ожидается номер с уточнением, например 2.6(4), 3.7¶2, "
                        "3.2.4-2.5, 2.9s1",
                        en=f"“{text}”: expected a number with its tail, such as 2.6(4), 3.7¶2, "
                        "3.2.4-2.5, 2.9s1",
                    ),
                )
            ],
        )
    return match


def _valid_id(_: object, __: object, value: str) -> None:
    parse_clause_id(value)


def _valid_act(_: object, __: object, value: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", value):
        said = Text(
            ru=f"«{value}»: код акта вроде procedure", en=f"“{value}”: a code such as procedure"
        )
        raise ModelError(
            Text(ru="Акт не назван", en="The act of a clause is not named"), [Flaw("act", said)]
        )


@frozen(order=True)
class ClauseRef:
    """The address of a clause: an act and the id of the clause in it.

    The id is the printed number with the printed item in parentheses: `2.6(4)`, `3.4(а)`.
    Where the print has no number: `¶n` the n-th unnumbered paragraph, `-n` the n-th dash or
    unnumbered sub-line, `sn` the n-th sentence.

    >>> str(ClauseRef("procedure", "2.6(4)"))
    'procedure:2.6(4)'
    >>> ClauseRef.parse("2.6(4)").say("ru")
    'подп. 4 п. 2.6'
    """

    act: str = field(validator=_valid_act)
    id: str = field(validator=_valid_id)

    @classmethod
    def parse(cls, text: str, act: str = "procedure") -> ClauseRef:
        """An address from `act:id` or from `id` alone."""
        head, colon, tail = text.partition(":")
        return cls(head, tail) if colon else cls(act, text)

    def __str__(self) -> str:
        return f"{self.act}:{self.id}"

    def say(self, lang: str = "ru") -> str:
        """The address as people cite it."""
        part = parse_clause_id(self.id)
        items = re.findall(r"\(([^)]+)\)", part["items"] or "")
        if lang == "en":
            said = f"clause {part['number']}"
            if part["paragraph"]:
                said += f", unnumbered paragraph {part['paragraph'][1:]}"
            said += "".join(f", item {item}" for item in items)
            if part["dash"]:
                said += f", dash {part['dash'][1:]}"
            return said + (f", sentence {part['sentence'][1:]}" if part["sentence"] else "")
        said = f"п. {part['number']}"
        if part["paragraph"]:
            said = f"ненумерованный абз. {part['paragraph'][1:]} {said}"
        for item in items:
            said = f"подп. {item if item.isdigit() else f'«{item}»'} {said}"
        if part["dash"]:
            said = f"дефис {part['dash'][1:]} {said}"
        if part["sentence"]:
            said = f"предл. {part['sentence'][1:]} {said}"
        return said


@frozen
class Act:
    """A legal act of an agency.

    Attributes:
        code: its short name in addresses: `procedure`, `model`, `order`, `annex`, `register`.
        title: its name; `of` is the name as it stands after a clause number («п. 2 Порядка …»).
        number: as printed. date: of signing. Both absent where the print has none.
    """

    code: str
    title: Text
    of: Text
    number: str | None = None
    date: datetime.date | None = None

    def cite(self, ref: ClauseRef) -> Text:
        """The citation of one of its clauses, in both languages."""
        dated = f"{self.date:%d.%m.%Y}" if self.date else ""
        ru = [f"от {dated}"] if dated else []
        en = [f"of {self.date:%Y-%m-%d}"] if self.date else []
        if self.number:
            ru.append(f"№ {self.number}")
            en.append(f"No. {self.number}")
        return Text(
            ru=f"{ref.say('ru')} {self.of.ru}" + (f" ({' '.join(ru)})" if ru else ""),
            en=f"{ref.say('en')} of {self.of.en}" + (f" ({' '.join(en)})" if en else ""),
        )
