"""A plug-in that is wrong stops with a sentence and its place; one that is right is a value."""

from datetime import date

import pytest

from touchpoint_model.author import load
from touchpoint_model.model.errors import PluginError, UsageError
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.vocabulary import Concept, Vocabulary
from touchpoint_model.plugins.inspection import inspect_agency

from ..toy_agency import FOLDER, RULES, agency
from .building import BOTH, act, agency_of, clause, folder_of, toml, vocabulary


def stopped(tmp_path, *clauses, **files) -> str:
    """The place, inside the folder, at which loading stops."""
    with pytest.raises(PluginError) as caught:
        agency_of(tmp_path, *clauses, **files)
    assert caught.value.message.ru
    assert caught.value.message.en
    return caught.value.place.removeprefix(f"{tmp_path}/")


def test_toy_is_whole():
    assert list(agency.acts) == ["procedure", "annex"]
    assert (date(2024, 6, 6), "33") == (
        agency.acts["procedure"].date,
        agency.acts["procedure"].number,
    )
    assert [(o.act, o.ref) for o in agency.sections] == [("procedure", "1"), ("procedure", "2")]
    assert str(FOLDER) == agency.path
    assert [one.place for one in inspect_agency(agency) if one.serious] == []


def test_acts_own_ambiguity_is_told_and_is_not_serious():
    assert [one.serious for one in inspect_agency(agency)] == [False]


def test_clause_knows_its_file_and_line():
    found = agency.clause("1.2")
    lines = (FOLDER / "procedure.toml").read_text("utf-8").splitlines()
    assert lines[found.line - 1] == "[[clause]]"
    assert lines[found.line] == 'ref      = "1.2"'
    assert f"{FOLDER}/procedure.toml" == found.file


@pytest.mark.parametrize("ref", ["1.2", "procedure:1.2", ClauseRef("procedure", "1.2")])
def test_clause_is_found_by_its_address(ref):
    assert ClauseRef("procedure", "1.2") == agency.clause(ref).ref


def test_clause_of_a_later_act_is_found_by_number_alone():
    assert ClauseRef("annex", "1") == agency.clause("1").ref


def test_clause_that_no_act_has():
    with pytest.raises(UsageError):
        agency.clause("9.9")


def test_clauses_of_a_rule_stand_in_the_order_of_citing(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "blank-number", "rank": 1}),
        clause("1.2", "blank-number"),
    )
    used = made.clause("1.1").uses[0].rule
    assert [one.ref.id for one in made.clauses_of(used)] == ["1.2", "1.1"]


@pytest.mark.parametrize("name", ["agency", "procedure", "vocabulary"])
def test_file_that_is_missing(tmp_path, name):
    folder = folder_of(tmp_path, clause("1.1"))
    (folder / f"{name}.toml").unlink()
    with pytest.raises(PluginError) as caught:
        load(folder, rules=RULES)
    assert f"{folder}/{name}.toml" == caught.value.place


@pytest.mark.parametrize("name", ["agency", "procedure", "vocabulary"])
def test_file_that_is_no_toml(tmp_path, name):
    assert f"{name}.toml:2" == stopped(tmp_path, **{name: 'code = "toy"\n[act\n'})


def test_file_that_is_not_utf8(tmp_path):
    folder = folder_of(tmp_path, clause("1.1"))
    (folder / "vocabulary.toml").write_bytes("# дуб".encode("cp1251"))
    with pytest.raises(PluginError) as caught:
        load(folder, rules=RULES)
    assert f"{folder}/vocabulary.toml:1" == caught.value.place


@pytest.mark.parametrize("key", ["code", "title", "region", "acts"])
def test_head_without_a_key(tmp_path, key):
    told = {"code": "toy", "title": BOTH, "region": BOTH, "acts": ["procedure"]}
    del told[key]
    body = "\n".join(f"{name} = {toml(value)}" for name, value in told.items())
    assert stopped(tmp_path, clause("1.1"), agency=body) == "agency.toml:1"


