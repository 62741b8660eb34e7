"""`touchpoint store log|show|diff|verify|export|import`: what a store tells."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from attrs import evolve

from ..checking import rows
from ..differing import diff as compare
from ..documents import encode
from ..formats.files import read_bytes, write_bytes
from ..formats.json import dumps
from ..formats.writers.printing import kind_to_write
from ..model.errors import UsageError
from ..model.history import History
from ..model.revisions import Revision
from ..model.text import Lang, Text
from ..plugins.agency import Agency
from ..plugins.discovery import find
from ..recognise.renaming import renaming
from ..render.difference import Compared
from ..render.history import event_lines, revision_heading, revision_lines
from ..render.revisions import VERIFICATION, log_json, revision_json
from ..store import Anchor, Damage, Store
from .dates import date_of
from .differences import DiffFormat, form_of, tell_difference
from .output import (
    FormatOption,
    LangOption,
    Language,
    OutputFormat,
    complain,
    emit_clean,
    emit_json,
    table,
)
from .store_options import NumberArgument, StoreOption, head_number, opened
from .store_output import edition, tell

__all__ = ["diff", "export", "log", "register", "restore", "show", "verify"]

_MOST = 10  # changes of a revision that the log lists
_SAY = {
    "events": Text(ru="Поводы для актуализации", en="What made an update due"),
    "sound": Text(
        ru="{place}: хранилище цело: записей {seq}, последняя контрольная сумма {hash}",
        en="{place}: the store is sound: records {seq}, last hash {hash}",
    ),
    "damaged": Text(
        ru="{place}: хранилище изменено в обход программы или повреждено, замечаний: {count}",
        en="{place}: the store was changed past the program or is damaged, findings: {count}",
    ),
    "exported": Text(
        ru="{file}: история выгружена, записей {seq}", en="{file}: history exported, records {seq}"
    ),
    "imported": Text(
        ru="{place}: история загружена, записей {seq}",
        en="{place}: history imported, records {seq}",
    ),
    "lost": Text(
        ru="{file}: часть сведений в таблицу не записать (видов: {count}); они остаются в хранилище "
        "и не пропадут, когда таблицу запишут обратно",
        en="{file}: a table does not hold some facts (sorts: {count}); they stay in the store and "
        "are not lost when the table is committed",
    ),
    "written": Text(
        ru="{file}: перечень редакции {number} записан",
        en="{file}: register of revision {number} written",
    ),
    "backwards": Text(
        ru="редакция {before} позже редакции {after}: показано, что изменил бы возврат к редакции "
        "{after}; такого изменения не было, поэтому дня, поводов и задач нет",
        en="revision {before} is later than revision {after}: this is what going back to revision "
        "{after} would change; it has not happened, so there is no day, no trigger, no duty",
    ),
    "whole": Text(
        ru="Файл с перечнем этой редакции: touchpoint store show {number} -o перечень.docx",
        en="A file with the register of this revision: touchpoint store show {number} -o FILE.docx",
    ),
}
_COLUMNS = {
    "row": Text(ru="строка", en="row"),
    "process": Text(ru="процесс", en="process"),
    "touchpoint": Text(ru="точка", en="touchpoint"),
    "needs": Text(ru="потребности", en="needs"),
    "particulars": Text(ru="особенности", en="particulars"),
}


def log(
    store: StoreOption,
    last: Annotated[
        int | None, typer.Option("-n", "--last", metavar="N", min=1, help="Only the newest N.")
    ] = None,
    format: FormatOption = OutputFormat.TEXT,
    lang: LangOption = Language.RU,
) -> int:
    """Tell the history: revisions, the newest first, with approvals and publications; events."""
    keeper = opened(store)
    if format is OutputFormat.JSON:
        emit_json(log_json(keeper.history(), last))
        return 0
    history = keeper.history()
    agency = find(history.agency)
    shown = history.revisions if last is None else history.revisions[-last:]
    lines = []
    for revision in reversed(shown):
        lines.append(revision_heading(revision, agency.vocabulary, lang.value))
        told = _lines(revision, history, agency, lang.value, _MOST)
        lines += [*(f"  {line}" for line in told), ""]
    if history.events:
        lines += [_SAY["events"][lang.value], *_events(history, agency, lang.value)]
    emit_clean("\n".join(lines).rstrip("\n"))
    return 0


def _lines(
    revision: Revision, history: History, agency: Agency, lang: Lang, most: int | None = None
) -> Iterator[str]:
    return revision_lines(
        revision, history, agency.vocabulary, lang, authority=agency.authority, most=most
    )


def _events(history: History, agency: Agency, lang: Lang) -> list[str]:
    told = []
    for one in sorted(history.events or (), key=lambda one: one.date):
        heading, *lines = event_lines(one, agency.vocabulary, lang)
        told += [f"  {heading}", *(f"    {line}" for line in lines)]
    return told


def show(
    store: StoreOption,
    number: NumberArgument = None,
    format: FormatOption = OutputFormat.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            readable=False,
            help="Write its register there: .docx .xlsx .html .csv .json.",
        ),
    ] = None,
    lang: LangOption = Language.RU,
) -> int:
    """Show a revision with its register, or write the register to a file."""
    keeper = opened(store)
    number = head_number(keeper, number)
    kept = keeper.register(number)
    if output is not None:
        kind = kind_to_write(output)
        data, lost = encode(kept, kind, lang=lang.value)
        write_bytes(output, data)
        if lost:
            complain(_SAY["lost"][lang.value].format(file=output, count=len(lost)))
        complain(_SAY["written"][lang.value].format(file=output, number=number))
        return 0
    history = keeper.history()
    revision = keeper.revision(number)
    if format is OutputFormat.JSON:
        emit_json(revision_json(revision, history, json.loads(dumps(kept))))
        return 0
    agency = find(kept.agency)
    emit_clean(revision_heading(revision, agency.vocabulary, lang.value))
    told = _lines(revision, history, agency, lang.value)
    emit_clean("\n".join([*(f"  {line}" for line in told), "", ""]))
    columns = [one[lang.value] for one in _COLUMNS.values()]
    table(
        kept.title,
        columns,
        [[str(row[key] or "") for key in _COLUMNS] for row in rows(kept)],
    )
    tell([_SAY["whole"][lang.value].format(number=number)])
    return 0


def diff(
    store: StoreOption,
    old: Annotated[
        int | None,
        typer.Argument(metavar="[A]", help="The revision before; the last but one if absent."),
    ] = None,
    new: Annotated[
        int | None,
        typer.Argument(metavar="[B]", help="The revision after; the last one if absent."),
    ] = None,
    day_off: Annotated[
        list[str] | None,
        typer.Option(
            "--day-off", metavar="DATE", help="A further day off, of the region; may be repeated."
        ),
    ] = None,
    format: Annotated[
        DiffFormat | None,
        typer.Option("--format", help="Form of the comparison; by the extension if absent."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", readable=False, help="Write it there."),
    ] = None,
    lang: LangOption = Language.RU,
) -> int:
    """Tell what changed between two revisions, as `touchpoint diff`. Exit code 1: they differ."""
    form = form_of(format, output)
    days_off = [date_of(one, "--day-off") for one in day_off or ()]
    keeper = opened(store)
    after = head_number(keeper, new)
    before = after - 1 if old is None else old
    if before < 1:
        raise UsageError(
            Text(
                ru=f"Редакция {after} первая, сравнивать её не с чем",
                en=f"Revision {after} is the first one, there is nothing before it",
            )
        )
    made = compare(
        keeper.register(before),
        keeper.register(after),
        on=None if before > after else keeper.revision(after).day,
        days_off=days_off,
    )
    if before > after:
        made = evolve(made, triggers=(), duties=())
        complain(_SAY["backwards"][lang.value].format(before=before, after=after))
    agency = find(made.agency)
    editions = edition(before, lang.value), edition(after, lang.value)
    told = Compared(made, *editions, agency.title, agency.acts, agency.vocabulary)
    tell_difference(told, form, output, lang.value)
    return int(bool(made))


def verify(
    store: StoreOption,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect", metavar="HASH", help="A hash noted earlier, or its first 12 letters."
        ),
    ] = None,
    format: FormatOption = OutputFormat.TEXT,
    lang: LangOption = Language.RU,
) -> int:
    """Recompute every hash: find what was changed behind the store's back. Exit code 1: damaged."""
    keeper = opened(store)
    damages = keeper.verify(expect)
    anchor = None if damages else keeper.anchor
    if format is OutputFormat.JSON:
        emit_json(_verification(anchor, damages))
        return int(bool(damages))
    if anchor is None:
        complain(_SAY["damaged"][lang.value].format(place=keeper.place, count=len(damages)))
        emit_clean("\n".join(one.say(lang.value) for one in damages))
        return 1
    emit_clean(
        _SAY["sound"][lang.value].format(
            place=keeper.place, seq=anchor.seq, hash=anchor.hash or "–"
        )
    )
    return 0


