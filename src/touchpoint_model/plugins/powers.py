"""Who may do what to the register, as the ledgers bind it: the authority of an agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..lifecycle.authority import Authority, Deed, Grant
from ..model.legal import ClauseRef
from ..norms.approval import late_publication, unapproved_register, unpublished_register
from ..norms.upkeep import unauthorised_change
from ..rules.binding import Clause, RuleUse

__all__ = ["authority_of"]

# What a clause asks for without a word on who does it.
_BY_NOBODY = {
    unapproved_register: Deed.APPROVE,
    unpublished_register: Deed.PUBLISH,
    late_publication: Deed.PUBLISH,
}


def authority_of(clauses: Iterable[Clause]) -> Authority:
    """The authority that clauses lay down: by deed, the roles and the clauses that name them.

    A deed that no clause binds is one on which the acts are silent. The roles are those with which
    the ledger binds the rule on unauthorised changes; approval and publication name nobody.
    """
    roles: dict[Deed, list[str]] = {}
    cited: dict[Deed, list[tuple[int, ClauseRef]]] = {}
    for clause in clauses:
        for use in clause.uses:
            for deed in _deeds(use):
                cited.setdefault(deed, []).append((use.rank, clause.ref))
                known = roles.setdefault(deed, [])
                known += [one for one in use.arguments.get("roles", ()) if one not in known]
    grants = [
        Grant(deed, tuple(roles[deed]), tuple(_in_order(cited[deed])))
        for deed in Deed
        if deed in cited
    ]
    return Authority(tuple(grants))


def _deeds(use: RuleUse) -> Iterator[Deed]:
    if use.rule is unauthorised_change:
        yield from map(Deed, use.arguments["deeds"])
    elif use.rule in _BY_NOBODY:
        yield _BY_NOBODY[use.rule]


def _in_order(cited: list[tuple[int, ClauseRef]]) -> list[ClauseRef]:
    return list(dict.fromkeys(ref for _, ref in sorted(cited, key=lambda one: one[0])))
