"""Cases as data: the register as an ordinance prints it, and the findings of one rule.

```toml
[[case]]
title    = "A process names the telephone twice."
rule     = "TP03"
register = '''
1 | Консультирование | телефон          | получение консультации | офлайн точка
" | "                | телефонная связь | получение ответа       | "
'''
expect   = ["2 TP03"]
```

The table is № | process | touchpoint | needs | particulars. A cell that is blank or `"` is merged
with the one above, `()` is an empty cell, `;` separates needs. A line `# …` begins a table with
that heading. Columns left out at the end of every line are facts that the register does not hold.

An expected finding is `row code`, `- code` where it has no row, `row code reading` where the rule
reads the row in another way. Everything else is optional:

- `agencies`: codes; without them, every agency that binds the rule.
- `outcome`: of all clauses that name the rule. `cites`: the clause that each finding cites.
- `columns`, `client`, `direction` (code): of the tables. `performs`, `process_registry`, `usage`,
  `segments`: of the register.
- `approval` (a day), `publications` (places): of the register, without a history.
- `history`: of the register, see `casehistory`; without the key there is no word of it.
- `journeys`: of clients, as in a file of journeys; without the key there is no word of any.
- `processes."name"`: client, history_access, legal_forms, registry_id.
- `touchpoints."name"`: key, low_demand, basis (texts), channel, serves (codes of limits).
- `rows.N`: needs (texts, taken whole), basis (texts), particulars.
- `on`: the day to judge by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import attrs
from attrs import field, frozen

from ..formats.table import Row, Table
from ..model.clients import ClientKind, Segment
from ..model.findings import Outcome
from ..model.register import RegistryItem
from ..model.usage import Usage
from ..plugins.toml import Document, fail, read_toml

__all__ = ["Case", "Expectation", "case_files", "read_cases"]

_DAY = date(2024, 4, 1)
_EMPTY, _MERGED = "()", ("", '"')
_KEYS = frozenset(
    [
        *("title", "rule", "agencies", "register", "expect", "outcome", "cites", "on"),
        *("columns", "client", "direction", "performs", "process_registry", "usage"),
        *("processes", "touchpoints", "rows", "segments", "journeys"),
        *("history", "approval", "publications"),
    ]
)
_PROCESS = frozenset(["client", "history_access", "legal_forms", "registry_id"])
_POINT = frozenset(["key", "low_demand", "basis", "channel", "serves"])
_ROW = frozenset(["needs", "basis", "particulars"])


@frozen
class Expectation:
    """What a rule is to find, or what it found.

    Attributes:
        findings: `row code` or `row code reading`, in the order of the report.
        outcomes: of the clauses that name the rule, each once. cites: the clause of each finding,
            with its act where that is not `procedure`. None where the case does not ask.
    """

    findings: tuple[str, ...]
    outcomes: tuple[str, ...] | None = None
    cites: tuple[str, ...] | None = None


@frozen
class Case:
    """One case of one rule. place: `file:line`. told: its facts, as the file states them."""

    title: str
    rule: str
    expect: Expectation
    tables: tuple[Table, ...] = field(repr=False)
    columns: int = field(repr=False)
    told: Mapping[str, Any] = field(repr=False, hash=False)
    agencies: tuple[str, ...] = ()
    on: date = _DAY
    place: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {self.title}"

    def fail(self, ru: str, en: str) -> NoReturn:
        """Stop with an error at the place of the case."""
        fail(self.place, ru, en)


def case_files(folder: str | Path) -> tuple[Path, ...]:
    """The case files of a folder, by name; none where there is no such folder."""
    return tuple(sorted(Path(folder).glob("*.toml")))


def read_cases(*files: str | Path) -> tuple[Case, ...]:
    """The cases of TOML files, in order.

    Raises:
        PluginError: a file is not TOML, or a case lacks something or says it wrong; with file and
            line.
    """
    return tuple(case for file in files for case in _cases(read_toml(Path(file))))


def _cases(document: Document) -> Iterator[Case]:
    for key in document.body:
        if key != "case":
            fail(f"{document.path}:1", f"неизвестный ключ «{key}»", f"unknown key “{key}”")
    for number, told in enumerate(document.body.get("case", [])):
        yield _case(_Reader(document, number), told)


@frozen
class _Reader:
    """One case of a document, for error messages."""

    document: Document
    number: int

    def fail(self, key: str | None, ru: str, en: str, below: int = 0) -> NoReturn:
        line = self.document.line("case", self.number, key) + below
        fail(f"{self.document.path}:{line}", ru, en)

    def text(self, told: Mapping[str, Any], key: str) -> str:
        value = told.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fail(key, f"«{key}»: нужен текст", f"“{key}” must be a text")
        return value

    def texts(self, told: Mapping[str, Any], key: str) -> tuple[str, ...] | None:
        value = told.get(key)
        if value is not None and not _is_texts(value):
            self.fail(key, f"«{key}»: нужен список текстов", f"“{key}” must be a list of texts")
        return None if value is None else tuple(value)

    def known(self, told: object, keys: frozenset[str], where: str) -> None:
        if not isinstance(told, Mapping):
            self.fail(where, f"«{where}»: нужна таблица", f"“{where}” must be a table")
        for key in told:
            if key not in keys:
                self.fail(key, f"неизвестный ключ «{key}»", f"unknown key “{key}”")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _case(reader: _Reader, told: Mapping[str, Any]) -> Case:
    reader.known(told, _KEYS, "case")
    rule = reader.text(told, "rule")
    columns, tables = _tables(reader, reader.text(told, "register"), reader.texts(told, "columns"))
    _check_facts(reader, told)
    outcome, on = told.get("outcome"), told.get("on", _DAY)
    if outcome is not None and outcome not in list(Outcome):
        reader.fail("outcome", f"нет исхода «{outcome}»", f"there is no outcome “{outcome}”")
    if type(on) is not date:
        reader.fail("on", "дата нужна в виде 2024-03-19", "the date must look like 2024-03-19")
    expect = reader.texts(told, "expect")
    if expect is None:
        reader.fail(None, "нет ключа «expect»", "key “expect” is missing")
    for line in expect:
        if line.split()[1:2] != [rule] or not (line[0] == "-" or line.split()[0].isdigit()):
            reader.fail("expect", f"«{line}»: нужно «2 {rule}»", f"“{line}”: expected “2 {rule}”")
    return Case(
        title=reader.text(told, "title"),
        rule=rule,
        expect=Expectation(expect, outcome and (outcome,), reader.texts(told, "cites")),
        tables=tables,
        columns=columns,
        told=told,
        agencies=reader.texts(told, "agencies") or (),
        on=on,
        place=f"{reader.document.path}:{reader.document.line('case', reader.number)}",
    )


def _tables(
    reader: _Reader, text: str, columns: Sequence[str] | None
) -> tuple[int, tuple[Table, ...]]:
    """The tables of a text, and how many columns they have."""
    at_key = reader.document.lines[reader.document.line("case", reader.number, "register") - 1]
    first = 1 if at_key.rstrip().endswith(("'''", '"""')) else 0
    heading, width = "", 0
    tables, rows = list[tuple[str, list[Row]]](), list[Row]()
    for below, line in enumerate(text.splitlines(), first):
        if line.startswith("#"):
            heading, rows = line.lstrip("# ").strip(), []
            tables.append((heading, rows))
        elif line.strip():
            if not tables:
                tables.append((heading, rows))
            cells = [one.strip() for one in line.split("|")]
            width = width or len(cells)
            if len(cells) != width or not 3 <= width <= 5:
                reader.fail(
                    "register",
                    f"в строке граф: {len(cells)}, а нужно {width or 'от 3 до 5'}: «{line}»",
                    f"the line has {len(cells)} columns, not {width or '3 to 5'}: “{line}”",
                    below,
                )
            rows.append(Row(_cells(cells), at=len(rows) + 2))
    return width, tuple(
        Table(heading, tuple(columns or ()), tuple(rows), number)
        for number, (heading, rows) in enumerate(tables, 1)
    )


