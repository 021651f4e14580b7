"""What is pulled out of an edited document is what its author wrote into the content, to the byte."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.programme import Programme
from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from methodology.word.reading import REJECT
from methodology.word.writing import render_docx
from tests.built import CONTENT, TEMPLATES, copied, read_content
from tests.pull.author_edits import LOOK_EDITS, Edit, edited
from tests.pull.redlined import tracked
from tests.word.test_redline import PAGES

TIMES = 8
"""So many edits of one document."""


@pytest.fixture(scope="module")
def ours() -> Programme:
    return read_content(CONTENT)


def built(programme: Programme) -> bytes:
    """The Word file of a programme, without a layout of the PDF."""
    document = compose_document(programme, TEMPLATES)
    template = TEMPLATES / "methodology.docx"
    return render_docx(document, template, heading_pages=PAGES, page_count=9, content_files=programme.files)


def amended(folder: Path, seed: int, chapter_edits: Sequence[Edit] | None = None) -> tuple[Programme, dict[str, str]]:
    """The content with random edits, of chapters alone where these are given, and its files as they were written."""
    content = copied(CONTENT, folder)
    edited(content, random.Random(seed), TIMES, chapter_edits)
    programme = read_content(content)
    return programme, {name: (content / name).read_text(encoding="utf-8") for name in programme.files}


@pytest.mark.parametrize("seed", range(6))
def test_a_tracked_copy_comes_back_to_the_byte(tmp_path: Path, ours: Programme, made: bytes, seed: int) -> None:
    new, files = amended(tmp_path, seed)
    old = compose_document(ours, TEMPLATES)
    docx = tracked(old, compose_document(new, TEMPLATES), made)
    pulled = pull([EditedFile("a.docx", docx)], ours, TEMPLATES, Decisions())
    assert pulled.open == ()
    assert {**ours.files, **pulled.files} == files
    rejected = pull([EditedFile("a.docx", docx)], ours, TEMPLATES, Decisions(accept=REJECT))
    assert (rejected.wishes, dict(rejected.files)) == ((), {})


@pytest.mark.parametrize("seed", range(20, 23))
def test_looks_levels_and_lists_come_back_to_the_byte(tmp_path: Path, ours: Programme, made: bytes, seed: int) -> None:
    new, files = amended(tmp_path, seed, LOOK_EDITS)
    docx = tracked(compose_document(ours, TEMPLATES), compose_document(new, TEMPLATES), made)
    for file in (EditedFile("a.docx", docx), EditedFile("a.docx", built(new), base=ours)):
        pulled = pull([file], ours, TEMPLATES, Decisions())
        assert pulled.open == ()
        assert {**ours.files, **pulled.files} == files
    rejected = pull([EditedFile("a.docx", docx)], ours, TEMPLATES, Decisions(accept=REJECT))
    assert (rejected.wishes, dict(rejected.files)) == ((), {})


@pytest.mark.parametrize("seed", range(6, 10))
def test_the_document_of_other_content_comes_to_that(tmp_path: Path, ours: Programme, seed: int) -> None:
    """``pull(build(apply(e, content)))`` onto the old content is ``apply(e, content)``."""
    new, files = amended(tmp_path, seed)
    pulled = pull([EditedFile("a.docx", built(new), base=ours)], ours, TEMPLATES, Decisions())
    assert pulled.open == ()
    assert {**ours.files, **pulled.files} == files


def test_the_other_way_round_too(tmp_path: Path, ours: Programme, made: bytes) -> None:
    new, _ = amended(tmp_path, 11)
    pulled = pull([EditedFile("a.docx", made, base=new)], new, TEMPLATES, Decisions())
    assert pulled.open == ()
    assert {**new.files, **pulled.files} == dict(ours.files)
