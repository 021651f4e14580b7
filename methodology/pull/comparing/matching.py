"""Which text of an edited Word file is which one of the file as it was made: by tag, by bookmark, by what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from methodology.comparing.alignment import Candidate, Pair, align, likeness
from methodology.pull.comparing.parts import BaseText, said
from methodology.word.reading import Story, WordText

MOVED_LIKENESS = 0.8
"""The share of words in common from which a text that went and one that came elsewhere are one that was moved."""
NEAR = 12
"""So many paragraphs or tables away a text is still near."""
_TAG_WEIGHT = 10
_OWN_NAME = re.compile(r"[mp]\d+")
"""Bookmarks that stand for a leaf or a passage; those that links and the contents table use count otherwise."""


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a text, by its number among the base's and the edited ones; None where it went or came."""

    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is aligned: a paragraph, or all texts of a table, row or cell, by their numbers."""

    texts: tuple[int, ...]


def match_texts(base: Sequence[BaseText], edited: Sequence[WordText], *, by_name: bool) -> tuple[Match, ...]:
    """Every text that says something, once, in the order of both.

    ``by_name`` trusts tags and bookmarks: the file was made with the names that ``base`` has.
    """
    old = [text.word for text in base]
    matcher = _Matcher(old, list(edited), _owners(old, edited) if by_name else {})
    return tuple(matcher.matched())


def in_old_order(matches: Sequence[Match]) -> frozenset[int]:
    """The positions of the most texts that are in the order that they had: the others were moved."""
    last: list[int] = []
    olds: list[int] = []
    before: dict[int, int] = {}
    for position, match in enumerate(matches):
        if match.old is None:
            continue
        length = bisect_left(olds, match.old)
        before[position] = last[length - 1] if length else -1
        olds[length : length + 1], last[length : length + 1] = [match.old], [position]
    kept = []
    position = last[-1] if last else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return frozenset(kept)


def _owners(base: Sequence[WordText], edited: Sequence[WordText]) -> dict[int, int]:
    """The base text that each edited one claims to be by its names; of copies it is the one by its old neighbours."""
    named: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(base):
        for name in _names(text):
            named[name].add(number)
    claimed: dict[int, int] = {}
    for number, text in enumerate(edited):
        votes: Counter[int] = Counter()
        for name, weight in _names(text).items():
            for owner in named.get(name, set()):
                votes[owner] += weight
        if votes:
            claimed[number] = max(votes, key=lambda one: (votes[one], _alike(base[one], text), -one))
    rivals: dict[int, list[int]] = defaultdict(list)
    for number, owner in claimed.items():
        rivals[owner].append(number)

    def right(number: int) -> tuple[int, float, int]:
        owner = claimed[number]
        beside = (claimed.get(number + step) == owner + step for step in (-1, 1))
        return sum(beside), _alike(base[owner], edited[number]), -number

    return {numbers[0] if len(numbers) == 1 else max(numbers, key=right): owner for owner, numbers in rivals.items()}


def _names(text: WordText) -> dict[str, int]:
    names = dict.fromkeys(filter(_OWN_NAME.fullmatch, text.bookmarks), 1)
    return names | {span.tag: _TAG_WEIGHT for span in text.runs if span.tag is not None and said(span.text)}


def _alike(old: WordText, new: WordText) -> float:
    first, second = said(old.text), said(new.text)
    if first == second:
        return 1.0
    return likeness(Candidate(0, (), None, first), Candidate(0, (), None, second))


class _Matcher:
    def __init__(self, base: Sequence[WordText], edited: Sequence[WordText], owners: dict[int, int]) -> None:
        self.base, self.edited = base, edited
        self.owners = owners
        self.claimed = set(owners.values())

    def matched(self) -> Iterator[Match]:
        for stories in ((Story.BODY,), (Story.PAGE,), (Story.CONTENTS,), (Story.ASIDE,)):
            old = list(_units(self.base, stories))
            new = list(_units(self.edited, stories))
            yield from self._units(old, new)

    def _units(self, old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Match]:
        pairs = list(align([self._old(unit, "table") for unit in old], [self._new(unit, "table") for unit in new]))
        for pair in self._with_moves(self._apart(list(_lone_pairs(pairs, self._are_of_one_kind)))):
            yield from self._within(pair)

    def _within(self, pair: Pair[_Unit]) -> Iterator[Match]:
        """The texts of two paragraphs or tables that are one."""
        if pair.old is None or pair.new is None:
            yield from (Match(number, None) for number in ([] if pair.old is None else pair.old.texts))
            yield from (Match(None, number) for number in ([] if pair.new is None else pair.new.texts))
        elif self.base[pair.old.texts[0]].cell is None:
            yield Match(pair.old.texts[0], pair.new.texts[0])
        else:
            yield from self._rows(pair.old, pair.new)

    def _rows(self, old: _Unit, new: _Unit) -> Iterator[Match]:
        then, now = list(_parts_of(self.base, old, "row")), list(_parts_of(self.edited, new, "row"))
        pairs = list(align([self._old(row, "row") for row in then], [self._new(row, "row") for row in now]))
        for pair in _lone_pairs(pairs, lambda _one, _other: True):
            if pair.old is None or pair.new is None:
                yield from (Match(number, None) for number in ([] if pair.old is None else pair.old.texts))
                yield from (Match(None, number) for number in ([] if pair.new is None else pair.new.texts))
            else:
                yield from self._cells(pair.old, pair.new)

    def _cells(self, old: _Unit, new: _Unit) -> Iterator[Match]:
        """The texts of a row by their columns; a cell's further paragraphs are texts that came."""
        columns = {self._column(self.base, unit): unit for unit in _parts_of(self.base, old, "column")}
        for unit in _parts_of(self.edited, new, "column"):
            then = columns.pop(self._column(self.edited, unit), None)
            first, *others = unit.texts
            yield Match(None if then is None else then.texts[0], first)
            yield from (Match(None, number) for number in others)
        yield from (Match(number, None) for unit in columns.values() for number in unit.texts)

    @staticmethod
    def _column(texts: Sequence[WordText], unit: _Unit) -> int:
        cell = texts[unit.texts[0]].cell
        return -1 if cell is None else cell.column

    def _old(self, unit: _Unit, level: str) -> Candidate[_Unit]:
        named = next((number for number in unit.texts if number in self.claimed), None)
        return self._candidate(self.base, unit, None if named is None else self._name(named, level))

    def _new(self, unit: _Unit, level: str) -> Candidate[_Unit]:
        votes = Counter(self._name(self.owners[number], level) for number in unit.texts if number in self.owners)
        return self._candidate(self.edited, unit, max(votes, key=lambda one: votes[one]) if votes else None)

    def _name(self, number: int, level: str) -> int:
        """What a text's paragraph, or its table or row, is called: by its number in the base."""
        cell = self.base[number].cell
        return number if cell is None else -1 - int(getattr(cell, level))

    @staticmethod
    def _candidate(texts: Sequence[WordText], unit: _Unit, name: int | None) -> Candidate[_Unit]:
        text = _said(texts, unit)
        key: Hashable = text if name is None else name
        return Candidate(unit, (key,), texts[unit.texts[0]].cell is None, text)

    def _are_of_one_kind(self, old: _Unit, new: _Unit) -> bool:
        before, after = self.base[old.texts[0]], self.edited[new.texts[0]]
        return (before.cell is None) == (after.cell is None) and before.style == after.style

    def _apart(self, pairs: list[Pair[_Unit]]) -> list[Pair[_Unit]]:
        """The pairs, without those of unlike texts of which one stands near by as it was: that one was moved."""
        came = [_said(self.edited, pair.new) if pair.old is None else None for pair in pairs]
        went = [_said(self.base, pair.old) if pair.new is None else None for pair in pairs]
        apart: list[Pair[_Unit]] = []
        for position, pair in enumerate(pairs):
            near = slice(max(position - NEAR, 0), position + NEAR + 1)
            if pair.old is None or pair.new is None or self._is_named(pair):
                apart.append(pair)
                continue
            old, new = _said(self.base, pair.old), _said(self.edited, pair.new)
            if old != new and (old in came[near] or new in went[near]):
                apart += [Pair(pair.old, None), Pair(None, pair.new)]
            else:
                apart.append(pair)
        return apart

    def _is_named(self, pair: Pair[_Unit]) -> bool:
        if pair.old is None or pair.new is None:
            return False
        return any(self.owners.get(number) in pair.old.texts for number in pair.new.texts)

    def _with_moves(self, pairs: list[Pair[_Unit]]) -> Iterator[Pair[_Unit]]:
        """The pairs, with what went in one place and came in another as one pair, where it came."""
        units = (pair.old for pair in pairs if pair.new is None and pair.old is not None)
        gone = {unit: self._old(unit, "table") for unit in units}
        for pair in pairs:
            if pair.old is None and pair.new is not None:
                origin = self._origin(pair.new, gone)
                if origin is not None:
                    del gone[origin]
                yield Pair(origin, pair.new)
            elif pair.new is not None:
                yield pair
        yield from (Pair(unit, None) for unit in gone)

    def _origin(self, new: _Unit, gone: Mapping[_Unit, Candidate[_Unit]]) -> _Unit | None:
        here = self._new(new, "table")
        owner = next((self.owners[number] for number in new.texts if number in self.owners), None)
        scored = []
        for old, there in gone.items():
            is_named = owner is not None and owner in old.texts
            score = 2.0 if is_named else 1.0 if here.text == there.text else likeness(there, here)
            if here.kind == there.kind and score >= MOVED_LIKENESS:
                scored.append((score, -old.texts[0], old))
        return max(scored, key=lambda one: one[:2])[2] if scored else None


