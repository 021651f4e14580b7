"""Pictures in Word files: written with what they show, read back, tracked as a whole, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from methodology.composing import compose_document
from methodology.model.document import Caption, Document, Picture
from methodology.model.programme import Programme
from methodology.word.reading import ACCEPT, REJECT, Accept, WordPicture, read_word_file
from methodology.word.redline import render_redline
from methodology.word.snapshot import read_snapshot
from methodology.word.writing import draw_svg
from tests.built import SAMPLE, TEMPLATES, copied, read_content, replace_in
from tests.pictures import MAP, plain_png, with_pictures
from tests.pull.test_pull_properties import built
from tests.rendering.judges import validate_docx
from tests.word.docx_text import docx_blocks
from tests.word.resolver import accept_all, reject_all

CHAPTER = "chapters/introduction.md"
PAGES: defaultdict[str, int] = defaultdict(lambda: 7)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    return read_content(with_pictures(copied(SAMPLE, tmp_path_factory.mktemp("pictures"))))


@pytest.fixture(scope="module")
def made(programme: Programme) -> bytes:
    return built(programme)


Shown = list[tuple[str, str, WordPicture | None]]


def shown(docx: bytes, accept: Accept = ACCEPT) -> Shown:
    """What the body shows: each text with its style and picture."""
    texts = read_word_file(docx, name="a.docx", accept=accept).texts
    return [(text.text, text.style, text.picture) for text in texts if text.text or text.picture]


def test_a_picture_is_read_back_as_it_was_written(made: bytes) -> None:
    texts = [(text, picture) for text, _, picture in shown(made) if picture is not None]
    assert [text for text, _ in texts] == ["Pikčast znak", "Regije [tri], cilj je 2.000.", "Graf"]
    assert [round(picture.width / 57_607.2) for _, picture in texts] == [9, 60, 30]
    assert [len(picture.digests) for _, picture in texts] == [2, 2, 1]


def test_an_svg_is_drawn_as_the_same_png_each_time(made: bytes) -> None:
    parts = zipfile.ZipFile(io.BytesIO(made))
    assert parts.read("word/media/picture1.svg") == MAP
    drawn = parts.read("word/media/picture1.png")
    draw_svg.cache_clear()
    assert draw_svg(MAP) == drawn
    # without its letters it is another picture
    assert draw_svg(MAP.replace("Regija č".encode(), b"")) != drawn


def test_the_content_in_the_file_has_the_bytes_of_the_pictures(programme: Programme, made: bytes) -> None:
    assert read_snapshot(made).files == programme.files


def _redline(old: Document, new: Document, files: Mapping[str, str]) -> bytes:
    return render_redline(
        old,
        new,
        TEMPLATES / "methodology.docx",
        author="Urad",
        comments={"chapters.introduction.9": "Nov graf."},
        heading_pages=PAGES,
        page_count=9,
        content_files=files,
    )


Change = tuple[str, str, str]
GRAPH = '![Graf](pictures/chart.png "Graf po letih"){: width=30% }'
CHANGES: dict[str, Change] = {
    "resized": (CHAPTER, "width=30%", "width=20%"),
    "said otherwise": (CHAPTER, "![Graf]", "![Graf z barvami]"),
    "caption": (CHAPTER, "Graf po letih", "Graf po vseh letih"),
    "gone": (CHAPTER, f"{GRAPH}\n\n", ""),
    "other file": (CHAPTER, "(pictures/chart.png", "(pictures/map.svg"),
    "value": ("objectives/so1/indicators/O.1.1.yaml", "target: 2000", "target: 2100"),
    "emblem said otherwise": ("programme.yaml", "Pikčast znak", "Črtast znak"),
    "emblem of another file": ("programme.yaml", "pictures/map.svg", "pictures/chart.png"),
    "emblem's sentence": ("programme.yaml", "Sofinancira Unija", "Sofinancira EU"),
    "replaced": (CHAPTER, GRAPH, GRAPH),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_redline_accepted_is_the_new_document_and_rejected_the_old_one(
    tmp_path: Path, programme: Programme, made: bytes, name: str
) -> None:
    content = with_pictures(copied(SAMPLE, tmp_path))
    file, before, after = CHANGES[name]
    replace_in(content / file, before, after)
    if name == "replaced":
        (content / "pictures" / "chart.png").write_bytes(plain_png(shade=9))
    other = read_content(content)
    sides = (programme, made), (other, built(other))
    for (old, was), (new, now) in (sides, sides[::-1]):
        tracked = _redline(compose_document(old, TEMPLATES), compose_document(new, TEMPLATES), new.files)
        assert shown(tracked, ACCEPT) == shown(now)
        assert shown(tracked, REJECT) == shown(was)
        assert docx_blocks(accept_all(tracked)) == docx_blocks(now)
        assert docx_blocks(reject_all(tracked)) == docx_blocks(was)
        if name == "replaced":
            assert validate_docx(tracked, tmp_path) == []


def test_word_s_own_validator_finds_nothing(tmp_path: Path, made: bytes) -> None:
    assert validate_docx(made, tmp_path) == []


def test_captions_are_counted_and_stand_below_their_pictures(programme: Programme) -> None:
    document = compose_document(programme, TEMPLATES)
    blocks = [block for block in document.blocks if isinstance(block, Picture | Caption)]
    assert [type(block).__name__ for block in blocks] == ["Picture", "Caption"] * 2
    assert [block.label for block in blocks if isinstance(block, Caption)] == ["Slika 1:", "Slika 2:"]
    assert {block.digest for block in blocks if isinstance(block, Picture)} == document.pictures.keys()
    assert replace(document, pictures={}) != document
