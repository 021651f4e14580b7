"""The stretches of a page that are written by themselves, and not again while nothing in them changes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from methodology.memory import NO_MEMORY, Memory
from methodology.model.document import Block, Document, Footnote, Heading, HeadingKind, Picture
from methodology.model.overview import OverviewRow, OverviewTable
from methodology.model.picture import PictureFile
from methodology.model.texts import anchors_of, footnotes_of, require_sound_links, texts_of_blocks
from methodology.model.tied_words import tie_block, tie_document

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageStretch:
    """A heading with what stands below it, up to the next heading.

    ``calculated`` are the content paths of its values whose calculation the page can open.
    """

    blocks: Blocks
    calculated: tuple[str, ...]
    pictures: Mapping[str, PictureFile]


@dataclass(frozen=True, slots=True)
class PageSection:
    """A chapter or part with its stretches, and what the whole page needs of it."""

    stretches: tuple[PageStretch, ...]
    footnotes: tuple[Footnote, ...]
    anchors: tuple[str, ...]
    targets: tuple[str, ...]


def tie_body(document: Document, memory: Memory) -> Document:
    """Return the document as it is drawn, with ties; blocks that did not change are the same objects."""
    words = document.tied_words
    if not words:
        return document
    tied = memory.recall_each("tied", (words,), lambda block: tie_block(block, words), document.blocks)
    return replace(tie_document(replace(document, blocks=())), blocks=tied)


def split_document(document: Document, memory: Memory) -> tuple[PageSection, ...]:
    """Return the sections of a document; those that did not change are the same objects."""
    paths = tuple(document.calculations)
    known = memory.recall("calculated paths", paths, lambda: _Calculated(frozenset(paths)))
    return tuple(_section_of(blocks, document, known, memory) for blocks in _split(document.blocks))


def check_links(document: Document, sections: Sequence[PageSection], memory: Memory) -> None:
    """Raise ValueError where a link of the document leads nowhere."""
    links = tuple(one for part in sections for one in (part.anchors, part.targets))
    memory.recall("page links", links, lambda: require_sound_links(tuple(texts_of_blocks(document.blocks))))


def _split(blocks: Sequence[Block]) -> Iterator[Blocks]:
    """The blocks of each chapter and part."""
    starts = [at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.kind is not HeadingKind.ITEM]
    for start, end in itertools.pairwise(dict.fromkeys([0, *starts, len(blocks)])):
        yield tuple(blocks[start:end])


def _split_at_headings(blocks: Blocks) -> Iterator[Blocks]:
    starts = (at for at, one in enumerate(blocks) if isinstance(one, Heading))
    for start, end in itertools.pairwise(dict.fromkeys([0, *starts, len(blocks)])):
        yield blocks[start:end]


def _slot_of(blocks: Blocks) -> object:
    """What no other stretch of a document has: the anchor of its heading."""
    return blocks[0].anchor if isinstance(blocks[0], Heading) else None


@dataclass(frozen=True, slots=True)
class _Calculated:
    """The content paths that have a calculation; the same object as long as these do."""

    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class _HeldBlocks:
    """What a section takes from beside its blocks: the content paths of its values, the digests of its pictures."""

    sources: tuple[str, ...]
    pictures: tuple[str, ...]

    @classmethod
    def of(cls, blocks: Blocks) -> _HeldBlocks:
        """That of a section."""
        return cls(_sources_in(blocks), tuple(one.digest for one in blocks if isinstance(one, Picture)))


def _section_of(blocks: Blocks, document: Document, known: _Calculated, memory: Memory) -> PageSection:
    slot = _slot_of(blocks)
    held: _HeldBlocks = memory.recall(("held", slot), blocks, partial(_HeldBlocks.of, blocks))
    calculated = memory.recall(
        ("calculated of", slot), (held, known), lambda: tuple(filter(known.paths.__contains__, held.sources))
    )
    pictures = tuple(document.pictures[digest] for digest in held.pictures)
    given = held, calculated, pictures

    def make() -> PageSection:
        texts = tuple(texts_of_blocks(blocks))
        return PageSection(
            tuple(_stretch_of(one, calculated, document, memory) for one in _split_at_headings(blocks)),
            tuple(note for text in texts for note in footnotes_of(text.runs)),
            tuple(anchors_of(texts)),
            tuple(run.target for text in texts for run in text.runs if run.target is not None),
        )

    return memory.recall(("section", slot), given, make)


def _sources_in(blocks: Blocks) -> tuple[str, ...]:
    runs = (run for text in texts_of_blocks(blocks) for run in text.runs)
    return tuple(dict.fromkeys(run.source for run in runs if run.source is not None))


def _stretch_of(blocks: Blocks, calculated: Sequence[str], document: Document, memory: Memory) -> PageStretch:
    own = frozenset(_sources_in(blocks))
    paths = tuple(path for path in calculated if path in own)
    files = {one.digest: document.pictures[one.digest] for one in blocks if isinstance(one, Picture)}
    given = *blocks, paths, tuple(files.values())
    return memory.recall(("stretch", _slot_of(blocks)), given, lambda: PageStretch(blocks, paths, files))


@dataclass(frozen=True, slots=True)
class OverviewRows:
    """The rows of one objective in a table of the overview, with the heads of the table."""

    rows: tuple[OverviewRow, ...]
    heads: tuple[str, ...]
    head: int


def group_rows(table: OverviewTable, memory: Memory = NO_MEMORY) -> Iterator[OverviewRows]:
    """Yield the rows of a table by what their first cell says; groups that did not change are the same objects."""
    heads = memory.recall(("heads", table.name), table.heads, lambda: table.heads)
    for number, (_, rows) in enumerate(itertools.groupby(table.rows, key=lambda row: row.cells[0].text)):
        own = tuple(rows)
        given = *own, heads, table.head
        yield memory.recall(("rows", table.name, number), given, partial(OverviewRows, own, heads, table.head))
