"""A packed file without the hour when it was packed: the same parts give the same bytes."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["repacked"]


def repacked(packed: bytes) -> bytes:
    """A packed file with every part dated 1 January 1980."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(packed)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            entry = ZipInfo(one.filename)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(one))
    return stream.getvalue()
