"""`touchpoint check`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from attrs import evolve

from ..batch import CheckedFile, check_bytes, check_files
from ..checking_kept import check_kept
from ..formats.files import read_stream
from ..journey_files import read_journeys
from ..model.errors import ReadError, UsageError
from ..model.findings import Report, Severity
from ..model.journeys import Journey
from ..model.text import Text
from ..rules.waiver import Waiver
from .dates import date_of
from .inputs import limits, paths_of
from .ledgers import read_baseline, read_waivers
from .output import AgencyOption, LangOption, Language
from .reports import ReportFormat, tell
from .store_options import opened

__all__ = [
    "BaselineOption",
    "FailOn",
    "JourneysOption",
    "WaiversOption",
    "check",
    "day_of",
    "exit_code",
    "reaches",
]


class FailOn(StrEnum):
    """The lowest severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


WaiversOption = Annotated[
    Path | None,
    typer.Option("--waivers", metavar="FILE", readable=False, help="TOML file of waivers."),
]
JourneysOption = Annotated[
    Path | None,
    typer.Option(
        "--journeys", metavar="FILE", help="Journeys of the agency's clients, TOML or JSON."
    ),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline", metavar="REPORT", readable=False, help="JSON report whose findings are known."
    ),
]
_RANK = {"error": 3, "warning": 2, "note": 1, "never": 4}


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|DIR|GLOB|-]",
            help="Registers in Word, Excel, OpenDocument, HTML, CSV, text or JSON; - is standard input.",
        ),
    ] = None,
    agency: AgencyOption = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="Judge by this day. If absent: today, or the day of --revision.",
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="URL", help="Check a revision in a store, with its history."
        ),
    ] = None,
    revision: Annotated[
        int | None,
        typer.Option(
            "--revision", metavar="N", min=1, help="Which; the last one by that day if absent."
        ),
    ] = None,
    journeys: JourneysOption = None,
    waivers: WaiversOption = None,
    baseline: BaselineOption = None,
    format: Annotated[
        ReportFormat, typer.Option("--format", help="Form of the report.")
    ] = ReportFormat.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", readable=False, help="Write the report there."
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Lowest severity that makes the exit code 1.")
    ] = FailOn.ERROR,
    lang: LangOption = Language.RU,
) -> int:
    """Check registers against the acts of their agency, and cite the clause for each finding."""
    _one_source(files, store, revision)
    told = read_journeys(journeys) if journeys is not None else None
    waived = read_waivers(waivers) if waivers is not None else ()
    known = read_baseline(baseline) if baseline is not None else frozenset[str]()
    if store is not None:
        day = None if on is None and revision is not None else day_of(on)
        report = check_kept(
            opened(store),
            revision,
            agency,
            on=day,
            journeys=told,
            waivers=waived,
            baseline=known,
        )
        results = [CheckedFile(report.path or store, report)]
        tell(results, False, format, output, lang.value)
        return exit_code(report, fail_on)
    assert files is not None
    day = day_of(on)
    paths, several = paths_of(files, lang.value)
    named = [path for path in paths if path != "-"]
    found = iter(
        check_files(
            named,
            agency,
            on=day,
            journeys=told,
            waivers=waived,
            baseline=known,
            limits=limits(),
        )
    )
    inputs = (
        _standard_input(agency, day, told, waived, known) if path == "-" else next(found)
        for path in paths
    )
    results = list(_shown(inputs, len(paths)))
    if not several and isinstance(results[0].result, ReadError):
        raise results[0].result
    results = _unused_by_all(results)
    tell(results, several, format, output, lang.value)
    return max((exit_code(one.result, fail_on) for one in results), default=0)


def _one_source(files: Sequence[str] | None, store: str | None, revision: int | None) -> None:
    """See that it is said what to check, once.

    Raises:
        UsageError: neither files nor a store, or both; a revision without a store.
    """
    if revision is not None and store is None:
        raise UsageError(
            Text(
                ru="--revision: редакция берётся из хранилища; укажите его: --store",
                en="--revision: a revision is taken from a store; name it: --store",
            )
        )
    if bool(files) is (store is not None):
        raise UsageError(
            Text(
                ru="Укажите, что проверить: файлы с перечнями или хранилище (--store), одно из двух",
                en="Name what to check: files of registers or a store (--store), one of the two",
            )
        )


def _standard_input(
    agency: str | None,
    day: datetime.date,
    journeys: Sequence[Journey] | None,
    waived: Sequence[Waiver],
    known: frozenset[str],
) -> CheckedFile:
    try:
        data = read_stream(sys.stdin.buffer, "-")
        report = check_bytes(
            data,
            "-",
            agency,
            on=day,
            journeys=journeys,
            waivers=waived,
            baseline=known,
            limits=limits(),
        )
    except ReadError as error:
        return CheckedFile("-", error)
    return CheckedFile("-", report)


def _shown(results: Iterable[CheckedFile], count: int) -> Iterator[CheckedFile]:
    """The results, with a bar of progress on a terminal where there are many."""
    if count < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        results, total=count, description="", console=Console(stderr=True), transient=True
    )


def _unused_by_all(results: Sequence[CheckedFile]) -> list[CheckedFile]:
    """Of several registers, a waiver is unused only if none of them uses it."""
    marks = [
        {one.fingerprint for one in result.findings if one.rule == "unused-waiver"}
        for result in (one.result for one in results)
        if isinstance(result, Report)
    ]
    unused = set.intersection(*marks) if marks else set()
    return [_without(one, unused) for one in results]


def _without(checked: CheckedFile, unused: set[str]) -> CheckedFile:
    result = checked.result
    if isinstance(result, ReadError):
        return checked
    findings = tuple(
        one for one in result.findings if one.rule != "unused-waiver" or one.fingerprint in unused
    )
    return CheckedFile(checked.path, evolve(result, findings=findings))


def day_of(told: str | None) -> datetime.date:
    """The day that an option names, today if it names none.

    Raises:
        UsageError: it is no date.
    """
    if told is None:
        return datetime.date.today()
    return date_of(told, "--on")


def exit_code(result: Report | ReadError, fail_on: FailOn) -> int:
    """2 for what could not be read, 1 for a finding of that severity or over, else 0."""
    if isinstance(result, ReadError):
        return 2
    return int(reaches(result.worst(), fail_on))


def reaches(worst: Severity | None, fail_on: FailOn) -> bool:
    """Whether the gravest of some findings is as grave as makes the exit code 1."""
    return worst is not None and worst.rank >= _RANK[fail_on]
