"""Every exception of the library.

An exception is about misuse, an unreadable file or a broken plug-in, never about a register's
lawfulness: that is a `Finding`.

```text
TouchpointError                  the root; every message is Russian or English by language
├── ModelError                   a value that cannot exist; lists every fault with its path
├── ReadError                    a file that cannot be read as what it claims
├── UsageError                   a wrong request: an unknown agency, rule or clause
└── PluginError                  a plug-in or a rule is broken; says file and line
    └── RuleCrash                a rule raised while it looked at a register
```
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from .text import Lang, Text

__all__ = [
    "Flaw",
    "ModelError",
    "PluginError",
    "ReadError",
    "RuleCrash",
    "TouchpointError",
    "UsageError",
]


@frozen
class Flaw:
    """One thing that is wrong with a value or a document.

    Attributes:
        path: where, as a path of fields: `directions[0].processes[2].name`.
        message: what, in both languages; names the value.
    """

    path: str
    message: Text

    def say(self, lang: Lang = "ru") -> str:
        """One line: the path and what is wrong there."""
        return f"{self.path}: {self.message[lang]}" if self.path else self.message[lang]


class TouchpointError(Exception):
    """The root of the library's exceptions.

    Args:
        message: one clear sentence in both languages.
    """

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message

    def say(self, lang: Lang = "ru") -> str:
        """The message in one language."""
        return self.message[lang]

    def __str__(self) -> str:
        return self.say("en")


class ModelError(TouchpointError):
    """A value that cannot exist. `flaws` holds all its faults, not only the first."""

    def __init__(self, what: Text, flaws: Iterable[Flaw] = ()) -> None:
        super().__init__(what)
        self.flaws: Sequence[Flaw] = tuple(flaws)

    def say(self, lang: Lang = "ru") -> str:
        return "; ".join([self.message[lang], *(flaw.say(lang) for flaw in self.flaws)])


class ReadError(TouchpointError):
    """A file that cannot be read as what it claims to be.

    Args:
        message: what is wrong and what to do.
        place: file, line or path inside the document, as printed before the message.
    """

    def __init__(self, message: Text, place: str = "", flaws: Iterable[Flaw] = ()) -> None:
        super().__init__(message)
        self.place = place
        self.flaws: Sequence[Flaw] = tuple(flaws)

    def say(self, lang: Lang = "ru") -> str:
        head = f"{self.place}: {self.message[lang]}" if self.place else self.message[lang]
        return "; ".join([head, *(flaw.say(lang) for flaw in self.flaws)])


class UsageError(TouchpointError):
    """A wrong request: an agency, a rule, a clause or an argument that does not exist."""


class PluginError(TouchpointError):
    """A plug-in that cannot be used. `place` is `file:line` where it is known."""

    def __init__(self, message: Text, place: str = "") -> None:
        super().__init__(message)
        self.place = place

    def say(self, lang: Lang = "ru") -> str:
        return f"{self.place}: {self.message[lang]}" if self.place else self.message[lang]


class RuleCrash(PluginError):
    """A rule raised an exception while it looked at a register."""
