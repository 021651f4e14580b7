"""How the blocks are made in Word: styles, outline, links, tables, and what stays together."""

from __future__ import annotations

import dataclasses
from itertools import product
from pathlib import Path

import pytest

from methodology.model.document import (
    Alignment,
    Cell,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
)
from tests.rendering.sample import listing, sample_document, text
from tests.word.docx_file import (
    TEMPLATE,
    W,
    changed_template,
    find,
    paragraph,
    part,
    render,
    render_blocks,
    table,
    text_of,
    values,
)

HEAD = Row((Cell(text("OZNAKA"), header=True, alignment=Alignment.CENTER), Cell(text("IME"), header=True)))


def rows_of(count: int) -> Table:
    """A table with a head and ``count`` rows."""
    rows = tuple(Row((Cell(text(f"R.{number}")), Cell(text("ime")))) for number in range(1, count + 1))
    return Table((20.0, 80.0), (HEAD,), rows, "Kazalniki")


def style_names() -> dict[str, str]:
    styles = find(part(TEMPLATE.read_bytes(), "word/styles.xml"), "//w:style")
    return {values(style, "@w:styleId")[0]: values(style, "w:name/@w:val")[0] for style in styles}


def test_each_block_has_its_style() -> None:
    names = style_names()
    expected = {
        "UVOD": "heading 1",
        "KAZALNIKI": "heading 2",
        "KAZALNIKI UČINKA": "heading 3",
        "Specifični cilj 1: izmenjava": "heading 4",
        "Število operacij:": "heading 5",
        "število skupin": "heading 6",
        "Ukrepi so:": "Body Text",
        "Vmes.": "Body Text",
        "Opomba: merska enota »število« predstavlja število oseb.": "Opomba",
        "IME": "Glava tabele",
        "O.1.1": "Besedilo tabele",
        "2.092": "Število v tabeli",
        "tretja.": "List Bullet",
        "spet prva.": "List Number",
    }
    docx = render()
    assert {said: names[values(paragraph(docx, said), "w:pPr/w:pStyle/@w:val")[0]] for said in expected} == expected
    assert names[values(table(docx), "w:tblPr/w:tblStyle/@w:val")[0]] == "Tabela"


def test_nothing_but_structure_is_set_in_the_body_itself() -> None:
    """So that the styles can change the look of everything."""
    root = part(render())
    start = find(root, "//w:body/w:p[w:pPr/w:pStyle/@w:val = 'Heading1']")[0]
    body = [start, *(block for block in start.itersiblings() if block.tag != f"{W}sectPr")]
    allowed = {"pStyle", "keepNext", "numPr", "ind", "jc", "outlineLvl"}
    properties = {entry.tag.rpartition("}")[2] for block in body for entry in find(block, ".//w:pPr/*")}
    assert properties <= allowed
    assert {entry.tag for block in body for entry in find(block, ".//w:rPr/*")} == {f"{W}rStyle"}
    assert not [entry for block in body for entry in find(block, ".//w:shd | .//w:tcBorders | .//w:tblBorders")]


@pytest.mark.parametrize(
    ("kind", "level", "style", "outline"),
    [
        (HeadingKind.PART, 4, "Heading4", []),
        (HeadingKind.PART, 3, "Heading4", ["2"]),
        (HeadingKind.PART, 2, "Heading4", ["1"]),
        (HeadingKind.ITEM, 5, "Heading5", []),
        (HeadingKind.ITEM, 4, "Heading5", ["3"]),
    ],
)
def test_a_heading_keeps_its_style_and_tells_its_depth(
    kind: HeadingKind, level: int, style: str, outline: list[str]
) -> None:
    label = "1." if kind is HeadingKind.ITEM else ""
    heading = paragraph(render_blocks(Heading(level, kind, 1, label, text("Naslov"), "a")), "Naslov")
    assert values(heading, "w:pPr/w:pStyle/@w:val") == [style]
    assert values(heading, "w:pPr/w:outlineLvl/@w:val") == outline


def test_a_chapter_deeper_than_its_styles_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"1\.1\.1\.1"):
        render_blocks(Heading(4, HeadingKind.CHAPTER, 4, "1.1.1.1", text("A"), "a"))


@pytest.mark.parametrize(
    ("strong", "emphasis", "target", "style"),
    [
        (True, False, None, ["Strong"]),
        (False, True, None, ["Emphasis"]),
        (True, True, None, ["IntenseEmphasis"]),
        (False, False, "#a", ["Hyperlink"]),
        (True, False, "#a", ["Strong"]),
        (False, False, None, []),
    ],
)
def test_runs_have_character_styles(strong: bool, emphasis: bool, target: str | None, style: list[str]) -> None:  # noqa: FBT001 - pytest gives them by name
    run = Run("beseda", strong=strong, emphasis=emphasis, target=target)
    written = paragraph(render_blocks(Paragraph((run,), anchor="a")), "beseda")
    assert values(written, ".//w:r/w:rPr/w:rStyle/@w:val") == style


