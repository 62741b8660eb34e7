"""A register's printed texts, recognised under one vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import evolve, field, frozen

from ..model.clients import ClientKind
from ..model.collector import collector_paused
from ..model.processes import Direction, Entry, Need, Process
from ..model.register import Register
from ..model.text import normalise, stem, stems, words
from ..model.touchpoints import Touchpoint
from ..model.usage import Usage
from ..model.vocabulary import Vocabulary
from .codes import check_codes
from .contacts import split_contacts
from .matching import Matcher, Run

__all__ = ["recognise", "recognise_touchpoint", "split_cell"]

_DASHES = re.compile(r"^[\s\-–—−.]+$")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


@frozen(eq=False)
class _Reader:
    """The matchers of one vocabulary."""

    vocabulary: Vocabulary
    touchpoints: Matcher = field(init=False)
    channels: Matcher = field(init=False)
    needs: Matcher = field(init=False)
    directions: Matcher = field(init=False)
    none: Matcher = field(init=False)
    hosts: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        for name, scheme in (
            ("touchpoints", "touchpoint"),
            ("channels", "channel"),
            ("needs", "need"),
            ("directions", "direction"),
            ("none", "particulars_none"),
        ):
            object.__setattr__(self, name, Matcher(self.vocabulary, scheme))
        hosts = {
            normalise(url): concept.code
            for concept in self.vocabulary.scheme("touchpoint")
            for url in concept.urls
        }
        object.__setattr__(self, "hosts", hosts)


@lru_cache(maxsize=32)
def _reader(vocabulary: Vocabulary) -> _Reader:
    return _Reader(vocabulary)


@collector_paused()
def recognise(register: Register, vocabulary: Vocabulary) -> Register:
    """The register as a vocabulary reads it.

    Under its own agency's vocabulary, what the register states stands, and only what is missing
    is recognised. Under another's, everything that was recognised is recognised anew from the
    printed text, and attestations, which are of another's clauses, do not count; rows and
    touchpoints stay as they are.

    Raises:
        ModelError: the register states codes that its agency's vocabulary has not; all of them.
    """
    reader = _reader(vocabulary)
    anew = register.agency != vocabulary.agency
    if not anew:
        check_codes(register, vocabulary)
    return evolve(
        register,
        agency=vocabulary.agency,
        attestations=() if anew else register.attestations,
        touchpoints=tuple(_touchpoint(reader, one, anew) for one in register.touchpoints),
        directions=tuple(_direction(reader, one, anew) for one in register.directions),
        usage=None
        if register.usage is None
        else tuple(_usage(reader, one, anew) for one in register.usage),
    )


def recognise_touchpoint(id: str, name: str, vocabulary: Vocabulary) -> Touchpoint:
    """A touchpoint made of its printed name.

    Args:
        id: of the new touchpoint. name: as printed, with contacts if it has some.
    """
    return _touchpoint(_reader(vocabulary), Touchpoint(id, name), anew=True)


def split_cell(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The points that a printed cell names, if every part of it is recognised as one.

    Parts are separated by `;`, `/` or a line break, or stand side by side. A comma never splits.
    A cell that is not made of points alone is one part.

    Returns:
        The parts as printed, in order; the whole text if it is not split.
    """
    reader = _reader(vocabulary)
    parts = [part.strip() for part in re.split(r"[;\n]|(?<![:/])/(?!/)", text) if part.strip()]
    if len(parts) > 1 and not split_contacts(text)[1]:
        known = [_kind_of(reader, part) for part in parts]
        if all(known) and len(set(known)) > 1:
            return tuple(parts)
    return _neighbours(reader, text) or (text,)


def _neighbours(reader: _Reader, text: str) -> tuple[str, ...]:
    bare, contacts = split_contacts(text)
    if contacts or "," in text or _known_whole(reader, bare):
        return ()
    tokens = list(_WORD.finditer(bare))
    row = [stem(normalise(token[0])) for token in tokens]
    runs = reader.touchpoints.runs(row)
    covered = sum(run.end - run.start for run in runs)
    if len({run.concept.code for run in runs}) < 2 or covered != len(row):
        return ()
    starts = [tokens[run.start].start() for run in runs] + [len(bare)]
    return tuple(bare[begin:end].strip(" /;") for begin, end in pairwise(starts))


def _known_whole(reader: _Reader, text: str) -> bool:
    return reader.touchpoints.whole(text) is not None


def _kind_of(reader: _Reader, text: str) -> str | None:
    return _touchpoint(reader, Touchpoint("", text), anew=True).kind


def _touchpoint(reader: _Reader, point: Touchpoint, anew: bool) -> Touchpoint:
    if not anew and (point.kind is not None or point.types):
        return point
    bare, contacts = split_contacts(point.name)
    blank = evolve(
        point,
        kind=None,
        how=None,
        score=None,
        alternatives=(),
        also=(),
        types=(),
        contacts=point.contacts or contacts,
    )
    for contact in blank.contacts:
        code = reader.hosts.get(contact.value.partition("/")[0])
        if contact.type == "url" and code is not None:
            return evolve(blank, kind=code, how="url", score=1.0)
    whole = reader.touchpoints.whole(bare)
    if whole is not None:
        return evolve(
            blank,
            kind=whole.concept.code,
            how=whole.how,
            score=whole.score,
            alternatives=whole.alternatives,
        )
    row = stems(bare)
    types = reader.channels.runs(row)
    if row and sum(run.end - run.start for run in types) == len(row):
        return evolve(blank, types=tuple(dict.fromkeys(run.concept.code for run in types)))
    return _stemmed(blank, row, reader.touchpoints.runs(row))


