"""Which block, item and row of the new document is which of the old one: by what they say, never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Generic, TypeVar, assert_never

from methodology.comparing.words import tokens_of
from methodology.model.document import (
    Block,
    Caption,
    Heading,
    Inline,
    List,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Row,
    Table,
    plain_text,
)
from methodology.model.texts import texts_of_blocks

ENOUGH = 0.5
"""The share of words in common from which a reworded text counts as the same."""

Key = tuple[Hashable, ...]
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Pair(Generic[Entry]):
    """What became of what. Without ``old`` it was added, without ``new`` removed."""

    old: Entry | None
    new: Entry | None

    @property
    def either(self) -> Entry:
        """The new entry, or the old one where it was removed."""
        entry = self.old if self.new is None else self.new
        assert entry is not None  # noqa: S101 (a pair has one side at least)
        return entry


BlockPair = Pair[Block]


@dataclass(frozen=True)
class Candidate(Generic[Entry]):
    """An entry to be aligned.

    ``key`` is where it comes from, ``kind`` what it can be paired with at all (only entries of one kind are paired),
    ``text`` what it says.
    """

    entry: Entry
    key: Key
    kind: Hashable
    text: str

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word and sign occurs."""
        return Counter(token for token in tokens_of(self.text) if not token.isspace())

    @cached_property
    def size(self) -> int:
        """How many words and signs there are."""
        return self.words.total()


def align_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockPair, ...]:
    """The blocks of both documents, each once and in the order of both; removed ones before added ones."""
    return _join_headings(list(align(list(_block_candidates(old)), list(_block_candidates(new)))))


def _join_headings(pairs: Sequence[BlockPair]) -> tuple[BlockPair, ...]:
    """The pairs; a chapter's heading that went and one that came between blocks that stay are one, worded otherwise."""
    joined = list(pairs)
    for at in reversed(range(len(pairs) - 1)):
        went, came = pairs[at : at + 2]
        is_between = all(
            None not in (side.old, side.new) for side in (*pairs[max(at - 1, 0) : at], *pairs[at + 2 : at + 3])
        )
        if went.new is None and came.old is None and is_between and _are_chapters(went.old, came.new):
            joined[at : at + 2] = [Pair(went.old, came.new)]
    return tuple(joined)


def _are_chapters(old: Block | None, new: Block | None) -> bool:
    """Whether both are headings of chapters of one depth."""
    if not isinstance(old, Heading) or not isinstance(new, Heading) or old.level != new.level:
        return False
    return _is_chapter(old) and _is_chapter(new)


def align_items(old: Sequence[ListItem], new: Sequence[ListItem]) -> tuple[Pair[ListItem], ...]:
    """The items of two lists, as :func:`align_blocks` does it."""

    def of_item(item: ListItem) -> Candidate[ListItem]:
        return Candidate(item, _outer(item.content), None, plain_text(item.content))

    return _same(old, new) or tuple(align(list(map(of_item, old)), list(map(of_item, new))))


def align_rows(old: Sequence[Row], new: Sequence[Row]) -> tuple[Pair[Row], ...]:
    """The rows of two tables, as :func:`align_blocks` does it."""

    def of_row(row: Row) -> Candidate[Row]:
        key = (row.anchor,) if row.anchor else tuple(_outer(cell.content) for cell in row.cells)
        return Candidate(row, key, None, "\t".join(plain_text(cell.content) for cell in row.cells))

    return _same(old, new) or tuple(align(list(map(of_row, old)), list(map(of_row, new))))


def _same(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Pair[Entry], ...]:
    """The pairs of entries that are all the same, as most are: nothing need be aligned. Empty where one is not."""
    return tuple(map(Pair, old, new)) if old == new else ()


