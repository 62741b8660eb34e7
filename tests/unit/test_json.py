"""JSON: what is read is what was written; what is wrong is told with its path."""

import json
from datetime import date

import pytest

import touchpoint_model as tm
from touchpoint_model.formats.json import dumps, loads
from touchpoint_model.model.clients import Client, ClientKind, Segment
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.processes import Source
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.revisions import ActOfRegister, Actor, Approval, Publication
from touchpoint_model.model.touchpoints import Basis, Contact, Touchpoint
from touchpoint_model.model.usage import Usage

from .building import direction, entry, process, register

PLAIN = {
    "schema": "touchpoint-register/1",
    "agency": "toy",
    "title": "Перечень",
    "directions": [
        {"name": "Сказки", "processes": [{"name": "Приём", "entries": [{"touchpoint": "oak"}]}]}
    ],
    "touchpoints": [{"id": "oak", "name": "дуб"}],
}
FULL = register(
    direction(
        process(
            "Приём",
            tm.Entry(
                "oak",
                (tm.Need("сведения", "information", "exact", 1.0),),
                "офлайн, у моря",
                ("offline",),
                "у моря",
                "Дуб",
                "Дуб; зеркальце",
                (Basis("указ", "act"),),
                Source("акт.docx", None, 1, 2, "C2", 3),
            ),
            tm.Entry("oak", (), "", ()),
            number="1",
            client=ClientKind.EXTERNAL,
            legal_forms=(),
            registry_id="p1",
            history_access=False,
        ),
        kind="tales",
        client=ClientKind.ANY,
        columns=("№",),
    ),
    touchpoints=(
        Touchpoint(
            "oak",
            "дуб",
            "oak",
            "stemmed",
            0.9,
            ("ring",),
            ("mirror",),
            ("digital",),
            "offline",
            (Contact("email", "a@b.ru", "A@b.ru"),),
            key=False,
            low_demand=True,
            basis=(),
            clients=("external",),
        ),
    ),
    act=ActOfRegister("Приказ", "33", date(2024, 6, 6)),
    approval=Approval("Приказ", "33", date(2024, 6, 6), Actor("кот", "head")),
    publications=(Publication("website", date(2024, 6, 7), "https://kot.example"),),
    revision_date=date(2024, 6, 8),
    clients=(Client("Иван", ClientKind.EXTERNAL, "person", "s1", "царевич"),),
    segments=(Segment("s1", "царевичи", traits=("смелые",), limits=("health",), share=0.5),),
    performs={"sea": False},
    process_registry=(RegistryItem("p1", "Приём"),),
    usage=(Usage("дуб", "oak", "Приём", 3, "указ", "журнал"),),
    attestations=(
        tm.Attestation(ClauseRef("annex", "1"), "акт", "кот", date(2024, 6, 6), date(2025, 6, 6)),
    ),
)


def changed(path: str, value: object) -> bytes:
    """The plain document with one field changed, or with it removed if the value is ...."""
    document = json.loads(json.dumps(PLAIN))
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    at = document
    for part in way:
        at = at[part]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return json.dumps(document).encode()


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        loads(data, "file.json")
    assert caught.value.message.ru
    assert caught.value.message.en
    assert caught.value.place.startswith("file.json")
    return caught.value


@pytest.mark.parametrize("value", [FULL, register(), register(process("Дело", "дуб"))])
def test_what_is_written_is_read(value):
    assert value == loads(dumps(value))


@pytest.mark.parametrize("value", [FULL, register()])
def test_writing_what_was_read_gives_the_same_bytes(value):
    assert dumps(value) == dumps(loads(dumps(value)))


def test_absent_and_empty_stay_apart():
    rows = (tm.Entry("дуб"), tm.Entry("дуб", (), "", (), ""))
    made = loads(dumps(register(process("Дело", *rows), usage=(), process_registry=())))
    assert rows == tuple(made.entries)
    assert (made.usage, made.process_registry, made.publications) == ((), (), None)


def test_cyrillic_is_written_as_it_is():
    assert "Перечень".encode() in dumps(register())


def test_plain_document_is_read():
    assert next(iter(loads(json.dumps(PLAIN).encode()).touchpoints)).name == "дуб"


def test_byte_order_mark_is_accepted():
    data = json.dumps(PLAIN).encode()
    assert loads(data) == loads(b"\xef\xbb\xbf" + data)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "file.json"),
        (b" \n", "file.json"),
        (b"\xef\xbb\xbf", "file.json"),
        (b"{", "file.json:1:"),
        (b'{\n "schema": touchpoint\n}', "file.json:2:"),
        ("<html>дуб</html>".encode(), "file.json:1:1"),
        ("{}".encode("utf-16"), "file.json"),
        ('{"title": "дуб"}'.encode("cp1251"), "file.json"),
        (b'{"a": NaN}', "file.json:1:"),
        (b"PK\x03\x04", "file.json:1:1"),
        (b"[" * 2000, "file.json"),
    ],
)
def test_what_is_no_json(data, place):
    assert refused(data).place.startswith(place)


@pytest.mark.parametrize(
    "document",
    [[], [PLAIN], "touchpoint-register/1", 1, None, {}, {"agency": "toy"}],
    ids=lambda it: type(it).__name__,
)
def test_what_is_no_register(document):
    assert "schema" in refused(json.dumps(document).encode()).message.ru


@pytest.mark.parametrize("version", ["touchpoint-register/2", "touchpoint-report/1", "", 1, None])
def test_register_of_another_version(version):
    assert "touchpoint-register/1" in refused(changed("schema", version)).message.ru


