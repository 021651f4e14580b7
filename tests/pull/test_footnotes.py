"""Footnotes of an edited Word file: reworded, gone, moved and new ones, and those that no chapter can hold."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from methodology.model.programme import Programme
from methodology.pull.pulled import Act, Pulled, WishOutcome
from methodology.versions.version import write_files
from tests.built import read_content
from tests.prose import prose_content, reworded_prose
from tests.pull.edits import changed, edited, replaced, without_names
from tests.pull.test_pull import lines, outcomes, pulled
from tests.pull.test_pull_properties import built
from tests.word.docx_text import docx_blocks
from tests.word.test_footnotes import WORDINGS

MAIN, NOTES, SNAPSHOT = "word/document.xml", "word/footnotes.xml", "customXml/item1.xml"
STYLE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
TYPED = '<w:t xml:space="preserve">'


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(prose_content(tmp_path_factory.mktemp("prose")))


@pytest.fixture(scope="module")
def file(prose: Programme) -> bytes:
    return built(prose)


def part_of(docx: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name)


def retyped(docx: bytes, part: str, old: str, new: str) -> bytes:
    """The file with the first such markup of a part replaced."""
    assert old.encode() in part_of(docx, part)
    return changed(docx, part, lambda content: content.replace(old.encode(), new.encode(), 1))


def mark(identifier: int) -> str:
    return f'<w:r>{STYLE}<w:footnoteReference w:id="{identifier}"/></w:r>'


def noted(docx: bytes, words: str, *paragraphs: str, tracked: bool = False, rest: str = "") -> bytes:
    """The file with a new footnote behind words, as Word inserts it: with an id of its own."""
    came = f'<w:ins w:id="901" w:author="Ana">{mark(17)}</w:ins>' if tracked else mark(17)
    new = f"{words}</w:t></w:r>{came}"
    docx = retyped(docx, MAIN, f"{words}{rest}</w:t></w:r>", f"{new}<w:r>{TYPED}{rest}</w:t></w:r>" if rest else new)
    return retyped(docx, NOTES, "</w:footnotes>", f"{note_17(*paragraphs)}</w:footnotes>")


def note_17(*paragraphs: str) -> str:
    """A footnote with an id that no other has."""
    ref = f"<w:r>{STYLE}<w:footnoteRef/></w:r>"
    written = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{ref}<w:r>{TYPED} {text}</w:t></w:r></w:p>'
        for text in paragraphs
    )
    return f'<w:footnote w:id="17">{written}</w:footnote>'


def rebuilt(ours: Programme, result: Pulled, folder: Path) -> list[tuple[str, ...]]:
    """What the document says with the changes."""
    write_files({**ours.files, **{name: text for name, text in result.files.items() if text is not None}}, folder, "x")
    return docx_blocks(built(read_content(folder)))


@pytest.mark.parametrize("strip", ["", "names"])
def test_a_file_that_nobody_edited_asks_for_nothing(prose: Programme, file: bytes, strip: str) -> None:
    docx = edited(edited(file, without_names), without_names, part=NOTES) if strip else file
    assert pulled(prose, docx).wishes == ()


@pytest.mark.parametrize("way", ["there", "back"])
@pytest.mark.parametrize("name", [name for name in WORDINGS if name != "as it was"])
def test_each_change_is_written_so_that_it_prints_so(name: str, way: str, prose: Programme, tmp_path: Path) -> None:
    other = read_content(reworded_prose(tmp_path / "other", *WORDINGS[name]))
    old, new = (other, prose) if way == "back" else (prose, other)
    wanted, snapshot = built(new), part_of(built(old), SNAPSHOT)
    docx = changed(edited(edited(wanted, without_names), without_names, part=NOTES), SNAPSHOT, lambda _: snapshot)
    result = pulled(old, docx)
    assert result.open == ()
    assert result.wishes
    assert rebuilt(old, result, tmp_path / "content") == docx_blocks(wanted)


@pytest.mark.parametrize("way", ["typed", "tracked"])
def test_one_that_word_added_comes_last_in_its_chapter(prose: Programme, file: bytes, way: str) -> None:
    result = pulled(prose, noted(file, "prva", "Nova #1 [^b-1] opomba.", tracked=way == "tracked", rest=" alineja;"))
    assert result.open == ()
    assert lines(prose, result) == [
        "-- prva alineja;",
        "+- prva[^note-1] alineja;",
        r"+[^note-1]: Nova #1 \[^b-1] opomba.",
    ]


def test_one_behind_a_value_leaves_the_value_a_reference(prose: Programme, file: bytes) -> None:
    result = pulled(prose, noted(file, f"{TYPED}2034", "Po predpisih."))
    assert [line for line in lines(prose, result) if "note-1" in line] == [
        "+Mejniki so za leto {programme.milestone_year}[^note-1].",
        "+[^note-1]: Po predpisih.",
    ]


def test_a_tracked_deletion_of_the_mark_takes_its_text_along(prose: Programme, file: bytes) -> None:
    gone = f'<w:del w:id="902" w:author="Ana">{mark(4)}</w:del>'
    result = pulled(prose, retyped(file, MAIN, mark(4), gone))
    assert [wish.act for wish in result.wishes] == [Act.WORDING, Act.REMOVED]
    assert lines(prose, result) == [
        *("-Odstavek za opombami[^zadnja].", "-[^zadnja]: Zadnja opomba."),
        "+Odstavek za opombami.",
    ]


def test_its_values_are_values(prose: Programme, file: bytes) -> None:
    result = pulled(prose, edited(file, replaced("2.000", "2.100"), part=NOTES))
    assert {(wish.outcome, wish.path) for wish in result.wishes} == {(WishOutcome.QUESTION, "O.1.1.target")}


def refused(prose: Programme, docx: bytes) -> list[tuple[str, str | None, str | None]]:
    result = pulled(prose, docx)
    assert result.files == {}
    return [(outcome, path, note) for outcome, _, path, note in outcomes(result)]


def test_outside_of_a_chapters_text_it_is_told(prose: Programme, file: bytes) -> None:
    assert ("unmapped", "SO1.measures.a", "footnote_place") in refused(prose, noted(file, "prvi ukrep", "Nova."))
    assert ("unmapped", "O.1.1.name", "footnote_place") in refused(prose, noted(file, "Število udeležencev", "Nova."))


def test_of_two_paragraphs_it_is_told(prose: Programme, file: bytes) -> None:
    docx = noted(file, "prva", "Ena.", "Dve.", rest=" alineja;")
    assert refused(prose, docx) == [
        ("unmapped", "chapters.explanation.3", "footnote_moved"),
        *[("unmapped", None, "new_text")] * 2,
    ]


def test_in_another_chapter_it_is_told(prose: Programme, file: bytes) -> None:
    there = "prva alineja;</w:t></w:r>"
    docx = retyped(retyped(file, MAIN, mark(4), ""), MAIN, there, f"{there}{mark(4)}")
    assert ("unmapped", "chapters.explanation.3", "footnote_moved") in refused(prose, docx)


def test_an_emptied_one_is_told(prose: Programme, file: bytes) -> None:
    paths = {path for _, path, _ in refused(prose, retyped(file, NOTES, "Zadnja opomba.", ""))}
    assert {"chapters.introduction.11", "chapters.introduction.13"} <= paths


def test_an_endnote_is_told_as_such(prose: Programme, file: bytes) -> None:
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    docx = retyped(file, MAIN, "prva alineja;</w:t></w:r>", f"prva alineja;</w:t></w:r>{end}")
    (wish,) = pulled(prose, docx).wishes
    assert (wish.outcome, wish.note, wish.about) == (WishOutcome.UNMAPPED, "thing", "endnote")


def test_reports_show_a_mark_as_a_sign(prose: Programme, file: bytes) -> None:
    result = pulled(prose, noted(file, "prva", "Nova.", rest=" alineja;"))
    assert [wish.after for wish in result.wishes] == ["prva[*] alineja;", "Nova."]
    assert not re.search("\ufffc", repr(result))
