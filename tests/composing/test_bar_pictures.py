"""The overview's bars as pictures: drawn safely, divided by pages, and in the document where the outline asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from methodology.composing.bar_pictures import MOST_ROWS, draw_bars, picture_rows
from methodology.composing.compose import compose_document
from methodology.model.document import Caption, Picture, Table, plain_text
from methodology.model.overview import Bar, OverviewCell, OverviewRow, OverviewTable
from methodology.model.picture import PictureKind
from methodology.reading.picture_files import read_picture
from tests.built import CONTENT, TEMPLATES, copied, read_content, replace_in

BEGIN = "  - chapter: introduction\n"


def row(objective: str, code: str, bar: Bar | None) -> OverviewRow:
    return OverviewRow(
        (OverviewCell(objective), OverviewCell(code), OverviewCell("9", number="9"), OverviewCell(bar=bar))
    )


def table(*counts: int) -> OverviewTable:
    """As many rows of each objective."""
    bar = Bar(0, 0.25, 0.5, "")
    rows = tuple(
        row(f"SO{number}", f"<{one}>", bar) for number, count in enumerate(counts, start=1) for one in range(count)
    )
    return OverviewTable("indicators", "", ("", "", "", ""), rows, "", 1)


@pytest.mark.parametrize(
    ("counts", "pictures"),
    [
        ((), []),
        ((3,), [3]),
        ((8, 21, 13), [8, 21, 13]),
        ((MOST_ROWS,), [MOST_ROWS]),
        ((MOST_ROWS + 1,), [MOST_ROWS, 1]),
        ((100, 2), [42, 42, 16, 2]),
    ],
)
def test_a_picture_has_one_objective_or_as_much_as_fits_a_page(counts: tuple[int, ...], pictures: list[int]) -> None:
    assert [len(rows) for rows in picture_rows(table(*counts))] == pictures


def test_a_row_without_a_bar_is_left_out() -> None:
    rows = (row("SO1", "O.1.1", None), row("SO1", "O.1.2", Bar(0, None, 1, "")))
    whole = OverviewTable("indicators", "", ("", "", "", ""), rows, "", 1)
    assert [[one.cells[1].text for one in rows] for rows in picture_rows(whole)] == [["O.1.2"]]


def test_what_is_drawn_is_a_picture_that_content_could_have() -> None:
    whole = table(2)
    content = draw_bars(whole, whole.rows).encode()
    file = read_picture(content, PictureKind.SVG)
    assert (file.width, file.height) == (480, 2 * 14)
    root = etree.fromstring(content)
    texts = [(text.text, text.get("y")) for text in root.iter("{*}text")]
    assert texts == [("<0>", "10"), ("9", "10"), ("<1>", "24"), ("9", "24")]
    rects = [(float(rect.get("x", "")), float(rect.get("width", ""))) for rect in root.iter("{*}rect")][:4]
    assert rects == [(62, 318), (62, 159), (62, 79.5), (62 + 159 + 0.09, 1.5)]


def test_the_document_has_them_where_the_outline_asks(tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    standard = (TEMPLATES / "document" / "outline.yaml").read_text(encoding="utf-8")
    asked = f"{BEGIN}  - part: overview\n    prints: [table, bars, money]\n"
    (content / "outline.yaml").write_text(standard.replace(BEGIN, asked), encoding="utf-8")
    document = compose_document(read_content(content), TEMPLATES)
    at = next(number for number, block in enumerate(document.blocks) if isinstance(block, Picture))
    before, *shown = document.blocks[at - 1 : at + 12]
    assert isinstance(before, Table)
    assert [type(block) for block in shown] == [Picture, Caption] * 6
    pictures = [block for block in shown if isinstance(block, Picture)]
    assert [picture.file for picture in pictures] == [
        f"{name}-{number}.svg" for name in ("indicators", "money") for number in (1, 2, 3)
    ]
    assert all(picture.digest in document.pictures for picture in pictures)
    said = "Stolpci kazalnikov SO1 od začetne vrednosti prek mejnika do cilja: O.1.1 39 → 93; O.1.2 17 → 67; "
    assert plain_text(pictures[0].alternative).startswith(said)
    replace_in(content / "objectives/so1/indicators/O.1.1.yaml", "milestone: 39", "milestone: 40")
    again = [block for block in compose_document(read_content(content), TEMPLATES).blocks if isinstance(block, Picture)]
    assert [one == other for one, other in zip(pictures, again, strict=True)] == [False, *[True] * 5]
