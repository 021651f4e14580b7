"""Clauses whose subject stands in a clause before them, or in a list behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from methodology.checks.printed_texts import REFERENCE
from methodology.checks.wording.agreement import NounPhrase, speaks_of_two
from methodology.checks.wording.frames import COMMA, ClauseItem
from methodology.checks.wording.relatives import genders_and_numbers
from methodology.checks.wording.subject_nouns import SubjectNouns
from methodology.checks.wording.tokens import Token
from methodology.checks.wording.word_sorts import Sort
from methodology.model.word_forms import WordForms, together

_SHORTEST_UNKNOWN = 5
_MOST_CLAUSES = 12
_FARTHEST = 400
"""How many words and marks around a clause may name its subject."""
_LIST = ":"


def judge_list(nouns: SubjectNouns) -> tuple[Token, Token] | None:
    """``Sestavlja ga: - število, - delež``: what makes it up is a list, and stands behind it."""
    predicate, forms = nouns.predicate, nouns.forms
    tokens, end, verb = predicate.sentence.tokens, nouns.items[-1].end, predicate.verb.token
    is_list = end < len(tokens) and tokens[end].text == _LIST and verb.small in forms.rows["composing"]
    if not is_list or not predicate.number & predicate.singular or nouns.has_pronoun:
        return None
    behind = tokens[end + 1 :]
    is_several = not behind or any(token.text in ",;" or token.small in forms.rows["joins"] for token in behind)
    return (verb, tokens[end]) if is_several and _has_object_alone(nouns) else None


def _has_object_alone(nouns: SubjectNouns) -> bool:
    """Whether a pronoun or each noun of a clause may be its object, so that none need be its subject."""
    forms = nouns.forms
    phrases = [item.phrase for item in nouns.bare if item.phrase is not None]
    others = forms.of_case[forms.tables.object] | ~nouns.predicate.subject
    has_object = bool(phrases) or not nouns.words.isdisjoint(forms.rows["object_pronouns"])
    return has_object and all(phrase.slots & others for phrase in phrases)


def names_one(subjects: Sequence[SubjectNouns]) -> bool:
    """Whether the subject of a sentence is one thing, and nothing else in it is several."""
    main = [nouns for nouns in subjects if not nouns.predicate.frame.opening]
    if len(main) != 1 or main[0].predicate.number & ~main[0].predicate.singular or not main[0].clear:
        return False
    singular, phrases = main[0].predicate.singular, main[0].predicate.sentence.phrases.values()
    one = main[0].forms.of_number[main[0].forms.tables.numbers[0]]
    is_one = all(phrase.slots & one or not phrase.slots for phrase in phrases)
    return is_one and all(main[0].nominative(item) & singular for item in main[0].clear)


def needs_several(nouns: SubjectNouns) -> bool:
    """``Vsebovati morajo:``: a sentence without a subject says what must be done, by a verb that is no singular."""
    tokens, end = nouns.predicate.sentence.tokens, nouns.items[-1].end
    sorts = [item.sort for item in nouns.items]
    is_plural = bool(nouns.predicate.number) and not nouns.predicate.number & nouns.predicate.singular
    return is_plural and sorts == [Sort.INFINITIVE, Sort.PRESENT] and end < len(tokens) and tokens[end].text == _LIST


def go_on_wrongly(subjects: Sequence[SubjectNouns]) -> Iterator[tuple[Token, Token]]:
    """Yield the verbs of a sentence that do not agree with a subject of a clause before, each with what it is told of.

    A sentence of more clauses than people write is not judged.
    """
    if len(subjects) > _MOST_CLAUSES:
        return
    for at in range(1, len(subjects)):
        if _turns_singular(subjects[: at + 1]):
            yield subjects[at].verb.token, subjects[at - 1].verb.token
    yield from _carried_wrongly(subjects)


def _carried_wrongly(subjects: Sequence[SubjectNouns]) -> Iterator[tuple[Token, Token]]:
    """``Projekti so v pripravi, zato nista upoštevana``: no noun of the text can be what is said to be counted.

    Yields the word that does not agree, and the subject of a clause before.
    """
    for at, nouns in enumerate(subjects):
        before = subjects[:at] if _is_carried(nouns) else ()
        known = [one for one in before if one.clear or _may_have_subject(one)]
        if known and not _may_be_meant(nouns, known):
            yield nouns.predicate.last, known[-1].clear[-1].token if known[-1].clear else known[-1].verb.token


def _may_have_subject(nouns: SubjectNouns) -> bool:
    """Whether a noun of a clause has the number of its verb."""
    return any(nouns.nominative(item) & nouns.predicate.number for item in nouns.bare)


def _turns_singular(subjects: Sequence[SubjectNouns]) -> bool:
    """``Spremembe vplivajo na izvajanje in spreminja podlage``: the last clause is about what the one before is."""
    nouns, opening = subjects[-1], subjects[-1].predicate.frame.opening
    before = next((one for one in reversed(subjects[:-1]) if one.predicate.frame.opening == opening), nouns)
    asked, singular = _asked(nouns), nouns.predicate.singular
    is_other = _may_have_subject(before) and not before.predicate.number & singular
    if not (is_other and _goes_on(nouns)) or nouns.has_unknown or (nouns.possible | ~singular) & asked:
        return False
    object_ = nouns.forms.of_case[nouns.forms.tables.object]
    has_object = any(item.phrase is not None and item.phrase.slots & object_ for item in nouns.bare)
    others = (one for one in subjects[:-1] if one is not before)
    return has_object and not any(_may_be_subject(one, item) for one in others for item in one.bare)


def _goes_on(nouns: SubjectNouns) -> bool:
    """Whether a conjunction alone joins a clause to one before, and its verb takes an object."""
    is_joined = nouns.predicate.frame.is_joined_before and nouns.items[0].token.small in nouns.forms.rows["joins"]
    is_joined = is_joined and not nouns.has_pronoun
    return is_joined and nouns.forms.present(nouns.verb.token.small)[1] and not nouns.predicate.is_reflexive


def _may_be_subject(nouns: SubjectNouns, item: ClauseItem) -> bool:
    """Whether an item of a clause before may be a subject in the singular."""
    if item.phrase is None and item.token.is_word:
        return item.sort in (Sort.OPAQUE, Sort.AMBIGUOUS, Sort.UNKNOWN)
    return bool(item.phrase and (nouns.nominative(item) & nouns.predicate.singular or not item.phrase.slots))


def _is_carried(nouns: SubjectNouns) -> bool:
    """Whether a clause goes on with a subject of one before: it says what that is or was made, and has none."""
    predicate, forms = nouns.predicate, nouns.forms
    is_joined = predicate.frame.is_joined_before or nouns.items[0].token.text == COMMA
    is_passive = predicate.is_being and predicate.said and not any(one.is_past for one in predicate.said)
    if not (is_joined and is_passive and predicate.number) or nouns.has_pronoun or nouns.has_unknown:
        return False
    return not (nouns.possible & _asked(nouns) or _asked(nouns) & forms.slots(forms.tables.impersonal))


def _asked(nouns: SubjectNouns) -> int:
    asked = nouns.predicate.number
    for one in nouns.predicate.said:
        asked &= one.slots
    return asked


def _may_be_meant(nouns: SubjectNouns, known: Sequence[SubjectNouns]) -> bool:
    """Whether something around a clause may be its subject; of clauses before that are known, it is a nominative."""
    forms, asked, tokens = nouns.forms, _asked(nouns), nouns.predicate.sentence.tokens
    own = {item.place for item in nouns.items if item.is_own}
    first, end = max(nouns.items[0].place - _FARTHEST, 0), min(nouns.items[-1].end + _FARTHEST, len(tokens))
    places = [place for place in _outside_brackets(tokens, range(first, end)) if place not in own]
    if not asked or any(_is_uncertain(tokens, place, forms) for place in places):
        return True
    return _fits_around(nouns, known, places)


def _outside_brackets(tokens: Sequence[Token], places: range) -> Iterator[int]:
    """Yield the places that no brackets are around: what stands in them is the subject of no clause."""
    depth = 0
    for place in places:
        depth += tokens[place].text == "("
        if not depth:
            yield place
        depth = max(depth - (tokens[place].text == ")"), 0)


def _fits_around(nouns: SubjectNouns, known: Sequence[SubjectNouns], places: Sequence[int]) -> bool:
    """Whether a noun at one of the places, or several of them, have the gender and number that a clause asks for."""
    forms, asked, tokens = nouns.forms, _asked(nouns), nouns.predicate.sentence.tokens
    around = [tokens[place] for place in places]
    is_joined = _are_joined(around, forms)
    if not asked & ~nouns.predicate.dual:
        phrases = nouns.predicate.sentence.phrases.values()
        return is_joined or speaks_of_two(around, forms) or _names_two(phrases, forms)
    if is_joined and asked & nouns.predicate.plural:
        return True
    clear = [(one, item) for one in known for item in one.clear if not (item.phrase and item.phrase.preposition)]
    subjects = {item.end - 1: one.nominative(item) for one, item in clear}
    slots = genders_and_numbers(forms, asked)
    return any(subjects.get(place, together(forms.nouns(tokens[place].small))) & slots for place in places)


def _are_joined(tokens: Sequence[Token], forms: WordForms) -> bool:
    """Whether something joins two things, and no verb behind it shows that it joins clauses: ``in se razlikujejo``."""
    verbs = forms.finite.keys() | forms.rows["clitics"]
    return any(
        token.text in "/;" or (token.small in forms.subject_joining and behind.small not in verbs)
        for token, behind in pairwise(tokens)
    )


def _is_governed(token: Token, before: str, forms: WordForms) -> bool:
    """Whether a value or a short name stands behind a preposition."""
    return before in forms.prepositions and (token.text == REFERENCE or token.text.isupper())


def _is_uncertain(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word may be a noun or pronoun that nobody knows; behind a preposition it is no subject."""
    token, before = tokens[place], tokens[place - 1].small if place else ""
    if _is_governed(token, before, forms):
        return False
    if not token.is_word:
        return token.text in "»„“(" or token.text == REFERENCE
    small = token.small
    is_small = small in forms.rows["no_verbs"] or small in forms.rows["amounts"] or before in forms.prepositions
    is_person = small.startswith(tuple(forms.words["people"]))
    is_other = small in forms.words["also_others"] and not is_small
    is_pronoun = small in forms.words["each"] or small in forms.rows["demonstratives"]
    is_unknown = len(small) >= _SHORTEST_UNKNOWN and not (forms.is_known(small) or small in forms.prepositions)
    return bool(is_person or is_other or is_pronoun or is_unknown or token.text.isupper())


