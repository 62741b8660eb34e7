"""What changed between two registers: kinds, places, what is known, what is one thing."""

from difflib import SequenceMatcher

import pytest
from attrs import evolve

from touchpoint_model.lifecycle.changes import ChangeKind, Known, Matched, Seat
from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.lifecycle.replay import replay
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.processes import Direction, Entry, Need, Process
from touchpoint_model.model.register import Register, RegistryItem
from touchpoint_model.model.revisions import Change
from touchpoint_model.model.touchpoints import Basis, Contact, Touchpoint

EMAIL = Touchpoint("email", "Электронная почта", kind="email")
PHONE = Touchpoint("phone", "Телефон", kind="phone")
DESK = Touchpoint("desk", "Приемная", kind="reception-place")
ASKS = Need("получение консультации", "consultation")
PAYS = Need("оплата пошлины", "payment")
FAIRS = Process("Организация ярмарок", (Entry("email", (ASKS,)), Entry("phone", (ASKS,))))
LETTERS = Process("Работа с обращениями граждан", (Entry("email", (ASKS,)),))


def register(*processes, points=(EMAIL, PHONE), **facts):
    return Register("trade", "Перечень", (Direction("Функции", processes),), points, **facts)


OLD = register(FAIRS, LETTERS)


def alike(one, other):
    return SequenceMatcher(None, one, other).ratio()


def seen(old, new, **how):
    """Kind, process and touchpoint of every change."""
    found = diff(old, new, **how).alterations
    return [(one.kind.value, one.place.process, one.place.touchpoint) for one in found]


def only(old, new, **how):
    (one,) = diff(old, new, **how).alterations
    return one


def with_point(point, was=EMAIL):
    return evolve(
        OLD, touchpoints=tuple(point if one.id == was.id else one for one in OLD.touchpoints)
    )


def with_row(**facts):
    row = evolve(LETTERS.entries[0], **facts)
    return register(FAIRS, evolve(LETTERS, entries=(row,)))


def test_a_row_that_is_added_tells_its_point_needs_and_place():
    more = evolve(LETTERS, entries=(Entry("desk", (PAYS,)), *LETTERS.entries))
    new = register(FAIRS, more, points=(EMAIL, PHONE, DESK))

    one = only(OLD, new)

    assert (ChangeKind.TOUCHPOINT_ADDED, None, DESK) == (one.kind, one.before, one.after.point)
    assert one.after.entry == Entry("desk", (PAYS,))
    assert one.after.anew
    assert one.was is None
    assert one.now == Seat(
        *("/directions/0/processes/1/entries/0", "Функции", LETTERS.name, DESK.name, (3,))
    )


def test_a_point_that_another_process_had_is_not_new_to_the_register():
    more = evolve(LETTERS, entries=(*LETTERS.entries, Entry("phone")))

    assert not only(OLD, register(FAIRS, more)).after.anew


def test_an_excluded_row_tells_where_it_stood():
    one = only(OLD, register(evolve(FAIRS, entries=FAIRS.entries[:1]), LETTERS))

    assert (ChangeKind.TOUCHPOINT_EXCLUDED, None) == (one.kind, one.now)
    assert (2,) == one.was.rows
    assert not one.before.anew


def test_a_point_that_no_process_uses_is_added_without_an_entry():
    one = only(OLD, evolve(OLD, touchpoints=(*OLD.touchpoints, DESK)))

    assert (ChangeKind.TOUCHPOINT_ADDED, None) == (one.kind, one.after.entry)


@pytest.mark.parametrize(
    ("kind", "facts", "before", "after"),
    [
        ("kind-changed", {"kind": "email-internal"}, "email", "email-internal"),
        ("touchpoint-renamed", {"name": "Почта"}, EMAIL.name, "Почта"),
    ],
)
def test_a_changed_point_is_one_change_with_all_its_rows(kind, facts, before, after):
    one = only(OLD, with_point(evolve(EMAIL, **facts)))

    assert (kind, before, after) == (one.kind.value, one.before, one.after)
    assert (1, 3) == one.now.rows
    assert Known.CHANGED == one.known


