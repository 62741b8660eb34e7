"""A comparison as one self-contained HTML page for a clerk."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ...model.text import Lang
from ..words import printable
from .compared import Compared
from .outline import outline
from .wording import SAY

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["as_html"]


def as_html(told: Compared, lang: Lang = "ru") -> str:
    """The page: what makes an update due, what is to be done, the changes by process.

    It needs no network and no script, can be read with a keyboard and a screen reader, and prints
    on A4.
    """
    page = _template().render(
        found=outline(told, lang), lang=lang, say={word: text[lang] for word, text in SAY.items()}
    )
    return printable(page)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    room = __package__.rpartition(".")[0]
    loaders = [PackageLoader(__package__, "templates"), PackageLoader(room, "templates")]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("difference.html.jinja")
