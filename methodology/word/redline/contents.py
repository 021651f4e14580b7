"""The contents table of both versions: the new one's field, in which entries that differ are tracked."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from methodology.comparing.alignment import BlockPair, Pair, align_blocks
from methodology.comparing.words import StretchKind
from methodology.model.document import Heading, plain_text
from methodology.word.redline.tracked_text import MARKS, Revisions, delete_text, mark_paragraph
from methodology.word.styles import CONTENTS, LINK
from methodology.word.wordml import attribute, child, element, found, text_run
from methodology.word.writing.draft import Draft


def track_contents(
    body: etree._Element, draft: Draft, revisions: Revisions, old: Sequence[Heading], new: Sequence[Heading]
) -> None:
    """Track in the written contents table of ``new`` what it has other than that of ``old``, page numbers apart.

    Where one of them has no chapters the table stays as it is.
    """
    if not old or not new:
        return
    styles = {draft.styles.id(style) for style in CONTENTS}
    paragraphs = [part for part in found(body, ".//w:p") if attribute(child(part, "w:pPr", "w:pStyle")) in styles]
    written = iter(paragraphs[: len(new)])
    gone: list[etree._Element] = []
    for pair in _pairs(old, new):
        before, after = (one if isinstance(one, Heading) else None for one in (pair.old, pair.new))
        if after is None:
            if before is not None:
                gone.append(_gone(draft, revisions, before))
            continue
        entry = next(written)
        for paragraph in gone:
            entry.addprevious(paragraph)
        gone = []
        if before is None:
            _come(revisions, entry)
        elif _text(before) != _text(after):
            _reworded(revisions, entry, before)
    for paragraph in reversed(gone):
        paragraphs[len(new) - 1].addnext(paragraph)


def _pairs(old: Sequence[Heading], new: Sequence[Heading]) -> Sequence[BlockPair]:
    """The chapters of both; the first ones always together, since the first entry opens the field and has to stay."""
    pairs = align_blocks(old, new)
    if None in (pairs[0].old, pairs[0].new):
        return [Pair(old[0], new[0]), *align_blocks(old[1:], new[1:])]
    return pairs


def _text(chapter: Heading) -> str:
    return f"{chapter.label}\t{plain_text(chapter.content)}"


def _gone(draft: Draft, revisions: Revisions, chapter: Heading) -> etree._Element:
    """The entry of a chapter that went; on which page it stood is not known."""
    style = draft.styles.reference("w:pStyle", CONTENTS[chapter.depth - 1])
    run = delete_text(text_run(_text(chapter), [draft.styles.reference("w:rStyle", LINK)]))
    tracked = revisions.mark(MARKS[StretchKind.DELETED], [run])
    paragraph = element("w:p", children=[element("w:pPr", children=[style]), tracked])
    return mark_paragraph(revisions, paragraph, StretchKind.DELETED)


def _come(revisions: Revisions, entry: etree._Element) -> None:
    """Track all of an entry."""
    for link in found(entry, "w:hyperlink"):
        runs = list(link)
        link.append(revisions.mark(MARKS[StretchKind.INSERTED], runs))
    mark_paragraph(revisions, entry, StretchKind.INSERTED)


def _reworded(revisions: Revisions, entry: etree._Element, before: Heading) -> None:
    """Track the text of an entry; its link and its page number stay."""
    run = found(entry, "w:hyperlink/w:r")[0]
    look = child(run, "w:rPr")
    former = delete_text(text_run(_text(before), [] if look is None else deepcopy(list(look))))
    run.addprevious(revisions.mark(MARKS[StretchKind.DELETED], [former]))
    marked = revisions.mark(MARKS[StretchKind.INSERTED])
    run.addprevious(marked)
    marked.append(run)
