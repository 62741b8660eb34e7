"""Laws of documents: what was read, written and read again is what was read."""

import io
import re

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.documents import decode, encode, naming
from touchpoint_model.formats.document import Document, Grid, Line, Merge
from touchpoint_model.formats.layout import lay_out
from touchpoint_model.formats.listing import form_of
from touchpoint_model.formats.losses import losses
from touchpoint_model.formats.table import Row, Table, register_of
from touchpoint_model.model.errors import ReadError
from touchpoint_model.recognise import recognise

AGENCY = tm.agency("trade")
NAMING = naming(AGENCY.vocabulary)
KINDS = ("xlsx", "docx", "html", "csv")
COLUMNS = ("№", "Процесс взаимодействия с клиентом", "Точка", "Потребности", "Особенности")
# every character that XML 1.0 can hold; hostile ones, and what the readers look for, first
HOSTILE = st.sampled_from("\n\t\u00a0\u2028\u0085\ufeff\u00ad\ud7ff\ue000\U0010ffff\u202e😀") | (
    st.sampled_from(
        [
            "=1+1",
            "+7",
            "-",
            "@x",
            "'",
            "''=",
            '"',
            "|",
            ";",
            "<b>",
            "&amp;",
            "]]>",
            "[x]",
            "*",
            "…",
            "1",
            "2",
            "№",
            "_x000D_",
            "1)",
        ]
    )
    | st.sampled_from(["Итого", "Процесс", "Точка", "Потребности", "Особенности"])
)
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
hostile = st.lists(HOSTILE | CHARACTERS, max_size=6).map("".join)
plain = st.sampled_from(
    """официальный сайт Министерства|Почта России|электронная почта: a@b.ru|ФГИС «Реестр»
    |телефон +7 (4812) 29-25-09|получение сведений|Подача жалобы, получение ответа|цифровая точка
    |Офлайн-точка|= не формула|+7|@точка|-|<b>&amp;</b>|😀""".replace("\n    ", "").split("|")
)


def rows(texts: st.SearchStrategy[str]):
    """Rows of a table: each begins a process, a point, particulars or only a need."""

    @st.composite
    def drawn(draw):
        found = []
        for at in range(draw(st.integers(0, 6))):
            number, process, point, need, told = (draw(texts) for _ in range(5))
            begins = "process" if at == 0 else draw(st.sampled_from(["process", "point", "need"]))
            if begins == "process":
                # two processes of one name, one under the other, are one process
                row = (number, f"{process.strip()} {at}", point, need, told)
            elif begins == "point":
                row = (
                    None,
                    None,
                    point,
                    None if draw(st.booleans()) else need,
                    None if draw(st.booleans()) else told,
                )
            else:
                row = (None, None, None, need, None if draw(st.booleans()) else told)
            found.append(Row(row, at + 2))
        return tuple(found)

    return drawn()


def registers(texts):
    tables = st.lists(
        st.builds(Table, heading=texts, columns=st.just(COLUMNS), rows=rows(texts)),
        min_size=1,
        max_size=3,
    )

    def made(drawn, title):
        numbered = [evolve(one, number=at) for at, one in enumerate(drawn, 1)]
        register = register_of(numbered, agency="trade", title=title, naming=NAMING)
        return recognise(register, AGENCY.vocabulary)

    return st.builds(made, tables, texts)


def read(data: bytes, kind: str):
    register = decode(data, f"перечень.{kind}", "trade", kind=kind).register
    return recognise(register, AGENCY.vocabulary)


def bare(register):
    """The register without the places where it stood and the reader's remarks."""
    return evolve(
        register,
        readings=(),
        directions=tuple(
            evolve(
                direction,
                source=None,
                processes=tuple(
                    evolve(
                        process,
                        source=None,
                        entries=tuple(evolve(entry, source=None) for entry in process.entries),
                    )
                    for process in direction.processes
                ),
            )
            for direction in register.directions
        ),
    )


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(registers(hostile))
def test_reading_what_was_written_from_what_was_read_is_the_identity(kind, register):
    """read ∘ write ∘ read = read, whatever characters XML 1.0 can hold stand in the cells."""
    try:
        first = read(encode(register, kind)[0], kind)
    except ReadError:
        return  # nothing but templates, or no row that reads as a register's
    again = read(encode(first, kind)[0], kind)

    assert bare(first) == bare(again)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(registers(plain))
def test_what_offices_write_survives_whole(kind, register):
    """read ∘ write = identity over texts such as offices print, merged cells included."""
    named = evolve(
        register,
        title="Перечень точек",
        directions=tuple(
            evolve(one, name=f"Направление {at}") for at, one in enumerate(register.directions)
        ),
    )

    data, lost = encode(named, kind)

    assert bare(named) == bare(read(data, kind))
    assert [] == [one for one in lost if one.path != "agency"]


@settings(max_examples=100)
@given(registers(hostile | plain))
def test_rows_and_register_say_the_same(register):
    """register_of ∘ form_of = identity: the pivot itself loses nothing that it holds."""
    form = form_of(register)
    back = recognise(
        register_of(form.tables, agency="trade", title=form.title, naming=NAMING), AGENCY.vocabulary
    )

    assert () == losses(register, back)


@settings(max_examples=60)
@given(registers(plain))
def test_sources_name_the_cells_that_hold_the_texts(register):
    """A place is where the text is: every remembered cell of a written document holds it."""
    data, _ = encode(register, "xlsx")
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    for entry in read(data, "xlsx").entries:
        sheet = workbook[entry.source.sheet]
        point = sheet[entry.source.cell.partition(":")[0]].value or ""
        assert entry.printed is None or entry.printed in point
        for need, spot in zip(entry.needs, entry.source.needs, strict=False):
            assert need.text in sheet[spot.cell.partition(":")[0]].value
        told = entry.source.particulars.cell.partition(":")[0]
        assert entry.particulars == (sheet[told].value or "").strip()


HEADINGS = st.sampled_from(
    [COLUMNS, ("1", "2", "3", "4", "5"), ("№", "Точка", "Процесс", "x", "y")]
)
CELLS = st.none() | st.just("") | hostile | plain


@st.composite
def grids(draw):
    """A grid of any cells, merged anywhere, with rows of headings among them."""
    row = st.tuples(*[CELLS] * 5)
    rows = draw(st.lists(row | HEADINGS, max_size=8))
    merge = st.builds(
        Merge, st.integers(0, 8), st.integers(0, 4), st.integers(1, 3), st.integers(1, 5)
    )
    sheet = draw(st.none() | st.just("Лист"))
    return Grid(rows, draw(st.lists(merge, max_size=3)), sheet=sheet)


@settings(max_examples=300)
@given(st.lists(grids() | st.builds(Line, hostile | plain), max_size=4))
def test_every_document_is_understood_or_refused(blocks):
    """Whatever a document holds: a register with all its filled cells noted or kept, or one error."""
    try:
        layout = lay_out(Document(tuple(blocks)), "a.docx", NAMING)
    except ReadError:
        return
    register = register_of(layout.tables, agency="trade", title=layout.title, naming=NAMING)

    rows = [row for table in layout.tables for row in table.rows]
    printed = [cell for row in rows for cell in row.cells[2:] if cell and cell.strip()]
    held = [entry.particulars for entry in register.entries]
    held += [need.text for entry in register.entries for need in entry.needs]
    held += [
        entry.cell or entry.printed or register.touchpoint(entry).name for entry in register.entries
    ]
    missing = [
        cell
        for cell in printed
        if cell not in held
        and not all(part.strip() in held for part in re.split("[;\n]", cell) if part.strip())
    ]
    assert not missing
