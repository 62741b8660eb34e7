"""The objects of a register: whole again, shared by what is alike, few of them for a change."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from touchpoint_model import Direction, Entry, Need, Process, Register, Touchpoint
from touchpoint_model.store.tree import gathered, joined, planted

from ..properties.register_strategies import any_register

MANY = 600


def long_register(count: int) -> Register:
    processes = tuple(
        Process(f"Процесс {one}", (Entry("сайт", (Need(f"потребность {one}"),)),))
        for one in range(count)
    )
    return Register(
        "trade", "Перечень", (Direction("Надзор", processes),), (Touchpoint("сайт", "Сайт"),)
    )


def with_processes(register: Register, processes: tuple[Process, ...]) -> Register:
    return evolve(register, directions=(evolve(register.directions[0], processes=processes),))


@given(any_register())
def test_law_a_register_is_whole_again(register: Register):
    """Law: the register of a tree's objects is the register that the tree was made of."""
    root, objects = planted(register)

    assert register == joined(root, objects)
    assert (
        objects.keys() == gathered(root, lambda names: {one: objects[one] for one in names}).keys()
    )


@given(st.integers(0, MANY - 1), st.sampled_from(["changed", "put in", "taken out"]))
def test_law_one_process_touches_few_objects(at: int, how: str):
    """Law: one process changed, put in or taken out anywhere makes at most five objects anew."""
    register = long_register(MANY)
    processes = register.directions[0].processes
    new = Process("Новый процесс", (Entry("сайт"),))
    rest = {
        "changed": processes[at + 1 :],
        "put in": processes[at:],
        "taken out": processes[at + 1 :],
    }
    changed = (*processes[:at], *(() if how == "taken out" else (new,)), *rest[how])
    before = planted(register)[1]
    after = planted(with_processes(register, changed))[1]

    # the process, one or two pieces of the list, the direction, the register
    assert len(after.keys() - before.keys()) <= 5


def test_processes_that_are_alike_are_one_object():
    same = Process("Приём", (Entry("сайт"),))
    two = with_processes(long_register(1), (same, same))
    one = with_processes(long_register(1), (same,))

    assert len(planted(one)[1]) == len(planted(two)[1])


def test_a_list_without_any_end_is_cut_all_the_same():
    """Processes that are all alike have one hash, which ends no piece or all of them."""
    same = with_processes(long_register(1), (Process("Приём", (Entry("сайт"),)),) * 1000)
    root, objects = planted(same)

    assert same == joined(root, objects)
    assert max(map(len, objects.values())) < 256 * 70


def test_the_hash_of_a_register_stays_what_it_is():
    """Stores are held to their hashes for years: the text of an object may never change."""
    root, objects = planted(long_register(1))

    assert 5 == len(objects)
    assert "7241d7304d9c07124b13dcbed2c5042572beac9dc6749939f19c81b1c50529d6" == root
