"""`touchpoint convert`, `touchpoint annotate`, `touchpoint template`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..annotating import annotated
from ..documents import decode, encode
from ..formats.files import read_bytes, read_stream, write_bytes
from ..formats.writers.printing import kind_to_write
from ..forms import template as template_of
from ..model.errors import UsageError
from ..model.register import Register
from ..model.text import Lang, Text
from ..plugins.discovery import find
from ..recognise import recognise
from ..render.readings import readings
from .checks import BaselineOption, WaiversOption, day_of
from .inputs import limits
from .ledgers import read_baseline, read_waivers
from .output import AgencyOption, LangOption, Language

__all__ = ["annotate", "convert", "template"]


def convert(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="A register in any format; - is standard input.")
    ],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file to write: .docx .xlsx .html .csv .json.")
    ],
    agency: AgencyOption = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="FORMAT", help="Format of IN, if its name does not tell."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", help="Format of OUT, if its name does not tell."),
    ] = None,
    lang: LangOption = Language.RU,
) -> None:
    """Write a register in another format; the extension decides which."""
    kind = to or kind_to_write(out)
    data = read_stream(sys.stdin.buffer, "-") if source == "-" else read_bytes(Path(source))
    found = decode(data, source, agency, kind=from_, limits=limits())
    register = found.register
    register = recognise(register, find(agency or register.agency).vocabulary)
    written, lost = encode(register, kind, lang=lang.value)
    write_bytes(out, written)
    if found.document:
        _tell_readings(register, lang.value)
    if lost:
        said = {
            "ru": f"{out}: этого в таблице из пяти граф не записать:",
            "en": f"{out}: a table of five columns does not hold:",
        }
        print(said[lang.value], file=sys.stderr)
        for one in lost:
            print(f"  {one.say()[lang.value]}", file=sys.stderr)


def _tell_readings(register: Register, lang: Lang) -> None:
    """What the reader had to decide, on stderr; the JSON keeps it, too."""
    for decided in readings(register.readings, lang):
        print(f"{decided.sentence} ({len(decided.cases)}):", file=sys.stderr)
        for case in decided.cases:
            print(f"  {case}", file=sys.stderr)


def annotate(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A register in .xlsx or .docx.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The annotated copy to write.")],
    agency: AgencyOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Judge by this day; today if absent.")
    ] = None,
    waivers: WaiversOption = None,
    baseline: BaselineOption = None,
    lang: LangOption = Language.RU,
) -> None:
    """Give a Word or Excel register back with a comment on the cell of each finding."""
    data = read_bytes(source)
    if out.suffix.lower() != source.suffix.lower():
        raise UsageError(
            Text(
                ru=f"«{out.name}»: пометки ставятся в копию того же формата ({source.suffix})",
                en=f"“{out.name}”: the annotated copy is of the same format ({source.suffix})",
            )
        )
    made, report = annotated(
        data,
        str(source),
        agency,
        on=day_of(on),
        lang=lang.value,
        waivers=read_waivers(waivers) if waivers is not None else (),
        baseline=read_baseline(baseline) if baseline is not None else (),
        limits=limits(),
    )
    write_bytes(out, made)
    count = len(report.open)
    said = {"ru": f"{out}: замечаний {count}", "en": f"{out}: findings {count}"}
    print(said[lang.value], file=sys.stderr)


def template(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The form to write: .xlsx or .docx.")],
    agency: Annotated[
        str, typer.Option("--agency", metavar="CODE", help="Code of an installed agency.")
    ],
    lang: LangOption = Language.RU,
) -> None:
    """Write an empty form of an agency's register, with drop-downs and an explanation."""
    write_bytes(out, template_of(find(agency), out.suffix.lower().removeprefix("."), lang.value))
