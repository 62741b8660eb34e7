"""What the shared rules yield, called as they are: rows, fields, kinds, order, absent facts."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.clients import ClientKind
from touchpoint_model.model.findings import Absent, Fault, Outcome
from touchpoint_model.model.processes import Need, Source
from touchpoint_model.model.usage import Usage
from touchpoint_model.norms import RULES

from .building import agency_of, clause, direction, entry, judge, process, register
from .verdicts import first_rows, of_rows, verdicts

GLUED = "получение ответа, подача жалобы"

# --- a row that is passed over does not end the search ---


def test_a_typed_row_does_not_hide_an_untyped_one():
    assert [1] == first_rows(
        of_rows("unclassified-channel", "дуб", entry("перстень", particulars=""))
    )


def test_a_row_that_fits_its_list_does_not_hide_one_that_does_not():
    rows = (
        "дуб",
        entry("зеркальце", channels=("digital",)),
        entry("ковёр-самолёт", channels=("offline",)),
        entry("перстень", channels=("offline",)),
        entry("чулан", channels=("offline", "digital"), cell="чулан / блюдце"),
        entry("блюдце", channels=("offline",)),
    )
    assert [5] == first_rows(of_rows("channel-mismatch", *rows))


def test_a_type_that_only_the_register_states_is_no_list_to_differ_from():
    points = [tm.Touchpoint("дудочка", "дудочка", channel="digital"), tm.Touchpoint("дуб", "дуб")]
    ways = "offline", "digital"
    rows = (entry(one.id, channels=(way,)) for one, way in zip(points, ways, strict=True))
    judged = register(process("Дело", *rows), touchpoints=tuple(points))
    assert [1] == first_rows(verdicts("channel-mismatch", judged))


def test_a_narrower_point_is_not_in_the_list_and_mismatches_nothing():
    assert [] == of_rows("channel-mismatch", entry("ковёр-самолёт", channels=("offline",)))


def test_a_point_named_once_does_not_hide_one_named_twice():
    rows = ("перстень", "дуб", "чулан", "зелёный дуб", "чулан")
    assert [3, 4] == first_rows(of_rows("duplicate-touchpoint", *rows))


def test_a_name_of_mere_types_does_not_hide_a_duplicate():
    rows = ("онлайн", "дуб", "онлайн", "дуб")
    assert [3] == first_rows(of_rows("duplicate-touchpoint", *rows))


# --- fields ---


@pytest.mark.parametrize(
    ("told", "declared"),
    [
        ({"channels": ("digital",), "particulars": "на цифру"}, "на цифру"),
        ({"channels": ("digital",)}, "digital"),
        ({"channels": ("digital", "sonic"), "particulars": ""}, "digital, sonic"),
    ],
    ids=str,
)
def test_a_mismatch_quotes_what_the_row_declares(told, declared):
    (fault,) = of_rows("channel-mismatch", entry("дуб", **told))
    assert (declared, "digital") == (fault.fields["declared"], fault.fits)
    assert "офлайн" in fault.fields["listed"].ru
    assert "offline" in fault.fields["listed"].en


def test_the_wrong_type_is_the_one_that_is_not_listed():
    (fault,) = of_rows("channel-mismatch", entry("дуб", channels=("offline", "sonic")))
    assert "sonic" == fault.fits


def test_the_preferred_ways_are_named():
    said = [
        of_rows("no-digital-touchpoint", "дуб", ways=ways)[0].fields["ways"]
        for ways in (("information-system",), ("information-system", "online-channel"))
    ]
    assert [False, True] == ["online" in one.en for one in said]
    assert [False, True] == ["онлайн" in one.ru for one in said]


@pytest.mark.parametrize(
    ("point", "ways", "found"),
    [
        ("сайт канцелярии", ("online-channel",), 0),
        ("сайт канцелярии", ("information-system",), 0),
        ("зеркальце", ("information-system",), 1),
        ("зеркальце", ("online-channel",), 0),
        ("блюдце", ("information-system",), 0),
        ("дуб", ("information-system",), 1),
    ],
)
def test_a_digital_point_of_no_known_way_is_taken_for_a_preferred_one(point, ways, found):
    assert found == len(of_rows("no-digital-touchpoint", point, ways=ways))


def test_an_unknown_digital_point_is_taken_for_a_preferred_one():
    row = entry("дудочка", channels=("digital",))
    assert [] == of_rows("no-digital-touchpoint", "дуб", row, ways=("information-system",))


@pytest.mark.parametrize(
    ("rows", "found"), [(("перстень",), 0), (("зеркальце", "перстень"), 1), ((), 0)], ids=str
)
def test_a_process_of_no_known_type_is_not_said_to_lack_offline_points(rows, found):
    assert found == len(of_rows("no-offline-alternative", *rows))


def test_limits_that_nobody_serves_are_named_in_the_ordinances_order():
    both = ("health", "digital-skills")
    (fault,) = of_rows("no-accessible-alternative", "чулан", "перстень", limits=both)
    (other,) = of_rows("no-accessible-alternative", "перстень", limits=both[::-1])
    assert "health" == fault.fields["limits"].en
    assert "digital skills, health" == other.fields["limits"].en


def test_a_limit_of_which_the_vocabulary_knows_nothing_is_absent():
    found = of_rows("no-accessible-alternative", "перстень", limits=("health", "sight"))
    assert Absent("serves.sight") == found[0]
    assert ["health"] == [one.fields["limits"].en for one in found[1:]]


def test_a_doubtful_name_is_given_both_its_meanings():
    (fault,) = of_rows("unlisted-touchpoint", "ЗС")
    said = fault.fields["meanings"]
    assert "ambiguous" == fault.reading
    assert {"волшебное зеркальце", "серебряное блюдце"} == {
        one for one in ("волшебное зеркальце", "серебряное блюдце") if one in said.ru
    }


def test_rows_of_one_cell_fit_what_the_first_of_them_declares():
    cell = {"source": Source("а.docx", table=1, row=2, cell="B2")}
    rows = (
        entry("дудочка", channels=("offline",), **cell),
        entry("дудочка", channels=("digital",), **cell),
    )
    assert [Fault((0, 1), fits="offline")] == of_rows("unlisted-touchpoint", *rows)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (entry("дуб и блюдце"), "дуб и блюдце"),
        (entry("дуб и блюдце", printed="Дуб / блюдце"), "Дуб / блюдце"),
        (
            entry("дуб и блюдце", printed="Дуб / блюдце", cell="Дуб / блюдце, и ещё"),
            "Дуб / блюдце, и ещё",
        ),
    ],
    ids=["name", "printed", "cell"],
)
def test_a_name_of_several_points_is_quoted_as_printed(row, cell):
    (fault,) = of_rows("several-touchpoints-in-one-entry", row)
    assert ((0,), cell) == (fault.at, fault.fields["cell"])


def test_rows_of_one_cell_at_one_point_lump_nothing_together():
    rows = [entry(name, cell="дуб, зелёный дуб") for name in ("дуб", "зелёный дуб")]
    assert [] == of_rows("several-touchpoints-in-one-entry", *rows)


def test_particulars_that_only_name_a_type_fit_the_clause_on_types():
    rows = entry("перстень", particulars="офлайн"), entry("дуб", particulars="")
    found = of_rows("missing-particulars", *rows, beyond_channel=True)
    assert [("channel", (0,)), (None, (1,))] == [(one.fits, one.at) for one in found]


@pytest.mark.parametrize(
    ("forms", "found"), [(("organisation",), 1), (("organisation", "person"), 0)], ids=str
)
def test_a_process_named_after_citizens_is_for_persons(forms, found):
    judged = register(process("Приём граждан", "дуб", legal_forms=("organisation",)))
    assert found == len(verdicts("client-out-of-scope", judged, legal_forms=forms))


# --- use ---


@pytest.mark.parametrize(
    ("told", "evidence"),
    [
        ({"contacts": 12}, "12"),
        ({"contacts": 0}, "0"),
        ({"contacts": 12, "evidence": "журнал"}, "журнал"),
        ({"evidence": "журнал", "directive": "указ"}, "указ"),
    ],
    ids=str,
)
def test_an_omitted_point_is_told_with_its_evidence(told, evidence):
    judged = register(process("Дело", "дуб"), usage=(Usage("Блюдце", **told),))
    (fault,) = verdicts("omitted-touchpoint", judged)
    assert ("Блюдце", True, True) == (
        fault.fields["point"],
        evidence in fault.fields["evidence"].ru,
        evidence in fault.fields["evidence"].en,
    )


def test_use_that_nobody_counts_is_told_without_a_number():
    judged = register(process("Дело", "дуб"), usage=(Usage("Блюдце"),))
    (fault,) = verdicts("omitted-touchpoint", judged)
    assert "None" not in fault.fields["evidence"].en


# --- needs ---


def split(name: str, text: str) -> tm.Entry:
    return tm.Entry(name, (Need(text),), cell="дуб / чулан / перстень")


def test_a_need_of_rows_of_one_cell_is_told_by_the_first_of_them():
    other = "получение сведений, подача прошения"
    rows = split("дуб", GLUED), split("чулан", other), split("перстень", GLUED)
    assert [(0, 2), (1,)] == [one.at for one in of_rows("glued-needs", *rows)]


def test_the_parts_and_the_acts_are_quoted():
    (glued,) = of_rows("glued-needs", entry("дуб", GLUED))
    (act,) = of_rows("agency-act-as-need", entry("дуб", "проверка, информирование"))
    assert "«получение ответа»; «подача жалобы»" == glued.fields["parts"]
    assert "«проверка», «информирование»" == act.fields["acts"]


def test_a_process_without_needs_is_not_seen_through_its_result():
    assert [] == of_rows("final-result-only", "дуб")
    assert [Fault()] == of_rows("final-result-only", entry("дуб", "получение результата"))


# --- whether anything falls under a rule ---


@pytest.mark.parametrize(
    ("rule", "rows", "outcome"),
    [
        ("channel-as-touchpoint", (), Outcome.NOT_APPLICABLE),
        ("channel-as-touchpoint", ("дуб",), Outcome.SATISFIED),
        ("glued-needs", ("дуб",), Outcome.NOT_APPLICABLE),
        ("glued-needs", ("дуб", entry("чулан", "сказка")), Outcome.SATISFIED),
    ],
)
def test_a_rule_without_its_matter_is_not_applicable(tmp_path, rule, rows, outcome):
    made = agency_of(tmp_path, clause("1.1", rule))
    assert outcome == judge(register(process("Дело", *rows)), made).outcome("1.1")


@pytest.mark.parametrize(
    ("directions", "outcome"),
    [
        ((direction(process("Дело", "дуб"), client=ClientKind.EXTERNAL),), Outcome.SATISFIED),
        ((direction(process("Дело"), client=ClientKind.EXTERNAL),), Outcome.NOT_APPLICABLE),
        ((direction(process("Дело", "дуб"), client=ClientKind.INTERNAL),), Outcome.NOT_APPLICABLE),
        (
            (
                direction(process("Дело", "дуб"), client=ClientKind.INTERNAL),
                direction(process("Иное", "дуб"), client=ClientKind.ANY, name="Иное"),
            ),
            Outcome.SATISFIED,
        ),
    ],
)
def test_inner_points_matter_where_a_process_is_for_external_clients(tmp_path, directions, outcome):
    made = agency_of(tmp_path, clause("1.1", "internal-touchpoint-for-external-client"))
    assert outcome == judge(register(*directions), made).outcome("1.1")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_whose_page_says_so_is_always_a_note(rule):
    assert ("lways a note" in rule.page().sections["Known limits"]) is rule.heuristic
