"""Reasons that print a chapter after their sentence, with all that chapters hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.diagnostics import ContentError
from methodology.formats import Format
from tests.built import SAMPLE, built, copied, read_content, replace_in
from tests.pull.edits import edited, replaced
from tests.pull.test_pull import pulled

CHAPTER = """\
Cena je iz preglednice[^cena]:

| Leto | Cena |
|------|-----:|
| 2030 |  412 |

[^cena]: Brez davka.
"""
PLACES = {
    "output": ("objectives/so1/indicators/O.1.1.yaml", "    sentence: na podlagi okoli"),
    "result": ("objectives/so1/indicators/R.1.3.yaml", "    sentence: Vrednost kazalnika"),
}


def with_chapter(kind: str, folder: Path, text: str = CHAPTER, name: str = "cena") -> Path:
    content = copied(SAMPLE, folder)
    file, sentence = PLACES[kind]
    replace_in(content / file, sentence, f"    chapter: {name}\n{sentence}")
    (content / "chapters" / "cena.md").write_text(text, encoding="utf-8")
    return content


@pytest.mark.parametrize("kind", PLACES)
def test_it_is_printed_in_every_format_and_pulled(kind: str, tmp_path: Path) -> None:
    made = built(with_chapter(kind, tmp_path))
    for blocks in made.texts().values():
        said = " ".join(" ".join(block) for block in blocks)
        assert all(text in said for text in ("Cena je iz preglednice", "412", "Brez davka."))
    result = pulled(made.programme, edited(made.files[Format.DOCX], replaced("412", "413")))
    assert "413" in (result.files["chapters/cena.md"] or "")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("cana", CHAPTER, "the content has no chapter 'cana'"),
        ("cena", f"# Cena\n\n{CHAPTER}", "the chapter 'cena' has a heading, and reasons have none"),
    ],
)
def test_a_wrong_chapter(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=message):
        read_content(with_chapter("output", tmp_path, text, name))
