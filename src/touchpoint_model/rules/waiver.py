"""Waivers: findings that somebody answers for, with a reason and an end."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from attrs import evolve, field, frozen

from ..model.errors import Flaw, ModelError
from ..model.findings import Finding, FindingStatus, Location, Severity
from ..model.legal import ClauseRef
from ..model.text import Text, normalise

__all__ = ["ABOUT_WAIVERS", "Waiver", "numbered", "waive"]


def _filled(_owner: object, attribute: object, value: str) -> None:
    if not value.strip():
        name = getattr(attribute, "name", "")
        raise ModelError(
            Text(ru="Исключение заполнено не полностью", en="A waiver is incomplete"),
            [Flaw(name, Text(ru="не заполнено", en="is empty"))],
        )


def _parses(_: object, __: object, value: str | None) -> None:
    if value is not None:
        ClauseRef.parse(value)


@frozen
class Waiver:
    """A decision to live with findings of one rule for a while.

    Attributes:
        rule: name or code. reason, owner, expires: mandatory; it holds to the end of `expires`.
        clause, process, touchpoint, fingerprint: narrow it; None is any. The clause is the one that
            the finding cites.
        place: `file:line` where it stands.
    """

    rule: str = field(validator=_filled)
    reason: str = field(validator=_filled)
    owner: str = field(validator=_filled)
    expires: date
    clause: str | None = field(default=None, validator=_parses)
    process: str | None = None
    touchpoint: str | None = None
    fingerprint: str | None = None
    place: str | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        return (
            self.rule in (finding.rule, finding.code)
            and (self.clause is None or ClauseRef.parse(self.clause) == finding.ref())
            and _same(self.process, finding.location.process)
            and _same(self.touchpoint, finding.location.touchpoint)
            and self.fingerprint in (None, finding.fingerprint)
        )


def waive(findings: Sequence[Finding], waivers: Sequence[Waiver], on: date) -> tuple[Finding, ...]:
    """The findings with waivers applied; an expired or an unused waiver is a finding itself."""
    alive = [one for one in waivers if on <= one.expires]
    used: set[int] = set()
    judged = []
    for finding in findings:
        by = [at for at, one in enumerate(alive) if one.covers(finding)]
        used.update(by)
        judged.append(_waived(finding, [alive[at] for at in by]) if by else finding)
    about = [_about(one, "expired") for one in waivers if one.expires < on]
    about += [_about(one, "unused") for at, one in enumerate(alive) if at not in used]
    return (*judged, *numbered(about))


def _waived(finding: Finding, by: Sequence[Waiver]) -> Finding:
    why = Text(
        ru="; ".join(
            _REASON.ru.format(one.reason, one.owner, f"{one.expires:%d.%m.%Y}") for one in by
        ),
        en="; ".join(_REASON.en.format(one.reason, one.owner, one.expires) for one in by),
    )
    return evolve(finding, status=FindingStatus.WAIVED, waiver=why)


def numbered(findings: Sequence[Finding]) -> list[Finding]:
    """Findings alike in all that a fingerprint holds are told apart by their number."""
    seen: Counter[str] = Counter()
    told = []
    for one in findings:
        seen[one.fingerprint] += 1
        count = seen[one.fingerprint]
        told.append(one if count == 1 else evolve(one, fingerprint=f"{one.fingerprint}-{count}"))
    return told


def _same(wanted: str | None, printed: str | None) -> bool:
    return wanted is None or (printed is not None and normalise(wanted) == normalise(printed))


_REASON = Text(ru="{} (ответственный: {}, по {})", en="{} (owner: {}, until {})")
# What is found about waivers themselves: by state, code, name, message, fix.
ABOUT_WAIVERS = {
    "expired": (
        "WV01",
        "expired-waiver",
        Text(
            ru="Исключение для «{rule}» истекло {expires} (ответственный: {owner})",
            en="The waiver of “{rule}” expired on {expires} (owner: {owner})",
        ),
        Text(
            ru="Устраните нарушение или продлите исключение, назвав причину заново",
            en="Mend the finding, or renew the waiver with its reason",
        ),
    ),
    "unused": (
        "WV02",
        "unused-waiver",
        Text(
            ru="Исключение для «{rule}» ничего не исключает (ответственный: {owner})",
            en="The waiver of “{rule}” waives nothing (owner: {owner})",
        ),
        Text(ru="Удалите его или исправьте условия", en="Delete it, or correct its conditions"),
    ),
}


def _about(waiver: Waiver, state: str) -> Finding:
    code, name, message, fix = ABOUT_WAIVERS[state]
    fields = {"rule": waiver.rule, "owner": waiver.owner}
    said = Text(
        ru=message.ru.format(expires=f"{waiver.expires:%d.%m.%Y}", **fields),
        en=message.en.format(expires=waiver.expires, **fields),
    )
    narrowed = (waiver.rule, waiver.clause, waiver.process, waiver.touchpoint, waiver.fingerprint)
    mark = "\x1f".join([code, *(one or "" for one in narrowed)])
    file, _, line = (waiver.place or "").rpartition(":")
    return Finding(
        code=code,
        rule=name,
        severity=Severity.WARNING,
        message=said,
        fix=fix,
        fingerprint=hashlib.sha256(mark.encode()).hexdigest()[:16],
        location=Location(
            process=waiver.process,
            touchpoint=waiver.touchpoint,
            file=file or None,
            line=int(line) if file and line.isdigit() else None,
        ),
    )
