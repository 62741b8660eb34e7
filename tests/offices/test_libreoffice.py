"""Documents made by LibreOffice from one web page, each read back equal to the page."""

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.formats.json import dumps

CALC, WRITER = "HTML (StarCalc)", "HTML (StarWriter)"
HEAD = (
    "<tr><th>№</th><th>Процесс взаимодействия с {} клиентом</th><th>Точка взаимодействия</th>"
    "<th>Удовлетворяемые потребности клиента</th><th>Особенности взаимодействия с клиентом</th></tr>"
)
PAGE = f"""\
<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>Страница</title></head><body>
<h1>Перечень точек взаимодействия</h1>
<h2>Предоставление «сказочных» услуг</h2>
<table border="1">
<thead>{HEAD.format("внешним")}</thead>
<tr><td rowspan="4">1</td><td rowspan="4">Приём «ёлки» &amp; др.</td>
  <td rowspan="2">официальный сайт https://kot.example/a?b=1&amp;c=2</td>
  <td>получение сведений</td><td rowspan="2">цифровая точка</td></tr>
<tr><td>получение сказки; подача жалобы</td></tr>
<tr><td>Почта России</td><td rowspan="2">получение консультации</td><td>Офлайн-точка</td></tr>
<tr><td>телефон: 8 (4812) 29-25-09</td><td>Офлайн-точка</td></tr>
<tr><td>2</td><td>Охота</td><td>личный приём<br>граждан</td><td></td><td>офлайн точка</td></tr>
</table>
<h2>Контроль (надзор)</h2>
<table border="1">
{HEAD.format("внутренним")}
<tr><td>1</td><td>Визит</td><td>ЕПГУ</td><td>подача жалобы</td>
  <td rowspan="2">цифровая точка</td></tr>
<tr><td>2</td><td>Жалоба</td><td>СЭД</td><td>получение ответа 😀</td></tr>
</table>
</body></html>
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "register.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def cells(register):
    """All that the page prints, with the rows that each cell covers."""

    def height(cell):
        first, _, last = cell.partition(":")
        return int(last[1:] or first[1:]) - int(first[1:])

    return [
        (
            direction.name,
            direction.client,
            process.number,
            process.name,
            entry.printed or register.touchpoint(entry).name,
            [need.text for need in entry.needs],
            entry.particulars,
            height(entry.source.cell),
            [height(spot.cell) for spot in entry.source.needs],
            height(entry.source.particulars.cell),
        )
        for direction in register.directions
        for process in direction.processes
        for entry in process.entries
    ]


def test_page_is_read_whole(page):
    register = tm.read(page, "trade")

    assert "Перечень точек взаимодействия" == register.title
    assert [
        ("официальный сайт https://kot.example/a?b=1&c=2", 3, 1, [0, 0, 0], 1),
        ("Почта России", 1, 0, [1], 0),
        ("телефон: 8 (4812) 29-25-09", 1, 0, [1], 0),
        ("личный приём\nграждан", 0, 0, [0], 0),
        ("ЕПГУ", 1, 0, [0], 1),
        ("СЭД", 1, 0, [0], 1),
    ] == [(one[4], len(one[5]), one[7], one[8], one[9]) for one in cells(register)]
    assert ["получение сведений", "получение сказки", "подача жалобы"] == cells(register)[0][5]


@pytest.mark.parametrize(
    ("form", "way"),
    [
        ("xlsx", [("xlsx", CALC)]),
        ("ods", [("ods", CALC)]),
        ("odt", [("odt", WRITER)]),
        ("docx", [("odt", WRITER), ("docx", None)]),
        ("html", [("odt", WRITER), ("html", None)]),
        ("html of a workbook", [("ods", CALC), ("html", None)]),
    ],
)
def test_what_libreoffice_made_of_it_is_read_equal(soffice, page, form, way):
    made = page
    for to, infilter in way:
        made = soffice(made, to, infilter)

    expected, read = tm.read(page, "trade"), tm.read(made, "trade")

    assert cells(expected) == cells(read)
    assert expected.title == read.title
    assert expected.touchpoints == read.touchpoints


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html"])
def test_what_we_write_survives_libreoffice(soffice, tmp_path, kind):
    """Our documents, opened and saved by LibreOffice, read back as they were."""
    register = evolve(tm.read("examples/registers/agriculture.json"), act=None)
    ours = tmp_path / f"register.{kind}"
    tm.write(register, ours)

    theirs = soffice(ours, kind, WRITER if kind == "html" else None)

    one, other = tm.read(ours), tm.read(theirs, "agriculture")
    assert cells(one) == cells(other)
    assert dumps(evolve(one, directions=())) == dumps(evolve(other, directions=(), readings=()))
