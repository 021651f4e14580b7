"""Tracked changes resolved in the tree of a part: made, undone, or made for some authors (ECMA-376 17.13.5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from methodology.word.snapshot import Signature
from methodology.word.wordml import attribute, child, find_all, qname, remove

AUTHORS = "{urn:methodology:reading:1}authors"
"""The attribute of a paragraph that names who changed it, one a line; no file has it."""

JOINED = "{urn:methodology:reading:1}joined"
"""The attribute of a paragraph whose own style is not known: see :func:`mark_joined`."""

_CAME = frozenset(map(qname, ("w:ins", "w:moveTo")))
_WENT = frozenset(map(qname, ("w:del", "w:moveFrom")))
MOST_AUTHORS, MOST_STEPS = 20, 500
"""Bounds for files made to take long: authors of one paragraph, and elements looked at in search of one."""

_PROPERTIES = frozenset(map(qname, ("w:rPr", "w:trPr", "w:numPr", "w:tcPr")))
_CELL_CAME, _CELL_WENT = qname("w:cellIns"), qname("w:cellDel")
_OLD_PROPERTIES = tuple(
    qname(f"w:{name}Change") for name in ("pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid")
)
_PARAGRAPH, _TABLE, _ROW, _CELL = map(qname, ("w:p", "w:tbl", "w:tr", "w:tc"))
_PARAGRAPH_PROPERTIES = qname("w:pPr")
_UNDATED = _CAME | _WENT | {_CELL_CAME, _CELL_WENT}
_UNDATED |= frozenset(map(qname, ("w:rPr", "w:sectPr", "w:cellMerge", "w:headerReference", "w:footerReference")))
"""What stands among properties and is no part of what a change of them remembers."""
_BORDERS = frozenset(map(qname, ("w:tc", "w:body", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote")))
"""Paragraphs are joined within these, never across their edge."""
_WORDS = tuple(map(qname, ("w:t", "w:delText", "w:tab", "w:br", "w:sym", "w:drawing", "w:pict", "w:object")))


@dataclass(frozen=True, slots=True)
class Accept:
    """Whose tracked changes are made; those of the others are undone. None stands for everybody.

    ``own`` signs the changes that the file was made with, as a redline is: they are made, and nobody is named for them.
    """

    authors: frozenset[str] | None = None
    own: Signature | None = None

    def __call__(self, mark: etree._Element) -> bool:
        """Whether a change is made."""
        return self.authors is None or author_of(mark) in self.authors or self.is_own(mark)

    def is_own(self, mark: etree._Element) -> bool:
        """Whether the file was made with a change or a comment."""
        return self.own is not None and self.own == Signature(author_of(mark), attribute(mark, "w:date") or "")


ACCEPT = Accept()
"""All changes are made."""
REJECT = Accept(frozenset())
"""All changes are undone."""


def resolve_revisions(root: etree._Element, accept: Accept) -> None:
    """Resolve every tracked change in the tree; each paragraph gets those whose changes were made as ``AUTHORS``."""
    _note_authors(root, accept)
    _remove_rows_and_cells(root, accept)
    joined = _resolve_text(root, accept)
    # From the last to the first, so that nothing is moved twice.
    filled: set[etree._Element] = set()
    for paragraph in reversed(joined):
        _join(paragraph, filled)
    _resolve_properties(root, accept)


def mark_joined(root: etree._Element) -> None:
    """Mark each paragraph below one whose end is deleted, where both have one style.

    LibreOffice shows both as one paragraph and gives the second one the first one's style, which nobody asked for.
    """
    for mark in find_all(root, "//w:p/w:pPr/w:rPr/w:del"):
        paragraph = next(mark.iterancestors(_PARAGRAPH))
        following = _following(paragraph)
        if following is not None and _style(following) == _style(paragraph):
            following.set(JOINED, "1")


def _style(paragraph: etree._Element) -> str | None:
    return attribute(child(paragraph, "w:pPr", "w:pStyle"))


def authors_in(root: etree._Element, own: Signature | None = None) -> dict[str, None]:
    """The authors of the tracked changes in a tree that is not resolved yet, in order, without the file's ``own``."""
    marks = root.iter(*_CAME, *_WENT, _CELL_CAME, _CELL_WENT, *_OLD_PROPERTIES)
    is_own = Accept(own=own).is_own
    return dict.fromkeys(filter(None, (author_of(mark) for mark in marks if not is_own(mark))))


