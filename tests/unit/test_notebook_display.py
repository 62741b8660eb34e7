"""How values show themselves in a notebook."""

import subprocess
import sys
from datetime import date
from functools import partial
from html.parser import HTMLParser

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.journeys.redesign.alterations import exclude
from touchpoint_model.journeys.redesign.comparison import compare
from touchpoint_model.journeys.redesign.measures import Better, Measure
from touchpoint_model.journeys.redesign.whatif import what_if
from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.journeys import LifeSituation
from touchpoint_model.model.text import Text
from touchpoint_model.render import notebook

from .building import DAY, entry, process, register

LANGS = ("ru", "en")
EMPTY = {"br", "meta", "circle", "path", "rect", "line", "polyline", "polygon", "use", "ellipse"}


class Seen(HTMLParser):
    """Reads HTML strictly: every tag is closed; keeps its cells and words."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.rows, self.words = [], [], [], []
        self.feed(text)
        self.close()
        assert [] == self.open

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)
        if tag not in EMPTY:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            assert tag == self.open.pop()

    def handle_startendtag(self, tag, _attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words.append(data)
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def fair(count=2, **further):
    steps = [step(f"s{at}", f"шаг {at} <b>", at="phone", hours=1) for at in range(count)]
    return journey("fair", "Ярмарка & <i>", phase("Этап", *steps), **further)


def many(rows):
    entries = [entry("phone", f"нужда {at}") for at in range(rows)]
    return register(process("Процесс <b>", *entries))


@pytest.mark.parametrize("lang", LANGS)
def test_a_register_tells_its_counts_and_groups_its_rows(lang):
    held = register(process("Первый", "телефон", "почта"), process("Второй", "телефон"))
    seen = Seen(notebook.register(held, lang))

    assert any(
        "2" in one and "3" in one for one in seen.words if "роцессов" in one or "processes" in one
    )
    assert [["Первый (2)"], ["Второй (1)"]] == [one for one in seen.rows if "(" in one[0]]
    assert ["1", "2", "3"] == [one[0] for one in seen.rows if len(one) == 4][1:]


def test_a_big_register_stays_small():
    small, big = notebook.register(many(21)), notebook.register(many(5_000))

    assert any("ещё 4980" in one for one in Seen(big).words)
    assert len(big) < len(small) + 100


def test_needs_that_are_not_stated_are_told_from_none():
    held = register(process("P", entry("a"), tm.Entry("b", needs=())))
    told = {one[1]: one[2] for one in Seen(notebook.register(held, "en")).rows if len(one) == 4}

    assert ("not stated", "") == (told["a"], told["b"])


def test_a_report_shows_the_gravest_first():
    report = tm.check(tm.read("examples/registers/agriculture.json"), on=date(2024, 4, 1))
    seen = Seen(notebook.report(report))
    weights = [one[1] for one in seen.rows[1:]]

    assert 20 == len(weights)
    assert weights == sorted(weights, key=("ошибка", "предупреждение", "примечание").index)
    assert any(f"ещё {len(report.findings) - 20}" in one for one in seen.words)


def test_a_report_without_findings_says_so():
    report = tm.check(tm.read("examples/registers/agriculture.json"), on=date(2024, 4, 1))

    assert "No findings." in Seen(notebook.report(evolve(report, findings=()), "en")).words


@pytest.mark.parametrize("lang", LANGS)
def test_a_journey_shows_its_map_and_its_table(lang):
    seen = Seen(notebook.journey(fair(), lang))

    assert {"svg", "table", "details"} <= set(seen.tags)
    assert ["1", "2"] == [one[1] for one in seen.rows[1:]]


def test_a_long_journey_shows_its_first_steps_alone():
    html = notebook.journey(fair(500))
    seen = Seen(html)

    assert "svg" not in seen.tags
    assert 41 == len(seen.rows)
    assert any("ещё 460" in one for one in seen.words)
    assert len(notebook.journey(fair(5_000))) < len(html) + 200


def longer():
    def measured(one):
        total = sum(step.hours or 0 for step in one.steps)
        return {"h": Measure("h", total, "hours", Text("Время", "Time"), Better.LESS)}

    after = journey(
        "fair",
        "Новая",
        phase("Этап", step("s0", "шаг 0 <b>", at="site", hours=0.5), step("new", "новый шаг")),
    )
    return compare(fair(), after, measure=measured)


def test_a_comparison_shows_measures_and_what_changed():
    seen = Seen(notebook.comparison(longer(), "en"))
    told = [one.replace("\xa0", " ") for one in seen.rows[1]]

    assert ["Time", "2 h", "30 min", "−1 h 30 min", "▲ better"] == told
    for words in (
        "New steps: 1",
        "Dropped steps: 1",
        "Changed steps: 1",
        "touchpoint: phone → site",
    ):
        assert words in seen.words


def test_a_comparison_of_one_journey_says_that_nothing_changed():
    assert "Nothing changed." in Seen(notebook.comparison(compare(fair(), fair()), "en")).words


def test_effects_show_the_journeys_that_break():
    held = register(process("P", "phone", "site"), agency="agriculture")
    told = journey("j", "Путь", phase("", step("a", "звонит", at="phone", satisfies=True)))
    shown = what_if(
        held,
        [told],
        partial(exclude, touchpoint="phone"),
        lambda one, _: tm.check(one, tm.agency("agriculture"), on=DAY),
        vocabulary=tm.Vocabulary("toy", ()),
    )
    seen = Seen(notebook.effects(shown, "en"))

    assert "Journeys on which the need can be met no more: 1" in seen.words
    assert "Touchpoints without rows now: 1" in seen.words
    assert "Точки, у которых не осталось строк: 1\n  • " in str(shown)
    assert "<" not in str(shown)
    assert str(shown) == shown._repr_mimebundle_()["text/plain"]


def test_effects_tell_which_steps_lead_nowhere_though_the_journey_stands():
    held = register(process("P", "phone", "site"), agency="agriculture")
    told = journey(
        "j",
        "Путь",
        phase(
            "",
            step("ask", "спрашивает", at="site", then={"work": 0.5, "else": 0.5}),
            step("work", "готовит", actor="отдел", then="read"),
            step("read", "слышит", at="phone", satisfies=True),
            step("else", "узнаёт иначе", satisfies=True),
        ),
    )
    shown = what_if(
        held,
        [told],
        partial(exclude, touchpoint="phone"),
        lambda one, _: tm.check(one, tm.agency("agriculture"), on=DAY),
        vocabulary=tm.Vocabulary("toy", ()),
    )
    seen = Seen(notebook.effects(shown, "en"))

    assert "Journeys touched: 1" in seen.words
    assert "lead to satisfaction no more: готовит" in seen.words


def test_a_situation_that_the_agency_starts_is_told_from_one_that_it_does_not():
    waited, started = (LifeSituation("техника", proactive=one) for one in (False, True))
    shown = compare(evolve(fair(), situation=waited), evolve(fair(), situation=started))
    seen = Seen(notebook.comparison(shown, "en"))

    assert "life situation: техника → техника (the agency starts by itself)" in seen.words


@pytest.mark.parametrize(
    "shown",
    [
        lambda: notebook.register(many(2)),
        lambda: notebook.journey(fair()),
        lambda: notebook.comparison(longer()),
    ],
)
def test_words_of_values_are_escaped(shown):
    assert {"b", "i", "script"}.isdisjoint(Seen(shown()).tags)


def test_a_bundle_has_text_and_html():
    held = many(1)
    bundle = held._repr_mimebundle_()

    assert {"text/plain", "text/html"} == set(bundle)
    assert held._repr_html_() == bundle["text/html"]


def test_drawers_load_only_when_a_notebook_asks():
    code = (
        "import sys, touchpoint_model\n"
        "loaded = [one for one in sys.modules if one.startswith('touchpoint_model.render')]\n"
        "heavy = {'altair', 'networkx', 'scipy', 'docx', 'xlsxwriter'} & set(sys.modules)\n"
        "print(loaded, heavy)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[] set()" == told.stdout.strip()


def test_notebook_functions_need_no_heavy_library_of_charts():
    code = (
        "import sys, touchpoint_model.render.notebook, touchpoint_model.render.charts\n"
        "print({'altair', 'docx', 'xlsxwriter', 'scipy', 'vl_convert'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "set()" == told.stdout.strip()


def test_an_analysis_shows_the_names_of_points_and_what_was_computed():
    register = tm.read("examples/registers/trade.json")
    journeys = tm.read_journeys("examples/journeys/trade.toml")
    (told,) = tm.analyse_journeys(journeys, register)

    shown = told._repr_html_()

    assert "Почта России" in shown
    assert "russian-post" not in shown
    assert "<pre>" in shown
    assert told.journey.name in shown
