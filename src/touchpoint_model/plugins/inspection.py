"""What an agency's plug-in still lacks: the contract, as a list of lines for its author."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from ..model.legal import ClauseStatus
from ..model.text import Text, normalise
from .agency import Agency
from .toml import Document, read_toml

__all__ = ["Lack", "inspect_agency"]


@frozen
class Lack:
    """One thing that a plug-in lacks, or that its act leaves unclear.

    Attributes:
        place: `file:line` or file. serious: the plug-in breaks the contract; otherwise the act
            itself is unclear and a person should know.
    """

    place: str
    message: Text
    serious: bool = True


def inspect_agency(agency: Agency) -> Iterator[Lack]:
    """Everything that stands between a plug-in and the contract, and the act's own ambiguities."""
    cited = {ref for concept in agency.vocabulary.concepts for ref in concept.clauses}
    for clause in agency.clauses:
        place = f"{clause.file}:{clause.line}"
        if clause.status is ClauseStatus.PENDING:
            yield Lack(
                place,
                Text(
                    ru=f"пункт «{clause.ref}» ещё не учтён (pending)",
                    en=f"clause “{clause.ref}” is still pending",
                ),
            )
        if clause.status is ClauseStatus.ENUMERATED and clause.ref not in cited:
            yield Lack(
                place,
                Text(
                    ru=f"на член списка «{clause.ref}» не ссылается ни одно понятие словаря",
                    en=f"no concept of the vocabulary cites list member “{clause.ref}”",
                ),
            )
    vocabulary = read_toml(Path(agency.path) / "vocabulary.toml")
    yield from _ambiguities(agency, vocabulary)


def _ambiguities(agency: Agency, document: Document) -> Iterator[Lack]:
    for scheme in agency.vocabulary.schemes:
        names: dict[str, str] = {}
        for at, concept in enumerate(agency.vocabulary.scheme(scheme)):
            place = f"{document.path}:{document.line(scheme, at)}"
            for name in concept.names:
                other = names.setdefault(normalise(name), concept.code)
                if other != concept.code:
                    yield Lack(
                        place,
                        Text(
                            ru=f"{scheme}: «{name}» называет и «{other}», и «{concept.code}»",
                            en=f"{scheme}: “{name}” names both “{other}” and “{concept.code}”",
                        ),
                    )
            for name in concept.ambiguous:
                yield Lack(
                    place,
                    Text(
                        ru=f"акт сам двусмыслен: «{name}» — это и «{concept.label.ru}»",
                        en=f"the act is ambiguous: “{name}” is “{concept.label.en}” too",
                    ),
                    serious=False,
                )
