"""Bad input: exit code 2, one line on stderr that names the place, and nothing else."""

import json
from pathlib import Path

import pytest
from attrs import evolve

REFUSED = (2, "")
HEAD = '{"schema": "touchpoint-register/1", "agency": "trade", "title": "t", "directions": '
GOOD = f"{HEAD}[]}}"
WAIVER = {
    "rule": '"no-offline-alternative"',
    "reason": '"так решено"',
    "owner": '"отдел"',
    "expires": "2030-01-01",
}


def waiver(**changed: str | None) -> bytes:
    told = {key: value for key, value in {**WAIVER, **changed}.items() if value is not None}
    lines = ["# исключения", "[[waiver]]", *(f"{key} = {value}" for key, value in told.items())]
    return "\n".join(lines).encode()


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def register(**changed: object) -> bytes:
    return json.dumps({**json.loads(GOOD), **changed}).encode()


# what the file holds, how messages name the place in it
FILES = {
    "not-json": ("это не перечень".encode(), ":1:1"),
    "cut-short": (GOOD[:-1].encode(), ":1:"),
    "json-second-line": (b'{\n"schema" 1}', ":2:"),
    "empty": (b"", ""),
    "blank": (b" \n\t\n", ""),
    "byte-order-mark-only": (b"\xef\xbb\xbf", ""),
    "object": (b'{"a": 1}', ""),
    "array": (b"[]", ""),
    "null": (b"null", ""),
    "text": ('"перечень"'.encode(), ""),
    "number": (b"12", ""),
    "other-version": (register(schema="touchpoint-register/2"), "schema"),
    "schema-of-two-lines": (register(schema="a\nb"), "schema"),
    "schema-not-text": (register(schema=["touchpoint-register/1"]), "schema"),
    "a-report": (register(schema="touchpoint-report/1"), "schema"),
    "unknown-field": (register(colour="red"), ""),
    "unknown-agency": (register(agency="nowhere"), ""),
    "no-agency": (register(agency=""), ""),
    "agency-of-two-lines": (register(agency="a\nb"), ""),
    "wrong-type": (register(title=5), "title"),
    "text-for-list": (register(directions="abc"), "directions"),
    "list-of-wrong": (register(directions=[1]), "directions[0]"),
    "dangling": (
        register(
            directions=[
                {"name": "d", "processes": [{"name": "p", "entries": [{"touchpoint": "x\ny"}]}]}
            ]
        ),
        "directions[0].processes[0].entries[0].touchpoint",
    ),
    "unknown-clause-attested": (
        register(
            attestations=[
                {
                    "clause": "99.9",
                    "evidence": "e",
                    "author": "a",
                    "date": "2024-01-01",
                    "expires": "2030-01-01",
                }
            ]
        ),
        "attestations[0]",
    ),
    "no-date": (register(revision_date="2024-02-30"), "revision_date"),
    "nested-100": (nested(100).encode(), ""),
    "nested-100-inside": (f"{HEAD}{nested(100)}}}".encode(), "directions[0]"),
    "nested-1000-inside": (f"{HEAD}{nested(1000)}}}".encode(), ""),
    "nested-100000": (nested(100_000).encode(), ""),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xfe", ""),
    "utf-16": (GOOD.encode("utf-16"), ""),
    "not-utf-8": (GOOD.replace('"t"', '"ж"').encode("cp1251"), ""),
    "lone-surrogate": (GOOD.replace('"t"', '"\\ud800"').encode(), ""),
}


def assert_refused(ran, *places: str) -> None:
    assert "Traceback" not in ran.err
    refused = (ran.code, ran.out)
    assert refused == REFUSED
    assert [ran.err.strip()] == ran.err.splitlines()
    assert not [place for place in places if place not in ran.err], ran.err


def listing(folder: Path) -> dict[str, int]:
    return {str(one): one.stat().st_size for one in sorted(folder.rglob("*"))}


@pytest.fixture(scope="module")
def files(touchpoint, tmp_path_factory):
    """What checking each bad file came to, and what was written meanwhile."""
    folder = tmp_path_factory.mktemp("files")
    for name, (content, _) in FILES.items():
        (folder / f"{name}.json").write_bytes(content)
    before = listing(folder)
    ran = touchpoint.each(
        {name: ("check", folder / f"{name}.json", "-o", folder / f"{name}.txt") for name in FILES}
    )
    return ran, sorted(listing(folder).items() - before.items())


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_its_place(files, name):
    ran, _ = files
    _, place = FILES[name]

    assert_refused(ran[name], f"{name}.json", place)


