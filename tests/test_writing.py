"""Finished files are moved in together."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from methodology import writing
from methodology.writing import ChangedMeanwhileError, restore_interrupted, write_together
from tests.killed import killed_command
from tests.tools import HANGS_AFTER


def test_files_are_written_and_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "output"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    (folder / "a.pdf").write_bytes(b"old")
    assert write_together(folder, {"a.pdf": b"new", "b.docx": b"new too"}) == (folder / "a.pdf", folder / "b.docx")
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert contents == {"notes.txt": b"mine", "a.pdf": b"new", "b.docx": b"new too"}


def test_a_folder_that_is_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    (tmp_path / "a.pdf" / "mine.txt").write_text("mine")
    with pytest.raises(IsADirectoryError):
        write_together(tmp_path, {"b.docx": b"new", "a.pdf": b"new"})
    assert [path.name for path in tmp_path.rglob("*")] == ["a.pdf", "mine.txt"]


def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.pdf", "c.html"):
        (tmp_path / name).write_bytes(b"old")
    replace = Path.replace

    def locked(path: Path, target: Path) -> Path:
        if path.parent.name == "fresh" and target.name == "c.html":
            raise PermissionError(13, "The process cannot access the file", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PermissionError):
        write_together(tmp_path, {"a.pdf": b"new", "b.docx": b"new", "c.html": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old", "c.html": b"old"}


@pytest.mark.parametrize("seen", [{"a.yaml": b"older"}, {"a.yaml": None}, {"b.yaml": b"gone"}])
def test_what_another_program_wrote_is_not_written_over(tmp_path: Path, seen: dict[str, bytes | None]) -> None:
    """The file is another one, or there, or gone, since the writer saw it."""
    (tmp_path / "a.yaml").write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhileError) as raised:
        write_together(tmp_path, {"a.yaml": b"mine", "b.yaml": b"mine"}, seen)
    assert raised.value.file == tmp_path / next(iter(seen))
    assert contents(tmp_path) == {"a.yaml": b"theirs"}


def test_what_another_program_writes_during_the_writing_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows no lock, and replaces a file after another one was moved in."""
    seen = {name: name.encode() for name in ("a.yaml", "b.yaml")}
    for name, content in seen.items():
        (tmp_path / name).write_bytes(content)
    prepare = writing._prepare

    def slow(*arguments: object) -> object:
        journal = prepare(*arguments)  # type: ignore[arg-type]
        (tmp_path / "b.yaml").write_bytes(b"theirs")
        return journal

    monkeypatch.setattr(writing, "_prepare", slow)
    with pytest.raises(ChangedMeanwhileError):
        write_together(tmp_path, {"a.yaml": b"mine", "b.yaml": b"mine"}, seen)
    assert contents(tmp_path) == {"a.yaml": b"a.yaml", "b.yaml": b"theirs"}
    assert write_together(tmp_path, {"b.yaml": b"mine"}, {"b.yaml": b"theirs"})
    assert contents(tmp_path) == {"a.yaml": b"a.yaml", "b.yaml": b"mine"}


OLD = {"a.yaml": b"old a", "objectives/so1/b.yaml": b"old b", "gone.md": b"old gone"}
NEW = {"a.yaml": b"new a", "objectives/so1/b.yaml": b"new b", "gone.md": None, "new/deep/c.yaml": b"new c"}

WRITING = "import sys; from pathlib import Path; from methodology.writing import restore_interrupted, write_together"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(folder: Path) -> None:
    """The old files."""
    for name, content in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def killed(folder: Path, step: int, run: str = f"write_together(Path(sys.argv[1]), {NEW!r})") -> int:
    """Write the new files in a process of its own that is killed before its n-th step; its exit code."""
    return subprocess.run(killed_command(f"{WRITING}\n{run}", step, str(folder)), check=False).returncode


def half_written(folder: Path) -> None:
    """A folder whose first file alone has been replaced."""
    fill(folder)
    for call in range(1, 200):
        assert killed(folder, call) != 0
        if contents(folder).get("a.yaml") == b"new a":
            return
        restore_interrupted(folder)


def test_names_with_folders_and_files_that_go(tmp_path: Path) -> None:
    fill(tmp_path)
    write_together(tmp_path, NEW)
    assert contents(tmp_path) == {name: content for name, content in NEW.items() if content is not None}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["../outside.yaml", "/outside.yaml", "a/../../outside.yaml", ""])
