"""The document as a Word file: the template's look, the document's blocks, and the content they were made from."""

from methodology.word.writing.render import inline_places, render_docx, write_docx

__all__ = ["inline_places", "render_docx", "write_docx"]
