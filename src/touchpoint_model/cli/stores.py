"""`touchpoint store init|commit`: a register recorded as a revision."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer
from attrs import frozen

from .. import keeping
from ..documents import Found
from ..model.errors import UsageError
from ..model.revisions import Revision
from ..model.text import Lang, Text
from ..plugins.agency import Agency
from ..plugins.deeds import RefusedDeed
from ..plugins.discovery import find
from ..store import CommitRefused, StaleWrite, Store
from . import store_acts, store_reading
from .dates import past_date_of
from .inputs import limits
from .output import AgencyOption, LangOption, Language, complain, emit_clean
from .store_options import (
    AuthorOption,
    BasisOption,
    CheckedByOption,
    CheckedOnOption,
    MadeOption,
    OverrideOption,
    PreparedByOption,
    PreparedRoleOption,
    RoleOption,
    StoreOption,
    actor,
    agency_of,
    inspection,
    moment,
    opened,
    someone,
    stated_text,
)
from .store_output import carried_line, kept_lines, refused_lines, stale_lines, tell, unclear

__all__ = ["app", "commit", "init"]

app = typer.Typer(
    help="A register through its life: revisions, approvals, publications.", no_args_is_help=True
)


@frozen
class _Told:
    """The values of the options that tell of a revision, as typed."""

    author: str | None = None
    role: str | None = None
    basis: str | None = None
    made: str | None = None
    prepared_by: str | None = None
    prepared_role: str | None = None
    checked_by: str | None = None
    checked_on: str | None = None
    override: str | None = None

    def stated(self, agency: Agency, lang: Lang) -> keeping.Stated:
        """What is stated, read.

        Raises:
            UsageError: something is lacking or wrong.
        """
        reason = None
        if self.override is not None:
            why = Text(ru="почему порядок не соблюдён", en="why the ordinance is not followed")
            reason = stated_text(self.override, "--override", why)
        what = Text(ru="на каком основании: акт, протокол, записка", en="what it rests on")
        return keeping.Stated(
            actor(agency, self.author, self.role, lang),
            stated_text(self.basis, "--basis", what),
            moment(),
            past_date_of(self.made, "--made"),
            someone(agency, self.prepared_by, self.prepared_role, lang, "--prepared-by"),
            inspection(self.checked_by, self.checked_on),
            reason,
        )


@app.command("init")
def init(
    store: StoreOption,
    register: Annotated[
        Path | None,
        typer.Argument(metavar="[REGISTER]", help="The first revision, in any format."),
    ] = None,
    author: AuthorOption = None,
    role: RoleOption = None,
    basis: BasisOption = None,
    made: MadeOption = None,
    prepared_by: PreparedByOption = None,
    prepared_role: PreparedRoleOption = None,
    checked_by: CheckedByOption = None,
    checked_on: CheckedOnOption = None,
    override: OverrideOption = None,
    agency: AgencyOption = None,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="Bring a store of an older version up to date.")
    ] = False,
    lang: LangOption = Language.RU,
) -> int:
    """Create a store; with a register, record it as the first revision."""
    told = _Told(
        author, role, basis, made, prepared_by, prepared_role, checked_by, checked_on, override
    )
    if upgrade:
        if register is not None or agency is not None or told != _Told():
            raise UsageError(
                Text(
                    ru="--upgrade обновляет хранилище и ничего не записывает: уберите остальное",
                    en="--upgrade brings a store up to date and records nothing: leave out the rest",
                )
            )
        place = Store.open(store, upgrade=True).place
        emit_clean(
            {"ru": f"{place}: хранилище обновлено", "en": f"{place}: up to date"}[lang.value]
        )
        return 0
    if register is None:
        if told != _Told() or agency is not None:
            raise UsageError(
                Text(
                    ru="Не указан файл перечня: назовите его или уберите сведения о редакции",
                    en="No register is given: name its file, or leave out what tells of a revision",
                )
            )
        _created(Store.create(store), lang.value)
        return 0
    found = keeping.read_for(register, agency, otherwise=None, limits=limits())
    whose = find(found.register.agency)
    stated = told.stated(whose, lang.value)
    try:
        made_store, kept = keeping.begin(store, found.register, stated)
    except RefusedDeed as refusal:
        return _refused(refusal, lang.value)
    _created(made_store, lang.value)
    return _recorded(kept, found, whose, register, lang.value)


def _created(store: Store, lang: Lang) -> None:
    said = {"ru": f"{store.place}: хранилище создано", "en": f"{store.place}: a store was created"}
    emit_clean(said[lang])


@app.command("commit")
def commit(
    store: StoreOption,
    register: Annotated[
        Path, typer.Argument(metavar="FILE", help="The changed register, in any format.")
    ],
    author: AuthorOption = None,
    role: RoleOption = None,
    basis: BasisOption = None,
    expect: Annotated[
        int | None,
        typer.Option(
            "--expect", metavar="N", min=0, help="The revision that the file was made from."
        ),
    ] = None,
    made: MadeOption = None,
    prepared_by: PreparedByOption = None,
    prepared_role: PreparedRoleOption = None,
    checked_by: CheckedByOption = None,
    checked_on: CheckedOnOption = None,
    override: OverrideOption = None,
    agency: AgencyOption = None,
    lang: LangOption = Language.RU,
) -> int:
    """Record a register as the next revision, if the act lets its author do what it changes."""
    told = _Told(
        author, role, basis, made, prepared_by, prepared_role, checked_by, checked_on, override
    )
    keeper = opened(store)
    known = None if keeper.head is None else agency_of(keeper).code
    found = keeping.read_for(register, agency, otherwise=known, limits=limits())
    whose = find(found.register.agency)
    stated = told.stated(whose, lang.value)
    head = keeper.head if expect is None else None
    try:
        kept = keeping.commit(
            keeper, found.register, stated, expect=expect, document=found.document
        )
    except RefusedDeed as refusal:
        return _refused(refusal, lang.value)
    except CommitRefused as refusal:
        complain(refusal.say(lang.value))
        if isinstance(refusal, StaleWrite):
            tell(stale_lines(refusal, whose, lang.value))
        return 1
    if head is not None:
        _tell_older(register, head, lang.value)
    return _recorded(kept, found, whose, register, lang.value)


def _tell_older(file: Path, head: Revision, lang: Lang) -> None:
    """Say that a file is older than the revision before: it may be made from one before that."""
    saved = datetime.datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    if saved >= head.at:
        return
    complain(
        Text(
            ru=f"{file.name}: файл сохранён {saved:%d.%m.%Y %H:%M}, раньше, чем записана редакция "
            f"{head.number}; проверьте, что файл сделан из редакции {head.number}, иначе её "
            "изменения пропадут; --expect от этого бережёт",
            en=f"{file.name}: saved {saved:%Y-%m-%d %H:%M}, before revision {head.number} was "
            f"recorded; see that it was made from revision {head.number}, otherwise its changes "
            "are undone; --expect guards against this",
        )[lang]
    )


def _refused(refusal: RefusedDeed, lang: Lang) -> int:
    complain(refusal.say(lang))
    tell(refused_lines(refusal, lang))
    return 1


def _recorded(kept: keeping.Kept, found: Found, agency: Agency, file: Path, lang: Lang) -> int:
    if kept.carried:
        complain(carried_line(kept.carried, file.name, lang))
    if not any(True for _ in found.register.entries):
        complain(_EMPTY[lang].format(file=file.name))
    for line in unclear(kept, agency, lang):
        complain(line)
    emit_clean("\n".join(kept_lines(kept, found.register, agency, lang)))
    return 0


_EMPTY = Text(
    ru="{file}: в перечне нет ни одной строки; проверьте, тот ли это файл",
    en="{file}: the register has no row; see whether it is the right file",
)

store_acts.register(app)
store_reading.register(app)