def test_a_name_outside_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name of a file"):
        write_together(tmp_path / "content", {name: b""})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_a_writing_that_is_killed_at_any_step_is_put_back_or_done(tmp_path: Path) -> None:
    after = {name: content for name, content in NEW.items() if content is not None}
    outcomes = []
    for call in range(1, 200):
        folder = tmp_path / str(call)
        folder.mkdir()
        fill(folder)
        code = killed(folder, call)
        visible = {name: content for name, content in contents(folder).items() if not name.startswith(".")}
        restored = restore_interrupted(folder)
        found = contents(folder)
        assert found in (OLD, after), call
        assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
        assert bool(restored) == (found != visible), call
        assert (folder / "new").exists() == (found == after)
        assert restore_interrupted(folder) == ()
        outcomes.append((visible, found))
        if code == 0:
            break
    assert code == 0
    assert sum(visible not in (OLD, after) for visible, _ in outcomes) >= len(NEW)
    assert outcomes[-1] == (after, after)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_one_file_in_the_place_of_another_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    name, run = "objectives/so1/b.yaml", "write_together(Path(sys.argv[1]), {'objectives/so1/b.yaml': b'new b'})"
    outcomes = []
    for call in range(1, 100):
        folder = tmp_path / str(call)
        folder.mkdir()
        fill(folder)
        code = killed(folder, call, run)
        assert (folder / name).read_bytes() in {OLD[name], NEW[name]}
        restore_interrupted(folder)
        outcomes.append(contents(folder) == OLD)
        assert contents(folder) in (OLD, OLD | {name: NEW[name]}), call
        assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
        if code == 0:
            break
    assert code == 0
    assert outcomes == sorted(outcomes, reverse=True)
    assert set(outcomes) == {True, False}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_putting_back_that_is_killed_is_done_again(tmp_path: Path) -> None:
    half_written(tmp_path / "half")
    for call in range(1, 100):
        folder = Path(shutil.copytree(tmp_path / "half", tmp_path / str(call)))
        code = killed(folder, call, "restore_interrupted(Path(sys.argv[1]))")
        restore_interrupted(folder)
        assert contents(folder) == OLD
        if code == 0:
            break
    assert call > len(OLD)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_what_others_wrote_since_stays(tmp_path: Path) -> None:
    half_written(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"mine")
    restore_interrupted(tmp_path)
    assert contents(tmp_path) == OLD | {"a.yaml": b"mine"}


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")
def test_the_next_writing_puts_back_first(tmp_path: Path) -> None:
    half_written(tmp_path)
    write_together(tmp_path, {"other.yaml": b"other"})
    assert contents(tmp_path) == OLD | {"other.yaml": b"other"}


def test_a_journal_that_points_outside_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    hidden = tmp_path / "content" / ".building-x"
    hidden.mkdir(parents=True)
    digest = hashlib.sha256(b"mine").hexdigest()
    journal = {"files": {"../mine.txt": digest}, "there": [], "new_folders": []}
    (hidden / "journal.json").write_text(json.dumps(journal))
    assert restore_interrupted(tmp_path / "content") == ()
    assert contents(tmp_path) == {"mine.txt": b"mine"}


@pytest.mark.skipif(sys.platform == "win32", reason="the folder itself is locked")
def test_a_writing_that_goes_on_is_waited_for(tmp_path: Path) -> None:
    waiting = (
        "import sys, pathlib, methodology.writing as writing\n"
        "move = writing._move_in\n"
        "def slow(*values):\n"
        "    print('moving', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    move(*values)\n"
        "writing._move_in = slow\n"
        "writing.write_together(pathlib.Path(sys.argv[1]), {'a.yaml': b'new a', 'gone.md': b'new gone'})\n"
    )
    fill(tmp_path)
    command = [sys.executable, "-c", waiting, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == "moving\n"
        with ThreadPoolExecutor() as pool:
            restoring = pool.submit(restore_interrupted, tmp_path)
            with pytest.raises(TimeoutError):
                restoring.result(timeout=0.3)
            writing.communicate("\n")
            assert restoring.result(timeout=HANGS_AFTER) == ()
    assert contents(tmp_path) == OLD | {"a.yaml": b"new a", "gone.md": b"new gone"}
