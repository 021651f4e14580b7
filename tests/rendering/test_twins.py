"""DOCX, as LibreOffice lays it out, and PDF begin every page alike, and both contents tables name the right pages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from lxml import etree

from methodology.formats import Format
from methodology.model.document import Document, paged_anchors, plain_text
from tests.built import CONTENT, built, copied
from tests.earlier_version import reconstructed
from tests.rendering.judges import convert_files
from tests.test_examples import CONTENTS
from tests.tools import require_program

LINE = 30
"""How many letters of a heading stand in its first line at least."""
LEADER, ENTRY_PAGE = re.compile(r"(?:\. ?){4}"), re.compile(r"(?:\. ?|\A)(\d+)\Z")
"""The points of the contents, and the page behind them; a long name leaves that on a line of its own."""
OVERVIEW_ROW = re.compile(r"SO\d+ (?P<code>[OR][\d.]+) .*\s(?P<page>\d+)")
HEAD, BODY = 66, 706
"""Where the body of a page begins and how high it is, in points."""


@dataclass(frozen=True)
class Twins:
    """The lines of each page's body in both files."""

    document: Document
    pdf: Sequence[Sequence[str]]
    docx: Sequence[Sequence[str]]
    covers: tuple[Sequence[int], Sequence[int]]
    """At which height each line of the cover ends, in points from the top: of the PDF, of the DOCX."""


def contents_of(folder: Path) -> dict[str, Path]:
    """The content folders of the programmes, and of one that is amended."""
    amended = copied(CONTENT, folder / "amended")
    file = amended / "chapters" / "introduction.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n\n", f"\n\n{'Program je bil spremenjen. ' * 60}\n\n", 1), encoding="utf-8")
    return {
        "signed": CONTENT,
        "reconstructed": reconstructed(folder / "reconstructed"),
        **CONTENTS,
        "amended": amended,
    }


def pages_of(pdf: bytes, folder: Path, drawn: Set[str]) -> list[list[str]]:
    """The lines of each page between its head and its foot, without those that are ``drawn`` in pictures."""
    file = folder / "pages.pdf"
    file.write_bytes(pdf)
    crop = ["-x", "0", "-W", "600", "-y", str(HEAD), "-H", str(BODY)]
    command = [require_program("pdftotext"), "-layout", *crop, str(file), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = said.split("\f")[:-1]
    lines = ([" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages)
    return [[line for line in page if line not in drawn] for page in lines]


def drawn_lines(document: Document) -> set[str]:
    """What stands in the pictures of a document, line by line: LibreOffice draws it, where the PDF has letters."""
    lines: dict[tuple[str, str], list[str]] = {}
    for digest, picture in document.pictures.items():
        for text in etree.fromstring(picture.content).iter("{*}text"):
            lines.setdefault((digest, text.get("y", "")), []).append(text.text or "")
    return {" ".join(" ".join(words).split()) for words in lines.values()}


def cover_of(pdf: bytes, folder: Path) -> list[int]:
    """The heights at which the lines of the cover end."""
    file = folder / "cover.pdf"
    file.write_bytes(pdf)
    command = [require_program("pdftotext"), "-f", "1", "-l", "1", "-bbox-layout", str(file), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [round(float(height)) for height in re.findall(r'<line .*yMax="([\d.]+)"', said)]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Twins]:
    folder = tmp_path_factory.mktemp("twins")
    made = {name: built(content) for name, content in contents_of(folder).items()}
    laid_out = convert_files([each.files[Format.DOCX] for each in made.values()], folder, "docx", "pdf")
    return {
        name: Twins(
            each.document,
            pages_of(each.files[Format.PDF], folder, drawn_lines(each.document)),
            pages_of(docx, folder, drawn_lines(each.document)),
            (cover_of(each.files[Format.PDF], folder), cover_of(docx, folder)),
        )
        for (name, each), docx in zip(made.items(), laid_out, strict=True)
    }


@pytest.mark.parametrize("name", ["signed", "reconstructed", *CONTENTS, "amended"])
def test_every_page_begins_alike(name: str, twins: dict[str, Twins]) -> None:
    pdf, docx = twins[name].pdf, twins[name].docx
    assert [page[0] for page in docx] == [page[0] for page in pdf]


@pytest.mark.parametrize("name", ["signed", "reconstructed", *CONTENTS, "amended"])
def test_the_lines_of_the_cover_stand_at_the_same_height(name: str, twins: dict[str, Twins]) -> None:
    pdf, docx = twins[name].covers
    assert docx == pytest.approx(pdf, abs=4)


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("file", ["pdf", "docx"])
def test_the_overview_names_the_pages(name: str, file: str, twins: dict[str, Twins]) -> None:
    pages: Sequence[Sequence[str]] = getattr(twins[name], file)
    rows = (row for page in pages for line in page if (row := OVERVIEW_ROW.fullmatch(line)))
    named = {row["code"]: int(row["page"]) for row in rows}
    assert sorted(named) == sorted(paged_anchors(twins[name].document.blocks))
    document = twins[name].document
    headings = {one.anchor: f"{one.label} {plain_text(one.content)}"[:LINE] for one in document.headings}
    lost = {
        code: page
        for code, page in named.items()
        if not any(headings.get(code, f"{code} ") in line for line in pages[page - 1])
    }
    assert lost == {}


@pytest.mark.parametrize("name", ["signed", "reconstructed", *CONTENTS, "amended"])
@pytest.mark.parametrize("file", ["pdf", "docx"])
def test_the_contents_table_names_the_pages(name: str, file: str, twins: dict[str, Twins]) -> None:
    pages: Sequence[Sequence[str]] = getattr(twins[name], file)
    of_contents = list(takewhile(lambda page: any(LEADER.search(line) for line in page), pages[1:]))
    named = [int(entry[1]) for page in of_contents for line in page if (entry := ENTRY_PAGE.search(line))]
    below = [
        (number, line) for number, page in enumerate(pages, start=1) if number > 1 + len(of_contents) for line in page
    ]
    found, begin = [], 0
    for heading in twins[name].document.listed:
        said = f"{heading.label} {plain_text(heading.content)}".strip()[:LINE].strip()
        begin = next(at for at, (_, line) in enumerate(below) if at >= begin and line.startswith(said)) + 1
        found.append(below[begin - 1][0])
    assert named == found
