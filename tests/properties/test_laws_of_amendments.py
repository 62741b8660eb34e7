"""Laws of amendments: whatever two editions are, they can be told, and the draft holds each row."""

import io
from datetime import date

import docx
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import touchpoint_model as tm
from touchpoint_model.differing import diff
from touchpoint_model.lifecycle.changes import ChangeKind, Known
from touchpoint_model.lifecycle.triggers import TRIGGER_KINDS
from touchpoint_model.render.difference import (
    Compared,
    Edition,
    as_docx,
    as_html,
    as_json,
    as_markdown,
    as_text,
    diff_schema,
)
from touchpoint_model.render.difference.drafted import drafted
from touchpoint_model.render.difference.outline import outline
from touchpoint_model.testing import strategies as touch

AGENCIES = ("administration", "agriculture", "culture", "trade")
SCHEMA = Draft202012Validator(diff_schema())
DAY = date(2024, 4, 26)


@st.composite
def amended(draw):
    """A register and the next edition of it: rows left out, and the rows of another one added."""
    agency = draw(st.sampled_from(AGENCIES))
    old, other = draw(touch.registers(agency)), draw(touch.registers(agency, lawful=False))
    kept = tuple(
        evolve(
            direction,
            processes=tuple(
                evolve(
                    process, entries=tuple(row for row in process.entries if draw(st.booleans()))
                )
                for process in direction.processes
                if draw(st.booleans())
            ),
        )
        for direction in old.directions
    )
    ids = {one.id for one in old.touchpoints}
    more = () if ids & {one.id for one in other.touchpoints} else other.directions
    points = (*old.touchpoints, *(other.touchpoints if more else ()))
    linked = draw(st.booleans())
    new = evolve(old, directions=(*kept, *map(unlinked, more)), touchpoints=points)
    return (
        agency,
        old,
        new
        if linked
        else evolve(
            other, process_registry=None, directions=tuple(map(unlinked, other.directions))
        ),
    )


def unlinked(direction):
    """A direction whose processes name no id of the registry."""
    processes = tuple(evolve(one, registry_id=None) for one in direction.processes)
    return evolve(direction, processes=processes)


def compared(agency, old, new):
    whose = tm.agency(agency)
    made = diff(old, new, agency, on=DAY)
    return Compared(made, Edition("old"), Edition("new"), whose.title, whose.acts, whose.vocabulary)


@given(case=amended())
def test_every_form_tells_every_amendment(case):
    """No two editions are such that one of the forms breaks; the JSON is of its schema."""
    told = compared(*case)

    for lang in ("ru", "en"):
        assert as_text(told, lang)
        assert as_markdown(told, lang)
        assert as_html(told, lang)
    assert [] == [*SCHEMA.iter_errors(as_json(told, {"name": "a", "version": "1"}))]


@given(case=amended())
def test_each_change_is_told_once(case):
    """The outline has each change of a fact in one passage, and no other."""
    told = compared(*case)
    changed = [one for one in told.amendment.difference.alterations if one.known is Known.CHANGED]
    anchors = [line.anchor for part in outline(told, "ru").passages for line in part.lines]

    assert len(changed) == len(anchors) == len({*anchors})


@given(case=amended())
def test_a_change_sets_off_triggers_that_its_record_answers(case):
    """Whatever sets a trigger off is a change of a kind that a recorded event is answered by."""
    for trigger in compared(*case).amendment.triggers:
        kinds = {cause.alteration.kind.value for cause in trigger.causes}

        assert kinds <= TRIGGER_KINDS[trigger.code]


@settings(max_examples=10)
@given(case=amended())
def test_the_draft_has_a_table_for_each_direction_with_rows_in_a_part(case):
    """What goes, is told anew or comes stands in the document, and nothing else."""
    told = compared(*case)
    parts = drafted(told)
    made = docx.Document(io.BytesIO(as_docx(told)))

    assert len(made.tables) == sum(map(len, (parts.gone, parts.anew, parts.come)))


@pytest.mark.parametrize("kind", [ChangeKind.TOUCHPOINT_ADDED, ChangeKind.TOUCHPOINT_EXCLUDED])
@given(case=amended())
def test_the_draft_names_each_point_that_comes_or_goes(kind, case):
    """A row that was added or excluded is in its part of the draft."""
    told = compared(*case)
    parts = drafted(told)
    tables = parts.come if kind is ChangeKind.TOUCHPOINT_ADDED else parts.gone
    rows = {row for one in told.amendment.difference.of(kind) for row in one.place.rows}

    assert bool(rows) == bool(tables)