def test_links_arrive_at_headings_rows_items_and_paragraphs() -> None:
    anchors = ("O.1.1", "2.1.1-SO1", "alineja", "x" * 60, "Š", "ALINEJA")
    places = (
        Heading(1, HeadingKind.CHAPTER, 1, "1.", text("A"), anchors[0]),
        Paragraph(text("B"), anchor=anchors[1]),
        List(ListFormat.DASH, (ListItem("-", text("C"), anchor=anchors[2]),)),
        Table((100.0,), (), (Row((Cell(text("D")),), anchor=anchors[3]),), "T"),
        Paragraph(text("E"), anchor=anchors[4]),
        Paragraph(text("F"), anchor=anchors[5]),
    )
    docx = render_blocks(*places, *(Paragraph((Run(f"glej {name}", target=f"#{name}"),)) for name in anchors))
    root = part(docx)
    arrivals = {values(mark, "@w:name")[0]: mark for mark in find(root, "//w:bookmarkStart")}
    for anchor, said in zip(anchors, "ABCDEF", strict=True):
        (link,) = values(paragraph(docx, f"glej {anchor}"), ".//w:hyperlink/@w:anchor")
        assert text_of(next(arrivals[link].iterancestors(f"{W}p"))) == said
    assert len({name.casefold() for name in arrivals}) == len(arrivals), "Word does not tell the case apart"
    assert all(name.isascii() and name.replace("_", "a").isalnum() and len(name) <= 40 for name in arrivals)


def test_bookmarks_are_unique_and_closed() -> None:
    root = part(render())
    names = [name.casefold() for name in values(root, "//w:bookmarkStart/@w:name")]
    ids = values(root, "//w:bookmarkStart/@w:id")
    assert "o_1_1" in names
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)
    assert sorted(values(root, "//w:bookmarkEnd/@w:id")) == sorted(ids)


def test_a_link_out_of_the_document_is_a_relationship() -> None:
    address = "https://example.org/?a=1&b=2"
    docx = render_blocks(Paragraph((Run("uredba", target=address),)))
    (identifier,) = values(paragraph(docx, "uredba"), ".//w:hyperlink/@r:id")
    (relationship,) = [entry for entry in part(docx, "word/_rels/document.xml.rels") if entry.get("Id") == identifier]
    assert (relationship.get("Target"), relationship.get("TargetMode")) == (address, "External")


def test_a_link_to_nowhere_and_an_anchor_twice_are_bugs() -> None:
    with pytest.raises(ValueError, match=r"#O\.9\.9"):
        render_blocks(Paragraph((Run("glej", target="#O.9.9"),)))
    with pytest.raises(ValueError, match="'a'"):
        render_blocks(Paragraph(text("prvi"), anchor="a"), Paragraph(text("drugi"), anchor="a"))


