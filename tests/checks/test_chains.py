"""Nouns in a row: wrong texts with the piece that is found, names that begin in another case, and right texts."""

from __future__ import annotations

from pathlib import Path

import yaml

from methodology.checks.wording.chains import find_breaches
from methodology.reading.word_forms import read_word_forms
from tests.built import TEMPLATES
from tests.checks.test_administrative_prose import PROSE

ROWS = yaml.safe_load((Path(__file__).parent / "rows.yaml").read_text(encoding="utf-8"))


def pieces(text: str, *, is_name: bool = False, tag: str = "sl-SI") -> list[str]:
    """What is found in a text."""
    forms = read_word_forms(TEMPLATES, tag)
    assert forms is not None
    return [piece for piece, _ in find_breaches(text, forms, tag, is_name=is_name)]


def test_what_is_wrong_is_found() -> None:
    assert {text: pieces(text) for text in ROWS["wrong"]} == {text: [piece] for text, piece in ROWS["wrong"].items()}


def test_names_begin_with_a_nominative() -> None:
    found = {name: pieces(name, is_name=True) for name in ROWS["names"]}
    assert found == {name: [piece] for name, piece in ROWS["names"].items()}
    assert [pieces(name) for name in ROWS["names"]] == [[]] * len(found)


def test_what_is_right_raises_nothing() -> None:
    assert {text: found for text in (*ROWS["right"], *PROSE) if (found := pieces(text))} == {}


def test_a_language_without_such_words_is_not_judged() -> None:
    assert pieces("development systems", tag="en-GB") == []
