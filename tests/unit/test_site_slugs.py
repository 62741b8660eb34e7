"""Names of pages: readable, safe, stable."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.render.site.slugs import slug, slugs_of
from touchpoint_model.testing import strategies as touch

from .building import direction, process, register

SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def test_words_are_transliterated_and_cut_between_words():
    told = slug("Щёлкающий съезд объявлений о предоставлении услуг", "k")

    assert "schelkayuschiy-sezd-obyavleniy-o" == told.rpartition("-")[0]


@pytest.mark.parametrize(
    "words", ["", "…", "日本語", "<script>", "../../etc", "а" * 500, "\u202e\x00"]
)
def test_any_words_give_a_safe_name(words):
    told = slug(words, words)

    assert SAFE.fullmatch(told)
    assert len(told) <= 49


@given(st.text(), st.text())
def test_names_are_safe(words, key):
    """Law: a name is lower-case Latin letters, digits and single hyphens, whatever the words."""
    assert SAFE.fullmatch(slug(words, key))


@given(st.data())
def test_order_does_not_change_names(data):
    """Law: directions, processes and touchpoints in another order have the names they had."""
    one = data.draw(touch.registers("culture"))
    turned = evolve(
        one,
        touchpoints=one.touchpoints[::-1],
        directions=tuple(
            evolve(it, processes=it.processes[::-1]) for it in reversed(one.directions)
        ),
    )
    names, others = slugs_of(one), slugs_of(turned)

    assert names.points == others.points
    assert sorted(names.processes.values()) == sorted(others.processes.values())
    assert sorted(names.directions) == sorted(others.directions)


@given(st.data())
def test_no_two_pages_have_one_name(data):
    """Law: every direction, process and touchpoint has a name of its own."""
    names = slugs_of(data.draw(touch.registers("trade")))

    for told in (names.directions, [*names.processes.values()], [*names.points.values()]):
        assert len(set(told)) == len(told)


def test_alike_processes_have_pages_of_their_own():
    told = slugs_of(register(process("Приём", "сайт"), process("Приём", "сайт"))).processes

    assert 2 == len(set(told.values()))


def test_a_process_is_told_by_its_registry_id():
    was = direction(process("Приём", registry_id="R-1"), name="Дела")
    now = direction(process("Приём", "сайт", registry_id="R-1"), name="Другие дела")

    assert slugs_of(register(was)).processes == slugs_of(register(now)).processes


def test_a_new_telephone_number_leaves_the_page_where_it_was():
    def told(number: str) -> str:
        point = tm.Touchpoint(
            "t", f"Телефон {number}", kind="telephone", contacts=(Contact("phone", number),)
        )
        return slugs_of(tm.Register("toy", "Перечень", (), (point,))).points["t"]

    assert told("+74812292509") == told("+74812292491")
