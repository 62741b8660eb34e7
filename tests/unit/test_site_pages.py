"""The pages of a site: languages, headings, tables, links, and nothing from elsewhere."""

import json
import posixpath
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import unquote

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.publishing import publish_site
from touchpoint_model.render.site.words import SAY

from .published_sites import files_of, guarded, kept, pages

AGENCIES = ("administration", "agriculture", "culture", "trade")
REGISTERS = "examples/registers/{}.json"
OWN = re.compile(r"^[^:]*$")  # no scheme
MARKED = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture(scope="module", params=AGENCIES)
def example(request, tmp_path_factory):
    """The internal site of an example register: its register and its files."""
    register = tm.read(REGISTERS.format(request.param))
    folder = tmp_path_factory.mktemp("site") / request.param
    old = evolve(register, directions=register.directions[:1], title="Прежний перечень")
    publish_site(register, folder, audience="internal", since=old, on=date(2024, 6, 1))
    return register, files_of(folder)


def own(name: str) -> str:
    """The page's place in the tree of its language."""
    return name.removeprefix("en/")


def test_both_languages_have_the_same_pages(example):
    _, files = example
    names = [name for name in files if name.endswith(".html")]
    english = {own(name) for name in names if name.startswith("en/")}

    assert english == {name for name in names if not name.startswith("en/")}
    assert {"index.html", "touchpoints.html", "law.html", "changes.html"} < english


def test_every_process_and_touchpoint_has_a_page(example):
    register, files = example
    count = Counter(name.rpartition("/")[0] for name in files if name.endswith(".html"))

    assert sum(1 for _ in register.processes) == count["process"] == count["en/process"]
    assert len(register.touchpoints) == count["touchpoint"] == count["en/touchpoint"]


def test_pages_say_their_language_and_lead_to_the_other(example):
    for name, page in pages(example[1]).items():
        lang, other = ("en", "ru") if name.startswith("en/") else ("ru", "en")
        (link,) = page.xpath("//header//a[@hreflang]")

        assert lang == page.get("lang")
        assert (other, other) == (link.get("hreflang"), link.get("lang"))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link.get("href")))
        assert (own(name) if lang == "en" else f"en/{name}") == target


def test_headings_begin_with_one_and_skip_no_level(example):
    for name, page in pages(example[1]).items():
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]

        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pages_have_landmarks_a_title_and_a_way_past_them(example):
    for name, page in pages(example[1]).items():
        found = [page.xpath(f"//{one}") for one in ("header", "main", "footer", "title")]

        assert [1, 1, 1, 1] == [len(one) for one in found], name
        assert "content" == page.xpath("//main")[0].get("id")
        assert "#content" == page.xpath("//body/a[1]")[0].get("href")
        assert page.xpath("//title")[0].text.strip()


def test_tables_have_captions_and_scopes(example):
    tables = [table for page in pages(example[1]).values() for table in page.iter("table")]

    assert tables
    for table in tables:
        assert table.xpath("string(caption)").strip()
        assert {"col"} == {one.get("scope") for one in table.xpath("thead//th")}
        assert {"row"} == {one.get("scope") for one in table.xpath("tbody//th")}
        width = len(table.xpath("thead//th"))
        assert {width} == {len(row) for row in table.xpath("tbody/tr")}


def test_controls_have_labels_and_regions_have_names(example):
    for name, page in pages(example[1]).items():
        for control in page.xpath("//input | //select"):
            assert 1 == len(page.xpath("//label[@for=$id]", id=control.get("id"))), name
        for one in page.xpath("//*[@aria-labelledby]"):
            assert 1 == len(page.xpath("//*[@id=$id]", id=one.get("aria-labelledby"))), name


def test_every_link_leads_somewhere(example):
    _, files = example
    trees = pages(files)
    ids = {name: set(page.xpath("//@id")) for name, page in trees.items()}

    for name, page in trees.items():
        assert len(page.xpath("//@id")) == len(ids[name])
        for href in page.xpath("//a/@href | //link/@href | //script/@src"):
            if not OWN.match(href):
                continue
            path, _, anchor = unquote(href).partition("#")
            target = name
            if path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            assert target in files, (name, href)
            assert not anchor or anchor in ids[target], (name, href)


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(example):
    """No address but of links that a reader follows; no handler, no style, no script in a page."""
    _, files = example
    for name, page in pages(files).items():
        for href in page.xpath("//link/@href | //script/@src | //img/@src"):
            assert OWN.match(href), (name, href)
        assert [] == page.xpath("//@*[starts-with(name(), 'on')] | //@style | //style | //iframe")
        assert [] == [one for one in page.iter("script") if one.text]
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    shared = b"".join(data for name, data in files.items() if name.endswith((".css", ".js")))
    assert [] == re.findall(rb"https?:|@import|url\(|eval|innerHTML|document\.write", shared)


