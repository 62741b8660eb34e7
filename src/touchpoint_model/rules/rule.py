"""A rule: a short pure generator of faults, with its messages and its manual page.

A rule looks at one subject and knows no clause, agency, severity or language. Its subject is the
annotation of its first parameter: `Register`, `Direction`, `Process`, `Entry` or `Concept` (a
member of a list). What it may ask of its surroundings it declares as keyword-only parameters
annotated `View`, `Scope` (what its clause is limited to), `date` (the day it is judged by),
`Direction` or `Process`; every other keyword-only parameter is set by the ordinance and checked
when the rule is bound.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files
from types import MappingProxyType, ModuleType
from typing import Any, Literal, get_type_hints

from attrs import field, frozen

from ..model.findings import Absent, Fault
from ..model.processes import Direction, Entry, Process
from ..model.register import Register
from ..model.text import Lang, Text
from ..model.view import View
from ..model.vocabulary import Concept
from .scope import Scope

__all__ = ["CONTEXT", "ManualPage", "Reading", "Rule", "Verdict", "rule", "rules_in"]

Verdict = Iterator[Fault | Absent]
_PrintedCell = Literal["touchpoint", "needs", "particulars"]
_SUBJECTS = (Register, Direction, Process, Entry, Concept)
CONTEXT = (View, Scope, Direction, Process, date)
_SECTIONS = ("Why", "Decides", "Bad", "Good", "Known limits")


@frozen
class Reading:
    """Another way in which a rule's fault can be meant; always a note."""

    message: Text
    fix: Text


@frozen
class ManualPage:
    """A rule's manual page in one language: a summary and its sections, in order."""

    summary: str
    sections: Mapping[str, str]


@frozen(eq=False, repr=False)
class Rule:
    """One rule.

    Attributes:
        code, name: `TP03`, `duplicate-touchpoint`. The name states the fault.
        subject: the type of what it looks at, one at a time.
        heuristic: it judges words or a principle; its findings are notes.
        readings: further readings by name. parameters: what an ordinance sets, by name, with type
            and default. context: what it asks of its surroundings, by parameter name.
        applies: whether anything in the register falls under it at all.
        cell: whose printed cell a fault of an entry is about: `touchpoint`, `needs`, `particulars`.
        along: looks for the same fault along the journeys of clients, if there are any: a
            generator function of the register, with keyword-only parameters as the rule's own.
        of_journeys: it judges journeys alone: without them its clauses are unverified.
        of_history: it judges the register's history alone: without it they are, too.
    """

    code: str
    name: str
    function: Callable[..., Verdict]
    subject: type
    message: Text
    fix: Text
    heuristic: bool = False
    readings: Mapping[str, Reading] = field(factory=dict)
    parameters: Mapping[str, inspect.Parameter] = field(factory=dict)
    types: Mapping[str, Any] = field(factory=dict)
    context: Mapping[str, type] = field(factory=dict)
    applies: Callable[[View], bool] | None = None
    cell: _PrintedCell = "touchpoint"
    along: Callable[..., Verdict] | None = None
    of_journeys: bool = False
    of_history: bool = False

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"

    def __call__(self, subject: Any, **arguments: Any) -> Verdict:
        return self.function(subject, **arguments)

    @property
    def where(self) -> str:
        """`file:line` of the rule."""
        code = self.function.__code__
        return f"{code.co_filename}:{code.co_firstlineno}"

    def page(self, lang: Lang = "en") -> ManualPage:
        """The manual page: English from the docstring, Russian from `manual_ru.toml` beside it."""
        english = _english(inspect.getdoc(self.function) or "")
        return english if lang == "en" else _russian(self, english)


def rule(
    code: str,
    *,
    name: str,
    message: Text,
    fix: Text,
    heuristic: bool = False,
    readings: Mapping[str, Reading] | None = None,
    applies: Callable[[View], bool] | None = None,
    cell: _PrintedCell = "touchpoint",
    along: Callable[..., Verdict] | None = None,
    of_journeys: bool = False,
    of_history: bool = False,
) -> Callable[[Callable[..., Verdict]], Rule]:
    """Make a rule of a generator function.

    Raises:
        TypeError: the first parameter's annotation is not a subject, or a parameter of the
            ordinance is not keyword-only. (A mistake of the author, found at import.)
    """

    def make(function: Callable[..., Verdict]) -> Rule:
        hints = get_type_hints(function, include_extras=True)
        first, *rest = inspect.signature(function).parameters.values()
        subject = hints.get(first.name)
        if subject not in _SUBJECTS:
            raise TypeError(f"rule {code}: the subject of {function.__name__} is {subject!r}")
        if any(one.kind is not inspect.Parameter.KEYWORD_ONLY for one in rest):
            raise TypeError(f"rule {code}: parameters of {function.__name__} must be keyword-only")
        context = {one.name: hints[one.name] for one in rest if hints.get(one.name) in CONTEXT}
        own = {one.name: one for one in rest if one.name not in context}
        return Rule(
            code=code,
            name=name,
            function=function,
            subject=subject,
            message=message,
            fix=fix,
            heuristic=heuristic,
            readings=MappingProxyType(dict(readings or {})),
            parameters=MappingProxyType(own),
            types=MappingProxyType({key: hints[key] for key in own}),
            context=MappingProxyType(context),
            applies=applies,
            cell=cell,
            along=along,
            of_journeys=of_journeys,
            of_history=of_history,
        )

    return make


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """All rules that stand in modules, by code."""
    found = (value for module in modules for value in vars(module).values())
    return tuple(sorted({one for one in found if isinstance(one, Rule)}, key=lambda it: it.code))


def _english(doc: str) -> ManualPage:
    head, *_ = doc.partition("\n\n")
    return ManualPage(summary=head.strip(), sections=dict(_sections(doc.splitlines())))


def _sections(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    name, body = "", list[str]()
    for line in lines:
        head, colon, rest = line.partition(":")
        if colon and head in _SECTIONS:
            if name:
                yield name, inspect.cleandoc("\n".join(body)).strip()
            name, body = head, [rest.strip()]
        elif name:
            body.append(line)
    if name:
        yield name, inspect.cleandoc("\n".join(body)).strip()


def _russian(rule: Rule, english: ManualPage) -> ManualPage:
    import tomllib

    module = rule.function.__module__
    package = sys.modules[module].__package__ or module
    resource = files(package).joinpath("manual_ru.toml")
    pages = tomllib.loads(resource.read_text("utf-8")) if resource.is_file() else {}
    page = pages.get(rule.code, {})
    sections = {name: page.get(name, text) for name, text in english.sections.items()}
    return ManualPage(summary=page.get("summary", english.summary), sections=sections)
