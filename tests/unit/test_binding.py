"""A ledger binds rules to clauses; what does not fit stops with file and line."""

from datetime import date

import pytest

import touchpoint_model as tm
from touchpoint_model.author import Process, Verdict, rule
from touchpoint_model.model.errors import PluginError
from touchpoint_model.model.findings import Severity
from touchpoint_model.model.text import Text

from ..toy_agency import RULES
from .building import DAY, act, agency_of, clause, direction, entry, judge, process, register

CROWD = register(process("Толпа", "дуб", "чулан", "перстень"))


def cited(report) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(one.clause, one.clauses) for one in report.findings]


@pytest.mark.parametrize(
    ("use", "head"),
    [
        ({"name": "crowded"}, "rules"),
        ({}, "rules"),
        ({"name": "crowded-process"}, "[[clause]]"),  # a key that is missing stands on no line
        ({"name": "crowded-process", "most": 3, "least": 1}, "rules"),
        ({"name": "blank-number", "most": 3}, "rules"),
        ({"name": "crowded-process", "most": "3"}, "rules"),
        ({"name": "crowded-process", "most": True}, "rules"),
        ({"name": "crowded-process", "most": 3.5}, "rules"),
        ({"name": "forbidden-word", "words": "табу"}, "rules"),
        ({"name": "forbidden-word", "words": ["табу", 1]}, "rules"),
        ({"name": "unwelcome-kind", "kinds": ["oak", "birch"]}, "rules"),
        ({"name": "unwelcome-kind", "kinds": "oak"}, "rules"),
        ({"name": "measured-process", "share": "0.5"}, "rules"),
        ({"name": "measured-process", "label": 5}, "rules"),
        ({"name": "measured-process", "strict": 1}, "rules"),
        ({"name": "measured-process", "need": "oak"}, "rules"),
    ],
    ids=str,
)
def test_misfit_stops_with_file_and_line(tmp_path, use, head):
    with pytest.raises(PluginError) as caught:
        agency_of(tmp_path, clause("1.1"), clause("1.2", use))
    lines = (tmp_path / "procedure.toml").read_text("utf-8").splitlines()
    line = max(at for at, text in enumerate(lines, 1) if text.startswith(head))
    assert f"{tmp_path}/procedure.toml:{line}" == caught.value.place


@pytest.mark.parametrize(
    "arguments",
    [
        {"share": 1},
        {"share": 0.25, "label": "полночь", "strict": True, "need": "tale"},
        {},
    ],
    ids=str,
)
def test_arguments_that_fit(tmp_path, arguments):
    made = agency_of(tmp_path, clause("1.1", {"name": "measured-process", **arguments}))
    assert arguments == made.clause("1.1").uses[0].arguments


def test_one_rule_of_several_clauses_is_one_finding(tmp_path):
    most = {"name": "crowded-process", "most": 2}
    made = agency_of(tmp_path, clause("1.1", most), clause("1.2"), clause("1.3", most))
    assert cited(judge(CROWD, made)) == [("1.1", ("1.1", "1.3"))]


def test_lowest_rank_is_cited(tmp_path):
    most = {"name": "crowded-process", "most": 2}
    made = agency_of(
        tmp_path, clause("1.1", {**most, "rank": 2}), clause("1.2", {**most, "rank": 1})
    )
    assert cited(judge(CROWD, made)) == [("1.2", ("1.2", "1.1"))]


def test_clause_that_fits_is_cited(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", "declared-channel"),
        clause("1.2", {"name": "declared-channel", "fits": "offline"}),
        clause("1.3", {"name": "declared-channel", "fits": "digital"}),
    )
    rows = [entry("дуб", channels=(one,)) for one in ("digital", "offline", "sonic")]
    every = ("1.1", "1.2", "1.3")
    assert [("1.3", every), ("1.2", every), ("1.1", every)] == cited(
        judge(register(process("Объявление", *rows)), made)
    )


def test_clause_that_fits_two_subjects_is_listed_once(tmp_path):
    uses = [{"name": "declared-channel", "fits": one} for one in ("digital", "offline")]
    made = agency_of(tmp_path, clause("1.1", *uses))
    report = judge(register(process("Одна", entry("дуб", channels=("offline",)))), made)
    assert cited(report) == [("1.1", ("1.1",))]


def test_clause_of_another_act_is_listed_with_its_act(tmp_path):
    most = {"name": "crowded-process", "most": 2}
    made = agency_of(tmp_path, clause("1.1", most), annex=act("annex", clause("1", most)))
    assert cited(judge(CROWD, made)) == [("1.1", ("1.1", "annex:1"))]


