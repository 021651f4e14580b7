"""The document as a Word file: the template's look, the document's blocks, and the content they were made from."""

from methodology.word.writing.render import render_docx, render_report, write_docx

__all__ = ["render_docx", "render_report", "write_docx"]
