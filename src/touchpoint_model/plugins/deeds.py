"""What an agency's acts say of deeds on its register: each judged with its author and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from ..lifecycle.amendment import Amendment
from ..lifecycle.authority import Deed, Permission, may
from ..lifecycle.deeds import deeds_of
from ..model.errors import TouchpointError
from ..model.revisions import Actor, Change
from ..model.text import Lang, Text
from .agency import Agency

__all__ = ["Judged", "RefusedDeed", "judge", "judged", "role_labels"]


@frozen
class Judged:
    """The judgement on one deed.

    Attributes:
        actor: who does it. permission: what the ordinance says of it.
        changes: the typed changes that are this deed; () where it is not about changes.
    """

    actor: Actor
    permission: Permission
    changes: tuple[Change, ...] = ()


class RefusedDeed(TouchpointError):
    """A deed outside its author's authority. `refused` holds each with its clauses and changes."""

    def __init__(self, refused: Iterable[Judged], labels: Mapping[str, Text]) -> None:
        self.refused = tuple(refused)
        said = {lang: "; ".join(_refusals(self.refused, lang, labels)) for lang in _LANGS}
        super().__init__(
            Text(
                ru=f"Не записано, порядок отводит это другим; {said['ru']}",
                en=f"Not recorded, the ordinance gives it to others; {said['en']}",
            )
        )


_LANGS: tuple[Lang, Lang] = ("ru", "en")


def _refusals(refused: Iterable[Judged], lang: Lang, labels: Mapping[str, Text]) -> Iterator[str]:
    return (f"{one.actor.name}, {one.permission.say(lang, labels)}" for one in refused)


def judged(
    agency: Agency, amendment: Amendment | None, author: Actor, prepared_by: Actor | None = None
) -> tuple[Judged, ...]:
    """What an ordinance says of the deeds of a revision, by its author and whoever prepared it.

    Args:
        amendment: against the revision before; None for the first one, which forms the register.
    """
    if amendment is None:
        deeds = deeds_of((), first=True)
    else:
        deeds = deeds_of([one.change for one in amendment.difference.alterations], first=False)
    found = [judge(agency, author, deed, about) for deed, about in deeds.items()]
    if prepared_by is not None and deeds.keys() & {Deed.FORM, Deed.INCLUDE}:
        found.append(judge(agency, prepared_by, Deed.PREPARE))
    return tuple(found)


def judge(agency: Agency, actor: Actor, deed: Deed, changes: tuple[Change, ...] = ()) -> Judged:
    """What an agency's acts say of one deed by somebody."""
    return Judged(actor, may(agency.authority, actor.role, deed), changes)


def role_labels(agency: Agency) -> Mapping[str, Text]:
    """What an agency's act calls the roles, by code."""
    return {one.code: one.label for one in agency.vocabulary.scheme("role")}
