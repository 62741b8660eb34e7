"""What an agency's plug-in still lacks: the contract, as a list of lines for its author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from ..model.legal import ClauseStatus
from ..model.text import Text, normalise
from .agency import Agency
from .terms import UNWRITTEN
from .toml import Document, read_toml

__all__ = ["Lack", "inspect_agency"]

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


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
    """Everything that stands between a plug-in and the contract, and the act's own ambiguities.

    A lone `…` marks a text that is still to be written.

    Raises:
        PluginError: a file of cases is not TOML.
    """
    for cases in sorted((Path(agency.path) / "cases").glob("*.toml")):
        read_toml(cases)
    yield from _unwritten_heads(agency)
    yield from _clauses(agency)
    vocabulary = read_toml(Path(agency.path) / "vocabulary.toml")
    yield from _concepts(agency, vocabulary)
    yield from _ambiguities(agency, vocabulary)


def _unwritten_heads(agency: Agency) -> Iterator[Lack]:
    """What the agency, its acts and their sections are called."""
    head = read_toml(Path(agency.path) / "agency.toml")
    yield from _wanting(head, "", 0, {"title": agency.title, "region": agency.region})
    for name, act in zip(head.body["acts"], agency.acts.values(), strict=True):
        ledger = read_toml(Path(agency.path) / f"{name}.toml")
        yield from _wanting(ledger, "act", 0, {"title": act.title, "of": act.of})
        sections = (one for one in agency.sections if one.act == act.code)
        for at, section in enumerate(sections):
            yield from _wanting(ledger, "section", at, {"title": section.title})


def _wanting(
    document: Document, table: str, number: int, texts: Mapping[str, Text | None]
) -> Iterator[Lack]:
    """Texts of a table that say nothing in a language, or English ones that are Russian."""
    for key, text in texts.items():
        if text is None:
            continue
        place = f"{document.path}:{document.line(table, number, key)}"
        blank = [lang for lang in ("ru", "en") if text[lang].strip(" .") in ("", UNWRITTEN)]
        if blank:
            told = ", ".join(blank)
            yield Lack(
                place,
                Text(
                    ru=f"«{key}» ещё не написан: {told}", en=f"“{key}” is not written yet: {told}"
                ),
            )
        elif _CYRILLIC.search(text.en):
            yield Lack(place, Text(ru=f"«{key}.en» по-русски", en=f"“{key}.en” is in Russian"))


def _clauses(agency: Agency) -> Iterator[Lack]:
    cited = {ref for concept in agency.vocabulary.concepts for ref in concept.clauses}
    read = lru_cache(lambda file: read_toml(Path(file)))
    count: Counter[str] = Counter()
    for clause in agency.clauses:
        place = f"{clause.file}:{clause.line}"
        texts = {"gist": clause.gist, "evidence": clause.evidence, "why": clause.why}
        yield from _wanting(read(clause.file), "clause", count[clause.file], texts)
        count[clause.file] += 1
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


def _concepts(agency: Agency, document: Document) -> Iterator[Lack]:
    """Labels that are not written."""
    for scheme in agency.vocabulary.schemes:
        for at, concept in enumerate(agency.vocabulary.scheme(scheme)):
            yield from _wanting(document, scheme, at, {"label": concept.label})


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
