"""A register as a static site: pages of HTML, a style sheet, one small script, downloads."""

from __future__ import annotations

from .audience import Audience, LeftOut, shown_to
from .law import Law, LawClause
from .pages import Site, site_files

__all__ = ["Audience", "Law", "LawClause", "LeftOut", "Site", "shown_to", "site_files"]
