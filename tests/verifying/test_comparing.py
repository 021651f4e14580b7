"""Which passages differ, and where they are told to stand."""

from __future__ import annotations

from methodology.sealing import Passage
from methodology.verifying.comparing import FEW, Difference, compare


def passages(*texts: str) -> list[Passage]:
    """Passages; one in capitals is a heading."""
    return [Passage(text, heading=text.isupper()) for text in texts]


def test_what_is_the_same_differs_nowhere() -> None:
    made = passages("A", "a", "b", "B", "c")
    assert list(compare(made, made, "cover")) == []


def test_differences_stand_under_the_heading_above() -> None:
    made = passages("first", "A", "a", "b", "B", "c")
    found = passages("FIRST", "A", "a", "B", "c", "d")
    assert list(compare(made, found, "cover")) == [
        Difference("cover", "first", "FIRST"),
        Difference("A", "b", None),
        Difference("B", None, "d"),
    ]


def test_a_heading_stands_under_itself() -> None:
    assert list(compare(passages("A", "a"), passages("Ab", "a"), "cover")) == [Difference("A", "A", "Ab")]


def test_a_label_is_part_of_what_is_compared() -> None:
    made, found = [Passage("prvi;", "(a)")], [Passage("prvi;", "(b)")]
    assert list(compare(made, found, "cover")) == [Difference("cover", "(a) prvi;", "(b) prvi;")]


def test_far_too_many_are_counted() -> None:
    found = list(compare(passages("a"), passages("a", *["x"] * (FEW + 10)), "cover"))
    assert len(found) == FEW + 2
    assert found[-1] == Difference("cover", None, "(9 more)")
