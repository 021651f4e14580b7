"""Every kind of block of a chapter before the judges of each format, in one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.formats import Format
from tests.built import Built, built
from tests.prose import prose_content
from tests.rendering.judges import convert_docx, inspect_page, validate_docx
from tests.rendering.pdf_text import painted_pages
from tests.rendering.verapdf import Profile, failures
from tests.word.docx_text import docx_blocks


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(prose_content(tmp_path_factory.mktemp("prose")))


def test_word_and_web_have_the_same_footnotes(prose: Built) -> None:
    word, page = (
        [text for text in prose.texts()[kind] if "[" in "".join(text) or text[0] == "NOTE"]
        for kind in (Format.DOCX, Format.HTML)
    )
    assert word == page
    assert word[-1] == ("NOTE", "5", "Opomba v\N{NO-BREAK SPACE}tabeli, 2.000.")


@pytest.mark.parametrize("profile", ["PDF/A-2A", "PDF/UA-1"])
def test_the_pdf_conforms(prose: Built, profile: Profile) -> None:
    assert failures(prose.files[Format.PDF], profile) == []


def test_the_word_file_is_valid(prose: Built, tmp_path: Path) -> None:
    assert validate_docx(prose.files[Format.DOCX], tmp_path) == []


def test_the_page_is_accessible(prose: Built, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(prose.files[Format.HTML])
    assert [found for report in inspect_page(page).values() for found in report["violations"]] == []


def test_an_office_suite_shows_footnotes_at_the_foot_of_the_page(prose: Built, tmp_path: Path) -> None:
    docx = prose.files[Format.DOCX]
    for name, pdf in (("typst", prose.files[Format.PDF]), ("office", convert_docx(docx, tmp_path / "pdf", "pdf"))):
        (page,) = (page for page in painted_pages(pdf) if "Odstavek za opombami" in page)
        *_, last = page.partition("OBRAZLOŽITEV")
        assert "Evidence vodi organ, letno." in last, name
    saved = convert_docx(docx, tmp_path / "docx", "docx")
    assert docx_blocks(saved)[-5:] == docx_blocks(docx)[-5:]
