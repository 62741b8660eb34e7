"""Documents of every shape that offices print → the register's tables."""

import pytest

from touchpoint_model.formats.document import Document, Grid, Line, Merge
from touchpoint_model.formats.layout import lay_out
from touchpoint_model.formats.table import Naming
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.touchpoints import Touchpoint

HEAD = ("№", "Процесс взаимодействия с клиентом", "Точка", "Потребности", "Особенности")
TAILS = {"в избушке": {}, "на ярмарке": {"touchpoint": 1.0}}
NAMING = Naming(
    split=lambda cell: (cell,),
    touchpoint=Touchpoint,
    columns=lambda text: TAILS.get(text, {}),
    begins_need=lambda text: text.startswith("получение"),
)


def laid(*blocks, agency=None):
    return lay_out(Document(tuple(blocks), agency), "кот.docx", NAMING)


def grid(*rows, head=HEAD, **further):
    return Grid((head, *rows), **further)


def cells(layout, table=0):
    return [row.cells for row in layout.tables[table].rows]


ROW = ("1", "Приём", "дуб", "сведения", "днём")


def test_one_table():
    layout = laid(Line("Перечень точек"), Line("1) сказочные дела:"), grid(ROW))
    (table,) = layout.tables

    assert layout.title == "Перечень точек"
    assert (table.heading, table.columns, table.number) == ("сказочные дела", HEAD, 1)
    assert [ROW] == cells(layout)
    assert (1, 2) == (table.head.row, table.rows[0].at)
    assert () == layout.notes


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["Дела"], "Дела"),
        (["Таблица 3. Дела"], "Дела"),
        (["2.1. Дела:"], "Дела"),
        (["Дела", "Таблица 3"], "Дела"),
        (["Дела", "* - сноска", ""], "Дела"),
        (["Прежние дела", "Дела"], "Дела"),
        (["Дела", "Приложение № 1"], "Дела"),
        ([], ""),
    ],
)
def test_heading_is_the_nearest_line_that_is_one(lines, heading):
    assert heading == laid(*map(Line, lines), grid(ROW)).tables[0].heading


def test_styled_heading_wins_over_a_nearer_line():
    layout = laid(Line("Книга", "title"), Line("Дела", "heading"), Line("в форме:"), grid(ROW))

    assert ("Книга", "Дела") == (layout.title, layout.tables[0].heading)


def test_title_goes_on_in_lower_case():
    lines = ["ПЕРЕЧЕНЬ", "точек взаимодействия", "по ночным делам", "Дела"]

    layout = laid(*map(Line, lines), grid(ROW))

    assert "ПЕРЕЧЕНЬ точек взаимодействия по ночным делам" == layout.title
    assert "Дела" == layout.tables[0].heading


def test_title_alone_is_the_heading_too():
    layout = laid(Line("Перечень", "title"), grid(ROW))

    assert ("Перечень", "Перечень") == (layout.title, layout.tables[0].heading)


@pytest.mark.parametrize(
    "head",
    [
        ("N", "Процесс", "Точка взаимодействия", "Удовлетворяемые потребности", "Особенности"),
        (
            "№ п/п",
            "Процесс взаимодействия с внешним клиентом",
            "Точки",
            "Потребность",
            "Особенность",
        ),
        ("", "ПРОЦЕСС", "ТОЧКА", "ПОТРЕБНОСТИ", "ОСОБЕННОСТИ"),
        ("No", "Process", "Touchpoint", "Needs", "Particulars"),
        ("№", "Наименование процесса", "Точка", "Потребности в точке", "Особенности процесса"),
    ],
)
def test_synonyms_of_headings(head):
    assert [ROW] == cells(laid(grid(ROW, head=head)))


def test_columns_in_another_order():
    head = ("№", "Точка", "Процесс", "Особенности", "Потребности")
    layout = laid(grid(("1", "дуб", "Приём", "днём", "сведения"), head=head))

    assert [ROW] == cells(layout)
    assert head == layout.tables[0].columns
    assert ("A", "C", "B", "E", "D") == layout.tables[0].letters