def test_nothing_is_written_for_a_bad_file(files):
    _, written = files

    assert not written


@pytest.mark.parametrize("filling", ["noise", "nothing-but-brackets", "right-head"])
def test_fifty_megabytes_of_garbage_are_refused(touchpoint, tmp_path, filling):
    size = 50 * 2**20
    content = {
        "noise": bytes(range(256)) * (size // 256),
        "nothing-but-brackets": b"[" * size,
        "right-head": f"{HEAD}[{'17,' * (size // 3)}0]}}".encode(),
    }[filling]
    file = tmp_path / "large.json"
    file.write_bytes(content)

    ran = touchpoint("check", file)

    assert_refused(ran, str(file))
    assert len(ran.err) < 10_000


# arguments after `touchpoint`, in a folder with good.json; what the line must name
REQUESTS = {
    "missing-file": (("check", "nowhere.json"), ("nowhere.json",)),
    "missing-folder": (("check", "nowhere/a.json"), ("nowhere/a.json",)),
    "folder-without-registers": (("check", "bare"), ("bare",)),
    "glob-without-registers": (("check", "bare/*.json"), ("bare/*.json",)),
    "unknown-agency": (("check", "good.json", "--agency", "nowhere"), ("nowhere",)),
    "wrong-day": (("check", "good.json", "--on", "31.04.2024"), ("--on", "31.04.2024")),
    "no-such-day": (("check", "good.json", "--on", "2024-02-30"), ("--on", "2024-02-30")),
    "unknown-language": (("check", "good.json", "--lang", "de"), ("--lang", "de")),
    "unknown-format": (("check", "good.json", "--format", "pdf"), ("--format", "pdf")),
    "unknown-threshold": (("check", "good.json", "--fail-on", "all"), ("--fail-on", "all")),
    "unknown-option": (("check", "good.json", "--sort"), ("--sort",)),
    "unknown-command": (("chekc", "good.json"), ("chekc",)),
    "no-file": (("check",), ("--store",)),
    "nothing-to-explain": (("explain",), ("CLAUSE",)),
    "output-into-missing-folder": (("check", "good.json", "-o", "x/r.txt"), ("x/r.txt",)),
    "output-over-folder": (("check", "good.json", "-o", "bare"), ("bare",)),
    "missing-waivers": (("check", "good.json", "--waivers", "w.toml"), ("w.toml",)),
    "missing-baseline": (("check", "good.json", "--baseline", "b.json"), ("b.json",)),
    "unknown-schema": (("schema", "register-9"), ("register-9",)),
    "graph-extension": (("graph", "good.json", "g.png"), ("g.png",)),
    "graph-into-missing-folder": (("graph", "good.json", "x/g.json"), ("x/g.json",)),
    "graph-of-missing-file": (("graph", "nowhere.json", "g.json"), ("nowhere.json",)),
    "graph-of-folder": (("graph", "bare", "g.json"), ("bare",)),
    "graph-of-bad-file": (("graph", "bad.json", "g.json"), ("bad.json",)),
    "explain-nothing-known": (("explain", "XX99"), ("XX99",)),
    "explain-unknown-agency": (("explain", "TP03", "--agency", "nowhere"), ("nowhere",)),
    "coverage-unknown": (("coverage", "--agency", "nowhere"), ("nowhere",)),
    "compare-unknown": (("compare", "trade", "nowhere"), ("nowhere",)),
    "inspect-unknown": (("agency", "check", "nowhere"), ("nowhere",)),
    "verify-missing": (("agency", "verify", "trade", "--text", "act.txt"), ("act.txt",)),
    "verify-binary": (("agency", "verify", "trade", "--text", "binary.txt"), ("binary.txt",)),
    "verify-other-text": (("agency", "verify", "trade", "--text", "good.json"), ("good.json",)),
    "verify-unknown-act": (
        ("agency", "verify", "trade", "--text", "good.json", "--act", "charter"),
        ("charter",),
    ),
}


@pytest.fixture(scope="module")
def requests(touchpoint, tmp_path_factory):
    """What each wrong request came to, and what was written meanwhile."""
    folder = tmp_path_factory.mktemp("requests")
    (folder / "good.json").write_text(GOOD)
    (folder / "bad.json").write_text("no")
    (folder / "binary.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "bare").mkdir()
    before = listing(folder)
    ran = evolve(touchpoint, cwd=folder).each({name: one for name, (one, _) in REQUESTS.items()})
    return ran, sorted(listing(folder).items() - before.items())


@pytest.mark.parametrize("name", REQUESTS)
def test_a_wrong_request_is_refused_with_its_place(requests, name):
    ran, _ = requests
    _, places = REQUESTS[name]

    assert_refused(ran[name], *places)


def test_nothing_is_written_for_a_wrong_request(requests):
    _, written = requests

    assert not written


WAIVERS = {
    **{f"no-{key}": (waiver(**{key: None}), ":2", key) for key in WAIVER},
    **{f"blank-{key}": (waiver(**{key: '" "'}), ":2", key) for key in ("rule", "reason", "owner")},
    "date-as-text": (waiver(expires='"2030-01-01"'), ":6", "expires"),
    "no-date": (waiver(expires="2030-02-30"), "", "date"),
    "moment": (waiver(expires="2030-01-01T00:00:00"), ":6", "expires"),
    "unknown-key": (waiver(until="2030-01-01"), ":7", "until"),
    "number-for-text": (waiver(owner="5"), ":5", "owner"),
    "no-such-clause-address": (waiver(clause='"пункт 2"'), ":2", "пункт 2"),
    "second": (waiver() + b"\n" + waiver(owner=None), ":8", "owner"),
    "inline": (b'waiver = [{rule = "TP03"}]', ":1", "reason"),
    "unknown-table": (b"[[exception]]", "", "exception"),
    "one-table": (b"[waiver]", "", "waiver"),
    "numbers": (b"waiver = [1]", "", "waiver"),
    "not-toml": (b"rule: TP03", ":1", "TOML"),
    "not-utf-8": ("# исключения".encode("cp1251"), "", "UTF-8"),
    "cut-short": (b"[[waiver", "", "TOML"),
}


@pytest.fixture(scope="module")
def waivers(touchpoint, trade, tmp_path_factory):
    folder = tmp_path_factory.mktemp("waivers")
    for name, (content, *_) in WAIVERS.items():
        (folder / f"{name}.toml").write_bytes(content)
    return touchpoint.each(
        {name: ("check", trade, "--waivers", folder / f"{name}.toml") for name in WAIVERS}
    )


@pytest.mark.parametrize("name", WAIVERS)
def test_a_wrong_waivers_file_is_refused_with_file_and_line(waivers, name):
    _, line, named = WAIVERS[name]

    assert_refused(waivers[name], f"{name}.toml{line}", named)


BASELINES = {
    "not-json": b"{",
    "empty": b"",
    "register": GOOD.encode(),
    "other-version": b'{"schema": "touchpoint-report/2", "findings": []}',
    "text": b'"touchpoint-report/1"',
    "nested": nested(100_000).encode(),
    "not-utf-8": b'"\xff"',
    "findings-not-list": b'{"schema": "touchpoint-report/1", "findings": 5}',
    "finding-without-fingerprint": b'{"schema": "touchpoint-report/1", "findings": [{}]}',
}


@pytest.fixture(scope="module")
def baselines(touchpoint, trade, tmp_path_factory):
    folder = tmp_path_factory.mktemp("baselines")
    for name, content in BASELINES.items():
        (folder / f"{name}.json").write_bytes(content)
    return touchpoint.each(
        {name: ("check", trade, "--baseline", folder / f"{name}.json") for name in BASELINES}
    )


@pytest.mark.parametrize("name", BASELINES)
def test_a_wrong_baseline_is_refused(baselines, name):
    assert_refused(baselines[name], f"{name}.json")


def test_standard_input_is_named_as_a_dash(touchpoint):
    ran = touchpoint("check", "-", stdin=b"not JSON")

    assert_refused(ran, "-")


def test_a_wrong_language_of_the_environment_is_refused(touchpoint, trade):
    ran = touchpoint("check", trade, env={"TOUCHPOINT_LANG": "de"})

    assert_refused(ran, "de")
