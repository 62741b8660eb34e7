"""The tests that the how-to on property tests shows pass, with Hypothesis as it is out of the box."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .documents import ROOT, blocks

HASTY = """from hypothesis import Phase, settings

settings.register_profile("hasty", phases=[Phase.generate])
settings.load_profile("hasty")
"""
DOCUMENT = ROOT / "docs" / "how-to" / "write-property-tests.md"
FILES = {one.file: one.text for one in blocks(DOCUMENT) if one.file is not None}


def passed(folder: Path) -> int:
    """How many of the tests in a folder pass, if none fails."""
    bare = {name: told for name, told in os.environ.items() if not name.startswith("HYPOTHESIS")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        command, cwd=folder, env=bare, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert 0 == ran.returncode, ran.stdout
    return int(re.findall(r"(\d+) passed", ran.stdout)[0])


def test_the_tests_of_the_how_to_pass(tmp_path: Path):
    """Health checks and deadlines of Hypothesis are on, and nothing was drawn before."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")

    assert len(FILES) >= 3
    assert len(FILES) == passed(tmp_path)


@pytest.mark.parametrize(
    ("name", "told", "turned"),
    [
        ("test_lawful.py", 'registers("trade")', 'registers("trade", lawful=False)'),
        ("test_violations.py", '"trade", "TP03"', '"trade", "TP07"'),
    ],
)
def test_the_tests_of_the_how_to_can_fail(name: str, told: str, turned: str, tmp_path: Path):
    assert told in FILES[name]
    (tmp_path / name).write_text(FILES[name].replace(told, turned), "utf-8")
    (tmp_path / "conftest.py").write_text(HASTY, "utf-8")
    with pytest.raises(AssertionError):
        passed(tmp_path)
