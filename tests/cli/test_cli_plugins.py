"""A broken plug-in stops, with exit code 3, every run that needs it, and no other."""

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
from attrs import evolve

TRADE = "agencies/touchpoint_trade"
CRASHING = '''
from collections.abc import Iterator
from pathlib import Path
from touchpoint_model.author import Process, Text, Verdict, load, rule

@rule("XX01", name="crash", message=Text("а", "a"), fix=Text("б", "b"))
def crash(process: Process) -> Verdict:
    """It breaks."""
    yield 1 / 0

agency = load(Path(__file__).parent, rules=[crash])
'''
LOADING = """
from pathlib import Path
from touchpoint_model.author import load
agency = load(Path(__file__).parent)
"""


def install(site, code: str, source: str, like=None, point: str | None = None):
    """Put an importable package and its entry point into a folder, as an installer would."""
    package = f"touchpoint_{code}"
    if like is not None:
        shutil.copytree(like, site / package, ignore=shutil.ignore_patterns("__pycache__"))
        head = site / package / "agency.toml"
        head.write_text(head.read_text("utf-8").replace('"trade"', f'"{code}"'), "utf-8")
    (site / package).mkdir(exist_ok=True)
    (site / package / "__init__.py").write_text(source, "utf-8")
    info = site / f"{package}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    told = point or f"{code} = {package}:agency"
    (info / "entry_points.txt").write_text(f"[touchpoint_model.agencies]\n{told}\n")
    return site / package


def edit(ledger, old: str, new: str) -> int:
    """Replace the first occurrence; its line, from 1."""
    text = ledger.read_text("utf-8")
    at = text.index(old)
    ledger.write_text(text.replace(old, new, 1), "utf-8")
    return text[:at].count("\n") + 1


@pytest.fixture(scope="module")
def sites(root, tmp_path_factory):
    """A folder for PYTHONPATH for each way of being broken, and the place to be named."""
    like = root / TRADE

    def site(name: str):
        return tmp_path_factory.mktemp(name)

    raising, misnamed, crashing, stranger = map(site, ("raises", "names", "crashes", "strange"))
    install(raising, "ruined", "raise RuntimeError('на две\\nстроки')")
    package = install(misnamed, "ruined", LOADING, like)
    line = edit(package / "procedure.toml", '"duplicate-touchpoint"', '"no-such-rule"')
    broken = install(crashing, "ruined", CRASHING, like)
    edit(broken / "procedure.toml", '"duplicate-touchpoint"', '"crash"')
    install(stranger, "ruined", "agency = 5")
    return {
        "raises": (raising, "touchpoint_ruined"),
        "unknown-rule": (misnamed, f"{package / 'procedure.toml'}:{line}"),
        "not-an-agency": (stranger, "touchpoint_ruined"),
        "rule-crashes": (crashing, f"{broken / '__init__.py'}:"),
    }


@pytest.fixture(scope="module")
def runs(touchpoint, sites, trade):
    asked = {
        "own": ("check", trade, "--agency", "ruined"),
        "own-several": ("check", trade, trade, "--agency", "ruined"),
        "own-coverage": ("coverage", "--agency", "ruined"),
        "compare": ("compare",),
        "inspect": ("agency", "check"),
        "inspect-own": ("agency", "check", "ruined"),
        "list": ("agency", "list", "--format", "json"),
        "list-text": ("agency", "list"),
        "trade": ("check", trade, "--agency", "trade", "--format", "json"),
        "rules": ("rules",),
    }

    def run(name: str, ask: str):
        return touchpoint(*asked[ask], env={"PYTHONPATH": str(sites[name][0])})

    told = {("raises", ask): run("raises", ask) for ask in asked}
    for name in ("unknown-rule", "not-an-agency", "rule-crashes"):
        told[name, "own"] = run(name, "own")
    told["unknown-rule", "list"] = run("unknown-rule", "list")
    return told


