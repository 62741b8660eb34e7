"""The store of a register's history: revisions that are appended and never changed."""

from .damage import Damage, DamageKind
from .errors import (
    AlreadyRecorded,
    CommitRefused,
    NewerStore,
    NotAStore,
    NothingToRecord,
    OlderStore,
    ReadOnlyStore,
    RevisionMissing,
    StaleWrite,
    StoreBusy,
    StoreDamaged,
    StoreEmpty,
    StoreError,
    StoreExists,
    StoreExtraMissing,
    StoreFull,
    StoreMissing,
    StoreUnreachable,
)
from .records import Anchor, Record
from .store import Store

__all__ = [
    "AlreadyRecorded",
    "Anchor",
    "CommitRefused",
    "Damage",
    "DamageKind",
    "NewerStore",
    "NotAStore",
    "NothingToRecord",
    "OlderStore",
    "ReadOnlyStore",
    "Record",
    "RevisionMissing",
    "StaleWrite",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreEmpty",
    "StoreError",
    "StoreExists",
    "StoreExtraMissing",
    "StoreFull",
    "StoreMissing",
    "StoreUnreachable",
]
