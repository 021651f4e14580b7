"""Pull compares letters in NFC, reads signs as Word shows them, and writes none that nobody can tell."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from lxml import etree

from methodology.model.programme import Programme
from methodology.pull.pulled import WishOutcome
from tests.built import SAMPLE, copied, read_content
from tests.pull.edited import FIELD, NAMES
from tests.pull.edits import MAIN, Edit, added, changed, edited, paragraph, replaced, untouched, without_names
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built

SENTENCE = "Mejniki so za leto"


def decompose(docx: bytes) -> bytes:
    """The file with all letters decomposed, as some programs save it."""
    return changed(docx, MAIN, lambda content: unicodedata.normalize("NFD", content.decode()).encode())


def with_run(where: str, run: str) -> Edit:
    """A run is put at the end of a paragraph."""

    def edit(root: etree._Element) -> None:
        paragraph(root, where).extend(etree.fromstring(f"<w:p {NAMES}>{run}</w:p>"))

    return edit


@pytest.mark.parametrize("strip", [untouched, without_names])
def test_a_file_whose_letters_are_decomposed_asks_for_nothing(ours: Programme, made: bytes, strip: Edit) -> None:
    result = pulled(ours, decompose(edited(made, strip)))
    assert (result.wishes, dict(result.files)) == ((), {})


def test_what_is_written_is_composed(ours: Programme, made: bytes) -> None:
    result = pulled(ours, decompose(edited(made, replaced("na podlagi izkušenj", "na podlagi večletnih izkušenj"))))
    assert lines(ours, result) == ["-      beta: na podlagi izkušenj", "+      beta: na podlagi večletnih izkušenj"]
    assert all(unicodedata.is_normalized("NFC", text or "") for text in result.files.values())


@pytest.mark.parametrize("strip", [untouched, without_names])
def test_content_whose_letters_are_decomposed_is_the_same_content(tmp_path: Path, strip: Edit) -> None:
    content = copied(SAMPLE, tmp_path)
    for file in [*content.rglob("*.yaml"), *content.rglob("*.md")]:
        file.write_text(unicodedata.normalize("NFD", file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    theirs = read_content(content)
    docx = edited(built(theirs), strip)
    composed = changed(docx, MAIN, lambda text: unicodedata.normalize("NFC", text.decode()).encode())
    for edits in (docx, composed):
        assert pulled(theirs, edits).wishes == ()
    result = pulled(theirs, edited(composed, replaced("2.000", "2.500")))
    assert lines(theirs, result) == ["-target: 2000", "+target: 2500"]


def test_a_name_whose_letters_are_decomposed_is_found(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    names = (content / "operations.yaml").read_text(encoding="utf-8").replace("Tretja", "Tre\u0301tja")
    (content / "operations.yaml").write_text(names, encoding="utf-8", newline="\n")
    theirs = read_content(content)
    result = pulled(theirs, edited(built(theirs), added("Druga operacija", "Tr\u00e9tja operacija.")))
    assert (lines(theirs, result), result.open) == (["+  - gamma"], ())


@pytest.mark.parametrize(
    ("run", "written"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>\uf0b3</w:t></w:r>', "≥"),
    ],
)
def test_a_sign_of_a_symbol_font_is_written_in_unicode(ours: Programme, made: bytes, run: str, written: str) -> None:
    result = pulled(ours, edited(made, with_run(SENTENCE, run)))
    assert result.open == ()
    assert any(line.endswith(written) for line in lines(ours, result) if line.startswith("+"))


UNKNOWN = '<w:r><w:sym w:font="Neznana" w:char="F0E0"/></w:r>'


@pytest.mark.parametrize(
    "edits",
    [
        (with_run(SENTENCE, UNKNOWN),),
        (replaced(SENTENCE, "Novi mejniki so za leto"), with_run("Novi mejniki", UNKNOWN)),
        (added(SENTENCE, "Nov odstavek."), with_run("Nov odstavek.", UNKNOWN)),
        (replaced("prva alineja", "nova alineja"), with_run("nova alineja", UNKNOWN)),
        (with_run("2.000", UNKNOWN),),
    ],
)
def test_a_sign_that_nobody_can_tell_is_told_and_not_written(
    ours: Programme, made: bytes, edits: tuple[Edit, ...]
) -> None:
    result = pulled(ours, edited(made, *edits))
    assert ("thing", "symbol") in [(wish.note, wish.about) for wish in result.open]
    assert not any("\N{REPLACEMENT CHARACTER}" in (text or "") for text in result.files.values())
    assert dict(result.files) == {}


@pytest.mark.parametrize(
    ("run", "thing"),
    [
        ("<w:r><w:ruby><w:rt><w:r><w:t>1</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>", "ruby"),
        (FIELD.format("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>" + FIELD.format("end"), "field"),
    ],
)
def test_what_is_no_text_is_told(ours: Programme, made: bytes, run: str, thing: str) -> None:
    result = pulled(ours, edited(made, with_run(SENTENCE, run)))
    assert [(wish.outcome, wish.note, wish.about) for wish in result.open] == [(WishOutcome.UNMAPPED, "thing", thing)]
    assert dict(result.files) == {}