def _verification(anchor: Anchor | None, damages: Sequence[Damage]) -> dict[str, Any]:
    return {
        "schema": VERIFICATION,
        "records": anchor.seq if anchor else None,
        "hash": anchor.hash if anchor else None,
        "damages": [
            {
                "kind": one.kind.value,
                "record": one.seq,
                "revision": one.revision,
                "content": one.content,
                "message": {"ru": one.message.ru, "en": one.message.en},
            }
            for one in damages
        ],
    }


def export(
    store: StoreOption,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, JSON Lines.")],
    lang: LangOption = Language.RU,
) -> int:
    """Write the whole history to a file that another store is made of, hash by hash."""
    keeper = opened(store)
    stream = io.BytesIO()
    keeper.export(stream)
    write_bytes(file, stream.getvalue())
    complain(_SAY["exported"][lang.value].format(file=file, seq=keeper.anchor.seq))
    return 0


def restore(
    store: StoreOption,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exported history.")],
    lang: LangOption = Language.RU,
) -> int:
    """Make a new store of an exported history, with the same hashes."""
    stream = io.BytesIO(read_bytes(file))
    keeper = Store.restore(store, stream, source=str(file), likeness=renaming)
    emit_clean(_SAY["imported"][lang.value].format(place=keeper.place, seq=keeper.anchor.seq))
    return 0


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("log")(log)
    app.command("show")(show)
    app.command("diff")(diff)
    app.command("verify")(verify)
    app.command("export")(export)
    app.command("import")(restore)
