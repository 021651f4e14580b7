"""What a tagged PDF says, by its structure tree (ISO 32000-1 14.7), and what else its pages say."""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterable, Iterator

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Object, Page

from methodology.messages import translate
from methodology.model.document import NOTE_MARK
from methodology.model.seal import NAMESPACE, Seal
from methodology.sealing.lines import CellText, Line, line_of, table_lines
from methodology.verifying.file_lines import FileLines, UnreadableError

MOST_METADATA = 2**20
MOST_DEPTH, MOST_ELEMENTS, MOST_PAGES = 100, 1_000_000, 20_000
_HEADINGS = frozenset({"/Title", *(f"/H{level}" for level in range(1, 7))})
_ENTRY = "/TOCI"
_LABELLED = frozenset({"/LI", "/Caption"})
_LEFT_OUT = frozenset({"/Lbl", "/L"})
"""What of an item is no text of its own: its label, and the lists within it."""
_TEXTS = _HEADINGS | {"/P", "/Note", _ENTRY}
_NOTE, _NOTE_REFERENCE = "/Note", "/Reference"
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,64})>")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, RuntimeError)
"""What pikepdf raises at files that are not as ours are."""


def read_pdf(content: bytes) -> FileLines:
    """Read a PDF. Raises UnreadableError for what is no tagged PDF.

    For a file of unknown origin call :func:`methodology.verifying.child_process.read_in_child`: a small file can ask
    for any amount of memory and time.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _PdfReader().read(pdf)
    except FAULTS as fault:
        message = translate("the file is no PDF as this program makes them: {fault}", fault=fault)
        raise UnreadableError(message) from fault


class _PdfReader:
    """Reads the pages first, by their marks (MCID), then the structure tree, which says what belongs to which mark."""

    def __init__(self) -> None:
        self.marked: dict[tuple[object, int], list[str]] = {}
        """What belongs to an element, by page and mark."""
        self.unmarked: list[Line] = []
        """What belongs to none."""
        self.notes: list[Line] = []
        """The footnotes, which stand in the texts that have their marks."""
        self.fonts: dict[object, dict[int, str]] = {}
        self.elements = 0

    def read(self, pdf: pikepdf.Pdf) -> FileLines:
        """The lines of a PDF; of one without a structure tree there are none."""
        if len(pdf.pages) > MOST_PAGES:
            raise UnreadableError(translate("the file has more than {most} pages", most=MOST_PAGES))
        seal = _seal(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else None
        if "/StructTreeRoot" not in pdf.Root:
            return FileLines(seal, ())
        for number, page in enumerate(pdf.pages, start=1):
            self._read_page(page, number)
        before: list[Line] = []
        body: list[Line] = []
        for kind, lines in self._lines(pdf.Root.StructTreeRoot, None, 0):
            body += lines
            if kind == _ENTRY:
                before += body
                body = []
        body += self.notes
        # What the structure does not reach is on the page all the same.
        unreached = [line for parts in self.marked.values() for line in line_of("".join(parts))]
        return FileLines(seal, tuple(body), (*before, *self.unmarked, *unreached))

    def _lines(self, element: Object, page: object, depth: int) -> Iterator[tuple[str | None, Iterable[Line]]]:
        """The lines below an element, each with the kind of element that it is of."""
        self._count(depth)
        for child, child_page in _children(element, page):
            kind = _kind(child)
            if kind is None:
                yield kind, line_of(self._content(child, child_page))
            elif kind in _TEXTS:
                yield kind, line_of(self._text(child, child_page, depth + 1), heading=kind in _HEADINGS)
            elif kind in _LABELLED:
                yield kind, self._labelled(child, child_page, depth + 1)
            elif kind == "/Table":
                yield kind, self._table(child, child_page, depth + 1)
            elif kind == "/Figure":
                yield kind, self._figure(child, child_page, depth + 1)
            else:
                yield from self._lines(child, child_page, depth + 1)

    def _labelled(self, element: Object, page: object, depth: int) -> Iterator[Line]:
        labels = [part for part in _children(element, page) if _kind(part[0]) == "/Lbl"]
        label = "".join(self._text(part, part_page, depth + 1) for part, part_page in labels).strip()
        yield from line_of(self._text(element, page, depth, without=_LEFT_OUT), label=label)
        yield from self._inner_lists(element, page, depth + 1)

    def _inner_lists(self, element: Object, page: object, depth: int) -> Iterator[Line]:
        """The lines of the lists within an item."""
        self._count(depth)
        for child, child_page in _children(element, page):
            if _kind(child) == "/L":
                yield from (line for _, lines in self._lines(child, child_page, depth + 1) for line in lines)
            elif _kind(child) == "/LBody":
                yield from self._inner_lists(child, child_page, depth + 1)

    def _figure(self, figure: Object, page: object, depth: int) -> Iterator[Line]:
        """What a picture says of itself; the letters in it belong to how it looks."""
        yield from line_of(str(figure.get("/Alt", "")))
        for part, part_page in _children(figure, page):
            if _kind(part) == "/Caption":
                yield from self._labelled(part, part_page, depth)
            elif _kind(part) is None:
                self._content(part, part_page)
            else:
                self._text(part, part_page, depth)

    def _table(self, table: Object, page: object, depth: int) -> Iterator[Line]:
        for group, group_page in _children(table, page):
            if isinstance(group, Dictionary) and _kind(group) in _LABELLED:
                yield from self._labelled(group, group_page, depth)
            elif isinstance(group, Dictionary):
                rows = [(group, group_page)] if _kind(group) == "/TR" else _children(group, group_page)
                yield from table_lines(
                    [
                        CellText(self._text(cell, cell_page, depth), *_spans(cell))
                        for cell, cell_page in _children(row, row_page)
                        if isinstance(cell, Dictionary)
                    ]
                    for row, row_page in rows
                    if isinstance(row, Dictionary)
                )

    def _text(self, element: Object, page: object, depth: int, *, without: Container[str | None] = ()) -> str:
        self._count(depth)
        parts = []
        for child, child_page in _children(element, page):
            kind = _kind(child)
            if kind is None:
                parts.append(self._content(child, child_page))
            elif kind == _NOTE:
                self.notes += line_of(self._text(child, child_page, depth + 1, without=frozenset({"/Lbl"})))
            elif kind == _NOTE_REFERENCE:
                self._text(child, child_page, depth + 1)
                parts.append(NOTE_MARK)
            elif kind not in without:
                parts.append(self._text(child, child_page, depth + 1, without=without))
        return "".join(parts)

    def _content(self, child: Object, page: object) -> str:
        """What one piece of marked content says; a piece is taken once, so that none can be there twice."""
        if isinstance(child, Dictionary):
            if child.get("/Type") != "/MCR":
                return ""
            page, child = _page(child, page), child.MCID
        return "".join(self.marked.pop((page, int(child)), ()))

    def _count(self, depth: int) -> None:
        self.elements += 1
        if depth > MOST_DEPTH or self.elements > MOST_ELEMENTS:
            raise UnreadableError(translate("the structure of the file is too deep or too large"))

    def _read_page(self, page: Page, number: int) -> None:
        loose: list[str] = []
        for mark, text in self._shown_texts(page):
            (loose if mark is None else self.marked.setdefault((page.objgen, mark), [])).append(text)
        self.unmarked += line_of("".join(loose), label=translate("(page {page})", page=number))

    def _shown_texts(self, page: Page) -> Iterator[tuple[int | None, str]]:
        """Each piece of text in the page's content with its mark, None where it has none; other paint as a word."""
        resources = page.get("/Resources", Dictionary())
        fonts = resources.get("/Font", Dictionary())
        marks: list[int | None] = []
        font: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands = instruction.operands
            match str(instruction.operator):
                case "BMC" | "BDC":
                    properties = operands[1] if len(operands) > 1 else None
                    inner = properties.get("/MCID") if isinstance(properties, Dictionary) else None
                    marks.append(int(inner) if inner is not None else (marks[-1] if marks else None))
                case "EMC" if marks:
                    marks.pop()
                case "Tf":
                    font = self._characters(fonts.get(str(operands[0])))
                case "Tj" | "TJ" | "'" | '"':
                    parts = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
                    texts = [_decode(bytes(part), font) for part in parts if isinstance(part, pikepdf.String)]
                    yield marks[-1] if marks else None, "".join(texts)
                case "Do" | "INLINE IMAGE":
                    yield None, translate("(picture)")

    def _characters(self, font: Object | None) -> dict[int, str]:
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.objgen
        if key not in self.fonts or key == (0, 0):
            self.fonts[key] = font_characters(font)
        return self.fonts[key]


