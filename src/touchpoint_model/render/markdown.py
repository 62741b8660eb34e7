"""A check as Markdown (CommonMark with GFM tables): what a merge request or a wiki shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..model.text import Lang
from .checked import Checked, RuleCard
from .outline import Item, Outline, outline
from .subject import REGISTER, Subject
from .words import printable, say

__all__ = ["as_markdown"]

_NO_CARDS: Mapping[str, RuleCard] = MappingProxyType({})
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")


def as_markdown(
    files: Sequence[Checked],
    lang: Lang = "ru",
    rules: Mapping[str, RuleCard] = _NO_CARDS,
    subject: Subject = REGISTER,
) -> str:
    """The report of all files, a section a file.

    Args:
        rules: cards of the rules by code; a rule without one is called by its name.
        subject: what the report is about.
    """
    outlines = [outline(one, rules, lang, at, subject) for at, one in enumerate(files, 1)]
    lines = [f"# {subject.say('title' if len(outlines) == 1 else 'title-many', lang)}", ""]
    for one in outlines:
        lines += _register(one, lang)
    return printable("\n".join(lines).rstrip("\n") + "\n")


def _register(one: Outline, lang: Lang) -> Iterator[str]:
    yield from (f"## {_plain(one.path)}", "")
    if one.error:
        yield from (f"**{say('unreadable-why', lang)}:** {_plain(one.error)}", "")
        return
    if one.register:
        yield from (f"{say('register', lang)}: {_plain(one.register)}", "")
    yield from (f"{_plain(one.agency)}, {say('on', lang)} {one.day}.", "")
    yield from (f"**{_plain(one.verdict)}**", "")
    for remark in one.remarks:
        yield from (_plain(remark), "")
    if one.chores:
        where = say("where" if one.register else "row", lang)
        columns = [say("weight", lang), say("what", lang), say("how-many", lang), where]
        rows = (
            (
                f"{chore.standing} {chore.code}",
                chore.title,
                str(len(chore.items)),
                ", ".join(_spots(chore.items)),
            )
            for chore in one.chores
        )
        yield from _table(say("todo", lang), columns, rows)
    yield from _found(one, lang)
    yield from _rest(one, lang)


def _spots(items: Iterable[Item]) -> list[str]:
    """Rows of the register, and steps of journeys."""
    told = (item.row or (f"«{item.step}»" if item.step else "") for item in items)
    return [one for one in told if one]


def _found(one: Outline, lang: Lang) -> Iterator[str]:
    """Findings by direction and process; the waived and the known apart."""
    direction = ""
    for passage in one.passages:
        if passage.direction and passage.direction != direction:
            yield from (f"### {_plain(passage.direction)}", "")
        direction = passage.direction
        level = "####" if direction else "###"
        yield from (f"{level} {_plain(passage.title)} ({passage.counts})", "")
        for item in passage.items:
            yield from _item(item, lang)
        yield ""
    if one.aside:
        yield from (f"### {say('aside', lang)}", "")
        for item in one.aside:
            yield from _item(item, lang, process=True)
        yield ""


def _rest(one: Outline, lang: Lang) -> Iterator[str]:
    """Measures, what stayed unchecked, how the document was read."""
    if one.measures:
        columns = [say("measure", lang), say("value", lang), say("clause", lang)]
        rows = ((each.title, each.value, each.clause) for each in one.measures)
        yield from _table(say("measures", lang), columns, rows)
    if one.gaps:
        yield from (f"### {say('gaps', lang)}", "")
        for gap in one.gaps:
            names = "; ".join(_plain(name) for name, _ in gap.clauses)
            yield f"- {_plain(gap.title)}: {names}"
        yield ""
    if one.readings:
        yield from (f"### {say('readings', lang)}", "")
        for decided in one.readings:
            yield f"- {_plain(decided.sentence)}"
            yield from (f"  - {_plain(case)}" for case in decided.cases)
        yield ""


def _item(item: Item, lang: Lang, process: bool = False) -> Iterator[str]:
    """One finding as a list item; a line each for what stands below the sentence."""
    row = f", {item.rows}" if item.rows else ""
    yield f"- **{item.standing}** {item.code}{row}: {_plain(item.message)}"
    told = (
        ("process", item.process if process else ""),
        ("touchpoint", item.touchpoint),
        ("need", item.need),
        ("fix", item.fix),
        ("law", item.citation),
        ("place", item.place),
        ("waiver", item.waiver),
    )
    for word, text in told:
        if text:
            yield f"  - {say(word, lang)}: {_plain(text)}"


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = [_plain(one) for one in columns]
    yield from (f"### {_plain(title)}", "")
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(' --- ' for _ in heads)}|"
    for row in rows:
        yield f"| {' | '.join(_plain(one) for one in row)} |"
    yield ""


def _plain(text: str) -> str:
    r"""Text that Markdown shows as it is: on one line, every special character escaped.

    >>> print(_plain("a|b <script>"))
    a\|b \<script\>
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
