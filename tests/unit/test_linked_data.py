"""A register as linked data: what is said, what is left out, and by what addresses."""

import datetime
import json

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.model.clients import ClientKind
from touchpoint_model.model.revisions import ActOfRegister, Approval, Publication
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.model.view import View
from touchpoint_model.render.linked_data import Organisation, linked_data, linked_data_text

from ..toy_agency import agency
from .building import direction, entry, process, register

CAT = Organisation(agency.code, agency.title, agency.region, tuple(agency.acts.values()))
EXAMPLES = ("administration", "agriculture", "culture", "trade")


def described(told, by=agency, **further):
    """The nodes by address."""
    of = Organisation(by.code, by.title, by.region, tuple(by.acts.values()))
    graph = linked_data(View(told, by.vocabulary), of, **further)["@graph"]
    return {one["@id"]: one for one in graph}


def example(code: str) -> tuple[tm.Register, tm.Agency]:
    return tm.read(f"examples/registers/{code}.json"), tm.agency(code)


def of_type(nodes, type_):
    return [one for one in nodes.values() if type_ in one["@type"]]


def at(*points: tm.Touchpoint, **further) -> tm.Register:
    """A register of one process at these points."""
    rows = [entry(one.id, **further) for one in points]
    return register(process("Сказывание", *rows), touchpoints=points)


def channel(point: tm.Touchpoint, **further):
    return described(at(point, **further))["#channel/p"]


def test_a_process_is_told_whole():
    rows = (
        entry("дуб", "Услышать сказку", "услышать  сказку."),
        tm.Entry("дуб", (tm.Need("уснуть", "tale"),)),
    )
    one = process("Сказывание сказок", *rows, legal_forms=("organisation", "dragons"))
    told = register(direction(one, name="О сказках", kind="tales"))

    expected = {
        "@id": "#service/tales/сказывание_сказок",
        "@type": "PublicService",
        "identifier": "tales/сказывание_сказок",
        "title": {"ru": "Сказывание сказок"},
        "description": {
            "ru": "Процесс взаимодействия с клиентом. Орган: Канцелярия учёного кота. "
            "Направление: О сказках. Потребности клиента: Услышать сказку; уснуть.",
            "en": "A process of interaction with a client. Agency: Chancery of the learned cat. "
            "Direction: tales and songs. Among the client’s needs: hearing a tale.",
        },
        "keyword": {"ru": ["Услышать сказку", "уснуть"]},
        "isPartOf": "#register",
        "hasCompetentAuthority": "#organisation",
        "hasLegalResource": ["#act/procedure", "#act/annex"],
        "hasChannel": ["#channel/дуб"],
        "isClassifiedBy": ["#concept/direction/tales", "#concept/need/tale"],
        "addressee": ["#concept/legal_form/organisation"],
    }
    assert expected == described(told)["#service/tales/сказывание_сказок"]


def test_what_is_unknown_is_left_out():
    told = register(process("Сказывание", entry("p")), touchpoints=(tm.Touchpoint("p", ""),))
    nodes = described(evolve(told, directions=(evolve(told.directions[0], name=""),)))
    bare = {"@id", "@type", "identifier"}
    always = {"title", "description", "isPartOf", "hasCompetentAuthority"}

    assert bare == nodes["#channel/p"].keys()
    assert (
        bare | always | {"hasLegalResource", "hasChannel"} == nodes["#service/~/сказывание"].keys()
    )
    assert {
        "@id",
        "@type",
        "title",
        "description",
        "publisher",
        "language",
        "relation",
    } == nodes["#register"].keys()
    assert [] == of_type(nodes, "Concept") + of_type(nodes, "Collection")


@pytest.mark.parametrize("needs", [None, ()])
def test_needs_unknown_or_none_are_no_keywords(needs):
    told = register(process("Сказывание", tm.Entry("дуб", needs)))

    assert "keyword" not in described(told)["#service/дела/сказывание"]


def test_the_same_words_of_two_categories_are_one_keyword_of_both():
    needs = (tm.Need("сказка", "tale"), tm.Need("Сказка", "result"), tm.Need("сказка"))
    service = described(register(process("Сказывание", tm.Entry("дуб", needs))))[
        "#service/дела/сказывание"
    ]

    assert {"ru": "сказка"} == service["keyword"]
    assert ["#concept/need/tale", "#concept/need/result"] == service["isClassifiedBy"][1:]
    assert (
        "Among the client’s needs: hearing a tale; getting the result."
        in (service["description"]["en"])
    )


def test_a_need_without_words_is_told_by_its_category():
    told = register(process("Сказывание", tm.Entry("дуб", (tm.Need("", "tale"),))))
    service = described(told)["#service/дела/сказывание"]

    assert service["description"]["ru"].endswith("Потребности клиента: услышать сказку.")
    assert service["description"]["en"].endswith("Needs of the client: hearing a tale.")
    assert "keyword" not in service


