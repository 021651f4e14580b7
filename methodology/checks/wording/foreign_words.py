"""A small word of another language that was left among words of the document's."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from methodology.checks.finding import Family, Rules, Scope
from methodology.checks.printed_texts import Breaches, in_each_text
from methodology.checks.wording.tokens import Token, outside_quotes, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_SHORTEST = 3


def _forms(programme: Programme) -> tuple[WordForms] | None:
    forms = programme.word_forms
    return (forms,) if forms is not None and forms.words["foreign"] else None


@RULES.warning("foreign-word")
@in_each_text(_forms)
def _find_foreign_words(text: str, forms: WordForms) -> Breaches:
    """Both its neighbours are known words; in quotation marks and brackets a term of another language may stand."""
    tokens, foreign = tokens_of(text), forms.words["foreign"]
    for place in outside_quotes(tokens):
        word = tokens[place].text
        if word in foreign and 0 < place < len(tokens) - 1 and _is_among(tokens, place, forms):
            piece = text[tokens[place - 1].start : tokens[place + 1].end]
            message = translate("'{word}' in '{piece}' is a word of another language", word=word, piece=piece)
            yield piece, message, None


def _letters(programme: Programme) -> tuple[str, tuple[str, ...]] | None:
    """The letters that the language has not, and the words that the programme lists as right."""
    letters = programme.word_forms.tables.not_in_alphabet if programme.word_forms is not None else ""
    return (letters, tuple(programme.language.words)) if letters else None


@RULES.warning("foreign-letters")
@in_each_text(_letters)
def _find_foreign_letters(text: str, letters: str, known: tuple[str, ...]) -> Breaches:
    """Not of names, in quotation marks or brackets."""
    tokens = tokens_of(text)
    for place in outside_quotes(tokens):
        token = tokens[place]
        is_address = (
            text[token.end : token.end + 1] in (".", "/", "@", ":") and text[token.end + 1 : token.end + 2] > " "
        )
        is_plain = token.is_word and token.is_next and token.text.islower() and len(token.text) >= _SHORTEST
        is_plain = is_plain and not is_address
        if (
            is_plain
            and not set(letters).isdisjoint(token.text)
            and not any(fnmatchcase(token.text, one) for one in known)
        ):
            piece = text[token.start : tokens[min(place + 1, len(tokens) - 1)].end]
            message = translate("'{word}' in '{piece}' is a word of another language", word=token.text, piece=piece)
            yield piece, message, None


def _is_among(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    before, after = tokens[place - 1], tokens[place + 1]
    is_first = place == 1 or tokens[place - 2].text in ".!?:"
    return (
        after.is_next
        and tokens[place].is_next
        and after.text.islower()
        and (is_first or before.text.islower())
        and all(_is_known(word.small, forms) for word in (before, after))
    )


def _is_known(word: str, forms: WordForms) -> bool:
    return bool(
        forms.nouns(word)
        or forms.adjective(word)
        or forms.participle(word)
        or word in forms.prepositions
        or word in forms.finite
    )
