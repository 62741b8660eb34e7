"""`touchpoint site`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from attrs import frozen

from ..documents import read
from ..keeping import read_for
from ..model.errors import UsageError
from ..model.history import History
from ..model.register import Register
from ..model.text import Lang, Text
from ..plugins.agency import Agency
from ..plugins.discovery import find
from ..publishing import publish_site
from ..recognise import recognise
from ..render.site import Audience, LeftOut
from .dates import date_of
from .inputs import limits
from .output import AgencyOption, LangOption, Language, complain
from .store_options import head_number, opened

__all__ = ["site"]

_APPROVED = "unapproved-register"  # the rule that binds clauses on approval
_NAMED = 5  # processes that are named before the rest is only counted


@frozen
class _Source:
    """What a site is made of: the register, the one before it, its history."""

    register: Register
    since: Register | None = None
    history: History | None = None


def site(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="[REGISTER] OUTDIR",
            help="A register in any format, and the folder to write: a new or empty one, or an "
            "earlier site. With --store the folder alone.",
        ),
    ],
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="OLD", help="The edition before; what changed is told."),
    ] = None,
    audience: Annotated[
        Audience,
        typer.Option(help="For whom; public leaves out the processes of internal clients."),
    ] = Audience.PUBLIC,
    agency: AgencyOption = None,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="URL", help="Publish a revision of a store."),
    ] = None,
    revision: Annotated[
        int | None,
        typer.Option("--revision", metavar="N", min=1, help="Which one; the last if absent."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Tell the ordinance as of this day."),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site will stand, for its map."),
    ] = None,
    lang: LangOption = Language.RU,
) -> None:
    """Write a register as a static site, in Russian and English."""
    told = _source(paths, store, revision, agency)
    before = None if since is None else _edition_before(since, agency, told.register.agency)
    folder = paths[-1]
    made = publish_site(
        told.register,
        folder,
        agency,
        audience=audience,
        since=before or told.since,
        history=told.history,
        on=None if on is None else date_of(on, "--on"),
        base_url=base_url,
    )
    said = {
        "ru": f"{folder}: файлов {len(made.files)}, процессов {made.processes}",
        "en": f"{folder}: {len(made.files)} files, {made.processes} processes",
    }
    print(said[lang.value], file=sys.stderr)
    _tell_left_out(made.left_out, lang.value)
    if audience is Audience.PUBLIC and told.history is not None:
        _tell_unapproved(told.history, find(agency or told.register.agency), lang.value)


def _source(
    paths: list[str], store: str | None, revision: int | None, agency: str | None
) -> _Source:
    """The register of a file, or a revision of a store with the one before it and its history.

    Raises:
        UsageError: too few or too many paths; a revision without a store.
    """
    if revision is not None and store is None:
        raise UsageError(
            Text(
                ru="--revision: редакция берётся из хранилища; укажите его: --store",
                en="--revision: a revision is taken from a store; name it: --store",
            )
        )
    if store is None:
        if len(paths) != 2:
            raise UsageError(
                Text(
                    ru="Укажите файл с перечнем и папку сайта",
                    en="Name the file of a register and the folder of the site",
                )
            )
        return _Source(read(paths[0], agency, limits=limits()))
    if len(paths) != 1:
        raise UsageError(
            Text(
                ru="С --store укажите только папку сайта: перечень берётся из хранилища",
                en="With --store name the folder of the site alone: the store has the register",
            )
        )
    kept = opened(store)
    number = head_number(kept, revision)
    return _Source(
        kept.register(number),
        kept.register(number - 1) if number > 1 else None,
        kept.history().at_revision(number),
    )


def _edition_before(path: Path, agency: str | None, otherwise: str) -> Register:
    """The edition before; where its file does not say whose it is, it is of the register's agency.

    Raises:
        ReadError: it cannot be read as a register. UsageError: the agency is not installed.
    """
    found = read_for(path, agency, otherwise=otherwise, limits=limits()).register
    return recognise(found, find(agency or found.agency).vocabulary)


def _tell_unapproved(history: History, agency: Agency, lang: Lang) -> None:
    """Say that the public is shown a revision that nobody approved, where the act asks for it."""
    asked = any(use.rule.name == _APPROVED for one in agency.clauses for use in one.uses)
    head = history.head
    if head is None or not asked or any(one.revision == head.number for one in history.approvals):
        return
    complain(
        {
            "ru": f"показана редакция {head.number}, а записи о её утверждении нет; если она "
            "утверждена, запишите: touchpoint store approve",
            "en": f"revision {head.number} is shown, and no approval of it is recorded; if it was "
            "approved, record it: touchpoint store approve",
        }[lang]
    )


def _tell_left_out(left_out: Iterable[LeftOut], lang: Lang) -> None:
    """What the public is not shown: counted, and named where it is not said whose client it is."""
    told = list(left_out)
    unknown = [one.process for one in told if one.client is None]
    if inside := len(told) - len(unknown):
        complain(
            {
                "ru": f"процессы внутренних клиентов не показаны: {inside}",
                "en": f"processes of internal clients are not shown: {inside}",
            }[lang]
        )
    if unknown:
        names = "; ".join(unknown[:_NAMED]) + ("; …" if len(unknown) > _NAMED else "")
        complain(
            {
                "ru": f"не сказано, чей клиент, процессы не показаны ({len(unknown)}): {names}",
                "en": f"the client is not stated, processes are not shown ({len(unknown)}): {names}",
            }[lang]
        )
