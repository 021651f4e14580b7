"""What several files ask for, laid on the content as it is today: three texts are compared, nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from methodology.editing.edits import ContentEdit, NewEntry, NewLeaf, SetEntries, SetLeaves, SetText
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.pull.comparing.deltas import Delta, EntriesDelta, LeavesDelta, TextDelta
from methodology.pull.comparing.values import source
from methodology.pull.merging.entries import entry_keys, merged_entries
from methodology.pull.merging.leaves import leaf_numbers, merged_leaves
from methodology.pull.pulled import Outcome, Wish

AnyDelta = TypeVar("AnyDelta", TextDelta, EntriesDelta, LeavesDelta)

GONE = "?"
"""The number of a paragraph that the chapter does not have any more."""


class Side(StrEnum):
    """Whose text is taken in a conflict."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class FromFile:
    """What one file asks for, against the content that it was made from."""

    file: str
    base: Programme
    deltas: tuple[Delta, ...]


@dataclass(slots=True)
class Merged:
    """The changes of the content as it is today, each with the wishes that it grants, and the other wishes."""

    edits: list[tuple[ContentEdit, tuple[Wish, ...]]] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    def grant(self, edit: ContentEdit | None, wishes: Sequence[Wish]) -> None:
        """Take in an edit with its wishes; without one the content says already what they ask for."""
        if edit is not None:
            self.edits.append((edit, tuple(wishes)))
        else:
            self.wishes += [replace(wish, outcome=Outcome.PRESENT) for wish in wishes]


def merge(ours: Programme, files: Sequence[FromFile], side: Side) -> Merged:
    """Lay what the files ask for on ``ours``; conflicts are left open unless a ``side`` decides."""
    merged = Merged()
    _merge_texts(ours, files, side, merged)
    _merge_entries(ours, files, side, merged)
    _merge_leaves(ours, files, side, merged)
    return merged


def _merge_texts(ours: Programme, files: Sequence[FromFile], side: Side, merged: Merged) -> None:
    wanted: dict[str, list[TextDelta]] = defaultdict(list)
    for file, delta in _all(files, TextDelta):
        wanted[_path_in(ours, file.base, delta.path)].append(delta)
    for path, group in wanted.items():
        _merge_text(ours, path, group, side, merged)


def _all(files: Sequence[FromFile], kind: type[AnyDelta]) -> Iterator[tuple[FromFile, AnyDelta]]:
    """The deltas of one kind, each with its file."""
    return ((file, delta) for file in files for delta in file.deltas if isinstance(delta, kind))


def _merge_text(ours: Programme, path: str, group: Sequence[TextDelta], side: Side, merged: Merged) -> None:
    is_there = not path.endswith(GONE)
    today = source(ours, path) if is_there else None
    texts = {_flat(one.theirs) for one in group} - {_flat(today)}
    granted: list[Wish] = []
    text: str | None = None
    for one in group:
        theirs, base = one.theirs, one.base
        wish = replace(one.wish, base=base, theirs=theirs, ours=today)
        if _flat(theirs) == _flat(today):
            merged.wishes.append(replace(wish, outcome=Outcome.PRESENT))
        elif is_there and len(texts) == 1 and (_flat(base) == _flat(today) or side is Side.THEIRS):
            granted.append(wish)
            text = theirs
        elif side is Side.OURS:
            merged.wishes.append(replace(wish, outcome=Outcome.DECLINED))
        else:
            note = "differs_between_files" if len(texts) > 1 else None if today is not None else "other_version"
            merged.wishes.append(replace(wish, outcome=Outcome.CONFLICT, note=note))
    if granted:
        merged.edits.append((SetText(path, text), tuple(granted)))


def _flat(text: str | None) -> str | None:
    """A text whatever the line ends in its file are."""
    return None if text is None else " ".join(text.split())


def _path_in(ours: Programme, base: Programme, path: str) -> str:
    """The path that a value of the base has today: a chapter's paragraphs are numbered by their places."""
    if not path.startswith("chapters.") or base.chapters == ours.chapters:
        return path
    _, name, number = path.split(".")
    numbers = leaf_numbers(base.chapters.get(name), ours.chapters.get(name))
    return f"chapters.{name}.{numbers.get(int(number), GONE)}"


def _merge_entries(ours: Programme, files: Sequence[FromFile], side: Side, merged: Merged) -> None:
    lists: dict[str, list[tuple[FromFile, EntriesDelta]]] = defaultdict(list)
    for file, delta in _all(files, EntriesDelta):
        lists[delta.path].append((file, delta))
    for path, group in lists.items():
        keys = entry_keys(ours, path)
        today: tuple[str | NewEntry, ...] = keys
        granted: list[Wish] = []
        for file, delta in group:
            changed = {key for key in delta.base if _differs(ours, file.base, f"{path}.{key}")}
            result = merged_entries(delta, today, changed if side is Side.NEITHER else set(), side is Side.THEIRS)
            today = result.entries
            granted += result.granted
            merged.wishes += _decided(result.others, side)
        merged.grant(SetEntries(path, today) if today != keys else None, granted)


def _differs(ours: Programme, base: Programme, path: str) -> bool:
    """Whether an entry says something else today."""
    paths = {one for programme in (ours, base) for one in programme.values if is_within(one, path)}
    return any(_flat(source(ours, one)) != _flat(source(base, one)) for one in paths)


def _merge_leaves(ours: Programme, files: Sequence[FromFile], side: Side, merged: Merged) -> None:
    chapters: dict[str, list[tuple[FromFile, LeavesDelta]]] = defaultdict(list)
    for file, delta in _all(files, LeavesDelta):
        chapters[delta.chapter].append((file, delta))
    for name, group in chapters.items():
        chapter = ours.chapters.get(name)
        if chapter is None:
            merged.wishes += [
                replace(wish, outcome=Outcome.CONFLICT, note="other_version")
                for _, delta in group
                for wish in delta.wishes
            ]
            continue
        start = tuple(leaf.number for leaf in chapter.leaves)
        today: tuple[int | NewLeaf, ...] = start
        granted: list[Wish] = []
        for file, delta in group:
            numbers = leaf_numbers(file.base.chapters.get(name), chapter)
            result = merged_leaves(delta, numbers, chapter, today)
            today = result.leaves
            granted += result.granted
            merged.wishes += _decided(result.others, side)
        merged.grant(SetLeaves(name, today) if today != start else None, granted)


def _decided(wishes: Iterable[Wish], side: Side) -> list[Wish]:
    """Conflicts that a side decides are declined: what could be granted was."""
    return [
        replace(wish, outcome=Outcome.DECLINED) if wish.outcome is Outcome.CONFLICT and side is Side.OURS else wish
        for wish in wishes
    ]
