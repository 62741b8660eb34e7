"""`touchpoint store approve|publish|event`: what was done about a revision, and why one is due."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import keeping
from ..model.errors import UsageError
from ..model.history import Event
from ..model.register import Register
from ..model.revisions import Approval, Notice, Publication
from ..model.text import Lang, Text, normalise, stems
from ..plugins.agency import Agency
from ..plugins.deeds import RefusedDeed
from ..recognise.terms import place_of, trigger_of
from ..render.history import approval_line, event_lines, publication_line, quoted
from ..store import AlreadyRecorded, Store
from .dates import past_date_of
from .output import LangOption, Language, complain, emit_clean
from .store_options import (
    ByOption,
    ByRoleOption,
    NumberArgument,
    StoreOption,
    actor,
    agency_of,
    head_number,
    moment,
    opened,
    someone,
    stated_text,
)
from .store_output import refused_lines, tell

__all__ = ["approve", "event", "publish", "register"]


def approve(
    store: StoreOption,
    act: Annotated[
        str, typer.Option("--act", metavar="TITLE", help="The approving act: its title.")
    ],
    by: ByOption,
    number: NumberArgument = None,
    act_number: Annotated[
        str | None, typer.Option("--number", metavar="TEXT", help="The act's number.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The act's date.")
    ] = None,
    role: ByRoleOption = None,
    signed_by: Annotated[
        str | None, typer.Option("--signed-by", metavar="NAME", help="Who signed the act.")
    ] = None,
    signed_role: Annotated[
        str | None, typer.Option("--signed-role", metavar="ROLE", help="Their role by the act.")
    ] = None,
    lang: LangOption = Language.RU,
) -> int:
    """Record that a revision was approved."""
    keeper = opened(store)
    revision = head_number(keeper, number)
    agency = agency_of(keeper)
    approval = Approval(
        stated_text(act, "--act", Text(ru="каким актом", en="by what act")),
        act_number,
        past_date_of(date, "--date"),
        someone(agency, signed_by, signed_role, lang.value, "--signed-by"),
    )
    who = actor(agency, by, role, lang.value, "--by")
    try:
        keeping.approve(keeper, agency, revision, approval, at=moment(), by=who)
    except RefusedDeed as refusal:
        return _refused(refusal, lang.value)
    except AlreadyRecorded as refusal:
        complain(refusal.say(lang.value))
        return 1
    _tell_earlier(keeper, revision, approval, lang.value)
    told = approval_line(approval, agency.vocabulary, lang.value)
    said = {"ru": f"Редакция {revision} утверждена: ", "en": f"Revision {revision} approved: "}
    emit_clean(said[lang.value] + told)
    return 0


def publish(
    store: StoreOption,
    place: Annotated[
        str, typer.Option("--place", metavar="PLACE", help="Where: its code, or in words.")
    ],
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="The day of placing.")],
    by: ByOption,
    number: NumberArgument = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="ADDRESS", help="Address of the page.")
    ] = None,
    role: ByRoleOption = None,
    lang: LangOption = Language.RU,
) -> int:
    """Record that a revision was published."""
    keeper = opened(store)
    revision = head_number(keeper, number)
    agency = agency_of(keeper)
    where = stated_text(place, "--place", Text(ru="где", en="where"))
    publication = Publication(place_of(where, agency.vocabulary), past_date_of(date, "--date"), url)
    who = actor(agency, by, role, lang.value, "--by")
    try:
        keeping.publish(keeper, agency, revision, publication, at=moment(), by=who)
    except RefusedDeed as refusal:
        return _refused(refusal, lang.value)
    except AlreadyRecorded as refusal:
        complain(refusal.say(lang.value))
        return 1
    _tell_other_place(publication.place, agency, lang.value)
    told = publication_line(publication, agency.vocabulary, lang.value)
    said = {"ru": f"Редакция {revision} размещена: ", "en": f"Revision {revision} published: "}
    emit_clean(said[lang.value] + told)
    return 0


def event(
    store: StoreOption,
    trigger: Annotated[
        str,
        typer.Option(
            "--trigger", metavar="TRIGGER", help="What happened: its code, or the act's words."
        ),
    ],
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="The day it happened.")],
    by: ByOption,
    process: Annotated[
        str | None, typer.Option("--process", metavar="NAME", help="The process it is about.")
    ] = None,
    touchpoint: Annotated[
        str | None, typer.Option("--touchpoint", metavar="NAME", help="The touchpoint it is about.")
    ] = None,
    text: Annotated[
        str, typer.Option("--text", metavar="TEXT", help="What happened, in words.")
    ] = "",
    reported_by: Annotated[
        str | None, typer.Option("--reported-by", metavar="NAME", help="Who reported it.")
    ] = None,
    reported_role: Annotated[
        str | None, typer.Option("--reported-role", metavar="ROLE", help="Their role by the act.")
    ] = None,
    reported_on: Annotated[
        str | None, typer.Option("--reported-on", metavar="DATE", help="The day of the report.")
    ] = None,
    unreported: Annotated[
        bool, typer.Option("--unreported", help="It is known that nobody reported it.")
    ] = False,
    role: ByRoleOption = None,
    lang: LangOption = Language.RU,
) -> int:
    """Record an event that makes an update of the register due."""
    keeper = opened(store)
    agency = agency_of(keeper)
    day = past_date_of(date, "--date")
    assert day is not None
    if not any(one and one.strip() for one in (process, touchpoint, text)):
        raise UsageError(
            Text(
                ru="не сказано, что произошло; добавьте --touchpoint, --process или --text",
                en="it is not said what happened; add --touchpoint, --process or --text",
            )
        )
    happened = Event(
        trigger_of(trigger, agency.vocabulary, "--trigger"),
        day,
        process,
        touchpoint,
        text,
        _notices(agency, reported_by, reported_role, reported_on, unreported, lang.value),
    )
    keeper.record(happened, at=moment(), by=actor(agency, by, role, lang.value, "--by"))
    _tell_unknown_names(happened, keeper.register(), lang.value)
    heading, *lines = event_lines(happened, agency.vocabulary, lang.value)
    said = {"ru": f"Повод для актуализации записан: {heading}", "en": f"Recorded: {heading}"}
    emit_clean("\n".join([said[lang.value], *(f"  {line}" for line in lines)]))
    return 0


def _notices(
    agency: Agency, by: str | None, role: str | None, on: str | None, unreported: bool, lang: Lang
) -> tuple[Notice, ...] | None:
    """The report of an event: one; none, which is known; or unknown."""
    told = by is not None or role is not None or on is not None
    if told and unreported:
        raise UsageError(
            Text(
                ru="--unreported: сказано и то, что о событии сообщили; оставьте что-то одно",
                en="--unreported: it is also said who reported it; leave one of them out",
            )
        )
    if not told:
        return () if unreported else None
    who = actor(agency, by, role, lang, "--reported-by")
    day = past_date_of(on, "--reported-on")
    if day is None:
        raise UsageError(
            Text(
                ru="--reported-by: не сказано, когда сообщили; добавьте --reported-on",
                en="--reported-by: it is not said when; add --reported-on",
            )
        )
    return (Notice(who, day),)


def _refused(refusal: RefusedDeed, lang: Lang) -> int:
    complain(refusal.say(lang))
    tell(refused_lines(refusal, lang))
    return 1


def _tell_earlier(store: Store, number: int, approval: Approval, lang: Lang) -> None:
    """Say that the act is older than the revision: it approved a draft, or the date is a slip."""
    day = store.revision(number).day
    if approval.date is None or approval.date >= day:
        return
    complain(
        Text(
            ru=f"акт от {approval.date:%d.%m.%Y}, раньше редакции {number} ({day:%d.%m.%Y}); записано "
            "как есть; если это не утверждение проекта, проверьте дату и номер редакции",
            en=f"the act is of {approval.date}, before revision {number} ({day}); recorded as it "
            "is; unless it approved a draft, see to the date and the number of the revision",
        )[lang]
    )


def _tell_other_place(place: str, agency: Agency, lang: Lang) -> None:
    """Say that the act names other places than the one that was told, if it names some."""
    known = [*agency.vocabulary.scheme("place")]
    if known and place not in {one.code for one in known}:
        named = "; ".join(one.label[lang] for one in known)
        complain(
            {
                "ru": f"места «{place}» порядок не называет, записано как есть; в нём: {named}",
                "en": f"the act does not name “{place}”, recorded as it is; it names: {named}",
            }[lang]
        )


def _tell_unknown_names(happened: Event, register: Register, lang: Lang) -> None:
    """Say that the register has no such process or touchpoint: a slip, or not there yet."""
    points = [one.name for one in register.touchpoints]
    points += [one.printed for one in register.entries if one.printed]
    for told, names, unknown in (
        (happened.process, [one.name for one in register.processes], "process"),
        (happened.touchpoint, points, "touchpoint"),
    ):
        if told is None or normalise(told) in {normalise(name) for name in names}:
            continue
        own = set(stems(told))
        near = dict.fromkeys(name for name in names if own and own <= set(stems(name)))
        listed = "; ".join(list(near)[:_NEAR])
        alike = _SAY["alike"][lang].format(names=listed) if near else ""
        complain(_SAY[unknown][lang].format(name=quoted(told, lang)) + alike)


_NEAR = 3  # names of the register that are told
_SAY = {
    "process": Text(
        ru="процесса {name} в перечне нет; проверьте название, если процесс не новый",
        en="the register has no process {name}; see to the name unless it is new",
    ),
    "touchpoint": Text(
        ru="точки {name} в перечне нет; проверьте название, если точка не новая",
        en="the register has no touchpoint {name}; see to the name unless it is new",
    ),
    "alike": Text(ru="; похожие: {names}", en="; alike: {names}"),
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("approve")(approve)
    app.command("publish")(publish)
    app.command("event")(event)
