"""What the engine puts into words, and rules of an unusual make: fields, crashes, defaults."""

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.author import load
from touchpoint_model.model.errors import ModelError, PluginError, RuleCrash
from touchpoint_model.model.findings import Fault, Outcome, Report
from touchpoint_model.model.legal import ClauseRef, ClauseStatus, Modality
from touchpoint_model.model.processes import Direction, Entry, Need, Process
from touchpoint_model.model.register import Register
from touchpoint_model.model.text import Text
from touchpoint_model.model.vocabulary import Concept
from touchpoint_model.norms import RULES as NORMS
from touchpoint_model.rules.binding import Clause, RuleUse
from touchpoint_model.rules.rule import Rule, Verdict, rule

from ..toy_agency import RULES
from .building import DAY, agency_of, clause, entry, folder_of, judge, process, register

FIX = Text(ru="Спросите кота", en="Ask the cat")
EVERY_FIELD = Text(
    ru="{direction}|{process}|{touchpoint}|{need}|{row}|{rows}", en="{process}|{touchpoint}|{row}"
)


def judged_by(folder: Path, made: Rule, *rows: tm.Entry | str, **told: object) -> Report:
    """The report of a register of one process on a clause with one rule."""
    agency = load(folder_of(folder, clause("1.1", {"name": made.name})), rules=(*RULES, made))
    return judge(register(process("Дело", *rows), title="Перечень", **told), agency)


# --- fields of a message ---


@rule("TY90", name="told-register", message=EVERY_FIELD, fix=FIX)
def told_register(register: Register) -> Verdict:
    yield Fault()


@rule("TY91", name="told-process", message=EVERY_FIELD, fix=FIX)
def told_process(process: Process) -> Verdict:
    yield Fault()


@rule("TY92", name="told-rows", message=EVERY_FIELD, fix=FIX)
def told_rows(process: Process) -> Verdict:
    yield Fault((1, 0), need="сказка")


