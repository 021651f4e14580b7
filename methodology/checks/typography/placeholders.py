"""What stands for words that are still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import Breaches, in_each_text, printed_texts
from methodology.messages import translate
from methodology.model.chapter import LeafKind
from methodology.model.programme import Programme
from methodology.model.scalars import TO_GIVE

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_MARKS = (TO_GIVE, "FIXME", "TBD", "TBC", "lorem ipsum")
"""Those of programs and printers, in every language; others stand in ``language.yaml``."""
_IN_BRACKETS = re.compile(
    r"\\?\[[^\[\]\n]{0,80}\](?![(\[:\w])"
    r"|<(?!https?:|mailto:)[^\W\d_][^<>@/\n]{0,80}>"
)
"""``[…]``, ``[amount]``, ``<amount>``; no link, no address, no number of a note."""
_GAPS = re.compile(r"_{3,}|\.{5,}|…{2,}|\?{2,}|!{2,}|\?!|!\?")
_QUESTION = re.compile(r"\([^()\n]{0,60}\?\)")
"""``(which?)``: what the author asks a colleague."""
_REST = re.compile(r"[^()\n]{0,80}\)?")
"""What stands behind a mark that opens a bracket: ``(preveriti z ministrstvom)``."""
_WORD = re.compile(r"\S+")
_CROSSES = re.compile(r"[\dXx.,/–%€-]+")
"""A word of X alone, or with digits: ``XX``, ``20XX``, ``XX/2026``; other letters make it a code."""
_OPEN_YEAR = re.compile(r"(?:19|20)\d[Xx]")
_PUNCTUATION = "()[]»«,;:!?.–"
_LONGEST_WORD = 40


@lru_cache(maxsize=4)
def _marks(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the marks; one in capitals is written so."""
    marks = (re.escape(mark) if mark.isupper() else f"(?i:{re.escape(mark)})" for mark in (*_MARKS, *words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(marks)})(?!\w)")


@lru_cache(maxsize=4)
def _notes(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the notes to a colleague with what they stand behind; a short name may be between.

    Before a note of several words, one or two others may stand in its brackets: ``(utemeljitev še dopolni MNZ)``.
    """
    several = [word for word in words if " " in word]
    note, longer = (rf"(?:{'|'.join(map(re.escape, one))})(?!\w)" if one else r"(?!)" for one in (words, several))
    start = r"(?:(?<= )[–—-] |\.{3} ?|… ?|\()(?:[^\W\d_a-zčšž]{2,} )?"
    return re.compile(rf"(?:{start}{note}|\((?:[^\W\d_]{{2,30}} ){{1,2}}{longer})[^()\n]{{0,80}}\)?")


def _given(programme: Programme) -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    language = programme.language
    return _marks(language.placeholders), _notes(language.notes), language.numbered_in_roman


@RULES.warning("placeholder")
@in_each_text(_given)
def _find_placeholders(
    text: str, marks: re.Pattern[str], notes: re.Pattern[str], numbered: tuple[str, ...]
) -> Breaches:
    for piece in dict.fromkeys((*_placeholders(text, marks, numbered), *_notes_in(text, notes))):
        yield piece, translate("'{piece}' stands for words that are still to be written", piece=piece), None


@RULES.warning("text-says-nothing")
def _find_texts_that_say_nothing(programme: Programme) -> Iterator[Found]:
    """``Glej zgoraj.`` as a whole reason; a cell of a table may say so."""
    nothing = frozenset(programme.language.nothing_said)
    cells = {
        f"chapters.{chapter.name}.{leaf.number}"
        for chapter in programme.chapters.values()
        for leaf in chapter.leaves
        if leaf.kind is LeafKind.CELL
    }
    for text in printed_texts(programme) if nothing else ():
        if text.text.strip(f"{_PUNCTUATION} ").lower() in nothing and text.path not in cells:
            piece = text.text.strip()
            yield Found(text.path, translate("'{piece}' is all that the text says", piece=piece), piece)


def _placeholders(text: str, marks: re.Pattern[str], numbered: tuple[str, ...]) -> Iterator[str]:
    if text.startswith(TO_GIVE):  # checks/regulation/to_give.py
        return
    for match in marks.finditer(text):
        rest = _REST.match(text, match.end()) if match[0].startswith("(") and not match[0].endswith(")") else None
        yield text[match.start() : rest.end()] if rest else match[0]
    for match in _IN_BRACKETS.finditer(text):
        if _is_gap(match[0].strip("\\[]<>")):
            yield match[0]
    yield from (match[0] for match in _GAPS.finditer(text))
    for match in _WORD.finditer(text):
        word = match[0].strip(_PUNCTUATION)
        is_crossed = "XX" in word or "xx" in word or _OPEN_YEAR.fullmatch(word)
        if is_crossed and _CROSSES.fullmatch(word) and not _is_roman(text, match, numbered):
            yield word


def _notes_in(text: str, notes: re.Pattern[str]) -> Iterator[str]:
    """What is asked of a colleague, and questions in brackets; what a placeholder has already is not said twice."""
    yield from (match[0].strip() for match in notes.finditer(text))
    yield from (match[0] for match in _QUESTION.finditer(text) if any(map(str.isalpha, match[0])))


def _is_gap(inside: str) -> bool:
    """Whether what stands in brackets is a gap: nothing, an ellipsis, words; a number or ``sic`` is none."""
    bare = inside.strip(" .…_\\")
    return not bare.strip("?") or (len(bare) > 1 and not bare[0].isdigit() and bare.rstrip("!") != "sic")


def _is_roman(text: str, match: re.Match[str], numbered: tuple[str, ...]) -> bool:
    """Whether it is twenty or thirty: of a chapter, an article, a century, or the label of an item."""
    if not re.fullmatch(r"X{2,3}|x{2,3}|X{2,3}[–/-]X{2,3}", match[0].strip(_PUNCTUATION)):
        return False
    if match[0].startswith("(x") or match[0].rstrip(",;").endswith("x)"):
        return True
    before = text[max(match.start() - _LONGEST_WORD, 0) : match.start()].split()
    after = text[match.end() : match.end() + _LONGEST_WORD].split()
    near = [word.strip(_PUNCTUATION).casefold() for word in (*before[-1:], *after[:1])]
    return any(word.startswith(stem) for word in near for stem in map(str.casefold, numbered))
