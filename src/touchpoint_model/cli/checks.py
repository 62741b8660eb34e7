"""`touchpoint check`."""

from __future__ import annotations

import datetime
import glob
import hashlib
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from attrs import evolve

from .. import __version__
from ..checking import check as check_register
from ..formats.files import is_directory, is_file, read_bytes, read_stream
from ..formats.json import loads
from ..model.errors import ModelError, ReadError, UsageError
from ..model.findings import Report
from ..model.text import Lang, Text
from ..plugins.discovery import find
from ..render.report import VERSION, as_json, as_text
from ..rules.waiver import Waiver
from .ledgers import read_baseline, read_waivers
from .output import (
    AgencyOption,
    FormatOption,
    LangOption,
    Language,
    OutputFormat,
    complain,
    emit,
    emit_json,
)
from .terminal import show

__all__ = ["FailOn", "check"]


class FailOn(StrEnum):
    """The lowest severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


_RANK = {"error": 3, "warning": 2, "note": 1, "never": 4}


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|DIR|GLOB|-", help="Registers (JSON), or - for standard input."
        ),
    ],
    agency: AgencyOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Judge by this day; today if absent.")
    ] = None,
    waivers: Annotated[
        Path | None, typer.Option("--waivers", metavar="FILE", help="TOML file of waivers.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="REPORT", help="JSON report whose findings are known."),
    ] = None,
    format: FormatOption = OutputFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report there.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Lowest severity that makes the exit code 1.")
    ] = FailOn.ERROR,
    lang: LangOption = Language.RU,
) -> int:
    """Check registers against the acts of their agency, and cite the clause for each finding."""
    day = _day(on)
    waived = read_waivers(waivers) if waivers is not None else ()
    known = read_baseline(baseline) if baseline is not None else frozenset[str]()
    paths, several = _paths(files)
    results: list[tuple[str, Report | ReadError]] = []
    for path in paths:
        try:
            results.append((path, _one(path, agency, day, waived, known)))
        except ReadError as error:
            if not several:
                raise
            results.append((path, error))
    results = _unused_by_all(results)
    _tell(results, several, format, output, lang.value)
    return max((_code(result, fail_on) for _, result in results), default=0)


def _one(
    path: str,
    agency: str | None,
    day: datetime.date,
    waivers: Sequence[Waiver],
    known: frozenset[str],
) -> Report:
    data = read_stream(sys.stdin.buffer, path) if path == "-" else read_bytes(Path(path))
    register = loads(data, path)
    try:
        report = check_register(
            register, agency or register.agency, on=day, waivers=waivers, baseline=known
        )
    except UsageError as error:
        if agency is not None:
            find(agency)  # what is asked for is wrong, not the file
        raise ReadError(error.message, path) from None
    except ModelError as error:
        raise ReadError(error.message, path, error.flaws) from None
    return report.of_file(path, hashlib.sha256(data).hexdigest())


def _unused_by_all(
    results: Sequence[tuple[str, Report | ReadError]],
) -> list[tuple[str, Report | ReadError]]:
    """Of several registers, a waiver is unused only if none of them uses it."""
    marks = [
        {one.fingerprint for one in result.findings if one.rule == "unused-waiver"}
        for _, result in results
        if isinstance(result, Report)
    ]
    unused = set.intersection(*marks) if marks else set()
    kept: list[tuple[str, Report | ReadError]] = []
    for path, result in results:
        if isinstance(result, Report):
            findings = tuple(
                one
                for one in result.findings
                if one.rule != "unused-waiver" or one.fingerprint in unused
            )
            kept.append((path, evolve(result, findings=findings)))
        else:
            kept.append((path, result))
    return kept


def _day(told: str | None) -> datetime.date:
    if told is None:
        return datetime.date.today()
    try:
        if len(told) != len("2024-03-19"):
            raise ValueError(told)
        return datetime.date.fromisoformat(told)
    except ValueError:
        raise UsageError(
            Text(
                ru=f"--on: «{told}» не дата; нужно, например, 2024-03-19",
                en=f"--on: “{told}” is no date; write it as 2024-03-19",
            )
        ) from None


def _paths(files: Sequence[str]) -> tuple[list[str], bool]:
    """All files that are meant, in order, and whether an array is to be printed."""
    paths: list[str] = []
    several = len(files) > 1
    for one in files:
        path = Path(one)
        if one == "-" or is_file(path):
            paths.append(one)
        elif is_directory(path):
            several = True
            paths += _found(one, (str(found) for found in path.rglob("*.json")))
        elif any(mark in one for mark in "*?["):
            several = True
            paths += _found(one, glob.iglob(one, recursive=True))
        else:
            paths.append(one)  # reading it says what is wrong
    return paths, several


def _found(where: str, found: Iterator[str]) -> list[str]:
    paths = sorted(found)
    if not paths:
        raise ReadError(
            Text(ru="здесь нет перечней (*.json)", en="there are no registers here (*.json)"), where
        )
    return paths


def _tell(
    results: Sequence[tuple[str, Report | ReadError]],
    several: bool,
    format: OutputFormat,
    output: Path | None,
    lang: Lang,
) -> None:
    for _, result in results:
        if isinstance(result, ReadError):
            complain(result.say(lang))
    if format is OutputFormat.JSON:
        documents = [_document(path, result, lang) for path, result in results]
        emit_json(documents if several else documents[0], output)
        return
    reports = [result for _, result in results if isinstance(result, Report)]
    if output is None and sys.stdout.isatty():
        for report in reports:
            show(report, find(report.agency).title[lang], lang)
        return
    if not reports:
        return
    texts = [as_text(report, find(report.agency).title[lang], lang) for report in reports]
    emit("\n".join(texts), output)


def _document(path: str, result: Report | ReadError, lang: Lang) -> dict[str, Any]:
    if isinstance(result, ReadError):
        message = result.say(lang)
        return {"schema": VERSION, "register": {"path": path}, "error": {"message": message}}
    return as_json(result, {"name": "touchpoint_model", "version": __version__})


def _code(result: Report | ReadError, fail_on: FailOn) -> int:
    if isinstance(result, ReadError):
        return 2
    worst = result.worst()
    return int(worst is not None and worst.rank >= _RANK[fail_on])
