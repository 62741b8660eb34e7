"""The SHACL shapes of the linked data that the library writes."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shapes_text"]


def shapes_text() -> str:
    """The shapes, in Turtle: narrower than those of CPSV-AP, and closed.

    >>> "cpsv:PublicService" in shapes_text()
    True
    """
    return Path(__file__).with_name("shapes.ttl").read_text("utf-8")
