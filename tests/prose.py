"""A programme whose chapters have every kind of block: the one sample that the tools judge all of them by."""

from __future__ import annotations

from pathlib import Path

from tests.built import SAMPLE, copied, replace_in

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
DATA = """
Podatki so:

{tables.projects}
"""
DESCRIPTION = """\
projects:
  caption: "Projekti po letih, cilj {O.1.1.id}"
  columns:
    project: {head: Projekt}
    year: {head: Leto, format: year}
    cost: {head: Vrednost, unit: EUR, format: number, decimals: 2}
    persons: {head: Osebe, format: number}
    note: {head: "Opomba k {O.1.1.id}"}
"""
CSV = """\
project;year;cost;persons;note
A.1;2019;1200.50;"840";prva
B;2020;99;{O.1.1.target};"druga ""x""; y"
C 3;2021;1000000.25;;
"""
LISTS = r"""
Po 17. členu:

> Metodologija določa
> merila {O.1.1.target}:
>
> (a) prvo **merilo**;\
> nova vrstica.
>
> Uredba (EU) 2021/1060

(a) prva točka:
    - notranja alineja\
      z drugo vrstico;
    - notranja alineja z globljim seznamom:
        1. prvo;
        2. drugo;
    - zadnja notranja alineja;
(b) druga točka:
    1. {O.1.1.id};
    2. drugi del;
(c) tretja točka:
    - prva;
    - druga.

- sama alineja:
    - enake vrste;
    - za njo.
"""
FOOTNOTES = """
Mejnik temelji na evidencah[^evidence], cilj {O.1.1.target} na oceni[^ocena].

(a) prva možnost[^b-1], ki velja;
(b) druga možnost.

[^ocena]: Ocena **organa** upošteva cilj {O.1.1.target} in [pravila](https://example.org/pravila).
[^b-1]: Velja od leta {programme.milestone_year}.

Odstavek za opombami[^zadnja].

[^evidence]: Evidence vodi organ,
letno.
[^zadnja]: Zadnja opomba.
"""
NOTED_TABLE = """
| Leto | Vir |
|---|---|
| 2030 | evidenca[^tabela] |
[^tabela]: Opomba v tabeli, {O.1.1.target}.
"""
BLOCKS = (TABLES, DATA, LISTS)


def prose_content(folder: Path) -> Path:
    """The sample content with all kinds of blocks at the end of a chapter."""
    content = copied(SAMPLE, folder)
    chapter = content / "chapters" / "explanation.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "".join(BLOCKS), encoding="utf-8")
    (content / "tables").mkdir()
    (content / "tables" / "projects.csv").write_text(CSV, encoding="utf-8")
    (content / "tables.yaml").write_text(DESCRIPTION, encoding="utf-8")
    for name, text in (("introduction", FOOTNOTES), ("conclusion", NOTED_TABLE)):
        other = content / "chapters" / f"{name}.md"
        other.write_text(other.read_text(encoding="utf-8") + text, encoding="utf-8")
    return content


def reworded_prose(folder: Path, *edits: tuple[str, str]) -> Path:
    """The same with other words in the introduction."""
    content = prose_content(folder)
    for old, new in edits:
        replace_in(content / "chapters" / "introduction.md", old, new)
    return content
