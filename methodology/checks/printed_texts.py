"""The texts that the document prints, and how rules search them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from methodology.checks.finding import Find, Found, Splice
from methodology.messages import spoken_language, translate
from methodology.model.assumption import Figure
from methodology.model.chapter import LeafKind
from methodology.model.footnotes import without_references
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveFacts
from methodology.model.phrases import Labels, Mention, Phrase, Worded
from methodology.model.programme import Interventions, Programme, ProgrammeFacts, Registry, Value
from methodology.model.prose import Declared, Prose, Reference, parse_prose

REFERENCE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a reference in a text."""
LONGEST_PIECE = 80
"""How many characters of what is found, and of the words on either side, a finding quotes."""
MOST_TEXTS = 1 << 15
"""Of so many texts a rule remembers what it found: where there are more, each rule would split them all again."""
_BEFORE = re.compile(rf"[^\s{REFERENCE}]*+\Z")
_AFTER = re.compile(rf"[^\s{REFERENCE}]*+")

_FIELDS: dict[type, frozenset[str]] = {
    ProgrammeFacts: frozenset({"title", "short_title", "name", "authority", "keywords"}),
    Labels: frozenset(Labels.model_fields),
    Registry: frozenset({"root"}),
    Interventions: frozenset({"root"}),
    ObjectiveFacts: frozenset({"title", "measures"}),
    Indicator: frozenset({"name", "counts", "unit", "baseline_unit"}),
    Figure: frozenset({"unit", "name"}),
}
"""The fields of plain text that are printed; prose always is."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of the content.

    ``raw`` is what stands in the file, without the marks of footnotes; ``parts`` that with literal braces undone (plain
    text is one part). ``text`` has printed forms of references put in (``{operations.pnr|sistema PNR}``) and each other
    reference as one :data:`REFERENCE`; in ``literal`` every reference and every number that is declared is one.
    """

    path: str
    raw: str
    parts: tuple[str | Reference, ...]
    text: str
    literal: str
    is_prose: bool


def one_of(fields: Mapping[type, frozenset[str]]) -> Callable[[Value], bool]:
    """Return a test whether a value is one of the ``fields``, by the kinds of their owners."""

    @lru_cache(maxsize=256)
    def fields_of(owner: type) -> frozenset[str]:
        return frozenset(name for kind, names in fields.items() if issubclass(owner, kind) for name in names)

    def is_one(value: Value) -> bool:
        owner: Any = type(value.owner)
        return value.field in fields_of(owner)

    return is_one


_is_plain_text = one_of(_FIELDS)


class SameProgramme:
    """A programme as the key of a memory: many rules ask for the texts of one programme, which is never changed."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameProgramme) and other.programme is self.programme

    def __hash__(self) -> int:
        return id(self.programme)


def printed_texts(programme: Programme) -> tuple[PrintedText, ...]:
    """Every text that the document prints, chapters last, each once however often it is printed."""
    return _printed_texts(SameProgramme(programme))


def prose_texts(programme: Programme) -> Iterator[PrintedText]:
    """The texts among them that may refer to values."""
    return (text for text in printed_texts(programme) if text.is_prose)


def free_texts(programme: Programme) -> tuple[PrintedText, ...]:
    """The prose that authors word freely: standard sentences and what replaces them have rules of their own."""
    return tuple(text for text in prose_texts(programme) if _is_free(programme.values.get(text.path)))


def _is_free(value: Value | None) -> bool:
    return value is None or not (
        isinstance(value.owner, Phrase) or (isinstance(value.owner, Worded) and value.field == "wording")
    )


@lru_cache(maxsize=1)
def _printed_texts(same: SameProgramme) -> tuple[PrintedText, ...]:
    programme = same.programme
    of_values = [
        _printed_text(path, value.value, is_prose=isinstance(value.value, Prose))
        for path, value in programme.values.items()
        if isinstance(value.value, str) and _is_printed(value) and not path.startswith(("accepted.", "fund."))
    ]
    of_chapters = [
        _printed_text(f"chapters.{chapter.name}.{leaf.number}", without_references(leaf.text), is_prose=True)
        for chapter in programme.chapters.values()
        for leaf in chapter.leaves
        if leaf.kind is not LeafKind.CELL or any(map(str.isalnum, leaf.text))  # a cell may be empty, or a dash
    ]
    return (*of_values, *of_chapters)


def _is_printed(value: Value) -> bool:
    if isinstance(value.value, Prose):
        return True
    return _is_plain_text(value) or (isinstance(value.owner, Mention) and value.owner.text is not None)


@lru_cache(maxsize=MOST_TEXTS)
def _printed_text(path: str, raw: str, *, is_prose: bool) -> PrintedText:
    parts = parse_prose(raw) if is_prose else (raw,)
    printed = "".join(part if isinstance(part, str) else part.printed or REFERENCE for part in parts)
    literal = "".join(REFERENCE if isinstance(part, Declared | Reference) else part for part in parts)
    return PrintedText(path, raw, parts, printed, literal, is_prose)


def excerpt(text: str, start: int, end: int) -> str:
    """Return a stretch of the text with its words whole on both sides; references and what is too long stay out."""
    first, last = max(start - LONGEST_PIECE, 0), min(end, start + LONGEST_PIECE)
    before = _BEFORE.search(text, first, start)
    after = _AFTER.match(text, last, last + LONGEST_PIECE) if last == end else None
    return (before.group() if before else "") + text[start:last] + (after.group() if after else "")


def last_word(text: str) -> str:
    """Return the last word of a text; an empty one where there are only blanks."""
    return text.rsplit(maxsplit=1)[-1].strip() if text.strip() else ""


Breach = tuple[str, str, str | None] | tuple[str, str, str | None, tuple[Splice, ...]]
"""What is wrong in a text (:attr:`Found.found`), the message, the hint where it is not the rule's, what mends it."""
Breaches = Iterable[Breach]
Given = tuple[Hashable, ...] | None


