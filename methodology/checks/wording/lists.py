"""Items of lists and their marks, and sentences that lack theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import last_word, one_of, printed_texts
from methodology.checks.said_numbers import any_of, number_use
from methodology.messages import translate
from methodology.model.chapter import Chapter, ChapterLeaf, LeafKind, depth_of
from methodology.model.footnotes import without_references
from methodology.model.indicator import Indicator, OutputIndicator, Reasons
from methodology.model.objective import ObjectiveFacts, ObjectiveRisks
from methodology.model.paths import REGISTRIES, step_of
from methodology.model.phrases import Mention, Worded
from methodology.model.programme import CommonRisks, Programme, Registry
from methodology.model.prose import Prose, ProseError, Reference
from methodology.model.scalars import TO_GIVE

RULES = Rules(Family.WORDING, Scope.VALUE)

_FINAL_MARKS = ".:!?…"
_FEW_WORDS = 4
"""Of the end of a sentence so many are quoted."""
_LONGEST_CHAIN = 8
"""Of sentences that refer to sentences."""
_ITEM_FIELDS: dict[type, frozenset[str]] = {
    Reasons: frozenset({"items"}),
    Registry: frozenset({"root"}),
    CommonRisks: frozenset({"factors"}),
    ObjectiveRisks: frozenset({"own"}),
    ObjectiveFacts: frozenset({"measures", "title"}),
    Indicator: frozenset({"counts"}),
}
"""Texts that the templates end with a mark, or set a mark after."""
_is_item = one_of(_ITEM_FIELDS)


@dataclass(frozen=True, slots=True)
class _ListedText:
    """An item and how far in its list stands, from 0."""

    path: str
    text: str
    depth: int = 0


@RULES.warning("doubled-mark")
def _find_doubled_marks(programme: Programme) -> Iterator[Found]:
    for path, text in _marked_later(programme):
        stripped = text.rstrip()
        if stripped.endswith((";", ",", ".")) and not stripped.endswith(("...", *programme.language.abbreviations)):
            word = last_word(stripped)
            yield Found(
                path, translate("'{word}' has a mark of its own, and the document sets one after it", word=word), word
            )


def _marked_later(programme: Programme) -> Iterator[tuple[str, str]]:
    for path, value in programme.values.items():
        if not isinstance(value.value, str):
            continue
        if _is_item(value) or (isinstance(value.owner, Mention) and value.owner.text is not None):
            yield path, value.value
    for objective in programme.objectives:
        for result in objective.results:
            reasons = result.rationale.target
            if reasons is not None and reasons.sentence is not None:
                yield f"{result.id}.rationale.target.sentence", reasons.sentence


@RULES.warning("missing-mark")
def _find_missing_marks(programme: Programme) -> Iterator[Found]:
    for path, text, opens in _sentences_of_templates(programme):
        if text == TO_GIVE:
            continue
        bare = text.rstrip().rstrip('«»“”")*_')
        word = last_word(bare)
        if word and not bare.endswith(("}", *_FINAL_MARKS)):
            *_, before = ("", *bare.removesuffix(word).split())
            piece = f"{before} {word}" if before.isalpha() else word
            yield Found(path, translate("the sentence ends in '{word}', without a mark", word=piece), word)
        elif word and opens and not bare.endswith((":", "}")):
            yield Found(
                path, translate("the sentence opens items and ends in '{bare}', not in a colon", bare=bare[-1]), word
            )


@RULES.warning("nothing-announced")
def _find_empty_announcements(programme: Programme) -> Iterator[Found]:
    """``… in sicer:`` of an indicator without items, or at the end of a chapter's part."""
    for path, text, opens in _sentences_of_templates(programme):
        printed = _printed_end(programme, text)
        if not opens and path in programme.values and _announces(printed):
            yield _nothing_announced(path, printed)
    for chapter in programme.chapters.values():
        depth = 0
        for leaf, after in pairwise(chapter.leaves):
            depth = len(leaf.mark) if leaf.kind is LeafKind.HEADING else depth
            closes = (after.kind is LeafKind.HEADING and len(after.mark) <= depth) or _begins_anew(leaf, after)
            if leaf.kind in (LeafKind.PARAGRAPH, LeafKind.ITEM) and closes and _announces(leaf.text):
                yield _nothing_announced(f"chapters.{chapter.name}.{leaf.number}", leaf.text)
    yield from _find_sentences_behind(programme)


def _begins_anew(leaf: ChapterLeaf, after: ChapterLeaf) -> bool:
    """Whether a paragraph with a sentence of its own follows a paragraph."""
    return leaf.kind is after.kind is LeafKind.PARAGRAPH and after.text[:1].isupper()


