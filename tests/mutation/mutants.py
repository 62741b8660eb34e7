"""The mutants of a module: each a small change of its text, with a name that outlives line numbers.

Left out as noise, because no behaviour hangs on them: annotations of types (`from __future__ import
annotations` never runs them), unions and literals in type aliases, the sentences in `Text(ru=...,
en=...)` and the commas between the members of their lists (tests assert codes and fields, not
wording), docstrings, `__all__`, and decorators that only make things faster.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import parso
from attrs import frozen
from cosmic_ray.ast import ast_nodes
from parso.tree import BaseNode, NodeOrLeaf

from .operators import OPERATORS
from .survivors import Key

__all__ = ["Mutant", "mutants"]

_FASTER = ("cache", "lru_cache", "collector_paused")
_SAID = ("Text", "Literal")  # sentences, and words that only mypy reads
_HEADED = ("if_stmt", "for_stmt", "while_stmt")


@frozen
class Mutant:
    """One change of one module.

    Attributes:
        module: `norms/needs`. function: the function or class around it, `` at module level.
        before, after: the changed lines, bare. nth: which of those alike in the function, from 1.
        lines: first and last line of the statement. source: the whole module, changed.
    """

    module: str
    function: str
    operator: str
    before: str
    after: str
    nth: int
    lines: tuple[int, int]
    source: str

    @property
    def key(self) -> Key:
        """What names the mutant, whatever lines stand above it."""
        return (self.module, self.function, self.before, self.after, self.nth)

    def __str__(self) -> str:
        nth = f" (#{self.nth})" if self.nth > 1 else ""
        place = f"{self.module}:{self.lines[0]} {self.function}{nth}"
        return f"{place}: {self.before} → {self.after}"


def mutants(path: Path, module: str) -> Iterator[Mutant]:
    """All mutants of a file that compile, in printed order."""
    source = path.read_text("utf-8")
    starts = [0, *accumulate(len(line) for line in source.splitlines(keepends=True))]
    seen: Counter[tuple[str, str, str]] = Counter()
    made: set[str] = set()
    found = []
    for node in ast_nodes(parso.parse(source)):
        for name, operator in OPERATORS.items():
            for index, _ in enumerate(list(operator.mutation_positions(node))):
                if not _is_noise(node, name):
                    found.append((node, name, operator, index))
    for node, name, operator, index in sorted(found, key=lambda one: one[0].start_pos):
        changed = _changed(source, starts, node, operator, index)
        if changed == source or changed in made or not _compiles(changed):
            continue
        made.add(changed)
        before, after = _difference(source, changed)
        function = _function(node)
        seen[function, before, after] += 1
        nth = seen[function, before, after]
        yield Mutant(module, function, name, before, after, nth, _span(node), changed)


def _offset(starts: list[int], place: tuple[int, int]) -> int:
    return starts[place[0] - 1] + place[1]


def _changed(source: str, starts: list[int], node: NodeOrLeaf, operator: Any, index: int) -> str:
    """The module with one node changed; the node itself is put back as it was."""
    first = _offset(starts, node.get_first_leaf().get_start_pos_of_prefix())
    last = _offset(starts, node.end_pos)
    children = list(node.children) if isinstance(node, BaseNode) else []
    values = [(leaf, leaf.value) for leaf in (node, *children) if hasattr(leaf, "value")]
    new = operator.mutate(node, index)
    code = "" if new is None else new.get_code()
    if children:
        node.children = children
    for leaf, value in values:
        leaf.value = value
    return source[:first] + code + source[last:]


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _difference(source: str, changed: str) -> tuple[str, str]:
    old, new = source.splitlines(), changed.splitlines()
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    parts = [one for one in blocks if one[0] != "equal"]
    a, b = old[parts[0][1] : parts[-1][2]], new[parts[0][3] : parts[-1][4]]
    return " ".join(map(str.strip, a)).strip(), " ".join(map(str.strip, b)).strip()


def _ancestors(node: NodeOrLeaf) -> Iterator[tuple[NodeOrLeaf, NodeOrLeaf]]:
    while node.parent is not None:
        yield node, node.parent
        node = node.parent


def _is_noise(node: NodeOrLeaf, operator: str) -> bool:
    around = [node, *(parent for _, parent in _ancestors(node))]
    for one in around:
        if one.type == "decorator" and any(word in one.get_code() for word in _FASTER):
            return True
    if operator == "AddNot" and _negated_elsewhere(node):
        return True
    for child, parent in _ancestors(node):
        if parent.type in ("parameters", "param") and node.get_code().strip() == "*":
            return True
        if parent.type == "tfpdef" and child is not parent.children[0]:
            return True
        if parent.type == "annassign" and child is parent.children[1]:
            return True
        if parent.type == "funcdef" and child is parent.annotation:
            return True
        if parent.type == "atom_expr" and parent.children[0].get_code().strip() in _SAID:
            return True
        if parent.type == "expr_stmt" and parent.children[0].get_code().strip() == "__all__":
            return True
    return operator.startswith("arithmetic BitOr") and _function(node) == ""


def _negated_elsewhere(node: NodeOrLeaf) -> bool:
    """Whether the condition begins with a `not` or a comparison, which are turned round anyway."""
    condition = node.children[2] if node.type == "test" else node.children[1]
    if condition.type in ("and_test", "or_test"):
        condition = condition.children[0]
    return condition.type in ("comparison", "not_test")


def _function(node: NodeOrLeaf) -> str:
    """The dotted name of what is defined around a node; a decorator is its function's."""
    names = [
        parent.name.value
        for _, parent in _ancestors(node)
        if parent.type in ("funcdef", "classdef")
    ]
    for _, parent in _ancestors(node):
        if parent.type == "decorated" and not names:
            names = [parent.children[-1].name.value]
    return ".".join(reversed(names))


def _span(node: NodeOrLeaf) -> tuple[int, int]:
    """First and last line of the statement around a node; of a compound one, of that condition."""
    if node.type in _HEADED:
        return node.start_pos[0], node.children[1].end_pos[0]
    for child, parent in _ancestors(node):
        if parent.type == "simple_stmt":
            return parent.start_pos[0], parent.end_pos[0] - 1
        if parent.type in _HEADED and child.type != "suite":
            return child.start_pos[0], child.end_pos[0]
    return node.start_pos[0], node.end_pos[0]
