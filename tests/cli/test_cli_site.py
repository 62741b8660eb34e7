"""`touchpoint site`: what is written, what is said, what is refused."""

import json
from pathlib import Path

import pytest
from one_child import in_one_child

ROOT = Path(__file__).parents[2]
YEAR = ROOT / "examples/year/1-formed.csv"
TRADE, CULTURE = (ROOT / f"examples/registers/{one}.json" for one in ("trade", "culture"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Registers whose client is partly or nowhere told, and a folder that is not ours."""
    folder = tmp_path_factory.mktemp("site")
    told = json.loads(CULTURE.read_text("utf-8"))
    told["directions"][0].pop("client")
    told["directions"][0].pop("kind")
    told["directions"][0].pop("columns")
    told["directions"][0]["name"] = "Дела"
    (folder / "untold.json").write_text(json.dumps(told), "utf-8")
    told["directions"] = told["directions"][:1]
    (folder / "nobody.json").write_text(json.dumps(told), "utf-8")
    told = json.loads(TRADE.read_text("utf-8"))
    told["directions"][0]["processes"].pop()
    (folder / "old.json").write_text(json.dumps(told), "utf-8")
    (folder / "foreign").mkdir()
    (folder / "foreign" / "index.html").write_text("чужое", "utf-8")
    return folder


@pytest.fixture(scope="module")
def ran(touchpoint, folder):
    """All runs of this module, by name, in order: those that build on another stand after it."""
    asked = {
        "trade": [TRADE, folder / "trade"],
        "again": [TRADE, folder / "trade", "--since", folder / "old.json"],
        "culture": [CULTURE, folder / "culture", "--on", "2024-06-01", "--lang", "en"],
        "internal": [CULTURE, folder / "internal", "--audience", "internal"],
        "untold": [folder / "untold.json", folder / "untold"],
        "nobody": [folder / "nobody.json", folder / "nobody"],
        "foreign": [TRADE, folder / "foreign"],
        "swap": [CULTURE, folder / "culture", "--audience", "internal"],
        "table": [TRADE, folder / "table", "--since", YEAR],
        "other": [TRADE, folder / "other", "--since", CULTURE],
        "back": [CULTURE, folder / "internal"],
        "here": [TRADE, ""],
        "one": [TRADE],
        "three": [TRADE, folder / "a", folder / "b"],
        "revision": [TRADE, folder / "c", "--revision", "1"],
        "missing": [folder / "none.json", folder / "d"],
        "day": [TRADE, folder / "e", "--on", "завтра"],
        "address": [TRADE, folder / "f", "--base-url", "example.ru"],
    }
    return in_one_child(touchpoint, {name: ["site", *one] for name, one in asked.items()})


@pytest.mark.parametrize(
    ("name", "code"),
    {
        **dict.fromkeys(("trade", "again", "culture", "internal", "untold", "table"), 0),
        **dict.fromkeys(("nobody", "foreign", "swap", "other", "back", "here", "one", "three"), 2),
        **dict.fromkeys(("revision", "missing", "day", "address"), 2),
    }.items(),
)
def test_exit_codes(ran, name, code):
    assert (code, "") == (ran[name].code, ran[name].out)


@pytest.mark.parametrize(
    "name",
    [
        *("nobody", "foreign", "swap", "other", "back", "here", "one", "three", "revision"),
        *("missing", "day", "address"),
    ],
)
def test_errors_are_one_sentence(ran, name):
    assert 1 == ran[name].err.count("\n")
    assert ran[name].err.startswith("touchpoint: ")


def test_nothing_is_left_of_what_was_refused(ran, folder):
    assert not {"nobody", "other", "a", "b", "c", "d", "e", "f"} & {
        one.name for one in folder.iterdir()
    }
    assert ["index.html"] == [one.name for one in (folder / "foreign").iterdir()]


def test_pages_changes_and_downloads_are_there(ran, folder):
    for site in ("trade", "trade/en"):
        for page in ("index", "touchpoints", "law", "changes"):
            assert (folder / site / f"{page}.html").is_file()
    assert {"csv", "docx", "json", "jsonld", "xlsx"} == {
        one.suffix[1:] for one in (folder / "trade" / "files").iterdir()
    }


def test_what_the_public_is_not_shown_is_counted(ran):
    assert "7 processes" in ran["culture"].err
    assert "internal clients are not shown: 11" in ran["culture"].err
    assert "не показаны" not in ran["internal"].err


def test_a_process_of_nobody_knows_whose_client_is_named(ran):
    assert "(2): Выдача разрешения" in ran["untold"].err


def test_a_store_gives_the_register_its_history_and_the_edition_before(touchpoint, tmp_path):
    pytest.importorskip("sqlalchemy")
    url = tmp_path / "store.db"
    old = json.loads(CULTURE.read_text("utf-8"))
    old["directions"][0]["processes"].pop()
    (tmp_path / "old.json").write_text(json.dumps(old), "utf-8")
    said = [
        "--store",
        url,
        "--author",
        "Иванов",
        "--role",
        "authorised-person",
        "--basis",
        "приказ",
    ]
    runs = in_one_child(
        touchpoint,
        {
            "init": ["store", "init", "--store", url],
            "first": ["store", "commit", tmp_path / "old.json", *said],
            "second": ["store", "commit", CULTURE, *said],
            "site": ["site", tmp_path / "site", "--store", url],
            "past": ["site", tmp_path / "past", "--store", url, "--revision", "1"],
            "both": ["site", CULTURE, tmp_path / "both", "--store", url],
        },
    )
    page = (tmp_path / "site" / "changes.html").read_text("utf-8")
    past = (tmp_path / "past" / "changes.html").read_text("utf-8")

    assert [0, 0, 0, 0, 0, 2] == [one.code for one in runs.values()], runs
    assert ("№\u00a02", "№\u00a01") == tuple(
        next(
            part
            for part in ("№\u00a01,", "№\u00a02,")
            if part in (tmp_path / one / "index.html").read_text("utf-8")
        ).rstrip(",")
        for one in ("site", "past")
    )
    assert "Аккредитация экспертов" in page
    assert 'class="changes"' not in past
    assert "Иванов" not in page + past


@pytest.mark.parametrize(("agency", "asks"), [("culture", True), ("agriculture", False)])
def test_a_public_site_of_what_nobody_approved_says_so(touchpoint, tmp_path, agency, asks):
    """Not where the act says nothing of approval, nor to the agency's own people."""
    pytest.importorskip("sqlalchemy")
    url = tmp_path / "store.db"
    by = ["--author", "Иванов", "--basis", "приказ", "--store", url]
    runs = in_one_child(
        touchpoint,
        {
            "init": ["store", "init", ROOT / f"examples/registers/{agency}.json", *by],
            "site": ["site", tmp_path / "site", "--store", url],
            "internal": ["site", tmp_path / "own", "--store", url, "--audience", "internal"],
            "act": ["store", "approve", "--store", url, "--act", "Приказ", "--by", "Иванов"],
            "approved": ["site", tmp_path / "site", "--store", url],
        },
    )
    told = [name for name, one in runs.items() if "touchpoint store approve" in one.err]

    assert {0} == {one.code for one in runs.values()}, runs
    assert (["site"] if asks else []) == told