@pytest.mark.parametrize(
    ("made", "ru", "en"),
    [
        (told_register, "|||||", "||"),
        (told_process, "Дела|Дело|||1|1", "Дело||1"),
        (told_rows, "Дела|Дело|чулан|сказка|2|1, 2", "Дело|чулан|2"),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_a_message_may_name_the_place_and_what_has_none_is_blank(tmp_path, made, ru, en):
    (found,) = judged_by(tmp_path, made, "дуб", "чулан").findings
    assert (ru, en) == (found.message.ru, found.message.en)


@pytest.mark.parametrize("plain", ["ru", "en"])
def test_a_field_may_stand_in_one_language_only(tmp_path, plain):
    said = {"ru": "«{process}»", "en": "“{process}”", plain: "без слов"}

    @rule("TY93", name="half-told", message=Text(**said), fix=FIX)
    def half_told(process: Process) -> Verdict:
        yield Fault()

    (found,) = judged_by(tmp_path, half_told, "дуб").findings
    other = {"ru": "“Дело”", "en": "«Дело»"}[plain]
    assert {"без слов", other} == {found.message.ru, found.message.en}


# --- crashes name what they broke on ---


@rule("TY94", name="breaks-register", message=FIX, fix=FIX)
def breaks_register(register: Register) -> Verdict:
    yield from (1 // len(register.title[:0]),)


@rule("TY95", name="breaks-direction", message=FIX, fix=FIX)
def breaks_direction(direction: Direction) -> Verdict:
    yield from (1 // len(direction.name[:0]),)


@rule("TY96", name="breaks-process", message=FIX, fix=FIX)
def breaks_process(process: Process) -> Verdict:
    yield from (1 // len(process.name[:0]),)


@rule("TY97", name="breaks-entry", message=FIX, fix=FIX)
def breaks_entry(entry: Entry) -> Verdict:
    yield from (1 // len(entry.touchpoint[:0]),)


@rule("TY98", name="breaks-concept", message=FIX, fix=FIX)
def breaks_concept(concept: Concept) -> Verdict:
    yield from (1 // len(concept.code[:0]),)


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (breaks_register, "Перечень"),
        (breaks_direction, "Дела"),
        (breaks_process, "Дело"),
        (breaks_entry, "дуб"),
        (breaks_concept, "oak"),
    ],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_crash_names_the_rule_the_subject_and_the_reason(tmp_path, made, name):
    with pytest.raises(RuleCrash) as caught:
        judged_by(tmp_path, made, "дуб")
    said = str(caught.value)
    told = (made.code, f"“{name}”", "ZeroDivisionError")
    assert [True] * 3 == [one in said for one in told]


# --- rules of another make ---


def test_a_rule_may_be_another_callable_than_a_plain_function(tmp_path):
    @lru_cache
    def crowded(process: Process, *, most: int = 1) -> Verdict:
        return iter([Fault()] if len(process.entries) > most else [])

    made = rule("TY90", name="kept-crowd", message=FIX, fix=FIX)(crowded)
    use = {"name": made.name, "most": 0}
    agency = load(folder_of(tmp_path, clause("1.1", use)), rules=(*RULES, made))
    assert [[1, "TY90"]] == judge(register(process("Дело", "дуб")), agency).codes()


def test_a_rule_is_called_as_its_function_is():
    assert [Fault()] == list(told_register(register(process("Дело"))))
    assert "<Rule TY90 told-register>" == repr(told_register)


def test_what_a_rule_a_use_and_a_clause_say_unless_told_otherwise():
    made = Rule("TY90", "odd", told_register.function, Register, FIX, FIX)
    ref = ClauseRef.parse("procedure:1.1")
    held = Clause(ref, FIX, "sha256:0", Modality.OBLIGATION, ClauseStatus.INFORMATIVE)
    assert (False, False, "touchpoint") == (made.heuristic, made.of_journeys, made.cell)
    assert "touchpoint" == told_register.cell
    assert (0, None) == (RuleUse(made).rank, RuleUse(made).fits)
    assert ("", None) == (held.file, held.line)


def test_a_page_is_english_unless_asked_otherwise():
    shared = NORMS[0]
    assert shared.page("en") == shared.page() != shared.page("ru")
    assert ("", {}) == (told_register.page().summary, told_register.page().sections)


def test_a_page_is_cut_from_the_docstring():
    @rule("TY90", name="odd", message=FIX, fix=FIX)
    def odd(process: Process) -> Verdict:
        """A process is odd.

        Why: Odd processes
            are odd.
        Note: no section.
        Good: An even one:
            | Процесс |
            | --- |
        """
        yield from ()

    page = odd.page()
    assert "A process is odd." == page.summary
    assert {
        "Why": "Odd processes\nare odd.\nNote: no section.",
        "Good": "An even one:\n| Процесс |\n| --- |",
    } == {
        name: "\n".join(map(str.strip, text.splitlines())) for name, text in page.sections.items()
    }


# --- binding ---


def test_an_argument_that_is_the_default_makes_no_binding_of_its_own(tmp_path):
    """Neither does a list, as a ledger writes it, where the default is a tuple."""
    made = agency_of(
        tmp_path,
        clause("1.1", "forbidden-word"),
        clause("1.2", {"name": "forbidden-word", "words": ["табу"]}),
    )
    (found,) = judge(register(process("Дело", entry("дуб", particulars="табу"))), made).findings
    assert ("1.1", "1.2") == found.clauses


def test_a_clause_may_use_a_rule_for_two_subjects_at_one_rank(tmp_path):
    uses = [{"name": "declared-channel", "fits": one} for one in ("offline", "digital")]
    made = agency_of(tmp_path, clause("1.1", *uses), clause("1.2", "declared-channel"))
    row = entry("дуб", channels=("sonic", "digital"))
    found = judge(register(process("Дело", row)), made).findings
    assert [("1.2",), ("1.1", "1.2")] == sorted((one.against for one in found), key=len)


def test_another_rule_of_a_clause_does_not_speak_for_this_one(tmp_path):
    """The first clause has the rule for one subject, and another rule for any."""
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "declared-channel", "fits": "offline"}, "forbidden-word"),
        clause("1.2", "declared-channel"),
    )
    (found,) = judge(register(process("Дело", entry("дуб", channels=("digital",)))), made).findings
    assert ("1.2",) == found.against


@pytest.mark.parametrize(
    ("name", "known"), [("crowded-process", "most"), ("measured-process", "share, label, strict")]
)
def test_a_misfit_names_the_parameters_that_there_are(tmp_path, name, known):
    with pytest.raises(PluginError) as caught:
        agency_of(tmp_path, clause("1.1", {"name": name, "odd": 1, "most": 1}))
    assert known in str(caught.value)


def test_a_misfit_of_a_rule_without_parameters_names_none(tmp_path):
    with pytest.raises(PluginError) as caught:
        agency_of(tmp_path, clause("1.1", {"name": "blank-number", "odd": 1}))
    assert "(it has: —)" in str(caught.value)


# --- outcomes ---


def test_one_rule_of_a_clause_that_examined_something_is_enough(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "dim-screen", "declared-channel"))
    assert Outcome.SATISFIED is judge(register(process("Дело", "дуб")), made).outcome("1.1")


ALONG = {"name": "too-many-transfers", "most": 1}


@pytest.mark.parametrize(
    ("kinds", "outcome", "absent"),
    [(["mirror"], Outcome.UNVERIFIED, ("journeys",)), (["oak"], Outcome.NOT_APPLICABLE, ())],
    ids=str,
)
def test_a_clause_on_journeys_without_a_word_of_any(tmp_path, kinds, outcome, absent):
    made = agency_of(tmp_path, clause("1.1", ALONG, applies_to={"kinds": kinds}))
    (told,) = judge(register(process("Дело", "зеркальце")), made).clauses
    assert (outcome, absent) == (told.outcome, told.absent)


def test_a_scope_of_kinds_looks_at_the_row_that_is_reported_first(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "glued-needs", applies_to={"kinds": ["pantry"]}))
    need = (Need("получение ответа, подача жалобы"),)
    rows = [Entry(name, need, cell="дуб / чулан") for name in ("дуб", "чулан")]
    assert [] == judge(register(process("Дело", *rows)), made).codes()
    assert [[1, "ND04"]] == judge(register(process("Дело", *rows[::-1])), made).codes()


# --- waivers ---


@pytest.mark.parametrize("blank", ["rule", "reason", "owner"])
def test_a_waiver_that_is_not_filled_in_names_the_blank(blank):
    told = {"rule": "breaking", "reason": "так повелось", "owner": "кот", blank: " "}
    with pytest.raises(ModelError) as caught:
        tm.Waiver(**told, expires=DAY)
    assert [blank] == [one.path for one in caught.value.flaws]


@pytest.mark.parametrize(
    ("expires", "code", "name"),
    [(DAY - timedelta(1), "WV01", "expired-waiver"), (DAY, "WV02", "unused-waiver")],
)
def test_a_finding_about_a_waiver_has_its_code_and_name(tmp_path, expires, code, name):
    waiver = tm.Waiver("breaking", "так повелось", "кот", expires)
    made = agency_of(tmp_path, clause("1.1", "breaking"))
    (found,) = judge(register(process("Дело", "дуб")), made, waivers=[waiver]).findings
    assert (code, name) == (found.code, found.rule)
