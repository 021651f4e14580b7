"""The file that our Word saves says the same, is one that Word would open, and looks like a file of Word inside."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from methodology.formats import Format
from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from tests.built import CONTENT, SAMPLE, TEMPLATES, built, read_content
from tests.rendering.judges import validate_docx
from tests.savers.parts import MAIN, Parts
from tests.savers.word import save_as_word
from tests.word.docx_text import docx_blocks

SEEDS = range(4)


@functools.cache
def made(content: Path) -> bytes:
    return built(content).files[Format.DOCX]


def part(docx: bytes, name: str) -> str:
    return Parts(docx).read(name).decode()


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_and_texts_stay(seed: int) -> None:
    saved = save_as_word(made(CONTENT), seed)
    assert saved != made(CONTENT)
    assert docx_blocks(saved) == docx_blocks(made(CONTENT))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["content", "sample"])
def test_an_untouched_file_asks_for_nothing(content: Path, seed: int) -> None:
    saved = EditedFile("saved.docx", save_as_word(made(content), seed))
    pulled = pull([saved], read_content(content), TEMPLATES, Decisions())
    assert (pulled.wishes, dict(pulled.files), pulled.notices) == ((), {}, ())


def test_it_is_the_same_for_the_same_seed() -> None:
    assert save_as_word(made(SAMPLE), 3) == save_as_word(made(SAMPLE), 3) != save_as_word(made(SAMPLE), 4)


def test_word_s_own_validator_finds_nothing(tmp_path: Path) -> None:
    """Seeds without smart tags: what is for Word of today has none."""
    plain = [saved for seed in range(9) if "smartTag" not in part(saved := save_as_word(made(SAMPLE), seed), MAIN)]
    for number, saved in enumerate(plain[:3]):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert validate_docx(saved, folder) == []


def test_it_looks_like_a_file_of_word() -> None:
    files = [save_as_word(made(SAMPLE), seed) for seed in range(8)]
    pages = [part(file, MAIN) for file in files]
    for page in pages:
        for mark in (
            ' w:rsidR="',
            ' w14:paraId="',
            "<w:proofErr ",
            '"_GoBack"',
            "<w:lastRenderedPageBreak/>",
            "<w:lang ",
        ):
            assert mark in page, mark
    assert {"<w:smartTag " in page for page in pages} == {True, False}
    assert 'w:val="Naslov1"' in pages[0]
    assert 'w:styleId="Naslov1"' in part(files[0], "word/styles.xml")
    assert {"word/theme/theme1.xml", "word/webSettings.xml"} <= set(Parts(files[0]))
    assert all("<w:rsids>" in part(file, "word/settings.xml") for file in files)
    lists = [re.findall(r'<w:nsid w:val="(\w+)"', part(file, "word/numbering.xml")) for file in files]
    assert len({tuple(ids) for ids in lists}) == len(files)
