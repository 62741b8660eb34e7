"""Files: read whole with a clear sentence when they cannot be, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ..model.errors import ReadError
from ..model.text import Text

__all__ = [
    "MOST_BYTES",
    "is_directory",
    "is_file",
    "read_bytes",
    "read_stream",
    "why",
    "write_bytes",
]

MOST_BYTES = 512 * 1024 * 1024


def is_file(path: Path) -> bool:
    """Whether there is a regular file; no, where one may not even look."""
    return _is(path, stat.S_ISREG)


def is_directory(path: Path) -> bool:
    """Whether there is a directory; no, where one may not even look."""
    return _is(path, stat.S_ISDIR)


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    try:
        return kind(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        ReadError: there is none, it is a directory or a device, it may not be read, or it is
            larger than `MOST_BYTES`.
    """
    try:
        if is_directory(path):
            raise ReadError(
                Text(ru="это каталог, а нужен файл", en="this is a directory, a file is needed"),
                str(path),
            )
        if path.exists() and not is_file(path):
            raise ReadError(
                Text(ru="это не обычный файл", en="this is not a regular file"), str(path)
            )
        with path.open("rb") as stream:
            return read_stream(stream, str(path))
    except FileNotFoundError:
        raise ReadError(
            Text(ru="такого файла нет", en="there is no such file"), str(path)
        ) from None
    except PermissionError:
        raise ReadError(
            Text(ru="нет прав на чтение файла", en="no permission to read the file"), str(path)
        ) from None
    except ValueError:
        raise ReadError(
            Text(ru="это не имя файла", en="this is no name of a file"), repr(str(path))
        ) from None
    except OSError as reason:
        raise ReadError(
            Text(ru=f"файл не читается: {why(reason).ru}", en=f"cannot be read: {why(reason).en}"),
            f"{path!s:.200}",
        ) from None


def read_stream(stream: BinaryIO, place: str) -> bytes:
    """All that a stream holds, if it is no more than `MOST_BYTES`.

    Raises:
        ReadError: it is more.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 2**20
        raise ReadError(Text(ru=f"больше {most} МиБ", en=f"more than {most} MiB"), place)
    return data


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it, then rename: never half-written.

    Raises:
        ReadError: the folder is not there or may not be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as reason:
        raise ReadError(
            Text(ru=f"не удалось записать: {why(reason).ru}", en=f"cannot write: {why(reason).en}"),
            str(path),
        ) from None


_WHY_ru = {
    errno.ENOENT: "нет такой папки",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EROFS: "диск только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "исчерпана квота на диске",
    errno.ENOTDIR: "это не папка",
    errno.EISDIR: "это папка",
    errno.EEXIST: "такое имя уже есть",
    errno.ENOTEMPTY: "папка не пуста",
    errno.EBUSY: "занято другой программой",
    errno.EXDEV: "это другой диск",
    errno.EIO: "ошибка диска",
    errno.ELOOP: "ссылки ведут по кругу",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENAMETOOLONG: "имя слишком длинное",
}


def why(reason: OSError) -> Text:
    """Why the system refused, in a few words.

    >>> why(PermissionError(13, "Permission denied")).ru
    'нет прав'
    """
    said = reason.strerror or type(reason).__name__
    code = errno.errorcode.get(reason.errno or 0, reason.errno)
    return Text(ru=_WHY_ru.get(reason.errno or 0, f"отказ системы ({code})"), en=said)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
