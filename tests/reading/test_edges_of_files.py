"""What stands around the content is no content: system files beside it, blanks at the edge of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.composing import compose_document
from tests.built import SAMPLE, TEMPLATES, copied, read_anew, replace_in

SYSTEM_FILES = (
    *("Thumbs.db", "desktop.ini", "Desktop.ini", "ehthumbs.db", ".DS_Store", "._operations.yaml", "Icon\r"),
    *("~$metodologija.docx", "~WRL0003.tmp", "__MACOSX/operations.yaml", "$RECYCLE.BIN/desktop.ini"),
    *("objectives/so1/Thumbs.db", "objectives/so1/indicators/._O.1.1.yaml", "chapters/desktop.ini"),
)


@pytest.mark.parametrize("name", SYSTEM_FILES)
def test_a_file_of_a_system_is_no_content(tmp_path: Path, name: str) -> None:
    content = copied(SAMPLE, tmp_path)
    file = content / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\x00\xff\x01")
    assert read_anew(content).files == read_anew(SAMPLE).files


@pytest.mark.parametrize(
    "written",
    [
        "beta: >\n  Druga\n  operacija",
        "beta: |\n  Druga operacija",
        "beta: >+\n  Druga operacija\n",
        "beta: |-\n  Druga\n  operacija",
        'beta: " Druga operacija "',
        "beta: '\tDruga operacija'",
    ],
)
def test_the_way_a_text_is_written_is_not_printed(tmp_path: Path, written: str) -> None:
    content = copied(SAMPLE, tmp_path)
    replace_in(content / "operations.yaml", "beta: Druga operacija", written)
    as_it_was = compose_document(read_anew(SAMPLE), TEMPLATES)
    assert compose_document(read_anew(content), TEMPLATES) == as_it_was
