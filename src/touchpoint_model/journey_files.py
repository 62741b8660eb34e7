"""Journeys as files: TOML that people write, JSON that machines write."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .formats import files
from .formats.journeys import dump_journeys, load_journeys
from .model.errors import UsageError
from .model.journeys import Journey
from .model.text import Text

__all__ = ["read_journeys", "write_journeys"]


def read_journeys(path: str | Path) -> tuple[Journey, ...]:
    """Read the journeys of a file (`touchpoint-journey/1`), TOML or JSON.

    Raises:
        ReadError: the file cannot be read, or holds no journeys; says where and why.
    """
    data = files.read_bytes(Path(path))
    suffix = Path(path).suffix.lower()
    toml = suffix == ".toml" or (suffix != ".json" and not data.lstrip().startswith(b"{"))
    return load_journeys(data, str(path), toml=toml)


def write_journeys(journeys: Iterable[Journey], path: str | Path) -> None:
    """Write journeys to a `.toml` or `.json` file, whole or not at all.

    Raises:
        UsageError: another extension. ReadError: the file cannot be written.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in (".toml", ".json"):
        raise UsageError(
            Text(
                ru=f"«{path}»: клиентские пути пишутся в .toml или .json",
                en=f"“{path}”: journeys are written to .toml or .json",
            )
        )
    files.write_bytes(Path(path), dump_journeys(tuple(journeys), toml=suffix == ".toml"))
