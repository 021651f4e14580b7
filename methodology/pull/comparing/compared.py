"""One edited file held against one base: everything that differs, sorted by what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from methodology.pull.comparing.base import Base
from methodology.pull.comparing.deltas import LeavesDelta
from methodology.pull.comparing.differences import Differences, differences
from methodology.pull.comparing.entry_deltas import EntryDeltas, Lists
from methodology.pull.comparing.leaf_deltas import leaf_deltas
from methodology.pull.comparing.places import Places
from methodology.pull.comparing.sentence_lists import sentence_lists
from methodology.pull.comparing.text_deltas import Elsewhere, TextDeltas, text_deltas
from methodology.word.reading import WordFile


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether the file's tags and bookmarks are the base's, and the texts that it was made with where they differ."""

    names: bool
    untouched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited file by its name, and what it was made as."""

    base: Base
    file: WordFile
    name: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes of values and sentences, of lists and of chapters."""

    differences: Differences
    places: Places
    texts: TextDeltas
    entries: EntryDeltas
    leaves: Sequence[LeavesDelta]


def compared(edited: Edited, base: Base, elsewhere: Elsewhere, first: Differences | None = None) -> Compared:
    """Hold a file against ``base``; its names count only where that is what it was made as.

    ``first`` is what was found then: what nobody had changed is no difference, even if the base prints it otherwise
    now, since it follows from what was changed.
    """
    by_name = edited.trust.names and base is edited.base
    found = differences(base, edited.file, edited.trust.untouched, by_name=by_name)
    found = found if first is None else _changed_by_hand(found, first)
    places = Places(found, edited.name)
    lists = Lists(found, places, elsewhere)
    lists.compare()
    sentence_lists(found, lists, places)
    taken = frozenset(lists.result.taken)
    texts = text_deltas(found, places, elsewhere, taken)
    return Compared(found, places, texts, lists.result, leaf_deltas(found, places, taken))


def _changed_by_hand(found: Differences, first: Differences) -> Differences:
    changed = {*first.come, *(divided.new for divided in first.divided)}
    went = {first.base.texts[number].text for number in first.gone}
    went |= {divided.base.text for divided in first.divided}
    return replace(
        found,
        divided=tuple(divided for divided in found.divided if divided.new in changed),
        come=tuple(number for number in found.come if number in changed),
        gone=tuple(number for number in found.gone if found.base.texts[number].text in went),
    )