def _said(texts: Sequence[WordText], unit: _Unit | None) -> str:
    """What a unit says, its texts parted by tabs."""
    return "" if unit is None else "\t".join(said(texts[number].text) for number in unit.texts)


def _lone_pairs(pairs: Sequence[Pair[_Unit]], may_be_one: Callable[[_Unit, _Unit], bool]) -> Iterator[Pair[_Unit]]:
    """The pairs, with one that went directly before one that came in its place as one: it was written anew."""
    position = 0
    while position < len(pairs):
        run = position
        while run < len(pairs) and (pairs[run].old is None or pairs[run].new is None):
            run += 1
        lone = pairs[position:run]
        if len(lone) == 2 and lone[0].new is None and lone[1].old is None:  # noqa: PLR2004
            old, new = lone[0].old, lone[1].new
            if old is not None and new is not None and may_be_one(old, new):
                lone = [Pair(old, new)]
        yield from lone
        if run < len(pairs):
            yield pairs[run]
        position = run + 1


def _units(texts: Sequence[WordText], stories: Sequence[Story]) -> Iterator[_Unit]:
    """The paragraphs and the tables of a story that say something."""
    tables: dict[int, list[int]] = {}
    order: list[list[int]] = []
    for number, text in enumerate(texts):
        if text.story not in stories or not (said(text.text) or text.foreign):
            continue
        if text.cell is None:
            order.append([number])
        elif text.cell.table in tables:
            tables[text.cell.table].append(number)
        else:
            tables[text.cell.table] = [number]
            order.append(tables[text.cell.table])
    return (_Unit(tuple(numbers)) for numbers in order)


def _parts_of(texts: Sequence[WordText], unit: _Unit, by: str) -> Iterator[_Unit]:
    """The rows of a table, or the cells of a row."""
    parts: dict[int, list[int]] = {}
    for number in unit.texts:
        parts.setdefault(getattr(texts[number].cell, by), []).append(number)
    return (_Unit(tuple(numbers)) for numbers in parts.values())
