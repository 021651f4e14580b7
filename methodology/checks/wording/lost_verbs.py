"""Clauses and sentences that lost a part of their verb: ``ki zbrani v okviru``, ``Pričakuje večja varnost``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.clauses import ClauseReader, read_sentences
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.frames import COMMA
from methodology.checks.wording.tokens import with_numbers
from methodology.checks.wording.word_sorts import FINITE, UNCLEAR, Sort
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms

RULES = Rules(Family.WORDING, Scope.VALUE)

_OTHERS = FINITE | UNCLEAR | {Sort.INFINITIVE, Sort.OPENING}
"""A part with one of these has a verb, may have one, or is two."""
_STOP = "."
_CLOSING = frozenset('«“"')
_PRONOUN_AND_VERB = 2
"""So many words behind a relative are its pronoun and its verb."""
_AROUND = 2
"""How many words a finding quotes before a participle."""

Piece = tuple[str, str]
"""A piece of a text, and the participle in it that has no verb."""


@lru_cache(maxsize=MOST_TEXTS)
def find_lost_verbs(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    """Return the clauses of a text that have a participle and no verb."""
    found = []
    for sentence in read_sentences(text, forms, tag):
        places = (
            *_in_clauses(sentence),
            *_in_sentence(sentence),
            *_behind_adverbial(sentence),
            *_denied(sentence),
            *_behind_quotes(sentence),
            *_without_participle(sentence),
            *_before_clause(sentence),
            *_behind_pronoun(sentence),
        )
        tokens = sentence.tokens
        found += [(text[tokens[first].start : tokens[last].end], tokens[at].text) for first, at, last in places]
    return tuple(dict.fromkeys(found))


def _in_clauses(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``kjer vzpostavljeni novi sistemi, se bodo``: from the word that opens a clause to its participle and end."""
    tokens, forms = sentence.tokens, sentence.forms
    for place, sort in sentence.sorts.items():
        is_opening = sort is Sort.OPENING and tokens[place].small in forms.rows["with_verb"]
        if not is_opening or (place and tokens[place - 1].small in forms.rows["joins"]):
            continue
        end = next((at for at in sentence.sorts if at > place and tokens[at].text == COMMA), sentence.last)
        at = _participle(sentence, place + 1, end)
        is_past = at is not None and sentence.sorts.get(at) is Sort.PAST  # no verb of being stands behind it
        if at is not None and (is_past or _is_closed(sentence, end)):
            yield place, at, end - 1


