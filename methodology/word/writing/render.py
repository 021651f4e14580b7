"""A document, set on a Word template."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import XmlPart
from lxml import etree

from methodology.diagnostics import Location
from methodology.look import TemplateLook, look_beside
from methodology.model.document import Document, Inline
from methodology.model.running_head import running_marks
from methodology.model.seal import Seal
from methodology.model.tied_words import tie_document
from methodology.word.fields import show_page_count
from methodology.word.package import add_seal, add_snapshot, declare_extensions, set_properties, write_package
from methodology.word.snapshot import untie_texts, write_snapshot
from methodology.word.styles import Styles
from methodology.word.template_places import (
    BODY,
    CONTENTS,
    COVER,
    COVER_BESIDES,
    EMBLEM,
    clear_block,
    fill_inline,
    inline_places,
    places_of,
    settle_cover,
)
from methodology.word.wordml import attribute, child, parse_markup, qname
from methodology.word.writing.blank_prompt import add_blank_prompt
from methodology.word.writing.body import write_blocks
from methodology.word.writing.contents import contents_bookmarks, write_contents
from methodology.word.writing.draft import Draft
from methodology.word.writing.page_mark import mark_pages
from methodology.word.writing.page_numbers import set_page_numbers
from methodology.word.writing.pictures import Pictures, keep_pictures
from methodology.word.writing.running_head import add_running_head
from methodology.word.writing.template import (
    Template,
    dress_template,
    mark_places,
    open_template,
    read_template,
)
from methodology.word.writing.text_writer import Bookmarks, Relate, TextWriter

LONG_ROW = 1500
"""A row of a report with a longer text may break over pages."""
LETTER_COVER = ("date",)
"""What the template of a letter must have of a cover."""


def render_docx(  # noqa: PLR0913 (what a file is made of)
    document: Document,
    template: Path,
    *,
    heading_pages: Mapping[str, int],
    page_count: int,
    content_files: Mapping[str, str],
    seal: Seal | None = None,
) -> bytes:
    """The document as a Word file.

    ``heading_pages`` gives each chapter's physical page by its anchor, for the contents table; ``content_files`` the
    text of every content file by its relative path, to travel inside; ``seal`` goes among the custom
    properties. A template that is no Word document, or that lacks a style, a numbering or a tag, is a ContentError that
    names all that it lacks.
    """
    written = write_docx(document, template)
    return written.finish(heading_pages=heading_pages, page_count=page_count, content_files=content_files, seal=seal)


def render_report(document: Document, template: Path, *, upright: bool = False, seal: Seal | None = None) -> bytes:
    """A document that is no methodology as a Word file: without a snapshot, with long rows free to break.

    ``upright`` turns the pages of the template, which lie on their side.
    """
    written = write_docx(document, template, longest_row=LONG_ROW)
    for section in written.template.word.sections if upright else ():
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
    return written.finish(heading_pages={}, page_count=1, content_files=None, seal=seal)


def render_letter(document: Document, template: Path, *, seal: Seal | None = None) -> bytes:
    """A letter as a Word file: it begins with its sender, number and date, and has no title block."""
    return write_docx(document, template, cover=LETTER_COVER).finish(
        heading_pages={}, page_count=1, content_files=None, seal=seal
    )


@dataclass(frozen=True, slots=True)
class UnpagedDocx:
    """A document set on its template, all but what waits for its pages: it is written while they are laid out."""

    document: Document
    template: Template
    draft: Draft
    entries: Mapping[str, str]
    """The bookmark that the contents table counts, by each chapter's anchor."""
    body: str
    """As markup, which is put in when the file is saved."""

    def finish(
        self,
        *,
        heading_pages: Mapping[str, int],
        page_count: int,
        content_files: Mapping[str, str] | None,
        seal: Seal | None = None,
    ) -> bytes:
        """The file, once; see :func:`render_docx`. Without content files it has no snapshot and no contents."""
        contents = ""
        if content_files is not None:
            contents = write_contents(
                self.draft, self.document.listed, self.entries, heading_pages, self.document.contents
            )
            printed = untie_texts(self.draft.texts.written, self.document.tied_words)
            add_snapshot(self.template.word.part, write_snapshot(content_files, printed))
        if seal is not None:
            add_seal(self.template.word.part, seal)
        body = set_page_numbers(self.body, heading_pages)
        return finish(self.template, self.document, page_count, body, contents)


