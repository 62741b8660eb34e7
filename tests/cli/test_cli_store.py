"""`touchpoint store …` and `check --store`: a register's life from the command line."""

import json
import sqlite3
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator
from one_child import in_one_child

import touchpoint_model as tm
from touchpoint_model.cli.dates import date_of
from touchpoint_model.model.errors import UsageError
from touchpoint_model.render.revisions_schema import (
    log_schema,
    revision_schema,
    verification_schema,
)

PERSON = ("--author", "Иванова А. П.", "--role", "уполномоченное лицо")
UNIT = ("--author", "Отдел цен", "--role", "структурное подразделение")
MEMO = ("--basis", "Служебная записка № 12")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, trade) -> Path:
    """A register as Word documents: as it is, a row less, and another need."""
    path = tmp_path_factory.mktemp("store")
    tm.write(tm.read(trade), path / "same.docx")
    less = docx.Document(path / "same.docx")
    row = less.tables[0].rows[2]._tr
    row.getparent().remove(row)
    less.save(path / "less.docx")
    other = docx.Document(path / "less.docx")
    other.tables[0].rows[2].cells[3].text = "получение разъяснений"
    other.save(path / "other.docx")
    return path


@pytest.fixture(scope="module")
def life(touchpoint, folder, trade):
    """A register's life in one store, command by command."""
    at = ("--store", folder / "trade.db")
    word = folder / "two.docx"
    asked = {
        "init": ("init", trade, *at, *PERSON, "--basis", "Приказ № 7", "--made", "20.03.2024"),
        "again": ("init", *at),
        "approve": ("approve", *at, "--act", "Приказ", "--number", "7", "--date", "19.03.2024",
                    "--by", "Ким", "--signed-by", "Министр"),
        "publish": ("publish", *at, "--place", "официальный сайт", "--date", "2024-03-25",
                    "--url", "https://example.org/p", "--by", "Ким"),
        "same": ("commit", folder / "same.docx", *at, *PERSON, *MEMO),
        "refused": ("commit", folder / "less.docx", *at, *PERSON, *MEMO, "--made", "02.05.2024"),
        "log-1": ("log", *at, "--format", "json"),
        "exclude": ("commit", folder / "less.docx", *at, *UNIT, *MEMO, "--made", "02.05.2024",
                    "--expect", 1, "--prepared-by", "Петров", "--prepared-role", "unit",
                    "--checked-by", "Ким", "--checked-on", "30.04.2024"),
        "stale": ("commit", folder / "other.docx", *at, *UNIT, *MEMO, "--expect", 1),
        "override": ("commit", folder / "other.docx", *at, *PERSON, *MEMO, "--made", "03.05.2024",
                     "--override", "отдел расформирован"),
        "nobody": ("commit", folder / "less.docx", *at, "--author", "Некто", *MEMO,
                   "--made", "04.05.2024"),
        "elsewhere": ("publish", 4, *at, "--place", "файлообменник", "--date", "5.5.2024",
                      "--by", "Ким"),
        "event": ("event", *at, "--trigger", "изменение вида точки взаимодействия", "--date",
                  "01.06.2024", "--process", "Информирование", "--touchpoint", "нет такой",
                  "--text", "сайт переехал", "--reported-by", "Петров", "--reported-role", "unit",
                  "--reported-on", "3.6.2024", "--by", "Ким"),
        "unreported": ("event", *at, "--trigger", "exclusion", "--date", "02.06.2024",
                       "--process", "Информирование", "--unreported", "--by", "Ким"),
        "log": ("log", *at),
        "log-json": ("log", *at, "--format", "json"),
        "log-last": ("log", *at, "--format", "json", "-n", 1),
        "show": ("show", *at),
        "show-json": ("show", 2, *at, "--format", "json"),
        "show-word": ("show", 2, *at, "-o", word),
        "diff": ("diff", *at, "--format", "json"),
        "diff-past": ("diff", 1, 2, *at),
        "diff-same": ("diff", 2, 4, *at),
        "diff-html": ("diff", 1, 2, *at, "-o", folder / "diff.html"),
        "verify": ("verify", *at),
        "verify-json": ("verify", *at, "--format", "json"),
        "verify-other": ("verify", *at, "--expect", "0" * 64),
        "export": ("export", folder / "history.jsonl", *at),
        "import": ("import", folder / "history.jsonl", "--store", folder / "copy.db"),
        "import-again": ("import", folder / "history.jsonl", "--store", folder / "copy.db"),
        "verify-copy": ("verify", "--store", folder / "copy.db", "--format", "json"),
    }  # fmt: skip
    checks = {
        "check-1": ("check", *at, "--revision", 1, "--format", "json"),
        "check-3": ("check", *at, "--revision", 3, "--format", "json"),
        "check-day": ("check", *at, "--on", "02.05.2024", "--format", "json"),
        "check": ("check", *at, "--fail-on", "never"),
    }
    told = {name: ("store", *arguments) for name, arguments in asked.items()}
    return in_one_child(touchpoint, {**told, **checks})