ROW = "directions/0/processes/0/entries/0"
PROCESS = "directions[0].processes[0]"
CONFIRMED = {
    "clause": "1",
    "evidence": "акт",
    "author": "кот",
    "date": "2024-06-06",
    "expires": "2024-06-06",
}


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("titel", "Перечень", ""),
        (f"{ROW}/nedds", [], f"{PROCESS}.entries[0]"),
        ("directions/0/processes/0/name", ..., PROCESS),
        ("agency", ..., ""),
        ("directions", ..., ""),
        ("title", 5, "title"),
        ("title", None, "title"),
        ("directions", {}, "directions"),
        ("directions/0", "Сказки", "directions[0]"),
        (f"{ROW}/touchpoint", 5, f"{PROCESS}.entries[0].touchpoint"),
        ("directions/0/processes/0/history_access", "да", f"{PROCESS}.history_access"),
        ("directions/0/processes/0/history_access", 1, f"{PROCESS}.history_access"),
        ("directions/0/client", "cat", "directions[0].client"),
        (f"{ROW}/needs", "сведения", f"{PROCESS}.entries[0].needs"),
        (f"{ROW}/needs", [{}], f"{PROCESS}.entries[0].needs[0]"),
        (f"{ROW}/channels", "digital", f"{PROCESS}.entries[0].channels"),
        ("directions/0/columns", "№", "directions[0].columns"),
        ("touchpoints/0/key", "да", "touchpoints[0].key"),
        ("touchpoints/0/score", "1", "touchpoints[0].score"),
        ("touchpoints/0/contacts", [{"type": "url"}], "touchpoints[0].contacts[0]"),
        ("revision_date", "06.06.2024", "revision_date"),
        ("revision_date", "2024-02-30", "revision_date"),
        ("revision_date", 20240606, "revision_date"),
        ("act", {"title": "Приказ", "date": "вчера"}, "act.date"),
        ("performs", {"sea": "да"}, "performs.sea"),
    ],
)
def test_wrong_field_is_told_with_its_path(path, value, told):
    assert [told] == [flaw.path for flaw in refused(changed(path, value)).flaws]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (f"{ROW}/touchpoint", "elm", f"{PROCESS}.entries[0].touchpoint"),
        ("directions/0/processes/0/name", " ", f"{PROCESS}.name"),
        (f"{ROW}/needs", [{"text": ""}], f"{PROCESS}.entries[0].needs[0].text"),
        ("touchpoints", [{"id": "oak", "name": "дуб"}] * 2, "touchpoints[1].id"),
        ("attestations", [{**CONFIRMED, "clause": "п. 1"}], "attestations[0].clause"),
        ("attestations", [{**CONFIRMED, "expires": "2024-06-05"}], "attestations[0].expires"),
    ],
)
def test_value_that_cannot_exist_is_told_with_its_path(path, value, told):
    assert [told] == [flaw.path for flaw in refused(changed(path, value)).flaws]


def test_all_faults_are_told_at_once():
    document = json.loads(changed("title", 5))
    document["directions"][0]["processes"][0]["number"] = 1
    document["touchpoints"][0]["colour"] = "зелёный"
    assert sorted(flaw.path for flaw in refused(json.dumps(document).encode()).flaws) == [
        "directions[0].processes[0].number",
        "title",
        "touchpoints[0]",
    ]


def test_all_dangling_references_are_told_at_once():
    rows = [{"touchpoint": "elm"}, {"touchpoint": "oak"}, {"touchpoint": "ash"}]
    error = refused(changed("directions/0/processes/0/entries", rows))
    assert [flaw.path for flaw in error.flaws] == [
        "directions[0].processes[0].entries[0].touchpoint",
        "directions[0].processes[0].entries[2].touchpoint",
    ]


def test_all_processes_without_a_name_are_told_at_once():
    error = refused(
        changed("directions/0/processes", [{"name": ""}, {"name": "Приём"}, {"name": " "}])
    )
    assert [flaw.path for flaw in error.flaws] == [
        "directions[0].processes[0].name",
        "directions[0].processes[2].name",
    ]


def test_value_is_named_beside_its_path():
    (flaw,) = refused(changed("directions/0/client", "cat")).flaws
    assert ["cat" in text for text in (flaw.message.ru, flaw.message.en)] == [True, True]


def test_collector_runs_again_after_reading():
    import gc

    loads(dumps(register()))
    assert gc.isenabled()


# --- files ---


def test_file_is_written_and_read(tmp_path):
    made = register(process("Дело", entry("дуб", "сведения")), agency="trade")
    tm.write(made, tmp_path / "перечень.json")
    assert [one.name for one in tm.read(tmp_path / "перечень.json").touchpoints] == ["дуб"]
    assert [one.name for one in tmp_path.iterdir()] == ["перечень.json"]


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_file_that_is_none(tmp_path, name):
    with pytest.raises(ReadError) as caught:
        tm.read(tmp_path / name)
    assert str(tmp_path / name) == caught.value.place


def test_folder_that_is_none(tmp_path):
    with pytest.raises(ReadError):
        tm.write(register(), tmp_path / "nowhere" / "file.json")


def test_failed_writing_leaves_nothing(tmp_path):
    (tmp_path / "taken.json").mkdir()
    with pytest.raises(ReadError):
        tm.write(register(), tmp_path / "taken.json")
    assert [one.name for one in tmp_path.iterdir()] == ["taken.json"]


def test_register_of_no_agency_is_not_guessed(tmp_path):
    path = tmp_path / "file.json"
    path.write_bytes(dumps(register(agency="")))
    with pytest.raises(tm.TouchpointError):
        tm.read(path)
