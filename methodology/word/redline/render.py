"""The redline: both versions set on the Word template as one document with tracked changes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part
from lxml import etree

from methodology.model.document import Document
from methodology.word.numbering import Numbering
from methodology.word.package import packaged
from methodology.word.redline.body import Redline
from methodology.word.redline.contents import track_contents
from methodology.word.redline.merging import Tracker
from methodology.word.redline.tracked_text import Revisions, TrackedPassages
from methodology.word.wordml import element, parsed
from methodology.word.writing.contents import contents_bookmarks, write_contents
from methodology.word.writing.places import fill_block
from methodology.word.writing.render import block_place, draft_on, fill_places, inline_places, open_marked, tell_pages
from methodology.word.writing.tags import CONTENTS


def render_redline(  # noqa: PLR0913 - two versions, and what both formats of Word need
    old: Document,
    new: Document,
    template: Path,
    *,
    author: str,
    comments: Mapping[str, str],
    heading_pages: Mapping[str, int],
    page_count: int,
) -> bytes:
    """The new document as a Word file, in which every change of its text against the old one is tracked.

    Who accepts all changes has the new document, who rejects them the old one; page numbers and where pages break are
    the new one's. The changes are ``author``'s, of the day of the new document. ``comments`` are shown at
    the first change of their content path. ``heading_pages`` and ``page_count`` are those of the new document.
    """
    opened = open_marked(template, new)
    revisions = Revisions(author, new.properties.date)
    draft = draft_on(opened, new, functools.partial(TrackedPassages, revisions))
    old_numbering = Numbering(draft.numbering.root, draft.styles)
    tracker = Tracker(comments)
    before, after = inline_places(old), inline_places(new)
    # Word takes no comments outside the body.
    uncommented = Tracker({})
    inline = {name: uncommented.merged(before.get(name, ()), content) for name, content in after.items()}
    entries = contents_bookmarks(draft, tuple(new.chapters))
    redline = Redline(draft, revisions, tracker, entries, old_numbering)
    fill_places(opened, draft, inline, lambda place: fill_block(place, redline.write(old.blocks, new.blocks)))
    contents = write_contents(draft, tuple(new.chapters), entries, heading_pages)
    fill_block(block_place(opened, CONTENTS), parsed("".join(contents)))
    tell_pages(opened, new, page_count)
    track_contents(opened.word.part.element, draft, revisions, tuple(old.chapters), tuple(new.chapters))
    if revisions.comments:
        _add_comments(opened.word.part, revisions)
    return packaged(opened.word)


def _add_comments(document: Part, revisions: Revisions) -> None:
    """Relate the comments to the document, in a part of their own."""
    root = element("w:comments", children=revisions.comments)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    name = document.package.next_partname("/word/comments%d.xml")
    part = Part(name, CONTENT_TYPE.WML_COMMENTS, content, document.package)
    document.relate_to(part, RELATIONSHIP.COMMENTS)
