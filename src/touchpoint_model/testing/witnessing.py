"""What a witness is, and who makes it: the ways to break each rule, registered by its code.

A stranger's plug-in says so for rules of its own, in the file of its tests:

```python
from collections.abc import Iterator

from attrs import evolve
from touchpoint_model import Register
from touchpoint_model.testing import Change, Material, witnessed

@witnessed("TY12")  # the title of a register is too long
def _(register: Register, material: Material) -> Iterator[Change]:
    yield Change(evolve(register, title="Перечень " * 20), row=None)
```

The function is handed a lawful register, whichever, and yields one change for each place where it
can break the rule and, but for what it declares, nothing else. Where a change would touch something
else (needs that another rule speaks of, the only offline point), it passes the place over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from attrs import field, frozen

from ..model.errors import UsageError
from ..model.history import History
from ..model.journeys import Journey
from ..model.legal import ClauseRef
from ..model.register import Register
from ..model.text import Text
from ..model.vocabulary import Concept
from ..plugins.agency import Agency
from ..rules.rule import Rule
from .lawful import Material

__all__ = ["Breaking", "Change", "Expected", "Witness", "breaking", "witnessed"]


class Expected(NamedTuple):
    """The one finding that a change brings: code, reading; row, revision, None where it has none."""

    code: str
    row: int | None = None
    reading: str | None = None
    revision: int | None = None


@frozen
class Change:
    """A lawful register after one change that breaks one rule.

    Attributes:
        register: the broken one. row, reading: of the finding.
        about: concepts that the finding is about; it must cite the clause that prints them, or
            the list that they stand in. Empty: any clause of the rule.
        consequences, relieves: codes of the findings that the change brings or takes away beside
            it, one for each finding, by other clauses or by the same rule elsewhere. Only those
            count that the ordinance binds.
        before, journeys: of clients, before the change and after it; None is no word of any.
        past, history: of the register, before and after, likewise. revision: of the finding.
        clauses: of which the finding must cite one, where no concept tells.
    """

    register: Register
    row: int | None
    reading: str | None = None
    about: tuple[Concept, ...] = ()
    consequences: tuple[str, ...] = ()
    relieves: tuple[str, ...] = ()
    before: tuple[Journey, ...] | None = None
    journeys: tuple[Journey, ...] | None = None
    past: History | None = None
    history: History | None = None
    revision: int | None = None
    clauses: tuple[ClauseRef, ...] = ()


@frozen
class Witness:
    """A rule's witness: a lawful register, and the smallest change that breaks the rule.

    Attributes:
        rule, agency: of whose ordinance. lawful, broken: the register before and after.
        expect: the one finding of the rule that the change adds.
        cites: addresses of which the finding cites one.
        consequences, relieves: codes of the findings that it brings or takes away beside it.
        lawful_journeys, broken_journeys: of clients, before and after; None is no word of any.
        lawful_history, broken_history: of the register, before and after, likewise.
    """

    rule: Rule
    agency: Agency
    lawful: Register = field(repr=False)
    broken: Register = field(repr=False)
    expect: Expected
    cites: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    relieves: tuple[str, ...] = ()
    lawful_journeys: tuple[Journey, ...] | None = field(default=None, repr=False)
    broken_journeys: tuple[Journey, ...] | None = field(default=None, repr=False)
    lawful_history: History | None = field(default=None, repr=False)
    broken_history: History | None = field(default=None, repr=False)


Breaking = Callable[[Register, Material], Iterator[Change]]
_KNOWN: dict[str, Breaking] = {}


def witnessed(code: str) -> Callable[[Breaking], Breaking]:
    """Register the changes that break the rule of a code.

    Raises:
        UsageError: another function has said so already.
    """

    def keep(function: Breaking) -> Breaking:
        known = _KNOWN.get(code)
        if known is not None and _place(known) != _place(function):
            raise UsageError(
                Text(
                    ru=f"свидетель правила «{code}» уже есть: {_place(known)}",
                    en=f"rule “{code}” has its witness already: {_place(known)}",
                )
            )
        _KNOWN[code] = function
        return function

    return keep


def breaking(code: str) -> Breaking | None:
    """What breaks the rule of a code; None if nobody has said."""
    return _KNOWN.get(code)


def _place(function: Breaking) -> str:
    code = function.__code__
    return f"{code.co_filename}:{code.co_firstlineno}"