CODES = {
    "init": 0, "again": 2, "approve": 0, "publish": 0, "same": 1, "refused": 1, "exclude": 0,
    "stale": 1, "override": 0, "nobody": 0, "elsewhere": 0, "event": 0, "unreported": 0, "log": 0,
    "show": 0, "show-json": 0, "show-word": 0, "diff": 1, "diff-past": 1, "diff-same": 0,
    "diff-html": 1, "verify": 0, "verify-json": 0, "verify-other": 1, "export": 0, "import": 0,
    "import-again": 2, "verify-copy": 0, "check-1": 1, "check-3": 1, "check-day": 1, "check": 0,
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_the_exit_code(life, name, code):
    assert code == life[name].code, life[name].err


@pytest.mark.parametrize("name", ["again", "same", "import-again"])
def test_what_is_refused_is_one_sentence(life, name):
    assert ("", 1) == (life[name].out, life[name].err.count("\n"))


def test_the_first_revision_tells_what_is_to_be_done(life):
    told = life["init"].out
    for word in ("Редакция 1", "20.03.2024", "Иванова А. П.", "п. 2.2", "п. 5.1", "п. 5.2"):
        assert word in told


def test_a_deed_outside_the_authority_is_refused_with_clause_and_changes(life):
    refused = life["refused"]

    assert "" == refused.out
    for word in ("п. 2.2", "структурное подразделение", "otdelgoscen@yandex.ru", "--override"):
        assert word in refused.err
    assert [1] == [one["number"] for one in json.loads(life["log-1"].out)["revisions"]]


def test_a_commit_tells_the_change_the_trigger_and_the_deadline(life):
    told = life["exclude"].out
    for word in ("Редакция 2", "Отдел цен", "п. 5.3.3", "20.05.2024", "otdelgoscen@yandex.ru"):
        assert word in told
    assert "less.docx" in life["exclude"].err  # what a table has no column for is kept


def test_a_stale_write_shows_both_versions(life):
    assert "" == life["stale"].out
    for word in ("Отдел цен", "редакция 2", "otdelgoscen@yandex.ru", "получение разъяснений"):
        assert word in life["stale"].err


def test_an_override_is_told_and_kept_in_the_basis(life):
    revisions = {one["number"]: one for one in json.loads(life["log-json"].out)["revisions"]}

    assert "отдел расформирован" in revisions[3]["basis"]
    assert "п. 2.2" in life["override"].err


def test_a_role_that_is_not_stated_is_told(life):
    assert "Некто" in life["nobody"].err


def test_what_the_act_or_the_register_does_not_name_is_told_and_recorded(life):
    assert "файлообменник" in life["elsewhere"].err
    assert "нет такой" in life["event"].err
    assert "Информирование" not in life["event"].err


def test_the_log_as_json(life):
    told = json.loads(life["log-json"].out)

    Draft202012Validator(log_schema()).validate(told)
    assert [4, 3, 2, 1] == [one["number"] for one in told["revisions"]]
    first, second = told["revisions"][3], told["revisions"][2]
    assert [{"act": "Приказ", "number": "7", "date": "2024-03-19",
             "by": {"name": "Министр", "role": None}}] == first["approvals"]  # fmt: skip
    assert [("website", "2024-03-25")] == [
        (one["place"], one["date"]) for one in first["publications"]
    ]
    assert ("2024-05-02", {"name": "Петров", "role": "unit"}) == (
        second["day"], second["prepared_by"]
    )  # fmt: skip
    assert {"date": "2024-04-30", "by": {"name": "Ким", "role": None}, "passed": True} == second[
        "inspection"
    ]
    assert first["hash"] is not None
    assert [
        [{"by": {"name": "Петров", "role": "unit"}, "date": "2024-06-03"}],
        [],
    ] == [one["notices"] for one in told["events"]]
    assert [4] == [one["number"] for one in json.loads(life["log-last"].out)["revisions"]]


def test_the_log_for_people_is_newest_first(life):
    told = life["log"].out
    places = [told.index(f"Редакция {number}") for number in (4, 3, 2, 1)]

    assert sorted(places) == places
    for word in ("19.03.2024", "25.03.2024", "сайт Министерства", "03.06.2024", "сайт переехал"):
        assert word in told


def test_a_revision_as_json_holds_its_register(life, trade):
    told = json.loads(life["show-json"].out)

    Draft202012Validator(revision_schema()).validate(told)
    assert (2, "touchpoint-register/1") == (told["number"], told["register"]["schema"])


def test_a_revision_as_a_document_is_its_register(life, folder):
    shown, recorded = (tm.rows(tm.read(folder / one)) for one in ("two.docx", "less.docx"))

    assert recorded == shown


def test_the_register_is_shown_row_by_row(life):
    header, *rows = life["show"].out.partition("\n\n")[2].splitlines()

    assert 5 == len(header.split("\t"))
    assert [str(at) for at in range(1, len(rows) + 1)] == [one.split("\t")[0] for one in rows]


def test_two_revisions_are_compared_as_two_files_are(life, folder):
    told = json.loads(life["diff"].out)

    assert ["needs-changed"] == [one["kind"] for one in told["changes"]]
    assert "touchpoint-diff/1" == told["schema"]
    assert "2024-05-04" == told["on"]
    assert "otdelgoscen@yandex.ru" in life["diff-past"].out
    assert "<html" in (folder / "diff.html").read_text("utf-8")


def test_a_history_goes_into_another_store_hash_by_hash(life):
    told, copy = (json.loads(life[one].out) for one in ("verify-json", "verify-copy"))

    Draft202012Validator(verification_schema()).validate(told)
    assert told == copy
    assert [] == told["damages"]
    assert told["hash"] in life["verify"].out


def test_a_past_revision_is_checked_as_of_its_day_with_its_history(life):
    reports = {one: json.loads(life[one].out) for one in ("check-1", "check-3", "check-day")}
    rules = {name: {one["rule"] for one in told["findings"]} for name, told in reports.items()}

    assert ("2024-03-20", "2024-05-03", "2024-05-02") == tuple(
        told["on"] for told in reports.values()
    )
    assert ["#1", "#3", "#2"] == [told["register"]["path"][-2:] for told in reports.values()]
    assert "unauthorised-change" in rules["check-3"]
    assert "unauthorised-change" not in rules["check-1"] | rules["check-day"]


def test_a_store_changed_past_the_program_is_found(life, touchpoint, folder):
    broken = folder / "broken.db"
    broken.write_bytes((folder / "trade.db").read_bytes())
    with sqlite3.connect(broken) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(
            "UPDATE touchpoint_record SET payload = replace(payload, 'Отдел цен', 'Отдел цел')"
        )
    ran = in_one_child(
        touchpoint,
        {
            "text": ("store", "verify", "--store", broken),
            "json": ("store", "verify", "--store", broken, "--format", "json"),
            "log": ("store", "log", "--store", broken),
        },
    )

    assert [1, 1, 2] == [one.code for one in ran.values()]
    told = json.loads(ran["json"].out)
    Draft202012Validator(verification_schema()).validate(told)
    assert "record-changed" in {one["kind"] for one in told["damages"]}
    assert ran["text"].out


@pytest.fixture(scope="module")
def wrong(touchpoint, folder, trade, life):
    """Wrong requests, each to be refused with one sentence."""
    store = ("--store", folder / "trade.db")
    new = ("--store", folder / "new.db")
    secret = "postgresql://clerk:s3cret@127.0.0.1:1/register"
    first = (trade, *new, "--author", "Ким", *MEMO)
    due = ("--date", "01.02.2024", "--by", "Ким", "--process", "Информирование")
    asked = {
        "no-store": ("log", "--store", folder / "none.db"),
        "no-database": ("log", "--store", trade),
        "no-address": ("log", "--store", "mysql://clerk:s3cret@host/register"),
        "no-server": ("log", "--store", secret),
        "no-file": ("init", "none.json", *new),
        "no-author": ("init", trade, *new, *MEMO),
        "no-basis": ("init", trade, *new, "--author", "Ким"),
        "no-register": ("init", *new, "--author", "Ким"),
        "no-day": ("init", *first, "--made", "31.02.2024"),
        "future": ("init", *first, "--made", "01.01.2999"),
        "no-role": ("init", *first, "--role", "начальник канцелярии"),
        "role-alone": ("init", *first, "--prepared-role", "unit"),
        "checked-when": ("init", *first, "--checked-by", "Ким"),
        "empty-reason": ("init", *first, "--override", " "),
        "no-folder": ("init", trade, "--store", folder / "no" / "new.db", "--author", "Ким", *MEMO),
        "other-agency": (
            "commit", trade.with_name("culture.json"), *store, "--author", "Ким", *MEMO
        ),
        "no-revision": ("show", 99, *store),
        "no-format": ("show", *store, "-o", "register.pdf"),
        "no-first": ("diff", 1, 9, *store),
        "before-first": ("diff", 0, 1, *store),
        "no-act": ("approve", *store, "--act", "", "--by", "Ким"),
        "approve-nothing": ("approve", 99, *store, "--act", "Приказ", "--by", "Ким"),
        "no-trigger": ("event", *store, "--trigger", "пожар", *due),
        "both": ("event", *store, "--trigger", "exclusion", *due, "--unreported",
                 "--reported-by", "Ким"),
        "reported-when": ("event", *store, "--trigger", "exclusion", *due, "--reported-by", "Ким"),
        "nothing-happened": ("event", *store, "--trigger", "exclusion", "--date", "01.02.2024",
                             "--by", "Ким", "--text", " "),
        "ahead": ("commit", folder / "less.docx", *store, "--author", "Ким", *MEMO, "--expect", 5),
        "no-hash": ("verify", *store, "--expect", "1234"),
        "placed-before": ("publish", 1, *store, "--place", "website", "--date", "19.03.2024",
                          "--by", "Ким"),
        "no-history": ("import", trade, *new),
        "no-place": ("export", folder / "no" / "history.jsonl", *store),
    }  # fmt: skip
    told = {name: ("store", *arguments) for name, arguments in asked.items()}
    told |= {
        "check-nothing": ("check",),
        "check-both": ("check", trade, *store),
        "check-lone-revision": ("check", trade, "--revision", 1),
        "check-no-revision": ("check", *store, "--revision", 99),
        "check-too-early": ("check", *store, "--on", "01.01.2020"),
    }
    return in_one_child(touchpoint, told)


def test_a_wrong_request_is_refused_with_one_sentence_and_leaves_nothing(wrong, folder):
    told = {name: (one.code, one.out, one.err.count("\n")) for name, one in wrong.items()}

    assert dict.fromkeys(wrong, (2, "", 1)) == told
    assert [] == [*folder.glob("new.db*")]


def test_no_password_is_printed(wrong):
    assert [] == [name for name, one in wrong.items() if "s3cret" in one.out + one.err]


def test_the_environment_names_the_store(touchpoint, life, folder):
    ran = touchpoint("store", "log", "-n", "1", env={"TOUCHPOINT_STORE": str(folder / "trade.db")})

    assert (0, "") == (ran.code, ran.err)
    assert "Редакция 4" in ran.out


@pytest.mark.parametrize("told", ["2024-04-01", "01.04.2024", "1.4.2024", " 01.04.2024 г. "])
def test_a_day_is_read_in_both_ways(told):
    assert "2024-04-01" == str(date_of(told, "--on"))


@pytest.mark.parametrize(
    "told", ["", "01.04.24", "2024-4-1", "20240401", "04/01/2024", "31.02.2024", "٠١.٠٤.٢٠٢٤"]
)
def test_no_other_day_is_read(told):
    with pytest.raises(UsageError):
        date_of(told, "--on")
