"""Headings and lists of chapters among each other: what stands above what, and twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import REFERENCE, free_texts
from methodology.checks.said_numbers import any_of
from methodology.checks.sentence_words import (
    Where,
    Word,
    find_phrases,
    numbers_before,
    numbers_behind,
    sentences_of,
    words_of,
)
from methodology.messages import translate
from methodology.model.chapter import Chapter, ChapterLeaf, LeafKind
from methodology.model.indicator import Reasons
from methodology.model.outline import FORMS, OutlinePart
from methodology.model.programme import Programme

RULES = Rules(Family.WORDING, Scope.CONTENT)

_ENDS = re.compile(r"[.;:]\s+")
_FEWEST_COMMAS = 2
_FEWEST_WORDS = 3
"""Fewer words between two commas are often a set phrase."""
_DEEPEST_FIRST = 2
"""A chapter that nothing stands before begins at this level at most."""


def leaf_path(chapter: Chapter, leaf: ChapterLeaf) -> str:
    """The content path of a leaf of a chapter."""
    return f"chapters.{chapter.name}.{leaf.number}"


def _chapters(programme: Programme) -> Iterator[Chapter]:
    """The chapters in the order of the document."""
    for part in programme.outline:
        chapter = programme.chapters.get(part.chapter or part.annex or "")
        if chapter is not None:
            yield chapter


def _level(leaf: ChapterLeaf) -> int:
    return len(leaf.mark.strip())


@RULES.warning("heading-of-another-chapter")
def _find_headings_of_other_chapters(programme: Programme) -> Iterator[Found]:
    first: dict[tuple[str, ...], Chapter] = {}
    for chapter in _chapters(programme):
        leaf = next(iter(chapter.leaves), None)
        if leaf is None or leaf.kind is not LeafKind.HEADING:
            continue
        other = first.setdefault(tuple(leaf.text.casefold().split()), chapter)
        if other is not chapter:
            message = translate(
                "the chapter has the heading '{heading}', which is that of '{other}'",
                heading=leaf.text,
                other=other.name,
            )
            yield Found(leaf_path(chapter, leaf), message, leaf.text)


@dataclass(frozen=True, slots=True)
class _ToldSentence:
    """A sentence of a chapter on outputs or on results, where it stands, and which of both it names first."""

    chapter: str
    is_on_outputs: bool
    """Whether the chapter is on outputs."""
    path: str
    words: tuple[Word, ...]
    named: Mapping[str, Where]
    """By ``output`` and ``result`` where the sentence names them first."""

    @property
    def is_on_others(self) -> bool:
        return self.named.keys() == {"result" if self.is_on_outputs else "output"}

    @property
    def lemmas(self) -> tuple[str, ...]:
        return tuple(word.lemma for word in self.words if word.is_word)


@RULES.warning("sentence-of-another-chapter")
def _find_sentences_of_other_chapters(programme: Programme) -> Iterator[Found]:
    """``V nadaljevanju so predstavljeni kazalniki učinka`` in the chapter on results."""
    naming, language = programme.language.naming, programme.language.lemmas
    told = list(_told(programme))
    at_home = {one.lemmas for one in told if one.named and not one.is_on_others}
    with_own = {one.chapter for one in told if one.named and not one.is_on_others}
    for one in told:
        if not one.is_on_others or any(find_phrases(one.words, naming.chapter, language)):
            continue
        (where,) = one.named.values()
        is_alone = where[0] == 0 and one.chapter not in with_own
        if is_alone or one.lemmas in at_home or any(find_phrases(one.words, naming.presented, language)):
            typed = " ".join(word.text for word in one.words[where[0] : where[1]])
            heading = next(iter(programme.chapters[one.chapter].leaves)).text
            message = translate("'{typed}' is said in the chapter '{heading}'", typed=typed, heading=heading)
            yield Found(one.path, message, typed)


def _told(programme: Programme) -> Iterator[_ToldSentence]:
    """The sentences of the chapters whose first heading speaks of outputs alone, or of results alone."""
    for chapter in programme.chapters.values():
        leaves = list(chapter.leaves)
        kinds = _named_in(programme, leaves[0].text) if leaves and leaves[0].kind is LeafKind.HEADING else {}
        for leaf in leaves if len(kinds) == 1 else ():
            for words in (
                sentences_of(leaf.text, programme.language.lemmas) if leaf.kind is not LeafKind.HEADING else ()
            ):
                named = _first_named(programme, words)
                yield _ToldSentence(chapter.name, "output" in kinds, leaf_path(chapter, leaf), words, named)


def _named_in(programme: Programme, heading: str) -> Mapping[str, Where]:
    return _first_named(programme, words_of(heading, programme.language.lemmas))


def _first_named(programme: Programme, words: Sequence[Word]) -> Mapping[str, Where]:
    """Where the words name outputs and results first, by ``output`` and ``result``."""
    naming, language = programme.language.naming, programme.language.lemmas
    first = {
        "output": next(find_phrases(words, naming.output, language), None),
        "result": next(find_phrases(words, naming.result, language), None),
    }
    return {kind: where for kind, where in first.items() if where is not None}


@RULES.warning("chapter-level")
def _find_chapters_too_deep(programme: Programme) -> Iterator[Found]:
    """The first heading of a chapter against what the document prints before it, the last one against what follows."""
    above, last = _DEEPEST_FIRST - 1, None
    for part in programme.outline:
        chapter = programme.chapters.get(part.chapter or part.annex or "")
        headings = [leaf for leaf in chapter.leaves if leaf.kind is LeafKind.HEADING] if chapter else []
        if chapter and headings:
            if part.level is None and _level(headings[0]) > above + 1:
                yield _too_deep(chapter, headings[0], above)
            above, last = _level(headings[-1]), (chapter, headings[-1])
            continue
        if last is not None and part.level is not None and part.level > above + 1:
            yield _too_high(*last, part.level)
        above, last = part.level or above, None


def _too_deep(chapter: Chapter, heading: ChapterLeaf, above: int) -> Found:
    message = translate(
        "the heading '{heading}' is of level {level}, the one above it of level {above}",
        heading=heading.text,
        level=_level(heading),
        above=above,
    )
    return Found(leaf_path(chapter, heading), message, heading.text)


def _too_high(chapter: Chapter, heading: ChapterLeaf, below: int) -> Found:
    message = translate(
        "the heading '{heading}' is of level {level}, what the document prints below it of level {below}",
        heading=heading.text,
        level=_level(heading),
        below=below,
    )
    hint = translate("give it the level {level}: {marks}", level=below - 1, marks="#" * (below - 1))
    return Found(leaf_path(chapter, heading), message, heading.text, hint)


@RULES.warning("heading-at-end")
def _find_headings_at_the_end(programme: Programme) -> Iterator[Found]:
    """A heading that ends its chapter, where the next thing printed is another chapter, its like or nothing."""
    for part, following in itertools.zip_longest(programme.outline, programme.outline[1:]):
        chapter = _chapter_of(programme, part)
        last = chapter.leaves[-1] if chapter is not None and chapter.leaves else None
        if chapter is None or last is None or last.kind is not LeafKind.HEADING:
            continue
        if not _prints_below(following, last) and not _begins_below(programme, following, last):
            message = translate("nothing stands below the heading '{heading}'", heading=last.text)
            yield Found(leaf_path(chapter, last), message, last.text)


def _chapter_of(programme: Programme, part: OutlinePart | None) -> Chapter | None:
    return None if part is None else programme.chapters.get(part.chapter or part.annex or "")


def _prints_below(part: OutlinePart | None, heading: ChapterLeaf) -> bool:
    """Whether a part prints something below a heading: its own heading is deeper, or it has none."""
    if part is None or part.part is None:
        return False
    level = part.level if part.level is not None else FORMS[part.part].levels[0]
    return level == 0 or level > _level(heading)


def _begins_below(programme: Programme, part: OutlinePart | None, heading: ChapterLeaf) -> bool:
    """Whether the chapter of a part begins with a heading of a deeper level."""
    chapter = _chapter_of(programme, part)
    first = next(iter(chapter.leaves), None) if chapter is not None else None
    return first is not None and first.kind is LeafKind.HEADING and _level(first) > _level(heading)


@RULES.warning("list-without-colon")
def _find_lists_without_colon(programme: Programme) -> Iterator[Found]:
    """The words that open a list of labels end in a colon."""
    for chapter in programme.chapters.values():
        for before, leaf in itertools.pairwise(chapter.leaves):
            is_opening = before.kind is LeafKind.PARAGRAPH and leaf.kind is LeafKind.ITEM and ")" in (leaf.mark or "")
            if is_opening and before.text.rstrip().endswith("."):
                word = " ".join(before.text.split()[-2:])
                message = translate("'{words}' opens a list and ends in a full stop, not in a colon", words=word)
                yield Found(leaf_path(chapter, before), message, word)


@RULES.warning("item-twice")
def _find_items_twice(programme: Programme) -> Iterator[Found]:
    for chapter in programme.chapters.values():
        first: dict[tuple[str, ...], ChapterLeaf] = {}
        for leaf in chapter.leaves:
            if leaf.kind is not LeafKind.ITEM:
                first.clear()
                continue
            words = tuple(leaf.text.casefold().rstrip(" ;.,").split())
            if len(words) > 1 and first.setdefault(words, leaf) is not leaf:
                yield _item_twice(leaf_path(chapter, leaf), leaf.text)
    for indicator in programme.indicators:
        for value in ("milestone", "target"):
            reasons: Reasons | None = getattr(indicator.rationale, value, None)
            yield from _texts_twice(f"{indicator.id}.rationale.{value}.items", reasons.items if reasons else {})
    yield from _enumerated_twice(programme)


def _enumerated_twice(programme: Programme) -> Iterator[Found]:
    """``oprema, licence za dostop podatkovnih baz, programska oprema, licence za dostop podatkovnih baz``."""
    joins = any_of(programme.language.naming.joins).pattern
    between = re.compile(rf",\s+(?:{joins}\s)?|\s{joins}\s")
    clauses = _clause_words(programme)
    for text in free_texts(programme):
        for sentence in _ENDS.split(text.literal) if text.literal.count(",") >= _FEWEST_COMMAS else ():
            seen: set[str] = set()
            for piece in between.split(sentence):
                is_long = piece.count(" ") + 1 >= _FEWEST_WORDS and piece.partition(" ")[0] not in clauses
                if piece in seen and is_long and REFERENCE not in piece:
                    yield _item_twice(text.path, piece)
                seen.add(piece)


def _clause_words(programme: Programme) -> Collection[str]:
    """The words that open a clause, where the language says them."""
    return programme.word_forms.clauses.get("opening", ()) if programme.word_forms is not None else ()


def _item_twice(path: str, text: str) -> Found:
    message = translate("the item '{item}' stands in the list twice", item=text.rstrip(" ;.,"))
    return Found(path, message, " ".join(text.split()[:3]))


def _texts_twice(path: str, items: Mapping[str, str]) -> Iterator[Found]:
    """The items that are typed alike; that a text is referred to twice is another rule's."""
    seen: set[tuple[str, ...]] = set()
    for key, text in items.items():
        words = tuple(text.casefold().rstrip(" ;.,").split())
        if len(words) > 1 and words in seen:
            yield _item_twice(f"{path}.{key}", text)
        seen.add(words)


