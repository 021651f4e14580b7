"""The contents table: a field that Word can update, already filled in, so that it need not ask to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from methodology.model.document import Heading, HeadingKind, plain_text
from methodology.model.running_head import KINDS
from methodology.word.fields import field, field_mark, field_start
from methodology.word.styles import LEVEL_BEFORE, contents_style_of
from methodology.word.wordml import markup, text_run
from methodology.word.writing.draft import Draft, Setting
from methodology.word.writing.running_head import write_nothing

_BUILDING_BLOCK = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
INSTRUCTION = r'TOC \o "1-{levels}" \h \z'
"""By the heading styles alone: ``\\u`` would add parts and items, whose outline levels are high up too."""
_CHAPTER_LEVELS = 3


def contents_bookmarks(draft: Draft, chapters: Sequence[Heading]) -> dict[str, str]:
    """A bookmark for each entry by its heading's anchor, named as Word names its own.

    A chapter deeper than the contents table and the chapters' styles go is a bug of the composer: ValueError.
    """
    for chapter in chapters:
        if chapter.depth > _CHAPTER_LEVELS:
            raise ValueError(
                f"the chapter {chapter.label} is deeper than the {_CHAPTER_LEVELS} levels that have styles"
            )
    return {
        chapter.anchor: draft.bookmarks.reserve(f"_Toc{number:09}") for number, chapter in enumerate(chapters, start=1)
    }


def write_contents(
    draft: Draft,
    chapters: Sequence[Heading],
    bookmarks: Mapping[str, str],
    pages: Mapping[str, int],
    kinds: Sequence[HeadingKind] = (),
) -> str:
    """The entries with their numbers and pages; ``kinds`` are those that are listed beside chapters."""
    entries = []
    for chapter in chapters:
        bookmark = bookmarks[chapter.anchor]
        content = entry_content(entry_run(chapter), bookmark, pages[chapter.anchor])
        entries.append((chapter, entry_link(bookmark, content), ""))
    return write_entries(draft, entries, kinds)


def write_entries(draft: Draft, entries: Iterable[tuple[Heading, str, str]], kinds: Sequence[HeadingKind] = ()) -> str:
    """The field around its entries: each one's chapter, its content, and what tracks its paragraph.

    The field ends in a paragraph of its own, where Word puts it too. All of it is the building block that Word offers
    to update as a whole (ECMA-376 17.5.2.12).
    """
    levels = max((_CHAPTER_LEVELS, *(LEVEL_BEFORE[kind] + 1 for kind in kinds)))
    start = field_start(INSTRUCTION.format(levels=levels))
    written = []
    for chapter, content, tracked in entries:
        properties = draft.properties(Setting(contents_style_of(chapter)), tracked)
        written.append(f"<w:p>{properties}{start}{content}</w:p>")
        start = ""
    # The field of a head on these pages would show the first chapter after them.
    nothing = write_nothing(draft.styles, *KINDS) if draft.running else ""
    table = f"{''.join(written)}<w:p>{start}{field_mark('end')}{nothing}</w:p>"
    properties = f'<w:id w:val="{draft.texts.reserve_control()}"/>{_BUILDING_BLOCK}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{table}</w:sdtContent></w:sdt>"


def entry_text(chapter: Heading) -> str:
    """The text of an entry before its page; the label of an annex is too long for the tabulator behind numbers."""
    between = " " if chapter.kind is HeadingKind.ANNEX else "\t"
    return f"{chapter.label}{between if chapter.label else ''}{plain_text(chapter.content)}"


def entry_run(chapter: Heading, holder: str = "w:t") -> str:
    """The run of that text, which looks like its entry, not like a link; ``holder`` is the element that holds it."""
    return text_run(entry_text(chapter), holder=holder)


def entry_content(runs: str, bookmark: str, page: int) -> str:
    """An entry's runs with its page."""
    number = field(rf"PAGEREF {bookmark} \h", text_run(str(page)))
    return f"{runs}<w:r><w:tab/></w:r>{number}"


def entry_link(bookmark: str, content: str) -> str:
    """The link that an entry is."""
    return markup("w:hyperlink", {"w:anchor": bookmark, "w:history": 1}, content)
