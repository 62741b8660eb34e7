"""The draft of an amending act: which rows it has in which part, what it says beside them."""

import datetime
import io

import docx
import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.differing import diff
from touchpoint_model.model.processes import Source
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.render.difference import Compared, Edition, as_docx
from touchpoint_model.render.difference.drafted import drafted

DAY = datetime.date(2025, 12, 22)
ASKS, PAYS = tm.Need("получение консультации"), tm.Need("оплата пошлины")
PHONE = tm.Touchpoint("phone", "Телефон")
MAIL = tm.Touchpoint("mail", "Электронная почта a@b.ru", contacts=(Contact("email", "a@b.ru"),))
BOT = tm.Touchpoint("bot", "Чат-бот")
COLUMNS = ("№", "Процесс", "Точка", "Потребности", "Особенности")


def edition(*processes, points=(PHONE, MAIL, BOT), name="Контроль", **facts):
    told = {"title": "Перечень точек", **facts}
    inside = (tm.Direction(name, processes, columns=COLUMNS),)
    used = {row.touchpoint for process in processes for row in process.entries}
    kept = tuple(one for one in points if one.id in used)
    return tm.Register("trade", directions=inside, touchpoints=kept, **told)


def row(point, *needs, **facts):
    return tm.Entry(point, needs=needs, **facts)


FAIRS = tm.Process("Ярмарки", (row("phone", ASKS), row("mail", ASKS)), number="1")
LETTERS = tm.Process("Письма", (row("mail", ASKS),), number="2")
OLD = edition(FAIRS, LETTERS)


def compared(new, old=OLD, agency="trade"):
    whose = tm.agency(agency)
    return Compared(
        diff(old, new, agency, on=DAY),
        Edition("old.json"),
        Edition("new.json"),
        whose.title,
        whose.acts,
        whose.vocabulary,
    )


def parts(new, old=OLD):
    """The rows of each part: number, process, touchpoint and need."""
    told = drafted(compared(new, old))
    return tuple(
        [one.cells[:4] for table in tables for one in table.rows]
        for tables in (told.gone, told.anew, told.come)
    )


def document(new, old=OLD, lang="ru", agency="trade"):
    return docx.Document(io.BytesIO(as_docx(compared(new, old, agency), lang)))


def paragraphs(made):
    return [one.text for one in made.paragraphs if one.text]


def test_rows_stand_in_the_part_that_they_belong_to():
    new = edition(
        evolve(FAIRS, entries=(row("phone", PAYS), row("bot", ASKS))), evolve(LETTERS, number="7")
    )

    assert (
        [("1", "Ярмарки", "Электронная почта a@b.ru", "получение консультации")],
        [("1", "Ярмарки", "Телефон", "оплата пошлины")],
        [("1", "Ярмарки", "Чат-бот", "получение консультации")],
    ) == parts(new)


def test_a_point_renamed_is_told_anew_in_every_row_that_prints_its_name():
    named = evolve(MAIL, name="Электронная почта c@d.ru", contacts=(Contact("email", "c@d.ru"),))
    new = edition(FAIRS, LETTERS, points=(PHONE, named))
    told = drafted(compared(new))

    assert ([], ["Электронная почта c@d.ru"] * 2, []) == tuple(
        [cells[2] for cells in rows] for rows in parts(new)
    )
    assert (["touchpoint-renamed"], []) == (
        [one.kind.value for one in told.worded],
        [one.kind.value for one in told.beside],
    )


def test_a_process_renamed_is_told_anew_with_all_its_rows():
    old = edition(evolve(FAIRS, name="Организация ярмарок"), LETTERS)
    new = edition(evolve(FAIRS, name="Организация ярмарки"), LETTERS)

    assert ([], ["Телефон", "Электронная почта a@b.ru"], []) == tuple(
        [cells[2] for cells in rows] for rows in parts(new, old)
    )
    assert [("1", "Организация ярмарки"), (None, None)] == [
        cells[:2] for cells in parts(new, old)[1]
    ]


