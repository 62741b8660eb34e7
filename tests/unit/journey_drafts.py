"""Short words for journeys that tests write down."""

from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.stations import Station


def told(*steps, **facts):
    return journey("j", "Путь", phase("Этап", *steps), **facts)


def done(id="done", **facts):
    return step(id, "получает", satisfies=True, **{"then": ()} | facts)


def digital(id, **facts):
    return step(id, "пишет", at=id, channel="digital", **facts)


def offline(id, **facts):
    return step(id, "приходит", at=id, channel="offline", **facts)


def serving(journey, **limits):
    """A station of each step; its point serves the limits given by the id of the step."""
    return {
        one.id: Station(
            one,
            None,
            None,
            frozenset([one.channel] if one.channel else []),
            frozenset(limits.get(one.id, ())),
        )
        for one in journey.steps
    }


# the fair: an application is mended until it is right, or refused
FAIR = told(
    step("read", "читает", at="site", hours=0.5),
    step("apply", "подаёт", at="email", hours=1, then={"place": 0.6, "mend": 0.3, "refused": 0.1}),
    step("mend", "исправляет", hours=2, then="apply"),
    step("refused", "получает отказ", at="email", outcome="отказ", then=()),
    done("place", at="office", hours=0.5),
)
