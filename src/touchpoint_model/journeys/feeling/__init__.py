"""Experience: what clients felt, with intervals, and its curve."""

from __future__ import annotations

__all__: list[str] = []
