"""A document, set on a Word template."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import XmlPart
from lxml import etree

from methodology.diagnostics import Location
from methodology.model.document import Document, Inline, Run
from methodology.model.seal import Seal
from methodology.word.custom_properties import add_seal
from methodology.word.fields import show_page_count
from methodology.word.package import add_snapshot, declare_extensions, packaged
from methodology.word.snapshot import write_snapshot
from methodology.word.styles import Styles
from methodology.word.wordml import attribute, child, qualified
from methodology.word.writing.body import write_blocks
from methodology.word.writing.bookmarks import Bookmarks
from methodology.word.writing.contents import contents_bookmarks, write_contents
from methodology.word.writing.draft import Draft
from methodology.word.writing.places import clear_block, fill_inline, places
from methodology.word.writing.properties import set_properties
from methodology.word.writing.tags import BODY, CONTENTS, LABELS, mark_places
from methodology.word.writing.template import Template, open_template, read_template
from methodology.word.writing.text_writer import Passages, Relate


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
    return written.finished(heading_pages=heading_pages, page_count=page_count, content_files=content_files, seal=seal)


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A document set on its template, all but what waits for its pages: it is written while they are laid out."""

    document: Document
    template: Template
    draft: Draft
    entries: Mapping[str, str]
    """The bookmark that the contents table counts, by each chapter's anchor."""
    body: str
    """As markup, which is put in when the file is saved."""

    def finished(
        self,
        *,
        heading_pages: Mapping[str, int],
        page_count: int,
        content_files: Mapping[str, str],
        seal: Seal | None = None,
    ) -> bytes:
        """The file, once; see :func:`render_docx`."""
        tell_pages(self.template, self.document, page_count)
        add_snapshot(self.template.word.part, write_snapshot(content_files, self.draft.passages.written))
        if seal is not None:
            add_seal(self.template.word.part, seal)
        contents = write_contents(self.draft, tuple(self.document.chapters), self.entries, heading_pages)
        return packaged(self.template.word, {BODY: self.body, CONTENTS: "".join(contents)})


def write_docx(document: Document, template: Path) -> Written:
    """The document as a Word file without its pages; ContentError as of :func:`render_docx`."""
    opened = open_marked(template, document)
    draft = draft_on(opened, document)
    entries = contents_bookmarks(draft, tuple(document.chapters))
    body: list[str] = []

    def write_body(place: etree._Element) -> None:
        clear_block(place)
        body.extend(write_blocks(draft, document.blocks, entries))

    fill_places(opened, draft, inline_places(document), write_body)
    clear_block(block_place(opened, CONTENTS))
    return Written(document, opened, draft, entries, "".join(body))


def open_marked(template: Path, document: Document) -> Template:
    """The template with a mark at each place that the document fills."""
    content, location = read_template(template)
    return open_template(_marked(content, location, tuple(document.labels)), location)


@functools.lru_cache(maxsize=8)
def _marked(template: bytes, location: Location, labels: tuple[str, ...]) -> bytes:
    """The template's file with the marks in it; it is remembered by all that it depends on, so it is never stale."""
    opened = open_template(template, location)
    mark_places(opened, labels)
    for page in opened.pages:
        declare_extensions(page)
    return packaged(opened.word)


def fill_places(
    template: Template, draft: Draft, inline: Mapping[str, Inline], fill_body: Callable[[etree._Element], object]
) -> None:
    """Fill every place but the contents table, in reading order; ``inline`` is what each place in a paragraph holds."""
    for page in template.pages:
        for name, place in places(page.element):
            if name == BODY:
                fill_body(place)
            elif name != CONTENTS:
                fill_inline(place, draft.passages.write(inline[name], _relate(page)))


def block_place(template: Template, name: str) -> etree._Element:
    """Where the body or the contents table goes."""
    return next(place for found, place in places(template.word.part.element) if found == name)


def tell_pages(template: Template, document: Document, page_count: int) -> None:
    """Tell the number of pages where fields count them, and say in the file what it is."""
    for page in template.pages:
        show_page_count(page.element, page_count)
    set_properties(template, document.properties, page_count)


MakePassages = Callable[[Styles, Bookmarks, Iterable[etree._Element]], Passages]


def draft_on(template: Template, document: Document, make_passages: MakePassages = Passages) -> Draft:
    """What the document's blocks are written with."""
    roots = [page.element for page in template.pages]
    bookmarks = Bookmarks(document.blocks, roots)
    passages = make_passages(template.styles, bookmarks, roots)
    return Draft(
        template.styles, template.numbering, bookmarks, passages, _relate(template.word.part), _text_width(template)
    )


def inline_places(document: Document) -> dict[str, Inline]:
    """What each place in a paragraph holds."""
    cover = {field.name: getattr(document.cover, field.name) for field in dataclasses.fields(document.cover)}
    labels = {f"{LABELS}.{name}": (Run(label),) for name, label in document.labels.items()}
    return {**cover, **labels}


def _relate(part: XmlPart) -> Relate:
    return lambda address: part.relate_to(address, RELATIONSHIP.HYPERLINK, is_external=True)


def _text_width(template: Template) -> int:
    """The width between the margins where the body stands, in twentieths of a point."""
    body = block_place(template, BODY)
    following = itertools.dropwhile(lambda part: part is not body, template.word.part.element.iter())
    section = next((part for part in following if part.tag == qualified("w:sectPr")), None)
    margins = [int(attribute(child(section, "w:pgMar"), f"w:{side}") or 1417) for side in ("left", "right")]
    return int(attribute(child(section, "w:pgSz"), "w:w") or 11906) - sum(margins)
