"""`touchpoint store …`: what a clerk is warned of, and what is said of work that was done."""

import json
import os

import docx
import pytest
from one_child import in_one_child

import touchpoint_model as tm

PERSON = ("--author", "Иванова А. П.", "--role", "уполномоченное лицо", "--basis", "Приказ № 7")
UNIT = ("--author", "Отдел цен", "--role", "структурное подразделение", "--basis", "Записка")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, trade):
    """A register as a table a row less, saved long ago, and one without rows."""
    path = tmp_path_factory.mktemp("care")
    tm.write(tm.read(trade), path / "less.docx")
    less = docx.Document(path / "less.docx")
    row = less.tables[0].rows[2]._tr
    row.getparent().remove(row)
    less.save(path / "less.docx")
    os.utime(path / "less.docx", (1_700_000_000, 1_700_000_000))
    (path / "empty.json").write_bytes(json.dumps({
        "schema": "touchpoint-register/1", "agency": "trade", "title": "Перечень", "directions": [],
    }).encode())  # fmt: skip
    return path


@pytest.fixture(scope="module")
def life(touchpoint, folder, trade):
    at = ("--store", folder / "trade.db")
    day = ("--date", "19.03.2024", "--by", "Ким")
    order = ("--act", "Приказ", "--number", "7", *day)
    placed = ("--place", "website", "--date", "20.03.2024", "--by", "Ким")
    asked = {
        "init": ("init", trade, *at, *PERSON, "--made", "20.03.2024"),
        "guess": ("publish", *at, *placed[:4], "--by", "Ким", "--url", "https://example.org/p",
                  "--role", "Уполномоченного лица", "--lang", "en"),
        "approve": ("approve", *at, *order),
        "approve-again": ("approve", *at, *order),
        "publish": ("publish", *at, *placed),
        "publish-again": ("publish", *at, *placed),
        "before": ("publish", *at, "--place", "website", *day),
        "commit": ("commit", folder / "less.docx", *at, *UNIT, "--made", "02.05.2024"),
        "ahead": ("commit", trade, *at, *UNIT, "--expect", 5),
        "forwards": ("diff", 1, 2, *at),
        "backwards": ("diff", 2, 1, *at),
        "backwards-json": ("diff", 2, 1, *at, "--format", "json"),
        "diff-file": ("diff", 1, 2, *at, "-o", folder / "diff.html"),
        "show-file": ("show", 2, *at, "-o", folder / "two.json"),
        "log": ("log", *at),
        "verify": ("verify", *at, "--format", "json"),
        "empty": ("init", folder / "empty.json", "--store", folder / "empty.db", *PERSON),
    }  # fmt: skip
    return in_one_child(touchpoint, {name: ("store", *told) for name, told in asked.items()})


CODES = {
    "init": 0, "guess": 0, "approve": 0, "approve-again": 1, "publish": 0, "publish-again": 1, "before": 2,
    "commit": 0, "ahead": 2, "forwards": 1, "backwards": 1, "backwards-json": 1, "diff-file": 1,
    "show-file": 0, "log": 0, "verify": 0, "empty": 0,
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_the_exit_code(life, name, code):
    assert code == life[name].code, life[name].err


def test_an_act_older_than_the_revision_is_told(life):
    assert [] == [one for one in ("19.03.2024", "20.03.2024") if one not in life["approve"].err]
    assert "" == life["publish"].err


def test_a_publication_before_the_revision_is_refused_with_both_days(life):
    assert [] == [one for one in ("19.03.2024", "20.03.2024") if one not in life["before"].err]


def test_what_was_said_twice_is_recorded_once(life):
    log = life["log"].out

    assert (1, 1) == (
        log.count("Приказ от 19.03.2024"),
        log.count("сайт Министерства, 20.03.2024\n"),
    )
    for name in ("approve-again", "publish-again", "before", "ahead"):
        assert ("", 1) == (life[name].out, life[name].err.count("\n"))


def test_a_revision_that_is_not_there_yet_is_not_built_upon(life):
    assert "редакции 5 нет, последняя: 2" in life["ahead"].err


def test_a_role_in_other_words_is_echoed_in_those_of_the_act(life):
    assert "--role: “Уполномоченного лица”" in life["guess"].err
    assert "" == life["init"].err


def test_a_file_older_than_the_head_is_told(life):
    assert [True, True] == [one in life["commit"].err for one in ("14.11.2023", "из редакции 1")]


def test_going_back_sets_no_term(life):
    told = json.loads(life["backwards-json"].out)

    assert (None, [], []) == (told["on"], told["triggers"], told["duties"])
    assert "20.05.2024" in life["forwards"].out
    assert "20.05.2024" not in life["backwards"].out
    assert ("", 1) == (life["forwards"].err, life["backwards"].err.count("\n"))


@pytest.mark.parametrize(("name", "file"), [("diff-file", "diff.html"), ("show-file", "two.json")])
def test_a_file_that_was_written_is_named(life, folder, name, file):
    assert ("", 1) == (life[name].out, life[name].err.count(str(folder / file)))


def test_a_moment_is_told_with_its_zone(life):
    told = [one for one in life["log"].out.splitlines() if "контрольная сумма" in one]

    assert 2 == len(told)
    assert all("UTC" in one for one in told)


def test_a_hash_of_the_log_is_found(life, touchpoint, folder):
    noted = json.loads(life["verify"].out)["hash"]
    ran = touchpoint("store", "verify", "--store", folder / "trade.db", "--expect", noted[:12])

    assert (0, "") == (ran.code, ran.err)


def test_a_register_without_rows_is_told(life):
    assert "empty.json" in life["empty"].err
    assert "trade.json" not in life["init"].err


def test_a_comparison_of_files_names_what_it_wrote(touchpoint, folder, trade):
    file = folder / "files.md"
    ran = touchpoint("diff", trade, folder / "less.docx", "-o", file)

    assert (1, "", 1) == (ran.code, ran.out, ran.err.count(str(file)))
