"""Relative clauses: their verb and pronoun have the number and gender of a noun before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from methodology.checks.printed_texts import REFERENCE
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.tokens import Token
from methodology.model.word_forms import WordForms, together, union

_FARTHEST = 40
_PAIR = 2
_SHORTEST_UNKNOWN = 5
"""Shorter words are no nouns that nobody knows."""
_ENDS = frozenset(".;:!?,(")
_SENTENCE_ENDS = frozenset(".;:!?")

Mismatch = tuple[str, str, str]
"""A piece of a text, the word that does not agree, and the noun before the clause."""


class _Noun(NamedTuple):
    """A noun that a clause can be about, its place, and its slots beside its adjectives and preposition."""

    token: Token
    place: int
    slots: int


def relative_clauses(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[Mismatch]:
    """``dejavnik, ki vplivajo``, ``oseb, ki so sprejeti``, ``opreme, ki ga uporabljajo``, ``vir, iz katerih``."""
    relative = forms.tables.verbs["relative"]
    for place in range(1, len(tokens) - 2):
        if tokens[place].text != ",":
            continue
        is_relative = tokens[place + 1].small == relative
        at, slots = _said_of(tokens, place, forms) if is_relative else _pronoun(tokens, place, forms)
        nouns = nouns_before(tokens, place, forms) if slots else ()
        if not nouns or fits(tokens, nouns, slots, forms, place):
            continue
        is_object = is_relative and tokens[at].small in forms.relative_objects
        if is_object and (nouns[0].place < place - 1 or _is_subject(tokens, at + 1, nouns, forms)):
            continue
        yield text[nouns[0].token.start : tokens[at].end], tokens[at].text, nouns[0].token.text


def fits(tokens: Sequence[Token], nouns: Sequence[_Noun], slots: int, forms: WordForms, place: int) -> bool:
    """Whether a clause of the slots can be about one of the nouns, or about several of them."""
    asked = genders_and_numbers(forms, slots)
    if any(noun.slots & asked for noun in nouns):
        return True
    singular, plural = (forms.of_number[forms.tables.numbers[place]] for place in (0, -1))
    if not asked & ~singular or not _is_several(tokens[max(nouns[-1].place - 2, 0) : place], forms):
        return False
    fewest = 1 if asked & ~forms.of_count.get("two", 0) else _PAIR  # two take two that are one each
    return bool(asked & plural) or sum(bool(noun.slots & singular) for noun in nouns) >= fewest


def genders_and_numbers(forms: WordForms, slots: int) -> int:
    """The slots of every case that have a gender and number of some slots."""
    return union(
        gender & number
        for gender in forms.of_gender.values()
        for number in forms.of_number.values()
        if slots & gender & number
    )


def _is_several(tokens: Sequence[Token], forms: WordForms) -> bool:
    """Whether two or more things are named, so that what is no singular can be right."""
    return any(
        token.text in f",/{REFERENCE}" or token.small in forms.subject_joining or token.counted is not None
        for token in tokens
    )


def _said_of(tokens: Sequence[Token], place: int, forms: WordForms) -> tuple[int, int]:
    """The place of the verb or pronoun behind ``ki``, and the slots of what it can be said of; 0 where none is known.

    ``ki so jih``: a pronoun behind the verb is its object, and the clause is about that.
    """
    verbs = forms.tables.verbs
    particles = frozenset((*verbs["particles"].split(), *forms.rows.get("clitics", ())))
    at = place + 2
    if tokens[at].small in forms.relative_objects:
        return at, forms.relative_objects[tokens[at].small]
    at = _behind(tokens, at, particles)
    number, _ = forms.present(tokens[at].small)
    if number:
        return at, forms.of_number[number]
    slots = forms.slots_of_being(tokens[at].small)
    being = at
    at = _behind(tokens, at + 1 if slots else at, particles.union(verbs["auxiliaries"].split()))
    if tokens[at].small in verbs["objects"].split():
        several = slots & forms.of_number[forms.tables.numbers[-1]]
        return (at, forms.relative_objects.get(tokens[at].small, 0)) if several else (being, 0)
    own = past_slots(forms, tokens[at]) or _predicate(tokens, at, forms)
    if own & (slots or own):
        return at, own & (slots or own)
    return being, 0 if own else slots


def _behind(tokens: Sequence[Token], place: int, words: frozenset[str]) -> int:
    """The first place from one on where none of the words stands; the last where there is no other."""
    while place < len(tokens) - 1 and tokens[place].small in words:
        place += 1
    return min(place, len(tokens) - 1)


def _predicate(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The slots of a participle that a verb of being has, as a subject has them: ``ki so določeni v``."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
    is_open = behind.text in _ENDS or behind.small in forms.prepositions
    is_after_being = tokens[place - 1].small in forms.finite
    own = forms.participle(tokens[place].small) & forms.of_case[forms.tables.subject]
    return own if is_open and is_after_being else 0


def _pronoun(tokens: Sequence[Token], place: int, forms: WordForms) -> tuple[int, int]:
    """The place of a relative pronoun behind a comma, a preposition or none between, and its slots; else 0."""
    if tokens[place + 1].small in forms.pronouns:
        return place + 1, _bare_pronoun(tokens, place, forms)
    for words in forms.prepositions.get(tokens[place + 1].small, ()):
        at = place + 1 + len(words)
        if at < len(tokens) and tuple(token.small for token in tokens[place + 1 : at]) == words:
            small = tokens[at].small
            is_one = small.startswith(forms.tables.verbs["relative_stem"]) and not _is_whose(tokens, at, forms)
            return at, forms.pronouns.get(small, 0) & forms.government[words] if is_one else 0
    return place, 0


def _bare_pronoun(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The slots of a relative pronoun that a verb follows; 0 of one that asks: ``odločitev, kateri je``."""
    small, behind = tokens[place + 1].small, tokens[place + 2].small
    is_small = behind in forms.relative_objects or behind in forms.rows["clitics"] or behind in forms.finite
    if not small.startswith(forms.tables.verbs["relative_stem"]) or not (is_small or forms.present(behind)[0]):
        return 0
    first = max((at for at in range(place) if tokens[at].text in _SENTENCE_ENDS), default=-1) + 1
    asking = tuple(forms.clauses.get("asking", ())) + tuple(forms.clauses.get("asking_nouns", ()))
    is_asked = any(token.small.startswith(asking) for token in tokens[first:place])
    is_of_two = forms.slots_of_being(behind) == forms.of_count.get("two", 0)
    return 0 if is_asked else forms.pronouns[small] if is_of_two else forms.without_two(forms.pronouns[small])


