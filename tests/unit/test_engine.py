"""The judgement: subjects and places, crashes, fingerprints, outcomes, coverage."""

from datetime import date

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.model.errors import RuleCrash, UsageError
from touchpoint_model.model.findings import FindingStatus, Location, Outcome
from touchpoint_model.model.legal import ClauseRef, ClauseStatus
from touchpoint_model.model.processes import Source
from touchpoint_model.model.revisions import Attestation

from ..toy_agency import agency
from ..toy_agency.rules import breaking, speechless
from .building import BOTH, DAY, act, agency_of, clause, direction, entry, judge, process, register


def attestation(ref: str, given: date = DAY, expires: date = DAY) -> Attestation:
    return Attestation(ClauseRef.parse(ref), "акт осмотра", "кот", given, expires)


def outcomes(report) -> dict[str, str]:
    return {one.clause: one.outcome.value for one in report.clauses}


IDLE = ("внутренний чулан", "воздушная сеть", "перстень", "сайт канцелярии", "серебряное блюдце")

# --- subjects and places ---


def test_finding_on_an_entry_has_its_row_and_pointer(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "forbidden-word"))
    judged = register(
        direction(process("Первый", entry("дуб", particulars="нет"))),
        direction(
            process("Второй", entry("дуб", particulars=""), entry("чулан", particulars="табу")),
            name="Море",
        ),
    )
    (finding,) = judge(judged, made).findings
    assert finding.location == Location(
        direction="Море",
        process="Второй",
        touchpoint="чулан",
        row=3,
        rows=(3,),
        pointer="/directions/1/processes/0/entries/1",
    )


def test_finding_on_a_process_has_its_first_row(tmp_path):
    made = agency_of(tmp_path, clause("1.1", {"name": "crowded-process", "most": 1}))
    judged = register(process("Один", "дуб"), process("Два", "дуб", "чулан"))
    (finding,) = judge(judged, made).findings
    assert (
        finding.location.row,
        finding.location.rows,
        finding.location.touchpoint,
        finding.location.pointer,
    ) == (2, (2,), None, "/directions/0/processes/1")


def test_finding_on_a_process_without_rows_has_none(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "blank-number"))
    judged = register(process("Один", "дуб", number="1"), process("Пустой", number=""))
    (finding,) = judge(judged, made).findings
    assert (finding.location.row, finding.location.rows) == (None, ())


def test_finding_on_a_direction_has_its_first_row(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "empty-direction"))
    judged = register(direction(process("Один", "дуб")), direction(name="Пустое"))
    (finding,) = judge(judged, made).findings
    assert (
        finding.location.direction,
        finding.location.row,
        finding.location.pointer,
    ) == ("Пустое", None, "/directions/1")


def test_finding_on_the_register_or_on_a_list_member_has_no_place(tmp_path):
    made = agency_of(
        tmp_path, clause("1.1", {"name": "long-title", "most": 3}), clause("1.2", "idle-point")
    )
    report = judge(register(process("Один", "дуб", "зеркальце")), made)
    assert {Location()} == {one.location for one in report.findings}
    assert [*(f"«{name}» без дела" for name in IDLE), "Длиннее 3"] == sorted(
        one.message.ru for one in report.findings
    )


def test_context_is_handed_to_the_rule(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "point-of-process"))
    judged = register(direction(process("дуб", "дуб", "море"), name="море"))
    assert [one.message.ru for one in judge(judged, made).findings] == ["дуб = дуб", "море = море"]


def test_row_is_named_as_it_is_printed(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "declared-channel"))
    row = entry("дуб", channels=("offline",), printed="Дуб зелёный")
    (finding,) = judge(register(process("Один", row)), made).findings
    assert finding.location.touchpoint == "Дуб зелёный"


def test_source_is_remembered_beside_the_location(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "declared-channel"))
    source = Source(file="акт.docx", table=2, row=7, cell="C7")
    row = entry("дуб", channels=("offline",), source=source)
    (finding,) = judge(register(process("Один", row)), made).findings
    assert Location(file="акт.docx", table=2, table_row=7, cell="C7") == finding.source
    assert None is finding.location.file


