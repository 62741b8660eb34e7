"""Laws of the words in which changes are recorded."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from register_strategies import any_register

from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.lifecycle.wording import worded
from touchpoint_model.model.revisions import Actor, Approval

plain = st.text("абв", min_size=1, max_size=3)
REPR = re.compile(r"[(){}\[\]<>='\"]")  # which none of the words themselves hold


@given(any_register(texts=plain, named=plain), any_register(texts=plain, named=plain))
def test_no_change_holds_a_repr(old, new):
    """Words of plain letters give changes without what a `repr` is made of."""
    new = evolve(new, agency=old.agency)
    for one in diff(old, new).alterations:
        for text in (one.change.before, one.change.after):
            # a clause's address may have parentheses of its own: 3.4(а)
            bare = re.sub(r"\b\d+(\.\d+)*\(\w+\)", "", text or "")
            assert REPR.search(bare) is None, (one.kind, text)


@pytest.mark.parametrize("value", [object(), 0.5, {"a": object()}, Approval, b"", {1}])
def test_what_has_no_words_is_refused(value):
    with pytest.raises(TypeError):
        worded(value)


def test_an_attribute_that_is_not_filled_in_changes_no_words():
    assert "Приказ" == worded(Approval("Приказ"))
    assert "Приказ, Иванова" == worded(Approval("Приказ", by=Actor("Иванова")))
