"""Values that are chosen from a list: the reader sees words, the content has those of its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.choices import WORDS, choices_of, read_choice, show_choice
from methodology.desk.typed import TypedError
from methodology.messages import speaking
from methodology.model.programme import UNPRINTED_FILES
from tests.desk.desks import copy_content, open_draft
from tests.desk.test_draft import tree
from tests.desk.test_hostile import save

FORMAT = "O.1.1.number_format"


@pytest.mark.parametrize("language", ["sl", "en"])
def test_no_two_values_are_seen_alike(language: str) -> None:
    with speaking(language):
        assert len({show_choice(text) for text in WORDS}) == len(WORDS)
        assert [read_choice(show_choice(text)) for text in WORDS] == list(WORDS)
        with pytest.raises(TypedError):
            read_choice("nekaj")


def test_every_value_that_can_be_chosen_has_a_word(desk: Desk) -> None:
    values = desk.draft.page.programme.values
    printed = [value for path, value in values.items() if path.partition(".")[0] not in UNPRINTED_FILES]
    chosen = {text for value in printed for text in choices_of(value)}
    assert {"grouped", "dashes", "sentence"} <= chosen <= WORDS.keys()


def test_a_value_is_chosen_in_words_and_what_holds_anyway_needs_no_line(desk: Desk) -> None:
    before = tree(desk.draft.folders.content)
    with speaking("sl"):
        card: Any = desk.card(FORMAT)
        assert (card.kind, card.typed, card.source) == ("choice", "z ločilom med tisočicami", "grouped")
        assert "v odstotkih" in card.choices
        assert save(desk, FORMAT, "brez ločila med tisočicami")["status"] == "saved"
        assert desk.draft.page.programme.values[FORMAT].value == "ungrouped"
        assert save(desk, FORMAT, "z ločilom med tisočicami")["status"] == "saved"
    assert tree(desk.draft.folders.content) == before


@pytest.mark.parametrize("is_written_out", [True, False], ids=["with all words", "with none"])
def test_a_standard_sentence_that_is_typed_back_leaves_the_content_as_it_was(
    *, is_written_out: bool, tmp_path: Path
) -> None:
    """A content that says the words of its language itself keeps the line; another one gets a file, and loses it."""
    folders = copy_content(tmp_path)
    if not is_written_out:
        (folders.content / "phrases.yaml").unlink()
    desk = Desk(open_draft(folders))
    before, path = tree(folders.content), "phrases.phrases.coverage.other"
    there = str(desk.draft.page.programme.values[path].value)
    assert save(desk, path, f"{there} Vse.")["status"] == "saved"
    assert "Vse." in desk.draft.page.programme.files["phrases.yaml"]
    assert save(desk, path, there)["status"] == "saved"
    assert tree(folders.content) == before
    desk.close()