def test_citation_names_the_act():
    report = judge(register(process("Толпа", "дуб", "чулан", "перстень", "сайт канцелярии")))
    (finding,) = [one for one in report.findings if one.code == "TY02"]
    assert (
        finding.act,
        finding.clause,
        finding.citation.ru,
    ) == ("procedure", "1.2", "п. 1.2 Порядка Лукоморья (от 06.06.2024 № 33)")


def test_findings_stand_in_printed_order(tmp_path):
    made = agency_of(
        tmp_path,
        clause("1.1", "declared-channel"),
        clause("1.2", {"name": "crowded-process", "most": 0}),
        clause("1.3", {"name": "long-title", "most": 0}),
    )
    rows = [entry(name, channels=("offline",)) for name in ("дуб", "чулан")]
    judged = register(process("Один", *rows), process("Два", rows[0]))
    assert (judge(judged, made).codes()) == [
        [1, "TY02"],
        [1, "TY07"],
        [2, "TY07"],
        [3, "TY02"],
        [3, "TY07"],
        [None, "TY12"],
    ]


def test_every_row_of_a_fault_is_named(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "duplicate-touchpoint"))
    report = judge(register(process("Дело", "дуб", "дуб")), made)
    assert [(one.location.row, one.location.rows) for one in report.findings] == [(2, (1, 2))]


# --- crashes ---


@pytest.mark.parametrize(
    ("name", "broken"), [("breaking", breaking), ("speechless", speechless)], ids=str
)
def test_rule_that_breaks_stops_with_its_file_and_line(tmp_path, name, broken):
    made = agency_of(tmp_path, clause("1.1", name))
    with pytest.raises(RuleCrash) as caught:
        judge(register(process("Ломается", "дуб")), made)
    file, _, line = caught.value.place.rpartition(":")
    code = broken.function.__code__
    assert (code.co_filename, code.co_firstlineno) == (file, int(line))
    assert broken.code in caught.value.message.ru


def test_rule_that_breaks_elsewhere_does_not_stop(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "breaking"))
    assert outcomes(judge(register(process("Цело", "дуб")), made)) == {"1.1": "satisfied"}


def test_rule_whose_applies_breaks_is_a_crash_too(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "breaking-applies"))
    with pytest.raises(RuleCrash):
        judge(register(process("Цело", "дуб")), made)


# --- outcomes ---

ALL = register(
    direction(
        process("Ночная толпа", "дуб", "чулан", "дуб", "перстень", number="1"),
        process("Запретное", entry("чулан", particulars="табу")),
        kind="tales",
    ),
    attestations=(attestation("2.3-1"),),
)


def test_all_seven_outcomes_of_one_register():
    waiver = tm.Waiver("forbidden-word", "так повелось", "кот", DAY)
    report = judge(ALL, waivers=[waiver])
    assert outcomes(report) == {
        "1.1s1": "unverified",
        "1.1s2": "unverified",
        "1.2": "violated",
        "1.3": "review",
        "2.1": "informative",
        "2.1(а)": "informative",
        "2.1(б)": "informative",
        "2.1(в)": "informative",
        "2.1(г)": "informative",
        "2.1¶1": "informative",
        "2.2": "not-applicable",
        "2.3": "waived",
        "2.3-1": "satisfied",
        "2.3-2": "informative",
        "2.4": "informative",
        "1": "satisfied",
    }
    assert set(Outcome) == {one.outcome for one in report.clauses}


def test_summary_counts_open_findings_and_unverified_clauses():
    summary = judge(ALL, waivers=[tm.Waiver("TY03", "так", "кот", DAY)]).summary
    assert (
        summary.error,
        summary.warning,
        summary.note,
        summary.waived,
        summary.unverified,
    ) == (1, 0, 1, 1, 2)


def test_outcome_of_an_unknown_clause():
    with pytest.raises(KeyError):
        judge(ALL).outcome("9.9")


@pytest.fixture
def mixed(tmp_path):
    """One clause on which every kind of evidence can fall at once."""
    rules = ("blank-number", "nightly-name", "doubtful-point", "forbidden-word")
    return agency_of(tmp_path, clause("1.1", *rules))


