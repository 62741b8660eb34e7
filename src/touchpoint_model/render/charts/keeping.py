"""Charts kept in a notebook twice: as Vega-Lite, and as a picture that needs no script."""

from __future__ import annotations

import struct
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from ...model.errors import UsageError
from ...model.text import Text
from ..png import tighter
from .look import altair_of_extra

__all__ = ["keep_pictures"]

_NAME = "touchpoint_model"
_SCALE = 1.5  # dots for each px
_SIZE_AT = 16  # where a PNG tells its width and height
_SAYING = "[chart] {title}"


def keep_pictures() -> None:
    """From now on, charts of Altair show themselves as Vega-Lite with a PNG beside it.

    A notebook that is saved so shows its charts where no script runs, such as on a repository's
    page, and its outputs are the same from run to run: no random names. Call it once, at the top.

    Raises:
        UsageError: altair or vl-convert-python is not installed.
    """
    alt = altair_of_extra()
    if find_spec("vl_convert") is None:
        raise UsageError(
            Text(
                ru="для картинок нужен пакет vl-convert-python; установите дополнение notebook: "
                'pip install "touchpoint_model[notebook]"',
                en="pictures need the package vl-convert-python; install the extra notebook: "
                'pip install "touchpoint_model[notebook]"',
            )
        )
    alt.renderers.register(_NAME, _both)
    alt.renderers.enable(_NAME)


def _both(spec: dict[str, Any], **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is shown, by media type, and how large."""
    alt = altair_of_extra()
    dots = BytesIO()
    alt.Chart.from_dict(spec).save(dots, format="png", scale_factor=_SCALE)
    width, height = struct.unpack_from(">II", dots.getvalue(), _SIZE_AT)
    version = alt.SCHEMA_VERSION.removeprefix("v").partition(".")[0]
    shown = {
        f"application/vnd.vegalite.v{version}+json": spec,
        "image/png": tighter(dots.getvalue()),
        "text/plain": _SAYING.format(title=_title(spec)),
    }
    size = {"width": round(width / _SCALE), "height": round(height / _SCALE)}
    return shown, {"image/png": size}


def _title(spec: dict[str, Any]) -> str:
    title = spec.get("title", "")
    return str(title.get("text", "")) if isinstance(title, dict) else str(title)