def _find_sentences_behind(programme: Programme) -> Iterator[Found]:
    """``…, in sicer: Pri izračunu smo …``: a sentence of its own where what was announced should stand."""
    announcing = number_use(programme).announcing
    if not announcing:
        return
    behind = re.compile(rf"\b{any_of(announcing).pattern}:\s+[^\W\d_]*\s", re.IGNORECASE)
    for text in printed_texts(programme):
        for match in behind.finditer(text.text):
            word = match[0].split()[-1]
            if word.istitle() and not _is_name(programme, word):
                yield _nothing_announced(text.path, text.text[: match.start() + match[0].index(":") + 1])


def _announces(text: str) -> bool:
    return text.rstrip().rstrip("*_").endswith(":")


def _nothing_announced(path: str, text: str) -> Found:
    end = " ".join(text.rpartition("}")[2].split()[-_FEW_WORDS:]) or ":"
    return Found(path, translate("'{end}' announces what does not follow", end=end), end)


def _printed_end(programme: Programme, text: str) -> str:
    """The sentence as it ends: where it ends in a reference to a sentence, with that one."""
    for _ in range(_LONGEST_CHAIN):
        try:
            last = Prose(text).parts[-1] if text.endswith("}") else text
        except ProseError:
            return text
        value = programme.values.get(last.path) if isinstance(last, Reference) and last.printed is None else None
        if value is None or not isinstance(value.value, Prose):
            return text
        text = value.value
    return text


def _sentences_of_templates(programme: Programme) -> Iterator[tuple[str, str, bool]]:
    """Sentences that the templates print as they stand; the third says that items follow."""
    for objective in programme.objectives:
        for output in objective.outputs:
            yield from _of_reasons(f"{output.id}.rationale.milestone", output.rationale.milestone)
            yield from _of_reasons(f"{output.id}.rationale.target", output.rationale.target)
        summary = f"{objective.facts.id}.results.target_rationale"
        yield from _of_reasons(summary, objective.summary.target_rationale)
        for indicator in objective.indicators:
            for key, remark in indicator.remarks.items():
                yield f"{indicator.id}.remarks.{key}", remark, False
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            if leaf.kind is LeafKind.PARAGRAPH:
                yield f"chapters.{chapter.name}.{leaf.number}", without_references(leaf.text), False


def _of_reasons(path: str, reasons: Reasons | None) -> Iterator[tuple[str, str, bool]]:
    if reasons is not None and reasons.sentence is not None:
        yield f"{path}.sentence", reasons.sentence, bool(reasons.items)


def _chapter_lists(chapter: Chapter) -> Iterator[list[_ListedText]]:
    """The lists of a chapter with their inner lists: items on neighbouring lines."""
    items: list[_ListedText] = []
    end = -1
    for leaf in chapter.leaves:
        is_item = leaf.kind is LeafKind.ITEM
        if items and (not is_item or "\n\n" in chapter.text[end : leaf.offset]):
            yield items
            items = []
        if is_item:
            path = f"chapters.{chapter.name}.{leaf.number}"
            items.append(_ListedText(path, leaf.text.rstrip(), depth_of(leaf.mark)))
        end = leaf.end
    if items:
        yield items


def _single_lists(items: Sequence[_ListedText]) -> Iterator[list[_ListedText]]:
    """A list and its inner lists, each by itself."""
    opened: list[list[_ListedText]] = []
    for item in items:
        while len(opened) > item.depth + 1:
            yield opened.pop()
        if len(opened) == item.depth:
            opened.append([])
        opened[-1].append(item)
    yield from opened


@RULES.warning("item-mark")
def _find_chapter_marks(programme: Programme) -> Iterator[Found]:
    """Marks that the author types, in the lists of chapters. Items that are sentences end in full stops.

    What opens an inner list ends in a colon.
    """
    joined = joined_items(programme)
    for chapter in programme.chapters.values() if "programme" not in programme.lost else ():
        for items in _chapter_lists(chapter):
            yield from _find_marks(items, joined)


def joined_items(programme: Programme) -> frozenset[str]:
    """Return the content paths of items that a conjunction joins to the last one: ``(b) drugi cilj, ter``."""
    forms = programme.word_forms
    joining = forms.rows.get("adding", frozenset()) if forms is not None else frozenset()
    ends = tuple(f"{mark} {word}" for mark in ",;" for word in joining)
    lists = (items for chapter in programme.chapters.values() for items in _chapter_lists(chapter))
    return frozenset(
        first.path
        for items in lists
        for first, last in pairwise(items[-2:])
        if ends and first.depth == last.depth and first.text.endswith(ends)
    )


