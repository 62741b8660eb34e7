"""The report of a check, in the form that was asked for, on stdout or in a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from .. import __version__
from ..batch import CheckedFile
from ..formats.files import write_bytes
from ..model.errors import ReadError
from ..model.findings import Report
from ..model.text import Lang, Text
from ..plugins.discovery import find
from ..render.checked import Checked, RuleCard
from ..render.junit import as_junit
from ..render.markdown import as_markdown
from ..render.page import as_html
from ..render.report import VERSION, as_json, as_text
from ..render.sarif import as_sarif
from ..render.subject import REGISTER, Subject
from ..rules.rule import Rule
from .output import complain, emit, emit_json
from .terminal import show

__all__ = ["ReportFormat", "tell"]

_TOOL = {"name": "touchpoint_model", "version": __version__}


class ReportFormat(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    HTML = "html"


def tell(
    results: Sequence[CheckedFile],
    several: bool,
    format: ReportFormat,
    output: Path | None,
    lang: Lang,
    subject: Subject = REGISTER,
) -> None:
    """Print the reports, or write them to a file; files that were not read are told on stderr.

    Args:
        several: whether JSON is an array, even of one. subject: what the reports are about.
    """
    for one in results:
        if isinstance(one.result, ReadError):
            complain(one.result.say(lang))
    if format is ReportFormat.JSON:
        documents = [_document(one, lang) for one in results]
        emit_json(documents if several else documents[0], output)
    elif format is ReportFormat.TEXT:
        _text(results, output, lang, subject)
    else:
        _for_readers(results, format, output, lang, subject)


def _for_readers(
    results: Sequence[CheckedFile],
    format: ReportFormat,
    output: Path | None,
    lang: Lang,
    subject: Subject,
) -> None:
    files = [_named(one) for one in results]
    rules = _cards(results)
    if format is ReportFormat.JUNIT:
        _emit_bytes(as_junit(files, lang, subject), output)
    elif format is ReportFormat.SARIF:
        emit_json(as_sarif(files, _TOOL, lang, rules), output)
    elif format is ReportFormat.MARKDOWN:
        emit(as_markdown(files, lang, rules, subject), output)
    else:
        emit(as_html(files, lang, rules, subject), output)


def _text(
    results: Sequence[CheckedFile], output: Path | None, lang: Lang, subject: Subject
) -> None:
    reports = [one.result for one in results if isinstance(one.result, Report)]
    if output is None and sys.stdout.isatty():
        for report in reports:
            show(report, find(report.agency).title[lang], lang, subject)
        return
    if reports:
        texts = [
            as_text(report, find(report.agency).title[lang], lang, subject) for report in reports
        ]
        emit("\n".join(texts), output)


def _document(one: CheckedFile, lang: Lang) -> dict[str, Any]:
    if isinstance(one.result, ReadError):
        message = one.result.say(lang)
        return {"schema": VERSION, "register": {"path": one.path}, "error": {"message": message}}
    return as_json(one.result, _TOOL)


def _named(checked: CheckedFile) -> Checked:
    """A result with what the law calls things."""
    if isinstance(checked.result, ReadError):
        return Checked(checked.path, checked.result)
    agency = find(checked.result.agency)
    gists = {
        str(clause.ref): clause.gist
        for clause in agency.clauses
        if clause.gist and clause.holds_on(checked.result.on)
    }
    return Checked(checked.path, checked.result, agency.title, agency.acts, gists)


def _cards(results: Sequence[CheckedFile]) -> dict[str, RuleCard]:
    """The rules of the agencies whose registers were checked, by code."""
    codes = {one.result.agency for one in results if isinstance(one.result, Report)}
    agencies = [find(code) for code in sorted(codes)]
    return {rule.code: _card(rule) for agency in agencies for rule in agency.rules}


def _card(rule: Rule) -> RuleCard:
    russian, english = rule.page("ru"), rule.page("en")
    return RuleCard(
        code=rule.code,
        name=rule.name,
        summary=Text(ru=russian.summary, en=english.summary),
        help=Text(ru=_help(russian.sections), en=_help(english.sections)),
    )


def _help(sections: Mapping[str, str]) -> str:
    return "\n\n".join(f"{name}: {text}" for name, text in sections.items() if text)


def _emit_bytes(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        write_bytes(output, data)