def test_internal_clients_and_their_points_are_left_out():
    told = register(
        direction(
            process("Для всех", "дуб"), process("Для своих", "чулан", client=ClientKind.INTERNAL)
        ),
        direction(process("Отпуск", "чулан"), name="Кадры", client=ClientKind.INTERNAL),
        direction(
            process("Гости", "терем", client=ClientKind.ANY),
            name="Приём",
            client=ClientKind.INTERNAL,
        ),
    )
    nodes = described(told)

    assert ["#service/дела/для_всех", "#service/прием/гости"] == [
        one["@id"] for one in of_type(nodes, "PublicService")
    ]
    assert ["#channel/дуб", "#channel/терем"] == [one["@id"] for one in of_type(nodes, "Channel")]


@pytest.mark.parametrize(
    ("point", "declared", "expected"),
    [
        (tm.Touchpoint("p", "зеркальце", "mirror", channel="offline"), ("offline",), "digital"),
        (tm.Touchpoint("p", "перстень", "ring", channel="sonic"), ("offline",), "sonic"),
        (tm.Touchpoint("p", "перстень", "ring"), ("offline",), "offline"),
        (tm.Touchpoint("p", "офлайн-точки", types=("offline",)), None, "offline"),
        (tm.Touchpoint("p", "перстень", "ring"), ("offline", "digital"), None),
        (tm.Touchpoint("p", "перстень", "ring"), None, None),
        (tm.Touchpoint("p", "перстень", "ring"), ("telepathic",), None),
        (tm.Touchpoint("p", "дуб и блюдце", "oak", also=("saucer",)), None, None),
        (tm.Touchpoint("p", "перстень и дуб", "ring", also=("oak",)), ("digital",), "digital"),
        (tm.Touchpoint("p", "зеркало", "mirror", alternatives=("oak",)), ("sonic",), "sonic"),
    ],
)
def test_the_type_is_the_ordinances_then_the_points_then_the_rows(point, declared, expected):
    told = expected and f"#concept/channel/{expected}"

    assert told == channel(point, channels=declared).get("channelType")


def test_a_channel_is_told_as_printed_and_by_its_kind():
    told = channel(tm.Touchpoint("p", " Зеркальце № 3 ", "mirror"))

    assert {"ru": "Зеркальце № 3", "en": "magic mirror"} == told["description"]
    assert ["#concept/touchpoint/mirror"] == told["isClassifiedBy"]


def test_an_ambiguous_name_is_of_no_kind():
    told = channel(tm.Touchpoint("p", "зеркало", "mirror", alternatives=("saucer",)))

    assert {"ru": "зеркало"} == told["description"]
    assert "isClassifiedBy" not in told


def test_a_name_of_two_points_is_of_both_kinds():
    told = channel(tm.Touchpoint("p", "дуб, блюдце", "oak", also=("saucer",)))

    assert ["#concept/touchpoint/oak", "#concept/touchpoint/saucer"] == told["isClassifiedBy"]
    assert {"ru": "дуб, блюдце"} == told["description"]


def test_contacts_stand_at_the_channel_and_at_the_service():
    contacts = (
        Contact("phone", "+74812292509;ext=12", "(4812) 29-25-09, доб. 12"),
        Contact("email", "cat@example.ru"),
        Contact("url", "example.ru/skazki", "http://www.example.ru/skazki/"),
        Contact("place", "ул. дубовая, д. 1", "ул. Дубовая, д. 1"),
    )
    nodes = described(at(tm.Touchpoint("p", "дуб", contacts=contacts)))

    assert {
        "@id": "#contact/p",
        "@type": "ContactPoint",
        "telephone": ["+74812292509;ext=12"],
        "email": ["cat@example.ru"],
        "contactPage": ["http://www.example.ru/skazki/"],
    } == nodes["#contact/p"]
    assert "Document" == nodes["http://www.example.ru/skazki/"]["@type"]
    assert "#contact/p" == nodes["#channel/p"]["contactPoint"]
    assert ["#contact/p"] == nodes["#service/дела/сказывание"]["contactPoint"]
    assert ["#address/p/1"] == nodes["#channel/p"]["address"]
    assert {"ru": "ул. Дубовая, д. 1"} == nodes["#address/p/1"]["fullAddress"]


def test_a_point_without_contacts_has_no_contact_point():
    nodes = described(at(tm.Touchpoint("p", "дуб", contacts=(Contact("phone", " "),))))

    assert [] == of_type(nodes, "ContactPoint")
    assert "contactPoint" not in nodes["#service/дела/сказывание"]


