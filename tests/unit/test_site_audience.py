"""What the public is shown of a register, and that nothing else is in any file of its site."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.formats import json
from touchpoint_model.publishing import publish_site
from touchpoint_model.recognise import recognise
from touchpoint_model.render.site import Audience, shown_to
from touchpoint_model.testing import strategies as touch

from .building import direction, entry, process, register
from .published_sites import SECRET, files_of, guarded, kept, told_secrets

EXTERNAL, INTERNAL, ANY = tm.ClientKind.EXTERNAL, tm.ClientKind.INTERNAL, tm.ClientKind.ANY
PUBLIC = Audience.PUBLIC


def names(shown: tm.Register) -> list[str]:
    return [one.name for one in shown.processes]


def test_no_file_of_a_public_site_tells_a_secret(tmp_path):
    publish_site(guarded(), tmp_path / "site", since=guarded("прежняя"), history=kept())

    assert {} == told_secrets(files_of(tmp_path / "site"))


def test_the_search_for_secrets_finds_them(tmp_path):
    """The test above judges something: a site for the agency itself tells them in every form."""
    publish_site(
        guarded(),
        tmp_path / "site",
        audience="internal",
        since=guarded("прежняя"),
        history=kept(),
    )
    found = told_secrets(files_of(tmp_path / "site"))

    assert {"index.html", "changes.html", "en/index.html", "touchpoint-site.json"} <= set(found)
    assert {f"files/register.{kind}" for kind in ("docx", "xlsx", "csv", "json")} <= set(found)


def test_the_agency_itself_is_shown_all():
    one = guarded()

    assert (one, ()) == shown_to(one, Audience.INTERNAL)


@pytest.mark.parametrize(
    ("of_process", "of_direction", "shown"),
    [
        (None, EXTERNAL, True),
        (None, ANY, False),  # the bare word «клиент»; with a kind it is told below
        (None, INTERNAL, False),
        (None, None, False),
        (EXTERNAL, INTERNAL, True),
        (ANY, None, True),
        (INTERNAL, EXTERNAL, False),
    ],
)
def test_the_client_of_a_process_decides(of_process, of_direction, shown):
    one = register(direction(process("Приём", "сайт", client=of_process), client=of_direction))
    seen, left = shown_to(one, PUBLIC)

    assert (["Приём"] if shown else []) == names(seen)
    assert ([] if shown else [("Дела", "Приём")]) == [(it.direction, it.process) for it in left]
    assert {it.client for it in left} <= {INTERNAL, None}


def test_any_client_of_a_known_direction_is_shown():
    """Ordinances name directions that are for both; an unknown heading could be anybody's."""
    one = register(direction(process("Приём", "сайт"), client=ANY, kind="appeals"))

    assert ["Приём"] == names(shown_to(one, PUBLIC)[0])


@pytest.mark.parametrize("agency", ["culture", "agriculture", "administration"])
def test_an_unknown_heading_over_the_bare_word_client_stays_inside(agency):
    columns = ("№", "Процесс взаимодействия с клиентом", "Точка", "Потребности", "Особенности")
    read = recognise(
        register(
            direction(process("Отпуска", "сайт"), name="Кадры и отпуска", columns=columns),
            agency=agency,
        ),
        tm.agency(agency).vocabulary,
    )
    seen, left = shown_to(read, PUBLIC)

    assert ([], [None]) == (names(seen), [it.client for it in left])


@pytest.mark.parametrize(
    ("clients", "shown"),
    [(None, True), ((), True), (("internal",), False), (("internal", "external"), True)],
)
def test_a_row_at_a_point_for_internal_clients_alone_is_left_out(clients, shown):
    one = register(direction(process("Приём", "сайт", "стойка"), client=EXTERNAL))
    desk = evolve(one.touchpoints[1], clients=clients)
    seen, _ = shown_to(evolve(one, touchpoints=(one.touchpoints[0], desk)), PUBLIC)

    assert (["сайт", "стойка"] if shown else ["сайт"]) == [it.touchpoint for it in seen.entries]
    assert (["сайт", "стойка"] if shown else ["сайт"]) == [it.id for it in seen.touchpoints]


