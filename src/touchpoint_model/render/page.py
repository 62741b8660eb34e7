"""A check as one self-contained HTML page for a clerk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..model.text import Lang
from .checked import Checked, RuleCard
from .outline import outline
from .subject import REGISTER, Subject
from .tongues import russian_marked
from .words import printable

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["MARK", "as_html"]

MARK = "touchpoint_model report"
"""What the page says of its maker, by which it is told from a register."""

_NO_CARDS: Mapping[str, RuleCard] = MappingProxyType({})


def as_html(
    files: Sequence[Checked],
    lang: Lang = "ru",
    rules: Mapping[str, RuleCard] = _NO_CARDS,
    subject: Subject = REGISTER,
) -> str:
    """The page: what to do first, findings by process, what stayed unchecked.

    It needs no network and no script, and prints on A4. Several files share a page, with a table
    of contents.

    Args:
        rules: cards of the rules by code; a rule without one is called by its name.
        subject: what the report is about.
    """
    outlines = [outline(one, rules, lang, at, subject) for at, one in enumerate(files, 1)]
    page = _template().render(
        outlines=outlines,
        lang=lang,
        mark=MARK,
        say=partial(subject.say, lang=lang),
        file="register" if subject.journeys is None else "journeys",
    )
    return printable(russian_marked(page) if lang == "en" else page)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tied"] = _tied
    return environment.get_template("check.html.jinja")


def _tied(text: str) -> str:
    """A number stays on the line of the word before it."""
    return re.sub(r" (?=[0-9])", "\u00a0", text)
