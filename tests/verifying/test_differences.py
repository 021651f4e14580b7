"""Which passages differ, and where they are told to stand."""

from __future__ import annotations

from methodology.sealing.lines import Line
from methodology.verifying.file_lines import FEW, LineDifference, find_differences


def lines(*texts: str) -> list[Line]:
    """Passages; one in capitals is a heading."""
    return [Line(text, heading=text.isupper()) for text in texts]


def test_what_is_the_same_differs_nowhere() -> None:
    made = lines("A", "a", "b", "B", "c")
    assert list(find_differences(made, made, "cover")) == []


def test_differences_stand_under_the_heading_above() -> None:
    made = lines("first", "A", "a", "b", "B", "c")
    found = lines("FIRST", "A", "a", "B", "c", "d")
    assert list(find_differences(made, found, "cover")) == [
        LineDifference("cover", "first", "FIRST"),
        LineDifference("A", "b", None),
        LineDifference("B", None, "d"),
    ]


def test_a_heading_stands_under_itself() -> None:
    assert list(find_differences(lines("A", "a"), lines("Ab", "a"), "cover")) == [LineDifference("A", "A", "Ab")]


def test_a_label_is_part_of_what_is_compared() -> None:
    made, found = [Line("prvi;", "(a)")], [Line("prvi;", "(b)")]
    assert list(find_differences(made, found, "cover")) == [LineDifference("cover", "(a) prvi;", "(b) prvi;")]


def test_far_too_many_are_counted() -> None:
    found = list(find_differences(lines("a"), lines("a", *["x"] * (FEW + 10)), "cover"))
    assert len(found) == FEW + 2
    assert found[-1] == LineDifference("cover", None, "(9 more)")
