"""The notebooks run, show what is kept in them, and tell the figures that they show.

`python -m tests.notebooks.test_notebooks` runs them and keeps the new outputs; look at the
difference, and at the pictures, before you keep it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from .executing import execute, read
from .told import figures, ids, outputs, said, shows, words

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))
MOST = 400_000  # bytes
NEEDED = ("nbclient", "nbformat", "ipykernel", "altair", "vl_convert")


@pytest.fixture(autouse=True)
def tools():
    for one in NEEDED:
        pytest.importorskip(one, reason=f"{one} is not installed; the extra test brings it")


def test_there_are_notebooks():
    assert ["01", "02", "03", "04"] == [one.name[:2] for one in NOTEBOOKS]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda one: one.stem)
def test_a_notebook_shows_what_is_kept(path: Path, tmp_path: Path):
    result = tmp_path / path.name
    command = [sys.executable, "-m", "tests.notebooks.executing", str(path), str(result)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == ran.returncode, ran.stderr

    kept, fresh = ([said(one) for one in outputs(read(file))] for file in (path, result))

    assert kept == fresh


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda one: one.stem)
def test_figures_in_bold_stand_in_the_outputs(path: Path):
    notebook = read(path)
    shown = words(notebook)

    assert figures(notebook)
    assert [] == [one for one in figures(notebook) if not shows(shown, one)]


def test_a_figure_is_not_found_in_another():
    """The test above judges something."""
    assert [True, False, False] == [shows("65 %, 7,5", one) for one in ("65 %", "5 %", "7")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda one: one.stem)
def test_a_notebook_is_fit_to_be_kept(path: Path):
    notebook = read(path)
    code = [one for one in notebook.cells if one.cell_type == "code"]
    text = path.read_text("utf-8")
    charts = [
        one.data
        for one in outputs(notebook)
        if any("vegalite" in kind for kind in one.get("data", {}))
    ]

    assert len(text.encode()) < MOST
    assert 8 <= len(notebook.cells) <= 20
    assert list(range(1, len(code) + 1)) == [one.execution_count for one in code]
    assert [] == [one for one in outputs(notebook) if one.output_type == "error"]
    assert [] == [
        one for one in (str(ROOT), str(Path.home()), tempfile.gettempdir()) if f"{one}/" in text
    ]
    assert len(set(ids(notebook))) == len(ids(notebook))
    assert charts
    assert [] == [one for one in charts if "image/png" not in one]
    assert ["markdown", "markdown"] == [notebook.cells[at].cell_type for at in (0, -1)]


if __name__ == "__main__":
    for one in NOTEBOOKS:
        execute(one, one)
