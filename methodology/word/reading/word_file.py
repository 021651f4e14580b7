"""Reads an edited Word file: its tracked changes resolved, its paragraphs in reading order, its comments."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter

from lxml import etree

from methodology.messages import declare_message, translate
from methodology.word.opening import OpenedWord, open_word_file, refusal
from methodology.word.reading.comments import Comment, read_comments
from methodology.word.reading.compatibility import read_part
from methodology.word.reading.list_labels import ListCount, ListDefinitions
from methodology.word.reading.paragraphs import OpenParagraph, Paragraphs, PartContext
from methodology.word.reading.prompts import Prompts
from methodology.word.reading.revisions import ACCEPT, Accept, authors_in, mark_joined, resolve_revisions
from methodology.word.reading.style_sheet import StyleSheet
from methodology.word.reading.word_text import Story, WordText
from methodology.word.snapshot import Signature
from methodology.word.wordml import attribute, qname

_LAST_EDITOR = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
_PROGRAM = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Application"
_ORDER = ((Story.BODY, Story.CONTENTS), (Story.FOOTNOTE,), (Story.PAGE,), (Story.ASIDE,))
_NOTES = ("w:footnotes", "w:endnotes")
_OTHER_PARTS = {
    "header": ("w:hdr", Story.PAGE),
    "footer": ("w:ftr", Story.PAGE),
    "footnotes": ("w:footnotes", Story.FOOTNOTE),
    "endnotes": ("w:endnotes", Story.ASIDE),
}
MOST_PARAGRAPHS = 100_000
"""The most in one part; the present document has 900."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """An edited Word file after its tracked changes were resolved.

    ``recovered`` names the parts that were malformed and had to be mended; ``editors`` who saved the file last.
    """

    texts: tuple[WordText, ...]
    comments: tuple[Comment, ...] = ()
    recovered: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


def read_word_file(content: bytes, *, name: str, accept: Accept = ACCEPT) -> WordFile:
    """Read a Word file. Raises ContentError (``word-file``, with the file's ``name``) where that is not safe.

    The body comes first, with its contents table; then its footnotes in the order of their marks; then headers and
    footers; then what stands aside of the text.
    A text of headers that is there more than once is kept once: LibreOffice writes one header for each kind of page.
    """
    word = open_word_file(content, name=name)
    styles = StyleSheet(_first_related(word, "styles"))
    marked = {attribute(mark, "w:id") or "" for mark in word.xml(word.main).iter(qname("w:footnoteReference"))}
    parts = tuple(_parts(word, accept, styles))
    read = _place_footnotes([paragraph for part in parts for paragraph in part.all], marked)
    texts, numbers = _number_texts(
        paragraph for story in _ORDER for paragraph in read if paragraph.start.story in story
    )

    def place_of(comment: str) -> tuple[str, int | None]:
        part = next((part for part in parts if comment in part.anchors), None)
        if part is None:
            return "", None
        anchor = part.anchors[comment]
        return part.text_at(anchor), None if anchor.paragraph is None else numbers.get(anchor.paragraph)

    comments = read_comments(word, accept, styles, place_of)
    return WordFile(texts, comments, word.recovered, tuple(_editors(word)))


def read_authors(content: bytes, *, name: str, own: Signature | None = None) -> tuple[str, ...]:
    """The authors of the tracked changes of a Word file, in order; the changes that ``own`` signs are not theirs.

    Raises ContentError (``word-file``) where reading the file is not safe.
    """
    word = open_word_file(content, name=name)
    others = (part for kind in _OTHER_PARTS for part in word.find_related(kind, word.main))
    authors: dict[str, None] = {}
    for part in (word.main, *others):
        authors |= authors_in(word.xml(part), own)
    return tuple(authors)


def _place_footnotes(paragraphs: Sequence[OpenParagraph], marked: Set[str]) -> list[OpenParagraph]:
    """The paragraphs, those of footnotes last and in the order of their marks.

    Footnotes that are ``marked`` no more, as their marks went with a tracked change, went too; nobody knows where those
    belong that never were.
    """
    notes = (note for paragraph in paragraphs for note in paragraph.notes)
    order = {note: number for number, note in enumerate(dict.fromkeys(notes))}
    placed, of_notes = [], []
    for paragraph in paragraphs:
        note = paragraph.start.note or ""
        if paragraph.start.story is not Story.FOOTNOTE:
            placed.append(paragraph)
        elif note in order:
            of_notes.append((order[note], paragraph))
        elif note not in marked:
            paragraph.start = replace(paragraph.start, story=Story.ASIDE)
            placed.append(paragraph)
    return [*placed, *(paragraph for _, paragraph in sorted(of_notes, key=itemgetter(0)))]


def _number_texts(paragraphs: Iterable[OpenParagraph]) -> tuple[tuple[WordText, ...], dict[OpenParagraph, int]]:
    """Return the texts, and for each paragraph the number of its text; equal texts of headers share one."""
    texts: list[WordText] = []
    numbers: dict[OpenParagraph, int] = {}
    pages: dict[WordText, int] = {}
    for paragraph in paragraphs:
        text = paragraph.finish()
        # A note that was taken back leaves its empty paragraph behind.
        if text.story in (Story.ASIDE, Story.FOOTNOTE) and not text.runs and not text.foreign:
            continue
        # Only those of pages are looked up: a text with all its runs takes long to hash.
        number = pages.setdefault(text, len(texts)) if text.story is Story.PAGE else len(texts)
        if number == len(texts):
            texts.append(text)
        numbers[paragraph] = number
    return tuple(texts), numbers


def _parts(word: OpenedWord, accept: Accept, styles: StyleSheet) -> Iterator[Paragraphs]:
    lists = ListDefinitions(_first_related(word, "numbering"), styles)
    prompts = Prompts(_first_related(word, "glossaryDocument"))
    of_libreoffice = _is_of_libreoffice(word)

    def read(part: str, root: etree._Element, story: Story) -> Paragraphs:
        addresses = word.find_addresses("hyperlink", part)
        pictures = {relation.id: relation.part for relation in word.relations(part) if relation.kind == "image"}
        digest = partial(_digest_of, word, pictures)
        return Paragraphs(root, story, PartContext(styles, ListCount(lists), addresses, prompts, digest))

    yield read(word.main, _resolve(word, word.main, accept, of_libreoffice=of_libreoffice), Story.BODY)
    for kind, (root_name, story) in _OTHER_PARTS.items():
        for part in word.find_related(kind, word.main):
            if word.xml(part).tag == qname(root_name):
                root = _resolve(word, part, accept, of_libreoffice=of_libreoffice)
                for note in list(root) if root_name in _NOTES else ():
                    if attribute(note, "w:type") not in (None, "normal"):
                        root.remove(note)
                yield read(part, root, story)


def _digest_of(word: OpenedWord, parts: Mapping[str, str | None], key: str) -> str | None:
    part = parts.get(key)
    return None if part is None else hashlib.sha256(word.read(part)).hexdigest()


def _first_related(word: OpenedWord, kind: str) -> etree._Element | None:
    return next((read_part(word, part) for part in word.find_related(kind, word.main)), None)


def _resolve(word: OpenedWord, part: str, accept: Accept, *, of_libreoffice: bool) -> etree._Element:
    """The tree of a part without tracked changes."""
    root = read_part(word, part)
    if sum(1 for _ in root.iter(qname("w:p"))) > MOST_PARAGRAPHS:
        raise refusal(
            word.name,
            translate(
                "the part {part} has more than {most_paragraphs} paragraphs", part=part, most_paragraphs=MOST_PARAGRAPHS
            ),
            declare_message("take the text apart"),
        )
    if of_libreoffice:
        mark_joined(root)
    resolve_revisions(root, accept)
    return root


def _is_of_libreoffice(word: OpenedWord) -> bool:
    """Whether LibreOffice saved the file last, as its properties say."""
    return any(name.startswith("LibreOffice") for name in _read_property(word, "extended-properties", _PROGRAM))


def _editors(word: OpenedWord) -> Iterator[str]:
    """Who saved the file last, as its properties name them."""
    for editor in _read_property(word, "core-properties", _LAST_EDITOR):
        if editor.strip():
            yield unicodedata.normalize("NFC", " ".join(editor.split()))


def _read_property(word: OpenedWord, kind: str, tag: str) -> Iterator[str]:
    """What a property of the file says, in each part of its kind."""
    for part in word.find_related(kind):
        for element in word.xml(part).iterchildren(tag):
            yield element.text or ""
