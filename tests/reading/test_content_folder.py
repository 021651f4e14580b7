"""Content is read alike from a folder and from texts that stand in none."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.reading import read_programme
from methodology.reading.programme import Reading, read_what_is_whole
from tests.built import CONTENT, SAMPLE, TEMPLATES, copied


def texts_of(folder: Path) -> dict[str, str]:
    """The files below a folder of text files, as an editor saves them."""
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*.*")}


@pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=lambda content: content.parent.name)
def test_texts_are_the_same_programme_as_their_files(content: Path) -> None:
    of_folder = read_programme(content, "content", TEMPLATES)
    assert read_programme(of_folder.files, "content", TEMPLATES) == of_folder


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("operations.yaml", "alpha: Prva\r\nbeta: Druga\tx\n"),
        ("operations.yaml", "alpha: [\n"),
        ("operations.yaml", "\ufeffalpha: Prva operacija\n"),
        ("sources.yaml", "<<<<<<< HEAD\na: b\n=======\n"),
        ("chapters/introduction.md", "# UVOD\n\nZnak \u0007.\n"),
        ("objectives/so1/indicators/O.9.9.txt", "nič"),
        ("objectives/so1/indicators/O.1.1.yaml", "code: O.1.1\nmilestone: veliko\n"),
    ],
)
def test_what_is_wrong_is_told_alike(file: str, text: str, tmp_path: Path) -> None:
    content = copied(SAMPLE, tmp_path)
    (content / file).write_bytes(text.encode())

    def faults(reading: Reading) -> list[str]:
        return sorted(str(diagnostic) for diagnostic in reading.diagnostics)

    of_folder = read_what_is_whole(content, "content", TEMPLATES)
    of_texts = read_what_is_whole(texts_of(content), "content", TEMPLATES)
    assert faults(of_texts) == faults(of_folder)
    assert of_texts.programme.files == of_folder.programme.files
