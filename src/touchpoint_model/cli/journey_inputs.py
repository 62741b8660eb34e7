"""The journeys and the register that a command is given: read, told apart, chosen by id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from attrs import frozen

from ..checking import view
from ..documents import read
from ..formats.files import read_bytes
from ..formats.journeys import VERSION as JOURNEYS
from ..formats.readers.kinds import EXTENSIONS
from ..formats.schema import VERSION as REGISTER
from ..journey_files import read_journeys
from ..model.errors import ReadError, UsageError
from ..model.journeys import Journey
from ..model.register import Register
from ..model.stations import stations
from ..model.text import Lang, Text, normalise
from ..model.view import View
from ..plugins.agency import Agency
from ..plugins.discovery import find
from .inputs import limits
from .output import complain

__all__ = [
    "Given",
    "JourneyOption",
    "JourneysArgument",
    "OnOption",
    "RegisterOption",
    "chosen",
    "given",
    "given_both",
    "journeys_in",
    "named",
    "register_in",
]

JourneysArgument = Annotated[
    Path, typer.Argument(metavar="FILE", readable=False, help="Journeys of clients, TOML or JSON.")
]
RegisterOption = Annotated[
    Path,
    typer.Option(
        "--register",
        metavar="FILE",
        readable=False,
        help="The register whose touchpoints they use.",
    ),
]
JourneyOption = Annotated[
    str | None,
    typer.Option("--journey", metavar="ID", help="One journey of the file; all if absent."),
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Judge by this day; today if absent.")
]
_NOT_JOURNEYS = frozenset(one for one, kind in EXTENSIONS.items() if kind not in ("json", "text"))


@frozen
class Given:
    """Journeys, recognised in the register whose touchpoints they use, and whose it is."""

    journeys: tuple[Journey, ...]
    register: Register
    agency: Agency

    @property
    def limits(self) -> Mapping[str, Text]:
        """Names of clients' limits, by code."""
        return {one.code: one.label for one in self.agency.vocabulary.scheme("limit")}

    @property
    def segments(self) -> Mapping[str, str]:
        """Names of the register's segments, by id."""
        return {one.id: one.name for one in self.register.segments}

    @property
    def points(self) -> Mapping[str, str]:
        """Names of the register's touchpoints, by id."""
        return {one.id: one.name for one in self.register.touchpoints}


def given(
    file: Path, register: Path, agency: str | None, journey: str | None = None, lang: Lang = "ru"
) -> Given:
    """What a file of journeys and a register hold.

    What seems mistyped is told on stderr: a process that the register lacks, or all of them.

    Raises:
        ReadError: a file cannot be read. UsageError: one was given for the other, there is no such
            journey, or the register seems to be another agency's.
    """
    held = register_in(register, agency)
    return _placed(file, journey, register, held, find(agency or held.agency), lang)


def given_both(
    files: tuple[Path, Path], register: Path, agency: str | None, lang: Lang
) -> tuple[Given, Given]:
    """What two files of journeys hold, over one register.

    Raises:
        ReadError, UsageError: as `given`.
    """
    held = register_in(register, agency)
    whose = find(agency or held.agency)
    old, new = (_placed(one, None, register, held, whose, lang) for one in files)
    return old, new


def _placed(
    file: Path, journey: str | None, register: Path, held: Register, whose: Agency, lang: Lang
) -> Given:
    seen = view(held, whose, chosen(journeys_in(file), journey, file))
    unknown = dict(_unknown(seen))
    if not _knows(seen) and not (any(unknown.values()) and not _lacks_most(seen)):
        doubt = Text(
            ru=f"В перечне «{register}» (орган «{whose.code}») нет ни одного процесса из «{file}»; "
            "проверьте, того ли органа этот перечень",
            en=f"The register “{register}” (agency “{whose.code}”) has none of the processes in "
            f"“{file}”; see whether it is the right agency's",
        )
        if _lacks_most(seen):
            raise UsageError(doubt)
        complain(doubt[lang])
    else:
        for name, near in unknown.items():
            complain(_mistyped(file, name, near)[lang])
    return Given(seen.journeys or (), seen.register, whose)


