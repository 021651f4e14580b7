"""Verbs that never stand without their preposition: ``vpliva na``, ``nanaša se na``, ``sestoji iz``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE, printed_texts
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.tokens import Token, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_ENDS = frozenset(".;:!?()–—…»«/")
_CLAUSE_ENDS = _ENDS | {","}
_QUOTES = frozenset("»„“")
_MOST_WORDS = 5
"""How many words behind a preposition the participle may stand to which it belongs."""
_ENDING = "*"
"""Stands for any ending of a verb."""


@RULES.warning("preposition-of-verb")
def _find_lost_prepositions(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.tables.fixed_prepositions:
        return
    for text in printed_texts(programme):
        for piece, verb, preposition in _lost(text.text, forms):
            message = translate(
                "'{verb}' stands with '{preposition}', which '{piece}' lacks",
                verb=verb,
                preposition=preposition,
                piece=piece,
            )
            yield Found(text.path, message, piece)


@lru_cache(maxsize=MOST_TEXTS)
def _lost(text: str, forms: WordForms) -> tuple[tuple[str, str, str], ...]:
    tokens = tokens_of(text)
    found = []
    for place in range(1, len(tokens) - 1):
        allowed = prepositions_of(tokens[place].small, forms)
        behind = _behind(tokens, place, forms) if allowed and _is_verb(tokens, place, forms) else None
        if behind is None or any(token.small in allowed for token in _around(tokens, place)):
            continue
        found.append((text[tokens[place].start : tokens[behind].end], tokens[place].text, allowed[0]))
    for first, place, preposition in (*_lost_in_set_words(tokens, forms), *_other_behind(tokens, forms)):
        words = text[tokens[first].start : tokens[place - 1].end]
        found.append((text[tokens[first].start : tokens[place].end], words, preposition))
    for place, preposition in _lost_before_nouns(tokens, forms):
        piece = text[tokens[max(place - 1, 0)].start : tokens[place + 1].end]
        found.append((piece, tokens[place].text, preposition))
    for place, preposition in (*_other_before(tokens, forms), *_other_before_places(tokens, forms)):
        piece = text[tokens[place - 1].start : tokens[place].end]
        found.append((piece, tokens[place].text, preposition))
    return tuple(dict.fromkeys(found))


def _lost_in_set_words(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[int, int, str]]:
    """``v povezavi načrtovanimi nakupi``: where the words begin, the place behind them, and the preposition."""
    for first, token in enumerate(tokens):
        for words in forms.prepositions.get(token.small, ()):
            place = first + len(words) - 1
            is_open = len(words) > 1 and (words[-1],) in forms.government and place < len(tokens)
            if not is_open or tuple(one.small for one in tokens[first:place]) != words[:-1]:
                continue
            word = tokens[place].small
            slots = together(forms.nouns(word)) or forms.adjective(word) | forms.participle(word)
            governed = slots & forms.government[words] and not slots & forms.of_case[forms.tables.genitive]
            if governed and tokens[place].is_next and not word.endswith(forms.adverb_endings):
                yield first, place, words[-1]
                break


def _other_behind(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[int, int, str]]:
    """``glede med število``, ``v zvezi pred bojem``: where the words begin, the place behind, and their preposition.

    The one behind may belong to an attribute: ``glede v uredbi določenih zahtev``, ``v zvezi na terenu z``.
    """
    for right, some in forms.tables.only_prepositions.items():
        allowed = right.split()
        for words in (tuple(one.split("_")) for one in some.split()):
            for first in range(len(tokens) - len(words) - 1):
                place = first + len(words)
                if tuple(token.small for token in tokens[first:place]) != words or not tokens[place].is_next:
                    continue
                is_other = (tokens[place].small,) in forms.government and tokens[place].small not in allowed
                if is_other and not _has_right_behind(tokens, place, allowed, forms):
                    yield first, place, allowed[0]


def _has_right_behind(tokens: Sequence[Token], place: int, allowed: Sequence[str], forms: WordForms) -> bool:
    """Whether the right preposition stands later in the clause, or a participle behind the noun of the wrong one."""
    ends = (
        at for at in range(place, len(tokens)) if tokens[at].text in _CLAUSE_ENDS or tokens[at].small in forms.finite
    )
    end = next(ends, len(tokens))
    behind, people = [token.small for token in tokens[place + 1 : end]], tuple(forms.words["people"])
    is_behind = any(forms.participle(small) and not small.startswith(people) for small in behind[1:_MOST_WORDS])
    return is_behind or any(small in allowed for small in behind)


def _other_before(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[int, str]]:
    """``pri podlagi ocene``, ``proti okviru projekta``: the place of the noun, and its own preposition."""
    right = {noun: allowed.split() for allowed, nouns in forms.tables.set_phrases.items() for noun in nouns.split()}
    for place in range(1, len(tokens) - 1):
        allowed, before, behind = right.get(tokens[place].small), tokens[place - 1], tokens[place + 1]
        if allowed is None or not tokens[place].is_next or (before.small,) not in forms.government:
            continue
        slots = together(forms.nouns(behind.small)) or forms.adjective(behind.small) | forms.participle(behind.small)
        is_genitive = slots & forms.of_case[forms.tables.genitive] or behind.text == REFERENCE or behind.text in _QUOTES
        if before.small not in allowed and is_genitive:
            yield place, allowed[0]


def _other_before_places(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[int, str]]:
    """``v trgu``: the place of the noun, and its own preposition."""
    places = {noun: own for own, nouns in forms.tables.places.items() for noun in nouns.split()}
    for place in range(1, len(tokens)):
        own, typed = places.get(tokens[place].small), tokens[place - 1].small
        if own is not None and tokens[place].is_next and typed != own and typed in forms.tables.places:
            yield place, own


def _lost_before_nouns(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[int, str]]:
    """``ukrepi okviru programa``: the place of a noun that has a genitive and no preposition, and its own one."""
    right = {noun: allowed.split() for allowed, nouns in forms.tables.set_phrases.items() for noun in nouns.split()}
    for place in range(len(tokens) - 1):
        allowed, before, behind = right.get(tokens[place].small), tokens[max(place - 1, 0)], tokens[place + 1].small
        if allowed is None or (place and _may_belong(before, forms)):
            continue
        slots = together(forms.nouns(behind)) or forms.adjective(behind) | forms.participle(behind)
        if slots & forms.of_case[forms.tables.genitive]:
            yield place, allowed[0]


def _may_belong(before: Token, forms: WordForms) -> bool:
    """Whether a word may be the preposition of a noun behind it, or an attribute that has one."""
    small = before.small
    if not before.is_word:
        return before.text not in _CLAUSE_ENDS
    is_known = bool(forms.nouns(small)) or small in forms.finite or past_slots(forms, before)
    is_attribute = forms.adjective(small) or forms.participle(small) or small in forms.words["also_others"]
    return not is_known or bool(is_attribute) or (small,) in forms.government


@lru_cache(maxsize=1 << 14)
def prepositions_of(word: str, forms: WordForms) -> tuple[str, ...]:
    """The prepositions, and pronouns with one, that a verb can have; nothing of another word."""
    for prepositions, some in forms.tables.fixed_prepositions.items():
        for verb in some.split():
            if word == verb or (verb.endswith(_ENDING) and word.startswith(verb[:-1])):
                return tuple(prepositions.split())
    return ()


def _is_verb(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a form that is a noun too stands behind a subject: ``vrednost temelji``, ``ki temelji``."""
    before = tokens[place - 1].small
    if not forms.nouns(tokens[place].small):
        return True
    is_before_verb = before == forms.tables.verbs.get("relative") or before in forms.rows["before_verbs"]
    return is_before_verb or bool(forms.nouns(before))


