"""What other programs break: it stands on the page with its last good text, and is not written; the rest goes on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from methodology.desk.answers import Desk
from methodology.desk.draft import ContentDraft, source_at
from methodology.desk.last_good import file_of_value
from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import SetText
from methodology.messages import speaking
from tests.built import read_content
from tests.desk.desks import commit, copy_content, open_draft
from tests.desk.test_draft import tree

INDICATOR, OPERATIONS = "objectives/so1/indicators/O.1.1.yaml", "operations.yaml"
COPY = "objectives/so1/indicators/O.1.1 - kopija.yaml"
CHAPTER, PROGRAMME = "chapters/introduction.md", "programme.yaml"
TARGET, ELSEWHERE = "O.1.1.target", "O.2.1.target"


def replacing(old: str, new: str) -> Callable[[Path], None]:
    """A program that writes another text somewhere in a file."""

    def write(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return write


def writing(content: bytes) -> Callable[[Path], None]:
    """A program that writes a file anew."""

    def write(file: Path) -> None:
        file.write_bytes(content)

    return write


KINDS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "bad YAML": (INDICATOR, replacing("unit: število", 'unit: "število'), "kazalnik O.1.1"),
    "a wrong value": (INDICATOR, replacing("target: 2000", "target: dva"), "kazalnik O.1.1"),
    "a key is missing": (INDICATOR, replacing("milestone: 40\n", ""), "kazalnik O.1.1"),
    "an unknown key": (INDICATOR, replacing("target: 2000", "tarrget: 2000"), "kazalnik O.1.1"),
    "not UTF-8": (INDICATOR, writing("name: Število".encode("cp1250")), "kazalnik O.1.1"),
    "an empty file": (INDICATOR, writing(b""), "kazalnik O.1.1"),
    "marks of a merge": (
        INDICATOR,
        replacing("target: 2000\n", "<<<<<<< A\ntarget: 1\n=======\ntarget: 2\n>>>>>>> B\n"),
        "kazalnik O.1.1",
    ),
    "a key of a registry is renamed": (OPERATIONS, replacing("alpha:", "omega:"), "operacije"),
    "an indicator is gone": (INDICATOR, Path.unlink, "kazalnik O.1.1"),
    "a sentence refers to nothing": (CHAPTER, replacing("{O.1.1.id}", "{O.9.9.id}"), "poglavje »UVOD«"),
    "the facts are gone": (PROGRAMME, Path.unlink, "podatki o programu"),
    "a file has no place": (COPY, writing(b"id: O.1.1\n"), "datoteka »O.1.1 - kopija«"),
}


@pytest.fixture
def draft(tmp_path: Path) -> ContentDraft:
    return open_draft(copy_content(tmp_path))


def set_value(draft: ContentDraft, path: str, text: str) -> None:
    """Save a text over what the page has."""
    draft.save(path, text, source_at(draft.page.programme, path), path)


def state_of(draft: ContentDraft) -> dict[str, Any]:
    """What a desk tells its page."""
    desk = Desk(draft)
    try:
        return desk.state()
    finally:
        desk.close()


def break_file(draft: ContentDraft) -> bytes:
    """Let another program write a wrong value; returns what the file has then."""
    replacing("target: 2000", "target: dva")(draft.folders.content / INDICATOR)
    draft.refresh()
    return (draft.folders.content / INDICATOR).read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_one_file_is_held_and_all_others_go_on(kind: str, draft: ContentDraft) -> None:
    name, break_it, called = KINDS[kind]
    html, before = draft.page.html, tree(draft.folders.content)
    break_it(draft.folders.content / name)
    broken = tree(draft.folders.content)
    assert draft.refresh()
    assert not draft.refresh()
    assert draft.holding.files == {name}
    assert draft.page.html == html

    with speaking("sl"):
        state = state_of(draft)
    hole = state["holes"][0]
    assert [one.name for one in state["holes"]] == [called]
    assert hole.faults
    assert state["faults"] == []
    assert not re.search(r"\.ya?ml|\.md|git|/", f"{hole}")
    assert bool(hole.paths) == (name != COPY)

    for path in [one for one in hole.paths if one in draft.page.programme.values][:3]:
        for text in (source_at(draft.page.programme, path), "7"):
            with pytest.raises(ContentError):
                draft.save(path, text, source_at(draft.page.programme, path), "")
    assert tree(draft.folders.content) == broken

    set_value(draft, ELSEWHERE, "77")
    file = file_of_value(draft.page.programme, ELSEWHERE) or ""
    written = {**broken, file: before[file].replace(b"target: 3", b"target: 77")}
    assert tree(draft.folders.content) == written
    assert ">77<" in draft.page.html
    draft.refresh()
    assert draft.holding.files == {name}
    draft.undo()
    assert tree(draft.folders.content) == broken
    draft.redo()

    if name in before:
        (draft.folders.content / name).write_bytes(before[name])
    else:
        (draft.folders.content / name).unlink()
    assert draft.refresh()
    assert not draft.faults
    set_value(draft, TARGET, "1999")


def test_the_value_that_is_wrong_is_named(draft: ContentDraft) -> None:
    break_file(draft)
    with speaking("sl"):
        hole = state_of(draft)["holes"][0]
    assert hole.wrong == (TARGET,)
    assert hole.faults[0].message == "ciljna vrednost: »dva« ni število"


def test_a_desk_opens_on_a_file_at_fault_with_the_text_of_the_last_version(draft: ContentDraft) -> None:
    folders = draft.folders
    commit(folders.content.parent)
    set_value(draft, ELSEWHERE, "77")
    before = tree(folders.content)
    break_file(draft)
    again = open_draft(folders)
    assert again.holding.files == {INDICATOR}
    assert {path: source_at(again.page.programme, path) for path in (TARGET, ELSEWHERE)} == {
        TARGET: "2000",
        ELSEWHERE: "77",
    }
    assert [hole.is_saved for hole in state_of(again)["holes"]] == [True]
    with pytest.raises(ContentError):
        set_value(again, TARGET, "1999")
    set_value(again, ELSEWHERE, "78")
    (folders.content / INDICATOR).write_bytes(before[INDICATOR])
    assert again.refresh()
    assert not again.faults
    break_file(again)
    assert [hole.is_saved for hole in state_of(again)["holes"]] == [False]


def test_a_desk_does_not_open_where_no_version_can_be_read_either(draft: ContentDraft) -> None:
    break_file(draft)
    with pytest.raises(ContentError, match="dva"):
        open_draft(draft.folders)
    commit(draft.folders.content.parent)
    with pytest.raises(ContentError, match="dva"):
        open_draft(draft.folders)


def test_other_new_texts_come_onto_the_page_beside_what_is_held(draft: ContentDraft) -> None:
    break_file(draft)
    replacing("Prva operacija", "Prenovljena operacija")(draft.folders.content / OPERATIONS)
    assert draft.refresh()
    assert "Prenovljena operacija" in draft.page.html
    assert draft.page.programme.values[TARGET].value == 2000
    assert draft.holding.files == {INDICATOR}


def test_no_edit_that_is_of_a_held_file_too_is_made(draft: ContentDraft) -> None:
    set_value(draft, TARGET, "1999")
    set_value(draft, TARGET, "2000")
    draft.undo()
    set_value(draft, TARGET, "2000")
    draft.undo()
    draft.redo()
    broken = break_file(draft)
    before = tree(draft.folders.content)
    edits = [SetText(ELSEWHERE, "77"), SetText(TARGET, "77")]
    acts: list[Callable[[], Any]] = [
        draft.undo,
        lambda: draft.change(edits, ""),
        lambda: draft.save(ELSEWHERE, "77", "3", "", {TARGET: "77"}),
        lambda: draft.preview(TARGET, "77"),
        lambda: draft.write_files({INDICATOR: broken + b"#\n"}, ""),
        lambda: draft.write_files({INDICATOR: None}, "", there={INDICATOR: broken}),
    ]
    for act in acts:
        with pytest.raises(ContentError):
            act()
        assert tree(draft.folders.content) == before


def test_nothing_is_given_out_or_approved_while_something_is_held(draft: ContentDraft) -> None:
    commit(draft.folders.content.parent)
    desk = Desk(draft)
    break_file(draft)
    for ending in ("docx", "html", "remarked", "package"):
        with pytest.raises(ContentError):
            desk.file(ending)
    assert desk.versions.save({})["status"] == "refused"
    assert desk.versions.approve(draft.revision)["status"] == "refused"
    assert desk.word_files.take_in(b"PK", "x.docx")["status"] == "refused"
    assert desk.save(TARGET, "5", "2000")["status"] == "refused"
    assert desk.preview(TARGET, "5")["status"] == "refused"
    said = {"do": "add", "path": TARGET, "text": "Popraviti.", "name": "Ana"}
    assert desk.remarks.write(said)["status"] == "saved"  # what is said of it stands in a file of its own
    desk.close()


def test_what_an_edit_mends_is_held_no_longer(draft: ContentDraft) -> None:
    """The registry is held as a list names what it has no more; it is whole when the list does not."""
    replacing("gamma:", "omega:")(draft.folders.content / OPERATIONS)
    draft.refresh()
    assert draft.holding.files == {OPERATIONS}
    name = "objectives/so2/indicators/O.2.1.yaml"
    text = (draft.folders.content / name).read_text(encoding="utf-8")
    draft.write_files({name: re.sub(r"\n.*gamma.*", "", text).encode()}, "")
    assert draft.refresh()
    assert not draft.faults
    assert "operations.omega" in draft.page.programme.values


def test_nothing_is_written_where_the_whole_content_is_gone(draft: ContentDraft) -> None:
    content = draft.folders.content
    content.rename(content.with_name("elsewhere"))
    assert draft.refresh()
    assert draft.faults
    assert not draft.holding.files
    for act in (lambda: set_value(draft, ELSEWHERE, "77"), lambda: draft.write_files({"x.yaml": b""}, "")):
        with pytest.raises(ContentError):
            act()
    assert not content.exists()
    state = state_of(draft)
    assert state["faults"]
    assert state["holes"] == ()


def test_what_others_write_between_reading_and_writing_is_kept(draft: ContentDraft) -> None:
    """An edit was made from the text of the page, and compared with that of the disk only after it."""
    theirs = [replacing("milestone: 40", "milestone: 41")]

    def plan(programme: Any) -> dict[str, str]:
        files = apply_edits(programme, [SetText(TARGET, "1999")])
        while theirs:
            theirs.pop()(draft.folders.content / INDICATOR)
        return files

    draft.write_plan(plan, "")
    values = read_content(draft.folders.content, "content").values
    assert (values[TARGET].value, values["O.1.1.milestone"].value) == (1999, 41)


def test_nothing_is_lost_while_files_break_and_are_mended_at_random(  # noqa: C901 (who acts is drawn by lot)
    draft: ContentDraft,
) -> None:
    drawn, content = random.Random(4), draft.folders.content
    paths = [TARGET, "O.1.1.milestone", ELSEWHERE, "O.2.1.milestone", "operations.beta", "programme.title"]
    files = {path: file_of_value(draft.page.programme, path) or "" for path in paths}
    model = {path: source_at(draft.page.programme, path) for path in paths}
    broken: dict[str, bytes] = {}
    saved, refused, done = 0, 0, list[tuple[str, str | None]]()
    for step in range(80):
        path, act = drawn.choice(paths), drawn.choice(("save", "save", "save", "break", "mend", "undo"))
        name = files[path]
        if act == "break" and name not in broken:
            broken[name] = (content / name).read_bytes()
            (content / name).write_bytes(broken[name] + drawn.choice((b'x: "\n', b"\xff\n", b"- x\n")))
        elif act == "mend" and name in broken:
            (content / name).write_bytes(broken.pop(name))
        elif act == "save":
            text = str(50 + step) if path[0] == "O" else f"Besedilo {step}"
            try:
                seen = source_at(draft.page.programme, path)
                draft.save(path, text, seen, path)
            except ContentError:
                refused += 1
                assert name in broken
            else:
                saved += 1
                assert name not in broken
                done.append((path, model[path]))
                model[path] = text
        elif act == "undo" and done:
            undone, before = done[-1]
            try:
                draft.undo()
            except ContentError:
                assert files[undone] in broken
            else:
                assert files[undone] not in broken
                model[undone] = before
                done.pop()
    for name, whole in broken.items():
        (content / name).write_bytes(whole)
    programme = read_content(content, "content")
    assert {path: source_at(programme, path) for path in paths} == model
    assert min(saved, refused) > 10
