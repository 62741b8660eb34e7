"""`agency new`: a plug-in drafted from an act's text, and what is told about it."""

import re
import shutil
import subprocess
import sys
import tomllib

import pytest

ACT = """
Порядок
ведения перечня точек Лукоморья
от 06.06.2024 № 33

1. Общие положения
1.1. Порядок говорит о том, как ведут перечень.
1.2. Для каждой точки указывают, какие потребности клиента в ней удовлетворяются:
1) получение консультации;
2) узнать судьбу;
3) иные потребности.
2. Точки
2.1. Цифровыми точками взаимодействия являются:
а) официальный сайт;
б) волшебное зеркальце.
2.2. Не допускается "кавычка" и \\ обратная черта.
"""
PACKAGE = "touchpoint_north_sea"


@pytest.fixture(scope="module")
def made(touchpoint, tmp_path_factory):
    folder = tmp_path_factory.mktemp("new")
    (folder / "act.txt").write_text(ACT, "utf-8")
    ran = touchpoint(
        *("agency", "new", "north-sea", "--text", folder / "act.txt", folder / "made"),
        *("--lang", "en"),
    )
    assert (0, "") == (ran.code, ran.err)
    return folder / "made"


@pytest.fixture(scope="module")
def ledger(made):
    return tomllib.loads((made / PACKAGE / "procedure.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def terms(made):
    told = tomllib.loads((made / PACKAGE / "vocabulary.toml").read_text("utf-8"))
    return {
        scheme: {one["code"]: one for one in concepts}
        for scheme, concepts in told.items()
        if isinstance(concepts, list)
    }


def lines_of(made, ref: str) -> str:
    """The lines of a clause, from its table up to the next."""
    text = (made / PACKAGE / "procedure.toml").read_text("utf-8")
    return next(one for one in text.split("[[clause]]\n") if one.startswith(f'ref      = "{ref}"'))


def test_everything_that_a_package_needs_is_there(made):
    files = sorted(str(one.relative_to(made)) for one in made.rglob("*") if one.is_file())
    package = [f"{PACKAGE}/{one}" for one in ("__init__.py", "agency.toml", "cases/own.toml")]
    acts = [f"{PACKAGE}/procedure.toml", f"{PACKAGE}/vocabulary.toml"]

    assert (
        sorted(["README.md", "act.txt", "pyproject.toml", "tests/test_agency.py", *package, *acts])
        == files
    )


def test_the_entry_point_names_the_agency(made):
    project = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))["project"]

    assert {"touchpoint_model.agencies": {"north-sea": f"{PACKAGE}:agency"}} == project[
        "entry-points"
    ]


def test_every_clause_waits_for_a_person(ledger):
    refs = ["1.1", "1.2", "1.2(1)", "1.2(2)", "1.2(3)", "2.1", "2.1(а)", "2.1(б)", "2.2"]

    assert refs == [one["ref"] for one in ledger["clause"]]
    assert {"pending"} == {one["status"] for one in ledger["clause"]}
    assert ["1", "2"] == [one["ref"] for one in ledger["section"]]


def test_what_is_printed_before_the_clauses_is_read(ledger):
    assert (
        "Порядок ведения перечня точек Лукоморья от 06.06.2024 № 33" == ledger["act"]["title"]["ru"]
    )
    assert ("33", "2024-06-06") == (ledger["act"]["number"], str(ledger["act"]["date"]))


def test_the_same_words_are_likeness_one(made):
    told = lines_of(made, "1.2(1)")

    assert 'status   = "pending" #? "enumerated"' in told
    assert re.search(r"^# likeness 1\.00 to \w+ procedure:[\d.()]+: ", told, re.MULTILINE)


def test_other_words_are_less_and_bring_the_binding(made):
    told = lines_of(made, "1.2")

    assert re.search(r"^# likeness 0\.[5-9]\d to \w+ procedure:", told, re.MULTILINE)
    assert re.search(r'^#\? rules    = \[{ name = "missing-need" }', told, re.MULTILINE)


def test_force_is_told_by_the_words(ledger):
    forces = {one["ref"]: one["modality"] for one in ledger["clause"]}

    assert ("prohibition", "obligation") == (forces["2.2"], forces["1.2"])


