"""The findings of the example registers, one line each, as they were reviewed by eye.

`python -m tests.golden.test_golden` writes the files anew; read the difference before keeping it.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import touchpoint_model as tm

HERE = Path(__file__).parent
REGISTERS = HERE.parents[1] / "examples" / "registers"
DAY = datetime.date(2024, 4, 1)
AGENCIES = ("administration", "agriculture", "culture", "trade")
PAIRS = [(register, agency) for register in ("agriculture", "trade") for agency in AGENCIES] + [
    ("administration", "administration"),
    ("culture", "culture"),
]


def lines(register: str, agency: str) -> list[str]:
    report = tm.check(tm.read(REGISTERS / f"{register}.json"), agency, on=DAY)
    return [line(finding) for finding in report.findings]


def line(finding: tm.Finding) -> str:
    place = finding.location
    rows = ",".join(map(str, place.rows)) or "-"
    reading = f" ({finding.reading})" if finding.reading else ""
    subject = " | ".join(
        part for part in (place.process, place.touchpoint, place.need) if part is not None
    )
    return (
        f"{rows} {finding.code} {finding.severity.value}{reading} {finding.clause}: "
        f"{subject or finding.message.ru}"
    )


@pytest.mark.parametrize(("register", "agency"), PAIRS)
def test_findings_are_those_reviewed(register: str, agency: str) -> None:
    golden = (HERE / f"{register}.{agency}.txt").read_text("utf-8").splitlines()
    assert golden == lines(register, agency)


def write() -> None:
    for register, agency in PAIRS:
        text = "".join(f"{one}\n" for one in lines(register, agency))
        (HERE / f"{register}.{agency}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    write()