STOPPED = [
    *(
        ("raises", ask)
        for ask in ("own", "own-several", "own-coverage", "compare", "inspect", "inspect-own")
    ),
    ("unknown-rule", "own"),
    ("not-an-agency", "own"),
    ("rule-crashes", "own"),
]


@pytest.mark.parametrize("run", STOPPED, ids="-".join)
def test_a_run_that_needs_the_plug_in_stops(runs, sites, run):
    ran, place = runs[run], sites[run[0]][1]

    assert "Traceback" not in ran.err
    assert (ran.code, ran.out) == (3, "")
    assert len(ran.err.splitlines()) == 1
    assert place in ran.err


@pytest.mark.parametrize("ask", ["trade", "rules", "list", "list-text"])
def test_other_runs_go_on(runs, ask):
    ran = runs["raises", ask]

    assert (ran.code, ran.err) == (int(ask == "trade"), "")
    assert ran.out


@pytest.mark.parametrize("name", ["raises", "unknown-rule"])
def test_the_list_shows_it_as_broken(runs, sites, name):
    rows = {row["code"]: row for row in json.loads(runs[name, "list"].out)}

    assert sites[name][1] in rows["ruined"]["error"]
    assert rows["ruined"]["title"] is None
    assert [code for code, row in rows.items() if row["error"]] == ["ruined"]


def test_the_list_as_text_has_one_line_each(runs):
    lines = runs["raises", "list-text"].out.splitlines()

    assert [line.split("\t")[0] for line in lines[1:]] == [
        "administration",
        "agriculture",
        "culture",
        "ruined",
        "trade",
    ]


MISTAKES = {
    "title-without-languages": ("agency.toml", "title", 'title = "Министерство"'),
    "clauses-no-tables": ("order.toml", None, "clause = 5"),
    "rules-as-text": ("order.toml", None, '[[clause]]\nref = "9"\nrules = "missing-need"'),
    "not-toml": ("vocabulary.toml", None, "touchpoint:"),
    "missing": ("annex.toml", None, None),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_folder_is_told_with_its_file(touchpoint, root, tmp_path, name):
    file, key, text = MISTAKES[name]
    folder = tmp_path / "plugin"
    shutil.copytree(root / TRADE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / file
    if text is None:
        path.unlink()
    else:
        lines = path.read_text("utf-8").splitlines()
        kept = [one for one in lines if key is None or not one.startswith(key)]
        head = [text, *kept] if not text.startswith("[[") else [*kept, text]
        path.write_text("\n".join(head), "utf-8")

    ran = touchpoint("agency", "check", folder)

    assert "Traceback" not in ran.err
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, "", 1)
    assert file in ran.err


@pytest.fixture(scope="module")
def broken(root, tmp_path_factory):
    """A folder for PYTHONPATH for each mistake, and what the sentence about it has to name."""
    like = root / TRADE

    def mistaken(name: str, old: str, new: str):
        site = tmp_path_factory.mktemp(name)
        ledger = install(site, "ruined", LOADING, like) / "procedure.toml"
        return site, [f"{ledger}:{edit(ledger, old, new)}: "]

    def pointing(name: str, point: str, source: str = ""):
        site = tmp_path_factory.mktemp(name)
        install(site, "ruined", source, point=f"ruined = {point}")
        return site, [f"touchpoint_ruined 1 (ruined = {point})"]

    twins = tmp_path_factory.mktemp("twins")
    install(twins, "ruined", LOADING, like)
    install(twins, "rival", LOADING, like, "ruined = touchpoint_rival:agency")
    return {
        "toml-syntax": mistaken("toml", 'ref      = "2.6"', 'ref      = "2.6'),
        "clause-twice": mistaken("twice", 'ref      = "1.2"', 'ref      = "1.1"'),
        "unknown-status": mistaken("status", '"automated"', '"automatic"'),
        "no-such-module": pointing("module", "touchpoint_nowhere:agency"),
        "no-such-name": pointing("name", "touchpoint_ruined:agency"),
        "no-entry-point": pointing("form", "not a module!"),
        "two-of-one-code": (
            twins,
            [
                f"touchpoint_{one} 1 (ruined = touchpoint_{one}:agency)"
                for one in ("ruined", "rival")
            ],
        ),
    }


PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "--touchpoint-agency")
NEED_IT = {
    "check": ("check", "{trade}", "--agency", "ruined"),
    "compare": ("compare",),
    "agency-check": ("agency", "check"),
    "agency-check-own": ("agency", "check", "ruined"),
    "pytest": (*PYTEST, "ruined"),
    "pytest-all": (*PYTEST, "all"),
}
DO_NOT = {
    "check-other": ("check", "{trade}", "--agency", "trade"),
    "compare-others": ("compare", "trade", "culture"),
    "agency-check-other": ("agency", "check", "trade"),
    "agency-list": ("agency", "list", "--format", "json"),
    "pytest-other": (*PYTEST, "trade", "--collect-only"),
}
BROKEN = ("toml-syntax", "clause-twice", "unknown-status", "no-such-module", "two-of-one-code")
RUNS = [
    *product(BROKEN, ("check", "compare", "agency-check", "pytest")),
    *product(BROKEN, ("check-other", "agency-check-other", "agency-list", "pytest-other")),
    *product(["two-of-one-code"], ("agency-check-own", "compare-others", "pytest-all")),
    *product(["no-such-name", "no-entry-point"], ("check", "agency-list")),
]


