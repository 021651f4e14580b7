"""Capitals and small letters of one word: a name that is once written small, a common noun once written large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.lemmas import lemma_of
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.tokens import Token, TokenKind, begins_clause, outside_quotes, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.CONTENT)

_SHORTEST = 4
"""Shorter words are prepositions and short names."""
_OPENING = frozenset(".:;!?…»„“\"'(–-/|,")


class Case(Enum):
    """The letters of a word."""

    SMALL = "small"
    LARGE = "large"
    """The first is a capital."""
    CAPITALS = "capitals"


_FEWEST = {
    (Case.SMALL, Case.LARGE, False): 2,
    (Case.LARGE, Case.SMALL, True): 3,
    (Case.LARGE, Case.SMALL, False): 1,
    (Case.CAPITALS, Case.LARGE, False): 2,
    (Case.LARGE, Case.CAPITALS, False): 2,
}
"""How often a word is written otherwise before one that departs is a slip: its case, theirs, whether it is common."""


_OFTEN = 2
"""So many times as often as with a small letter, and no less, a name stands with a capital."""


class _Spelling(NamedTuple):
    """A word inside a sentence: its basic form, with that of its noun if it is an adjective, and as it stands."""

    lemma: str
    text: str
    case: Case
    is_common: bool
    """Whether it is a known noun, which may be part of a name too."""


@RULES.warning("capital-or-small")
def _find_departures(programme: Programme) -> Iterator[Found]:
    forms, language = programme.word_forms, programme.language.lemmas
    if forms is None or not forms.words["both_name_and_not"]:
        return
    spellings = [
        (text.path, one)
        for text in printed_texts(programme)
        if not text.text.isupper()
        for one in _spellings(text.text, forms, language)
    ]
    written: dict[tuple[str, Case], list[str]] = {}
    for _, one in spellings:
        written.setdefault((one.lemma, one.case), []).append(one.text)
    for path, one in spellings:
        if len(written[one.lemma, one.case]) > 1:
            continue
        for case in Case:
            others = written.get((one.lemma, case), [])
            fewest = _FEWEST.get((one.case, case, one.is_common))
            if fewest is not None and len(others) >= fewest:
                message = translate("'{word}' is written '{other}' elsewhere", word=one.text, other=others[0])
                yield Found(path, message, one.text)


@RULES.warning("name-written-small")
def _find_small_names(programme: Programme) -> Iterator[Found]:
    """``ministrstva za obrambo``, where the same words begin with a capital more often, or as a name of the fund."""
    forms, language = programme.word_forms, programme.language.lemmas
    if forms is None:
        return
    rows = [(text.path, row) for text in printed_texts(programme) for row in _rows_of_three(text.text)]
    large = Counter(_lemmas(row, language) for _, row in rows if row[0].text[0].isupper())
    large.update({_lemmas(row, language): _OFTEN for row in _rows_of_known_names(programme)})
    small: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for path, row in rows:
        if row[0].text.islower() and _may_be_name(row, forms):
            small.setdefault(_lemmas(row, language), []).append((path, " ".join(token.text for token in row)))
    for lemmas, places in small.items():
        for path, piece in places if large[lemmas] >= _fewest(forms, lemmas[0]) * len(places) else ():
            right = piece[0].upper() + piece[1:]
            message = translate("'{piece}' is a name, elsewhere written '{right}'", piece=piece, right=right)
            yield Found(path, message, piece)


def _may_be_name(row: Sequence[Token], forms: WordForms) -> bool:
    """Whether three words can be one thing: a noun of one, and what it is for or of."""
    first, second, third = (token.small for token in row)
    is_of_one = any(use.slots & forms.of_number[forms.tables.numbers[0]] for use in forms.nouns(first))
    is_part = second in forms.prepositions or bool(forms.adjective(second) and not forms.participle(second))
    return is_of_one and is_part and bool(forms.nouns(third) or forms.adjective(third))


def _rows_of_known_names(programme: Programme) -> Iterator[tuple[Token, ...]]:
    """The rows with which the names of the authority and the fund begin."""
    yield from _rows_of_three(f"« {programme.facts.authority}")
    if programme.fund is not None:
        yield from _rows_of_three(f"« {programme.fund.name}")


def _fewest(forms: WordForms, head: str) -> int:
    """How many times as often as with a small letter a name with this first word stands with a capital."""
    is_head = any(head in forms.words[key] for key in ("heads_of_names", "short_of_names"))
    return 1 if is_head else _OFTEN


def _lemmas(row: Sequence[Token], language: str | None) -> tuple[str, ...]:
    return tuple(lemma_of(token.small, language) for token in row)


@lru_cache(maxsize=MOST_TEXTS)
def _rows_of_three(text: str) -> tuple[tuple[Token, ...], ...]:
    """The rows of three words inside a sentence of which only the first may have a capital."""
    tokens, found = tokens_of(text), []
    for place in range(1, len(tokens) - 2):
        first, second, third = row = tokens[place : place + 3]
        is_row = second.is_next and third.is_next and second.text.islower() and third.text.islower()
        if is_row and tokens[place - 1].text not in _OPENING and _case(first) in (Case.SMALL, Case.LARGE):
            found.append(row)
    return tuple(found)


@RULES.warning("name-of-two-words")
def _find_second_capitals(programme: Programme) -> Iterator[Found]:
    """``Evropska Unija``: a name whose second word is a common noun."""
    forms = programme.word_forms
    if forms is None or not forms.tables.names_of_two:
        return
    for text in printed_texts(programme):
        for piece, right in _second_capitals(text.text, forms):
            yield Found(text.path, translate("'{piece}' is written '{right}'", piece=piece, right=right), piece)


@lru_cache(maxsize=MOST_TEXTS)
def _second_capitals(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    names = {first: tuple(seconds.split()) for first, seconds in forms.tables.names_of_two.items()}
    found = {}
    for first, second in pairwise(tokens_of(text)):
        if second.text.istitle() and second.is_next and (first.text.istitle() or first.text.islower()):
            seconds = next((names[stem] for stem in names if first.small.startswith(stem)), ())
            if any(second.small.startswith(stem) for stem in seconds):
                found[f"{first.text} {second.text}"] = f"{first.text.capitalize()} {second.small}"
    return tuple(found.items())


@RULES.warning("written-small", scope=Scope.VALUE)
def _find_large_words(programme: Programme) -> Iterator[Found]:
    """Months beside a number, days, languages, verbs and prepositions with a capital inside a sentence."""
    forms = programme.word_forms
    if forms is None or not forms.tables.written_small:
        return
    for text in printed_texts(programme):
        for word in _large_words(text.text, forms):
            yield Found(text.path, translate("'{word}' is written small", word=word), word)


@lru_cache(maxsize=MOST_TEXTS)
def _large_words(text: str, forms: WordForms) -> tuple[str, ...]:
    months, others = (tuple(forms.tables.written_small[name].split()) for name in ("months", "others"))
    tokens = tokens_of(text)
    found = []
    for place in outside_quotes(tokens):
        token, around = tokens[place], tokens[max(place - 2, 0) : place + 2]
        before = tokens[place - 1].text if place else ""
        if not token.text.istitle() or not (before.islower() or before == "."):
            continue
        is_other = before != "." and not forms.nouns(before) and token.small.startswith(others)
        is_dated = token.small.startswith(months) and any(one.text.isdigit() for one in around if one is not token)
        if is_other or is_dated or _is_no_name(tokens, place, forms):
            found.append(token.text)
    return tuple(dict.fromkeys(found))


def _is_inside_name(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether an adjective stands before its noun behind a preposition in a name: only its first word is large."""
    head, before, behind = tokens[max(place - 2, 0)], tokens[place - 1], tokens[place + 1 : place + 2]
    is_head = place > 1 and head.text.istitle() and forms.nouns(head.small) and (before.small,) in forms.government
    is_proper = tokens[place].small.endswith(tuple(forms.words["both_name_and_not"]))
    adjective = forms.adjective(tokens[place].small) if is_head and not is_proper else 0
    return bool(adjective) and any(
        one.text.islower() and adjective & together(forms.nouns(one.small)) for one in behind
    )


