"""Structure: where a journey leads, which ways are open, what is counted along them."""

from __future__ import annotations

__all__: list[str] = []
