"""The survivors that are explained, as `survivors.toml` tells them, and as the manual prints them.

`python -m tests.mutation.survivors` prints the table of `docs/reference/mutation.md`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from attrs import field, frozen, validators

__all__ = ["KINDS", "Key", "Survivor", "read_survivors", "table"]

Key = tuple[str, str, str, str, int]
KINDS = ("equivalent", "speed", "cost")
_FILE = Path(__file__).with_name("survivors.toml")


@frozen
class Survivor:
    """A mutant that no test kills, and why that is right.

    Attributes:
        module: `norms/needs`. function: dotted, empty at module level. before, after: the changed
            lines, bare. nth: which of those alike in the function, from 1.
        kind: `equivalent` (the same behaviour), `speed` (the same, slower), `cost` (a test would
            cost more than it tells).
    """

    module: str
    before: str
    after: str
    kind: str = field(validator=validators.in_(KINDS))
    why: str
    function: str = ""
    nth: int = 1

    @property
    def key(self) -> Key:
        """What names the mutant, whatever lines stand above it."""
        return (self.module, self.function, self.before, self.after, self.nth)


def read_survivors(file: Path = _FILE) -> Sequence[Survivor]:
    """All explained survivors, as written."""
    told = tomllib.loads(file.read_text("utf-8"))
    return [Survivor(**one) for one in told.get("survivor", [])]


def table(survivors: Sequence[Survivor]) -> str:
    """The survivors as a table of Markdown, one a row."""
    rows = ["| module, function | change | kind | why |", "| --- | --- | --- | --- |"]
    for one in survivors:
        place = f"`{one.module}` " + (f"`{one.function}`" if one.function else "")
        change = f"`{_cell(one.before)}` → `{_cell(one.after)}`"
        rows.append(f"| {place.strip()} | {change} | {one.kind} | {one.why} |")
    return "\n".join(rows) + "\n"


def _cell(code: str) -> str:
    return code.replace("|", "\\|") or " "


if __name__ == "__main__":
    sys.stdout.write(table(read_survivors()))