@pytest.fixture(scope="module")
def told(touchpoint, broken, trade, tmp_path_factory):
    """The runs, each with its mistake."""
    child = evolve(touchpoint, cwd=tmp_path_factory.mktemp("empty"))
    asked = {**NEED_IT, **DO_NOT}

    def run(one: tuple[str, str]):
        name, ask = one
        arguments = [part.format(trade=trade) for part in asked[ask]]
        command = (sys.executable, "-m") if ask.startswith("pytest") else None
        return child(*arguments, env={"PYTHONPATH": str(broken[name][0])}, command=command)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(RUNS, pool.map(run, RUNS), strict=True))


@pytest.mark.parametrize("run", [one for one in RUNS if one[1] in NEED_IT], ids="-".join)
def test_a_mistake_stops_every_run_that_needs_the_plug_in(told, broken, run):
    ran, places = told[run], broken[run[0]][1]

    assert (3, 1) == (ran.code, len(ran.err.splitlines())), ran.err
    assert [] == [one for one in places if one not in ran.err]
    assert "Traceback" not in ran.err + ran.out
    assert "" == ran.out.strip()


@pytest.mark.parametrize("run", [one for one in RUNS if one[1] in DO_NOT], ids="-".join)
def test_a_mistake_stops_no_other_run(told, run):
    ran, counted = told[run], "agency-check-other" == run[1]

    assert int("check-other" == run[1]) == ran.code  # that register has findings
    assert (not counted, counted) == (bool(ran.out), bool(ran.err))
    assert "ruined" not in ran.err


@pytest.mark.parametrize("run", [one for one in RUNS if one[1] == "agency-list"], ids="-".join)
def test_the_list_says_what_is_mistaken(told, broken, run):
    rows = {row["code"]: row["error"] for row in json.loads(told[run].out)}

    assert {"ruined"} == {code for code, error in rows.items() if error}
    assert [] == [one for one in broken[run[0]][1] if one not in rows["ruined"]]


@pytest.mark.parametrize("ask", [("agency", "check", "ruined"), (*PYTEST, "ruined")])
def test_a_case_that_is_no_toml_stops_what_reads_cases(touchpoint, root, tmp_path, ask):
    cases = install(tmp_path, "ruined", LOADING, root / TRADE) / "cases"
    (cases / "bad.toml").write_text("[[case]]\ntitle = …\n", "utf-8")
    command = (sys.executable, "-m") if "pytest" in ask else None
    ran = evolve(touchpoint, cwd=tmp_path)(*ask, env={"PYTHONPATH": str(tmp_path)}, command=command)

    assert (3, 1) == (ran.code, len(ran.err.splitlines())), ran.err
    assert f"{cases / 'bad.toml'}:2: " in ran.err
