"""The document as a Word file: the template's look, the document's blocks, and the content they were made from."""

from methodology.word.writing.pictures import draw_svg, width_of
from methodology.word.writing.render import render_docx, render_letter, render_report, text_width_of, write_docx

__all__ = ["draw_svg", "render_docx", "render_letter", "render_report", "text_width_of", "width_of", "write_docx"]
