"""Importing Hypothesis loads no type of the model, whichever of the two is imported first."""

import subprocess
import sys

import pytest

FIRST = {
    "hypothesis": "from hypothesis import strategies as st; from touchpoint_model import Need",
    "model": "from touchpoint_model import Need; from hypothesis import strategies as st",
}


def printed(source: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", source], check=True, capture_output=True, text=True
    )
    return done.stdout


def test_hypothesis_alone_loads_no_type():
    told = printed("import sys, hypothesis; print(*sys.modules)").split()

    assert "touchpoint_model.hypothesis_entry" in told
    assert "touchpoint_model.model.register" not in told


def test_what_hypothesis_calls_loads_no_library():
    """Other plug-ins of Hypothesis that are installed here may load what they like."""
    told = printed(
        "import os, sys; os.environ['HYPOTHESIS_NO_PLUGINS'] = '1'; import hypothesis; "
        "from touchpoint_model.hypothesis_entry import register; register(); print(*sys.modules)"
    ).split()

    assert [] == [one for one in told if one in ("attr", "cattrs", "networkx")]


@pytest.mark.parametrize("first", FIRST)
def test_types_are_known_whichever_comes_first(first):
    """Of a need that is only inferred from its class, nobody knows the category."""
    source = f"{FIRST[first]}; from hypothesis import find; "

    assert "None\n" != printed(source + "print(find(st.from_type(Need), bool).category)")
