"""The structure tree of a PDF (ISO 32000-1 14.7 and 14.8): what Typst leaves undone in it, and the pages of texts.

A cell of the body that names its row becomes a TH with Scope Row, a table gets its title as Summary, a list says how
its labels count, the label of a caption becomes one, the mark of a footnote a Reference. Elements are found by their
order, so the template must set each list, table, caption and footnote once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import translate
from methodology.model.document import Caption, Document, ItemList, List, ListFormat, Table, paged_anchors, plain_text
from methodology.model.seal import Seal
from methodology.model.texts import TextKind, texts_of_blocks
from methodology.rendering.pdf.pdf_file import add_seal, open_pdf
from methodology.rendering.pdf.typesetting import Pdf, whole_file

HOLDERS = frozenset({*(f"/H{level}" for level in range(1, 7)), "/P", "/LI", "/TH", "/TD", "/Caption", "/Figure"})
"""The elements of one text each: headings, paragraphs, items, cells, captions, pictures (ISO 32000-1 14.8.4)."""
OUTSIDE = frozenset({"/TOC"})


def finish_tags(pdf: bytes, document: Document, template: Path, seal: Seal | None = None) -> Pdf:
    """Typst's file with its tags completed, and sealed if there is a seal.

    Raises ContentError where the template left a block out.
    """
    location = whole_file(template)
    with open_pdf(pdf) as file:
        by_kind: dict[str, list[Object]] = {"/L": [], "/Table": [], "/Caption": [], "/Note": []}
        for kind, element in elements(file.Root.StructTreeRoot, *by_kind):
            by_kind[kind].append(element)
        _finish_lists(by_kind["/L"], document, location)
        _finish_tables(file, by_kind["/Table"], document, location)
        _finish_captions(by_kind["/Caption"], document, location)
        _finish_footnotes(file.Root.StructTreeRoot, by_kind["/Note"], document, location)
        pages = _heading_pages(file, document, location) | _pages_of_rows(file, document)
        _name_links(file, document)
        if "/Outlines" in file.Root:
            file.Root.PageMode = Name.UseOutlines  # a reader opens with the headings beside the page
        if seal is not None:
            add_seal(file, seal)
        finished = io.BytesIO()
        # packed objects: Typst leaves thousands of tags as plain text, which is most of the file
        file.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Pdf(finished.getvalue(), pages, len(file.pages))


def elements(parent: Object, *kinds: str) -> Iterator[tuple[str, Object]]:
    """The structure elements of some kinds under ``parent``, in reading order; of each kind the outermost only."""
    for child in _children(parent):
        if not isinstance(child, Dictionary) or "/S" not in child:
            continue
        kind = str(child.S)
        if kind not in kinds:
            yield from elements(child, *kinds)
            continue
        yield kind, child
        if others := [other for other in kinds if other != kind]:
            yield from elements(child, *others)


def _finish_lists(tagged: Sequence[Object], document: Document, location: Location) -> None:
    formats = [level.format for block in document.blocks if isinstance(block, List) for level in _levels(block.tree)]
    lists = [level for element in tagged for level in _tagged_levels(element)]
    _require_all(lists, formats, "L", location)
    for element, list_format in zip(lists, formats, strict=True):
        _attributes(element, "/List").ListNumbering = _numbering(list_format)


def _levels(level: ItemList) -> Iterator[ItemList]:
    """A list and the lists within it, in reading order."""
    yield level
    for node in level.nodes:
        for inner in node.lists:
            yield from _levels(inner)


def _tagged_levels(element: Object) -> Iterator[Object]:
    """A list and those within it; Typst sets an inner one beside its item, of whose body it is a part."""
    items: list[Object] = []
    for child in list(_children(element)):
        if items and child.S == Name.L:
            *_, body = _children(items[-1])
            child.P, body.K = body, Array([*_children(body), child])
        else:
            items.append(child)
    element.K = Array(items)
    yield element
    for _, inner in elements(element, "/L"):
        yield from _tagged_levels(inner)


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


def _finish_captions(tagged: Sequence[Object], document: Document, location: Location) -> None:
    captions = [block for block in document.blocks if isinstance(block, Caption)]
    _require_all(tagged, captions, "Caption", location)
    for element in tagged:
        label = next(_children(element))
        if not isinstance(label, Dictionary) or label.get("/S") != Name.Strong:
            hint = translate("begin each caption with its label in strong()")
            raise ContentError(
                [Diagnostic("pdf-template", translate("a caption begins with no label"), location, hint)]
            )
        label.S = Name.Lbl
        _set_into_figure(element)


def _set_into_figure(caption: Object) -> None:
    """Make the caption beside a picture the last thing in it (ISO 32000-1 14.8.4.3): Typst sets both beside."""
    siblings = [one for one in _children(caption.P) if isinstance(one, Dictionary)]
    figure = next((one for one in siblings if one.get("/S") == Name.Figure), None)
    if figure is not None:
        caption.P.K = Array([one for one in siblings if one != caption])
        figure.K = Array([*_children(figure), caption])
        caption.P = figure


def _finish_tables(pdf: pikepdf.Pdf, tagged: Sequence[Object], document: Document, location: Location) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    _require_all(tagged, tables, "Table", location)
    headers: dict[str, Object] = {}
    for number, (element, table) in enumerate(zip(tagged, tables, strict=True), start=1):
        _attributes(element, "/Table").Summary = String(table.title)
        _keep_in_body(element)
        headers.update(_mark_row_headers(element, table, number))
    root = pdf.Root.StructTreeRoot
    if headers and "/IDTree" not in root:
        root.IDTree = pikepdf.NameTree.new(pdf).obj
    if headers:
        pikepdf.NameTree(root.IDTree).update(headers)


def _keep_in_body(table: Object) -> None:
    """Let the last rows of a table be rows of its body: they are a foot for Typst alone, which keeps them together."""
    parts = {str(part.S): part for part in _children(table)}
    if "/TFoot" in parts and "/TBody" in parts:
        foot, body = parts["/TFoot"], parts["/TBody"]
        rows = list(_children(foot))
        for row in rows:
            row.P = body
        body.K = Array([*_children(body), *rows])
        table.K = Array([part for part in _children(table) if Name.TFoot != part.S])


def _mark_row_headers(element: Object, table: Table, number: int) -> Iterator[tuple[str, Object]]:
    """Make headers of the body cells that name their rows; the new headers by their identifiers."""
    lines = [line for _, line in elements(element, "/TR")][len(table.header) :]
    spanning: dict[str, int] = {}  # header of the current row -> rows that it still covers
    for row_number, (line, row) in enumerate(zip(lines, table.rows, strict=True), start=1):
        if next(elements(line, "/TH"), None) is not None:
            continue  # it heads the rows below it, and is tagged so
        cells = list(zip((cell for _, cell in elements(line, "/TD")), row.cells, strict=True))
        for cell_number, (tag, cell) in enumerate(cells, start=1):
            if cell.header and cell.content:
                identifier = f"row-{number}-{row_number}-{cell_number}"
                tag.S = Name.TH
                tag.ID = String(identifier)
                _attributes(tag, "/Table").Scope = Name.Row
                spanning[identifier] = cell.row_span
                yield identifier, tag
        for tag, cell in cells:
            if not (cell.header and cell.content):
                attributes = _attributes(tag, "/Table")
                attributes.Headers = Array([*attributes.get("/Headers", ()), *map(String, spanning)])
        spanning = {identifier: rows - 1 for identifier, rows in spanning.items() if rows > 1}


def _finish_footnotes(root: Object, tagged: Sequence[Object], document: Document, location: Location) -> None:
    """Tag the marks in the text as References (ISO 32000-1 table 338); Typst calls them labels, as those of notes."""
    notes = [text for text in texts_of_blocks(document.blocks) if text.kind is TextKind.FOOTNOTE]
    _require_all(tagged, notes, "Note", location)
    for label in _marks(root) if notes else ():
        label.S = Name.Reference


def _marks(parent: Object) -> Iterator[Object]:
    """The labels that lead to notes: those with a link in them, in no note."""
    for child in _children(parent):
        kind = str(child.S) if isinstance(child, Dictionary) and "/S" in child else None
        if kind == "/Lbl" and next(elements(child, "/Link"), None) is not None:
            yield child
        elif kind not in (None, "/Note"):
            yield from _marks(child)


def _attributes(element: Object, owner: str) -> Object:
    """Return the element's attributes of one owner, created where there are none."""
    if "/A" not in element:
        element.A = Array()
    for attributes in element.A:
        if owner == attributes.O:
            return attributes
    element.A.append(Dictionary(O=Name(owner)))
    return element.A[-1]


