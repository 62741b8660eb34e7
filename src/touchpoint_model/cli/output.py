"""What all commands share: language, the terminal, tables, JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..formats.files import write_bytes
from ..model.text import Lang
from ..render.words import printable

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "AgencyOption",
    "FormatOption",
    "LangOption",
    "Language",
    "OutputFormat",
    "complain",
    "console",
    "emit",
    "emit_clean",
    "emit_json",
    "language_of",
    "table",
]


class Language(StrEnum):
    """The language of findings and sentences."""

    RU = "ru"
    EN = "en"


class OutputFormat(StrEnum):
    """Text for people, JSON for programs."""

    TEXT = "text"
    JSON = "json"


LangOption = Annotated[
    Language,
    typer.Option("--lang", envvar="TOUCHPOINT_LANG", help="Language of findings and sentences."),
]
AgencyOption = Annotated[
    str | None, typer.Option("--agency", metavar="CODE", help="Code of an installed agency.")
]
FormatOption = Annotated[OutputFormat, typer.Option("--format", help="Form of the output.")]


def language_of(arguments: Sequence[str]) -> Lang:
    """The language of error sentences: of the arguments, else of the environment, else Russian."""
    told = os.environ.get("TOUCHPOINT_LANG", "ru")
    for at, one in enumerate(arguments):
        if one.startswith("--lang="):
            told = one.partition("=")[2]
        elif one == "--lang" and at + 1 < len(arguments):
            told = arguments[at + 1]
    return "en" if told == "en" else "ru"


def console() -> Console:
    """The terminal, if standard output is one; with NO_COLOR not even bold."""
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR"))
    return Console(file=sys.stdout, highlight=False, color_system=None if plain else "auto")


def complain(sentence: str) -> None:
    """Say on stderr what is wrong, in one line, whatever the names in it hold."""
    line = "".join(one if one.isprintable() else " " for one in sentence)
    print(f"touchpoint: {' '.join(line.split())}", file=sys.stderr)


def emit(text: str, output: Path | None = None) -> None:
    """Print a text, or write it to a file, whole or not at all."""
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    else:
        write_bytes(output, text.encode("utf-8", "backslashreplace"))


def emit_clean(text: str) -> None:
    """Print a text in which names that others chose may stand, without what moves a terminal."""
    emit(printable(text))


def emit_json(value: Any, output: Path | None = None) -> None:
    """Print a value as JSON, or write it to a file."""
    emit(json.dumps(value, ensure_ascii=False, indent=2), output)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], nowrap: int = 1
) -> None:
    """A table: drawn on a terminal, tab-separated with a line of headings in a pipe.

    Args:
        nowrap: how many of the first columns are not broken into lines.
    """
    rows = [[str(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        lines = ["\t".join(one.replace("\n", " ") for one in row) for row in [list(columns), *rows]]
        emit("\n".join(lines))
        return
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, title_justify="left", show_lines=False)
    for at, column in enumerate(columns):
        drawn.add_column(column, no_wrap=at < nowrap, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console().print(drawn)
