"""Registers of touchpoints, checked against the ordinances of the agencies that keep them.

```python
import datetime
import touchpoint_model as tm

register = tm.read("examples/registers/trade.json")
report = tm.check(register, on=datetime.date(2024, 4, 1))
for finding in report.open:
    print(finding.location.row, finding.code, finding.message["ru"])
```

Names load when they are first used, so importing the package is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .model.display import draw_with, write_with

if TYPE_CHECKING:
    from .batch import check_files
    from .checking import agencies, agency, check, rows
    from .differing import diff
    from .documents import read, write
    from .journey_files import read_journeys
    from .journeying import analyse_journeys, compare_journeys, what_if
    from .model.clients import ClientKind, Segment
    from .model.errors import TouchpointError
    from .model.findings import Finding, Outcome, Report, Severity
    from .model.graph import graph
    from .model.history import History
    from .model.journeys import Journey
    from .model.legal import ClauseRef
    from .model.processes import Direction, Entry, Need, Process
    from .model.register import Register
    from .model.revisions import Attestation
    from .model.text import Text
    from .model.touchpoints import Touchpoint
    from .model.vocabulary import Vocabulary
    from .plugins.agency import Agency
    from .publishing import publish_site
    from .rules.waiver import Waiver

__version__ = "0.1.0"

_HOMES = {
    "Agency": "plugins.agency",
    "Attestation": "model.revisions",
    "ClauseRef": "model.legal",
    "ClientKind": "model.clients",
    "Direction": "model.processes",
    "Entry": "model.processes",
    "Finding": "model.findings",
    "History": "model.history",
    "Journey": "model.journeys",
    "Need": "model.processes",
    "Outcome": "model.findings",
    "Process": "model.processes",
    "Register": "model.register",
    "Report": "model.findings",
    "Segment": "model.clients",
    "Severity": "model.findings",
    "Text": "model.text",
    "Touchpoint": "model.touchpoints",
    "TouchpointError": "model.errors",
    "Vocabulary": "model.vocabulary",
    "Waiver": "rules.waiver",
    "agencies": "checking",
    "agency": "checking",
    "check": "checking",
    "analyse_journeys": "journeying",
    "check_files": "batch",
    "compare_journeys": "journeying",
    "diff": "differing",
    "graph": "model.graph",
    "publish_site": "publishing",
    "read": "documents",
    "read_journeys": "journey_files",
    "rows": "checking",
    "what_if": "journeying",
    "write": "documents",
}

__all__ = [
    "Agency",
    "Attestation",
    "ClauseRef",
    "ClientKind",
    "Direction",
    "Entry",
    "Finding",
    "History",
    "Journey",
    "Need",
    "Outcome",
    "Process",
    "Register",
    "Report",
    "Segment",
    "Severity",
    "Text",
    "Touchpoint",
    "TouchpointError",
    "Vocabulary",
    "Waiver",
    "agencies",
    "agency",
    "analyse_journeys",
    "check",
    "check_files",
    "compare_journeys",
    "diff",
    "graph",
    "publish_site",
    "read",
    "read_journeys",
    "rows",
    "what_if",
    "write",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


draw_with("Comparison", "touchpoint_model.render.notebook:comparison")
draw_with("Effects", "touchpoint_model.render.notebook:effects")
draw_with("Journey", "touchpoint_model.render.notebook:journey")
draw_with("JourneyAnalysis", "touchpoint_model.render.notebook:analysis")
draw_with("Register", "touchpoint_model.render.notebook:register")
draw_with("Report", "touchpoint_model.render.notebook:report")
write_with("Comparison", "touchpoint_model.render.notebook:comparison_text")
write_with("Effects", "touchpoint_model.render.notebook:effects_text")