def test_numbers_of_columns_empty_rows_and_ellipses_are_no_data():
    layout = laid(grid(("1", "2", "3", "4", "5"), ROW, ("", "", "", "", ""), ("…", "", "", "", "")))

    assert [ROW] == cells(layout)
    assert ["skipped-row"] == [one.kind for one in layout.notes]


def test_repeated_headings_do_not_begin_a_table():
    other = ("2", "Охота", "дуб", "сказка", "ночью")
    layout = laid(grid(ROW, HEAD, other))

    assert [ROW, other] == cells(layout)
    assert [2, 4] == [row.at for row in layout.tables[0].rows]


def test_table_goes_on_in_the_next_one_without_a_heading():
    layout = laid(Line("Дела"), grid(ROW), Line(""), grid(("", "", "Чулан", "сказка", "")))

    assert [ROW, (None, None, "Чулан", "сказка", "")] == cells(layout)
    assert [(2, 1), (2, 2)] == [(row.at, row.table) for row in layout.tables[0].rows]


def test_heading_between_tables_begins_a_direction():
    layout = laid(Line("Дела"), grid(ROW), Line("Другие дела"), grid(ROW))

    assert [("Дела", 1), ("Другие дела", 2)] == [(one.heading, one.number) for one in layout.tables]


def test_row_over_the_whole_width_is_a_heading():
    wide = ("Другие дела", None, None, None, None)
    layout = laid(Line("Дела"), grid(ROW, wide, ROW, merges=[Merge(2, 0, 1, 5)]))

    assert [("Дела", 1), ("Другие дела", 1)] == [(one.heading, one.number) for one in layout.tables]
    assert [2, 4] == [table.rows[0].at for table in layout.tables]


def test_headings_on_a_sheet_are_rows_with_one_cell():
    rows = (
        ("Перечень точек", "", "", "", ""),
        ("Дела", "", "", "", ""),
        HEAD,
        ROW,
        ("Другие дела", "", "", "", ""),
        HEAD,
        ROW,
    )
    layout = laid(Grid(rows, sheet="Лист1", first_row=2, first_column=2))

    assert "Перечень точек" == layout.title
    assert ["Дела", "Другие дела"] == [one.heading for one in layout.tables]
    assert [(5, "Лист1"), (8, "Лист1")] == [(one.rows[0].at, one.sheet) for one in layout.tables]
    assert ("B", "C", "D", "E", "F") == layout.tables[0].letters


def test_sheets_without_headings_are_named_by_their_sheets():
    layout = laid(grid(ROW, sheet="Дела"), grid(ROW, sheet="Охота"))

    assert ["Дела", "Охота"] == [one.heading for one in layout.tables]


@pytest.mark.parametrize("row", [("* сноска", "", "", "", ""), ("Итого", "3", "", "", "")])
def test_footnotes_and_totals_are_left_out_and_told(row):
    layout = laid(grid(ROW, row))

    assert [ROW] == cells(layout)
    assert [("skipped-row", 3)] == [(one.kind, one.source.row) for one in layout.notes]


def test_template_is_left_out_and_does_not_count():
    empty = ("1", "[процесс 1]", "[точка 1]", "[потребность 1]", "[особенность]")
    layout = laid(Line("Шаблон"), grid(empty, ("2", "", "", "", "")), Line("Дела"), grid(ROW))

    assert [("Дела", 1)] == [(one.heading, one.number) for one in layout.tables]
    assert ["skipped-template"] == [one.kind for one in layout.notes]


