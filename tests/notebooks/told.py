"""What a notebook tells: the words of its outputs, its pictures, its ids, the figures of its prose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
ID = re.compile(r"""\bid=["']([^"']+)["']""")
FIGURE = re.compile(r"\d[\d\s]*(?:,\d+)?(?:\s?%)?")


class Words(HTMLParser):
    """The words of a page; a drawing counts as one picture, its words stand apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.written: list[str] = []
        self.told: list[str] = []
        self.drawings = 0
        self._within = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.drawings += tag == "svg" and not self._within
        self._within += tag in ("svg", "style")

    def handle_endtag(self, tag: str) -> None:
        self._within -= tag in ("svg", "style")

    def handle_data(self, data: str) -> None:
        if data.strip():
            (self.written if self._within else self.told).append(" ".join(data.split()))


def outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield from cell.outputs


def said(output: NotebookNode) -> list[object]:
    """An output as it can be compared: words as words, numbers of charts, pictures by their kind."""
    if output.output_type == "stream":
        return [output.name, output.text]
    if output.output_type == "error":
        return [output.ename, output.evalue]
    told: list[object] = []
    for kind, content in sorted(output.data.items()):
        family = re.sub(r"\.v\d+\+", "+", kind)
        if "vegalite" in kind:
            told.append((family, drawn_values(content)))
        elif kind == "text/html":
            page = Words(content)
            told.append((family, page.drawings, page.told))
        elif kind.startswith("image/"):
            told.append(family)
        elif kind != "text/plain" or "text/html" not in output.data:
            told.append((family, content))
    return told


def drawn_values(spec: object) -> list[str]:
    """The rows of a chart, wherever they stand in it, to nine digits."""
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                if name == "values" and isinstance(inner, list):
                    found.update(map(_row, inner))
                elif name == "datasets":
                    found.update(_row(row) for rows in inner.values() for row in rows)
                else:
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(spec)
    return sorted(found)


def _row(row: object) -> str:
    if isinstance(row, dict):
        row = {k: float(f"{v:.9g}") if isinstance(v, float) else v for k, v in row.items()}
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def words(notebook: NotebookNode) -> str:
    """All words that the outputs show, on drawings and charts too."""
    told = []
    for output in outputs(notebook):
        if output.output_type == "stream":
            told.append(output.text)
            continue
        data = output.data
        pages = [Words(data[kind]) for kind in ("text/html", "image/svg+xml") if kind in data]
        told += [word for page in pages for word in (*page.told, *page.written)]
        told += [row for kind in data if "vegalite" in kind for row in drawn_values(data[kind])]
        if not pages:
            told.append(data.get("text/plain", ""))
    return plain(" ".join(told))


def figures(notebook: NotebookNode) -> list[str]:
    """The figures that the prose tells in bold, which are to be those of the outputs."""
    prose = (one.source for one in notebook.cells if one.cell_type == "markdown")
    return [
        plain(figure)
        for text in prose
        for bold in BOLD.findall(text)
        for figure in FIGURE.findall(plain(bold))
    ]


def shows(shown: str, figure: str) -> bool:
    """Whether words have a figure, whole and not as a part of another."""
    return re.search(rf"(?<!\d)(?<!\d[,.]){re.escape(figure)}(?![,.]?\d)", shown) is not None


def ids(notebook: NotebookNode) -> list[str]:
    """The ids of all drawings and pages, which stand on one page where the notebook is shown."""
    kinds = ("text/html", "image/svg+xml")
    pages = (one.get("data", {}).get(kind, "") for one in outputs(notebook) for kind in kinds)
    return [found for page in pages for found in ID.findall(page)]
