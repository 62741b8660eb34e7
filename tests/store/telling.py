"""What a refusal looks like: one sentence in each language, and nothing of the machinery."""

from __future__ import annotations

import re
from typing import Any

from touchpoint_model.model.errors import TouchpointError

__all__ = ["is_one_sentence"]

MACHINERY = re.compile(
    r"traceback|sqlalche|psycopg\.|sqlite3\.|operationalerror|\[SQL|\\n", re.IGNORECASE
)


def is_one_sentence(refusal: TouchpointError | dict[str, Any]) -> bool:
    """Whether it is told in one line of each language, without a word from the libraries below."""
    told = refusal if isinstance(refusal, dict) else {one: refusal.say(one) for one in ("ru", "en")}
    russian, english = told["ru"], told["en"]
    is_russian = bool(re.search("[а-яё]{3}", russian)) and russian != english
    return is_russian and all(
        "\n" not in one and not MACHINERY.search(one) for one in told.values()
    )
