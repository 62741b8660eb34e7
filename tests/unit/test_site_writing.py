"""A site is written whole or not at all, over nothing but an earlier site of ours."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.formats.folders import write_folder
from touchpoint_model.model.errors import ReadError, UsageError
from touchpoint_model.publishing import MARK, publish_site

from .building import direction, process, register
from .published_sites import files_of, guarded, kept

TRADE = "examples/registers/trade.json"


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "web" / "site"


def test_the_same_register_gives_the_same_bytes(folder, tmp_path):
    publish_site(tm.read(TRADE), folder)
    publish_site(tm.read(TRADE), tmp_path / "other")

    assert files_of(folder) == files_of(tmp_path / "other")


def test_the_hash_seed_changes_nothing(tmp_path):
    code = (
        "import sys, touchpoint_model as tm; from touchpoint_model.publishing import publish_site;"
        "publish_site(tm.read(sys.argv[1]), sys.argv[2], audience='internal')"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, "examples/registers/culture.json", tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )

    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")


def test_what_was_written_is_told(folder):
    made = publish_site(guarded(), folder)

    assert tuple(sorted(files_of(folder))) == made.files
    assert (folder, "public", 1) == (made.folder, made.audience, made.processes)
    assert 2 == len(made.left_out)


def test_the_mark_tells_the_audience_and_all_files(folder):
    publish_site(guarded(), folder)
    mark = json.loads((folder / MARK).read_bytes())

    assert ("touchpoint-site/1", "public") == (mark["schema"], mark["audience"])
    assert sorted(set(files_of(folder)) - {MARK}) == mark["files"]


def test_a_site_is_replaced_as_a_whole(folder, tmp_path):
    publish_site(tm.read(TRADE), folder)
    publish_site(guarded(), folder)
    publish_site(guarded(), tmp_path / "fresh")

    assert files_of(tmp_path / "fresh") == files_of(folder)
    assert ["site"] == os.listdir(folder.parent)


def test_an_empty_folder_is_taken(folder):
    folder.mkdir(parents=True)
    publish_site(guarded(), folder)

    assert (folder / "index.html").is_file()


def test_a_link_is_followed(folder, tmp_path):
    folder.mkdir(parents=True)
    link = tmp_path / "current"
    link.symlink_to(folder)
    publish_site(guarded(), link)

    assert link.is_symlink()
    assert (folder / "index.html").is_file()


def test_a_web_server_may_read_it(folder):
    was = os.umask(0o022)
    try:
        publish_site(guarded(), folder)
    finally:
        os.umask(was)
    modes = {oct(one.stat().st_mode & 0o777): one.is_dir() for one in [folder, *folder.rglob("*")]}

    assert {"0o755": True, "0o644": False} == modes


def foreign(folder: Path) -> None:
    (folder / "index.html").write_text("чужое", "utf-8")


def broken_mark(folder: Path) -> None:
    (folder / MARK).write_text("{", "utf-8")


def other_mark(folder: Path) -> None:
    (folder / MARK).write_text('{"schema": "other/1", "files": []}', "utf-8")


def mark_of_no_files(folder: Path) -> None:
    (folder / MARK).write_text('{"schema": "touchpoint-site/1", "files": 5}', "utf-8")


def added_file(folder: Path) -> None:
    publish_site(guarded(), folder)
    (folder / ".htaccess").write_text("deny", "utf-8")


@pytest.mark.parametrize("spoil", [foreign, broken_mark, other_mark, mark_of_no_files, added_file])
def test_what_is_not_ours_is_left_alone(folder, spoil):
    folder.mkdir(parents=True)
    spoil(folder)
    before = files_of(folder)
    with pytest.raises(UsageError):
        publish_site(tm.read(TRADE), folder)

    assert before == files_of(folder)


def test_a_public_site_is_never_replaced_by_an_internal_one(folder):
    publish_site(guarded(), folder)
    before = files_of(folder)
    with pytest.raises(UsageError):
        publish_site(guarded(), folder, audience="internal")

    assert before == files_of(folder)


def test_an_internal_site_is_never_replaced_by_a_public_one(folder):
    publish_site(guarded(), folder, audience="internal")
    before = files_of(folder)
    with pytest.raises(UsageError):
        publish_site(guarded(), folder)

    assert before == files_of(folder)


def test_a_file_is_no_folder(folder):
    folder.parent.mkdir()
    folder.write_text("текст", "utf-8")
    with pytest.raises(UsageError):
        publish_site(guarded(), folder)

    assert "текст" == folder.read_text("utf-8")


def test_a_folder_cannot_stand_in_a_file(folder):
    folder.parent.write_text("текст", "utf-8")
    with pytest.raises(ReadError) as failed:
        publish_site(guarded(), folder)

    assert str(folder) == failed.value.place


def test_nothing_to_show_is_no_site(folder):
    inside = evolve(guarded(), directions=guarded().directions[1:])
    with pytest.raises(UsageError):
        publish_site(inside, folder)

    assert not folder.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"audience": "everyone"},
        {"base_url": "example.ru"},
        {"base_url": "https://example.ru/?q"},
        {"base_url": "https://user@example.ru/"},
        {"agency": "none-such"},
        {"agency": 5},
        {"audience": None},
        {"base_url": b"https://example.ru/"},
        {"since": "examples/registers/culture.json"},
        {"since": tm.read(TRADE)},
        {"history": [kept()]},
        {"history": evolve(kept(), agency="trade")},
        {"on": "2024-06-01"},
        {"on": datetime(2024, 6, 1)},
    ],
)
def test_wrong_wishes_are_refused(folder, told):
    with pytest.raises(UsageError):
        publish_site(guarded(), folder, **told)

    assert not folder.exists()


@pytest.mark.parametrize("told", ["", None, b"site", 5])
def test_what_is_no_folder_is_refused(told):
    with pytest.raises(UsageError):
        publish_site(guarded(), told)


@pytest.mark.parametrize("told", [None, TRADE, {}])
def test_what_is_no_register_is_refused(folder, told):
    with pytest.raises(UsageError):
        publish_site(told, folder)

    assert not folder.exists()


def test_the_edition_before_may_be_of_the_agency_that_is_told(folder):
    """A table says not whose it is: it is read under the agency by which the site is made."""
    home = direction(process("Приём", "сайт"), client=tm.ClientKind.EXTERNAL)
    publish_site(
        register(home, agency="culture"), folder, "trade", since=register(home, agency="trade")
    )

    assert (folder / "changes.html").is_file()


def test_a_public_site_without_a_row_is_refused(folder):
    one = evolve(guarded(), directions=guarded().directions[:1])
    bare = evolve(one.directions[0], processes=(tm.Process("Выдача"),))
    with pytest.raises(UsageError):
        publish_site(evolve(one, directions=(bare,)), folder)

    assert not folder.exists()


def test_a_full_disk_leaves_the_old_site(folder):
    """The largest file may be a kilobyte: writing stops in the middle."""
    publish_site(guarded(), folder)
    before = files_of(folder)
    code = (
        "import resource, signal, sys, touchpoint_model as tm;"
        "from touchpoint_model.publishing import publish_site;"
        "register = tm.read(sys.argv[1]);"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024));"
        "publish_site(register, sys.argv[2])"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", code, TRADE, folder], capture_output=True, check=False
    )

    assert 1 == ran.returncode
    assert b"ReadError" in ran.stderr
    assert before == files_of(folder)
    assert ["site"] == os.listdir(folder.parent)


@pytest.mark.parametrize("path", ["../out", "a/../../out"])
def test_no_file_is_written_outside_the_folder(tmp_path, path):
    with pytest.raises(UsageError):
        write_folder(tmp_path / "site", [(path, b"")])

    assert [] == os.listdir(tmp_path)
