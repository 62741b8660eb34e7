"""Registers as files: read from any format, written to any format."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from attrs import frozen

from .formats import files, json
from .formats.document import LIMITS, Limits
from .formats.flat import read_text
from .formats.layout import Layout, lay_out
from .formats.listing import form_of
from .formats.losses import Loss, losses
from .formats.readers.encoding import decoded
from .formats.readers.kinds import KINDS, kind_of, read_document
from .formats.table import Naming, register_of
from .formats.writers.printing import kind_to_write, print_form
from .model.errors import UsageError
from .model.register import Register
from .model.text import Lang, Text
from .model.vocabulary import Vocabulary
from .plugins.agency import Agency
from .plugins.discovery import find
from .recognise import begins_need, likely_columns, recognise, recognise_touchpoint, split_cell

__all__ = [
    "Found",
    "decode",
    "encode",
    "known_kind",
    "layout_of",
    "naming",
    "read",
    "write",
]


@frozen
class Found:
    """A register as it was found in a file.

    Attributes:
        register: as printed, recognised where that is needed to read it. kind: `json`, `xlsx`,
            `docx`, `html`, `csv`, `ods`, `odt`, `text`.
    """

    register: Register
    kind: str

    @property
    def document(self) -> bool:
        """Whether the file is a document, whose places are cells and lines, not JSON."""
        return self.kind != "json"


def read(
    path: str | Path, agency: str | Agency | None = None, *, limits: Limits = LIMITS
) -> Register:
    """Read a register from a file, recognised under an agency's vocabulary.

    Args:
        path: a Word (`.docx`), Excel (`.xlsx`), OpenDocument (`.odt`, `.ods`), HTML, CSV, text or
            JSON (`touchpoint-register/1`) file. A text is one of the two forms in which legal
            databases and PDF files give tables.
        agency: code or value; the file's own if it is not given and the file says it.
        limits: how much the file may unfold to.

    Returns:
        The register. `register.readings` tells what the reader had to decide.

    Raises:
        ReadError: the file cannot be read as a register; says where and why.
        UsageError: the agency is not installed, or neither the caller nor the file names one.
    """
    data = files.read_bytes(Path(path))
    register = decode(data, str(path), agency, limits=limits).register
    return recognise(register, _agency(agency or register.agency).vocabulary)


def decode(
    data: bytes,
    name: str,
    agency: str | Agency | None = None,
    *,
    kind: str | None = None,
    limits: Limits = LIMITS,
) -> Found:
    """Read a register from the bytes of a file.

    Args:
        name: of the file; its extension and the content tell the format. kind: the format, if the
            name does not tell it.

    Raises:
        ReadError, UsageError: as `read`.
    """
    kind = known_kind(kind) or kind_of(data, name)
    if kind == "json":
        return Found(json.loads(data, name), kind)
    layout, vocabulary, named = _laid_out(data, name, agency, kind, limits)
    register = register_of(
        layout.tables,
        agency=vocabulary.agency,
        title=layout.title,
        naming=named,
        file=Path(name).name,
        readings=layout.notes,
    )
    return Found(register, kind)


def layout_of(
    data: bytes, name: str, agency: str | Agency | None, kind: str, limits: Limits = LIMITS
) -> Layout:
    """The register's tables in the bytes of a document.

    Raises:
        ReadError, UsageError: as `read`.
    """
    return _laid_out(data, name, agency, kind, limits)[0]


def _laid_out(
    data: bytes, name: str, agency: str | Agency | None, kind: str, limits: Limits
) -> tuple[Layout, Vocabulary, Naming]:
    if kind == "text":
        vocabulary = _agency(agency).vocabulary
        document = read_text(decoded(data, name), name, naming(vocabulary), limits)
    else:
        document = read_document(data, name, limits, kind)
        vocabulary = _agency(agency or document.agency).vocabulary
    named = naming(vocabulary)
    return lay_out(document, Path(name).name, named), vocabulary, named


def known_kind(kind: str | None) -> str | None:
    """A format that was asked for, if one was.

    Raises:
        UsageError: there is no such format.
    """
    if kind is not None and kind not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise UsageError(
            Text(
                ru=f"Формата «{kind}» нет; есть: {known}",
                en=f"There is no format “{kind}”; there are: {known}",
            )
        )
    return kind


def naming(vocabulary: Vocabulary) -> Naming:
    """How an agency's vocabulary reads printed cells."""
    return Naming(
        split=partial(split_cell, vocabulary=vocabulary),
        touchpoint=partial(recognise_touchpoint, vocabulary=vocabulary),
        columns=partial(likely_columns, vocabulary=vocabulary),
        begins_need=partial(begins_need, vocabulary=vocabulary),
    )


def write(
    register: Register,
    path: str | Path,
    agency: str | Agency | None = None,
    *,
    kind: str | None = None,
    lang: Lang = "ru",
) -> tuple[Loss, ...]:
    """Write a register to a file, whole or not at all.

    Args:
        path: its extension tells the format: `.docx`, `.xlsx`, `.html`, `.csv`, `.json`.
        agency: code or value; the register's own if it is not given. Under another agency,
            printed texts are recognised anew, and the document says that it is of that agency.
        kind: the format, where the extension does not tell it. lang: of words that the register
            does not bring itself (headings of columns, if it has none).

    Returns:
        What the five columns of a document cannot hold; () for JSON, which holds all.

    Raises:
        ReadError: the file cannot be written.
        UsageError: the format cannot be written; the agency is not installed; a text is too long
            for a cell of a workbook.
    """
    kind = kind or kind_to_write(Path(path))
    data, lost = encode(register, kind, agency, lang)
    files.write_bytes(Path(path), data)
    return lost


def encode(
    register: Register, kind: str, agency: str | Agency | None = None, lang: Lang = "ru"
) -> tuple[bytes, tuple[Loss, ...]]:
    """A register as the bytes of a file, and what they do not hold, told by reading them back.

    Raises:
        UsageError: as `write`.
    """
    if kind == "json" and agency is None:
        return json.dumps(register), ()
    whose = _agency(agency or register.agency)
    register = recognise(register, whose.vocabulary)
    if kind == "json":
        return json.dumps(register), ()
    data = print_form(form_of(register), kind, lang)
    back = decode(data, f"register.{kind}", whose, kind=kind).register
    lost = losses(register, recognise(back, whose.vocabulary))
    if kind == "csv":  # the one format that has no place for it
        lost = (Loss("agency", 1, register.agency), *lost)
    return data, lost


def _agency(told: str | Agency | None) -> Agency:
    if isinstance(told, Agency):
        return told
    if not told:
        raise UsageError(
            Text(
                ru="Не сказано, какого органа этот перечень; укажите орган (--agency)",
                en="It is not said whose register this is; name the agency (--agency)",
            )
        )
    return find(told)
