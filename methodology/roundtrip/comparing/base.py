"""What a Word file said when it was made: every text with its origin, to be compared with what it says now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from methodology.composing import compose_document
from methodology.composing.language import Language
from methodology.composing.printing import Printer
from methodology.model.document import Document, Heading, HeadingKind, Inline, List, contents_of
from methodology.model.programme import Programme
from methodology.rendering.docx import Passage, read_snapshot, render_docx
from methodology.roundtrip.comparing.parts import BaseText, Part, said
from methodology.roundtrip.word.reading import read_word_file
from methodology.roundtrip.word.texts import Story, WordText


@dataclass(frozen=True, slots=True)
class Base:
    """A programme with the texts of its Word file; ``passages`` say under which tags and bookmarks."""

    programme: Programme
    printer: Printer
    texts: tuple[BaseText, ...]
    passages: tuple[Passage, ...]


def base_of(programme: Programme, templates: Path) -> Base:
    """The texts of the Word file that a programme makes with these templates."""
    document = compose_document(programme, templates)
    pages = {heading.anchor: 1 for heading in document.headings}
    template = templates / "methodology.docx"
    docx = render_docx(document, template, heading_pages=pages, page_count=1, content_files={})
    passages = read_snapshot(docx).passages
    texts = tuple(text for text in read_word_file(docx, name=programme.name).texts if said(text.text))
    printer = Printer(programme, Language.of(programme.facts.language))
    return Base(programme, printer, tuple(_texts(document, passages, texts)), passages)


def _texts(document: Document, passages: Sequence[Passage], texts: Sequence[WordText]) -> Iterator[BaseText]:
    """The cover's texts, the blocks', then those of headers and footers."""
    blocks = list(_block_texts(document))
    written = [passage.text for passage in passages]
    printed = ["".join(part.text for part in parts) for parts, *_ in blocks]
    first = next(at for at in range(len(written)) if written[at : at + len(printed)] == printed)
    cover, pages = list(passages[:first]), list(passages[first + len(printed) :])
    body = [text for text in texts if text.story is Story.BODY]
    for text in body[: len(body) - len(blocks)]:
        yield BaseText(tuple(_laid(text, cover)), text, "", "", is_item=False)
    for text, (parts, chapter, heading, is_item) in zip(body[len(body) - len(blocks) :], blocks, strict=True):
        yield BaseText(parts, text, chapter, heading, is_item)
    for text in texts:
        if text.story in (Story.PAGE, Story.CONTENTS):
            yield BaseText(tuple(_laid(text, pages)), text, "", "", is_item=False)


def _block_texts(document: Document) -> Iterator[tuple[tuple[Part, ...], str, str, bool]]:
    """Each text of the blocks that says something, with the chapter and the heading above it."""
    chapter = heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            text = " ".join(filter(None, (block.label, "".join(run.text for run in block.content))))
            chapter, heading = (text, "") if block.kind is HeadingKind.CHAPTER else (chapter, text)
        for content in contents_of([block]):
            if content:
                yield tuple(_parts(content)), chapter, heading, isinstance(block, List)


def _parts(content: Inline) -> Iterator[Part]:
    for (path, within), runs in groupby(content, key=lambda run: (run.source, run.within)):
        yield Part("".join(run.text for run in runs), path, within)


def _laid(word: WordText, passages: list[Passage]) -> Iterator[Part]:
    """The parts of a paragraph of the template: the passages that were set in it, used up, and fixed text between."""
    text, position = said(word.text), 0
    while passages and (start := text.find(said(passages[0].text), position)) >= 0:
        if start > position:
            yield Part(text[position:start])
        passage = passages.pop(0)
        yield from (Part(piece.text, piece.path, piece.within) for piece in passage.pieces)
        position = start + len(said(passage.text))
    if position < len(text):
        yield Part(text[position:])
