"""An act's text against the ledger, clause by clause, through the digests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..formats.act import Piece, sentences, split_act
from ..model.errors import UsageError
from ..model.text import Text, digest
from .agency import Agency

__all__ = ["Difference", "verify"]


@frozen
class Difference:
    """A clause where the text and the ledger part.

    Attributes:
        act, clause: its address. kind: `missing` (in the text, not in the ledger), `extra` (in the
            ledger, not in the text), `changed` (the words differ).
        line: in the text, from 1; None for an extra clause. printed: the text of it, if any.
        digest: of the text, as a ledger would keep it; None for an extra clause.
    """

    act: str
    clause: str
    kind: str
    line: int | None = None
    printed: str | None = None
    digest: str | None = None


@frozen
class _Entry:
    """A clause or heading, of the text or of the ledger: address, digest, place."""

    ref: str
    digest: str
    line: int | None = None
    printed: str | None = None


def verify(agency: Agency, text: str, act: str | None = None) -> tuple[Difference, ...]:
    """Compare the text of a document with the ledger of one act, or of all acts found in it.

    Clauses that the ledger marks as repealed are no part of the text.

    Each act of the agency is held against the part of the text that has most of its clauses; an
    act of which the text has nothing is passed over, unless it is the one asked for.

    Raises:
        UsageError: the agency has no such act, or the text holds none of its acts.
    """
    if act is not None and act not in agency.acts:
        known = ", ".join(agency.acts)
        raise UsageError(
            Text(
                ru=f"У органа «{agency.code}» нет акта «{act}»; есть: {known}",
                en=f"Agency “{agency.code}” has no act “{act}”; it has: {known}",
            )
        )
    parts = split_act(text)
    wanted = [act] if act is not None else list(agency.acts)
    found: list[Difference] = []
    met = False
    for code in wanted:
        ledger = _ledger(agency, code)
        scored = [(_alike(_text(part, ledger), ledger), at) for at, part in enumerate(parts)]
        best, at = max(scored, key=lambda one: (one[0], -one[1]), default=(0, 0))
        if best * 2 >= len(ledger) or (act is not None and best):
            met = True
            found += _differences(code, _text(parts[at], ledger), ledger)
    if not met:
        raise UsageError(
            Text(
                ru="В тексте не найден ни один акт органа; проверьте, тот ли это документ",
                en="The text holds none of the agency's acts; see whether it is the right document",
            )
        )
    return tuple(found)


def _ledger(agency: Agency, act: str) -> list[_Entry]:
    headings = [_Entry(one.ref, one.digest) for one in agency.sections if one.act == act]
    living = (one for one in agency.clauses if one.ref.act == act and one.repealed is None)
    return headings + [_Entry(one.ref.id, one.digest) for one in living]


def _text(part: Sequence[Piece], ledger: Sequence[_Entry]) -> list[_Entry]:
    """The pieces of a text; a clause that the ledger keeps by sentences is split into them."""
    split = {one.ref.rpartition("s")[0] for one in ledger if "s" in one.ref}
    return [entry for piece in part for entry in _entries(piece, split)]


def _entries(piece: Piece, split: set[str]) -> Iterator[_Entry]:
    if piece.ref not in split:
        yield _Entry(piece.ref, digest(piece.text), piece.line, piece.text)
        return
    for number, sentence in enumerate(sentences(piece.text), 1):
        yield _Entry(f"{piece.ref}s{number}", digest(sentence), piece.line, sentence)


def _alike(text: Sequence[_Entry], ledger: Sequence[_Entry]) -> int:
    told = {(one.ref, one.digest) for one in text}
    return sum((one.ref, one.digest) in told for one in ledger)


def _differences(
    act: str, text: Sequence[_Entry], ledger: Sequence[_Entry]
) -> Iterator[Difference]:
    printed = {one.ref: one for one in text}
    kept = {one.ref: one for one in ledger}  # of editions under one number, the last
    for ref, one in printed.items():
        if ref not in kept:
            yield Difference(act, ref, "missing", one.line, one.printed, one.digest)
        elif kept[ref].digest != one.digest:
            yield Difference(act, ref, "changed", one.line, one.printed, one.digest)
    for ref in kept:
        if ref not in printed:
            yield Difference(act, ref, "extra")
