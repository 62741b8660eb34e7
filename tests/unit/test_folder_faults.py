"""A folder that cannot be swapped in: the cause is told, and where the old one lies."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from touchpoint_model.formats.files import why
from touchpoint_model.formats.folders import write_folder
from touchpoint_model.model.errors import ReadError

NEW = [("a/b.html", b"new")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tmp_path / "сайт", [("a.html", b"old")])
    return tmp_path / "сайт"


def names(place: Path) -> list[str]:
    return sorted(one.name for one in place.iterdir())


def refusing(monkeypatch: pytest.MonkeyPatch, *, kept: int) -> None:
    """Let so many renames pass, and no more, as a disk does that goes away."""
    rename, made = Path.rename, iter(range(kept))

    def renamed(self: Path, target: Path) -> Path:
        if next(made, None) is None:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", renamed)


def test_what_cannot_be_put_back_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    refusing(monkeypatch, kept=1)
    with pytest.raises(ReadError) as refused:
        write_folder(folder, NEW)
    (aside,) = folder.parent.iterdir()

    assert b"old" == (aside / "old" / "a.html").read_bytes()
    for lang in ("ru", "en"):
        assert f"{aside / 'old'}" in refused.value.say(lang)
    assert "ошибка диска" in refused.value.say("ru")
    assert "как была" not in refused.value.say("ru")


def test_what_is_not_set_aside_stands(folder: Path, monkeypatch: pytest.MonkeyPatch):
    refusing(monkeypatch, kept=0)
    with pytest.raises(ReadError) as refused:
        write_folder(folder, NEW)

    assert b"old" == (folder / "a.html").read_bytes()
    assert [folder.name] == names(folder.parent)
    assert "прежняя осталась как была: ошибка диска" in refused.value.say("ru")
    assert "Input" not in refused.value.say("ru")


def test_where_there_was_none_none_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    refusing(monkeypatch, kept=0)
    with pytest.raises(ReadError) as refused:
        write_folder(tmp_path / "сайт", NEW)

    assert "прежняя" not in refused.value.say("ru")
    assert "old one" not in refused.value.say("en")
    assert [] == names(tmp_path)


def test_who_is_stopped_finds_the_old_folder(folder: Path):
    def files() -> Iterator[tuple[str, bytes]]:
        yield NEW[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(folder, files())

    assert b"old" == (folder / "a.html").read_bytes()
    assert [folder.name] == names(folder.parent)


@pytest.mark.parametrize("number", [*errno.errorcode, None])
def test_no_cause_is_told_in_english_to_a_russian(number: int | None):
    reason = OSError(number, os.strerror(number)) if number else OSError("strange")

    assert reason.strerror is None or reason.strerror not in why(reason).ru
    assert why(reason).ru
    assert why(reason).en
