"""Two texts are compared word by word."""

from __future__ import annotations

import random

import pytest

from methodology.comparing.words import StretchKind, compare_words, tokens_of

WORDS = ["mejnik", " ", "1.234,50", "R.2.6.1", ",", ".", "»", "2029", "\t", "\n", "č"]


def compact(old: str, new: str) -> str:
    """The changes in one line: ``[-deleted-]{+inserted+}``."""
    marks = {StretchKind.EQUAL: "{}", StretchKind.DELETED: "[-{}-]", StretchKind.INSERTED: "{{+{}+}}"}
    return "".join(marks[stretch.kind].format(stretch.text) for stretch in compare_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "nov", "{+nov+}"),
        ("je 2.092 ur", "je 2.192 ur", "je [-2.092-]{+2.192+} ur"),
        ("cena 1.234,50.", "cena 1.234,60.", "cena [-1.234,50-]{+1.234,60+}."),
        ("kazalnik R.2.6.1,", "kazalnik R.2.6.2,", "kazalnik [-R.2.6.1-]{+R.2.6.2+},"),
        ("ena dve tri", "ena štiri pet šest", "ena [-dve tri-]{+štiri pet šest+}"),
        ("ena tri", "ena dve tri", "ena {+dve +}tri"),
        ("stara ", "nova ", "[-stara-]{+nova+} "),
        (" stara", " nova", " [-stara-]{+nova+}"),
        ("ena, dve", "tri, štiri", "[-ena-]{+tri+}, [-dve-]{+štiri+}"),
        ("obdobje 2021-2027", "obdobje 2021-2028", "obdobje [-2021-2027-]{+2021-2028+}"),
    ],
)
def test_changes_are_whole_words_numbers_and_codes(old: str, new: str, expected: str) -> None:
    assert compact(old, new) == expected


def test_the_stretches_are_both_texts() -> None:
    chance = random.Random(4)
    for _ in range(500):
        old, new = ("".join(chance.choices(WORDS, k=chance.randrange(12))) for _ in range(2))
        changes = compare_words(old, new)
        assert "".join(one.text for one in changes if one.kind is not StretchKind.INSERTED) == old
        assert "".join(one.text for one in changes if one.kind is not StretchKind.DELETED) == new
        assert "".join(tokens_of(old)) == old