ERROR = entry("где??", particulars="")
NOTE = entry("что?", particulars="")
WAIVED = entry("дуб", particulars="табу")
CLEAN = entry("дуб", particulars="")


@pytest.mark.parametrize(
    ("rows", "number", "outcome"),
    [
        ((ERROR, NOTE, WAIVED), None, Outcome.VIOLATED),
        ((NOTE, WAIVED), None, Outcome.REVIEW),
        ((WAIVED,), None, Outcome.WAIVED),
        ((CLEAN,), None, Outcome.UNVERIFIED),
        ((CLEAN,), "1", Outcome.SATISFIED),
    ],
    ids=["violated", "review", "waived", "unverified", "satisfied"],
)
def test_first_outcome_that_fits_wins(mixed, rows, number, outcome):
    waiver = tm.Waiver("forbidden-word", "так", "кот", DAY)
    report = judge(register(process("Дело", *rows, number=number)), mixed, waivers=[waiver])
    assert outcome is report.outcome("1.1")


def test_nothing_to_judge_is_not_applicable(mixed):
    assert Outcome.NOT_APPLICABLE is judge(register(direction()), mixed).outcome("1.1")


@pytest.mark.parametrize(
    ("row", "outcome"), [("зеркальце", "satisfied"), ("дуб", "not-applicable")]
)
def test_rule_says_itself_whether_anything_falls_under_it(tmp_path, row, outcome):
    made = agency_of(tmp_path, clause("1.1", "dim-screen"))
    assert {"1.1": outcome} == outcomes(judge(register(process("Дело", row)), made))


def test_clause_out_of_scope_is_not_applicable(tmp_path):
    use = {"name": "crowded-process", "most": 0}
    made = agency_of(tmp_path, clause("1.1", use, applies_to={"directions": ["sea"]}))
    judged = register(direction(process("Дело", "дуб"), kind="tales"))
    assert outcomes(judge(judged, made)) == {"1.1": "not-applicable"}


@pytest.mark.parametrize("status", ["definition", "enumerated"])
def test_definition_or_list_member_with_a_rule_is_judged(tmp_path, status):
    use = {"name": "crowded-process", "most": 0}
    made = agency_of(tmp_path, clause("1.1", use, status=status), clause("1.2", status=status))
    report = judge(register(process("Дело", "дуб")), made)
    assert outcomes(report) == {"1.1": "violated", "1.2": "informative"}


# --- absent is not false ---


@pytest.mark.parametrize(
    ("particulars", "outcome", "codes"),
    [
        (None, "unverified", []),
        ("", "satisfied", []),
        ("табу", "violated", [[1, "TY03"]]),
    ],
)
def test_absent_fact_is_no_fault(tmp_path, particulars, outcome, codes):
    made = agency_of(tmp_path, clause("1.1", "forbidden-word"))
    report = judge(register(process("Дело", entry("дуб", particulars=particulars))), made)
    assert ({"1.1": outcome}, codes) == (outcomes(report), report.codes())


def test_absent_facts_are_named_once(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "forbidden-word", "blank-number"))
    report = judge(register(process("Дело", "дуб", "чулан")), made)
    assert report.clauses[0].absent == ("particulars", "number")


def test_attestation_stands_in_for_an_absent_fact(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "blank-number"))
    judged = register(process("Дело", "дуб"), attestations=(attestation("1.1"),))
    assert outcomes(judge(judged, made)) == {"1.1": "satisfied"}


def test_attestation_excuses_no_fault(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "blank-number"))
    judged = register(process("Дело", "дуб", number=""), attestations=(attestation("1.1"),))
    assert outcomes(judge(judged, made)) == {"1.1": "violated"}


# --- attestations ---


