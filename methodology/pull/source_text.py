"""Prose as it is written and as it is printed, character by character: an edit of the one is an edit of the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from methodology.comparing.words import StretchKind, compare_tokens, tokens_of
from methodology.model.chapter import BLANKS
from methodology.model.chapter_marks import ESCAPED, SourcePiece, join_pieces
from methodology.model.document import Run
from methodology.model.prose import Reference, parse_prose

_PROSE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[ \t\n]+|.", re.DOTALL)
_UNDONE = rf"\\[{re.escape(ESCAPED)}]"
_MARKDOWN = re.compile(rf"\{{\{{|\}}\}}|\{{[^{{}}]*\}}|{_UNDONE}|\*+|_+|\]\([^)\s]*\)|\[|[ \t\n]+|.", re.DOTALL)
_MARKED = re.compile(r"[{}\\*_\[]")
"""What makes a source something else than what it prints; without it only the line ends differ."""
_MARKUP = re.compile(r"\*+|_+|\]\([^)\s]*\)|\[")
_ESCAPE = re.compile(r"\{\{|\}\}|\\.")


def as_source(text: str, *, is_markdown: bool = False) -> str:
    """The source that prints ``text`` as it stands: no brace is a reference, no sign within it a mark of Markdown."""
    return join_pieces([SourcePiece(text, is_literal=True)], is_markdown=is_markdown)


class UnmappedError(ValueError):
    """The printed text cannot be traced back to its source."""


class _Atom(NamedTuple):
    """A piece of source that is printed in one run: a character, a whole value, or nothing (``run`` is None).

    One that ``opens`` prints nothing, and what is written before the next character belongs before it.
    """

    source: str
    run: int | None
    opens: bool = False

    @property
    def is_literal(self) -> bool:
        """Whether the source is the sign that is printed: not one that is escaped, and no end of a line."""
        return len(self.source) == 1 and not self.source.isspace()


class SourceText:
    """A sentence of the content at one place where it is printed."""

    def __init__(self, path: str, source: str, runs: Sequence[Run], *, is_markdown: bool) -> None:
        """``runs`` are those of the whole text; raises :class:`UnmappedError` where they are not what it prints."""
        self._path = path
        self._runs = runs
        self._is_markdown = is_markdown
        self._own = [number for number, run in enumerate(runs) if run.source == path]
        self._is_plain = _MARKED.search(source) is None and len(self._own) == 1
        self._atoms = [] if self._is_plain else list(self._walk(source))

    def edit(self, texts: Sequence[str], replaced: Mapping[int, str | None]) -> str:
        """The source that prints ``texts``, one a run.

        ``replaced`` has the values' runs that are to be written otherwise: as text in the reference (``{path|text}``),
        or, where it is None, as plain text in the reference's place.
        """
        if self._is_plain:
            return as_source(texts[self._own[0]], is_markdown=self._is_markdown)
        walked = {atom.run for atom in self._atoms}
        if any(number not in walked and texts[number] != self._runs[number].text for number in self._own):
            raise UnmappedError(self._path)  # a separator within a value
        characters = {number: _edited_characters(self._runs[number].text, texts[number]) for number in self._own}
        written: list[SourcePiece] = []
        gap = 0  # where in ``written`` a text goes that comes before the next character
        for atom in self._atoms:
            if atom.run is None:
                written.append(SourcePiece(atom.source))
                gap = gap if atom.opens else len(written)
            elif atom.run not in characters:
                written += _value(atom, texts[atom.run], replaced)
                gap = len(written)
            else:
                before, stays, after = next(characters[atom.run])
                written.insert(gap if stays else len(written), SourcePiece(before, is_literal=True))
                written += [SourcePiece(atom.source, is_literal=atom.is_literal)] if stays else []
                gap = len(written)
                written.append(SourcePiece(after, is_literal=True))
        return join_pieces(self._settle_forms(written), is_markdown=self._is_markdown)

    def _settle_forms(self, pieces: Iterable[SourcePiece]) -> list[SourcePiece]:
        """The pieces without references whose form says nothing any more; no form can have a brace."""
        kept: list[SourcePiece] = []
        is_form = False
        for piece in filter(attrgetter("text"), pieces):
            if piece.is_literal and is_form and re.search(r"[{}]", piece.text):
                raise UnmappedError(self._path)
            if piece == SourcePiece("}") and kept[-1].text.endswith("|") and not kept[-1].is_literal:
                kept.pop()
            else:
                kept.append(piece)
            if not piece.is_literal and piece.text[0] in "{}":
                is_form = piece.text.endswith("|")
        return kept

    def _walk(self, source: str) -> Iterator[_Atom]:
        """The source in atoms, each with the run that prints it."""
        printed = _PrintedRuns(self._path, self._runs)
        tokens = (_MARKDOWN if self._is_markdown else _PROSE).findall(source)
        for position, token in enumerate(tokens):
            reference = _reference(token)
            if reference is not None:
                yield from _refer(
                    token, reference, printed, _following(tokens[position + 1 :]), is_markdown=self._is_markdown
                )
            elif token[0] in BLANKS:
                yield _Atom(token, printed.take(" ", is_required=False))
            elif self._is_markdown and _MARKUP.fullmatch(token):
                yield from _markup(token, printed)
            elif _ESCAPE.fullmatch(token):
                yield _Atom(token, printed.take(token[1]))
            else:
                yield from (_Atom(character, printed.take(character)) for character in token)
        printed.end()


def _value(atom: _Atom, text: str, replaced: Mapping[int, str | None]) -> list[SourcePiece]:
    """A value in its sentence: as before, in another form, or as words of the sentence."""
    if atom.run is None or atom.run not in replaced:
        return [SourcePiece(atom.source)]
    reference = _reference(atom.source)
    has_no_form = replaced[atom.run] is None or reference is None or "." not in reference.path or not text
    if reference is None or has_no_form or re.search(r"[{}]", text):
        return [SourcePiece(text, is_literal=True)]
    return [SourcePiece(f"{{{reference.path}|"), SourcePiece(text, is_literal=True), SourcePiece("}")]


class _PrintedRuns:
    """The printed runs of a sentence while its source is walked."""

    def __init__(self, path: str, runs: Sequence[Run]) -> None:
        own = [number for number, run in enumerate(runs) if path in (run.source, run.within)]
        if not own:
            raise UnmappedError(path)
        self.path = path
        self.runs = runs
        self.left = list(range(own[0], own[-1] + 1))
        self.offset = 0

    @property
    def _next(self) -> Run | None:
        return self.runs[self.left[0]] if self.left else None

    def take(self, character: str, *, is_required: bool = True) -> int | None:
        """The run that prints ``character`` next; None where another character comes, if it is not required."""
        run = self._next
        if run is None or run.source != self.path or not run.text.startswith(character, self.offset):
            if is_required:
                raise UnmappedError(self.path)
            return None
        number = self.left[0]
        self.offset += len(character)
        if self.offset == len(run.text):
            self.left.pop(0)
            self.offset = 0
        return number

    def take_value(self, path: str, following: str) -> int | None:
        """The run that prints the value at ``path``; with what is printed within that.

        An argument of a standard sentence may be a list, whose separators are the sentence's: it goes on until the
        words that are ``following``; one that is a sentence may have no run that tells where it is printed.
        """
        is_argument = "." not in path
        run = self._next
        if is_argument and (run is None or run.source == self.path):
            return None
        if run is None or run.source == self.path or self.offset:
            raise UnmappedError(self.path)
        if not is_argument and path not in (run.source, run.within):
            raise UnmappedError(self.path)
        number = self.left.pop(0)
        while self._next and self._is_inside(self._next, following, is_argument=is_argument):
            self.left.pop(0)
        return number

    def _is_inside(self, run: Run, following: str, *, is_argument: bool) -> bool:
        """Whether a run is printed within a value that has begun."""
        if is_argument:
            return run.source != self.path or run.text != following
        return self.path not in (run.source, run.within)

    def end(self) -> None:
        """All must have been taken."""
        if self.left:
            raise UnmappedError(self.path)


def _markup(token: str, printed: _PrintedRuns) -> Iterator[_Atom]:
    """A mark of Markdown; a star that is printed is a star."""
    for position, character in enumerate(token):
        run = printed.take(character, is_required=False)
        if run is None:
            yield _Atom(token[position:], None, opens=character != "]")
            return
        yield _Atom(character, run)


def _refer(
    token: str, reference: Reference, printed: _PrintedRuns, following: str, *, is_markdown: bool
) -> Iterator[_Atom]:
    if reference.printed is None:
        yield _Atom(token, printed.take_value(reference.path, following))
        return
    yield _Atom(token[: token.index("|") + 1], None, opens=True)
    signs = re.findall(f"{_UNDONE}|." if is_markdown else ".", reference.printed, re.DOTALL)
    yield from (_Atom(sign, printed.take(sign[-1])) for sign in signs)
    yield _Atom("}", None)


def _following(tokens: Sequence[str]) -> str:
    """The words up to the next reference."""
    words = itertools.takewhile(lambda token: _reference(token) is None, tokens)
    return "".join(" " if token[0] in BLANKS else token[:1] if token in ("{{", "}}") else token for token in words)


def _reference(written: str) -> Reference | None:
    if not written.startswith("{") or written == "{{":
        return None
    part = parse_prose(written)[0]
    return part if isinstance(part, Reference) else None


def _edited_characters(old: str, new: str) -> Iterator[tuple[str, bool, str]]:
    """For each character of ``old`` what comes before it, whether it stays, and what comes after it at the end."""
    gone: set[int] = set()
    come: dict[int, str] = {}
    before, after = tokens_of(old), tokens_of(new)
    position = 0
    replaced: int | None = None
    for kind, tokens in compare_tokens(before, after):
        words = "".join((before if kind is StretchKind.DELETED else after)[tokens])
        if kind is StretchKind.INSERTED:
            at = position if replaced is None else replaced
            come[at] = come.get(at, "") + words
            replaced = None
            continue
        replaced = position if kind is StretchKind.DELETED else None
        if kind is StretchKind.DELETED:
            gone.update(range(position, position + len(words)))
        position += len(words)
    for number in range(len(old)):
        is_last = number + 1 == len(old)
        yield come.get(number, ""), number not in gone, come.get(len(old), "") if is_last else ""
