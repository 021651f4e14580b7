"""From a programme to its document: one text for every format."""

from methodology.composing.document import compose_document

__all__ = ["compose_document"]
