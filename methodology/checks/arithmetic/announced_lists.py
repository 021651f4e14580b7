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
    said_texts,
)
from methodology.messages import translate
from methodology.model.chapter import Chapter, LeafKind, depth_of
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.ARITHMETIC, Scope.VALUE)

_NEAR = 2
"""Within so many words before a number stands what makes it that of the items."""
_MOST_BEHIND = 3
"""So many words at most stand between the number of items and the colon."""
_FEWEST = 3
"""Two may be two groups."""
_SENTENCE_END = re.compile(r"[.;:!?](?!\w)")
_BRACKETS = re.compile(r" \([^()]*\)")
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


@RULES.warning("enumeration-of-another-length")
def _find_other_enumerations(programme: Programme) -> Iterator[Found]:
    """``tremi oblikami, in sicer z zlorabo drog, ponarejanjem, goljufijo in tihotapstvom``: four of three."""
    use, forms = number_use(programme), programme.word_forms
    if forms is None or not use.announcing:
        return
    announced = re.compile(rf"(?:\s[^\W\d_]+){{1,{_MOST_BEHIND}}},\s{any_of(use.announcing).pattern}\s")
    joining = re.compile(rf"\s{any_of(programme.language.naming.joins).pattern}\s")
    for text in said_texts(programme):
        for number in text.numbers:
            opening = announced.match(text.words, number.end)
            if opening is None or number.path or number.unit or number.value < _FEWEST:
                continue
            fewest, most = _count_items(text.words[opening.end() :], forms, joining)
            if most and not fewest <= number.value <= most and not is_year(number):
                message = translate(
                    "'{quotation}' is announced, {count} are named",
                    quotation=text.words[number.start : text.words.index(",", number.end)],
                    count=most if number.value > most else fewest,
                )
                yield Found(text.path, message, number.said)


def _count_items(behind: str, forms: WordForms, joining: re.Pattern[str]) -> tuple[int, int]:
    """How many things at least and at most the rest of a sentence names; 0 where that is not known."""
    items = _items(behind, forms)
    joined = sum(len(joining.findall(item)) for item in items)
    return len(items) + any(joining.search(item) for item in items[-1:]), len(items) + joined


def _items(behind: str, forms: WordForms) -> list[str]:
    """What commas part in a sentence, up to a clause; nothing where one of them ends in no noun or has a number."""
    items = []
    for item in _SENTENCE_END.split(_BRACKETS.sub("", behind), maxsplit=1)[0].split(", "):
        words = item.lower().split()
        if not words or words[0] in forms.clauses["opening"] | forms.clauses["relative"]:
            break
        if not forms.nouns(words[-1]) or any(map(str.isdigit, item)):
            return []
        items.append(item)
    return items


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
