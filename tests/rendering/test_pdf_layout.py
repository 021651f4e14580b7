"""Where pages break, and what fits on them."""

from __future__ import annotations

import re

import pikepdf
import pytest

from methodology.model.document import Alignment, Cell, Heading, HeadingKind, ListFormat, Note, Paragraph, Row, Table
from tests.rendering.pdf_sample import opened, rendered
from tests.rendering.pdf_text import boxed_words, painted_pages
from tests.rendering.sample import listing, text

HEAD = Row((Cell(text("OZNAKA"), header=True), Cell(text("KAZALNIK"), header=True, alignment=Alignment.CENTER)))


def test_rows_stay_whole_and_the_header_repeats() -> None:
    # Rows of several heights, so that some would end beyond the foot of a page.
    cells = [f"začetek{number} {'beseda ' * (number % 5 + 4) * 11} konec{number}" for number in range(60)]
    rows = tuple(Row((Cell(text(f"R.{number}")), Cell(text(cell)))) for number, cell in enumerate(cells))
    noted = Table((20.0, 80.0), (HEAD,), rows, "T"), Note(text("Opomba."))
    body = painted_pages(rendered(*noted).content)[2:]
    assert len(body) > 2
    assert all(page.splitlines()[1] == "OZNAKA KAZALNIK" for page in body)
    for page in body:
        assert re.findall(r"začetek(\d+)", page) == re.findall(r"konec(\d+)", page)


def test_a_torn_table_with_a_note_begins_where_it_stands() -> None:
    rows = tuple(Row((Cell(text(f"v{number}"), header=True), Cell(text("beseda")))) for number in range(60))
    noted = Table((20.0, 80.0), (HEAD,), rows, "T"), Note(text("Opomba."))
    first = painted_pages(rendered(Paragraph(text("Uvod.")), *noted).content)[2]
    assert "v20 beseda" in first


