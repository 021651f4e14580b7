"""Prepositions that could have two cases and have one: ``temelji na``, ``sodelovanje z``, ``v letu``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.agreement import NounPhrase, PhraseReader, read_phrases, right_forms, speaks_of_two
from methodology.checks.wording.tokens import Token, begins_clause
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_ENDS = frozenset(".;:!?")
_CLAUSE_ENDS = _ENDS | {","}
_SAYING = frozenset("»„\"'(")
_NEAR = 12
"""So many words and marks away stands the verb that moves something before or beside another."""


@lru_cache(maxsize=MOST_TEXTS)
def _otherwise(text: str, forms: WordForms, tag: str) -> tuple[tuple[str, str, str], ...]:
    """The pieces of a text in another case than their word asks for, each with the word and the right forms."""
    reader, phrases = read_phrases(text, forms, tag)
    found = []
    for phrase in phrases:
        place = phrase.end - len(phrase.tokens) - 1
        while place >= 0 and reader.follows(place + 1) and reader.tokens[place].small in forms.governing_gaps:
            place -= 1
        asked = _asked(reader, place, phrase) if place >= 0 and reader.follows(place + 1) else 0
        if not asked and _is_behind(reader, phrase):
            place, asked = phrase.end, _asked(reader, phrase.end, phrase)
        own = _own_slots(reader, phrase) if asked and not _is_set_phrase(phrase, forms) else 0
        if own and not own & asked:
            word = reader.tokens[place]
            right = right_forms(phrase, forms, asked & _numbers_of(own, forms))
            start, end = min(word.start, phrase.tokens[0].start), max(word.end, phrase.tokens[-1].end)
            found.append((text[start:end], word.text, right))
    return tuple(dict.fromkeys(found))


def _is_behind(reader: PhraseReader, phrase: NounPhrase) -> bool:
    """Whether a participle that may govern a phrase stands behind it, without its own: ``v program vključeni``."""
    forms, tokens = reader.forms, reader.tokens
    if not phrase.preposition or not reader.follows(phrase.end) or not forms.participle(tokens[phrase.end].small):
        return False
    behind = tokens[phrase.end + 1 : phrase.end + 2]
    return not any(token.small == phrase.preposition for token in behind)


@lru_cache(maxsize=MOST_TEXTS)
def _out_of_rest(text: str, forms: WordForms, tag: str) -> tuple[tuple[str, str, str], ...]:
    """The phrases in another case than they stand in where they rest, each with preposition and right forms.

    ``v leto 2021`` and ``pred sodišče`` are right where something is moved, ``z izvajalca`` where it goes on.
    """
    reader, phrases = read_phrases(text, forms, tag)
    found = []
    for phrase in phrases:
        resting = _resting(phrase, forms)
        asked = resting or _still(reader, phrase)
        own = _own_slots(reader, phrase) if asked else 0
        if own and not own & asked and not (resting and _is_moved(reader, phrase)):
            right = right_forms(phrase, forms, asked & _numbers_of(own, forms))
            found.append((phrase.piece(text), phrase.preposition, right))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=MOST_TEXTS)
def _not_sorted(text: str, forms: WordForms, tag: str) -> tuple[tuple[str, str, str], ...]:
    """``Med grožnjami sodi korupcija``: the phrases that a sentence begins with, each with its verb and right forms."""
    reader, phrases = read_phrases(text, forms, tag)
    found = []
    for phrase in phrases:
        start = phrase.end - len(phrase.tokens)
        if phrase.preposition not in forms.moving["sorted_among"] or not begins_clause(reader.tokens, start):
            continue
        verb = _sorting(reader, phrase)
        asked = phrase.governed & forms.of_case[forms.tables.object]
        own = _own_slots(reader, phrase)
        is_other = _resting(phrase, forms) or _is_set_phrase(phrase, forms)
        if verb is not None and own and not own & asked and not is_other:
            right = right_forms(phrase, forms, asked & _numbers_of(own, forms))
            found.append((text[phrase.tokens[0].start : verb.end], verb.text, right))
    return tuple(dict.fromkeys(found))


def _sorting(reader: PhraseReader, phrase: NounPhrase) -> Token | None:
    """The verb of a clause that says among what something is, without another preposition behind it."""
    forms, tokens = reader.forms, reader.tokens
    for place in range(phrase.end, len(tokens) - 1):
        token = tokens[place]
        if token.small in forms.moving["sorting"]:
            behind = tokens[place + 1 : place + 3]
            return None if any((one.small,) in forms.government for one in behind) else token
        if token.text in _CLAUSE_ENDS or token.small in forms.finite:
            return None
    return None


def _resting(phrase: NounPhrase, forms: WordForms) -> int:
    """The slots that a noun asks for behind its preposition where nothing is moved; 0 where it may have each."""
    nouns = () if phrase.number else forms.resting.get(phrase.preposition, ())
    stems = {reading.stem for reading in phrase.readings}
    asked = next((slots for stem, slots in nouns if stem in stems), 0) or _resting_action(phrase, forms)
    is_of_person = phrase.preposition in forms.moving["from_persons"] and _is_person(phrase, forms)
    if not asked and _is_for_persons(phrase, forms):
        return forms.of_case[forms.tables.object]
    if asked or not is_of_person or phrase.noun in forms.moving["come_from"]:
        return asked
    return phrase.governed & ~forms.of_case[forms.tables.genitive]


def _still(reader: PhraseReader, phrase: NounPhrase) -> int:
    """The slots of what something is before, above or beside: ``pred nakupom``; 0 where it may have come there."""
    forms = reader.forms
    if phrase.preposition not in forms.moving["still"] or _is_set_phrase(phrase, forms):
        return 0
    stems = (*forms.moving["stems"], *forms.moving["moved_there"])
    before, behind = max(phrase.start - _NEAR, 0), phrase.end + _NEAR
    around = set(_sentence_around(reader.tokens, phrase.start)).difference(phrase.tokens)
    is_moved = any(token.small.startswith(stems) for token in reader.tokens[before:behind] if token in around)
    return 0 if is_moved else phrase.governed & ~forms.of_case[forms.tables.object]


def _resting_action(phrase: NounPhrase, forms: WordForms) -> int:
    """The slots of a noun of an action behind its preposition: ``za izvajanje``; 0 of a place to come from."""
    is_action = not phrase.number and all(forms.is_action(reading.lemma) for reading in phrase.readings)
    is_place = phrase.noun in forms.moving["come_from"]
    return forms.resting_actions.get(phrase.preposition, 0) if is_action and not is_place else 0


def _is_person(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether all that the noun can be are persons."""
    return all(forms.is_living(reading.lemma) for reading in phrase.readings)


