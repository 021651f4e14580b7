"""Which text of an edited Word file is which one of the file as it was made: by tag, by bookmark, by what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from methodology.comparing.alignment import Candidate, Pair, align, likeness
from methodology.pull.original import as_printed
from methodology.word.reading import Story, WordText

MOVED_LIKENESS = 0.8
"""The share of words in common from which a text that went and one that came elsewhere are one that was moved."""
NEAR = 12
"""So many paragraphs or tables away a text is still near."""
_TAG_WEIGHT = 10
_OWN_NAME = re.compile(r"[mp]\d+")
"""Bookmarks that stand for a leaf or a passage; those that links and the contents table use count otherwise."""

Unit = tuple[int, ...]
"""What is aligned, by the numbers of its texts: a paragraph, or all texts of a table, row or cell."""
UnitPair = Pair[Unit]


class Match(NamedTuple):
    """What became of a text, by its number among the original's and the edited ones; None where it went or came."""

    old: int | None
    new: int | None


def match_texts(original: Sequence[WordText], edited: Sequence[WordText], *, by_name: bool) -> list[Match]:
    """Every text that says something, once, in the order of both.

    ``by_name`` trusts tags and bookmarks: the file was made with the names that ``original`` has.
    """
    return list(_Matcher(original, edited, _owners(original, edited) if by_name else {}).match())


def in_old_order(olds: Sequence[int | None]) -> frozenset[int]:
    """The positions of the most texts that are in the order that they had: the others were moved.

    ``olds`` are the numbers that the texts had, None for new ones.
    """
    last: list[int] = []
    lowest: list[int] = []
    before: dict[int, int] = {}
    for position, old in enumerate(olds):
        if old is not None:
            length = bisect_left(lowest, old)
            before[position] = last[length - 1] if length else -1
            lowest[length : length + 1], last[length : length + 1] = [old], [position]
    kept = []
    position = last[-1] if last else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return frozenset(kept)


def _owners(original: Sequence[WordText], edited: Sequence[WordText]) -> dict[int, int]:
    """The original text that each edited one claims to be by its names; of copies only the likeliest is it."""
    named: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(original):
        for name in _names(text):
            named[name].add(number)
    claimed: dict[int, int] = {}
    for number, text in enumerate(edited):
        votes: Counter[int] = Counter()
        for name, weight in _names(text).items():
            votes.update(dict.fromkeys(named.get(name, ()), weight))
        if votes:
            claimed[number] = max(votes, key=lambda owner: (votes[owner], _alike(original[owner], text), -owner))
    rivals: dict[int, list[int]] = defaultdict(list)
    for number, owner in claimed.items():
        rivals[owner].append(number)

    def likelihood(number: int) -> tuple[int, float, int]:
        """How many old neighbours a copy has, and how like it is."""
        owner = claimed[number]
        neighbours = sum(claimed.get(number + step) == owner + step for step in (-1, 1))
        return neighbours, _alike(original[owner], edited[number]), -number

    return {max(same, key=likelihood) if len(same) > 1 else same[0]: owner for owner, same in rivals.items()}


def _names(text: WordText) -> dict[str, int]:
    """The names of a text, each with its weight: a tag holds the text itself, a bookmark may have grown around it."""
    names = dict.fromkeys(filter(_OWN_NAME.fullmatch, text.bookmarks), 1)
    return names | {run.tag: _TAG_WEIGHT for run in text.runs if run.tag is not None and as_printed(run.text)}


def _alike(old: WordText, new: WordText) -> float:
    first, second = as_printed(old.text), as_printed(new.text)
    return 1.0 if first == second else likeness(Candidate(0, (), None, first), Candidate(0, (), None, second))


