"""What a fingerprint holds, part by part: waivers and baselines of last year still find it."""

import hashlib

import pytest

import touchpoint_model as tm
from touchpoint_model.model.journeys import Journey, Phase, Step
from touchpoint_model.model.processes import Need
from touchpoint_model.model.usage import Usage

from .building import DAY, agency_of, clause, entry, judge, process, register

DIRECTION, PROCESS = "дела", "дело"


def mark(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def row(name: str, **told) -> tm.Entry:
    return entry(name, **told)


def shared(*names: str, need: str = "получение ответа, подача жалобы") -> list[tm.Entry]:
    """Rows split from one printed cell, which share a need."""
    return [tm.Entry(one, (Need(need),), cell=" / ".join(names)) for one in names]


HELD = {
    "place and point": (
        "declared-channel",
        register(process("Дело", row("  Дуб. ", channels=("offline",)))),
        ("TY07", "", DIRECTION, PROCESS, "дуб", "", ""),
    ),
    "as printed, not as named": (
        "declared-channel",
        register(process("Дело", row("дуб", printed="Дуб (старый)", channels=("offline",)))),
        ("TY07", "", DIRECTION, PROCESS, "дуб (старый)", "", ""),
    ),
    "a key stands for the point": (
        "forbidden-word",
        register(process("Дело", row("дуб", particulars="табу"))),
        ("TY03", "", DIRECTION, PROCESS, "", "", "табу"),
    ),
    "a reading": (
        "doubtful-point",
        register(process("Дело", "пень?")),
        ("TY06", "perhaps", DIRECTION, PROCESS, "пень?", "", ""),
    ),
    "a need of two rows, whose points are sorted": (
        "glued-needs",
        register(process("Дело", *shared("чулан", "дуб"))),
        ("ND04", "", DIRECTION, PROCESS, "дуб чулан", "получение ответа, подача жалобы", ""),
    ),
    "a need of one row": (
        "glued-needs",
        register(process("Дело", entry("дуб", "получение ответа, подача жалобы"))),
        ("ND04", "", DIRECTION, PROCESS, "дуб", "получение ответа, подача жалобы", ""),
    ),
    "several rows with a key": (
        "several-touchpoints-in-one-entry",
        register(process("Дело", *shared("чулан", "дуб"))),
        ("TP04", "", DIRECTION, PROCESS, "", "", "oak pantry"),
    ),
    "a process": (
        {"name": "crowded-process", "most": 0},
        register(process("Дело", "дуб")),
        ("TY02", "", DIRECTION, PROCESS, "", "", ""),
    ),
    "the register": (
        {"name": "long-title", "most": 0},
        register(process("Дело", "дуб")),
        ("TY12", "", "", "", "", "", ""),
    ),
    "use that no process is told of": (
        "omitted-touchpoint",
        register(process("Дело", "дуб"), usage=(Usage("Блюдце"),)),
        ("TP10", "", "", "", "", "", "/блюдце"),
    ),
    "use in a process": (
        "omitted-touchpoint",
        register(process("Дело", "дуб"), usage=(Usage("Блюдце", process="Дело"),)),
        ("TP10", "", "", "", "", "", "Дело/блюдце"),
    ),
}


@pytest.mark.parametrize("told", HELD.values(), ids=HELD)
def test_a_fingerprint_holds(tmp_path, told):
    rule, judged, parts = told
    (found,) = judge(judged, agency_of(tmp_path, clause("1.1", rule))).findings
    assert mark("toy", *parts) == found.fingerprint


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("omitted-touchpoint", ("TP10", "planned", "", "", "", "", "сом", "walk")),
        ("missing-acknowledgement", ("SV02", "", "", PROCESS, "дуб", "", "", "walk", "b")),
    ],
)
def test_a_fingerprint_of_a_journey_ends_with_its_path_unless_a_key_says_it(tmp_path, rule, parts):
    made = agency_of(tmp_path, clause("1.1", rule))
    steps = (
        Step("a", "ждёт", touchpoint="сом", process="Дело"),
        Step("b", "пишет", touchpoint="дуб", process="Дело", acknowledged=False),
    )
    walk = Journey("walk", "Прогулка", (Phase("Идёт", steps),))
    (found,) = tm.check(register(process("Дело", "дуб")), made, journeys=[walk], on=DAY).findings
    assert mark("toy", *parts) == found.fingerprint


def test_likes_are_numbered_from_the_second(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "declared-channel"))
    twins = [process("Дело", row("дуб", channels=("offline",)))] * 3
    found = [one.fingerprint for one in judge(register(*twins), made).findings]
    plain = mark("toy", "TY07", "", DIRECTION, PROCESS, "дуб", "", "")
    assert [plain, f"{plain}-2", f"{plain}-3"] == sorted(found)


@pytest.mark.parametrize(
    ("narrowed", "parts"),
    [
        ({}, ("", "", "", "")),
        ({"clause": "1.1", "touchpoint": "сом"}, ("1.1", "", "сом", "")),
        ({"process": "Дело", "fingerprint": "0"}, ("", "Дело", "", "0")),
    ],
    ids=str,
)
def test_a_fingerprint_about_a_waiver_holds_what_narrows_it(tmp_path, narrowed, parts):
    waiver = tm.Waiver("breaking", "так повелось", "кот", DAY, **narrowed)
    made = agency_of(tmp_path, clause("1.1", "breaking"))
    (found,) = judge(register(process("Дело", "дуб")), made, waivers=[waiver]).findings
    assert mark("WV02", "breaking", *parts) == found.fingerprint


@pytest.mark.parametrize(
    ("place", "file", "line"),
    [
        (None, None, None),
        ("waivers.toml:7", "waivers.toml", 7),
        ("C:\\waivers.toml", "C", None),
        ("waivers", None, None),
        ("7", None, None),
    ],
)
def test_a_finding_about_a_waiver_stands_where_the_waiver_does(tmp_path, place, file, line):
    waiver = tm.Waiver("breaking", "так повелось", "кот", DAY, place=place)
    made = agency_of(tmp_path, clause("1.1", "breaking"))
    (found,) = judge(register(process("Дело", "дуб")), made, waivers=[waiver]).findings
    assert (file, line) == (found.location.file, found.location.line)
