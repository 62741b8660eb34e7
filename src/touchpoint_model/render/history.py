"""A register's history as lines that a person reads: revisions, what changed, who, by what act."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from ..lifecycle.authority import Authority, Deed
from ..lifecycle.changes import Alteration, ChangeKind, Known
from ..model.history import Event, History
from ..model.revisions import Actor, Approval, Change, Inspection, Publication, Revision
from ..model.text import Lang, Text
from ..model.vocabulary import Vocabulary
from .difference.wording import title
from .words import day_of

__all__ = [
    "actor_line",
    "approval_line",
    "change_line",
    "event_lines",
    "publication_line",
    "quoted",
    "revision_heading",
    "revision_lines",
]

_SAY = {
    "revision": Text(ru="Редакция {number}", en="Revision {number}"),
    "basis": Text(ru="основание: {basis}", en="basis: {basis}"),
    "prepared": Text(ru="сведения подготовлены: {who}", en="data prepared by: {who}"),
    "checked": Text(ru="сведения проверены: {day}{who}", en="data checked: {day}{who}"),
    "failed": Text(
        ru="проверка сведений: {day}{who}, есть замечания",
        en="check of the data: {day}{who}, not in order",
    ),
    "first": Text(ru="перечень сформирован", en="the register was formed"),
    "changes": Text(ru="изменений: {count}", en="changes: {count}"),
    "more": Text(ru="и ещё {count}", en="and {count} more"),
    "approved": Text(ru="утверждена: {what}", en="approved: {what}"),
    "published": Text(ru="размещена: {what}", en="published: {what}"),
    "unapproved": Text(ru="утверждение не записано", en="no approval is recorded"),
    "unpublished": Text(ru="размещение не записано", en="no publication is recorded"),
    "recorded": Text(
        ru="записана: {at}, контрольная сумма {hash}", en="recorded: {at}, hash {hash}"
    ),
    "no": Text(ru=" № {number}", en=" No. {number}"),
    "from": Text(ru=" от {day}", en=" of {day}"),
    "signed": Text(ru=", подписал {who}", en=", signed by {who}"),
    "added": Text(ru="Добавлена точка", en="Touchpoint added"),
    "excluded": Text(ru="Исключена точка", en="Touchpoint excluded"),
    "was": Text(ru="было: {text}", en="was: {text}"),
    "now": Text(ru="стало: {text}", en="is: {text}"),
    "process": Text(ru="процесс {name}", en="process {name}"),
    "reported": Text(ru="сообщено: {who}, {day}", en="reported: {who}, {day}"),
    "unreported": Text(ru="не сообщено", en="not reported"),
    "unknown": Text(ru="сообщено ли, не записано", en="whether it was reported is not recorded"),
}
_LONGEST = 90  # letters of a text that was or is
_POINTS = {ChangeKind.TOUCHPOINT_ADDED: "added", ChangeKind.TOUCHPOINT_EXCLUDED: "excluded"}


def _say(key: str, lang: Lang, **fields: object) -> str:
    return _SAY[key][lang].format(**fields)


def actor_line(actor: Actor, vocabulary: Vocabulary, lang: Lang) -> str:
    """A name with the role, as the act calls it."""
    if actor.role is None:
        return actor.name
    concept = vocabulary.get("role", actor.role)
    return f"{actor.name} ({concept.label[lang] if concept else actor.role})"


def quoted(name: str, lang: Lang) -> str:
    """A name in quotes; those inside it are the inner ones.

    >>> quoted("ФГИС «Зерно»", "ru")
    '«ФГИС „Зерно“»'
    """
    if lang == "ru":
        return f"«{name.replace('«', '„').replace('»', '“')}»"
    return f"“{name.replace('“', '‘').replace('”', '’')}”"


def revision_heading(revision: Revision, vocabulary: Vocabulary, lang: Lang) -> str:
    """A revision's number, day and author."""
    number = _say("revision", lang, number=revision.number)
    day = day_of(revision.day, lang)
    return f"{number} · {day} · {actor_line(revision.author, vocabulary, lang)}"


def revision_lines(
    revision: Revision,
    history: History,
    vocabulary: Vocabulary,
    lang: Lang,
    *,
    authority: Authority,
    most: int | None = None,
) -> Iterator[str]:
    """What is recorded of a revision, a line each, under its heading.

    Args:
        authority: of the ordinance: what it does not ask for is not said to be lacking.
        most: how many changes are listed at the most; None lists all.
    """
    yield _say("basis", lang, basis=revision.basis)
    if revision.prepared_by is not None:
        yield _say("prepared", lang, who=actor_line(revision.prepared_by, vocabulary, lang))
    if revision.inspection is not None:
        yield _inspected(revision.inspection, vocabulary, lang)
    yield from _changes(revision, lang, most)
    approvals = [one.approval for one in history.approvals if one.revision == revision.number]
    for approval in approvals:
        yield _say("approved", lang, what=approval_line(approval, vocabulary, lang))
    if not approvals and authority.grant(Deed.APPROVE) is not None:
        yield _say("unapproved", lang)
    placed = [one.publication for one in history.publications if one.revision == revision.number]
    for publication in placed:
        yield _say("published", lang, what=publication_line(publication, vocabulary, lang))
    if not placed and authority.grant(Deed.PUBLISH) is not None:
        yield _say("unpublished", lang)
    yield _say("recorded", lang, at=_moment(revision.at, lang), hash=(revision.hash or "–")[:12])


