"""Redesign: measures, a journey beside another, a register changed."""

from __future__ import annotations

__all__: list[str] = []
