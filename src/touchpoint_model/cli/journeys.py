"""`touchpoint journey`: clients' journeys checked, analysed, mapped, compared, proposed."""

from __future__ import annotations

import hashlib
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from attrs import evolve

from .. import __version__
from ..batch import CheckedFile
from ..checking import check as check_register
from ..checking import view
from ..formats.files import is_file, read_bytes, write_bytes
from ..journey_files import write_journeys
from ..journeying import analyse_journeys, by_step, compare_journeys
from ..journeys.skeleton import skeletons
from ..model.errors import UsageError
from ..model.findings import Report, Severity
from ..model.journeys import Journey
from ..model.stations import stations
from ..model.text import Lang, Text
from ..render.journey_analysis import (
    as_json,
    as_markdown,
    as_text,
    comparison_as_json,
    comparison_as_markdown,
    comparison_as_text,
    newly_broken,
)
from ..render.subject import Subject
from .checks import FailOn, day_of, exit_code, reaches
from .journey_inputs import (
    Given,
    JourneyOption,
    JourneysArgument,
    OnOption,
    RegisterOption,
    chosen,
    given,
    given_both,
    named,
    register_in,
)
from .journey_maps import Mapped, drawn, kind_of_map
from .output import AgencyOption, LangOption, Language, complain, emit, emit_json
from .reports import ReportFormat, tell

__all__ = ["analyse", "app", "check", "compare", "map_", "propose"]

app = typer.Typer(
    name="journey",
    help="Clients' journeys: check, analyse, map, compare, propose.",
    no_args_is_help=True,
)
_TOOL = {"name": "touchpoint_model", "version": __version__}
_NARROW, _WIDE = 60, 100


class _Form(StrEnum):
    """Forms of an analysis."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


_FormOption = Annotated[_Form, typer.Option("--format", help="Form of the output.")]
_OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", readable=False, help="Write it there."),
]


@app.command("check")
def check(
    file: JourneysArgument,
    register: RegisterOption,
    agency: AgencyOption = None,
    on: OnOption = None,
    journey: JourneyOption = None,
    format: Annotated[
        ReportFormat, typer.Option("--format", help="Form of the report.")
    ] = ReportFormat.TEXT,
    output: _OutputOption = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Lowest severity that makes the exit code 1.")
    ] = FailOn.ERROR,
    lang: LangOption = Language.RU,
) -> int:
    """Check journeys against the acts of an agency: only what is found on journeys is told.

    A clause that judges rows of the register, too, has the outcome of both together.
    """
    day = day_of(on)
    told = given(file, register, agency, journey, lang.value)
    whole = check_register(told.register, told.agency, on=day, journeys=told.journeys)
    report = _on_journeys(whole, told).of_file(str(file), "")
    digest = hashlib.sha256(read_bytes(register)).hexdigest()
    report = evolve(report, path=str(register), sha256=digest)
    actions = {(path.id, one.id): one.action for path in told.journeys for one in path.steps}
    about = Subject(str(file), actions)
    tell([CheckedFile(str(file), report)], False, format, output, lang.value, about)
    return exit_code(report, fail_on)


def _on_journeys(report: Report, told: Given) -> Report:
    """What a report says of journeys: their findings, and the clauses of rules that judge them.

    Findings are in the order of the journeys and of their steps.
    """
    places = [(path.id, id) for path in told.journeys for id in (None, *path.by_id)]
    order = {place: at for at, place in enumerate(places)}
    found = [one for one in report.findings if one.location.journey is not None]
    found.sort(key=lambda one: order[one.location.journey or "", one.location.step])
    rules = {one.name for one in told.agency.rules if one.of_journeys or one.along is not None}
    rules |= {one.rule for one in found}
    clauses = tuple(one for one in report.clauses if rules.intersection(one.rules))
    return evolve(report, findings=tuple(found), clauses=clauses, readings=())


@app.command("analyse")
def analyse(
    file: JourneysArgument,
    register: RegisterOption,
    agency: AgencyOption = None,
    journey: JourneyOption = None,
    format: _FormOption = _Form.TEXT,
    output: _OutputOption = None,
    lang: LangOption = Language.RU,
) -> None:
    """Tell how journeys end, how long they take, whom they keep out and what would help most."""
    told = given(file, register, agency, journey, lang.value)
    made = analyse_journeys(told.journeys, told.register, told.agency)
    if format is _Form.JSON:
        whose, where = told.agency.code, str(register)
        emit_json(as_json(made, _TOOL, agency=whose, register=where, file=str(file)), output)
    elif format is _Form.MARKDOWN:
        pages = (
            as_markdown(one, lang.value, limits=told.limits, segments=told.segments) for one in made
        )
        emit("\n".join(pages), output)
    else:
        width = _width(output)
        texts = (
            as_text(one, lang.value, limits=told.limits, segments=told.segments, width=width)
            for one in made
        )
        emit("\n\n".join(texts), output)


@app.command("map")
def map_(
    file: JourneysArgument,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            readable=False,
            help="The file to write: .html .svg .png .docx .xlsx .md .mmd.",
        ),
    ],
    register: RegisterOption,
    agency: AgencyOption = None,
    journey: JourneyOption = None,
    on: OnOption = None,
    checked: Annotated[
        bool, typer.Option("--check/--no-check", help="Mark what a check finds at steps.")
    ] = True,
    lang: LangOption = Language.RU,
) -> None:
    """Draw journeys: a page, a picture, a table or a flowchart, as the extension says."""
    kind, day = kind_of_map(out), day_of(on)
    told = given(file, register, agency, journey, lang.value)
    seen = view(told.register, told.agency, told.journeys)
    report = None
    if checked:
        report = check_register(told.register, told.agency, on=day, journeys=told.journeys)
    mapped = Mapped(
        told.journeys,
        {one.id: stations(one, seen) for one in told.journeys},
        _on_journeys(report, told).findings if report else (),
        {one.id: by_step(report, one) if report else {} for one in told.journeys},
        told.segments,
        lang.value,
    )
    write_bytes(out, drawn(kind, mapped, out))


@app.command("compare")
def compare(
    as_is: Annotated[
        Path, typer.Argument(metavar="ASIS", readable=False, help="The journeys as they are.")
    ],
    to_be: Annotated[
        Path, typer.Argument(metavar="TOBE", readable=False, help="The journeys redesigned.")
    ],
    register: RegisterOption,
    agency: AgencyOption = None,
    journey: JourneyOption = None,
    on: OnOption = None,
    format: _FormOption = _Form.TEXT,
    output: _OutputOption = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on", help="Lowest severity of a newly broken clause that makes the exit code 1."
        ),
    ] = FailOn.ERROR,
    lang: LangOption = Language.RU,
) -> int:
    """Compare journeys with their redesign: measures, steps, clauses, findings.

    Journeys are paired by id; the only journeys of both files are a pair. Exit code 1: the redesign
    breaks a clause that the journey as it is does not break.
    """
    day = day_of(on)
    old, new = given_both((as_is, to_be), register, agency, lang.value)
    pairs, alone = _paired(old.journeys, new.journeys, journey, (as_is, to_be))
    _tell_alone(alone, lang.value)
    made = [compare_journeys(*pair, old.register, old.agency, on=day) for pair in pairs]
    if format is _Form.JSON:
        document = comparison_as_json(
            made,
            _TOOL,
            agency=old.agency.code,
            on=day.isoformat(),
            register=str(register),
            files=(str(as_is), str(to_be)),
            unpaired=alone,
        )
        emit_json(document, output)
    elif format is _Form.MARKDOWN:
        pages = (comparison_as_markdown(one, lang.value, points=old.points) for one in made)
        emit("\n".join(pages), output)
    else:
        width = _width(output)
        told = (comparison_as_text(one, lang.value, points=old.points, width=width) for one in made)
        emit("\n\n".join(told), output)
    broken = [each.severity for one in made if one.verdicts for each in newly_broken(one.verdicts)]
    return int(reaches(max(broken, key=_rank, default=None), fail_on))


def _rank(severity: Severity) -> int:
    return severity.rank


_Pairs = list[tuple[Journey, Journey]]


def _paired(
    old: tuple[Journey, ...],
    new: tuple[Journey, ...],
    id: str | None,
    files: tuple[Path, Path],
) -> tuple[_Pairs, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The pairs, and the ids of the journeys of either file that have none."""
    if id is not None:
        # a redesign alone in its file may go by an id of its own
        renamed = len(new) == 1 and new[0].id not in {one.id for one in old}
        found = new if renamed else chosen(new, id, files[1])
        return [(chosen(old, id, files[0])[0], found[0])], ((), ())
    if len(old) == len(new) == 1:
        return [(old[0], new[0])], ((), ())
    later = {one.id: one for one in new}
    pairs = [(one, later[one.id]) for one in old if one.id in later]
    if not pairs:
        raise UsageError(
            Text(
                ru=f"Пути не сопоставить: в «{files[0]}» есть {named(old)}, "
                f"в «{files[1]}» — {named(new)}; дайте путям одинаковые id",
                en=f"No journeys to compare: “{files[0]}” has {named(old)}, "
                f"“{files[1]}” has {named(new)}; give the journeys the same ids",
            )
        )
    both = {one.id for one, _ in pairs}
    rest = (tuple(one.id for one in side if one.id not in both) for side in (old, new))
    return pairs, (next(rest), next(rest))


