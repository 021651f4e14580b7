"""Spaces and marks: punctuation, dashes, ellipses, quotation marks, brackets, the full stop that a title lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from methodology.checks.finding import Family, Found, Rules, Scope, Splice
from methodology.checks.printed_texts import (
    Breaches,
    excerpt,
    in_each_text,
    last_word,
    mended_pieces,
    one_of,
    pattern,
)
from methodology.messages import declare_message, translate
from methodology.model.chapter import LeafKind
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveFacts
from methodology.model.phrases import Phrase, Worded
from methodology.model.programme import Programme, ProgrammeFacts, Value

RULES = Rules(Family.TYPOGRAPHY, Scope.VALUE)

_SPACED_MARKS = frozenset({"fr"})
"""Languages that set a space before some marks (CLDR and the Imprimerie nationale: ``! ? ; :`` in French)."""

_TWO_SPACES = r"(?:(?<![ \N{NO-BREAK SPACE}\n])|(?<=\n[ \N{NO-BREAK SPACE}]))[ \N{NO-BREAK SPACE}]{2,}+(?=\S)"
"""A space alone at the beginning of a line is left to its author. From each run it is looked at once."""
_MARK_BEFORE_LETTER = re.compile(r"[,;:.!?](?=[^\W\d_])")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»]++")
_END_OF_WORD = re.compile(r"[^\W\d_A-Z]{3}\Z")
"""A full stop after a shorter word may be that of an abbreviation (``d.o.o.``)."""


def _sets_no_space_before(programme: Programme) -> tuple[()] | None:
    return None if re.split("[-_]", programme.facts.language)[0] in _SPACED_MARKS else ()


@RULES.warning("space-after-mark")
@in_each_text()
def _no_space_after_mark(text: str) -> Breaches:
    for piece, splices in mended_pieces(text, _followed_at_once(text), lambda match: f"{match[0]} "):
        yield piece, translate("no space stands after the mark in '{piece}'", piece=piece), None, splices


def _followed_at_once(text: str) -> Iterator[re.Match[str]]:
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _MARK_BEFORE_LETTER.finditer(text):
        while addresses and addresses[0][1] <= match.start():
            addresses.pop(0)
        if addresses and addresses[0][0] <= match.start():
            continue
        mark, start, end = match.group(), match.start(), match.end()
        before, after = text[max(start - 3, 0) : start], text[end : end + 2]
        is_mark = (
            mark in ",;!?"
            or (mark == ":" and before[-2:].isalpha())
            or (mark == "." and _END_OF_WORD.search(before) and after[:1].isupper() and after[1:2].islower())
        )
        if is_mark:
            yield match


def _one_space(match: re.Match[str]) -> str:
    return "\N{NO-BREAK SPACE}" if "\N{NO-BREAK SPACE}" in match[0] else " "


RULES.warning("double-space")(
    pattern(_TWO_SPACES, declare_message("two spaces stand together in '{found}'"), mend=_one_space)
)


RULES.warning("space-before-mark")(
    pattern(
        r"(?<! ) ++(?!(?<=\d )[:]\s\d)[,;:.!?)\]](?!\.\.)|[(\[] +",
        declare_message("a space stands on the wrong side of a mark in '{found}'"),
        given=_sets_no_space_before,
        mend=lambda match: match[0].strip(" "),
    )
)


_DOUBLE_QUOTES = '"„“”‟«»'
_SINGLE_QUOTED = re.compile(r"(?<!\w)['‘‚‹›][^\W\d_][^'’‘‚‹›]*+['’‘‹›](?!\w)")
_LABEL = re.compile(r"(?:^|[\s(])(?:\w|\d{1,2}|[ivx]+)\)\Z")
_LONGEST_LABEL = 12
_BRACKETS = re.compile(r"[()\[\]]")
_CLOSING = {")": "(", "]": "["}
_TITLE_PHRASES = frozenset({"heading", "objective"})
"""The standard sentences that are printed as headings."""

_TITLES: dict[type, frozenset[str]] = {
    ProgrammeFacts: frozenset({"title", "short_title", "name"}),
    ObjectiveFacts: frozenset({"title"}),
    Indicator: frozenset({"name"}),
}
_has_title = one_of(_TITLES)


def _quotes(programme: Programme) -> tuple[str, str, re.Pattern[str]] | None:
    """The document's quotation marks, and a pattern of others."""
    quotes = programme.language.quotes
    if quotes is None:
        return None
    foreign = "".join(mark for mark in _DOUBLE_QUOTES if mark not in (quotes.opening, quotes.closing))
    # a straight mark after a digit means inches
    expression = re.compile(rf"(?<!\d)[{re.escape(foreign)}]|{_SINGLE_QUOTED.pattern}")
    return quotes.opening, quotes.closing, expression


