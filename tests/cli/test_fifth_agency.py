"""The example of a stranger's agency, put beside the library as an installer would put it."""

import json
import re
import shutil
import tomllib
from collections import Counter

import pytest

GROUP = "touchpoint_model.agencies"


@pytest.fixture(scope="module")
def example(root):
    return root / "examples/fifth-agency"


@pytest.fixture(scope="module")
def installed(example, tmp_path_factory):
    """The environment of a child that sees the package and its entry point."""
    site = tmp_path_factory.mktemp("site")
    project = tomllib.loads((example / "pyproject.toml").read_text("utf-8"))["project"]
    info = site / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(head)
    points = [f"{code} = {value}" for code, value in project["entry-points"][GROUP].items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points]))
    shutil.copytree(example / project["name"], site / project["name"])
    return {"PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def report(touchpoint, installed, example):
    ran = touchpoint("check", example / "register.json", "--format", "json", env=installed)
    assert (0, "") == (ran.code, ran.err)
    return json.loads(ran.out)


def test_it_lacks_nothing(touchpoint, installed):
    ran = touchpoint("agency", "check", "berendey", env=installed)

    assert (0, "") == (ran.code, ran.out)


def test_its_ledgers_have_the_act_as_printed(touchpoint, installed, example):
    ran = touchpoint(
        *("agency", "verify", "berendey", "--text", example / "act.txt", "--format", "json"),
        env=installed,
    )

    assert (0, []) == (ran.code, json.loads(ran.out))


def test_another_edition_of_its_act_is_noticed(touchpoint, installed, example, tmp_path):
    text = (example / "act.txt").read_text("utf-8")
    (tmp_path / "new.txt").write_text(text.replace("пяти рабочих", "десяти рабочих"), "utf-8")
    ran = touchpoint(
        *("agency", "verify", "berendey", "--text", tmp_path / "new.txt", "--format", "json"),
        env=installed,
    )

    assert [("4.4", "changed")] == [(one["clause"], one["kind"]) for one in json.loads(ran.out)]


def test_its_register_keeps_to_the_act_as_far_as_data_tell(report):
    assert "berendey" == report["agency"]
    assert {"TP05"} == {one["code"] for one in report["findings"]}
    assert 60 == len(report["clauses"])


def test_a_fault_is_cited_by_its_clause(touchpoint, installed, example, tmp_path):
    register = json.loads((example / "register.json").read_text("utf-8"))
    register["directions"][0]["processes"][0]["entries"][0]["needs"] = []
    (tmp_path / "a.json").write_text(json.dumps(register), "utf-8")
    ran = touchpoint("check", tmp_path / "a.json", "--format", "json", env=installed)
    found = [one for one in json.loads(ran.out)["findings"] if one["severity"] == "error"]

    assert (1, [("ND01", "2.6")]) == (ran.code, [(one["code"], one["clause"]) for one in found])


def test_it_is_compared_with_the_others(touchpoint, installed):
    ran = touchpoint("compare", "berendey", "trade", "--format", "json", env=installed)

    assert 0 == ran.code, ran.err
    assert "berendey" in ran.out


def test_so_much_of_it_was_written_by_hand_as_the_how_to_says(touchpoint, example, root, tmp_path):
    """Lines of TOML that are neither drafted by `agency new` nor proposed by it."""
    how_to = (root / "docs/how-to/add-an-agency.md").read_text("utf-8")
    told = re.search(r"(\d+) lines by hand, (\d+) taken", how_to)
    touchpoint("agency", "new", "berendey", "--text", example / "act.txt", tmp_path / "draft")
    typed = taken = 0
    for file in sorted(example.glob("touchpoint_berendey/**/*.toml")):
        draft = (tmp_path / "draft" / file.relative_to(example)).read_text("utf-8")
        drafted = Counter(draft.splitlines())
        proposed = Counter(re.sub(r'("pending" )?#\? ', "", draft).splitlines())
        written = Counter(
            line for line in file.read_text("utf-8").splitlines() if line and line[0] != "#"
        )
        new = written - drafted
        typed += (new - proposed).total()
        taken += (new & proposed).total()

    assert told is not None
    assert [int(one) for one in told.groups()] == [typed, taken]
