"""Mutants tried in living code: the tests are collected once, and each mutant is a forked child.

A child gets the changed function's code put into the function that is already there, and runs the
tests that pass through the changed lines, those first that have killed a neighbour, then the
quickest. Nothing is written to disk, and an endless loop ends by an alarm. What is done at import
cannot be tried so; `fresh.py` tries it.
"""

from __future__ import annotations

import functools
import gc
import os
import pickle
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol
from attrs import field, frozen, mutable

from .mutants import Mutant

__all__ = ["Trial"]

_MUTATED = ("touchpoint_model.norms", "touchpoint_model.rules")
_MEMORY = 4 << 30  # bytes that a child may take
_DYING = 30.0  # seconds a child may take beyond its tests


@frozen
class _Baseline:
    """The tests without a mutant: seconds of each, and those that pass through a statement."""

    seconds: Mapping[str, float]
    passing: Mapping[tuple[str, int], frozenset[str]]
    broken: tuple[str, ...]


@mutable
class Trial:
    """A pytest plug-in that tries mutants in place of running the tests.

    Attributes:
        paths: of the modules, by name. told: where the modules tell of the statements that run.
        verdicts: `killed` or `survived`; a mutant that is done at import gets none.
        say: hears of each verdict as it falls. broken: the tests that fail without any mutant.
    """

    mutants: Sequence[Mutant]
    paths: Mapping[str, Path]
    told: set[tuple[str, int]]
    say: Callable[[Mutant, str], None]
    verdicts: dict[Mutant, str] = field(factory=dict)
    broken: tuple[str, ...] = ()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        early = frozenset(self.told)
        baseline = _baseline(session, self.told)
        self.broken = baseline.broken
        if session.testsfailed:
            self.broken = ("the collection of the tests", *self.broken)
        if self.broken:
            return True
        for path in self.paths.values():
            _living(str(path))
        gc.freeze()  # what is frozen is not found any more, but children share its memory
        killers: Counter[tuple[str, str, str]] = Counter()
        items = {item.nodeid: item for item in session.items}
        for mutant in self.mutants:
            module, function = mutant.module, mutant.function
            touched = {(module, line) for line in range(mutant.lines[0], mutant.lines[1] + 1)}
            patches = list(_patches(self.paths[module], mutant))
            names = {name for one in touched for name in baseline.passing.get(one, ())}
            ordered = _ordered(names, baseline.seconds, killers, (module, function))
            killer = None
            if patches and ordered:
                limit = 3 * sum(baseline.seconds[one] for one in ordered) + _DYING
                killer = _try(patches, [items[one] for one in ordered], limit)
            if killer is not None:
                killers[module, function, killer] += 1
            if killer is not None or (patches and touched.isdisjoint(early)):
                self.verdicts[mutant] = "survived" if killer is None else "killed"
                self.say(mutant, self.verdicts[mutant])
        return True


def _ordered(
    names: Iterable[str],
    seconds: Mapping[str, float],
    killers: Mapping[tuple[str, str, str], int],
    place: tuple[str, str],
) -> list[str]:
    """Those first that killed a neighbour; then by turns, each test function its share of time."""
    spent: dict[str, float] = {}
    turns = {}
    for name in sorted(names, key=seconds.__getitem__):
        family = name.partition("[")[0]
        spent[family] = spent.get(family, 0.0) + seconds[name]
        turns[name] = (-killers[*place, name], spent[family])
    return sorted(turns, key=turns.__getitem__)


def _baseline(session: pytest.Session, told: set[tuple[str, int]]) -> _Baseline:
    """Run each test for itself in a child, with caches empty, so that all it needs is seen."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        _silence()
        with os.fdopen(write, "wb") as out:
            pickle.dump(_measured(session, told), out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        found: _Baseline = pickle.load(answer)
    os.waitpid(child, 0)
    return found


def _measured(session: pytest.Session, told: set[tuple[str, int]]) -> _Baseline:
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ours = [one for one in caches if one.__module__.startswith(_MUTATED)]
    seconds: dict[str, float] = {}
    broken = []
    passing: dict[tuple[str, int], set[str]] = {}
    for item in session.items:
        for one in ours:
            one.cache_clear()
        told.clear()
        began = time.perf_counter()
        if not _passes(item, None):
            broken.append(item.nodeid)
        seconds[item.nodeid] = time.perf_counter() - began
        for statement in told:
            passing.setdefault(statement, set()).add(item.nodeid)
    by_statement = {one: frozenset(names) for one, names in passing.items()}
    return _Baseline(seconds, by_statement, tuple(broken))


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=following)
    return not any(one.failed for one in reports)


def _try(
    patches: Sequence[tuple[FunctionType, CodeType]], tests: Sequence[pytest.Item], limit: float
) -> str | None:
    """The test that kills the mutant (or `time`), None if it survives."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(limit) + 1)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        _silence()
        for function, code in patches:
            function.__code__ = code
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            if not _passes(test, following):
                os.write(write, test.nodeid.encode())
                os._exit(1)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told_by:
        killer = told_by.read()
    _, status = os.waitpid(child, 0)
    return None if status == 0 else killer or "time"


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _patches(path: Path, mutant: Mutant) -> Iterator[tuple[FunctionType, CodeType]]:
    """Living functions and the code that each gets; none if the change is not in a function."""
    old = _unchanged(path)
    new = compile(mutant.source, str(path), "exec", dont_inherit=True)
    pairs = list(_pairs(old, new))
    if pairs and all(one is not None for one in pairs):
        living = _living(str(path))
        for before, after in pairs:
            for function in living.get((before.co_qualname, before.co_firstlineno), ()):
                yield function, after


@functools.cache
def _unchanged(path: Path) -> CodeType:
    return compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True)


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType] | None]:
    """The outermost functions that differ; None where what is outside of functions does."""
    before, after = _inner(old), _inner(new)
    if len(before) != len(after) or _outside(old) != _outside(new):
        yield None
        return
    for one, other in zip(before, after, strict=True):
        if one == other:
            continue
        if one.co_flags & 0x2:  # CO_NEWLOCALS: a function, not a class body
            yield one, other
        else:
            yield from _pairs(one, other)


def _inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _outside(code: CodeType) -> tuple[object, ...]:
    consts = [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]
    return (code.co_code, consts, code.co_names)


@functools.cache
def _living(path: str) -> dict[tuple[str, int], list[FunctionType]]:
    found: dict[tuple[str, int], list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            code = one.__code__
            found.setdefault((code.co_qualname, code.co_firstlineno), []).append(one)
    return found