def _is_no_name(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """``se Nahaja``, ``je Določena``, ``v Okviru``, ``Ministrstvo za Notranje zadeve``: no word that begins a name."""
    if _is_inside_name(tokens, place, forms):
        return True
    small, before = tokens[place].small, tokens[place - 1].small
    if not tokens[place - 1].text.islower():
        return False
    behind = [token.small for token in tokens[place - 1 : place + 2]]
    if any(len(words) > 1 and behind[: len(words)] == [*words] for words in forms.prepositions.get(before, ())):
        return True
    is_other = forms.nouns(small) or small in forms.words["also_others"] or len(small) < _SHORTEST
    if is_other or not tokens[place].is_next:
        return False
    return bool(forms.present(small)[0] or (forms.participle(small) and before in forms.finite))


@lru_cache(maxsize=MOST_TEXTS)
def _spellings(text: str, forms: WordForms, language: str | None) -> tuple[_Spelling, ...]:
    return tuple(_read_spellings(text, forms, language))


def _read_spellings(text: str, forms: WordForms, language: str | None) -> Iterator[_Spelling]:
    tokens, others = tokens_of(text), forms.words["also_others"]
    for place in outside_quotes(tokens):
        if place and tokens[place - 1].text not in _OPENING and tokens[place].small not in others:
            spelling = _spelling(text, tokens, place, forms, language)
            if spelling is not None:
                yield spelling


def _spelling(
    text: str, tokens: Sequence[Token], place: int, forms: WordForms, language: str | None
) -> _Spelling | None:
    token, case = tokens[place], _case(tokens[place])
    if case is None:
        return None
    noun = _noun_behind(tokens, place, forms)
    lemma = lemma_of(token.small, language)
    is_alone = case is Case.SMALL or _is_alone(tokens, place, noun, forms)
    if noun != place and _case(tokens[noun]) is Case.SMALL:
        whole = f"{lemma} {lemma_of(tokens[noun].small, language)}"
        return _Spelling(whole, text[token.start : tokens[noun].end], case, is_common=False) if is_alone else None
    if _is_common(token, forms):
        is_lone = _is_lone(tokens, place, lemma, forms, is_alone=is_alone)
        return _Spelling(lemma, token.text, case, is_common=True) if is_lone else None
    if _is_adjective(token, forms) or not (is_alone or case is Case.CAPITALS):
        return None
    return _Spelling(lemma.rstrip("aeiou"), token.text, case, is_common=False)


def _is_lone(tokens: Sequence[Token], place: int, lemma: str, forms: WordForms, *, is_alone: bool) -> bool:
    """Whether a noun is no part of a name, nor begins one."""
    is_small, is_short = _case(tokens[place]) is Case.SMALL, lemma in forms.words["short_of_names"]
    if is_alone and not is_short and (is_small or _is_free(tokens, place, forms)):
        return True
    begins_name = is_short or lemma in forms.words["heads_of_names"]
    return _case(tokens[place]) is Case.LARGE and not begins_name and _is_said(tokens, place, forms)


def _is_common(token: Token, forms: WordForms) -> bool:
    """Whether a word is a noun, and no name."""
    stems = [use.stem for use in forms.nouns(token.small)]
    return any(stem not in forms.words["proper_names"] for stem in stems)


def _case(token: Token) -> Case | None:
    """The letters of a word; None of a short one, and of one with capitals inside."""
    if not token.is_word or len(token.text) < _SHORTEST or "-" in token.text:
        return None
    if token.text.islower():
        return Case.SMALL
    if token.text.isupper():
        return Case.CAPITALS
    return Case.LARGE if token.text[1:].islower() else None


def _noun_behind(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The place of the noun directly behind an adjective; of another word its own."""
    is_followed = place + 1 < len(tokens) and tokens[place + 1].is_next and forms.adjective(tokens[place].small)
    return place + 1 if is_followed and forms.nouns(tokens[place + 1].small) else place


def _is_adjective(token: Token, forms: WordForms) -> bool:
    is_known = forms.adjective(token.small) or forms.participle(token.small)
    return bool(is_known) or token.small.endswith(tuple(forms.words["both_name_and_not"]))


def _is_alone(tokens: Sequence[Token], first: int, last: int, forms: WordForms) -> bool:
    """Whether no word beside may belong to the same name: ``Ministrstvo za``, ``Urad vlade``, ``Priloga 1``."""
    if tokens[first - 1].text[0].isupper() and not begins_clause(tokens, first - 1):
        return False
    if last + 1 == len(tokens) or not tokens[last + 1].is_next:
        return True
    after = tokens[last + 1]
    return after.small in forms.finite or not (
        after.kind is TokenKind.NUMBER
        or not after.text.islower()
        or after.small in forms.prepositions
        or forms.nouns(after.small)
        or forms.adjective(after.small)
    )


def _is_said(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether what stands before a noun cannot be the name of a thing, nor what stands behind it a part of one."""
    before = tokens[place - 1].small
    is_behind_verb = before in forms.finite or bool(forms.present(before)[0] or forms.participle(before))
    is_joined = is_behind_verb or before in forms.subject_joining or _is_free(tokens, place, forms)
    is_last = place + 1 == len(tokens) or not tokens[place + 1].is_next or tokens[place + 1].text.islower()
    return is_joined and is_last and tokens[place - 1].text.islower()


def _is_free(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether what stands before a noun cannot be what it is the name of: ``projekt Meja``."""
    before = tokens[place - 1]
    return (
        before.kind is TokenKind.NUMBER
        or before.small in forms.prepositions
        or any(words[-1] == before.small for words in forms.government)
        or bool(forms.adjective(before.small) and not forms.nouns(before.small))
    )