def _is_for_persons(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether something is done for persons: ``za vodnike``."""
    is_one = phrase.preposition in forms.moving["for_persons"] and not phrase.number
    return is_one and bool(phrase.readings) and _is_person(phrase, forms)


def _is_moved(reader: PhraseReader, phrase: NounPhrase) -> bool:
    """Whether the sentence says that something is moved, or goes on to another."""
    forms, tokens = reader.forms, reader.tokens
    start = phrase.end - len(phrase.tokens)
    if any(reading.stem in forms.moving["unmoved_nouns"] for reading in phrase.readings):
        return False
    is_unmoved = _resting_action(phrase, forms) or _is_for_persons(phrase, forms)
    if is_unmoved and phrase.preposition in forms.moving["unmoved"]:
        behind = tuple(forms.moving["behind"])
        return any(token.small.startswith(behind) for token in _sentence_around(tokens, start))
    if _is_set_apart(tokens[start - 1] if start and reader.follows(start) else None, phrase, forms):
        return True
    stems, passed = tuple(forms.moving["stems"]), forms.moving["on_to"] if _is_person(phrase, forms) else frozenset()
    others = [token.small for token in _sentence_around(tokens, start) if token not in phrase.tokens]
    return any(small.startswith(stems) or small in passed for small in others)


def _is_set_apart(before: Token | None, phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether the word before the preposition makes it another phrase: ``iz leta v leto``, a mark, no noun at all."""
    needs_noun = phrase.preposition in forms.moving["behind_nouns"]
    if before is None or before.text in _SAYING:
        return needs_noun or before is not None
    lemmas = {reading.lemma for reading in forms.nouns(before.small)}
    return (needs_noun and not lemmas) or any(reading.lemma in lemmas for reading in phrase.readings)


def _sentence_around(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    first = next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].text in _ENDS), 0)
    last = next((at for at in range(place, len(tokens)) if tokens[at].text in _ENDS), len(tokens))
    return tokens[first:last]