def test_known_names_get_their_code_and_others_a_transliterated_one(terms):
    assert ["consultation", "uznat-sudbu", "other"] == list(terms["need"])
    assert ["official-site", "volshebnoe-zerkaltse"] == list(terms["touchpoint"])
    assert terms["need"]["other"]["other"]
    assert "…" == terms["need"]["uznat-sudbu"]["label"]["en"]


def test_a_point_has_the_channel_of_its_list(terms):
    site = terms["touchpoint"]["official-site"]

    assert ("digital", True, ["2.1(а)"]) == (site["channel"], site["listed"], site["clauses"])


def test_the_schemes_that_rules_look_at_are_there(terms):
    assert {"channel", "client", "column", "legal_form", "limit", "particulars_none"} <= set(terms)


def test_check_lists_what_is_left_with_file_and_line(touchpoint, made):
    ran = touchpoint("agency", "check", made, "--lang", "en")
    ledger = (made / PACKAGE / "procedure.toml").read_text("utf-8").splitlines()
    told = [one.partition(": ") for one in ran.out.splitlines()]
    files = {place.rpartition(":")[0].rpartition("/")[2] for place, _, _ in told}
    pending = [int(place.rpartition(":")[2]) for place, _, said in told if "pending" in said]
    unwritten = [
        int(place.rpartition(":")[2])
        for place, _, said in told
        if "procedure.toml" in place and said.startswith("“gist”")
    ]

    assert 1 == ran.code
    assert {"agency.toml", "procedure.toml", "vocabulary.toml"} == files
    assert ["[[clause]]"] * 9 == [ledger[at - 1] for at in pending]
    assert unwritten
    assert all("…" in ledger[at - 1] and ledger[at - 1].startswith("gist") for at in unwritten)


def test_a_proposal_is_taken_by_removing_its_mark(touchpoint, made, tmp_path):
    shutil.copytree(made, tmp_path / "made")
    path = tmp_path / "made" / PACKAGE / "procedure.toml"
    path.write_text(re.sub(r'("pending" )?#\? ', "", path.read_text("utf-8")), "utf-8")
    before = touchpoint("agency", "check", made, "--lang", "en").out
    after = touchpoint("agency", "check", tmp_path / "made", "--lang", "en").out

    assert before.count("pending") > after.count("pending")
    assert before.count("“gist”") == after.count("“gist”")


def test_the_drafted_test_says_that_the_plug_in_is_not_done(made, tmp_path):
    """Run as the author runs it, beside an entry point as an installer leaves it."""
    info = tmp_path / "north_sea-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: north_sea\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        f"[touchpoint_model.agencies]\nnorth-sea = {PACKAGE}:agency\n"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=no", "tests"],
        cwd=made,
        env={"PYTHONPATH": f"{tmp_path}:{made}", "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = re.findall(r"^FAILED tests/test_agency.py::(\w+)", ran.stdout, re.MULTILINE)

    assert ["test_the_plug_in_lacks_nothing", "test_a_case_is_judged_as_it_says"] == failed
    assert "2 passed" in ran.stdout


REFUSED = {
    "capital": ("North", ACT.encode(), None, "North"),
    "cyrillic": ("море", ACT.encode(), None, "море"),
    "long": ("a" * 41, ACT.encode(), None, "aaaa"),
    "installed": ("trade", ACT.encode(), None, "trade"),
    "no-clauses": ("sea", "Просто письмо.\n".encode(), None, "act.txt"),
    "empty": ("sea", b"", None, "act.txt"),
    "not-utf8": ("sea", ACT.encode("cp1251"), None, "act.txt"),
    "no-text": ("sea", None, None, "act.txt"),
    "folder-there": ("sea", ACT.encode(), "there", "there"),
    "file-there": ("sea", ACT.encode(), "act.txt", "act.txt"),
    "no-folder-above": ("sea", ACT.encode(), "no/made", "made"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_made_is_refused_in_one_sentence_and_leaves_nothing(
    touchpoint, tmp_path, name
):
    code, text, target, told = REFUSED[name]
    (tmp_path / "there").mkdir()
    if text is not None:
        (tmp_path / "act.txt").write_bytes(text)
    before = sorted(one.name for one in tmp_path.rglob("*"))

    ran = touchpoint(
        "agency", "new", code, "--text", tmp_path / "act.txt", tmp_path / (target or "made")
    )

    assert (2, "") == (ran.code, ran.out)
    assert 1 == len(ran.err.splitlines())
    assert told in ran.err
    assert before == sorted(one.name for one in tmp_path.rglob("*"))
