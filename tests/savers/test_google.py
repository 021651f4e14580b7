"""The file that our Google Docs exports says the same without our names, parts and styles, and asks for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from tests.built import CONTENT, SAMPLE, TEMPLATES, read_content
from tests.savers.google import save_as_google
from tests.savers.parts import MAIN, Parts
from tests.savers.test_word import made
from tests.savers.word import save_as_word
from tests.word.docx_text import docx_blocks


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("content", [CONTENT, SAMPLE], ids=["content", "sample"])
def test_an_untouched_file_asks_for_nothing(content: Path, seed: int) -> None:
    for source in (made(content), save_as_word(made(content), seed)):
        saved = EditedFile("saved.docx", save_as_google(source, seed))
        pulled = pull([saved], read_content(content), TEMPLATES, Decisions())
        assert (pulled.wishes, dict(pulled.files)) == ((), {})


def test_labels_and_texts_stay_and_names_go() -> None:
    saved = save_as_google(made(CONTENT), 0)
    assert [block[1:] for block in docx_blocks(saved)][:400] == [block[1:] for block in docx_blocks(made(CONTENT))][
        :400
    ]
    page = Parts(saved).read(MAIN).decode()
    assert not [mark for mark in ("w:tag ", '"m1"', 'pStyle w:val="BodyText"', "rStyle") if mark in page]
    assert not [name for name in Parts(saved) if name.startswith(("customXml/", "docProps/custom"))]
    assert all(mark in page for mark in ('"kix.', '"_heading=h.', 'w:rtl w:val="0"', 'w:b w:val="1"'))
