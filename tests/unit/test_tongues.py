"""Runs of Cyrillic on an English page are marked, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpoint_model.render.tongues import russian_marked


def ru(text: str) -> str:
    return f'<span lang="ru">{text}</span>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Да</p>", f"<p>{ru('Да')}</p>"),
        ("<p>Да, 5 (пять) — нет.</p>", f"<p>{ru('Да, 5 (пять) — нет')}.</p>"),
        ("<p>row «Да» and «Нет»</p>", f"<p>row «{ru('Да')}» and «{ru('Нет')}»</p>"),
        ("<p>Да &amp; нет</p>", f"<p>{ru('Да')} &amp; {ru('нет')}</p>"),
        ("<p title='да'>no</p>", "<p title='да'>no</p>"),
        ("<style>p > a::before { content: 'да' }</style>", None),
        ("<title>Да</title><option lang=ru>Да</option>", None),
        ("<svg><text>Да</text></svg>", None),
        ("<script>/* да */</script><!-- да -->", None),
        ("", None),
    ],
)
def test_russian_is_marked(page, expected):
    assert (page if expected is None else expected) == russian_marked(page)


@given(st.lists(st.sampled_from(["<p>", "</p>", "да", "no", " ", "&lt;", "«", "5", '<a b="да">'])))
def test_only_marks_are_added(parts):
    """Law: without its marks, a marked page is the page that it was."""
    page = "".join(parts)
    marked = russian_marked(page)
    assert page == re.sub(r'<span lang="ru">|</span>', "", marked)
    assert not re.search("[а-я]", re.sub(r'<span lang="ru">.*?</span>|<[^>]*>', "", marked))
