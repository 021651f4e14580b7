"""The signed document before its judges, and its two paginated forms beside each other."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from methodology.formats import Format
from methodology.rendering.pdf import render_pdf
from tests.built import TEMPLATES, Built
from tests.rendering.judges import convert_docx, inspect_page, validate_docx, validate_page
from tests.rendering.verapdf import Profile, failures


def test_the_open_xml_sdk_finds_nothing(signed: Built, tmp_path: Path) -> None:
    assert validate_docx(signed.files[Format.DOCX], tmp_path) == []


@pytest.mark.parametrize("profile", ["PDF/A-2A", "PDF/UA-1"])
def test_verapdf_finds_nothing(signed: Built, profile: Profile) -> None:
    assert failures(signed.files[Format.PDF], profile) == []


def test_every_table_of_the_pdf_has_header_cells(signed: Built) -> None:
    with pikepdf.open(io.BytesIO(signed.files[Format.PDF])) as pdf:
        elements = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
        tables = [element for element in elements if element.S == "/Table"]
        headers = [table for table in tables if any(cell.S == "/TH" for cell in descendants(table))]
    assert len(tables) == len(headers) == 22


def descendants(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements below one."""
    content: Any = element.get("/K", [])
    kids = content if isinstance(content, pikepdf.Array) else [content]
    below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [*below, *(deeper for kid in below for deeper in descendants(kid))]


def test_the_html_validator_and_axe_find_nothing(signed: Built, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(signed.files[Format.HTML])
    assert validate_page(page) == ""
    report = inspect_page(page)
    assert [found for seen in report.values() for found in seen["violations"]] == []
    assert len(report) == 5
    assert all(seen["requests"] == [] and seen["scrollWidth"] == seen["width"] for seen in report.values())
    assert report["phone"]["cut"] == [], "a milestone or a target is not on the screen"
    assert 60 < report["wide"]["longest"] <= 85
    assert len(set(report["wide"]["edges"])) == 1, "head and body do not begin at one line"


def test_every_indicator_has_an_anchor_on_the_page(signed: Built) -> None:
    page = signed.files[Format.HTML].decode()
    codes = [indicator.id for indicator in signed.programme.indicators]
    assert len(codes) == 42
    assert [code for code in codes if page.count(f'id="{code}"') != 1] == []


def test_word_and_pdf_are_twins(signed: Built, tmp_path: Path) -> None:
    """Every heading stands on the same page within one, as LibreOffice sets the Word file."""
    pages = render_pdf(signed.document, TEMPLATES).heading_pages
    with pikepdf.open(io.BytesIO(convert_docx(signed.files[Format.DOCX], tmp_path, "pdf"))) as pdf:
        in_word = bookmarked_pages(pdf)
    headings = list(signed.document.headings)
    assert len(in_word) == len(headings) == 36
    pairs = {heading.anchor: (pages[heading.anchor], page) for heading, page in zip(headings, in_word, strict=True)}
    assert {anchor: pair for anchor, pair in pairs.items() if abs(pair[0] - pair[1]) > 1} == {}


def bookmarked_pages(pdf: pikepdf.Pdf) -> list[int]:
    """The page of each bookmark in reading order."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found: list[int] = []
    with pdf.open_outline() as outline:
        waiting: list[Any] = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            destination = item.destination if item.destination is not None else item.action.D
            found.append(numbers[destination[0].objgen])
            waiting = [*item.children, *waiting]
    return found
