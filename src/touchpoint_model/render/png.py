"""PNG pictures: made of SVG, and packed tighter, the same dots in a third of the bytes, or less.

What draws our pictures deflates them in haste; they are kept in notebooks and documents, where
every byte stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from ..model.errors import UsageError
from ..model.text import Text

__all__ = ["MOST", "from_svg", "not_too_long", "tighter"]

MOST = 200
"""Steps of a journey that a PNG holds: a picture of more takes gigabytes, and nobody can read it."""

_SIGN = b"\x89PNG\r\n\x1a\n"
_DATA = b"IDAT"
_BROKEN = Text(ru="картинка не в формате PNG или повреждена", en="the picture is no PNG, or broken")


def from_svg(picture: str, scale: float) -> bytes:
    """An SVG picture as PNG, `scale` dots for each px.

    Raises:
        UsageError: `vl-convert-python` is not installed; the extra `notebook` brings it.
    """
    try:
        import vl_convert  # heavy: only for pictures
    except ModuleNotFoundError:
        raise UsageError(
            Text(
                ru="Для картинки PNG нужен пакет vl-convert-python: установите "
                "touchpoint_model[notebook], или сохраните карту как SVG или HTML",
                en="A PNG needs the package vl-convert-python: install "
                "touchpoint_model[notebook], or save the map as SVG or HTML",
            )
        ) from None
    return tighter(vl_convert.svg_to_png(picture, scale=scale))


def not_too_long(steps: int) -> None:
    """Refuse a picture of a journey of too many steps.

    Raises:
        UsageError: there are more than `MOST`.
    """
    if steps > MOST:
        raise UsageError(
            Text(
                ru=f"Шагов {steps}, а картинка PNG вмещает не больше {MOST}: сохраните карту как "
                ".html, .svg или .xlsx, или разделите путь на несколько (--journey выберет один)",
                en=f"The journey has {steps} steps, and a PNG holds {MOST} at most: save the map as "
                ".html, .svg or .xlsx, or part the journey into several (--journey takes one)",
            )
        )


def tighter(picture: bytes) -> bytes:
    """The same picture, dot for dot, its data deflated anew as one part (ISO/IEC 15948, clause 10).

    Raises:
        UsageError: it is no PNG.
    """
    if not picture.startswith(_SIGN):
        raise UsageError(_BROKEN)
    try:
        parts = list(_parts(picture))
        dots = zlib.decompress(b"".join(body for name, body in parts if name == _DATA))
    except (struct.error, zlib.error):
        raise UsageError(_BROKEN) from None
    at = next(at for at, (name, _) in enumerate(parts) if name == _DATA)
    kept = [one for one in parts if one[0] != _DATA]
    kept.insert(at, (_DATA, zlib.compress(dots, 9)))
    return _SIGN + b"".join(_part(*one) for one in kept)


def _parts(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGN)
    while at < len(picture):
        length, name = struct.unpack_from(">I4s", picture, at)
        yield name, picture[at + 8 : at + 8 + length]
        at += length + 12


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
