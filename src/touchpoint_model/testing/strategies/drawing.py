"""Several values at once, drawn so that they shrink soon."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["few", "some"]

_T = TypeVar("_T")


@st.composite
def some(draw: DrawFn, strategy: SearchStrategy[_T], least: int, most: int) -> tuple[_T, ...]:
    """From least to most values.

    Their number goes first: where Hypothesis lowers it, it leaves out what stands in front as well as
    what stands at the end, which it is slow to do in `st.lists`.
    """
    return few(draw, strategy, least, most)


def few(draw: DrawFn, strategy: SearchStrategy[_T], least: int, most: int) -> tuple[_T, ...]:
    """The same within another strategy, where a value costs one call of Hypothesis, not three."""
    return tuple([draw(strategy) for _ in range(draw(_upto(least, most)))])


@cache
def _upto(least: int, most: int) -> SearchStrategy[int]:
    return st.integers(least, most)
