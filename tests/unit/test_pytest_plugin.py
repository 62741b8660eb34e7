"""The pytest plug-in, run as a stranger runs it: in a folder of its own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CASE = """
from touchpoint_model.pytest_plugin import assert_findings
from touchpoint_model.testing import lawful_register, violate

def test_broken(agency, check):
    shown = violate(lawful_register(agency), "ND01", agency, 0)
    before = check(shown.lawful).codes()
    assert_findings(check(shown.broken), [*before, [1, "missing-need"]])

def test_told(agency, check):
    assert_findings(check(lawful_register(agency)), [[7, "TP03"]])
"""
PROVED = ("--pyargs", "touchpoint_model.proof", "--touchpoint-examples", "3")


def ran(folder, *options, **env):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *options]
    told = {**os.environ, "COLUMNS": "100", **env}
    done = subprocess.run(
        command, check=False, capture_output=True, cwd=folder, text=True, env=told
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """PYTHONPATH with the example of a stranger's agency, as an installer would put it."""
    site = tmp_path_factory.mktemp("site")
    package = "touchpoint_berendey"
    shutil.copytree(ROOT / "examples/fifth-agency" / package, site / package)
    info = site / f"{package}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    points = f"[touchpoint_model.agencies]\nberendey = {package}:agency\n"
    (info / "entry_points.txt").write_text(points)
    return site


def test_the_contract_names_each_clause_rule_and_concept(tmp_path):
    code, out = ran(tmp_path, "--collect-only", "--touchpoint-agency", "trade")

    assert 0 == code
    for name in (
        "test_a_clause_is_accounted_for[trade-procedure:2.6]",
        "test_a_rule_is_broken_by_its_witness_alone[trade-TP03-duplicate-touchpoint]",
        "test_a_concept_is_labelled_and_cited[trade-touchpoint:telephone]",
    ):
        assert name in out


def test_all_names_every_agency_that_is_installed(tmp_path, stranger):
    code, out = ran(
        tmp_path, "--collect-only", "--touchpoint-agency", "all", PYTHONPATH=str(stranger)
    )
    told = set(re.findall(r"test_no_clause_stands_twice\[(\w+)\]", out))

    assert 0 == code
    assert {"administration", "agriculture", "berendey", "culture", "trade"} <= told


