"""The blocks of both versions as one body, in which what went and what came is tracked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from methodology.comparing.alignment import BlockPair, Pair, align_blocks, align_items
from methodology.comparing.words import StretchKind
from methodology.model.document import Block, Heading, Inline, List, Note, Paragraph, Table
from methodology.word.numbering import Numbering
from methodology.word.redline.merging import Tracker
from methodology.word.redline.tables import write_tracked_table
from methodology.word.redline.tracked_text import Revisions, mark_paragraph
from methodology.word.styles import BODY, LISTS, NOTE
from methodology.word.wordml import child, parsed, qualified
from methodology.word.writing.body import heading_setting
from methodology.word.writing.draft import Draft, Setting, bookmark_of, write_paragraph


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph before it is written: its text, style and setting, and the bookmarks around it."""

    content: Inline
    style: str
    setting: Setting
    bookmarks: Sequence[str | None] = ()


@dataclass(frozen=True, slots=True)
class Redline:
    """What the body is written with. The items of both versions are counted apart, in one numbering part."""

    draft: Draft
    revisions: Revisions
    tracker: Tracker
    contents: Mapping[str, str]
    old_numbering: Numbering

    def write(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[etree._Element]:
        """The body."""
        pairs = [part for pair in align_blocks(old, new) for part in _parted(pair)]
        for index, pair in enumerate(pairs):
            following = pairs[index + 1 :]
            if isinstance(pair.old, Table) or isinstance(pair.new, Table):
                yield self._table(pair, following)
                yield from self._gap(pair, following)
            elif isinstance(pair.old, List) or isinstance(pair.new, List):
                yield from self._list(pair)
            elif isinstance(pair.old, Heading) or isinstance(pair.new, Heading):
                yield self._heading(pair)
            else:
                yield self._paragraph(self._plain(pair.old, arrives=False), self._plain(pair.new, arrives=True))
            if not isinstance(pair.old or pair.new, Table) and None in (pair.old, pair.new) and _meets_table(following):
                # Where a table follows, LibreOffice leaves the emptied paragraph: not with the number of a heading.
                yield self._empty(StretchKind.INSERTED, StretchKind.DELETED)

    def _plain(self, block: Block | None, *, arrives: bool) -> _Set | None:
        match block:
            case Paragraph():
                bookmark = bookmark_of(self.draft, block.anchor) if arrives else None
                return _Set(block.content, BODY, Setting(keep_next=block.leads), [bookmark])
            case Note():
                return _Set(block.content, NOTE, Setting())
        return None

    def _heading(self, pair: BlockPair) -> etree._Element:
        old, new = (one if isinstance(one, Heading) else None for one in (pair.old, pair.new))
        numbering = self.draft.numbering
        together = old is not None and new is not None and self.old_numbering.items_like(numbering)
        together = together and (old and _opens_items(old)) == (new and _opens_items(new))
        before = after = None
        if new is not None:
            bookmarks = [bookmark_of(self.draft, new.anchor), self.contents.get(new.anchor)]
            after = _Set(new.content, *heading_setting(new, numbering), bookmarks)
        if old is not None:
            if together:
                # What restarts the items of one version restarts those of the other.
                self.old_numbering.follow(numbering)
                old = replace(old, label="")
            before = _Set(old.content, *heading_setting(old, self.old_numbering))
        return self._paragraph(before, after)

    def _list(self, pair: BlockPair) -> Iterator[etree._Element]:
        """Items of one format count together in both versions; those of two formats each by the numbers of its own."""
        old, new = (one if isinstance(one, List) else None for one in (pair.old, pair.new))
        one_number = old is not None and new is not None and old.format is new.format
        items = align_items(old.items if old else (), new.items if new else ())
        # LibreOffice loses the restart of a numbering with the item that it begins with.
        separate = one_number and any(None in (item.old, item.new) for item in items[:1])
        before = self._numbered(new if one_number else old, separate=separate)
        after = before if one_number else self._numbered(new)
        for item in items:
            yield self._paragraph(
                None if item.old is None else replace(before, content=item.old.content),
                None
                if item.new is None
                else replace(after, content=item.new.content, bookmarks=[bookmark_of(self.draft, item.new.anchor)]),
            )

    def _numbered(self, block: List | None, *, separate: bool = False) -> _Set:
        """An item of the list without its text."""
        if block is None:
            return _Set((), BODY, Setting())
        style = LISTS[block.format]
        numbering = self.draft.numbering
        return _Set((), style, Setting(numbering=numbering.separate(style) if separate else numbering.restart(style)))

    def _table(self, pair: BlockPair, following: Sequence[BlockPair]) -> etree._Element:
        old, new = (one if isinstance(one, Table) else None for one in (pair.old, pair.new))
        seen = [one.old if new is None else one.new for one in following]
        note = isinstance(next(filter(None, seen), None), Note)
        return parsed(write_tracked_table(self.draft, self.revisions, self.tracker, old, new, note=note))[0]

    def _gap(self, pair: BlockPair, following: Sequence[BlockPair]) -> Iterator[etree._Element]:
        """The empty paragraph between tables that touch, and behind the last one, in the version that needs it.

        Word joins tables that touch, and a body must end in a paragraph.
        """
        needed_before = pair.old is not None and _touches([one.old for one in following])
        needed_after = pair.new is not None and _touches([one.new for one in following])
        fates = [] if needed_before else [StretchKind.INSERTED]
        fates += [] if needed_after else [StretchKind.DELETED]
        if needed_before or needed_after or _meets_table(following):
            yield self._empty(*fates)

    def _empty(self, *fates: StretchKind) -> etree._Element:
        return mark_paragraph(self.revisions, parsed(write_paragraph(self.draft, BODY, ()))[0], *fates)

    def _paragraph(self, old: _Set | None, new: _Set | None) -> etree._Element:
        content = self.tracker.merged(old.content if old else (), new.content if new else ())
        placed = new or old
        if placed is None:
            raise ValueError("no paragraph")
        bookmarks = new.bookmarks if new else ()
        (written,) = parsed(write_paragraph(self.draft, placed.style, content, placed.setting, bookmarks))
        if old is None or new is None:
            fate = StretchKind.INSERTED if old is None else StretchKind.DELETED
            return mark_paragraph(self.revisions, written, fate)
        (before,) = parsed(write_paragraph(self.draft, old.style, (), old.setting))
        self._track_properties(before, written)
        return written

    def _track_properties(self, old: etree._Element, new: etree._Element) -> None:
        """Track how the paragraph is set; not whether it stays with the next, which no reader has to judge."""
        before, after = child(old, "w:pPr"), child(new, "w:pPr")
        if before is None or after is None or _told(before) == _told(after):
            return
        after.append(self.revisions.mark("w:pPrChange", [before]))


def _opens_items(heading: Heading) -> bool:
    return heading.label == "1."


def _parted(pair: BlockPair) -> Iterator[BlockPair]:
    """A pair as it is, or both apart where one cannot become the other: two tables of other columns."""
    old, new = pair.old, pair.new
    apart = isinstance(old, Table) and isinstance(new, Table) and old.columns != new.columns
    if apart:
        yield Pair(old, None)
        yield Pair(None, new)
    else:
        yield pair


def _meets_table(following: Sequence[BlockPair]) -> bool:
    """Whether a table of either version comes next."""
    return bool(following) and isinstance(following[0].old or following[0].new, Table)


def _touches(following: Sequence[Block | None]) -> bool:
    """Whether a table, or nothing, follows in one version."""
    return isinstance(next(filter(None, following), None), Table | None)


def _told(properties: etree._Element) -> list[bytes]:
    return [etree.tostring(part) for part in properties if part.tag != qualified("w:keepNext")]
