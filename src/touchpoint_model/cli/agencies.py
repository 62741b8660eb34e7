"""`touchpoint agency list|new|check|verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..formats.files import is_directory, is_file, read_bytes
from ..model.errors import ReadError, UsageError
from ..model.text import Text
from ..plugins.consistency import doubtful_bindings
from ..plugins.discovery import find, found
from ..plugins.inspection import inspect_agency
from ..plugins.loader import load
from ..plugins.verification import verify as verify_text
from .output import FormatOption, LangOption, Language, OutputFormat, emit, emit_json, table
from .scaffold import new_agency

__all__ = ["app", "check_agency", "list_agencies", "verify"]

app = typer.Typer(help="Agencies that are installed.", no_args_is_help=True)
app.command("new")(new_agency)


@app.command("list")
def list_agencies(format: FormatOption = OutputFormat.TEXT, lang: LangOption = Language.RU) -> int:
    """List the installed agencies; a broken plug-in is shown as broken."""
    agencies = list(found())
    if format is OutputFormat.JSON:
        emit_json(
            [
                {
                    "code": one.code,
                    "title": {"ru": one.agency.title.ru, "en": one.agency.title.en}
                    if one.agency
                    else None,
                    "acts": list(one.agency.acts) if one.agency else [],
                    "clauses": len(one.agency.clauses) if one.agency else 0,
                    "error": one.error.say(lang.value) if one.error else None,
                }
                for one in agencies
            ]
        )
        return 0
    rows = []
    for one in agencies:
        if one.agency is not None:
            acts = ", ".join(one.agency.acts)
            rows.append(
                [one.code, one.agency.title[lang.value], acts, str(len(one.agency.clauses))]
            )
        elif one.error is not None:
            broken = {"ru": "не загружается", "en": "broken"}[lang.value]
            rows.append([one.code, f"{broken}: {one.error.say(lang.value)}", "", ""])
    columns = {
        "ru": ("код", "орган", "акты", "пунктов"),
        "en": ("code", "agency", "acts", "clauses"),
    }[lang.value]
    table("", columns, rows)
    return 0


@app.command("check")
def check_agency(
    what: Annotated[
        str | None, typer.Argument(metavar="[CODE|DIR]", help="An agency, or a plug-in's folder.")
    ] = None,
    lang: LangOption = Language.RU,
) -> int:
    """Say what a plug-in still lacks, a line each with file and line; all agencies without one."""
    if what is None:
        agencies = []
        for one in found():
            if one.error is not None:
                raise one.error
            if one.agency is not None:
                agencies.append(one.agency)
    else:
        agencies = [load(_plugin(Path(what))) if is_directory(Path(what)) else find(what)]
    known = [one.agency for one in found() if one.agency is not None]
    lacks = [
        (agency, lack)
        for agency in agencies
        for lack in (*inspect_agency(agency), *doubtful_bindings(agency, known))
    ]
    for _, lack in lacks:
        emit(f"{lack.place}: {lack.message[lang.value]}")
    for agency in agencies:
        own = [lack for one, lack in lacks if one is agency]
        count = sum(lack.serious for lack in own)
        unclear = len(own) - count
        said = {
            "ru": f"{agency.code}: пунктов {len(agency.clauses)}, недостатков {count}, "
            f"вопросов {unclear}",
            "en": f"{agency.code}: clauses {len(agency.clauses)}, lacks {count}, "
            f"questions {unclear}",
        }
        print(said[lang.value], file=sys.stderr)
    return int(any(lack.serious for _, lack in lacks))


@app.command("verify")
def verify(
    code: Annotated[str, typer.Argument(metavar="CODE", help="An installed agency.")],
    text: Annotated[Path, typer.Option("--text", metavar="FILE", help="The act's text (UTF-8).")],
    act: Annotated[
        str | None, typer.Option("--act", metavar="ACT", help="One act; all that the text holds.")
    ] = None,
    format: FormatOption = OutputFormat.TEXT,
    lang: LangOption = Language.RU,
) -> int:
    """Compare an act's text with the ledger clause by clause: missing, extra, changed."""
    agency = find(code)
    try:
        printed = read_bytes(text).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(Text(ru="это не текст в UTF-8", en="not UTF-8 text"), str(text)) from None
    try:
        differences = verify_text(agency, printed, act)
    except UsageError as error:
        raise ReadError(error.message, str(text)) from None
    if format is OutputFormat.JSON:
        emit_json(
            [
                {
                    "act": one.act,
                    "clause": one.clause,
                    "kind": one.kind,
                    "line": one.line,
                    "digest": one.digest,
                }
                for one in differences
            ]
        )
        return int(bool(differences))
    for one in differences:
        place = f"{text}:{one.line}" if one.line else str(text)
        emit(f"{place}: {one.act}:{one.clause}: {_KINDS[one.kind][lang.value]}{_told(one.digest)}")
    if not differences:
        emit({"ru": "Текст и учёт пунктов совпадают.", "en": "Text and ledger agree."}[lang.value])
    return int(bool(differences))


def _plugin(folder: Path) -> Path:
    """The folder of a plug-in: itself, or the one inside a project's folder."""
    if is_file(folder / "agency.toml"):
        return folder
    inside = [one.parent for one in sorted(folder.glob("*/agency.toml"))]
    return inside[0] if len(inside) == 1 else folder


def _told(digest: str | None) -> str:
    return f" ({digest})" if digest else ""


_KINDS = {
    "missing": Text(ru="есть в тексте, нет в учёте", en="in the text, not in the ledger"),
    "extra": Text(ru="есть в учёте, нет в тексте", en="in the ledger, not in the text"),
    "changed": Text(ru="слова изменились", en="the words have changed"),
}
