"""The two forms in which tables are flattened into text, rebuilt."""

import os
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.documents import decode
from touchpoint_model.formats.document import Grid, Line
from touchpoint_model.formats.flat import read_text
from touchpoint_model.formats.table import Naming
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.touchpoints import Touchpoint

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
LIKELY = {
    "дуб": {"touchpoint": 1.0},
    "чулан": {"touchpoint": 1.0},
    "днём": {"particulars": 1.0, "touchpoint": 0.4},
    "ночью": {"particulars": 1.0, "touchpoint": 0.4},
}
NAMING = Naming(
    split=lambda cell: (cell,),
    touchpoint=Touchpoint,
    columns=lambda text: LIKELY.get(text, {"needs": 0.7} if text.startswith("получение") else {}),
    begins_need=lambda text: text.startswith("получение"),
)
PIPES = (DATA / "flat_pipes.txt").read_text("utf-8")
TABS = (DATA / "flat_tabs.txt").read_text("utf-8")


def grids(text):
    return [one for one in read_text(text, "акт.txt", NAMING).blocks if isinstance(one, Grid)]


def test_pipes_are_rows_of_five():
    (grid,) = grids(PIPES)

    assert [
        ("N", "Процесс", "Точка", "Потребности", "Особенности"),
        ("1", "2", "3", "4", "5"),
        ("1", "Приём", "дуб", "получение сведений", "днём"),
        (None, None, None, "получение сказки", None),
        (None, None, "чулан", "получение сказки", "ночью"),
        (None, None, "чулан", None, None),
        ("2", "Охота", "дуб", "получение дичи", "днём"),
        (None, None, "днём", "получение золота", None),
    ] == grid.rows
    assert [3, 8, 13, 18, 19, 23, 24, 29] == grid.lines


def test_rows_placed_by_content_say_so_and_keep_the_other_reading():
    (grid,) = grids(PIPES)

    assert [
        (3, ("получение сказки",), ("needs",), ("touchpoint",)),
        (5, ("чулан",), ("touchpoint",), ("needs",)),
        (7, ("днём", "получение золота"), ("touchpoint", "needs"), ("touchpoint", "particulars")),
    ] == [(at, note.printed, note.read, note.other) for at, note in grid.notes]
    assert {"ambiguous-row"} == {note.kind for _, note in grid.notes}


def test_text_around_tables_is_lines():
    lines = [one for one in read_text(PIPES, "акт.txt", NAMING).blocks if isinstance(one, Line)]

    assert [(1, "4.3. Перечень точек Лукоморья:"), (2, "1) сказочные дела:")] == [
        (one.number, one.text) for one in lines[:2]
    ]
    assert "Кот учёный |" == lines[-1].text  # a signature, not a cell


def test_tabs_go_on_over_pages():
    template, grid = grids(TABS)

    assert [3, 4, 5, 6] == template.lines
    assert [15, 16, 18, 19, 20, 22, 23, 24] == grid.lines
    assert "о царе\nполучение золота" == grid.rows[6][3]


def test_wrapped_lines_are_one_paragraph():
    lines = [one.text for one in read_text(TABS, "акт.txt", NAMING).blocks if isinstance(one, Line)]

    assert [
        "Шаблон перечня",
        "УТВЕРЖДЕН приказом Кота",
        "ПЕРЕЧЕНЬ точек Лукоморья по ночным делам",
    ] == lines


def entries(register):
    return [
        (
            process.name,
            entry.printed or register.touchpoint(entry).name,
            [need.text for need in entry.needs],
            entry.particulars,
        )
        for process in register.processes
        for entry in process.entries
    ]


def test_whole_way_of_tabs(toy):
    register = decode(TABS.encode(), "акт.txt", toy).register

    assert "ПЕРЕЧЕНЬ точек Лукоморья по ночным делам" == register.title
    assert [
        ("Приём", "дуб", ["получение сведений о тридевятом царстве"], "днём"),
        ("Приём", "чулан", ["получение сказки о царе"], "ночью"),
        ("Приём", "чулан", ["получение золота"], "ночью"),
        ("Охота", "дуб", ["получение дичи"], "днём"),
    ] == entries(register)
    assert [16, 20, 23, 24] == [one.source.line for one in register.entries]


@pytest.fixture
def toy():
    from ..toy_agency import agency

    return agency


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PIPES.replace("чулан | ||||", "чулан | |||"), 23),
        (PIPES.replace("2 |\nОхота", "Охота"), 24),
        (TABS.replace("2	Охота	дуб", "2	Охота	дуб	лишнее"), 24),
    ],
    ids=["marks do not add up", "a row without number", "a cell too many"],
)
def test_rows_that_do_not_fit_are_refused_with_their_line(text, line):
    with pytest.raises(ReadError) as refused:
        read_text(text, "акт.txt", NAMING)

    assert f"акт.txt:{line}" == refused.value.place


def whole(register):
    """All printed cells with their places; what the acts' texts and the examples must share."""
    return [
        (
            direction.name,
            direction.columns,
            direction.source,
            process.number,
            process.name,
            process.source,
            entry.printed or register.touchpoint(entry).name,
            entry.cell,
            entry.needs,
            entry.particulars,
            entry.channels,
            entry.source,
        )
        for direction in register.directions
        for process in direction.processes
        for entry in process.entries
    ]


@pytest.mark.skipif("TOUCHPOINT_ACTS" not in os.environ, reason="TOUCHPOINT_ACTS is not set")
@pytest.mark.parametrize("code", ["agriculture", "trade"])
def test_published_registers_are_read_from_the_acts(code):
    act = Path(os.environ["TOUCHPOINT_ACTS"]) / f"{code}-procedure.txt"
    read = tm.read(act, code)
    example = tm.read(ROOT / f"examples/registers/{code}.json")

    assert whole(example) == whole(read)
    assert (example.title, example.touchpoints, example.readings) == (
        read.title,
        read.touchpoints,
        read.readings,
    )
