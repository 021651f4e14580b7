"""What Typst leaves undone in the structure tree (ISO 32000-1 14.7 and 14.8), and the pages of the headings.

A cell of the body that names its row becomes a TH with Scope Row, a table gets its title as Summary, a list says how
its labels count. Elements are found by their order, so the template must set each list and table once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.model.document import Block, Document, List, ListFormat, Table
from methodology.model.seal import Seal
from methodology.rendering.pdf.faults import whole_file
from methodology.rendering.pdf.metadata import add_seal
from methodology.rendering.pdf.opening import opened
from methodology.rendering.pdf.typesetting import Pdf


def finish_tags(pdf: bytes, document: Document, template: Path, seal: Seal | None = None) -> Pdf:
    """Typst's file with its tags completed, and sealed if there is a seal.

    Raises ContentError where the template left a block out.
    """
    location = whole_file(template)
    with opened(pdf) as file:
        found: dict[str, list[Object]] = {"/L": [], "/Table": []}
        for kind, element in elements(file.Root.StructTreeRoot, *found):
            found[kind].append(element)
        _finish_lists(found["/L"], document, location)
        _finish_tables(file, found["/Table"], document, location)
        pages = _heading_pages(file, document, location)
        if seal is not None:
            add_seal(file, seal)
        finished = io.BytesIO()
        # packed objects: Typst leaves thousands of tags as plain text, which is most of the file
        file.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Pdf(finished.getvalue(), pages, len(file.pages))


def elements(parent: Object, *kinds: str) -> Iterator[tuple[str, Object]]:
    """The structure elements of some kinds under ``parent``, in reading order; of each kind the outermost only."""
    children = parent.get("/K")
    if children is None:
        return
    for child in children if isinstance(children, Array) else (children,):
        if not isinstance(child, Dictionary) or (name := child.get("/S")) is None:
            continue
        kind = str(name)
        if kind not in kinds:
            yield from elements(child, *kinds)
            continue
        yield kind, child
        if others := [other for other in kinds if other != kind]:
            yield from elements(child, *others)


def _finish_lists(found: Sequence[Object], document: Document, location: Location) -> None:
    lists = [block for block in document.blocks if isinstance(block, List)]
    _require_all(found, lists, "L", location)
    for element, block in zip(found, lists, strict=True):
        _attributes(element, "/List").ListNumbering = _numbering(block.format)


def _numbering(list_format: ListFormat) -> Name:
    """ISO 32000-1 table 347; Typst calls every numbered list Decimal and every other one Circle."""
    match list_format:
        case ListFormat.DASH:
            return Name("/None")
        case ListFormat.SQUARE:
            return Name.Square
        case ListFormat.PARENTHESES | ListFormat.LETTER:
            return Name.LowerAlpha
        case ListFormat.NUMBER:
            return Name.Decimal
        case _:
            assert_never(list_format)


def _finish_tables(pdf: pikepdf.Pdf, found: Sequence[Object], document: Document, location: Location) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    _require_all(found, tables, "Table", location)
    headers: dict[str, Object] = {}
    for number, (element, table) in enumerate(zip(found, tables, strict=True), start=1):
        _attributes(element, "/Table").Summary = String(table.title)
        headers.update(_mark_row_headers(element, table, number))
    root = pdf.Root.StructTreeRoot
    if headers and "/IDTree" not in root:
        root.IDTree = pikepdf.NameTree.new(pdf).obj
    if headers:
        pikepdf.NameTree(root.IDTree).update(headers)


def _mark_row_headers(element: Object, table: Table, number: int) -> Iterator[tuple[str, Object]]:
    """Make headers of the body cells that name their rows; the new headers by their identifiers."""
    lines = [line for _, line in elements(element, "/TR")][len(table.header) :]
    spanning: dict[str, int] = {}  # header of the current row -> rows that it still covers
    for row_number, (line, row) in enumerate(zip(lines, table.rows, strict=True), start=1):
        cells = list(zip((cell for _, cell in elements(line, "/TD")), row.cells, strict=True))
        for cell_number, (found, cell) in enumerate(cells, start=1):
            if cell.header and cell.content:
                identifier = f"row-{number}-{row_number}-{cell_number}"
                found.S = Name.TH
                found.ID = String(identifier)
                _attributes(found, "/Table").Scope = Name.Row
                spanning[identifier] = cell.row_span
                yield identifier, found
        for found, cell in cells:
            if not (cell.header and cell.content):
                attributes = _attributes(found, "/Table")
                attributes.Headers = Array([*attributes.get("/Headers", ()), *map(String, spanning)])
        spanning = {identifier: rows - 1 for identifier, rows in spanning.items() if rows > 1}


def _attributes(element: Object, owner: str) -> Object:
    """The element's attributes of one owner, made where there are none."""
    if "/A" not in element:
        element.A = Array()
    for attributes in element.A:
        if owner == attributes.O:
            return attributes
    element.A.append(Dictionary(O=Name(owner)))
    return element.A[-1]


def _require_all(found: Sequence[Object], blocks: Sequence[Block], tag: str, location: Location) -> None:
    if len(found) != len(blocks):
        raise ContentError(
            [
                Diagnostic(
                    "pdf-template",
                    f"the pages have {len(found)} elements tagged {tag}, the document has {len(blocks)}",
                    location,
                    hint="set each list with list() or enum() and each table with table(), once; what is not in the "
                    "document with grid() or par()",
                )
            ]
        )


def _heading_pages(pdf: pikepdf.Pdf, document: Document, location: Location) -> dict[str, int]:
    """The pages of the headings, from the named destinations that Typst makes of their labels."""
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    names = pdf.Root.get("/Names", Dictionary())
    destinations = dict(pikepdf.NameTree(names.Dests).items()) if "/Dests" in names else {}
    anchors = [heading.anchor for heading in document.headings]
    if missing := [anchor for anchor in anchors if anchor not in destinations]:
        message = f"the pages lack the headings with these labels: {', '.join(missing)}"
        raise ContentError([Diagnostic("pdf-template", message, location)])
    return {anchor: numbers[destinations[anchor][0].objgen] for anchor in anchors}
