"""The agency behind a register, as linked data needs it."""

from __future__ import annotations

from attrs import frozen

from ...model.legal import Act
from ...model.text import Text

__all__ = ["Organisation"]


@frozen
class Organisation:
    """The public organisation that keeps a register.

    Attributes:
        code: of its plug-in. title: its name. region: that it covers.
        acts: its ordinance, in the order of the plug-in.
    """

    code: str
    title: Text
    region: Text
    acts: tuple[Act, ...] = ()