@pytest.mark.parametrize(
    ("attestations", "outcome"),
    [
        ((), "unverified"),
        ((attestation("1.1"),), "satisfied"),
        ((attestation("1.1", date(2024, 1, 1), date(2024, 6, 5)),), "unverified"),
        ((attestation("1.1", date(2024, 6, 7), date(2024, 12, 31)),), "unverified"),
        ((attestation("1.2"),), "unverified"),
        ((attestation("1.1", date(2024, 1, 1), date(2024, 6, 5)), attestation("1.1")), "satisfied"),
    ],
    ids=["missing", "valid", "expired", "future", "of another clause", "renewed"],
)
def test_attested_clause(tmp_path, attestations, outcome):
    made = agency_of(tmp_path, clause("1.1"), clause("1.2"))
    judged = register(process("Дело", "дуб"), attestations=attestations)
    assert outcome == outcomes(judge(judged, made))["1.1"]


def test_attestation_of_another_acts_clause_of_that_number(tmp_path):
    made = agency_of(tmp_path, clause("1"), annex=act("annex", clause("1")))
    judged = register(process("Дело", "дуб"), attestations=(attestation("annex:1"),))
    report = judge(judged, made)
    assert [(one.act, one.outcome.value) for one in report.clauses] == [
        ("procedure", "unverified"),
        ("annex", "satisfied"),
    ]


@pytest.mark.parametrize(
    ("scope", "outcome"),
    [
        ({"directions": ["tales"]}, "unverified"),
        ({"directions": ["sea"]}, "not-applicable"),
        ({"clients": ["internal"]}, "not-applicable"),
        ({"kinds": ["oak"]}, "unverified"),
        ({"kinds": ["pantry"]}, "not-applicable"),
    ],
    ids=str,
)
def test_attested_clause_with_a_scope(tmp_path, scope, outcome):
    made = agency_of(tmp_path, clause("1.1", applies_to=scope))
    judged = register(
        direction(process("Дело", "дуб"), kind="tales", client=tm.ClientKind.EXTERNAL)
    )
    assert {"1.1": outcome} == outcomes(judge(judged, made))


def test_attestation_of_a_clause_that_no_act_has():
    with pytest.raises(UsageError) as caught:
        judge(register(process("Дело", "дуб"), attestations=(attestation("9.9"),)))
    assert "attestations[0].clause" in caught.value.message.ru


def test_attestation_of_another_agencys_act_is_passed_over():
    judged = register(process("Дело", "дуб"), attestations=(attestation("model:9.9"),))
    assert outcomes(judge(judged))["1.1s2"] == "unverified"


# --- baseline ---


def test_known_finding_is_not_open():
    first = judge(ALL)
    report = judge(ALL, baseline={one.fingerprint for one in first.findings})
    assert ((), {FindingStatus.BASELINE}) == (report.open, {one.status for one in report.findings})
    assert (report.summary.error, report.summary.warning, report.summary.note) == (0, 0, 0)


def test_new_finding_is_open_beside_a_known_one():
    known = {one.fingerprint for one in judge(ALL).findings}
    more = evolve(
        ALL,
        directions=(*ALL.directions, direction(name="Пустое")),
    )
    assert judge(more, baseline=known).codes() == [[None, "TY11"]]


def test_clause_of_known_errors_is_no_silent_pass():
    known = {one.fingerprint for one in judge(ALL).findings}
    assert Outcome.SATISFIED is not judge(ALL, baseline=known).outcome("1.2")


# --- fingerprints ---


@pytest.fixture
def chatty(tmp_path):
    return agency_of(
        tmp_path,
        clause("1.1", "declared-channel", "duplicate-touchpoint"),
        clause("1.2", {"name": "crowded-process", "most": 0}),
    )


ROWS = tuple(
    entry(name, channels=("offline",))
    for name in ("дуб", "чулан", "перстень", "дуб", "дуб у лукоморья")
)


def marks(report) -> list[str]:
    return sorted(one.fingerprint for one in report.findings)


def test_fingerprints_do_not_depend_on_the_order_of_rows(chatty):
    there = judge(register(process("Дело", *ROWS)), chatty)
    back = judge(register(process("Дело", *reversed(ROWS))), chatty)
    assert marks(there) == marks(back)


def test_fingerprints_do_not_depend_on_the_order_of_processes(chatty):
    pair = [process("Дело", *ROWS), process("Безделье", *ROWS)]
    there, back = (judge(register(*one), chatty) for one in (pair, pair[::-1]))
    assert marks(there) == marks(back)