def test_links_outside_have_known_schemes(example):
    hrefs = {
        href
        for page in pages(example[1]).values()
        for href in page.xpath("//a/@href")
        if not OWN.match(href)
    }

    assert {"https", "mailto", "tel"} >= {one.partition(":")[0] for one in hrefs}


def test_russian_words_on_english_pages_are_marked(example):
    for name, page in pages(example[1]).items():
        for text in page.xpath("//body//text()[not(ancestor::script)]"):
            holder = text.getparent() if text.is_text else text.getparent().getparent()
            lang = holder.xpath("ancestor-or-self::*[@lang][1]/@lang")
            if name.startswith("en/") and MARKED.search(text):
                assert ["ru"] == lang, (name, text)


def test_every_row_is_on_the_first_page_as_printed(example):
    register, files = example
    page = pages(files)["index.html"]
    rows = page.xpath("//*[@class='process']//tbody/tr")

    assert sum(1 for _ in register.entries) == len(rows)
    for row, shown in zip(register.entries, rows, strict=True):
        needs = [one.text for one in row.needs or ()]
        told = [one.text_content() for one in shown.xpath("td[2]//li")] or [
            shown.xpath("string(td[2])")
        ]
        assert [" ".join(one.split()) for one in needs] == [
            " ".join(one.split()) for one in told if needs
        ]
        assert (row.particulars or "").split() == shown.xpath("string(td[3])").split()


def test_the_script_finds_what_it_filters_by(example):
    """Values of the filters are those that rows and sections carry."""
    page = pages(example[1])["index.html"]
    offered = {
        one.get("name"): {value for value in one.xpath("option/@value") if value}
        for one in page.iter("select")
    }
    told = {
        "process": set(page.xpath("//*[@class='process']/@id")),
        "touchpoint": {
            one.rpartition("/")[2].removesuffix(".html")
            for one in page.xpath("//*[@class='process']//tbody//th/a[1]/@href")
        },
        "need": {code for one in page.xpath("//tr/@data-n") for code in one.split()},
        "channel": {code for one in page.xpath("//tr/@data-c") for code in one.split()},
        "direction": set(page.xpath("//section[@class='direction']/@id")),
    }

    for name, values in offered.items():
        assert values == told[name], name
    assert {"process", "touchpoint"} <= set(offered)
    assert offered.get("direction", set()) == set(page.xpath("//option/@data-d")) or (
        "direction" not in offered
    )


def test_the_search_is_hidden_until_the_script_shows_it(example):
    page = pages(example[1])["index.html"]

    assert [""] == page.xpath("//form/@hidden")
    assert [] == page.xpath("//form//tr")


def test_clauses_are_cited_where_they_are_told(tmp_path):
    """A point's page names the clauses of its kind, its type, its place in the list, its demands."""
    register = tm.read(REGISTERS.format("trade"))
    publish_site(register, tmp_path / "site")
    (page,) = (
        page
        for name, page in pages(files_of(tmp_path / "site")).items()
        if name.startswith("touchpoint/telefon")
    )
    anchors = [one.partition("#")[2] for one in page.xpath("//table//a/@href") if "law" in one]

    assert ["procedure-3.1.2", "procedure-3.2.3", "procedure-4.2.1"] == anchors[:3]
    assert ["procedure-3.2.3-1", "procedure-3.2.3-2", "procedure-3.2.3-3"] == anchors[3:]


def test_a_repealed_clause_is_not_cited_after_its_day(tmp_path):
    agency = tm.agency("trade")
    day = date(2025, 1, 1)
    clauses = tuple(
        evolve(one, repealed=day) if one.ref.id == "3.2.3-1" else one for one in agency.clauses
    )
    agency = evolve(agency, clauses=clauses)
    register = tm.read(REGISTERS.format("trade"))
    for at, (on, count) in enumerate([(date(2024, 12, 31), 1), (day, 0)]):
        publish_site(register, tmp_path / str(at), agency, on=on)
        page = pages(files_of(tmp_path / str(at)))["law.html"]

        assert count == len(page.xpath("//*[@id='procedure-3.2.3-1']"))


