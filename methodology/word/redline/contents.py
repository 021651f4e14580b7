"""The contents table of both versions: the new one's field, in which entries that differ are tracked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from methodology.comparing.alignment import BlockPair, Pair, align_blocks
from methodology.comparing.words import StretchKind
from methodology.model.document import Heading
from methodology.word.redline.body import both_of
from methodology.word.redline.tracked_text import Revisions
from methodology.word.writing.contents import entry_content, entry_link, entry_run, entry_text
from methodology.word.writing.draft import Draft


def track_contents(  # noqa: PLR0913, PLR0917 - two versions, and what a contents table is written with
    draft: Draft,
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
            former = revisions.track(StretchKind.DELETED, entry_run(draft, before, "w:delText"))
        if after is None:
            if before is not None:
                yield before, former, revisions.track_paragraph(StretchKind.DELETED)
            continue
        text, bookmark = entry_run(draft, after), bookmarks[after.anchor]
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
