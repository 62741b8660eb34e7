"""A report on a terminal: a table for each process, coloured by severity."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from ..model.findings import Finding, FindingStatus, Report, Severity
from ..model.text import Lang
from ..render.report import grouped, heading, measures, standing, total, unverified
from ..render.subject import REGISTER, Subject
from ..render.words import say
from .output import console

__all__ = ["show"]

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def show(report: Report, agency: str, lang: Lang, subject: Subject = REGISTER) -> None:
    """Print a report on the terminal."""
    terminal = console()
    terminal.print(Text(heading(report, agency, lang, subject), style="bold"))
    terminal.print(Text(total(report, lang), style="bold"))
    last: str | None = None
    for direction, process, findings in grouped(report, lang):
        if direction and direction != last:
            terminal.print(Text(f"\n■ {direction}", style="bold"))
        last = direction
        where = process or direction or subject.say("whole", lang)
        terminal.print()
        drawn = Table(title=where, title_justify="left", title_style="bold", expand=True)
        drawn.add_column(say("row", lang), justify="right", no_wrap=True)
        drawn.add_column(say("weight", lang), no_wrap=True, min_width=14)
        drawn.add_column(say("what", lang), ratio=1, overflow="fold")
        drawn.add_column(say("clause", lang), overflow="fold", min_width=12, max_width=20)
        told: set[str] = set()
        for finding in findings:
            drawn.add_row(*_row(finding, lang, told))
        terminal.print(drawn)
    if not report.findings:
        said = say("clean" if report.rows != 0 else "empty", lang)
        terminal.print(Text(said, style="green" if report.rows else "yellow"))
    measured = measures(report, lang)
    if measured:
        terminal.print(Text("\n".join(["", say("measures", lang), *measured, ""])))
    missing = unverified(report, lang)
    if missing:
        terminal.print(Text("\n".join([subject.say("unverified", lang), *missing]), style="dim"))
    terminal.print(Text(total(report, lang), style="bold"))


def _row(finding: Finding, lang: Lang, told: set[str]) -> tuple[str, Text, Text, Text]:
    open_ = finding.status is FindingStatus.OPEN
    colour = _COLOURS[finding.severity] if open_ else "dim"
    what = Text(finding.message[lang])
    if finding.fix[lang] not in told:
        told.add(finding.fix[lang])
        what.append(f"\n→ {finding.fix[lang]}", style="dim")
    ref = finding.ref()
    cited = ref.say(lang) if ref is not None else ""
    if ref is not None and ref.act != "procedure":
        cited += f" ({ref.act})"
    mark = Text(f"{standing(finding, lang)}\n{finding.code}", style=colour)
    return str(finding.location.row or ""), mark, what, Text(cited)
