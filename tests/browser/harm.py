"""A register and a journey that mean harm, at every place that a page prints."""

from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.model import draft
from touchpoint_model.model.revisions import ActOfRegister, Actor, Approval, Publication
from touchpoint_model.model.touchpoints import Contact

from .registers import OFFLINE, points

HARM = (
    "<script>window.harmed = 1</script>",
    "<img src=x onerror=window.harmed=1>",
    "\"'><svg/onload=window.harmed=1>",
    "</title></style></textarea></option></select><script>window.harmed = 1</script>",
    "javascript:window.harmed=1",
    "{{ 7 * 7 }}{% raw %}${window.harmed = 1}",
    "<!-- --><base href=//other.example/><meta http-equiv=refresh content=0>",
    "\u202eтекст задом наперёд",
    "ж" * 400,
    "https://other.example/" + "a" * 300,
    "слово\u200bслово\u0301\u0301\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 ﷽",
    "../../../etc/passwd",
    "a\nb\tc",
    "[x](javascript:window.harmed=1) &lt;b&gt; &amp; <b>",
)
CONTACTS = tuple(
    Contact(type, value)
    for type in ("url", "email", "phone", "place", "<img src=x onerror=window.harmed=1>")
    for value in (
        "javascript:window.harmed=1",
        "data:text/html,<script>window.harmed=1</script>",
        '"><script>window.harmed=1</script>',
        "a@example.ru?body=<script>",
        "//other.example/a",
        "HTTPS://user:pass@other.example/",
    )
)


def hostile() -> tm.Register:
    """Every text of it is one of `HARM`."""
    told = tuple(
        tm.Direction(
            text,
            tuple(
                tm.Process(
                    f"{one} {at}",
                    (
                        tm.Entry(text, (tm.Need(one), tm.Need(text)), one, printed=f"{one}{text}"),
                        tm.Entry(one, (), text, channels=(OFFLINE,)),
                    ),
                    number=one,
                )
                for one in HARM[at : at + 2]
            ),
            client=tm.ClientKind.EXTERNAL,
        )
        for at, text in enumerate(HARM)
    )
    touchpoints = tuple(evolve(one, contacts=CONTACTS) for one in points(*told))
    return tm.Register(
        "culture",
        " ".join(HARM[:4]),
        told,
        touchpoints,
        act=ActOfRegister(HARM[1], HARM[0]),
        approval=Approval(HARM[2], HARM[0], by=Actor(HARM[3])),
        publications=(Publication("website", url=HARM[4]), Publication("website", url=HARM[2])),
    )


def hostile_journey() -> tm.Journey:
    """A journey through the hostile register; its steps say what `HARM` says."""
    steps = [
        draft.step(
            f"s{at}",
            text,
            at=text,
            process=f"{HARM[0]} 0",
            outcome=text,
            need=text,
            pains=(text, HARM[at - 1]),
            then={f"s{at + 1}": {"probability": 1.0, "condition": text}} if at < last else (),
        )
        for last in [len(HARM) - 1]
        for at, text in enumerate(HARM)
    ]
    return draft.journey("harm", HARM[0], draft.phase(HARM[1], *steps), need=HARM[2])
