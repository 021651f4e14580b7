"""Numbers as people and programs type them, in either decimal notation."""

from __future__ import annotations

import re
from decimal import Decimal

_LONGEST = 40
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


def read_number(text: str) -> tuple[Decimal, ...]:
    """Return what a text can mean as a number: nothing, one number, or two where it is ambiguous.

    ``1.234`` can be a thousand and more or one and a bit; ``1.234,5``, ``1.234.567`` and ``73,71`` have one meaning.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ()
    text = _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(text):
        return ()
    marks = re.findall("[.,]", text)
    whole, _, decimals = text.rpartition(marks[-1]) if marks else (text, "", "")
    if not marks:
        return (Decimal(text),)
    if len(set(marks)) == 2:  # noqa: PLR2004 (a mark of groups, a decimal mark)
        group = marks[0]
        is_right = marks.count(marks[-1]) == 1 and _is_grouped(whole, group)
        return (Decimal(f"{whole.replace(group, '')}.{decimals}"),) if is_right else ()
    grouped = (Decimal(text.replace(marks[0], "")),) if _is_grouped(text, marks[0]) else ()
    return grouped if len(marks) > 1 else (*grouped, Decimal(f"{whole}.{decimals}"))


def _is_grouped(text: str, mark: str) -> bool:
    first, *others = text.removeprefix("-").split(mark)
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in others)  # noqa: PLR2004
