"""Prose as it is written and as it is printed, character by character: an edit of the one is an edit of the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from methodology.comparing.words import StretchKind, compare_tokens, tokens_of
from methodology.model.prose import Reference, parse_prose
from methodology.pull.comparing.parts import Part

_PROSE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|\s+|.", re.DOTALL)
_MARKDOWN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|\\[\\*_{}\[\]()#+.!`<>-]|\*+|_+|\]\([^)\s]*\)|\[|\s+|.", re.DOTALL)
_MARKED = re.compile(r"[{}\\*_\[]")
"""What makes a source something else than what it prints; without it only the line ends differ."""
_MARKUP = re.compile(r"\*+|_+|\]\([^)\s]*\)|\[")


def as_source(text: str, *, is_markdown: bool = False) -> str:
    """The source that prints ``text`` as it stands: no brace is a reference, no star or line a mark of Markdown."""
    braces = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\\*_])", r"\\\1", braces) if is_markdown else braces


class UnmappedError(ValueError):
    """The printed text cannot be traced back to its source."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece of source and what it prints in one part: a character, a whole value, or nothing."""

    source: str
    printed: str
    part: int | None
    opens: bool = False
    """Prints nothing, and what is written before the next character belongs before it."""


class SourceText:
    """A sentence of the content at one place where it is printed."""

    def __init__(self, path: str, source: str, parts: Sequence[Part], *, is_markdown: bool) -> None:
        """``parts`` are those of the whole text; raises :class:`UnmappedError` where they are not what it prints."""
        self._path = path
        self._parts = parts
        self._is_markdown = is_markdown
        self._is_plain = _MARKED.search(source) is None and [part.path for part in parts].count(path) == 1
        self._own = [number for number, part in enumerate(parts) if part.path == path]
        self._atoms = [] if self._is_plain else list(self._walk(source))

    def edited(self, texts: Sequence[str], replaced: Mapping[int, str | None]) -> str:
        """The source that prints ``texts``, one a part.

        ``replaced`` has the values' parts that are to be written otherwise: as text in the reference (``{path|text}``),
        or, where it is None, as plain text in the reference's place.
        """
        if self._is_plain:
            return self._escaped(texts[self._own[0]])
        walked = {atom.part for atom in self._atoms}
        if any(number not in walked and texts[number] != self._parts[number].text for number in self._own):
            raise UnmappedError(self._path)  # a separator within a value
        changes = {number: _changes(self._parts[number].text, texts[number]) for number in self._own}
        offsets = dict.fromkeys(self._own, 0)
        written: list[str] = []
        gap = 0  # where in ``written`` a text goes that comes before the next character
        for atom in self._atoms:
            if atom.part is None:
                written.append(atom.source)
                gap = gap if atom.opens else len(written)
            elif atom.part not in changes:
                written.append(self._value(atom, texts[atom.part], replaced))
                gap = len(written)
            else:
                deleted, inserted = changes[atom.part]
                offset = offsets[atom.part]
                offsets[atom.part] += 1
                if offset in deleted:
                    written.append(self._escaped(inserted.get(offset, "")))
                else:
                    written.insert(gap, self._escaped(inserted.get(offset, "")))
                    written.append(atom.source)
                gap = len(written)
                if offset + 1 == len(self._parts[atom.part].text):
                    written.append(self._escaped(inserted.get(offset + 1, "")))
        return re.sub(r"\{[\w.\-]+(:\w+)?\|\}", "", "".join(written))

    def _value(self, atom: _Atom, text: str, replaced: Mapping[int, str | None]) -> str:
        if atom.part is None or atom.part not in replaced:
            return atom.source
        reference = _reference(atom.source)
        if replaced[atom.part] is None or reference is None or "." not in reference.path or not text:
            return self._escaped(text)
        return f"{{{reference.path}|{text}}}"

    def _escaped(self, text: str) -> str:
        return as_source(text, is_markdown=self._is_markdown)

    def _walk(self, source: str) -> Iterator[_Atom]:
        """The source in atoms, each with the part that prints it."""
        printed = _Printed(self._path, self._parts)
        tokens = (_MARKDOWN if self._is_markdown else _PROSE).findall(source)
        for position, token in enumerate(tokens):
            reference = _reference(token)
            if reference is not None:
                yield from self._referred(token, reference, printed, _following(tokens[position + 1 :]))
            elif token.isspace() and "\N{NO-BREAK SPACE}" not in token:
                part = printed.take(" ", required=False)
                yield _Atom(token, " " if part is not None else "", part)
            else:
                yield from self._literal(token, printed)
        printed.end()

    def _literal(self, token: str, printed: _Printed) -> Iterator[_Atom]:
        if self._is_markdown and _MARKUP.fullmatch(token):
            for character in token:  # a star that prints is a star
                part = printed.take(character, required=False)
                if part is None:
                    break
                yield _Atom(character, character, part)
                token = token[1:]
            if token:
                yield _Atom(token, "", None, opens=not token.startswith("]"))
            return
        is_escape = token in ("{{", "}}") or (len(token) == 2 and token[0] == "\\")  # noqa: PLR2004
        characters = [(token, token[1])] if is_escape else [(character, character) for character in token]
        for written, character in characters:
            yield _Atom(written, character, printed.take(character))

    @staticmethod
    def _referred(token: str, reference: Reference, printed: _Printed, following: str) -> Iterator[_Atom]:
        if reference.printed is None:
            yield _Atom(token, "", printed.take_value(reference.path, following))
            return
        yield _Atom(token[: token.index("|") + 1], "", None, opens=True)
        for character in reference.printed:
            yield _Atom(character, character, printed.take(character))
        yield _Atom("}", "", None)