def _names_two(phrases: Iterable[NounPhrase], forms: WordForms) -> bool:
    """Whether a noun without a preposition may be in the dual (``operaciji``), or two are in the singular.

    ``Mejnik je enak cilju, saj sta določena``; a form that may be a genitive is neither.
    """
    singular, two, _ = (forms.of_number[number] for number in forms.tables.numbers)
    genitive = forms.of_case[forms.tables.genitive]
    bare = (phrase.slots or together(phrase.readings) for phrase in phrases if not phrase.preposition)
    plain = [slots for slots in bare if not slots & genitive]
    return any(own & two & forms.bare for own in plain) or sum(bool(own & singular) for own in plain) > 1


def counts_otherwise(before: SubjectNouns, nouns: SubjectNouns) -> bool:
    """``Operaciji ne vplivata na mejnik, ker so bili vključeni``: two are told of, and the same in the plural.

    The second clause has no subject of its own, and nothing in the first is more than two.
    """
    two, many = nouns.predicate.dual, nouns.predicate.plural
    numbers = before.predicate.number, nouns.predicate.number
    if sorted(bool(one & two) - bool(one & many) for one in numbers) != [-1, 1] or not _lacks_subject(nouns):
        return False
    forms = nouns.forms
    told = [item.phrase.slots if item.phrase else together(forms.nouns(item.token.small)) for item in before.items]
    return not any(slots & many for slots in told) and any(slots & two for slots in told)


def _lacks_subject(nouns: SubjectNouns) -> bool:
    """Whether a clause behind a conjunction says what something is or was made, and does not say what."""
    predicate, forms = nouns.predicate, nouns.forms
    opens = predicate.frame.opening in forms.clauses["opening"] and nouns.words.isdisjoint(
        forms.rows["object_pronouns"]
    )
    if not (opens and predicate.is_being) or nouns.has_unknown or any(said.is_past for said in predicate.said):
        return False
    asked = predicate.number
    for said in predicate.said:
        asked &= said.slots
    return not any(nouns.nominative(item) & asked for item in nouns.bare)
