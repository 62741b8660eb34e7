"""A draft of the act that amends a register: rows that go, are told anew and come, in its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from ...formats.form import Form
from ...formats.table import Table
from ...formats.writers.docx import lay_tables, open_document, paragraph_of, saved
from ...formats.writers.printed import ready, sound
from ...lifecycle.changes import Alteration, ChangeKind
from ...model.processes import Direction, Process
from ...model.text import Lang, Text
from .compared import Compared
from .drafted import Drafted, drafted
from .outline import outline
from .values import sides
from .wording import SAY, act_called, title

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["as_docx"]

_BLANK = "_" * 12
_SAY: Mapping[str, Text] = {
    "draft": Text(ru="ПРОЕКТ", en="DRAFT"),
    "check": Text(
        ru="Черновик составлен программой по двум редакциям перечня. Проверьте формулировки, "
        "вид акта и реквизиты.",
        en="Drafted by a program from two editions of the register. Check the wording, the kind "
        "of act, its number and date.",
    ),
    "title": Text(
        ru="О внесении изменений в перечень точек взаимодействия",
        en="On amending the register of touchpoints",
    ),
    "number": Text(
        ru=f"от «____» {_BLANK}{_BLANK} 20____ г.        № {_BLANK}",
        en=f"of {_BLANK}{_BLANK} 20____        No. {_BLANK}",
    ),
    "amend": Text(
        ru="Внести в {register}{act} следующие изменения:",
        en="{register}{act} is amended as follows:",
    ),
    "named": Text(ru="«{name}»", en="“{name}”"),
    "nameless": Text(ru="перечень точек взаимодействия", en="The register of touchpoints"),
    "whose": Text(ru=" ({act})", en=" ({act})"),
    "gone": Text(ru="Исключить следующие строки:", en="The following rows are excluded:"),
    "anew": Text(
        ru="Изложить следующие строки в новой редакции:",
        en="The following rows are worded anew:",
    ),
    "come": Text(ru="Дополнить следующими строками:", en="The following rows are added:"),
    "worded": Text(ru="Внести уточнения:", en="Further:"),
    "renamed": Text(ru="{what}: вместо «{was}» – «{now}»", en="{what}: “{now}” for “{was}”"),
    "moved": Text(
        ru="процесс «{name}» перенести из направления «{was}» в направление «{now}»",
        en="the process “{name}” moves from the direction “{was}” to “{now}”",
    ),
    "columns": Text(
        ru="графы таблицы «{name}»: {now}", en="the columns of the table “{name}”: {now}"
    ),
    "process-added": Text(ru="новый процесс: «{name}»", en="new process: “{name}”"),
    "process-dropped": Text(
        ru="процесс «{name}» исключить целиком", en="the process “{name}” goes as a whole"
    ),
    "direction-added": Text(ru="новое направление: «{name}»", en="new direction: “{name}”"),
    "direction-dropped": Text(
        ru="направление «{name}» исключить целиком", en="the direction “{name}” goes as a whole"
    ),
    "unnamed": Text(ru="без названия", en="unnamed"),
    "signed": Text(
        ru=f"Руководитель {_BLANK}{_BLANK} / {_BLANK}{_BLANK} /",
        en=f"Signed {_BLANK}{_BLANK} / {_BLANK}{_BLANK} /",
    ),
    "memo": Text(ru="Справка к проекту (в акт не входит)", en="Memo (no part of the act)"),
    "beside": Text(
        ru="Изменения, которых форма перечня не показывает",
        en="Changes that the form of the register does not show",
    ),
    "nothing": Text(
        ru="Строки перечня не изменились: вносить в акт нечего.",
        en="No row of the register changed: there is nothing to amend.",
    ),
}


def as_docx(told: Compared, lang: Lang = "ru") -> bytes:
    """The draft as a Word document on A4 landscape; the same difference gives the same bytes.

    Kind of act, number, date and signature are blanks. A memo on a page of its own says what made
    the amendment due and what is to be done next.
    """
    parts = drafted(told, lang)
    document = open_document(Form(sound(_SAY["title"][lang]), (), ""), lang)
    _head(document, told, lang)
    numbers = count(1)
    for name in ("gone", "anew", "come"):
        tables: tuple[Table, ...] = getattr(parts, name)
        if tables:
            _numbered(document, next(numbers), _SAY[name][lang])
            _lay(document, tables, lang)
    if parts.worded:
        _numbered(document, next(numbers), _SAY["worded"][lang])
        *others, last = (_worded(one, told, lang) for one in parts.worded)
        for sentence in others:
            _line(document, f"– {sentence};")
        _line(document, f"– {last}.")
    if next(numbers) == 1:
        _line(document, _SAY["nothing"][lang])
    _line(document, "")
    _line(document, _SAY["signed"][lang])
    _memo(document, parts, told, lang)
    return saved(document)


def _head(document: Document, told: Compared, lang: Lang) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    draft = _line(document, _SAY["draft"][lang], bold=True)
    draft.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _line(document, _SAY["check"][lang], italic=True)
    _line(document, told.title[lang]).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(_SAY["title"][lang], style="Title")
    _line(document, _SAY["number"][lang]).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(document, "")
    register = told.amendment.new
    act = register.act or told.amendment.old.act
    named = ""
    if act is not None:
        called = act_called(act.title, act.number, act.date, lang)
        named = _SAY["whose"][lang].format(act=called)
    name = " ".join(told.amendment.old.title.split())
    register_named = _SAY["named" if name else "nameless"][lang].format(name=name)
    _line(document, _SAY["amend"][lang].format(register=register_named, act=named))


def _lay(document: Document, tables: Iterable[Table], lang: Lang) -> None:
    form = ready(Form("", tuple(tables), ""), lang)
    lay_tables(document, form, lambda _, text, keep: paragraph_of(text, keep=keep))


def _worded(one: Alteration, told: Compared, lang: Lang) -> str:
    """A sentence for a change that no row tells."""
    value = one.after or one.before
    if isinstance(value, Direction | Process) and not one.facts:
        name = value.name or _SAY["unnamed"][lang]
        return _SAY[one.kind.value][lang].format(name=name)
    gone, come = sides(one, told, lang)
    if one.kind is ChangeKind.PROCESS_MOVED:
        was, now = str(one.before or ""), str(one.after or "")
        return _SAY["moved"][lang].format(name=one.place.process, was=was, now=now)
    if one.kind is ChangeKind.FORM_CHANGED:
        columns = one.after if isinstance(one.after, tuple) else ()
        now = " | ".join(map(str, columns))
        return _SAY["columns"][lang].format(name=one.place.direction, now=now)
    what = title(one, lang).partition(": ")[2]
    return _SAY["renamed"][lang].format(what=what, was=", ".join(gone), now=", ".join(come))


def _memo(document: Document, parts: Drafted, told: Compared, lang: Lang) -> None:
    found = outline(told, lang)
    head = document.add_paragraph(_SAY["memo"][lang], style="Title")
    head.paragraph_format.page_break_before = True
    for line in _memo_lines(found.facts):
        _line(document, line)
    _line(document, found.verdict)
    if found.cases or found.remarks:
        _line(document, SAY["triggers"][lang], bold=True)
        for case in found.cases:
            _line(document, f"– {case.title}: {case.law}")
            for reading in case.readings:
                _line(document, f"{SAY['reading'][lang]}: {reading}", italic=True)
        for remark in found.remarks:
            _line(document, remark)
    if found.tasks or found.silent:
        _line(document, SAY["duties"][lang], bold=True)
        for task in found.tasks:
            _line(document, f"– {task.title}: {task.law}")
            for line in _memo_lines(task.facts):
                _line(document, line)
            if task.remark:
                _line(document, task.remark, italic=True)
        for sentence in found.silent:
            _line(document, sentence)
    if parts.beside:
        _line(document, _SAY["beside"][lang], bold=True)
        for one in parts.beside:
            _line(document, f"– {_beside(one, told, lang)}")


def _memo_lines(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"{word}: {text}" for word, text in facts)


def _beside(one: Alteration, told: Compared, lang: Lang) -> str:
    gone, come = sides(one, told, lang)
    place = one.place
    where = place.touchpoint or place.process or place.direction or ""
    said = f"{title(one, lang)} ({where})" if where else title(one, lang)
    return f"{said}: {', '.join(gone) or '–'} → {', '.join(come) or '–'}"


def _numbered(document: Document, number: int, text: str) -> None:
    from docx.shared import Pt

    line = _line(document, f"{number}. {text}", bold=True)
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_before = Pt(10)


def _line(document: Document, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    from docx.shared import Pt

    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(4)
    run = line.add_run(sound(" ".join(text.split()) if text.strip() else ""))
    run.bold, run.italic = bold or None, italic or None
    return line
