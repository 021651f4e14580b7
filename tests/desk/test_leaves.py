"""Paragraphs and rows of chapters put in, taken out and moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from methodology.desk.answers import Desk
from tests.desk.desks import copy_content, open_draft
from tests.desk.test_draft import tree

CHAPTER = """# Uvod

Prvi odstavek.

Drugi odstavek.

| Ukrep | Znesek |
|---|---|
| prvi | 1 |
| drugi | 2 |
"""


@pytest.fixture(scope="module")
def chapter_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folders = copy_content(tmp_path_factory.mktemp("leaves"))
    (folders.content / "chapters" / "conclusion.md").write_text(CHAPTER, encoding="utf-8")
    desk = Desk(open_draft(folders))
    yield desk
    desk.close()


def act(desk: Desk, number: int, action: str, *texts: str) -> Any:
    path = f"chapters.conclusion.{number}"
    form: Any = desk.form({"kind": "leaf", "path": path})
    return desk.fill(
        {"kind": "leaf", "path": path, "seen": form.seen, "action": action, "texts": list(texts), "save": True}
    )


@pytest.mark.parametrize(
    ("number", "action", "texts", "old", "new"),
    [
        (2, "add", ("Nov.", "Še en."), "Prvi odstavek.\n", "Prvi odstavek.\n\nNov.\n\nŠe en.\n"),
        (1, "add", ("Nov.",), "# Uvod\n", "# Uvod\n\nNov.\n"),
        (2, "remove", (), "Prvi odstavek.\n\n", ""),
        (3, "up", (), "Prvi odstavek.\n\nDrugi odstavek.\n", "Drugi odstavek.\n\nPrvi odstavek.\n"),
        (2, "down", (), "Prvi odstavek.\n\nDrugi odstavek.\n", "Drugi odstavek.\n\nPrvi odstavek.\n"),
        (6, "add_row", ("vmesni", "3"), "| prvi | 1 |\n", "| prvi | 1 |\n| vmesni | 3 |\n"),
        (4, "add_row", ("na začetku", "3"), "|---|---|\n", "|---|---|\n| na začetku | 3 |\n"),
        (9, "remove_row", (), "| drugi | 2 |\n", ""),
    ],
)
def test_a_leaf_or_row_is_changed_and_one_undo_brings_it_back(
    chapter_desk: Desk, number: int, action: str, texts: tuple[str, ...], old: str, new: str
) -> None:
    before = tree(chapter_desk.draft.folders.content)
    assert act(chapter_desk, number, action, *texts)["status"] == "saved"
    assert chapter_desk.draft.page.programme.files["chapters/conclusion.md"] == CHAPTER.replace(old, new)
    chapter_desk.undo()
    assert tree(chapter_desk.draft.folders.content) == before


def test_a_footnote_has_its_mark_in_the_text_and_its_text_at_the_end(chapter_desk: Desk) -> None:
    before = tree(chapter_desk.draft.folders.content)
    assert act(chapter_desk, 2, "add_footnote", "Prvi[^] odstavek.", " Letno\nporočilo. ")["status"] == "saved"
    noted = CHAPTER.replace("Prvi", "Prvi[^letno_porocilo]") + "\n[^letno_porocilo]: Letno poročilo.\n"
    assert chapter_desk.draft.page.programme.files["chapters/conclusion.md"] == noted
    chapter_desk.undo()
    assert tree(chapter_desk.draft.folders.content) == before


@pytest.mark.parametrize(
    ("number", "action", "texts"),
    [
        (2, "add_footnote", ("Prvi[^] odstavek.", " ")),
        (2, "add", (" ",)),
        (2, "up", ()),
        (3, "down", ()),
        (1, "remove", ()),
    ],
)
def test_what_cannot_be_done_with_a_leaf_is_refused(
    chapter_desk: Desk, number: int, action: str, texts: tuple[str, ...]
) -> None:
    before = tree(chapter_desk.draft.folders.content)
    assert act(chapter_desk, number, action, *texts)["status"] == "refused"
    assert tree(chapter_desk.draft.folders.content) == before


def test_a_leaf_that_changed_meanwhile_is_a_conflict(chapter_desk: Desk) -> None:
    said = {"kind": "leaf", "path": "chapters.conclusion.2", "seen": "Nekaj.", "action": "remove", "texts": []}
    assert chapter_desk.fill({**said, "save": True}) == {"status": "conflict"}
