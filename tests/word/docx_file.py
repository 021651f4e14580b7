"""Word files for the tests: the sample rendered, their parts, and templates with one thing changed."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from methodology.look import LOOK
from methodology.model.document import Block, Document
from methodology.word.writing import render_docx
from tests.rendering.sample import sample_document

TEMPLATE = Path(__file__).parents[2] / "templates" / "methodology.docx"
FILES = {"content/programme.yaml": "title: Metodologija\n", "content/chapters/uvod.md": "# Uvod\r\n"}
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
W = f"{{{NAMES['w']}}}"


def render(document: Document | None = None, template: Path = TEMPLATE, files: Mapping[str, str] = FILES) -> bytes:
    """The sample, or another document, whose chapters stand on pages 3, 4, 5 …; 27 pages in all."""
    document = document or sample_document()
    pages = {chapter.anchor: page for page, chapter in enumerate(document.chapters, start=3)}
    return render_docx(document, template, heading_pages=pages, page_count=27, content_files=files)


def render_blocks(*blocks: Block) -> bytes:
    """The sample's cover with other blocks."""
    return render(sample_document(blocks))


def parts(docx: bytes) -> dict[str, bytes]:
    """The package's files by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    """One part of a package."""
    return etree.fromstring(parts(docx)[name])


def find(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath with the prefixes of ``NAMES``."""
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [entry for entry in found if isinstance(entry, etree._Element)]


def values(root: etree._Element, path: str) -> list[str]:
    """The texts or attributes at an XPath with the prefixes of ``NAMES``."""
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(entry) for entry in found]


def text_of(element: etree._Element) -> str:
    """All the text in an element."""
    return "".join(values(element, ".//w:t/text()"))


def paragraph(docx: bytes, text: str) -> etree._Element:
    """The first paragraph with this text; a contents entry has its number and page in its own."""
    return next(entry for entry in find(part(docx), "//w:p") if text_of(entry) == text)


def table(docx: bytes) -> etree._Element:
    """The first table."""
    return find(part(docx), "//w:tbl")[0]


def changed_template(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the template, in a folder ``templates``, with one part's XML changed; it must change."""
    content = parts(TEMPLATE.read_bytes())
    before = content[name].decode()
    content[name] = change(before).encode()
    assert content[name] != before.encode()
    target = folder / "templates" / TEMPLATE.name
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(TEMPLATE.parent / LOOK, target.parent / LOOK)
    with zipfile.ZipFile(target, "w") as package:
        for entry, blob in content.items():
            package.writestr(entry, blob)
    return target
