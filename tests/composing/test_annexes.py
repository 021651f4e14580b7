"""Chapters that an outline prints as annexes: behind all else, counted by themselves, known to every comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.diagnostics import ContentError
from methodology.formats import Format
from methodology.model.document import Document, HeadingKind
from methodology.model.texts import texts_of_blocks
from methodology.sealing.lines import lines_of
from methodology.verifying.docx import compare_word
from methodology.verifying.html_reader import read_html
from methodology.verifying.pdf_reader import read_pdf
from tests.built import SAMPLE, TEMPLATES, Built, built, copied, read_content
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import pulled
from tests.word.test_redline_trials import assert_exact

ANNEX = "# VIRI PODATKOV\n\nPriloga za {O.1.1.target}.\n\n## Podnaslov\n\n- ena;\n- dve.\n"


def with_annexes(folder: Path, *entries: str) -> Path:
    """The sample with an outline of its own, in which these entries stand first."""
    content = copied(SAMPLE, folder)
    (content / "chapters" / "data.md").write_text(ANNEX, encoding="utf-8")
    (content / "chapters" / "second.md").write_text("# DRUGA PRILOGA\n\nVeč.\n", encoding="utf-8")
    outline = (TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8")
    lines = "".join(f"  - {entry}\n" for entry in entries)
    (content / "outline.yaml").write_text(outline.replace("parts:\n", f"parts:\n{lines}"), encoding="utf-8")
    return content


def composed(content: Path) -> Document:
    return compose_document(read_content(content), TEMPLATES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(with_annexes(tmp_path_factory.mktemp("annexes"), "annex: data", "annex: second"))


def test_annexes_stand_last_and_count_by_themselves(made: Built) -> None:
    chapters = [(heading.label, heading.anchor) for heading in made.document.chapters]
    assert chapters[-3:] == [("4.", "chapter-4"), ("Priloga 1", "annex-1"), ("Priloga 2", "annex-2")]
    (below,) = [heading for heading in made.document.headings if heading.content[0].text == "Podnaslov"]
    assert (below.level, below.kind, below.label) == (2, HeadingKind.PART, "")
    (text,) = [text for text in texts_of_blocks(made.document.blocks) if text.text == "Priloga za 2.000."]
    assert text.chapter == "Priloga 1 VIRI PODATKOV"


def test_each_begins_a_page_that_the_contents_name(made: Built) -> None:
    lines = tuple(lines_of(made.document.blocks))
    assert read_pdf(made.files[Format.PDF]).body == lines
    assert read_html(made.files[Format.HTML]).body == lines
    assert ("H", "Priloga 2", "DRUGA PRILOGA") in made.texts()[Format.DOCX]


def test_pull_and_verify_know_them(made: Built) -> None:
    file = made.files[Format.DOCX]
    assert not pulled(made.programme, file).wishes
    result = pulled(made.programme, edited(file, replaced("DRUGA PRILOGA", "NOVA PRILOGA"), replaced("Več.", "Manj.")))
    assert result.open == ()
    assert result.files == {"chapters/second.md": "# NOVA PRILOGA\n\nManj.\n"}
    told = compare_word(file, edited(file, replaced("DRUGA PRILOGA", "NOVA PRILOGA")))
    assert any("Priloga 2 NOVA PRILOGA" in (line.after or "") for line in (*told.alterations, *told.of_text))


def test_a_chapter_made_an_annex_is_tracked(made: Built, tmp_path: Path) -> None:
    chapter = composed(with_annexes(tmp_path / "a", "chapter: second", "annex: data"))
    swapped = composed(with_annexes(tmp_path / "b", "annex: second", "annex: data"))
    for one in (chapter, swapped):
        assert_exact(one, made.document)
        assert_exact(made.document, one)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (("annex: data", "chapter: data", "annex: second"), "the chapter 'data' stands here twice"),
        (("annex: data", "annex: nothing", "annex: second"), "the content has no chapter 'nothing'"),
        (("{annex: data, level: 2}", "annex: second"), "the annex 'data' has no 'level'"),
        (("{annex: data, chapter: second}",), "an entry names one chapter, one annex or one part"),
    ],
)
def test_wrong_entries(entries: tuple[str, ...], message: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=message):
        composed(with_annexes(tmp_path, *entries))
