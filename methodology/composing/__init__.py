"""From a programme to its document: one text for every format."""

from methodology.composing.compose import compose_document

__all__ = ["compose_document"]
