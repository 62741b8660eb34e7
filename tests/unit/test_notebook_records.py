"""Tables and pictures that a notebook keeps: records, charts with pictures, pictures packed tighter."""

import base64
import struct
import sys
import zlib

import altair as alt
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from touchpoint_model.journeys import analyse
from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.render.charts import keep_pictures, outcome_records, outcomes
from touchpoint_model.render.notebook import Records
from touchpoint_model.render.png import tighter

SIGN = b"\x89PNG\r\n\x1a\n"


def part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def picture(dots: bytes, *, pieces: int = 1) -> bytes:
    packed = zlib.compress(dots, 0)
    cut = len(packed) // pieces + 1
    data = [part(b"IDAT", packed[at : at + cut]) for at in range(0, len(packed), cut)]
    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0))
    return b"".join([SIGN, head, *data, part(b"tEXt", b"a\x00b"), part(b"IEND", b"")])


def dots_of(packed: bytes) -> bytes:
    at, data = len(SIGN), b""
    while at < len(packed):
        length, name = struct.unpack_from(">I4s", packed, at)
        data += packed[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    return zlib.decompress(data)


@pytest.fixture
def kept():
    before = alt.renderers.active
    keep_pictures()
    yield
    alt.renderers.enable(before)


def ended():
    told = journey(
        "j",
        "Ярмарка",
        phase(
            "Всё",
            step("ask", "спрашивает", then={"in": 0.3, "out": 0.6}),
            step("in", "участвует", satisfies=True),
            step("out", "уходит", outcome="отказ"),
        ),
    )
    return outcome_records(analyse(told))


def test_records_show_the_columns_named_in_their_order():
    told = Records([{"a": 1, "b": "x", "c": 2}, {"b": "y"}], {"b": "Б", "a": "А"}, title="Т")

    assert "Т\nБ | А\nx | 1\ny | " == repr(told)


def test_records_show_all_columns_if_none_is_named():
    assert "a | b\n1 | \n | 2" == repr(Records([{"a": 1}, {"b": 2}]))


def test_records_of_a_generator_are_kept():
    told = Records({"a": one} for one in range(2))

    assert ["a\n0\n1"] * 2 == [repr(told), repr(told)]


def test_numbers_and_truth_are_said_in_the_language():
    row = {"share": 0.125, "whole": 3, "met": True, "not": False, "unknown": None}
    said = [repr(Records([row], lang=lang)).splitlines()[1] for lang in ("ru", "en")]

    assert ["0,12 | 3 | да | нет | ", "0.12 | 3 | yes | no | "] == said


def test_records_are_escaped_and_lines_are_broken():
    shown = Records([{"<b>": "<i>\nx"}])._repr_html_()

    assert "&lt;b&gt;" in shown
    assert "&lt;i&gt;<br>x" in shown


def test_no_records_say_so():
    assert ["Строк нет.", "No rows."] == [repr(Records([], lang=lang)) for lang in ("ru", "en")]
    assert "Строк нет." in Records([])._repr_html_()


def test_endings_are_told_the_likeliest_first():
    told = [(one["outcome"], round(one["share"], 9), one["satisfied"]) for one in ended()]

    assert [
        ("отказ", 0.6, False),
        ("потребность удовлетворена", 0.3, True),
        ("клиент не дошёл до конца", 0.1, False),
    ] == told


@pytest.mark.usefixtures("kept")
def test_a_chart_keeps_its_picture_and_is_shown_the_same_again():
    first, again = (outcomes(ended())._repr_mimebundle_() for _ in range(2))
    data, size = first
    kinds = {"vega" if "vegalite" in one else one for one in data}
    dots = base64.b64decode(data["image/png"]) if isinstance(data["image/png"], str) else b""

    assert first == again
    assert {"vega", "image/png", "text/plain"} == kinds
    assert "[chart] Чем кончается путь" == data["text/plain"]
    assert SIGN == (dots or data["image/png"])[:8]
    assert set(size["image/png"]) == {"width", "height"}


def test_without_a_painter_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UsageError) as refused:
        keep_pictures()

    assert "touchpoint_model[notebook]" in refused.value.message["en"]


def test_a_drawn_picture_gets_smaller_and_stays_the_same_picture():
    drawn = vl_convert.vegalite_to_png(outcomes(ended()).to_dict())
    packed = tighter(drawn)

    assert dots_of(drawn) == dots_of(packed)
    assert len(packed) < len(drawn) / 2


@given(st.binary(max_size=300), st.integers(1, 4))
def test_a_packed_picture_has_the_same_dots(dots: bytes, pieces: int):
    """The law: packing keeps every dot and every other part, and packing again changes nothing."""
    packed = tighter(picture(dots, pieces=pieces))

    assert dots == dots_of(packed)
    assert packed.endswith(part(b"tEXt", b"a\x00b") + part(b"IEND", b""))
    assert packed == tighter(packed)


@pytest.mark.parametrize(
    "broken", [b"", b"GIF89a", SIGN, SIGN + b"\x00\x00", picture(b"x").replace(b"IDAT", b"IDAX")]
)
def test_what_is_no_picture_is_refused(broken: bytes):
    with pytest.raises(UsageError):
        tighter(broken)