def test_template_alone_is_refused():
    with pytest.raises(ReadError):
        laid(grid(("1", "[процесс 1]", "[точка 1]", "[потребность 1]", "")))


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (("", "", "чулан", "сказка", ""), (None, None, "чулан", "сказка", "")),
        (("", "", "чулан", "", ""), (None, None, "чулан", "", "")),
        (("", "", "", "сказка", ""), (None, None, None, "сказка", None)),
        (("", "", "", "сказка", "ночью"), (None, None, None, "сказка", "ночью")),
        ((None, None, None, None, "ночью"), (None, None, None, None, "ночью")),
        (("1", "Приём", "чулан", "сказка", ""), (None, None, "чулан", "сказка", "")),
        (("2", "Приём", "", "сказка", ""), ("2", "Приём", "", "сказка", "")),
        (("", "Охота", "дуб", "", ""), ("", "Охота", "дуб", "", "")),
    ],
)
def test_blank_under_a_filled_cell_goes_on_with_it(row, read):
    assert [ROW, read] == cells(laid(grid(ROW, row)))


def test_rows_before_the_first_process_are_kept_and_told():
    layout = laid(grid(("", "", "дуб", "сказка", "")))

    assert [("", "–", "дуб", "сказка", "")] == cells(layout)
    assert ["outside-process"] == [one.kind for one in layout.notes]


def test_merge_across_columns_belongs_to_the_first():
    row = ("2", "Охота", "дуб", None, "ночью")
    layout = laid(grid(ROW, row, merges=[Merge(2, 2, 1, 2)]))

    assert ("2", "Охота", "дуб", "", "ночью") == cells(layout)[1]
    assert [("merged-across", 3)] == [(one.kind, one.source.row) for one in layout.notes]


def test_merge_of_number_and_process_is_the_process():
    row = ("Охота", None, "дуб", "сказка", "ночью")
    layout = laid(grid(ROW, row, merges=[Merge(2, 0, 1, 2)]))

    assert ("", "Охота", "дуб", "сказка", "ночью") == cells(layout)[1]


def test_tail_after_a_page_break_returns_to_its_cell():
    layout = laid(grid(ROW, HEAD, ("", "", "", "о тридевятом царстве", "")))

    assert [("1", "Приём", "дуб", "сведения о тридевятом царстве", "днём")] == cells(layout)
    (note,) = layout.notes
    assert ("cut-by-page", ("сведения", "о тридевятом царстве")) == (note.kind, note.printed)
    assert ("сведения о тридевятом царстве",) == note.read


def test_need_after_a_page_break_is_a_need():
    layout = laid(grid(ROW, HEAD, ("", "", "", "получение сказки", "")))

    assert [ROW, (None, None, None, "получение сказки", None)] == cells(layout)


def test_tails_of_several_cells_return_to_each():
    layout = laid(grid(ROW, HEAD, ("", "", "в избушке", "о царстве", "")))

    assert [("1", "Приём", "дуб в избушке", "сведения о царстве", "днём")] == cells(layout)


def test_point_after_a_page_break_is_a_point():
    layout = laid(grid(ROW, HEAD, ("", "", "на ярмарке", "получение сказки", "")))

    assert [ROW, (None, None, "на ярмарке", "получение сказки", "")] == cells(layout)


def test_tail_as_first_paragraph_of_the_next_cell():
    layout = laid(grid(ROW, HEAD, ("", "", "Чулан", "о царстве\nполучение сказки", "ночью")))

    assert [
        ("1", "Приём", "дуб", "сведения о царстве", "днём"),
        (None, None, "Чулан", "получение сказки", "ночью"),
    ] == cells(layout)


