"""Empty forms of an agency's register, made of its vocabulary."""

from __future__ import annotations

from .formats.form import Form
from .formats.headings import COLUMNS
from .formats.table import Table
from .formats.writers.choices import Choices
from .formats.writers.printed import USUAL_COLUMNS
from .formats.writers.template_docx import template_docx
from .formats.writers.template_xlsx import template_xlsx
from .model.errors import UsageError
from .model.text import Lang, Text
from .model.vocabulary import Vocabulary
from .plugins.agency import Agency

__all__ = ["template"]

_EXPLAINED = (
    Text(
        ru="Номер процесса по порядку. Строки одного процесса номера не повторяют.",
        en="The number of the process. Further rows of the process do not repeat it.",
    ),
    Text(
        ru="То, с чем клиент обращается в орган. Пишется один раз; ниже, пока идёт тот же "
        "процесс, ячейка пуста или объединена с верхней.",
        en="What the client has to do with at the agency. Written once; below, as long as it is "
        "the same process, the cell is empty or merged with the one above.",
    ),
    Text(
        ru="Где клиент встречается с органом: одна точка в ячейке, с адресом или телефоном. "
        "Название точки, а не тип («цифровая», «офлайн»). Список подсказывает точки порядка; "
        "можно вписать и другую.",
        en="Where the client meets the agency: one point a cell, with its address or telephone. "
        "The name of the point, not its type. The list suggests the points of the ordinance; "
        "another one may be written.",
    ),
    Text(
        ru="За чем клиент обращается в эту точку, его словами: одна потребность в строке; ещё "
        "одна – в следующей строке, где процесс и точка не повторяются. Несколько в одной ячейке "
        "разделяются точкой с запятой.",
        en="What the client comes for, in the client’s words: one need a row; a further one in the "
        "next row, where process and point are not repeated. Several in one cell are separated by "
        "semicolons.",
    ),
    Text(
        ru="Тип точки (цифровая, офлайн) и то, что отличает взаимодействие в ней; если ничего, "
        "так и пишется.",
        en="The type of the point (digital, offline) and what is particular to it; if nothing, "
        "say so.",
    ),
)
_TITLE = Text(ru="Перечень точек взаимодействия. {agency}", en="Register of touchpoints. {agency}")
_SHEET = Text(ru="Как заполнять", en="How to fill in")


def template(agency: Agency, kind: str, lang: Lang = "ru") -> bytes:
    """An empty register of an agency, with its own points, needs and types to choose from.

    There is a table for each direction that its ordinance names, else one.

    Args:
        kind: `xlsx` or `docx`.

    Raises:
        UsageError: no form is made in that format.
    """
    made = {"docx": template_docx, "xlsx": template_xlsx}.get(kind)
    if made is None:
        raise UsageError(
            Text(
                ru=f"Пустая форма бывает только .xlsx или .docx, а не «{kind}»",
                en=f"An empty form is made as .xlsx or .docx only, not as “{kind}”",
            )
        )
    return made(_form(agency, lang), _choices(agency, lang))


def _form(agency: Agency, lang: Lang) -> Form:
    columns = tuple(name for name, _ in _columns(agency, lang))
    headings = [one.label[lang] for one in agency.vocabulary.scheme("direction")] or [""]
    tables = tuple(
        Table(heading=heading, columns=columns, rows=(), number=number)
        for number, heading in enumerate(headings, 1)
    )
    return Form(_TITLE[lang].format(agency=agency.title[lang]), tables, agency.code)


def _columns(agency: Agency, lang: Lang) -> list[tuple[str, str]]:
    """The names of the columns, by the ordinance if it has them, each with its explanation."""
    named = []
    for code, name, said in zip(COLUMNS, USUAL_COLUMNS, _EXPLAINED, strict=True):
        concept = agency.vocabulary.get("column", code)
        named.append(((concept.label if concept else name)[lang], said[lang]))
    return named


def _choices(agency: Agency, lang: Lang) -> Choices:
    vocabulary = agency.vocabulary
    points = vocabulary.listed or tuple(vocabulary.scheme("touchpoint"))
    return Choices(
        touchpoints=tuple(one.label[lang] for one in points),
        needs=_labels(vocabulary, "need", lang),
        channels=() if _beyond_channel(agency) else _labels(vocabulary, "channel", lang),
        columns=tuple(_columns(agency, lang)),
        title=_SHEET[lang],
        lang=lang,
    )


def _labels(vocabulary: Vocabulary, scheme: str, lang: Lang) -> tuple[str, ...]:
    return tuple(one.label[lang] for one in vocabulary.scheme(scheme))


def _beyond_channel(agency: Agency) -> bool:
    """Whether particulars that only name a type of channel break the ordinance."""
    uses = (use for clause in agency.clauses for use in clause.uses)
    return any(use.arguments.get("beyond_channel") for use in uses)
