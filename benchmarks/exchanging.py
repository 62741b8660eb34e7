"""How many of two bound clauses whose rules are exchanged `agency check` asks to read again.

`python benchmarks/exchanging.py`

For each installed agency, every pair of clauses that have no rule in common; the other agencies are what
is known.
"""

from __future__ import annotations

from itertools import combinations

from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.plugins.consistency import doubtful_bindings


def main() -> None:
    """Print a line for each agency."""
    agencies = tm.agencies()
    for agency in agencies:
        bound = [one for one in agency.clauses if one.uses]
        pairs = [
            (one, other)
            for one, other in combinations(bound, 2)
            if not {use.rule for use in one.uses} & {use.rule for use in other.uses}
        ]
        noticed = sum(
            any(doubtful_bindings(_exchanged(agency, one, other), agencies)) for one, other in pairs
        )
        share = noticed / len(pairs)
        print(f"{agency.code:16} {len(pairs):4} pairs, {noticed:4} noticed, {share:.0%}")


def _exchanged(agency, one, other):
    uses = {one.ref: other.uses, other.ref: one.uses}
    clauses = (evolve(each, uses=uses.get(each.ref, each.uses)) for each in agency.clauses)
    return evolve(agency, clauses=tuple(clauses))


if __name__ == "__main__":
    main()
