"""A folder of TOML → an `Agency`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from ..model.text import Text
from ..norms import INDICATORS, RULES
from ..rules.rule import Rule
from .agency import Agency
from .ledger import Terms, act_of, check_citations, clauses_of, sections_of, vocabulary_of
from .spot import Many, Spot
from .toml import fail, read_toml

__all__ = ["load"]


def load(plugin: str | Path, *, rules: Iterable[Rule] = ()) -> Agency:
    """Load an agency from its plug-in.

    The folder holds `agency.toml` (code, title, region, the names of its acts), one ledger for
    each act, and `vocabulary.toml`.

    Args:
        plugin: the name of an importable package, or a folder.
        rules: rules that no other agency has, beside the shared ones.

    Raises:
        PluginError: something in the folder is missing or wrong; with file and line.
    """
    folder = plugin if isinstance(plugin, Path) else Path(str(files(plugin)))
    head = read_toml(folder / "agency.toml")
    told, spot = head.body, Spot(head, "", 0)
    spot.check(told, {"code": str, "title": Text, "region": Text, "acts": Many(str)})
    code = spot.need(told, "code")
    words = read_toml(folder / "vocabulary.toml")
    vocabulary = vocabulary_of(words, code)
    known = (*RULES, *rules)
    terms = Terms({rule.name: rule for rule in known}, frozenset(INDICATORS), vocabulary)
    ledgers = [read_toml(folder / f"{name}.toml") for name in spot.need(told, "acts")]
    acts = [act_of(one) for one in ledgers]
    pairs = list(zip(ledgers, acts, strict=True))
    for doc, act in pairs:
        if sum(one.code == act.code for one in acts) > 1:
            place = f"{doc.path}:{doc.line('act', 0, 'code')}"
            fail(place, f"код акта «{act.code}» уже занят", f"act code “{act.code}” stands twice")
    clauses = tuple(clause for doc, act in pairs for clause in clauses_of(doc, act, terms))
    check_citations(words, vocabulary, {clause.ref for clause in clauses})
    return Agency(
        code=code,
        title=spot.text(told, "title"),
        region=spot.text(told, "region"),
        acts={act.code: act for act in acts},
        clauses=clauses,
        sections=tuple(one for doc, act in pairs for one in sections_of(doc, act)),
        vocabulary=vocabulary,
        rules=known,
        path=str(folder),
    )