def test_a_kind_and_a_name_changed_go_by_the_id():
    old = with_point(evolve(EMAIL, channel="digital"))
    found = diff(old, with_point(Touchpoint("email", "Окно", kind="window", channel="offline")))

    assert {"kind-changed", "touchpoint-renamed", "channel-changed"} == {
        one.kind.value for one in found.alterations
    }
    assert {Matched.ID} == {one.by for one in found.alterations}


def test_numbers_that_a_reader_gave_do_not_make_two_points_one():
    old = register(LETTERS, points=(Touchpoint("email", "Газета"),))
    new = register(LETTERS, points=(Touchpoint("email", "Стенд"),))

    assert {"touchpoint-excluded", "touchpoint-added"} == {one[0] for one in seen(old, new)}


def test_another_wording_of_one_row_is_no_other_name():
    row = evolve(LETTERS.entries[0], printed="эл. почта")
    both = (evolve(FAIRS, entries=FAIRS.entries[:1]), evolve(FAIRS, name="Ярмарки"))
    old = register(*both, evolve(LETTERS, entries=(row,)))

    one = only(old, register(*both, evolve(LETTERS, entries=(evolve(row, printed="e-mail"),))))

    assert (ChangeKind.WORDING_CHANGED, (4,)) == (one.kind, one.now.rows)


def test_contacts_that_change():
    old = with_point(evolve(EMAIL, contacts=(Contact("email", "a@b.example"),)))
    one = only(old, with_point(evolve(EMAIL, contacts=(Contact("email", "c@b.example"),))))

    assert ChangeKind.CONTACTS_CHANGED == one.kind
    told = Change(
        "contacts-changed",
        "/touchpoints/0",
        "a@b.example",
        "c@b.example",
        touchpoint="Электронная почта",
    )
    assert told == one.change


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("needs-changed", {"needs": (ASKS,)}, {"needs": (ASKS, PAYS)}),
        ("channel-changed", {"channels": ("digital",)}, {"channels": ("offline",)}),
        ("particulars-changed", {"particulars": "в сети"}, {"particulars": "лично"}),
        ("basis-changed", {"basis": (Basis("Приказ 1"),)}, {"basis": (Basis("Приказ 2"),)}),
    ],
)
def test_a_changed_row(kind, old, new):
    one = only(with_row(**old), with_row(**new))

    assert (kind, Known.CHANGED) == (one.kind.value, one.known)
    assert (LETTERS.name, EMAIL.name, (3,)) == (one.now.process, one.now.touchpoint, one.now.rows)


@pytest.mark.parametrize(
    "facts",
    [
        {"channels": ("digital",)},
        {"particulars": "в сети", "remark": ""},
        {"basis": ()},
    ],
)
def test_a_fact_that_was_unknown_is_now_known_and_back_no_longer_stated(facts):
    old, new = with_row(), with_row(**facts)

    assert Known.NOW_KNOWN == only(old, new).known
    assert Known.NO_LONGER_STATED == only(new, old).known


def test_a_need_whose_category_is_recognised_is_now_known():
    old = with_row(needs=(evolve(ASKS, category=None),))

    assert Known.NOW_KNOWN == only(old, with_row(needs=(ASKS,))).known
    assert Known.CHANGED == only(old, with_row(needs=(ASKS, PAYS))).known


def test_a_stated_category_that_differs_is_a_change():
    new = with_row(needs=(evolve(ASKS, category="other"),))

    assert Known.CHANGED == only(with_row(), new).known


def test_the_same_words_are_no_change():
    needs = (evolve(ASKS, text=" Получение  консультации;"),)

    assert not diff(OLD, with_row(needs=needs))


def test_a_process_dropped_takes_its_rows_along():
    assert seen(OLD, register(FAIRS)) == [
        ("process-dropped", LETTERS.name, None),
        ("touchpoint-excluded", LETTERS.name, EMAIL.name),
    ]