def test_likes_have_distinct_fingerprints(chatty):
    twins = register(process("Дело", *ROWS), process("Дело", *ROWS))
    found = marks(judge(twins, chatty))
    assert len(found) == len(set(found))


def test_fingerprint_ignores_how_a_text_is_set(chatty):
    one = judge(register(process("Дело", *ROWS)), chatty)
    other = judge(register(process("  ДЕЛО. ", *ROWS)), chatty)
    assert marks(one) == marks(other)


@pytest.mark.parametrize(
    "changed",
    [
        register(process("Другое", *ROWS[:1])),
        register(direction(process("Дело", *ROWS[:1]), name="Другое")),
        register(process("Дело", *ROWS[1:2])),
    ],
    ids=["process", "direction", "point"],
)
def test_fingerprint_changes_with_its_place(tmp_path, changed):
    made = agency_of(tmp_path, clause("1.1", "declared-channel"))
    first = judge(register(process("Дело", *ROWS[:1])), made)
    assert not set(marks(first)) & set(marks(judge(changed, made)))


# --- indicators, coverage ---


@pytest.mark.parametrize(
    ("rows", "value"),
    [([("зеркальце",)], 1.0), ([("зеркальце",), ("дуб",)], 0.5), ([("дуб",)], 0.0), ([()], None)],
)
def test_measured_clause_gives_a_number_and_no_pass(tmp_path, rows, value):
    made = agency_of(tmp_path, clause("1.1", status="measured"))
    judged = register(*(process(f"Дело {at}", *row) for at, row in enumerate(rows)))
    (told,) = judge(judged, made).clauses
    assert ("digital-share", value, "share") == (
        told.indicator.name,
        told.indicator.value,
        told.indicator.unit,
    )
    assert Outcome.INFORMATIVE is told.outcome


@pytest.mark.parametrize(
    ("digital", "offline", "value"), [(1, 1, 0.5), (3, 1, 0.75), (1, 0, 1.0), (1.0, 3.0, 0.25)]
)
def test_level_is_the_weighted_mean(tmp_path, digital, offline, value):
    weights = {"digital-share": digital, "offline-share": offline}
    indicator = {"name": "client-centricity-level", "weights": weights}
    made = agency_of(tmp_path, clause("1.1", status="measured", indicator=indicator))
    (told,) = judge(register(process("Дело", "зеркальце")), made).clauses
    assert value == told.indicator.value


def test_coverage_counts_every_clause():
    coverage = agency.coverage
    assert (coverage.total, coverage.bound, coverage.automated_share) == (16, 6, 6 / 16)
    assert {
        status.value: count
        for status, count in coverage.counts.items()
        if count and status is not ClauseStatus.INFORMATIVE
    } == {"automated": 6, "attested": 2, "enumerated": 4, "definition": 2, "measured": 1}


def test_report_judges_every_clause_in_the_order_of_the_acts():
    assert [(one.ref.act, one.ref.id) for one in agency.clauses] == [
        (one.act, one.clause) for one in judge(ALL).clauses
    ]


def test_report_names_agency_and_day():
    report = judge(ALL)
    assert (report.agency, report.on) == ("toy", DAY)


def test_check_is_the_same_twice():
    assert judge(ALL) == judge(ALL)


def test_records_are_flat():
    (record,) = [one for one in judge(ALL).to_records() if one["code"] == "TY02"]
    assert tuple(record[key] for key in ("agency", "clause", "severity", "row")) == (
        "toy",
        "1.2",
        "error",
        1,
    )


def test_a_clause_of_which_a_part_is_confirmed_by_hand_is_not_satisfied_by_its_rules(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "blank-number", evidence=BOTH))
    whole = register(process("Дело", entry("дуб"), number="1"))
    confirmed = evolve(whole, attestations=(attestation("1.1"),))
    assert {"1.1": "unverified"} == outcomes(judge(whole, made))
    assert {"1.1": "satisfied"} == outcomes(judge(confirmed, made))
