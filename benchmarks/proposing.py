"""How well `agency new` proposes: each shipped ordinance drafted from its siblings.

    TOUCHPOINT_ACTS=FOLDER python benchmarks/proposing.py

The folder holds the acts' texts, `<agency>-<act>.txt`. A line for each act: its clauses; those that a
sibling prints word for word; those with a proposal; of these, with the status and with exactly the
rules that the ledger has; the clauses with rules, and how many of them had one of theirs proposed.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import touchpoint_model as tm
from touchpoint_model.plugins.scaffold import scaffold

COLUMNS = ("act", "clauses", "same", "proposed", "status", "rules", "bound", "some rule")


def key(block: str, name: str) -> str:
    """A key of a drafted clause, or what is proposed for it."""
    found = re.search(rf"^(?:#\? )?{name} +=(?:.*#\? )?(.*)$", block, re.MULTILINE)
    return found[1].strip(' "') if found else ""


def row(agency: tm.Agency, act: str, text: str) -> list[str | int]:
    siblings = [one for one in tm.agencies() if one.code != agency.code]
    files = scaffold("new", text, siblings).files
    ledger = {one.ref.id: one for one in agency.clauses if one.ref.act == act}
    counts = dict.fromkeys(COLUMNS[1:], 0)
    for block in files["touchpoint_new/procedure.toml"].split("[[clause]]\n")[1:]:
        clause = ledger.get(key(block, "ref"))
        if clause is None:  # the ledger keeps it by sentences
            continue
        own = {use.rule.name for use in clause.uses}
        proposed = set(re.findall(r'{ name = "([\w-]+)"', key(block, "rules")))
        status = key(block, "status")
        counts["clauses"] += 1
        counts["same"] += "\n# likeness 1.00 " in block
        counts["proposed"] += status != "pending"
        counts["status"] += status == clause.status.value
        counts["rules"] += status != "pending" and own == proposed
        counts["bound"] += bool(own)
        counts["some rule"] += bool(own & proposed)
    return [f"{agency.code} {act}", *counts.values()]


def main() -> None:
    folder = os.environ.get("TOUCHPOINT_ACTS")
    if not folder:
        sys.exit("TOUCHPOINT_ACTS does not name the folder of the acts' texts")
    print("".join(f"{one:>12}" if at else f"{one:<26}" for at, one in enumerate(COLUMNS)))
    for agency in tm.agencies():
        for act in agency.acts:
            path = Path(folder) / f"{agency.code}-{act}.txt"
            if path.is_file():
                told = row(agency, act, path.read_text("utf-8"))
                print("".join(f"{one:>12}" if at else f"{one:<26}" for at, one in enumerate(told)))


if __name__ == "__main__":
    main()