def authors_of(paragraph: etree._Element) -> tuple[str, ...]:
    """Who changed the paragraph, as :func:`resolve_revisions` has noted it."""
    return tuple(filter(None, paragraph.get(AUTHORS, "").split("\n")))


def author_of(mark: etree._Element) -> str:
    """Who made a tracked change or a comment."""
    return unicodedata.normalize("NFC", " ".join((attribute(mark, "w:author") or "").split()))


def _stays(mark: etree._Element, accept: Accept) -> bool:
    """Whether what the mark stands for is there afterwards."""
    return accept(mark) == (mark.tag in _CAME or mark.tag == _CELL_CAME)


def _note_authors(root: etree._Element, accept: Accept) -> None:
    for mark in root.iter(*_CAME, *_WENT, _CELL_CAME, _CELL_WENT, qname("w:pPrChange"), qname("w:rPrChange")):
        if accept(mark) and not accept.is_own(mark):
            for paragraph in _paragraphs_of(mark):
                _add_authors(paragraph, (author_of(mark),))


def _paragraphs_of(mark: etree._Element) -> Iterator[etree._Element]:
    """The paragraph around a mark, or those that a mark of a row, of a cell or of whole paragraphs is about."""
    parent = mark.getparent()
    around = next(mark.iterancestors(_PARAGRAPH, _CELL, _ROW), None)
    if around is not None and around.tag == _PARAGRAPH:
        return iter((around,))
    if around is not None and parent in (child(around, "w:trPr"), child(around, "w:tcPr")):
        # A second mark of the same kind would only repeat the search.
        first = parent is not None and parent.find(mark.tag) is mark
        return islice(around.iter(_PARAGRAPH), MOST_STEPS if first else 0)
    return islice(mark.iter(_PARAGRAPH), MOST_STEPS)


def _add_authors(paragraph: etree._Element | None, authors: tuple[str, ...]) -> None:
    if paragraph is not None and authors:
        known = list(dict.fromkeys((*authors_of(paragraph), *authors)))
        paragraph.set(AUTHORS, "\n".join(known[:MOST_AUTHORS]))


def _remove_rows_and_cells(root: etree._Element, accept: Accept) -> None:
    for path, tag in (("//w:trPr/*", _ROW), ("//w:tcPr/*", _CELL)):
        for mark in find_all(root, path):
            if mark.tag not in _CAME | _WENT | {_CELL_CAME, _CELL_WENT}:
                continue
            holder = next(mark.iterancestors(tag), None)
            if holder is not None and not _stays(mark, accept):
                paragraphs = islice(holder.iter(_PARAGRAPH), MOST_STEPS)
                authors = dict.fromkeys(author for paragraph in paragraphs for author in authors_of(paragraph))
                _add_authors(_next_paragraph(holder), tuple(authors))
                remove(holder)
            else:
                remove(mark)
    for table in list(root.iter(_TABLE)):
        if next(table.iter(_ROW), None) is None:
            remove(table)


def _next_paragraph(gone: etree._Element) -> etree._Element | None:
    """The first paragraph after an element, which is to name who took the element away."""
    for around in (gone, *gone.iterancestors()):
        for sibling in islice(around.itersiblings(), MOST_STEPS):
            for paragraph in sibling.iter(_PARAGRAPH):
                return paragraph
    return None


