"""Redlines of tables in chapters: accepted they are the new document, rejected the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodology.model.document import Document
from tests.built import replace_in
from tests.prose import prose_content
from tests.word.test_redline import composed
from tests.word.test_redline_trials import assert_exact

ROW = "| 2020  | prvi \\| drugi del                        |                |\n"
SECOND = "\n| Oznaka | Pomen |\n|---|---|\n"
CHANGES = {
    "a cell": ("850 |", "860 |"),
    "an empty cell": (ROW, ROW.replace("                |\n", "  44            |\n")),
    "a look": ("[opreme](https://europa.eu)", "*opreme*"),
    "a caption gone": (": Projekti obdobja 2014–2020, *povzetek*\n", ""),
    "a caption reworded": ("Projekti obdobja 2014–2020", "Projekti 2007"),
    "a caption come": (SECOND, f"\n: Nov naslov{SECOND}"),
    "a row gone": (ROW, ""),
    "a row come": (ROW, f"{ROW}| 2022 | nova | 1 |\n"),
    "an alignment": ("|-------|:-", "|------:|:-"),
    "a head": ("| Leto  | Opis ", "| Letnica  | Opis "),
    "a table come": ("Projekti preteklega obdobja so:\n", "So:\n\n: Prej\n| x |\n|---|\n| y |\n"),
    "a table gone": (f"{SECOND}| A | prva |\n| B | druga |\n", ""),
    "tables that touch": ("Besedilo med tabelama.\n\n", ""),
}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return composed(prose_content(tmp_path_factory.mktemp("old")))


@pytest.mark.parametrize("name", CHANGES)
def test_a_redline_is_exact_both_ways(name: str, old: Document, tmp_path: Path) -> None:
    content = prose_content(tmp_path)
    replace_in(content / "chapters" / "explanation.md", *CHANGES[name])
    new = composed(content)
    assert_exact(old, new)
    assert_exact(new, old)
