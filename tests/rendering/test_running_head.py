"""The chapter and the objective at the head of each page, where the outline asks for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from methodology.composing import compose_document
from methodology.formats import Format
from methodology.model.running_head import running_marks
from methodology.verifying.docx import compare_word
from tests.built import SAMPLE, TEMPLATES, Built, built, copied, read_content
from tests.pull.edits import changed
from tests.pull.test_pull import pulled
from tests.rendering.pdf_text import painted_pages
from tests.word.docx_file import W, find, part, text_of, values

CHAPTER, OBJECTIVE = "glava poglavje", "glava cilj"
HEADER = "word/header1.xml"


def asked(folder: Path, running: object) -> Path:
    """The sample with an outline that asks for the running head."""
    content = copied(SAMPLE, folder)
    outline = yaml.safe_load((TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8"))
    (content / "outline.yaml").write_text(yaml.safe_dump({"parts": [running, *outline["parts"]]}), encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def headed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(asked(tmp_path_factory.mktemp("headed"), "running"))


def test_no_document_has_it_unasked() -> None:
    assert not running_marks(compose_document(read_content(SAMPLE), TEMPLATES))


def test_a_chapter_ends_the_objective_before_it(headed: Built) -> None:
    marks = list(running_marks(headed.document).values())
    assert {mark.objective for mark in marks if mark.chapter} == {""}
    assert {mark.chapter for mark in marks if mark.objective} == {None}
    assert {mark.objective for mark in marks} == {"", "Specifični cilj 1", "Specifični cilj 2"}


def test_it_can_show_the_chapter_alone(tmp_path: Path) -> None:
    content = asked(tmp_path, {"part": "running", "prints": ["chapter"]})
    marks = running_marks(compose_document(read_content(content), TEMPLATES)).values()
    assert {mark.objective for mark in marks} == {None}
    assert any(mark.chapter for mark in marks)


def test_each_page_of_the_pdf_says_where_it_ends(headed: Built) -> None:
    marks = running_marks(headed.document).values()
    chapters = {mark.chapter for mark in marks if mark.chapter}
    heads = [" ".join(page.split()[:40]) for page in painted_pages(headed.files[Format.PDF])[2:]]
    title = headed.document.cover.short_title[0].text
    said = [re.search(rf"{re.escape(title)} (.*)", head) for head in heads]
    assert all(found and found[1].startswith(tuple(chapters)) for found in said), heads
    assert any("Specifični cilj 2" in head.split(title)[1][:80] for head in heads)


@pytest.mark.parametrize(("style", "kind"), [(CHAPTER, "chapter"), (OBJECTIVE, "objective")])
def test_word_finds_what_it_shows(headed: Built, style: str, kind: str) -> None:
    """In the order of the document, a space where there is nothing to show: on the page of the contents too."""
    docx = headed.files[Format.DOCX]
    instructions = "".join(map(text_of_instruction, find(part(docx, HEADER), ".//w:instrText")))
    assert f'STYLEREF "{style}" \\l' in instructions
    (name,) = values(part(docx, "word/styles.xml"), f".//w:style[w:name/@w:val='{style}']/@w:styleId")
    paragraphs: dict[object, str] = {}
    for run in find(part(docx), f".//w:r[w:rPr/w:rStyle/@w:val='{name}']"):
        holder = next(run.iterancestors(f"{W}p"))
        paragraphs[holder] = paragraphs.get(holder, "") + "".join(values(run, "w:t/text()"))
    wanted = [getattr(mark, kind) for mark in running_marks(headed.document).values()]
    shown = [text.replace("\N{NO-BREAK SPACE}", " ") for text in paragraphs.values()]
    assert shown == [" ", *(text or " " for text in wanted if text is not None)]


def text_of_instruction(mark: object) -> str:
    return str(getattr(mark, "text", ""))


def filled(docx: bytes, shown: str = "UVOD") -> bytes:
    """The file as Word saves it: with what its fields show."""
    empty = b'<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    full = empty.replace(b"</w:r><w:r>", f"</w:r><w:r><w:t>{shown}</w:t></w:r><w:r>".encode())
    return changed(docx, HEADER, lambda content: content.replace(empty, full))


def test_what_word_shows_there_is_no_change(headed: Built) -> None:
    docx = headed.files[Format.DOCX]
    assert "UVOD" in text_of(part(filled(docx), HEADER))
    result = pulled(headed.programme, filled(docx))
    assert (result.files, result.wishes) == ({}, pulled(headed.programme, docx).wishes)
    comparison = compare_word(docx, filled(docx))
    assert comparison == compare_word(docx, docx)
    forged = filled(docx, "Ciljna vrednost 999")
    assert comparison != compare_word(docx, forged)
    typed = changed(
        docx, HEADER, lambda content: content.replace(b"</w:hdr>", b"<w:p><w:r><w:t>UVOD</w:t></w:r></w:p></w:hdr>")
    )
    assert comparison != compare_word(docx, typed)
