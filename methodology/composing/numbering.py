"""Blocks numbered, labelled and fitted together: what a block is by its place among the others.

A document is put together from groups of blocks. What one group is made of and what stands before and after it say all
of how it is numbered, so that a group that stays as it is, at a place that counts as it did, is not numbered again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import NamedTuple, assert_never

from methodology.composing.widths import fit_widths
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.document import (
    Block,
    Caption,
    CaptionKind,
    Cell,
    Heading,
    HeadingKind,
    Inline,
    List,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    plain_text,
    single_source,
)
from methodology.model.page_fit import fits_page
from methodology.model.texts import Text, TextKind, anchors_of, broken_links, lay_out, map_texts, texts_of_blocks

CHAPTER_DEPTHS = 3
ITEM_DEPTHS = 2


class MarkupError(ValueError):
    """The markup is no document: a list without items, widths that do not add up, a heading out of order.

    ``source`` is the content path of the text that is wrong, where it comes from the content.
    """

    def __init__(self, message: str, source: str | None = None, text: str = "") -> None:
        super().__init__(message)
        self.source = source
        self.text = text


@dataclass(frozen=True, slots=True)
class UnnumberedHeading:
    """A heading whose number follows from those before it; ``anchor`` is that of the template, if it gives one."""

    level: int
    kind: HeadingKind
    content: Inline
    anchor: str | None


Unplaced = Block | UnnumberedHeading | MarkupError
"""What was read by itself: a block, a heading, or what is wrong in the place of one."""
Group = tuple[Unplaced, ...]


class HeadingCounts(NamedTuple):
    """How far headings are counted."""

    chapters: tuple[int, ...] = ()
    annexes: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    part_level: int = 0
    level: int = 0
    headings: int = 0


class HeadingNumbers:
    """Counts headings in reading order: chapters through the document, items anew in each part."""

    def __init__(self, before: HeadingCounts | None = None) -> None:
        counts = before or HeadingCounts()
        self._chapters, self._annexes, self._items = map(list, (counts.chapters, counts.annexes, counts.items))
        self._part_level, self._level, self.count = counts.part_level, counts.level, counts.headings

    @property
    def counts(self) -> HeadingCounts:
        """How far it has counted."""
        chapters, annexes, items = map(tuple, (self._chapters, self._annexes, self._items))
        return HeadingCounts(chapters, annexes, items, self._part_level, self._level, self.count)

    def next(self, level: int, kind: HeadingKind) -> tuple[int, str]:
        """The next heading's depth in its own numbering and its label; raises ValueError where a level is left out.

        The heading after a wrong one is judged by that one's level: its fault is not told again.
        """
        above, self._level = self._level, level
        if kind is not HeadingKind.ITEM:
            self._part_level = level
        if level > above + 1:
            raise ValueError(
                translate("a heading of level {level} cannot follow one of level {above}", level=level, above=above)
            )
        self.count += 1
        match kind:
            case HeadingKind.CHAPTER:
                if level > CHAPTER_DEPTHS:
                    raise ValueError(
                        translate(
                            "chapters have {chapter_depths} levels, not {level}",
                            chapter_depths=CHAPTER_DEPTHS,
                            level=level,
                        )
                    )
                return level, self._label(self._chapters, level)
            case HeadingKind.ANNEX:
                if level > 1:
                    raise ValueError(translate("annexes have level 1, not {level}", level=level))
                return 1, self._label(self._annexes, 1)
            case HeadingKind.PART:
                self._items = []
                return 1, ""
            case HeadingKind.ITEM:
                depth = level - self._part_level
                if not 1 <= depth <= ITEM_DEPTHS:
                    raise ValueError(
                        translate("an item stands one or two levels below its part, not {depth}", depth=depth)
                    )
                return depth, self._label(self._items, depth)
            case _:
                assert_never(kind)

    @staticmethod
    def _label(counters: list[int], depth: int) -> str:
        """Count up at ``depth`` and print all counters: ``1.``, ``1.1``."""
        counters[:] = [*counters, 0][:depth]
        counters[-1] += 1
        return f"{counters[0]}." if depth == 1 else ".".join(map(str, counters))


LabelCaption = Callable[[CaptionKind | HeadingKind, int], str]
"""Writes the label of a caption or an annex by its kind and its number from 1."""


class Before(NamedTuple):
    """What stands before a group: how far headings and footnotes are counted, and whether chapters have begun."""

    headings: HeadingCounts = HeadingCounts()
    footnotes: int = 0
    stands: bool = False
    is_open: bool = False


_WITHIN = Before(stands=True, is_open=True)
"""Before blocks that are no document of their own."""


class After(NamedTuple):
    """What the block right after a group is."""

    is_led: bool = False
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A group with its numbers, and what counts on from it."""

    blocks: tuple[Block, ...]
    faults: tuple[MarkupError, ...]
    before_next: Before
    labelled: tuple[CaptionKind | HeadingKind, ...]
    """The kinds of its captions and annexes."""
    links: _GroupLinks
    cells: tuple[str, ...]
    """The content paths of what its tables print, each once."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The blocks of all groups; ``faults`` is what is wrong with some, which are left out."""

    groups: tuple[tuple[Block, ...], ...]
    faults: tuple[MarkupError, ...]
    cells: tuple[tuple[str, ...], ...]
    """The content paths of what the tables of each group print."""