def test_of_a_cell_with_several_points_only_those_that_go_are_named():
    cell = {"cell": "телефон и почта", "source": Source(table=1, row=2, cell="C2")}
    both = evolve(FAIRS, entries=(row("phone", ASKS, **cell), row("mail", ASKS, **cell)))
    less = evolve(FAIRS, entries=(row("phone", ASKS),))
    old = edition(both, LETTERS)

    assert ["Электронная почта a@b.ru"] == [
        cells[2] for cells in parts(edition(less, LETTERS), old)[0]
    ]
    assert ["телефон и почта"] == [cells[2] for cells in parts(edition(LETTERS), old)[0]]


def test_what_the_form_does_not_show_is_left_to_the_memo():
    new = edition(FAIRS, LETTERS, points=(evolve(PHONE, key=True), MAIL))
    old = edition(FAIRS, LETTERS, points=(evolve(PHONE, key=False), MAIL))
    made = document(new, old)

    assert ([], [], []) == parts(new, old)
    assert [0, True] == [len(made.tables), any("ключевая" in one for one in paragraphs(made))]


def test_the_document_is_a_draft_with_blanks_and_numbered_parts_in_the_form():
    new = edition(
        evolve(FAIRS, entries=(row("phone", PAYS), row("bot", ASKS))),
        LETTERS,
        tm.Process("Жалобы", (row("mail", ASKS),)),
    )
    made = document(new)
    told = paragraphs(made)

    assert "ПРОЕКТ" == told[0]
    assert [1, 1] == [sum(mark in one for one in told) for mark in ("№ ____", "Руководитель ____")]
    assert [
        "1. Исключить следующие строки:",
        "2. Изложить следующие строки в новой редакции:",
        "3. Дополнить следующими строками:",
        "4. Внести уточнения:",
    ] == [one for one in told if one[:2] in ("1.", "2.", "3.", "4.")]
    assert "– новый процесс: «Жалобы»." in told
    assert [list(COLUMNS)] * 3 == [[cell.text for cell in one.rows[0].cells] for one in made.tables]


def test_columns_that_nobody_named_are_those_of_the_ordinance():
    bare = [
        evolve(one, directions=tuple(evolve(each, columns=None) for each in one.directions))
        for one in (OLD, edition(LETTERS))
    ]
    (table,) = document(bare[1], bare[0]).tables
    named = [one.label.ru for one in tm.agency("trade").vocabulary.scheme("column")]

    assert named == [cell.text for cell in table.rows[0].cells]


def test_the_memo_tells_cases_and_duties():
    told = paragraphs(document(edition(FAIRS, evolve(LETTERS, entries=(row("mail", PAYS),)))))
    memo = told[told.index("Справка к проекту (в акт не входит)") :]

    assert [1, 1] == [
        sum(mark in one for one in memo) for mark in ("п. 5.3.3", "Не позднее: 15.01.2026")
    ]


def test_nothing_to_amend():
    told = paragraphs(document(OLD))

    assert [1, 0] == [sum(mark in one for one in told) for mark in ("вносить в акт нечего", "1. ")]


def test_moves_and_names_of_directions_are_worded():
    old = evolve(OLD, directions=(tm.Direction("Один", (FAIRS,)), tm.Direction("Два", (LETTERS,))))
    moved = (tm.Direction("Один", (FAIRS, LETTERS)), tm.Direction("Два", ()))
    told = paragraphs(document(evolve(OLD, directions=moved), old))

    assert 1 == sum(
        one.startswith("– процесс «Письма» перенести из направления «Два» в направление «Один»")
        for one in told
    )


def test_hostile_names_stand_in_the_document_as_they_are():
    name = "<w:br/> ]]> & \x0b\x1b «точка» {0} {name}"
    made = document(edition(FAIRS, tm.Process(name, (row("bot", tm.Need(name)),))))
    cells = [cell.text for table in made.tables for one in table.rows for cell in one.cells]

    assert any("<w:br/> ]]> & " in one and "{0} {name}" in one for one in cells)


@pytest.mark.parametrize("agency", ["administration", "agriculture", "culture", "trade"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_agency_has_its_draft_in_both_languages(agency, lang):
    made = document(edition(FAIRS), agency=agency, lang=lang)

    assert 1 == len(made.tables)


def test_the_same_difference_gives_the_same_bytes():
    new = edition(FAIRS)

    assert as_docx(compared(new)) == as_docx(compared(new))