def test_what_is_told_twice_is_said_once():
    twice = tuple(
        Contact(type_, value, printed)
        for type_, value in (("phone", "+74812292509"), ("url", "example.ru"))
        for printed in (None, "here", "there")
    )
    point = tm.Touchpoint("p", "дуб", "oak", also=("oak",), contacts=twice)
    places = tuple(Publication(one, url="example.ru") for one in ("site", "storage"))
    nodes = described(evolve(at(point), publications=places))

    assert ["+74812292509"] == nodes["#contact/p"]["telephone"]
    assert ["https://example.ru"] == nodes["#contact/p"]["contactPage"]
    assert ["https://example.ru"] == nodes["#register"]["landingPage"]
    assert ["#concept/touchpoint/oak"] == nodes["#channel/p"]["isClassifiedBy"]


def test_a_language_in_which_nothing_is_said_is_left_out():
    title = tm.Text(ru="Канцелярия", en=" ")
    view = View(register(process("Сказывание", "дуб")), agency.vocabulary)
    graph = linked_data(view, Organisation("cat", title, agency.region))["@graph"]
    nodes = {one["@id"]: one for one in graph}

    assert {"ru": "Канцелярия"} == nodes["#organisation"]["preferredLabel"]
    assert "relation" not in nodes["#register"]


def test_the_register_is_a_dataset_with_its_acts_and_places():
    told = evolve(
        register(process("Сказывание", "дуб")),
        act=ActOfRegister("Указ", "7", datetime.date(2024, 3, 1)),
        approval=Approval("Приказ", date=datetime.date(2024, 3, 2)),
        publications=(Publication("site", url="example.ru/r"), Publication("storage")),
        revision_date=datetime.date(2024, 3, 3),
    )
    nodes = described(told)
    dataset = nodes["#register"]

    assert {"ru": "Перечень", "en": "Register of touchpoints: Chancery of the learned cat"} == (
        dataset["title"]
    )
    assert "2024-03-03" == dataset["modified"]
    assert ["https://example.ru/r"] == dataset["landingPage"]
    assert ["#act/procedure", "#act/annex", "#register-act", "#approval-act"] == dataset["relation"]
    assert {"title": {"ru": "Указ"}, "number": "7", "dateDocument": "2024-03-01"}.items() <= (
        nodes["#register-act"].items()
    )
    assert {"@id", "@type", "title", "dateDocument"} == nodes["#approval-act"].keys()


def test_a_direction_that_the_ordinance_does_not_know_is_a_concept_of_its_own():
    told = register(direction(process("Сказывание", "дуб"), name="Разное", kind=None))
    nodes = described(told)

    assert ["#direction/разное"] == nodes["#service/разное/сказывание"]["isClassifiedBy"]
    assert {"ru": "Разное"} == nodes["#direction/разное"]["preferredLabel"]
    assert ["#direction/разное"] == nodes["#concepts/direction"]["member"]


@pytest.mark.parametrize("code", EXAMPLES)
def test_addresses_stay_when_rows_move(code):
    told, by = example(code)
    turned = evolve(
        told,
        directions=tuple(
            evolve(
                one,
                processes=tuple(
                    evolve(each, entries=each.entries[::-1]) for each in one.processes[::-1]
                ),
            )
            for one in told.directions[::-1]
        ),
        touchpoints=told.touchpoints[::-1],
    )

    assert described(told, by).keys() == described(turned, by).keys()


@pytest.mark.parametrize("code", EXAMPLES)
def test_one_process_alone_is_told_as_among_the_others(code):
    told, by = example(code)
    whole = described(told, by)
    for one in told.directions:
        for each in one.processes:
            part = described(evolve(told, directions=(evolve(one, processes=(each,)),)), by)
            for service in of_type(part, "PublicService"):
                assert whole[service["@id"]] == service


@pytest.mark.parametrize("code", EXAMPLES)
def test_every_link_leads_to_a_node_and_every_term_is_in_the_context(code):
    told, by = example(code)
    of = Organisation(by.code, by.title, by.region, tuple(by.acts.values()))
    document = linked_data(View(told, by.vocabulary), of)
    context = document["@context"]
    links = {
        name
        for name, term in context.items()
        if isinstance(term, dict) and "@id" == term.get("@type")
    }
    addresses = {one["@id"] for one in document["@graph"]}
    followed = set()
    for one in document["@graph"]:
        types = one["@type"] if isinstance(one["@type"], list) else [one["@type"]]
        assert set() == {*types, *one} - {"@id", "@type"} - context.keys()
        for name in links & one.keys():
            value = one[name]
            followed |= {value} if isinstance(value, str) else set(value)

    assert len(addresses) == len(document["@graph"])
    assert set() == followed - addresses
    assert {"#register", "#organisation", "#region"} <= followed


def test_hostile_text_cannot_leave_its_script():
    name = "</script><script>alert('&\u2028')</script><!--"
    told = register(process(name, entry(name, name)), title=name)
    document = linked_data(View(told, agency.vocabulary), CAT)
    text = linked_data_text(document)

    assert document == json.loads(text)
    assert not {"<", ">", "&", "\u2028"} & set(text)