def write_docx(
    document: Document, template: Path, *, longest_row: int | None = None, cover: Sequence[str] = COVER
) -> UnpagedDocx:
    """The document as a Word file without its pages; ContentError as of :func:`render_docx`.

    Rows with a text longer than ``longest_row`` may break over pages; the template must have these of the ``cover``.
    """
    document = tie_document(document)
    opened = open_with_marks(template, document, cover)
    draft = replace(draft_on(opened, document), longest_row=longest_row, running=running_marks(document))
    entries = contents_bookmarks(draft, document.listed)
    body = fill_places(opened, draft, inline_places(document), lambda: write_blocks(draft, document.blocks, entries))
    if draft.running:
        add_running_head(opened.word, opened.styles, document.running, draft.text_width)
    return UnpagedDocx(document, opened, draft, entries, body)


def text_width_of(template: Path, document: Document) -> int:
    """The width between the margins where the body of a document stands, in twentieths of a point."""
    return _text_width(open_with_marks(template, document))


def open_with_marks(template: Path, document: Document, cover: Sequence[str] = COVER) -> Template:
    """The template with a mark at each place that the document fills; what it must have of the ``cover``."""
    content, location = read_template(template)
    filled = inline_places(document)
    needed = (*cover, *(name for name in COVER_BESIDES if filled[name]))
    look = look_beside(template)
    marked = _mark_template(content, location, tuple(document.labels), needed, look)
    return replace(open_template(marked, location), look=None if look is None else look.look)


@functools.lru_cache(maxsize=8)
def _mark_template(
    template: bytes, location: Location, labels: tuple[str, ...], needed: tuple[str, ...], look: TemplateLook | None
) -> bytes:
    """The template's file, dressed, with the marks in it.

    It is remembered by all that it depends on, so it is never stale.
    """
    opened = open_template(template, location)
    mark_places(opened, labels, needed)
    if look is not None:
        dress_template(opened, look)
    for page in opened.pages:
        declare_extensions(page)
    return write_package(opened.word)


def fill_places(
    template: Template, draft: Draft, inline: Mapping[str, Inline], write_body: Callable[[], Iterable[str]]
) -> str:
    """Fill every place in a paragraph, in reading order with the body, which is returned.

    ``inline`` is what each place in a paragraph holds. The body and the contents table wait for :func:`finish`.
    """
    body: list[str] = []
    height = max((draft.pictures.height(one, draft.text_width) for one in draft.emblems), default=0)
    for page in template.pages:
        settle_cover(page.element, inline, height)
        for name, place in places_of(page.element):
            if name == BODY:
                body.extend(write_body())
            if name in (BODY, CONTENTS):
                clear_block(place)
            elif name == EMBLEM:
                fill_inline(place, parse_markup(draft.write_emblem()))
            else:
                fill_inline(place, parse_markup(draft.texts.write(inline[name], _relate(page))))
    draft.texts.footnotes.add_to(template.word)
    if draft.texts.has_controls:
        add_blank_prompt(template.word.part)
    return "".join(body)


def finish(  # noqa: PLR0913, PLR0917 (what a file is made of)
    template: Template, document: Document, page_count: int, body: str, contents: str, comparison: str | None = None
) -> bytes:
    """The file with its body, its contents table, its properties and its number of pages.

    ``comparison`` stands above each page.
    """
    for page in template.pages:
        show_page_count(page.element, page_count)
    mark_pages(template.word, document.page_mark, comparison, template.look)
    if document.pictures:
        keep_pictures(template.word.settings.element)
    set_properties(template.word, document.properties, page_count)
    template.styles.set_language(document.properties.language)
    return write_package(template.word, {BODY: body, CONTENTS: contents})


MakeTexts = Callable[[Styles, Bookmarks, Iterable[etree._Element]], TextWriter]


def draft_on(template: Template, document: Document, make_texts: MakeTexts = TextWriter) -> Draft:
    """What the document's blocks are written with."""
    roots = [page.element for page in template.pages]
    bookmarks = Bookmarks(document.blocks, roots)
    texts = make_texts(template.styles, bookmarks, roots)
    return Draft(
        template.styles,
        template.numbering,
        bookmarks,
        texts,
        _relate(template.word.part),
        _text_width(template),
        Pictures(template.word.part, document.pictures, roots),
        emblems=() if document.emblem is None else (document.emblem,),
    )


def _relate(part: XmlPart) -> Relate:
    return lambda address: part.relate_to(address, RELATIONSHIP.HYPERLINK, is_external=True)


def _text_width(template: Template) -> int:
    """The width between the margins where the body stands, in twentieths of a point."""
    main = template.word.part.element
    body = dict(places_of(main))[BODY]
    following = itertools.dropwhile(lambda part: part is not body, main.iter())
    section = next((part for part in following if part.tag == qname("w:sectPr")), None)
    margins = [int(attribute(child(section, "w:pgMar"), f"w:{side}") or 1417) for side in ("left", "right")]
    return int(attribute(child(section, "w:pgSz"), "w:w") or 11906) - sum(margins)
