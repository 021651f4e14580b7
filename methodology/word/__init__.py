"""The document as a Word file: the template's look, the document's blocks, and the content they were made from."""

from methodology.word.render import render_docx, write_docx
from methodology.word.snapshot import Leaf, Passage, Piece, Snapshot, read_snapshot

__all__ = ["Leaf", "Passage", "Piece", "Snapshot", "read_snapshot", "render_docx", "write_docx"]
