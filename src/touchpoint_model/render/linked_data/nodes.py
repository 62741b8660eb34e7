"""Nodes of the graph: only facts that are there, texts by their language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...model.text import Text

__all__ = ["Node", "bilingual", "node", "printed"]

Node = dict[str, Any]


def node(address: str, types: str | list[str], /, **facts: Any) -> Node:
    """A node with its address, its types and those facts that are known.

    >>> node("#a", "Channel", identifier="a", channelType=None, hasChannel=[])
    {'@id': '#a', '@type': 'Channel', 'identifier': 'a'}
    """
    known = {name: value for name, value in facts.items() if value not in (None, "", [], {})}
    return {"@id": address, "@type": types, **known}


def bilingual(text: Text) -> dict[str, str]:
    """A text in both languages; a language in which nothing is said is left out.

    >>> bilingual(Text(ru="", en="touchpoint"))
    {'en': 'touchpoint'}
    """
    return {lang: said for lang, said in (("ru", text.ru), ("en", text.en)) if said.strip()}


def printed(*texts: str) -> dict[str, str | list[str]]:
    """What a register prints: Russian, one text or several; nothing if all are blank."""
    said = _once(one.strip() for one in texts)
    if not said:
        return {}
    return {"ru": said[0] if len(said) == 1 else said}


def _once(texts: Iterable[str]) -> list[str]:
    return [one for one in dict.fromkeys(texts) if one]