def _denied(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``še ne prispevali k mejniku``: a participle of the past right behind a negation that no ``bi`` stands before."""
    tokens, denying = sentence.tokens, sentence.forms.tables.verbs["denying"]
    conditional = sentence.forms.tables.verbs["conditional"]
    for place in range(sentence.first + 1, sentence.last):
        if tokens[place - 1].small == denying and sentence.sorts.get(place) is Sort.PAST:
            if all(tokens[at].small != conditional for at in range(sentence.first, place)):
                yield max(place - _AROUND, sentence.first), place, place
            return


def _behind_quotes(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``Vrednost kazalnika »…« izračunana tako, da``: a participle of what is done right behind a name in quotes."""
    tokens, sorts = sentence.tokens, sentence.sorts
    quoted = (at for at in range(sentence.first + 2, sentence.last) if tokens[at - 1].text in _CLOSING)
    at = next(quoted, None)
    if at is None or not sentence.is_passive(at):
        return
    end = _end_of_part(sentence, at)
    said = {sort for place, sort in sorts.items() if place < end and place in sentence.said}
    if sentence.first in sentence.phrases and _OTHERS.isdisjoint(said):
        yield sentence.first, at, at


def _without_participle(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``Ciljna vrednost je na podlagi števila objektov``: nothing is said of the value."""
    tokens, sorts = sentence.tokens, sentence.sorts
    asked = {tuple(words.split("_")) for words in sentence.forms.rows["with_participle"]}
    for at in range(sentence.first + 1, sentence.last - 2):
        behind = (tokens[at + 1].small, tokens[at + 2].small)
        if behind not in asked or sorts.get(at) is not Sort.BEING:
            continue
        others = {sort for place, sort in sorts.items() if place != at and place in sentence.said}
        if others.isdisjoint(_OTHERS | {Sort.ADJECTIVE, Sort.PAST}) and not _has_participles(sentence, at):
            yield at - tokens[at - 1].is_word, at, at + 2
        return


def _end_of_part(sentence: ClauseReader, first: int) -> int:
    """The place of the next comma, or the end of the sentence."""
    commas = (place for place in range(first, sentence.last) if sentence.tokens[place].text == COMMA)
    return next(commas, sentence.last)


def _future(forms: WordForms) -> frozenset[str]:
    """The forms of being in the future, of the third person."""
    return frozenset(forms.tables.finite[-1].values())


def _before_clause(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``da bo 75 % oseb, da znanja uporabljajo``: a future and its subject, and what they do is lost."""
    tokens, forms, sorts = sentence.tokens, sentence.forms, sentence.sorts
    said_by = forms.clauses["said_by"]
    future = _future(forms)
    for at in range(sentence.first + 1, sentence.last - 2):
        if tokens[at].small not in future or tokens[at - 1].small not in said_by:
            continue
        end = _end_of_part(sentence, at)
        if end >= sentence.last - 1 or tokens[end + 1].small not in said_by:
            continue
        others = {sort for place, sort in sorts.items() if at < place < end}
        is_verbless = others.isdisjoint(_OTHERS | {Sort.PAST, Sort.ADJECTIVE})
        if is_verbless and not any(sentence.is_passive(place) for place in range(at + 1, end)):
            yield at - 1, at, end + 1


def _behind_pronoun(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``ki jih bo občina v okviru programa,``: who will do something to what, and what they do is lost."""
    tokens, forms, sorts = sentence.tokens, sentence.forms, sentence.sorts
    future = _future(forms)
    for at in range(sentence.first, sentence.last - _PRONOUN_AND_VERB):
        opening, pronoun, being = (tokens[place].small for place in range(at, at + 3))
        is_future = pronoun in forms.rows["object_pronouns"] and being in future
        if opening != forms.tables.verbs["relative"] or not is_future:
            continue
        end = _end_of_part(sentence, at)
        others = {sort for place, sort in sorts.items() if at + _PRONOUN_AND_VERB < place < end}
        is_later = Sort.PAST in {sort for place, sort in sorts.items() if place > end}
        if not is_later and others.isdisjoint(_OTHERS | {Sort.PAST, Sort.ADJECTIVE}):
            yield at, at + _PRONOUN_AND_VERB, end - 1


def _has_participles(sentence: ClauseReader, first: int) -> bool:
    """Whether a phrase behind a place begins with a participle that may be said of the subject."""
    return any(_begins_with_participle(one, sentence.forms) for at, one in sentence.phrases.items() if at > first)


def _is_closed(sentence: ClauseReader, end: int) -> bool:
    """Whether a clause ends there: the sentence does, or goes on with the verb of the clause around it."""
    tokens, after = sentence.tokens, end + 1
    if end == sentence.last:
        return end == len(tokens) or tokens[end].text == _STOP
    return sentence.sorts.get(after) in FINITE or tokens[after].small in sentence.forms.rows["second_words"]


def _participle(sentence: ClauseReader, first: int, end: int) -> int | None:
    """The place of a participle in a part that has no verb and something else in it; None where there is none."""
    sorts = {place: sort for place, sort in sentence.sorts.items() if first <= place < end}
    phrases = {place: phrase for place, phrase in sentence.phrases.items() if first <= place < end}
    is_said = all(place in sentence.said for place in range(first, end))
    if not is_said or not phrases or not _OTHERS.isdisjoint(sorts.values()):
        return None
    alone = (place for place, sort in sorts.items() if sort is Sort.PAST or sentence.is_passive(place))
    before_noun = (place for place, phrase in phrases.items() if _begins_with_participle(phrase, sentence.forms))
    return next(alone, None) or next(before_noun, None)


def _begins_with_participle(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether a participle stands before the noun that it may be said of."""
    is_bare = len(phrase.tokens) > 1 and not (phrase.preposition or phrase.number)
    slots = forms.participle(phrase.first_word) & phrase.slots & forms.of_case[forms.tables.subject]
    return is_bare and bool(slots)


def _in_sentence(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``Operacija podprla razvoj.``: from the subject of a sentence without a verb to its participle."""
    tokens, last = sentence.tokens, sentence.last
    stems = tuple(sentence.forms.rows["determining"])
    others = (place for place, sort in sentence.sorts.items() if sort in _OTHERS)
    if not _is_sentence(sentence) or not all(tokens[place].small.startswith(stems) for place in others):
        return
    at = next((place for place, sort in sentence.sorts.items() if sort is Sort.PAST), last)
    asked = past_slots(sentence.forms, tokens[at])
    before = (phrase for phrase in sentence.phrases.values() if phrase.end <= at)
    subjects = [one for one in before if one.slots & asked and not (one.preposition or one.number)]
    if subjects:
        yield subjects[-1].start, at, at


def _behind_adverbial(sentence: ClauseReader) -> Iterator[tuple[int, int, int]]:
    """``V nadaljevanju predstavljeni kazalniki.``: a participle right behind the adverbial of the beginning."""
    first = sentence.phrases.get(sentence.first)
    if first is None or not first.preposition or first.end >= sentence.last or not _is_sentence(sentence):
        return
    if _participle(sentence, sentence.first, sentence.last) == first.end:
        yield sentence.first, first.end, first.end + 1


def _is_sentence(sentence: ClauseReader) -> bool:
    """Whether it begins with a capital, ends in a full stop, and nothing in it stands in quotes or brackets."""
    tokens, first, last = sentence.tokens, sentence.first, sentence.last
    is_ended = last < len(tokens) and tokens[last].text == _STOP
    return is_ended and tokens[first].text[0].isupper() and sentence.said >= set(range(first, last))


@lru_cache(maxsize=MOST_TEXTS)
def find_lost_reflexives(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    """Return what is said to be expected where no pronoun makes the verb reflexive: the piece, and the verb."""
    found = []
    for sentence in read_sentences(text, forms, tag):
        tokens = sentence.tokens
        first = tokens[sentence.first]
        if _is_expected(sentence):
            shown = sentence.phrases[sentence.first + 1]
            found.append((text[first.start : shown.tokens[-1].end], first.text))
        found += [(text[tokens[at - 1].start : tokens[at].end], tokens[at - 1].text) for at in _bare(sentence)]
    return tuple(dict.fromkeys(found))


def _bare(sentence: ClauseReader) -> Iterator[int]:
    """``da predvideva, da``, ``in razlikujejo po teži``: verbs that nobody is the subject of, or that need ``se``."""
    tokens, forms = sentence.tokens, sentence.forms
    saying, opening = forms.clauses["saying"], forms.clauses["opening"]
    small = [token.small for token in tokens[sentence.first : sentence.last]]
    has_pronoun = not {forms.tables.verbs["reflexive"], "si"}.isdisjoint(small)
    for at in range(sentence.first + 1, sentence.last - 1):
        before, word, after = (tokens[place].small for place in (at - 1, at, at + 1))
        is_saying = word in saying and sentence.sorts.get(at) is not Sort.SPEAKER
        is_bare = word in forms.rows["reflexive_verbs"] and not (has_pronoun or forms.nouns(word))
        is_past = word in forms.rows["reflexive_participles"] and not has_pronoun
        if (
            (is_saying and before in opening and after == COMMA)
            or (is_bare and (after,) in forms.government)
            or is_past
        ):
            yield at


@lru_cache(maxsize=MOST_TEXTS)
def find_lost_pronouns(text: str, forms: WordForms, tag: str) -> tuple[Piece, ...]:
    """Return the relatives behind which somebody does something, and no pronoun says to what: ``ki moramo doseči``."""
    found = []
    pronouns = forms.rows["object_pronouns"] | forms.rows["given_pronouns"] | {forms.tables.verbs["reflexive"]}
    for sentence in read_sentences(text, forms, tag):
        tokens = sentence.tokens
        for place in range(sentence.first, sentence.last - 1):
            behind = tokens[place + 1]
            is_relative = tokens[place].small == forms.tables.verbs["relative"] and behind.is_next
            if is_relative and sentence.sorts.get(place + 1) is Sort.SPEAKER:
                end = _end_of_part(sentence, place)
                if pronouns.isdisjoint(token.small for token in tokens[place:end]):
                    found.append((text[tokens[place].start : behind.end], tokens[place].text))
    return tuple(dict.fromkeys(found))


def _is_expected(sentence: ClauseReader) -> bool:
    """Whether a noun can be nothing but the subject of a verb at the beginning that asks for an object.

    ``Pričakuje boljše sodelovanje in večja varnost``: nothing is the object, and who expects it is not said.
    """
    first = sentence.first + 1
    if not _begins_with_saying(sentence) or first not in sentence.phrases or sentence.phrases[first].preposition:
        return False
    bare = {place: phrase for place, phrase in sentence.phrases.items() if not phrase.preposition}
    roles = [_role(sentence, place, phrase) for place, phrase in bare.items()]
    is_alone = roles[0] is _Role.SUBJECT and _Role.ATTRIBUTE_OR_OBJECT in roles
    return _Role.SUBJECT in roles and _Role.OTHER not in roles and not is_alone


class _Role(Enum):
    """What a noun may be beside a verb of what is expected."""

    SUBJECT = auto()
    SUBJECT_OR_OBJECT = auto()
    ATTRIBUTE = auto()
    ATTRIBUTE_OR_OBJECT = auto()
    OTHER = auto()
    """An object, who expects something, or what is not known."""


def _role(sentence: ClauseReader, place: int, phrase: NounPhrase) -> _Role:
    forms, is_first = sentence.forms, place == sentence.first + 1
    own = sentence.without_dual(phrase.slots & forms.bare)
    object_ = own & forms.of_case[forms.tables.object]
    if phrase.number or not own:
        return _Role.OTHER
    if own & forms.of_case[forms.tables.genitive] and not is_first:
        return _Role.ATTRIBUTE_OR_OBJECT if object_ else _Role.ATTRIBUTE
    is_subject = own & forms.of_case[forms.tables.subject]
    is_other = object_ and not (is_subject and (is_first or _is_joined(sentence, place)))
    if is_other or _may_expect(phrase, forms):
        return _Role.OTHER
    if is_subject:
        return _Role.SUBJECT_OR_OBJECT if object_ else _Role.SUBJECT
    return _Role.ATTRIBUTE


def _is_joined(sentence: ClauseReader, place: int) -> bool:
    """Whether a comma or conjunction stands before a phrase."""
    before = sentence.tokens[place - 1]
    return before.text == COMMA or before.small in sentence.forms.rows["joins"]


def _may_expect(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether a noun in the nominative is a body, an operation or a document, which expects and foresees."""
    actors, heads = forms.rows["beneficiaries"] | forms.rows["apposed"], forms.words["heads_of_names"]
    return bool(phrase.slots & forms.of_case[forms.tables.subject]) and any(
        use.stem in actors or use.lemma in heads for use in phrase.readings
    )


def _begins_with_saying(sentence: ClauseReader) -> bool:
    """Whether it begins with a verb in the singular of what is expected, and has no other verb and nothing unknown."""
    forms, first, sorts = sentence.forms, sentence.first, sentence.sorts
    small = sentence.tokens[first].small
    is_saying = small in forms.clauses["saying"] and forms.present(small) == (forms.tables.numbers[0], True)
    words = {sentence.tokens[place].small for place in sorts}
    others = {sort for place, sort in sorts.items() if place > first}
    is_other = words & (forms.rows["second_words"] | forms.rows["amounts"])
    return is_saying and _is_sentence(sentence) and not is_other and others.isdisjoint(_OTHERS | {Sort.PAST})


@RULES.warning("verb-lost")
def _find_lost_verbs(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.rows:
        return
    for text, said in with_numbers(programme):
        tag = programme.facts.language
        for piece, word in find_lost_verbs(said, forms, tag):
            message = translate("no verb stands beside '{word}' in '{piece}'", word=word, piece=piece)
            yield Found(text.path, message, piece)
        reflexive, objects = forms.tables.verbs["reflexive"], ", ".join(sorted(forms.rows["object_pronouns"]))
        lost = [(reflexive, *found) for found in find_lost_reflexives(said, forms, tag)]
        lost += [(objects, *found) for found in find_lost_pronouns(said, forms, tag)]
        for pronoun, piece, word in lost:
            message = translate(
                "'{pronoun}' is missing behind '{word}' in '{piece}'", pronoun=pronoun, word=word, piece=piece
            )
            yield Found(text.path, message, piece)
