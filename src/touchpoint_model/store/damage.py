"""What is wrong with a store: one thing, with the record or the content that it is about."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ..model.text import Lang, Text

__all__ = ["Damage", "DamageKind"]


class DamageKind(StrEnum):
    """What sort of damage it is."""

    RECORD_CHANGED = "record-changed"
    RECORD_MISSING = "record-missing"
    RECORD_UNREADABLE = "record-unreadable"
    CHAIN_BROKEN = "chain-broken"
    HISTORY_BROKEN = "history-broken"
    CONTENT_CHANGED = "content-changed"
    CONTENT_MISSING = "content-missing"
    CONTENT_UNUSED = "content-unused"
    REGISTER_UNREADABLE = "register-unreadable"
    CHANGES_DIFFER = "changes-differ"
    ANCHOR_DIFFERS = "anchor-differs"
    HASH_NOT_FOUND = "hash-not-found"
    UNPROTECTED = "unprotected"


@frozen
class Damage:
    """One thing that is wrong with a store.

    Attributes:
        kind: what sort. message: what is wrong, and what it means.
        seq: number of the record in the chain; None if it is about none.
        revision: number of the revision. content: hash of the content.
    """

    kind: DamageKind
    message: Text
    seq: int | None = None
    revision: int | None = None
    content: str | None = None

    def say(self, lang: Lang = "ru") -> str:
        """One line: the record, and what is wrong."""
        if self.seq is None:
            return self.message[lang]
        place = Text(ru=f"запись {self.seq}", en=f"record {self.seq}")
        return f"{place[lang]}: {self.message[lang]}"
