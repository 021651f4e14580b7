"""A chapter's leaf written in Markdown with other looks: such that it prints exactly so, or not at all."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from methodology.composing.chapter_markup import leaf_runs
from methodology.model.chapter_marks import SourcePiece, join_pieces
from methodology.pull.looks import (
    PLAIN,
    LookedText,
    looked_text,
    looks_of_runs,
    same_looks,
    settle_blanks,
    written_address,
)
from methodology.word.reading import Look

_MARKS = tuple(itertools.product(("**", "__"), ("*", "_")))
"""How strong and emphasised words can be marked; which are preferred comes first."""


class LeafPiece(NamedTuple):
    """A piece of a leaf: its source, what Markdown makes of that, and its look; a mark itself has none.

    A reference is printed as it is written, since values come later; with the form that it is printed in it is one
    piece.
    """

    source: tuple[SourcePiece, ...]
    printed: str
    look: Look | None

    @property
    def is_blank(self) -> bool:
        """Whether nobody sees how it looks."""
        return not self.printed.strip()


class _Span(NamedTuple):
    """Pieces ``start`` to ``end`` with a mark before and one behind them."""

    start: int
    end: int
    opens: str
    closes: str


def join_leaf(pieces: Iterable[LeafPiece], *, is_markdown: bool) -> str:
    """The source of the pieces as they stand."""
    return join_pieces((part for piece in pieces for part in piece.source), is_markdown=is_markdown)


def prints_so(source: str, pieces: Sequence[LeafPiece]) -> bool:
    """Whether a source prints what the pieces say, in their looks."""
    try:
        printed = looks_of_runs(leaf_runs(source))
    except ValueError:
        return False
    wanted = _looked(pieces)
    return printed.text == wanted.text and same_looks(printed, wanted)


def write_leaf(pieces: Sequence[LeafPiece], links: Mapping[str, str]) -> str | None:
    """The source that prints the pieces in their looks; None where Markdown has none.

    ``links`` is how the links that are there already are written, by their targets: ``](address "title")``.
    """
    kept = _settle(pieces)
    for strong, emphasis in _MARKS:
        spans = _spans(kept, strong, emphasis, links)
        source = join_pieces(_write(kept, spans), is_markdown=True)
        if prints_so(source, kept):
            return source
    return None


def _looked(pieces: Iterable[LeafPiece]) -> LookedText:
    return looked_text((piece.printed, piece.look) for piece in pieces if piece.look is not None)


def _settle(pieces: Iterable[LeafPiece]) -> list[LeafPiece]:
    """The pieces without the marks, blanks with the looks that are common to what is around them."""
    kept = [piece for piece in pieces if piece.look is not None and piece.printed]
    signs = "".join(" " if piece.is_blank else "x" for piece in kept)
    looks = settle_blanks(signs, [piece.look or PLAIN for piece in kept])
    return [piece._replace(look=look) for piece, look in zip(kept, looks, strict=True)]


def _spans(pieces: Sequence[LeafPiece], strong: str, emphasis: str, links: Mapping[str, str]) -> list[_Span]:
    """The marks to be set, each pair wholly within or outside of every other one: links first, then strong words."""
    looks = [piece.look or PLAIN for piece in pieces]
    spans: list[_Span] = []
    for start, end in _runs([look.target for look in looks]):
        target = looks[start].target or ""
        spans.append(_Span(start, end, "[", links.get(target) or f"]({written_address(target)})"))
    for flags, mark in (([look.strong for look in looks], strong), ([look.emphasis for look in looks], emphasis)):
        for start, end in [part for whole in _runs(flags) for part in _cut(whole, spans)]:
            trimmed = _trim(pieces, start, end)
            if trimmed is not None:
                spans.append(_Span(*trimmed, mark, mark))
    return spans


def _runs(values: Sequence[object]) -> Iterator[tuple[int, int]]:
    """From where to where one value stands that is not nothing."""
    position = 0
    for value, group in itertools.groupby(values):
        end = position + len(list(group))
        if value:
            yield position, end
        position = end


def _cut(whole: tuple[int, int], spans: Sequence[_Span]) -> Iterator[tuple[int, int]]:
    """A stretch in parts that cross none of the spans."""
    start, end = whole
    borders = {start, end}
    for span in spans:
        if span.start < start < span.end < end:
            borders.add(span.end)
        elif start < span.start < end < span.end:
            borders.add(span.start)
    return itertools.pairwise(sorted(borders))


def _trim(pieces: Sequence[LeafPiece], start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the blanks at its ends."""
    while start < end and pieces[start].is_blank:
        start += 1
    while end > start and pieces[end - 1].is_blank:
        end -= 1
    return (start, end) if start < end else None


def _write(pieces: Sequence[LeafPiece], spans: Sequence[_Span]) -> Iterator[SourcePiece]:
    """The pieces with the marks: what is around is opened first and closed last."""
    order = sorted(enumerate(spans), key=lambda numbered: (numbered[1].start, -numbered[1].end, numbered[0]))
    waiting = [span for _, span in reversed(order)]
    opened: list[_Span] = []
    for position in range(len(pieces) + 1):
        while opened and opened[-1].end == position:
            yield SourcePiece(opened.pop().closes)
        while waiting and waiting[-1].start == position:
            opened.append(waiting.pop())
            yield SourcePiece(opened[-1].opens)
        if position < len(pieces):
            yield from pieces[position].source
