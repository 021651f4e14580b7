"""The redline: both versions set on the Word template as one document with tracked changes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP

from methodology.model.document import Document
from methodology.word.package import add_part
from methodology.word.redline.body import Redline
from methodology.word.redline.contents import track_contents
from methodology.word.redline.merging import Tracker
from methodology.word.redline.tracked_text import Revisions, TrackedTextWriter
from methodology.word.template_places import inline_places
from methodology.word.wordml import write_part
from methodology.word.writing.contents import contents_bookmarks, write_entries
from methodology.word.writing.render import draft_on, fill_places, finish, open_with_marks


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
    opened = open_with_marks(template, new)
    revisions = Revisions(author, new.properties.date)
    draft = draft_on(opened, new, functools.partial(TrackedTextWriter, revisions))
    before, after = inline_places(old), inline_places(new)
    # Word takes no comments outside the body.
    uncommented = Tracker({})
    inline = {name: uncommented.merge(before.get(name, ()), content) for name, content in after.items()}
    chapters, bookmarks = tuple(new.chapters), contents_bookmarks(draft, tuple(new.chapters))
    redline = Redline(draft, revisions, Tracker(comments), bookmarks)
    body = fill_places(opened, draft, inline, lambda: redline.write(old.blocks, new.blocks))
    entries = track_contents(draft, revisions, tuple(old.chapters), chapters, bookmarks, heading_pages)
    contents = write_entries(draft, entries)
    if revisions.comments:
        content = write_part("w:comments", "".join(revisions.comments))
        kind = CONTENT_TYPE.WML_COMMENTS
        add_part(opened.word.part, "/word/comments%d.xml", kind, RELATIONSHIP.COMMENTS, content)
    return finish(opened, new, page_count, body, contents)
