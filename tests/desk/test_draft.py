"""The content at the desk: what is saved, refused, undone, and what others write meanwhile."""

from __future__ import annotations

import difflib
import os
import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from methodology.desk.cards import CardKind, kind_of
from methodology.desk.choices import choices_of
from methodology.desk.draft import ConflictError, ContentDraft, UndoError, source_at, text_edit
from methodology.desk.journal import FOLDER, MOST_FORMS, FileEdit, Journal
from methodology.diagnostics import ContentError
from methodology.editing import apply_edits
from methodology.model.programme import UNPRINTED_FILES
from methodology.reading import read_programme
from methodology.writing import write_together
from tests.built import CONTENT, ROOT
from tests.desk.desks import copy_content, open_draft

VALUE = "O.1.1.target"


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def changed_lines(before: dict[str, bytes], after: dict[str, bytes]) -> list[tuple[bytes, bytes]]:
    """The lines that differ, of files with as many lines as before."""
    return [
        pair
        for name in before
        for pair in zip(before[name].split(b"\n"), after[name].split(b"\n"), strict=True)
        if pair[0] != pair[1]
    ]


@pytest.fixture
def draft(tmp_path: Path) -> ContentDraft:
    return open_draft(copy_content(tmp_path))


def some_number(draft: ContentDraft) -> str:
    return next(path for path in draft.page.programme.values if path.endswith(".target"))


def test_a_saved_value_is_one_line_and_on_the_page(draft: ContentDraft) -> None:
    content, path = draft.folders.content, some_number(draft)
    before, seen = tree(content), source_at(draft.page.programme, path)
    page = draft.save(path, "987", seen, "ciljna vrednost")
    assert len(changed_lines(before, tree(content))) == 1
    assert page.revision == 2
    assert ">987<" in page.html
    assert draft.page.programme.values[path].value == 987


def test_what_cannot_stand_there_changes_nothing(draft: ContentDraft) -> None:
    content, path = draft.folders.content, some_number(draft)
    before, seen = tree(content), source_at(draft.page.programme, path)
    for wrong in ("dvajset", "", "1.234", "{O.1.1.target"):
        with pytest.raises(ContentError):
            draft.save(path, wrong, seen, "")
    assert tree(content) == before
    assert draft.revision == 1
    assert not draft.journal.done


def test_somebody_elses_value_is_not_written_over(draft: ContentDraft) -> None:
    path = some_number(draft)
    seen = source_at(draft.page.programme, path)
    other = open_draft(draft.folders)
    other.save(path, "111", seen, "")
    with pytest.raises(ConflictError) as error:
        draft.save(path, "222", seen, "")
    assert error.value.now == "111"
    assert draft.page.programme.values[path].value == 111
    draft.save(path, "222", "111", "")
    assert draft.page.programme.values[path].value == 222


def test_another_value_of_the_same_file_is_no_conflict(draft: ContentDraft) -> None:
    path = some_number(draft)
    milestone = path.replace(".target", ".milestone")
    seen, seen_milestone = (source_at(draft.page.programme, one) for one in (path, milestone))
    open_draft(draft.folders).save(milestone, "3", seen_milestone, "")
    draft.save(path, "222", seen, "")
    values = draft.page.programme.values
    assert (values[path].value, values[milestone].value) == (222, 3)


def test_what_another_program_writes_comes_onto_the_page(draft: ContentDraft) -> None:
    path = some_number(draft)
    open_draft(draft.folders).save(path, "4321", source_at(draft.page.programme, path), "")
    assert draft.refresh()
    assert draft.page.programme.values[path].value == 4321
    assert not draft.refresh()


def test_undo_beside_a_file_at_fault_leaves_it_and_its_fault(draft: ContentDraft) -> None:
    """Undo and redo composed the last good files, took the content for whole, and the next save lost the other text."""
    title = source_at(draft.page.programme, "programme.title")
    draft.save("programme.title", f"{title} 2", title, "")
    draft.save("programme.title", f"{title} 3", f"{title} 2", "")
    draft.undo()
    path = some_number(draft)
    file = draft.folders.content / draft.page.programme.values[path].location.file.removeprefix("content/")
    broken = file.read_text(encoding="utf-8").replace("target:", "target: x")
    file.write_text(broken, encoding="utf-8")
    for act, text in ((draft.undo, title), (draft.redo, f"{title} 2")):
        act()
        assert draft.faults
        assert source_at(draft.page.programme, "programme.title") == text
        assert file.read_text(encoding="utf-8") == broken
        draft.refresh()
        assert draft.faults