def _is_whose(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a pronoun in the genitive may say whose what stands behind it is: ``pod katere imenom``."""
    is_genitive = forms.pronouns.get(tokens[place].small, 0) & forms.of_case[forms.tables.genitive]
    behind = tokens[place + 1].small if place + 1 < len(tokens) else ""
    is_small = behind in forms.tables.verbs["particles"].split() or behind in forms.rows["clitics"]
    return bool(is_genitive) and not (is_small or _is_verb(behind, forms))


def _is_subject(tokens: Sequence[Token], place: int, nouns: Sequence[_Noun], forms: WordForms) -> bool:
    """Whether what stands before the clause may be who does it: ``ugotovitev, ki ga navajajo``, ``organ, ki jih vodi``.

    The verb stands at the place, or a verb of being before the pronoun.
    """
    singular, plural = (forms.of_number[forms.tables.numbers[at]] for at in (0, -1))
    verb = tokens[place]
    beings = union(forms.slots_of_being(tokens[at].small) for at in (place, place - 2, place - 3))
    number, _ = forms.present(verb.small)
    is_plural = number == forms.tables.numbers[-1] or verb.small.endswith(forms.tables.verbs["endings"]["pl"])
    if is_plural or beings & plural:
        return bool(nouns[0].slots) and not nouns[0].slots & singular
    return not forms.relative_objects[tokens[place - 1].small] & singular


def nouns_before(tokens: Sequence[Token], place: int, forms: WordForms) -> tuple[_Noun, ...]:
    """The nouns behind the last verb or comma before a clause, the last first; none where a word is not known."""
    nouns: list[_Noun] = []
    place = _before_brackets(tokens, place, forms)
    for at in range(place - 1, max(place - _FARTHEST, -1), -1):
        token = tokens[at]
        small = token.small
        if nouns and _ends_preposition(tokens, at, forms):
            continue
        if forms.nouns(small):
            nouns.append(_Noun(token, at, _slots(tokens, at, forms)))
        elif token.text == "," and forms.participle(tokens[at + 1].small):
            return ()  # program, financiran iz sredstev, ki
        elif token.text in _ENDS or (nouns and (_is_verb(small, forms) or past_slots(forms, token))):
            break
        elif not _is_known(token, forms):
            nouns = nouns if _is_no_genitive(nouns[:1], forms) else []
            break
    is_near = bool(nouns) and nouns[0].place >= place - 2
    return (*nouns[:-1], _without_genitive(tokens, nouns[-1], forms)) if is_near else ()


def _names_people(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a participle that stands for people is before a place in its part of the sentence."""
    first = next((at for at in range(place - 1, -1, -1) if tokens[at].text in _ENDS), 0)
    return any(token.small.startswith(tuple(forms.words["people"])) for token in tokens[first:place])


def _before_brackets(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The place of the brackets right before a clause, behind whose noun it stands; that of the clause without any.

    It is 0 where the clause may be about people: ``zaposlenih v laboratoriju (NFL), ki``.
    """
    if not place or tokens[place - 1].text != ")":
        return place
    opening = next((at for at in range(place - 2, max(place - _FARTHEST, 0), -1) if tokens[at].text == "("), place)
    return 0 if opening < place and _names_people(tokens, opening, forms) else opening


def _is_no_genitive(nouns: Sequence[_Noun], forms: WordForms) -> bool:
    """Whether there is a noun, and it belongs to no word before it."""
    return any(not noun.slots & forms.of_case[forms.tables.genitive] for noun in nouns)


def _ends_preposition(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a noun is a part of a preposition, so that no clause is about it: ``na podlagi števila sistemov``."""
    return place > 0 and (tokens[place - 1].small, tokens[place].small) in forms.government


def _without_genitive(tokens: Sequence[Token], noun: _Noun, forms: WordForms) -> _Noun:
    """The first noun of its clause, or the first behind its verb, which is its subject or object and no genitive.

    ``Enote, ki potrebuje opremo, so navedene``; where something is denied or an amount is told, it may be one.
    """
    particles = frozenset(forms.tables.verbs["particles"].split())
    begin = noun.place
    while begin and tokens[begin].is_next and forms.is_attribute(tokens[begin - 1].small):
        begin -= 1
    before = begin - 1
    while before > 0 and tokens[before].small in particles:
        before -= 1
    is_first = begin == 0 or tokens[begin - 1].text in _SENTENCE_ENDS - {":"}
    is_behind_verb = before >= 0 and bool(_is_verb(tokens[before].small, forms) or past_slots(forms, tokens[before]))
    is_known = (is_first and tokens[begin].text[0].isupper()) or is_behind_verb
    if not is_known or _may_take_genitive(tokens, noun.place, forms):
        return noun
    return _Noun(noun.token, noun.place, noun.slots & ~forms.of_case[forms.tables.genitive] or noun.slots)


def as_genitives(tokens: Sequence[Token], nouns: Sequence[_Noun], forms: WordForms) -> tuple[_Noun, ...]:
    """The nouns where each that stands right behind another one belongs to it: ``na podlagi ustanovitve enote``.

    It is a genitive, or what is given a dative; one that is set beside it has its case: ``države članice``.
    """
    found = []
    for noun, before in zip_longest(nouns, nouns[1:]):
        slots = noun.slots
        if before is not None and _belongs(tokens, noun.place, before.place, forms):
            beside = union(case for case in forms.of_case.values() if case & before.slots)
            uses = (use for place in (noun.place, before.place) for use in forms.nouns(tokens[place].small))
            is_beside = any(use.stem in forms.rows["apposed"] for use in uses)
            slots &= forms.of_case[forms.tables.genitive] | forms.dependent | (beside if is_beside else 0)
        found.append(_Noun(noun.token, noun.place, slots or noun.slots))
    return tuple(found)


def _belongs(tokens: Sequence[Token], place: int, before: int, forms: WordForms) -> bool:
    """Whether nothing but attributes stands between two nouns, and the first can be no verb."""
    small = tokens[before].small
    is_verb = _is_verb(small, forms) or small in forms.words["also_others"]
    between = range(before + 1, place + 1)
    return not is_verb and all(
        tokens[at].is_next and (at == place or forms.is_attribute(tokens[at].small)) for at in between
    )


def _may_take_genitive(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word of a sentence takes a genitive: one that denies, tells an amount, or a verb that has one."""
    first = last = place
    while first and tokens[first - 1].text not in _SENTENCE_ENDS:
        first -= 1
    while last < len(tokens) and tokens[last].text not in _SENTENCE_ENDS:
        last += 1
    others, stems = forms.rows["negations"] | forms.rows["amounts"], tuple(forms.rows["genitive_stems"])
    return any(token.small in others or token.small.startswith(stems) for token in tokens[first:last])


def _is_verb(small: str, forms: WordForms) -> bool:
    return small in forms.finite or bool(forms.present(small)[0])


def _is_known(token: Token, forms: WordForms) -> bool:
    small = token.small
    is_small = small in forms.prepositions or len(token.text) < _SHORTEST_UNKNOWN
    return bool(is_small or forms.adjective(small) or forms.participle(small) or token.text == REFERENCE)


def _slots(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The slots of a noun beside the adjectives and the preposition before it; its own where they do not go with it."""
    own = _own_slots(tokens[place].small, forms)
    slots, at = own, place - 1
    while at >= 0 and tokens[at + 1].is_next:
        adjective = _attribute(tokens[at].small, forms)
        if not adjective and _joins_attributes(tokens, at, slots, forms):
            adjective = forms.all_slots
        if not adjective:
            break
        slots &= adjective
        at -= 1
    if at >= 0 and tokens[at + 1].is_next:
        for words in forms.government:
            if (
                tokens[at].small == words[-1]
                and tuple(one.small for one in tokens[at + 1 - len(words) : at + 1]) == words
            ):
                slots &= forms.government[words]
    return slots or own


def _own_slots(small: str, forms: WordForms) -> int:
    """The slots of a noun by itself; in the singular of one that has no plural, such as a name."""
    uses = forms.nouns(small)
    is_one = all(use.stem in forms.rows.get("only_singular", frozenset()) | forms.words["proper_names"] for use in uses)
    slots = together(uses)
    return slots & forms.of_number[forms.tables.numbers[0]] or slots if is_one else slots


def _attribute(small: str, forms: WordForms) -> int:
    """The slots of an adjective or participle that is no noun."""
    return 0 if forms.nouns(small) else forms.adjective(small) or forms.participle(small)


def _joins_attributes(tokens: Sequence[Token], place: int, slots: int, forms: WordForms) -> bool:
    """Whether a conjunction joins two attributes of a noun of the slots: ``hude in organizirane kriminalitete``."""
    is_between = place > 0 and tokens[place].is_next and tokens[place].small in forms.rows.get("joins", ())
    is_between = is_between and bool(_attribute(tokens[place + 1].small, forms))
    return is_between and bool(_attribute(tokens[place - 1].small, forms) & slots)


def attributes_behind(tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[int, int]]:
    """The places of a noun and of a participle behind its comma that belongs to none: ``opreme, kupljenim za meje``.

    No other comma stands before it in its sentence, so that no noun is out of sight.
    """
    first = 0
    for place, token in enumerate(tokens):
        if token.text in _SENTENCE_ENDS:
            first = place + 1
        if token.text != "," or place + 2 >= len(tokens):
            continue
        if not any(one.text == "," for one in tokens[first:place]):
            noun = _noun_of_none(tokens, first, place, forms)
            if noun is not None:
                yield noun, place + 1


def _noun_of_none(tokens: Sequence[Token], first: int, place: int, forms: WordForms) -> int | None:
    """The last noun before a comma where the participle behind it belongs to no noun of the sentence."""
    participle, behind = tokens[place + 1], tokens[place + 2]
    slots = 0 if participle.small.endswith(forms.adverb_endings) else forms.participle(participle.small)
    is_noun = participle.small.startswith(tuple(forms.words["people"])) or forms.nouns(participle.small)
    if not slots or is_noun or behind.small not in forms.prepositions or not behind.is_next:
        return None
    nouns = [at for at in range(first, place) if forms.nouns(tokens[at].small)]
    plain = (_is_plain(token, behind, forms) for token, behind in pairwise(tokens[first : place + 1]))
    if nouns[-1:] != [place - 1] or not all(plain):
        return None
    others = union(_slots(tokens, at, forms) for at in nouns)
    return None if slots & others else nouns[-1]


def _is_plain(token: Token, behind: Token, forms: WordForms) -> bool:
    """Whether a word before a comma is a noun or belongs to one, and joins nothing."""
    small = token.small
    is_before_noun = bool(forms.nouns(behind.small)) and behind.is_next
    if (is_before_noun and forms.participle(small)) or small in forms.rows.get("degrees", ()):
        return True
    if small in forms.subject_joining or token.counted is not None or not token.is_word:
        return False
    return bool(forms.nouns(small) or forms.adjective(small)) or small in forms.prepositions or _is_verb(small, forms)
