"""A run of the contract: its agencies loaded, its files collected, its table printed.

`pytest_plugin` registers this module as a plug-in of pytest when a run names an agency.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .model.errors import PluginError, UsageError
from .plugins.discovery import codes, find
from .proof_table import table, tried_in
from .testing.casefile import case_files, read_cases

if TYPE_CHECKING:
    from .plugins.agency import Agency

__all__ = ["pytest_collection_modifyitems", "pytest_configure", "pytest_terminal_summary"]

_ALL = "all"
_FILES = {
    f"{__package__}.{one}": Path(__file__).resolve().with_name(f"{one}.py")
    for one in ("contract", "proof")
}
pytest.register_assert_rewrite(*_FILES)


def pytest_configure(config: pytest.Config) -> None:
    """Load the agencies that the run names.

    A plug-in that cannot be loaded, or has a case that cannot be read, ends the run: exit code 3 and
    a sentence.
    """
    config.option.touchpoint_agency = [one.code for one in _agencies(config.option)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Have the tests of the contract run after all others, and with examples those of the proof.

    Where the arguments name one of the two files (`--pyargs touchpoint_model.proof`) that alone is
    run. They are no further arguments: pytest would then also look for tests beside the library, in
    an environment that stands inside the project's folder.
    """
    heads = [one.partition("::")[0] for one in config.args]
    named = {*heads, *((config.invocation_params.dir / one).resolve() for one in heads)}
    if not {*_FILES, *_FILES.values()} & named:
        wanted = list(_FILES.values())[: 1 if config.option.touchpoint_examples is None else 2]
        for path in wanted:
            items += session.genitems(pytest.Module.from_parent(session, path=path))


def _agencies(option: argparse.Namespace) -> list[Agency]:
    """The agencies that the options name, each once."""
    named: list[str] = option.touchpoint_agency
    try:
        agencies = [find(one) for one in (codes() if _ALL in named else dict.fromkeys(named))]
        for one in agencies:
            read_cases(*case_files(Path(one.path) / "cases"))
    except UsageError as error:
        raise pytest.UsageError(str(error)) from None
    except PluginError as error:
        pytest.exit(" ".join(str(error).split()), returncode=3)
    return agencies


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table of the proof, if anything was tried."""
    tried = tried_in(one for found in terminalreporter.stats.values() for one in found)
    if tried:
        terminalreporter.section("every rule on drawn examples")
        named = config.getoption("touchpoint_agency")
        for line in table(tried, named, config.get_terminal_writer().fullwidth):
            terminalreporter.write_line(line)
