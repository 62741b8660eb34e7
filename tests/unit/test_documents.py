"""Registers as files: from every format that is read to every format that is written."""

import re
from pathlib import Path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.documents import decode, encode, layout_of
from touchpoint_model.formats.document import Limits
from touchpoint_model.model.errors import ReadError, UsageError
from touchpoint_model.recognise import recognise

from .printed_forms import FORMS, HEAD, TABLES, TITLE

AGENCY = "trade"
WRITABLE = ("xlsx", "docx", "html", "csv", "json")
REGISTERS = Path(__file__).parents[2] / "examples/registers"


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """One register in every format that is read, made by other hands."""
    folder = tmp_path_factory.mktemp("files")
    made = {name: folder / name for name in FORMS}
    for name, path in made.items():
        path.write_bytes(FORMS[name][0]())
    made["a.json"] = folder / "a.json"
    tm.write(tm.read(made["a.docx"], AGENCY), made["a.json"])
    return made


def bodies(register) -> list[dict]:
    """Rows without what tells where they stood."""
    return [
        {key: value for key, value in row.items() if key != "pointer"} for row in tm.rows(register)
    ]


def headings(register) -> list[tuple]:
    return [(one.name, one.client, one.columns) for one in register.directions]


@pytest.mark.parametrize("name", FORMS)
def test_every_format_is_read(files, name):
    register = tm.read(files[name], AGENCY)
    (first, second) = register.directions

    title = next(iter(TABLES)) if name == "a.ods" else TITLE  # that one prints none

    assert [AGENCY, title] == [register.agency, register.title]
    assert [HEAD, HEAD] == [first.columns, second.columns]
    assert [one.casefold() for one in TABLES] == [
        one.name.casefold() for one in register.directions
    ]
    assert ["Выдача лицензий", "Продление лицензий", "Визит к торговцу", "Обжалование решений"] == [
        one.name for one in register.processes
    ]


@pytest.mark.parametrize("name", ["a.xlsx", "a.html", "a.ods", "a.odt", "a.json"])
def test_formats_say_the_same(files, name):
    one, other = tm.read(files["a.docx"], AGENCY), tm.read(files[name], AGENCY)

    assert bodies(one) == bodies(other)
    assert headings(one) == headings(other)
    assert one.touchpoints == other.touchpoints


@pytest.mark.parametrize("to", WRITABLE)
@pytest.mark.parametrize("name", [*FORMS, "a.json"])
def test_what_is_read_from_any_format_is_written_to_any_other_and_back(files, tmp_path, name, to):
    register = tm.read(files[name], AGENCY)
    made = tmp_path / f"made.{to}"
    back = tmp_path / "back.json"

    lost = [one.path for one in tm.write(register, made)]
    again = tm.read(made, AGENCY)
    tm.write(again, back)

    assert bodies(register) == bodies(again) == bodies(tm.read(back))
    assert headings(register) == headings(again)
    assert register.touchpoints == again.touchpoints
    assert set(lost) <= ({"agency"} if to == "csv" else set())


@pytest.mark.parametrize("to", ["xlsx", "docx", "html", "json"])
def test_documents_of_ours_say_whose_they_are(files, tmp_path, to):
    made = tmp_path / f"made.{to}"
    tm.write(tm.read(files["a.odt"], AGENCY), made)

    assert AGENCY == tm.read(made).agency


@pytest.mark.parametrize("name", FORMS)
def test_a_document_that_says_no_agency_needs_one(files, name):
    with pytest.raises(UsageError) as caught:
        tm.read(files[name])

    assert "--agency" in caught.value.say("en")


@pytest.mark.parametrize("to", ["docx", "json"])
def test_another_agency_reads_the_same_print_anew(files, tmp_path, to):
    made = tmp_path / f"made.{to}"
    own = tm.read(files["a.docx"], AGENCY)
    tm.write(own, made)
    other = tm.read(made, "culture")
    straight = tm.read(files["a.docx"], "culture")

    assert "culture" == other.agency
    assert [one.kind for one in own.touchpoints] != [one.kind for one in other.touchpoints]
    assert bodies(straight) == bodies(other)
    kept = ("direction", "process", "touchpoint", "needs", "particulars")
    assert [[row[key] for key in kept] for row in bodies(own)] == [
        [row[key] for key in kept] for row in bodies(other)
    ]


def test_an_agency_that_is_not_there(files):
    with pytest.raises(UsageError):
        tm.read(files["a.docx"], "nowhere")


def test_an_agency_is_given_as_value(files):
    assert AGENCY == tm.read(files["a.csv"], tm.agency(AGENCY)).agency


