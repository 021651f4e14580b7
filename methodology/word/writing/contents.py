"""The contents table: a field that Word can update, already filled in, so that it need not ask to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from methodology.model.document import Heading, plain_text
from methodology.word.fields import field, mark, opening
from methodology.word.styles import CONTENTS, LINK
from methodology.word.wordml import markup, text_run_markup
from methodology.word.writing.draft import Draft

INSTRUCTION = r'TOC \o "1-3" \h \z'
"""By the styles Heading 1 to 3 alone: ``\\u`` would add parts and items, whose outline levels are high up too."""


def contents_bookmarks(draft: Draft, chapters: Sequence[Heading]) -> dict[str, str]:
    """A bookmark for each entry by its heading's anchor, named as Word names its own.

    A chapter deeper than the contents table and the chapters' styles go is a bug of the composer: ValueError.
    """
    for chapter in chapters:
        if chapter.depth > len(CONTENTS):
            raise ValueError(f"the chapter {chapter.label} is deeper than the {len(CONTENTS)} levels that have styles")
    return {
        chapter.anchor: draft.bookmarks.reserve(f"_Toc{number:09}") for number, chapter in enumerate(chapters, start=1)
    }


def write_contents(
    draft: Draft, chapters: Sequence[Heading], bookmarks: Mapping[str, str], pages: Mapping[str, int]
) -> Iterator[str]:
    """The entries with their numbers and pages, as markup.

    The field ends in a paragraph of its own, where Word puts it too.
    """
    start = opening(INSTRUCTION)
    for chapter in chapters:
        style = markup("w:pStyle", {"w:val": draft.styles.id(CONTENTS[chapter.depth - 1])})
        link = _link(draft, chapter, bookmarks[chapter.anchor], pages[chapter.anchor])
        yield f"<w:p><w:pPr>{style}</w:pPr>{start}{link}</w:p>"
        start = ""
    yield f"<w:p>{start}{mark('end')}</w:p>"


def _link(draft: Draft, chapter: Heading, bookmark: str, page: int) -> str:
    text = text_run_markup(f"{chapter.label}\t{plain_text(chapter.content)}", draft.styles.id(LINK))
    number = field(rf"PAGEREF {bookmark} \h", text_run_markup(str(page), None))
    content = f"{text}<w:r><w:tab/></w:r>{number}"
    return markup("w:hyperlink", {"w:anchor": bookmark, "w:history": 1}, content)
