"""Where the printed cell stood that a finding is about, and in which order findings stand."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.findings import Location
from touchpoint_model.model.journeys import Journey, Phase, Step
from touchpoint_model.model.processes import Need, Source, Spot

from .building import DAY, agency_of, clause, direction, entry, judge, process, register

GLUED = "получение ответа, подача жалобы"
CELL = Source("а.docx", None, 2, 5, "B5", None)


def of_row(row: int, cell: str | None = None) -> Location:
    return Location(file="а.docx", table=2, table_row=row, cell=cell)


def sourced(**further) -> Source:
    return Source("а.docx", None, 2, 5, "B5", None, **further)


def needs(*texts: str) -> tuple[Need, ...]:
    return tuple(map(Need, texts))


PLACES = {
    "the point": (
        "declared-channel",
        entry("дуб", channels=("offline",), source=sourced(particulars=Spot(5, "D5"))),
        of_row(5, "B5"),
    ),
    "the one need of several": (
        "glued-needs",
        tm.Entry(
            "дуб",
            needs("сказка", GLUED, "песня"),
            source=sourced(needs=(Spot(5, "C5"), Spot(6, "C6"), Spot(7, "C7"))),
        ),
        of_row(6, "C6"),
    ),
    "a need whose cells are not told": (
        "glued-needs",
        tm.Entry("дуб", needs("сказка", GLUED), source=sourced(needs=(Spot(5, "C5"),))),
        of_row(5),
    ),
    "no need, in its empty cell": (
        "missing-need",
        tm.Entry("дуб", (), source=sourced(needs=(Spot(5, "C5"), Spot(6, "C6")))),
        of_row(5, "C5"),
    ),
    "no need, and no cell told": (
        "missing-need",
        tm.Entry("дуб", (), source=sourced()),
        of_row(5),
    ),
    "the particulars": (
        "unclassified-channel",
        entry("перстень", particulars="нет", source=sourced(particulars=Spot(5, "D5"))),
        of_row(5, "D5"),
    ),
    "particulars whose cell is not told": (
        "unclassified-channel",
        entry("перстень", particulars="нет", source=sourced()),
        of_row(5),
    ),
    "particulars that are missing": (
        "missing-particulars",
        entry("перстень", particulars="", source=sourced(particulars=Spot(5, "D5"))),
        of_row(5, "D5"),
    ),
    "a type that the ordinance does not give the point": (
        "channel-mismatch",
        entry("дуб", channels=("digital",), source=sourced(particulars=Spot(5, "D5"))),
        of_row(5, "D5"),
    ),
}


@pytest.mark.parametrize("told", PLACES.values(), ids=PLACES)
def test_a_fault_of_a_row_is_placed_in_its_cell(tmp_path, told):
    rule, row, place = told
    (found,) = judge(
        register(process("Дело", row)), agency_of(tmp_path, clause("1.1", rule))
    ).findings
    assert place == found.source


CROWDED = {"name": "crowded-process", "most": 1}


@pytest.mark.parametrize(
    ("source", "place"),
    [(Source("а.docx", table=2, row=4, cell="A4"), of_row(4, "A4")), (None, of_row(5))],
    ids=["its own", "that of its first row"],
)
def test_a_fault_of_a_process_is_placed_at_its_name(tmp_path, source, place):
    rows = entry("дуб", source=CELL), entry("чулан", source=Source("а.docx", table=2, row=6))
    judged = register(process("Дело", *rows, source=source))
    (found,) = judge(judged, agency_of(tmp_path, clause("1.1", CROWDED))).findings
    assert place == found.source


def test_a_fault_of_several_rows_is_placed_at_the_one_it_reports_first(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "duplicate-touchpoint"))
    (found,) = judge(register(process("Дело", "дуб", "перстень", "дуб")), made).findings
    assert (3, (1, 3), "/directions/0/processes/0/entries/2") == (
        found.location.row,
        found.location.rows,
        found.location.pointer,
    )


def test_a_process_without_rows_has_no_source(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "process-without-touchpoint"))
    (found,) = judge(register(process("Дело")), made).findings
    assert None is found.source


def test_the_row_of_a_later_process_counts_all_before_it(tmp_path):
    rows = process("Один", "дуб", "чулан"), process("Пусто"), process("Два", "дуб", "чулан", "дуб")
    made = agency_of(tmp_path, clause("1.1", {"name": "crowded-process", "most": 2}))
    (found,) = judge(register(*rows), made).findings
    assert (3, "/directions/0/processes/2") == (found.location.row, found.location.pointer)


# --- journeys ---


@pytest.mark.parametrize(
    ("point", "name"), [("дуб", "дуб"), ("щука", "щука"), (None, None)], ids=str
)
def test_a_fault_of_a_journey_is_placed_at_its_first_step(tmp_path, point, name):
    steps = Step("a", "блуждает", touchpoint=point, process="Дело"), Step("b", "уходит")
    report = tm.check(
        register(process("Дело", "дуб")),
        agency_of(tmp_path, clause("1.1", "unsatisfied-journey")),
        journeys=[Journey("walk", "Прогулка", (Phase("Идёт", steps),))],
        on=DAY,
    )
    (found,) = report.findings
    place = found.location
    assert ("walk", "a", "Дело", name) == (
        place.journey,
        place.step,
        place.process,
        place.touchpoint,
    )


# --- order ---


def test_findings_stand_by_direction_process_row_and_gravity(tmp_path):
    """The register comes last; twelve directions and processes are counted, not spelled."""
    made = agency_of(
        tmp_path,
        clause("1.1", {"name": "long-title", "most": 0}),
        clause("1.2", "nightly-name", modality="principle"),
        clause("1.3", "forbidden-word"),
    )
    directions = [
        direction(
            *(
                process(f"Ночь {at}", entry("дуб", particulars="табу" if at in (1, 10) else "нет"))
                for at in range(12)
            ),
            name=f"Море {number}",
        )
        for number in range(12)
    ]
    found = judge(register(*directions), made).findings
    places = [one.location for one in found]
    assert None is places[-1].pointer
    assert [one.row for one in places[:-1]] == sorted(one.row for one in places[:-1])
    assert ["TY03", "TY05"] == [one.code for one in found if one.location.row == 2]


def test_a_process_without_rows_stands_in_its_turn(tmp_path):
    made = agency_of(tmp_path, clause("1.1", "process-without-touchpoint", "nightly-name"))
    rows = process("Ночь", "дуб"), process("Пусто"), process("Ночь снова", "дуб")
    found = judge(register(*rows), made).findings
    assert [1, None, 2] == [one.location.row for one in found]


def test_findings_on_journeys_come_last_by_journey(tmp_path):
    made = agency_of(
        tmp_path, clause("1.1", {"name": "long-title", "most": 0}, "unsatisfied-journey")
    )
    lost = (Phase("Идёт", (Step("a", "блуждает"),)),)
    told = [Journey(one, "Прогулка", lost) for one in ("b", "A")]
    report = tm.check(register(process("Дело", "дуб")), made, journeys=told, on=DAY)
    assert [None, "A", "b"] == [one.location.journey for one in report.findings]
