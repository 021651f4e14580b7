"""Word files of documents that an outline arranges otherwise are pulled like any other."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.programme import Programme
from methodology.pull.pulled import WishOutcome
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied, read_content
from tests.composing.outlines import write_outline
from tests.pull.edits import edited, replaced
from tests.pull.look_edits import like
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built

OUTLINE = """parts:
  - chapter: introduction
  - chapter: output-indicators
    level: 1
  - part: outputs
    level: 2
    columns: [target, code, name]
    prints: [sources, table]
  - overview
  - chapter: result-indicators
    level: 1
  - part: results
    level: 2
  - chapter: explanation
  - chapter: allocation
  - chapter: conclusion
  - chapter: factors
    level: 2
"""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    content = copied(SAMPLE, tmp_path_factory.mktemp("outlined"))
    (content / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    return read_content(content)


@pytest.mark.parametrize("seed", range(10))
def test_what_nobody_edited_asks_for_nothing(seed: int, tmp_path: Path) -> None:
    content = copied(CONTENT if seed % 5 == 4 else SAMPLE, tmp_path)
    write_outline(content, random.Random(seed))
    programme = read_content(content)
    assert pulled(programme, built(programme)).wishes == ()


def test_a_target_is_changed_in_its_column(ours: Programme) -> None:
    result = pulled(ours, edited(built(ours), replaced("2.000", "2.500")))
    assert lines(ours, result) == ["-target: 2000", "+target: 2500"]


def test_a_target_that_is_changed_at_one_of_its_places_is_asked_about(ours: Programme) -> None:
    result = pulled(ours, edited(built(ours), replaced("2.000", "2.500", 1)))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.QUESTION}


def test_a_heading_of_a_moved_chapter_is_written_as_its_file_has_it(ours: Programme) -> None:
    """It prints one level higher than the file says; so does the level that Word gives it."""
    heading = "KAZALNIKI PO CILJIH"
    docx = edited(built(ours), like(heading, "KAZALNIKI UČINKA"))
    assert lines(ours, pulled(ours, docx)) == [f"-### {heading}", f"+## {heading}"]


def test_the_level_that_the_outline_gives_is_not_changed_in_word(ours: Programme) -> None:
    result = pulled(ours, edited(built(ours), like("DEJAVNIKI", "KAZALNIKI UČINKA")))
    assert {wish.outcome for wish in result.wishes} == {WishOutcome.UNMAPPED}
    assert result.files == {}


def test_the_content_of_today_may_have_another_outline(ours: Programme, tmp_path: Path) -> None:
    today = read_content(copied(SAMPLE, tmp_path))
    result = pulled(today, edited(built(ours), replaced("vzorčni cilj 2", "drugi cilj")))
    assert lines(today, result) == ["-title: vzorčni cilj 2", "+title: drugi cilj"]
    assert compose_document(today, TEMPLATES)
