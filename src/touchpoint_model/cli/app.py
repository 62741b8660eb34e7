"""The application: its commands, and what an exception means for the exit code."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .. import __version__
from ..model.errors import PluginError, TouchpointError
from . import agencies, checks, differences, journeys, law, offices, registers, sites, stores
from .output import complain, language_of

__all__ = ["app", "run"]

app = typer.Typer(
    name="touchpoint",
    help="Registers of touchpoints, checked against the ordinances of the agencies that keep them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(checks.check)
app.command("rules")(law.rules)
app.command("explain")(law.explain)
app.command("coverage")(law.coverage)
app.command("compare")(law.compare)
app.command("convert")(offices.convert)
app.command("annotate")(offices.annotate)
app.command("template")(offices.template)
app.command("diff")(differences.diff)
app.command("graph")(registers.graph)
app.command("schema")(registers.schema)
app.command("site")(sites.site)
app.add_typer(agencies.app, name="agency")
app.add_typer(journeys.app, name="journey")
app.add_typer(stores.app, name="store")


def _version(asked: bool) -> None:
    if asked:
        print(f"touchpoint {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Registers of touchpoints, checked against the ordinances of the agencies."""


def run(arguments: list[str]) -> int:
    """Run a command; returns its exit code. Errors are one sentence on stderr."""
    try:
        code = app(arguments, standalone_mode=False)
    except TouchpointError as error:
        complain(error.say(language_of(arguments)))
        return 3 if isinstance(error, PluginError) else 2
    except typer.TyperException as error:
        message = error.format_message()
        if "\n" in message:  # the help, where no command was given
            print(message, file=sys.stderr)
        else:
            complain(message)
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else 0
