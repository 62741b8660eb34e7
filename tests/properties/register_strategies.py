"""Registers for laws: an agency's own, in any order, and with anything that their types allow."""

import datetime

from attrs import evolve
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.model.clients import Client, ClientKind, Segment
from touchpoint_model.model.processes import Direction, Entry, Need, Process, Source
from touchpoint_model.model.register import Register, RegistryItem
from touchpoint_model.model.revisions import (
    ActOfRegister,
    Actor,
    Approval,
    Attestation,
    Publication,
)
from touchpoint_model.model.touchpoints import Basis, Contact, Touchpoint
from touchpoint_model.model.usage import Usage
from touchpoint_model.testing import strategies as touch
from touchpoint_model.testing.strategies.absence import FACTS, leave_out

AGENCIES = tuple(one.code for one in tm.agencies())
ON = datetime.date(2024, 4, 1)

agencies = st.sampled_from(AGENCIES).map(tm.agency)
# any text that JSON can hold; a surrogate alone is none
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
named = texts.filter(str.strip)
# any character that XML 1.0 can hold, hostile ones first
xml_texts = st.text(
    st.sampled_from("<>&\"'\t\n ]") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=12
).map(lambda one: one.replace("\ufffe", "").replace("\uffff", ""))
numbers = st.floats(0, 1, allow_nan=False)
counts = st.integers(0, 2**53)
dates = st.dates()
flags = st.none() | st.booleans()


def maybe(strategy):
    return st.none() | strategy


def lists(strategy, most: int = 3):
    return st.lists(strategy, max_size=most).map(tuple)


def printed(agency, absent: bool = False):
    """Registers as somebody at the agency might print them.

    Args:
        absent: leave out every fact that a register need not hold.
    """
    whole = touch.registers(agency, lawful=False, size=12)
    return whole.map(lambda one: leave_out(one, FACTS)) if absent else whole


@st.composite
def any_register(draw, texts=texts, named=named) -> Register:
    """A register with anything that its types allow in every attribute."""
    ids = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    points = tuple(
        draw(
            st.builds(
                Touchpoint,
                st.just(one),
                texts,
                kind=maybe(texts),
                how=maybe(texts),
                score=maybe(numbers),
                alternatives=lists(texts),
                types=lists(texts),
                channel=maybe(texts),
                contacts=lists(st.builds(Contact, texts, texts, maybe(texts)), 2),
                key=flags,
                low_demand=flags,
                basis=maybe(lists(st.builds(Basis, texts, maybe(texts)), 2)),
                clients=maybe(lists(texts)),
            )
        )
        for one in ids
    )
    items = draw(maybe(st.lists(st.builds(RegistryItem, texts, texts), max_size=2)))
    items = None if items is None else tuple({one.id: one for one in items}.values())
    registry_ids = st.sampled_from([one.id for one in items]) if items else st.nothing()
    segments = tuple(
        {
            one.id: one
            for one in draw(
                st.lists(
                    st.builds(
                        Segment,
                        texts,
                        texts,
                        st.sampled_from(ClientKind),
                        lists(texts),
                        lists(texts),
                        maybe(numbers),
                    ),
                    max_size=2,
                )
            )
        }.values()
    )
    segment_ids = st.sampled_from([one.id for one in segments]) if segments else st.nothing()
    counted = maybe(st.integers(1, 2**31))
    sources = st.builds(Source, maybe(texts), maybe(texts), counted, counted, maybe(texts), counted)
    needs = st.builds(Need, named, maybe(texts), maybe(texts), maybe(numbers))
    entries = st.builds(
        Entry,
        st.sampled_from(ids),
        needs=maybe(lists(needs, 2)),
        particulars=maybe(texts),
        channels=maybe(lists(texts, 2)),
        remark=maybe(texts),
        printed=maybe(texts),
        cell=maybe(texts),
        basis=maybe(lists(st.builds(Basis, texts), 1)),
        source=maybe(sources),
    )
    processes = st.builds(
        Process,
        named,
        lists(entries),
        number=maybe(texts),
        client=maybe(st.sampled_from(ClientKind)),
        legal_forms=maybe(lists(texts, 2)),
        registry_id=st.none() | registry_ids,
        history_access=flags,
    )
    directions = st.builds(
        Direction,
        texts,
        lists(processes, 2),
        kind=maybe(texts),
        client=maybe(st.sampled_from(ClientKind)),
        columns=maybe(lists(texts, 2)),
    )
    clauses = st.sampled_from(["2.6", "model:6(1)", "3.4(а)", "annex:1", "3.7¶2", "3.2.4-2.5"])
    attested = st.builds(
        lambda clause, evidence, author, days: Attestation(clause, evidence, author, *sorted(days)),
        clauses.map(tm.ClauseRef.parse),
        texts,
        texts,
        st.tuples(dates, dates),
    )
    actors = st.builds(Actor, texts, maybe(texts))
    return draw(
        st.builds(
            Register,
            texts,
            texts,
            lists(directions, 2),
            st.just(points),
            act=maybe(st.builds(ActOfRegister, texts, maybe(texts), maybe(dates))),
            approval=maybe(st.builds(Approval, texts, maybe(texts), maybe(dates), maybe(actors))),
            publications=maybe(lists(st.builds(Publication, texts, maybe(dates), maybe(texts)), 2)),
            revision_date=maybe(dates),
            clients=lists(
                st.builds(
                    Client,
                    texts,
                    st.sampled_from(ClientKind),
                    maybe(texts),
                    st.none() | segment_ids,
                    maybe(texts),
                ),
                2,
            ),
            segments=st.just(segments),
            performs=st.dictionaries(texts, st.booleans(), max_size=2),
            process_registry=st.just(items),
            usage=maybe(
                lists(st.builds(Usage, texts, maybe(texts), maybe(texts), maybe(counts)), 2)
            ),
            attestations=lists(attested, 2),
        )
    )


@st.composite
def shuffled(draw, register: Register) -> Register:
    """The register with its directions, processes and rows in another order."""

    def process(one: Process) -> Process:
        return evolve(one, entries=tuple(draw(st.permutations(one.entries))))

    def direction(one: Direction) -> Direction:
        inner = [process(each) for each in draw(st.permutations(one.processes))]
        return evolve(one, processes=tuple(inner))

    order = draw(st.permutations(register.directions))
    return evolve(register, directions=tuple(map(direction, order)))