def test_severity_of_each_clause_of_other_force(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "declared-channel", "fits": "digital"}, modality="recommendation"),
        clause("1.2", {"name": "declared-channel", "fits": "offline"}),
    )
    rows = [entry("дуб", channels=(one,)) for one in ("digital", "offline")]
    report = judge(register(process("Объявление", *rows)), made)
    assert [one.severity for one in report.findings] == [Severity.WARNING, Severity.ERROR]


def test_same_rule_with_other_parameters_is_another_binding(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "crowded-process", "most": 2}),
        clause("1.2", {"name": "crowded-process", "most": 1}),
        clause("1.3", {"name": "crowded-process", "most": 3}),
    )
    report = judge(CROWD, made)
    assert sorted(cited(report)) == [("1.1", ("1.1",)), ("1.2", ("1.2",))]
    assert [one.outcome.value for one in report.clauses] == ["violated", "violated", "satisfied"]


def test_findings_of_one_rule_under_two_bindings_have_two_fingerprints(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "crowded-process", "most": 2}),
        clause("1.2", {"name": "crowded-process", "most": 1}),
    )
    assert len({one.fingerprint for one in judge(CROWD, made).findings}) == 2


def test_parameter_reaches_rule_and_message(tmp_path):
    made = agency_of(tmp_path, clause("1.1", {"name": "crowded-process", "most": 2}))
    assert [Text("«Толпа»: больше 2", "[«Толпа»: больше 2]")] == [
        one.message for one in judge(CROWD, made).findings
    ]


def test_two_rules_of_one_clause(tmp_path):
    made = agency_of(
        tmp_path, clause("1.1", {"name": "crowded-process", "most": 2}, "nightly-name")
    )
    report = judge(register(process("Ночная толпа", "дуб", "чулан", "перстень")), made)
    assert [one.code for one in report.findings] == ["TY02", "TY05"]
    assert report.clauses[0].rules == ("crowded-process", "nightly-name")


# --- applies_to ---


def scoped(tmp_path, use, **scope):
    return agency_of(tmp_path, clause("1.1", use, applies_to=scope))


TWO = register(
    direction(process("Сказка", "дуб", client=tm.ClientKind.EXTERNAL), kind="tales", name="Сказки"),
    direction(
        process("Прилив", "дуб", "чулан", client=tm.ClientKind.INTERNAL), kind="sea", name="Море"
    ),
    direction(process("Разное", "дуб"), name="Неведомое"),
)
ANY = {"name": "crowded-process", "most": 0}


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ({}, ["Сказка", "Прилив", "Разное"]),
        ({"directions": ["tales"]}, ["Сказка"]),
        ({"directions": ["tales", "sea"]}, ["Сказка", "Прилив"]),
        ({"clients": ["internal"]}, ["Прилив", "Разное"]),  # an unknown client may be internal
        ({"clients": ["external"], "directions": ["sea"]}, []),
    ],
    ids=str,
)
def test_scope_of_a_rule_on_processes(tmp_path, scope, found):
    report = judge(TWO, scoped(tmp_path, ANY, **scope))
    assert found == [one.location.process for one in report.findings]


@pytest.mark.parametrize(
    ("kinds", "rows"), [(["pantry"], [3]), (["oak"], [1, 2, 4]), (["site"], [])], ids=str
)
def test_scope_of_a_rule_on_entries(tmp_path, kinds, rows):
    use = {"name": "unwelcome-kind", "kinds": ["oak", "pantry"]}
    report = judge(TWO, scoped(tmp_path, use, kinds=kinds))
    assert rows == [one.location.row for one in report.findings]


def test_scope_of_kinds_holds_for_rows_that_a_rule_on_processes_reports(tmp_path):
    made = scoped(tmp_path, "declared-channel", kinds=["oak"])
    rows = [entry(name, channels=("offline",)) for name in ("дуб", "чулан")]
    report = judge(register(process("Объявление", *rows)), made)
    assert [one.location.row for one in report.findings] == [1]


def test_scope_of_a_rule_on_directions(tmp_path):
    pair = (direction(name="Сказки", kind="tales"), direction(name="Море", kind="sea"))
    report = judge(register(*pair), scoped(tmp_path, "empty-direction", directions=["sea"]))
    assert [one.location.direction for one in report.findings] == ["Море"]


