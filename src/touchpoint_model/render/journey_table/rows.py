"""A journey as a table: a row a step, in the order of reading, with what a map has lanes for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve, frozen

from ...formats.writers.printed import sound
from ...journeys.routing import giving_up
from ...model.findings import Finding
from ...model.journeys import CLIENT, Journey
from ...model.stations import Station
from ...model.text import Lang, Text
from ..journey_words import KINDS, LANES, hours_said, mark_said, told
from .cells import actor_of, channel_of, experience_of, place_of, time_of, ways_from, ways_of
from .marks import marked

__all__ = ["JourneyTable", "TableRow", "table_of"]

_COLUMNS: Mapping[str, Text] = {
    "phase": LANES["phase"],
    "number": Text(ru="№", en="№"),
    "actor": LANES["actor"],
    "step": LANES["step"],
    "process": Text(ru="Процесс", en="Process"),
    "touchpoint": LANES["touchpoint"],
    "channel": LANES["channel"],
    "need": LANES["need"],
    "time": LANES["time"],
    "transfers": Text(ru="Переключения", en="Transfers"),
    "experience": LANES["experience"],
    "pains": LANES["pains"],
    "next": LANES["next"],
    "marks": LANES["marks"],
}
_OPTIONAL = ("process", "need", "transfers", "experience", "pains", "marks")
_SILENT = frozenset({"transfers", "experience", "pains"})
_UNSAID = Text(ru="Ни для одного шага не указано: {columns}.", en="Stated for no step: {columns}.")
_ONE_PROCESS = Text(ru="Процесс: {name}", en="Process: {name}")
_SIZE = Text(ru="Шагов: {steps}, из них у клиента: {own}", en="Steps: {steps}, the client’s: {own}")
_TIMES = Text(
    ru="Время всех шагов, по одному разу каждый: {time}",
    en="Time of all steps, each taken once: {time}",
)
_TIMELESS = Text(
    ru="время не указано у шагов: {count}", en="steps whose time is not stated: {count}"
)
_START = Text(ru="Путь начинается с шага {number}.", en="The journey begins with step {number}.")
_REMARK = Text(ru="{mark} ({weight}): {message}", en="{mark} ({weight}): {message}")
_AT_STEP = Text(ru="Шаг {number}. ", en="Step {number}. ")


@frozen
class TableRow:
    """One step.

    Attributes:
        step: its id. cells: one a column; None is merged with the cell above (of the same phase).
        own: the client's step. visible: whether the client sees it; what is not stands backstage.
    """

    step: str
    cells: tuple[str | None, ...]
    own: bool
    visible: bool


@frozen
class JourneyTable:
    """A journey laid out as a table.

    Attributes:
        title: name of the journey. facts: what is true of all of it, a line each.
        keys: of the columns: `phase`, `number`, `actor`, `step`, `process`, `touchpoint`,
            `channel`, `need`, `time`, `transfers`, `experience`, `pains`, `next`, `marks`; those
            of them that no step has something for are left out.
        columns: their names. rows: the steps. remarks: what is said below the table.
        lang: of its words.
    """

    title: str
    facts: tuple[str, ...]
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    remarks: tuple[str, ...]
    lang: Lang

    def column(self, key: str) -> tuple[str | None, ...]:
        """The cells of one column.

        Raises:
            ValueError: the table has no such column.
        """
        at = self.keys.index(key)
        return tuple(row.cells[at] for row in self.rows)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The rows of each phase: its first row from 0, and how many they are."""
        starts = [at for at, row in enumerate(self.rows) if row.cells[0] is not None]
        ends = [*starts[1:], len(self.rows)]
        return tuple((start, end - start) for start, end in zip(starts, ends, strict=True))


