"""Chances and hours: the journey as an absorbing Markov chain, and played at random."""

from __future__ import annotations

__all__: list[str] = []
