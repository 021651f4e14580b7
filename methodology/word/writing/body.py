"""The document's blocks as paragraphs and tables on the template's styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from methodology.model.document import (
    Block,
    Caption,
    CaptionKind,
    Heading,
    HeadingKind,
    List,
    Note,
    Paragraph,
    Picture,
    Table,
)
from methodology.model.running_head import RunningMark
from methodology.word.numbering import ItemCount, ItemNumbers, formats_of
from methodology.word.styles import BODY, LEVEL_BEFORE, LISTS, style_of, style_of_item
from methodology.word.writing.draft import Draft, PreparedText, Setting
from methodology.word.writing.running_head import set_running
from methodology.word.writing.tables import write_table

NO_TEXT = PreparedText(
    (), Setting(BODY, spacing='<w:spacing w:before="0" w:after="100" w:line="20" w:lineRule="exact"/>')
)
"""The paragraph of one point between two tables, which Word joins where they touch, and behind the last one.

With its space it is no higher than the space after a table.
"""
LAST_ITEM = '<w:spacing w:after="120"/>'
"""The space between a list and a table, which has none above."""


def write_blocks(draft: Draft, blocks: Sequence[Block], contents: Mapping[str, str]) -> Iterator[str]:
    """The body as markup. ``contents`` gives the bookmark that the contents table counts, by the heading's anchor."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        match block:
            case Heading():
                yield draft.paragraph(prepare_heading(draft, block, contents))
            case Paragraph() | Note() | Caption():
                yield draft.paragraph(prepare_paragraph(draft, block))
            case Picture():
                yield draft.paragraph(prepare_picture(block))
            case List():
                before_table = isinstance(following, Table)
                items = prepare_items(draft, block, number_items(draft, block), before_table=before_table)
                yield from map(draft.paragraph, items)
            case Table():
                yield write_table(draft, block, keep_with_next=isinstance(following, Note))
                if following is None or isinstance(following, Table):
                    # Word joins tables that touch, and a body must end in a paragraph.
                    yield draft.paragraph(NO_TEXT)
            case _:
                assert_never(block)


def prepare_heading(draft: Draft, heading: Heading, contents: Mapping[str, str]) -> PreparedText:
    """A heading; links and the contents table arrive at it."""
    counted = (contents[heading.anchor],) if heading.anchor in contents else ()
    bookmarks = (*draft.bookmarks.at(heading.anchor), *counted)
    content, end = set_running(heading.content, draft.running.get(heading.anchor, RunningMark()), draft.styles)
    return PreparedText(content, heading_setting(draft, heading, draft.items), bookmarks, end=end)


def heading_setting(draft: Draft, heading: Heading, items: ItemCount) -> Setting:
    """How a heading is set; ``items`` counts on."""
    style = style_of(heading)
    number = None
    if heading.kind is HeadingKind.PART:
        items.open_part()
    if heading.kind is HeadingKind.ITEM:
        number = items.item(draft.numbering, style, heading.depth, first=heading.label == "1.")
    is_annex = heading.kind is HeadingKind.ANNEX
    if is_annex:
        number = draft.numbering.count_labels(heading.label)
    own_level = LEVEL_BEFORE[heading.kind] + heading.depth
    outline = None if heading.level == own_level else heading.level
    return Setting(style, numbering=number, outline=outline, begins_page=heading.begins_page)


def prepare_paragraph(draft: Draft, block: Paragraph | Note | Caption) -> PreparedText:
    """A paragraph, a note or a caption, which Word labels and counts; it stays with the table below it."""
    if isinstance(block, Caption):
        numbering = draft.numbering.count_labels(block.label)
        return PreparedText(
            block.content, Setting(style_of(block), block.kind is CaptionKind.TABLE, numbering=numbering)
        )
    if isinstance(block, Note):
        return PreparedText(block.content, Setting(style_of(block)))
    return PreparedText(
        block.content, Setting(style_of(block), keep_next=block.leads), draft.bookmarks.at(block.anchor)
    )


def prepare_picture(block: Picture) -> PreparedText:
    """A picture, which stays with its caption."""
    return PreparedText(block.alternative, Setting(style_of(block), keep_next=True), picture=block)


def number_items(draft: Draft, block: List) -> str | ItemNumbers:
    """How a list is numbered: every list by itself, starting with its first label."""
    formats = formats_of(block)
    if len(formats) == 1:
        return draft.numbering.restart(style_of(block))
    return ItemNumbers(draft.numbering, formats, draft.numbering.nest([LISTS[level] for level in formats]))


def prepare_items(
    draft: Draft, block: List, numbers: str | ItemNumbers, *, before_table: bool
) -> Iterator[PreparedText]:
    """The items of a list; without inner lists all have one ``w:numPr``."""
    for item in block.items:
        numbering = numbers if isinstance(numbers, str) else numbers.next(block, item)
        spacing = LAST_ITEM if before_table and item is block.items[-1] else ""
        setting = Setting(style_of_item(block, item), numbering=numbering, spacing=spacing)
        yield PreparedText(item.content, setting, draft.bookmarks.at(item.anchor))
