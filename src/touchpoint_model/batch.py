"""Checking many files: spread over any executor, told in order, no file stops the others."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from pathlib import Path

from attrs import frozen

from .checking import agencies, check, known_ids, known_rules
from .documents import decode, known_kind
from .formats import files
from .formats.document import LIMITS, Limits
from .model.errors import ModelError, ReadError, UsageError
from .model.findings import Report
from .model.journeys import Journey
from .model.text import Text
from .plugins.agency import Agency
from .plugins.discovery import find
from .rules.waiver import Waiver

__all__ = ["CheckedFile", "check_bytes", "check_files"]

_MANY = 24


@frozen
class CheckedFile:
    """One file with the report on it, or why it could not be read."""

    path: str
    result: Report | ReadError


def check_files(
    paths: Iterable[str | Path],
    agency: str | None = None,
    *,
    on: date,
    journeys: Iterable[Journey] | None = None,
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
    executor: Executor | None = None,
    limits: Limits = LIMITS,
) -> Iterator[CheckedFile]:
    """Check many files, each by itself.

    Args:
        paths: of registers in any format that `read` knows.
        agency: code; each file's own if it is not given.
        journeys: of the agency's clients, checked with each register.
        executor: who does the work: threads, processes, a cluster; anything that follows
            `concurrent.futures.Executor`. If absent, this process does it for few files and a pool
            of processes for more than two dozen: a script that is run where processes are
            spawned (Windows, macOS) then needs its `if __name__ == "__main__"`.

    Returns:
        The results in the order of `paths`, each as soon as it and those before it are there. A
        file that cannot be read gives a `ReadError` as its result.

    Raises:
        UsageError: the agency is not installed, or a waiver names a rule that no installed agency
            has. ReadError: a process of the pool was killed. PluginError: a plug-in or a rule is broken.
    """
    if agency is not None:
        find(agency)
    if waivers:
        known_rules(waivers, agencies())
    told = None if journeys is None else tuple(journeys)
    known_ids(told or ())
    job = partial(
        _checked,
        agency=agency,
        on=on,
        journeys=told,
        waivers=tuple(waivers),
        baseline=frozenset(baseline),
        limits=limits,
    )
    named = [str(path) for path in paths]
    if executor is not None:
        return _spread(named, job, executor)
    if len(named) > _MANY and (os.cpu_count() or 1) > 1:
        return _in_a_pool(named, job)
    return map(job, named)


def _in_a_pool(paths: Sequence[str], job: partial[CheckedFile]) -> Iterator[CheckedFile]:
    done = 0
    try:
        with ProcessPoolExecutor() as pool:
            for one in _spread(paths, job, pool):
                yield one
                done += 1
    except BrokenProcessPool:
        raise ReadError(
            Text(
                ru="проверка оборвалась на этом файле или рядом с ним (возможно, не хватило "
                "памяти); проверьте файлы по одному",
                en="the check was cut off at this file or near it (perhaps for want of memory); "
                "check the files one by one",
            ),
            paths[done],
        ) from None


def _spread(
    paths: Sequence[str], job: partial[CheckedFile], executor: Executor
) -> Iterator[CheckedFile]:
    futures = [executor.submit(job, path) for path in paths]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _checked(
    path: str,
    *,
    agency: str | None,
    on: date,
    journeys: Sequence[Journey] | None,
    waivers: Sequence[Waiver],
    baseline: Collection[str],
    limits: Limits,
) -> CheckedFile:
    try:
        data = files.read_bytes(Path(path))
        report = check_bytes(
            data,
            path,
            agency,
            on=on,
            journeys=journeys,
            waivers=waivers,
            baseline=baseline,
            limits=limits,
        )
    except ReadError as error:
        return CheckedFile(path, error)
    return CheckedFile(path, report)


def _own(waivers: Sequence[Waiver], agency: Agency) -> list[Waiver]:
    """The waivers of an agency's rules: one file of waivers may serve several agencies."""
    known = {name for rule in agency.rules for name in (rule.name, rule.code)}
    return [one for one in waivers if one.rule in known]


def check_bytes(
    data: bytes,
    path: str,
    agency: str | None = None,
    *,
    on: date,
    journeys: Iterable[Journey] | None = None,
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
    kind: str | None = None,
    limits: Limits = LIMITS,
) -> Report:
    """Check a register in the bytes of a file; the report names the file and its places.

    Raises:
        ReadError: the file cannot be read, or does not say whose register it is.
        PluginError: a plug-in or a rule is broken.
    """
    known_kind(kind)
    try:
        found = decode(data, path, agency, kind=kind, limits=limits)
        register = found.register
        whose = agency or register.agency
        own = _own(waivers, find(whose)) if whose else waivers
        report = check(register, whose, on=on, journeys=journeys, waivers=own, baseline=baseline)
    except UsageError as error:
        if agency is not None:
            find(agency)  # what is asked for is wrong, not the file
        raise ReadError(error.message, path) from None
    except ModelError as error:
        raise ReadError(error.message, path, error.flaws) from None
    sha256 = hashlib.sha256(data).hexdigest()
    return report.of_file(path, sha256, document=found.document)
