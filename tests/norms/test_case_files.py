"""A case file that is wrong says where: file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model import recognise
from touchpoint_model.model.errors import PluginError
from touchpoint_model.testing import Case, judged, read_cases, register_of_case

GOOD = """\
[[case]]
title    = "A point without a need."
rule     = "ND01"
register = '''
1 | Прием | телефон | ()
" | "     | "       | получение ответа
'''
expect   = []
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "case.toml"
    file.write_text(text, "utf-8")
    return file


def one(folder: Path, text: str) -> Case:
    (case,) = read_cases(written(folder, text))
    return case


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("rule     =", "rul      =", 3),
        ('"ND01"', "1", 3),
        ("expect   = []", 'expect = ["1 ND02"]', 8),
        ("expect   = []", 'expect = ["ND01"]', 8),
        ("expect   = []", "", 1),
        ("expect   = []", 'expect = []\noutcome = "fine"', 9),
        ("expect   = []", "expect = []\non = 2024", 9),
        ("expect   = []", 'expect = []\nclient = "alien"', 9),
        ("expect   = []", "expect = []\nrows.1 = { neds = [] }", 9),
        ("expect   = []", "expect = []\nusage = [{ contacts = 1 }]", 1),
        ('" | "     | "       | получение ответа', '" | " | "', 6),
        ("1 | Прием | телефон | ()", "1 | Прием", 5),
        ("'''\nexpect", "\nexpect", 8),
    ],
)
def test_a_wrong_case_names_file_and_line(tmp_path: Path, old: str, new: str, line: int):
    file = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(PluginError) as caught:
        read_cases(file)
    assert caught.value.place == f"{file}:{line}"


@pytest.mark.parametrize(
    "fact",
    ['processes."Учет" = {}', 'touchpoints."СЭД" = {}', "rows.7 = {}"],
)
def test_a_fact_about_what_the_table_has_not_names_file_and_line(tmp_path: Path, fact: str):
    case = one(tmp_path, GOOD + fact)
    with pytest.raises(PluginError) as caught:
        register_of_case(case, tm.agency("trade"), recognise)
    assert caught.value.place == f"{tmp_path / 'case.toml'}:1"


def test_a_rule_that_the_agency_does_not_know_names_file_and_line(tmp_path: Path):
    case = one(tmp_path, GOOD.replace("ND01", "XX01"))
    with pytest.raises(PluginError) as caught:
        judged(case, tm.agency("trade"), recognise)
    assert caught.value.place == f"{tmp_path / 'case.toml'}:1"


def test_a_row_outside_a_process_names_file_and_line(tmp_path: Path):
    case = one(tmp_path, GOOD.replace("1 | Прием |", '1 | "     |'))
    with pytest.raises(PluginError) as caught:
        register_of_case(case, tm.agency("trade"), recognise)
    assert caught.value.place == f"{tmp_path / 'case.toml'}:1"


def test_columns_left_out_are_absent_and_merged_cells_add_needs(tmp_path: Path):
    text = GOOD.replace("()", "получение консультации; получение информации")
    register = register_of_case(one(tmp_path, text), tm.agency("trade"), recognise)
    (entry,) = register.entries
    assert [need.text for need in entry.needs] == [
        "получение консультации",
        "получение информации",
        "получение ответа",
    ]
    assert entry.particulars is None
    assert register.directions[0].columns is None


def test_a_heading_begins_a_table(tmp_path: Path):
    text = GOOD.replace('" | "     | "      ', "# Учет\n2 | Учет | СЭД")
    register = register_of_case(one(tmp_path, text), tm.agency("trade"), recognise)
    assert [(it.name, [p.name for p in it.processes]) for it in register.directions] == [
        ("", ["Прием"]),
        ("Учет", ["Учет"]),
    ]
