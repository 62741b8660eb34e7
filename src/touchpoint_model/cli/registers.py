"""`touchpoint graph`, `touchpoint schema`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ..documents import read
from ..formats.files import write_bytes
from ..formats.history import history_schema
from ..formats.journeys import journey_schema
from ..formats.schema import register_schema
from ..model.errors import UsageError
from ..model.graph import graph as graph_of
from ..model.graph import to_graphml, to_node_link
from ..model.text import Text
from ..render.analysis_schema import analysis_schema, comparison_schema
from ..render.difference import diff_schema
from ..render.revisions_schema import log_schema, revision_schema, verification_schema
from ..render.schema import report_schema
from .inputs import limits
from .output import AgencyOption, LangOption, Language, emit, emit_json

__all__ = ["graph", "schema"]

_SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "register-1": register_schema,
    "report-1": report_schema,
    "journey-1": journey_schema,
    "journey-analysis-1": analysis_schema,
    "journey-comparison-1": comparison_schema,
    "diff-1": diff_schema,
    "history-1": history_schema,
    "log-1": log_schema,
    "revision-1": revision_schema,
    "verification-1": verification_schema,
}


def graph(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A register.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A .json or .graphml file to write.")],
    agency: AgencyOption = None,
    lang: LangOption = Language.RU,  # noqa: ARG001 (errors are said in it)
) -> None:
    """Write the typed graph of a register as node-link JSON or GraphML."""
    if out.suffix not in (".json", ".graphml"):
        raise UsageError(
            Text(
                ru=f"«{out.name}»: расширение должно быть .json или .graphml",
                en=f"“{out.name}”: the extension must be .json or .graphml",
            )
        )
    made = graph_of(read(file, agency, limits=limits()))
    if out.suffix == ".json":
        data = json.dumps(to_node_link(made), ensure_ascii=False, indent=2).encode()
    else:
        data = to_graphml(made)
    write_bytes(out, data)


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="Its name, as the bare command lists it.",
        ),
    ] = None,
    lang: LangOption = Language.RU,  # noqa: ARG001 (errors are said in it)
) -> None:
    """Print a published JSON Schema; without a name, list them."""
    if name is None:
        emit("\n".join(_SCHEMAS))
        return
    if name not in _SCHEMAS:
        known = ", ".join(_SCHEMAS)
        raise UsageError(
            Text(
                ru=f"Схемы «{name}» нет; есть: {known}",
                en=f"No schema “{name}”; there are: {known}",
            )
        )
    emit_json(_SCHEMAS[name]())
