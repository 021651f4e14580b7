"""What others would use for the same document, made to do the same: pandoc and LibreOffice, plain docxtpl, bare typst."""

from __future__ import annotations

import calendar
import importlib.resources
import io
import subprocess
from pathlib import Path
from typing import Any

import docx
import typst
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types

from methodology.model.document import Block, Document, Heading, Inline, List, ListFormat, Note, Paragraph, Table
from methodology.rendering.pdf.data import typst_input

MARKS = {
    ListFormat.DASH: "List Bullet",
    ListFormat.SQUARE: "List Bullet 2",
    ListFormat.NUMBER: "List Number",
    ListFormat.PARENTHESES: "List Number 2",
    ListFormat.LETTER: "List Number 3",
}
LEVELS = 6


def pandoc_markdown(pandoc: str, page: Path, target: Path) -> None:
    """The built page as Markdown, as somebody would have written it for pandoc."""
    subprocess.run([pandoc, page, "--from=html", "--to=markdown", "-o", target], check=True, capture_output=True)


def pandoc_and_libreoffice(pandoc: str, soffice: str, markdown: Path) -> None:
    """Markdown to DOCX by pandoc, that to PDF by LibreOffice: two new processes, files beside ``markdown``.

    LibreOffice keeps the profile that its first run makes there, as a user's does.
    """
    word = markdown.with_suffix(".docx")
    subprocess.run([pandoc, markdown, "-o", word], check=True, capture_output=True)
    profile = f"-env:UserInstallation=file://{markdown.parent.resolve()}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", markdown.parent, word]
    subprocess.run(command, check=True, capture_output=True)
    if not word.with_suffix(".pdf").is_file():
        raise RuntimeError("LibreOffice made no PDF")


def plain_template() -> bytes:
    """A Word template that says the whole document with docxtpl's own tags: loops over blocks, items, rows and cells."""
    word = docx.Document()
    paragraph = word.add_paragraph
    for field in ("title", "programme", "period", "version", "date"):
        paragraph(f"{{{{ cover.{field} }}}}", style="Title")
    paragraph("{%p for block in blocks %}")
    paragraph("{%p if block.kind == 'paragraph' %}")
    paragraph("{{ block.text }}", style="Body Text")
    for level in range(1, LEVELS + 1):
        paragraph(f"{{%p elif block.kind == 'heading' and block.level == {level} %}}")
        paragraph("{{ block.text }}", style=f"Heading {level}")
    for style in MARKS.values():
        paragraph(f"{{%p elif block.kind == 'list' and block.style == '{style}' %}}")
        paragraph("{%p for item in block.texts %}")
        paragraph("{{ item }}", style=style)
        paragraph("{%p endfor %}")
    paragraph("{%p elif block.kind == 'table' %}")
    table = word.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    table.cell(1, 0).text = "{%tc for cell in row %}"
    table.cell(1, 1).text = "{{ cell }}"
    table.cell(1, 2).text = "{%tc endfor %}"
    table.cell(2, 0).text = "{%tr endfor %}"
    paragraph("{%p endif %}")
    paragraph("{%p endfor %}")
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def plain_data(document: Document) -> dict[str, Any]:
    """The document's texts, as :func:`plain_template` loops over them."""
    cover = {field: _text(getattr(document.cover, field)) for field in ("title", "programme", "period", "version", "date")}
    return {"cover": cover, "blocks": [_block(block) for block in document.blocks]}


def plain_docxtpl(template: bytes, data: dict[str, Any]) -> bytes:
    """The Word file that docxtpl makes of the template and the data."""
    word = DocxTemplate(io.BytesIO(template))
    word.render(data, autoescape=True)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def bare_typst(document: Document, template: Path) -> bytes:
    """The PDF of the same template and data by typst alone: nothing is checked, no tag is completed."""
    pdf = typst.compile(
        template,
        root=template.parent,
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(importlib.resources.files("fontpkg_arimo") / "files")],
        ),
        ignore_system_fonts=True,
        sys_inputs={"doc": typst_input(document)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=calendar.timegm(document.properties.date.timetuple()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst made no single file")
    return pdf


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _text(block.content)}
        case Paragraph() | Note():
            return {"kind": "paragraph", "text": _text(block.content)}
        case List():
            texts = [_text(item.content) for item in block.items]
            return {"kind": "list", "style": MARKS[block.format], "texts": texts}
        case Table():
            rows = [[_text(cell.content) for cell in row.cells] for row in (*block.header, *block.rows)]
            return {"kind": "table", "rows": rows}


def _text(content: Inline) -> str:
    return "".join(run.text for run in content)
