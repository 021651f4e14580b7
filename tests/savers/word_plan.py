"""The places of a built document for an author in Word: beside its texts, its tables and the looks that it has."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from methodology.model.document import Document, Run
from methodology.model.texts import texts_of_blocks
from methodology.word.snapshot import Snapshot
from tests.pull.edit_places import Draft, Plan, paths_of
from tests.pull.table_edits import cells_of, rows_of, tables_of
from tests.savers.keyboard import said
from tests.savers.parts import MAIN, Parts, W

Check = Callable[[Document], bool]
"""Whether a document, made anew, has what an edit wanted beside its texts."""


@dataclass(frozen=True)
class WordDraft(Draft):
    """An edit that is more than letters.

    ``about`` are further paths that a report of it may name; they are not to be written. ``check`` says whether it was
    applied, where the texts alone do not tell; ``is_told`` that it cannot be: it has to be reported. ``also`` are texts
    that a program may make of it when it saves: applied, where all of them are there.
    """

    about: frozenset[str] = frozenset()
    heading: tuple[str, str] | None = None
    check: Check | None = None
    is_told: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacedTable:
    """A table of the body: what its cells say, their bookmarks, and the passages that stand in it."""

    number: int
    cells: tuple[tuple[str, ...], ...]
    bookmarks: tuple[tuple[tuple[str, ...], ...], ...]
    passages: frozenset[int]
    paths: frozenset[str]
    heading: tuple[str, str]

    @property
    def is_plain(self) -> bool:
        """Whether all rows have as many cells."""
        return len({len(row) for row in self.cells}) == 1 and len(self.cells) > 2


class WordPlan(Plan):
    """A plan that knows the file and the document that it was made of."""

    def __init__(self, docx: bytes, snapshot: Snapshot, document: Document, chance: random.Random) -> None:
        super().__init__(snapshot, chance)
        self.document = document
        self.styles = _styles_of(docx)
        self.runs: dict[str, tuple[Run, ...]] = {text.text: text.runs for text in texts_of_blocks(document.blocks)}
        self.tables = self._tables(docx)

    def is_free(self, passages: Iterable[int]) -> bool:
        """Whether no edit touches any of the passages."""
        return not self._passages & set(passages)

    def _tables(self, docx: bytes) -> list[PlacedTable]:
        numbers = {text.bookmark: number for number, text in enumerate(self.passages) if text.bookmark}
        for number, text in enumerate(self.passages):
            for run in text.runs:
                if run.tag:
                    numbers.setdefault(run.tag, number)
        headings: dict[int, tuple[str, str]] = defaultdict(lambda: ("", ""))
        for printed in texts_of_blocks(self.document.blocks):
            if printed.cell is not None:
                headings[printed.cell.table] = (printed.chapter, printed.heading)
        tables = []
        for number, table in enumerate(tables_of(Parts(docx).tree(MAIN))):
            cells = [cells_of(row) for row in rows_of(table)]
            marks = [[_bookmarks(cell) for cell in row] for row in cells]
            named = [numbers[mark] for row in marks for cell in row for mark in cell if mark in numbers]
            texts = {"".join(map(said, cell.iter(f"{W}p"))) for row in cells for cell in row}
            held = self._around(named, texts) if named else frozenset()
            paths = {path for index in held for run in self.passages[index].runs for path in paths_of(run)}
            tables.append(
                PlacedTable(
                    number,
                    tuple(tuple("".join(map(said, cell.iter(f"{W}p"))) for cell in row) for row in cells),
                    tuple(tuple(tuple(marks) for marks in row) for row in marks),
                    held,
                    frozenset(paths),
                    headings[number],
                )
            )
        return tables

    def _around(self, named: list[int], texts: set[str]) -> frozenset[int]:
        """From the first to the last of these passages, with those of the table at both ends that have no name."""
        first, last = min(named), max(named)
        while first and self.passages[first - 1].text in texts:
            first -= 1
        while last + 1 < len(self.passages) and self.passages[last + 1].text in texts:
            last += 1
        return frozenset(range(first, last + 1))


def _bookmarks(cell: etree._Element) -> list[str]:
    return [mark.get(f"{W}name", "") for mark in cell.iter(f"{W}bookmarkStart")]


def _styles_of(docx: bytes) -> dict[str, str]:
    """The name of the style of each paragraph with a bookmark, by that."""
    parts = Parts(docx)
    names = {}
    for style in parts.tree("word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name")
        names[style.get(f"{W}styleId", "")] = "" if name is None else name.get(f"{W}val", "")
    found = {}
    for paragraph in parts.tree(MAIN).iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            found[mark.get(f"{W}name", "")] = "" if named is None else names.get(named.get(f"{W}val", ""), "")
    return found
