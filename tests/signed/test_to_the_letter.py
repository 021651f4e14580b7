"""Every file says what the signed document says: all of it, in order, to the letter, white space apart."""

from __future__ import annotations

import hashlib
import re

import pytest

from methodology.formats import Format
from tests.built import Built
from tests.conftest import REFERENCE
from tests.rendering.pdf_text import painted_pages

Blocks = list[tuple[str, ...]]

RUNNING_HEAD_LINES = 1


def squeezed(blocks: Blocks) -> Blocks:
    """The blocks without white space."""
    return [tuple(re.sub(r"\s", "", field) for field in block) for block in blocks]


def test_the_reference_is_the_one_that_was_signed() -> None:
    digest = hashlib.sha256(REFERENCE.read_bytes()).hexdigest()
    assert digest == "8d433c8ed609f9a651dbef429c5e09335ee411db304af26f8c2b850faccecb57"


@pytest.mark.parametrize("one", [Format.DOCX, Format.HTML])
def test_word_and_html_equal_the_reference_block_by_block(one: Format, signed: Built, reference: Blocks) -> None:
    assert squeezed(signed.texts()[one]) == squeezed(reference)


def test_the_tagged_pdf_says_all_of_the_reference_and_nothing_else(signed: Built, reference: Blocks) -> None:
    said = "".join(line for (line,) in signed.texts()[Format.PDF])
    expected = "".join("".join(field for field in block[1:] if field != "^") for block in reference)
    body = re.sub(r"\s", "", said)
    assert body.endswith(re.sub(r"\s", "", expected))
    before = body.removesuffix(re.sub(r"\s", "", expected))
    assert len(before) < 1200, "more than the cover and the contents table stands before the text"


def test_pdftotext_finds_every_block_in_order(signed: Built, reference: Blocks) -> None:
    pages = [page.split("\n") for page in painted_pages(signed.files[Format.PDF])[2:]]
    painted = re.sub(r"\s", "", "".join("".join(_without_running_lines(page)) for page in pages))
    position = 0
    for block in squeezed(reference):
        if block[0] == "TR":
            # a cell that spans rows is painted after the first of them
            found = [painted.find(cell, position) for cell in block[1:] if cell not in ("", "^")]
            assert -1 not in found, block
            position = min(found)
        else:
            text = "".join(block[1:])
            found_at = painted.find(text, position)
            assert found_at >= 0, f"{block} does not follow {painted[position - 80 : position]}"
            position = found_at + len(text)


def _without_running_lines(page: list[str]) -> list[str]:
    """A page without its running head and page number."""
    lines = [line for line in page if line.strip()]
    numbers = [index for index, line in enumerate(lines) if re.fullmatch(r"\s*\d+\s*/\s*\d+\s*", line)]
    assert len(numbers) == 1, "a page has one page number"
    return lines[RUNNING_HEAD_LINES : numbers[0]] + lines[numbers[0] + 1 :]
