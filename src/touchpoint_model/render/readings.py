"""How a document was read: the reader's decisions, by kind, in words."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ..model.reading import READINGS, ReadingNote
from ..model.text import Lang
from .place import spot, stands
from .words import say

__all__ = ["Decided", "readings"]

_COLUMNS = ("process", "touchpoint", "needs", "particulars")


@frozen
class Decided:
    """The decisions of one kind: what was decided, and each case with its place."""

    kind: str
    sentence: str
    cases: tuple[str, ...]


def readings(notes: Sequence[ReadingNote], lang: Lang = "ru") -> list[Decided]:
    """The decisions of a reader by kind, in the order in which the kinds first occur."""
    by_kind: dict[str, list[str]] = {}
    for note in notes:
        by_kind.setdefault(note.kind, []).append(_case(note, lang))
    return [
        Decided(kind, READINGS[kind][lang] if kind in READINGS else kind, tuple(cases))
        for kind, cases in by_kind.items()
    ]


def _case(note: ReadingNote, lang: Lang) -> str:
    """One decision in one line: place, what is printed, how it was read, the other reading."""
    where = spot(note.source, lang) if note.source and stands(note.source) else ""
    parts = [where] if where else []
    if note.printed and len(note.printed) == len(note.read) and set(note.read) <= {*_COLUMNS}:
        parts.append(f"{say('read-as', lang)}: {_columns(note.printed, note.read, lang)}")
        if note.other:
            parts.append(
                f"{say('other-reading', lang)}: {_columns(note.printed, note.other, lang)}"
            )
        return "; ".join(parts)
    for word, texts in (
        ("printed", note.printed),
        ("read-as", note.read),
        ("other-reading", note.other),
    ):
        if texts:
            parts.append(f"{say(word, lang)}: {_quoted(texts, lang)}")
    return "; ".join(parts) or say("no-register", lang)


def _columns(printed: Sequence[str], columns: Sequence[str], lang: Lang) -> str:
    pairs = zip(printed, columns, strict=False)
    return ", ".join(
        f"{_quoted([text], lang)} – {say(column, lang).lower() if column in _COLUMNS else column}"
        for text, column in pairs
    )


def _quoted(texts: Sequence[str], lang: Lang) -> str:
    left, right = ("«", "»") if lang == "ru" else ("“", "”")
    return " | ".join(f"{left}{' '.join(one.split())}{right}" for one in texts)
