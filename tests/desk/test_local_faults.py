"""What other programs break: it stands on the page with its last good text, and is not written; the rest goes on."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from methodology.desk import holding
from methodology.desk.answers import Desk
from methodology.desk.draft import ContentDraft, source_at
from methodology.desk.holding import file_of_value
from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.editing.edits import SetText
from methodology.messages import speaking
from methodology.reading.yaml_tree import YamlTree, read_yaml
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


HELD = {
    "bad YAML": {"O.1.1.unit"},
    "a wrong value": {TARGET},
    "a key is missing": {"O.1.1.milestone"},
    "an unknown key": {TARGET},
    "a key of a registry is renamed": {"operations.alpha"},
    "a sentence refers to nothing": {"chapters.introduction.5"},
}
"""Of files that can be told line by line, what is held; the rest of the file is edited as before."""
BESIDE = {
    "O.1.1.name": "Število udeležencev".encode(),
    "operations.beta": b"Druga operacija",
    "chapters.introduction.2": b"Program ima cilja:",
}
"""Values of these files that are not at fault, with what the files have there."""


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
    assert kind not in HELD or set(hole.paths) == HELD[kind]

    for path in [one for one in hole.paths if one in draft.page.programme.values][:3]:
        for text in (source_at(draft.page.programme, path), "7"):
            with pytest.raises(ContentError):
                draft.save(path, text, source_at(draft.page.programme, path), "")
    assert tree(draft.folders.content) == broken

    beside = next(path for path in BESIDE if file_of_value(draft.page.programme, path) == name) if kind in HELD else ""
    if beside:
        set_value(draft, beside, "Besedilo.")
        now = tree(draft.folders.content)
        was = BESIDE[beside]
        assert now == {**broken, name: broken[name].replace(was, b"Besedilo.", 1)}
        assert "Besedilo." in draft.page.html
        draft.undo()
        assert tree(draft.folders.content) == broken
        draft.redo()
        draft.undo()

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


def test_what_is_computed_from_a_held_value_follows_it(draft: ContentDraft) -> None:
    follower = draft.folders.content / "objectives/so1/indicators/R.1.3.yaml"
    replacing("target: 1800", "target: computed")(follower)
    break_file(draft)
    assert state_of(draft)["holes"][0].following == ("R.1.3.target",)
    replacing("of: O.1.1.target", "of: O.2.1.target")(follower)
    draft.refresh()
    assert state_of(draft)["holes"][0].following == ()


def test_a_held_file_is_read_once_for_many_questions(draft: ContentDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    break_file(draft)
    asked: list[str] = []

    def read(file: str, text: str) -> YamlTree:
        asked.append(text)
        return read_yaml(file, text)

    monkeypatch.setattr(holding, "read_yaml", read)
    programme = draft.page.programme
    assert [path for path in programme.values if draft.holding.holds_path(programme, path)] == [TARGET]
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["chapters.introduction", "chapters.introduction.x", "chapters.introduction.999"])
def test_a_path_that_leads_nowhere_is_not_held(path: str, draft: ContentDraft) -> None:
    replacing("{O.1.1.id}", "{O.9.9.id}")(draft.folders.content / CHAPTER)
    draft.refresh()
    assert draft.holding.files == {CHAPTER}
    assert not draft.holding.holds_path(draft.page.programme, path)


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
        lambda: draft.write_files({INDICATOR: broken.replace(b"dva", b"3")}, ""),
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


class Breaker:
    """Another program that breaks files, in a line of their own or in that of a value, and mends them."""

    def __init__(self, content: Path, drawn: random.Random) -> None:
        self.content, self.drawn = content, drawn
        self.broken: dict[str, tuple[str, bytes, bytes]] = {}
        """By the file: the path whose line is at fault (empty: none), what it wrote, and what was there."""

    def break_file(self, name: str, path: str) -> None:
        """Write a fault into a file that has none."""
        if name in self.broken:
            return
        whole = (self.content / name).read_bytes()
        line = re.search(rb"\n" + path.rpartition(".")[2].encode() + rb": .*\n", whole)
        kinds = [("", b'\nx: "\n', b"\n"), ("", b"\n\xff\n", b"\n"), ("", b"\n- x\n", b"\n")]
        if line:
            kinds += 3 * [(path, line[0].replace(b": ", b": [", 1), line[0])]
        self.broken[name] = fault = self.drawn.choice(kinds)
        before, _, after = whole.rpartition(fault[2])
        (self.content / name).write_bytes(before + fault[1] + after)

    def mend(self, name: str) -> None:
        """Take the fault out of a file, and leave what was written beside it."""
        if name in self.broken:
            _, wrong, right = self.broken.pop(name)
            whole = (self.content / name).read_bytes()
            assert whole.count(wrong) == 1
            (self.content / name).write_bytes(whole.replace(wrong, right))

    def refuses(self, name: str, path: str) -> bool:
        """Whether nothing may be written at a path of a file: its line is at fault, or the file is no text."""
        return name in self.broken and (self.broken[name][0] == path or b"\xff" in self.broken[name][1])


def test_nothing_is_lost_while_files_break_and_are_mended_at_random(draft: ContentDraft) -> None:
    drawn, content = random.Random(4), draft.folders.content
    breaker = Breaker(content, drawn)
    paths = [TARGET, "O.1.1.milestone", ELSEWHERE, "O.2.1.milestone", "operations.beta", "programme.title"]
    files = {path: file_of_value(draft.page.programme, path) or "" for path in paths}
    model = {path: source_at(draft.page.programme, path) for path in paths}
    counts = Counter[str]()
    done: list[tuple[str, str | None]] = []
    for step in range(120):
        path, act = drawn.choice(paths), drawn.choice(("save", "save", "save", "break", "mend", "undo"))
        name = files[path]
        if act == "break":
            breaker.break_file(name, path)
        elif act == "mend":
            breaker.mend(name)
        elif act == "save":
            text = str(50 + step) if path[0] == "O" else f"Besedilo {step}"
            refused = breaker.refuses(name, path)
            with pytest.raises(ContentError) if refused else nullcontext():
                draft.save(path, text, source_at(draft.page.programme, path), path)
            counts["refused" if refused else "beside a fault" if name in breaker.broken else "saved"] += 1
            if not refused:
                done.append((path, model[path]))
                model[path] = text
        elif done:
            undone, before = done[-1]
            refused = breaker.refuses(files[undone], undone)
            with pytest.raises(ContentError) if refused else nullcontext():
                draft.undo()
            if not refused:
                model[undone] = before
                done.pop()
    for name in tuple(breaker.broken):
        breaker.mend(name)
    programme = read_content(content, "content")
    assert {path: source_at(programme, path) for path in paths} == model
    assert min(counts[kind] for kind in ("saved", "refused", "beside a fault")) > 5, counts
