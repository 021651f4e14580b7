"""Fields of a part while it is read: their result is text, their instruction is not (ECMA-376 17.16.2)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from methodology.word.wordml import attribute

MOST_OPEN = 100
"""Fields deeper in one another than this are not followed: no real document has them."""
LONGEST_NAME = 100
"""So much of an instruction is looked at, for the name that it begins with."""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    hides: bool = True


class Fields:
    """Follows the marks of fields and says whether text is hidden."""

    def __init__(self, hidden: frozenset[str]) -> None:
        """``hidden`` are the names of fields whose result is hidden as well."""
        self._hidden = hidden
        self._open: list[_Field] = []
        self._hiding = 0

    @property
    def hide(self) -> bool:
        """Whether text that comes now is no text of the document."""
        return self._hiding > 0

    def mark(self, mark: etree._Element) -> None:
        """A ``w:fldChar``."""
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin" and len(self._open) < MOST_OPEN:
            self._open.append(_Field())
            self._hiding += 1
        elif kind == "separate" and self._open:
            self._show(self._open[-1])
        elif kind == "end":
            self.end()

    def instruct(self, instruction: etree._Element) -> None:
        """A ``w:instrText``."""
        if self._open and len(self._open[-1].instruction) < LONGEST_NAME:
            self._open[-1].instruction += (instruction.text or "")[:LONGEST_NAME]

    def start_simple(self, element: etree._Element) -> None:
        """A ``w:fldSimple``, which holds its result."""
        self._open.append(_Field(attribute(element, "w:instr") or ""))
        self._hiding += 1
        self._show(self._open[-1])

    def end(self) -> None:
        """The last field that began ends."""
        if self._open:
            self._hiding -= self._open.pop().hides

    def end_paragraph(self) -> None:
        """A field whose result has not begun is broken: what follows is shown, lest it be lost."""
        for field in self._open if self._hiding else ():
            self._hiding -= field.hides
            field.hides = False

    def _show(self, field: _Field) -> None:
        name = field.instruction.split()[:1]
        if field.hides and not (name and name[0].upper() in self._hidden):
            field.hides = False
            self._hiding -= 1
