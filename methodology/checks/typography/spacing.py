"""Spaces between words and around punctuation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.finding import Family, Rules
from methodology.checks.printed_texts import Breaches, excerpt, in_each_text, pattern
from methodology.model.programme import Programme

RULES = Rules(Family.TYPOGRAPHY)


_SPACED_MARKS = frozenset({"fr"})
"""Languages that set a space before some marks (CLDR and the Imprimerie nationale: ``! ? ; :`` in French)."""

_TWO_SPACES = r"(?:(?<![ \N{NO-BREAK SPACE}\n])|(?<=\n[ \N{NO-BREAK SPACE}]))[ \N{NO-BREAK SPACE}]{2,}+(?=\S)"
"""A space alone at the beginning of a line is left to its author. From each run it is looked at once."""
_MARK_BEFORE_LETTER = re.compile(r"[,;:.!?](?=[^\W\d_])")
_END_OF_WORD = re.compile(r"[^\W\d_A-Z]{3}\Z")
"""A full stop after a shorter word may be that of an abbreviation (``d.o.o.``)."""


def _sets_no_space_before(programme: Programme) -> tuple[()] | None:
    return None if re.split("[-_]", programme.facts.language)[0] in _SPACED_MARKS else ()


@RULES.warning("space-after-mark")
@in_each_text()
def _no_space_after_mark(text: str) -> Breaches:
    for piece in dict.fromkeys(_followed_at_once(text)):
        yield piece, f"no space stands after the mark in '{piece}'", None


def _followed_at_once(text: str) -> Iterator[str]:
    for match in _MARK_BEFORE_LETTER.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        before, after = text[max(start - 3, 0) : start], text[end : end + 2]
        is_mark = (
            mark in ",;!?"
            or (mark == ":" and before[-2:].isalpha())
            or (mark == "." and _END_OF_WORD.search(before) and after[:1].isupper() and after[1:2].islower())
        )
        if is_mark:
            yield excerpt(text, *match.span())


RULES.warning("double-space")(pattern(_TWO_SPACES, "two spaces stand together in '{found}'"))


RULES.warning("space-before-mark")(
    pattern(
        r"(?<! ) ++[,;:.!?)\]](?!\.\.)|[(\[] +",
        "a space stands on the wrong side of a mark in '{found}'",
        given=_sets_no_space_before,
    )
)
