"""Marks that an edit lost: the full stop between two sentences, the hyphen before an ending, half of a period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, Breaches, in_each_text, printed_texts
from methodology.checks.wording.tokens import Token, outside_quotes, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_SHORT_NAME = re.compile(r"(?<![\w.@/-])([^\W\d_a-zčšž]{2,10})([a-zčšž]{1,3})(?![\w@/-])")
_NAME = re.compile(r"(?<![\w.@/-])[^\W\d_a-zčšž]{2,10}(?![\w@/])")


@RULES.warning("full-stop-lost")
def _find_lost_stops(programme: Programme) -> Iterator[Found]:
    """``državljanov tretjih držav V obdobju``: a small word with a capital where no sentence begins."""
    forms = programme.word_forms
    if forms is None or not forms.government:
        return
    for text in printed_texts(programme):
        for piece, word in _capitals(text.text, forms):
            message = translate(
                "'{word}' in '{piece}' has a capital, and no sentence ends before it", word=word, piece=piece
            )
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _capitals(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    tokens = tokens_of(text)
    opening = forms.prepositions.keys() | forms.clauses.get("opening", frozenset()) | forms.subject_joining
    return tuple(
        (text[tokens[place - 1].start : tokens[place + 1].end], tokens[place].text)
        for place in outside_quotes(tokens)
        if 0 < place < len(tokens) - 1 and tokens[place].small in opening and _is_inside(tokens, place, forms)
    )


def _is_inside(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word with a capital stands between words written small, the first no label and no thing with a name."""
    before, word, after = tokens[place - 1 : place + 2]
    is_large = word.text[0].isupper() and word.text[1:] == word.small[1:]
    is_between = before.text.islower() and after.text.islower() and word.is_next and after.is_next
    if not is_large or not is_between:
        return False
    named = forms.words["labels"] | forms.rows.get("apposed", frozenset())
    is_named = any(use.stem in named for use in forms.nouns(before.small))
    return not is_named and bool(forms.declined(before.small) or forms.present(before.small)[0])


@RULES.warning("short-name-ending", scope=Scope.CONTENT)
def _find_joined_endings(programme: Programme) -> Iterator[Found]:
    """``JITov``, where JIT is a short name of the content."""
    forms = programme.word_forms
    endings = frozenset[str]() if forms is None else forms.words["endings_of_short_names"]
    if not endings:
        return
    names = {name for text in printed_texts(programme) for name in _names(text.text)}
    for text in printed_texts(programme):
        for match in _SHORT_NAME.finditer(text.text):
            if match[2] in endings and match[1] in names:
                right = f"{match[1]}-{match[2]}"
                message = translate("'{word}' lacks the hyphen before its ending", word=match[0])
                yield Found(text.path, message, match[0], translate("write '{right}'", right=right))


@lru_cache(maxsize=MOST_TEXTS)
def _names(text: str) -> tuple[str, ...]:
    return () if text.isupper() else tuple(match[0].partition("-")[0] for match in _NAME.finditer(text))


def _periods(programme: Programme) -> tuple[re.Pattern[str], str] | None:
    words = programme.word_forms.tables.periods if programme.word_forms is not None else {}
    if not words:
        return None
    return re.compile(rf"\b{words['from']} (?:leta |let )?\d{{4}} ?[–-] ?\d{{4}}\b", re.IGNORECASE), words["to"]


@RULES.warning("period-with-a-dash")
@in_each_text(_periods)
def _find_dashes(text: str, expression: re.Pattern[str], end: str) -> Breaches:
    for match in expression.finditer(text):
        yield (
            match[0],
            translate("'{piece}' has a dash in place of '{word}'", piece=match[0], word=end),
            translate("write '{word}' for the dash, or leave the word before the first year out", word=end),
        )
