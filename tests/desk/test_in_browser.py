"""An official at the desk, in a real browser: with the mouse, with the keyboard alone, in Slovenian."""

from __future__ import annotations

import re
from typing import Any

import pytest

from methodology.messages import speaking
from tests.desk.desks import commit, copy_content, difference, open_draft, use_in_chromium


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser saw, and what the content has after it, by ``content``."""
    folder = tmp_path_factory.mktemp("desk")
    folders = copy_content(folder)
    commit(folder)
    with speaking("sl"):
        result = use_in_chromium("use_desk.cjs", open_draft(folders), str(folders.content))
    result["diff"] = [line for line in difference(folder).splitlines() if re.match(r"[+-](?![+-]{2})", line)]
    return result


def test_a_number_is_saved_where_it_stands(seen: dict[str, Any]) -> None:
    steps = seen["steps"]
    assert steps["choices"] == ["2500", "2,500"]
    assert "2500" in re.sub(r"[.\s]", "", steps["preview"])
    assert re.sub(r"\D", "", steps["number"]) == "2500"
    assert steps["scrolled"] == 0


def test_the_address_keeps_no_token(seen: dict[str, Any]) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", seen["steps"]["address"])


def test_the_keyboard_is_enough(seen: dict[str, Any]) -> None:
    steps = seen["steps"]
    assert re.sub(r"\D", "", steps["undone"]) == "2000"
    assert re.sub(r"\D", "", steps["redone"]) == "2500"
    assert "O.1.2" in steps["found"]
    assert "»dvajset« ni število" in steps["fault"]


def test_a_value_in_a_sentence_stays_a_reference(seen: dict[str, Any]) -> None:
    assert re.sub(r"\D", "", seen["steps"]["chip"]) == "2500"
    assert re.search(r"Dodano 2\.?500\.$", seen["steps"]["sentence"].strip())
    assert any("Dodano {O.1.1.target}." in line for line in seen["diff"])


def test_the_difference_in_the_content_is_what_was_typed(seen: dict[str, Any]) -> None:
    assert len(seen["diff"]) == 4
    assert [line.strip("+- ") for line in seen["diff"] if "target: " in line] == ["target: 2000", "target: 2500"]


def test_what_is_half_typed_is_there_again(seen: dict[str, Any]) -> None:
    assert "26" in seen["steps"]["unsaved"]
    assert seen["steps"]["offered"] == "26"
    assert "Povsem nova operacija" in seen["steps"]["keptForm"]


def test_changes_stand_beside_the_page(seen: dict[str, Any]) -> None:
    assert "ciljna vrednost" in seen["steps"]["changes"]


def test_what_another_program_breaks_is_a_hole_in_the_page(seen: dict[str, Any]) -> None:
    steps = seen["steps"]
    assert "»dva« ni število" in steps["faults"]
    assert steps["holes"]
    said = {note.partition(":")[0] for note in steps["holes"]}
    assert said == {
        "Tu je zadnje dobro besedilo (kazalnik O.1.1), ker novega ni mogoče prebrati",
        "To je izračunano iz tega, kar stoji z zadnjim dobrim besedilom (kazalnik O.1.1)",
    }
    last, computed = "zadnje dobro", "iz zadnje dobre vrednosti"
    marks = {(path, mark, note) for path, mark, note in steps["held"]}
    assert marks == {("O.1.1.target", last, "desk-hole"), ("R.1.3.target", computed, "desk-hole")}
    assert steps["heldInOverview"] == [["2.500", last, "desk-hole"], ["2.250", computed, "desk-hole"]]
    assert not steps["canSave"]
    assert steps["left"] == 0


def test_axe_finds_nothing_on_any_view(seen: dict[str, Any]) -> None:
    assert {view: found for view, found in seen["violations"].items() if found} == {}


def test_rows_that_come_anew_are_rows_on_a_narrow_screen_too(seen: dict[str, Any]) -> None:
    assert seen["steps"]["withoutRole"] == 0


def test_nothing_is_wider_than_a_small_screen(seen: dict[str, Any]) -> None:
    assert seen["steps"]["small"] <= 0
    assert seen["steps"]["phone"] <= 0


def test_the_policy_of_the_page_blocks_nothing_and_no_script_fails(seen: dict[str, Any]) -> None:
    assert seen["blocked"] == []
    assert seen["errors"] == []


def test_no_visible_word_speaks_of_files(seen: dict[str, Any]) -> None:
    assert not re.findall(r"(?i).{0,40}(?:\bgit\b|\.ya?ml\b|\.md\b|content/).{0,20}", seen["said"])


def test_all_that_the_desk_says_is_slovenian(seen: dict[str, Any]) -> None:
    assert not re.findall(r"\b(?:Undo|Redo|Find|Save|Cancel|Findings|Changes|saved|Printed|Download)\b", seen["said"])