def _find_marks(items: Sequence[_ListedText], joined: Set[str]) -> Iterator[Found]:
    depths = [*(item.depth for item in items), 0]
    closing = [item for item, after in zip(items, depths[1:], strict=True) if after <= item.depth]
    if all(item.text.endswith(".") and (item.text[0].isupper() or item.text[0] == "{") for item in closing):
        return
    for number, item in enumerate(items, start=1):
        mark = ":" if depths[number] > item.depth else "." if number == len(items) else ";"
        word = last_word(item.text)
        if word and not word.endswith(mark) and item.path not in joined:
            place = (
                translate("the last item")
                if mark == "."
                else translate("item {number} of {items}", number=number, items=len(items))
            )
            yield Found(
                item.path,
                translate("{place} ends in '{word}', not in '{mark}'", place=place, word=word, mark=mark),
                word,
            )


@RULES.warning("mixed-letters")
def _find_mixed_letters(programme: Programme) -> Iterator[Found]:
    for items in (*_lists(programme), *_lists_of_chapters(programme)):
        words = [(item, _first_word(programme, item.text)) for item in items]
        judged = [(item, word) for item, word in words if word and not _is_name(programme, word)]
        large = [pair for pair in judged if pair[1][0].isupper()]
        small = [pair for pair in judged if not pair[1][0].isupper()]
        fewer, more = (large, small) if len(large) <= len(small) else (small, large)
        for item, word in fewer:
            size = translate("capital") if fewer is large else translate("small")
            message = translate(
                "'{word}' begins with a {size} letter, {more} of {judged} items of the list do not",
                word=word,
                size=size,
                more=len(more),
                judged=len(judged),
            )
            yield Found(item.path, message, word)


def _is_name(programme: Programme, word: str) -> bool:
    """Whether a word is a short name, or that of an institution: ``Ministrstvo``."""
    forms = programme.word_forms
    names = forms.words["short_of_names"] if forms is not None else frozenset()
    return _is_short_name(word) or (word[0].isupper() and word.strip(".,;:").lower() in names)


def _lists_of_chapters(programme: Programme) -> Iterator[list[_ListedText]]:
    for chapter in programme.chapters.values():
        for items in _chapter_lists(chapter):
            yield from _single_lists(items)


def _lists(programme: Programme) -> Iterator[list[_ListedText]]:
    """What is printed as a list or as members of one sentence."""
    yield _mentions(programme, "risks", programme.risks, "common")
    for objective in programme.objectives:
        root = objective.facts.id
        yield [_ListedText(f"{root}.measures.{step_of(key)}", text) for key, text in objective.facts.measures.items()]
        yield _mentions(programme, f"{root}.results", objective.summary, "sources")
        yield _mentions(programme, f"{root}.risks", objective.risks, "factors")
        for indicator in objective.indicators:
            yield _mentions(programme, indicator.id, indicator, "sources")
            if isinstance(indicator, OutputIndicator):
                yield _mentions(programme, indicator.id, indicator, "operations")
            for name in ("milestone", "target"):
                reasons: Reasons | None = getattr(indicator.rationale, name)
                if reasons is not None:
                    yield _texts_by_key(f"{indicator.id}.rationale.{name}.items", reasons.items)


def _mentions(programme: Programme, path: str, owner: Worded, field: str) -> list[_ListedText]:
    own: Mapping[str, str] = owner.own if isinstance(owner, ObjectiveRisks) else {}
    mentions: tuple[Mention, ...] = getattr(owner, field)
    names = (
        mention.text or own.get(mention.id) or str(programme.values[f"{REGISTRIES[field]}.{mention.id}"].value)
        for mention in mentions
    )
    return [_ListedText(f"{path}.{field}.{mention.id}", name) for mention, name in zip(mentions, names, strict=True)]


def _texts_by_key(path: str, texts: Mapping[str, str]) -> list[_ListedText]:
    return [_ListedText(f"{path}.{key}", text) for key, text in texts.items()]


def _first_word(programme: Programme, text: str, *, seen: frozenset[str] = frozenset()) -> str | None:
    """The word that the text is printed with at its beginning, if it begins with a letter."""
    try:
        first = Prose(text).parts[0] if "{" in text else text
    except ProseError:  # a name, whose braces are braces
        first = text
    if isinstance(first, Reference):
        value = programme.values.get(first.path)
        if first.printed is not None or value is None or not isinstance(value.value, Prose) or first.path in seen:
            word = next(iter((first.printed or "").split()), "")
        else:
            word = _first_word(programme, value.value, seen=seen | {first.path}) or ""
            word = word[:1].lower() + word[1:] if first.lower else word
    else:
        word = first.split()[0] if first.strip() else ""
    return word if word[:1].isalpha() else None


def _is_short_name(word: str) -> bool:
    """ISCIU, FINPR01, IT-oprema: the capital belongs to the name."""
    return sum(letter.isupper() for letter in word) > 1 or any(letter.isdigit() for letter in word)
