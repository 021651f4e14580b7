"""What a Word file said when it was made: every text with its origin, to be compared with what it says now.

The texts are those of the document and of the Word template around it; that the file itself is like that is known by
the passages which travel in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from methodology.composing import compose_document
from methodology.composing.printing import Printer
from methodology.model.document import (
    Block,
    Document,
    Heading,
    HeadingKind,
    Inline,
    List,
    Table,
    contents_of,
    plain_text,
)
from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.model.texts import CellPlace, grid_of
from methodology.pull.comparing.parts import BaseText, Part, said
from methodology.word.reading import Story, WordRun, WordText, read_word_file
from methodology.word.snapshot import SnapshotText
from methodology.word.styles import style_of
from methodology.word.template_places import inline_places

_TAG = re.compile(r"\{\{p?\s*([\w.]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Base:
    """A programme with the texts of its Word file."""

    programme: Programme
    printer: Printer
    texts: tuple[BaseText, ...]


def base_of(programme: Programme, templates: Path) -> Base:
    """The texts of the Word file that a programme makes with these templates."""
    document = compose_document(programme, templates)
    template = templates / "methodology.docx"
    frame = read_word_file(template.read_bytes(), name=template.name).texts
    printer = Printer(programme, Language.of(programme.facts.language))
    return Base(programme, printer, tuple(_texts(document, frame)))


def with_names(base: Base, passages: Sequence[SnapshotText]) -> Base | None:
    """The base with the tags and bookmarks of the passages; None where they are not those of its texts."""
    left = list(passages)
    texts = []
    for text in base.texts:
        named = text if text.word.story is Story.CONTENTS else _named(text, left)
        if named is None:
            return None
        texts.append(named)
    return None if left else replace(base, texts=tuple(texts))


def _named(text: BaseText, passages: list[SnapshotText]) -> BaseText | None:
    """A text with the names of the passages that it consists of, which are used up."""
    spans: list[WordRun] = []
    bookmarks: set[str] = set()
    parts = [(part.text, part.path) for part in text.parts]
    if not text.is_template:
        groups = groupby(text.parts, lambda one: one.path)
        parts = [("".join(part.text for part in group), path) for path, group in groups]
    position = 0
    while position < len(parts):
        printed, path = parts[position]
        pieces = passages[0].runs if passages else ()
        own = [(piece.text, piece.path) for piece in pieces]
        if own and parts[position : position + len(own)] == own:
            spans += (WordRun(piece.text, piece.tag) for piece in pieces)
            bookmarks |= {name for piece in pieces if (name := piece.tag) is not None}
            bookmarks |= {passages.pop(0).bookmark or ""} - {""}
            position += len(own)
        elif path is None and text.is_template:
            spans.append(WordRun(printed, None))
            position += 1
        else:
            return None
    return replace(text, word=replace(text.word, runs=tuple(spans), bookmarks=frozenset(bookmarks)))


def _texts(document: Document, frame: Sequence[WordText]) -> Iterator[BaseText]:
    """The texts of the template with what is set in them; the body's blocks where they stand."""
    inline = inline_places(document)
    for text in frame:
        match _TAG.findall(text.text):
            case ["body"]:
                yield from _block_texts(document)
            case ["contents"]:
                for chapter in document.chapters:
                    entry = f"{chapter.label} {plain_text(chapter.content)}"
                    yield BaseText((Part(entry),), WordText((WordRun(entry, None),), Story.CONTENTS), "", "")
            case _:
                parts = tuple(_template_parts(text.text, inline))
                if parts:
                    yield BaseText(parts, _word("".join(part.text for part in parts), text), "", "", is_template=True)


def _template_parts(text: str, inline: Mapping[str, Inline]) -> Iterator[Part]:
    """The parts of a paragraph of the template: what is set in its places, and fixed text."""
    position = 0
    shown = said(text)
    for tag in _TAG.finditer(shown):
        if tag.start() > position:
            yield Part(shown[position : tag.start()])
        yield from _parts(inline[tag[1]])
        position = tag.end()
    if position < len(shown):
        yield Part(shown[position:])


def _word(text: str, model: WordText) -> WordText:
    return replace(model, runs=(WordRun(text, None),), bookmarks=frozenset())


def _block_texts(document: Document) -> Iterator[BaseText]:
    """Each text of the blocks that says something, with the chapter and the heading above it."""
    chapter = heading = ""
    tables = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            text = " ".join(filter(None, (block.label, plain_text(block.content))))
            chapter, heading = (text, "") if block.kind is HeadingKind.CHAPTER else (chapter, text)
        for content, cell in _contents(block, tables):
            parts = tuple(_parts(content))
            words = WordText((WordRun(plain_text(content), None),), Story.BODY, _style(block), _list(block), cell)
            yield BaseText(parts, words, chapter, heading, is_item=isinstance(block, List))
        tables += isinstance(block, Table)


def _contents(block: Block, tables: int) -> Iterator[tuple[Inline, CellPlace | None]]:
    if not isinstance(block, Table):
        yield from ((content, None) for content in contents_of([block]) if content)
        return
    for number, slots in enumerate(grid_of(block)):
        for slot in slots:
            if slot.cell.content and not slot.continues:
                yield slot.cell.content, CellPlace(tables, number, slot.column)


def _style(block: Block) -> str:
    return style_of(block).lower()


def _list(block: Block) -> str | None:
    return "" if isinstance(block, List) else None


def _parts(content: Inline) -> Iterator[Part]:
    for (path, within), runs in groupby(content, key=lambda run: (run.source, run.within)):
        yield Part("".join(run.text for run in runs), path, within)