def test_a_point_leads_to_its_contacts(tmp_path):
    one = guarded()
    point = evolve(
        one.touchpoints[0],
        contacts=(
            Contact("url", "example.ru/a"),
            Contact("email", "a@example.ru"),
            Contact("phone", "+74712000000", "(4712) 00-00-00"),
            Contact("place", "ул. ленина, д. 1", "ул. Ленина, д. 1"),
            Contact("url", "javascript:alert(1)"),
        ),
    )
    publish_site(evolve(one, touchpoints=(point, *one.touchpoints[1:])), tmp_path / "site")
    found = pages(files_of(tmp_path / "site"))
    (page,) = (page for name, page in found.items() if name.startswith("touchpoint/"))
    hrefs = ["https://example.ru/a", "mailto:a@example.ru", "tel:+74712000000"]

    assert hrefs == page.xpath("//ul[@class='contacts']//a/@href")
    assert 5 == len(page.xpath("//ul[@class='contacts']/li"))
    assert hrefs == found["index.html"].xpath("//tbody//a[@class='at']/@href")


def test_state_is_told(tmp_path):
    publish_site(guarded(), tmp_path / "site", history=kept())
    found = pages(files_of(tmp_path / "site"))
    told = " ".join(found["index.html"].xpath("string(//section[1])").split())

    assert "приказ от 1 апреля 2024 г. № 7" in told
    assert "№ 1, 1 апреля 2024 г." in told
    assert 1 == len(found["changes.html"].xpath("//table[@class='revisions']/tbody/tr"))


@pytest.mark.parametrize(("tree", "told"), [("", "Редакция 1"), ("en/", "Revision 1")])
def test_a_card_of_a_revision_says_what_its_number_is(tmp_path, tree, told):
    """A phone shows no heads of columns; a wide screen hides the word, which stands in the head."""
    publish_site(guarded(), tmp_path / "site", history=kept())
    files = files_of(tmp_path / "site")
    (head,) = pages(files)[f"{tree}changes.html"].xpath("//table[@class='revisions']/tbody//th")
    (style,) = (data.decode() for name, data in files.items() if name.endswith(".css"))
    wide, _, phone = style.partition("(max-width: 48rem)")

    assert told == head.text_content()
    assert ["narrow"] == head.xpath("span/@class")
    assert (".narrow { display: none; }" in wide, ".narrow { display: inline; }" in phone) == (
        True,
        True,
    )


def test_days_and_heads_of_the_revisions_are_not_broken(tmp_path):
    publish_site(guarded(), tmp_path / "site", history=kept())
    files = files_of(tmp_path / "site")
    (style,) = (data.decode() for name, data in files.items() if name.endswith(".css"))

    assert (
        ".revisions th:nth-child(-n+2), .revisions td:nth-child(2) { white-space: nowrap; }"
        in style
    )


def test_an_internal_site_asks_search_engines_to_stay_away(tmp_path):
    publish_site(guarded(), tmp_path / "in", audience="internal", base_url="https://example.ru")
    publish_site(guarded(), tmp_path / "out", base_url="https://example.ru/a")
    inside, outside = (files_of(tmp_path / one) for one in ("in", "out"))
    robots = "//meta[@name='robots']/@content"

    assert all(["noindex, nofollow"] == page.xpath(robots) for page in pages(inside).values())
    assert all([] == page.xpath(robots) for page in pages(outside).values())
    assert "sitemap.xml" not in inside
    assert {f"https://example.ru/a/{name}" for name in pages(outside)} == set(
        re.findall("<loc>(.*?)</loc>", outside["sitemap.xml"].decode())
    )


def test_linked_data_is_a_download(tmp_path):
    publish_site(guarded(), tmp_path / "site", base_url="https://example.ru/a/")
    files = files_of(tmp_path / "site")
    (link,) = pages(files)["index.html"].xpath("//link[@type='application/ld+json']/@href")

    assert (
        "https://example.ru/a/files/register.jsonld" == json.loads(files[link])["@context"]["@base"]
    )


def test_both_languages_say_the_same_things():
    fields = {
        lang: {key: sorted(re.findall(r"\{\w+\}", told)) for key, told in words.items()}
        for lang, words in SAY.items()
    }

    assert fields["ru"] == fields["en"]
