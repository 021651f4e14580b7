"""What kind of paragraph a text is, as content and as Word have it: text, a heading of a level, an item of a list."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import NamedTuple, assert_never

from methodology.model.chapter import INDENT, MOST_DEPTHS, counted_kind
from methodology.model.chapter_marks import BULLETS
from methodology.model.document import Caption, Heading, List, ListFormat, Note, Paragraph, Picture, Table
from methodology.model.texts import Text, TextKind
from methodology.pull.looks import LookChange, LookKind
from methodology.word.reading import ListLabel, WordText

_BULLETS = (ListFormat.DASH.value, ListFormat.SQUARE.value)
_SHAPES = {
    ("lowerLetter", "parentheses"): ListFormat.PARENTHESES.value,
    ("lowerLetter", "letter"): ListFormat.LETTER.value,
    ("decimal", "number"): ListFormat.NUMBER.value,
}
QUOTE = ">"
"""The mark of the paragraphs of a quote."""
_QUOTE_STYLES = frozenset({"quote", "intense quote", "quotations"})
"""The styles of quotes, as Word and LibreOffice call them."""
OTHER = "?"
"""The mark of lists that content does not have."""
CAPTION = ":"
"""The mark of captions, which Word counts like items."""


class ParagraphKind(NamedTuple):
    """A heading has a ``level`` from 1; an item the ``mark`` of its list's first item and its ``label`` as printed.

    Of a list with bullets the mark is always the dash. ``depth`` is the level of the list, from 0.
    """

    level: int | None = None
    mark: str = ""
    label: str = ""
    depth: int = 0

    def leaf_mark(self, shift: int = 0) -> str | None:
        """What stands before a leaf of the kind in a chapter whose headings print ``shift`` levels deeper.

        None where a chapter has no such leaf.
        """
        if self.level is not None:
            return "#" * (self.level - shift) or None
        return None if self.depth >= MOST_DEPTHS or self.mark == OTHER else " " * INDENT * self.depth + self.mark

    @property
    def place(self) -> int | None:
        """Which item of its list it is, from 1, by its label; None where that does not tell."""
        sign = self.label.strip("().")
        if sign.isdecimal():
            return int(sign)
        return string.ascii_lowercase.index(sign) + 1 if len(sign) == 1 and sign in string.ascii_lowercase else None


TEXT = ParagraphKind()


def first_mark(mark: str) -> str:
    """The mark of the first item of a list of the same kind and level; a heading's as it is."""
    if mark.strip() in BULLETS:
        return mark.replace(mark.strip(), ListFormat.DASH.value)
    kind = counted_kind(mark)
    return mark.replace(mark.strip(), ListFormat[kind.upper()].value) if kind else mark


def kind_of_text(text: Text) -> ParagraphKind:
    """The kind of a composed text; a footnote is text, whatever its mark stands in."""
    if text.kind is TextKind.FOOTNOTE:
        return TEXT
    match text.block:
        case Heading() as heading:
            return ParagraphKind(level=heading.level)
        case List() as items:
            first = (items.format if text.item is None else items.format_of(text.item)).value
            is_bullet, depth = first in _BULLETS, 0 if text.item is None else text.item.level
            return ParagraphKind(None, _BULLETS[0] if is_bullet else first, "" if is_bullet else text.label, depth)
        case Paragraph(is_quote=True):
            return ParagraphKind(mark=QUOTE)
        case Caption():
            return ParagraphKind(mark=CAPTION)
        case Paragraph() | Note() | Table() | Picture() | None:
            return TEXT
        case _:
            assert_never(text.block)


def kind_of_word(text: WordText, original: ParagraphKind | None = None, style: str = "") -> ParagraphKind:
    """The kind of an edited text; ``original`` and ``style`` are those that it had, if it was there.

    The style alone makes a heading: what is left of a level that a paragraph had of its own does not.
    """
    if original is not None and (text.is_joined or (original.mark == CAPTION and text.style == style)):
        return original
    if _is_quote(text):
        return ParagraphKind(mark=QUOTE)
    if original is not None and text.style == style and (original.level is not None or text.numbering is None):
        return original if original.level is not None or text.list is not None else TEXT
    if text.level is not None and text.style != style:
        return ParagraphKind(level=text.level)
    return TEXT if text.numbering is None else _kind_of_item(text.numbering)


def _is_quote(text: WordText) -> bool:
    return text.style in _QUOTE_STYLES and text.numbering is None


def _kind_of_item(numbering: ListLabel) -> ParagraphKind:
    if numbering.format == "none":
        return TEXT
    if numbering.format == "bullet":
        return ParagraphKind(mark=_BULLETS[0], depth=numbering.level)
    mark = _SHAPES.get((numbering.format, counted_kind(numbering.label)), OTHER)
    return ParagraphKind(None, mark, numbering.label, numbering.level)


def compare_kinds(old: ParagraphKind, new: ParagraphKind) -> Iterator[LookChange]:
    """What changed in the kind of a paragraph; labels alone are no change here."""
    if old.level != new.level:
        kind = (
            LookKind.HEADING_ON if old.level is None else LookKind.HEADING_OFF if new.level is None else LookKind.LEVEL
        )
        yield LookChange(kind, "", _number(old.level), _number(new.level))
    if old.mark != new.mark and QUOTE in (old.mark, new.mark):
        yield LookChange(LookKind.QUOTE_ON if new.mark == QUOTE else LookKind.QUOTE_OFF, "")
    if old.mark != new.mark and {old.mark, new.mark} != {"", QUOTE} and new.mark != QUOTE:
        kind = LookKind.ITEM_ON if not old.mark else LookKind.ITEM_OFF if not new.mark else LookKind.LIST
        yield LookChange(kind, "", _shown(old), _shown(new))
    if old.depth != new.depth:
        yield LookChange(LookKind.NESTED, "", str(new.depth + 1), _shown(new))


def _number(level: int | None) -> str | None:
    return None if level is None else str(level)


def _shown(kind: ParagraphKind) -> str | None:
    return kind.label or kind.mark or None
