"""The documents of the repository, and the fenced blocks and links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)
READMES = [ROOT / "README.md", ROOT / "README.ru.md"]

_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@frozen
class Block:
    """A fenced block. file: the name beside its language. line: in the document, from 1."""

    document: Path
    language: str
    file: str | None
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.document.relative_to(ROOT)}:{self.line}"


def blocks(document: Path) -> Iterator[Block]:
    text = document.read_text("utf-8")
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(document, match[1], match[2], match[3], line)


def blocks_of(language: str) -> list[Block]:
    return [one for path in DOCUMENTS for one in blocks(path) if one.language == language]


def links(document: Path) -> Iterator[str]:
    yield from _LINK.findall(_FENCE.sub("", document.read_text("utf-8")))


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    text = _FENCE.sub("", document.read_text("utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def section(document: Path, heading: str) -> str:
    """The text under a heading, up to the next one of any level."""
    _, _, rest = document.read_text("utf-8").partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]
