"""Short ways to make registers, ledgers and agencies for the tests."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import touchpoint_model as tm
from touchpoint_model.author import Agency, load
from touchpoint_model.model.findings import Report

from ..toy_agency import FOLDER, RULES, agency

DAY = date(2024, 6, 6)


def entry(point: str, *needs: str, **further) -> tm.Entry:
    """A row at a point, whose id is its printed name; without needs they are unknown."""
    told = tuple(tm.Need(one) for one in needs) or None
    return tm.Entry(point, **{"needs": told, **further})


def process(name: str, *entries: tm.Entry | str, **further) -> tm.Process:
    rows = tuple(entry(one) if isinstance(one, str) else one for one in entries)
    return tm.Process(name, rows, **further)


def direction(*processes: tm.Process, name: str = "Дела", **further) -> tm.Direction:
    return tm.Direction(name, processes, **further)


def register(*parts: tm.Process | tm.Direction, **further) -> tm.Register:
    """A register of directions, or of processes in one direction; each point once."""
    directions = parts
    if parts and isinstance(parts[0], tm.Process):
        directions = (direction(*parts),)
    names = [row.touchpoint for one in directions for p in one.processes for row in p.entries]
    points = tuple(tm.Touchpoint(name, name) for name in dict.fromkeys(names))
    told = {"agency": "toy", "title": "Перечень", "touchpoints": points, **further}
    return tm.Register(directions=directions, **told)


def judge(judged: tm.Register, by: Agency = agency, **further) -> Report:
    return tm.check(judged, by, **{"on": DAY, **further})


def toml(value: object) -> str:
    """A value as TOML writes it inline."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return f"{value}" if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


BOTH = {"ru": "суть", "en": "gist"}
_BY_STATUS = {
    "attested": {"evidence": BOTH},
    "definition": {"defines": "Toy"},
    "measured": {"indicator": {"name": "digital-share"}},
    "informative": {"why": BOTH},
}


def clause(id: str, *rules: str | Mapping[str, object], **further) -> str:
    """A clause of a ledger; automated if it has rules, attested if not. None drops a key."""
    status = further.get("status", "automated" if rules else "attested")
    told = {
        "ref": id,
        "gist": BOTH,
        "digest": "sha256:0",
        "modality": "obligation",
        "status": status,
        **_BY_STATUS.get(status, {}),
        **further,
    }
    if rules:
        told["rules"] = [{"name": one} if isinstance(one, str) else one for one in rules]
    lines = (f"{key} = {toml(value)}" for key, value in told.items() if value is not None)
    return "\n".join(["[[clause]]", *lines, ""])


def act(code: str, *clauses: str) -> str:
    told = {"code": code, "title": BOTH, "of": {"ru": f"акта {code}", "en": f"act {code}"}}
    return "\n".join(["[act]", *(f"{key} = {toml(one)}" for key, one in told.items()), *clauses])


def vocabulary() -> str:
    """The toy's vocabulary, citing no clause."""
    lines = (FOLDER / "vocabulary.toml").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("clauses"))


def folder_of(folder: Path, *clauses: str, **files: str) -> Path:
    """A plug-in's folder: the toy with other clauses; `files` are further acts or replacements."""
    written = {"procedure": act("procedure", *clauses), "vocabulary": vocabulary(), **files}
    acts = [name for name in written if name not in ("vocabulary", "agency")]
    head = {"code": "toy", "title": BOTH, "region": BOTH, "acts": acts}
    body = "\n".join(f"{key} = {toml(value)}" for key, value in head.items())
    for name, text in {"agency": body, **written}.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def agency_of(folder: Path, *clauses: str, **files: str) -> Agency:
    return load(folder_of(folder, *clauses, **files), rules=RULES)
