"""Prose as it is written and as it is printed, character by character: an edit of the one is an edit of the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from methodology.comparing.words import StretchKind, compare_tokens, tokens_of
from methodology.composing.chapter_markup import leaf_runs
from methodology.model.chapter_marks import SourcePiece, join_pieces
from methodology.model.document import Run
from methodology.model.prose import Declared
from methodology.pull.leaf_writing import LeafPiece, join_leaf, prints_so, write_leaf
from methodology.pull.looks import PLAIN, LookedText, Looks
from methodology.pull.source_atoms import Atom, UnmappedError, reference_in, trace
from methodology.word.reading import Look

_MARKED = re.compile(r"[{}\\*_\[]")
"""What makes a source something else than what it prints; without it only the line ends differ."""
_DECLARES = "{="
"""Opens a number that stands for itself."""
_WORDS = re.compile(r"\s+|\S+")
_NO_FORM = re.compile(r"[{}]")
"""What the form that a reference is printed in cannot hold."""


def as_source(text: str, *, is_markdown: bool = False) -> str:
    """The source that prints ``text`` as it stands: no brace is a reference, no sign within it a mark of Markdown."""
    return join_pieces([SourcePiece(text, is_literal=True)], is_markdown=is_markdown)


def as_leaf(looked: LookedText) -> str | None:
    """The source of a chapter's leaf that prints a text in its looks; None where Markdown has none."""
    if looked.is_plain:
        return as_source(looked.text, is_markdown=True)
    return write_leaf(list(_typed_pieces(looked.text, looked.looks)), {})


class SourceText:
    """A sentence of the content at one place where it is printed."""

    def __init__(self, path: str, source: str, runs: Sequence[Run], *, is_markdown: bool) -> None:
        """``runs`` are those of the whole text; raises :class:`UnmappedError` where they are not what it prints."""
        self._path = path
        self._source = source
        self._runs = runs
        self._is_markdown = is_markdown
        self._own = [number for number, run in enumerate(runs) if run.source == path]
        self._is_plain = _MARKED.search(source) is None and len(self._own) == 1
        self._atoms = [] if self._is_plain else list(self._trace())

    def edit(self, texts: Sequence[str], replaced: Mapping[int, str | None], looks: Looks | None = None) -> str:
        """The source that prints ``texts``, one a run, in these ``looks``, one a character, where it can have any.

        ``replaced`` has the values' runs that are to be written otherwise: as text in the reference (``{path|text}``),
        or, where it is None, as plain text in the reference's place. Raises :class:`UnmappedError` where nothing that
        could be written prints so.
        """
        if looks is None or not self._is_markdown or not (self._has_marks or any(map(PLAIN.__ne__, looks))):
            if self._is_plain:
                return as_source(texts[self._own[0]], is_markdown=self._is_markdown)
            return join_leaf(self._edit(texts, replaced, None), is_markdown=self._is_markdown)
        pieces = self._edit(texts, replaced, looks)
        source = join_leaf(pieces, is_markdown=True)
        if prints_so(source, pieces):
            return source
        written = write_leaf(pieces, _links(self._atoms))
        if written is None:
            raise UnmappedError(self._path)
        return written

    @property
    def _has_marks(self) -> bool:
        return any(atom.marks for atom in self._atoms)

    def _edit(self, texts: Sequence[str], replaced: Mapping[int, str | None], looks: Looks | None) -> list[LeafPiece]:
        atoms = self._atoms or list(self._trace())
        walked = {atom.run for atom in atoms}
        if any(number not in walked and texts[number] != self._runs[number].text for number in self._own):
            raise UnmappedError(self._path)  # a separator within a value
        editing = _Editing(self._runs, self._own, texts, replaced, looks)
        return list(_join_forms(editing.edit(atoms), self._path))

    def _trace(self) -> Iterator[Atom]:
        return trace(self._path, self._source, self._runs, is_markdown=self._is_markdown)


def _links(atoms: Sequence[Atom]) -> dict[str, str]:
    """How the links that are there are written, by their targets."""
    ends = [atom.source for atom in atoms if atom.marks and atom.source.startswith("](")]
    return {run.target: end for end in ends for run in leaf_runs(f"[x{end}") if run.target is not None}


def _join_forms(pieces: Sequence[LeafPiece], path: str) -> Iterator[LeafPiece]:
    """The pieces, each reference with the form that it is printed in as one, which has one look.

    One whose form says nothing any more is left out.
    """
    form: list[LeafPiece] = []
    for piece in pieces:
        if form or _opens_form(piece):
            form.append(piece)
        else:
            yield piece
        if len(form) > 1 and piece.look is None and piece.printed == "}":
            said = "".join(inner.printed for inner in form[1:-1])
            if form[0].printed == _DECLARES and not Declared.can_hold(said):
                yield from form[1:-1]  # more was typed than a number: words of the sentence
            elif said:
                yield _form(form, path)
            form = []


def _opens_form(piece: LeafPiece) -> bool:
    return piece.look is None and piece.printed.startswith("{") and piece.printed.endswith(("|", _DECLARES))


