"""Targets and shares before and after stand on the first page of the report: as bars, in words and in a table."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from methodology.look import LOOK
from methodology.model.document import Document, Picture, Table, plain_text
from methodology.rendering.pdf import render_pdf
from methodology.versions.changes import Change, ChangeKind, Report, Subject
from methodology.versions.report.names import Names
from methodology.versions.report.office import changes_document, render_changes_docx
from methodology.versions.report.page import write_html
from methodology.versions.report.value_bars import FIRST_ROWS, MOST_ROWS, draw_values, value_bars
from tests.built import TEMPLATES, replace_in
from tests.rendering.judges import convert_docx, validate_docx, validate_page
from tests.rendering.pdf_text import painted_pages
from tests.versions.report_sample import CHANGES, report

TARGET = CHANGES[1]
TITLE = "Ciljne vrednosti in deleži sredstev pred spremembo in po njej"


def share(code: str, before: str, after: str, difference: str) -> Change:
    field = f"allocation.rows.{code}.share"
    values = (before, after, Decimal(difference))
    return Change(ChangeKind.MOVED, Subject.ALLOCATION, f"SO1.{field}", "SO1", field, *values)


def amended() -> Report:
    """A target that goes from 46 to 51, a milestone, and two shares of money: 60 is 58, 40 is 42."""
    made = report(*CHANGES[:3], share("001", "60 %", "58 %", "-2"), share("002", "40 %", "42 %", "2"))
    values = made.new.programme.values
    numbers = {TARGET.path: 51, "SO1.allocation.rows.001.share": 58, "SO1.allocation.rows.002.share": 42}
    known = {path: dataclasses.replace(values[TARGET.path], value=Decimal(number)) for path, number in numbers.items()}
    programme = dataclasses.replace(made.new.programme, values={**values, **known})
    return dataclasses.replace(made, new=dataclasses.replace(made.new, programme=programme))


def pictures(document: Document) -> list[Picture]:
    return [block for block in document.blocks if isinstance(block, Picture)]


def test_a_target_has_its_own_scale_and_shares_have_one() -> None:
    rows = value_bars(Names.of(amended(), TEMPLATES))
    assert [(row.code, row.says, row.difference.replace("\N{NO-BREAK SPACE}", " ")) for row in rows] == [
        ("O.1.1", "46 → 51", "+5 (+10,87 %)"),
        ("SO1, 001", "60 % → 58 %", "\N{MINUS SIGN}2 o. t."),
        ("SO1, 002", "40 % → 42 %", "+2 o. t."),
    ]
    assert [(row.old, row.new) for row in rows] == [
        ((0, 90.2), (0, 100)),
        ((0, 100), (0, 96.67)),
        ((0, 66.67), (0, 70)),
    ]


def test_the_picture_is_told_in_words_and_in_a_table() -> None:
    document = changes_document(amended(), TEMPLATES)
    (picture,) = pictures(document)
    told = f"{TITLE}: O.1.1 46 → 51; SO1, 001 60 % → 58 %; SO1, 002 40 % → 42 %."
    assert plain_text(picture.alternative) == told
    drawn = etree.fromstring(document.pictures[picture.digest].content)
    assert len(drawn.findall("{*}rect")) == 6
    assert [text.text for text in drawn.findall("{*}text")][:2] == ["O.1.1", "46 → 51"]
    (table,) = (block for block in document.blocks if isinstance(block, Table) and block.title == TITLE)
    assert [plain_text(cell.content) for cell in table.rows[0].cells][:4] == [
        *("O.1.1", "Število udeležencev", "46", "51")
    ]


@pytest.mark.parametrize("changes", [(), CHANGES[:1], (CHANGES[2], *CHANGES[3:])])
def test_nothing_is_drawn_where_no_target_or_share_changed(changes: tuple[Change, ...]) -> None:
    made = report(*changes)
    assert not pictures(changes_document(made, TEMPLATES))
    assert "<svg" not in write_html(made, TEMPLATES)


def test_many_rows_are_divided_among_pages() -> None:
    names = Names.of(amended(), TEMPLATES)
    rows = value_bars(names)[:1] * (FIRST_ROWS + MOST_ROWS + 1)
    heights = [picture.file.height for picture in draw_values(names, rows)]
    assert len(heights) == 3
    assert heights[0] < heights[1] > heights[2]


def test_every_form_shows_it_on_its_first_page(tmp_path: Path) -> None:
    made = amended()
    word, page = render_changes_docx(made, TEMPLATES), write_html(made, TEMPLATES)
    assert validate_docx(word, tmp_path) == []
    (tmp_path / "changes.html").write_text(page, encoding="utf-8")
    assert validate_page(tmp_path / "changes.html") == ""
    assert re.findall(r'<svg class="bars"[^>]*aria-label="([^"]*)"', page)[0] == "46 → 51"
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        assert any(name.endswith(".svg") for name in package.namelist())
        assert f'descr="{TITLE}: ' in package.read("word/document.xml").decode()
    pdf = render_pdf(changes_document(made, TEMPLATES), TEMPLATES, "changes.typ").content
    for laid_out in (pdf, convert_docx(word, tmp_path, "pdf")):
        first = painted_pages(laid_out)[0]
        assert "Zgornji, svetlejši stolpec" in first
        assert "Zvišano" in first  # it stands below the picture


def test_the_look_says_the_sizes_and_colours_of_the_report(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    replace_in(templates / LOOK, "title: 16", "title: 19")
    replace_in(templates / LOOK, "#7490C8", "#7A1FA2")
    made = amended()
    document = changes_document(made, templates)
    (picture,) = pictures(document)
    assert document.pictures[picture.digest].content.count(b"#7a1fa2") == 3
    assert "--before: #7a1fa2;" in write_html(made, templates)
    with zipfile.ZipFile(io.BytesIO(render_changes_docx(made, templates))) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    sizes = {
        name: styles.xpath(f"string(*[*[local-name() = 'name']/@*[. = '{name}']]//*[local-name() = 'sz']/@*)")
        for name in ("Title", "Besedilo tabele", "Glava tabele", "Subtitle")
    }
    assert sizes == {"Title": "38", "Besedilo tabele": "20", "Glava tabele": "20", "Subtitle": "24"}
