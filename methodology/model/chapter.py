"""Prose chapters as they stand in their files, and the leaves that content paths number."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from methodology.diagnostics import Location

LIST_LABELS = {"parentheses": r"\([^\W\d_]\)", "letter": r"[^\W\d_]\)", "number": r"\d+\."}
"""How the items of each kind of list begin; that a letter is the right one is checked, not taken for granted."""

_ITEMS = tuple(re.compile(rf" {{0,3}}{label} +") for label in (*LIST_LABELS.values(), "[-*+]"))
_HEADING = re.compile(r"#{1,6} *")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
BLANKS = " \t\n"
"""White space that parts and ends texts; a space that does not break is a character like others."""


def counted_kind(mark: str) -> str:
    """The kind of list, of :data:`LIST_LABELS`, that counts its items so (``(a)``, ``2.``); empty where none does."""
    return next((kind for kind, label in LIST_LABELS.items() if re.fullmatch(label, mark)), "")


@dataclass(frozen=True, slots=True)
class ChapterLeaf:
    """A heading, a paragraph or a list item: its number from 1, its text, and where that starts in the file's text.

    ``mark`` is what stands before the text: ``##``, ``-``, ``(a)``; nothing before a paragraph.
    """

    number: int
    text: str
    offset: int
    mark: str


@dataclass(frozen=True)
class Chapter:
    """A prose chapter in Markdown, ``chapters/<name>.md``, as it stands in the file."""

    name: str
    text: str
    file: str

    @cached_property
    def leaves(self) -> tuple[ChapterLeaf, ...]:
        """The leaves in order, each with its lines as in the file."""
        return tuple(
            ChapterLeaf(number, self.text[start:end].rstrip("\n"), start, self._mark(start))
            for number, (start, end) in enumerate(self._spans(), start=1)
        )

    def _mark(self, start: int) -> str:
        return self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()

    def _spans(self) -> Iterator[tuple[int, int]]:
        """From where to where each leaf reaches, without its mark (``##``, ``(a)``)."""
        start: int | None = None
        item: re.Pattern[str] | None = None
        offset = 0
        for line in _LINE.findall(self.text):
            heading = _HEADING.match(line)
            if start is None:
                item = next((kind for kind in _ITEMS if kind.match(line)), None)
            mark = heading or (item.match(line) if item else None)
            if start is not None and (mark or not line.strip(BLANKS)):
                yield start, offset
                start = None
            if heading:
                yield offset + heading.end(), offset + len(line)
            elif start is None and line.strip(BLANKS):
                start = offset + (mark.end() if mark else 0)
            offset += len(line)
        if start is not None:
            yield start, offset

    def location(self, number: int, fragment: str = "") -> Location:
        """Where ``fragment`` stands in the leaf of a number, or the leaf itself."""
        leaves = self.leaves
        if not 1 <= number <= len(leaves):
            return Location(self.file)
        leaf = leaves[number - 1]
        return self.location_at(leaf.offset + max(leaf.text.find(fragment), 0))

    def location_at(self, offset: int) -> Location:
        """The location of a character of the text."""
        line = bisect(self._line_starts, offset)
        return Location(self.file, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        """Where each line begins."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))