def _form(pieces: Sequence[LeafPiece], path: str) -> LeafPiece:
    inner = pieces[1:-1]
    looks = {piece.look for piece in inner if not piece.is_blank} or {PLAIN}
    if len(looks) > 1 or any(_NO_FORM.search(piece.printed) for piece in inner):
        raise UnmappedError(path)
    source = tuple(part for piece in pieces for part in piece.source)
    return LeafPiece(source, "".join(piece.printed for piece in pieces), looks.pop())


class _Editing(NamedTuple):
    """A sentence being edited: what each of its runs says now, and how that looks."""

    runs: Sequence[Run]
    own: Sequence[int]
    texts: Sequence[str]
    replaced: Mapping[int, str | None]
    looks: Looks | None

    def edit(self, atoms: Sequence[Atom]) -> list[LeafPiece]:
        """The source in pieces, with the marks that it has."""
        starts = [0, *itertools.accumulate(map(len, self.texts))]
        characters = {number: _edited_characters(self.runs[number].text, self.texts[number]) for number in self.own}
        written: list[LeafPiece] = []
        gap = 0  # where in ``written`` a text goes that comes before the next character
        for atom in atoms:
            if atom.run is None:
                look, printed = (PLAIN, " ") if atom.source.isspace() else (None, atom.source)
                written.append(LeafPiece((SourcePiece(atom.source),), printed, look))
                gap = gap if atom.opens else len(written)
            elif atom.run not in characters:
                written += self._value(atom, slice(starts[atom.run], starts[(atom.last or atom.run) + 1]))
                gap = len(written)
            else:
                start = starts[atom.run]
                before, stays, after = next(characters[atom.run])
                here = len(written)
                if stays is not None:
                    here = self._side(written, gap, start + before.start, self._look(start + stays))
                written[here:here] = self._typed(atom.run, before, start)
                if stays is not None:
                    source = (SourcePiece(atom.source, is_literal=atom.is_literal),)
                    written.append(LeafPiece(source, atom.printed, self._look(start + stays)))
                gap = len(written)
                written += self._typed(atom.run, after, start)
        return written

    def _look(self, position: int) -> Look:
        return PLAIN if self.looks is None else self.looks[position]

    def _side(self, written: Sequence[LeafPiece], gap: int, position: int, following: Look) -> int:
        """Where what is typed goes: before the marks that open, or behind them where it looks like what follows."""
        if self.looks is None or gap == len(written):
            return gap
        look = self._look(position)
        above = next((piece.look for piece in reversed(written[:gap]) if piece.look is not None), None)
        return len(written) if look == following and look != above else gap

    def _typed(self, run: int, part: slice, start: int) -> list[LeafPiece]:
        text = self.texts[run][part]
        if not text:
            return []
        looks = (PLAIN,) * len(text) if self.looks is None else self.looks[start + part.start : start + part.stop]
        return list(_typed_pieces(text, looks))

    def _value(self, atom: Atom, part: slice) -> list[LeafPiece]:
        """A value, which has one look: as before, in another form, or as words of the sentence."""
        text = "".join(self.texts)[part]
        looks = [] if self.looks is None else self.looks[part]
        shown = {look for sign, look in zip(text, looks, strict=False) if not sign.isspace()} or {PLAIN}
        if len(shown) > 1:
            raise UnmappedError(atom.source)
        look = shown.pop()
        if atom.run is None or atom.run not in self.replaced:
            return [LeafPiece((SourcePiece(atom.source),), atom.source, look)]
        reference, text = reference_in(atom.source), self.texts[atom.run]
        typed = list(_typed_pieces(text, (look,) * len(text)))
        has_no_form = self.replaced[atom.run] is None or not text or _NO_FORM.search(text)
        if reference is None or "." not in reference.path or has_no_form:
            return typed
        ends = (f"{{{reference.path}|", "}")
        opens, closes = (LeafPiece((SourcePiece(end),), end, None) for end in ends)
        return [opens, *typed, closes]


def _typed_pieces(text: str, looks: Sequence[Look]) -> Iterator[LeafPiece]:
    """Words as they are typed, in pieces of one look, blanks apart."""
    for look, group in itertools.groupby(zip(text, looks, strict=True), key=itemgetter(1)):
        for words in _WORDS.findall("".join(sign for sign, _ in group)):
            yield LeafPiece((SourcePiece(words, is_literal=True),), as_source(words), look)


def _edited_characters(old: str, new: str) -> Iterator[tuple[slice, int | None, slice]]:
    """For each character of ``old`` what comes before it, where it stays, and what comes after it at the end.

    All are places in ``new``; a character that goes has none.
    """
    stays: dict[int, int] = {}
    come: dict[int, slice] = {}
    before, after = tokens_of(old), tokens_of(new)
    position = there = 0
    replaced: int | None = None
    for kind, tokens in compare_tokens(before, after):
        length = sum(map(len, (before if kind is StretchKind.DELETED else after)[tokens]))
        if kind is StretchKind.INSERTED:
            at = position if replaced is None else replaced
            come[at] = slice(come[at].start if at in come else there, there + length)
            replaced = None
            there += length
            continue
        replaced = position if kind is StretchKind.DELETED else None
        if kind is StretchKind.EQUAL:
            stays.update(zip(range(position, position + length), itertools.count(there), strict=False))
            there += length
        position += length
    nothing = slice(0, 0)
    for number in range(len(old)):
        is_last = number + 1 == len(old)
        yield come.get(number, nothing), stays.get(number), come.get(len(old), nothing) if is_last else nothing
