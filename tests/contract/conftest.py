"""The acts' texts, where the environment has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def acts() -> Path:
    """The folder of the acts' texts, `<agency>-<act>.txt`."""
    told = os.environ.get("TOUCHPOINT_ACTS")
    if not told:
        pytest.skip("TOUCHPOINT_ACTS does not name the folder of the acts' texts")
    return Path(told)
