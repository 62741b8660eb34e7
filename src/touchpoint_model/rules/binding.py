"""A binding: a rule, the clauses of an ordinance that it serves, and the ordinance's parameters."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from attrs import field, frozen

from ..model.findings import Severity
from ..model.legal import ClauseRef, ClauseStatus, Modality
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from .rule import Rule
from .scope import Scope

__all__ = [
    "Binding",
    "Clause",
    "InScheme",
    "RuleUse",
    "bindings",
    "misfits",
    "severity_of",
]


@frozen
class InScheme:
    """Marks a parameter whose values are codes of a scheme: `Annotated[str, InScheme("need")]`."""

    scheme: str


@frozen
class RuleUse:
    """A clause's use of a rule, as the ledger writes it.

    Attributes:
        arguments: the ordinance's parameters. fits: the subject that this clause is about.
        rank: place of the clause among those bound to the same rule; the lowest is cited first.
    """

    rule: Rule
    arguments: Mapping[str, Any] = field(factory=dict)
    fits: str | None = None
    rank: int = 0


@frozen
class Clause:
    """One printed clause of an act, accounted for.

    Attributes:
        gist: what it says, in our own words. digest: of the normalised print.
        uses: the rules bound to it. indicator: name and weights of a measure.
        evidence: what a person shows who attests it; an automated clause that has it is not
            satisfied by its rules alone. why: why an informative clause has no norm.
        defines: the model type or code that a term names. line: in the ledger file.
        in_force, repealed: from and until which day; None is always.
    """

    ref: ClauseRef
    gist: Text
    digest: str
    modality: Modality
    status: ClauseStatus
    uses: tuple[RuleUse, ...] = ()
    indicator: str | None = None
    weights: Mapping[str, float] = field(factory=dict)
    evidence: Text | None = None
    why: Text | None = None
    defines: str | None = None
    scope: Scope = field(factory=Scope)
    severity: Severity | None = None
    in_force: date | None = None
    repealed: date | None = None
    file: str = ""
    line: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the clause is in force on a day; it is not any more on the day of repeal."""
        return (self.in_force is None or self.in_force <= day) and (
            self.repealed is None or day < self.repealed
        )


@frozen
class Binding:
    """A rule with one set of arguments and one scope, and all clauses that it serves so."""

    rule: Rule
    arguments: Mapping[str, Any]
    scope: Scope
    clauses: tuple[Clause, ...]

    def cited(self, fits: str | None) -> Clause:
        """The clause to cite for a fault: the one that fits its subject, else the first."""
        if fits is not None:
            for clause in self.clauses:
                if any(use.rule is self.rule and use.fits == fits for use in clause.uses):
                    return clause
        return self.clauses[0]

    def against(self, fits: str | None, cited: Sequence[str]) -> tuple[str, ...]:
        """Of the cited addresses, those that a fault about such a subject speaks against."""
        if fits is None:
            return tuple(cited)
        return tuple(
            address
            for address, clause in zip(cited, self.clauses, strict=True)
            if any(use.rule is self.rule and use.fits in (None, fits) for use in clause.uses)
        )


def bindings(clauses: Sequence[Clause], day: date) -> Iterator[Binding]:
    """The bindings of all clauses in force, one for each rule, arguments and scope."""
    groups: dict[tuple[str, str, Scope], list[tuple[int, int, Clause, RuleUse]]] = {}
    for at, clause in enumerate(clauses):
        if clause.holds_on(day):
            for use in clause.uses:
                told = {**_defaults(use.rule), **use.arguments}
                fixed = {
                    name: tuple(one) if isinstance(one, list) else one for name, one in told.items()
                }
                key = (use.rule.code, repr(sorted(fixed.items())), clause.scope)
                groups.setdefault(key, []).append((use.rank, at, clause, use))
    for (_, _, scope), members in groups.items():
        members.sort(key=lambda one: one[:2])
        use = members[0][3]
        served = tuple({one[2].ref: one[2] for one in members}.values())
        yield Binding(use.rule, use.arguments, scope, served)


def _defaults(rule: Rule) -> dict[str, Any]:
    return {
        name: one.default
        for name, one in rule.parameters.items()
        if one.default is not inspect.Parameter.empty
    }


_SEVERITY = {
    Modality.OBLIGATION: Severity.ERROR,
    Modality.PROHIBITION: Severity.ERROR,
    Modality.RECOMMENDATION: Severity.WARNING,
    Modality.PERMISSION: Severity.NOTE,
    Modality.DEFINITION: Severity.NOTE,
    Modality.PRINCIPLE: Severity.NOTE,
    Modality.NONE: Severity.NOTE,
}


def severity_of(clause: Clause, rule: Rule, reading: str | None) -> Severity:
    """The severity of a finding: the ledger's own word, else note for a heuristic, else by force."""
    if reading is not None:
        return Severity.NOTE
    if clause.severity is not None:
        return clause.severity
    return Severity.NOTE if rule.heuristic else _SEVERITY[clause.modality]


def misfits(
    rule: Rule, arguments: Mapping[str, Any], vocabulary: Vocabulary
) -> Iterator[tuple[str, Text]]:
    """What is wrong with arguments for a rule: the parameter's name and a sentence."""
    for name in arguments:
        if name not in rule.parameters:
            known = ", ".join(rule.parameters) or "—"
            yield (
                name,
                Text(
                    ru=f"у правила «{rule.name}» нет параметра «{name}» (есть: {known})",
                    en=f"rule “{rule.name}” has no parameter “{name}” (it has: {known})",
                ),
            )
    for name, parameter in rule.parameters.items():
        if name not in arguments:
            if parameter.default is inspect.Parameter.empty:
                yield (
                    name,
                    Text(
                        ru=f"правилу «{rule.name}» не задан параметр «{name}»",
                        en=f"rule “{rule.name}” lacks its parameter “{name}”",
                    ),
                )
            continue
        yield from _misfit(rule, name, arguments[name], vocabulary)


def _misfit(
    rule: Rule, name: str, value: Any, vocabulary: Vocabulary
) -> Iterator[tuple[str, Text]]:
    hint, scheme = rule.types[name], None
    if get_origin(hint) is Annotated:
        hint, mark = get_args(hint)[:2]
        scheme = mark.scheme if isinstance(mark, InScheme) else None
    if not _is(value, hint):
        yield (
            name,
            Text(
                ru=f"параметр «{name}» правила «{rule.name}»: {value!r} не подходит по типу",
                en=f"parameter “{name}” of rule “{rule.name}”: {value!r} has the wrong type",
            ),
        )
    elif scheme is not None:
        for code in value if isinstance(value, list | tuple) else (value,):
            if vocabulary.get(scheme, code) is None:
                yield (
                    name,
                    Text(
                        ru=f"параметр «{name}» правила «{rule.name}»: в словаре нет понятия "
                        f"«{code}» ({scheme})",
                        en=f"parameter “{name}” of rule “{rule.name}”: the vocabulary has no "
                        f"concept “{code}” ({scheme})",
                    ),
                )


def _is(value: Any, hint: Any) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return isinstance(value, list | tuple) and all(_is(one, inner[0]) for one in value)
    if origin in (Union, UnionType):
        return any(_is(value, one) for one in inner)
    if hint is bool or isinstance(value, bool):
        return hint is bool and isinstance(value, bool)
    if hint is float:
        return isinstance(value, int | float)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return value in set(hint)
    return isinstance(value, hint)
