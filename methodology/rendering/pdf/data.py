"""The document as plain data: what ``templates/methodology.typ`` reads.

The keys are the names of the model's fields. A block also says which ``block`` it is: ``heading``, ``paragraph``,
``note``, ``list`` or ``table``. Content paths stay behind: the page does not print them.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from methodology.model.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    List,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
    contents_of,
)
from methodology.model.links import require_sound_links

Data = dict[str, Any]


def typst_input(document: Document) -> str:
    """The document as JSON.

    Raises ValueError where a link has no anchor to go to or two blocks share one: the composer's bug.
    """
    require_sound_links(document.blocks)
    properties = document.properties
    return json.dumps(
        {
            "cover": {field: _inline(content) for field, content in _cover(document)},
            "properties": dataclasses.asdict(properties) | {"date": properties.date.timetuple()[:3]},
            "labels": dict(document.labels),
            "blocks": [_block(block) for block in document.blocks],
        },
        ensure_ascii=False,
    )


def runs(document: Document) -> Iterator[Run]:
    """Every run of the document in reading order, from the cover on."""
    for _, content in _cover(document):
        yield from content
    for content in contents_of(document.blocks):
        yield from content


def _cover(document: Document) -> Iterator[tuple[str, Inline]]:
    for field in dataclasses.fields(document.cover):
        yield field.name, getattr(document.cover, field.name)


def _block(block: Block) -> Data:
    match block:
        case Heading():
            return {
                "block": "heading",
                "level": block.level,
                "kind": block.kind.value,
                "depth": block.depth,
                "label": block.label,
                "content": _inline(block.content),
                "anchor": block.anchor,
            }
        case Paragraph():
            return {
                "block": "paragraph",
                "content": _inline(block.content),
                "leads": block.leads,
                "anchor": block.anchor,
            }
        case Note():
            return {"block": "note", "content": _inline(block.content)}
        case List():
            items = [
                {"label": item.label, "content": _inline(item.content), "anchor": item.anchor} for item in block.items
            ]
            return {"block": "list", "format": block.format.name.lower(), "items": items}
        case Table():
            return {
                "block": "table",
                "columns": block.columns,
                "header": _rows(block, block.header),
                "rows": _rows(block, block.rows),
            }


def _rows(table: Table, rows: tuple[Row, ...]) -> list[Data]:
    """The rows, each cell with its width in per cent of the text width.

    Typst lets cells flow into the next free place, so a row that is too short or too long would shift all that follow:
    ValueError.
    """
    found = []
    covered = [0] * len(table.columns)  # per column, the rows from here on that a cell has taken
    for row in rows:
        cells = []
        for cell in row.cells:
            start = covered.index(0) if 0 in covered else len(covered)
            end = start + cell.column_span
            if any(covered[start:end]) or end > len(covered):
                raise ValueError(f"a row of the table '{table.title}' has a cell too many: {row}")
            covered[start:end] = [cell.row_span] * cell.column_span
            cells.append(_cell(cell, sum(table.columns[start:end])))
        if not all(covered):
            raise ValueError(f"a row of the table '{table.title}' has a cell too few: {row}")
        covered = [count - 1 for count in covered]
        found.append({"cells": cells, "anchor": row.anchor})
    return found


def _cell(cell: Cell, width: float) -> Data:
    return {
        "content": _inline(cell.content),
        "alignment": cell.alignment.value,
        "strong": cell.strong,
        "column_span": cell.column_span,
        "row_span": cell.row_span,
        "width": width,
    }


def _inline(content: Inline) -> list[Data]:
    return [
        # Typst drops a tab, and the words beside it become one.
        {"text": run.text.replace("\t", " "), "strong": run.strong, "emphasis": run.emphasis, "target": run.target}
        for run in content
    ]