def test_neither_the_first_nor_the_last_row_of_a_torn_table_stands_alone() -> None:
    """At every distance from the foot of the page; the last rows are rows of the body all the same."""
    rows = tuple(Row((Cell(text(f"v{number}"), header=True), Cell(text("beseda")))) for number in range(60))
    counts = set()
    for lines in range(0, 44, 2):
        before = (Paragraph(text("Vrstica.")) for _ in range(lines // 2))
        pdf = rendered(*before, Table((20.0, 80.0), (HEAD,), rows, "T"))
        shown = [len(re.findall(r"\bv\d+", page)) for page in painted_pages(pdf.content)[2:]]
        counts |= {shown[0], shown[-1]}
        assert 1 not in shown
    assert 2 in counts
    with opened(pdf) as file:
        kinds = [str(thing.S) for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
    assert kinds.count("/TR") == 1 + len(rows)
    assert "/TFoot" not in kinds


def test_cells_that_span_rows_do_not_hold_a_table_on_one_page() -> None:
    first = Row((Cell(text("SO1"), row_span=100), Cell(text("vrstica0"))))
    rows = (first, *(Row((Cell(text(f"vrstica{number}")),)) for number in range(1, 100)))
    body = painted_pages(rendered(Table((20.0, 80.0), (HEAD,), rows, "T")).content)[2:]
    assert len(body) > 1
    assert re.findall(r"vrstica(\d+)", "".join(body)) == [str(number) for number in range(100)]


@pytest.mark.parametrize("rows", [1, 2, 5])
@pytest.mark.parametrize(("width", "count"), [(10.0, 60), (20.0, 200), (20.0, 1000), (60.0, 2000), (90.0, 3000)])
def test_a_cell_longer_than_a_page_goes_on_overleaf(width: float, count: int, rows: int) -> None:
    cell = Cell(text(" ".join(f"b{number}" for number in range(count))), row_span=rows)
    beside = (Row((cell, Cell(text("v0")))), *(Row((Cell(text(f"v{number}")),)) for number in range(1, rows)))
    table = Table((width, 100 - width), (HEAD,), beside, "T")
    painted = "".join(painted_pages(rendered(Paragraph(text("Uvod.")), table).content)[2:])
    assert re.findall(r"\bb(\d+)", painted) == [str(number) for number in range(count)]
    assert re.findall(r"\bv(\d+)", painted) == [str(number) for number in range(rows)]


def test_headings_and_lead_ins_keep_with_what_they_lead_to() -> None:
    """At every distance from the foot of the page."""
    parted = set()
    for count in range(28, 42):
        body = painted_pages(
            rendered(
                *(Paragraph(text("Vrstica.")) for _ in range(count)),
                Heading(1, HeadingKind.CHAPTER, 1, "1.", text("NASLOV"), "a"),
                Heading(2, HeadingKind.CHAPTER, 2, "1.1", text("PODNASLOV"), "b"),
                Paragraph(text("Ukrepi so:"), leads=True),
                listing(ListFormat.DASH, "prvi;", "drugi;", "tretji."),
            ).content
        )[2:]
        (page,) = [page for page in body if "NASLOV" in page]
        assert all(leading in page for leading in ("1. NASLOV", "1.1 PODNASLOV", "Ukrepi so:", "- prvi;"))
        parted.add(len(body))
    assert parted == {1, 2}


def test_no_line_stands_alone() -> None:
    sentence = " ".join(f"beseda{number}" for number in range(70))
    total = len(painted_pages(rendered(Paragraph(text(sentence))).content)[2].splitlines()) - 2
    splits = set()
    for count in range(25, 42):
        body = painted_pages(
            rendered(*(Paragraph(text("Vrstica.")) for _ in range(count)), Paragraph(text(sentence))).content
        )[2:]
        lines = [sum("beseda" in line for line in page.splitlines()) for page in body]
        assert sum(lines) == total
        splits.add(tuple(lines))
    assert total > 4
    assert any(min(lines) >= 2 for lines in splits if len(lines) == 2)
    assert not any(1 in lines for lines in splits)


def test_words_are_not_hyphenated() -> None:
    words = "interoperabilnost nadgrajevanje usposabljanje posodobitve " * 30
    painted = painted_pages(rendered(Paragraph(text(words.strip()))).content)[2]
    assert " ".join(painted.splitlines()[1:-1]) == words.strip()


LONG_WORDS = (
    "Priloga_1_Metodologija_za_vzpostavitev_okvira_smotrnosti_2027.docx",
    "nepretrgana" * 8,
    "1234567890" * 12,
)


@pytest.mark.parametrize("word", LONG_WORDS)
def test_a_word_that_does_not_fit_is_broken(word: str) -> None:
    narrow = Table((10, 80, 10), (), (Row((Cell(text(word)), Cell(text("x")), Cell(text("y")))),), "Tabela")
    heading = Heading(1, HeadingKind.CHAPTER, 1, "1.", text(word * 2), "chapter-1")
    pdf = rendered(heading, Paragraph(text(f"Besedilo {word * 2}")), listing(ListFormat.DASH, word * 2), narrow).content
    margin, right = 2.5 * 72 / 2.54, 18.5 * 72 / 2.54
    boxes = boxed_words(pdf)
    assert max(box_right for _, box_right, _ in boxes) <= right + 1
    beside = margin + (right - margin) / 10
    within = [(left, end) for left, end, said in boxes if left < beside - 10 and said not in {"1.", "-", "Besedilo"}]
    assert len([end for _, end in within if end <= beside + 1]) > 4  # the lines of the cell


def test_a_word_that_fits_is_whole() -> None:
    said = " ".join(["beseda", "vzpostavljenih/prilagojenih/vzdrževanih"] * 20)
    assert "beseda" in (page := painted_pages(rendered(Paragraph(text(said))).content)[-1])
    assert re.sub(r"\s+", "", said) in re.sub(r"\s+", "", page)