def test_a_process_renamed_is_one_by_its_registry_id():
    items = (RegistryItem("p1", LETTERS.name),)
    old = register(evolve(LETTERS, registry_id="p1"), process_registry=items)
    new = register(evolve(LETTERS, registry_id="p1", name="Ярмарки"), process_registry=items)

    one = only(old, new)

    assert (ChangeKind.PROCESS_RENAMED, Matched.REGISTRY) == (one.kind, one.by)
    assert (LETTERS.name, "Ярмарки") == (one.before, one.after)


def test_a_process_renamed_is_one_by_likeness_only_if_asked_for():
    new = register(FAIRS, evolve(LETTERS, name="Работа с обращениями граждан и организаций"))

    assert "process-dropped" in {kind for kind, _, _ in seen(OLD, new)}
    one = only(OLD, new, likeness=alike, threshold=0.7)
    assert (ChangeKind.PROCESS_RENAMED, Matched.LIKENESS) == (one.kind, one.by)
    assert 0.7 <= one.score < 1


def test_the_most_alike_go_together():
    old = register(evolve(FAIRS, name="Приём заявок"), evolve(LETTERS, name="Приём заявок 2"))
    new = register(evolve(LETTERS, name="Приём заявок 22"), evolve(FAIRS, name="Приём заявок."))

    one = only(old, new, likeness=alike, threshold=0.5)

    assert ("Приём заявок 2", "Приём заявок 22") == (one.before, one.after)


def test_a_process_in_another_direction_has_moved():
    first, second = Direction("Функции", (FAIRS,)), Direction("Услуги", (LETTERS,))
    old = evolve(OLD, directions=(first, second))
    new = evolve(
        OLD, directions=(evolve(first, processes=(FAIRS, LETTERS)), evolve(second, processes=()))
    )

    one = only(old, new)

    assert (ChangeKind.PROCESS_MOVED, "Услуги", "Функции") == (one.kind, one.before, one.after)


def test_two_rows_at_one_point_are_told_apart():
    twice = (Entry("email", (ASKS,)), Entry("email", (PAYS,)))
    old = register(evolve(LETTERS, entries=twice))

    assert not diff(old, register(evolve(LETTERS, entries=twice[::-1])))
    one = only(old, register(evolve(LETTERS, entries=twice[1:])))
    assert (ASKS,) == one.before.entry.needs


def test_a_name_that_the_first_row_gives_does_not_depend_on_the_first_row():
    rows = (Entry("email", (ASKS,)), Entry("email", (PAYS,), printed="e-mail"))
    swapped = (Entry("email", (PAYS,)), Entry("email", (ASKS,), printed=EMAIL.name))
    old = register(evolve(LETTERS, entries=rows), points=(EMAIL,))
    new = register(evolve(LETTERS, entries=swapped), points=(evolve(EMAIL, name="e-mail"),))

    assert not diff(old, new)


def test_the_registry_and_the_title_are_changes_of_the_register():
    new = evolve(OLD, title="Другой", process_registry=(), performs={"x": True})

    found = {one.facts: (one.kind.value, one.known.value) for one in diff(OLD, new).alterations}

    assert found == {
        ("title",): ("register-changed", "changed"),
        ("process_registry",): ("registry-changed", "now-known"),
        ("performs",): ("register-changed", "now-known"),
    }


def test_registers_of_two_agencies_are_not_compared():
    with pytest.raises(UsageError):
        diff(OLD, evolve(OLD, agency="culture"))


@pytest.mark.parametrize("threshold", [0, 1.1])
def test_a_threshold_is_a_share(threshold):
    with pytest.raises(UsageError):
        diff(OLD, OLD, threshold=threshold)


def test_a_replayed_difference_keeps_the_new_order_and_ids():
    new = register(LETTERS, FAIRS, points=(PHONE, EMAIL))

    assert new == replay(OLD, diff(OLD, new))


def test_a_difference_of_another_register_is_refused():
    difference = diff(OLD, register(LETTERS))

    with pytest.raises(UsageError):
        replay(register(LETTERS, points=(DESK, EMAIL)), difference)


def test_a_key_tells_one_change_from_another():
    first, second = with_row(needs=(PAYS,)), with_row(needs=(PAYS, ASKS))

    assert only(OLD, first).key != only(OLD, second).key
    assert only(OLD, first).key == only(register(LETTERS, FAIRS), first).key
