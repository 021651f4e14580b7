"""The blocks of both versions as one body, in which what went and what came is tracked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar, assert_never

from methodology.comparing.alignment import BlockPair, Pair, align_blocks, align_items, align_rows
from methodology.comparing.words import StretchKind
from methodology.model.document import (
    Block,
    Caption,
    Cell,
    Heading,
    HeadingKind,
    List,
    ListFormat,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Table,
)
from methodology.model.texts import GridCell
from methodology.word.numbering import ItemCount, ItemNumbers, formats_of
from methodology.word.redline.anchors import OldAnchors
from methodology.word.redline.tracked_text import Revisions, Tracker
from methodology.word.styles import BODY, LISTS, style_of
from methodology.word.writing.body import (
    NO_TEXT,
    heading_setting,
    prepare_heading,
    prepare_items,
    prepare_paragraph,
    prepare_picture,
)
from methodology.word.writing.draft import Draft, PreparedText, Setting
from methodology.word.writing.tables import PreparedRow, cell_setting, prepare_rows, write_frame, write_row

Kind = TypeVar("Kind", Heading, Table, List, Picture)


@dataclass(frozen=True, slots=True)
class Redline:
    """What the body is written with. The items of both versions are counted apart, in one numbering part."""

    draft: Draft
    revisions: Revisions
    tracker: Tracker
    contents: Mapping[str, str]
    anchors: OldAnchors
    old_items: ItemCount = field(default_factory=ItemCount)

    def write(self, pairs: Sequence[BlockPair]) -> Iterator[str]:
        """The body as markup, from what :func:`pair_blocks` returns."""
        for index, pair in enumerate(pairs):
            yield from self._block(pair, pairs[index + 1 :])

    def _block(self, pair: BlockPair, following: Sequence[BlockPair]) -> Iterator[str]:
        block, meets_table = pair.new or pair.old, _meets_table(following)
        match block:
            case Heading():
                yield self._heading(*both_of(pair, Heading), meets_table=meets_table)
            case Paragraph() | Note() | Caption():
                before, after = (
                    prepare_paragraph(self.draft, side) if isinstance(side, Paragraph | Note | Caption) else None
                    for side in (pair.old, pair.new)
                )
                yield self._paragraph(before, after, getattr(pair.old, "anchor", None), meets_table=meets_table)
            case Picture():
                yield from self._picture(*both_of(pair, Picture), meets_table=meets_table)
            case List():
                yield from self._list(*both_of(pair, List), following)
            case Table():
                yield self._table(*both_of(pair, Table), following)
                yield from self._gap(pair, following)
            case None:
                raise ValueError("no block")
            case _:
                assert_never(block)

    def _heading(self, old: Heading | None, new: Heading | None, *, meets_table: bool) -> str:
        items = self.draft.items
        together = old is not None and new is not None and self.old_items == items
        together = together and (old and _opens_items(old)) == (new and _opens_items(new))
        before = after = None
        if new is not None:
            after = prepare_heading(self.draft, new, self.contents)
        if old is not None:
            if together:
                # What restarts the items of one version restarts those of the other.
                self.old_items.follow(items)
                old = replace(old, label="") if old.kind is HeadingKind.ITEM else old
            before = PreparedText(old.content, heading_setting(self.draft, old, self.old_items))
        return self._paragraph(before, after, None if old is None else old.anchor, meets_table=meets_table)

    def _picture(self, old: Picture | None, new: Picture | None, *, meets_table: bool) -> Iterator[str]:
        """A picture that stays, or the old one deleted and the new one inserted: Word tracks no part of a picture."""
        if old == new and new is not None:
            yield self.draft.paragraph(prepare_picture(new))
            return
        for picture, fate in ((old, StretchKind.DELETED), (new, StretchKind.INSERTED)):
            if picture is not None:
                text = prepare_picture(picture)
                came = fate is StretchKind.INSERTED
                runs = self.tracker.merge(() if came else text.runs, text.runs if came else ())
                tracked = self.revisions.track_paragraph(fate)
                left = self._empty(StretchKind.INSERTED, fate) if meets_table and not came else ""
                tracked += self._was(Setting(BODY)) if meets_table and came else ""
                yield f"{self.draft.paragraph(text._replace(runs=runs), tracked)}{left}"

    def _list(self, old: List | None, new: List | None, following: Sequence[BlockPair]) -> Iterator[str]:
        """Items of one format count together in both versions; those of two formats each by the numbers of its own."""
        formats = formats_of(new, old)
        if len(formats) > 1:
            yield from self._nested_list(old, new, formats, following)
            return
        one_number = old is not None and new is not None and old.format is new.format
        items = align_items(old.items if old else (), new.items if new else ())
        # LibreOffice loses the restart of a numbering with the item that it begins with.
        separate = one_number and any(None in (item.old, item.new) for item in items[:1])
        number = self._number(new if one_number else old, separate=separate)
        numbers = number, number if one_number else self._number(new)
        yield from self._items(items, old, new, numbers, following)

    def _nested_list(
        self, old: List | None, new: List | None, formats: Sequence[ListFormat], following: Sequence[BlockPair]
    ) -> Iterator[str]:
        """A list that has inner ones in a version: one numbering for both, as far as the levels have one format."""
        numbering = self.draft.numbering
        number = numbering.nest([LISTS[level] for level in formats])
        numbers = ItemNumbers(numbering, formats, number), ItemNumbers(numbering, formats, number)
        items = align_items(old.items if old else (), new.items if new else ())
        yield from self._items(items, old, new, numbers, following)

    def _items(
        self,
        items: Sequence[Pair[ListItem]],
        old: List | None,
        new: List | None,
        numbers: tuple[str | ItemNumbers, str | ItemNumbers],
        following: Sequence[BlockPair],
    ) -> Iterator[str]:
        meets_table = _meets_table(following)
        nexts = (side.old for side in following), (side.new for side in following)
        before, after = (
            prepare_items(self.draft, block, number, before_table=_is_table(next(filter(None, blocks), None)))
            if block
            else iter(())
            for block, number, blocks in zip((old, new), numbers, nexts, strict=True)
        )
        for item in items:
            anchor = getattr(item.old, "anchor", None)
            texts = None if item.old is None else next(before), None if item.new is None else next(after)
            yield self._paragraph(*texts, anchor, meets_table=meets_table and item is items[-1])

    def _number(self, block: List | None, *, separate: bool = False) -> str:
        """A numbering for the list."""
        if block is None:
            return ""
        style, numbering = style_of(block), self.draft.numbering
        return numbering.separate(style) if separate else numbering.restart(style)

    def _paragraph(
        self, old: PreparedText | None, new: PreparedText | None, anchor: str | None, *, meets_table: bool
    ) -> str:
        """Both texts as one paragraph; ``anchor`` is that of the old one.

        LibreOffice leaves the last paragraph before a table when it should go, with the number of its heading or item.
        So one that went has an empty one behind it, which is left instead, and one that came was body text before.
        """
        placed = new or old
        if placed is None:
            raise ValueError("no paragraph")
        # Whether a paragraph stays with the next no reader has to judge.
        is_set_otherwise = (
            old is not None
            and new is not None
            and old.setting._replace(keep_next=False) != new.setting._replace(keep_next=False)
        )
        both = old.runs if old else (), new.runs if new else ()
        text = placed._replace(
            runs=self.tracker.merge(*both, is_set_otherwise=is_set_otherwise),
            bookmarks=(*(new.bookmarks if new else ()), *self.anchors.names(anchor)),
        )
        tracked = left = ""
        if old is None or new is None:
            tracked = self.revisions.track_paragraph(StretchKind.INSERTED if old is None else StretchKind.DELETED)
            if meets_table and new is None:
                left = self._empty(StretchKind.INSERTED, StretchKind.DELETED)
            elif meets_table:
                tracked += self._was(Setting(BODY))
        elif is_set_otherwise:
            tracked = self._was(old.setting)
        return f"{self.draft.paragraph(text, tracked)}{left}"

    def _was(self, setting: Setting) -> str:
        """How a paragraph was set."""
        return self.revisions.mark("w:pPrChange", self.draft.properties(setting))

    def _empty(self, *fates: StretchKind) -> str:
        return self.draft.paragraph(NO_TEXT, self.revisions.track_paragraph(*fates))

    def _gap(self, pair: BlockPair, following: Sequence[BlockPair]) -> Iterator[str]:
        """The empty paragraph between tables that touch, and behind the last one, in the version that needs it.

        Word joins tables that touch, and a body must end in a paragraph.
        """
        needed_before = pair.old is not None and _touches(side.old for side in following)
        needed_after = pair.new is not None and _touches(side.new for side in following)
        fates = [] if needed_before else [StretchKind.INSERTED]
        fates += [] if needed_after else [StretchKind.DELETED]
        if needed_before or needed_after or _meets_table(following):
            yield self._empty(*fates)

    def _table(self, old: Table | None, new: Table | None, following: Sequence[BlockPair]) -> str:
        """Both tables as one ``w:tbl``; both have the same columns where both are there."""
        frame = new or old
        if frame is None:
            raise ValueError("no table")
        blocks = (side.old if new is None else side.new for side in following)
        note = isinstance(next(filter(None, blocks), None), Note)
        before, after = (
            iter(prepare_rows(self.draft, table, keep_with_next=note) if table is not None else ())
            for table in (old, new)
        )
        anchors = [row.anchor for row in (*old.header, *old.rows)] if old is not None else []
        before = (
            replace(row, bookmarks=self.anchors.names(anchor)) for row, anchor in zip(before, anchors, strict=True)
        )
        rows = [
            row
            for has_old, has_new in _row_pairs(old, new)
            for row in self._rows(next(before) if has_old else None, next(after) if has_new else None)
        ]
        return write_frame(self.draft, frame, rows)

    def _rows(self, old: PreparedRow | None, new: PreparedRow | None) -> Iterator[str]:
        """Two rows as one where they can be, else one after the other."""
        if old is not None and new is not None and _shape(old) == _shape(new):
            bookmarks = (*new.bookmarks, *old.bookmarks)
            moved = tuple(self._moved(old, new, at) for at in range(len(new.cells)))
            yield write_row(self.draft, replace(new, cells=self._cells(old, new), bookmarks=bookmarks, tracked=moved))
            return
        for row, fate in ((old, StretchKind.DELETED), (new, StretchKind.INSERTED)):
            if row is not None:
                deleted = fate is StretchKind.DELETED
                cells = self._cells(row if deleted else None, None if deleted else row)
                tracked = replace(row, cells=cells)
                yield write_row(self.draft, tracked, partial(self.revisions.track, fate))

    def _moved(self, old: PreparedRow, new: PreparedRow, at: int) -> str:
        """Where the number of a cell stood, if the decimal mark of its column moved."""
        if old.rights[at] == new.rights[at]:
            return ""
        return self._was(cell_setting(new, at)._replace(right=old.rights[at]))

    def _cells(self, old: PreparedRow | None, new: PreparedRow | None) -> tuple[GridCell[Cell], ...]:
        """The cells of a row with the texts of both; that of a covered cell is not printed."""
        placed = new or old
        merged = []
        for index, cell in enumerate(placed.cells if placed else ()):
            before, after = (row.cells[index].cell.content if row else () for row in (old, new))
            content = () if cell.continues else self.tracker.merge(before, after)
            merged.append(cell._replace(cell=replace(cell.cell, content=content)))
        return tuple(merged)


def pair_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[BlockPair]:
    """The blocks of both versions, in the order of both."""
    return [part for pair in align_blocks(old, new) for part in _part(pair)]


def both_of(pair: BlockPair, kind: type[Kind]) -> tuple[Kind | None, Kind | None]:
    """The old and the new block of a pair of this kind."""
    return pair.old if isinstance(pair.old, kind) else None, pair.new if isinstance(pair.new, kind) else None


def _opens_items(heading: Heading) -> bool:
    return heading.label == "1."


def _part(pair: BlockPair) -> Iterator[BlockPair]:
    """A pair as it is, or both apart where one cannot become the other: two tables of other columns."""
    old, new = both_of(pair, Table)
    if old is not None and new is not None and old.columns != new.columns:
        yield Pair(old, None)
        yield Pair(None, new)
    else:
        yield pair


def _meets_table(following: Sequence[BlockPair]) -> bool:
    """Whether a table of either version comes next."""
    return bool(following) and isinstance(following[0].old or following[0].new, Table)


def _is_table(block: object) -> bool:
    return isinstance(block, Table)


def _touches(following: Iterable[Block | None]) -> bool:
    """Whether a table, or nothing, follows in one version."""
    return isinstance(next(filter(None, following), None), Table | None)


def _row_pairs(old: Table | None, new: Table | None) -> Iterator[tuple[bool, bool]]:
    """Which rows there are, of the old table and of the new one."""
    for part in ("header", "rows"):
        before, after = (getattr(table, part) if table is not None else () for table in (old, new))
        yield from ((pair.old is not None, pair.new is not None) for pair in align_rows(before, after))


def _shape(row: PreparedRow) -> tuple[Hashable, ...]:
    """What rows must have in common to be one: how their cells stand and look."""
    return (
        row.head is None,
        bool(row.head),
        *(
            (
                (cell.column, cell.cell.column_span, cell.continues, cell.cell.row_span > 1),
                (cell.cell.header, cell.cell.alignment, cell.cell.strong),
            )
            for cell in row.cells
        ),
    )
