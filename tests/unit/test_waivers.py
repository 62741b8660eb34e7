from datetime import date, timedelta

import pytest

import touchpoint_model as tm
from touchpoint_model.cli.ledgers import read_baseline, read_waivers
from touchpoint_model.model.errors import ModelError, ReadError
from touchpoint_model.model.findings import FindingStatus

from .building import DAY, act, agency_of, clause, entry, judge, process, register, toml

TWO = register(
    process(
        "Первое дело", entry("дуб", channels=("offline",)), entry("чулан", channels=("offline",))
    ),
    process("Второе дело", entry("дуб", channels=("offline",))),
)


@pytest.fixture
def toy(tmp_path):
    return agency_of(
        tmp_path,
        clause("1.1", "declared-channel"),
        annex=act("annex", clause("1", {"name": "crowded-process", "most": 1})),
    )


def waiver(rule: str = "declared-channel", expires: date = DAY, **narrowed) -> tm.Waiver:
    return tm.Waiver(rule, "так повелось", "кот", expires, **narrowed)


def waived(report) -> list[list[object]]:
    return [
        [one.location.row, one.code]
        for one in report.findings
        if one.status is FindingStatus.WAIVED
    ]


EVERY = [[1, "TY07"], [2, "TY07"], [3, "TY07"]]


@pytest.mark.parametrize(
    ("narrowed", "rows"),
    [
        ({}, EVERY),
        ({"rule": "TY07"}, EVERY),
        ({"clause": "1.1"}, EVERY),
        ({"clause": "procedure:1.1"}, EVERY),
        ({"process": "Второе дело"}, EVERY[2:]),
        ({"process": " второе  ДЕЛО."}, EVERY[2:]),
        ({"touchpoint": "дуб"}, [EVERY[0], EVERY[2]]),
        ({"process": "Первое дело", "touchpoint": "чулан"}, [EVERY[1]]),
        ({"rule": "crowded-process", "clause": "annex:1"}, [[1, "TY02"]]),
        ({"rule": "crowded-process", "process": "Первое дело"}, [[1, "TY02"]]),
    ],
    ids=str,
)
def test_waiver_covers(toy, narrowed, rows):
    report = judge(TWO, toy, waivers=[waiver(**narrowed)])
    assert rows == waived(report)
    assert [one.code for one in report.findings if one.code.startswith("WV")] == []


@pytest.mark.parametrize(
    "narrowed",
    [
        {"rule": "TY08"},
        {"clause": "1.2"},
        {"clause": "annex:1"},
        {"rule": "crowded-process", "clause": "1"},  # without an act it is the procedure's
        {"process": "Третье дело"},
        {"touchpoint": "перстень"},
        {"fingerprint": "0"},
        {"rule": "crowded-process", "touchpoint": "дуб"},  # the finding has no touchpoint
    ],
    ids=str,
)
def test_waiver_that_covers_nothing_is_reported(toy, narrowed):
    report = judge(TWO, toy, waivers=[waiver(**narrowed)])
    assert waived(report) == []
    assert [
        (one.code, one.rule, one.severity.value, one.clause)
        for one in report.open
        if one.code.startswith("WV")
    ] == [("WV02", "unused-waiver", "warning", None)]


def test_waiver_of_one_finding_by_its_fingerprint(toy):
    second = judge(TWO, toy).findings[2]
    report = judge(TWO, toy, waivers=[waiver(fingerprint=second.fingerprint)])
    assert [[second.location.row, second.code]] == waived(report)


def test_waiver_of_a_clause_covers_only_findings_that_cite_it(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "declared-channel"), clause("1.2", "declared-channel"))
    assert waived(judge(TWO, made, waivers=[waiver(clause="1.1")])) == EVERY
    assert waived(judge(TWO, made, waivers=[waiver(clause="1.2")])) == []


@pytest.mark.parametrize(
    ("days", "count", "codes"),
    [(-1, 0, ["WV01"]), (0, 3, []), (1, 3, [])],
    ids=["past", "last", "next"],
)
def test_waiver_holds_to_the_end_of_its_last_day(toy, days, count, codes):
    report = judge(TWO, toy, waivers=[waiver(expires=DAY + timedelta(days=days))])
    assert count == len(waived(report))
    assert codes == [one.code for one in report.findings if one.code.startswith("WV")]


