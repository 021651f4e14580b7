"""The marks of a chapter's Markdown, undone where a text is to print as itself: the one place that knows how.

Known are the marks that composing reads (``composing/chapter_markup.py``): at the start of a line those of headings and
items, at the end of a heading its closing signs, within a text emphasis, links, the marks of footnotes, backslashes and
the braces of references; and the forms that it refuses (``model/chapter_forms.py``). All else prints as itself, without
a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from operator import attrgetter
from typing import NamedTuple

from methodology.model.chapter import BREAK, LIST_LABELS
from methodology.model.chapter_forms import ESCAPED, OF_TABLES, undo_forms
from methodology.model.chapter_pictures import ALTERNATIVE, CAPTION
from methodology.model.chapter_tables import escape_bars
from methodology.model.footnotes import REFERENCE

_SIGNS = re.escape(ESCAPED)
_MARK = re.compile(
    rf"(?P<backslash>\\(?=[{_SIGNS}\s]|\Z))"  # before a blank, whose place a line's end may take
    r"|(?P<star>(?<=\S)\*|\*(?=\S))"  # between blanks it opens and closes nothing
    r"|(?P<line>_+)"
    r"|(?P<target>(?<=\])\()"  # without it the brackets before it are no link
    rf"|(?P<footnote>(?={REFERENCE})\[)"
    r"|(?P<bracket>[\[\]])"
    r"|(?P<picture>!(?=\[))"
    r"|(?P<brace>[{}])"
    r"|(?P<break>\n)"
)
_SPAN = re.compile(r"\*+|_+|\[|\]\(.*\)", re.DOTALL)
_LINE_MARK = re.compile(
    r"(?P<heading>#)|[ \t]*(?:(?P<bullet>[-*+])|(?P<parentheses>\()[^\W\d_]\)|[^\W\d_](?P<letter>\))|\d+(?P<number>\.))"
    r"(?=[ \t])"
)
_CLOSING = re.compile(r"(?<!\\)(?:\\\\)*(#)[ \t]*\Z")
BULLETS = ("-", "*", "+")
_ENDS_PICTURE = {ALTERNATIVE: re.compile(r"\\.|([\[\]])"), CAPTION: re.compile(r'\\.|(")')}
"""What would end the texts of a picture, by their marks, unless a backslash stands before it."""


class SourcePiece(NamedTuple):
    """A stretch of a text that is being written; a literal one is to print as itself, another is source as it stands.

    A link is two pieces, ``[`` and ``](https://…)``, with the pieces of its text between them.
    """

    text: str
    is_literal: bool = False


def join_pieces(pieces: Iterable[SourcePiece], *, is_markdown: bool) -> str:
    """The source that prints the pieces one after the other: each sign of a literal one that would be a mark is undone.

    A line's end in a literal one is a line break. Marks around nothing are left out, and blanks at their inner sides,
    which would undo them, stand beside them.
    Without Markdown the braces of references are the only marks.
    """
    pieces = _Spans().settle(pieces) if is_markdown else list(pieces)
    source = "".join(piece.text for piece in pieces)
    literal = [piece.is_literal for piece in pieces for _ in piece.text]
    in_link = _link_texts(pieces)
    written: list[str] = []
    end = 0
    for match in _MARK.finditer(source):
        sign, start = str(match.lastgroup), match.start()
        if not literal[start] and sign != "line":
            continue
        written.append(source[end:start])
        end = match.end()
        if sign == "brace":
            written.append(match[0] * 2)
        elif sign == "break":
            written.append("\\\n" if is_markdown else match[0])
        elif is_markdown and _is_mark(sign, match, literal, in_link):
            written += (f"\\{character}" if literal[at] else character for at, character in enumerate(match[0], start))
        else:
            written.append(match[0])
    return "".join([*written, source[end:]])


class _Spans:
    """The marks of emphasis and links among pieces, settled so that each still is one."""

    def __init__(self) -> None:
        self.pieces: list[SourcePiece] = []
        self.opened: list[int] = []
        """Where the marks stand that are open."""
        self.closed: dict[int, int] = {}
        """Where the marks stand that closed others, with where those do."""

    def settle(self, pieces: Iterable[SourcePiece]) -> list[SourcePiece]:
        """The pieces, without those that say nothing and marks around nothing."""
        for piece in filter(attrgetter("text"), pieces):
            units = map(SourcePiece, piece.text, repeat(True)) if piece.is_literal else [piece]  # noqa: FBT003 (a field)
            for unit in units:
                self._add(unit)
        for position in reversed(self.opened):  # what is not closed is no mark
            del self.pieces[position]
        return self.pieces

    def _add(self, unit: SourcePiece) -> None:
        is_mark = not unit.is_literal and _SPAN.fullmatch(unit.text) is not None
        last = len(self.pieces) - 1
        if is_mark and self.opened and _closes(self.pieces[self.opened[-1]].text, unit.text):
            self._close(unit)
        elif is_mark and last in self.closed and self.pieces[last] == unit:
            self.pieces.pop()  # the span before goes on
            self.opened.append(self.closed.pop(last))
        elif unit.text.isspace() and last in self.opened[-1:]:
            opened = [self.opened.pop() for _ in range(self._open_at_end())]
            self.pieces.insert(opened[-1], unit)
            self.opened += [position + 1 for position in reversed(opened)]
        else:
            if is_mark:
                self.opened.append(len(self.pieces))
            self.pieces.append(unit)

    def _open_at_end(self) -> int:
        """How many marks that open something stand at the end, one after the other."""
        count = 0
        while count < len(self.opened) and self.opened[-1 - count] == len(self.pieces) - 1 - count:
            count += 1
        return count

    def _close(self, unit: SourcePiece) -> None:
        start = self.opened.pop()
        blanks = []
        while len(self.pieces) > start + 1 and self.pieces[-1].text.isspace():
            blanks.append(self.pieces.pop())
        if len(self.pieces) == start + 1:
            self.pieces.pop()
        else:
            self.closed[len(self.pieces)] = start
            self.pieces.append(unit)
        self.pieces += reversed(blanks)


def _closes(opened: str, mark: str) -> bool:
    return mark.startswith("](") if opened == "[" else mark == opened


def _is_mark(sign: str, match: re.Match[str], literal: Sequence[bool], in_link: Sequence[bool]) -> bool:
    """Whether a sign of a text is read as a mark where it stands."""
    start, end = match.span()
    match sign:
        case "line":
            before, after = match.string[start - 1 : start], match.string[end : end + 1]
            is_within = _is_letter(before) and _is_letter(after)
            return not is_within and bool(before.strip() or after.strip())
        case "bracket":
            return in_link[start]
        case "picture":
            return not literal[end]  # before a link it would undo that
        case _:
            return True


def _is_letter(character: str) -> bool:
    return re.match(r"\w", character) is not None


def _link_texts(pieces: Iterable[SourcePiece]) -> list[bool]:
    """For each character of the pieces whether it stands in the text of a link."""
    within: list[bool] = []
    is_open = False
    for text, is_literal in pieces:
        if not is_literal and (text == "[" or text.startswith("](")):
            is_open = text == "["
        within += [is_open] * len(text)
    return within


def undo_line_mark(line: str) -> str | None:
    r"""The line with the mark that it begins with undone (``22\. člen``); None where it begins with none."""
    match = _LINE_MARK.match(line)
    if match is None:
        return None
    at = match.start(str(match.lastgroup))
    return f"{line[:at]}\\{line[at:]}"


def undo_line_marks(text: str, mark: str) -> str:
    """The source of a leaf's text, at whose lines' starts stands no mark of a heading or item that it is not.

    ``mark`` is what stands before the text: ``##``, ``-``, ``(a)``; nothing before a paragraph. Forms that no chapter
    holds are undone anywhere.
    """
    if mark in OF_TABLES:
        text = text.replace("\n", " ")
        undone = escape_bars(text) if mark == "|" else text
    elif mark in _ENDS_PICTURE:
        line = BREAK.sub(" ", text).replace("\n", " ")
        undone = _ENDS_PICTURE[mark].sub(lambda sign: f"\\{sign[1]}" if sign[1] else sign[0], line)
    elif mark.startswith("#"):
        closing = _CLOSING.search(text)
        undone = text if closing is None else f"{text[: closing.start(1)]}\\{text[closing.start(1) :]}"
    else:
        lines = text.split("\n")
        others = [_undo_later(line, before, mark) for before, line in pairwise(lines)]
        undone = "\n".join([_undo_first(lines[0], mark), *others])
    return undo_forms(undone, mark)


def _undo_first(line: str, mark: str) -> str:
    """A leaf's first line: an item or a quote could begin with a heading or a bullet, a counted one with anything."""
    kind = _line_mark(line)
    is_mark = kind in ("heading", "bullet") if mark.strip() in (*BULLETS, ">") else not mark
    return (undo_line_mark(line) if is_mark else None) or line


def _undo_later(line: str, before: str, mark: str) -> str:
    """A further line; one that begins with a number is an item in a numbered list, and looks like one after a colon."""
    is_counted = re.fullmatch(LIST_LABELS["number"], mark.strip()) is not None or before.rstrip().endswith((":", ";"))
    is_mark = is_counted or _line_mark(line) != "number"
    return (undo_line_mark(line) if is_mark else None) or line


def _line_mark(line: str) -> str | None:
    match = _LINE_MARK.match(line)
    return None if match is None else match.lastgroup