def _require_all(tagged: Sequence[Object], blocks: Sequence[object], tag: str, location: Location) -> None:
    if len(tagged) != len(blocks):
        raise ContentError(
            [
                Diagnostic(
                    "pdf-template",
                    translate(
                        "the pages have {tagged} elements tagged {tag}, the document has {blocks}",
                        tagged=len(tagged),
                        tag=tag,
                        blocks=len(blocks),
                    ),
                    location,
                    hint=translate(
                        "set each list with list() or enum(), each table with table() and each footnote "
                        "with footnote(), once; "
                        "what is not in the document with grid() or par()"
                    ),
                )
            ]
        )


def _heading_pages(pdf: pikepdf.Pdf, document: Document, location: Location) -> dict[str, int]:
    """The pages of the headings, from the named destinations that Typst makes of their labels."""
    numbers = _page_numbers(pdf)
    names = pdf.Root.get("/Names", Dictionary())
    destinations = dict(pikepdf.NameTree(names.Dests).items()) if "/Dests" in names else {}
    anchors = [heading.anchor for heading in document.headings]
    if missing := [anchor for anchor in anchors if anchor not in destinations]:
        message = translate("the pages lack the headings with these labels: {missing}", missing=", ".join(missing))
        raise ContentError([Diagnostic("pdf-template", message, location)])
    return {anchor: numbers[destinations[anchor][0].objgen] for anchor in anchors}