@pytest.mark.parametrize(
    "name", ["a.xlsx", "a.docx", "a.html", "a.csv", "a.ods", "a.odt", "tabs.txt"]
)
def test_a_table_larger_than_the_limit_is_refused(files, name):
    with pytest.raises(ReadError) as caught:
        tm.read(files[name], AGENCY, limits=Limits(cells=20))

    assert str(files[name]) in caught.value.place
    assert "20" in caught.value.say("en")


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.ods", "a.odt"])
def test_a_package_larger_than_the_limit_is_refused(files, name):
    with pytest.raises(ReadError) as caught:
        tm.read(files[name], AGENCY, limits=Limits(unpacked=1000))

    assert str(files[name]) == caught.value.place


@pytest.mark.parametrize("name", FORMS)
def test_the_content_tells_the_format_where_the_name_does_not(files, name):
    data = files[name].read_bytes()
    found = decode(data, "перечень", AGENCY)
    register = recognise(found.register, tm.agency(AGENCY).vocabulary)

    assert bodies(tm.read(files[name], AGENCY)) == bodies(register)
    assert found.document
    if name != "tabs.txt":  # which is a table of values separated by tabs, too
        assert ("text" if name.endswith("txt") else name.partition(".")[2]) == found.kind


def test_json_is_no_document(files):
    assert not decode(files["a.json"].read_bytes(), "-").document


def test_a_format_that_is_told_must_be_one():
    with pytest.raises(UsageError) as caught:
        decode(b"", "a", AGENCY, kind="pdf")

    assert "pdf" in caught.value.say()


@pytest.mark.parametrize("kind", ["pdf", "ods", "text", ""])
def test_a_format_that_is_not_written(files, tmp_path, kind):
    register = tm.read(files["a.json"])
    with pytest.raises(UsageError):
        encode(register, kind)
    with pytest.raises(UsageError):
        tm.write(register, tmp_path / f"a.{kind}")

    assert not list(tmp_path.iterdir())


def test_the_format_may_be_told(files, tmp_path):
    tm.write(tm.read(files["a.json"]), tmp_path / "перечень", kind="docx")

    assert "docx" == decode((tmp_path / "перечень").read_bytes(), "-").kind


def test_a_register_of_an_agency_that_is_not_installed_is_written_as_json_only(files, tmp_path):
    foreign = evolve(tm.read(files["a.json"]), agency="nowhere")

    assert () == tm.write(foreign, tmp_path / "a.json")
    with pytest.raises(UsageError):
        tm.write(foreign, tmp_path / "a.xlsx")
    assert ["a.json"] == [one.name for one in tmp_path.iterdir()]


def test_what_cannot_be_written_leaves_nothing(files, tmp_path):
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(ReadError):
        tm.write(tm.read(files["a.json"]), tmp_path / "a.docx")

    assert ["a.docx"] == [one.name for one in tmp_path.iterdir()]


@pytest.mark.parametrize("agency", ["trade", "agriculture"])
@pytest.mark.parametrize("to", WRITABLE)
def test_published_registers_come_back_from_every_format(tmp_path, agency, to):
    register = tm.read(REGISTERS / f"{agency}.json")
    lost = tm.write(register, tmp_path / f"a.{to}")
    again = tm.read(tmp_path / f"a.{to}", agency)

    assert bodies(register) == bodies(again)
    assert headings(register) == headings(again)
    assert (set() if to == "json" else {"act"}) == {one.path for one in lost} - {"agency"}


def test_the_language_is_of_words_that_the_register_does_not_bring(files):
    bare = tm.read(files["a.json"])
    bare = evolve(bare, directions=tuple(evolve(one, columns=None) for one in bare.directions))
    columns = [
        decode(encode(bare, "html", lang=lang)[0], "a.html").register.directions[0].columns
        for lang in ("ru", "en")
    ]

    assert columns[0] != columns[1]
    assert not re.search("[а-яё]", " ".join(columns[1]))
    assert (
        HEAD
        == decode(encode(tm.read(files["a.json"]), "html", lang="en")[0], "a.html")
        .register.directions[0]
        .columns
    )


@pytest.mark.parametrize("to", WRITABLE)
def test_another_agency_is_written_as_it_reads_the_print(files, tmp_path, to):
    made = tmp_path / f"made.{to}"
    lost = tm.write(tm.read(files["a.docx"], AGENCY), made, agency="culture")

    assert bodies(tm.read(files["a.docx"], "culture")) == bodies(tm.read(made, "culture"))
    assert {"agency"}.issuperset(one.path for one in lost)
    if to != "csv":
        assert "culture" == tm.read(made).agency


def test_the_tables_of_a_document_are_told(files):
    layout = layout_of(files["a.xlsx"].read_bytes(), "a.xlsx", AGENCY, "xlsx")

    assert [TITLE, list(TABLES)] == [layout.title, [one.heading for one in layout.tables]]
    assert [tuple("BCDEF")] * 2 == [one.letters for one in layout.tables]
