"""A page printed to PDF, and the text of each sheet of it."""

import subprocess
from pathlib import Path

from attrs import frozen
from playwright.sync_api import Page

HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011"))


def flat(text: str) -> str:
    """Text as one line: where lines and hyphens fall is the printer's affair."""
    return "".join(text.translate(HYPHENS).split())


@frozen
class Printer:
    """Prints pages into a folder, and reads them with pdftotext."""

    pdftotext: str
    folder: Path

    def __call__(self, page: Page) -> list[str]:
        """The text of each sheet, in the order of the page."""
        paper = self.folder / "page.pdf"
        page.pdf(path=paper, prefer_css_page_size=True)
        told = subprocess.run(
            [self.pdftotext, "-raw", str(paper), "-"], check=True, capture_output=True, timeout=60
        )
        return told.stdout.decode("utf-8").split("\f")[:-1]
