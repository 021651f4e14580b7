"""The change report in all its forms: for a terminal, a pull request, a program, a browser; ``office`` for offices.

What they say in words stands in ``templates/changes/``: every ``templates`` below is the folder ``templates/`` of the
program itself, not that of a version compared.
"""

from methodology.versions.report.json_form import write_json
from methodology.versions.report.markdown import write_markdown
from methodology.versions.report.page import write_html
from methodology.versions.report.text import TextStyle, text_lines, write_text

__all__ = [
    "TextStyle",
    "text_lines",
    "write_html",
    "write_json",
    "write_markdown",
    "write_text",
]
