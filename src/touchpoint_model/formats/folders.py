"""A folder of files: written beside its place and then swapped in, never half-written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..model.errors import ReadError, UsageError
from ..model.text import Text
from .files import is_directory, why

__all__ = ["is_empty", "list_files", "write_folder"]


def is_empty(folder: Path) -> bool:
    """Whether there is no such folder, or nothing in it.

    Raises:
        ReadError: it may not be looked into.
    """
    if not is_directory(folder):
        return True
    try:
        with os.scandir(folder) as found:
            return next(found, None) is None
    except OSError as reason:
        raise _failed(reason, folder) from None


def list_files(folder: Path) -> frozenset[str]:
    """The files under a folder, as paths with slashes; none where it is not there.

    Raises:
        ReadError: the folder may not be looked into.
    """
    if not is_directory(folder):
        return frozenset()
    found: set[str] = set()

    def stop(reason: OSError) -> None:
        raise reason

    try:
        for home, _, names in os.walk(folder, onerror=stop):
            below = Path(home).relative_to(folder)
            found.update((below / name).as_posix() for name in names)
    except OSError as reason:
        raise _failed(reason, folder) from None
    return frozenset(found)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder whole, in place of the one of that name, if there is one.

    The files are written to a new folder beside it, which then takes its name; whatever fails, the
    old folder stands as it was. Two renames do this: who is killed between them leaves the old
    folder whole under another name beside it (`.name.old-…/old`), as does a disk that refuses to
    put it back, which the error tells. A link is followed: what it leads to is replaced.

    Args:
        files: paths inside the folder, with slashes, and their bytes.

    Raises:
        ReadError: the folder cannot be written.
        UsageError: a file of that name is no folder, or a path leads out of the folder.
    """
    place = Path(os.path.realpath(folder))
    if place.exists() and not is_directory(place):
        raise UsageError(
            Text(
                ru=f"{folder}: это файл, а нужна папка",
                en=f"{folder}: this is a file, a folder is needed",
            )
        )
    stands = place.exists()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.new-"))
        try:
            fresh.chmod(0o777 & ~_umask())
            _fill(fresh, files)
            _swap(fresh, place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as reason:
        raise _not_written(reason, folder, stands=stands) from None


def _fill(fresh: Path, files: Iterable[tuple[str, bytes]]) -> None:
    made = {fresh}
    for path, data in files:
        target = fresh.joinpath(*path.split("/"))
        if ".." in path.split("/") or not target.is_relative_to(fresh):
            raise UsageError(
                Text(
                    ru=f"«{path}»: путь ведёт из папки наружу",
                    en=f"“{path}”: the path leads out of the folder",
                )
            )
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(data)


def _swap(fresh: Path, place: Path) -> None:
    """The new folder under its name; the old one is set aside first, and back if that fails.

    Raises:
        ReadError: it could not be put back. OSError: it was, or never was set aside.
    """
    if not place.exists():
        fresh.rename(place)
        return
    aside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.old-"))
    old = aside / "old"
    try:
        place.rename(old)
        fresh.rename(place)
    except BaseException as reason:
        if old.exists() and not place.exists():
            with suppress(OSError):
                old.rename(place)
        if old.exists() and isinstance(reason, OSError):
            raise _left_aside(reason, place, old) from None
        with suppress(OSError):  # what could not be put back stays in it
            aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _failed(reason: OSError, folder: Path) -> ReadError:
    told = why(reason)
    said = Text(ru=f"папка не читается: {told.ru}", en=f"the folder cannot be read: {told.en}")
    return ReadError(said, str(folder))


def _not_written(reason: OSError, folder: Path, *, stands: bool) -> ReadError:
    told = why(reason)
    as_before = Text(
        ru=", прежняя осталась как была" if stands else "",
        en=", the old one stands as it was" if stands else "",
    )
    said = Text(
        ru=f"папка не записана{as_before.ru}: {told.ru}",
        en=f"the folder is not written{as_before.en}: {told.en}",
    )
    return ReadError(said, str(folder))


def _left_aside(reason: OSError, place: Path, old: Path) -> ReadError:
    told = why(reason)
    said = Text(
        ru=f"папка не записана ({told.ru}), и прежнюю не удалось вернуть на место: она цела и "
        f"лежит в {old}, верните ей имя {place.name}",
        en=f"the folder is not written ({told.en}), and the old one could not be put back: it is "
        f"whole and lies in {old}, give it the name {place.name} again",
    )
    return ReadError(said, str(place))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
