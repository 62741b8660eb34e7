"""Which changes make a mutant: the operators of cosmic-ray that say something, and six of our own.

Cosmic-ray swaps every comparison and every arithmetic operator with all others; of these only the
negation and the neighbour are kept, since the rest are the same fault again (`==` to `<`) or no
program at all. It has none for what our rules are made of: membership, conditions of
comprehensions, words in quotes, statements, `any` and `all`; these are added in the same shape
(`mutation_positions` and `mutate` over parso nodes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import parso
from attrs import frozen
from cosmic_ray.plugins import get_operator
from parso.tree import NodeOrLeaf

__all__ = ["OPERATORS", "Swap"]

Place = tuple[tuple[int, int], tuple[int, int]]

_COMPARISONS = (
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
    *("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
)
_ARITHMETIC = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "BitOr_BitAnd", "BitAnd_BitOr")
_OTHERS = (
    *("ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub", "AddNot"),
    *("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer"),
    *("NumberReplacer", "RemoveDecorator", "ZeroIterationForLoop"),
)


@frozen
class Swap:
    """An operator that puts other code in the place of a node, or leaves it (None)."""

    code: Callable[[NodeOrLeaf], str | None]

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[Place]:
        if self.code(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: NodeOrLeaf, _: int) -> NodeOrLeaf:
        prefix = node.get_first_leaf().prefix
        return parso.python.tree.Name(self.code(node) or "", node.start_pos, prefix)


def _lines(node: NodeOrLeaf, code: str) -> str:
    """The code, on as many lines as the node: what follows keeps its line numbers."""
    return code + "\n" * (node.end_pos[0] - node.start_pos[0])


def _membership(node: NodeOrLeaf) -> str | None:
    if node.type == "comp_op":
        return "in" if node.children[0].value == "not" else None
    compared = node.parent is not None and node.parent.type == "comparison"
    return "not in" if compared and node.type == "keyword" and node.value == "in" else None


def _condition(node: NodeOrLeaf) -> str | None:
    """The condition of a comprehension, turned round."""
    of = node.parent
    if of is None or of.type != "comp_if" or node is not of.children[1]:
        return None
    if node.type in ("comparison", "not_test"):
        return None  # turned round by another operator
    return f"not ({node.get_code(include_prefix=False)})"


def _word(node: NodeOrLeaf) -> str | None:
    if node.type != "string" or node.parent.type in ("simple_stmt", "strings"):
        return None
    follows = node.get_next_leaf()
    joins = follows.value == "." and follows.get_next_leaf().value == "join"
    if joins and not any(map(str.isalnum, node.value)):
        return None  # what stands between the members of a list in a sentence
    quote = node.value[-1]
    at = node.value.index(quote) + 1
    return f"{node.value[:at]}XX{node.value[at:]}"


def _statement(node: NodeOrLeaf) -> str | None:
    """A statement done for its effect, left out; what a function gives back, None."""
    if node.parent is None or node.parent.type != "simple_stmt":
        return None
    if node.type == "return_stmt":
        given = node.children[1].get_code().strip()
        return None if given in ("None", "False") else _lines(node, "return None")
    if node.type == "expr_stmt":
        augmented = node.children[1].get_code().strip() not in ("=", ":")
        return _lines(node, "pass") if augmented and node.children[1].type != "annassign" else None
    bare = node.type == "keyword" and node.value in ("return", "continue")
    called = node.type in ("atom_expr", "power")
    if bare or called or node.type in ("yield_expr", "raise_stmt"):
        return _lines(node, "pass")
    return None


_QUANTIFIERS = {"any": "all", "all": "any", "min": "max", "max": "min"}


def _quantifier(node: NodeOrLeaf) -> str | None:
    if node.type != "name" or node.parent.type not in ("atom_expr", "power"):
        return None
    return _QUANTIFIERS.get(node.value)


OPERATORS: Mapping[str, Any] = {
    **{
        f"comparison {n}": get_operator(f"core/ReplaceComparisonOperator_{n}")()
        for n in _COMPARISONS
    },
    **{f"arithmetic {n}": get_operator(f"core/ReplaceBinaryOperator_{n}")() for n in _ARITHMETIC},
    **{name: get_operator(f"core/{name}")() for name in _OTHERS},
    "membership": Swap(_membership),
    "condition": Swap(_condition),
    "word": Swap(_word),
    "statement": Swap(_statement),
    "quantifier": Swap(_quantifier),
}
