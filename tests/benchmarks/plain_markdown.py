"""The signed document as the plainest Markdown that somebody would write for pandoc: pipe tables, no attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

_MARKER = re.compile(r"\(?[a-z0-9]+[.)]")
"""A label that pandoc takes for the marker of a list's item."""
_BULLETS = "-▪"
_GROUPS = {"LI": "list", "TH": "table", "TR": "table"}


def plain_markdown(blocks: str) -> str:
    """The Markdown of a document that is given block by block, one a line, its fields split by tabs.

    What the fields mean: H a heading's number and title, SO and P a paragraph, LI an item's label and text, TH and TR
    the cells of a row; ``^`` is a cell that is merged with the one above, which a pipe table cannot say.
    """
    fields = [line.split("\t") for line in blocks.splitlines()]
    groups = groupby(fields, key=lambda block: _GROUPS.get(block[0], ""))
    pieces = []
    for kind, group in groups:
        pieces.append(("\n" if kind else "\n\n").join(_lines(group)))
    return "\n\n".join(pieces) + "\n"


def _lines(blocks: Iterable[list[str]]) -> list[str]:
    lines: list[str] = []
    for kind, *fields in blocks:
        match kind:
            case "H":
                lines.append(f"{'#' * len(fields[0].strip('.').split('.'))} {' '.join(fields)}")
            case "SO":
                lines.append(f"**{fields[0]}**")
            case "P":
                lines.append(fields[0])
            case "LI":
                label, text = fields
                lines.append(f"{_marker(label)} {text}")
            case "TH":
                lines += [*([""] if lines else []), _row(fields), "|---" * len(fields) + "|"]
            case "TR":
                lines.append(_row(fields))
            case _:
                raise ValueError(f"no kind of block: {kind}")
    return lines


def _marker(label: str) -> str:
    if label in _BULLETS:
        return "-"
    return label if _MARKER.fullmatch(label) else f"- {label}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join('' if cell == '^' else cell for cell in cells)} |"