def _pages_of_rows(pdf: pikepdf.Pdf, document: Document) -> dict[str, int]:
    """The pages of the places whose page a table shows."""
    paged = frozenset(paged_anchors(document.blocks))
    if not paged:
        return {}
    texts = tuple(texts_of_blocks(document.blocks))
    pages = _pages_of_texts(pdf, len(texts))
    return {text.anchor: page for text, page in zip(texts, pages, strict=True) if text.anchor in paged and text.anchor}


def _name_links(pdf: pikepdf.Pdf, document: Document) -> None:
    """Let links to headings say where they lead, as their entries of the contents do: Typst names the number alone."""
    names = {heading.anchor: f"{heading.label} {plain_text(heading.content)}".strip() for heading in document.headings}
    for annotation in (annotation for page in pdf.pages for annotation in page.get("/Annots", ())):
        destination = annotation.get("/Dest", annotation.get("/A", Dictionary()).get("/D"))
        if isinstance(destination, String) and str(destination) in names:
            annotation.Contents = String(names[str(destination)])


def _page_numbers(pdf: pikepdf.Pdf) -> dict[object, int]:
    return {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}


def text_pages(pdf: bytes, document: Document) -> tuple[int, ...]:
    """Return the physical page, from 1, of each text that :func:`texts_of_blocks` yields for the body.

    An empty cell has the page of the text before it. Raises ValueError where the PDF has fewer texts than the document,
    so that it cannot be the document's.
    """
    count = sum(1 for _ in texts_of_blocks(document.blocks))
    with open_pdf(pdf) as file:
        return _pages_of_texts(file, count)


def _pages_of_texts(pdf: pikepdf.Pdf, count: int) -> tuple[int, ...]:
    numbers = _page_numbers(pdf)
    pages = [_page(holder, numbers) for holder in _holders(pdf.Root.StructTreeRoot)]
    if len(pages) < count:
        raise ValueError(translate("the PDF has {pages} texts, the document {count}", pages=len(pages), count=count))
    of_body = pages[len(pages) - count :]  # the cover stands before the body
    return tuple(accumulate(of_body, lambda last, page: page or last, initial=1))[1:]


def _children(parent: Object) -> Iterator[Object]:
    children = parent.get("/K")
    if children is not None:
        yield from children if isinstance(children, Array) else [children]


def _holders(parent: Object) -> Iterator[Object]:
    for child in _children(parent):
        if isinstance(child, Dictionary) and "/S" in child:
            kind = str(child.S)
            if kind in HOLDERS:
                yield child
                yield from _own_notes(child)
                yield from (holder for _, inner in elements(child, "/L") for holder in _holders(inner))
                if kind == "/Figure":  # its caption stands in it
                    yield from _holders(child)
            elif kind not in OUTSIDE:
                yield from _holders(child)


def _own_notes(holder: Object) -> Iterator[Object]:
    """The footnotes of a text; those of the lists within an item are theirs."""
    for child in _children(holder):
        if isinstance(child, Dictionary) and child.get("/S") == Name.Note:
            yield child
        elif isinstance(child, Dictionary) and child.get("/S") != Name.L:
            yield from _own_notes(child)


def _page(element: Object, numbers: Mapping[object, int]) -> int | None:
    """The page of the first marked content in an element: its own, or that of what it holds."""
    if "/Pg" in element:
        return numbers.get(element.Pg.objgen)
    for child in _children(element):
        if isinstance(child, Dictionary) and (page := _page(child, numbers)) is not None:
            return page
    return None
