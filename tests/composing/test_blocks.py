"""Markup to blocks."""

from __future__ import annotations

import pytest

from methodology.composing.numbering import MarkupError
from methodology.composing.parsing import blocks_of
from methodology.model.document import Caption, CaptionKind, Heading, List, Note, Paragraph, Run, Table, plain_text


def test_runs_keep_their_paths_and_looks() -> None:
    (paragraph,) = blocks_of(
        '<p> a <span data-source="x">b <span data-source="y">c</span><strong>d</strong></span>'
        '  <em>e</em>\n<a href="https://example.org">f</a> </p>'
    )
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Run("a "),
        Run("b ", source="x"),
        Run("c", source="y", within="x"),
        Run("d", source="x", strong=True),
        Run(" "),
        Run("e", emphasis=True),
        Run(" "),
        Run("f", target="https://example.org"),
    )


def test_a_no_break_space_stays() -> None:
    (paragraph,) = blocks_of("<p>89\xa0%  \n x</p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Run("89\xa0% x"),)


def test_headings_are_numbered() -> None:
    markup = (
        '<h1>A</h1><h2>B</h2><h3>C</h3><h4 class="part">P</h4><h5 class="item">i</h5><h6 class="item">j</h6>'
        '<h6 class="item">k</h6><h5 class="item">l</h5><h4 class="part">Q</h4><h5 class="item">m</h5>'
        "<h2>D</h2><h1>E</h1>"
    )
    headings = [block for block in blocks_of(markup) if isinstance(block, Heading)]
    labels = ["1.", "1.1", "1.1.1", "", "1.", "1.1", "1.2", "2.", "", "1.", "1.2", "2."]
    assert [heading.label for heading in headings] == labels


def test_a_paragraph_with_a_colon_leads_what_follows() -> None:
    listing = '<ul class="dash"><li>a</li></ul>'
    items = '<h1 class="part">P</h1><p>So:</p><h2 class="item">i</h2><p>So:</p><h1>A</h1>'
    blocks = blocks_of(f"<p>So:</p>{listing}<p>So.</p>{listing}<p>So:</p>{items}")
    leads = [block.leads for block in blocks if isinstance(block, Paragraph)]
    assert leads == [True, False, False, True, False]


def test_lists_have_labels() -> None:
    (listing,) = blocks_of('<ol class="parentheses"><li>a</li><li id="x">b</li></ol>')
    assert isinstance(listing, List)
    assert [(item.label, item.anchor) for item in listing.items] == [("(a)", None), ("(b)", "x")]


def test_captions_are_counted_by_kind() -> None:
    table = "<table><thead><tr><th>H</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    picture = '<p class="picture-caption">P</p>'
    markup = f'<p>So:</p><p class="table-caption">A</p>{table}{picture}<p class="table-caption">B</p>{table}{picture}'
    blocks = blocks_of(markup, label_caption=lambda kind, number: f"{kind} {number}:")
    labels = [(block.kind, block.label) for block in blocks if isinstance(block, Caption)]
    table_kind, picture_kind = CaptionKind.TABLE, CaptionKind.PICTURE
    assert labels == [
        *((table_kind, "table 1:"), (picture_kind, "picture 1:"), (table_kind, "table 2:")),
        (picture_kind, "picture 2:"),
    ]
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].leads


def test_a_caption_without_its_table_is_an_error() -> None:
    with pytest.raises(MarkupError, match="no table stands below the caption 'A'"):
        blocks_of('<p class="table-caption">A</p><p>x</p>')


def test_a_table() -> None:
    (table, note) = blocks_of(
        '<table data-columns="60 40" title="T"><thead><tr><th>H</th><th>I</th></tr></thead><tbody>'
        '<tr id="r"><th rowspan="2">a</th><td class="number">1</td></tr><tr><td class="total">b</td></tr>'
        '<tr><td colspan="2"></td></tr></tbody></table><p class="note">n</p>'
    )
    assert isinstance(table, Table)
    assert isinstance(note, Note)
    assert table.columns == (60.0, 40.0)
    assert table.rows[0].anchor == "r"
    assert [(cell.header, cell.row_span, cell.alignment.value) for cell in table.rows[0].cells] == [
        (True, 2, "left"),
        (False, 1, "right"),
    ]
    assert table.rows[1].cells[0].strong
    assert table.rows[2].cells[0].column_span == 2


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<p>a", "mismatch"),
        ("text", "outside of every paragraph"),
        ("<p>a</p> b", "outside of every paragraph"),
        ("<em>a</em>", "<em> stands outside of every block"),
        ("<p><ul/></p>", "<ul> stands inside a text"),
        ('<ul class="dash"></ul>', "no items"),
        ("<ul><li>a</li></ul>", "one of the classes"),
        ('<table data-columns="50 40" title="T"><tbody/></table>', "the table 'T' are 90 % wide"),
        (
            (
                '<table data-columns="50 50" title="T"><tbody><tr><td rowspan="2"/><td/></tr>'
                "<tr><td/><td/></tr></tbody></table>"
            ),
            "a row of the table 'T' has 3 cells, not 2",
        ),
        ("<h1>a</h1><h3>b</h3>", "level 3 cannot follow one of level 1"),
        ('<h1>a</h1><h2 class="item">b</h2><h3 class="item">c</h3><h4 class="item">d</h4>', "one or two levels below"),
        ('<h1 id="a">a</h1><p id="a">b</p>', "two places are called 'a'"),
        ('<p><a href="#b">a</a></p>', "the link '#b' leads nowhere"),
        ('<p><a href="file:///etc/passwd">a</a></p>', "leads nowhere"),
    ],
)
def test_markup_that_is_no_document(markup: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        blocks_of(markup)


def test_each_row_of_a_table_that_pages_tear_says_what_names_it() -> None:
    def columns(rows: int) -> list[list[str]]:
        first = f'<tr><th rowspan="{rows - 1}">SO1</th><td rowspan="{rows}">x</td><td>a</td></tr>'
        body = first + "<tr><td>b</td></tr>" * (rows - 2) + "<tr><td/><td>c</td></tr>"
        (table,) = blocks_of(f'<table data-columns="20 20 60" title="T"><tbody>{body}</tbody></table>')
        assert isinstance(table, Table)
        return [[plain_text(cell.content) for cell in row.cells] for row in table.rows]

    assert columns(4) == [["SO1", "x", "a"], ["b"], ["b"], ["", "c"]]
    assert columns(60) == [["SO1", "x", "a"], *[["SO1", "b"]] * 58, ["", "c"]]
