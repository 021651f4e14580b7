"""Finished files are moved in together."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.writing import write_together


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
