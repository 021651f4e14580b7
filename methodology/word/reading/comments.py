"""Comments of a Word file: author, date, text, what they stand on and what they answer (ECMA-376 17.13.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from methodology.word.opening import OpenedWord
from methodology.word.reading.compatibility import read_part
from methodology.word.reading.paragraphs import Paragraphs, PartContext
from methodology.word.reading.revisions import Accept, author_of, resolve_revisions
from methodology.word.reading.style_sheet import StyleSheet
from methodology.word.reading.word_text import Story
from methodology.word.wordml import attribute, qname

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who, when (ISO 8601 as in the file), what; ``anchor`` is the text that it stands on.

    ``paragraph`` is the index among the texts of the paragraph where it begins, None where that is not known;
    ``answers`` the number of the comment that it answers, from 0 in the order of the file. ``resolved`` says that it
    was marked as resolved, or the comment that it answers.
    """

    author: str
    date: str
    text: str
    anchor: str
    paragraph: int | None
    answers: int | None = None
    resolved: bool = False


PlaceOf = Callable[[str], tuple[str, int | None]]
"""By its id, the text that a comment stands on and the number of its paragraph among the texts."""


def read_comments(word: OpenedWord, accept: Accept, styles: StyleSheet, place_of: PlaceOf) -> tuple[Comment, ...]:
    """Every comment in the order of the file."""
    elements: list[etree._Element] = []
    for part in word.find_related("comments", word.main):
        root = read_part(word, part)
        resolve_revisions(root, accept)
        elements += root.iterchildren(qname("w:comment"))
    numbers = {
        key: number
        for number, element in enumerate(elements)
        for paragraph in element.iter(qname("w:p"))
        if (key := paragraph.get(_PARAGRAPH_ID)) is not None
    }
    threads = _threads(word)
    answers = {
        numbers[key]: numbers[thread.answers]
        for key, thread in threads.items()
        if key in numbers and thread.answers in numbers
    }
    resolved = {numbers[key] for key, thread in threads.items() if key in numbers and thread.is_resolved}
    comments = (_comment(element, styles, place_of) for element in elements)
    return tuple(
        replace(comment, answers=answers.get(number), resolved=bool(resolved & {number, answers.get(number)}))
        for number, comment in enumerate(comments)
    )


class _Thread(NamedTuple):
    """What Word says of a comment by its last paragraph: the paragraph of the one it answers (Word has one level)."""

    answers: str | None
    is_resolved: bool


def _threads(word: OpenedWord) -> dict[str, _Thread]:
    return {
        entry.get(f"{_W15}paraId", ""): _Thread(
            entry.get(f"{_W15}paraIdParent"), entry.get(f"{_W15}done", "0").lower() in ("1", "true", "on")
        )
        for part in word.find_related("commentsExtended", word.main)
        for entry in word.xml(part).iterchildren(f"{_W15}commentEx")
    }


def _comment(element: etree._Element, styles: StyleSheet, place_of: PlaceOf) -> Comment:
    paragraphs = Paragraphs(element, Story.ASIDE, PartContext(styles)).all
    text = "\n".join(paragraph.finish().text for paragraph in paragraphs).strip("\n")
    anchor, number = place_of(attribute(element, "w:id") or "")
    return Comment(author_of(element), attribute(element, "w:date") or "", text, anchor, number)