def in_each_text(
    given: Callable[[Programme], Given] = lambda _: (),
) -> Callable[[Callable[..., Breaches]], Find]:
    """Make a rule's search of a function of a single text and of what ``given`` returns; None: search nothing.

    What the function finds is remembered by both and by the language that it is said in: between two checks of a
    process most texts stay as they are.
    """

    def make(search: Callable[..., Breaches]) -> Find:
        @lru_cache(maxsize=4)
        def memory(_language: str, *known: Hashable) -> Callable[[str], tuple[Breach, ...]]:
            return lru_cache(maxsize=MOST_TEXTS)(lambda text: tuple(search(text, *known)))

        def find(programme: Programme) -> Iterator[Found]:
            known = given(programme)
            if known is None:
                return
            remembered = memory(spoken_language(), *known)
            for text in printed_texts(programme):
                for piece, message, hint, *splices in remembered(text.text):
                    fix = as_written(text, splices[0]) if splices else None
                    yield Found(text.path, message, piece, hint, fix)

        return find

    return make


def as_written(text: PrintedText, splices: Sequence[Splice]) -> tuple[Splice, ...] | None:
    """Return splices of ``text.text`` as those of ``text.raw``; None where one is not of literal text alone."""
    if text.text == text.raw:
        return tuple(splices) or None
    places: list[int | None] = []
    at = 0
    for part in text.parts:
        if isinstance(part, str):
            doubled = len(part) + sum(map(part.count, "{}")) if text.is_prose else len(part)
            places += range(at, at + len(part)) if doubled == len(part) else [None] * len(part)
            at += doubled
        else:
            places += [None] * len(part.printed or REFERENCE)
            at = text.raw.index("}", at) + 1
    places.append(at)
    written = []
    for splice in splices:
        stretch = places[splice.start : splice.end] or [places[splice.start]]
        start = stretch[0]
        if start is None or None in stretch:
            return None
        written.append(Splice(start, start + splice.end - splice.start, splice.text))
    return tuple(written) or None


Mend = Callable[[re.Match[str]], str | None]
"""What a match is to read; None where that is not certain."""


def pattern(
    expression: str,
    message: str,
    flags: int = 0,
    *,
    given: Callable[[Programme], Given] = lambda _: (),
    mend: Mend = lambda _: None,
) -> Find:
    """Make a rule's search for a pattern in all texts; ``{found}`` in ``message`` stands for the words around it.

    The same piece of a text is reported once. ``mend`` says what a match is to read.
    """
    compiled = re.compile(expression, flags)

    @in_each_text(given)
    def find(text: str) -> Breaches:
        if compiled.search(text) is None:  # most texts have none: a generator for each would cost as much again
            return ()
        pieces = mended_pieces(text, compiled.finditer(text), mend)
        return [(piece, translate(message, found=piece), None, splices) for piece, splices in pieces]

    return find


def mended_pieces(text: str, matches: Iterable[re.Match[str]], mend: Mend) -> Iterator[tuple[str, tuple[Splice, ...]]]:
    """Yield the words around the matches, each once, with the splices that mend it; none where one is not certain."""
    pieces: dict[str, list[Splice | None]] = {}
    for match in matches:
        new = mend(match)
        splice = None if new is None else Splice(match.start(), match.end(), new)
        pieces.setdefault(excerpt(text, *match.span()), []).append(splice)
    for piece, splices in pieces.items():
        certain = tuple(splice for splice in splices if splice is not None)
        yield piece, certain if len(certain) == len(splices) else ()