def test_without_the_option_nothing_is_added(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")

    code, out = ran(tmp_path, "--collect-only")

    assert (0, True) == (code, "1 test collected" in out)


def test_without_the_option_next_to_nothing_is_imported(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")
    (tmp_path / "conftest.py").write_text(
        "import sys\ndef pytest_collection_finish(): print('loaded:', *sys.modules)\n"
    )
    code, out = ran(tmp_path, "-s", "-p", "no:xdist")
    line = next(one for one in out.splitlines() if "loaded:" in one)
    ours = {one for one in line.split() if one.startswith("touchpoint_")}

    assert 0 == code
    assert "touchpoint_model.pytest_plugin" in ours
    assert ours <= {
        *("touchpoint_model", "touchpoint_model.model", "touchpoint_model.model.display"),
        "touchpoint_model.pytest_plugin",
    }


def test_fixtures_and_the_assertion_with_its_diff(tmp_path):
    (tmp_path / "test_mine.py").write_text(CASE, "utf-8")

    code, out = ran(tmp_path, "--touchpoint-agency", "administration", "test_mine.py")

    assert 1 == code
    assert "1 failed" in out
    assert "- row 7 TP03" in out


def test_an_agency_that_is_not_installed_is_told(tmp_path):
    code, out = ran(tmp_path, "--touchpoint-agency", "atlantis")

    assert pytest.ExitCode.USAGE_ERROR == code
    assert "" == out.strip()


@pytest.mark.parametrize(
    "asked",
    [["--touchpoint-examples", "5"], ["--touchpoint-agency", "trade", "--touchpoint-examples=0"]],
)
def test_examples_of_nobody_or_none_are_refused(tmp_path, asked):
    code, out = ran(tmp_path, *asked)

    assert (pytest.ExitCode.USAGE_ERROR, "") == (code, out.strip())


def test_the_proof_is_collected_beside_the_contract(tmp_path):
    asked = ("--collect-only", "--touchpoint-agency", "administration")
    told = [ran(tmp_path, *asked, *more)[1] for more in ((), ("--touchpoint-examples", "3"))]
    proof = (
        "test_violations_are_found_by_their_rule_alone[administration-TP03-duplicate-touchpoint]"
    )

    assert [False, True] == [proof in one for one in told]
    assert [True, True] == ["test_no_clause_stands_twice[administration]" in one for one in told]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_proof_prints_its_table(tmp_path, stranger, workers):
    """As many workers as one likes; the agency may be a stranger's."""
    agencies = ("--touchpoint-agency", "berendey", "--touchpoint-agency", "administration")
    code, out = ran(
        *(tmp_path, *PROVED, *agencies, "-n", workers, "-k", "lawful or ND01 or TP02"),
        PYTHONPATH=str(stranger),
    )
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.strip()}

    assert 0 == code, out
    assert ["berendey", "administration"] == rows["rule"]
    assert "missing-need" == rows["ND01"][0]
    assert all(re.fullmatch(r"[1-3]\+[1-3]", one) for one in rows["ND01"][1:])
    assert ["unlisted-touchpoint", "–"] == [rows["TP02"][0], rows["TP02"][2]]
    assert ["3+6", "3+3"] == rows["drawn"]


def test_a_rule_that_nobody_can_break_has_failed(tmp_path, stranger):
    """A rule of a stranger's own needs a witness; the table shows the one that has none."""
    site = tmp_path / "site"
    shutil.copytree(stranger, site)
    package = site / "touchpoint_berendey"
    (package / "__init__.py").write_text(
        "from collections.abc import Iterator\n"
        "from touchpoint_model.author import Fault, Process, Text, load, rule\n"
        "@rule('XX01', name='crowded', message=Text('а', 'a'), fix=Text('б', 'b'))\n"
        "def crowded(process: Process) -> Iterator[Fault]:\n"
        "    if len(process.entries) > 99:\n"
        "        yield Fault()\n"
        "agency = load(__name__, rules=[crowded])\n",
        "utf-8",
    )
    ledger = package / "procedure.toml"
    text = ledger.read_text("utf-8")
    ledger.write_text(text.replace('{ name = "missing-need" }', '{ name = "crowded" }'), "utf-8")
    code, out = ran(
        *(tmp_path, *PROVED, "--touchpoint-agency", "berendey", "-k", "lawful or XX01"),
        PYTHONPATH=str(site),
    )
    row = next(line.split() for line in out.splitlines() if line.startswith("XX01"))

    assert 1 == code
    assert ["XX01", "crowded"] == row[:2]
    assert re.fullmatch(r"[1-3]\+failed", row[2])


def test_an_environment_inside_the_folder_is_no_part_of_it(tmp_path):
    """The contract is run from there, beside the project's tests, and nothing else that is there."""
    site = tmp_path / ".venv/lib"
    shutil.copytree(ROOT / "src/touchpoint_model", site / "touchpoint_model")
    (site / "test_foreign.py").write_text("raise RuntimeError\n")
    (tmp_path / "test_mine.py").write_text("def test_mine(): pass\n")

    code, out = ran(
        tmp_path,
        "-vv",
        "-k",
        "mine or stands_twice",
        "--touchpoint-agency",
        "trade",
        PYTHONPATH=str(site),
    )

    assert 0 == code, out
    assert (
        ".venv/lib/touchpoint_model/contract.py::test_no_clause_stands_twice[trade] PASSED" in out
    )
    assert "test_mine.py::test_mine PASSED" in out
