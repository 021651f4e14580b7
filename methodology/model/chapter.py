"""Prose chapters as they stand in their files, and the leaves that content paths number."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from methodology.diagnostics import Location
from methodology.model.chapter_pictures import ALTERNATIVE, CAPTION, PICTURE
from methodology.model.chapter_tables import PipeTable, Span, find_table
from methodology.model.footnotes import DEFINITION

LIST_LABELS = {"parentheses": r"\([^\W\d_]\)", "letter": r"[^\W\d_]\)", "number": r"\d+\."}
"""How the items of each kind of list begin; that a letter is the right one is checked, not taken for granted."""

_ITEM = re.compile(rf"(?P<blanks>[ \t]*)(?P<mark>{'|'.join((*LIST_LABELS.values(), '[-*+]'))})[ \t]+")
INDENT = 4
"""So many blanks begin the items of a list that is one level further in."""
MOST_DEPTHS = 3
"""So many levels has a list with its inner lists."""
QUOTE = re.compile(r" {0,3}> ?")
"""How the lines of a quote begin."""
_HEADING = re.compile(r"#{1,6} *")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
BLANKS = " \t\n"
"""White space that parts and ends texts; a space that does not break is a character like others."""
BREAK = re.compile(r"(?:\\|(?<! )  +)\n[ \t]*")
"""A line break: a backslash that nothing undoes, or two blanks, at a line's end."""
_BLANK_OR_BREAK = re.compile(rf"(?P<undone>\\[^\n])|(?P<break>{BREAK.pattern})|[ \t\n]+")


def fold_lines(source: str) -> str:
    """The source of a text with its lines as one; line breaks stay, written as backslashes."""
    return _BLANK_OR_BREAK.sub(lambda match: match["undone"] or (match["break"] and "\\\n") or " ", source)


def counted_kind(mark: str) -> str:
    """The kind of list, of :data:`LIST_LABELS`, that counts its items so (``(a)``, ``2.``); empty where none does."""
    return next((kind for kind, label in LIST_LABELS.items() if re.fullmatch(label, mark.strip())), "")


def depth_of(mark: str) -> int:
    """How far in the list of an item stands, by the blanks in its mark; the outermost is 0."""
    return (len(mark) - len(mark.lstrip(" "))) // INDENT


class ItemLine(NamedTuple):
    """A line that begins an item: its mark, with the blanks of its level before it, and where its text begins."""

    mark: str
    start: int


def read_items(lines: Sequence[str]) -> list[ItemLine | None]:
    """Which of the lines of a block begin items; None for those that go on the item above, or where it is no list.

    An inner list stands four blanks further in, up to three levels; each of its kind is as in the outermost. In a list
    a line that begins with a mark of another kind goes on the item above: a sentence may begin with an ordinal. So an
    inner list that counts ``1.`` begins below a colon or semicolon, or where it goes on with ``2.``
    """
    items: list[ItemLine | None] = []
    kinds: list[str] = []
    for number, line in enumerate(lines):
        match = _ITEM.match(line)
        depth = _depth(match) if match else MOST_DEPTHS
        kind = counted_kind(match["mark"]) or "bullet" if match else ""
        is_open = depth < len(kinds)
        begins = depth == len(kinds) and (bool(number) or not depth)
        begins = begins and (not depth or kind != "number" or _begins_numbers(lines, number, depth))
        if match is None or depth >= MOST_DEPTHS or not (kinds[depth] == kind if is_open else begins):
            items.append(None)
            if not number:
                return [None] * len(lines)
            continue
        kinds[depth:] = [kind]
        items.append(ItemLine(" " * INDENT * depth + match["mark"], match.end()))
    return items


