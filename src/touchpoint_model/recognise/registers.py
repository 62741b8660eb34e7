"""A register's printed texts, recognised under one vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve

from ..model.clients import ClientKind
from ..model.collector import collector_paused
from ..model.processes import Direction, Entry, Need, Process
from ..model.register import Register
from ..model.text import stems, words
from ..model.touchpoints import Touchpoint
from ..model.usage import Usage
from ..model.vocabulary import Vocabulary
from .codes import check_codes
from .letters import row_of
from .matching import Run
from .points import FUZZY, STEMMED, kind_of, read_point
from .reader import Reader, reader_of
from .spelling import alikeness, telling

__all__ = ["channels_of", "need_of", "recognise", "recognise_touchpoint", "says_none"]

_DASHES = re.compile(r"^[\s\-–—−.]+$")
_BETWEEN = re.compile(r"[;,/\n]")


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
    reader = reader_of(vocabulary)
    anew = register.agency != vocabulary.agency
    if not anew:
        check_codes(register, vocabulary)
    return evolve(
        register,
        agency=vocabulary.agency,
        attestations=() if anew else register.attestations,
        touchpoints=tuple(read_point(reader, one, anew) for one in register.touchpoints),
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
    return read_point(reader_of(vocabulary), Touchpoint(id, name), anew=True)


def _direction(reader: Reader, direction: Direction, anew: bool) -> Direction:
    kind = direction.kind
    if anew or kind is None:
        kind = _direction_kind(reader, direction.name)
    client = direction.client
    if anew or client is None:
        client = _client(reader, direction, kind) or client
    processes = tuple(_process(reader, one, anew) for one in direction.processes)
    return evolve(direction, kind=kind, client=client, processes=processes)


def _direction_kind(reader: Reader, name: str) -> str | None:
    whole = reader.directions.whole(name)
    if whole is not None:
        return whole.concept.code
    runs = reader.directions.runs(row_of(name))
    if not runs:
        alike = reader.like_directions.find(name)
        return alike[0].code if alike else None
    return max(runs, key=lambda run: run.end - run.start).concept.code


def _client(reader: Reader, direction: Direction, kind: str | None) -> ClientKind | None:
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


def _process(reader: Reader, process: Process, anew: bool) -> Process:
    entries = tuple(_entry(reader, one, anew) for one in process.entries)
    if all(old is new for old, new in zip(process.entries, entries, strict=True)):
        return process
    return evolve(process, entries=entries)


def _entry(reader: Reader, entry: Entry, anew: bool) -> Entry:
    needs = entry.needs
    if needs and (anew or any(need.category is None for need in needs)):
        needs = tuple(_need(reader, need, anew) for need in needs)
    channels, remark = entry.channels, entry.remark
    if entry.particulars is not None and (anew or remark is None):
        channels, remark = channels_of(reader, entry.particulars)
        channels = channels or (None if anew else entry.channels)
    if needs is entry.needs and channels == entry.channels and remark == entry.remark:
        return entry
    return evolve(entry, needs=needs, channels=channels, remark=remark)


def _need(reader: Reader, need: Need, anew: bool) -> Need:
    if need.category is not None and not anew:
        return need
    found = need_of(reader, need.text)
    if found == (need.category, need.how, need.score):
        return need
    if found[0] is None and not need.text.strip():
        return need
    category, how, score = found
    return Need(need.text, category, how, score)


@lru_cache(maxsize=65536)
def need_of(reader: Reader, text: str) -> tuple[str | None, str | None, float | None]:
    """The category of a need, how and how surely it is recognised."""
    whole = reader.needs.whole(text)
    if whole is not None:
        return whole.concept.code, whole.how, whole.score
    row = row_of(text)
    runs = list(reader.needs.phrases(row))
    if runs:
        best = _telling(runs)
        score = STEMMED * (best.end - best.start) / len(row)
        return best.concept.code, "stemmed", round(score, 2)
    alike = reader.like_needs.find(text)
    if alike is not None:
        return alike[0].code, "fuzzy", round(FUZZY * alike[1], 2)
    mended, at = reader.need_spelling.mend(row)
    runs = telling(reader.needs.phrases(mended), mended, at) if at else []
    if not runs:
        return None, None, None
    best = _telling(runs)
    score = FUZZY * alikeness(best, at) * (best.end - best.start) / len(row)
    return best.concept.code, "fuzzy", round(score, 2)


def _telling(runs: Sequence[Run]) -> Run:
    """The first need named in a text; of several phrases there, the longest.

    A narrower category inside the same text is the more telling one.
    """
    best = min(runs, key=lambda run: (run.start, run.start - run.end))
    for run in runs:
        if run.concept.broader == best.concept.code:
            best = run
    return best


def channels_of(reader: Reader, text: str) -> tuple[tuple[str, ...], str | None]:
    """The channel types that particulars declare, and what they say beyond them."""
    if not text.strip():
        return (), ""
    row = row_of(text)
    runs = reader.channels.runs(row)
    types = tuple(dict.fromkeys(run.concept.code for run in runs))
    if says_none(reader, text):
        return types, text.strip()
    if sum(run.end - run.start for run in runs) == len(words(text)):
        return types, ""
    parts = [_types(reader, part) for part in _BETWEEN.split(text) if part.strip()]
    alike = tuple(dict.fromkeys(code for part in parts for code in part))
    if all(parts):
        return alike, ""
    return types or alike or _mended(reader, row), text.strip()


def says_none(reader: Reader, text: str) -> bool:
    """Whether particulars are a dash or a word for "none"."""
    return _DASHES.match(text) is not None or reader.none.whole(text) is not None


def _types(reader: Reader, part: str) -> tuple[str, ...]:
    """The channel types that a part is made of, surely or by likeness."""
    row = row_of(part)
    runs = reader.channels.runs(row)
    if row and sum(run.end - run.start for run in runs) == len(row):
        return tuple(run.concept.code for run in runs)
    alike = reader.like_channels.find(part)
    return (alike[0].code,) if alike else ()


def _mended(reader: Reader, row: tuple[str, ...]) -> tuple[str, ...]:
    """The channel types that a text names in misspelled words."""
    mended, at = reader.channel_spelling.mend(row)
    runs = telling(reader.channels.runs(mended), mended, at) if at else []
    return tuple(dict.fromkeys(run.concept.code for run in runs))


def _usage(reader: Reader, usage: Usage, anew: bool) -> Usage:
    if usage.kind is not None and not anew:
        return usage
    return evolve(usage, kind=kind_of(reader, usage.name))