@pytest.mark.parametrize(
    ("key", "value"),
    [("title", "Канцелярия"), ("title", {"ru": "Канцелярия"}), ("acts", "procedure")],
)
def test_head_with_a_wrong_value(tmp_path, key, value):
    told = {"code": "toy", "title": BOTH, "region": BOTH, "acts": ["procedure"], key: value}
    body = "\n".join(f"{name} = {toml(value)}" for name, value in told.items())
    assert stopped(tmp_path, clause("1.1"), agency=body).startswith("agency.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("act = 1", 1),
        ('[act]\ncode = "procedure"', 1),
        (act("procedure").replace("title", "tittle"), 3),
        (act("procedure") + '\ndate = "2024-06-06"', 5),
        (act("procedure") + "\ndate = 2024-06-06T10:00:00", 5),
    ],
)
def test_act_that_is_wrong(tmp_path, text, line):
    assert f"procedure.toml:{line}" == stopped(tmp_path, procedure=text)


# in a ledger made by `act`, the first clause stands on line 5
@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"ref": None}, 5),
        ({"ref": "п. 1.1"}, 6),
        ({"ref": "1.1(a)"}, 6),
        ({"gist": None}, 5),
        ({"gist": "суть"}, 7),
        ({"gist": {"ru": "суть"}}, 7),
        ({"gist": {"ru": "суть", "en": " "}}, 7),
        ({"digest": None}, 5),
        ({"modality": "wish"}, 9),
        ({"modality": None}, 5),
        ({"status": "done"}, 10),
        ({"status": "attested", "evidence": None}, 10),
        ({"status": "definition", "defines": None}, 10),
        ({"status": "measured", "indicator": None}, 10),
        ({"status": "informative", "why": None}, 10),
        ({"status": "automated"}, 10),
        ({"status": "measured", "indicator": {"name": "joy-share"}}, 11),
        (
            {
                "status": "measured",
                "indicator": {"name": "client-centricity-level", "weights": {"joy-share": 1}},
            },
            11,
        ),
        ({"evidences": BOTH}, 12),
        ({"in_force": "2024-06-06"}, 12),
        ({"repealed": "завтра"}, 12),
    ],
    ids=str,
)
def test_clause_that_is_wrong(tmp_path, told, line):
    assert f"procedure.toml:{line}" == stopped(tmp_path, clause("1.1", **told))


@pytest.mark.parametrize(
    "told",
    [
        {"ref": 11},
        {"digest": 5},
        {"rules": "blank-number"},
        {"rules": ["blank-number"]},
        {"rules": [{"name": "blank-number", "rank": "first"}]},
        {"rules": [{"name": "blank-number", "fits": 1}]},
        {"status": "measured", "indicator": "digital-share"},
        {
            "status": "measured",
            "indicator": {"name": "client-centricity-level", "weights": {"digital-share": "1"}},
        },
        {"applies_to": ["tales"]},
        {"applies_to": {"directions": 1}},
    ],
    ids=str,
)
def test_value_of_a_wrong_type_stops_with_file_and_line(tmp_path, told):
    assert stopped(tmp_path, clause("1.1", **told)).startswith("procedure.toml:")


def test_clause_that_stands_twice(tmp_path):
    file, _, line = stopped(tmp_path, clause("1.1"), clause("1.2"), clause("1.1")).partition(":")
    lines = (tmp_path / "procedure.toml").read_text("utf-8").splitlines()
    last = max(at for at, text in enumerate(lines, 1) if text.startswith("ref"))
    assert ("procedure.toml", last) == (file, int(line))


def test_clause_of_one_number_in_two_acts(tmp_path):
    made = agency_of(tmp_path, clause("1"), annex=act("annex", clause("1")))
    assert [str(one.ref) for one in made.clauses] == ["procedure:1", "annex:1"]


def test_two_acts_of_one_code(tmp_path):
    assert stopped(tmp_path, clause("1"), annex=act("procedure", clause("2")))


def test_table_that_no_ledger_has(tmp_path):
    text = act("procedure", clause("1.1").replace("[[clause]]", "[[clauses]]"))
    assert stopped(tmp_path, procedure=text).startswith("procedure.toml")


def test_pending_clause_loads_and_is_told_of(tmp_path):
    made = agency_of(tmp_path, clause("1.1", status="pending"))
    assert [f"{tmp_path}/procedure.toml:5"] == [
        one.place for one in inspect_agency(made) if one.serious
    ]


