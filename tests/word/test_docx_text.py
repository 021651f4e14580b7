"""What the Word file says: every block with its label, and text that looks like something else."""

from __future__ import annotations

import itertools

import pytest

from methodology.model.document import (
    Block,
    Caption,
    Document,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    Note,
    Paragraph,
    Picture,
    Table,
    plain_text,
)
from tests.rendering.sample import listing, sample_document, text
from tests.word.docx_file import W, find, paragraph, part, render, render_blocks
from tests.word.docx_text import docx_blocks

ANCHORS = itertools.count()


def expected(document: Document) -> list[tuple[str, ...]]:
    """The document's blocks as :func:`docx_blocks` gives them; rows apart."""
    return [block for source in document.blocks for block in _expected(source)]


def _expected(block: Block) -> list[tuple[str, ...]]:
    match block:
        case Heading(kind=HeadingKind.CHAPTER):
            return [("H", block.label, plain_text(block.content))]
        case Heading(kind=HeadingKind.ITEM):
            return [("LI", block.label, plain_text(block.content))]
        case List():
            return [("LI", item.label, plain_text(item.content)) for item in block.items]
        case Heading() | Paragraph() | Note():
            return [("P", plain_text(block.content))]
        case Caption():
            return [("LI", block.label, plain_text(block.content))]
        case Table() | Picture():
            return []


def part_heading(title: str) -> Heading:
    return Heading(4, HeadingKind.PART, 1, "", text(title), title)


def item(label: str) -> Heading:
    depth = 1 if label.endswith(".") else 2
    return Heading(4 + depth, HeadingKind.ITEM, depth, label, text(f"kazalnik {label}"), f"item-{next(ANCHORS)}")


def labels(*blocks: Block) -> list[str]:
    """The labels that Word counts for these blocks."""
    return [block[1] for block in docx_blocks(render_blocks(*blocks)) if block[0] in ("H", "LI")]


def test_word_counts_the_labels_of_the_document() -> None:
    blocks = [block for block in docx_blocks(render()) if block[0] != "TR"]
    assert blocks == expected(sample_document())


def test_table_rows_have_their_cells() -> None:
    assert [block for block in docx_blocks(render()) if block[0] == "TR"] == [
        ("TR", "ID", "IME", "CILJ"),
        ("TR", "O.1.1", "Število operacij", "2.092"),
        ("TR", "^", "število skupin", ""),
        ("TR", "Skupaj", "100 %"),
    ]


@pytest.mark.parametrize("list_format", ListFormat)
def test_each_list_starts_with_its_first_label(list_format: ListFormat) -> None:
    first, second = listing(list_format, "a", "b", "c"), listing(list_format, "d", "e")
    given = [entry.label for block in (first, second) for entry in block.items]
    assert labels(first, second) == given
    assert labels(first, Paragraph(text("vmes")), second) == given


def test_letters_go_on_to_z() -> None:
    whole = listing(ListFormat.PARENTHESES, *map(str, range(26)))
    assert labels(whole)[-1] == "(z)"


def test_items_restart_in_each_part_and_chapters_do_not() -> None:
    first, second = (
        Heading(1, HeadingKind.CHAPTER, 1, label, text(label), f"chapter-{label}") for label in ("1.", "2.")
    )
    one = (first, part_heading("SO1"), item("1."), item("1.1"), item("1.2"), item("2."), item("2.1"))
    two = (second, part_heading("SO2"), item("1."), item("1.1"))
    docx = render_blocks(*one, *two)
    assert [block[1] for block in docx_blocks(docx) if block[0] in ("H", "LI")] == [
        *("1.", "1.", "1.1", "1.2", "2.", "2.1"),
        *("2.", "1.", "1.1"),
    ]
    assert not find(part(docx), "//w:p[w:pPr/w:pStyle[@w:val = 'Heading5' or @w:val = 'Heading6']]/w:pPr/w:numPr")


def test_items_restart_where_no_part_opens() -> None:
    second = Heading(1, HeadingKind.CHAPTER, 1, "1.", text("B"), "b")
    blocks = (item("1."), item("2."), second, item("1."), item("1.1"), item("2."), part_heading("SO"), item("1."))
    assert labels(*blocks) == ["1.", "2.", "1.", "1.", "1.1", "2.", "1."]


@pytest.mark.parametrize(
    "content",
    [
        "{{ title }} {% if x %} {# y #} {{p body }} {_{ %_}",
        "<b>krepko</b> & <w:p/> &amp; ]]> <?methodology-place body?>",
        "  dva  presledka ",
        "»narekovaji« „in“ ‘drugi’ “narekovaji”",
        "89\u00a0% \u00ad \u2011 –",
        "vrstica\nin\tzamik",
        "\u0416 \U0001f600",
    ],
)
def test_text_prints_as_itself(content: str) -> None:
    document = sample_document((Paragraph(text(content, "a.b")), listing(ListFormat.DASH, content)))
    assert docx_blocks(render(document)) == [("P", content), ("LI", "-", content)]


def test_a_character_that_xml_cannot_hold_is_replaced() -> None:
    assert docx_blocks(render_blocks(Paragraph(text("a\x00b\x0bc", "a.b")))) == [("P", "a\ufffdb\ufffdc")]


def test_a_tab_and_a_line_break_are_elements() -> None:
    written = paragraph(render_blocks(Paragraph(text("ena\tdva\ntri"))), "enadvatri")
    assert [entry.tag.rpartition("}")[2] for entry in find(written, "w:r/*")] == ["t", "tab", "t", "br", "t"]


def test_tables_that_touch_and_a_table_at_the_end_are_followed_by_a_paragraph() -> None:
    sample_table = next(block for block in sample_document().blocks if isinstance(block, Table))
    docx = render_blocks(sample_table, sample_table)
    assert [block[0] for block in docx_blocks(docx)] == ["TR"] * 8
    after = [find(entry, "following-sibling::*[1]")[0].tag for entry in find(part(docx), "//w:tbl")]
    assert after == [f"{W}p", f"{W}p"]
