"""What the commands of a store print: a revision that was recorded, a refusal, two versions."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from ..differing import diff
from ..keeping import Kept
from ..lifecycle.amendment import Amendment
from ..lifecycle.changes import Alteration
from ..lifecycle.obligations import Duty
from ..model.register import Register
from ..model.text import Lang, Text
from ..plugins.agency import Agency
from ..plugins.deeds import RefusedDeed, role_labels
from ..render.difference.compared import Compared, Edition
from ..render.difference.lines import as_text
from ..render.difference.outline import outline
from ..render.difference.wording import title
from ..render.history import change_line, revision_heading
from ..store import StaleWrite

__all__ = [
    "carried_line",
    "duty_lines",
    "edition",
    "kept_lines",
    "refused_lines",
    "stale_lines",
    "tell",
    "unclear",
]

_SAY = {
    "recorded": Text(ru="Записано: {what}", en="Recorded: {what}"),
    "rows": Text(ru="строк в перечне: {rows}", en="rows in the register: {rows}"),
    "basis": Text(ru="основание: {basis}", en="basis: {basis}"),
    "deeds": Text(ru="Полномочия", en="Authority"),
    "next": Text(ru="Что сделать дальше", en="What is to be done"),
    "silent": Text(
        ru="Порядок ни утверждать, ни размещать перечень не требует.",
        en="The ordinance asks neither for approval nor for publication.",
    ),
    "edition": Text(ru="редакция {number}", en="revision {number}"),
    "yours": Text(ru="ваш вариант", en="your version"),
    "carried": Text(
        ru="{file}: в таблице нет графы для этих сведений, они сохранены из прежней редакции: {told}",
        en="{file}: a table has no column for these facts, they are kept from the revision before: "
        "{told}",
    ),
    "changes": Text(ru="{deed}, изменений {count}:", en="{deed}, changes {count}:"),
    "more": Text(ru="и ещё {count}", en="and {count} more"),
    "instead": Text(
        ru="Запишите это от имени того, кому оно отведено (--author, --role); если оно уже сделано, "
        "запишите как есть: --override ПРИЧИНА – проверка об этом скажет.",
        en="Record it in the name of whom it is given to (--author, --role); if it has been done "
        "already, record it as it is: --override REASON – a check will tell.",
    ),
    "theirs": Text(ru="Пока вы работали, записано ({head}):", en="Recorded meanwhile ({head}):"),
    "mine": Text(ru="Ваши изменения к редакции {number}:", en="Your changes to revision {number}:"),
    "needless": Text(
        ru="--override не понадобился: порядок этого никому другому не отводит",
        en="--override was not needed: the ordinance gives this to nobody else",
    ),
    "overridden": Text(
        ru="записано с отступлением от порядка; {told}",
        en="recorded although the ordinance gives it to others; {told}",
    ),
}
_SHOWN = 10  # changes listed under a refused deed


def _say(key: str, lang: Lang, **fields: object) -> str:
    return _SAY[key][lang].format(**fields)


def tell(lines: Iterable[str]) -> None:
    """Say something on stderr, a line each, whatever the names in it hold."""
    for line in lines:
        print("".join(one if one.isprintable() else " " for one in line), file=sys.stderr)


def edition(number: int, lang: Lang) -> Edition:
    """A revision as an edition that a comparison names."""
    return Edition(_say("edition", lang, number=number))


def kept_lines(kept: Kept, register: Register, agency: Agency, lang: Lang) -> Iterator[str]:
    """What was recorded, by what authority, and what is to be done next."""
    revision = kept.revision
    yield _say("recorded", lang, what=revision_heading(revision, agency.vocabulary, lang))
    yield f"  {_say('basis', lang, basis=revision.basis)}"
    if kept.amendment is None:
        yield f"  {_say('rows', lang, rows=sum(1 for _ in register.entries))}"
    yield ""
    yield _say("deeds", lang)
    labels = role_labels(agency)
    for one in kept.judged:
        yield f"  • {one.actor.name}: {one.permission.say(lang, labels)}"
    yield ""
    if kept.amendment is None:
        yield from duty_lines(kept.duties, register, agency, lang)
        return
    old, new = (edition(revision.number - step, lang) for step in (1, 0))
    told = as_text(_compared(kept.amendment, old, new, agency), lang)
    yield from told.rstrip("\n").split("\n")


def duty_lines(
    duties: tuple[Duty, ...], register: Register, agency: Agency, lang: Lang
) -> Iterator[str]:
    """What an ordinance asks for next, with its clauses and terms."""
    same = diff(register, register, agency)
    told = outline(_compared(evolve(same, duties=duties), Edition(""), Edition(""), agency), lang)
    yield _say("next", lang)
    if not told.tasks:
        yield f"  {_say('silent', lang)}"
        return
    for task in told.tasks:
        yield f"  • {task.title} – {task.law}"
        yield from (f"    {word}: {text}" for word, text in task.facts)
    yield from (f"  {one}" for one in told.silent)


def unclear(kept: Kept, agency: Agency, lang: Lang) -> Iterator[str]:
    """What the ordinance does not settle, or what was recorded against it."""
    labels = role_labels(agency)
    for one in kept.overridden:
        told = f"{one.actor.name}, {one.permission.say(lang, labels)}"
        yield _say("overridden", lang, told=told)
    if kept.needless:
        yield _SAY["needless"][lang]
    for one in kept.judged:
        if one.permission.allowed is None:
            yield f"{one.actor.name}, {one.permission.say(lang, labels)}"


def carried_line(carried: Iterable[Alteration], file: str, lang: Lang) -> str:
    """What a document has no room for, by sort."""
    counts = Counter(title(one, lang).partition(": ")[2] for one in carried)
    told = ", ".join(f"{name} ({count})" for name, count in counts.items())
    return _say("carried", lang, file=file, told=told)


def refused_lines(refusal: RefusedDeed, lang: Lang) -> Iterator[str]:
    """The changes that somebody else would have to make, and what to do."""
    for one in refusal.refused:
        if not one.changes:
            continue
        label = one.permission.deed.label[lang]
        yield _say("changes", lang, deed=label[0].upper() + label[1:], count=len(one.changes))
        yield from (f"  – {change_line(change, lang)}" for change in one.changes[:_SHOWN])
        if len(one.changes) > _SHOWN:
            yield f"    {_say('more', lang, count=len(one.changes) - _SHOWN)}"
    yield _say("instead", lang)


def stale_lines(stale: StaleWrite, agency: Agency, lang: Lang) -> Iterator[str]:
    """Both versions: what others recorded since, and what was to be recorded now."""
    if stale.base is None or stale.current is None or stale.head is None:
        return
    theirs = edition(stale.head.number, lang)
    heading = revision_heading(stale.head, agency.vocabulary, lang)
    yield ""
    yield _say("theirs", lang, head=heading)
    yield from _version(stale.base, stale.current, agency, (stale.expected, theirs), lang)
    yield ""
    yield _say("mine", lang, number=stale.expected)
    mine = Edition(_say("yours", lang))
    yield from _version(stale.base, stale.proposed, agency, (stale.expected, mine), lang)


def _version(
    old: Register, new: Register, agency: Agency, named: tuple[int, Edition], lang: Lang
) -> Iterator[str]:
    number, edition_ = named
    amendment = evolve(diff(old, new, agency), triggers=(), duties=())
    told = as_text(_compared(amendment, edition(number, lang), edition_, agency), lang)
    yield from (f"  {line}" for line in told.rstrip("\n").split("\n")[1:])


def _compared(amendment: Amendment, old: Edition, new: Edition, agency: Agency) -> Compared:
    return Compared(amendment, old, new, agency.title, agency.acts, agency.vocabulary)