def _tell_alone(alone: tuple[tuple[str, ...], tuple[str, ...]], lang: Lang) -> None:
    old, new = (", ".join(side) for side in alone)
    if old:
        complain({"ru": f"без пары, есть только сейчас: {old}", "en": f"only as is: {old}"}[lang])
    if new:
        complain({"ru": f"без пары, есть только потом: {new}", "en": f"only to be: {new}"}[lang])


@app.command("propose")
def propose(
    register: Annotated[
        Path, typer.Argument(metavar="REGISTER", readable=False, help="A register.")
    ],
    out: Annotated[
        Path,
        typer.Argument(metavar="OUT", readable=False, help="The file to write: .toml or .json."),
    ],
    agency: AgencyOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over OUT, and what people filled in there.")
    ] = False,
    lang: LangOption = Language.RU,
) -> None:
    """Write the skeleton of a journey for each process of a register, to be filled in by people.

    A file that is there already is kept, unless `--force` is given.
    """
    if is_file(out) and not force:
        raise UsageError(
            Text(
                ru=f"«{out}» уже есть, и в нём могут быть правки людей; назовите другой файл "
                "или перезапишите этот: --force",
                en=f"“{out}” exists, and people may have edited it; name another file, "
                "or write over it: --force",
            )
        )
    made = skeletons(register_in(register, agency), lang=lang.value)
    write_journeys(made, out)
    said = {"ru": f"{out}: путей {len(made)}", "en": f"{out}: {len(made)} journeys"}
    print(said[lang.value], file=sys.stderr)


def _width(output: Path | None) -> int:
    """The columns of a text: the terminal's, within reason, if it goes to one."""
    if output is not None or not sys.stdout.isatty():
        return 80
    return min(max(shutil.get_terminal_size().columns, _NARROW), _WIDE)
