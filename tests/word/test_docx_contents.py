"""The contents table, filled in; and the fields that Word counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from methodology.model.document import Cell, HeadingKind, Row, Run, Table
from methodology.word.reading import read_word_file
from methodology.word.writing import render_docx
from tests.rendering.sample import sample_document
from tests.word.docx_file import (
    FILES,
    TEMPLATE,
    W,
    changed_template,
    find,
    part,
    parts,
    render,
    render_blocks,
    text_of,
    values,
)
from tests.word.docx_text import docx_blocks


def entries(docx: bytes) -> list[etree._Element]:
    return find(part(docx), "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC') and w:hyperlink]")


def said_by(paragraph: etree._Element) -> str:
    """The text that a reader sees: without instructions, with tabs."""
    return "".join(
        "\t" if mark.tag == f"{W}tab" else mark.text or "" for mark in find(paragraph, ".//w:r/w:t | .//w:r/w:tab")
    )


def test_the_contents_are_filled_in() -> None:
    assert [(values(entry, "w:pPr/w:pStyle/@w:val"), said_by(entry)) for entry in entries(render())] == [
        (["TOC1"], "1.\tUVOD\t3"),
        (["TOC2"], "1.1\tKAZALNIKI\t4"),
        (["TOC3"], "1.1.1\tKAZALNIKI UČINKA\t5"),
        (["TOC1"], "2.\tZAKLJUČEK\t6"),
    ]


def test_the_contents_are_a_field_that_word_can_update_without_being_told() -> None:
    root = part(render())
    marks = [
        (mark.get(f"{W}fldCharType") or (mark.text or "").strip()) for mark in find(root, "//w:fldChar | //w:instrText")
    ]
    page = ["begin", "PAGEREF {} \\h", "separate", "end"]
    bookmarks = [f"_Toc00000000{number}" for number in range(1, 5)]
    inner = [mark.format(bookmark) for bookmark in bookmarks for mark in page]
    assert marks == ["begin", 'TOC \\o "1-3" \\h \\z', "separate", *inner, "end"]
    assert not find(root, "//w:fldChar[@w:dirty]")
    assert b"updateFields" not in parts(render())["word/settings.xml"]


def test_the_contents_are_the_building_block_that_word_updates_as_a_whole() -> None:
    (control,) = find(part(render()), "//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery[@w:val = 'Table of Contents']]")
    assert len(find(control, "./w:sdtContent/w:p[w:hyperlink]")) == len(entries(render()))
    assert len(find(control, ".//w:fldChar[@w:fldCharType = 'begin']")) == 1 + len(entries(render()))
    assert values(control, ".//w:hyperlink//w:rStyle/@w:val") == []


def test_entries_lead_to_their_headings() -> None:
    root = part(render())
    for entry in entries(render()):
        (name,) = values(entry, "w:hyperlink/@w:anchor")
        (mark,) = find(root, f"//w:bookmarkStart[@w:name = '{name}']")
        (heading,) = mark.iterancestors(f"{W}p")
        assert text_of(heading) == said_by(entry).split("\t")[1]
        assert values(heading, "w:pPr/w:pStyle/@w:val")[0] in ("Heading1", "Heading2", "Heading3")


def test_a_document_without_chapters_has_empty_contents() -> None:
    docx = render_blocks()
    assert entries(docx) == []
    assert docx_blocks(docx) == []


def test_the_footer_shows_the_number_of_pages() -> None:
    footer = part(render(), "word/footer1.xml")
    assert values(footer, "//w:instrText/text()") == [" PAGE ", " NUMPAGES "]
    assert values(footer, "//w:t/text()") == ["1", " / ", "27"]


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (END, f"<w:r><w:t>2</w:t></w:r>{END}", "1 / 27"),
        ("</w:p>", '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>', "1 / 2727"),
    ],
    ids=["in two runs", "once more as a simple field"],
)
def test_the_number_of_pages_as_word_may_have_written_it(old: str, new: str, said: str, tmp_path: Path) -> None:
    template = changed_template(tmp_path, "word/footer1.xml", lambda xml: xml.replace(old, new))
    assert text_of(part(render(template=template), "word/footer1.xml")) == said


def test_the_page_heads_stand_where_the_template_puts_them() -> None:
    docx = render()
    assert text_of(part(docx, "word/header1.xml")) == "Metodologija – SNV 2021–2027"
    cover = [text_of(entry) for entry in find(part(docx), "//w:body/w:p")][:7]
    assert cover == [
        "Program za izvajanje Sklada za notranjo varnost",
        "Metodologija za vzpostavitev okvira smotrnosti",
        "Programsko obdobje: 2021–2027",
        "Različica: 2025-11",
        "Datum: 3. 11. 2025",
        "Kazalo",
        "UVOD",
    ]


def test_objectives_and_indicators_are_listed_where_the_document_wants_them() -> None:
    document = replace(sample_document(), contents=(HeadingKind.PART, HeadingKind.ITEM))
    pages = {heading.anchor: page for page, heading in enumerate(document.listed, start=3)}
    docx = render_docx(document, TEMPLATE, heading_pages=pages, page_count=27, content_files=FILES)
    listed = [(values(entry, "w:pPr/w:pStyle/@w:val")[0], said_by(entry)) for entry in entries(docx)]
    assert [entry for entry in listed if entry[0] in ("TOC4", "TOC5")] == [
        ("TOC4", "Specifični cilj 1: izmenjava\t6"),
        ("TOC5", "1.\tŠtevilo operacij:\t7"),
        ("TOC4", "Specifični cilj 2: sodelovanje\t8"),
        ("TOC5", "1.\tŠtevilo srečanj\t9"),
    ]
    assert ' TOC \\o "1-5" \\h \\z ' in values(part(docx), "//w:instrText/text()")


def test_a_table_shows_the_pages_of_places() -> None:
    """Their numbers are fields, which no reading of the file takes for text; a place that is gone has none."""
    cells = [Cell((Run("Stran"),)), *(Cell((), page_of=anchor) for anchor in ("O.1.1.1", "O.9.9"))]
    table = Table((40.0, 30.0, 30.0), (), (Row(tuple(cells)),), "Strani")
    document = sample_document()
    document = replace(document, blocks=(*document.blocks, table))
    pages = {**{heading.anchor: 3 for heading in document.listed}, "O.1.1.1": 12}
    docx = render_docx(document, TEMPLATE, heading_pages=pages, page_count=27, content_files=FILES)
    (row,) = find(part(docx), "//w:tbl[last()]/w:tr")
    assert [said_by(paragraph) for paragraph in find(row, ".//w:p")] == ["Stran", "12", ""]
    assert values(row, ".//w:instrText/text()") == [r" PAGEREF _Page_O_1_1_1 \h "]
    assert [text.text for text in read_word_file(docx, name="a.docx").texts if text.text.startswith("Stran")] == [
        "Stran"
    ]
    assert not [text for text in read_word_file(docx, name="a.docx").texts if "12" in text.text or text.foreign]