def test_what_others_write_during_a_save_is_read_after_it(draft: ContentDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    path = some_number(draft)
    milestone = path.replace(".target", ".milestone")
    file = draft.folders.content / draft.page.programme.values[milestone].location.file.removeprefix("content/")
    theirs = re.sub(r"(?m)^milestone: .*$", "milestone: 3", file.read_text(encoding="utf-8"))

    def write_beside(*given: Any) -> None:
        file.write_text(theirs, encoding="utf-8")
        write_together(*given)

    monkeypatch.setattr("methodology.desk.draft.write_together", write_beside)
    title = source_at(draft.page.programme, "programme.title")
    draft.save("programme.title", f"{title} 2", title, "")
    monkeypatch.undo()
    draft.save(path, "71", source_at(draft.page.programme, path), "")
    assert source_at(draft.page.programme, milestone) == "3"
    assert re.search(r"(?m)^milestone: 3$", file.read_text(encoding="utf-8"))


def count_hunks(files: Mapping[str, str], changed: Mapping[str, str]) -> int:
    """In how many places the files differ."""
    pairs = [(files.get(name, "").splitlines(), text.splitlines()) for name, text in changed.items()]
    steps = [
        step for old, new in pairs for step in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]
    return sum(step[0] != "equal" for step in steps)


def editable(draft: ContentDraft) -> list[str]:
    """The paths of all values and texts that the desk edits."""
    programme = draft.page.programme
    values = [
        path
        for path in programme.values
        if path.partition(".")[0] not in UNPRINTED_FILES
        and not path.startswith("phrases.formats.")
        and kind_of(programme, path) is not CardKind.COMPUTED
    ]
    return [
        *values,
        *(f"chapters.{name}.{leaf.number}" for name, one in programme.chapters.items() for leaf in one.leaves),
    ]


def another(draft: ContentDraft, path: str, drawn: random.Random) -> str:
    """Another text that can stand at a path."""
    source = source_at(draft.page.programme, path) or ""
    match kind_of(draft.page.programme, path):
        case CardKind.NUMBER:
            return str(drawn.choice([one for one in range(1, 99) if str(one) != source]))
        case CardKind.YEAR:
            return str(int(source) + 1)
        case CardKind.DAY:
            return f"{source[:-2]}{drawn.randrange(10, 28)}"
        case CardKind.CHOICE:
            return drawn.choice([one for one in choices_of(draft.page.programme.values[path]) if one != source])
    return f"{source[:-1]} in še {drawn.randrange(100)}{source[-1:]}"


def edit_at_random(draft: ContentDraft, count: int, seed: int) -> int:
    """Edit values drawn by lot; returns how many edits could be made."""
    drawn, made = random.Random(seed), 0
    paths = editable(draft)
    for path in (drawn.choice(paths) for _ in range(count)):
        seen = source_at(draft.page.programme, path)
        try:
            draft.save(path, another(draft, path, drawn), seen, path)
        except ContentError:
            continue
        made += source_at(draft.page.programme, path) != seen
    return made


def test_as_many_undos_as_edits_bring_all_back_after_a_restart_too(draft: ContentDraft) -> None:
    before = tree(draft.folders.content)
    edit_at_random(draft, 15, 1)
    after = tree(draft.folders.content)
    count = len(draft.journal.done)
    assert count > 8
    again = open_draft(draft.folders)
    for _ in range(count):
        again.undo()
    assert tree(draft.folders.content) == before
    with pytest.raises(UndoError):
        again.undo()
    third = open_draft(draft.folders)
    for _ in range(count):
        third.redo()
    assert tree(draft.folders.content) == after


def test_undo_takes_nothing_of_others_back(draft: ContentDraft) -> None:
    path = some_number(draft)
    milestone = path.replace(".target", ".milestone")
    before = source_at(draft.page.programme, path)
    draft.save(path, "71", before, "")
    other = open_draft(draft.folders)
    other.save(milestone, "3", source_at(other.page.programme, milestone), "")
    draft.undo()
    assert source_at(draft.page.programme, path) == before
    assert source_at(draft.page.programme, milestone) == "3"
    draft.redo()
    other.refresh()
    other.save(path, "72", "71", "")
    with pytest.raises(UndoError):
        draft.undo()
    assert source_at(draft.page.programme, path) == "72"


def test_a_line_of_the_journal_that_was_cut_off_counts_as_not_written(draft: ContentDraft) -> None:
    path = some_number(draft)
    draft.save(path, "71", source_at(draft.page.programme, path), "")
    draft.save(path, "72", "71", "")
    file = draft.folders.content.parent / FOLDER / "edits.jsonl"
    file.write_bytes(file.read_bytes()[:-9])
    again = open_draft(draft.folders)
    assert len(again.journal.done) == 1
    again.save(path, "73", "72", "")
    assert len(Journal.open(file.parent).done) == 2


def test_what_was_typed_is_there_after_a_restart(draft: ContentDraft) -> None:
    draft.journal.keep_typed("O.1.1.target", "46,")
    draft.journal.keep_typed("O.1.1.milestone", "x")
    draft.journal.keep_typed("O.1.1.milestone", None)
    forms = [
        {"name": "Novo", "query": {"kind": "new"}, "body": {"text": str(number)}} for number in range(MOST_FORMS + 2)
    ]
    for number, form in enumerate(forms):
        draft.journal.keep_form(str(number), form)
    draft.journal.keep_form("5", None)
    journal = open_draft(draft.folders).journal
    assert journal.typed() == {"O.1.1.target": "46,"}
    assert list(journal.forms().values()) == [form for number, form in enumerate(forms) if number not in {0, 1, 5}]


def test_an_edit_of_a_file_is_as_small_as_it_can_be() -> None:
    edit = FileEdit.between("a: č\nb: 5\n".encode(), "a: š\nb: 5\n".encode())
    assert (edit.start, edit.old, edit.new) == (3, "č", "š")
    assert FileEdit.between(b"aa", b"aaa").undo(b"aaa") == b"aa"
    assert FileEdit.between(None, b"x").undo(b"x") is None
    assert FileEdit.between(b"x", None).undo(None) == b"x"
    with pytest.raises(ValueError, match="3"):
        edit.undo(b"other")


CONTENTS = (CONTENT, *sorted((ROOT / "tests" / "examples").glob("*/content")))
"""The shipped content and both examples."""
VALUES = int(os.environ.get("VALUES", "40"))


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.parent.name)
def test_every_text_typed_back_leaves_the_file_as_it_was(content: Path, tmp_path: Path) -> None:
    """Each value that can be edited: set, one hunk; typed back, the same bytes.

    ``VALUES=10000`` in the environment takes all of them instead of some.
    """
    draft = open_draft(copy_content(tmp_path, content))
    programme, drawn = draft.page.programme, random.Random(5)
    paths = editable(draft)
    spoilt, edited = [], 0
    for path in drawn.sample(paths, min(VALUES, len(paths))):
        there = source_at(programme, path)
        assert there is not None
        try:
            changed = apply_edits(programme, [text_edit(programme, path, another(draft, path, drawn))])
            other = read_programme({**programme.files, **changed}, "content", draft.folders.templates)
        except ContentError:  # a code that others name, a choice
            continue
        back = {**other.files, **apply_edits(other, [text_edit(other, path, there)])}
        if "phrases.yaml" not in programme.files and back.get("phrases.yaml") == "{}\n":
            del back["phrases.yaml"]  # as a save does
        edited += 1
        if count_hunks(programme.files, changed) != 1 or back != programme.files:
            spoilt.append(path)
    assert spoilt == []
    assert edited > 0.6 * min(VALUES, len(paths))


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.parent.name)
def test_undone_after_a_restart_each_content_is_what_it_was(content: Path, tmp_path: Path) -> None:
    draft = open_draft(copy_content(tmp_path, content))
    before = tree(draft.folders.content)
    edit_at_random(draft, 12, 3)
    count = len(draft.journal.done)
    assert count > 2
    assert tree(draft.folders.content) != before
    again = open_draft(draft.folders)
    for _ in range(count):
        again.undo()
    assert tree(draft.folders.content) == before


def test_the_desk_leaves_no_trace_in_the_content(draft: ContentDraft) -> None:
    path = some_number(draft)
    draft.save(path, "71", source_at(draft.page.programme, path), "")
    draft.undo()
    assert not [name for name in tree(draft.folders.content) if "desk" in name]
    assert (draft.folders.content.parent / FOLDER / ".gitignore").read_text(encoding="utf-8").endswith("*\n")
    shutil.rmtree(draft.folders.content.parent / FOLDER)
    assert open_draft(draft.folders).journal.done == []
