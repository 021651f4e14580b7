"""The document's blocks as paragraphs and tables on the template's styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from methodology.model.document import Block, Heading, HeadingKind, List, Note, Paragraph, Table
from methodology.word.numbering import Numbering
from methodology.word.styles import BODY, HEADINGS, LISTS, NOTE
from methodology.word.writing.draft import Draft, Setting, bookmark_of, write_paragraph
from methodology.word.writing.tables import write_table

LEVEL_BEFORE: Mapping[HeadingKind, int] = {HeadingKind.CHAPTER: 0, HeadingKind.PART: 3, HeadingKind.ITEM: 4}
"""The level of the built-in heading style above a kind's first: parts are always Heading 4, items 5 and 6."""


def write_blocks(draft: Draft, blocks: Iterable[Block], contents: Mapping[str, str]) -> Iterator[str]:
    """The body as markup. ``contents`` gives the bookmark that the contents table counts, by the heading's anchor."""
    for block, following in pairwise((*blocks, None)):
        match block:
            case Heading():
                yield _heading(draft, block, contents.get(block.anchor))
            case Paragraph():
                setting = Setting(keep_next=block.leads)
                yield write_paragraph(draft, BODY, block.content, setting, [bookmark_of(draft, block.anchor)])
            case Note():
                yield write_paragraph(draft, NOTE, block.content)
            case List():
                yield from _list(draft, block)
            case Table():
                yield write_table(draft, block, keep_with_next=isinstance(following, Note))
                if following is None or isinstance(following, Table):
                    # Word joins tables that touch, and a body must end in a paragraph.
                    yield write_paragraph(draft, BODY, ())


def _heading(draft: Draft, heading: Heading, contents: str | None) -> str:
    style, setting = heading_setting(heading, draft.numbering)
    return write_paragraph(draft, style, heading.content, setting, [bookmark_of(draft, heading.anchor), contents])


def heading_setting(heading: Heading, numbering: Numbering) -> tuple[str, Setting]:
    """A heading's style and how it departs from that; ``numbering`` counts on."""
    level = LEVEL_BEFORE[heading.kind] + heading.depth
    style = HEADINGS[level - 1]
    number = None
    if heading.kind is HeadingKind.PART:
        numbering.open_part()
    if heading.kind is HeadingKind.ITEM:
        number = numbering.item(style, heading.depth, first=heading.label == "1.")
    return style, Setting(numbering=number, outline=None if heading.level == level else heading.level)


def _list(draft: Draft, block: List) -> Iterator[str]:
    """Every list is a numbering of its own, which starts with its first label."""
    style = LISTS[block.format]
    number = draft.numbering.restart(style)
    for item in block.items:
        setting = Setting(numbering=number)
        yield write_paragraph(draft, style, item.content, setting, [bookmark_of(draft, item.anchor)])