def test_a_table_tells_its_head_its_title_and_its_grid() -> None:
    written = table(render())
    assert values(written, "w:tblPr/w:tblCaption/@w:val") == ["Kazalnik O.1.1"]
    assert values(written, "w:tblPr/w:tblDescription/@w:val") == ["ID; IME; CILJ"]
    assert values(written, "w:tblPr/w:tblLook/@w:firstRow") == ["1"]
    assert values(written, "w:tblPr/w:tblLayout/@w:type") == ["fixed"]
    rows = find(written, "w:tr")
    assert [len(find(row, "w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert [len(find(row, "w:trPr/w:cantSplit")) for row in rows] == [1, 1, 1, 1]
    widths = [int(width) for width in values(written, "w:tblGrid/w:gridCol/@w:w")]
    assert widths == [1814, 4536, 2722]
    assert values(written, "w:tblPr/w:tblW/@w:w") == [str(sum(widths))]
    assert values(rows[3], "w:tc/w:tcPr/w:tcW/@w:w") == [str(1814 + 4536), "2722"]


def test_widths_fill_the_text_whatever_the_shares() -> None:
    for shares in ((33.3, 33.3, 33.3), (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), (9.0, 40.0, 8.0, 20.0, 23.0)):
        row = Row(tuple(Cell(text("x")) for _ in shares))
        widths = values(table(render_blocks(Table(shares, (), (row,), "T"))), "w:tblGrid/w:gridCol/@w:w")
        assert sum(map(int, widths)) == 9072


def test_merged_cells() -> None:
    rows = find(table(render()), "w:tr")
    merges = [[values(cell, "w:tcPr/w:vMerge/@w:val") for cell in find(row, "w:tc[w:tcPr/w:vMerge]")] for row in rows]
    assert merges == [[], [["restart"]], [[]], []]
    assert [values(row, ".//w:gridSpan/@w:val") for row in rows] == [[], [], [], ["2"]]


def test_a_span_of_rows_and_columns() -> None:
    first = Row((Cell(text("A"), column_span=2, row_span=2), Cell(text("B"))))
    written = table(
        render_blocks(
            Table((30.0, 30.0, 40.0), (), (first, Row((Cell(text("C")),)), Row((Cell(text("D"), column_span=3),))), "T")
        )
    )
    assert [values(row, ".//w:gridSpan/@w:val") for row in find(written, "w:tr")] == [["2"], ["2"], ["3"]]
    assert [text_of(row) for row in find(written, "w:tr")] == ["AB", "C", "D"]


@pytest.mark.parametrize("cells", [0, 1, 3])
def test_a_row_that_does_not_fill_the_grid_is_a_bug(cells: int) -> None:
    row = Row(tuple(Cell(text("x")) for _ in range(cells)))
    with pytest.raises(ValueError, match="columns"):
        render_blocks(Table((50.0, 50.0), (), (row,), "T"))


def test_a_cell_across_one_that_is_covered_is_a_bug() -> None:
    rows = (Row((Cell(text("A")), Cell(text("B"), row_span=2))), Row((Cell(text("C"), column_span=2),)))
    with pytest.raises(ValueError, match="columns"):
        render_blocks(Table((50.0, 50.0), (), rows, "T"))


def test_every_header_row_has_the_shading_of_the_table_style() -> None:
    """Word gives the style's first row to the first only; the others take it from there."""
    docx = render_blocks(dataclasses.replace(rows_of(1), header=(HEAD, HEAD)))
    fills = [values(row, ".//w:shd/@w:fill") for row in find(table(docx), "w:tr")]
    styled = values(
        part(docx, "word/styles.xml"), "//w:style[w:name/@w:val = 'Tabela']/w:tblStylePr[@w:type = 'firstRow']//@w:fill"
    )
    assert fills == [[], styled * 2, []]


def test_alignment_and_strength_of_cells() -> None:
    kinds = list(product(Alignment, (False, True)))
    cells = tuple(Cell(text(f"x{index}"), alignment=kind, strong=strong) for index, (kind, strong) in enumerate(kinds))
    docx = render_blocks(Table((1.0,) * 6, (), (Row(cells),), "T"))
    names = style_names()
    for index, (kind, strong) in enumerate(kinds):
        written = paragraph(docx, f"x{index}")
        style = names[values(written, "w:pPr/w:pStyle/@w:val")[0]]
        assert style == ("Število v tabeli" if kind is Alignment.RIGHT else "Besedilo tabele")
        assert values(written, "w:pPr/w:jc/@w:val") == (["center"] if kind is Alignment.CENTER else [])
        assert values(written, ".//w:rStyle/@w:val") == (["Strong"] if strong else [])


def kept(docx: bytes) -> list[bool]:
    """For each row of the table, whether all its paragraphs keep with the next, by themselves or by their style."""
    styles = part(docx, "word/styles.xml")
    keeping = values(styles, "//w:style[w:pPr/w:keepNext]/@w:styleId")
    return [
        all(
            find(entry, "w:pPr/w:keepNext") or values(entry, "w:pPr/w:pStyle/@w:val")[0] in keeping
            for entry in find(row, ".//w:p")
        )
        for row in find(table(docx), "w:tr")
    ]


def test_a_short_table_stays_on_one_page_with_its_note() -> None:
    assert kept(render_blocks(rows_of(5), Paragraph(text("Za tabelo.")))) == [True] * 5 + [False]
    assert kept(render_blocks(rows_of(5), Note(text("Opomba.")))) == [True] * 6


def test_neither_the_head_nor_the_last_row_of_a_long_table_stands_alone() -> None:
    assert kept(render_blocks(rows_of(60), Paragraph(text("Za tabelo.")))) == [True, True, *[False] * 57, True, False]
    assert kept(render_blocks(rows_of(60), Note(text("Opomba.")))) == [True, True, *[False] * 57, True, True]


def test_what_leads_keeps_with_what_follows() -> None:
    docx = render_blocks(Paragraph(text("Ukrepi so:"), leads=True), listing(ListFormat.DASH, "prvi"))
    assert find(paragraph(docx, "Ukrepi so:"), "w:pPr/w:keepNext")
    assert not find(paragraph(render(), "Vmes."), "w:pPr/w:keepNext")
    styles = part(docx, "word/styles.xml")
    keeping = values(styles, "//w:style[w:pPr/w:keepNext]/w:name/@w:val")
    assert {f"heading {level}" for level in range(1, 7)} <= set(keeping)


def test_tables_are_as_wide_as_the_text_of_the_look(tmp_path: Path) -> None:
    template = changed_template(tmp_path, "word/document.xml", lambda xml: f"{xml}<!-- as it was -->")
    look = template.parent / "look.yaml"
    look.write_text(look.read_text(encoding="utf-8").replace("margin: 2.5", "margin: 3.5"), encoding="utf-8")
    (width,) = values(table(render(sample_document((rows_of(1),)), template)), "w:tblPr/w:tblW/@w:w")
    assert abs(int(width) - (11906 - 2 * 1984)) < 3
