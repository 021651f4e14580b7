"""The text of a tagged PDF: as a screen reader reads it, and as it is painted on the pages.

:func:`pdf_text` follows the structure tree (ISO 32000-1 14.7), so that running heads, page numbers, leaders and the
header rows that repeat on a new page, all of them artifacts, are left out, and a cell that spans rows stands where its
row has it; ``pdftotext``, and so :func:`painted_pages`, gives the order of painting.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Page

from tests.tools import require_program

INLINE = {"/Span", "/Strong", "/Em", "/Link", "/Reference", "/Lbl", "/LBody"}
RANGE = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")

Marked = dict[tuple[object, int], str]
"""What an element's content says, by its page and its mark (MCID)."""


def pdf_text(pdf: bytes) -> str:
    """The text of every element of the structure tree; a block, a list item and a cell start on new lines."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marked: Marked = {}
        for page in opened.pages:
            for mark, text in _marked_text(page):
                key = (page.objgen, mark)
                marked[key] = marked.get(key, "") + text
        lines = "".join(_element_text(opened.Root.StructTreeRoot, None, marked)).split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())


def painted_pages(pdf: bytes) -> list[str]:
    """What ``pdftotext`` finds on each page, running heads and page numbers too, in the order of painting."""
    command = [require_program("pdftotext"), "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.removesuffix("\f").split("\f")


def _element_text(element: Object, page: object, marked: Marked) -> Iterator[str]:
    """The text under one element; its content stands on ``page`` where neither it nor the content says otherwise."""
    if "/Pg" in element:
        page = element.Pg.objgen
    for child in _children(element):
        if not isinstance(child, Dictionary):
            yield marked.get((page, int(child)), "")
        elif child.get("/Type") == "/MCR":
            yield marked.get((child.Pg.objgen if "/Pg" in child else page, int(child.MCID)), "")
        elif "/S" in child:
            yield " " if child.S in INLINE else "\n"
            yield from _element_text(child, page, marked)
            yield " " if child.S in INLINE else "\n"


def _children(element: Object) -> list[Object]:
    children = element.get("/K", Array())
    return list(children) if isinstance(children, Array) else [children]


def _marked_text(page: Page) -> Iterator[tuple[int, str]]:
    """Each piece of text in the page's content that belongs to an element, with its mark (MCID)."""
    characters: dict[str, dict[int, str]] = {
        str(name): _characters(font.ToUnicode.read_bytes()) for name, font in page.Resources.get("/Font", {}).items()
    }
    marks: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BMC" | "BDC":
                inner = operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], Dictionary) else None
                marks.append(int(inner) if inner is not None else (marks[-1] if marks else None))
            case "EMC":
                marks.pop()
            case "Tf":
                font = characters[str(operands[0])]
            case "Tj" | "TJ" if marks and (mark := marks[-1]) is not None:
                shown = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                yield mark, "".join(_decoded(bytes(part), font) for part in shown if isinstance(part, pikepdf.String))


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _characters(cmap: bytes) -> dict[int, str]:
    """What the codes of a font stand for: the ``bfchar`` lines of its ToUnicode map, the only ones that Typst makes."""
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
        for code, text in RANGE.findall(section)
    }


def boxed_words(pdf: bytes) -> list[tuple[float, float, str]]:
    """The words that ``pdftotext`` finds, each with its left and right edge in points."""
    command = [require_program("pdftotext"), "-bbox", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', text)
    return [(float(left), float(right), said) for left, right, said in words]
