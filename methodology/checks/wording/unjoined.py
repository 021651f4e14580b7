"""Noun phrases in a row that nothing joins: ``Posodobitev širitev centrov``, ``ukrepov preiskovanje hudih oblik``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.tokens import Token, outside_quotes, tokens_of
from methodology.checks.wording.word_sorts import FINITE, UNCLEAR, Sort, sort_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_ENDS = frozenset(".;:!?()–—…»«/„“[]")
_VERBS = FINITE | UNCLEAR | {Sort.PAST, Sort.INFINITIVE, Sort.OPENING}
"""Words that are verbs, may be verbs, or begin a clause that has one."""
_AROUND = 2
"""How many words a finding quotes on either side."""


@RULES.warning("phrases-unjoined")
def _find_unjoined(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.tables.nouns or not forms.rows:
        return
    for text in printed_texts(programme):
        for piece, word in _unjoined(text.text, forms):
            message = translate("nothing joins '{word}' to what stands before it, in '{piece}'", word=word, piece=piece)
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _unjoined(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    """Pieces of a text around two phrases in a row, each with the first word of the second."""
    tokens, found = tokens_of(text), []
    for place in outside_quotes(tokens, in_brackets=True):
        if place and tokens[place].is_next and _begins_phrase(tokens, place, forms):
            first, end = _sentence(tokens, place, forms)
            if _is_unjoined(tokens, place, (first, end), forms):
                piece = text[tokens[max(place - _AROUND, first)].start : tokens[min(place + 1, end - 1)].end]
                found.append((piece, tokens[place].text))
    return tuple(dict.fromkeys(found))


def _begins_phrase(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a phrase that can only be subject or object begins behind a noun that has no apposition."""
    first = tokens[place]
    if not (first.text.islower() and _ends_phrase(tokens, place - 1, forms)) or _is_other(first.small, forms):
        return False
    cases, tables = forms.of_case, forms.tables
    direct = cases[tables.subject] | cases[tables.object]
    slots, noun = _read_phrase(tokens, place, forms)
    if not slots & direct or slots & forms.bare & ~direct or _is_of_time(noun, forms):
        return False
    if forms.participle(first.small):  # its verb may stand before a full stop that ends no sentence
        return False
    is_living = any(forms.is_living(use.lemma) for use in forms.nouns(noun.small))
    return not (is_living or _has_stem(noun, "apposed_behind", forms))


def _ends_phrase(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word is a noun, or a short name behind one, that nothing in its own case stands behind."""
    if not (_is_noun(tokens, place, forms) or _is_short_name(tokens, place, forms)):
        return False
    token = tokens[place]
    if (tokens[max(place - 1, 0)].small, token.small) in forms.adverbials or _is_of_time(token, forms):
        return False
    return not (_has_stem(token, "apposed", forms) or _has_stem(token, "quantity_nouns", forms))


def _is_noun(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word is a noun, nothing else and no name inside a sentence."""
    text, small = tokens[place].text, tokens[place].small
    if not forms.nouns(small) or forms.adjective(small) or forms.participle(small) or _is_other(small, forms):
        return False
    is_first = place == 0 or tokens[place - 1].text in _ENDS
    return text.islower() or (is_first and text.istitle())


def _is_short_name(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a short name in capitals stands behind a noun: ``analizo DNK``."""
    text = tokens[place].text
    return text.isupper() and len(text) > 1 and place > 0 and _is_noun(tokens, place - 1, forms)


def _is_other(word: str, forms: WordForms) -> bool:
    """Whether a noun or an adjective may be a verb, a preposition or a small word too."""
    is_verb = bool(forms.present(word)[0])
    return is_verb or word in forms.words["also_others"] or (word,) in forms.government


def _read_phrase(tokens: Sequence[Token], place: int, forms: WordForms) -> tuple[int, Token]:
    """The slots of adjectives and of the noun that ends them, and that noun; no slots where there is none."""
    slots, at = forms.all_slots, place
    while at < len(tokens) and (at == place or tokens[at].is_next):
        token = tokens[at]
        nouns, own = together(forms.nouns(token.small)), forms.adjective(token.small) | forms.participle(token.small)
        if nouns & slots:
            return nouns & slots, token
        if not own & slots or _is_other(token.small, forms):
            break
        slots, at = slots & own, at + 1
    return 0, tokens[place]


def _is_of_time(token: Token, forms: WordForms) -> bool:
    return any(forms.is_of_time(use.lemma) for use in forms.nouns(token.small))


def _has_stem(token: Token, row: str, forms: WordForms) -> bool:
    return any(use.stem in forms.rows[row] for use in forms.nouns(token.small))


def _sentence(tokens: Sequence[Token], place: int, forms: WordForms) -> tuple[int, int]:
    """The places of the first word between the marks around a word, and of the mark or clause behind it."""
    first = next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].text in _ENDS), 0)
    ends = (at for at in range(place, len(tokens)) if tokens[at].text in _ENDS or _opens_clause(tokens, at, forms))
    return first, next(ends, len(tokens))


def _opens_clause(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a clause begins behind a comma: ``, ki``."""
    after = tokens[place + 1].small if place + 1 < len(tokens) else ""
    return tokens[place].text == "," and after in forms.clauses["opening"] | forms.clauses["relative"]


def _is_unjoined(tokens: Sequence[Token], place: int, span: tuple[int, int], forms: WordForms) -> bool:
    """Whether no verb stands around two phrases, or all before them and the first is neither subject nor object."""
    others = (at for at in range(*span) if at not in (place - 1, place))
    verbs = [at for at in others if _may_be_verb(tokens[at], forms)]
    if not verbs:
        return True
    cases, tables = forms.of_case, forms.tables
    before = together(forms.nouns(tokens[place - 1].small))
    is_direct = before & (cases[tables.subject] | cases[tables.object])
    is_genitive = bool(before & cases[tables.genitive]) or not before
    return is_genitive and not is_direct and verbs[-1] < place


def _may_be_verb(token: Token, forms: WordForms) -> bool:
    is_noun = bool(forms.nouns(token.small)) and token.small not in forms.words["also_others"]
    is_owner = any(token.small.removesuffix(end) in forms.rows["determining"] for end in forms.rows["owner_endings"])
    return not (is_noun or is_owner) and sort_of(token, forms) in _VERBS