def _begins_numbers(lines: Sequence[str], number: int, depth: int) -> bool:
    """Whether a line that begins with a number further in than the item above begins a list."""
    if lines[number - 1].rstrip().endswith((":", ";")):
        return True
    following = (match for at in range(number + 1, len(lines)) if (match := _ITEM.match(lines[at])))
    after = next((match for match in following if _depth(match) <= depth), None)
    is_series = after is not None and (after["mark"], _depth(after)) == ("2.", depth)
    return is_series and lines[number].lstrip().startswith("1.")


def _depth(item: re.Match[str]) -> int:
    return len(item["blanks"].expandtabs(INDENT)) // INDENT


class LeafKind(StrEnum):
    """What a leaf is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    CELL = "cell"
    FOOTNOTE = "footnote"
    """The text of a footnote."""
    QUOTE = "quote"
    """A paragraph of a quote."""
    ALTERNATIVE = "alternative"
    """What a picture shows, for those who do not see it."""
    PICTURE_CAPTION = "picture-caption"


@dataclass(frozen=True, slots=True)
class ChapterLeaf:
    """A text that is printed by itself: its number from 1, and where it starts in the file's text.

    ``source`` is what stands there, up to its end. ``mark`` is what stands before it: ``##``, ``-``, ``(a)``, ``>``,
    ``|`` before a cell, ``:`` before a caption, ``[^name]:`` before a footnote, that of an inner list with four blanks
    a level; nothing before a paragraph.
    """

    number: int
    source: str
    offset: int
    mark: str
    kind: LeafKind = LeafKind.PARAGRAPH

    @property
    def text(self) -> str:
        """The text; that of a quote without the signs before its lines."""
        return "\n".join(_unquote(self.source)) if self.kind is LeafKind.QUOTE else self.source

    @property
    def end(self) -> int:
        """Where it ends in the file's text."""
        return self.offset + len(self.source)

    def at(self, position: int) -> int:
        """Where in the file's text a character of the text stands."""
        if self.kind is LeafKind.QUOTE:
            lines = self.source.split("\n")[: self.text.count("\n", 0, position) + 1]
            position += sum(len(line) - len(own) for line, own in zip(lines, _unquote("\n".join(lines)), strict=True))
        return self.offset + position


def _unquote(source: str) -> list[str]:
    """The lines of a quote's paragraph without their signs; its first line begins behind its own."""
    first, *others = source.split("\n")
    return [first, *(QUOTE.sub("", line, count=1) for line in others)]


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in a chapter: its file below the content folder, its width in per cent of the text, and its leaf."""

    file: str
    width: int
    alternative: int
    """The number of the leaf with its alternative text; the next one is its caption."""


class _ChapterLine(NamedTuple):
    """A line of a chapter with its end, and where it starts in the text."""

    text: str
    offset: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(BLANKS)


class _LeafSpan(NamedTuple):
    """From where to where a leaf's text reaches, its kind, and what stands before it."""

    start: int
    end: int
    kind: LeafKind
    mark: str


