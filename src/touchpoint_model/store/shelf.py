"""The contents of a store: texts of objects by their hashes, packed, each checked when it is read."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .canonical import digest
from .tables import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Content", "brought_by", "put", "there", "took", "unpacked"]

Content = tuple[str, bytes | None]
"""The hash of an object and its text; None: it was changed."""

_AT_ONCE = 500  # names in one query
_LARGEST = 256 * 1024 * 1024  # bytes of one text


def unpacked(name: str, packed: bytes) -> bytes | None:
    """The text of an object; None if it is not the one of that hash any more."""
    unpack = zlib.decompressobj()
    try:
        text = unpack.decompress(packed, _LARGEST)
    except zlib.error:
        return None
    whole = unpack.eof and not unpack.unused_data
    return text if whole and digest(text) == name else None


def took(connection: Connection, names: Iterable[str]) -> Iterator[Content]:
    """The objects of some hashes, in any order; those that are not there are left out."""
    from sqlalchemy import select

    content = tables().content
    for some in _batches(names):
        query = select(content.c.hash, content.c.packed).where(content.c.hash.in_(some))
        for name, packed in connection.execute(query):
            yield name, unpacked(name, packed)


def brought_by(connection: Connection, seq: int) -> Iterator[Content]:
    """The objects that a record brought, by hash."""
    from sqlalchemy import select

    content = tables().content
    query = select(content.c.hash, content.c.packed).where(content.c.seq == seq)
    for name, packed in connection.execute(query.order_by(content.c.hash)):
        yield name, unpacked(name, packed)


def there(connection: Connection, names: Iterable[str]) -> set[str]:
    """Those of some hashes whose objects are there."""
    from sqlalchemy import select

    name = tables().content.c.hash
    return {
        found
        for some in _batches(names)
        for found in connection.scalars(select(name).where(name.in_(some)))
    }


def put(connection: Connection, objects: Mapping[str, bytes], seq: int) -> None:
    """Add objects, none of which is there. seq: of the record that brings them."""
    if objects:
        rows = [
            {"hash": name, "seq": seq, "packed": zlib.compress(text)}
            for name, text in sorted(objects.items())
        ]
        connection.execute(tables().content.insert(), rows)


def _batches(names: Iterable[str]) -> Iterator[Sequence[str]]:
    left = list(dict.fromkeys(names))
    while left:
        yield left[:_AT_ONCE]
        left = left[_AT_ONCE:]
