"""Two tables as one: rows that stay, go and come, each in the grid of its own table."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace

from methodology.comparing.alignment import Pair, align_rows
from methodology.comparing.words import StretchKind
from methodology.model.document import Table
from methodology.word.redline.merging import Tracker
from methodology.word.redline.tracked_text import MARKS, Revisions, mark_paragraph
from methodology.word.wordml import as_markup, child, found, parsed
from methodology.word.writing.draft import Draft
from methodology.word.writing.tables import PlacedRow, Slot, placed_rows, write_frame, write_row


def write_tracked_table(  # noqa: PLR0913 - what every block needs, and two tables
    draft: Draft, revisions: Revisions, tracker: Tracker, old: Table | None, new: Table | None, *, note: bool
) -> str:
    """Both tables as one ``w:tbl``, as markup; both have the same columns where both are there.

    ``note`` says that one follows.
    """
    frame = new or old
    if frame is None:
        raise ValueError("no table")
    before, after = (
        iter(placed_rows(draft, table, keep_with_next=note) if table is not None else ()) for table in (old, new)
    )
    rows = []
    for pair in _row_pairs(old, new):
        gone = next(before) if pair.old is not None else None
        come = next(after) if pair.new is not None else None
        rows += list(_tracked(draft, revisions, tracker, gone, come))
    return write_frame(draft, frame, rows)


def _row_pairs(old: Table | None, new: Table | None) -> Iterator[Pair[object]]:
    for part in ("header", "rows"):
        before, after = (getattr(table, part) if table is not None else () for table in (old, new))
        for pair in align_rows(before, after):
            yield Pair(pair.old, pair.new)


def _tracked(
    draft: Draft, revisions: Revisions, tracker: Tracker, old: PlacedRow | None, new: PlacedRow | None
) -> Iterator[str]:
    if old is not None and new is not None and _shape(old) == _shape(new):
        texts = zip(old.slots, new.slots, strict=True)
        slots = tuple((_filled(slot, tracker, before, slot), width) for (before, _), (slot, width) in texts)
        yield write_row(draft, replace(new, slots=slots))
        return
    for row, fate in ((old, StretchKind.DELETED), (new, StretchKind.INSERTED)):
        if row is None:
            continue
        deleted = fate is StretchKind.DELETED
        slots = tuple(
            (_filled(slot, tracker, slot if deleted else None, None if deleted else slot), width)
            for slot, width in row.slots
        )
        anchor = None if deleted else row.row.anchor
        (written,) = parsed(write_row(draft, replace(row, row=replace(row.row, anchor=anchor), slots=slots)))
        properties = child(written, "w:trPr")
        if properties is not None:
            properties.append(revisions.mark(MARKS[fate]))
        for paragraph in found(written, "w:tc/w:p"):
            mark_paragraph(revisions, paragraph, fate)
        yield as_markup(written)


def _filled(slot: Slot, tracker: Tracker, old: Slot | None, new: Slot | None) -> Slot:
    """A slot with the text of both; that of a covered cell is not printed."""
    if slot.continues:
        return slot
    content = tracker.merged(() if old is None else old.cell.content, () if new is None else new.cell.content)
    return replace(slot, cell=replace(slot.cell, content=content))


def _shape(row: PlacedRow) -> tuple[Hashable, ...]:
    """What rows must have in common to be one: how their cells stand and look."""
    return (
        row.place.head is None,
        bool(row.place.head),
        *(
            (
                (slot.column, slot.cell.column_span, slot.continues, slot.cell.row_span > 1),
                (slot.cell.header, slot.cell.alignment, slot.cell.strong),
            )
            for slot, _ in row.slots
        ),
    )
