"""The signs of a map as pieces of SVG: each differs from the others in shape, not only in colour."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AMBER", "GREY", "INK", "NAVY", "RED", "SIGNS", "TEAL", "face", "sign"]

AMBER = "#664400"
GREY = "#565656"
INK = "#1c1c1c"
NAVY = "#1d3f72"
RED = "#8a1010"
TEAL = "#0d5c4b"


def sign(name: str, x: float, y: float) -> str:
    """A sign about 18 px wide and 16 px high, its upper left corner at (x, y)."""
    return f'<g transform="translate({x:g} {y:g})">{SIGNS[name]}</g>'


def face(mood: str) -> str:
    """A face 18 px wide around (0, 0): `good`, `mixed` or `bad`."""
    mouths = {
        "good": "M-4.5 2Q0 7 4.5 2",
        "mixed": "M-4.5 3.5H4.5",
        "bad": "M-4.5 5.5Q0 0.5 4.5 5.5",
    }
    fills = {"good": "#d8efe6", "mixed": "#ffffff", "bad": "#fbdcdc"}
    return (
        f'<circle r="9" fill="{fills[mood]}" stroke="{INK}" stroke-width="1.5"/>'
        f'<circle cx="-3.2" cy="-2" r="1.3" fill="{INK}"/><circle cx="3.2" cy="-2" r="1.3" '
        f'fill="{INK}"/><path d="{mouths[mood]}" fill="none" stroke="{INK}" stroke-width="1.5" '
        'stroke-linecap="round"/>'
    )


def _screen(colour: str) -> str:
    return (
        f'<path d="M2 2H16V11H2ZM9 11V14M5 14.5H13" fill="none" stroke="{colour}" '
        'stroke-width="1.6" stroke-linejoin="round"/>'
    )


def _house(colour: str) -> str:
    return (
        f'<path d="M1.5 8L9 2L16.5 8M3.5 7V14.5H14.5V7M7.5 14.5V10H10.5V14.5" fill="none" '
        f'stroke="{colour}" stroke-width="1.6" stroke-linejoin="round"/>'
    )


def _framed(colour: str, shape: str, inner: str) -> str:
    return f'<path d="{shape}" fill="{colour}"/>{inner}'


_BANG = (
    '<path d="M9 4.2V9" stroke="#ffffff" stroke-width="2"/>'
    '<circle cx="9" cy="11.9" r="1.2" fill="#ffffff"/>'
)
_BANG_LOW = (
    '<path d="M9 5.5V10" stroke="#ffffff" stroke-width="1.8"/>'
    '<circle cx="9" cy="12.3" r="1.1" fill="#ffffff"/>'
)

SIGNS: Mapping[str, str] = {
    "digital": _screen(NAVY),
    "digital-light": _screen("#ffffff"),
    "offline": _house(INK),
    "other": f'<circle cx="9" cy="8" r="6" fill="none" stroke="{INK}" stroke-width="1.5" '
    f'stroke-dasharray="2 2"/><circle cx="9" cy="8" r="1.5" fill="{INK}"/>',
    "onward": f'<path d="M-4 8H16" stroke="{NAVY}" stroke-width="1.8"/>'
    f'<path d="M22 8L13 4V12Z" fill="{NAVY}"/>',
    "back": f'<path d="M-4 8H16" stroke="{NAVY}" stroke-width="1.8" stroke-dasharray="5 3"/>'
    f'<path d="M22 8L13 4V12Z" fill="{NAVY}"/>',
    "all": f'<path d="M9 -1L18 8L9 17L0 8Z" fill="#ffffff" stroke="{NAVY}" stroke-width="1.6"/>'
    f'<path d="M9 4V12M5 8H13" stroke="{NAVY}" stroke-width="2"/>',
    "line": f'<path d="M-4 8H22" stroke="{INK}" stroke-width="1.8" stroke-dasharray="9 4 2 4"/>',
    "satisfied": f'<rect x="0" y="0" width="18" height="16" rx="3" fill="#e9f5f0" stroke="{TEAL}" '
    f'stroke-width="2"/><path d="M4.5 8.5L8 12L14 4.5" fill="none" stroke="{TEAL}" '
    'stroke-width="2.2"/>',
    "bar": f'<rect x="-3" y="5" width="24" height="6" fill="{GREY}"/>',
    "good": f'<g transform="translate(9 8)">{face("good")}</g>',
    "mixed": f'<g transform="translate(9 8)">{face("mixed")}</g>',
    "bad": f'<g transform="translate(9 8)">{face("bad")}</g>',
    "error": _framed(RED, "M6 1H12L16 5V11L12 15H6L2 11V5Z", _BANG),
    "warning": _framed(AMBER, "M9 0.5L17.5 15H0.5Z", _BANG_LOW),
    "note": f'<circle cx="9" cy="8" r="7" fill="{NAVY}"/><path d="M9 7V12" stroke="#ffffff" '
    'stroke-width="2"/><circle cx="9" cy="4.4" r="1.2" fill="#ffffff"/>',
    "closed": f'<circle cx="9" cy="8" r="6.5" fill="none" stroke="{GREY}" stroke-width="1.5"/>'
    f'<path d="M5.5 8H12.5" stroke="{GREY}" stroke-width="1.8"/>',
}
"""By name: channels, arrows, gates, the line of visibility, moods and findings."""
