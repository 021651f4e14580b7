"""Prose as it is written and as it is printed, traced character by character."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from methodology.model.chapter import BLANKS, BREAK
from methodology.model.chapter_forms import ESCAPED
from methodology.model.document import NOTE_MARK, Run
from methodology.model.footnotes import UNNAMED_REFERENCE
from methodology.model.prose import Declared, Reference, parse_prose

_ADDRESS = r"(?:<[^<>\n]*>|(?:[^()\s<]|\([^()\s]*\))*)"
_LINK_END = rf"\]\(\s*{_ADDRESS}(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_UNDONE = rf"\\[{re.escape(ESCAPED)}]"
_PROSE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[ \t\n]+|.", re.DOTALL)
_MARKDOWN = re.compile(
    rf"\{{\{{|\}}\}}|\{{[^{{}}]*\}}|{_UNDONE}|{BREAK.pattern}|{UNNAMED_REFERENCE}|\*+|_+|{_LINK_END}|\[|[ \t\n]+|.",
    re.DOTALL,
)
_FOOTNOTE = re.compile(UNNAMED_REFERENCE)
_MARKUP = re.compile(rf"\*+|_+|{_LINK_END}|\[", re.DOTALL)
_ESCAPE = re.compile(r"\{\{|\}\}|\\.")


class UnmappedError(ValueError):
    """The printed text cannot be traced back to its source."""


class Atom(NamedTuple):
    """A piece of source that is printed in one run: a character, a whole value, or nothing (``run`` is None).

    One that ``opens`` prints nothing, and what is written before the next character belongs before it; one that
    ``marks`` is Markdown's, one that ``breaks`` a line break. A value may be printed in several runs, up to ``last``.
    """

    source: str
    run: int | None
    opens: bool = False
    marks: bool = False
    last: int | None = None
    breaks: bool = False

    @property
    def printed(self) -> str:
        """What Markdown makes of it; a reference as it is written."""
        if self.breaks or not self.source.strip(BLANKS):
            return "\n" if self.breaks else " "
        if _FOOTNOTE.fullmatch(self.source):
            return NOTE_MARK
        return self.source[1:] if self.source[:1] == "\\" and len(self.source) > 1 else self.source

    @property
    def is_literal(self) -> bool:
        """Whether the source is the sign that is printed: not one that is escaped, and no end of a line."""
        return len(self.source) == 1 and not self.source.isspace() and not self.marks


def trace(path: str, source: str, runs: Sequence[Run], *, is_markdown: bool) -> Iterator[Atom]:
    """The source at a path in atoms, each with the run that prints it.

    ``runs`` are those of the whole text; raises :class:`UnmappedError` where they are not what it prints.
    """
    printed = _PrintedRuns(path, runs)
    tokens = (_MARKDOWN if is_markdown else _PROSE).findall(source)
    for position, token in enumerate(tokens):
        reference, declared = reference_in(token), declared_in(token)
        if declared is not None:
            yield from _print_within("{=", token[2:-1], printed, declared)
        elif reference is not None:
            following = _following(tokens[position + 1 :])
            yield from _refer(token, reference, printed, following, is_markdown=is_markdown)
        elif is_markdown and BREAK.fullmatch(token):
            yield Atom(token, printed.take("\n"), breaks=True)
        elif token[0] in BLANKS:
            yield Atom(token, printed.take(" ", is_required=False))
        elif is_markdown and _MARKUP.fullmatch(token):
            yield from _markup(token, printed)
        elif is_markdown and _FOOTNOTE.fullmatch(token):
            yield Atom(token, printed.take(NOTE_MARK))
        elif _ESCAPE.fullmatch(token):
            yield Atom(token, printed.take(token[1]))
        else:
            yield from (Atom(character, printed.take(character)) for character in token)
    printed.end()


class _PrintedRuns:
    """The printed runs of a sentence while its source is walked."""

    def __init__(self, path: str, runs: Sequence[Run]) -> None:
        own = [number for number, run in enumerate(runs) if path in (run.source, run.within)]
        if not own:
            raise UnmappedError(path)
        self.path = path
        self.runs = runs
        self.left = list(range(own[0], own[-1] + 1))
        self.last = own[0]
        """The last run of the last value."""
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
        number = self.last = self.left.pop(0)
        while self._next and self._is_inside(self._next, following, is_argument=is_argument):
            self.last = self.left.pop(0)
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


def _markup(token: str, printed: _PrintedRuns) -> Iterator[Atom]:
    """A mark of Markdown; a star that is printed is a star."""
    for position, character in enumerate(token):
        run = printed.take(character, is_required=False)
        if run is None:
            yield Atom(token[position:], None, opens=character != "]", marks=True)
            return
        yield Atom(character, run)


def _refer(
    token: str, reference: Reference, printed: _PrintedRuns, following: str, *, is_markdown: bool
) -> Iterator[Atom]:
    if reference.printed is None:
        run = printed.take_value(reference.path, following)
        yield Atom(token, run, last=None if run is None else printed.last)
        return
    signs = re.findall(f"{_UNDONE}|." if is_markdown else ".", reference.printed, re.DOTALL)
    yield from _print_within(token[: token.index("|") + 1], signs, printed, (sign[-1] for sign in signs))


def _print_within(opens: str, signs: Iterable[str], printed: _PrintedRuns, said: Iterable[str]) -> Iterator[Atom]:
    """Signs that are printed from within braces, each as ``said`` has it."""
    yield Atom(opens, None, opens=True)
    yield from (Atom(sign, printed.take(seen)) for sign, seen in zip(signs, said, strict=True))
    yield Atom("}", None)


def _following(tokens: Sequence[str]) -> str:
    """The words up to the next reference."""
    words = (
        declared_in(token) or token for token in itertools.takewhile(lambda token: reference_in(token) is None, tokens)
    )
    return "".join(" " if token[0] in BLANKS else token[:1] if token in ("{{", "}}") else token for token in words)


def reference_in(written: str) -> Reference | None:
    """The reference that a token is; None where it is none."""
    part = _part_in(written)
    return part if isinstance(part, Reference) else None


def declared_in(written: str) -> Declared | None:
    """The declared number that a token is; None where it is none."""
    part = _part_in(written)
    return part if isinstance(part, Declared) else None


def _part_in(written: str) -> str | Reference | None:
    return parse_prose(written)[0] if written.startswith("{") and written != "{{" else None
