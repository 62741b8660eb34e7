"""What the commands of a store share: its address, people and their roles, days."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from ..model.errors import UsageError
from ..model.revisions import Actor, Inspection
from ..model.text import Lang, Text, normalise
from ..plugins.agency import Agency
from ..plugins.discovery import find
from ..recognise.renaming import renaming
from ..recognise.terms import role_of
from ..render.history import quoted
from ..store import Store, StoreEmpty
from .dates import past_date_of
from .output import complain

__all__ = [
    "AuthorOption",
    "BasisOption",
    "ByOption",
    "ByRoleOption",
    "CheckedByOption",
    "CheckedOnOption",
    "MadeOption",
    "NumberArgument",
    "OverrideOption",
    "PreparedByOption",
    "PreparedRoleOption",
    "RoleOption",
    "StoreOption",
    "actor",
    "agency_of",
    "head_number",
    "inspection",
    "moment",
    "opened",
    "someone",
    "stated_text",
]

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="URL",
        envvar="TOUCHPOINT_STORE",
        help="A file, sqlite:///FILE, or postgresql://USER@HOST/DATABASE.",
    ),
]
NumberArgument = Annotated[
    int | None, typer.Argument(metavar="[N]", help="Number of a revision; the last one if absent.")
]
AuthorOption = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Who makes the change.")
]
RoleOption = Annotated[
    str | None,
    typer.Option("--role", metavar="ROLE", help="Their role by the act: its code, or in words."),
]
BasisOption = Annotated[
    str | None,
    typer.Option("--basis", metavar="TEXT", help="What it rests on: an act, minutes, a memo."),
]
MadeOption = Annotated[
    str | None,
    typer.Option(
        "--made", "--on", metavar="DATE", help="The day the change was made; today if absent."
    ),
]
PreparedByOption = Annotated[
    str | None, typer.Option("--prepared-by", metavar="NAME", help="Who prepared the data.")
]
PreparedRoleOption = Annotated[
    str | None, typer.Option("--prepared-role", metavar="ROLE", help="Their role by the act.")
]
CheckedByOption = Annotated[
    str | None,
    typer.Option("--checked-by", metavar="NAME", help="Who checked the data before inclusion."),
]
CheckedOnOption = Annotated[
    str | None, typer.Option("--checked-on", metavar="DATE", help="The day they were checked.")
]
OverrideOption = Annotated[
    str | None,
    typer.Option(
        "--override",
        metavar="REASON",
        help="Record it although the act gives it to others; the basis tells why.",
    ),
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who records it.")]
ByRoleOption = Annotated[
    str | None, typer.Option("--role", metavar="ROLE", help="Their role by the act.")
]


def opened(url: str) -> Store:
    """The store at an address; changes are found as `touchpoint diff` finds them.

    Raises:
        StoreError: it cannot be used.
    """
    return Store.open(url, likeness=renaming)


def agency_of(store: Store) -> Agency:
    """The agency whose register a store keeps.

    Raises:
        StoreEmpty: it keeps none yet. UsageError: the agency is not installed.
    """
    return find(store.register().agency)


def head_number(store: Store, number: int | None = None) -> int:
    """The number of the revision that is meant: the one told, else the last.

    Raises:
        StoreEmpty: there is none.
    """
    if number is not None:
        return number
    head = store.head
    if head is None:
        raise StoreEmpty(
            Text(
                ru="в хранилище ещё нет ни одной редакции; запишите первую: touchpoint store commit",
                en="the store has no revision yet; record the first: touchpoint store commit",
            ),
            store.place,
        )
    return head.number


def moment() -> datetime.datetime:
    """Now, with the time zone of this machine."""
    return datetime.datetime.now().astimezone()


def stated_text(told: str | None, option: str, what: Text) -> str:
    """A text that must be there.

    Raises:
        UsageError: it is not.
    """
    if told is None or not told.strip():
        raise UsageError(
            Text(ru=f"{option}: не сказано, {what.ru}", en=f"{option}: it is not said {what.en}")
        )
    return told.strip()


def actor(
    agency: Agency, name: str | None, role: str | None, lang: Lang, option: str = "--author"
) -> Actor:
    """Somebody who acts, by the values of an option for the name and one for the role.

    A role that is told in other words than the act's is echoed in the act's.

    Raises:
        UsageError: nobody is named; the act knows no such role.
    """
    who = stated_text(name, option, Text(ru="кто: укажите фамилию и инициалы", en="who"))
    if role is None:
        return Actor(who)
    code = role_of(role, agency.vocabulary, _of_role(option))
    _tell_understood(role, code, agency, lang, _of_role(option))
    return Actor(who, code)


def _tell_understood(told: str, code: str, agency: Agency, lang: Lang, option: str) -> None:
    concept = agency.vocabulary.get("role", code)
    assert concept is not None
    same = {normalise(one) for one in (code, *concept.names, concept.label.en)}
    if normalise(told) in same:
        return
    name = quoted(concept.label[lang], lang)
    complain(
        {
            "ru": f"{option}: {quoted(told, lang)} понято как {name}",
            "en": f"{option}: {quoted(told, lang)} is taken as {name}",
        }[lang]
    )


def _of_role(option: str) -> str:
    """The option for the role of whom another option names."""
    head = option.rpartition("-by")[0]
    return f"{head}-role" if head.strip("-") else "--role"


def someone(
    agency: Agency, name: str | None, role: str | None, lang: Lang, option: str
) -> Actor | None:
    """Somebody whom options may name, or not.

    Raises:
        UsageError: there is a role and no name; the act knows no such role.
    """
    return None if name is None and role is None else actor(agency, name, role, lang, option)


def inspection(by: str | None, on: str | None) -> Inspection | None:
    """A check of the data before inclusion, if options tell of one.

    Raises:
        UsageError: the day is not told, is no day, or has not come yet.
    """
    day = past_date_of(on, "--checked-on")
    if by is not None and day is None:
        raise UsageError(
            Text(
                ru="--checked-by: не сказано, когда проверены сведения; добавьте --checked-on",
                en="--checked-by: it is not said when the data were checked; add --checked-on",
            )
        )
    return None if day is None else Inspection(day, None if by is None else Actor(by.strip()))