def _block_candidates(blocks: Sequence[Block]) -> Iterator[Candidate[Block]]:
    heading: Key = ()
    for block in blocks:
        texts = list(texts_of_blocks([block]))
        first = texts[0].runs if texts else ()
        kind: Key = (type(block).__name__,)
        match block:
            case Heading():
                # The anchors of chapters tell their numbers, which move.
                heading = key = (Heading, *_outer(first)) if _is_chapter(block) else (Heading, block.anchor)
                kind = (Heading, block.kind)
            case List():
                key = (heading, List, *map(_parent, _outer(first)[:1]))
            case Picture():
                key = (heading, *kind, block.file)
            case Paragraph() | Note() | Caption() | Table():
                key = (heading, *kind, *(_outer(first) or (plain_text(first),)))
            case _:
                assert_never(block)
        yield Candidate(block, key, kind, "\n".join(text.text for text in texts))


def _is_chapter(heading: Heading) -> bool:
    return any((run.source or "").startswith("chapters.") for run in heading.content)


def _outer(content: Inline) -> tuple[str, ...]:
    """Where sentences come from, without the values in them: their paths, or their text where those only count."""
    paths = ((run.within or run.source, run.text) for run in content)
    return tuple(dict.fromkeys(_lasting(path, text) for path, text in paths if path is not None))


def _lasting(path: str, text: str) -> str:
    """What stays of a path when the document changes: a chapter's leaves have numbers, a phrase has plural forms."""
    if path.startswith("chapters."):
        return f"{_parent(path)}.{text}"
    return _parent(path) if path.startswith("phrases.") else path


def _parent(path: str) -> str:
    return path.rpartition(".")[0] or path


def align(old: Sequence[Candidate[Entry]], new: Sequence[Candidate[Entry]]) -> Iterator[Pair[Entry]]:
    """Every entry once, in the order of both: paired by key and text, then by key, then by the words in common."""
    return _align(old, new, by_text=True)


def _align(old: Sequence[Candidate[Entry]], new: Sequence[Candidate[Entry]], *, by_text: bool) -> Iterator[Pair[Entry]]:
    old_names, new_names = ([(entry.kind, entry.key, by_text and entry.text) for entry in side] for side in (old, new))
    old_at = new_at = 0
    for match in SequenceMatcher(None, old_names, new_names, autojunk=False).get_matching_blocks():
        between = old[old_at : match.a], new[new_at : match.b]
        yield from _align(*between, by_text=False) if by_text else _align_by_words(*between)
        old_at, new_at = match.a + match.size, match.b + match.size
        for before, after in zip(old[match.a : old_at], new[match.b : new_at], strict=True):
            yield Pair(before.entry, after.entry)


def _align_by_words(old: Sequence[Candidate[Entry]], new: Sequence[Candidate[Entry]]) -> Iterator[Pair[Entry]]:
    """The pairs in order that have most in common, of those that have enough in common."""
    alike = [[likeness(before, after) for after in new] for before in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in reversed(range(len(old))):
        for column in reversed(range(len(new))):
            paired = best[row + 1][column + 1] + alike[row][column] if alike[row][column] else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    row = column = 0
    added: list[Pair[Entry]] = []
    while row < len(old) or column < len(new):
        if row < len(old) and best[row][column] == best[row + 1][column]:
            yield Pair(old[row].entry, None)
            row += 1
        elif column < len(new) and best[row][column] == best[row][column + 1]:
            added.append(Pair(None, new[column].entry))
            column += 1
        else:
            yield from added
            added.clear()
            yield Pair(old[row].entry, new[column].entry)
            row, column = row + 1, column + 1
    yield from added


def likeness(old: Candidate[Entry], new: Candidate[Entry]) -> float:
    """The share of words that two entries of one kind have in common; nothing where it is not enough."""
    few, many = (old, new) if old.size <= new.size else (new, old)
    enough = ENOUGH * (few.size + many.size)
    if old.kind != new.kind or not few.size or 2 * few.size < enough:
        return 0.0
    shared = few.words.keys() & many.words.keys()
    common = 2 * sum([min(few.words[word], many.words[word]) for word in shared])
    return common / (few.size + many.size) if common >= enough else 0.0


def text_likeness(old: str, new: str) -> float:
    """The share of words that two texts have in common, as :func:`likeness` counts it; all where they say the same."""
    return 1.0 if old == new else likeness(Candidate(0, (), None, old), Candidate(0, (), None, new))
