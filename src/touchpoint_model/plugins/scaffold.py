"""A new agency's plug-in, drafted from the text of its act: every file, as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template

from attrs import frozen

from ..formats.act import Piece, split_act
from ..model.errors import ReadError, UsageError
from ..model.legal import ClauseRef
from ..model.text import Text, digest
from ..model.vocabulary import Concept, Vocabulary
from .agency import Agency
from .drafting import Draft, clause_lines, concept_lines, inline, section_lines
from .ledger import vocabulary_of
from .likeness import KnownClauses, known_clauses, parent_of
from .terms import UNWRITTEN, KnownTerms, Listing, known_terms, listings, terms_of
from .toml import read_toml

__all__ = ["Scaffold", "package_of", "scaffold"]

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MOST = 40  # letters of a code
_COLUMNS = ("number", "process", "touchpoint", "needs", "particulars")
_number_ru = re.compile(r"(?:№|\bN)\s*([0-9][\w/.-]*)")
_date_ru = re.compile(r"\bот\s+«?(\d{1,2})»?[.\s]+(\d{1,2}|[а-я]+)[.\s]+(\d{4})", re.IGNORECASE)
_months_ru = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_title_ru = re.compile(r"порядок|положение|правила|регламент|модель", re.IGNORECASE)
_case_ru = {"point": "телефонная связь", "need": "получение консультации"}


@frozen
class Scaffold:
    """A plug-in that a person still has to finish.

    Attributes:
        files: text by path inside the folder of the project. clauses: in its ledgers.
        same: of them, those that a known act prints word for word. proposed: those with a
            proposal. concepts: of its vocabulary.
    """

    files: Mapping[str, str]
    clauses: int
    same: int
    proposed: int
    concepts: int


@frozen
class _Act:
    """One act of a document. head: what is printed before it."""

    code: str
    part: tuple[Piece, ...]
    head: str = ""


def package_of(code: str) -> str:
    """The import package of an agency.

    >>> package_of("north-sea")
    'touchpoint_north_sea'
    """
    return f"touchpoint_{code.replace('-', '_')}"


def scaffold(code: str, text: str, known: Sequence[Agency], place: str = "") -> Scaffold:
    """Draft the plug-in of an agency from the text of its act.

    Args:
        text: of the act. known: agencies whose ordinances may be alike. place: the file of the text.

    Raises:
        UsageError: the code is none.
        ReadError: the text has no clauses.
    """
    if not _CODE.fullmatch(code) or len(code) > _MOST:
        raise UsageError(
            Text(
                ru=f"«{code:.60}» — не код органа: нужны строчные латинские буквы, цифры и дефисы, "
                f"первая — буква, не больше {_MOST} знаков",
                en=f"“{code:.60}” is no code of an agency: it takes small Latin letters, digits and "
                f"hyphens, a letter first, {_MOST} at most",
            )
        )
    acts = _acts(text)
    if not acts:
        raise ReadError(
            Text(
                ru="в тексте нет нумерованных пунктов («1.», «1.1.»); нужен текст акта",
                en="the text has no numbered clauses (“1.”, “1.1.”); an act's text is needed",
            ),
            place,
        )
    terms, clauses = known_terms(known), known_clauses(known)
    lists = [one for act in acts for one in _lists(act, terms)]
    concepts = terms_of(lists, terms, _usual())
    vocabulary = Vocabulary(code, concepts)
    cited = {ref: one for one in concepts for ref in one.clauses}
    titles = {one.digest: one.title.en for agency in known for one in agency.sections}
    drafts = {act.code: list(_drafts(act, clauses, cited)) for act in acts}
    package = package_of(code)
    told = {"code": code, "package": package, **_example(concepts)}
    told["ledgers"] = "\n".join(
        f"    {act.code + '.toml':<24}the ledger of an act, clause by clause" for act in acts
    )
    made = {
        "act.txt": text,
        "pyproject.toml": _filled("pyproject.toml", told),
        "README.md": _filled("README.md", told),
        "tests/test_agency.py": _filled("test_agency.py", told),
        f"{package}/__init__.py": _filled("__init__.py", told),
        f"{package}/agency.toml": "\n".join(_head(code, acts)),
        f"{package}/vocabulary.toml": "\n".join(_words(concepts)),
        f"{package}/cases/own.toml": _filled("own.toml", told),
    }
    for act in acts:
        made[f"{package}/{act.code}.toml"] = "\n".join(
            _ledger(act, drafts[act.code], vocabulary, titles)
        )
    every = [one for act in acts for one in drafts[act.code] if not one.piece.heading]
    return Scaffold(
        files=made,
        clauses=len(every),
        same=sum(one.like is not None and one.like.likeness == 1 for one in every),
        proposed=sum(one.told is not None or one.concept is not None for one in every),
        concepts=len(concepts),
    )


def _acts(text: str) -> list[_Act]:
    """The acts of a document: its longest part is the procedure, orders stand before it."""
    parts = [tuple({one.ref: one for one in part}.values()) for part in split_act(text)]
    forms = [part for part in parts if _is_form(part)]
    numbered = [part for part in parts if not _is_form(part)]
    if not numbered:
        return []
    lines, acts, start = text.splitlines(), list[_Act](), 0
    main = max(range(len(numbered)), key=lambda at: len(numbered[at]))
    for at, part in enumerate(numbered):
        kind = "order" if at < main else "procedure" if at == main else "further"
        number = at + 1 if at < main else at - main
        code = kind if number <= 1 or at == main else f"{kind}-{number}"
        acts.append(_Act(code, part, "\n".join(lines[start : part[0].line - 1])))
        start = part[-1].line
    acts.sort(key=lambda one: one.code != "procedure")
    return [*acts, *(_Act("annex", part) for part in forms[:1])]


def _is_form(part: Sequence[Piece]) -> bool:
    """Whether a part is the heads of a table: cells of one line, not clauses."""
    return len(part) == len(_COLUMNS) and part[0].text in {"№", "N"}


def _lists(act: _Act, known: KnownTerms) -> Iterator[Listing]:
    if _is_form(act.part):
        yield Listing(act.code, "", act.part, "column")
    else:
        yield from listings(act.code, act.part, known)


def _usual() -> tuple[Concept, ...]:
    path = Path(str(files(__package__) / "templates" / "vocabulary.toml"))
    return vocabulary_of(read_toml(path), "").concepts


def _drafts(act: _Act, known: KnownClauses, cited: Mapping[ClauseRef, Concept]) -> Iterator[Draft]:
    printed = {one.ref: one.text for one in act.part}
    for piece in act.part:
        if piece.heading:
            yield Draft(piece)
            continue
        top = piece.ref.partition(".")[0]
        opening = printed.get(parent_of(piece.ref), "")
        like = known.nearest(
            piece.text,
            f"{opening} {printed.get(top, '')}",
            listed=opening.endswith(":") or _is_form(act.part),
        )
        yield Draft(piece, like, cited.get(ClauseRef(act.code, piece.ref)), opening)


def _head(code: str, acts: Sequence[_Act]) -> Iterator[str]:
    blank = inline(Text(ru=UNWRITTEN, en=UNWRITTEN))
    yield f"# What stands as {UNWRITTEN} is still to be written."
    yield f"code   = {inline(code)}"
    yield f"title  = {blank}"
    yield f"region = {blank}"
    yield f"acts   = {inline([one.code for one in acts])}"
    yield ""


def _words(concepts: Sequence[Concept]) -> Iterator[str]:
    yield "# The words of the act, drawn from its lists; below them what every vocabulary needs."
    yield f"# What stands as {UNWRITTEN} is still to be written."
    yield ""
    yield 'plain_client = "any"   # or "external": how the act reads the bare word for a client'
    yield ""
    yield from concept_lines(concepts)


def _ledger(
    act: _Act, drafts: Sequence[Draft], vocabulary: Vocabulary, titles: Mapping[str, str]
) -> Iterator[str]:
    yield "# Above each clause stands its printed text; behind `#?` stands what is proposed for it."
    yield f"# What stands as {UNWRITTEN} is still to be written."
    yield ""
    yield "[act]"
    yield f"code   = {inline(act.code)}"
    yield f"title  = {inline(Text(ru=_title(act.head), en=UNWRITTEN))}"
    yield f"of     = {inline(Text(ru=UNWRITTEN, en=UNWRITTEN))}"
    number, day = _number_ru.search(act.head), _date(act.head)
    if number:
        yield f"number = {inline(number[1].rstrip('.'))}"
    if day:
        yield f"date   = {day}"
    yield ""
    for draft in drafts:
        if draft.piece.heading:
            english = titles.get(digest(draft.piece.text), UNWRITTEN)
            yield from section_lines(draft.piece, english)
        else:
            yield from clause_lines(draft, vocabulary)


def _title(head: str) -> str:
    """The title of an act, from the line that begins with its kind up to an empty one."""
    lines = head.splitlines()
    at = next((at for at, one in enumerate(lines) if _title_ru.match(one.strip())), None)
    if at is None:
        return UNWRITTEN
    told: list[str] = []
    for line in lines[at:]:
        if not line.strip():
            break
        told.append(line.strip())
    first, *rest = " ".join(told).split(" ")
    return " ".join([first.capitalize(), *rest])


def _date(head: str) -> str | None:
    found = _date_ru.search(head)
    if found is None:
        return None
    months = _months_ru.split()
    word = found[2].lower()
    month = int(word) if word.isdigit() else months.index(word) + 1 if word in months else 0
    try:
        return date(int(found[3]), month, int(found[1])).isoformat()
    except ValueError:
        return None


def _example(concepts: Sequence[Concept]) -> dict[str, str]:
    """A point and a need of the vocabulary for the first case, each plainly named."""
    told = dict(_case_ru)
    for scheme, key in (("touchpoint", "point"), ("need", "need")):
        plain = (one.label.ru for one in concepts if one.scheme == scheme and not one.other)
        told[key] = next((one for one in plain if "|" not in one and "'" not in one), told[key])
    return told


def _filled(name: str, told: Mapping[str, str]) -> str:
    template = files(__package__) / "templates" / f"{name}.tmpl"
    return Template(template.read_text("utf-8")).substitute(told)
