"""New parts of an edited file: an indicator, a section, a row or a table that came as a whole is one wish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from methodology.pull.differences import Differences
from methodology.pull.matching import Unit, units_of
from methodology.pull.new_files import NewFiles
from methodology.pull.pulled import Act, Wish, WishOutcome
from methodology.pull.table_grids import TableGrid
from methodology.word.reading import Story


@dataclass(frozen=True, slots=True)
class NewPart:
    """Texts that came together: a key of the labels' notes, and the rows of tables that came, by table.

    ``same`` are texts above it that it ends with too: one of them was there, it cannot be known which.
    """

    note: str
    texts: tuple[int, ...]
    rows: Mapping[int, tuple[int, ...]]
    same: tuple[int, ...] = ()


def find_new_parts(differences: Differences, came: Sequence[int]) -> list[NewPart]:
    """Find what came as a whole among the texts that came and that the content has no place for."""
    return list(_NewParts(differences, came).find())


def describe_new_parts(differences: Differences, parts: Sequence[NewPart]) -> Iterator[Wish]:
    """A wish for each part, with all that it says and, where that can be known, the file that would hold it."""
    files = NewFiles(differences)
    for part in parts:
        first = part.texts[0]
        wish = differences.wish(Act.ADDED, None, None, differences.text_now(first), new=first)
        code, proposal = files.propose(part.texts, part.rows)
        note = "new_indicator" if code else part.note
        contents = tuple(_contents(differences, part.texts, files.grids))
        about = code or (contents[0] if part.note == "new_row" else differences.text_now(first))
        authors = differences.authors(part.texts)
        wish = replace(wish, after="\n".join(contents), contents=contents, proposal=proposal, authors=authors)
        yield wish.leave(WishOutcome.UNMAPPED, note, about)


def _contents(differences: Differences, texts: Iterable[int], grids: Mapping[int, TableGrid]) -> Iterator[str]:
    """What a part says: a line a paragraph, a line a row."""
    rows: set[tuple[int, int]] = set()
    for number in texts:
        cell = differences.edited[number].cell
        if cell is None:
            yield differences.text_now(number)
        elif cell[:2] not in rows:
            rows.add(cell[:2])
            yield grids[cell.table].row_said(cell.row)


class _NewParts:
    def __init__(self, differences: Differences, came: Sequence[int]) -> None:
        self.edited = differences.edited
        self.came = set(came)

    def find(self) -> Iterator[NewPart]:
        elements = list(units_of(self.edited, Story.BODY))
        start = 0
        while start < len(elements):
            end = start
            while end < len(elements) and self.came.issuperset(elements[end]):
                end += 1
            if end == start:
                if self._is_table(elements[start]):
                    yield from self._rows(elements[start])
                start += 1
                continue
            by = self._slide(elements, start, end)
            same = tuple(number for element in elements[start : start + by] for number in element)
            for group in self._divide(elements[start + by : end + by]):
                yield from self._part(group, same)
                same = ()
            start = end + by

    def _slide(self, elements: Sequence[Unit], start: int, end: int) -> int:
        """How far below a copied section begins than its first text that was not matched.

        What ends it stands above it too, word by word, and either may have been taken for the text that was there.
        """
        by = 0
        while start + by < end and not self.edited[elements[start + by][0]].is_heading:
            if end + by >= len(elements) or self._said(elements[start + by]) != self._said(elements[end + by]):
                return 0
            by += 1
        return by if start + by < end else 0

    def _said(self, element: Unit) -> tuple[str, ...]:
        return tuple(self.edited[number].text for number in element)

    def _divide(self, group: Sequence[Unit]) -> Iterator[list[Unit]]:
        """A heading below a table begins another part."""
        part: list[Unit] = []
        for element in group:
            if self.edited[element[0]].is_heading and any(map(self._is_table, part)):
                yield part
                part = []
            part.append(element)
        yield part

    def _is_table(self, element: Unit) -> bool:
        return self.edited[element[0]].cell is not None

    def _part(self, group: Sequence[Unit], same: tuple[int, ...]) -> Iterator[NewPart]:
        """A heading with what stands below it, or a table with the texts around it."""
        tables = [element for element in group if self._is_table(element)]
        has_heading = any(self.edited[element[0]].is_heading for element in group)
        if tables or (has_heading and len(group) > 1):
            texts = tuple(number for element in group for number in element)
            yield NewPart("new_section" if has_heading else "new_table", texts, self._by_table(texts), same)

    def _rows(self, element: Unit) -> Iterator[NewPart]:
        """The rows of a known table that are new as a whole."""
        rows: dict[int, list[int]] = {}
        for number in element:
            cell = self.edited[number].cell
            rows.setdefault(-1 if cell is None else cell.row, []).append(number)
        for numbers in rows.values():
            if len(numbers) > 1 and self.came.issuperset(numbers):
                yield NewPart("new_row", tuple(numbers), self._by_table(numbers))

    def _by_table(self, texts: Iterable[int]) -> dict[int, tuple[int, ...]]:
        rows: dict[int, dict[int, None]] = {}
        for number in texts:
            cell = self.edited[number].cell
            if cell is not None:
                rows.setdefault(cell.table, {})[cell.row] = None
        return {table: tuple(held) for table, held in rows.items()}
