"""How long a word may be before a narrow line or cell cannot hold it: the measure of the formats and of ``check``."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG_WORD = 25
"""So many characters without a chance to break are too many for a cell: the page marks such words, names have none."""
LONG_COMPOUND = 40
"""Compounds of letters alone are shorter, and so is what a line of text holds on a narrow screen."""
LONG_ADDRESS = 80
"""A web or mail address of so many characters without a slash or a hyphen does not fit a line of the printed page."""

_UNBROKEN = re.compile(r"[^ \t\n/\u2010\u2012-\u2014\ufffc-]+")
_BLANKS = re.compile(r"[ \t\n]+")
_ADDRESS_OF_LINK = re.compile(r"(?<=\])\([^()\s]*\)")
_IS_ADDRESS = re.compile(r"(?:https?:|www\.|[^@\s]+@)\S*\Z")
_EDGES = "()[]»«*,;:.!?\"'"


def long_words(text: str, *, is_name: bool) -> Iterator[str]:
    """Yield the words that are too long: of a text of its own lines, or of a name, which cells hold as well.

    A word ends at a blank, a slash, a hyphen, a dash and a reference; no-break spaces are within it.
    """
    if len(text) < LONG_WORD:
        return
    shown = _ADDRESS_OF_LINK.sub(" ", text)
    for chunk in _BLANKS.split(shown):
        is_address = _IS_ADDRESS.match(chunk.strip(_EDGES)) is not None
        most = LONG_ADDRESS if is_address else LONG_COMPOUND
        for piece in _UNBROKEN.findall(chunk):
            word = piece.strip(_EDGES)
            if len(word) >= (LONG_WORD if is_name and not word.isalpha() else most):
                yield word
