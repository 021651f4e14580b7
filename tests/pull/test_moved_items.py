"""An item that was moved belongs to the list that it stands in now; those beside it stay in theirs."""

from __future__ import annotations

import pytest
from lxml import etree

from methodology.comparing.order import gaps_between, in_old_order
from methodology.formats import Format
from methodology.pull.pulled import Act, Decisions, WishOutcome
from methodology.pull.pulling import EditedFile, pull
from methodology.word.snapshot import read_snapshot
from tests.built import CONTENT, TEMPLATES, built, read_content
from tests.pull.edited import zipped
from tests.pull.hostile import MAIN, parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("olds", "stay"),
    [
        ([0, 1, 2], {0, 1, 2}),
        ([1, 2, 0], {0, 1}),
        ([9, 0, 1], {1, 2}),
        ([0, 7, 1, None, 2], {0, 2, 4}),
        ([None], set()),
        ([], set()),
    ],
)
def test_which_texts_were_moved(olds: list[int | None], stay: set[int]) -> None:
    assert in_old_order(olds) == stay


@pytest.mark.parametrize(
    ("olds", "gaps"),
    [
        ({}, [([0, 1, 3, 4], [1, 2, 5])]),
        ({1: 0, 5: 4}, [([], []), ([1, 3], [2]), ([], [])]),
        ({1: 4, 2: 0, 5: 1}, [([], []), ([], []), ([3], [])]),
    ],
)
def test_what_stands_between_those_that_stayed(olds: dict[int, int], gaps: list[tuple[list[int], list[int]]]) -> None:
    assert gaps_between([0, 1, 3, 4], [1, 2, 5], olds) == gaps


def moved(docx: bytes, entry: str, behind: str) -> bytes:
    """The file with the paragraph of one entry moved behind that of another."""
    bookmarks = {piece.within: passage.bookmark for passage in read_snapshot(docx).texts for piece in passage.runs[:1]}
    root = etree.fromstring(parts(docx)[MAIN])
    paragraph, target = (
        next(root.iterfind(f".//{W}bookmarkStart[@{W}name='{bookmarks[path]}']")).getparent()
        for path in (entry, behind)
    )
    assert paragraph is not None
    assert target is not None
    target.addnext(paragraph)
    return zipped(parts(docx) | {MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def test_moved_into_another_list_behind_its_first_item() -> None:
    docx = moved(built(CONTENT).files[Format.DOCX], "O.3.2.operations.witness_protection", "O.1.2.operations.pnr")
    pulled = pull([EditedFile("a.docx", docx)], read_content(CONTENT), TEMPLATES, Decisions())
    assert {(wish.act, wish.outcome, wish.path) for wish in pulled.wishes} == {
        (Act.REMOVED, WishOutcome.APPLIED, "O.3.2.operations.witness_protection"),
        (Act.ADDED, WishOutcome.APPLIED, "O.1.2.operations.witness_protection"),
    }
