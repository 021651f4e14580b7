"""Where the links of the old version arrive: at what their places became, else at what went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from methodology.comparing.alignment import BlockPair, Pair, align_items, align_rows
from methodology.model.document import Block, Caption, Heading, List, ListItem, Note, Paragraph, Picture, Row, Table
from methodology.model.texts import texts_of_blocks
from methodology.word.writing.text_writer import Bookmarks

Place = Heading | Paragraph | ListItem | Row


@dataclass(frozen=True, slots=True)
class OldAnchors:
    """The anchors of the old version to which its links lead.

    ``arrivals`` gives for a link's target that of the same place in the new version, where it is another one. ``own``
    gives by its anchor the bookmark of a place that the new version does not have.
    """

    arrivals: Mapping[str, str]
    own: Mapping[str, str]

    def names(self, anchor: str | None) -> tuple[str, ...]:
        """The bookmark of a place that went, if a link leads to it."""
        return (self.own[anchor],) if anchor is not None and anchor in self.own else ()


def find_anchors(old: Sequence[Block], pairs: Sequence[BlockPair], bookmarks: Bookmarks) -> OldAnchors:
    """Pair the anchors; places that went get a name of ``bookmarks``."""
    linked = {
        run.target.removeprefix("#")
        for text in texts_of_blocks(old)
        for run in text.runs
        if run.target is not None and run.target.startswith("#")
    }
    arrivals: dict[str, str] = {}
    own: dict[str, str] = {}
    for place in (place for pair in (pairs if linked else ()) for place in _places_of(pair)):
        before = place.old and place.old.anchor
        if before is None or before not in linked:
            continue
        after = place.new and place.new.anchor
        if after is None:
            after = f"{before} (old)"
            own[before] = bookmarks.add(after, before)
        if after != before:
            arrivals[f"#{before}"] = f"#{after}"
    return OldAnchors(arrivals, own)


def _places_of(pair: BlockPair) -> Iterator[Pair[Place]]:
    """Where links can lead to in a block of both versions."""
    old, new = pair.old, pair.new
    match old:
        case Heading() | Paragraph():
            yield Pair(old, new if isinstance(new, Heading | Paragraph) else None)
        case List():
            yield from map(_of_place, align_items(old.items, new.items if isinstance(new, List) else ()))
        case Table():
            yield from map(_of_place, align_rows(old.rows, new.rows if isinstance(new, Table) else ()))
        case Note() | Caption() | Picture() | None:
            return
        case _:
            assert_never(old)


def _of_place(pair: Pair[ListItem] | Pair[Row]) -> Pair[Place]:
    return Pair(pair.old, pair.new)
