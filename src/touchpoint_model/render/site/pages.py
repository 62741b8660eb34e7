"""The files of a site: every page in both languages, style, script, downloads, a map of the site."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from attrs import field, frozen

from ...journeys.maps.measuring_text import clean
from ...model.history import History
from ...model.legal import Act
from ...model.register import Register
from ...model.text import Lang
from ...model.view import Standing
from ...model.vocabulary import Vocabulary
from ..difference.compared import Compared
from ..difference.outline import outline
from ..tongues import russian_marked
from .assets import FILE_KINDS, assets, size_word
from .audience import Audience
from .content import Contents, ShownPoint, contents_of
from .law import Law
from .links import bare_name
from .revisions import approval_words, place_word, revisions_of
from .words import channel_word, counted, day, say

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Site", "site_files"]

_LANGS: tuple[Lang, ...] = ("ru", "en")


@frozen
class Site:
    """What a site is made of.

    Attributes:
        register: what the audience is shown, recognised. law: of its agency.
        downloads: bytes by extension. linked_data: the register as JSON-LD; None if there is none.
        compared: with the revision before, of what the audience is shown; None if not known.
        history: of the register; its basis and authors are shown to the agency's own people alone.
        on: the day by which the clauses are told; None is no day in particular.
        base_url: address of the site's root, with a slash at the end; None if not known.
    """

    register: Register
    vocabulary: Vocabulary
    law: Law
    audience: Audience = Audience.PUBLIC
    downloads: Mapping[str, bytes] = field(factory=dict)
    linked_data: str | None = None
    compared: Compared | None = None
    history: History | None = None
    on: datetime.date | None = None
    base_url: str | None = None


def site_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path under the root, with slashes, and its bytes.

    The root is Russian, `en/` is English. The same site gives the same bytes.
    """
    shown = contents_of(site.register, site.vocabulary, site.law)
    shared = dict(assets())
    paths = {kind: path for kind, (path, _) in shared.items()}
    listed = []
    for lang in _LANGS:
        for path, page in _Pages(site, shown, lang, paths)():
            listed.append(("en/" if lang == "en" else "") + path)
            yield listed[-1], page.encode()
    yield from shared.values()
    for kind, data in _downloads(site):
        yield f"files/register.{kind}", data
    if site.base_url is not None and site.audience is Audience.PUBLIC:
        yield "sitemap.xml", _sitemap(site.base_url, listed)


def _downloads(site: Site) -> Iterator[tuple[str, bytes]]:
    for kind in FILE_KINDS:
        if kind in site.downloads:
            yield kind, site.downloads[kind]
    if site.linked_data is not None:
        yield "jsonld", site.linked_data.encode()


def _has_changes(site: Site) -> bool:
    return site.compared is not None or site.history is not None


def _sitemap(base_url: str, paths: Sequence[str]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<url><loc>{escape(base_url + path)}</loc></url>" for path in paths),
        "</urlset>",
        "",
    ]
    return "\n".join(lines).encode()


