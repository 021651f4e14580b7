"""The page on paper, as a browser prints it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from methodology.model.document import Cell, Heading, HeadingKind, Note, Row, Table
from methodology.rendering.html import render_html
from tests.rendering.sample import sample_document, text
from tests.tools import HANGS_AFTER, require_program

TEMPLATES = Path(__file__).parents[2] / "templates"
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]


TABLES = range(1, 31)


def table(name: int) -> tuple[Table, Note]:
    """A table of eight rows, taller from table to table, with words to find a row's ends by, and a note below it."""
    header = Row(tuple(Cell(text(words), header=True) for words in ("OZNAKA", f"KAZALNIK-{name}-")))
    rows = tuple(
        Row(
            (
                Cell(text(f"O.{name}.{row}"), header=True),
                Cell(text(f"<{name}.{row} {'besedilo ' * (20 + name)} {name}.{row}>")),
            )
        )
        for row in range(1, 9)
    )
    return Table((20.0, 80.0), (header,), rows, f"Kazalniki {name}"), Note(text(f"Opomba-{name}-"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chapter of tables, printed: enough of them for pages to end at every place of one."""
    chapter = Heading(1, HeadingKind.CHAPTER, 1, "1.", text("UVOD"), "one")
    blocks = (chapter, *(block for name in TABLES for block in table(name)))
    folder = tmp_path_factory.mktemp("print")
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(render_html(sample_document(blocks), TEMPLATES), encoding="utf-8")
    command = [require_program("chromium"), *SWITCHES, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=HANGS_AFTER)
    return pdf


def pages_of(pdf: Path) -> list[str]:
    """The text of each page."""
    command = [require_program("pdftotext"), "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]


def test_the_paper_is_a4(printed: Path) -> None:
    command = [require_program("pdfinfo"), str(printed)]
    assert " pts (A4)" in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page_with(pages: list[str], words: str) -> int:
    """The number of the one page that has these words."""
    (number,) = (number for number, page in enumerate(pages) if words in page)
    return number


def test_the_table_header_repeats_on_each_page(printed: Path) -> None:
    pages = pages_of(printed)
    split = 0
    for name in TABLES:
        with_rows = [f"O.{name}." in page for page in pages]
        assert [f"KAZALNIK-{name}-" in page for page in pages] == with_rows
        split += sum(with_rows) > 1
    assert split


def test_a_row_is_not_split(printed: Path) -> None:
    pages = pages_of(printed)
    rows = [f"{name}.{row}" for name in TABLES for row in range(1, 9)]
    assert [row for row in rows if page_with(pages, f"<{row} ") != page_with(pages, f" {row}>")] == []


def test_first_and_last_rows_and_notes_do_not_stand_alone(printed: Path) -> None:
    pages = pages_of(printed)
    for name in TABLES:
        assert page_with(pages, f"<{name}.1 ") == page_with(pages, f"<{name}.2 ")
        assert page_with(pages, f"<{name}.7 ") == page_with(pages, f"<{name}.8 ") == page_with(pages, f"Opomba-{name}-")


def test_pages_are_numbered(printed: Path) -> None:
    pages = pages_of(printed)
    assert [page.split("\n")[-2].replace(" ", "") for page in pages] == [
        f"{number}/{len(pages)}" for number in range(1, len(pages) + 1)
    ]


def test_cover_and_contents_have_pages_of_their_own(printed: Path) -> None:
    cover, contents, first, *_ = pages_of(printed)
    assert "Metodologija za vzpostavitev" in cover
    assert "Kazalo" in contents
    assert "UVOD" in contents
    assert "UVOD" in first
    assert "KAZALNIK-1-" not in cover + contents


def test_what_is_for_the_screen_is_not_printed(printed: Path) -> None:
    everything = "".join(pages_of(printed))
    assert "Preskoči" not in everything
    assert "Išči" not in everything
