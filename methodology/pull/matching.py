"""Which text of an edited Word file is which one of the file as it was made: by tag, by bookmark, by what it says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from methodology.comparing.alignment import Candidate, Pair, align, likeness, text_likeness
from methodology.pull.original import Original, as_printed
from methodology.pull.table_cells import MovedValue
from methodology.pull.table_grids import grids_of, original_tables
from methodology.pull.table_matching import ChangedTable, NamedTexts, TableMatcher, TableMatches, TablePairs
from methodology.word.reading import Story, WordText

MOVED_LIKENESS = 0.8
"""The share of words in common from which a text that went and one that came elsewhere are one that was moved."""
NEAR = 12
"""So many paragraphs or tables away a text is still near."""
_TAG_WEIGHT = 10
_OWN_NAME = re.compile(r"_?[mp]\d+")
"""Bookmarks that stand for a leaf or a passage; those that links and the contents table use count otherwise."""

Unit = tuple[int, ...]
"""What is aligned, by the numbers of its texts: a paragraph, or all texts of a table, row or cell."""
UnitPair = Pair[Unit]


class Match(NamedTuple):
    """What became of a text, by its number among the original's and the edited ones; None where it went or came."""

    old: int | None
    new: int | None


class Matches(NamedTuple):
    """Every text that says something, once; the tables that changed as a whole, and values in another one's place."""

    texts: list[Match]
    tables: tuple[ChangedTable, ...] = ()
    moved: tuple[MovedValue, ...] = ()


def match_texts(
    original: Original, edited: Sequence[WordText], *, by_name: bool, untouched: Set[str] = frozenset()
) -> Matches:
    """Match the texts of an edited file with those of the original.

    ``by_name`` trusts tags and bookmarks: the file was made with the names that ``original`` has. ``untouched`` are the
    texts that the file was made with, where the original's are others.
    """
    words = [text.word for text in original.texts]
    claims = _claims(words, edited) if by_name else {}
    owners = _owners(words, edited, claims)
    tables = TableMatcher(original_tables(original), grids_of(edited), words, NamedTexts(owners, claims), untouched)
    return _Matcher(words, edited, owners).match(tables.match)


def match_again(original: Original, edited: Sequence[WordText], base: Original, first: Matches) -> Matches:
    """Match the texts with an ``original`` made of ``base`` by edits: its tables are those of the ``first`` match."""
    if original.tables != base.tables:
        return match_texts(original, edited, by_name=False)
    words = [text.word for text in original.texts]
    spots = {text.cell: number for number, text in enumerate(words)}
    places = {old: spots.get(text.word.cell) for old, text in enumerate(base.texts) if text.word.cell is not None}
    held = set().union(*(table.news for table in first.tables))
    held |= {new for new, text in enumerate(edited) if text.cell is not None}
    pairs = [(old, new) for old, new in first.texts if old in places or new in held]
    tables = TableMatches(pairs, list(first.tables), list(first.moved)).renumber(places)
    owners = {new: old for old, new in tables.pairs if old is not None and new is not None}
    return _Matcher(words, edited, owners).match(lambda *_: tables)


def _claims(original: Sequence[WordText], edited: Sequence[WordText]) -> dict[int, int]:
    """The original text that each edited one claims to be by its names; copies claim the same."""
    named: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(original):
        for name in _names(text):
            named[name].add(number)
    claimed: dict[int, int] = {}
    for number, text in enumerate(edited):
        votes: Counter[int] = Counter()
        for name, weight in _names(text).items():
            owners = (owner for owner in named.get(name, ()) if is_picture(original[owner]) == is_picture(text))
            votes.update(dict.fromkeys(owners, weight))
        if votes:
            claimed[number] = max(votes, key=lambda owner: (votes[owner], _alike(original[owner], text), -owner))
    return claimed


def _owners(original: Sequence[WordText], edited: Sequence[WordText], claimed: Mapping[int, int]) -> dict[int, int]:
    """The original text that each edited one is by its claim: of copies only the likeliest."""
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
    return text_likeness(as_printed(old.text), as_printed(new.text))


