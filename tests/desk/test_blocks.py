"""What an open page takes of a new one: the blocks that changed, and after any edits it is what a fresh page is."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from methodology.building import BuildFolders
from methodology.desk.blocks import MOST_PAGES, KnownPages, PageBlocks, PageChange, split_page
from methodology.desk.page import undress
from methodology.session import Session
from tests.built import SAMPLE, TEMPLATES
from tests.desk.desks import copy_content, open_draft, use_in_chromium
from tests.test_session_edits import edited

HEAD = "<html><head><title>T</title></head><body><header><p>A</p></header>"
CONTENTS = "<nav><details><summary>S</summary></details></nav>"
ROWS = "<table><thead><tr><th>H</th></tr></thead><tbody>\n<tr><td>1</td></tr>\n<tr><td>2</td></tr>\n</tbody></table>"


def page_of(*blocks: str, more: str = "") -> str:
    """A page with these blocks in its main part."""
    return f"{HEAD}{CONTENTS}<main>{''.join(blocks)}</main>{more}</body></html>"


def taken(page: PageBlocks, change: PageChange) -> PageBlocks:
    """The blocks of an open page that has taken a change."""
    parts = {name: list(blocks) for name, blocks in page.parts.items()}
    for part in change.parts:
        blocks = parts[part.part]
        assert len(blocks) == part.count
        for at, number, row in part.rows:
            around, _, rest = blocks[at].partition("<tbody>")
            old = split_page(page_of(rest[: rest.index("</tbody>")]))
            assert old is not None
            there = old.parts["main"][number]
            assert rest.count(there) == 1
            blocks[at] = f"{around}<tbody>{rest.replace(there, row)}"
        for start, gone, come in part.changes:
            blocks[start : start + gone] = come
    return replace(page, title=change.title, parts={name: tuple(blocks) for name, blocks in parts.items()})


def change_between(before: str, after: str) -> PageChange:
    """What a window with one page takes to have another."""
    pages = KnownPages()
    pages.know(1, before)
    return pages.change(1, 2, after)


@pytest.mark.parametrize(
    ("after", "changes", "rows"),
    [
        (["<p>a</p>", ROWS, "<p>c</p>"], (), ()),
        (["<p>x</p>", ROWS, "<p>y</p>"], ((2, 1, ("<p>y</p>",)), (0, 1, ("<p>x</p>",))), ()),
        (["<p>a</p>", "<p>new</p>", ROWS, "<p>c</p>"], ((1, 0, ("<p>new</p>",)),), ()),
        (["<p>a</p>", "<p>c</p>"], ((1, 1, ()),), ()),
        (["<p>a</p>", ROWS.replace("2", "<b>3</b>"), "<p>c</p>"], (), ((1, 1, "<tr><td><b>3</b></td></tr>"),)),
    ],
)
def test_only_what_changed_is_taken(after: list[str], changes: tuple[Any, ...], rows: tuple[Any, ...]) -> None:
    change = change_between(page_of("<p>a</p>", ROWS, "<p>c</p>"), page_of(*after))
    assert change.html is None
    assert tuple(one.changes for one in change.parts if one.changes) == ((changes,) if changes else ())
    assert tuple(one.rows for one in change.parts if one.rows) == ((rows,) if rows else ())


@pytest.mark.parametrize(
    "text",
    ["<p>a", "<p>a</b></p>", "text", "<!-- c --><p>a</p>", "<p>a</p>text", "</main><main>"],
)
def test_what_cannot_be_told_for_certain_is_taken_whole(text: str) -> None:
    sound, unclear = page_of("<p>a</p>"), page_of(text)
    changed_around = page_of("<p>a</p>", more="<footer></footer>")
    for before, after in ((sound, unclear), (unclear, sound), (sound, changed_around)):
        change = change_between(before, after)
        assert change.html == after


def test_a_window_that_slept_for_long_takes_the_whole() -> None:
    pages = KnownPages()
    for revision in range(1, MOST_PAGES + 2):
        pages.know(revision, page_of(f"<p>{revision}</p>"))
    last = MOST_PAGES + 2
    assert pages.change(1, last, page_of("<p>x</p>")).html is not None
    assert pages.change(last - 1, last, page_of("<p>x</p>")).html is None


def test_after_any_edits_the_blocks_are_those_of_a_page_from_nothing() -> None:
    session = Session(BuildFolders(SAMPLE, SAMPLE.name, TEMPLATES, Path("unused")))
    first = texts = session.read_texts()
    pages, chance = KnownPages(), random.Random(5)
    shown = pages.know(1, session.build(first).html)
    assert shown is not None
    whole, revision = 0, 1
    for _ in range(40):
        changed = edited(texts, first, chance)
        built = session.build(changed)
        if built.faults:
            continue
        texts, revision = changed, revision + 1
        change = pages.change(revision - 1, revision, built.html)
        expected = split_page(undress(built.html))
        assert expected is not None
        if change.html is None:
            shown = taken(shown, change)
        else:
            shown, whole = expected, whole + 1
        assert shown == expected
    assert revision > 20
    assert whole < revision / 4


def test_open_windows_have_what_a_fresh_page_has(tmp_path: Path) -> None:
    """One window edits, the other looks on; another program writes, breaks files and mends them."""
    folders = copy_content(tmp_path)
    session = Session(folders)
    first = texts = session.read_texts()
    chance, steps = random.Random(6), list[dict[str, object]]()
    for number in range(6):
        changed = edited(texts, first, chance)
        name = next((one for one in {**texts, **changed} if texts.get(one) != changed.get(one)), None)
        if name:
            steps.append({"do": "write", "file": name, "text": changed.get(name)})
        if session.build(changed).faults:
            steps.append({"do": "write", "file": name, "text": texts.get(name or "")})
        else:
            texts = changed
        steps.append({"do": "save", "path": "programme.title", "typed": f"Naslov {number}"})
        chapter = "chapters/introduction.md"  # blocks in a row that change together
        texts = {**texts, chapter: f"{first[chapter]}\n\nEna {number}.\n\nDve {number}.\n\nTri {number}.\n"}
        steps.append({"do": "write", "file": chapter, "text": texts[chapter]})
        steps.append({"do": ("undo", "sort", "save")[number % 3], "path": "O.2.1.target", "typed": str(60 + number)})
    (tmp_path / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
    seen = use_in_chromium("follow_page.cjs", open_draft(folders), str(folders.content), str(tmp_path / "steps.json"))
    assert seen["errors"] == []
    assert seen["differences"] == []
    assert seen["revisions"] > 8
    assert seen["kept"] > seen["blocks"] / 2
