"""Places of findings: the sheet, table, cell and line that a finding names hold what it is about."""

import json
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.batch import check_bytes
from touchpoint_model.documents import decode
from touchpoint_model.formats.json import dumps
from touchpoint_model.model.findings import Finding
from touchpoint_model.recognise import recognise

from .printed_forms import FORMS, HEAD

DAY = date(2024, 4, 1)
FULL = [name for name in FORMS if name not in ("a.csv", "tabs.txt")]
PLACE = ("sheet", "table", "table_row", "cell", "line")


def about(finding: Finding) -> tuple[int, str]:
    """The column that a finding is about, and what its cell holds."""
    at = finding.location
    if finding.code in ("ND01", "PT01"):
        return (3 if finding.code == "ND01" else 4), ""
    if at.need is not None:
        return 3, at.need
    if at.touchpoint is not None:
        return 2, at.touchpoint
    return 1, at.process or ""


def holds(cell: str, text: str) -> bool:
    return cell == text or (bool(text) and text in [one.strip() for one in cell.split(";")])


def place_of(finding: Finding) -> tuple[object, ...]:
    return tuple(getattr(finding.location, one) for one in PLACE)


def where(name: str, column: int, text: str) -> list[tuple[object, ...]]:
    """The cells of one column that hold a text."""
    make, printed = FORMS[name]
    letter = ("BCDEF" if name == "a.xlsx" else "ABCDE")[column]
    return [place for cell, place in printed(make()) if place[3][0] == letter and holds(cell, text)]


def of_cells(report) -> list[Finding]:
    """The findings about cells: those about the register as a whole have no place."""
    return [one for one in report.findings if one.location.direction is not None]


@pytest.mark.parametrize("name", FORMS)
def test_a_finding_names_the_one_cell_that_holds_what_it_is_about(name):
    report = check_bytes(FORMS[name][0](), f"папка/{name}", "trade", on=DAY)
    found = of_cells(report)

    assert [where(name, *about(one)) for one in found] == [[place_of(one)] for one in found]
    assert {f"папка/{name}"} == {one.location.file for one in found}
    assert {(None, None)} == {(one.source, one.location.pointer) for one in found}


@pytest.mark.parametrize("name", FULL)
def test_faults_are_the_same_in_every_format(name):
    """Needs, particulars, points and processes are told, merged cells among them."""
    report = check_bytes(FORMS[name][0](), name, "trade", on=DAY)
    merged = [one.code for one in of_cells(report) if ":" in one.location.cell]
    empty = ["ND02"] if name == "pipes.txt" else ["ND01", "PT01"]
    told = ["CH03"] * 2 + ["ND02"] * 3 + ["ND03"] * 3 + ["TP01"] + ["TP02"] * 3 + ["TP08"]

    assert sorted(told + empty) == sorted(one.code for one in of_cells(report))
    assert ["CH03", "ND03", "ND03", "TP02"] == sorted(merged)


@pytest.mark.parametrize("name", FORMS)
def test_a_finding_on_the_register_has_no_place(name):
    report = check_bytes(FORMS[name][0](), name, "trade", on=DAY)
    whole = [one for one in report.findings if one.location.direction is None]

    assert whole
    assert {(None,) * 5} == {place_of(one) for one in whole}


@pytest.mark.parametrize("name", FORMS)
def test_a_finding_on_a_direction_names_the_row_of_its_headings(name):
    data = FORMS[name][0]()
    register = decode(data, name, "trade").register
    register = evolve(
        register, touchpoints=tuple(evolve(one, key=False) for one in register.touchpoints)
    )
    report = tm.check(register, on=DAY).of_file(name, "0", document=True)
    found = [place_of(one) for one in report.findings if one.code == "TP06"]

    assert [(*place[:3], None, place[4]) for place in where(name, 0, HEAD[0])] == found


@pytest.mark.parametrize("name", FORMS)
def test_json_remembers_the_place_under_source(name):
    data = FORMS[name][0]()
    register = recognise(decode(data, name, "trade").register, tm.agency("trade").vocabulary)
    file = Path(name).with_suffix(".json")
    kept = json.loads(dumps(register))
    read, again = (
        check_bytes(one, path, "trade", on=DAY)
        for one, path in ((data, name), (dumps(register), str(file)))
    )

    assert [one.fingerprint for one in read.findings] == [one.fingerprint for one in again.findings]
    for one, other in zip(of_cells(read), of_cells(again), strict=True):
        assert place_of(one) == tuple(getattr(other.source, key) for key in PLACE)
        assert (name, (None,) * 5) == (other.source.file, place_of(other))
        assert str(file) == other.location.file
        assert pointed(kept, other.location.pointer)["name" if one.code == "CH03" else "source"]


def pointed(value, pointer: str):
    for key in pointer.split("/")[1:]:
        value = value[int(key) if key.isdecimal() else key]
    return value
