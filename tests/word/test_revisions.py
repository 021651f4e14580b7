"""Tracked changes are resolved as Word resolves them, all, none, or those of some authors."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from methodology.word.reading import ACCEPT, REJECT, Accept, read_word_file, revisions
from methodology.word.wordml import parse_markup
from tests.built import SAMPLE, copied
from tests.pull.edited import change, deleted, inserted, mark, p, t, word
from tests.versions.amendments import amend
from tests.word.resolver import accept_all, reject_all
from tests.word.test_redline import composed, redline

ANA, BOR = Accept(frozenset({"Ana"})), Accept(frozenset({"Bor"}))


def read(body: str, accept: Accept = ACCEPT) -> list[str]:
    """What the file says."""
    return [text.text for text in read_word_file(word(body), name="x.docx", accept=accept).texts]


def authors(body: str, accept: Accept = ACCEPT) -> list[tuple[str, ...]]:
    """Who changed its paragraphs."""
    return [text.authors for text in read_word_file(word(body), name="x.docx", accept=accept).texts]


WORDS = t("star ") + deleted("a") + inserted("b") + t(" c")
REPLACED = p(WORDS)
TWO_AUTHORS = p(change("ins", t("nov") + deleted("ost", "Bor") + t("o")), inserted("!", "Bor"))
MOVED = p(change("moveFrom", t("x")), t("1")) + p(
    '<w:moveToRangeStart w:id="1" w:name="m"/>', change("moveTo", t("x")), '<w:moveToRangeEnd w:id="1"/>', t("2")
)
IN_CONTROL = p(f"<w:sdt><w:sdtContent>{WORDS}</w:sdtContent></w:sdt>")
LINKED = p(f"<w:hyperlink>{deleted('a')}{inserted('b')}</w:hyperlink>")


@pytest.mark.parametrize(
    ("body", "accept", "expected"),
    [
        (REPLACED, ACCEPT, ["star b c"]),
        (REPLACED, REJECT, ["star a c"]),
        (REPLACED, BOR, ["star a c"]),
        (TWO_AUTHORS, ACCEPT, ["novo!"]),
        (TWO_AUTHORS, REJECT, [""]),
        (TWO_AUTHORS, ANA, ["novosto"]),
        (TWO_AUTHORS, BOR, ["!"]),
        (MOVED, ACCEPT, ["1", "x2"]),
        (MOVED, REJECT, ["x1", "2"]),
        (IN_CONTROL, ACCEPT, ["star b c"]),
        (IN_CONTROL, REJECT, ["star a c"]),
        (LINKED, ACCEPT, ["b"]),
        (LINKED, REJECT, ["a"]),
    ],
)
def test_text(body: str, accept: Accept, expected: list[str]) -> None:
    assert read(body, accept) == expected


SPLIT = p(t("prvi"), properties=mark("ins")) + p(t(" drugi"))
JOINED = p(t("prvi"), properties=mark("del")) + p(t(" drugi"))
BOTH = p(t("prvi"), properties=f"<w:rPr>{change('ins')}{change('del', author='Bor')}</w:rPr>") + p(t(" drugi"))
CHAIN = "".join(p(t(text), properties=mark("del")) for text in "abc") + p(t("d"))
GONE = p(t("ostane")) + p(deleted("gre"), properties=mark("del")) + p(t("tudi"))
TABLE = f"<w:tbl><w:tr><w:tc>{p(t('celica'))}</w:tc></w:tr></w:tbl>"
BEFORE_TABLE = p(t("prvi"), properties=mark("del")) + TABLE + p(t("za"))
EMPTY_BEFORE_TABLE = p(t("a")) + p(deleted("prvi"), properties=mark("del")) + TABLE + p(t("za"))
AT_THE_END = p(t("a")) + p(deleted("b"), properties=mark("del")) + "<w:sectPr/>"
LAST_IN_CELL = f"<w:tbl><w:tr><w:tc>{p(deleted('b'), properties=mark('del'))}</w:tc></w:tr></w:tbl>"
INTO_A_CONTROL = p(t("a"), properties=mark("del")) + f"<w:sdt><w:sdtContent>{p(t('b'))}</w:sdtContent></w:sdt>"
OUT_OF_A_CONTROL = f"<w:sdt><w:sdtContent>{p(t('a'), properties=mark('del'))}</w:sdtContent></w:sdt>" + p(t("b"))


@pytest.mark.parametrize(
    ("body", "accept", "expected"),
    [
        (SPLIT, ACCEPT, ["prvi", " drugi"]),
        (SPLIT, REJECT, ["prvi drugi"]),
        (JOINED, ACCEPT, ["prvi drugi"]),
        (JOINED, REJECT, ["prvi", " drugi"]),
        (BOTH, ACCEPT, ["prvi drugi"]),
        (BOTH, REJECT, ["prvi drugi"]),
        (BOTH, ANA, ["prvi", " drugi"]),
        (CHAIN, ACCEPT, ["abcd"]),
        (GONE, ACCEPT, ["ostane", "tudi"]),
        (GONE, REJECT, ["ostane", "gre", "tudi"]),
        (BEFORE_TABLE, ACCEPT, ["prvi", "celica", "za"]),
        (EMPTY_BEFORE_TABLE, ACCEPT, ["a", "celica", "za"]),
        (AT_THE_END, ACCEPT, ["a"]),
        (LAST_IN_CELL, ACCEPT, [""]),
        (INTO_A_CONTROL, ACCEPT, ["ab"]),
        (OUT_OF_A_CONTROL, ACCEPT, ["ab"]),
    ],
)
def test_paragraph_marks(body: str, accept: Accept, expected: list[str]) -> None:
    assert read(body, accept) == expected


def style(name: str, more: str = "") -> str:
    """Properties of a paragraph."""
    return f'<w:pStyle w:val="{name}"/>{more}'


def test_a_joined_paragraph_looks_as_the_last_unless_that_one_is_empty() -> None:
    first = p(t("a"), properties=style("prvi", mark("del")))
    for rest, expected in ((t("b"), "drugi"), (deleted("b"), "prvi")):
        (text,) = read_word_file(word(first + p(rest, properties=style("drugi"))), name="x.docx").texts
        assert text.style == expected


def test_a_deleted_paragraph_leaves_no_bookmark_behind() -> None:
    marked = '<w:bookmarkStart w:id="{0}" w:name="m{0}"/>{1}<w:bookmarkEnd w:id="{0}"/>'
    body = p(marked.format(1, deleted("a")), properties=mark("del")) + p(marked.format(2, t("b")))
    (text,) = read_word_file(word(body), name="x.docx").texts
    assert text.bookmarks == {"m2"}
    over = p('<w:bookmarkStart w:id="1" w:name="m1"/>', deleted("a"), properties=mark("del"))
    (text,) = read_word_file(word(over + p(t("b"), '<w:bookmarkEnd w:id="1"/>')), name="x.docx").texts
    assert text.bookmarks == frozenset()


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; a cell is its text, or its properties and its text."""
    made = (
        f"<w:tc><w:tcPr>{''.join(cell.split('|')[:-1])}</w:tcPr>{p(t(cell.split('|')[-1]))}</w:tc>" for cell in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


CAME, WENT = row("nova", properties=change("ins")), row("stara", properties=change("del"))
ROWS = f"<w:tbl>{row('a')}{CAME}{WENT}{row('b')}</w:tbl>"
CELLS = f"<w:tbl>{row('a', change('cellIns') + '|nova', change('cellDel') + '|stara')}</w:tbl>"
WHOLE = (
    p(t("pred"))
    + f"<w:tbl>{row('a', properties=change('del'))}{row('b', properties=change('del'))}</w:tbl>"
    + p(t("za"))
)


@pytest.mark.parametrize(
    ("body", "accept", "expected"),
    [
        (ROWS, ACCEPT, ["a", "nova", "b"]),
        (ROWS, REJECT, ["a", "stara", "b"]),
        (CELLS, ACCEPT, ["a", "nova"]),
        (CELLS, REJECT, ["a", "stara"]),
        (WHOLE, ACCEPT, ["pred", "za"]),
        (WHOLE, BOR, ["pred", "a", "b", "za"]),
    ],
)
def test_rows_and_cells(body: str, accept: Accept, expected: list[str]) -> None:
    assert read(body, accept) == expected


@pytest.mark.parametrize(
    ("accept", "expected"), [(ACCEPT, ("nov", "5")), (REJECT, ("star", "4")), (BOR, ("star", "4"))]
)
def test_properties(accept: Accept, expected: tuple[str, str]) -> None:
    number = '<w:numPr><w:numId w:val="{}"/></w:numPr>'.format
    old = f"<w:pPr>{style('star', number(4))}</w:pPr>"
    body = p(t("a"), properties=style("nov", number(5) + change("pPrChange", old)))
    (text,) = read_word_file(word(body), name="x.docx", accept=accept).texts
    assert (text.style, text.list) == expected


def test_a_numbering_that_came() -> None:
    numbering = f'<w:numPr><w:numId w:val="4"/>{change("ins")}</w:numPr>'
    for accept, expected in ((ACCEPT, "4"), (REJECT, None)):
        (text,) = read_word_file(word(p(t("a"), properties=numbering)), name="x.docx", accept=accept).texts
        assert text.list == expected


@pytest.mark.parametrize(
    ("body", "accept", "expected"),
    [
        (REPLACED + p(t("x")), ACCEPT, [("Ana",), ()]),
        (REPLACED, REJECT, [()]),
        (TWO_AUTHORS, ACCEPT, [("Ana", "Bor")]),
        (TWO_AUTHORS, BOR, [("Bor",)]),
        (JOINED, ACCEPT, [("Ana",)]),
        (GONE, ACCEPT, [(), ("Ana",)]),
        (ROWS, ACCEPT, [(), ("Ana",), ("Ana",)]),
        (WHOLE, ACCEPT, [(), ("Ana",)]),
    ],
)
def test_who_changed_what(body: str, accept: Accept, expected: list[tuple[str, ...]]) -> None:
    assert authors(body, accept) == expected


def test_the_parts_around_the_body_are_resolved_too() -> None:
    header = f"<w:hdr NAMES>{REPLACED}</w:hdr>"
    notes = f"<w:footnotes NAMES><w:footnote>{REPLACED}</w:footnote></w:footnotes>"
    docx = word(p(t("a")), {"header": header, "footnotes": notes})
    texts = read_word_file(docx, name="x.docx", accept=REJECT).texts
    assert [text.text for text in texts] == ["a", "star a c", "star a c"]


@pytest.mark.parametrize(("accept", "judge"), [(ACCEPT, accept_all), (REJECT, reject_all)])
@pytest.mark.parametrize("seed", range(3))
def test_a_redline_is_read_as_the_judge_resolves_it(
    seed: int, accept: Accept, judge: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    docx = redline(composed(SAMPLE), amend(copied(SAMPLE, tmp_path), random.Random(seed), 10))
    read = read_word_file(docx, name="x.docx", accept=accept).texts
    expected = read_word_file(judge(docx), name="x.docx").texts
    assert [(text.text, text.style, text.list, text.cell, text.story) for text in read] == [
        (text.text, text.style, text.list, text.cell, text.story) for text in expected
    ]
    assert {text.authors for text in read} <= ({(), ("Urad",)} if accept is ACCEPT else {()})


@pytest.mark.parametrize(("above", "below", "joined"), [("a", "a", ["1"]), ("a", "b", [])])
def test_a_style_that_came_from_a_deleted_paragraph_is_not_known(above: str, below: str, joined: list[str]) -> None:
    """LibreOffice gives the paragraph below a deleted one the style of that one."""
    deleted = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    styled = '<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr></w:p>'
    (body,) = parse_markup(f"<w:body>{styled.format(above, deleted)}{styled.format(below, '')}</w:body>")
    revisions.mark_joined(body)
    assert [marked for paragraph in body if (marked := paragraph.get(revisions.JOINED))] == joined
