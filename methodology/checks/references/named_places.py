"""Chapters, tables, pictures and annexes of the document that a text names by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.checks.said_numbers import any_of, number_use
from methodology.checks.sentence_words import Word, find_phrases, numbers_behind, sentences_of
from methodology.messages import translate
from methodology.model.chapter import Chapter, LeafKind
from methodology.model.outline import FORMS, OutlinePart
from methodology.model.programme import Programme

RULES = Rules(Family.REFERENCES, Scope.CONTENT)

_FIRST_LEVEL = re.compile(r"#\s")
_HEADING = re.compile(r"^(#{1,2})\s", re.MULTILINE)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
"""The number of a part of a chapter: ``5.2``."""
_LABEL = re.compile(r"[A-Z]\d{1,2}|[ABE-HJKN-UWYZ]")
_WORDS_OF_LANGUAGE = "phrases."


@RULES.warning("place-unknown")
def _find_unknown_places(programme: Programme) -> Iterator[Found]:
    """``prikazuje Tabela 3``, where the document numbers fewer; of another document a name follows."""
    counts = _counts(programme)
    for text in printed_texts(programme):
        if not text.path.startswith(_WORDS_OF_LANGUAGE):
            for phrase, number, count in _named_places(programme, text.raw, counts):
                message = translate(
                    "'{phrase} {number}' is named, the document numbers {count} of them",
                    phrase=phrase,
                    number=number,
                    count=count,
                )
                yield Found(text.path, message, f"{phrase} {number}")
            for phrase, number, chapter, count in _named_parts(programme, text.raw):
                message = translate(
                    "'{phrase} {number}' is named, chapter {chapter} has {count} parts with numbers",
                    phrase=phrase,
                    number=number,
                    chapter=chapter,
                    count=count,
                )
                yield Found(text.path, message, f"{phrase} {number}")


def _named_parts(programme: Programme, text: str) -> Iterator[tuple[str, str, int, int]]:
    """The parts of a chapter that a text names, ``poglavju 2.3``, which the chapter does not have: number and count."""
    parts = _parts_of_chapters(programme)
    naming = programme.language.naming
    for phrase, number, _ in _named_places(programme, text, dict.fromkeys(naming.chapter, 0)) if parts else ():
        first, _, rest = number.partition(".")
        second = rest.partition(".")[0]
        if second and 0 < int(first) <= len(parts) and int(second) > parts[int(first) - 1]:
            yield phrase, number, int(first), parts[int(first) - 1]


def _parts_of_chapters(programme: Programme) -> list[int]:
    """How many headings of the second level stand in each chapter; none known where parts of the outline have some."""
    if any(_may_be_numbered(programme, part) for part in programme.outline):
        return []
    chapters: Mapping[str, Chapter] = programme.chapters
    texts = [chapters[part.chapter].text for part in programme.outline if part.chapter and part.chapter in chapters]
    parts: list[int] = []
    for match in (match for text in texts for match in _HEADING.finditer(text)):
        if match[1] == "#":
            parts.append(0)
        elif parts:
            parts[-1] += 1
    return parts


def _may_be_numbered(programme: Programme, part: OutlinePart) -> bool:
    """Whether a part of the outline has a heading among those of the chapters, or a chapter's are moved."""
    if part.part is None:
        return part.annex is None and part.level not in {None, 1}
    level = FORMS[part.part].levels[0] if part.level is None else part.level
    return level in {1, 2} and (part.part != "approval" or bool(programme.facts.approval))


def _counts(programme: Programme) -> dict[str, int]:
    """How many chapters, tables, pictures and annexes the document numbers, by the words for them."""
    naming = programme.language.naming
    kinds = [leaf.kind for chapter in programme.chapters.values() for leaf in chapter.leaves]
    tables = kinds.count(LeafKind.CAPTION) + len(programme.tables)
    counts = dict.fromkeys(naming.table, tables)
    if not any(part.part == "overview" for part in programme.outline):  # it has pictures of its own
        counts |= dict.fromkeys(naming.picture, kinds.count(LeafKind.PICTURE_CAPTION))
    annexes = sum(part.annex is not None for part in programme.outline)
    chapters = sum(_FIRST_LEVEL.match(chapter.text) is not None for chapter in programme.chapters.values())
    if chapters:
        counts |= dict.fromkeys(naming.chapter, chapters)
    return counts | dict.fromkeys(naming.annex, annexes)


def _named_places(programme: Programme, text: str, counts: dict[str, int]) -> Iterator[tuple[str, str, int]]:
    """The numbers above those of the document that a text names, and labels where it has none: which, and the count."""
    language, naming = programme.language.lemmas, programme.language.naming
    kinds = [phrase for phrases in naming.acts.values() for phrase in phrases]
    for words in sentences_of(text, language):
        is_of_act = any(find_phrases(words, kinds, language))
        for start, end, phrase in find_phrases(words, counts, language) if not is_of_act else ():
            behind, numbers = numbers_behind(words, end, frozenset(naming.joins))
            if not numbers and end < len(words) and _NUMBER.fullmatch(words[end].text):
                behind, numbers = end + 1, [words[end].text]
            if not numbers and not counts[phrase] and _is_labelled(words[end:]):
                yield words[start].text, words[end].text, 0
            if numbers and _ends(programme, words[behind:]):
                number = numbers[-1]
                if int(number.partition(".")[0][:4]) > counts[phrase]:
                    yield words[start].text, number, counts[phrase]


def _is_labelled(behind: tuple[Word, ...]) -> bool:
    """Whether a label with a letter follows, ``A3``; a Roman number alone is one of an act."""
    return bool(behind) and _LABEL.fullmatch(behind[0].text) is not None


def _ends(programme: Programme, behind: tuple[Word, ...]) -> bool:
    """Whether no name follows of which the place would be: a mark, a conjunction or a verb of being stands there."""
    if not behind or not behind[0].is_word or behind[0].text in programme.language.naming.joins:
        return True
    return bool(any_of(number_use(programme).being).fullmatch(behind[0].text))