def test_list_member_that_no_concept_cites_is_told_of(tmp_path):
    made = agency_of(tmp_path, clause("1.1", status="enumerated"))
    assert sum(one.serious for one in inspect_agency(made)) == 1


# --- vocabulary ---

OAK = '[[touchpoint]]\ncode = "oak"\nlabel = { ru = "дуб", en = "oak" }\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('plain_client = "cat"', 1),
        (OAK.replace("code", "kode"), 2),
        (OAK.replace('code = "oak"\n', ""), 1),
        (OAK.replace(', en = "oak"', ""), 3),
        (OAK + OAK, 5),
        (OAK + 'broader = "tree"', 4),
        (OAK + 'channel = "sonic"', 4),
        (OAK + 'serves = ["sleep"]', 4),
        (OAK + 'clauses = ["п. 1"]', 4),
    ],
)
def test_vocabulary_that_is_wrong(tmp_path, text, line):
    assert f"vocabulary.toml:{line}" == stopped(tmp_path, clause("1.1"), vocabulary=text)


@pytest.mark.parametrize(
    "line", ['alt = "дуб"', "listed = 1", 'key = "yes"', 'urls = "kot.example"', 'clauses = "1.1"']
)
def test_vocabulary_with_a_value_of_a_wrong_type(tmp_path, line):
    assert stopped(tmp_path, clause("1.1"), vocabulary=OAK + line) == "vocabulary.toml:4"


def test_concept_that_cites_a_clause_that_is_not_there(tmp_path):
    text = OAK + 'clauses = ["9.9"]'
    assert stopped(tmp_path, clause("1.1"), vocabulary=text) == "vocabulary.toml:4"


def test_concept_that_cites_a_clause_that_is_there(tmp_path):
    made = agency_of(tmp_path, clause("1.1"), vocabulary=OAK + 'clauses = ["1.1"]')
    assert (ClauseRef("procedure", "1.1"),) == made.vocabulary("touchpoint", "oak").clauses


def test_vocabulary_answers():
    known = agency.vocabulary
    assert known("need", "tale").broader == "information"
    assert (
        known.other_need,
        known.get("need", "none"),
        known.get("need", None),
    ) == ("other", None, None)
    assert [one.code for one in known.scheme("channel")] == ["digital", "sonic", "offline"]
    assert [one.code for one in known.listed] == [
        "oak",
        "mirror",
        "saucer",
        "air",
        "site",
        "pantry",
        "ring",
    ]
    assert known("touchpoint", "oak").names == ("дуб у лукоморья", "дуб", "зелёный дуб")


def test_vocabulary_without_the_concept():
    with pytest.raises(UsageError):
        agency.vocabulary("touchpoint", "birch")


def test_empty_vocabulary_has_no_catch_all():
    assert None is Vocabulary("toy", ()).other_need


def test_same_code_in_two_schemes():
    both = Vocabulary("toy", tuple(Concept(one, "x", agency.title) for one in ("need", "role")))
    assert (both("need", "x").scheme, both("role", "x").scheme) == ("need", "role")


def test_ambiguous_spelling_of_the_plug_in_is_serious(tmp_path):
    text = vocabulary().replace('alt     = ["блюдце"]', 'alt = ["блюдце", "Дуб."]')
    text = text.replace('alt       = ["блюдце"]', 'alt = ["блюдце", "Дуб."]')
    made = agency_of(tmp_path, clause("1.1"), vocabulary=text)
    assert sum(one.serious for one in inspect_agency(made)) == 1


def test_two_editions_of_a_clause_may_follow_one_another(tmp_path):
    old = clause("1.1", repealed=date(2024, 6, 1))
    new = clause("1.1", in_force=date(2024, 6, 1))
    made = agency_of(tmp_path, old, new)
    assert [True, False] == [one.holds_on(date(2024, 5, 31)) for one in made.clauses]
    assert made.clause("1.1") is made.clauses[1]


def test_two_editions_of_a_clause_on_one_day_stop(tmp_path):
    old = clause("1.1", repealed=date(2024, 6, 2))
    new = clause("1.1", in_force=date(2024, 6, 1))
    assert stopped(tmp_path, old, new).startswith("procedure.toml:")