def _stemmed(blank: Touchpoint, row: Sequence[str], runs: Sequence[Run]) -> Touchpoint:
    if not runs:
        return blank
    specific = [run for run in runs if not run.concept.generic] or list(runs)
    best = max(specific, key=lambda run: run.end - run.start)
    also = dict.fromkeys(
        run.concept.code
        for run in specific
        if run.concept.code not in (best.concept.code, best.concept.broader)
    )
    return evolve(
        blank,
        kind=best.concept.code,
        how="stemmed",
        score=round(0.9 * (best.end - best.start) / len(row), 2),
        alternatives=best.alternatives,
        also=tuple(also),
    )


def _direction(reader: _Reader, direction: Direction, anew: bool) -> Direction:
    kind = direction.kind
    if anew or kind is None:
        kind = _direction_kind(reader, direction.name)
    client = direction.client
    if anew or client is None:
        client = _client(reader, direction, kind) or client
    processes = tuple(_process(reader, one, anew) for one in direction.processes)
    return evolve(direction, kind=kind, client=client, processes=processes)


def _direction_kind(reader: _Reader, name: str) -> str | None:
    whole = reader.directions.whole(name)
    if whole is not None:
        return whole.concept.code
    runs = reader.directions.runs(stems(name))
    if not runs:
        return None
    return max(runs, key=lambda run: run.end - run.start).concept.code


def _client(reader: _Reader, direction: Direction, kind: str | None) -> ClientKind | None:
    """For whom a direction is: by its printed words, else by its concept, else the plain word."""
    printed = " ".join([direction.name, *(direction.columns or ())])
    named = {
        concept.code
        for concept in reader.vocabulary.scheme("client")
        if concept.code != ClientKind.ANY and _holds(stems(printed), stems(concept.label.ru))
    }
    if len(named) == 1:
        return ClientKind(named.pop())
    if named:
        return ClientKind.ANY
    concept = reader.vocabulary.get("direction", kind)
    if concept is not None and concept.client is not None:
        return ClientKind(concept.client)
    word = reader.vocabulary.get("client", ClientKind.EXTERNAL)
    plain = word is not None and any(
        _holds(stems(column), stems(word.label.ru)[-1:]) for column in direction.columns or ()
    )
    return ClientKind(reader.vocabulary.plain_client) if plain else None


def _holds(row: Sequence[str], part: Sequence[str]) -> bool:
    return any(tuple(row[at : at + len(part)]) == tuple(part) for at in range(len(row)))


def _process(reader: _Reader, process: Process, anew: bool) -> Process:
    entries = tuple(_entry(reader, one, anew) for one in process.entries)
    if all(old is new for old, new in zip(process.entries, entries, strict=True)):
        return process
    return evolve(process, entries=entries)


def _entry(reader: _Reader, entry: Entry, anew: bool) -> Entry:
    needs = entry.needs
    if needs and (anew or any(need.category is None for need in needs)):
        needs = tuple(_need(reader, need, anew) for need in needs)
    channels, remark = entry.channels, entry.remark
    if entry.particulars is not None and (anew or remark is None):
        channels, remark = _particulars(reader, entry.particulars)
        channels = channels or (None if anew else entry.channels)
    if needs is entry.needs and channels == entry.channels and remark == entry.remark:
        return entry
    return evolve(entry, needs=needs, channels=channels, remark=remark)


def _need(reader: _Reader, need: Need, anew: bool) -> Need:
    if need.category is not None and not anew:
        return need
    found = _category(reader, need.text)
    if found == (need.category, need.how, need.score):
        return need
    if found[0] is None and not need.text.strip():
        return need
    category, how, score = found
    return Need(need.text, category, how, score)


@lru_cache(maxsize=65536)
def _category(reader: _Reader, text: str) -> tuple[str | None, str | None, float | None]:
    whole = reader.needs.whole(text)
    if whole is not None:
        return whole.concept.code, whole.how, whole.score
    row = stems(text)
    runs = list(reader.needs.phrases(row))
    if not runs:
        return None, None, None
    # the first need named in the text; of several phrases there, the longest
    best = min(runs, key=lambda run: (run.start, run.start - run.end))
    for run in runs:
        # a narrower category inside the same text is the more telling one
        if run.concept.broader == best.concept.code:
            best = run
    return best.concept.code, "stemmed", round(0.9 * (best.end - best.start) / len(row), 2)


def _particulars(reader: _Reader, text: str) -> tuple[tuple[str, ...], str | None]:
    """The channel types that particulars declare, and what they say beyond them."""
    if not text.strip():
        return (), ""
    row = stems(text)
    runs = reader.channels.runs(row)
    types = tuple(dict.fromkeys(run.concept.code for run in runs))
    if _DASHES.match(text) or reader.none.whole(text) is not None:
        return types, text.strip()
    covered = sum(run.end - run.start for run in runs)
    return types, "" if covered == len(words(text)) else text.strip()


def _usage(reader: _Reader, usage: Usage, anew: bool) -> Usage:
    if usage.kind is not None and not anew:
        return usage
    return evolve(usage, kind=_kind_of(reader, usage.name))
