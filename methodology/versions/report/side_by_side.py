"""The whole text of both versions, line beside line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from methodology.comparing.alignment import Pair, align_blocks, align_items, align_rows
from methodology.comparing.words import Stretch, StretchKind, compare_words
from methodology.model.document import Block, Heading, Inline, List, ListItem, Row, Table, plain_text

Cells = tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One version's line: the label as printed and the cells (one, but for table rows), each of stretches."""

    label: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class TextLine:
    """A heading, paragraph, item or table row in both versions; ``look`` is a CSS class, ``anchor`` the new one's."""

    look: str
    old: Side | None
    new: Side | None
    anchor: str | None

    @property
    def changed(self) -> bool:
        """Whether its text differs."""
        sides = (self.old, self.new)
        cells = (cell for side in sides if side is not None for cell in side.cells)
        return None in sides or any(stretch.kind is not StretchKind.EQUAL for cell in cells for stretch in cell)


def text_pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[TextLine]:
    """Every line of both versions, in the order of both."""
    for pair in align_blocks(old, new):
        yield from _lines(pair.old, pair.new)


def _lines(old: Block | None, new: Block | None) -> Iterator[TextLine]:
    either = old or new
    if isinstance(either, List):
        for item in align_items(_items(old), _items(new)):
            yield _line("item", item, _item_text(item.old), _item_text(item.new))
    elif isinstance(either, Table):
        for row in align_rows(_rows(old), _rows(new)):
            yield _line("row", row, _row_text(row.old), _row_text(row.new))
    else:
        look = f"heading level-{either.level}" if isinstance(either, Heading) else "paragraph"
        pair: Pair[Block] = Pair(old, new)
        yield _line(look, pair, _block_text(old), _block_text(new))


Said = tuple[str, tuple[str, ...]]
"""The label and the texts of the cells."""


def _items(block: Block | None) -> Sequence[ListItem]:
    return block.items if isinstance(block, List) else ()


def _rows(block: Block | None) -> Sequence[Row]:
    return (*block.header, *block.rows) if isinstance(block, Table) else ()


def _item_text(item: ListItem | None) -> Said | None:
    return None if item is None else (item.label, (plain_text(item.content),))


def _row_text(row: Row | None) -> Said | None:
    return None if row is None else ("", tuple(plain_text(cell.content) for cell in row.cells))


def _block_text(block: Block | None) -> Said | None:
    if block is None:
        return None
    content: Inline = getattr(block, "content", ())
    return getattr(block, "label", ""), (plain_text(content),)


def _line(look: str, pair: Pair[Block] | Pair[ListItem] | Pair[Row], old: Said | None, new: Said | None) -> TextLine:
    anchor = getattr(pair.new or pair.old, "anchor", None)
    texts = zip_longest(old[1] if old else (), new[1] if new else (), fillvalue="")
    compared = [_compared(before, after) for before, after in texts]
    return TextLine(look, _side(old, compared, StretchKind.INSERTED), _side(new, compared, StretchKind.DELETED), anchor)


def _compared(old: str, new: str) -> tuple[Stretch, ...]:
    return (Stretch(StretchKind.EQUAL, new),) if old == new else compare_words(old, new)


def _side(said: Said | None, compared: Sequence[Sequence[Stretch]], other: StretchKind) -> Side | None:
    if said is None:
        return None
    label, texts = said
    cells = compared[: len(texts)]
    return Side(label, tuple(tuple(stretch for stretch in cell if stretch.kind is not other) for cell in cells))
