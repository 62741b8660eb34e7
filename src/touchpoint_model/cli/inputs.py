"""The files that a command is given: single ones, folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..formats.document import LIMITS, Limits
from ..formats.files import is_directory, is_file
from ..formats.readers.kinds import EXTENSIONS
from ..model.errors import ReadError, UsageError
from ..model.text import Lang, Text
from ..render.difference import VERSION as DIFF
from ..render.page import MARK
from ..render.report import VERSION
from .output import complain

__all__ = ["limits", "paths_of"]

_LOCK = "~$"


_UNREAD = frozenset([".doc", ".docm", ".pdf", ".rtf", ".xls", ".xlsb", ".xlsm"])


def paths_of(files: Sequence[str], lang: Lang = "ru") -> tuple[list[str], bool]:
    """All files that are meant, in order, and whether they are several.

    A folder stands for all registers in it and below, by their extensions (plain text left out);
    an editor's lock files, hidden files and our own reports do not count. Documents of formats
    that are not read are told on stderr.

    Raises:
        ReadError: a folder or pattern has none.
    """
    paths: list[str] = []
    several = len(files) > 1
    for one in files:
        path = Path(one)
        if one == "-" or is_file(path):
            paths.append(one)
        elif is_directory(path):
            several = True
            below = [found for found in path.rglob("*") if not _is_hidden(found.relative_to(path))]
            _tell_unread([one for one in below if one.suffix.lower() in _UNREAD], lang)
            paths += _found(one, (str(found) for found in below if _is_register(found)))
        elif any(mark in one for mark in "*?["):
            several = True
            found = glob.iglob(one, recursive=True)
            paths += _found(one, (name for name in found if _is_meant(Path(name), path.name)))
        else:
            paths.append(one)  # reading it says what is wrong
    return paths, several


def _tell_unread(paths: Sequence[Path], lang: Lang) -> None:
    if paths:
        names = ", ".join(sorted(map(str, paths)))
        complain(
            {
                "ru": f"не проверены, сохраните их в .docx или .xlsx: {names}",
                "en": f"not checked, save them as .docx or .xlsx: {names}",
            }[lang]
        )


def _is_register(path: Path) -> bool:
    kind = EXTENSIONS.get(path.suffix.lower().removeprefix("."))
    return kind not in (None, "text") and is_file(path) and not _is_report(path)


def _is_hidden(path: Path) -> bool:
    """Whether a name on the way is hidden, or an editor's lock file."""
    return any(part.startswith((".", _LOCK)) for part in path.parts)


def _is_meant(path: Path, pattern: str) -> bool:
    lock = path.name.startswith(_LOCK) and not pattern.startswith(_LOCK)
    return not lock and not is_directory(path)


def _is_report(path: Path) -> bool:
    """Whether a file is a report or a comparison of ours: these are often kept beside the registers."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError:
        return False
    return any(mark.encode() in head for mark in (VERSION, DIFF, MARK))


def _found(where: str, found: Iterator[str]) -> list[str]:
    paths = sorted(found)
    if not paths:
        known = ", ".join(f".{one}" for one, kind in EXTENSIONS.items() if kind != "text")
        raise ReadError(
            Text(ru=f"здесь нет перечней ({known})", en=f"there are no registers here ({known})"),
            where,
        )
    return paths


def limits() -> Limits:
    """How much a file may unfold to: as the environment says, else as the library has it.

    Raises:
        UsageError: a variable is no positive number.
    """
    return Limits(
        unpacked=_number("TOUCHPOINT_MAX_UNPACKED_MIB", LIMITS.unpacked // 2**20) * 2**20,
        cells=_number("TOUCHPOINT_MAX_CELLS", LIMITS.cells),
    )


def _number(name: str, otherwise: int) -> int:
    told = os.environ.get(name, "")
    if not told:
        return otherwise
    if not told.isdecimal() or int(told) == 0:
        raise UsageError(
            Text(
                ru=f"{name}: «{told}» не целое положительное число",
                en=f"{name}: “{told}” is no positive whole number",
            )
        )
    return int(told)