def _cells(cells: Sequence[str]) -> Any:
    read = [None if one in _MERGED else "" if one == _EMPTY else one for one in cells]
    left_out = None if read[2] is None else ""
    return (*read, *[left_out] * (5 - len(read)))


def _check_facts(reader: _Reader, told: Mapping[str, Any]) -> None:
    for key, known in (("processes", _PROCESS), ("touchpoints", _POINT), ("rows", _ROW)):
        facts = told.get(key, {})
        reader.known(facts, frozenset(facts) if isinstance(facts, dict) else frozenset(), key)
        for name, one in facts.items():
            reader.known(one, known, name)
            for listed in ("needs", "basis", "legal_forms", "serves"):
                reader.texts(one, listed)
    reader.known(told.get("performs", {}), frozenset(told.get("performs", {})), "performs")
    for key, cls in (
        ("process_registry", RegistryItem),
        ("usage", Usage),
        ("segments", Segment),
    ):
        for one in told.get(key, []):
            reader.known(one, frozenset(attrs.fields_dict(cls)), key)
            needed = [it.name for it in attrs.fields(cls) if it.default is attrs.NOTHING]
            for name in needed:
                reader.text(one, name)
    if "direction" in told:
        reader.text(told, "direction")
    for one in (told, *told.get("processes", {}).values()):
        if one.get("client", "any") not in list(ClientKind):
            client = one["client"]
            reader.fail("client", f"нет клиента «{client}»", f"there is no client “{client}”")