def _behind(tokens: Sequence[Token], place: int, forms: WordForms) -> int | None:
    """The place of what follows a verb where that is a preposition, a noun or an adjective; small words are passed."""
    after = place + 1
    passed = forms.rows["no_verbs"] | forms.rows["second_words"]
    while after < len(tokens) - 1 and tokens[after].small in passed and (tokens[after].small,) not in forms.government:
        after += 1
    word = tokens[after].small
    is_phrase = bool(forms.nouns(word) or (forms.adjective(word) and not word.endswith(forms.adverb_endings)))
    governed = forms.government.get((prepositions_of(tokens[place].small, forms)[0],), 0)
    if governed and not governed & ~forms.dependent:
        return after if is_phrase and _is_only(word, governed, forms) else None  # prispeva sredstva
    return after if tokens[after].is_word and (is_phrase or (word,) in forms.government) else None


def _is_only(word: str, governed: int, forms: WordForms) -> bool:
    """Whether a word has the case that the preposition governs, and none that a verb has by itself."""
    slots = together(forms.nouns(word)) or forms.adjective(word) | forms.participle(word)
    others = (forms.of_case[case] for case in (forms.tables.subject, forms.tables.object, forms.tables.genitive))
    return bool(slots & governed) and not any(slots & other for other in others)


def _around(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The tokens of the sentence around a place, or of the part of it between strong marks."""
    first = next((at + 1 for at in range(place, -1, -1) if tokens[at].text in _ENDS), 0)
    last = next((at for at in range(place, len(tokens)) if tokens[at].text in _ENDS), len(tokens))
    return tokens[first:last]
