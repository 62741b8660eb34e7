"""A comparison as Markdown (CommonMark with GFM tables): what a merge request or a wiki shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.text import Lang
from ..words import printable
from .compared import Compared
from .outline import Line, Mark, Outline, outline
from .wording import SAY

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_SIGNS = {Mark.ADDED: "➕", Mark.GONE: "➖", Mark.CHANGED: "✏️"}


def as_markdown(told: Compared, lang: Lang = "ru") -> str:
    """The comparison: what makes an update due, what is to be done, the changes by process."""
    found = outline(told, lang)
    lines = [f"# {SAY['title'][lang]}", ""]
    lines += [f"- {word}: {_plain(text)}" for word, text in found.facts]
    lines += ["", f"**{found.verdict}**", ""]
    lines += [*_law(found, lang), *_changes(found, lang), *_aside(found, lang)]
    return printable("\n".join(lines).rstrip("\n") + "\n")


def _law(found: Outline, lang: Lang) -> Iterator[str]:
    if found.cases or found.remarks:
        yield from (f"## {SAY['triggers'][lang]}", "")
        for case in found.cases:
            where = f": {case.rows}" if case.rows else ""
            yield f"- **{_plain(case.title)}** – {_plain(case.law)}{where}"
            yield from (f"  - {SAY['reading'][lang]}: {_plain(one)}" for one in case.readings)
        yield from (f"- {_plain(one)}" for one in found.remarks)
        yield ""
    if found.tasks or found.silent:
        yield from (f"## {SAY['duties'][lang]}", "")
        for task in found.tasks:
            yield f"- **{_plain(task.title)}** – {_plain(task.law)}"
            yield from (f"  - {word}: {_plain(text)}" for word, text in task.facts)
            yield from (f"  - {_plain(one)}" for one in (task.remark,) if one)
        yield from (f"- {_plain(one)}" for one in found.silent)
        yield ""


def _changes(found: Outline, lang: Lang) -> Iterator[str]:
    if found.passages:
        yield from (f"## {SAY['changes'][lang]}", "")
    direction = ""
    for passage in found.passages:
        if passage.direction and passage.direction != direction:
            yield from (f"### {_plain(passage.direction)}", "")
        direction = passage.direction
        yield from (f"{'####' if direction else '###'} {_plain(passage.title)}", "")
        for line in passage.lines:
            yield from _line(line, lang)
        yield ""


def _line(line: Line, lang: Lang) -> Iterator[str]:
    where = f" {line.rows}." if line.rows else ""
    point = f": {_plain(line.touchpoint)}" if line.touchpoint else ""
    yield f"- {_SIGNS[line.mark]}{where} **{_plain(line.title)}**{point}"
    if line.mark is Mark.CHANGED:
        yield from (f"  - {SAY['was'][lang]}: ~~{_plain(one)}~~" for one in line.gone)
        yield from (f"  - {SAY['now'][lang]}: {_plain(one)}" for one in line.come)
    else:
        yield from (f"  - {_plain(one)}" for one in (*line.gone, *line.come))
    if line.laws:
        yield f"  - {SAY['prompted'][lang]}: {_plain('; '.join(line.laws))}"
    yield from (f"  - {_plain(one)}" for one in line.notes)


def _aside(found: Outline, lang: Lang) -> Iterator[str]:
    if not found.aside:
        return
    yield from (f"## {SAY['aside'][lang]}", "", SAY["aside-why"][lang], "")
    for one in found.aside:
        where = f"; {one.rows}" if one.rows else ""
        yield f"- {_plain(one.title)} ({one.number}{where})"


def _plain(text: str) -> str:
    r"""Text that Markdown shows as it is: on one line, every special character escaped.

    >>> print(_plain("a|b <script>"))
    a\|b \<script\>
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
