"""A programme whose chapters have every kind of block: the one sample that the tools judge all of them by."""

from __future__ import annotations

from pathlib import Path

from tests.built import SAMPLE, copied

TABLES = r"""
Projekti preteklega obdobja so:

: Projekti obdobja 2014–2020, *povzetek*
| Leto  | Opis                                     | Vrednost v EUR |
|-------|:----------------------------------------:|---------------:|
| 2019  | **nadgradnja** [opreme](https://europa.eu) |          1.200 |
| 2020  | prvi \| drugi del                        |                |
| 2021  | Cilj {O.1.1.id} je {O.1.1.target}        |            850 |

Besedilo med tabelama.

| Oznaka | Pomen |
|---|---|
| A | prva |
| B | druga |
"""
BLOCKS = (TABLES,)


def prose_content(folder: Path) -> Path:
    """The sample content with all kinds of blocks at the end of a chapter."""
    content = copied(SAMPLE, folder)
    chapter = content / "chapters" / "explanation.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "".join(BLOCKS), encoding="utf-8")
    return content