def _resolve_text(root: etree._Element, accept: Accept) -> list[etree._Element]:
    """Take away what goes and unwrap what stays; the paragraphs whose own mark goes, in their order."""
    joined: dict[etree._Element, None] = {}
    for mark in list(root.iter(*_CAME, *_WENT)):
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag not in _PROPERTIES:
            if _stays(mark, accept):
                _unwrap(mark)
            else:
                remove(mark)
            continue
        holder = parent.getparent()
        if not _stays(mark, accept):
            if parent.tag == qname("w:numPr"):
                remove(parent)
            elif holder is not None and holder.tag == _PARAGRAPH_PROPERTIES:
                paragraph = holder.getparent()
                if paragraph is not None:
                    joined[paragraph] = None
        remove(mark)
    return list(joined)


def _join(paragraph: etree._Element, filled: set[etree._Element]) -> None:
    """The text of a paragraph that has lost its mark becomes the beginning of the next one.

    That one's properties hold, as they belong to its mark (17.13.5.15); where nothing is left of its own text, Word
    lets the text keep its look. A paragraph without text leaves only the ends of comments behind: its bookmarks would
    claim a text that is not theirs. ``filled`` are paragraphs that are known to have text.
    """
    following = _following(paragraph)
    if following is None:
        _remove_empty(paragraph)
        return
    properties, own = _first(paragraph), _first(following)
    has_words = _has_words(paragraph)
    keeps_look = has_words and following not in filled and not _has_words(following)
    content = [part for part in paragraph if part.tag != _PARAGRAPH_PROPERTIES] if has_words else _comments(paragraph)
    start = 0 if own is None else 1
    for part in reversed(content):
        following.insert(start, part)
    if keeps_look:
        if own is not None:
            remove(own)
        if properties is not None:
            following.insert(0, properties)
    if has_words:
        filled.add(following)
    _add_authors(following, authors_of(paragraph))
    remove(paragraph)


def _remove_empty(paragraph: etree._Element) -> None:
    """Remove a paragraph without text, unless it is the only one of its cell or flow, which must have one."""
    parent = paragraph.getparent()
    if parent is not None and not _has_words(paragraph) and len(list(parent.iterchildren(_PARAGRAPH, _TABLE))) > 1:
        remove(paragraph)


def _following(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph that comes next in the same flow; None where a table or the end of the flow comes first."""
    here: etree._Element | None = paragraph
    while here is not None and here.tag not in _BORDERS:
        for sibling in islice(here.itersiblings(), MOST_STEPS):
            if sibling.tag == _PARAGRAPH:
                return sibling
            first = next(sibling.iter(_PARAGRAPH, _TABLE), None)
            if first is not None:
                return first if first.tag == _PARAGRAPH else None
        here = here.getparent()
    return None


def _first(paragraph: etree._Element) -> etree._Element | None:
    """The properties, which stand first; looked for nowhere else, as a paragraph may be long."""
    first = next(iter(paragraph), None)
    return first if first is not None and first.tag == _PARAGRAPH_PROPERTIES else None


def _comments(paragraph: etree._Element) -> list[etree._Element]:
    return list(paragraph.iter(qname("w:commentRangeStart"), qname("w:commentRangeEnd")))


def _has_words(paragraph: etree._Element) -> bool:
    signs = (sign for part in paragraph if part.tag != _PARAGRAPH_PROPERTIES for sign in part.iter(*_WORDS))
    return any(sign.text or sign.tag not in _WORDS[:2] for sign in signs)


def _resolve_properties(root: etree._Element, accept: Accept) -> None:
    for change in list(root.iter(*_OLD_PROPERTIES)):
        properties = change.getparent()
        if properties is None:
            continue
        if not accept(change):
            kept = [part for part in properties if part.tag in _UNDATED]
            properties[:] = [*(part for old in change for part in old), *kept]
        else:
            remove(change)
    for merge in list(root.iter(qname("w:cellMerge"), qname("w:numberingChange"))):
        remove(merge)


def _unwrap(element: etree._Element) -> None:
    # No slices: they count from the start of a long paragraph.
    for part in list(element):
        element.addprevious(part)
    remove(element)
