"""Two windows, another program and undo, in random order: nothing that somebody wrote is lost, judged by a model."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from methodology.desk.draft import ConflictError, ContentDraft, UndoError, source_at
from methodology.editing import apply_edits, encode_as_before
from methodology.editing.edits import SetText
from tests.built import read_content
from tests.desk.desks import copy_content, open_draft

PATHS = ("O.1.1.target", "O.1.1.milestone", "O.1.2.target", "R.1.3.target", "operations.training")
STEPS = 60


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


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_whoever_writes_when(seed: int, tmp_path: Path) -> None:
    drawn = random.Random(seed)
    folders = copy_content(tmp_path)
    windows = [open_draft(folders), open_draft(folders)]
    paths = editable(windows[0])
    model = {path: source_at(windows[0].page.programme, path) for path in paths}
    last: list[tuple[str, str | None, str]] = []  # what the first window saved and has not undone
    for step in range(STEPS):
        path = drawn.choice(paths)
        text = str(drawn.randrange(10, 90)) if path[0] in "OR" else f"Operacija {step}"
        who = drawn.choice(["first", "second", "program", "undo"])
        if who == "program":
            write_outside(folders.content, path, text)
            model[path] = text
        elif who == "undo" and last:
            edited, old, new = last[-1]
            try:
                windows[0].undo()
                assert model[edited] == new
                model[edited] = old
                last.pop()
            except UndoError:
                assert model[edited] != new
        else:
            window = windows[who == "second"]
            seen = source_at(window.page.programme, path)
            try:
                window.save(path, text, seen, "")
                assert model[path] in {seen, text}
                if window is windows[0] and model[path] != text:
                    last.append((path, model[path], text))
                model[path] = text
            except ConflictError as error:
                assert error.now == model[path] != seen
        programme = read_content(folders.content, "content")
        assert {one: source_at(programme, one) for one in paths} == model