def assemble(
    groups: Sequence[Group], label: LabelCaption, memory: Memory = NO_MEMORY, before: Before = _WITHIN
) -> Assembled:
    """Return all groups numbered, their captions labelled; what ``memory`` has of an earlier time is taken from it.

    The first heading of all and the first chapter begin a page each, where nothing stands ``before`` them.
    """
    widths = _fit_tables(groups, memory)
    numbered: list[Numbered] = []
    for place, group in enumerate(groups):
        given = group, before, _after(groups, place), tuple(widths[place])
        numbered.append(memory.recall(("numbered", place), given, partial(_number_group, *given)))
        before = numbered[-1].before_next
    faults = [fault for one in numbered for fault in one.faults]
    blocks = [one.blocks for one in numbered]
    if not faults:  # else a link may lead to what was left out, and a caption stand beside it
        blocks = list(_label_captions(numbered, label, faults, memory))
        faults += _check_links([one.links for one in numbered], memory)
    return Assembled(tuple(blocks), tuple(faults), tuple(one.cells for one in numbered))


class _Placing:
    """Gives the blocks of a group their places, one after the other."""

    def __init__(self, before: Before) -> None:
        self.numbers, self.stands, self.is_open = HeadingNumbers(before.headings), before.stands, before.is_open
        self.faults: list[MarkupError] = []

    def place(self, group: Group) -> Iterator[Block]:
        """The blocks, headings numbered; what is wrong with others goes to the faults."""
        for one in group:
            try:
                if isinstance(one, MarkupError):
                    raise one
                block = _number_heading(one, self.numbers) if isinstance(one, UnnumberedHeading) else one
            except MarkupError as fault:
                self.faults.append(fault)
                continue
            yield self._opened(block) if isinstance(block, Heading) else block
            self.stands = True

    def _opened(self, heading: Heading) -> Heading:
        """The heading, which begins a page where it is the first of all or the first chapter."""
        is_first_chapter = heading.is_chapter and not self.is_open
        self.is_open = self.is_open or heading.is_chapter
        return replace(heading, opens_body=True) if is_first_chapter or not self.stands else heading


