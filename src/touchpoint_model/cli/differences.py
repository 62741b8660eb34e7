"""`touchpoint diff`: what changed between two editions of a register, and what follows."""

from __future__ import annotations

import hashlib
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text as RichText

from .. import __version__
from ..differing import diff as compare
from ..documents import decode
from ..formats.files import read_bytes, read_stream, write_bytes
from ..model.errors import UsageError
from ..model.register import Register
from ..model.text import Lang, Text
from ..plugins.discovery import find
from ..render.difference import (
    Compared,
    Edition,
    Look,
    as_docx,
    as_html,
    as_json,
    as_markdown,
    as_text,
    lines,
)
from ..render.words import printable
from .dates import date_of
from .inputs import limits
from .output import AgencyOption, LangOption, Language, complain, console, emit, emit_json

__all__ = ["DiffFormat", "diff", "form_of", "tell_difference"]

_TOOL = {"name": "touchpoint_model", "version": __version__}
_LOOKS = {
    Look.HEAD: "bold",
    Look.PLAIN: "",
    Look.FAINT: "dim",
    Look.ADDED: "green",
    Look.GONE: "red",
    Look.CHANGED: "yellow",
}


class DiffFormat(StrEnum):
    """The forms of a comparison; a draft of the amending act is one of them."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


_EXTENSIONS = {
    ".docx": DiffFormat.DOCX,
    ".htm": DiffFormat.HTML,
    ".html": DiffFormat.HTML,
    ".json": DiffFormat.JSON,
    ".md": DiffFormat.MARKDOWN,
    ".txt": DiffFormat.TEXT,
}


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="The register as it was, in any format; - is standard input."
        ),
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The register as it is; - is standard input.")
    ],
    agency: AgencyOption = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="The day of the change: terms run from the day after it. Without it none is counted.",
        ),
    ] = None,
    day_off: Annotated[
        list[str] | None,
        typer.Option(
            "--day-off", metavar="DATE", help="A further day off, of the region; may be repeated."
        ),
    ] = None,
    format: Annotated[
        DiffFormat | None,
        typer.Option(
            "--format",
            help="Form of the comparison; docx is a draft of the amending act. "
            "If absent, the extension of --output decides, else text.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", readable=False, help="Write it there."),
    ] = None,
    lang: LangOption = Language.RU,
) -> int:
    """Tell what changed between two editions of a register, what made an update due, what follows.

    Exit code 1: the editions differ; 0: they do not.
    """
    form = form_of(format, output)
    day = None if on is None else date_of(on, "--on")
    days_off = [date_of(one, "--day-off") for one in day_off or ()]
    if old == new == "-":
        raise UsageError(
            Text(
                ru="Из стандартного ввода читается только одна редакция; другую дайте файлом",
                en="Only one edition is read from standard input; give the other as a file",
            )
        )
    (before, first), (after, last) = _editions((old, new), agency)
    made = compare(before, after, agency, on=day, days_off=days_off)
    whose = find(made.agency)
    told = Compared(made, first, last, whose.title, whose.acts, whose.vocabulary)
    tell_difference(told, form, output, lang.value)
    return int(bool(made))


def form_of(format: DiffFormat | None, output: Path | None) -> DiffFormat:
    """The form of a comparison: the one asked for, else by the extension, else text.

    Raises:
        UsageError: the extension tells none; a draft of an act without a file.
    """
    form = format
    if form is None:
        form = _EXTENSIONS.get(output.suffix.lower() if output else ".txt")
    if form is None:
        assert output is not None
        known = ", ".join(_EXTENSIONS)
        raise UsageError(
            Text(
                ru=f"«{output.name}»: по расширению формат не понять; можно: {known}, "
                "или назовите его: --format",
                en=f"“{output.name}”: the extension tells no format; possible: {known}, "
                "or name it: --format",
            )
        )
    if form is DiffFormat.DOCX and output is None:
        raise UsageError(
            Text(
                ru="Проект акта пишется в файл: укажите его, --output проект.docx",
                en="A draft is written to a file: name it, --output draft.docx",
            )
        )
    return form


def _editions(names: tuple[str, str], agency: str | None) -> list[tuple[Register, Edition]]:
    """The registers as their files have them; `compare` recognises them.

    A file that does not say whose it is, is of the agency of the other.
    """
    read = [(one, _bytes(one)) for one in names]
    registers: list[Register | None] = [None, None]
    unsaid: UsageError | None = None
    for at, (name, data) in enumerate(read):
        try:
            registers[at] = decode(data, name, agency, limits=limits()).register
        except UsageError as error:
            if agency is not None or unsaid is not None:
                raise
            unsaid = error
    if unsaid is not None:
        at = registers.index(None)
        known = registers[1 - at]
        assert known is not None
        name, data = read[at]
        registers[at] = decode(data, name, known.agency, limits=limits()).register
    return [
        (register, Edition(name, hashlib.sha256(data).hexdigest()))
        for register, (name, data) in zip(registers, read, strict=True)
        if register is not None
    ]


def _bytes(name: str) -> bytes:
    return read_stream(sys.stdin.buffer, "-") if name == "-" else read_bytes(Path(name))


def tell_difference(told: Compared, form: DiffFormat, output: Path | None, lang: Lang) -> None:
    """Print a comparison, or write it to a file."""
    match form:
        case DiffFormat.JSON:
            emit_json(as_json(told, _TOOL), output)
        case DiffFormat.MARKDOWN:
            emit(as_markdown(told, lang), output)
        case DiffFormat.HTML:
            emit(as_html(told, lang), output)
        case DiffFormat.DOCX if output is not None:
            write_bytes(output, as_docx(told, lang))
        case _ if output is None and sys.stdout.isatty():
            _show(told, lang)
        case _:
            emit(as_text(told, lang), output)
    if output is not None:
        complain(_WRITTEN[lang].format(file=output))


_WRITTEN = Text(ru="{file}: сравнение записано", en="{file}: comparison written")


def _show(told: Compared, lang: Lang) -> None:
    """The comparison on the terminal, coloured, long lines indented as a whole."""
    terminal = console()
    for one in lines(told, lang):
        text = RichText(printable(one.text), style=_LOOKS[one.look])
        terminal.print(Padding(text, (0, 0, 0, one.indent)))
