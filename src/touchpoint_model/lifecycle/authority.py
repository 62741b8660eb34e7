"""Who may do what to a register: an ordinance's authority as data, and the judgement on one deed.

The judgement has three answers. An act that names who does a deed allows it to those and refuses it
to every other role; an act that names nobody is silent, and silence neither allows nor refuses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import field, frozen

from ..model.errors import Flaw, ModelError
from ..model.legal import ClauseRef
from ..model.text import Lang, Text

__all__ = ["Authority", "Deed", "Grant", "Permission", "may"]


class Deed(StrEnum):
    """What is done to a register."""

    FORM = "form"
    PREPARE = "prepare"
    INCLUDE = "include"
    CHANGE = "change"
    EXCLUDE = "exclude"
    APPROVE = "approve"
    PUBLISH = "publish"

    @property
    def label(self) -> Text:
        """What it is called."""
        return _DEEDS[self]


_DEEDS = {
    Deed.FORM: Text(ru="формирование перечня", en="forming the register"),
    Deed.PREPARE: Text(ru="подготовка сведений", en="preparing the data"),
    Deed.INCLUDE: Text(ru="включение сведений", en="including data"),
    Deed.CHANGE: Text(ru="изменение сведений", en="changing data"),
    Deed.EXCLUDE: Text(ru="исключение сведений", en="excluding data"),
    Deed.APPROVE: Text(ru="утверждение перечня", en="approving the register"),
    Deed.PUBLISH: Text(ru="размещение перечня", en="publishing the register"),
}
_NO_LABELS: Mapping[str, Text] = {}


def _roles(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(codes)


def _grants(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    return tuple(grants)


def _refs(clauses: Iterable[ClauseRef | str]) -> tuple[ClauseRef, ...]:
    return tuple(one if isinstance(one, ClauseRef) else ClauseRef.parse(one) for one in clauses)


@frozen
class Grant:
    """What the clauses say of one deed.

    Attributes:
        deed: the deed.
        roles: codes of the scheme `role` that do it; none: the clauses ask for it and name nobody.
        clauses: where it stands; addresses may be given as text, `2.2¶1` or `order:2`.
    """

    deed: Deed = field(converter=Deed)
    roles: tuple[str, ...] = field(converter=_roles)
    clauses: tuple[ClauseRef, ...] = field(converter=_refs)


@frozen
class Authority:
    """An ordinance's authority: one grant for each deed that it speaks of.

    Attributes:
        grants: a deed without one is a deed on which the act is silent.

    Raises:
        ModelError: two grants of one deed, a grant without a clause.
    """

    grants: tuple[Grant, ...] = field(converter=_grants, default=())

    def __attrs_post_init__(self) -> None:
        if flaws := [*self._flaws()]:
            raise ModelError(
                Text(ru="Полномочия заданы неверно", en="The authority is not well formed"), flaws
            )

    def _flaws(self) -> Iterator[Flaw]:
        for deed, times in Counter(grant.deed for grant in self.grants).items():
            if times > 1:
                said = Text(
                    ru=f"«{deed}» описано {times} раза: соберите роли и пункты в одну запись",
                    en=f"“{deed}” stands {times} times: put its roles and clauses in one entry",
                )
                yield Flaw("grants", said)
        for number, grant in enumerate(self.grants):
            if not grant.clauses:
                said = Text(
                    ru=f"«{grant.deed}» без пункта: назовите пункт или уберите запись",
                    en=f"“{grant.deed}” has no clause: name one or leave the entry out",
                )
                yield Flaw(f"grants[{number}].clauses", said)

    def grant(self, deed: Deed) -> Grant | None:
        """What the act says of a deed; None where it says nothing."""
        return next((one for one in self.grants if one.deed is deed), None)


@frozen
class Permission:
    """The judgement on one deed by one role.

    Attributes:
        deed, role: what was judged; the role None where it is not stated.
        allowed: True or False by the clauses; None where they name nobody or the role is unknown.
        clauses: the clauses it rests on; none where the act does not speak of the deed.
        holders: codes of the roles that the clauses name.
    """

    deed: Deed
    role: str | None
    allowed: bool | None
    clauses: tuple[ClauseRef, ...] = ()
    holders: tuple[str, ...] = ()

    def say(self, lang: Lang = "ru", labels: Mapping[str, Text] = _NO_LABELS) -> str:
        """The judgement in one sentence. labels: the roles' names by code, else the codes.

        >>> units = Authority((Grant("exclude", ["unit"], ["2.2¶1"]),))
        >>> may(units, "authorised-person", Deed.EXCLUDE).say("en")
        'excluding data: not for authorised-person but for unit (clause 2.2, unnumbered paragraph 1)'
        """

        def named(code: str) -> str:
            return labels[code][lang] if code in labels else code

        deed = _DEEDS[self.deed][lang]
        cited = ", ".join(one.say(lang) for one in self.clauses)
        where = f" ({cited})" if cited else ""
        holders = ", ".join(map(named, self.holders))
        role = named(self.role) if self.role is not None else ""
        if self.allowed:
            return f"{deed}: {role} – " + Text(ru="можно", en="may")[lang] + where
        if self.allowed is False:
            return (
                Text(
                    ru=f"{deed}: не {role}, а {holders}",
                    en=f"{deed}: not for {role} but for {holders}",
                )[lang]
                + where
            )
        if self.holders:
            said = Text(
                ru=f"{deed}: роль не указана; по порядку это делает: {holders}",
                en=f"{deed}: the role is not stated; by the act it is done by: {holders}",
            )
        else:
            said = Text(
                ru=f"{deed}: акт не называет, кто это делает",
                en=f"{deed}: the act does not name who does it",
            )
        return said[lang] + where


def may(authority: Authority, role: str | None, act: Deed | str) -> Permission:
    """Whether a role may do a deed under an ordinance.

    Args:
        authority: of the ordinance.
        role: code of the scheme `role`; None where it is not recorded.
        act: the deed or its code, `form` to `publish`.

    >>> trade = Authority((Grant("change", ["unit"], ["2.2¶1"]), Grant("publish", [], ["5.2"])))
    >>> [may(trade, "unit", one).allowed for one in ("change", "publish", "approve")]
    [True, None, None]

    Raises:
        ModelError: no such deed.
    """
    try:
        deed = Deed(act)
    except ValueError as error:
        known = ", ".join(Deed)
        said = Text(
            ru=f"«{act}» – не действие с перечнем; есть: {known}",
            en=f"“{act}” is nothing that is done to a register; there are: {known}",
        )
        raise ModelError(
            Text(ru="Действие не распознано", en="The deed is not known"), [Flaw("act", said)]
        ) from error
    grant = authority.grant(deed)
    if grant is None:
        return Permission(deed, role, None)
    stated = bool(grant.roles) and role is not None
    allowed = role in grant.roles if stated else None
    return Permission(deed, role, allowed, grant.clauses, grant.roles)
