"""Many runs of the command in one child process, where starting it each time would cost most."""

import json
from collections.abc import Mapping, Sequence

from attrs import evolve

_RUNS = """
import contextlib, io, json, sys
from touchpoint_model.cli.app import run
told = {}
for name, arguments in json.load(sys.stdin).items():
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    told[name] = [code, *(one.buffer.getvalue().decode() for one in (out, err))]
json.dump(told, sys.stdout)
"""


def in_one_child(touchpoint, asked: Mapping[str, Sequence[object]]) -> dict:
    """What each run came to, by name; `touchpoint` is the fixture."""
    lists = {name: [str(one) for one in arguments] for name, arguments in asked.items()}
    python = (touchpoint.command[0], "-c", _RUNS)
    ran = touchpoint(stdin=json.dumps(lists).encode(), command=python)
    assert (0, "") == (ran.code, ran.err)
    return {
        name: evolve(ran, code=code, out=out, err=err)
        for name, (code, out, err) in json.loads(ran.out).items()
    }
