"""What a built file says of its making: digests of what went in, the program's version, the commit of the content."""

from methodology.sealing.lines import CellText, Line, digest_of, line_of, lines_of, row_line, table_lines
from methodology.sealing.seal import content_digest, make_seal, origin_of, templates_digest

__all__ = [
    "CellText",
    "Line",
    "content_digest",
    "digest_of",
    "line_of",
    "lines_of",
    "make_seal",
    "origin_of",
    "row_line",
    "table_lines",
    "templates_digest",
]
