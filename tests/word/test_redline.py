"""The redline: accepted it is the new document, rejected the old one."""

from __future__ import annotations

import dataclasses
import io
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from methodology.composing import compose_document
from methodology.model.document import Block, Document, List, ListFormat, Table
from methodology.model.texts import anchors_of, texts_of_blocks
from methodology.word.redline import render_redline
from methodology.word.redline.tracked_text import Revisions
from methodology.word.snapshot import Signature
from methodology.word.writing import render_docx
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_content
from tests.rendering.judges import validate_docx
from tests.versions.amendments import amend, without_objective
from tests.word.docx_text import docx_blocks, drop_page_numbers
from tests.word.resolver import W, accept_all, reject_all

IGNORED = (f"{W}keepNext", f"{W}numPr", f"{W}rPr")
PAGES: defaultdict[str, int] = defaultdict(lambda: 7)


def composed(content: Path) -> Document:
    """The document of a content folder."""
    return compose_document(read_content(content), TEMPLATES)


FILES = {"programme.yaml": "title: Metodologija\n"}


def redline(old: Document, new: Document, files: Mapping[str, str] | None = FILES, **comments: str) -> bytes:
    """The redline without a layout of the PDF; ``__`` in names stands for a point. Without files it has no names."""
    return render_redline(
        old,
        new,
        TEMPLATES / "methodology.docx",
        author="Urad",
        comments={path.replace("__", "."): text for path, text in comments.items()},
        heading_pages=PAGES,
        page_count=9,
        content_files=files,
    )


MOST_CLEANED = 8
CLEANED: dict[int, tuple[Document, bytes]] = {}
"""The last documents, each by its identity, as the build writes them: many redlines begin with one of them."""


def clean(document: Document) -> bytes:
    """The document as the build writes it, but for the running head, which a redline has not."""
    known = CLEANED.pop(id(document), None)
    if known is None:
        template = TEMPLATES / "methodology.docx"
        written = replace(document, running=())
        known = document, render_docx(written, template, heading_pages=PAGES, page_count=9, content_files={})
    CLEANED[id(document)] = known
    if len(CLEANED) > MOST_CLEANED:
        del CLEANED[next(iter(CLEANED))]
    return known[1]


@lru_cache(maxsize=MOST_CLEANED)
def texts_of(docx: bytes) -> list[tuple[str, ...]]:
    """What the file says: its body block by block, then its headers and footers, and the styles of the body."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        around = [
            (name, "".join(map(str, etree.fromstring(package.read(name)).itertext(f"{W}t"))))
            for name in sorted(package.namelist())
            if re.match(r"word/(header|footer)\d*\.xml", name)
        ]
        body = etree.fromstring(package.read("word/document.xml"))
    drop_page_numbers(body)
    tables = [
        ("CELL", *(f"{part.tag}{sorted(part.items())}" for part in properties), *map(_style, cell.iter(f"{W}p")))
        for cell in body.iter(f"{W}tc")
        for properties in cell.iterchildren(f"{W}tcPr")
    ]
    styles = [("STYLE", _style(paragraph)) for paragraph in body.iter(f"{W}p") if list(paragraph.iter(f"{W}t"))]
    contents = [style for style in styles if not re.search("Kazalovsebine|TOC", style[1])]
    return [*docx_blocks(docx), *around, *tables, *contents, *_entries(body)]


def _entries(body: etree._Element) -> list[tuple[str, ...]]:
    """The contents table, entry by entry, without the page numbers."""
    texts = (
        "".join(part.text or "" if part.tag == f"{W}t" else "\t" for part in paragraph.iter(f"{W}t", f"{W}tab"))
        for paragraph in body.iter(f"{W}p")
        if re.search("Kazalovsebine|TOC", _style(paragraph))
    )
    return [("CONTENTS", *re.sub(r"\t\d*\Z", "", text).split("\t")) for text in texts]


def _style(paragraph: etree._Element) -> str:
    """How a paragraph is set, without its numbering's id and without what holds it to the next."""
    parts = paragraph.find(f"{W}pPr")
    kept = (part for part in (() if parts is None else parts) if part.tag not in IGNORED)
    return " ".join(f"{etree.QName(part).localname}={part.get(f'{W}val')}" for part in kept)


def assert_resolves(old: Document, new: Document) -> bytes:
    """Both views of the redline are the documents."""
    return _resolves(old, new, texts_of(clean(old)), texts_of(clean(new)))


def assert_resolves_both_ways(one: Document, other: Document) -> list[bytes]:
    """The same of the redline from one document to the other, and of the one back."""
    texts, others = texts_of(clean(one)), texts_of(clean(other))
    return [_resolves(one, other, texts, others), _resolves(other, one, others, texts)]


def _resolves(old: Document, new: Document, old_texts: object, new_texts: object) -> bytes:
    made = redline(old, new)
    assert texts_of(accept_all(made)) == new_texts
    assert texts_of(reject_all(made)) == old_texts
    return made


@pytest.fixture(scope="module")
def document() -> Document:
    return composed(CONTENT)


def test_nothing_is_tracked_where_nothing_changed(document: Document) -> None:
    made = assert_resolves(document, document)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        text = package.read("word/document.xml").decode()
    assert not re.search(r"<w:(ins|del|pPrChange)\b", text)