@dataclass(frozen=True, slots=True)
class ChapterTable:
    """A pipe table in its chapter: where its lines start, and the numbers of its first leaf and of the leaf after it.

    The first leaf is the caption where there is one; each row, from the head on, has a leaf a cell.
    """

    lines: PipeTable
    starts: tuple[int, ...]
    first: int
    end: int

    @property
    def rows(self) -> Iterator[tuple[int, ...]]:
        """The numbers of the leaves of each row."""
        number = self.first + (self.lines.caption is not None)
        for _, cells in self.lines.rows:
            yield tuple(range(number, number + len(cells)))
            number += len(cells)


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
            ChapterLeaf(number, self.text[start:end].rstrip("\n"), start, mark, kind)
            for number, (start, end, kind, mark) in enumerate(_find_spans(self.text), start=1)
        )

    @cached_property
    def tables(self) -> tuple[ChapterTable, ...]:
        """The tables in order."""
        return tuple(_tables(self.text, self.leaves))

    def end_of(self, table: ChapterTable) -> int:
        """Where the text of a table's last row ends."""
        last = self.leaves[table.end - 2]
        end = self.text.find("\n", last.end)
        return len(self.text) if end < 0 else end

    @cached_property
    def pictures(self) -> tuple[PlacedPicture, ...]:
        """The pictures in the order of the file."""
        leaves = (leaf for leaf in self.leaves if leaf.kind is LeafKind.ALTERNATIVE)
        lines = ((leaf, PICTURE.match(self.text, leaf.offset - len(leaf.mark))) for leaf in leaves)
        return tuple(PlacedPicture(line["file"], int(line["width"]), leaf.number) for leaf, line in lines if line)

    def location(self, number: int, fragment: str = "") -> Location:
        """Where ``fragment`` stands in the leaf of a number, or the leaf itself."""
        leaves = self.leaves
        if not 1 <= number <= len(leaves):
            return Location(self.file)
        leaf = leaves[number - 1]
        return self.location_at(leaf.at(max(leaf.text.find(fragment), 0)))

    def location_at(self, offset: int) -> Location:
        """The location of a character of the text."""
        line = bisect(self._line_starts, offset)
        return Location(self.file, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        """Where each line begins."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))


def _find_spans(text: str) -> Iterator[_LeafSpan]:
    """Yield the span of each leaf of a chapter in the order of the file."""
    lines = [_ChapterLine(match[0], match.start()) for match in _LINE.finditer(text)]
    at = 0
    while at < len(lines):
        if lines[at].is_blank:
            at += 1
            continue
        for find in _FINDERS:
            spans, end = find(lines, at)
            if spans:
                yield from spans
                at = end
                break


_Found = tuple[list[_LeafSpan], int]
"""The spans that begin at a line, and the number of the line after them; none where the lines are something else."""


def _find_heading(lines: Sequence[_ChapterLine], at: int) -> _Found:
    line, offset = lines[at]
    heading = _HEADING.match(line)
    if heading is None:
        return [], at
    return [_LeafSpan(offset + heading.end(), offset + len(line), LeafKind.HEADING, heading[0].strip())], at + 1


def _find_cells(lines: Sequence[_ChapterLine], at: int) -> _Found:
    """The cells of a table, row by row, its caption before them."""
    end = _end_of_block(lines, at)
    table = find_table([line.text.rstrip("\n") for line in lines[at:end]])
    if table is None:
        return [], at
    spans = [] if table.caption is None else [_span(lines[at], table.caption, LeafKind.CAPTION, ":")]
    spans += (_span(lines[at + row], cell, LeafKind.CELL, "|") for row, cells in table.rows for cell in cells)
    return spans, end


_FIRST_LINES = 3
"""A caption, a head and the line below it."""


def _end_of_block(lines: Sequence[_ChapterLine], at: int) -> int:
    """The number of the next blank line; of this one where no table can begin there."""
    first = [line.text.rstrip("\n") for line in lines[at : at + _FIRST_LINES]]
    if find_table(first) is None:  # the block is looked through for a table alone, lest each of its lines did it
        return at
    return next((number for number in range(at, len(lines)) if _ends_block(lines[number])), len(lines))


def _ends_block(line: _ChapterLine) -> bool:
    return line.is_blank or DEFINITION.match(line.text) is not None


def _span(line: _ChapterLine, span: Span, kind: LeafKind, mark: str) -> _LeafSpan:
    return _LeafSpan(line.offset + span[0], line.offset + span[1], kind, mark)


def _tables(text: str, leaves: Sequence[ChapterLeaf]) -> Iterator[ChapterTable]:
    end = 0
    for leaf in leaves:
        if leaf.number < end or leaf.kind not in (LeafKind.CAPTION, LeafKind.CELL):
            continue
        start = text.rfind("\n", 0, leaf.offset) + 1
        lines: list[_ChapterLine] = []
        for match in _LINE.finditer(text, start):
            line = _ChapterLine(match[0], match.start())
            if _ends_block(line):
                break
            lines.append(line)
        table = find_table([line.text.rstrip("\n") for line in lines])
        if table is not None:
            end = leaf.number + (table.caption is not None) + sum(len(cells) for _, cells in table.rows)
            yield ChapterTable(table, tuple(line.offset for line in lines), leaf.number, end)


def _find_footnote(lines: Sequence[_ChapterLine], at: int) -> _Found:
    """The text of a footnote, which ends as a paragraph does."""
    mark = DEFINITION.match(lines[at].text)
    if mark is None:
        return [], at
    start, after = lines[at].offset + mark.end(), at + 1
    while after < len(lines) and not _ends_text(lines[after]):
        after += 1
    end = lines[after - 1].offset + len(lines[after - 1].text)
    return [_LeafSpan(start, end, LeafKind.FOOTNOTE, mark[0].strip(BLANKS))], after


def _ends_text(line: _ChapterLine) -> bool:
    """Whether a line is no further one of the text above it."""
    return _ends_block(line) or _HEADING.match(line.text) is not None


def _find_picture(lines: Sequence[_ChapterLine], at: int) -> _Found:
    """The alternative text and the caption of a picture that stands alone between blank lines or headings."""
    line, offset = lines[at]
    picture = PICTURE.fullmatch(line.removesuffix("\n"))
    following = lines[at + 1] if at + 1 < len(lines) else None
    if picture is None or not (following is None or _ends_text(following)):
        return [], at
    parts = (
        ("alternative", LeafKind.ALTERNATIVE, ALTERNATIVE),
        ("caption", LeafKind.PICTURE_CAPTION, CAPTION),
    )
    return [
        _LeafSpan(offset + picture.start(part), offset + picture.end(part), kind, mark) for part, kind, mark in parts
    ], at + 1


def _find_quote(lines: Sequence[_ChapterLine], at: int) -> _Found:
    """The paragraphs of a quote, which ends at a blank line; a line of it with a sign alone parts them."""
    spans: list[_LeafSpan] = []
    if not QUOTE.match(lines[at].text):
        return spans, at
    is_new = True
    while at < len(lines) and not _ends_text(lines[at]):
        line, offset = lines[at]
        sign = QUOTE.match(line)
        start, end = offset + (sign.end() if sign else 0), offset + len(line)
        if not line[start - offset :].strip(BLANKS):
            is_new = True
        elif is_new:
            spans.append(_LeafSpan(start, end, LeafKind.QUOTE, ">"))
            is_new = False
        else:
            spans[-1] = spans[-1]._replace(end=end)
        at += 1
    return spans or [_LeafSpan(end, end, LeafKind.QUOTE, ">")], at


def _find_items(lines: Sequence[_ChapterLine], at: int) -> _Found:
    """The items of a list and of its inner lists, which end at a blank line or a heading."""
    spans: list[_LeafSpan] = []
    texts: list[str] = []
    while at + len(texts) < len(lines) and not _ends_text(lines[at + len(texts)]):
        texts.append(lines[at + len(texts)].text)
    for (line, offset), item in zip(lines[at : at + len(texts)], read_items(texts), strict=True):
        end = offset + len(line)
        if item is not None:
            spans.append(_LeafSpan(offset + item.start, end, LeafKind.ITEM, item.mark))
        elif spans:
            spans[-1] = spans[-1]._replace(end=end)
        else:
            return [], at
    return spans, at + len(texts)


def _find_paragraph(lines: Sequence[_ChapterLine], at: int) -> _Found:
    """A paragraph, which ends at a blank line or a heading."""
    start, end = lines[at].offset, lines[at].offset
    while at < len(lines) and not _ends_text(lines[at]):
        end = lines[at].offset + len(lines[at].text)
        at += 1
    return [_LeafSpan(start, end, LeafKind.PARAGRAPH, "")], at


_FINDERS = (_find_heading, _find_footnote, _find_cells, _find_picture, _find_quote, _find_items, _find_paragraph)
"""What reads the lines from one on, the first that knows them; each kind of block has one."""