@pytest.mark.parametrize(
    "scope",
    [
        {"kinds": ["birch"]},
        {"directions": ["tale"]},
        {"clients": ["cat"]},
        {"rows": ["1"]},
        {"kinds": "oak"},
    ],
    ids=str,
)
def test_scope_of_unknown_codes(tmp_path, scope):
    with pytest.raises(PluginError) as caught:
        scoped(tmp_path, ANY, **scope)
    assert f"{tmp_path}/procedure.toml:11" == caught.value.place


# --- days ---


@pytest.mark.parametrize(
    ("day", "clauses"),
    [
        (date(2024, 6, 5), []),
        (date(2024, 6, 6), ["1.1"]),
        (date(2024, 12, 30), ["1.1"]),
        (date(2024, 12, 31), []),
    ],
)
def test_clause_is_judged_only_while_in_force(tmp_path, day, clauses):
    made = agency_of(tmp_path, clause("1.1", ANY, in_force=DAY, repealed=date(2024, 12, 31)))
    report = judge(CROWD, made, on=day)
    assert clauses == [one.clause for one in report.clauses]
    assert clauses == [one.clause for one in report.findings]


def test_amended_clause_hands_over_to_the_one_after_it(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "crowded-process", "most": 2}, repealed=DAY),
        clause("1.2", {"name": "crowded-process", "most": 1}, in_force=DAY),
    )
    days = (date(2024, 6, 5), DAY)
    assert [judge(CROWD, made, on=day).findings[0].clause for day in days] == ["1.1", "1.2"]


# --- force ---


@pytest.mark.parametrize(
    ("modality", "severity"),
    [
        ("obligation", "error"),
        ("prohibition", "error"),
        ("recommendation", "warning"),
        ("permission", "note"),
        ("definition", "note"),
        ("principle", "note"),
        ("none", "note"),
    ],
)
def test_force_decides_severity(tmp_path, modality, severity):
    report = judge(CROWD, agency_of(tmp_path, clause("1.1", ANY, modality=modality)))
    assert [severity] == [one.severity.value for one in report.findings]


def test_ledger_overrides_severity_with_a_reason(tmp_path):
    told = {"severity": "note", "severity_reason": "кот добр"}
    report = judge(CROWD, agency_of(tmp_path, clause("1.1", ANY, **told)))
    assert [one.severity for one in report.findings] == [Severity.NOTE]


@pytest.mark.parametrize(
    "told",
    [
        {"severity": "note"},
        {"severity": "note", "severity_reason": ""},
        {"severity": "fatal", "severity_reason": "кот зол"},
    ],
    ids=str,
)
def test_override_without_reason_or_of_unknown_severity(tmp_path, told):
    with pytest.raises(PluginError) as caught:
        agency_of(tmp_path, clause("1.1", ANY, **told))
    assert caught.value.place.startswith(f"{tmp_path}/procedure.toml:")


def test_heuristic_is_a_note_whatever_the_force(tmp_path):
    report = judge(
        register(process("Ночь", "дуб")), agency_of(tmp_path, clause("1.1", "nightly-name"))
    )
    assert [one.severity for one in report.findings] == [Severity.NOTE]


def test_ledger_may_raise_a_heuristic(tmp_path):
    told = {"severity": "warning", "severity_reason": "кот спит"}
    made = agency_of(tmp_path, clause("1.1", "nightly-name", **told))
    report = judge(register(process("Ночь", "дуб")), made)
    assert [one.severity for one in report.findings] == [Severity.WARNING]


def test_reading_is_a_note_with_its_own_message(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "doubtful-point"))
    report = judge(register(process("Гадание", "что?", "где??")), made)
    assert [(one.reading, one.severity.value, one.message.ru) for one in report.findings] == [
        ("perhaps", "note", "«что?»: может быть, дуб"),
        (None, "error", "«где??» сомнительна"),
    ]
    assert report.findings[0].message.en == "[«что?»: может быть, [дуб]]"


# --- rules themselves ---


def test_subject_must_be_one_that_the_engine_knows():
    with pytest.raises(TypeError):

        @rule("TY90", name="odd", message=Text("", ""), fix=Text("", ""))
        def odd(word: str): ...


def test_parameters_must_be_keyword_only():
    with pytest.raises(TypeError):

        @rule("TY91", name="odd", message=Text("", ""), fix=Text("", ""))
        def odd(process: Process, most: int) -> Verdict: ...


def test_context_is_no_parameter():
    echo = next(one for one in RULES if one.code == "TY14")
    assert ({}, {"process", "direction"}) == (dict(echo.parameters), set(echo.context))


def test_rules_are_found_once_and_by_code():
    assert [f"TY{number:02}" for number in range(1, 17)] == [one.code for one in RULES]
