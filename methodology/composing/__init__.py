"""From a programme to its document: one text for every format."""

from methodology.composing.compose import compose_document
from methodology.composing.programme_tables import compose_tables

__all__ = ["compose_document", "compose_tables"]
