"""A register as linked data: JSON-LD in the terms of CPSV-AP 3.2.

What is said, what is left out and why: `docs/reference/linked-data.md`. No RDF library is needed:
JSON-LD is JSON, and its context stands in the document itself.
"""

from .document import linked_data, linked_data_text
from .organisation import Organisation
from .shapes import shapes_text

__all__ = ["Organisation", "linked_data", "linked_data_text", "shapes_text"]