@RULES.warning("chapter-unknown")
def _find_unknown_chapters(programme: Programme) -> Iterator[Found]:
    """``7. poglavje`` where the document has fewer; of another act or document a name follows."""
    headings = (leaf for chapter in _chapters(programme) for leaf in chapter.leaves if leaf.kind is LeafKind.HEADING)
    count = sum(_level(leaf) == 1 for leaf in headings)
    for chapter in programme.chapters.values() if count else ():
        for leaf in chapter.leaves:
            for number, typed in _named_chapters(programme, leaf.text):
                if int(number[:4]) > count:
                    message = translate(
                        "'{typed}' names chapter {number}, the document has {count}",
                        typed=typed,
                        number=number,
                        count=count,
                    )
                    yield Found(leaf_path(chapter, leaf), message, number)


def _named_chapters(programme: Programme, text: str) -> Iterator[tuple[str, str]]:
    """The numbers of chapters that a text names, each with what is typed; not those of what is named behind them."""
    naming, language = programme.language.naming, programme.language.lemmas
    joins = frozenset(naming.joins)
    for words in sentences_of(text, language):
        for start, end, _ in find_phrases(words, naming.chapter, language):
            if end == len(words) or not words[end].text[0].isupper():
                first, before = numbers_before(words, start, joins)
                last, behind = numbers_behind(words, end, joins)
                yield from ((number, text[words[first].start : words[end - 1].end]) for number in before)
                yield from ((number, text[words[start].start : words[last - 1].end]) for number in behind)
