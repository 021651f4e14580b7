"""What a tagged PDF says, by its structure tree (ISO 32000-1 14.7), and what else its pages show."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Object, Page

from methodology.model.seal import NAMESPACE, Seal
from methodology.sealing import CellText, Line, line_of, table_lines
from methodology.verifying.readings import Reading, UnreadableError

MOST_METADATA = 2**20
MOST_DEPTH, MOST_ELEMENTS, MOST_PAGES = 100, 1_000_000, 20_000
_HEADINGS = frozenset({"/Title", *(f"/H{level}" for level in range(1, 7))})
_ENTRY = "/TOCI"
_TEXTS = _HEADINGS | {"/P", "/Note", _ENTRY}
_CELLS = frozenset({"/TH", "/TD"})
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,64})>")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, RuntimeError)
"""What pikepdf raises at files that are not as ours are."""


def read_pdf(content: bytes) -> Reading:
    """What the PDF says. Raises UnreadableError for what is no tagged PDF.

    For a file of unknown origin call :func:`methodology.verifying.apart.read_apart`: a small file can ask for
    any amount of memory and time.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _read(pdf)
    except _FAULTS as fault:
        raise UnreadableError(f"the file is no PDF as this program makes them: {fault}") from fault


@dataclass(slots=True)
class _Shown:
    """What the pages show: by page and mark (MCID) what belongs to an element, and what belongs to none."""

    marked: dict[tuple[object, int], list[str]] = field(default_factory=dict)
    others: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fonts: dict[object, dict[int, str]] = field(default_factory=dict)
    elements: int = 0


def _read(pdf: pikepdf.Pdf) -> Reading:
    if len(pdf.pages) > MOST_PAGES:
        raise UnreadableError(f"the file has more than {MOST_PAGES} pages")
    seal = _seal(pdf.Root.Metadata.read_bytes()) if "/Metadata" in pdf.Root else None
    if "/StructTreeRoot" not in pdf.Root:
        return Reading(seal, ())
    shown = _Shown()
    for number, page in enumerate(pdf.pages, start=1):
        _read_page(page, number, shown)
    before: list[Line] = []
    texts: list[Line] = []
    for kind, found in _lines(pdf.Root.StructTreeRoot, None, shown, 0):
        if kind == _ENTRY:
            before += [*texts, *found]
            texts = []
        else:
            texts += found
    # What the structure does not reach is on the page all the same.
    unreached = [found for parts in shown.marked.values() for found in line_of("".join(parts))]
    return Reading(seal, tuple(texts), (*before, *shown.others, *unreached), notes=tuple(shown.notes))


def _seal(metadata: bytes) -> Seal | None:
    """The seal in XMP metadata, or None; what is no XMP, or too much of it, holds none."""
    if len(metadata) > MOST_METADATA or b"<!DOCTYPE" in metadata:
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(metadata, parser)
    except etree.XMLSyntaxError:
        return None
    found = {etree.QName(one).localname: (one.text or "").strip() for one in root.iter(f"{{{NAMESPACE}}}*")}
    return Seal.from_properties(found)


def _lines(element: Object, page: object, shown: _Shown, depth: int) -> Iterator[tuple[str, list[Line]]]:
    """The lines below an element, each with the kind of element that it is of."""
    _count(shown, depth)
    page = element.Pg.objgen if "/Pg" in element else page
    for child in _children(element):
        if not isinstance(child, Dictionary) or "/S" not in child:
            yield "", list(line_of(_content(child, page, shown)))
            continue
        kind = str(child.S)
        if kind in _TEXTS:
            yield kind, list(line_of(_text(child, page, shown, depth + 1), heading=kind in _HEADINGS))
        elif kind == "/LI":
            parts = [part for part in _children(child) if isinstance(part, Dictionary) and part.get("/S") == "/Lbl"]
            label = "".join(_text(part, _page(child, page), shown, depth + 2) for part in parts).strip()
            said = _text(child, page, shown, depth + 1, without="/Lbl")
            yield kind, list(line_of(said, label=label))
        elif kind == "/Table":
            yield kind, list(_table(child, _page(child, page), shown, depth + 1))
        else:
            yield from _lines(child, page, shown, depth + 1)