class _Printed:
    """The printed parts of a sentence while its source is walked."""

    def __init__(self, path: str, parts: Sequence[Part]) -> None:
        own = [number for number, part in enumerate(parts) if path in (part.path, part.within)]
        if not own:
            raise UnmappedError(path)
        self.path = path
        self.parts = {number: parts[number] for number in range(own[0], own[-1] + 1)}
        self.left = list(self.parts)
        self.offset = 0

    def take(self, character: str, *, required: bool = True) -> int | None:
        """The part that prints ``character`` next; None where another character comes and it is not ``required``."""
        number = self.left[0] if self.left else None
        part = None if number is None else self.parts[number]
        if part is None or part.path != self.path or not part.text.startswith(character, self.offset):
            if required:
                raise UnmappedError(self.path)
            return None
        self.offset += len(character)
        if self.offset == len(part.text):
            self.left.pop(0)
            self.offset = 0
        return number

    def take_value(self, path: str, following: str) -> int | None:
        """The part that prints the value at ``path``; with what is printed within that.

        An argument of a standard sentence may be a list, whose separators are the sentence's: it goes on until the
        words that are ``following``; one that is a sentence may have no part that tells where it is printed.
        """
        is_argument = "." not in path
        if is_argument and (not self.left or self.parts[self.left[0]].path == self.path):
            return None
        if not self.left or self.offset or self.parts[self.left[0]].path == self.path:
            raise UnmappedError(self.path)
        number = self.left.pop(0)
        if not is_argument and path not in (self.parts[number].path, self.parts[number].within):
            raise UnmappedError(self.path)
        while self.left and self._is_inside(self.parts[self.left[0]], following, is_argument=is_argument):
            self.left.pop(0)
        return number

    def _is_inside(self, part: Part, following: str, *, is_argument: bool) -> bool:
        """Whether a part is printed within a value that has begun."""
        if is_argument:
            return part.path != self.path or part.text != following
        return self.path not in (part.path, part.within)

    def end(self) -> None:
        """All must have been taken."""
        if self.left:
            raise UnmappedError(self.path)


def _following(tokens: Sequence[str]) -> str:
    """The words up to the next reference."""
    words = itertools.takewhile(lambda token: _reference(token) is None, tokens)
    return "".join(" " if token.isspace() else token[:1] if token in ("{{", "}}") else token for token in words)


def _reference(written: str) -> Reference | None:
    if not written.startswith("{") or written == "{{":
        return None
    part = parse_prose(written)[0]
    return part if isinstance(part, Reference) else None


def _changes(old: str, new: str) -> tuple[set[int], dict[int, str]]:
    """The characters of ``old`` that go, and what comes before which of them."""
    deleted: set[int] = set()
    inserted: dict[int, str] = {}
    if old == new:
        return deleted, inserted
    before, after = tokens_of(old), tokens_of(new)
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    position = 0
    anchor: int | None = None
    for kind, part in compare_tokens(before, after):
        if kind is StretchKind.DELETED:
            anchor = starts[part.start]
            deleted.update(range(starts[part.start], starts[part.stop]))
            position = part.stop
        elif kind is StretchKind.INSERTED:
            at = anchor if anchor is not None else starts[position]
            inserted[at] = inserted.get(at, "") + "".join(after[part])
            anchor = None
        else:
            position += part.stop - part.start
            anchor = None
    return deleted, inserted