def test_expired_waiver_is_not_called_unused_too(toy):
    past = waiver("TY08", date(2024, 1, 1))
    report = judge(TWO, toy, waivers=[past])
    assert [one.code for one in report.findings if one.code.startswith("WV")] == ["WV01"]


def test_two_waivers_of_one_finding_are_both_used(toy):
    report = judge(TWO, toy, waivers=[waiver(), waiver("TY07")])
    assert (waived(report), [o.code for o in report.findings if o.code[:2] == "WV"]) == (EVERY, [])


def test_findings_about_waivers_have_distinct_fingerprints(toy):
    pair = [waiver("TY09"), waiver("TY09", date(2024, 1, 1)), waiver("TY08")]
    found = [one.fingerprint for one in judge(TWO, toy, waivers=pair).findings]
    assert len(found) == len(set(found))


def test_waiver_of_a_rule_that_is_not_there_is_refused(toy):
    with pytest.raises(tm.TouchpointError, match="no-such-rule"):
        judge(TWO, toy, waivers=[waiver("no-such-rule")])


def test_waived_findings_do_not_count(toy):
    report = judge(TWO, toy, waivers=[waiver(), waiver("TY02")])
    assert (report.worst(), report.summary.error, report.summary.waived) == (None, 0, 4)


def test_waiver_of_a_clause_that_does_not_parse_is_refused_at_birth():
    with pytest.raises(ModelError):
        waiver(clause="п. 1.1")


# --- files ---

WHOLE = {"rule": "TY07", "reason": "так", "owner": "кот", "expires": DAY}


def written(tmp_path, *waivers: dict[str, object]):
    path = tmp_path / "waivers.toml"
    lines = (
        "\n".join(["[[waiver]]", *(f"{key} = {toml(value)}" for key, value in one.items()), ""])
        for one in waivers
    )
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_file_of_waivers(tmp_path):
    path = written(tmp_path, WHOLE, {**WHOLE, "clause": "annex:1", "process": "Дело"})
    assert read_waivers(path) == (
        tm.Waiver(**WHOLE, place=f"{path}:1"),
        tm.Waiver(**WHOLE, clause="annex:1", process="Дело", place=f"{path}:7"),
    )


@pytest.mark.parametrize(
    ("told", "line"),
    [
        *(({key: value for key, value in WHOLE.items() if key != left}, 7) for left in WHOLE),
        ({**WHOLE, "owner": " "}, 7),
        ({**WHOLE, "expires": "2024-06-06"}, 11),
        ({**WHOLE, "reason": 5}, 9),
        ({**WHOLE, "severity": "note"}, 12),
        ({**WHOLE, "clause": "п. 1.1"}, 7),
    ],
    ids=str,
)
def test_waiver_in_a_file_that_is_wrong_is_told_with_its_line(tmp_path, told, line):
    path = written(tmp_path, WHOLE, told)
    with pytest.raises(ReadError) as caught:
        read_waivers(path)
    assert caught.value.place == f"{path}:{line}"


@pytest.mark.parametrize("text", ["[[waiver]", "waiver = 1", "[[waivers]]\n"])
def test_file_that_holds_no_waivers(tmp_path, text):
    (tmp_path / "waivers.toml").write_text(text)
    with pytest.raises(ReadError):
        read_waivers(tmp_path / "waivers.toml")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "touchpoint-register/1"}', "null"])
def test_baseline_that_is_no_report(tmp_path, text):
    (tmp_path / "report.json").write_text(text)
    with pytest.raises(ReadError):
        read_baseline(tmp_path / "report.json")


def test_baseline_whose_finding_has_no_fingerprint(tmp_path):
    text = '{"schema": "touchpoint-report/1", "findings": [{}]}'
    (tmp_path / "report.json").write_text(text)
    with pytest.raises(ReadError):
        read_baseline(tmp_path / "report.json")