def test_same_bytes_twice(document: Document) -> None:
    fewer = dataclasses.replace(document, blocks=document.blocks[:40])
    assert redline(document, fewer) == redline(document, fewer)


@pytest.mark.parametrize("folder", ["so1", "so2", "so3"])
def test_a_whole_objective_removed_or_added(document: Document, folder: str, tmp_path: Path) -> None:
    fewer = without_objective(copied(CONTENT, tmp_path), folder)
    assert_resolves_both_ways(document, fewer)


@pytest.mark.parametrize("seed", range(8))
def test_twenty_random_amendments(document: Document, seed: int, tmp_path: Path) -> None:
    amended = amend(copied(CONTENT, tmp_path), random.Random(seed), 20)
    redlines = assert_resolves_both_ways(document, amended)
    # the validator takes as long as all else: what comes one way goes the other, and the seeds take turns
    assert validate_docx(redlines[seed % 2], tmp_path) == []


@pytest.mark.parametrize("seed", range(6))
def test_two_documents_with_little_in_common(document: Document, seed: int) -> None:
    """Blocks at random, so that tables touch, end the body or lose their notes."""
    chance = random.Random(seed)
    removable = [block for block in document.blocks if not list(anchors_of(texts_of_blocks([block])))]
    old, new = (
        dataclasses.replace(
            document,
            blocks=tuple(block for block in document.blocks if block not in removable or chance.random() < share),
        )
        for share in (chance.random(), chance.random())
    )
    assert_resolves(old, new)


def test_another_look_of_tables_lists_and_headings(document: Document) -> None:
    def other(block: Block) -> Block:
        match block:
            case Table():
                return dataclasses.replace(block, columns=tuple(reversed(block.columns)))
            case List():
                labels = [ListFormat.NUMBER.label(number) for number in range(1, len(block.items) + 1)]
                items = [
                    dataclasses.replace(item, label=label) for item, label in zip(block.items, labels, strict=True)
                ]
                return List(ListFormat.NUMBER, tuple(items))
        return block

    amended = dataclasses.replace(document, blocks=tuple(map(other, document.blocks)))
    assert_resolves_both_ways(document, amended)


def test_a_value_is_one_small_change_with_its_reason(tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    old = composed(content)
    path = next(
        run.source
        for inline in (text.runs for text in texts_of_blocks(old.blocks))
        for run in inline
        if run.source is not None and run.source.endswith(".target") and run.text.isdigit()
    )
    file = next(content.rglob(f"{path.removesuffix('.target')}.yaml"))
    file.write_text(re.sub(r"(?m)^target: .*$", "target: 987654", file.read_text("utf-8")), "utf-8")
    made = render_redline(
        old,
        composed(content),
        TEMPLATES / "methodology.docx",
        author="Urad",
        comments={path: "Nova ocena."},
        heading_pages=PAGES,
        page_count=9,
    )
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        comments = etree.fromstring(package.read("word/comments1.xml"))
    inserted = ["".join(map(str, mark.itertext(f"{W}t"))) for mark in body.iter(f"{W}ins")]
    assert {text for text in inserted if text} == {"987654"}
    assert {str(mark.get(f"{W}date")) for mark in body.iter(f"{W}ins")} == {f"{old.properties.date}T00:00:00Z"}
    assert "".join(map(str, comments.itertext(f"{W}t"))) == "Nova ocena."
    assert len(list(body.iter(f"{W}commentReference"))) == 1


def test_word_would_open_it(document: Document, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    fewer = without_objective(copied(CONTENT, tmp_path / "one"), "so2")
    comments = {"SO2": "Cilj je opuščen.", "programme": "Sprememba programa."}
    for old, new in ((document, fewer), (fewer, document)):
        made = render_redline(
            old,
            new,
            TEMPLATES / "methodology.docx",
            author="Urad",
            comments=comments,
            heading_pages=PAGES,
            page_count=9,
        )
        assert validate_docx(made, tmp_path) == []


def test_chapters_that_come_and_go_are_tracked_in_the_contents_table(document: Document, tmp_path: Path) -> None:
    amended = copied(CONTENT, tmp_path)
    for name, before, after in (
        ("introduction", "# NOVO\n\nBesedilo.\n\n", ""),
        ("conclusion", "", "\n## Nazadnje\n\nX.\n"),
    ):
        file = amended / "chapters" / f"{name}.md"
        file.write_text(before + file.read_text(encoding="utf-8") + after, encoding="utf-8")
    for redlined in assert_resolves_both_ways(document, composed(amended)):
        assert validate_docx(redlined, tmp_path) == []


@pytest.mark.parametrize(
    ("author", "initials"),
    [("Ministrstvo za notranje zadeve", "MNZ"), ("Ministry of the Interior", "MI"), ("Ana Kos", "AK"), ("za", "Z")],
)
def test_initials_leave_small_words_out(author: str, initials: str) -> None:
    revisions = Revisions(Signature(author, "2031-05-01T00:00:00Z"))
    revisions.comment("Razlog.")
    assert f'w:initials="{initials}"' in revisions.comments[0]