@frozen
class _Pages:
    """Makes the pages of one language."""

    site: Site
    shown: Contents
    lang: Lang
    assets: Mapping[str, str]

    def __call__(self) -> Iterator[tuple[str, str]]:
        """Every page: its path in the tree of the language, and its text."""
        site, shown, lang = self.site, self.shown, self.lang
        title = site.register.title
        yield self._page(
            "index.html", "register.html.jinja", title, files=self._files(), state=self._state()
        )
        yield self._page(
            "touchpoints.html", "touchpoints.html.jinja", say(lang, "touchpoints-title")
        )
        yield self._page("law.html", "law.html.jinja", say(lang, "law-title"))
        if _has_changes(site):
            yield self._changes()
        registry = {one.id: one.name for one in site.register.process_registry or ()}
        for direction in shown.directions:
            for one in direction.processes:
                yield self._page(
                    f"process/{one.slug}.html",
                    "process.html.jinja",
                    one.process.name,
                    one=one,
                    rows=shown.rows_of[one.slug],
                    registry=registry,
                    section="index.html",
                )
        for point in shown.points:
            yield self._page(
                f"touchpoint/{point.slug}.html",
                "touchpoint.html.jinja",
                point.name or say(lang, "unnamed-point"),
                one=point,
                rows=shown.rows_at.get(point.slug, ()),
                standing=self._standing(point),
                section="touchpoints.html",
            )

    def _changes(self) -> tuple[str, str]:
        site, lang = self.site, self.lang
        return self._page(
            "changes.html",
            "changes.html.jinja",
            say(lang, "changes-title"),
            compared=outline(site.compared, lang) if site.compared is not None else None,
            points={one.touchpoint.name: one for one in self.shown.points},
            bare=self._bare,
            revisions=revisions_of(site.history, site.vocabulary, lang) if site.history else (),
        )

    def _bare(self, name: str) -> str:
        """The name of a point that is gone, without its contacts."""
        if self.site.compared is None:
            return name
        gone = self.site.compared.amendment.old.touchpoints
        found = (bare_name(name, one.contacts) for one in gone if one.name == name)
        return next(found, name)

    def _page(self, path: str, template: str, title: str, **more: Any) -> tuple[str, str]:
        site, shown, lang = self.site, self.shown, self.lang
        up = "../" * path.count("/")
        top = up + ("../" if lang == "en" else "")
        told = (
            _environment()
            .get_template(template)
            .render(
                {
                    "path": path,
                    "section": path,
                    "up": up,
                    "top": top,
                    "other": f"{top}{path}" if lang == "en" else f"{up}en/{path}",
                    "title": title,
                    "lang": lang,
                    "ru": _russian(lang),
                    "css": self.assets["css"],
                    "js": self.assets["js"],
                    "internal": site.audience is Audience.INTERNAL,
                    "base_url": site.base_url,
                    "linked_data": site.linked_data is not None,
                    "register": site.register,
                    "law": site.law,
                    "shown": shown,
                    "sizes": self._sizes(),
                    "menu": self._menu(),
                    "say": partial(say, lang),
                    "counted": partial(counted, lang),
                    "channel": self._channel,
                    "concepts": self._concepts,
                    "act_line": self._act,
                    **more,
                }
            )
        )
        return path, russian_marked(told) if lang == "en" else told

    def _menu(self) -> list[tuple[str, str]]:
        told = [
            ("index.html", "register"),
            ("touchpoints.html", "touchpoints"),
            ("law.html", "law"),
        ]
        return [*told, ("changes.html", "changes")] if _has_changes(self.site) else told

    def _sizes(self) -> str:
        shown, lang = self.shown, self.lang
        processes = sum(len(one.processes) for one in shown.directions)
        told = [
            counted(lang, "process", processes),
            counted(lang, "touchpoint", len(shown.points)),
            counted(lang, "row", shown.rows),
        ]
        if len(shown.directions) > 1:
            told.insert(0, counted(lang, "direction", len(shown.directions)))
        return " · ".join(told)

    def _channel(self, code: str) -> str:
        return channel_word(self.lang, self.site.vocabulary.get("channel", code), code)

    def _concepts(self, scheme: str, codes: Sequence[str]) -> str:
        found = ((code, self.site.vocabulary.get(scheme, code)) for code in codes)
        return ", ".join(one.label[self.lang] if one is not None else code for code, one in found)

    def _standing(self, point: ShownPoint) -> str:
        """How a point stands to the closed list; the public is told only what the list says of it."""
        if point.standing is None:
            return ""
        told = point.standing in (Standing.LISTED, Standing.UMBRELLA)
        if not told and self.site.audience is Audience.PUBLIC:
            return ""
        name = point.umbrella.label[self.lang] if point.umbrella is not None else ""
        return say(self.lang, f"standing-{point.standing.value}").format(name=name)

    def _act(self, act: Act) -> str:
        said = [act.title[self.lang]]
        if act.date is not None:
            said.append(f"{say(self.lang, 'from')} {day(self.lang, act.date)}")
        if act.number:
            said.append(f"№\u00a0{act.number}")
        return " ".join(said)

    def _files(self) -> list[tuple[str, str, str]]:
        return [
            (f"register.{kind}", FILE_KINDS[kind], size_word(self.lang, len(data)))
            for kind, data in _downloads(self.site)
        ]

    def _state(self) -> list[tuple[str, str]]:
        """What is known of the register's state, each with its word."""
        site, lang = self.site, self.lang
        register, history = site.register, site.history
        approvals = [register.approval] if register.approval is not None else []
        publications = list(register.publications or ())
        told: list[tuple[str, str]] = []
        if site.law.acts:
            told.append((say(lang, "ordinance"), self._act(site.law.acts[0])))
        if history is not None and history.head is not None:
            number = history.head.number
            approvals += [one.approval for one in history.approvals if one.revision == number]
            publications += [
                one.publication for one in history.publications if one.revision == number
            ]
            revision = f"№\u00a0{number}, {day(lang, history.head.day)}"
            told.append((say(lang, "revision"), revision))
        elif register.revision_date is not None:
            told.append((say(lang, "revision-date"), day(lang, register.revision_date)))
        unknown = say(lang, "not-stated")
        approved = "; ".join(dict.fromkeys(approval_words(one, lang) for one in approvals))
        places = (place_word(one, site.vocabulary, lang) for one in publications)
        told.append((say(lang, "approved"), approved or unknown))
        told.append((say(lang, "published"), "; ".join(dict.fromkeys(places)) or unknown))
        if site.on is not None:
            told.append((say(lang, "as-of"), day(lang, site.on)))
        return told


def _russian(lang: Lang) -> Any:
    from markupsafe import Markup

    return Markup(' lang="ru"') if lang == "en" else Markup("")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    def lines(text: str) -> Markup:
        told = [escape(clean(one)) for one in text.splitlines() if one.strip()]
        return Markup("<br>").join(told)

    environment = Environment(
        loader=PackageLoader("touchpoint_model.render.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = lines
    return environment


def _shown(value: object) -> object:
    """Text without what is not seen or turns the direction of writing; markup as it is."""
    return clean(value) if type(value) is str else value