def test_a_cell_of_several_points_is_kept_where_all_are_shown():
    rows = [entry(one, cell="сайт и почта") for one in ("сайт", "почта")]
    seen, _ = shown_to(register(direction(process("Приём", *rows), client=EXTERNAL)), PUBLIC)

    assert ["сайт и почта"] * 2 == [it.cell for it in seen.entries]


def test_a_direction_without_rows_is_not_shown():
    """A form that is filled in partly has headings over nothing; so has a register of the staff."""
    parts = [
        direction(name="без процессов", client=EXTERNAL),
        direction(process("Пустой"), name="без строк", client=EXTERNAL),
        direction(process("Приём", "стойка"), name="без строк для всех", client=EXTERNAL),
        direction(process("Выдача", "сайт"), process("Пуст"), name="полное", client=EXTERNAL),
    ]
    one = register(*parts)
    points = tuple(
        evolve(it, clients=("internal",)) if it.id == "стойка" else it for it in one.touchpoints
    )
    seen, left = shown_to(evolve(one, touchpoints=points), PUBLIC)

    assert (["полное"], ()) == ([it.name for it in seen.directions], left)
    assert ["Выдача", "Пуст"] == names(seen)
    assert ["сайт"] == [it.id for it in seen.touchpoints]


def test_a_heading_without_rows_is_in_no_file_of_a_public_site(tmp_path):
    one = guarded()
    bare = direction(process(f"{SECRET} пусто"), name=f"{SECRET} раздел", client=EXTERNAL)
    publish_site(evolve(one, directions=(*one.directions, bare)), tmp_path / "site")

    assert {} == told_secrets(files_of(tmp_path / "site"))


def test_what_is_not_known_stays_so():
    one = register(direction(process("Приём", "сайт"), client=EXTERNAL))
    seen, _ = shown_to(one, PUBLIC)

    assert (None, None, None) == (seen.approval, seen.publications, seen.process_registry)


def test_an_address_on_the_web_is_shown():
    told = tm.read("examples/registers/trade.json")
    url = "https://example.ru/register"
    place = evolve(guarded().publications[0], url=url)  # type: ignore[index]
    seen, _ = shown_to(evolve(told, publications=(place,)), PUBLIC)

    assert [url] == [it.url for it in seen.publications or ()]


@given(st.data(), st.sampled_from(["agriculture", "culture", "trade", "administration"]))
def test_the_public_sees_a_register_of_open_processes_only(data, agency):
    """Law: what is shown is a register, of it all is shown, each of its processes is open, and none
    is lost but in directions without a row to show.
    """
    one = data.draw(touch.registers(agency))
    seen, left = shown_to(one, PUBLIC)
    total = sum(1 for _ in one.processes)

    assert (seen, ()) == shown_to(seen, PUBLIC)
    assert json.loads(json.dumps(seen), "seen") == seen
    shown = {it.name for it in seen.directions}
    lost = total - len(left) - len(names(seen))
    assert lost <= sum(len(it.processes) for it in one.directions if it.name not in shown)
    assert all(any(it.entries for it in home.processes) for home in seen.directions)
    assert all(
        (it.client or home.client) in (EXTERNAL, ANY)
        for home in seen.directions
        for it in home.processes
    )
    assert {row.touchpoint for row in seen.entries} == {it.id for it in seen.touchpoints}
    assert SECRET not in seen.title


def test_a_place_that_the_act_does_not_name_is_not_shown_to_the_public(tmp_path):
    """Somebody may have recorded the folder of an inner server."""
    inner = "отдел-7-общая"
    told = guarded()
    (first, *_) = told.publications or ()
    told = evolve(told, publications=(first, evolve(first, place=inner)))
    history = kept()
    done = tuple(
        evolve(one, publication=evolve(one.publication, place=inner))
        for one in history.publications
    )
    publish_site(told, tmp_path / "site", history=evolve(history, publications=done))

    files = files_of(tmp_path / "site")
    assert [] == [name for name, text in files.items() if inner in str(text)]
