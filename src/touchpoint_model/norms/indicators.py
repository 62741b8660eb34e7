"""Indicators: principles measured from a register, as numbers and never as a pass.

Every share is of the processes that have at least one row (or of the needs, where it says so),
from 0 to 1; None where there is nothing to measure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import frozen

from ..model.findings import Indicator
from ..model.processes import Process
from ..model.text import Text, normalise
from ..model.touchpoints import Channel
from ..model.view import View

__all__ = ["INDICATORS", "Measure"]


@frozen
class Measure:
    """A named measure: what it tells, in what unit, and how it is computed.

    Calling it with a view and weights gives an `Indicator`; only the level of client-centricity
    uses the weights.
    """

    name: str
    title: Text
    unit: str
    compute: Callable[[View, Mapping[str, float]], float | None]

    def __call__(self, view: View, weights: Mapping[str, float]) -> Indicator:
        value = self.compute(view, weights)
        measured = None if value is None else round(value, 4)
        return Indicator(self.name, measured, self.unit, self.title)


def _share(view: View, test: Callable[[Process, View], bool]) -> float | None:
    told = [process for _, process in view.processes if process.entries]
    return sum(test(one, view) for one in told) / len(told) if told else None


def _of_processes(
    test: Callable[[Process, View], bool],
) -> Callable[[View, Mapping[str, float]], float | None]:
    return lambda view, _: _share(view, test)


def _categories(process: Process) -> set[str]:
    return {
        need.category for entry in process.entries for need in entry.needs or () if need.category
    }


def _digital(process: Process, view: View) -> bool:
    return Channel.DIGITAL.value in view.types(process)


def _offline(process: Process, view: View) -> bool:
    return Channel.OFFLINE.value in view.types(process)


def _accessible(process: Process, view: View) -> bool:
    return _digital(process, view) and _offline(process, view)


def _assistance(process: Process, _: View) -> bool:
    return "consultation" in _categories(process)


def _feedback(process: Process, _: View) -> bool:
    return bool(_categories(process) & {"feedback", "feedback-result"})


def _reasoned(process: Process, _: View) -> bool:
    return "result" in _categories(process)


def _progress(process: Process, _: View) -> bool:
    return "progress" in _categories(process)


def _one_stop(process: Process, _: View) -> bool:
    """Some point of the process meets every need that the process knows.

    Needs of one category are one need; one that was not recognised stands for itself.
    """
    met = [
        {need.category or normalise(need.text) for need in entry.needs or ()}
        for entry in process.entries
    ]
    return set().union(*met) in met


def _uniform(view: View, _: Mapping[str, float]) -> float | None:
    other = view.vocabulary.other_need
    needs = [need for entry in view.register.entries for need in entry.needs or ()]
    named = sum(one.category is not None and one.category != other for one in needs)
    return named / len(needs) if needs else None


def _level(view: View, weights: Mapping[str, float]) -> float | None:
    """The weighted mean of the measures in `weights`; a measure without value is left out."""
    pairs = [(INDICATORS[name].compute(view, {}), weight) for name, weight in weights.items()]
    told = [(value, weight) for value, weight in pairs if value is not None and weight > 0]
    total = sum(weight for _, weight in told)
    return sum(value * weight for value, weight in told) / total if total else None


_ALL = (
    Measure(
        "digital-share",
        Text(ru="доля процессов с цифровой точкой", en="share of processes with a digital point"),
        "share",
        _of_processes(_digital),
    ),
    Measure(
        "offline-share",
        Text(ru="доля процессов с офлайн-точкой", en="share of processes with an offline point"),
        "share",
        _of_processes(_offline),
    ),
    Measure(
        "accessible-share",
        Text(
            ru="доля процессов, доступных и в цифровой, и в офлайн-точке",
            en="share of processes that have both a digital and an offline point",
        ),
        "share",
        _of_processes(_accessible),
    ),
    Measure(
        "assistance-share",
        Text(ru="доля процессов с консультацией", en="share of processes with consultation"),
        "share",
        _of_processes(_assistance),
    ),
    Measure(
        "feedback-share",
        Text(ru="доля процессов с обратной связью", en="share of processes with feedback"),
        "share",
        _of_processes(_feedback),
    ),
    Measure(
        "reasoned-result-share",
        Text(
            ru="доля процессов, где клиент получает результат, ответ или разъяснение",
            en="share of processes where the client gets a result, an answer or an explanation",
        ),
        "share",
        _of_processes(_reasoned),
    ),
    Measure(
        "progress-share",
        Text(
            ru="доля процессов, где клиент узнаёт о ходе дела",
            en="share of processes where the client learns of the progress",
        ),
        "share",
        _of_processes(_progress),
    ),
    Measure(
        "one-stop-share",
        Text(
            ru="доля процессов, все потребности которых удовлетворяются в одной точке",
            en="share of processes all of whose needs are met at one point",
        ),
        "share",
        _of_processes(_one_stop),
    ),
    Measure(
        "uniform-need-share",
        Text(
            ru="доля потребностей, названных в категориях порядка",
            en="share of needs that are named in the ordinance's categories",
        ),
        "share",
        _uniform,
    ),
    Measure(
        "client-centricity-level",
        Text(
            ru="уровень клиентоцентричности: взвешенное среднее показателей принципов",
            en="level of client-centricity: weighted mean of the principles' measures",
        ),
        "share",
        _level,
    ),
)

INDICATORS: Mapping[str, Measure] = MappingProxyType({one.name: one for one in _ALL})
