"""Strategies for Hypothesis: registers of an agency, their parts, journeys, histories, violations.

```python
from hypothesis import given
from touchpoint_model.testing import strategies as touch

@given(touch.registers("trade"))
def test_mine(register): ...
```

Each takes an agency or its code and draws the agency's own words, as people print them. Values
shrink to the smallest register that is lawful, with the labels of the ordinance.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...model.clients import Client, Segment
from ...model.errors import UsageError
from ...model.history import History
from ...model.journeys import Journey
from ...model.processes import Direction, Entry, Need, Process
from ...model.register import Register
from ...model.revisions import Revision
from ...model.text import Text
from ...model.touchpoints import Touchpoint
from ...plugins.agency import Agency
from ...plugins.discovery import find, found
from ...rules.rule import Rule
from ..witnessing import Witness
from .lawful import lawful_registers
from .lives import journey_strategy, revision_strategy
from .parts import Parts, parts_of
from .pasts import history_strategy
from .people import clients_of, segments_of
from .printed import printed_registers
from .room import violation_strategy
from .words import words_of

__all__ = [
    "agencies",
    "clients",
    "directions",
    "entries",
    "histories",
    "journeys",
    "needs",
    "processes",
    "registers",
    "revisions",
    "segments",
    "touchpoints",
    "violations",
]

_SIZE = 6  # rows, on average


def agencies() -> SearchStrategy[Agency]:
    """Installed agencies whose plug-ins load."""
    return st.deferred(
        lambda: st.sampled_from([one.agency for one in found() if one.agency is not None])
    )


def registers(
    agency: Agency | str, *, lawful: bool = True, complete: bool = False, size: int = _SIZE
) -> SearchStrategy[Register]:
    """Registers of an agency.

    Args:
        lawful: no clause that data can judge finds an error or a warning, nor does a heuristic rule
            find more than it does in the smallest lawful register. Otherwise any register that is
            well-formed, with codes of the vocabulary and words that it has or has not.
        complete: every fact is stated, and every clause that a person confirms is confirmed on
            `touchpoint_model.testing.lawful.DAY`. Only for lawful ones.
        size: about how many rows, on average. Lawful registers have at least two.

    Raises:
        UsageError: complete without lawful; a size that no register has; no such agency.
    """
    if complete and not lawful:
        raise UsageError(
            Text(
                ru="registers: полными (complete) бывают только законные перечни (lawful=True)",
                en="registers: only lawful registers can be complete; leave out lawful=False",
            )
        )
    words = words_of(_agency(agency))
    least = 2 if lawful else 0
    if size < least:
        raise UsageError(
            Text(
                ru=f"registers: size={size}, а строк в перечне не меньше {least}",
                en=f"registers: size={size}, and a register has at least {least} rows",
            )
        )
    if lawful:
        return lawful_registers(parts_of(words), complete=complete, size=size)
    return printed_registers(words, size)


def touchpoints(agency: Agency | str) -> SearchStrategy[Touchpoint]:
    """Touchpoints for lawful registers, each with the code of its kind as its id."""
    return _parts(agency).touchpoints


def needs(agency: Agency | str) -> SearchStrategy[Need]:
    """Needs in which nothing is found, as the ordinance and its people word them."""
    return _parts(agency).needs


def entries(agency: Agency | str) -> SearchStrategy[Entry]:
    """Rows of lawful registers; each refers to its touchpoint by the code of the kind."""
    return _parts(agency).entries


def processes(agency: Agency | str) -> SearchStrategy[Process]:
    """Processes of two to four rows, reachable as the ordinance wants them to be."""
    parts = _parts(agency)
    every = {client: parts.process(client, 2) for client in parts.words.pairs}
    return st.sampled_from(list(every)).flatmap(every.__getitem__)


def directions(agency: Agency | str) -> SearchStrategy[Direction]:
    """Tables of about two processes, each under a heading that the ordinance knows."""
    return _parts(agency).direction(2, 1)


def clients() -> SearchStrategy[Client]:
    """Clients of no segment and no legal form, which are an agency's words."""
    return clients_of()


def segments(agency: Agency | str) -> SearchStrategy[Segment]:
    """Segments of clients, with limits that the ordinance speaks of."""
    return segments_of(_agency(agency).vocabulary)


def journeys(register: Register | None = None, *, size: int = _SIZE) -> SearchStrategy[Journey]:
    """Journeys of about so many steps: at rows of a register, or off any."""
    return journey_strategy(register, size)


def revisions() -> SearchStrategy[Revision]:
    """Revisions, each as it may stand in the history of a register."""
    return revision_strategy()


def histories(register: Register, agency: Agency | str) -> SearchStrategy[History]:
    """Lawful histories of a register, of one to six revisions, the last of them the register.

    Each deed is done by a role that the ordinance names for it, data are checked before they are
    included, the last version is approved, each is published within its term, what made a revision
    due is recorded and was reported. By `touchpoint_model.testing.lawful.DAY` no clause on keeping
    the register is violated, for review or unverified. The changes are such as the register may have
    gone through; what it was before is not drawn.

    Raises:
        UsageError: no such agency.
    """
    return history_strategy(register, _agency(agency))


def violations(
    agency: Agency | str, rule: Rule | str, *, size: int = _SIZE
) -> SearchStrategy[Witness]:
    """Complete lawful registers and one change to each that breaks a rule.

    Args:
        rule: one that the agency's clauses name, or its code. size: of the register, in rows; where
            chance leaves no place to break the rule, there are more.

    Raises:
        UsageError: no clause of the agency names the rule; nobody has said how it is broken.
    """
    of = _agency(agency)
    lawful = registers(of, complete=True, size=size)
    return violation_strategy(words_of(of), rule, lawful)


def _agency(agency: Agency | str) -> Agency:
    return find(agency) if isinstance(agency, str) else agency


def _parts(agency: Agency | str) -> Parts:
    return parts_of(words_of(_agency(agency)))
