"""From a programme to its document: one text for every format."""

from methodology.composing.compose import check_templates, compose_document, status_mark
from methodology.composing.programme_tables import compose_tables
from methodology.composing.unprinted import find_unprinted

__all__ = ["check_templates", "compose_document", "compose_tables", "find_unprinted", "status_mark"]
