"""The engine against bare loops: the same rules over the same frozen objects, in one process.

`python benchmarks/engine.py [ENTRIES …]`

The bare side is what one would write without an engine: for each rule of trade's ordinance that a
register can answer, one loop over the objects with the condition written out, sharing the same
look-up tables. Both sides run in turn, seven times; the ratio is of the medians of CPU time.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from synthetic import lawful

from touchpoint_model import Register, agency
from touchpoint_model.model.clients import ClientKind
from touchpoint_model.model.text import normalise
from touchpoint_model.model.view import Standing, View
from touchpoint_model.norms import INDICATORS
from touchpoint_model.norms.wording import heads, is_agency_act, names_persons
from touchpoint_model.rules.engine import judge

DAY = date(2024, 4, 1)
ROUNDS = 7
LIMITS = ("health", "incapacity", "digital-skills")
WAYS = ("information-system", "online-channel")


def bare(view: View) -> tuple[list[tuple[str, object]], set[str]]:
    """Every rule of trade that a register can answer, each as a loop of its own."""
    faults: list[tuple[str, object]] = []
    absent: set[str] = set()
    register, vocabulary, points = view.register, view.vocabulary, view.points
    other = vocabulary.other_need
    processes = [(direction, p) for direction in register.directions for p in direction.processes]
    for _, process in processes:  # ND01
        for entry in process.entries:
            if not entry.needs:
                if entry.needs is None:
                    absent.add("needs")
                else:
                    faults.append(("ND01", entry))
    for _, process in processes:  # ND02
        for entry in process.entries:
            for need in entry.needs or ():
                if need.category is None or need.category == other:
                    faults.append(("ND02", need))
    for _, process in processes:  # ND03
        for entry in process.entries:
            for need in entry.needs or ():
                if is_agency_act(need.text):
                    faults.append(("ND03", need))
    for _, process in processes:  # ND04
        for entry in process.entries:
            for need in entry.needs or ():
                if len(heads(need.text)) > 1 or (";" in need.text and ";" in need.text.strip(" ;")):
                    faults.append(("ND04", need))
    for _, process in processes:  # ND05
        categories = (need.category for entry in process.entries for need in entry.needs or ())
        if all(category == "result" for category in categories):
            faults.append(("ND05", process))
    for _, process in processes:  # TP01
        for entry in process.entries:
            if points[entry.touchpoint].standing is Standing.TYPE:
                faults.append(("TP01", entry))
    for _, process in processes:  # TP02
        for entry in process.entries:
            standing = points[entry.touchpoint].standing
            if standing is not Standing.LISTED and standing is not Standing.TYPE:
                faults.append(("TP02", entry))
    for _, process in processes:  # TP03
        keys = [points[entry.touchpoint].key for entry in process.entries]
        if len(set(keys)) != len(keys):
            faults.append(("TP03", process))
    for _, process in processes:  # TP04
        for entry in process.entries:
            if entry.cell is not None or points[entry.touchpoint].touchpoint.also:
                faults.append(("TP04", entry))
    used = {points[entry.touchpoint].touchpoint.kind for entry in register.entries}
    for concept in vocabulary.listed:  # TP05
        if concept.code not in used:
            faults.append(("TP05", concept))
    for direction in register.directions:  # TP06
        flags = {
            points[e.touchpoint].touchpoint.key for p in direction.processes for e in p.entries
        }
        if flags and True not in flags:
            absent.add("key")
    for _, process in processes:  # TP07
        for entry in process.entries:
            basis = entry.basis
            if basis is None:
                basis = points[entry.touchpoint].touchpoint.basis
            if not basis:
                if basis is None:
                    absent.add("basis")
                else:
                    faults.append(("TP07", entry))
    for direction, process in processes:  # TP08
        if (process.client or direction.client) is not ClientKind.INTERNAL:
            for entry in process.entries:
                if points[entry.touchpoint].internal:
                    faults.append(("TP08", entry))
    if register.usage is None:  # TP10
        absent.add("usage")
    for _, process in processes:  # CH01
        for entry in process.entries:
            point = points[entry.touchpoint]
            if not entry.channels and point.channel is None and not point.touchpoint.types:
                faults.append(("CH01", entry))
    for _, process in processes:  # CH02
        for entry in process.entries:
            if not entry.channels:
                continue
            point = points[entry.touchpoint]
            if point.channel is None or point.standing is not Standing.LISTED:
                continue
            if entry.channels != (point.channel,):
                faults.append(("CH02", entry))
    for _, process in processes:  # CH03
        for entry in process.entries:
            known = points[entry.touchpoint].concept
            if "digital" in view.channels(entry) and (known is None or known.way in WAYS):
                break
        else:
            faults.append(("CH03", process))
    for _, process in processes:  # CH04
        for entry in process.entries:
            if "offline" in view.channels(entry):
                break
        else:
            faults.append(("CH04", process))
    for _, process in processes:  # CH05
        missing = set(LIMITS)
        for entry in process.entries:
            missing -= points[entry.touchpoint].serves
            if not missing:
                break
        else:
            faults.append(("CH05", process))
    for _, process in processes:  # CH06
        if process.history_access is None:
            absent.add("history_access")
        elif not process.history_access:
            faults.append(("CH06", process))
    for _, process in processes:  # PT01
        for entry in process.entries:
            if entry.particulars is None:
                absent.add("particulars")
            elif not entry.particulars.strip():
                faults.append(("PT01", entry))
    for direction, process in processes:  # ST03, by client and direction
        client = process.client or direction.client
        if client not in (None, ClientKind.ANY, ClientKind.EXTERNAL):
            faults.append(("ST03", process))
        if direction.kind not in (None, "control"):
            faults.append(("ST03", process))
    for _, process in processes:  # ST03, by legal form
        if names_persons(process.name) or set(process.legal_forms or ()) - {"organisation"}:
            faults.append(("ST03", process))
    for direction in register.directions:  # ST05
        if direction.columns is not None and len(set(map(normalise, direction.columns))) != 5:
            faults.append(("ST05", direction))
    one_stop = 0
    for _, process in processes:  # the measure of simplicity, 2.9.1
        met = [{need.category for need in entry.needs or ()} for entry in process.entries]
        one_stop += any(some == set().union(*met) for some in met)
    faults.append(("2.9.1", one_stop / max(len(processes), 1)))
    return faults, absent


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    trade = agency("trade")
    print("entries  engine s  bare s  ratio  entries/s  findings  peak MiB")
    for size in sizes:
        register = lawful(size)

        def engine(register: Register = register) -> int:
            view = View(register, trade.vocabulary)
            report = judge(
                view, acts=trade.acts, clauses=trade.clauses, indicators=INDICATORS, on=DAY
            )
            return len(report.findings)

        def loops(register: Register = register) -> int:
            view = View(register, trade.vocabulary)
            return len(bare(view)[0])

        mine, theirs = timed(engine, loops)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:7}  {mine:8.3f}  {theirs:6.3f}  {mine / theirs:5.2f}  {size / mine:9.0f}"
            f"  {engine():8}  {peak:8.0f}"
        )


def timed(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """The medians of CPU seconds of two functions, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for at, function in enumerate((first, second)):
            gc.collect()
            start = time.process_time()
            function()
            times[at].append(time.process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000])
