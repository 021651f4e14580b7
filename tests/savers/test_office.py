"""Files that the real LibreOffice saved, as DOCX and by way of ODT, ask for nothing when nobody edited them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from methodology.pull.pulled import Decisions
from methodology.pull.pulling import EditedFile, pull
from tests.built import CONTENT, TEMPLATES, read_content
from tests.savers.office import save_as_libreoffice, save_as_odt
from tests.savers.test_word import made
from tests.savers.word import save_as_word


@pytest.mark.parametrize("save", [save_as_libreoffice, save_as_odt])
def test_an_untouched_file_asks_for_nothing(
    tmp_path: Path, save: Callable[[Sequence[bytes], Path], list[bytes]]
) -> None:
    for saved in save([made(CONTENT), save_as_word(made(CONTENT), 1)], tmp_path):
        pulled = pull([EditedFile("saved.docx", saved)], read_content(CONTENT), TEMPLATES, Decisions())
        assert (pulled.wishes, dict(pulled.files)) == ((), {})
