"""The pages under test: every kind that the library writes, in both languages."""

import datetime
from pathlib import Path

from attrs import evolve, frozen

import touchpoint_model as tm
from touchpoint_model.cli.app import run
from touchpoint_model.journey_files import write_journeys
from touchpoint_model.publishing import publish_site

from .harm import hostile, hostile_journey
from .registers import searched

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "examples" / "registers"
JOURNEYS = ROOT / "examples" / "journeys"
LANGUAGES = ("ru", "en")
DAY = datetime.date(2024, 4, 1)
BASE = "https://agency.example/register/"
ONE_FILE = {
    "report": "report/{}.html",
    "reports": "report/many-{}.html",
    "map": "map/{}.html",
}
SITE = {
    "register": "{}index.html",
    "touchpoints": "{}touchpoints.html",
    "law": "{}law.html",
    "changes": "{}changes.html",
    "process": "{}process/*.html",
    "touchpoint": "{}touchpoint/*.html",
}


@frozen
class Kind:
    """A kind of page. path: its address on the shelf; `*` stands for the first that is there."""

    name: str
    path: str
    lang: str

    def __str__(self) -> str:
        return f"{self.name}-{self.lang}"


def site(folder: str) -> tuple[Kind, ...]:
    """The kinds of page of the site in a folder of the shelf; its root is in Russian."""
    return tuple(
        Kind(name, f"/{folder}/{path.format('' if lang == 'ru' else f'{lang}/')}", lang)
        for lang in LANGUAGES
        for name, path in SITE.items()
    )


LONE = tuple(Kind(name, f"/{ONE_FILE[name]}".format(x), x) for x in LANGUAGES for name in ONE_FILE)
PUBLISHED = site("site")
EVERY = (*LONE, *PUBLISHED)


def command(*arguments: object) -> None:
    """Runs a command; it must not fail."""
    code = run([str(one) for one in arguments])
    assert code in (0, 1), arguments


def write_reports(folder: Path, lang: str) -> None:
    said = ("--format", "html", "--on", f"{DAY}", "--lang", lang, "--output")
    one, other = REGISTERS / "trade.json", REGISTERS / "administration.json"
    command("check", one, *said, folder / ONE_FILE["report"].format(lang))
    command("check", one, other, *said, folder / ONE_FILE["reports"].format(lang))


def write_map(folder: Path, lang: str) -> None:
    out, register = folder / ONE_FILE["map"].format(lang), REGISTERS / "administration.json"
    said = ("--on", f"{DAY}", "--lang", lang)
    command("journey", "map", JOURNEYS / "administration.toml", out, "--register", register, *said)


def write_hostile(folder: Path, lang: str) -> None:
    register, path = folder / "hostile.json", folder / "journeys.json"
    tm.write(hostile(), register)
    write_journeys([hostile_journey()], path)
    said = ("--on", f"{DAY}", "--lang", lang)
    page = folder / "report" / f"hostile-{lang}.html"
    command("check", register, "--format", "html", *said, "--output", page)
    page = folder / "map" / f"hostile-{lang}.html"
    command("journey", "map", path, page, "--register", register, *said)
    register.unlink()
    path.unlink()


def write_sites(folder: Path) -> None:
    culture = tm.read(REGISTERS / "culture.json")
    publish_site(
        culture, folder / "site", audience="internal", since=before(culture), on=DAY, base_url=BASE
    )
    publish_site(searched(), folder / "search", on=DAY)
    publish_site(hostile(), folder / "hostile", on=DAY)


def before(register: tm.Register) -> tm.Register:
    """A revision before this one: less of one direction, more of another, a row told otherwise."""
    first, second, *others = register.directions
    process = first.processes[0]
    row = evolve(process.entries[0], particulars="было иначе")
    shorter = evolve(first, processes=(evolve(process, entries=(row, *process.entries[2:])),))
    longer = evolve(second, processes=(*second.processes, tm.Process("Исключённый процесс")))
    return evolve(register, directions=(shorter, longer, *others))


def write(folder: Path) -> None:
    """Writes the shelf: reports and maps of journeys, each one file, and three sites."""
    for room in ("report", "map"):
        (folder / room).mkdir()
    for lang in LANGUAGES:
        write_reports(folder, lang)
        write_map(folder, lang)
        write_hostile(folder, lang)
    write_sites(folder)
