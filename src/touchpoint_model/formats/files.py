"""Files: read whole with a clear sentence when they cannot be, written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from ..model.errors import ReadError
from ..model.text import Text

__all__ = ["MOST_BYTES", "read_bytes", "write_bytes"]

MOST_BYTES = 512 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        ReadError: there is none, it is a directory, it may not be read, or it is larger than
            `MOST_BYTES`.
    """
    try:
        if path.is_dir():
            raise ReadError(
                Text(ru="это каталог, а нужен файл", en="this is a directory, a file is needed"),
                str(path),
            )
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 2**20
            raise ReadError(
                Text(ru=f"файл больше {most} МиБ", en=f"the file is larger than {most} MiB"),
                str(path),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(
            Text(ru="такого файла нет", en="there is no such file"), str(path)
        ) from None
    except PermissionError:
        raise ReadError(
            Text(ru="нет прав на чтение файла", en="no permission to read the file"), str(path)
        ) from None
    except OSError as reason:
        raise ReadError(
            Text(ru=f"файл не читается: {_why(reason)}", en=f"cannot be read: {reason.strerror}"),
            str(path),
        ) from None


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
            Text(ru=f"не удалось записать: {_why(reason)}", en=f"cannot write: {reason.strerror}"),
            str(path),
        ) from None


_WHY = {
    errno.ENOENT: "нет такой папки",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EROFS: "диск только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.ENOTDIR: "это не папка",
}


def _why(reason: OSError) -> str:
    return _WHY.get(reason.errno or 0, str(reason.strerror))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
