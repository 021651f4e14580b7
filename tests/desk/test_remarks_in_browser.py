"""Remarks and accepted findings in a real browser, with the keyboard, in Slovenian."""

from __future__ import annotations

import re
from typing import Any

import pytest

from methodology.messages import speaking
from tests.desk.desks import copy_content, open_draft, use_in_chromium


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folders = copy_content(tmp_path_factory.mktemp("desk"))
    chapter = folders.content / "chapters" / "introduction.md"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8').rstrip()}\n\nDva  presledka.\n", encoding="utf-8")
    with speaking("sl"):
        return use_in_chromium("use_remarks.cjs", open_draft(folders))


def test_a_remark_goes_its_way(seen: dict[str, Any]) -> None:
    steps = seen["steps"]
    assert steps["asked"] == "Vpišite svoje ime."
    assert re.search(r"(?s)O\.1\.1.*Ana Novak, 16\. 3\. 2026 10\.42.*Zakaj ravno toliko\?", steps["item"])
    assert steps["marked"] == 1
    assert "pripomba je odprta (Ana Novak)" in steps["refused"]
    assert "Zaprta: Ana Novak" in steps["closed"]


def test_a_half_typed_remark_is_kept(seen: dict[str, Any]) -> None:
    steps = seen["steps"]
    assert re.search(r"Nova pripomba: .*O\.1\.1", steps["unsaved"])
    assert (steps["kept"], steps["left"]) == ("Zakaj ravno toliko?", 0)


def test_a_finding_is_accepted_and_taken_back(seen: dict[str, Any]) -> None:
    assert seen["steps"]["unexplained"] == "Zapišite, zakaj ugotovitev lahko ostane."
    assert re.search(r"(?s)presled.*Razlog: Tako je dogovorjeno\..*Razveljavi sprejem", seen["steps"]["accepted"])


def test_the_language_is_switched_in_the_page(seen: dict[str, Any]) -> None:
    assert (seen["steps"]["english"], seen["steps"]["slovenian"]) == ("Save version", "Shrani različico")


def test_it_is_accessible_and_fails_nowhere(seen: dict[str, Any]) -> None:
    assert {view: found for view, found in seen["violations"].items() if found} == {}
    assert seen["errors"] == []
    assert seen["steps"]["small"] <= 0
    assert not re.findall(r"(?i)\bgit\b|\.ya?ml\b|\.md\b|content/", seen["said"])
