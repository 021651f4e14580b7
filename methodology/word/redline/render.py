"""The redline: both versions set on the Word template as one document with tracked changes."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP

from methodology.comparing.alignment import BlockPair, Pair, align_blocks
from methodology.comparing.words import StretchKind
from methodology.model.document import Document, Heading, Picture
from methodology.model.seal import Seal
from methodology.model.tied_words import tie_document
from methodology.word.package import add_part, add_seal, add_snapshot
from methodology.word.redline.anchors import find_anchors
from methodology.word.redline.body import Redline, both_of, pair_blocks
from methodology.word.redline.tracked_text import Revisions, TrackedTextWriter, Tracker
from methodology.word.snapshot import Signature, untie_texts, write_snapshot
from methodology.word.template_places import inline_places
from methodology.word.wordml import write_part
from methodology.word.writing.contents import (
    contents_bookmarks,
    entry_content,
    entry_link,
    entry_run,
    entry_text,
    write_entries,
)
from methodology.word.writing.page_numbers import set_page_numbers
from methodology.word.writing.render import draft_on, fill_places, finish, open_with_marks


def track_contents(
    revisions: Revisions,
    old: Sequence[Heading],
    new: Sequence[Heading],
    bookmarks: Mapping[str, str],
    pages: Mapping[str, int],
) -> Iterator[tuple[Heading, str, str]]:
    """The entries of ``new``, in which is tracked what they have other than those of ``old``, page numbers apart.

    On which page the entry of a chapter stood that went is not known.
    """
    for pair in _pairs(old, new):
        before, after = both_of(pair, Heading)
        former = ""
        if before is not None and (after is None or entry_text(before) != entry_text(after)):
            former = revisions.track(StretchKind.DELETED, entry_run(before, "w:delText"))
        if after is None:
            if before is not None:
                yield before, former, revisions.track_paragraph(StretchKind.DELETED)
            continue
        text, bookmark = entry_run(after), bookmarks[after.anchor]
        if former:
            text = f"{former}{revisions.track(StretchKind.INSERTED, text)}"
        content = entry_content(text, bookmark, pages[after.anchor])
        if before is not None:
            yield after, entry_link(bookmark, content), ""
        else:
            come = revisions.track(StretchKind.INSERTED, content)
            yield after, entry_link(bookmark, come), revisions.track_paragraph(StretchKind.INSERTED)


def _pairs(old: Sequence[Heading], new: Sequence[Heading]) -> Sequence[BlockPair]:
    """The chapters of both; the first ones always together, since the first entry opens the field and has to stay.

    Where one of the versions has no chapters nothing is tracked.
    """
    if not old or not new:
        return [Pair(chapter, chapter) for chapter in new]
    pairs = align_blocks(old, new)
    if None in (pairs[0].old, pairs[0].new):
        return [Pair(old[0], new[0]), *align_blocks(old[1:], new[1:])]
    return pairs


def _track_emblem(tracker: Tracker, old: Picture | None, new: Picture | None) -> Iterator[Picture]:
    """The picture of the cover that stays, or the old one deleted and the new one inserted."""
    if old == new and new is not None:
        yield replace(new, alternative=tracker.merge(new.alternative, new.alternative))
        return
    if old is not None:
        yield replace(old, alternative=tracker.merge(old.alternative, ()))
    if new is not None:
        yield replace(new, alternative=tracker.merge((), new.alternative))


def render_redline(  # noqa: PLR0913 - two versions, and what both formats of Word need
    old: Document,
    new: Document,
    template: Path,
    *,
    author: str,
    comments: Mapping[str, str],
    heading_pages: Mapping[str, int],
    page_count: int,
    content_files: Mapping[str, str] | None = None,
    seal: Seal | None = None,
    comparison: str | None = None,
) -> bytes:
    """The new document as a Word file, in which every change of its text against the old one is tracked.

    Who accepts all changes has the new document, who rejects them the old one; page numbers and where pages break are
    the new one's. The changes are ``author``'s, of the day of the new document. ``comments`` are shown at
    the first change of their content path. ``heading_pages`` and ``page_count`` are those of the new document.
    ``content_files`` are those of the new version, to travel inside; without them no value has a name. ``comparison``
    says what is compared with what: above each page, and in the file's title.
    """
    old, new = tie_document(old), tie_document(new)
    opened = open_with_marks(template, new)
    revisions = Revisions(Signature.of_day(author, new.properties.date))
    both = replace(new, pictures={**old.pictures, **new.pictures})
    draft = draft_on(opened, both, functools.partial(TrackedTextWriter, revisions, content_files is not None))
    before = inline_places(old)
    # Word takes no comments outside the body.
    uncommented = Tracker({})
    draft = replace(draft, emblems=tuple(_track_emblem(uncommented, old.emblem, new.emblem)))
    inline = {name: uncommented.merge(before.get(name, ()), said) for name, said in inline_places(new).items()}
    bookmarks = contents_bookmarks(draft, new.listed)
    pairs = pair_blocks(old.blocks, new.blocks)
    anchors = find_anchors(old.blocks, pairs, draft.bookmarks)
    redline = Redline(draft, revisions, Tracker(comments, anchors.arrivals), bookmarks, anchors)
    body = set_page_numbers(fill_places(opened, draft, inline, lambda: redline.write(pairs)), heading_pages)
    entries = track_contents(revisions, old.listed, new.listed, bookmarks, heading_pages)
    contents = write_entries(draft, entries, new.contents)
    if revisions.comments:
        content, kind = write_part("w:comments", "".join(revisions.comments)), CONTENT_TYPE.WML_COMMENTS
        add_part(opened.word.part, "/word/comments%d.xml", kind, RELATIONSHIP.COMMENTS, content)
    if content_files is not None:
        printed = untie_texts(draft.texts.written, new.tied_words)
        add_snapshot(opened.word.part, write_snapshot(content_files, printed, revisions.signature))
    if seal is not None:
        add_seal(opened.word.part, seal)
    if comparison is not None:
        title = f"{comparison} – {new.properties.title}"
        new = replace(new, properties=replace(new.properties, title=title))
    return finish(opened, new, page_count, body, contents, comparison)