@lru_cache(maxsize=MOST_TEXTS)
def _without_preposition(text: str, forms: WordForms, tag: str) -> tuple[tuple[str, str], ...]:
    """``sodelovanje nacionalnimi organi``: adjectives that only a preposition governs, behind a word that has one."""
    tokens = read_phrases(text, forms, tag)[0].tokens
    found = []
    for word, behind in pairwise(tokens):
        slots, governing = forms.adjective(behind.small), tuple(forms.rows["governing"])
        if not behind.is_next or not slots or slots & forms.bare or behind.small.startswith(governing):
            continue
        own = together(forms.nouns(word.small))
        asked = [case for some in forms.governed_words.values() for stem, case in some if word.small.startswith(stem)]
        if own and not own & slots and any(slots & case for case in asked):
            found.append((text[word.start : behind.end], word.text))
    return tuple(dict.fromkeys(found))


def _asked(reader: PhraseReader, place: int, phrase: NounPhrase) -> int:
    """The slots that the word before a preposition asks for behind it; 0 where that is not known."""
    small = reader.tokens[place].small
    named = reader.forms.governed_words.get(phrase.preposition, ())
    return next((slots for stem, slots in named if small.startswith(stem)), 0)


def _own_slots(reader: PhraseReader, phrase: NounPhrase) -> int:
    """The slots of a phrase behind its preposition; without the dual where the text speaks of no two."""
    own = phrase.slots & phrase.governed
    return own if speaks_of_two(reader.tokens, reader.forms) else reader.forms.without_two(own)


def _is_set_phrase(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether the phrase tells a time, a place or a manner: ``v tem letu``, ``na ravni Unije``, ``v korist``."""
    is_of_time = any(forms.is_of_time(reading.lemma) for reading in phrase.readings)
    is_name = any(token.text[0].isupper() for token in phrase.tokens[1:])
    nouns = forms.moving["come_from"] if phrase.preposition in forms.moving["from_persons"] else forms.set_nouns
    return bool(is_of_time or is_name or phrase.number or phrase.noun in nouns)


def _numbers_of(slots: int, forms: WordForms) -> int:
    return sum(number for number in forms.of_number.values() if slots & number)


@RULES.warning("case-behind-word")
def _find_otherwise(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.governed_words:
        return
    for text in printed_texts(programme):
        language = programme.facts.language
        breaches = (*_otherwise(text.text, forms, language), *_not_sorted(text.text, forms, language))
        for piece, word, right in breaches:
            message = (
                translate("'{piece}': with '{word}' stands '{right}'", piece=piece, word=word, right=right)
                if right
                else translate("'{piece}': '{word}' asks for another case", piece=piece, word=word)
            )
            yield Found(text.path, message, piece)
        for piece, word in _without_preposition(text.text, forms, language):
            yield Found(
                text.path, translate("'{piece}': '{word}' asks for another case", piece=piece, word=word), piece
            )
        for piece, preposition, right in _out_of_rest(text.text, forms, language):
            message = translate(
                "'{piece}': after '{preposition}' stands '{right}'", piece=piece, preposition=preposition, right=right
            )
            yield Found(text.path, message, piece)
