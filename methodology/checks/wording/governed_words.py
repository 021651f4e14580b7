"""Words that ask for one case behind their preposition, which could have two: ``temelji na``, ``usmerjen v``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, printed_texts
from methodology.checks.wording.agreement import NounPhrase, PhraseReader, read_phrases, right_forms, speaks_of_two
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)


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
        own = _own_slots(reader, phrase) if asked and not _is_set_phrase(phrase, forms) else 0
        if own and not own & asked:
            word = reader.tokens[place]
            right = right_forms(phrase, forms, asked & _numbers_of(own, forms))
            found.append((text[word.start : phrase.tokens[-1].end], word.text, right))
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
    return bool(is_of_time or is_name or phrase.number or phrase.tokens[-1].small in forms.set_nouns)


def _numbers_of(slots: int, forms: WordForms) -> int:
    return sum(number for number in forms.of_number.values() if slots & number)


@RULES.warning("case-behind-word")
def _find_otherwise(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.governed_words:
        return
    for text in printed_texts(programme):
        for piece, word, right in _otherwise(text.text, forms, programme.facts.language):
            message = (
                translate("'{piece}': with '{word}' stands '{right}'", piece=piece, word=word, right=right)
                if right
                else translate("'{piece}': '{word}' asks for another case", piece=piece, word=word)
            )
            yield Found(text.path, message, piece)
