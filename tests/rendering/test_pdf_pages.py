"""The page that is told of a text is the page it is printed on."""

from __future__ import annotations

import dataclasses

import pytest

from methodology.composing import compose_document
from methodology.model.document import Document, Heading
from methodology.model.texts import texts_of_blocks
from methodology.rendering.pdf import Pdf, render_pdf
from methodology.rendering.pdf.structure_tree import text_pages
from tests.built import CONTENT, TEMPLATES, read_content
from tests.rendering.pdf_text import painted_pages
from tests.test_examples import CONTENTS


@pytest.fixture(scope="module")
def laid_out() -> tuple[Document, Pdf]:
    document = compose_document(read_content(CONTENT), TEMPLATES)
    return document, render_pdf(document, TEMPLATES)


def test_a_text_begins_on_its_page(laid_out: tuple[Document, Pdf]) -> None:
    document, pdf = laid_out
    painted = ["".join(page.split()) for page in painted_pages(pdf.content)]
    pages = text_pages(pdf.content, document)
    long = [
        (page, "".join(text.text[:20].split()))
        for page, text in zip(pages, texts_of_blocks(document.blocks), strict=True)
        if len(text.text) > 40
    ]
    assert len(long) > 100
    assert [text for page, text in long if text not in painted[page - 1]] == []


@pytest.mark.parametrize("name", ["signed", *CONTENTS])
def test_headings_stand_where_their_destinations_are(name: str, laid_out: tuple[Document, Pdf]) -> None:
    """The examples have pictures with captions, tables with captions, footnotes and lists within lists."""
    document, pdf = laid_out
    if name in CONTENTS:
        document = compose_document(read_content(CONTENTS[name]), TEMPLATES)
        pdf = render_pdf(document, TEMPLATES)
    pages = iter(text_pages(pdf.content, document))
    for block in document.blocks:
        found = [next(pages) for _ in texts_of_blocks([block])]
        if isinstance(block, Heading):
            assert found == [pdf.heading_pages[block.anchor]]


def test_the_pdf_of_another_document_is_refused(laid_out: tuple[Document, Pdf]) -> None:
    document, pdf = laid_out
    longer = dataclasses.replace(document, blocks=document.blocks * 2)
    with pytest.raises(ValueError, match="the PDF has"):
        text_pages(pdf.content, longer)