def _unknown(seen: View) -> Iterator[tuple[str, str | None]]:
    """The processes that journeys name and the register lacks, each with the nearest it has."""
    known = {normalise(one.name): one.name for one in seen.register.processes}
    steps = [step.process for path in seen.journeys or () for step in path.steps]
    for name in dict.fromkeys(one for one in steps if one):
        if normalise(name) not in known:
            near = difflib.get_close_matches(normalise(name), list(known), n=1)
            yield name, known[near[0]] if near else None


def _mistyped(file: Path, name: str, near: str | None) -> Text:
    if near is None:
        return Text(
            ru=f"«{file}»: процесса «{name}» в перечне нет",
            en=f"“{file}”: the register has no process “{name}”",
        )
    return Text(
        ru=f"«{file}»: процесса «{name}» в перечне нет; возможно, «{near}»",
        en=f"“{file}”: the register has no process “{name}”; perhaps “{near}”",
    )


def _knows(seen: View) -> bool:
    """Whether a process that the journeys name is in the register, if they name any."""
    named = {step.process for path in seen.journeys or () for step in path.steps if step.process}
    known = {normalise(one.name) for one in seen.register.processes}
    return not named or any(normalise(one) in known for one in named)


def _lacks_most(seen: View) -> bool:
    """Whether the register lacks half of the touchpoints of the journeys, or more."""
    steps = [one for path in seen.journeys or () for one in stations(path, seen).values()]
    used = {one.step.touchpoint: one.lacking for one in steps if one.step.touchpoint is not None}
    return sum(used.values()) * 2 >= len(used) > 0


def journeys_in(file: Path) -> tuple[Journey, ...]:
    """The journeys of a file.

    Raises:
        ReadError: it cannot be read. UsageError: it is a register.
    """
    suffix = file.suffix.lower().removeprefix(".")
    try:
        told = read_journeys(file)
    except ReadError:
        if suffix not in _NOT_JOURNEYS and REGISTER.encode() not in read_bytes(file):
            raise
    else:
        return told
    read_bytes(file)  # which says so, if there is none
    raise UsageError(
        Text(
            ru=f"«{file}» похож на перечень, а здесь нужен файл клиентских путей (TOML или JSON, "
            f"schema «{JOURNEYS}»); перечень указывают в --register",
            en=f"“{file}” looks like a register, and journeys are needed here (TOML or JSON, "
            f"schema “{JOURNEYS}”); the register is given by --register",
        )
    )


def register_in(file: Path, agency: str | None) -> Register:
    """The register of a file.

    Raises:
        ReadError: it cannot be read. UsageError: it holds journeys, or says no agency.
    """
    if file.suffix.lower() in (".toml", ".json") and JOURNEYS.encode() in read_bytes(file):
        raise UsageError(
            Text(
                ru=f"«{file}» — это клиентские пути, а здесь нужен перечень (--register)",
                en=f"“{file}” holds journeys, and a register is needed here (--register)",
            )
        )
    return read(file, agency, limits=limits())


def chosen(told: Sequence[Journey], id: str | None, file: Path) -> tuple[Journey, ...]:
    """The journey of that id alone, if one is asked for.

    Raises:
        UsageError: there is none; names those that there are.
    """
    found = tuple(one for one in told if id is None or one.id == id)
    if not found:
        known = named(told)
        raise UsageError(
            Text(
                ru=f"В «{file}» нет пути «{id}»; есть: {known}"
                if id is not None
                else f"В «{file}» нет ни одного пути",
                en=f"“{file}” has no journey “{id}”; there are: {known}"
                if id is not None
                else f"“{file}” has no journey",
            )
        )
    return found


def named(told: Iterable[Journey]) -> str:
    """The ids of journeys, in a list."""
    return ", ".join(one.id for one in told) or "—"
