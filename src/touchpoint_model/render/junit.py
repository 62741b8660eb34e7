"""A check as JUnit XML, as GitLab and Jenkins read it: a suite a register, a case a clause."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ..model.errors import ReadError
from ..model.findings import ClauseOutcome, Finding, FindingStatus, Outcome, Report, Severity
from ..model.legal import ClauseRef
from ..model.text import Lang
from .checked import Checked
from .report import fact_in, standing
from .subject import REGISTER, Subject
from .words import counted, printable, say

__all__ = ["as_junit"]

_Ref = tuple[str | None, str | None]


def as_junit(files: Sequence[Checked], lang: Lang = "ru", subject: Subject = REGISTER) -> bytes:
    """The suites, in the order of the files.

    A case is a clause that was to be judged. It fails where an open error or warning cites it or
    speaks against it; notes, waived and known findings stand in its output. It is skipped where it
    stayed unverified or nothing falls under it. A finding is told once, in the case of the clause
    it cites; those on waivers have a case of their own. A file that could not be read is a suite
    with one error.
    """
    root = ET.Element("testsuites", name="touchpoint_model")
    for one in files:
        if isinstance(one.result, ReadError):
            _unreadable(root, one, one.result, lang)
        else:
            _suite(root, one, one.result, lang, several=len(files) > 1, subject=subject)
    suites = list(root)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(one.get(count, "0")) for one in suites)))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _unreadable(root: ET.Element, checked: Checked, error: ReadError, lang: Lang) -> None:
    suite = ET.SubElement(root, "testsuite", name=printable(checked.title(lang)))
    case = ET.SubElement(suite, "testcase", classname="touchpoint", name=say("cannot-read", lang))
    said = printable(error.say(lang))
    ET.SubElement(case, "error", type="ReadError", message=_line(said)).text = said
    _count(suite)


def _suite(
    root: ET.Element,
    checked: Checked,
    report: Report,
    lang: Lang,
    several: bool,
    subject: Subject,
) -> None:
    name = checked.title(lang)
    if subject.journeys is not None:
        name = f"{subject.say('title', lang)}: {name} ({say('register', lang)}: {report.path})"
    suite = ET.SubElement(root, "testsuite", name=printable(name))
    suite.set("timestamp", f"{report.on.isoformat()}T00:00:00")
    # some readers keep one of the cases that are named alike, also of different suites
    where = f" – {checked.path}" if several and checked.path else ""
    cited: dict[_Ref, list[Finding]] = {}
    against: dict[_Ref, list[Finding]] = {}
    for finding in report.findings:
        key = (finding.act, finding.clause)
        cited.setdefault(key, []).append(finding)
        if finding.act is not None:
            for one in finding.against:
                other = ClauseRef.parse(one, finding.act)
                if (other.act, other.id) != key:
                    against.setdefault((other.act, other.id), []).append(finding)
    for clause in report.clauses:
        ref = (clause.act, clause.clause)
        own, others = cited.pop(ref, []), against.get(ref, [])
        if clause.outcome is Outcome.INFORMATIVE and not own:
            continue
        case = ET.SubElement(suite, "testcase", classname=f"{report.agency}.{clause.act}")
        title = checked.cited(clause.act, clause.clause, lang)
        case.set("name", printable(f"{clause.clause} ({title}){where}"))
        _judged(case, clause, own, others, lang, subject)
    for (act, _), findings in cited.items():
        case = ET.SubElement(suite, "testcase", classname=f"{report.agency}.{act or 'waivers'}")
        case.set(
            "name",
            printable(subject.say("about-waivers" if act is None else "whole", lang) + where),
        )
        _told(case, findings, [], lang, subject)
    _count(suite)


def _judged(
    case: ET.Element,
    clause: ClauseOutcome,
    own: Sequence[Finding],
    others: Sequence[Finding],
    lang: Lang,
    subject: Subject,
) -> None:
    _told(case, own, others, lang, subject)
    if case.find("failure") is not None:
        return
    if clause.outcome is Outcome.UNVERIFIED:
        facts = dict.fromkeys(fact.partition(".")[0] for fact in clause.absent)
        missing = [say("gap-fact", lang).format(fact=fact_in(one, lang)) for one in facts]
        _skip(case, "; ".join(missing) or say("gap-confirm", lang))
    elif clause.outcome is Outcome.NOT_APPLICABLE:
        _skip(case, say("not-applicable", lang))


def _skip(case: ET.Element, why: str) -> None:
    case.insert(0, ET.Element("skipped", message=printable(why)))


def _told(
    case: ET.Element,
    own: Sequence[Finding],
    others: Sequence[Finding],
    lang: Lang,
    subject: Subject,
) -> None:
    """What is found: the grave as a failure, all else as output."""
    grave, light = [one for one in own if _fails(one)], [one for one in own if not _fails(one)]
    elsewhere = [one for one in others if _fails(one)]
    if grave or elsewhere:
        worst = max((*grave, *elsewhere), key=lambda it: it.severity.rank).severity
        counts = [
            (sum(one.severity is it for one in (*grave, *elsewhere)), it.value)
            for it in (Severity.ERROR, Severity.WARNING)
        ]
        head = ", ".join(counted(number, word, lang) for number, word in counts if number)
        refs = dict.fromkeys(one.ref() for one in elsewhere)
        see = [say("see", lang).format(clause=ref.say(lang)) for ref in refs if ref is not None]
        failure = ET.SubElement(case, "failure", type=worst.value, message=printable(head))
        failure.text = printable(
            "\n\n".join([*(_block(one, lang, subject) for one in grave), *see])
        )
    if light:
        output = ET.SubElement(case, "system-out")
        output.text = printable("\n\n".join(_block(one, lang, subject) for one in light))


def _fails(finding: Finding) -> bool:
    return finding.status is FindingStatus.OPEN and finding.severity is not Severity.NOTE


def _block(finding: Finding, lang: Lang, subject: Subject) -> str:
    at = finding.location
    row = f"{say('row', lang)} {at.row}, " if at.row else ""
    lines = [f"{row}{standing(finding, lang)} {finding.code}: {finding.message[lang]}"]
    told = (
        ("process", at.process),
        ("fix", finding.fix[lang]),
        ("place", subject.place(finding, lang)),
        ("waiver", finding.waiver[lang] if finding.waiver else None),
    )
    lines += [f"  {say(word, lang)}: {text}" for word, text in told if text]
    return "\n".join(lines)


def _count(suite: ET.Element) -> None:
    cases = list(suite)
    suite.set("tests", str(len(cases)))
    for name, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(count, str(sum(one.find(name) is not None for one in cases)))


def _line(text: str) -> str:
    return " ".join(text.split())
