"""Russian words on an English page say that they are Russian, for readers that speak aloud.

WCAG 2.2, success criterion 3.1.2 (Language of Parts, level AA).
"""

from __future__ import annotations

import re

__all__ = ["russian_marked"]

_CYRILLIC = r"[\u0400-\u04ff]"
_RUN = re.compile(rf"{_CYRILLIC}(?:[^A-Za-z\u00c0-\u024f&]*{_CYRILLIC})*")
_PIECE = re.compile(
    r"(?P<kept><!--.*?-->|<(?P<name>style|script|title|svg|option|textarea)\b.*?</(?P=name)>|<[^>]*>)",
    re.DOTALL,
)


def russian_marked(page: str) -> str:
    """An English page with every run of Cyrillic in its text under `lang="ru"`.

    Left as they are: attributes, and elements that hold no markup (titles, options, styles) or are
    drawn (SVG).

    >>> russian_marked('<html lang="en"><p title="б">Row 5: «Да, нет» &amp; no</p>')
    '<html lang="en"><p title="б">Row 5: «<span lang="ru">Да, нет</span>» &amp; no</p>'
    """
    parts, end = [], 0
    for piece in _PIECE.finditer(page):
        parts += [_marked(page[end : piece.start()]), piece["kept"]]
        end = piece.end()
    return "".join([*parts, _marked(page[end:])])


def _marked(text: str) -> str:
    return _RUN.sub(r'<span lang="ru">\g<0></span>', text)