class _Matcher:
    def __init__(self, original: Sequence[WordText], edited: Sequence[WordText], owners: Mapping[int, int]) -> None:
        self.original, self.edited = original, edited
        self.owners = owners
        self.claimed = set(owners.values())

    def match(self) -> Iterator[Match]:
        for story in (Story.BODY, Story.PAGE, Story.CONTENTS, Story.ASIDE):
            pairs = self._align(_units(self.original, story), _units(self.edited, story), "table")
            for pair in self._join_moved(self._part_moved(list(_join_lone(pairs, self._are_of_one_kind)))):
                if pair.old is None or pair.new is None:
                    yield from _leave_unmatched(pair)
                elif self.original[pair.old[0]].cell is None:
                    yield Match(pair.old[0], pair.new[0])
                else:
                    yield from self._rows(pair.old, pair.new)

    def _align(self, old: Iterable[Unit], new: Iterable[Unit], level: str) -> Iterator[UnitPair]:
        return align([self._old(unit, level) for unit in old], [self._new(unit, level) for unit in new])

    def _rows(self, old: Unit, new: Unit) -> Iterator[Match]:
        pairs = self._align(_parts_of(self.original, old, "row"), _parts_of(self.edited, new, "row"), "row")
        for pair in _join_lone(pairs, lambda _old, _new: True):
            if pair.old is None or pair.new is None:
                yield from _leave_unmatched(pair)
            else:
                yield from self._cells(pair.old, pair.new)

    def _cells(self, old: Unit, new: Unit) -> Iterator[Match]:
        """The texts of a row by their columns; a cell's further paragraphs are texts that came."""
        columns = {_column(self.original, unit): unit for unit in _parts_of(self.original, old, "column")}
        for unit in _parts_of(self.edited, new, "column"):
            then = columns.pop(_column(self.edited, unit), None)
            yield Match(None if then is None else then[0], unit[0])
            yield from (Match(None, number) for number in unit[1:])
        yield from (Match(number, None) for unit in columns.values() for number in unit)

    def _old(self, unit: Unit, level: str) -> Candidate[Unit]:
        named = next((number for number in unit if number in self.claimed), None)
        return _candidate(self.original, unit, None if named is None else self._name(named, level))

    def _new(self, unit: Unit, level: str) -> Candidate[Unit]:
        votes = Counter(self._name(self.owners[number], level) for number in unit if number in self.owners)
        return _candidate(self.edited, unit, max(votes, key=lambda name: votes[name]) if votes else None)

    def _name(self, number: int, level: str) -> int:
        """What a text's paragraph, or its table or row, is called: by its number in the original."""
        cell = self.original[number].cell
        return number if cell is None else -1 - int(getattr(cell, level))

    def _are_of_one_kind(self, old: Unit, new: Unit) -> bool:
        before, after = self.original[old[0]], self.edited[new[0]]
        return (before.cell is None) == (after.cell is None) and before.style == after.style

    def _part_moved(self, pairs: Sequence[UnitPair]) -> Iterator[UnitPair]:
        """The pairs, without those of unlike texts of which one stands near by as it was: that one was moved."""
        came = [_unit_text(self.edited, pair.new) if pair.old is None else None for pair in pairs]
        went = [_unit_text(self.original, pair.old) if pair.new is None else None for pair in pairs]
        for position, pair in enumerate(pairs):
            near = slice(max(position - NEAR, 0), position + NEAR + 1)
            old, new = _unit_text(self.original, pair.old), _unit_text(self.edited, pair.new)
            is_moved = old != new and (old in came[near] or new in went[near])
            if is_moved and _is_whole(pair) and not self._is_named(pair):
                yield Pair(pair.old, None)
                yield Pair(None, pair.new)
            else:
                yield pair

    def _is_named(self, pair: UnitPair) -> bool:
        return any(self.owners.get(number) in (pair.old or ()) for number in pair.new or ())

    def _join_moved(self, pairs: Iterable[UnitPair]) -> Iterator[UnitPair]:
        """The pairs, with what went in one place and came in another as one pair, where it came."""
        pairs = list(pairs)
        gone = {pair.old: self._old(pair.old, "table") for pair in pairs if pair.new is None and pair.old is not None}
        for pair in pairs:
            if pair.old is None and pair.new is not None:
                origin = self._origin(pair.new, gone)
                if origin is not None:
                    del gone[origin]
                yield Pair(origin, pair.new)
            elif pair.new is not None:
                yield pair
        yield from (Pair(unit, None) for unit in gone)

    def _origin(self, new: Unit, gone: Mapping[Unit, Candidate[Unit]]) -> Unit | None:
        """The unit that went and is ``new`` now."""
        here = self._new(new, "table")
        owner = next((self.owners[number] for number in new if number in self.owners), None)
        scored = []
        for old, there in gone.items():
            score = 2.0 if owner in old else 1.0 if here.text == there.text else likeness(there, here)
            if here.kind == there.kind and score >= MOVED_LIKENESS:
                scored.append((score, -old[0], old))
        return max(scored, key=lambda candidate: candidate[:2])[2] if scored else None


def _is_whole(pair: UnitPair) -> bool:
    return pair.old is not None and pair.new is not None


def _leave_unmatched(pair: UnitPair) -> Iterator[Match]:
    """The texts that went or came."""
    yield from (Match(number, None) for number in pair.old or ())
    yield from (Match(None, number) for number in pair.new or ())


def _join_lone(pairs: Iterable[UnitPair], may_be_one: Callable[[Unit, Unit], bool]) -> Iterator[UnitPair]:
    """The pairs, with one that went directly before one that came in its place as one: it was written anew."""
    for _, group in groupby(pairs, _is_whole):
        same = list(group)
        if len(same) == 2 and same[0].old is not None and same[1].new is not None:  # noqa: PLR2004
            old, new = same[0].old, same[1].new
            if same[0].new is None and same[1].old is None and may_be_one(old, new):
                same = [Pair(old, new)]
        yield from same


def _candidate(texts: Sequence[WordText], unit: Unit, name: int | None) -> Candidate[Unit]:
    text = _unit_text(texts, unit)
    return Candidate(unit, (text if name is None else name,), texts[unit[0]].cell is None, text)


def _unit_text(texts: Sequence[WordText], unit: Unit | None) -> str:
    """What a unit says, its texts parted by tabs."""
    return "\t".join(as_printed(texts[number].text) for number in unit or ())


def _column(texts: Sequence[WordText], unit: Unit) -> int:
    cell = texts[unit[0]].cell
    return -1 if cell is None else cell.column


def _units(texts: Sequence[WordText], story: Story) -> Iterator[Unit]:
    """The paragraphs and the tables of a story that say something."""
    units: dict[tuple[str, int], list[int]] = {}
    for number, text in enumerate(texts):
        if text.story is story and (text.foreign or as_printed(text.text)):
            name = ("text", number) if text.cell is None else ("table", text.cell.table)
            units.setdefault(name, []).append(number)
    return map(tuple, units.values())


def _parts_of(texts: Sequence[WordText], unit: Unit, by: str) -> Iterator[Unit]:
    """The rows of a table, or the cells of a row."""
    parts: dict[int, list[int]] = {}
    for number in unit:
        parts.setdefault(getattr(texts[number].cell, by), []).append(number)
    return map(tuple, parts.values())
