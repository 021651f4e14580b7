"""A Word file dropped on the page and chosen by the button, in a real browser, in Slovenian."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from methodology.messages import speaking
from methodology.model.remark import PlacedRemark, RemarkList
from methodology.word.writing.comments import add_remarks
from tests.desk.desks import copy_content, open_draft, use_in_chromium
from tests.desk.test_word_files import SENTENCE, TARGET, at_one_place, edited


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, plain: bytes) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("desk")
    draft = open_draft(copy_content(folder))
    remark = PlacedRemark(path=TARGET, author="Bor Kos", at="2026-03-18T09:00:00", text="Zakaj?")
    commented = dataclasses.replace(draft.page.programme, remarks=RemarkList((remark,)))
    name = at_one_place(plain, ">Prva operacija<", ">Prva šola<")
    file = folder / "popravki.docx"
    file.write_bytes(add_remarks(edited(plain, (">2.000<", ">2.500<"), SENTENCE, name), commented))
    with speaking("sl"):
        return use_in_chromium("use_word_file.cjs", draft, str(file))


def test_it_is_dropped_chosen_and_refused_in_plain_words(seen: dict[str, Any]) -> None:
    steps = seen["steps"]
    assert steps["target"] == "Wordovo datoteko spustite tu"
    assert steps["title"] == "Iz Worda: popravki.docx"
    assert (steps["answer"], steps["name"]) == (["Spremeni se povsod"], 1)
    assert steps["undo"] == "iz Worda: popravki.docx"
    assert steps["refused"] == "To ni Wordova datoteka. Odprite jo v Wordu in jo shranite kot DOCX."


def test_it_is_accessible_and_fails_nowhere(seen: dict[str, Any]) -> None:
    assert {view: found for view, found in seen["violations"].items() if found} == {}
    assert seen["errors"] == []
    assert seen["steps"]["small"] <= 0
    assert not re.findall(r"(?i)\bgit\b|\.ya?ml\b|\.md\b|content/", seen["said"])
