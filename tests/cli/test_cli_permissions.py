"""Files that may not be read or written: the child is `nobody` when the tests run as root."""

import shutil
import sys
from importlib.metadata import distribution

import pytest

# The interpreter may stand where `nobody` cannot go, so the child loads what it needs as itself,
# then gives up its rights, then runs the command.
AS_NOBODY = """
import contextlib, importlib.metadata, io, os, pwd, sys
from touchpoint_model.cli import main
from touchpoint_model.cli.app import run
register, graph, *arguments = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()):
    run(["check", register])
    run(["graph", register, graph])
    run(["graph", register, graph + ".graphml"])
if os.geteuid() == 0:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
assert os.geteuid() != 0
sys.argv = ["touchpoint", *arguments]
main()
"""


@pytest.fixture(scope="module")
def runs(touchpoint, open_folder, trade):
    """What every request of somebody without rights came to, and the files afterwards."""
    own = open_folder / "own"
    closed = open_folder / "closed"
    for folder in (own, closed):
        folder.mkdir()
        shutil.copy(trade, folder / "good.json")
        (folder / "good.json").chmod(0o644)
    (own / "secret.json").write_bytes(trade.read_bytes())
    (own / "secret.json").chmod(0)
    info = open_folder / "touchpoint_model-0.dist-info"  # entry points that everybody can read
    info.mkdir()
    entries = distribution("touchpoint_model").entry_points
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: touchpoint_model\nVersion: 0\n")
    (info / "entry_points.txt").write_text(
        "[touchpoint_model.agencies]\n"
        + "".join(f"{one.name} = {one.value}\n" for one in entries if "agencies" in one.group)
    )
    own.chmod(0o755)
    closed.chmod(0o555)
    command = (sys.executable, "-c", AS_NOBODY, str(trade), str(open_folder / "warm.json"))
    asked = {
        "unreadable": ("check", own / "secret.json"),
        "graph-of-unreadable": ("graph", own / "secret.json", own / "g.json"),
        "unreadable-waivers": ("check", own / "good.json", "--waivers", own / "secret.json"),
        "unreadable-text": ("agency", "verify", "trade", "--text", own / "secret.json"),
        "output-into-closed": ("check", own / "good.json", "-o", closed / "report.txt"),
        "graph-into-closed": ("graph", own / "good.json", closed / "g.graphml"),
        "folder": ("check", own),
    }
    env = {"PYTHONPATH": str(open_folder)}
    told = {name: touchpoint(*one, env=env, command=command) for name, one in asked.items()}
    yield told, sorted(str(one.relative_to(open_folder)) for one in open_folder.rglob("*.*"))
    closed.chmod(0o755)


REFUSED = {
    "unreadable": "own/secret.json",
    "graph-of-unreadable": "own/secret.json",
    "unreadable-waivers": "own/secret.json",
    "unreadable-text": "own/secret.json",
    "output-into-closed": "closed/report.txt",
    "graph-into-closed": "closed/g.graphml",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_permitted_is_refused_with_its_place(runs, name):
    ran = runs[0][name]

    assert "Traceback" not in ran.err
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert REFUSED[name] in ran.err


def test_an_unreadable_file_stops_no_other(runs):
    ran = runs[0]["folder"]

    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "own/secret.json" in ran.err
    assert "own/good.json" in ran.out


def test_nothing_is_written(runs):
    assert [one for one in runs[1] if "/" in one and "dist-info" not in one] == [
        "closed/good.json",
        "own/good.json",
        "own/secret.json",
    ]
