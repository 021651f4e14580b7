"""The redline: accepted it is the new document, rejected the old one."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from lxml import etree

from methodology.composing import compose_document
from methodology.model.document import Document
from methodology.reading import read_programme
from methodology.rendering.docx import render_docx
from methodology.versions.redline import render_redline
from tests.built import CONTENT, TEMPLATES
from tests.rendering.docx_text import docx_blocks
from tests.versions.resolver import W, accept_all, reject_all

IGNORED = (f"{W}keepNext", f"{W}numPr", f"{W}rPr")
PAGES: defaultdict[str, int] = defaultdict(lambda: 7)


def composed(content: Path) -> Document:
    """The document of a content folder."""
    return compose_document(read_programme(content), TEMPLATES)


def redline(old: Document, new: Document, **comments: str) -> bytes:
    """The redline without a layout of the PDF; ``__`` in names stands for a point."""
    return render_redline(
        old,
        new,
        TEMPLATES / "methodology.docx",
        author="Urad",
        comments={path.replace("__", "."): text for path, text in comments.items()},
        heading_pages=PAGES,
        page_count=9,
    )


def clean(document: Document) -> bytes:
    """The document as the build writes it."""
    return render_docx(document, TEMPLATES / "methodology.docx", heading_pages=PAGES, page_count=9, content_files={})


def texts_of(docx: bytes) -> list[tuple[str, ...]]:
    """What the file says: its body block by block, then its headers and footers, and the styles of the body."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        around = [
            (name, "".join(etree.fromstring(package.read(name)).itertext(f"{W}t")))
            for name in sorted(package.namelist())
            if re.match(r"word/(header|footer)\d*\.xml", name)
        ]
        body = etree.fromstring(package.read("word/document.xml"))
    tables = [
        ("CELL", *(f"{part.tag}{sorted(part.items())}" for part in cell.find(f"{W}tcPr")), _style(cell.find(f"{W}p")))
        for cell in body.iter(f"{W}tc")
    ]
    styles = [("STYLE", _style(paragraph)) for paragraph in body.iter(f"{W}p") if list(paragraph.iter(f"{W}t"))]
    contents = [style for style in styles if not re.search("Kazalovsebine|TOC", style[1])]
    return [*docx_blocks(docx), *around, *tables, *contents]


def _style(paragraph: etree._Element) -> str:
    """How a paragraph is set, without its numbering's id and without what holds it to the next."""
    parts = paragraph.find(f"{W}pPr")
    kept = (part for part in (() if parts is None else parts) if part.tag not in IGNORED)
    return " ".join(f"{etree.QName(part).localname}={part.get(f'{W}val')}" for part in kept)


def assert_resolves(old: Document, new: Document) -> bytes:
    """Both views of the redline are the documents."""
    made = redline(old, new)
    assert texts_of(accept_all(made)) == texts_of(clean(new))
    assert texts_of(reject_all(made)) == texts_of(clean(old))
    return made


@pytest.fixture(scope="module")
def document() -> Document:
    return composed(CONTENT)


def test_nothing_is_tracked_where_nothing_changed(document: Document) -> None:
    made = assert_resolves(document, document)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        text = package.read("word/document.xml").decode()
    assert not re.search(r"<w:(ins|del|pPrChange)\b", text)


def test_same_bytes_twice(document: Document) -> None:
    fewer = dataclasses.replace(document, blocks=document.blocks[:40])
    assert redline(document, fewer) == redline(document, fewer)
