"""What others would use for the same document: pandoc and LibreOffice, plain docxtpl, bare typst, plain Jinja2."""

from __future__ import annotations

import calendar
import dataclasses
import importlib.resources
import io
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import typst
from docx.text.paragraph import Paragraph as TextParagraph
from docxtpl import DocxTemplate, RichText  # type: ignore[import-untyped]  # docxtpl ships no types
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from methodology.look import read_look
from methodology.model.document import (
    Block,
    Caption,
    Document,
    Heading,
    Inline,
    List,
    ListFormat,
    Note,
    Paragraph,
    Picture,
    Table,
)
from methodology.rendering.html.web_page import FILTERS, STYLE, TEMPLATE, TESTS, page_context
from methodology.rendering.pdf.data import typst_input
from methodology.rendering.pdf.typesetting import DATA

MARKS = {
    ListFormat.DASH: "List Bullet",
    ListFormat.SQUARE: "List Bullet 2",
    ListFormat.NUMBER: "List Number",
    ListFormat.PARENTHESES: "List Number 2",
    ListFormat.LETTER: "List Number 3",
}
LEVELS, CHAPTER_LEVELS = 6, 3
BODY_TAG, CONTENTS_TAG = "{{p body }}", "{{p contents }}"


def pandoc_and_libreoffice(pandoc: str, soffice: str, markdown: Path, *, page: bool) -> None:
    """Markdown to DOCX by pandoc, to HTML too for a ``page``, and the DOCX to PDF by LibreOffice; files go beside it.

    Each is a new process. LibreOffice keeps the profile that its first run makes there, as a user's does.
    """
    word = markdown.with_suffix(".docx")
    subprocess.run([pandoc, markdown, "-o", word], check=True, capture_output=True)
    if page:
        page_file = str(markdown.with_suffix(".html"))
        options = ["--standalone", "--metadata=title:Metodologija", "-o", page_file]
        subprocess.run([pandoc, markdown, *options], check=True, capture_output=True)
    profile = f"-env:UserInstallation=file://{markdown.parent.resolve()}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(markdown.parent), str(word)]
    subprocess.run(command, check=True, capture_output=True)
    if not word.with_suffix(".pdf").is_file():
        raise RuntimeError("LibreOffice made no PDF")


def plain_template(look: Path) -> bytes:
    """A Word template that says the whole document with docxtpl's own tags: loops over blocks, items, rows and cells.

    ``look`` is the project's own template: the cover, the styles, the header and the footer are the same.
    """
    word = docx.Document(str(look))
    place = next(paragraph for paragraph in word.paragraphs if CONTENTS_TAG in paragraph.text)

    def add(text: str, style: str | None = None) -> None:
        place.insert_paragraph_before(text, style)

    add("{%p for chapter in chapters %}")
    for level in range(1, CHAPTER_LEVELS + 1):
        add(f"{{%p if chapter.level == {level} %}}")
        add("{{ chapter.text }}", f"toc {level}")
        add("{%p endif %}")
    add("{%p endfor %}")
    _remove(place)
    place = next(paragraph for paragraph in word.paragraphs if BODY_TAG in paragraph.text)
    add("{%p for block in blocks %}")
    add("{%p if block.kind == 'paragraph' %}")
    add("{{r block.text }}", "Body Text")
    for level in range(1, LEVELS + 1):
        add(f"{{%p elif block.kind == 'heading' and block.level == {level} %}}")
        add("{{r block.text }}", f"Heading {level}")
    for style in MARKS.values():
        add(f"{{%p elif block.kind == 'list' and block.style == '{style}' %}}")
        add("{%p for item in block.texts %}")
        add("{{r item }}", style)
        add("{%p endfor %}")
    add("{%p elif block.kind == 'table' %}")
    table = word.add_table(rows=3, cols=3, style="Tabela")
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    table.cell(1, 0).text = "{%tc for cell in row %}"
    table.cell(1, 1).text = "{% colspan cell.columns %}{{r cell.text }}"
    table.cell(1, 2).text = "{%tc endfor %}"
    table.cell(2, 0).text = "{%tr endfor %}"
    place._p.addprevious(table._tbl)
    add("{%p endif %}")
    add("{%p endfor %}")
    _remove(place)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _remove(paragraph: TextParagraph) -> None:
    parent = paragraph._p.getparent()
    if parent is None:
        raise ValueError("the paragraph stands nowhere")
    parent.remove(paragraph._p)


def plain_data(document: Document) -> Callable[[], dict[str, Any]]:
    """What fills :func:`plain_template`, made anew each time: docxtpl writes RichText for what is strong or a link."""
    fields = {field.name: _text(getattr(document.cover, field.name)) for field in dataclasses.fields(document.cover)}
    return lambda: {
        **fields,
        "labels": document.labels,
        "chapters": [
            {"level": one.depth, "text": f"{one.label}\t{_text(one.content)}\t1"} for one in document.chapters
        ],
        "blocks": [_block(block) for block in document.blocks],
    }


def plain_docxtpl(template: bytes, data: Callable[[], dict[str, Any]]) -> bytes:
    """The Word file that docxtpl makes of the template and the data."""
    word = DocxTemplate(io.BytesIO(template))
    word.render(data(), autoescape=True)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def bare_typst(document: Document, template: Path) -> bytes:
    """The PDF of the same template and data by typst alone: nothing is checked, no tag is completed."""
    # typst's types know nothing of the files in memory that it takes
    files: Any = {"main": template.read_bytes(), DATA: typst_input(document, read_look(template.parent)).encode()}
    pdf = typst.compile(
        files,
        root=template.parent,
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(importlib.resources.files("fontpkg_arimo") / "files")],
        ),
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=calendar.timegm(document.properties.date.timetuple()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst made no single file")
    return pdf


def plain_jinja(document: Document, templates: Path) -> Callable[[], str]:
    """What fills the page's template by Jinja2 alone: nothing is kept from the template, nothing is counted."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {**FILTERS, "format": lambda pattern, number: pattern % number, "each": _each}
    environment.tests |= TESTS
    template = environment.get_template(TEMPLATE)
    context = page_context(document, (templates / STYLE).read_text(encoding="utf-8"))
    return lambda: template.render(context)


def _each(things: Iterable[Any], macro: Callable[..., str], *others: Any) -> list[str]:
    """The filter ``each`` of the product's templates: what a macro writes of each thing."""
    return [macro(thing, *others) for thing in things]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _rich(block.content)}
        case Paragraph() | Note() | Caption():
            return {"kind": "paragraph", "text": _rich(block.content)}
        case Picture():
            return {"kind": "paragraph", "text": _rich(block.alternative)}
        case List():
            texts = [_rich(item.content) for item in block.items]
            return {"kind": "list", "style": MARKS[block.format], "texts": texts}
        case Table():
            rows = [
                [{"text": _rich(cell.content, strong=cell.strong), "columns": cell.column_span} for cell in row.cells]
                for row in (*block.header, *block.rows)
            ]
            return {"kind": "table", "rows": rows}


def _rich(content: Inline, *, strong: bool = False) -> RichText:
    text = RichText()
    for run in content:
        text.add(run.text, bold=strong or run.strong, italic=run.emphasis)
    return text


def _text(content: Inline) -> str:
    return "".join(run.text for run in content)
