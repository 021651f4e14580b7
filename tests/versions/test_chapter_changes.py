"""Paragraphs of two versions of a chapter are matched by what they say."""

from __future__ import annotations

import pytest

from methodology.comparing.alignment import Pair
from methodology.model.chapter import Chapter
from methodology.versions.compare import pair_paragraphs


def pairs(old: str, new: str) -> list[tuple[str | None, str | None]]:
    before, after = (Chapter("one", text, "chapters/one.md") for text in (old, new))
    return [
        (pair.old.text if pair.old else None, pair.new.text if pair.new else None)
        for pair in pair_paragraphs(before, after)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abcd", "abxy", [("abcd", "abxy")]),  # half of the characters
        ("abcde", "abxyz", [(None, "abxyz"), ("abcde", None)]),
        ("- a b c d", "a b c e", [(None, "a b c e"), ("a b c d", None)]),
        ("- a b c\n- d e f", "(a) a b c\n(b) d e f", []),
        ("## a b c", "### a b c", [("a b c", "a b c")]),
        ("a b c d e\n\nf g h i j", "f g h i k", [("a b c d e", None), ("f g h i j", "f g h i k")]),
        ("a\n\nb b b b c\n\nd d d d e", "b b b b x\n\nd d d d x",
         [("a", None), ("b b b b c", "b b b b x"), ("d d d d e", "d d d d x")]),
    ],
)  # fmt: skip
def test_a_paragraph_is_paired_with_the_first_that_is_alike(
    old: str, new: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert pairs(old, new) == expected


def test_a_chapter_that_came_or_went_is_all_of_its_paragraphs() -> None:
    chapter = Chapter("one", "a\n\nb", "chapters/one.md")
    assert list(pair_paragraphs(None, chapter)) == [Pair(None, leaf) for leaf in chapter.leaves]
    assert list(pair_paragraphs(chapter, None)) == [Pair(leaf, None) for leaf in chapter.leaves]