def font_characters(font: Object) -> dict[int, str]:
    """What the codes of a font stand for, as Typst writes it: ``bfchar`` lines for codes of two bytes."""
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for section in _BFCHAR.findall(font.ToUnicode.read_bytes())
        for code, text in _PAIR.findall(section)
    }


def parse_metadata(content: bytes) -> etree._Element | None:
    """XMP metadata as a tree; None of what is no XMP, or too much of it."""
    if len(content) > MOST_METADATA or b"<!DOCTYPE" in content:
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _seal(metadata: bytes) -> Seal | None:
    """The seal in XMP metadata, or None."""
    root = parse_metadata(metadata)
    if root is None:
        return None
    own = f"{{{NAMESPACE}}}"
    found = {element.tag.removeprefix(own): (element.text or "").strip() for element in root.iter(f"{own}*")}
    # Programs that rewrite the metadata, as those that sign do, may write a property as an attribute.
    for element in root.iter():
        named = ((str(name), str(text)) for name, text in element.attrib.items())
        found |= {name.removeprefix(own): text for name, text in named if name.startswith(own)}
    return Seal.from_properties(found)


def _kind(child: Object) -> str | None:
    """The kind of a structure element; None of marked content."""
    return str(child.S) if isinstance(child, Dictionary) and "/S" in child else None


def _children(element: Object, page: object) -> list[tuple[Object, object]]:
    """What an element holds, each with the page that it is on unless it names another one."""
    children = element.get("/K", Array())
    own_page = _page(element, page)
    return [(child, own_page) for child in (children if isinstance(children, Array) else [children])]


def _page(element: Object, otherwise: object) -> object:
    return element.Pg.objgen if "/Pg" in element else otherwise


def _spans(cell: Object) -> tuple[int, int]:
    attributes = cell.get("/A", Array())
    columns = rows = 1
    for attribute in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(attribute, Dictionary):
            columns, rows = int(attribute.get("/ColSpan", columns)), int(attribute.get("/RowSpan", rows))
    return columns, rows


def _decode(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(codes[at : at + 2]), UNKNOWN) for at in range(0, len(codes), 2))
