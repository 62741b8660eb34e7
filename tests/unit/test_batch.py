"""Checking many files: any executor, in order, each file by itself."""

import json
import multiprocessing
import pickle
import shutil
import threading
from concurrent.futures import (
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from datetime import date
from pathlib import Path

import pytest

from touchpoint_model.batch import CheckedFile, check_bytes, check_files
from touchpoint_model.formats.document import Limits
from touchpoint_model.model.errors import (
    Flaw,
    ModelError,
    PluginError,
    ReadError,
    RuleCrash,
    UsageError,
)
from touchpoint_model.model.findings import Report
from touchpoint_model.model.text import Text
from touchpoint_model.rules.waiver import Waiver

from .printed_forms import FORMS

DAY = date(2024, 4, 1)
SAID = Text(ru="нельзя", en="no")
ERRORS = (
    ReadError(SAID, "a.xlsx: Лист1", [Flaw("title", SAID), Flaw("", SAID)]),
    ModelError(SAID, [Flaw("touchpoints[0].id", SAID)]),
    UsageError(SAID),
    PluginError(SAID, "rules.py:5"),
    RuleCrash(SAID, "rules.py:6"),
)


class Backwards(Executor):
    """Runs what it was given in reverse order, when the first result is asked for."""

    def __init__(self):
        self.jobs = []
        self.ran = []

    def submit(self, function, /, *arguments, **named):
        future = Asked(self)
        self.jobs.append((future, function, arguments, named))
        return future

    def run(self):
        while self.jobs:
            future, function, arguments, named = self.jobs.pop()
            if future.set_running_or_notify_cancel():
                self.ran.append(arguments[0])
                try:
                    future.set_result(function(*arguments, **named))
                except Exception as reason:
                    future.set_exception(reason)


class Asked(Future):
    def __init__(self, executor):
        super().__init__()
        self.executor = executor

    def result(self, timeout=None):
        self.executor.run()
        return super().result(timeout)


class Held(Executor):
    """Runs a job only when its own result is asked for; counts what was given up."""

    def __init__(self):
        self.futures = []

    def submit(self, function, /, *arguments, **named):
        future = Late(lambda: function(*arguments, **named))
        self.futures.append(future)
        return future


class Late(Future):
    def __init__(self, job):
        super().__init__()
        self.job = job

    def result(self, timeout=None):
        if self.set_running_or_notify_cancel():
            self.set_result(self.job())
        return super().result(timeout)


def in_processes():
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> list[Path]:
    """Good registers of every format, and bad files between them."""
    folder = tmp_path_factory.mktemp("many")
    named = []
    for at, (name, (make, _)) in enumerate(FORMS.items()):
        named.append(folder / f"{9 - at}-{name}")
        named[-1].write_bytes(make())
        if at % 3 == 0:
            named.append(folder / f"{9 - at}-bad.json")
            named[-1].write_text("no")
    named.append(folder / "nowhere.docx")
    return named


def told(results) -> list[tuple]:
    """What can be compared: an error is equal to no other."""
    return [
        (one.path, one.result if isinstance(one.result, Report) else one.result.say())
        for one in results
    ]


@pytest.fixture(scope="module")
def plain(paths):
    return told(check_files(paths, "trade", on=DAY))


def test_results_stand_in_the_order_of_the_files(paths, plain):
    assert [str(one) for one in paths] == [path for path, _ in plain]
    assert [path.name for path in paths if "bad" in path.name or "nowhere" in path.name] == [
        Path(path).name for path, result in plain if not isinstance(result, Report)
    ]


@pytest.mark.parametrize(
    "executor",
    [
        ThreadPoolExecutor,
        in_processes,
        Backwards,
        Held,
    ],
    ids=["threads", "processes", "backwards", "held"],
)
def test_any_executor_gives_the_same_in_the_same_order(paths, plain, executor):
    with executor() as pool:
        assert plain == told(check_files(paths, "trade", on=DAY, executor=pool))


def test_work_is_given_to_the_executor(paths):
    backwards = Backwards()
    list(check_files(paths, "trade", on=DAY, executor=backwards))

    assert [str(one) for one in reversed(paths)] == backwards.ran


def test_many_files_go_to_other_processes_and_give_equal_reports(paths, plain):
    times = 26 // len(paths) + 1
    found = list(check_files(paths * times, "trade", on=DAY))

    assert len(found) > 24
    assert plain * times == told(found)


def test_few_files_are_checked_one_by_one(paths):
    """Nothing is read before it is asked for."""
    later = paths[0].parent / "later.json"
    found = check_files([paths[0], later], "trade", on=DAY)
    assert isinstance(next(found).result, Report)
    later.write_text(
        '{"schema": "touchpoint-register/1", "agency": "trade", "title": "t", "directions": []}'
    )

    assert isinstance(next(found).result, Report)
    later.unlink()


def test_no_files_give_no_results():
    assert [] == list(check_files([], on=DAY))
    assert [] == list(check_files([], on=DAY, executor=Held()))


def test_who_leaves_early_calls_the_rest_off(paths):
    held = Held()
    found = check_files(paths, "trade", on=DAY, executor=held)
    next(found)
    found.close()

    assert [False] + [True] * (len(paths) - 1) == [one.cancelled() for one in held.futures]


def test_who_leaves_a_pool_early_is_not_kept_waiting(paths):
    before = threading.active_count()
    found = check_files(paths * 3, "trade", on=DAY)
    assert str(paths[0]) == next(found).path
    found.close()

    assert [] == multiprocessing.active_children()
    assert before == threading.active_count()


@pytest.mark.parametrize("executor", [None, Held()], ids=["alone", "executor"])
def test_an_unknown_agency_is_told_at_once(paths, executor):
    with pytest.raises(UsageError) as caught:
        check_files(paths, "nowhere", on=DAY, executor=executor)

    assert "nowhere" in caught.value.say("en")


def test_an_agency_that_a_file_names_and_nobody_has_is_that_files_fault(tmp_path, root_register):
    foreign = tmp_path / "foreign.json"
    foreign.write_text(json.dumps(root_register | {"agency": "nowhere"}), "utf-8")
    ours = tmp_path / "ours.json"
    ours.write_text(json.dumps(root_register), "utf-8")
    first, second = check_files([foreign, ours], on=DAY)

    assert isinstance(first.result, ReadError)
    assert (str(foreign), True) == (first.result.place, "nowhere" in first.result.say("en"))
    assert isinstance(second.result, Report)


@pytest.fixture(scope="module")
def root_register() -> dict:
    file = Path(__file__).parents[2] / "examples/registers/trade.json"
    return json.loads(file.read_text("utf-8"))


def test_a_document_that_names_no_agency_is_that_files_fault(paths):
    (found,) = check_files(paths[:1], on=DAY)

    assert isinstance(found.result, ReadError)
    assert str(paths[0]) == found.result.place


def test_codes_that_the_agency_has_not_are_the_files_fault(tmp_path, root_register):
    wrong = json.loads(json.dumps(root_register))
    wrong["touchpoints"][0]["kind"] = "no-such-kind"
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(wrong), "utf-8")
    (found,) = check_files([file], on=DAY)

    assert isinstance(found.result, ReadError)
    assert "no-such-kind" in found.result.say()


@pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
def test_errors_come_whole_out_of_other_processes(error):
    back = pickle.loads(pickle.dumps(error))

    assert type(error) is type(back)
    assert vars(error) == vars(back)
    assert [error.say("ru"), error.say("en")] == [back.say("ru"), back.say("en")]


def test_a_result_comes_whole_out_of_another_process(plain):
    for path, result in plain:
        checked = CheckedFile(path, result)
        assert checked == pickle.loads(pickle.dumps(checked))


CRASHING = '''
from pathlib import Path
from touchpoint_model.author import Process, Text, Verdict, load, rule

@rule("XX01", name="crash", message=Text("а", "a"), fix=Text("б", "b"))
def crash(process: Process) -> Verdict:
    """It breaks."""
    yield 1 / 0

agency = load(Path(__file__).parent, rules=[crash])
'''


@pytest.fixture
def crashing(tmp_path, monkeypatch, root_register):
    """Registers of an installed agency whose rule breaks."""
    package = tmp_path / "site" / "touchpoint_ruined"
    like = Path(__file__).parents[2] / "agencies/touchpoint_trade"
    shutil.copytree(like, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").write_text(CRASHING, "utf-8")
    for name, old, new in (
        ("agency.toml", '"trade"', '"ruined"'),
        ("procedure.toml", '"duplicate-touchpoint"', '"crash"'),
    ):
        text = (package / name).read_text("utf-8")
        assert old in text
        (package / name).write_text(text.replace(old, new, 1), "utf-8")
    info = tmp_path / "site" / "touchpoint_ruined-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: touchpoint_ruined\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[touchpoint_model.agencies]\nruined = touchpoint_ruined:agency\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    good, bad = tmp_path / "good.json", tmp_path / "ruined.json"
    good.write_text(json.dumps(root_register), "utf-8")
    bad.write_text(json.dumps(root_register | {"agency": "ruined"}), "utf-8")
    return [good, bad, good]


@pytest.mark.parametrize(
    "executor",
    [None, Backwards, ThreadPoolExecutor, in_processes],
    ids=["alone", "backwards", "threads", "processes"],
)
def test_a_rule_that_breaks_stops_the_run(crashing, executor):
    pool = executor() if executor else None
    found = check_files(crashing, on=DAY, executor=pool)

    assert isinstance(next(found).result, Report)
    with pytest.raises(RuleCrash) as caught:
        next(found)
    assert "touchpoint_ruined" in caught.value.place


def test_limits_hold_for_every_file(paths):
    results = list(check_files(paths[:1], "trade", on=DAY, limits=Limits(cells=10)))

    assert isinstance(results[0].result, ReadError)
    assert "10" in results[0].result.say()


def test_waivers_and_baseline_hold_for_every_file(paths, plain):
    waiver = Waiver(rule="TP02", reason="r", owner="o", expires=DAY)
    known = {one.fingerprint for one in plain[0][1].findings if one.code == "ND03"}
    found = list(
        check_files(paths, "trade", on=DAY, waivers=[waiver], baseline=known, executor=Backwards())
    )
    reports = [one.result for one in found if isinstance(one.result, Report)]

    assert [{"waived"}] * len(reports) == [
        {one.status.value for one in report.findings if one.code == "TP02"} for report in reports
    ]
    assert {"baseline"} == {one.status.value for one in reports[0].findings if one.code == "ND03"}


def test_bytes_are_named_and_hashed(paths, plain):
    report = check_bytes(paths[0].read_bytes(), "-", "trade", on=DAY, kind="xlsx")

    assert ("-", plain[0][1].sha256) == (report.path, report.sha256)
    assert plain[0][1].codes() == report.codes()


@pytest.mark.parametrize("kind", ["pdf", ""])
def test_bytes_of_no_known_kind(paths, kind):
    with pytest.raises(UsageError):
        check_bytes(paths[0].read_bytes(), "-", "trade", on=DAY, kind=kind)