class _Matcher:
    def __init__(self, original: Sequence[WordText], edited: Sequence[WordText], owners: Mapping[int, int]) -> None:
        self.original, self.edited = original, edited
        self.owners = owners
        self.claimed = set(owners.values())

    def match(self, match_tables: Callable[[TablePairs, Mapping[int, str]], TableMatches]) -> Matches:
        """Match paragraphs by their names and what they say; ``match_tables`` gets the pairs of tables."""
        texts: list[Match] = []
        tables: list[tuple[int | None, int | None]] = []
        for story in (Story.BODY, Story.FOOTNOTE, Story.PAGE, Story.CONTENTS, Story.ASIDE):
            pairs = self._align(units_of(self.original, story), units_of(self.edited, story))
            for pair in self._join_moved(self._part_moved(list(_join_lone(pairs, self._are_of_one_kind)))):
                places = _table(self.original, pair.old), _table(self.edited, pair.new)
                if places == (None, None):
                    texts.append(Match(*(None if unit is None else unit[0] for unit in (pair.old, pair.new))))
                else:
                    tables.append(places)
        loose = {new: as_printed(self.edited[new].text) for old, new in texts if old is None and new is not None}
        matched = match_tables(tables, loose)
        told = {new for _, new in matched.pairs if new is not None}
        texts = [text for text in texts if text.old is not None or text.new not in told]
        texts += (Match(old, new) for old, new in matched.pairs)
        return Matches(texts, tuple(matched.changed), tuple(matched.moved))

    def _align(self, old: Iterable[Unit], new: Iterable[Unit]) -> Iterator[UnitPair]:
        return align([self._old(unit) for unit in old], [self._new(unit) for unit in new])

    def _old(self, unit: Unit) -> Candidate[Unit]:
        named = next((number for number in unit if number in self.claimed), None)
        return _candidate(self.original, unit, None if named is None else self._name(named))

    def _new(self, unit: Unit) -> Candidate[Unit]:
        votes = Counter(self._name(self.owners[number]) for number in unit if number in self.owners)
        return _candidate(self.edited, unit, max(votes, key=lambda name: votes[name]) if votes else None)

    def _name(self, number: int) -> int:
        """What a text's paragraph, or its table, is called: by its number in the original."""
        cell = self.original[number].cell
        return number if cell is None else -1 - cell.table

    def _are_of_one_kind(self, old: Unit, new: Unit) -> bool:
        before, after = self.original[old[0]], self.edited[new[0]]
        is_alike = (before.cell is None) == (after.cell is None) and is_picture(before) == is_picture(after)
        return is_alike and before.style == after.style

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
        gone = {pair.old: self._old(pair.old) for pair in pairs if pair.new is None and pair.old is not None}
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
        here = self._new(new)
        owner = next((self.owners[number] for number in new if number in self.owners), None)
        scored = []
        for old, there in gone.items():
            score = 2.0 if owner in old else 1.0 if here.text == there.text else likeness(there, here)
            if here.kind == there.kind and score >= MOVED_LIKENESS:
                scored.append((score, -old[0], old))
        return max(scored, key=lambda candidate: candidate[:2])[2] if scored else None


def _is_whole(pair: UnitPair) -> bool:
    return pair.old is not None and pair.new is not None


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
    kind = texts[unit[0]].cell is None, is_picture(texts[unit[0]])
    return Candidate(unit, (text if name is None else name,), kind, text)


def is_picture(text: WordText) -> bool:
    """Whether a paragraph holds a picture and nothing else: it is paired with no text."""
    return text.picture is not None


def _unit_text(texts: Sequence[WordText], unit: Unit | None) -> str:
    """What a unit says, its texts parted by tabs."""
    return "\t".join(as_printed(texts[number].text) for number in unit or ())


def _table(texts: Sequence[WordText], unit: Unit | None) -> int | None:
    """The table that a unit is, by its number; None for a paragraph."""
    cell = None if unit is None else texts[unit[0]].cell
    return None if cell is None else cell.table


def units_of(texts: Sequence[WordText], story: Story) -> Iterator[Unit]:
    """The paragraphs and the tables of a story that say something."""
    units: dict[tuple[str, int], list[int]] = {}
    for number, text in enumerate(texts):
        if text.story is story and (text.foreign or text.picture or as_printed(text.text)):
            name = ("text", number) if text.cell is None else ("table", text.cell.table)
            units.setdefault(name, []).append(number)
    return map(tuple, units.values())
