"""Leaves of chapters, as content paths number them."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.diagnostics import Location
from methodology.model.chapter import Chapter
from methodology.model.texts import texts_of_blocks
from tests.built import CONTENT, SAMPLE, TEMPLATES, read_content

TEXT = """# A

One,
still one.

(a) first
    goes on;
(b) second.
1. no item here
## B
- dash
"""


def test_leaves() -> None:
    leaves = Chapter("c", TEXT, "c.md").leaves
    assert [leaf.text for leaf in leaves] == [
        "A",
        "One,\nstill one.",
        "first\n    goes on;",
        "second.\n1. no item here",
        "B",
        "dash",
    ]


def test_places() -> None:
    chapter = Chapter("c", TEXT, "c.md")
    assert chapter.location(2, "still") == Location("c.md", 4, 1)
    assert chapter.location(4) == Location("c.md", 8, 5)
    assert chapter.location(99) == Location("c.md")


@pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["content", "sample"])
def test_the_numbers_are_those_of_the_document(content: Path) -> None:
    programme = read_content(content)
    document = compose_document(programme, TEMPLATES)
    sources = {run.source for text in texts_of_blocks(document.blocks) for run in text.runs if run.source}
    printed = {source for source in sources if source.startswith("chapters.")}
    known = {
        f"chapters.{name}.{leaf.number}" for name, chapter in programme.chapters.items() for leaf in chapter.leaves
    }
    # a leaf that is one reference prints the value's path, not its own
    assert printed <= known
    assert {path.rpartition(".")[0] for path in printed} == {f"chapters.{name}" for name in programme.chapters}
    assert max(int(path.rpartition(".")[2]) for path in printed if ".introduction." in path) == len(
        programme.chapters["introduction"].leaves
    )
