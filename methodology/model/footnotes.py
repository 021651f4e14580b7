r"""Footnotes of a chapter: ``[^name]`` where one is referred to, ``[^name]: text`` in lines of its own for its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_NAME = r"[\w.-]{1,40}"
REFERENCE = rf"\[\^({_NAME})\]"
"""How a text refers to a footnote."""
UNNAMED_REFERENCE = rf"\[\^{_NAME}\]"
"""The same without a group for the name."""
DEFINITION = re.compile(rf" {{0,3}}\[\^{_NAME}\]:[ \t]*")
"""How the line begins that a footnote's text stands in."""
_MARK = re.compile(rf"\[\^({_NAME})\]:")
_SIGNS = re.compile(rf"\\.|{REFERENCE}", re.DOTALL)


def footnote_name(mark: str) -> str | None:
    """The name of the footnote whose text has this mark (``[^name]:``) before it; None where it is another mark."""
    match = _MARK.fullmatch(mark)
    return None if match is None else match[1]


def find_references(text: str) -> Iterator[re.Match[str]]:
    r"""Yield the references to footnotes in a leaf's text, with the name as their first group; ``\[`` begins none."""
    return (match for match in _SIGNS.finditer(text) if match[1])


def without_references(text: str) -> str:
    """A leaf's text as it is read, without its references to footnotes."""
    return replace_references(text, ())


def replace_references(text: str, others: Sequence[str]) -> str:
    """A leaf's text with other signs in the places of its references, in their order; none where those are used up."""
    left = iter(others)
    return _SIGNS.sub(lambda match: next(left, "") if match[1] else match[0], text)
