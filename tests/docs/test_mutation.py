"""The page on mutation testing prints the survivors that are explained, and they can still be made."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from ..mutation.survivors import Survivor, read_survivors, table
from .documents import ROOT, section

PAGE = ROOT / "docs" / "reference" / "mutation.md"
SURVIVORS = read_survivors()


def source(one: Survivor) -> str:
    """The code of the survivor's function or class, decorators too, each line bare."""
    text = (ROOT / "src" / "touchpoint_model" / f"{one.module}.py").read_text("utf-8")
    node: ast.AST = ast.parse(text)
    for name in filter(None, one.function.split(".")):
        node = next(it for it in ast.walk(node) if getattr(it, "name", None) == name)
    lines = text.splitlines()
    if one.function:
        first = min([node.lineno, *(it.lineno for it in node.decorator_list)])
        lines = lines[first - 1 : node.end_lineno]
    return " ".join(line.strip() for line in lines)


def test_the_page_prints_the_survivors_as_they_are_explained():
    printed = section(PAGE, "The survivors")
    rows = "\n".join(line for line in printed.splitlines() if line.startswith("|")) + "\n"
    assert table(SURVIVORS) == rows


@pytest.mark.parametrize("one", SURVIVORS, ids=lambda one: f"{one.module} {one.function}")
def test_what_is_explained_stands_in_the_code(one: Survivor):
    assert one.before in source(one)


def test_no_survivor_is_explained_twice():
    assert [] == [key for key, times in Counter(one.key for one in SURVIVORS).items() if times > 1]
