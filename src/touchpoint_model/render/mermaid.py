"""A journey as a Mermaid flowchart: text that wikis, merge requests and notebooks draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Literal

from ..journeys.routing import giving_up
from ..model.journeys import CLIENT, Gate, Journey, Phase, Step, Transition
from ..model.stations import Station
from ..model.text import Lang, Text
from .journey_table.cells import actor_of, channel_of, place_of, time_of, way_said, ways_from
from .journey_words import WORDS, share_said, told
from .words import printable

__all__ = ["as_mermaid", "escaped"]

_UNSAFE = re.compile(r"[^\w «»“”—–…№,!?/]|_")
# what is taken for an icon, for mathematics or for the end of a line even where it is escaped:
# a word joiner, which nobody sees, comes between
_MAGIC = re.compile(r"(?<=:)(?=fa-)|(?<=\$)(?=\$)|(?<=\\)(?=n)")
_BLANK = re.compile(r"[^\S\xa0]+")
_LONGEST = 300  # letters of one text; the picture has no room for more
_CLASSES: Mapping[str, str] = {
    "digital": "fill:#dceaf7,stroke:#0072b2,color:#111111",
    "offline": "fill:#fdeccd,stroke:#b36b00,color:#111111",
    "mixed": "fill:#e3f1e6,stroke:#00684f,color:#111111",
    "plain": "fill:#ffffff,stroke:#555555,color:#111111",
    "hidden": "fill:#eeeeee,stroke:#777777,color:#111111,stroke-dasharray:5 4",
    "met": "fill:#ffffff,stroke:#00684f,color:#111111,stroke-width:3px",
    "unmet": "fill:#ffffff,stroke:#a32a2a,color:#111111,stroke-width:3px,stroke-dasharray:2 2",
    "frame": "fill:#fafafa,stroke:#999999,color:#111111",
    "bare": "fill:#ffffff,stroke:#ffffff,color:#111111",
    "gate": "fill:#ffffff,stroke:#333333,color:#111111",
}
_LEGEND = Text(ru="Обозначения", en="Key")
_KEYS: Mapping[str, Text] = {
    "digital": Text(ru="цифровая точка", en="digital point"),
    "offline": Text(ru="офлайн-точка", en="offline point"),
    "mixed": Text(ru="и цифровая, и офлайн", en="digital and offline"),
    "plain": Text(ru="вне точек или тип не указан", en="at no point, or its type is not stated"),
}
_AGENCY = Text(ru="шаг органа", en="the agency’s step")
_HIDDEN = Text(ru="шаг органа, клиент не видит", en="the agency’s, out of the client’s sight")
_CLIENT = Text(ru="шаг клиента", en="the client’s step")
_CHOICE = Text(ru="один из путей", en="one of the ways")


def as_mermaid(
    journey: Journey,
    stations: Mapping[str, Station] = MappingProxyType({}),
    lang: Lang = "ru",
    *,
    direction: Literal["TB", "LR"] = "TB",
    key: bool = True,
) -> str:
    """The journey as a flowchart: a frame for each phase, a node for each step.

    The client's steps have round corners, the agency's are square, what the client does not see
    has double sides and a broken line; colours tell the channel. A rhomb with "?" is where one way
    is gone, with "+" where all are; ways carry chances and conditions. Rounded ends tell whether
    the need is met, and how many give up.

    Every text is escaped by Mermaid's entity codes, so that no address, quote, bracket, pipe or
    keyword is taken for syntax, Markdown or an icon.

    Args:
        stations: of its steps, as `model.stations` gives them; without, points go by their ids.
        direction: from top to bottom or from left to right. key: explain shapes and colours.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Fair", phase("Ask", step("end", "sees https://x.ru", satisfies=True)))
    >>> lines = as_mermaid(told, lang="en", key=False).splitlines()
    >>> next(one for one in lines if "sees" in one)
    '        s1("1#46; sees https#58;//x#46;ru"):::plain'
    """
    return printable("\n".join(_lines(journey, stations, lang, direction, key)) + "\n")


def escaped(text: str) -> str:
    """A text as it stands in quotes: on one line, what Mermaid could take for syntax as codes.

    >>> escaped('say "end"; [x]')
    'say #34;end#34;#59; #91;x#93;'
    """
    plain = _MAGIC.sub("\u2060", _BLANK.sub(" ", printable(text)).strip())
    if len(plain) > _LONGEST:
        plain = f"{plain[:_LONGEST]}…"
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", plain)


def _lines(
    journey: Journey, stations: Mapping[str, Station], lang: Lang, direction: str, key: bool
) -> Iterator[str]:
    nodes = {step.id: f"s{at}" for at, step in enumerate(journey.steps, 1)}
    yield f"flowchart {direction}"
    yield f"    accTitle: {_one_line(journey.name)}"
    need = told("need-of-journey", lang, need=journey.need) if journey.need else None
    yield f'    b(["{escaped(need or told("start", lang))}"]):::plain'
    left, links = giving_up(journey), ways_from(journey)
    parting = {id for id in nodes if len(links.get(id, ())) + (id in left) > 1}
    entries = {step.id: _entry(step, nodes) for step in journey.steps}
    for number, phase in enumerate(journey.phases, 1):
        yield from _phase(phase, number, nodes, parting, stations, lang)
    yield f"    b --> {entries[journey.first.id]}"
    for step in journey.steps:
        yield from _ways(step, links.get(step.id, ()), entries, left.get(step.id), lang)
    if key:
        yield from _key(lang)
    for name, look in _CLASSES.items():
        yield f"    classDef {name} {look}"


def _phase(
    phase: Phase,
    number: int,
    nodes: Mapping[str, str],
    parting: Set[str],
    stations: Mapping[str, Station],
    lang: Lang,
) -> Iterator[str]:
    framed = bool(phase.name.strip()) and bool(phase.steps)
    if framed:
        yield f'    subgraph p{number}["{escaped(phase.name)}"]'
    for step in phase.steps:
        station, node = stations.get(step.id), nodes[step.id]
        if step.join is Gate.ALL:
            yield f'        j{node[1:]}{{"#43;"}}:::gate'
        if step.id in parting:
            sign = "#43;" if step.split is Gate.ALL else "?"
            yield f'        g{node[1:]}{{"{sign}"}}:::gate'
        before, after = _shape(step)
        label = "<br/>".join(_label(step, node[1:], station, lang))
        yield f'        {node}{before}"{label}"{after}:::{_class(step, station)}'
    if framed:
        yield "    end"
        yield f"    class p{number} frame"


def _shape(step: Step) -> tuple[str, str]:
    if step.actor == CLIENT:
        return "(", ")"
    return ("[", "]") if step.visible else ("[[", "]]")


def _class(step: Step, station: Station | None) -> str:
    if step.actor != CLIENT and not step.visible:
        return "hidden"
    types = set(station.channels) if station else {step.channel} - {None}
    if step.touchpoint is None or not types <= {"digital", "offline"} or not types:
        return "plain"
    return "mixed" if len(types) > 1 else str(next(iter(types)))


def _label(step: Step, number: str, station: Station | None, lang: Lang) -> Iterator[str]:
    """The lines of a node, escaped."""
    yield escaped(f"{number}. {step.action}")
    if step.actor != CLIENT:
        yield escaped(actor_of(step, lang))
    if step.touchpoint is not None:
        kinds = channel_of(step, station, lang).replace("\n", ", ")
        yield escaped(f"{place_of(step, station, lang)} · {kinds}")
    if step.hours is not None:
        yield escaped(time_of(step, lang).replace("\n", ", "))


def _entry(step: Step, nodes: Mapping[str, str]) -> str:
    node = nodes[step.id]
    return f"j{node[1:]}" if step.join is Gate.ALL else node


def _ways(
    step: Step,
    ways: Sequence[Transition],
    entries: Mapping[str, str],
    left: float | None,
    lang: Lang,
) -> Iterator[str]:
    """The arrows from a step, through a gate where there are several, and its ends."""
    number = entries[step.id][1:]
    node = f"s{number}"
    if step.join is Gate.ALL:
        yield f"    j{number} --> {node}"
    if step.satisfies or step.outcome or not ways:
        yield from _end(step, node, bool(ways), lang)
    source = node
    if len(ways) + bool(left) > 1:
        source = f"g{number}"
        yield f"    {node} --> {source}"
    for link in ways:
        known = way_said(link, lang)
        label = f'|"{escaped(known)}"|' if known else ""
        yield f"    {source} -->{label} {entries[link.target]}"
    if left:
        said = escaped(told("giving-up", lang, share=share_said(left, lang)))
        yield f'    {source} -.-> q{number}(["{said}"]):::unmet'


def _end(step: Step, node: str, going_on: bool, lang: Lang) -> Iterator[str]:
    lines = [told("satisfied", lang)] if step.satisfies else []
    if step.outcome:
        lines.append(told("outcome", lang, outcome=step.outcome))
    label = "<br/>".join(map(escaped, lines or [told("end", lang)]))
    look = "met" if step.satisfies else "unmet"
    arrow = "-.->" if going_on else "-->"
    yield f'    {node} {arrow} e{node[1:]}(["{label}"]):::{look}'


def _key(lang: Lang) -> Iterator[str]:
    """What shapes and colours mean, in three rows."""
    yield f'    subgraph k["{escaped(_LEGEND[lang])}"]'
    yield "        direction LR"
    yield (
        f'        k1("{escaped(_CLIENT[lang])}"):::plain ~~~ '
        f'k2["{escaped(_AGENCY[lang])}"]:::plain ~~~ k3[["{escaped(_HIDDEN[lang])}"]]:::hidden'
    )
    yield (
        f'        k4{{"?"}}:::gate -.- k5["{escaped(_CHOICE[lang])}"]:::bare ~~~ '
        f'k6{{"#43;"}}:::gate -.- k7["{escaped(WORDS["all"][lang])}"]:::bare'
    )
    rows = (f'k{at}("{escaped(_KEYS[one][lang])}"):::{one}' for at, one in enumerate(_KEYS, 8))
    yield f"        {' ~~~ '.join(rows)}"
    yield "    end"
    yield "    class k frame"


def _one_line(text: str) -> str:
    """A text as it stands to the end of a line, without what could end it."""
    return " ".join(re.sub(r"[;#%{}]", " ", text).split()) or "—"
