"""Toy rules: each shows one thing that the engine must do with a rule."""

from typing import Annotated

from touchpoint_model.author import (
    Absent,
    Concept,
    Direction,
    Entry,
    Fault,
    InScheme,
    Process,
    Reading,
    Register,
    Text,
    Verdict,
    View,
    rule,
)

FIX = Text(ru="Спросите кота", en="Ask the cat")


def said(ru: str) -> Text:
    return Text(ru=ru, en=f"[{ru}]")


@rule("TY01", name="blank-number", message=said("Номер «{process}» пуст"), fix=FIX)
def blank_number(process: Process) -> Verdict:
    """A process is stated to have no number."""
    if process.number is None:
        yield Absent("number")
    elif not process.number:
        yield Fault()


@rule("TY02", name="crowded-process", message=said("«{process}»: больше {most}"), fix=FIX)
def crowded_process(process: Process, *, most: int) -> Verdict:
    """A process has more rows than the ordinance allows."""
    if len(process.entries) > most:
        yield Fault(fields={"most": most})


@rule("TY03", name="forbidden-word", message=said("«{word}» в строке {row}"), fix=FIX)
def forbidden_word(entry: Entry, *, words: tuple[str, ...] = ("табу",)) -> Verdict:
    """The particulars of a row hold a word that the ordinance forbids."""
    if entry.particulars is None:
        yield Absent("particulars")
        return
    for word in words:
        if word in entry.particulars:
            yield Fault(key=word, fields={"word": word})


@rule("TY04", name="unwelcome-kind", message=said("«{touchpoint}» здесь не ждут"), fix=FIX)
def unwelcome_kind(
    entry: Entry, *, kinds: Annotated[tuple[str, ...], InScheme("touchpoint")], view: View
) -> Verdict:
    """A row stands at a point that the ordinance does not want."""
    if view.points[entry.touchpoint].touchpoint.kind in kinds:
        yield Fault()


@rule("TY05", name="nightly-name", message=said("«{process}»: ночью?"), fix=FIX, heuristic=True)
def nightly_name(process: Process) -> Verdict:
    """A process seems to happen at night."""
    if "ноч" in process.name.casefold():
        yield Fault()


@rule(
    "TY06",
    name="doubtful-point",
    message=said("«{touchpoint}» сомнительна"),
    fix=FIX,
    readings={"perhaps": Reading(said("«{touchpoint}»: может быть, {guess}"), FIX)},
)
def doubtful_point(process: Process) -> Verdict:
    """A row's point is doubtful, or perhaps only misread."""
    for at, entry in enumerate(process.entries):
        if entry.touchpoint.endswith("??"):
            yield Fault((at,))
        elif entry.touchpoint.endswith("?"):
            yield Fault((at,), reading="perhaps", fields={"guess": said("дуб")})


@rule("TY07", name="declared-channel", message=said("«{touchpoint}» объявлена"), fix=FIX)
def declared_channel(process: Process) -> Verdict:
    """A row declares a channel."""
    for at, entry in enumerate(process.entries):
        for channel in entry.channels or ():
            yield Fault((at,), fits=channel)


@rule("TY08", name="breaking", message=said("Никогда"), fix=FIX)
def breaking(process: Process) -> Verdict:
    """A rule that breaks on some process."""
    if process.name == "Ломается":
        yield Fault(fields={"share": 1 / len(process.entries[:0])})


@rule("TY09", name="speechless", message=said("«{tail}»"), fix=FIX)
def speechless(entry: Entry) -> Verdict:
    """A rule that forgets a field of its message."""
    yield Fault()


@rule("TY10", name="idle-point", message=said("«{label}» без дела"), fix=FIX)
def idle_point(concept: Concept, *, view: View) -> Verdict:
    """A listed point is not used."""
    if concept.code not in view.used:
        yield Fault(fits=concept.channel, key=concept.code, fields={"label": concept.label})


@rule("TY11", name="empty-direction", message=said("«{direction}» пусто"), fix=FIX)
def empty_direction(direction: Direction) -> Verdict:
    """A direction has no process."""
    if not direction.processes:
        yield Fault()


@rule("TY12", name="long-title", message=said("Длиннее {most}"), fix=FIX)
def long_title(register: Register, *, most: int) -> Verdict:
    """The title of a register is too long."""
    if len(register.title) > most:
        yield Fault(fields={"most": most})


def has_digital(view: View) -> bool:
    return any("digital" in view.types(process) for _, process in view.processes)


@rule("TY13", name="dim-screen", message=said("Никогда"), fix=FIX, applies=has_digital)
def dim_screen(process: Process) -> Verdict:
    """Falls on digital points only, and finds nothing."""
    yield from ()


@rule("TY14", name="point-of-process", message=said("{touchpoint} = {name}"), fix=FIX)
def point_of_process(entry: Entry, *, process: Process, direction: Direction) -> Verdict:
    """A row's point is named like its process or its direction."""
    for name in (process.name, direction.name):
        if entry.touchpoint == name:
            yield Fault(key=name, fields={"name": name})


def breaks(view: View) -> bool:
    return 1 // len(view.register.title[:0]) > 0


@rule("TY15", name="breaking-applies", message=said("Никогда"), fix=FIX, applies=breaks)
def breaking_applies(process: Process) -> Verdict:
    """A rule whose question about the register breaks."""
    yield from ()


@rule("TY16", name="measured-process", message=said("Никогда"), fix=FIX)
def measured_process(
    process: Process,
    *,
    share: float = 0.5,
    label: str | None = None,
    strict: bool = False,
    need: Annotated[str, InScheme("need")] = "other",
) -> Verdict:
    """Has a parameter of every type."""
    yield from ()
