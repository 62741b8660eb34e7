"""Checking registers: what the other rooms do, put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from .model.errors import UsageError
from .model.findings import Report
from .model.history import History
from .model.journeys import Journey
from .model.register import Register, places
from .model.text import Text
from .model.view import View
from .norms import INDICATORS
from .plugins.agency import Agency
from .plugins.discovery import find, found
from .recognise import recognise, recognise_journeys
from .rules.engine import judge
from .rules.waiver import Waiver

__all__ = ["agencies", "agency", "check", "known_ids", "known_rules", "rows", "view"]


def agency(code: str) -> Agency:
    """An installed agency by its code.

    >>> agency("trade").region.en
    'Smolensk Oblast'

    Raises:
        UsageError: none of that code is installed. PluginError: its plug-in is broken.
    """
    return find(code)


def agencies() -> tuple[Agency, ...]:
    """All installed agencies whose plug-ins load, by code."""
    return tuple(one.agency for one in found() if one.agency is not None)


def check(
    register: Register,
    agency: str | Agency | None = None,
    *,
    on: date,
    journeys: Iterable[Journey] | None = None,
    history: History | None = None,
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
) -> Report:
    """Check a register against the acts of an agency.

    Args:
        agency: code or value; the register's own if it is not given. Under another agency, printed
            texts are recognised anew.
        on: the day to judge by: clauses in force, attestations, waivers.
        journeys: of the agency's clients; clauses on journeys are unverified without them.
        history: of the register, which is its head; what came after `on` is left out. Clauses on
            keeping the register are unverified without it.
        waivers: findings that somebody answers for. baseline: fingerprints of known findings.

    Returns:
        A report with every finding and the outcome of every clause.

    Raises:
        UsageError: the agency is not installed; an attestation names a clause that it has not, a
            waiver a rule; the history is another agency's; or an argument is of another type.
        ModelError: the register states codes that its agency's vocabulary has not.
        PluginError: the plug-in is broken. RuleCrash: a rule broke on this register.
    """
    if type(on) is not date or not isinstance(register, Register):
        raise UsageError(
            Text(
                ru="check ждёт перечень (Register) и день (datetime.date) в параметре on",
                en="check takes a Register and, as on, a datetime.date",
            )
        )
    _its_own(history, register)
    judged_by = _agency(agency or register.agency)
    known_rules(waivers, [judged_by])
    return judge(
        view(register, judged_by, journeys, None if history is None else history.until(on)),
        acts=judged_by.acts,
        clauses=judged_by.clauses,
        indicators=INDICATORS,
        on=on,
        waivers=waivers,
        baseline=baseline,
    )


def _its_own(history: object, register: Register) -> None:
    """See that a history, if there is one, is that of a register."""
    if history is None:
        return
    if not isinstance(history, History):
        raise UsageError(
            Text(
                ru="history ждёт историю перечня (History); у хранилища это store.history()",
                en="history takes a History; of a store that is store.history()",
            )
        )
    if history.agency != register.agency:
        raise UsageError(
            Text(
                ru=f"история другого органа: «{history.agency}», а перечень – «{register.agency}»",
                en=f"the history is of “{history.agency}”, and the register of “{register.agency}”",
            )
        )


def view(
    register: Register,
    agency: Agency,
    journeys: Iterable[Journey] | None = None,
    history: History | None = None,
) -> View:
    """A register, its journeys and its history as an agency's vocabulary sees them, recognised.

    Raises:
        UsageError: two journeys have one id.
    """
    known = recognise(register, agency.vocabulary)
    if journeys is None:
        return View(known, agency.vocabulary, history=history)
    if isinstance(journeys, Journey):
        raise UsageError(
            Text(
                ru="journeys: нужен список клиентских путей; один путь возьмите в скобки: [путь]",
                en="journeys: a list of journeys is needed; put a single one in brackets: [journey]",
            )
        )
    told = recognise_journeys(journeys, known, agency.vocabulary)
    known_ids(told)
    return View(known, agency.vocabulary, told, history)


def known_ids(journeys: Iterable[Journey]) -> None:
    """See that each journey has an id of its own.

    Raises:
        UsageError: two have one.
    """
    ids = [one.id for one in journeys]
    for doubled in sorted({one for one in ids if ids.count(one) > 1}):
        raise UsageError(
            Text(
                ru=f"Два клиентских пути имеют один номер «{doubled}»",
                en=f"Two journeys have one id, “{doubled}”",
            )
        )


def rows(register: Register) -> list[dict[str, object]]:
    """One flat record a row, ready for any dataframe.

    Columns: row (from 1), direction, direction_kind, client, number, process, touchpoint,
    touchpoint_kind, needs (joined by `; `), categories (joined by `; `), particulars, channels
    (joined by `, `), pointer. Unknown is None.
    """
    return list(_rows(register))


def _rows(register: Register) -> Iterator[dict[str, object]]:
    for place in places(register):
        entry, direction, process = place.entry, place.direction, place.process
        point = register.touchpoint(entry)
        client = process.client or direction.client
        needs = entry.needs
        yield {
            "row": place.row,
            "direction": direction.name,
            "direction_kind": direction.kind,
            "client": client.value if client else None,
            "number": process.number,
            "process": process.name,
            "touchpoint": entry.printed or point.name,
            "touchpoint_kind": point.kind,
            "needs": None if needs is None else "; ".join(need.text for need in needs),
            "categories": None
            if needs is None
            else "; ".join(need.category or "" for need in needs),
            "particulars": entry.particulars,
            "channels": None if entry.channels is None else ", ".join(entry.channels),
            "pointer": place.pointer,
        }


def known_rules(waivers: Sequence[Waiver], agencies: Sequence[Agency]) -> None:
    """See that each waiver names a rule that one of the agencies has.

    Raises:
        UsageError: one does not; names its file and line.
    """
    known = {name for one in agencies for rule in one.rules for name in (rule.name, rule.code)}
    for waiver in waivers:
        if waiver.rule not in known:
            place = f"{waiver.place}: " if waiver.place else ""
            raise UsageError(
                Text(
                    ru=f"{place}исключение называет правило «{waiver.rule}», которого нет",
                    en=f"{place}the waiver names rule “{waiver.rule}”, which is not there",
                )
            )


def _agency(told: str | Agency) -> Agency:
    if isinstance(told, Agency):
        return told
    if not told:
        raise UsageError(
            Text(
                ru="Не сказано, какого органа этот перечень; укажите орган",
                en="It is not said whose register this is; name the agency",
            )
        )
    return find(told)
