"""How many items a sentence announces, against the list that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.arithmetic.counts import counted_thing
from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.said_numbers import (
    NumberOrigin,
    SaidNumber,
    SaidText,
    any_of,
    is_label,
    is_year,
    number_use,
    quote_number,
    said_at,
)
from methodology.messages import translate
from methodology.model.chapter import Chapter, LeafKind, depth_of
from methodology.model.programme import Programme

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_NEAR = 2
"""Within so many words before a number stands what makes it that of the items."""
_MOST_BEHIND = 3
"""So many words at most stand between the number of items and the colon."""
_ANNOUNCING = re.compile(r"[^,.;:()]*(?:,[^,.;:()]{0,20})?:\s*\Z")
"""The rest of a clause that announces: ``elemente:``, ``elemente, in sicer:``."""


@RULES.warning("list-of-another-length")
def _find_other_lengths(programme: Programme) -> Iterator[Found]:
    """``sestavljajo ga naslednji štirje elementi:`` above a list of three."""
    for text, count in _announcing(programme):
        number = _announced(programme, text)
        if number is not None and number.value != count:
            message = translate(
                "'{quotation}' is announced, the list has {count} items",
                quotation=quote_number(text, number),
                count=count,
            )
            yield Found(text.path, message, number.said)


def _announcing(programme: Programme) -> Iterator[tuple[SaidText, int]]:
    """The texts that a list follows, each with the number of its items."""
    for chapter in programme.chapters.values():
        for number, count in _lists(chapter):
            text = said_at(programme, f"chapters.{chapter.name}.{number}")
            if text is not None:
                yield text, count
    for indicator in programme.indicators:
        for field in ("milestone", "target"):
            reasons = getattr(indicator.rationale, field)
            text = said_at(programme, f"{indicator.id}.rationale.{field}.sentence") if reasons is not None else None
            if text is not None and len(reasons.items):
                yield text, len(reasons.items)


def _lists(chapter: Chapter) -> Iterator[tuple[int, int]]:
    """The numbers of the leaves that end in a colon before a list, each with the number of its items."""
    for leaf in chapter.leaves:
        if leaf.kind is not LeafKind.PARAGRAPH or not leaf.text.rstrip().endswith(":"):
            continue
        count = 0
        for item in chapter.leaves[leaf.number :]:
            if item.kind is not LeafKind.ITEM:
                break
            count += depth_of(item.mark) == 0
        if count:
            yield leaf.number, count


def _announced(programme: Programme, text: SaidText) -> SaidNumber | None:
    """The number of items that a text announces in the clause of its colon; None where it announces none."""
    numbers = [
        one
        for one in text.numbers
        if _ANNOUNCING.match(text.words, one.end) and not (one.unit or is_year(one) or is_label(programme, text, one))
    ]
    number = numbers[0] if len(numbers) == 1 else None
    if number is None or number.origin is NumberOrigin.REFERENCE or number.value < _NEAR:
        return None
    if counted_thing(programme, text, number) is not None:  # the content has a number of these
        return None
    before = text.before(number).lower().split()[-_NEAR:]
    is_of_all = any(any_of(number_use(programme).following).fullmatch(word) for word in before)
    behind = text.words[number.end :].split(":")[0].split(",")[0].split()
    return number if is_of_all or 0 < len(behind) <= _MOST_BEHIND else None