@RULES.warning("foreign-quotes")
@in_each_text(_quotes)
def _foreign_quotes(text: str, opening: str, closing: str, expression: re.Pattern[str]) -> Breaches:
    def mend(match: re.Match[str]) -> str | None:
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if len(match[0]) > 1 or before.isalnum() == after.isalnum():
            return None
        return opening if after.isalnum() else closing

    for piece, splices in sorted(mended_pieces(text, expression.finditer(text), mend), key=itemgetter(0)):
        yield (
            piece,
            translate(
                "{piece} has other quotation marks than {opening}…{closing}",
                piece=piece,
                opening=opening,
                closing=closing,
            ),
            translate("write {opening}…{closing}", opening=opening, closing=closing),
            splices,
        )


def _halves(programme: Programme) -> tuple[str, re.Pattern[str]] | None:
    """The mark that opens a quotation, and a pattern of both, where they are two."""
    quotes = programme.language.quotes
    if quotes is None or quotes.opening == quotes.closing:
        return None
    return quotes.opening, re.compile(f"[{re.escape(quotes.opening + quotes.closing)}]")


@RULES.warning("unbalanced-quotes")
@in_each_text(_halves)
def _unbalanced_quotes(text: str, opening: str, marks: re.Pattern[str]) -> Breaches:
    match = _first_alone(marks.finditer(text), opening)
    if match is not None:
        piece = excerpt(text, *match.span())
        yield piece, translate("the quotation mark in '{piece}' has no other half", piece=piece), None


def _first_alone(marks: Iterator[re.Match[str]], opening: str) -> re.Match[str] | None:
    """The first mark that does not take turns with the others, or the last one that was opened."""
    opened: re.Match[str] | None = None
    for mark in marks:
        opens = mark.group() == opening
        if opens and opened is not None:
            return opened
        if not opens and opened is None:
            return mark
        opened = mark if opens else None
    return opened


@RULES.warning("unbalanced-brackets")
@in_each_text()
def _unbalanced_brackets(text: str) -> Breaches:
    opened: list[re.Match[str]] = []
    faults: list[re.Match[str]] = []
    for match in _BRACKETS.finditer(text):
        if match.group() in "([":
            opened.append(match)
        elif opened and opened[-1].group() == _CLOSING[match.group()]:
            opened.pop()
        elif not _LABEL.search(text, max(match.end() - _LONGEST_LABEL, 0), match.end()):  # a) is a label
            faults.append(match)
    for piece in dict.fromkeys(excerpt(text, *match.span()) for match in (*opened, *faults)):
        yield piece, translate("the bracket in '{piece}' has no other half", piece=piece), None


@RULES.warning("title-full-stop")
def _find_title_stops(programme: Programme) -> Iterator[Found]:
    for path, title in _titles(programme):
        text = title.rstrip()
        ends = text.endswith(".") and not text.endswith(("...", *programme.language.abbreviations))
        if ends:
            word = last_word(text)
            fix = (Splice(len(text) - 1, len(text), ""),)
            yield Found(path, translate("the title ends in a full stop: '{word}'", word=word), word, fix=fix)


def _titles(programme: Programme) -> Iterator[tuple[str, str]]:
    for path, value in programme.values.items():
        if isinstance(value.value, str) and _is_title(path, value):
            yield path, value.value
    for chapter in programme.chapters.values():
        for leaf in chapter.leaves:
            if leaf.kind in (LeafKind.HEADING, LeafKind.CAPTION):
                yield f"chapters.{chapter.name}.{leaf.number}", leaf.text


def _is_title(path: str, value: Value) -> bool:
    if value.field == "wording" and isinstance(value.owner, Worded):
        return path.partition(".wording.")[2].partition(".")[0] in _TITLE_PHRASES
    return _has_title(value) or (isinstance(value.owner, Phrase) and path.split(".")[-2] in _TITLE_PHRASES)


RULES.warning("hyphen-as-dash")(
    pattern(
        r"(?<=\S) - (?=\S)|(?<=[^\W\d_]{3})- (?=[^\W\d_]{3})(?!ter\b|ali\b|oziroma\b)|(?<=[^\W\d_]) -(?=[^\W\d_]{3})",
        declare_message("a hyphen stands for a dash in '{found}'"),
        mend=lambda _: " – ",
    )
)


RULES.warning("ellipsis")(
    pattern(
        r"(?:[,;]|(?<![\s,;]))\s*+\.{3,}|[,;]\s*+…",
        declare_message("the ellipsis in '{found}' is not set as one"),
        mend=lambda match: None if match[0][0] == "." else " …",  # behind a word it may stand for its end
    )
)
