"""The tutorial of a new agency: its library passes the contract, in both languages it is the same."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .documents import ROOT, blocks
from .test_snippets import files_of, run

ENGLISH = ROOT / "docs" / "how-to" / "add-an-agency.md"
RUSSIAN = ROOT / "docs" / "how-to" / "add-an-agency.ru.md"


def test_the_russian_tutorial_has_the_same_files_and_commands():
    told = [
        [
            (one.language, one.file, one.text)
            for one in blocks(page)
            if one.file or one.language != "text"
        ]
        for page in (ENGLISH, RUSSIAN)
    ]

    assert len(told[0]) > 10
    assert told[0] == told[1]


def test_the_library_of_the_tutorial_holds_the_contract(tmp_path: Path):
    files_of(ENGLISH, tmp_path)
    info = tmp_path / "touchpoint_library-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: touchpoint_library\nVersion: 0.1.0\n"
    )
    points = "[touchpoint_model.agencies]\nlibrary = touchpoint_library:agency\n"
    (info / "entry_points.txt").write_text(points)
    ran = run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("--touchpoint-agency", "library"),
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )

    assert 0 == ran.returncode, ran.stdout
    assert "passed" in ran.stdout
