"""The five-column table: merged cells, lists of needs, cells of several points."""

from functools import partial

import pytest

from touchpoint_model.formats.table import Naming, Row, Table, register_of
from touchpoint_model.model.processes import Spot
from touchpoint_model.model.view import View
from touchpoint_model.recognise import recognise_touchpoint, split_cell

from ..toy_agency import agency

NAMING = Naming(
    split=partial(split_cell, vocabulary=agency.vocabulary),
    touchpoint=partial(recognise_touchpoint, vocabulary=agency.vocabulary),
)
COLUMNS = ("№", "Процесс", "Точка", "Потребности", "Особенности")


def made(*rows, **further):
    table = Table("Сказки", COLUMNS, tuple(Row(cells, at) for at, cells in enumerate(rows, 2)))
    return register_of(
        [table], agency="toy", title="Перечень", naming=NAMING, **{"file": "акт.docx", **further}
    )


def body(register) -> list[tuple]:
    return [
        (
            process.name,
            entry.touchpoint,
            [need.text for need in entry.needs],
            entry.particulars,
            entry.source.cell,
        )
        for process in register.processes
        for entry in process.entries
    ]


def test_row_is_an_entry():
    read = made(("1", "Приём", "дуб", "сведения", "офлайн"))
    assert body(read) == [("Приём", "oak", ["сведения"], "офлайн", "C2")]
    (direction,) = read.directions
    assert (
        direction.name,
        direction.columns,
        direction.processes[0].number,
    ) == ("Сказки", COLUMNS, "1")
    source = next(read.entries).source
    assert ("акт.docx", 1, 2, "C2") == (source.file, source.table, source.row, source.cell)
    assert (Spot(2, "D2"),) == source.needs
    assert Spot(2, "E2") == source.particulars


def test_merged_process_holds_its_rows():
    read = made(
        ("1", "Приём", "дуб", "сведения", ""),
        (None, None, "чулан", "сказка", "ночью"),
        ("2", "Охота", "дуб", "сведения", ""),
    )
    assert body(read) == [
        ("Приём", "oak", ["сведения"], "", "C2"),
        ("Приём", "pantry", ["сказка"], "ночью", "C3"),
        ("Охота", "oak", ["сведения"], "", "C4"),
    ]


def test_new_need_under_a_merged_point_joins_the_entry():
    read = made(
        ("1", "Приём", "дуб", "сведения", "офлайн"),
        (None, None, None, "сказка", None),
        (None, None, None, "полёт", None),
    )
    assert body(read) == [("Приём", "oak", ["сведения", "сказка", "полёт"], "офлайн", "C2:C4")]


def test_new_particulars_under_a_merged_point_begin_an_entry():
    read = made(("1", "Приём", "дуб", "сведения", "днём"), (None, None, None, "сказка", "ночью"))
    assert body(read) == [
        ("Приём", "oak", ["сведения"], "днём", "C2:C3"),
        ("Приём", "oak", ["сказка"], "ночью", "C2:C3"),
    ]


def test_merged_needs_hold_for_the_new_particulars():
    read = made(("1", "Приём", "дуб", "сведения", "днём"), (None, None, None, None, "ночью"))
    assert [row[2] for row in body(read)] == [["сведения"], ["сведения"]]


def test_merged_particulars_hold_for_the_next_point():
    read = made(("1", "Приём", "дуб", "сведения", "днём"), (None, None, "чулан", "сказка", None))
    assert [row[3] for row in body(read)] == ["днём", "днём"]


def test_point_merged_across_processes_holds_for_both():
    read = made(("1", "Приём", "дуб", "сведения", ""), ("2", "Охота", None, "сказка", ""))
    assert [row[1] for row in body(read)] == ["oak", "oak"]


@pytest.mark.parametrize(
    ("cell", "needs"),
    [
        ("сведения; сказка", ["сведения", "сказка"]),
        ("сведения\nсказка;", ["сведения", "сказка"]),
        ("сведения, сказка", ["сведения, сказка"]),
        ("", []),
        (" ;\n", []),
    ],
)
def test_list_of_needs(cell, needs):
    assert [needs] == [row[2] for row in body(made(("1", "Приём", "дуб", cell, "")))]


def test_cell_of_several_points_is_an_entry_for_each():
    read = made(("1", "Приём", "дуб; зеркальце", "сведения", "онлайн"))
    assert body(read) == [
        ("Приём", "oak", ["сведения"], "онлайн", "C2"),
        ("Приём", "mirror", ["сведения"], "онлайн", "C2"),
    ]
    assert [one.cell for one in read.entries] == ["дуб; зеркальце"] * 2


def test_cell_of_one_point_keeps_no_cell():
    assert [one.cell for one in made(("1", "Приём", "дуб", "", "")).entries] == [None]


def test_point_is_kept_once_and_rows_as_printed():
    read = made(
        ("1", "Приём", "дуб", "", ""), (None, None, "Дуб.", "", ""), ("2", "Охота", "дуб", "", "")
    )
    assert [(one.id, one.name) for one in read.touchpoints] == [("oak", "дуб")]
    assert [one.printed for one in read.entries] == [None, "Дуб.", None]


def test_other_spelling_of_a_point_is_kept_apart_and_read_as_one():
    read = made(("1", "Приём", "дуб", "", ""), (None, None, "Зелёный дуб", "", ""))
    points = View(read, agency.vocabulary).points
    assert {id: one.key for id, one in points.items()} == {"oak": "oak", "oak-2": "oak"}


def test_points_of_two_hosts_are_two():
    read = made(
        ("1", "Приём", "зеркальце https://a.example", "", ""),
        (None, None, "зеркальце https://b.example", "", ""),
        (None, None, "зеркальце www.a.example/next", "", ""),
    )
    assert [one.touchpoint for one in read.entries] == ["mirror", "mirror-2", "mirror"]


def test_unknown_points_are_told_apart_by_their_print():
    read = made(
        ("1", "Приём", "изба", "", ""), (None, None, "терем", "", ""), (None, None, "Изба", "", "")
    )
    assert [one.touchpoint for one in read.entries] == ["point", "point-2", "point"]


def test_empty_cell_of_a_point_makes_no_entry():
    read = made(("1", "Приём", "", "", ""), ("2", "Охота", "дуб", "", ""))
    assert [one.name for one in read.processes] == ["Приём", "Охота"]
    assert body(read) == [("Охота", "oak", [], "", "C3")]


def test_tables_are_directions_and_share_points():
    tables = [
        Table(name, COLUMNS, (Row(("1", "Приём", "дуб", "", ""), 2),), number)
        for number, name in enumerate(("Сказки", "Море"), 1)
    ]
    read = register_of(tables, agency="toy", title="Перечень", naming=NAMING)
    assert ([one.name for one in read.directions], len(read.touchpoints)) == (["Сказки", "Море"], 1)
    assert [one.source.table for one in read.entries] == [1, 2]


def test_no_tables_make_an_empty_register():
    assert register_of([], agency="toy", title="Перечень", naming=NAMING).directions == ()
