"""Two changes of one text: both hold where they stand in different lines, and none where they meet."""

from __future__ import annotations

import random

import pytest

from methodology.comparing.merging import change_lines, compare_lines, merge_texts

BASE = "a\nb\nc\nd\ne\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("a\nB\nc\nd\ne\n", "a\nb\nc\nD\ne\n", "a\nB\nc\nD\ne\n"),
        ("a\nB\nc\nd\ne\n", "a\nb\nC\nd\ne\n", "a\nB\nC\nd\ne\n"),
        ("a\nb\nx\nc\nd\ne\n", "a\nb\nC\nd\ne\n", "a\nb\nx\nC\nd\ne\n"),
        ("a\nc\nd\ne\n", "a\nb\nc\nd\n", "a\nc\nd\n"),
        (BASE, "", ""),
        ("a\nB\nc\nd\ne\n", "a\nX\nc\nd\ne\n", None),
        ("a\nB\nc\nd\ne\n", "a\nc\nd\ne\n", None),
        ("a\nb\nx\nc\nd\ne\n", "a\nb\ny\nc\nd\ne\n", None),
        ("a\nb\nx\nc\nd\ne\n", "a\nd\ne\n", None),
        ("", "a\nB\nc\nd\ne\n", None),
    ],
)
def test_both_changes_hold_where_they_do_not_meet(ours: str, theirs: str, merged: str | None) -> None:
    assert merge_texts(BASE, ours, theirs) == merged
    assert merge_texts(BASE, theirs, ours) == merged


def test_a_merge_has_all_that_either_changed() -> None:
    drawn = random.Random(1)
    merged = 0
    for _ in range(300):
        base = [f"line {number}" for number in range(12)]
        texts = []
        for who in ("ours", "theirs"):
            lines = [*base]
            for at in sorted(drawn.sample(range(12), 2), reverse=True):
                lines[at : at + drawn.randrange(2)] = [f"{who} {at}"] * drawn.randrange(3)
            texts.append("\n".join(lines))
        both = merge_texts("\n".join(base), *texts)
        for one in texts:
            changes = compare_lines("\n".join(base), one)
            assert change_lines("\n".join(base), changes) == one
            if both is not None:
                assert {line for change in changes for line in change.lines} <= {*both.split("\n")}
                gone = {*base} - {*one.split("\n")}
                assert gone.isdisjoint(both.split("\n"))
        merged += both is not None
    assert 100 < merged < 300
