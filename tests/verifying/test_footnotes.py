"""What somebody could do to the footnotes of a built file, and that every format says the same of them."""

from __future__ import annotations

import pytest

from methodology.formats import Format
from methodology.sealing.lines import digest_of, lines_of
from methodology.verifying.docx.comparison import compare_word
from methodology.verifying.file_lines import find_differences
from methodology.verifying.html_reader import read_html
from methodology.verifying.pdf_reader import read_pdf
from methodology.verifying.word_reader import read_word
from tests.built import Built, built
from tests.prose import prose_content
from tests.pull.test_footnotes import MAIN, NOTES, mark, note_17, retyped

SETTINGS = "word/settings.xml"


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(prose_content(tmp_path_factory.mktemp("prose")))


def test_every_format_is_read_to_the_same_lines(prose: Built) -> None:
    digest = digest_of(lines_of(prose.document.blocks))
    word, pdf, page = (prose.files[kind] for kind in (Format.DOCX, Format.PDF, Format.HTML))
    assert digest == digest_of(read_word(word, name="a.docx").body)
    assert digest == digest_of(read_pdf(pdf).body)
    assert digest == digest_of(read_html(page).body)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Zadnja opomba.", "Prva opomba."),
        ('<sup><a role="doc-noteref" id="footnote-4-mark" href="#footnote-4">4</a></sup>', ""),
        ("</a> Zadnja opomba.</li>", "</a> Zadnja opomba.</li><li>5 Še ena.</li>"),
    ],
)
def test_a_page_with_another_footnote_has_other_lines(prose: Built, old: str, new: str) -> None:
    page = prose.files[Format.HTML].decode()
    assert page.count(old) == 1
    body = read_html(page.replace(old, new).encode()).body
    assert list(find_differences(read_html(page.encode()).body, body, ""))


def test_the_same_word_file_is_the_same(prose: Built) -> None:
    comparison = compare_word(prose.files[Format.DOCX], prose.files[Format.DOCX])
    assert (comparison.alterations, comparison.of_text) == ((), ())


RUN = '<w:r><w:t xml:space="preserve">Zadnja'
REF = "<w:footnoteReference"
ALTERATIONS: dict[str, tuple[str, str, str, str]] = {
    "other words": (NOTES, "Zadnja opomba.", "Zadnja!", "Zadnja!"),
    "hidden words": (NOTES, RUN, RUN.replace("<w:t", "<w:rPr><w:vanish/></w:rPr><w:t"), "hidden"),
    "a mark that went": (MAIN, mark(4), "", "Odstavek za opombami."),
    "a mark that is no number": (MAIN, f"{REF} ", f'{REF} w:customMarkFollows="1" ', "customMark"),
    "other numbers": (SETTINGS, "<w:footnotePr>", '<w:footnotePr><w:numStart w:val="7"/>', "numStart"),
    "other numbers in a section": (
        MAIN,
        "<w:pgSz",
        '<w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr><w:pgSz',
        "lowerRoman",
    ),
    "words where they are set apart": (NOTES, "<w:separator/>", "<w:separator/><w:t>NE</w:t>", "NE"),
    "one more": (NOTES, "</w:footnotes>", f"{note_17('Nova.')}</w:footnotes>", "Nova."),
}


@pytest.mark.parametrize("name", ALTERATIONS)
def test_each_alteration_of_a_word_file_is_found(prose: Built, name: str) -> None:
    part, old, new, said = ALTERATIONS[name]
    docx = prose.files[Format.DOCX]
    comparison = compare_word(docx, retyped(docx, part, old, new))
    assert any(said in (change.after or "") for change in (*comparison.alterations, *comparison.of_text))


def test_marks_that_lead_to_each_others_footnotes_are_found(prose: Built) -> None:
    docx = prose.files[Format.DOCX]
    for old, new in (("1", "X"), ("2", "1"), ("X", "2")):
        reference = '<w:footnoteReference w:id="{}"/>'
        docx = retyped(docx, MAIN, reference.format(old), reference.format(new))
    made, read = (read_word(file, name="a.docx").body for file in (prose.files[Format.DOCX], docx))
    assert {change.after for change in find_differences(made, read, "")} >= {
        "Ocena organa upošteva cilj 2.000 in pravila."
    }
