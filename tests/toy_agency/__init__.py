"""A synthetic ordinance for the tests of the engine: no real act can break them."""

from pathlib import Path

from touchpoint_model.author import load, rules_in

from . import rules

FOLDER = Path(__file__).parent
RULES = rules_in(rules)

agency = load(FOLDER, rules=RULES)
