"""Client journey maps (карта клиентского пути): a picture, and a page with picture and table."""

from __future__ import annotations

from .page import as_html
from .picture import A3, A4, as_png, as_svg

__all__ = ["A3", "A4", "as_html", "as_png", "as_svg"]