def _moment(at: datetime.datetime, lang: Lang) -> str:
    """A moment on the clock of whoever recorded it, with its offset."""
    zone = datetime.timezone(at.utcoffset() or datetime.timedelta())
    return f"{day_of(at.date(), lang)} {at:%H:%M} {zone}"


def _inspected(one: Inspection, vocabulary: Vocabulary, lang: Lang) -> str:
    who = f", {actor_line(one.by, vocabulary, lang)}" if one.by else ""
    return _say("checked" if one.passed else "failed", lang, day=day_of(one.date, lang), who=who)


def _changes(revision: Revision, lang: Lang, most: int | None) -> Iterator[str]:
    if revision.number == 1:
        yield _say("first", lang)
        return
    told = _counted(revision.changes, lang)
    yield _say("changes", lang, count=len(revision.changes)) + (f" ({told})" if told else "")
    shown = revision.changes if most is None else revision.changes[:most]
    for change in shown:
        yield f"  – {change_line(change, lang)}"
    if left := len(revision.changes) - len(shown):
        yield f"    {_say('more', lang, count=left)}"


def _counted(changes: Iterable[Change], lang: Lang) -> str:
    counts = Counter(_title(one, lang) for one in changes)
    return "; ".join(f"{name.lower()} – {count}" for name, count in counts.items())


def change_line(change: Change, lang: Lang) -> str:
    """One recorded change: what, where, what it was and is.

    >>> change_line(Change("touchpoint-added", "", after="e-mail", process="Запись", touchpoint="e-mail"), "en")
    'Touchpoint added: “e-mail”, process “Запись”'
    """
    places = []
    if change.touchpoint is not None:
        places.append(quoted(_short(change.touchpoint), lang))
    if change.process is not None:
        places.append(_say("process", lang, name=quoted(_short(change.process), lang)))
    line = _title(change, lang) + (f": {', '.join(places)}" if places else "")
    if change.kind in _POINTS:
        return line
    told = [
        _say(key, lang, text=_short(text))
        for key, text in (("was", change.before), ("now", change.after))
        if text is not None and text not in (change.touchpoint, change.process)
    ]
    return f"{line} – {'; '.join(told)}" if told else line


def _title(change: Change, lang: Lang) -> str:
    """What happened, in a few words; the code of a kind that this version does not know."""
    if change.kind in _POINTS:
        return _SAY[_POINTS[ChangeKind(change.kind)]][lang]
    try:
        kind, known = ChangeKind(change.kind), Known(change.known)
    except ValueError:
        return change.kind
    fact = change.path.rpartition("/")[2]
    return title(Alteration(kind, (fact,), known), lang)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


def approval_line(one: Approval, vocabulary: Vocabulary, lang: Lang) -> str:
    """The approving act with its date, its number, who signed it."""
    number = _say("no", lang, number=one.number) if one.number else ""
    day = _say("from", lang, day=day_of(one.date, lang)) if one.date else ""
    by = _say("signed", lang, who=actor_line(one.by, vocabulary, lang)) if one.by else ""
    return f"{one.act}{day}{number}{by}"


def publication_line(one: Publication, vocabulary: Vocabulary, lang: Lang) -> str:
    """The place, the day, the address."""
    concept = vocabulary.get("place", one.place)
    place = concept.label[lang] if concept else one.place
    told = [place, day_of(one.date, lang) if one.date else "", one.url or ""]
    return ", ".join(part for part in told if part)


def event_lines(event: Event, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    """What makes an update due: the day and what happened, then where, and who reported it."""
    concept = vocabulary.get("trigger", event.trigger)
    name = concept.label[lang] if concept else event.trigger
    yield f"{day_of(event.date, lang)} · {name}"
    if event.touchpoint is not None:
        yield quoted(event.touchpoint, lang)
    if event.process is not None:
        yield _say("process", lang, name=quoted(event.process, lang))
    if event.text:
        yield event.text
    if event.notices is None:
        yield _say("unknown", lang)
    elif not event.notices:
        yield _say("unreported", lang)
    for notice in event.notices or ():
        who = actor_line(notice.by, vocabulary, lang)
        yield _say("reported", lang, who=who, day=day_of(notice.date, lang))
