"""Line breaks, quotes and lists within lists: whatever is changed in a Word file of theirs is told."""

from __future__ import annotations

import pytest
from lxml import etree

from methodology.formats import Format
from methodology.verifying.docx import compare_word
from tests.built import Built, built
from tests.prose import prose_content
from tests.pull.edits import Edit, W, edited
from tests.pull.test_inner_lists import at_level, paragraph_of, removed, styled
from tests.savers.google import save_as_google
from tests.savers.word import save_as_word


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(prose_content(tmp_path_factory.mktemp("prose")))


def joined(text: str) -> Edit:
    """The lines of a paragraph as one."""

    def edit(root: etree._Element) -> None:
        (mark,) = paragraph_of(root, text).iter(f"{W}br")
        mark.getparent().remove(mark)  # type: ignore[union-attr]

    return edit


@pytest.mark.parametrize("save", [save_as_word, save_as_google])
def test_what_programs_save_is_no_alarm(prose: Built, save: object) -> None:
    assert callable(save)
    compared = compare_word(prose.files[Format.DOCX], save(prose.files[Format.DOCX], 0))
    assert (compared.alterations, compared.of_text) == ((), ())


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (joined("prvo merilo"), "(a) prvo merilo;nova vrstica."),
        (joined("notranja alineja"), "- notranja alinejaz drugo vrstico;"),
        (at_level("drugo;", 1), "- drugo;"),
        (at_level("zadnja notranja", 0), "(b) zadnja notranja alineja;"),
        (at_level("za njo.", 2), "- za njo. (on level 3 of its list)"),
        (styled("Uredba (EU)", "BodyText"), "Uredba (EU) 2021/1060 (style quote → body text)"),
        (styled("Besedilo", "Quote"), "(style body text → quote)"),
        (removed("drugi del"), None),
    ],
)
def test_each_change_is_told(prose: Built, edit: Edit, after: str | None) -> None:
    compared = compare_word(prose.files[Format.DOCX], edited(prose.files[Format.DOCX], edit))
    told = [difference.after for difference in (*compared.alterations, *compared.of_text)]
    assert any(after == line or (after and line and line.endswith(after)) for line in told), told