def table_of(
    journey: Journey,
    stations: Mapping[str, Station] = MappingProxyType({}),
    findings: Iterable[Finding] = (),
    lang: Lang = "ru",
    segments: Mapping[str, str] = MappingProxyType({}),
) -> JourneyTable:
    r"""The journey as a table.

    A finding stands at the step that it names; one about a touchpoint of the register, at every
    step that meets this process there; others of the journey or its processes, below the table.

    Args:
        stations: of its steps, as `model.stations` gives them; without, points go by their ids.
        findings: of a check; those that have nothing to do with the journey are left out.
        segments: names of the register's segments, by id.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("fair", "Fair", phase("Applies", step("ask", "asks", at="email", hours=1),
    ...     step("get", "gets a place", satisfies=True)))
    >>> table = table_of(told, lang="en")
    >>> table.keys
    ('phase', 'number', 'actor', 'step', 'touchpoint', 'channel', 'time', 'next')
    >>> table.rows[0].cells
    ('Applies', '1', 'client', 'asks', 'email', 'type not stated', 'work 1\xa0h', '→ step 2')
    """
    steps = journey.steps
    numbers = {step.id: at for at, step in enumerate(steps, 1)}
    marks, below = marked(journey, stations, findings)
    left, links = giving_up(journey), ways_from(journey)
    process = _only_process(journey)
    filled: list[TableRow] = []
    for phase in journey.phases:
        for at, step in enumerate(phase.steps):
            station = stations.get(step.id)
            cells = {
                "number": str(numbers[step.id]),
                "actor": actor_of(step, lang),
                "step": step.action,
                "process": "" if process else step.process or "",
                "touchpoint": place_of(step, station, lang),
                "channel": channel_of(step, station, lang),
                "need": step.need or "",
                "time": time_of(step, lang),
                "transfers": "" if step.transfers is None else str(step.transfers),
                "experience": experience_of(step, lang),
                "pains": "\n".join(step.pains),
                "next": ways_of(step, links.get(step.id, ()), numbers, left.get(step.id), lang),
                "marks": "\n".join(dict.fromkeys(mark_said(one, lang) for one in marks[step.id])),
            }
            told_cells = tuple(sound(cells[key]) for key in _COLUMNS if key != "phase")
            name = None if at else sound(phase.name)
            own = step.actor == CLIENT
            filled.append(TableRow(step.id, (name, *told_cells), own, own or step.visible))
    empty = {
        key
        for at, key in enumerate(_COLUMNS)
        if key in _OPTIONAL and not any(row.cells[at] for row in filled)
    }
    kept = [at for at, key in enumerate(_COLUMNS) if key not in empty]
    rows = (evolve(row, cells=tuple(row.cells[at] for at in kept)) for row in filled)
    return JourneyTable(
        title=sound(journey.name),
        facts=tuple(map(sound, _facts(journey, process, segments, lang))),
        keys=tuple(key for key in _COLUMNS if key not in empty),
        columns=tuple(name[lang] for key, name in _COLUMNS.items() if key not in empty),
        rows=tuple(rows),
        remarks=tuple(map(sound, _remarks(journey, numbers, marks, below, empty, lang))),
        lang=lang,
    )


def _facts(
    journey: Journey, process: str | None, segments: Mapping[str, str], lang: Lang
) -> Iterator[str]:
    steps = journey.steps
    kind = KINDS[journey.kind][lang]
    own = sum(step.actor == CLIENT for step in steps)
    yield f"{kind[:1].upper()}{kind[1:]}. {_SIZE[lang].format(steps=len(steps), own=own)}."
    if journey.need:
        yield told("need-of-journey", lang, need=journey.need)
    if journey.situation:
        name = told("situation", lang, name=journey.situation.name)
        yield f"{name} ({told('proactive', lang)})" if journey.situation.proactive else name
    if journey.segments:
        names = [segments.get(one, one) for one in journey.segments]
        yield told("segments", lang, names=", ".join(names))
    if process:
        yield _ONE_PROCESS[lang].format(name=process)
    hours = [step.hours for step in steps if step.hours is not None]
    timeless = _TIMELESS[lang].format(count=len(steps) - len(hours))
    if hours:
        line = _TIMES[lang].format(time=hours_said(sum(hours), lang))
        yield f"{line}; {timeless}." if len(hours) < len(steps) else f"{line}."


def _remarks(
    journey: Journey,
    numbers: Mapping[str, int],
    marks: Mapping[str, list[Finding]],
    below: Iterable[Finding],
    empty: set[str],
    lang: Lang,
) -> Iterator[str]:
    if journey.first is not journey.steps[0]:
        yield _START[lang].format(number=numbers[journey.first.id])
    unsaid = [_COLUMNS[key][lang].lower() for key in _COLUMNS if key in empty & _SILENT]
    if unsaid:
        yield _UNSAID[lang].format(columns=", ".join(unsaid))
    for step, found in marks.items():
        for one in found:
            yield f"{_AT_STEP[lang].format(number=numbers[step])}{_remark(one, lang)}"
    for one in below:
        yield _remark(one, lang)


def _remark(finding: Finding, lang: Lang) -> str:
    weight = told(finding.severity.value, lang)
    if finding.status.value != "open":
        weight = f"{weight}, {told(finding.status.value, lang)}"
    mark, message = mark_said(finding, lang), finding.message[lang]
    return _REMARK[lang].format(mark=mark, weight=weight, message=message)


def _only_process(journey: Journey) -> str | None:
    """The process of all steps at a point, if it is one."""
    named = {step.process for step in journey.steps if step.process or step.touchpoint is not None}
    return next(iter(named)) if len(named) == 1 else None
