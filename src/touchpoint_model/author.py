"""The one module that an agency plug-in imports.

```python
from touchpoint_model.author import load

agency = load(__name__)
```
"""

from __future__ import annotations

from .model.findings import Absent, Fault
from .model.processes import Direction, Entry, Need, Process
from .model.register import Register
from .model.text import Text
from .model.view import Point, Standing, View
from .model.vocabulary import Concept, Vocabulary
from .plugins.agency import Agency
from .plugins.loader import load
from .rules.binding import InScheme
from .rules.rule import Reading, Rule, Verdict, rule, rules_in

__all__ = [
    "Absent",
    "Agency",
    "Concept",
    "Direction",
    "Entry",
    "Fault",
    "InScheme",
    "Need",
    "Point",
    "Process",
    "Reading",
    "Register",
    "Rule",
    "Standing",
    "Text",
    "Verdict",
    "View",
    "Vocabulary",
    "load",
    "rule",
    "rules_in",
]