def _number_group(group: Group, before: Before, after: After, widths: Sequence[tuple[float, ...]]) -> Numbered:
    placing = _Placing(before)
    blocks = list(placing.place(group))
    led = tuple(_lead_ins(list(_with_widths(blocks, widths)), after))
    labels = count(before.footnotes + 1)
    labelled = tuple(_label_footnotes(led, labels))
    before_next = Before(placing.numbers.counts, next(labels) - 1, placing.stands, placing.is_open)
    kinds = tuple(one.kind for one in labelled if isinstance(one, Caption | Heading) and _has_label(one))
    texts = tuple(texts_of_blocks(labelled))
    sources = (run.source for text in texts if text.kind is TextKind.CELL for run in text.runs)
    cells = tuple(dict.fromkeys(source for source in sources if source is not None))
    return Numbered(labelled, tuple(placing.faults), before_next, kinds, _links_of(texts), cells)


def _number_heading(heading: UnnumberedHeading, numbers: HeadingNumbers) -> Heading:
    kind, content = heading.kind, heading.content
    try:
        depth, label = numbers.next(heading.level, kind)
    except ValueError as error:
        raise MarkupError(
            translate("the heading '{content}': {error}", content=plain_text(content), error=error),
            single_source(content),
            plain_text(content),
        ) from error
    is_counted = kind in (HeadingKind.CHAPTER, HeadingKind.ANNEX)
    own_name = label.rstrip(".") if is_counted else str(numbers.count)
    return Heading(heading.level, kind, depth, label, content, heading.anchor or f"{kind}-{own_name}")


def _after(groups: Sequence[Group], place: int) -> After:
    """What stands after a group."""
    following = (one for at in range(place + 1, len(groups)) for one in groups[at] if not isinstance(one, MarkupError))
    block = next(following, None)
    if block is None:
        return After()
    is_item = isinstance(block, UnnumberedHeading) and block.kind is HeadingKind.ITEM
    return After(is_item or (not isinstance(block, UnnumberedHeading) and _can_be_led(block)), isinstance(block, Table))


def _fit_tables(groups: Sequence[Group], memory: Memory) -> list[list[tuple[float, ...]]]:
    """The widths of the tables that have none, by groups: they follow from the texts, one set for all of one head."""
    own = memory.recall_each("unfitted", (), _unfitted, groups)
    alike: dict[tuple[str, ...], list[Table]] = {}
    for table in (table for tables in own for table in tables):
        alike.setdefault(_head_of(table), []).append(table)
    widths = {
        head: memory.recall(("widths", head), tuple(tables), partial(fit_widths, tables))
        for head, tables in alike.items()
    }
    return [[widths[_head_of(table)] for table in tables] for tables in own]


def _unfitted(group: Group) -> tuple[Table, ...]:
    return tuple(one for one in group if isinstance(one, Table) and not any(one.columns))


def _head_of(table: Table) -> tuple[str, ...]:
    return tuple(plain_text(cell.content) for row in table.header for cell in row.cells)


def _with_widths(blocks: Iterable[Block], widths: Sequence[tuple[float, ...]]) -> Iterator[Block]:
    waiting = iter(widths)
    for block in blocks:
        is_unfitted = isinstance(block, Table) and not any(block.columns)
        fitted = replace(block, columns=next(waiting)) if isinstance(block, Table) and is_unfitted else block
        yield _name_rows(fitted) if isinstance(fitted, Table) and not fits_page(fitted) else fitted


def _name_rows(table: Table) -> Table:
    """A table that pages tear, where each row says what a cell that names several of them says: no page lacks it."""
    rows = []
    for row, cells in zip(table.rows, lay_out([row.cells for row in table.rows], _spans), strict=True):
        own = (at.cell for at in cells if at.cell.header or not at.continues)
        rows.append(replace(row, cells=tuple(replace(cell, row_span=1) if cell.header else cell for cell in own)))
    return replace(table, rows=tuple(rows))


def _spans(cell: Cell) -> tuple[int, int]:
    return cell.column_span, cell.row_span


def _lead_ins(blocks: list[Block], after: After) -> Iterator[Block]:
    """A paragraph that ends in a colon opens the list, the table or the items after it."""
    for block, following in zip(blocks, [*blocks, None][1:], strict=True):
        is_led = after.is_led if following is None else _can_be_led(following)
        if isinstance(block, Paragraph) and is_led:
            yield replace(block, leads=plain_text(block.content).endswith(":"))
        else:
            yield block


