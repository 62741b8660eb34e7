"""Debian's Chromium over pages that this library writes, served from the loopback."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .pages import write
from .printing import Printer
from .serving import served
from .watching import Watched

CHROMIUM = "Chromium is not installed (Debian: apt-get install chromium)"
PDFTOTEXT = "pdftotext is not installed (Debian: apt-get install poppler-utils)"
FLAGS = [  # it looks for nothing outside
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def found(name: str, missing: str) -> str:
    """The path of a program; without it the test is skipped, or fails where nothing may be."""
    program = shutil.which(name)
    if program is None:
        if os.environ.get("TOUCHPOINT_NO_SKIP"):
            pytest.fail(missing)
        pytest.skip(missing)
    return program


@pytest.fixture(scope="package")  # its event loop must be gone when others run theirs
def browser() -> Iterator[Browser]:
    program = found("chromium", CHROMIUM)
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=10_000)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS + alone)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served: see `pages`."""
    folder = tmp_path_factory.mktemp("shelf")
    write(folder)
    return folder


@pytest.fixture(scope="package")
def origin(shelf: Path) -> Iterator[str]:
    with served(shelf) as address:
        yield address


@pytest.fixture
def watched(browser: Browser, origin: str, shelf: Path) -> Iterator[Watched]:
    """The watched browser itself; its faults are the test's to read."""
    watched = Watched(browser, origin, shelf)
    yield watched
    watched.close()


@pytest.fixture
def visit(watched: Watched) -> Iterator[Callable[..., Page]]:
    """`visit(path, width=320, colours="dark", scripts=False)` → a page; any fault fails the test."""
    yield watched.page
    assert [] == watched.close()


@pytest.fixture
def sheets(tmp_path: Path) -> Printer:
    """`sheets(page)` → the text of each sheet of paper."""
    return Printer(found("pdftotext", PDFTOTEXT), tmp_path)
