"""The document as plain data: what ``templates/methodology.typ`` reads.

The keys are the names of the model's fields. A block also says which ``block`` it is: ``heading``, ``paragraph``,
``note``, ``caption``, ``picture``, ``list`` or ``table``; the file of a picture stands beside the template by
its digest. Content paths stay behind: the page does not print them.
"""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from methodology.look import DocumentLook
from methodology.model.document import (
    Block,
    Caption,
    Cell,
    Cover,
    Document,
    Footnote,
    Heading,
    Inline,
    ItemList,
    List,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    plain_text,
)
from methodology.model.number_columns import NumberPlace, place_numbers
from methodology.model.page_fit import fits_page
from methodology.model.picture import PictureKind
from methodology.model.running_head import running_marks
from methodology.model.texts import GridRow, grid_of, require_sound_links, texts_of, texts_of_blocks

Data = dict[str, Any]


def typst_input(document: Document, look: DocumentLook | None = None) -> str:
    """The document as JSON, with the look that the template sets it in.

    Raises ValueError where a link has no anchor to go to or two blocks share one: the composer's bug.
    """
    require_sound_links(tuple(texts_of_blocks(document.blocks)))
    properties, running = document.properties, running_marks(document)
    return json.dumps(
        {
            "cover": {field.name: _inline(getattr(document.cover, field.name)) for field in dataclasses.fields(Cover)},
            **({"emblem": _figure(document.emblem)} if document.emblem is not None else {}),
            "properties": dataclasses.asdict(properties) | {"date": properties.date.timetuple()[:3]},
            "labels": dict(document.labels),
            "blocks": [_block(block) for block in document.blocks],
            **({"running": {anchor: mark._asdict() for anchor, mark in running.items()}} if running else {}),
            "listed": [heading.anchor for heading in document.listed],
            **({"look": look.model_dump()} if look is not None else {}),
            **({"draft": document.draft} if document.draft is not None else {}),
            **({"mark": document.page_mark} if document.page_mark is not None else {}),
        },
        ensure_ascii=False,
    )


def picture_files(document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the document's pictures by their names, each as an SVG: Typst takes no others from memory."""
    for digest, picture in document.pictures.items():
        content = picture.content
        if picture.kind is PictureKind.PNG:
            size = f'width="{picture.width:.0f}" height="{picture.height:.0f}"'
            data = base64.b64encode(content).decode("ascii")
            image = f'<image {size} href="data:{picture.kind.media_type};base64,{data}"/>'
            content = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'.encode()
        yield f"{digest}.{PictureKind.SVG}", content


def runs(document: Document) -> Iterator[Run]:
    """Yield every run of the document in reading order, from the cover on."""
    return (run for text in texts_of(document) for run in text.runs)


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
                **({"opens_body": True} if block.opens_body else {}),
            }
        case Paragraph():
            return {
                "block": "paragraph",
                "content": _inline(block.content),
                "leads": block.leads,
                "anchor": block.anchor,
                **({"is_quote": True} if block.is_quote else {}),
            }
        case Note():
            return {"block": "note", "content": _inline(block.content)}
        case Caption() | Picture():
            return _figure(block)
        case List():
            return {"block": "list", **_items(block.tree)}
        case Table():
            # Typst lets cells flow into the next free place: a row too short or too long would shift all that follow.
            grid, head = grid_of(block), len(block.header)
            rows = _rows(block, grid)
            return {
                "block": "table",
                "columns": block.columns,
                "header": rows[:head],
                "rows": rows[head:],
                "is_whole": fits_page(block, grid),
            }
        case _:
            assert_never(block)


def _figure(block: Caption | Picture) -> Data:
    if isinstance(block, Picture):
        file, said = f"{block.digest}.{PictureKind.SVG}", plain_text(block.alternative)
        return {"block": "picture", "file": file, "width": block.width, "alternative": said}
    return {
        "block": "caption",
        "kind": block.kind.value,
        "label": block.label,
        "content": _inline(block.content),
    }


def _items(level: ItemList) -> Data:
    """A list, each item with the lists within it, where it has some."""
    items = [
        {
            "label": node.item.label,
            "content": _inline(node.item.content),
            "anchor": node.item.anchor,
            **({"lists": list(map(_items, node.lists))} if node.lists else {}),
        }
        for node in level.nodes
    ]
    return {"format": level.format.name.lower(), "items": items}


def _rows(table: Table, grid: Sequence[GridRow[Cell]]) -> list[Data]:
    """Return the rows of the head and the body, each cell with its width in per cent of the text width."""
    rows = (*table.header, *table.rows)
    numbers = place_numbers(table, grid)
    return [
        {
            "cells": [
                _cell(cell, sum(table.columns[column : column + cell.column_span]), numbers.get((number, column)))
                for cell, column, continues in grid_row
                if not continues
            ],
            "anchor": row.anchor,
        }
        for number, (row, grid_row) in enumerate(zip(rows, grid, strict=True))
    ]


def _cell(cell: Cell, width: float, place: NumberPlace | None) -> Data:
    return {
        "content": _inline(cell.content),
        "alignment": cell.alignment.value,
        "strong": cell.strong,
        "column_span": cell.column_span,
        "row_span": cell.row_span,
        "width": width,
        **({"page_of": cell.page_of} if cell.page_of is not None else {}),
        **({"number": place._asdict()} if place is not None else {}),
    }


def _footnote(footnote: Footnote) -> Data:
    return {"label": footnote.label, "content": _inline(footnote.content)}


def _inline(content: Inline) -> list[Data]:
    return [
        # Typst drops a tab, and the words beside it become one.
        {
            "text": run.text.replace("\t", " "),
            "strong": run.strong,
            "emphasis": run.emphasis,
            "target": run.target,
            **({"footnote": _footnote(run.footnote)} if run.footnote else {}),
            **({"mark": run.mark.value} if run.mark else {}),
        }
        for run in content
    ]
