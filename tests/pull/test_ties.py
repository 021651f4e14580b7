"""A tie that the program draws is no change of content; a no-break space of the drafter's own in another place is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.programme import Programme
from methodology.word.snapshot import read_snapshot
from tests.built import SAMPLE, TEMPLATES, copied, read_content
from tests.pull.edits import MAIN, Edit, added, edited, replaced, untouched, without_names, without_snapshot
from tests.pull.redlined import tracked
from tests.pull.test_pull import lines, pulled
from tests.pull.test_pull_properties import built

TIE = "\N{NO-BREAK SPACE}"
CHAPTER = "chapters/introduction.md"
SENTENCE = "Pripravi se v letu, z njim in o njem."
OWN = f"Tu je o{TIE}tem in o onem."
"""A tied word has a space of the content's own that does not break."""


def with_sentences(folder: Path, *sentences: str) -> Programme:
    content = copied(SAMPLE, folder)
    file = content / CHAPTER
    text = "\n\n".join([file.read_text(encoding="utf-8").rstrip("\n"), *sentences, ""])
    file.write_text(text, encoding="utf-8", newline="\n")
    return read_content(content)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return with_sentences(tmp_path_factory.mktemp("ties"), SENTENCE, OWN)


@pytest.fixture(scope="module")
def made(ours: Programme) -> bytes:
    return built(ours)


def test_word_gets_ties_and_the_snapshot_has_none(made: bytes) -> None:
    with zipfile.ZipFile(BytesIO(made)) as package:
        body = package.read(MAIN).decode()
    assert f"Pripravi se v{TIE}letu, z{TIE}njim in o{TIE}njem." in body
    assert SENTENCE in [text.text for text in read_snapshot(made).texts]


@pytest.mark.parametrize("strip", [untouched, without_names])
def test_what_is_drawn_asks_for_nothing(ours: Programme, made: bytes, strip: Edit) -> None:
    for docx in (edited(made, strip), without_snapshot(edited(made, strip))):
        result = pulled(ours, docx)
        assert (result.wishes, dict(result.files)) == ((), {})


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        # ties that a program took out, or that a drafter put where one belongs
        (replaced(f"v{TIE}letu, z{TIE}njim", "v letu, z njim"), []),
        # a space that does not break in another place
        (replaced("Pripravi se", f"Pripravi{TIE}se"), [f"Pripravi{TIE}se v letu, z njim in o njem."]),
        # the rest of an edited sentence stays as the content has it
        (replaced("letu, ", f"mesecu{TIE}maju, "), [f"Pripravi se v mesecu{TIE}maju, z njim in o njem."]),
        (replaced("Pripravi se", "Začne se"), ["Začne se v letu, z njim in o njem."]),
        # what is pasted with its ties has none in the content
        (added("Pripravi se", f"Novo je v{TIE}letu."), ["Novo je v letu."]),
    ],
)
def test_what_a_drafter_does(ours: Programme, made: bytes, edit: Edit, written: list[str]) -> None:
    result = pulled(ours, edited(made, edit))
    assert result.open == ()
    assert [line[1:] for line in lines(ours, result) if line.startswith("+") and line != "+"] == written


def test_a_redline_of_ties_is_pulled(tmp_path: Path, ours: Programme, made: bytes) -> None:
    new = with_sentences(tmp_path, SENTENCE.replace("se v letu", "se"), OWN)
    docx = tracked(compose_document(ours, TEMPLATES), compose_document(new, TEMPLATES), made)
    result = pulled(ours, docx)
    assert (result.open, dict(result.files)) == ((), {CHAPTER: new.files[CHAPTER]})
