"""A text as it was printed, in the parts that it was made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from methodology.word.reading import WordText

_BLANKS = re.compile(r"[ \t\r\n]+")


def said(text: str) -> str:
    """A text as the document prints it: any blanks as one, none at its ends."""
    return _BLANKS.sub(" ", text).strip(" ")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text with one origin, as :class:`methodology.model.document.Run` has it."""

    text: str
    path: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class BaseText:
    """One paragraph, item, cell or heading of the document: its parts, where it stands, and how Word holds it."""

    parts: tuple[Part, ...]
    word: WordText
    chapter: str
    heading: str
    is_item: bool = False
    is_template: bool = False
    """A paragraph of the Word template, in which what is printed is set among fixed text."""

    @property
    def text(self) -> str:
        """The whole text, as printed."""
        return "".join(part.text for part in self.parts)

    @property
    def entry(self) -> str | None:
        """The path of what the whole text stands for: of the entry, the sentence or the value that it begins with."""
        first = next((part for part in self.parts if part.path is not None), None)
        return None if first is None else first.within or first.path
