"""The codes that a register states, held against its agency's vocabulary."""

from __future__ import annotations

from ..model.errors import Flaw, ModelError
from ..model.register import Register
from ..model.text import Text
from ..model.vocabulary import Vocabulary

__all__ = ["check_codes"]


def check_codes(register: Register, vocabulary: Vocabulary) -> None:
    """See that every code that the register states is in its agency's vocabulary.

    Raises:
        ModelError: some are not; all of them, each with its path and the known ones.
    """
    flaws = []
    for (scheme, code), path in _codes(register).items():
        if vocabulary.get(scheme, code) is None:
            known = ", ".join(one.code for one in vocabulary.scheme(scheme)) or "—"
            said = Text(
                ru=f"«{code}»: такого кода в словаре органа нет; есть: {known}",
                en=f"“{code}”: the agency's vocabulary has no such code; it has: {known}",
            )
            flaws.append(Flaw(path, said))
    if flaws:
        raise ModelError(
            Text(ru="Перечень называет неизвестные коды", en="The register states unknown codes"),
            flaws,
        )


def _codes(register: Register) -> dict[tuple[str, str], str]:
    """Every code that a register states, by scheme, with the path where it first stands."""
    seen: dict[tuple[str, str], str] = {}

    def note(path: str, scheme: str, *codes: str | None) -> None:
        for code in codes:
            if code is not None and (scheme, code) not in seen:
                seen[scheme, code] = path

    for at, point in enumerate(register.touchpoints):
        here = f"touchpoints[{at}]"
        note(f"{here}.kind", "touchpoint", point.kind)
        note(f"{here}.alternatives", "touchpoint", *point.alternatives)
        note(f"{here}.also", "touchpoint", *point.also)
        note(f"{here}.types", "channel", *point.types, point.channel)
        note(f"{here}.serves", "limit", *(point.serves or ()))
        note(f"{here}.basis", "basis", *(one.kind for one in point.basis or ()))
    for at, segment in enumerate(register.segments):
        note(f"segments[{at}].limits", "limit", *segment.limits)
    note("performs", "direction", *register.performs)
    for at, used in enumerate(register.usage or ()):
        note(f"usage[{at}].kind", "touchpoint", used.kind)
    for d, direction in enumerate(register.directions):
        note(f"directions[{d}].kind", "direction", direction.kind)
        for p, process in enumerate(direction.processes):
            here = f"directions[{d}].processes[{p}]"
            if process.legal_forms:
                note(f"{here}.legal_forms", "legal_form", *process.legal_forms)
            for e, entry in enumerate(process.entries):
                for code in entry.channels or ():
                    if ("channel", code) not in seen:
                        seen["channel", code] = f"{here}.entries[{e}].channels"
                for need in entry.needs or ():
                    if need.category is not None and ("need", need.category) not in seen:
                        seen["need", need.category] = f"{here}.entries[{e}].needs"
                if entry.basis:
                    kinds = (one.kind for one in entry.basis)
                    note(f"{here}.entries[{e}].basis", "basis", *kinds)
    return seen