def test_row_that_speaks_of_processes_is_no_row_of_headings():
    row = ("2", "Процесс охоты", "точка сбора", "потребность в сказке", "особенности ночи")

    assert [ROW, row] == cells(laid(grid(ROW, row)))


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Line("Перечень"),),
        (Grid((("а", "б"), ("в", "г"))),),
        (Grid((HEAD[:4],)),),
        (Grid(((*HEAD, "Ответственный", "Срок"),)),),
        (Grid((("Клиент", None, "Порядок", None, None), HEAD, ROW), [Merge(0, 0, 1, 2)]),),
        (Grid((("№", "Клиент", "Точка", "", ""), HEAD, ROW)),),
        (
            Grid(
                (("№", "Процесс", "Дело", None, None), (None, None, *HEAD[2:]), ROW),
                [Merge(0, 0, 2, 1), Merge(0, 1, 2, 1), Merge(0, 2, 1, 3)],
            ),
        ),
    ],
    ids=[
        "nothing",
        "text only",
        "another table",
        "four columns",
        "seven columns",
        "grouped",
        "named twice",
        "one over another",
    ],
)
def test_document_without_the_five_columns_is_refused(blocks):
    with pytest.raises(ReadError) as refused:
        laid(*blocks)

    assert "кот.docx" == refused.value.place


def test_other_tables_of_the_document_are_passed_over():
    layout = laid(Grid((("УТВЕРЖДЕНО", "приказом"),)), Line("Дела"), grid(ROW))

    assert [("Дела", 1, 1)] == [(one.heading, one.number, one.grid) for one in layout.tables]


def test_table_without_headings_goes_on_with_the_one_above():
    rows = (("", "", "Чулан", "сказка", ""), ("2", "Охота", "дуб", "сказка", "ночью"))
    layout = laid(Line("Дела"), grid(ROW), Grid(rows))

    assert [ROW, (None, None, "Чулан", "сказка", ""), rows[1]] == cells(layout)
    assert [(2, 1), (1, 2), (2, 2)] == [(one.at, one.table) for one in layout.tables[0].rows]


def test_table_without_headings_under_a_heading_is_a_direction():
    layout = laid(Line("Дела"), grid(ROW), Line("Другие дела"), Grid((ROW,)))

    assert [("Дела", 1), ("Другие дела", 2)] == [(one.heading, one.number) for one in layout.tables]
    assert HEAD == layout.tables[1].columns


def test_sheet_without_headings_is_told():
    layout = laid(grid(ROW, sheet="Дела"), Grid((ROW,), sheet="Охота"))

    assert [("skipped-table", "Охота", 1)] == [
        (one.kind, one.source.sheet, one.source.row) for one in layout.notes
    ]


@pytest.mark.parametrize(
    "row", [("Начальник отдела", "", "", "И. И. Петров", ""), ("", "Исполнитель: Лиса", "", "", "")]
)
@pytest.mark.parametrize("above", [("", "", "", "", ""), ("Итого", "1", "", "", "")])
def test_signatures_under_a_table_are_no_rows(row, above):
    layout = laid(grid(ROW, above, row))

    assert [ROW] == cells(layout)
    assert 4 == layout.notes[-1].source.row


def test_data_under_a_blank_row_is_data():
    other = ("2", "Охота", "дуб", "сказка", "ночью")

    assert [ROW, other] == cells(laid(grid(ROW, ("", "", "", "", ""), other)))


def test_new_number_without_a_process_is_a_process_without_a_name():
    layout = laid(grid(ROW, ("2", "", "чулан", "сказка", "ночью")))

    assert ("2", "–", "чулан", "сказка", "ночью") == cells(layout)[1]
    assert ["nameless-process"] == [one.kind for one in layout.notes]


@pytest.mark.parametrize("number", ["1", "1.2"])
def test_numbers_below_a_process_do_not_begin_another(number):
    layout = laid(grid(ROW, (number, "", "чулан", "сказка", "ночью")))

    assert (None, None, "чулан", "сказка", "ночью") == cells(layout)[1]


def test_heading_row_under_the_headings_leaves_no_empty_table():
    wide = ("Другие дела", None, None, None, None)
    layout = laid(Line("Перечень дел"), grid(wide, ROW, merges=[Merge(1, 0, 1, 5)]))

    assert ["Другие дела"] == [one.heading for one in layout.tables]
    assert "Перечень дел" == layout.title
