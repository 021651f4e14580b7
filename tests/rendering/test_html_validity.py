"""The page before its judges: the HTML validator, and axe-core in a browser, on a desktop's and a phone's screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from methodology.model.document import Cell, Row, Table
from methodology.rendering.html import render_html
from tests.rendering.judges import Report, inspect_page, validate_page
from tests.rendering.sample import sample_blocks, sample_document, sample_overview, text

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a table more that is wider than a phone, and the overview."""
    path = tmp_path_factory.mktemp("page") / "sample.html"
    row = Row(tuple(Cell(text(f"preglednica {number}")) for number in range(1, 9)))
    wide = Table((12.5,) * 8, (), (row,), "Široka preglednica")
    document = replace(sample_document((*sample_blocks(), wide)), overview=sample_overview())
    path.write_text(render_html(document, TEMPLATES), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(page: Path) -> dict[str, Report]:
    return inspect_page(page)


def test_the_validator_finds_nothing(page: Path) -> None:
    assert validate_page(page) == ""


@pytest.mark.parametrize("screen", ["desktop", "phone", "dark", "print", "wide"])
def test_axe_finds_nothing(report: dict[str, Report], screen: str) -> None:
    assert report[screen]["violations"] == []


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_page_asks_for_nothing_else(report: dict[str, Report], screen: str) -> None:
    assert report[screen]["requests"] == []


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_page_itself_does_not_scroll_sideways(report: dict[str, Report], screen: str) -> None:
    assert report[screen]["scrollWidth"] == report[screen]["width"]


def test_the_contents_are_open_where_there_is_room(report: dict[str, Report]) -> None:
    assert [report[screen]["contentsOpen"] for screen in ("desktop", "phone")] == [True, False]


def test_the_overview_shows_the_rows_asked_for_in_the_order_of_a_column(report: dict[str, Report]) -> None:
    seen = report["desktop"]["overview"]
    assert seen["all"] == ["O.1.1", "O.1.1.1", "R.1.2", "O.1.10", "001"]
    assert seen["filtered"] == ["O.1.1", "O.1.1.1", "O.1.10"]
    assert seen["said"] == "Prikazano: 3 / 5"
    assert seen["rising"] == ["O.1.1.1", "O.1.10", "O.1.1", "R.1.2", "001"], "1.000 is read as a number"
    assert seen["falling"] == ["O.1.1", "O.1.10", "O.1.1.1", "R.1.2", "001"], "a row without a value is not last"
    assert seen["sorts"] == ["descending", None]


def test_the_lists_draw_the_labels_of_the_document(page: Path, report: dict[str, Report]) -> None:
    labels = lxml.html.parse(page).xpath("//main//li/@data-label")
    # the browser names those of inner lists last
    assert sorted(marker.strip() for marker in report["desktop"]["markers"]) == sorted(labels)


def test_the_judges_find_what_is_wrong(page: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    html = page.read_text(encoding="utf-8")
    html = html.replace("<main ", '<img src="missing.png"><main ').replace('symbols: "▪"', 'symbols: "x"')
    broken.write_text(html, encoding="utf-8")
    assert "alt" in validate_page(broken)
    desktop = inspect_page(broken)["desktop"]
    assert any(violation.startswith("image-alt") for violation in desktop["violations"])
    assert [Path(url).name for url in desktop["requests"]] == ["missing.png"]
    assert "x " in desktop["markers"]
