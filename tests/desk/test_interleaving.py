"""Two windows, another program, undo, builds, pulls and switches of the branch, in random order, judged by a model.

Nothing that somebody wrote is lost. ``INTERLEAVINGS=1000`` in the environment runs so many orders instead of a few,
``STEPS=30`` so many steps of each.
"""

from __future__ import annotations

import os
import random
import subprocess
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from methodology.building import BuildFolders, build_document
from methodology.desk.draft import ConflictError, ContentDraft, UndoError, source_at
from methodology.diagnostics import ContentError
from methodology.editing import apply_edits, encode_as_before
from methodology.editing.edits import SetText
from methodology.formats import Format
from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from methodology.writing import write_together
from tests.built import read_content
from tests.desk.desks import commit, copy_content, open_draft
from tests.desk.test_word_files import edited

PATHS = ("O.1.1.target", "O.1.1.milestone", "O.1.2.target", "R.1.3.target", "operations.training")
PULLED, FIRST = "operations.alpha", "Prva operacija"
"""What a Word file changes, and what it was made from."""
STEPS = int(os.environ.get("STEPS", "60"))
ORDERS = int(os.environ.get("INTERLEAVINGS", "2"))


def write_outside(content: Path, path: str, text: str) -> None:
    """Write a value as a program does that knows nothing of the desk."""
    programme = read_content(content, "content")
    for name, source in apply_edits(programme, [SetText(path, text)]).items():
        file = content / name
        file.write_bytes(encode_as_before(file.read_bytes(), source))


def editable(draft: ContentDraft) -> list[str]:
    """Those of the paths that the content has, and some of its texts."""
    values = [path for path in draft.page.programme.values if path.startswith("operations.")]
    return [path for path in PATHS if path in draft.page.programme.values] + values[:2]


def switch(folder: Path, branch: str) -> None:
    """Commit what there is, and go to another branch, which is made where it is not there."""
    run = ["git", "-C", str(folder)]
    if subprocess.run([*run, "status", "--porcelain"], capture_output=True, check=True).stdout:
        commit(folder, "Now")
    known = subprocess.run([*run, "rev-parse", "-q", "--verify", branch], capture_output=True, check=False).returncode
    subprocess.run([*run, "checkout", "-q", *(["-b"] if known else []), branch], check=True)


def build(folders: BuildFolders) -> None:
    """Build the page, which reads the content while windows are open, and changes nothing of it."""
    with suppress(ContentError):  # a milestone above its target stops it
        build_document(folders, [Format.HTML], lambda _: nullcontext())


def pull_file(folders: BuildFolders, content: bytes) -> None:
    """Take what a Word file wants into the content as it is now; conflicts stay as they are."""
    programme = read_content(folders.content, "content")
    files = pull([EditedFile("edited.docx", content)], programme, folders.templates, Decisions()).files
    there = {name: (folders.content / name).read_bytes() for name in files}
    new = {name: encode_as_before(there[name], text) for name, text in files.items() if text is not None}
    write_together(folders.content, new, there)


class World:
    """The windows, what the content should be (on each branch), and what the first window saved and has not undone."""

    def __init__(self, folder: Path, word: bytes) -> None:
        self.folders = copy_content(folder)
        (folder / ".gitignore").write_text(".desk/\noutput/\n", encoding="utf-8")
        commit(folder)
        self.word = word
        self.windows = [open_draft(self.folders), open_draft(self.folders)]
        self.paths = editable(self.windows[0])
        self.model = {path: source_at(self.windows[0].page.programme, path) for path in self.paths}
        self.others: dict[str, dict[str, str | None]] = {}
        self.branch = "first"
        switch(folder, self.branch)
        self.last: list[tuple[str, str | None, str]] = []

    def act(self, who: str, path: str, text: str) -> None:
        """Let one of them do something."""
        if who == "program":
            write_outside(self.folders.content, path, text)
            self.model[path] = text
        elif who == "build":
            build(self.folders)
        elif who == "pull":
            pull_file(self.folders, edited(self.word, (FIRST, text)))
            if self.model[PULLED] == FIRST:
                self.model[PULLED] = text
        elif who == "switch":
            self._switch()
        elif who == "undo":
            self._undo()
        else:
            self._save(self.windows[who == "second"], path, text)

    def _switch(self) -> None:
        self.others[self.branch] = dict(self.model)
        self.branch = "other" if self.branch == "first" else "first"
        switch(self.folders.content.parent, self.branch)
        self.model = dict(self.others.get(self.branch, self.model))  # a new branch begins as the one before is

    def _undo(self) -> None:
        if not self.last:
            return
        edited, old, new = self.last[-1]
        try:
            self.windows[0].undo()
            assert self.model[edited] == new
            self.model[edited] = old
            self.last.pop()
        except UndoError:
            assert self.model[edited] != new

    def _save(self, window: ContentDraft, path: str, text: str) -> None:
        seen = source_at(window.page.programme, path)
        try:
            window.save(path, text, seen, "")
            assert self.model[path] in {seen, text}
            if window is self.windows[0] and self.model[path] != text:
                self.last.append((path, self.model[path], text))
            self.model[path] = text
        except ConflictError as error:
            assert error.now == self.model[path] != seen


ACTS = ("first", "second", "program", "undo") * 4 + ("build", "pull", "switch")
"""The last three are drawn seldom: they take longest."""


@pytest.mark.parametrize("seed", range(1, ORDERS + 1))
def test_nothing_is_lost_whoever_writes_when(seed: int, tmp_path: Path, plain: bytes) -> None:
    drawn = random.Random(seed)
    world = World(tmp_path, plain)
    for step in range(STEPS):
        path = drawn.choice(world.paths)
        text = str(drawn.randrange(10, 90)) if path[0] in "OR" else f"Operacija {step}"
        who = drawn.choice(ACTS)
        world.act(who, path, f"Operacija {step}" if who == "pull" else text)
        programme = read_content(world.folders.content, "content")
        assert {one: source_at(programme, one) for one in world.paths} == world.model
