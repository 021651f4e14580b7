"""The file that our Word saves as strict has the strict names alone, and another program reads the same text in it."""

from __future__ import annotations

from pathlib import Path

from tests.built import SAMPLE
from tests.savers.office import save_as_libreoffice
from tests.savers.parts import MAIN, Parts
from tests.savers.strict import save_as_strict
from tests.savers.test_word import made
from tests.word.docx_text import docx_blocks

PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def test_no_transitional_name_is_left() -> None:
    parts = Parts(save_as_strict(made(SAMPLE), 1))
    assert b'w:conformance="strict"' in parts.read(MAIN)
    for name in parts:
        if name.endswith((".xml", ".rels")):
            text = parts.read(name).decode().replace(PACKAGE, "").replace(COMPATIBILITY, "")
            assert "http://schemas.openxmlformats.org/" not in text, name
    assert 'w:start="' in parts.read("word/styles.xml").decode()


def test_libreoffice_reads_the_same_text(tmp_path: Path) -> None:
    (read,) = save_as_libreoffice([save_as_strict(made(SAMPLE), 2)], tmp_path)
    assert docx_blocks(read) == docx_blocks(made(SAMPLE))