def _label_footnotes(blocks: Iterable[Block], numbers: Iterator[int]) -> Iterator[Block]:
    """The blocks with their footnotes numbered; blocks without any stay the same objects."""

    def label(content: Inline) -> Inline:
        return tuple(
            replace(run, footnote=replace(run.footnote, label=str(next(numbers)))) if run.footnote else run
            for run in content
        )

    for block in blocks:
        has_some = any(text.kind is TextKind.FOOTNOTE for text in texts_of_blocks([block]))
        yield map_texts(block, label) if has_some else block


def _can_be_led(block: Block) -> bool:
    match block:
        case Heading():
            return block.kind is HeadingKind.ITEM
        case List() | Table():
            return True
        case Caption():
            return block.kind is CaptionKind.TABLE
        case Paragraph() | Note() | Picture():
            return False
        case _:
            assert_never(block)


def _label_captions(
    groups: Sequence[Numbered], label: LabelCaption, faults: list[MarkupError], memory: Memory
) -> Iterator[tuple[Block, ...]]:
    """The groups, annexes and captions labelled by their counts; ``faults`` takes captions with no table below."""
    counts: Counter[CaptionKind | HeadingKind] = Counter()
    for place, numbered in enumerate(groups):
        kinds, group = numbered.labelled, numbered.blocks
        labels = []
        for kind in kinds:
            counts[kind] += 1
            labels.append(label(kind, counts[kind]))
        following = next((one.blocks[0] for one in groups[place + 1 :] if one.blocks), None) if kinds else None
        given = group, tuple(labels), After(is_table=isinstance(following, Table))
        made, wrong = memory.recall(("labelled", place), given, partial(_put_labels, *given)) if kinds else (group, ())
        faults += wrong
        yield made


def _has_label(block: Block) -> bool:
    return isinstance(block, Caption) or (isinstance(block, Heading) and block.kind is HeadingKind.ANNEX)


def _put_labels(
    group: tuple[Block, ...], labels: Sequence[str], after: After
) -> tuple[tuple[Block, ...], tuple[MarkupError, ...]]:
    waiting = iter(labels)
    made: list[Block] = []
    faults: list[MarkupError] = []
    for place, block in enumerate(group):
        if not isinstance(block, Caption | Heading) or not _has_label(block):
            made.append(block)
            continue
        made.append(replace(block, label=next(waiting)))
        is_above_table = isinstance(group[place + 1], Table) if place + 1 < len(group) else after.is_table
        if block.kind == CaptionKind.TABLE and not is_above_table:
            text = plain_text(block.content)
            message = translate("no table stands below the caption '{text}'", text=text)
            faults.append(MarkupError(message, single_source(block.content), text))
    return tuple(made), tuple(faults)


@dataclass(frozen=True, slots=True)
class _GroupLinks:
    """The places of a group that links can lead to, and where its own lead."""

    anchors: tuple[str, ...]
    targets: tuple[str, ...]
    texts: tuple[Text, ...]
    """Those with links, or with a place."""


def _check_links(links: Sequence[_GroupLinks], memory: Memory) -> list[MarkupError]:
    """What is wrong with the links of all groups."""
    told = tuple(one for group in links for one in (group.anchors, group.targets))

    def check() -> list[tuple[str, Run]]:
        return list(broken_links(tuple(text for one in links for text in one.texts)))

    found = memory.recall("sound links", told, lambda: not check())
    return [] if found else [MarkupError(message, run.source, run.text) for message, run in check()]


def _links_of(all_texts: Iterable[Text]) -> _GroupLinks:
    texts = tuple(
        text for text in all_texts if text.anchor is not None or any(run.target is not None for run in text.runs)
    )
    targets = tuple(run.target for text in texts for run in text.runs if run.target is not None)
    return _GroupLinks(tuple(anchors_of(texts)), targets, texts)