def _table(table: Object, page: object, shown: _Shown, depth: int) -> Iterator[Line]:
    for group in _children(table):
        if not isinstance(group, Dictionary):
            continue
        rows = [group] if group.get("/S") == "/TR" else [row for row in _children(group) if isinstance(row, Dictionary)]
        yield from table_lines(
            [
                CellText(_text(cell, _page(row, _page(group, page)), shown, depth), *_spans(cell))
                for cell in _children(row)
                if isinstance(cell, Dictionary)
            ]
            for row in rows
        )


def _spans(cell: Object) -> tuple[int, int]:
    attributes = cell.get("/A", Array())
    columns = rows = 1
    for one in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(one, Dictionary):
            columns, rows = int(one.get("/ColSpan", columns)), int(one.get("/RowSpan", rows))
    return columns, rows


def _text(element: Object, page: object, shown: _Shown, depth: int, *, without: str = "") -> str:
    _count(shown, depth)
    page = _page(element, page)
    parts = []
    for child in _children(element):
        if isinstance(child, Dictionary) and "/S" in child:
            if without != child.S:
                parts.append(_text(child, page, shown, depth + 1, without=without))
        else:
            parts.append(_content(child, page, shown))
    return "".join(parts)


def _content(child: Object, page: object, shown: _Shown) -> str:
    """What one piece of marked content says; a piece is taken once, so that none can be there twice."""
    if isinstance(child, Dictionary):
        if child.get("/Type") != "/MCR":
            return ""
        page, child = _page(child, page), child.MCID
    return "".join(shown.marked.pop((page, int(child)), ()))


def _count(shown: _Shown, depth: int) -> None:
    shown.elements += 1
    if depth > MOST_DEPTH or shown.elements > MOST_ELEMENTS:
        raise UnreadableError("the structure of the file is too deep or too large")


def _page(element: Object, otherwise: object) -> object:
    return element.Pg.objgen if "/Pg" in element else otherwise


def _children(element: Object) -> list[Object]:
    children = element.get("/K", Array())
    return list(children) if isinstance(children, Array) else [children]


def _read_page(page: Page, number: int, shown: _Shown) -> None:
    loose: list[str] = []
    for mark, text in _shown_text(page, shown):
        if mark is None:
            loose.append(text)
        else:
            shown.marked.setdefault((page.objgen, mark), []).append(text)
    shown.others += line_of("".join(loose), label=f"(page {number})")
    for annotation in page.get("/Annots", Array()):
        kind = str(annotation.get("/Subtype", ""))
        if kind == "/Widget" and annotation.get("/FT") == "/Sig":
            shown.notes.append(f"page {number} has a field for an electronic signature")
        elif kind != "/Link":
            shown.others.append(Line(f"an annotation: {kind[1:]}", f"(page {number})"))


def _shown_text(page: Page, shown: _Shown) -> Iterator[tuple[int | None, str]]:
    """Each piece of text in the page's content with its mark, None where it has none; what else is painted, too."""
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
                font = _characters(fonts.get(str(operands[0])), shown)
            case "Tj" | "TJ" | "'" | '"':
                parts = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
                said = "".join(_decoded(bytes(part), font) for part in parts if isinstance(part, pikepdf.String))
                yield marks[-1] if marks else None, said
            case "Do" | "INLINE IMAGE":
                yield None, "(picture)"


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(codes[at : at + 2]), UNKNOWN) for at in range(0, len(codes), 2))


def _characters(font: Object | None, shown: _Shown) -> dict[int, str]:
    """What a font's codes stand for, as Typst writes it: ``bfchar`` lines for codes of two bytes."""
    if font is None or "/ToUnicode" not in font:
        return {}
    key = font.objgen
    if key not in shown.fonts or key == (0, 0):
        shown.fonts[key] = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
            for section in _BFCHAR.findall(font.ToUnicode.read_bytes())
            for code, text in _PAIR.findall(section)
        }
    return shown.fonts[key]
