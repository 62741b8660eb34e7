from datetime import date

import pytest

from touchpoint_model.model.errors import ModelError
from touchpoint_model.model.legal import Act, ClauseRef, parse_clause_id
from touchpoint_model.model.text import Text

GOOD = [
    ("1", "п. 1", "clause 1"),
    ("2.6", "п. 2.6", "clause 2.6"),
    ("3.7.4", "п. 3.7.4", "clause 3.7.4"),
    ("2.6(4)", "подп. 4 п. 2.6", "clause 2.6, item 4"),
    ("3.4(а)", "подп. «а» п. 3.4", "clause 3.4, item а"),
    ("5(1)", "подп. 1 п. 5", "clause 5, item 1"),
    ("3.7¶2", "ненумерованный абз. 2 п. 3.7", "clause 3.7, unnumbered paragraph 2"),
    (
        "4.6¶1(10)",
        "подп. 10 ненумерованный абз. 1 п. 4.6",
        "clause 4.6, unnumbered paragraph 1, item 10",
    ),
    ("3.2.4-1", "дефис 1 п. 3.2.4", "clause 3.2.4, dash 1"),
    ("3.2.4-2.5", "дефис 2.5 п. 3.2.4", "clause 3.2.4, dash 2.5"),
    ("3.2(2)-1.1", "дефис 1.1 подп. 2 п. 3.2", "clause 3.2, item 2, dash 1.1"),
    ("2.9s1", "предл. 1 п. 2.9", "clause 2.9, sentence 1"),
    ("5(1)(б)", "подп. «б» подп. 1 п. 5", "clause 5, item 1, item б"),
]
BAD = [
    "",
    " ",
    "п. 2.6",
    "2.",
    ".2",
    "2..6",
    "2.6 ",
    " 2.6",
    "2.6\n",
    "2.6(",
    "2.6()",
    "2.6(0)",
    "2.6(a)",  # a Latin letter
    "2.6(А)",
    "2.6(аб)",
    "2.6(4",
    "2.6[4]",
    "2.6¶",
    "2.6¶0",
    "2.6(4)¶1",  # a paragraph belongs to a clause, items hang on it
    "2.6-",
    "2.6-0",
    "2.6-1.",
    "2.6-1-2",
    "2.6–1",
    "2.6s",
    "2.6s0",
    "2.6s1-1",
    "s1",
    "(4)",
    "¶1",
    "-1",
    "а",
    "2,6",
    "٢.٦",  # digits, but no print of ours
    "procedure:2.6",
]


@pytest.mark.parametrize("id", [one[0] for one in GOOD])
def test_good_id_is_kept_as_it_is(id):
    assert f"annex:{id}" == str(ClauseRef("annex", id))


@pytest.mark.parametrize(("id", "ru", "en"), GOOD)
def test_address_is_said_in_both_languages(id, ru, en):
    ref = ClauseRef("procedure", id)
    assert (ru, en) == (ref.say("ru"), ref.say("en"))


@pytest.mark.parametrize("id", BAD)
def test_bad_id_is_refused_with_its_value(id):
    with pytest.raises(ModelError) as caught:
        ClauseRef("procedure", id)
    (flaw,) = caught.value.flaws
    assert (flaw.path, f"«{id}»" in flaw.message.ru) == ("clause", True)


def test_parts_of_an_id():
    parts = parse_clause_id("4.6¶1(10)-2.1s3")
    named = ("number", "paragraph", "items", "dash", "sentence")
    assert [parts[name] for name in named] == ["4.6", "¶1", "(10)", "-2.1", "s3"]


@pytest.mark.parametrize(
    ("text", "act", "id"),
    [("2.6", "procedure", "2.6"), ("annex:2.6", "annex", "2.6"), ("model:6(1)", "model", "6(1)")],
)
def test_parse(text, act, id):
    assert ClauseRef(act, id) == ClauseRef.parse(text)


def test_parse_in_another_act():
    assert ClauseRef("order", "2") == ClauseRef.parse("2", "order")


@pytest.mark.parametrize("text", [":2.6", "annex:", "a:b:2.6", "annex:annex:2.6"])
def test_parse_refuses(text):
    with pytest.raises(ModelError):
        ClauseRef.parse(text)


@pytest.mark.parametrize(
    ("number", "signed", "ru"),
    [
        ("33", date(2024, 6, 6), "п. 1 Порядка (от 06.06.2024 № 33)"),
        (None, date(2024, 6, 6), "п. 1 Порядка (от 06.06.2024)"),
        ("33", None, "п. 1 Порядка (№ 33)"),
        (None, None, "п. 1 Порядка"),
    ],
)
def test_citation_leaves_out_what_is_not_printed(number, signed, ru):
    act = Act("procedure", Text("Порядок", "Procedure"), Text("Порядка", "it"), number, signed)
    assert ru == act.cite(ClauseRef("procedure", "1")).ru
