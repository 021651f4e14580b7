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
CHAPTER, DATA = "chapters/explanation.md", "tables/projects.csv"
CHANGES: dict[str, tuple[str, ...]] = {
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
    "a number of data": ("1200.50", "1300.75", DATA),
    "a number of data come": ("1000000.25;;", "1000000.25;7;x", DATA),
    "a row of data gone": ("B;2020;99;", "B2;2020;99;", DATA),
    "a row of data come": ("C 3;", "D;2020;1;2;z\nC 3;", DATA),
    "decimals of data": ("decimals: 2", "decimals: 3", "tables.yaml"),
    "a caption of data": ("Projekti po letih", "Projekti po mesecih", "tables.yaml"),
    "a table of data gone": ("\n{tables.projects}\n", "\nNič.\n"),
    "a table of data twice": ("\n{tables.projects}\n", "\n{tables.projects}\n\n{tables.projects}\n"),
    "tables that touch": ("Besedilo med tabelama.\n\n", ""),
}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return composed(prose_content(tmp_path_factory.mktemp("old")))


@pytest.mark.parametrize("name", CHANGES)
def test_a_redline_is_exact_both_ways(name: str, old: Document, tmp_path: Path) -> None:
    content = prose_content(tmp_path)
    before, after, file = (*CHANGES[name], CHAPTER)[:3]
    replace_in(content / file, before, after)
    new = composed(content)
    assert_exact(old, new)
    assert_exact(new, old)
