"""The places of a built document where somebody edits it, and what is taken of them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from methodology.model.chapter import Chapter
from methodology.pull.pulled import Act
from methodology.word.snapshot import Snapshot, SnapshotRun, SnapshotText
from tests.word.snapshot_leaves import snapshot_leaves

WORDS = ("dodatno", "bistveno", "ustrezno", "sproti", "predvidoma")
"""Words that the document does not need anywhere."""
LEAF = re.compile(r"chapters\.(?P<chapter>[\w-]+)\.(?P<number>\d+)")
ITEM = re.compile(
    r"(?P<list>.+\.operations|.+\.rationale\.\w+\.items|SO\d+\.measures|(?:.+\.)?risks\.factors|risks\.common)"
    r"\.(?P<key>\w+)"
)
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done at the keyboard.

    ``select`` the characters ``start`` to ``end`` of a bookmark's text; put the caret at the ``paragraph_start`` or
    ``paragraph_end`` or select the whole ``paragraph`` of a bookmark; ``find`` the occurrence number ``start`` of
    ``text``; ``type`` text; ``split`` the paragraph; give a ``command``; ``replace_all`` of one text (in ``bookmark``)
    by ``text``.
    """

    do: str
    bookmark: str = ""
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit, and what no other may touch: passages, and ``reserved`` paths beside its own."""

    passage: int
    steps: tuple[Step, ...]
    act: Act
    paths: Iterable[str]
    old: tuple[str, ...]
    new: tuple[str, ...]
    touched: frozenset[int]
    may_be_reported: bool = False
    reserved: tuple[str, ...] = ()


class Plan:
    """The passages of a document and what is taken of them."""

    def __init__(self, snapshot: Snapshot, chance: random.Random) -> None:
        self.snapshot = snapshot
        self.passages = snapshot.texts
        self.chance = chance
        self.places = Counter(leaf.path for leaf in snapshot_leaves(snapshot))
        self.marks = {
            f"chapters.{name}.{leaf.number}": leaf.mark
            for file, text in snapshot.files.items()
            if (name := _chapter_name(file))
            for leaf in Chapter(name, text, file).leaves
        }
        self._paths: set[str] = set()
        self._passages: set[int] = set()

    def take(self, draft: Draft) -> bool:
        """Whether the passages and paths are free; they are taken then."""
        paths = {*draft.paths, *draft.reserved}
        if self._passages & draft.touched or self._paths & paths:
            return False
        self._passages |= draft.touched
        self._paths |= paths
        return True

    def pick(self, fits: Callable[[SnapshotText], object]) -> int | None:
        """The index of some passage that fits and is free."""
        fitting = [index for index, one in enumerate(self.passages) if index not in self._passages and fits(one)]
        return self.chance.choice(fitting) if fitting else None

    def word_edit(self, piece: SnapshotRun) -> tuple[int, int, str] | None:
        """From where to where in the piece's text a word is replaced, removed or added, and by what."""
        words = list(WORD.finditer(piece.text))[1:-1]
        inner = [word for word in words if piece.text[word.start() - 1 : word.end() + 1] == f" {word[0]} "]
        if not inner:
            return None
        word = self.chance.choice(inner)
        new = self.chance.choice(WORDS)
        return self.chance.choice(
            [
                (word.start(), word.end(), new),
                (word.start(), word.end() + 1, ""),
                (word.start(), word.start(), f"{new} "),
            ]
        )

    def several(self, piece: SnapshotRun) -> bool:
        """Whether the piece's text stands at more places than one, or could be changed at this one alone."""
        return self.places[piece.path or ""] > 1 or (piece.path or "").startswith("phrases.")


def _chapter_name(file: str) -> str | None:
    match = re.fullmatch(r"(?:.*/)?chapters/([\w-]+)\.md", file)
    return match[1] if match else None


def paths_of(piece: SnapshotRun) -> Iterator[str]:
    yield from filter(None, (piece.path, piece.within))


def item_of(passage: SnapshotText) -> re.Match[str] | None:
    """The list that an item stands in, and its key there: an item can be one of another list, mentioned."""
    if passage.bookmark is None or not passage.runs:
        return None
    first = passage.runs[0]
    long = len(first.text) > 20
    return next(
        (match for path in (first.within, first.path) if path and long and (match := ITEM.fullmatch(path))), None
    )


def leaf_of(passage: SnapshotText) -> re.Match[str] | None:
    """The chapter and number of a leaf of a chapter that prints one leaf alone."""
    if passage.bookmark is None or len(passage.runs) != 1:
        return None
    return LEAF.fullmatch(passage.runs[0].path or "")


def is_own(piece: SnapshotRun) -> bool:
    return bool(re.match(r"chapters\.|.*(rationale|risks|measures|remarks)", piece.path or ""))


def around(index: int) -> frozenset[int]:
    return frozenset(range(index - 1, index + 2))


def bookmark_of(plan: Plan, index: int) -> str:
    bookmark = plan.passages[index].bookmark
    assert bookmark is not None
    return bookmark


def inside(plan: Plan, index: int, number: int, change: tuple[int, int, str], act: Act) -> Draft:
    """A change inside one piece of one passage."""
    passage = plan.passages[index]
    piece = passage.runs[number]
    start = offset(passage, number)
    steps, new = _typed(passage, start + change[0], start + change[1], change[2])
    paths = tuple(paths_of(piece))
    return Draft(index, steps, act, paths, (passage.text,), (new,), frozenset({index}), plan.several(piece))


def stretch(plan: Plan, index: int, place: tuple[int, int, str], act: Act, paths: Iterable[str]) -> Draft:
    """A change of a stretch of a passage that may reach over several pieces."""
    passage = plan.passages[index]
    steps, new = _typed(passage, *place)
    return Draft(index, steps, act, paths, (passage.text,), (new,), frozenset({index}))


def offset(passage: SnapshotText, index: int) -> int:
    """Where a piece begins."""
    return sum(len(piece.text) for piece in passage.runs[:index])


def _typed(passage: SnapshotText, start: int, end: int, text: str) -> tuple[tuple[Step, ...], str]:
    """Text typed over a part of a passage, and the passage's text then."""
    assert passage.bookmark is not None
    keys = Step("type", text=text) if text else Step("command", text="Delete")
    new = passage.text[:start] + text + passage.text[end:]
    return (Step("select", passage.bookmark, start, end), keys), new
