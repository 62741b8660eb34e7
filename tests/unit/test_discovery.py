"""Plug-ins are found through entry points; a broken one stops only what needs it."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.errors import PluginError, UsageError
from touchpoint_model.plugins.discovery import codes, find, found

from .. import toy_agency
from .building import act, clause, folder_of

LOADS = "from touchpoint_model.author import load\nagency = load(__name__)\n"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a plug-in in a folder on the path, as a distribution of its own."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(code: str, value: str, name: str | None = None, **files: str) -> None:
        name = name or value.partition(":")[0]
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[touchpoint_model.agencies]\n{code} = {value}\n")
        package = tmp_path / name
        package.mkdir()
        for file, text in files.items():
            (package / f"{file}.py").write_text(text, "utf-8")

    return make


def broken(code: str) -> PluginError:
    with pytest.raises(PluginError) as caught:
        find(code)
    assert caught.value.message.ru
    assert caught.value.message.en
    return caught.value


def test_plug_in_of_a_stranger_is_found(install, tmp_path):
    install("fifth", "fifth_plugin:agency", __init__=LOADS)
    head = 'code = "fifth"\nacts = ["procedure"]\ntitle = { ru = "а", en = "a" }\n'
    folder_of(
        tmp_path / "fifth_plugin",
        clause("1.1"),
        agency=head + 'region = { ru = "а", en = "a" }',
    )
    assert (tm.agency("fifth").code, "fifth" in codes()) == ("fifth", True)
    assert "fifth" in [one.code for one in tm.agencies()]


def test_agency_that_is_not_installed():
    with pytest.raises(UsageError):
        find("atlantis")


@pytest.mark.parametrize(
    ("number", "value", "source"),
    [
        (1, "toy_missing:agency", None),
        (2, "toy_empty:agency", ""),
        (3, "toy_typed:agency", "agency = 'not an agency'"),
        (4, "toy_syntax:agency", "agency ="),
        (5, "toy_raises:agency", "1 / 0"),
        (6, "toy_imports:agency", "import no_such_module_at_all"),
        (7, "toy_code:agency", f"from {toy_agency.__name__} import agency"),
        (8, "toy_none:agency", LOADS),
    ],
)
def test_broken_entry_point_says_why(install, number, value, source):
    name = "other_name" if source is None else None
    install(f"broken{number}", value, name, **({} if source is None else {"__init__": source}))
    assert broken(f"broken{number}").place


def test_two_plug_ins_of_one_code(install):
    install("twin", "twin_one:agency", __init__="")
    install("twin", "twin_two:agency", __init__="")
    sentence = broken("twin").say("ru")
    assert [f"{name}:agency" in sentence for name in ("twin_one", "twin_two")] == [True, True]


HEAD = """
code = "wrong{n}"
acts = ["procedure"]
title = {{ ru = "а", en = "a" }}
region = {{ ru = "а", en = "a" }}
"""


@pytest.mark.parametrize(
    ("number", "procedure", "head"),
    [
        (1, act("procedure", clause("1.1")) + "\n[[clause\n", "[[clause"),
        (2, act("procedure", clause("1.1"), clause("1.1")), "ref"),
        (3, act("procedure", clause("1.1", status="done")), "status"),
        (4, act("procedure", clause("1.1", "no-such-rule")), "rules"),
    ],
    ids=["syntax", "clause twice", "status", "rule"],
)
def test_plug_in_with_a_broken_ledger(install, tmp_path, number, procedure, head):
    name = f"ledger_{number}"
    install(f"wrong{number}", f"{name}:agency", __init__=LOADS)
    folder_of(tmp_path / name, agency=HEAD.format(n=number), procedure=procedure)
    lines = (tmp_path / name / "procedure.toml").read_text("utf-8").splitlines()
    line = max(at for at, text in enumerate(lines, 1) if text.startswith(head))
    assert f"{tmp_path}/{name}/procedure.toml:{line}" == broken(f"wrong{number}").place


def test_broken_plug_in_is_listed_as_broken_and_stops_no_other(install):
    install("cracked", "cracked_plugin:agency", __init__="agency = 1")
    listed = {one.code: one for one in found()}
    assert (None, PluginError) == (listed["cracked"].agency, type(listed["cracked"].error))
    assert find("trade").code == "trade"
    assert "cracked" not in [one.code for one in tm.agencies()]


def test_codes_load_nothing(install):
    install("asleep", "asleep_plugin:agency", __init__="1 / 0")
    assert "asleep" in codes()
