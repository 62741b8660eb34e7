"""Publishing a register: a static site of it, for the public or for the agency's own people."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from .differing import diff
from .formats import json as register_json
from .formats.files import is_file, read_bytes
from .formats.folders import is_empty, list_files, write_folder
from .formats.listing import form_of
from .formats.writers.printing import print_form
from .model.errors import UsageError
from .model.history import History
from .model.register import Register
from .model.text import Text
from .model.view import View
from .plugins.agency import Agency
from .plugins.discovery import find
from .recognise import recognise
from .render.difference.compared import Compared, Edition
from .render.linked_data import Organisation, linked_data, linked_data_text
from .render.site import Audience, Law, LawClause, LeftOut, Site, shown_to, site_files
from .rules.binding import Clause

__all__ = ["MARK", "PublishedSite", "publish_site"]

MARK = "touchpoint-site.json"
"""The file by which a folder is told to be a site of ours: its audience and all its files."""

_SCHEMA = "touchpoint-site/1"
_DOCUMENTS = ("docx", "xlsx", "csv")
_BASE = re.compile(r"https?://[^\s/?#@\"<>]+(/[^\s?#\"<>]*)?")


@frozen
class PublishedSite:
    """A site that was written.

    Attributes:
        folder: where. audience: whom it is for. files: paths in the folder, sorted.
        processes: how many it shows. left_out: those that it does not.
    """

    folder: Path
    audience: Audience
    files: tuple[str, ...]
    processes: int
    left_out: tuple[LeftOut, ...]


def publish_site(
    register: Register,
    folder: str | Path,
    agency: str | Agency | None = None,
    *,
    audience: Audience | str = Audience.PUBLIC,
    since: Register | None = None,
    history: History | None = None,
    on: datetime.date | None = None,
    base_url: str | None = None,
) -> PublishedSite:
    """Write a register as a static site: pages in Russian and English, search, downloads.

    The site needs no network and works without JavaScript. The same arguments give the same bytes.
    The folder is replaced as a whole, or not at all.

    Args:
        folder: to write; a new or empty one, or an earlier site of ours with the same files.
        agency: code or value; the register's own if it is not given.
        audience: `public` leaves out what `shown_to` says; `internal` shows all.
        since: the revision before; what the audience may not see is left out of both.
        history: of the register: revision, approvals, publications. on: the day by which the
            ordinance is told; None is its last edition.
        base_url: where the site will stand, for the map of the site and for linked data.

    Raises:
        UsageError: the agency is not installed; the folder holds something else, or a site for
            other readers; the edition before or the history is another agency's; nothing is left
            for the public; no such audience; the base is no web address; an argument is of another
            type.
        ReadError: the folder cannot be written.
    """
    _checked(register, folder, agency, since, history, on, base_url)
    whose = agency if isinstance(agency, Agency) else find(agency or register.agency)
    _refuse_others({register.agency, whose.code}, since, history)
    audience, place = _audience(audience), Path(folder)
    _refuse_foreign(place, audience)
    if audience is Audience.PUBLIC:
        register, history = _placed_as_named(register, history, whose)
    site, left_out = _site(register, whose, audience, since, history, on, _based(base_url))
    files = dict(site_files(site))
    files[MARK] = _mark(audience, files)
    write_folder(place, files.items())
    count = sum(1 for _ in site.register.processes)
    return PublishedSite(place, audience, tuple(sorted(files)), count, left_out)


def _checked(
    register: object,
    folder: object,
    agency: object,
    since: object,
    history: object,
    on: object,
    base_url: object,
) -> None:
    for name, fits, needed in (
        ("register", isinstance(register, Register), _NEEDED["register"]),
        ("folder", isinstance(folder, str | Path) and folder != "", _NEEDED["folder"]),
        ("agency", agency is None or isinstance(agency, str | Agency), _NEEDED["agency"]),
        ("since", since is None or isinstance(since, Register), _NEEDED["register"]),
        ("history", history is None or isinstance(history, History), _NEEDED["history"]),
        ("on", on is None or type(on) is datetime.date, _NEEDED["day"]),
        ("base_url", base_url is None or isinstance(base_url, str), _NEEDED["address"]),
    ):
        if not fits:
            raise UsageError(
                Text(
                    ru=f"Сайт не сделан: в {name} нужно другое: {needed.ru}",
                    en=f"No site is made: {name} is to be {needed.en}",
                )
            )


_NEEDED = {
    "register": Text(ru="перечень (Register), его даёт read", en="a Register, as read gives it"),
    "folder": Text(ru="путь к папке (str или Path)", en="the path of a folder (str or Path)"),
    "agency": Text(ru="код органа или Agency", en="the code of an agency, or an Agency"),
    "history": Text(
        ru="History, её даёт store.history()", en="a History, as store.history() gives"
    ),
    "day": Text(ru="день (datetime.date)", en="a day (datetime.date)"),
    "address": Text(ru="адрес сайта (str)", en="the address of the site (str)"),
}


def _refuse_others(codes: Collection[str], since: Register | None, history: History | None) -> None:
    """What stands beside a register on its site is of the same agency."""
    if since is not None and since.agency not in codes:
        raise UsageError(_of_another("since", Text(ru="перечень", en="a register"), since.agency))
    if history is not None and history.agency not in codes:
        raise UsageError(_of_another("history", Text(ru="история", en="a history"), history.agency))


def _of_another(name: str, what: Text, code: str) -> Text:
    return Text(
        ru=f"{name}: {what.ru} другого органа ({code}); нужен тот же орган, что у перечня",
        en=f"{name}: {what.en} of another agency ({code}); it must be of the register's own",
    )


def _placed_as_named(
    register: Register, history: History | None, agency: Agency
) -> tuple[Register, History | None]:
    """Without the places of publication that the ordinance does not name: a folder of a server, say."""
    named = {one.code for one in agency.vocabulary.scheme("place")}
    if register.publications is not None:
        kept = tuple(one for one in register.publications if one.place in named)
        register = evolve(register, publications=kept)
    if history is not None:
        done = tuple(one for one in history.publications if one.publication.place in named)
        history = evolve(history, publications=done)
    return register, history


def _site(
    register: Register,
    agency: Agency,
    audience: Audience,
    since: Register | None,
    history: History | None,
    on: datetime.date | None,
    base_url: str | None,
) -> tuple[Site, tuple[LeftOut, ...]]:
    register = recognise(register, agency.vocabulary)
    shown, left_out = shown_to(register, audience)
    if audience is Audience.PUBLIC and not any(True for _ in shown.entries):
        raise UsageError(_NO_CLIENT if left_out else _NO_ROW)
    site = Site(
        register=shown,
        vocabulary=agency.vocabulary,
        law=_law(agency, on),
        audience=audience,
        downloads=dict(_downloads(shown)),
        linked_data=_linked_data(shown, agency, base_url),
        compared=_compared(since, shown, agency, audience, on),
        history=history,
        on=on,
        base_url=base_url,
    )
    return site, left_out


_NO_CLIENT = Text(
    ru="Показать нечего: ни у одного процесса со строками не указан внешний клиент; укажите client "
    "или сделайте сайт для своих (--audience internal)",
    en="Nothing is left to show: no process with rows is said to be for external clients; state "
    "its client, or make a site for the agency itself (--audience internal)",
)
_NO_ROW = Text(
    ru="Показать нечего: в перечне нет ни одной строки для внешних клиентов; заполните его",
    en="Nothing is left to show: the register has no row for external clients; fill it in",
)


def _law(agency: Agency, on: datetime.date | None) -> Law:
    last: dict[str, Clause] = {}
    for one in agency.clauses:
        if on is None or one.holds_on(on):
            before = last.get(str(one.ref))
            if before is None or _since(before) <= _since(one):
                last[str(one.ref)] = one
    return Law(
        agency=agency.title,
        region=agency.region,
        acts=tuple(agency.acts.values()),
        clauses=tuple(
            LawClause(
                one.ref,
                agency.acts[one.ref.act].cite(one.ref),
                one.gist,
                one.modality,
                one.scope.kinds,
            )
            for one in last.values()
        ),
    )


def _since(clause: Clause) -> datetime.date:
    return clause.in_force or datetime.date.min


def _downloads(shown: Register) -> Iterator[tuple[str, bytes]]:
    form = form_of(shown)
    for kind in _DOCUMENTS:
        yield kind, print_form(form, kind)
    yield "json", register_json.dumps(shown)


def _linked_data(shown: Register, agency: Agency, base_url: str | None) -> str:
    whose = Organisation(agency.code, agency.title, agency.region, tuple(agency.acts.values()))
    at = None if base_url is None else f"{base_url}files/register.jsonld"
    return linked_data_text(linked_data(View(shown, agency.vocabulary), whose, base_url=at))


def _compared(
    since: Register | None,
    shown: Register,
    agency: Agency,
    audience: Audience,
    on: datetime.date | None,
) -> Compared | None:
    """What changed since the revision before, in what the audience may see of both."""
    if since is None:
        return None
    before, _ = shown_to(recognise(since, agency.vocabulary), audience)
    return Compared(
        diff(before, shown, agency, on=on),
        Edition(""),
        Edition(""),
        agency.title,
        agency.acts,
        agency.vocabulary,
    )


def _audience(told: Audience | str) -> Audience:
    try:
        return Audience(told)
    except ValueError:
        raise UsageError(
            Text(
                ru=f"Читателей «{told}» нет; есть: public, internal",
                en=f"There is no audience “{told}”; there are: public, internal",
            )
        ) from None


def _based(told: str | None) -> str | None:
    if told is None:
        return None
    if _BASE.fullmatch(told) is None:
        raise UsageError(
            Text(
                ru=f"«{told}» не адрес сайта; нужно, например, https://example.ru/perechen/",
                en=f"“{told}” is no address of a site; write it as https://example.ru/register/",
            )
        )
    return told if told.endswith("/") else f"{told}/"


def _mark(audience: Audience, files: Iterable[str]) -> bytes:
    told = {"schema": _SCHEMA, "audience": audience.value, "files": sorted(files)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _refuse_foreign(folder: Path, audience: Audience) -> None:
    """A folder is replaced only if it is empty, or a site of ours and nothing besides."""
    if is_empty(folder):
        return
    told = _told(folder) if is_file(folder / MARK) else None
    if told is None:
        raise UsageError(
            Text(
                ru=f"{folder}: в папке не наш сайт, она не тронута; назовите новую или пустую папку",
                en=f"{folder}: the folder is no site of ours and is left as it is; name a new or "
                "an empty one",
            )
        )
    was, ours = told
    if foreign := sorted(list_files(folder) - ours - {MARK}):
        raise UsageError(
            Text(
                ru=f"{folder}: в папке сайта есть чужой файл «{foreign[0]}» (всего {len(foreign)}); "
                "уберите его, папка заменяется целиком",
                en=f"{folder}: beside the site stands “{foreign[0]}” ({len(foreign)} in all); "
                "move it away, the folder is replaced as a whole",
            )
        )
    if was != audience.value:
        raise UsageError(_for_others(folder, audience))


def _for_others(folder: Path, audience: Audience) -> Text:
    if audience is Audience.INTERNAL:
        return Text(
            ru=f"{folder}: здесь сайт для всех; сайт для своих записывайте в другую папку",
            en=f"{folder}: this is a site for the public; an internal one needs a folder of its "
            "own",
        )
    return Text(
        ru=f"{folder}: здесь сайт для своих; чтобы записать его заново, добавьте --audience "
        "internal, а сайт для всех записывайте в другую папку",
        en=f"{folder}: this is an internal site; to write it again add --audience internal; a "
        "public one needs a folder of its own",
    )


def _told(folder: Path) -> tuple[str, frozenset[str]] | None:
    """The audience and the files of a site, as its mark tells them; None if it is no mark."""
    try:
        mark = json.loads(read_bytes(folder / MARK))
    except ValueError:
        return None
    if not isinstance(mark, dict) or mark.get("schema") != _SCHEMA:
        return None
    files = mark.get("files")
    if not isinstance(files, list):
        return None
    return str(mark.get("audience")), frozenset(map(str, files))
