"""Verbs and participles with their subject: the noun that begins a sentence, or what a relative clause is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE, printed_texts
from methodology.checks.wording.coordination import joined_participles, past_slots
from methodology.checks.wording.present_verbs import present_verbs
from methodology.checks.wording.relatives import relative_clauses
from methodology.checks.wording.tokens import Token, tokens_of
from methodology.messages import translate
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, WordUse, together

RULES = Rules(Family.WORDING, Scope.VALUE)

_FARTHEST = 40
_MOST_WORDS_BETWEEN = 12
_ENDS = frozenset(".;:!?,(")
_QUOTES = {"»": "«", "„": "“"}
_SHORTEST_PAST = 5


def _nominative(forms: WordForms, token: Token) -> int:
    """The slots of a noun as a subject; 0 where it may be another word."""
    if token.small in forms.words["also_others"]:
        return 0
    return together(forms.nouns(token.small)) & forms.of_case[forms.tables.subject]


def _numbers(forms: WordForms, slots: int) -> set[str]:
    return {number for number, own in forms.of_number.items() if slots & own}


def _relative_clauses(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``dejavnike, ki bi lahko ogrozil``: the verb has a lesser number than the noun that the clause is about."""
    verbs = forms.tables.verbs
    for place in range(1, len(tokens) - 2):
        if tokens[place].text != "," or tokens[place + 1].small != verbs["relative"]:
            continue
        noun = tokens[place - 1]
        uses = forms.nouns(noun.small)
        if (
            not uses
            or noun.small in forms.words["also_others"]
            or any(use.slots & forms.of_case[forms.tables.genitive] for use in uses)
        ):
            continue  # a genitive may depend on the noun that is meant
        numbers = {number for use in uses for number in _numbers(forms, use.slots)}
        verb = _verb_of_clause(tokens, place + 2, forms)
        if verb is None:
            continue
        is_lesser = max(_ranks(forms, verb[1])) < min(_ranks(forms, numbers))
        if is_lesser or _has_other_gender(forms, verb[0], uses):
            yield text[noun.start : verb[0].end], verb[0].text, noun.text


def _has_other_gender(forms: WordForms, verb: Token, uses: Sequence[WordUse]) -> bool:
    """Whether a verb in the past is of another gender than a noun in the plural: ``dejavnike, ki bi ogrozile``.

    The first gender may be that of several things.
    """
    past = past_slots(forms, verb)
    plural = forms.of_number[forms.tables.numbers[-1]]
    own = [gender for gender, slots in forms.of_gender.items() if past & slots & plural]
    if len(own) != 1 or own[0] == forms.tables.genders[0]:
        return False
    return not any(use.slots & forms.of_gender[own[0]] for use in uses)


def _ranks(forms: WordForms, numbers: set[str]) -> list[int]:
    """Numbers by the order of the language: a coordinated subject has a greater one."""
    return [forms.tables.numbers.index(number) for number in numbers]


def _verb_of_clause(tokens: Sequence[Token], place: int, forms: WordForms) -> tuple[Token, set[str]] | None:
    verbs, is_conditional = forms.tables.verbs, False
    particles, objects = verbs["particles"].split(), verbs["objects"].split()
    while place < len(tokens) and tokens[place].small in particles:
        is_conditional = is_conditional or tokens[place].small == verbs["conditional"]
        place += 1
    if place >= len(tokens) or tokens[place].text in _ENDS:
        return None
    word = tokens[place]
    if not is_conditional:
        follows = tokens[place + 1].small if place + 1 < len(tokens) else ""
        is_verb = word.small in forms.finite and follows not in objects
        return (word, {forms.finite[word.small][0]}) if is_verb and forms.participle(follows) else None
    for ending, slots in verbs["participles"].items():
        if word.small not in objects and word.small.endswith(ending) and not forms.nouns(word.small):
            return word, _numbers(forms, forms.slots(slots))
    return None


def _beginnings(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``Kazalniki učinka so … določene``, ``Operaciji … ne vplivajo``."""
    openings = forms.clauses["opening"] - {forms.tables.verbs["relative"]}
    for place in range(len(tokens)):
        is_clause = place and tokens[place - 1].small in openings
        if place and not is_clause and tokens[place - 1].text not in ".;!?":
            continue
        noun = _first_noun(tokens, place, forms)
        slots = _nominative(forms, tokens[noun]) if noun is not None else 0
        if noun is not None:
            yield from _other_numbers(text, tokens, noun, forms)
        if noun is not None and slots:
            yield from _participles(text, tokens, noun, slots, forms)
            yield from _without_object(text, tokens, noun, slots, forms)


def _first_noun(tokens: Sequence[Token], place: int, forms: WordForms, *, is_behind_verb: bool = False) -> int | None:
    """The place of the noun that a sentence begins with, behind its adjectives."""
    for at in range(place, min(place + 3, len(tokens))):
        if (tokens[at].small,) in forms.government:
            return None
        if forms.nouns(tokens[at].small):
            return at
        if not (forms.adjective(tokens[at].small) or (is_behind_verb and forms.participle(tokens[at].small))):
            return None
    return None


def _participles(
    text: str, tokens: Sequence[Token], noun: int, slots: int, forms: WordForms
) -> Iterator[tuple[str, str, str]]:
    place = _being_behind(tokens, noun, forms)
    if place is None:
        place = _second_place(tokens, noun, forms)
    if place is None:
        return
    # cilj so povezave: the verb follows what is said of the subject
    is_subject = forms.finite[tokens[place].small][0] in _numbers(forms, slots)
    for at in range(place + 1, min(place + _FARTHEST, len(tokens))):
        if tokens[at].text in _ENDS:
            return
        past = past_slots(forms, tokens[at])
        own = forms.participle(tokens[at].small) & forms.of_case[forms.tables.subject] if is_subject else 0
        is_wrong = not own & slots
        if past:
            is_wrong = not (is_subject and past & slots) and not _may_be_object(forms, tokens[noun])
        if past or (own and _is_predicate(tokens, at, forms)):
            if is_wrong:
                yield text[tokens[noun].start : tokens[at].end], tokens[at].text, tokens[noun].text
            return


def _being_behind(tokens: Sequence[Token], noun: int, forms: WordForms) -> int | None:
    """The place of the verb of being behind a noun and its genitives."""
    place = noun + 1
    while place < len(tokens) and _is_genitive(forms, tokens[place]):
        place += 1
    if place < len(tokens) and tokens[place].text in _QUOTES:
        closing = _QUOTES[tokens[place].text]
        place = next((at + 1 for at in range(place, len(tokens)) if tokens[at].text == closing), len(tokens))
        place += place < len(tokens) and tokens[place].text == ","
    return place if place < len(tokens) and tokens[place].small in forms.finite else None


def _second_place(tokens: Sequence[Token], noun: int, forms: WordForms) -> int | None:
    """The place of a verb of being that stands second in its clause: all before it belongs to the noun.

    ``Metodologija za vzpostavitev okvira je določen``. Nothing is looked for behind a conjunction, comma or quotation.
    """
    for place in range(noun + 1, min(noun + _FARTHEST, len(tokens))):
        token = tokens[place]
        if token.small in forms.finite:
            return place
        is_quoted = token.text in _QUOTES and tokens[place + 1 : place + 2] and tokens[place + 1].text != REFERENCE
        if token.text in _ENDS or is_quoted or not _may_belong(token, forms):
            return None
    return None


def _may_belong(token: Token, forms: WordForms) -> bool:
    """Whether a word may stand in a row behind a noun: no verb, nor what joins another noun or begins a clause."""
    small = token.small
    if token.small in forms.subject_joining or small in forms.clauses["opening"]:
        return False
    is_known = forms.nouns(small) or forms.adjective(small) or forms.participle(small) or small in forms.prepositions
    is_name = not token.is_word or token.text[0].isupper()
    return is_name or (bool(is_known) and small not in forms.words["also_others"])


def _may_be_object(forms: WordForms, token: Token) -> bool:
    """Whether a noun at the beginning may be what is done, not who does it: ``predlog pripravi komisija``."""
    return any(use.slots & forms.of_case.get(forms.tables.object, forms.all_slots) for use in forms.nouns(token.small))


def _other_numbers(text: str, tokens: Sequence[Token], noun: int, forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``Podatki o udeležencih je zbrala``, ``Operacija so izvedene``: the noun can be nothing but the subject.

    It may be another word where the participle goes with it: ``Vozila za službo bo nabavljena``.
    """
    slots = 0
    for use in forms.nouns(tokens[noun].small):
        slots |= use.slots & forms.bare
    subject = forms.of_case[forms.tables.subject]
    is_certain = not slots & ~subject and bool(_nominative(forms, tokens[noun]))
    end = min(noun + _MOST_WORDS_BETWEEN, len(tokens) - 1)
    at = next((at for at in range(noun + 1, end) if not _may_stand_between(tokens[at], forms)), end)
    verb, word = tokens[at], tokens[at + 1] if at < len(tokens) - 1 else tokens[at]
    number = forms.finite.get(verb.small, ("",))[0]
    if not number or number in _numbers(forms, slots & subject):
        return
    own = _passive_or_past(tokens, at + 1, forms) & subject
    others = [_nominative(forms, token) for token in tokens[noun + 1 : at]]
    goes_with_it = forms.participle(word.small) & own & slots and not any(
        own & forms.of_number[number] & other for other in others
    )
    if own & forms.of_number[number] and (not own & slots if is_certain else goes_with_it):
        yield text[tokens[noun].start : word.end], verb.text, tokens[noun].text


def _may_stand_between(token: Token, forms: WordForms) -> bool:
    is_known = forms.nouns(token.small) or forms.adjective(token.small) or token.small in forms.prepositions
    return token.is_word and token.small not in forms.finite and bool(is_known)


def _passive_or_past(tokens: Sequence[Token], place: int, forms: WordForms) -> int:
    """The slots of the participle at a place; 0 of ``težava so bile cene``, where the subject may follow."""
    if place >= len(tokens):
        return 0
    small = tokens[place].small
    if forms.participle(small):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        is_last = after is None or after.text in _ENDS or after.small in forms.prepositions
        return forms.participle(small) if is_last else 0
    if tokens[place - 1].small not in (tense[forms.tables.numbers[0]] for tense in forms.tables.finite):
        return 0
    endings = forms.tables.verbs["participles"].items()
    is_other = forms.nouns(small) or forms.adjective(small)
    return 0 if is_other else next((forms.slots(slots) for end, slots in endings if small.endswith(end)), 0)


def _is_genitive(forms: WordForms, token: Token) -> bool:
    genitive = forms.of_case[forms.tables.genitive]
    return bool(forms.adjective(token.small) & genitive) or any(
        use.slots & genitive for use in forms.nouns(token.small)
    )


def _is_predicate(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a participle belongs to no noun beside it."""
    before, after = tokens[place - 1], tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
    beside = (
        forms.adjective(after.small)
        or (forms.participle(after.small) and after is not tokens[place])
        or forms.nouns(after.small)
    )
    return (
        (before.small,) not in forms.government
        and not beside
        and not forms.adjective(before.small)
        and after.text != ","
    )


def _without_object(
    text: str, tokens: Sequence[Token], noun: int, slots: int, forms: WordForms
) -> Iterator[tuple[str, str, str]]:
    numbers = _numbers(forms, slots)
    if len(numbers) != 1 or tokens[noun - 1].small in forms.numerals:
        return  # dve tretjini prispeva Unija
    for at in range(noun + 1, min(noun + _FARTHEST, len(tokens))):
        is_joined = tokens[at].small in forms.subject_joining and numbers == {forms.tables.numbers[0]}
        if tokens[at].text in _ENDS or is_joined:
            return
        number, has_object = forms.present(tokens[at].small)
        if number:
            if number not in numbers and not (has_object and _may_be_object(forms, tokens[noun])):
                yield text[tokens[noun].start : tokens[at].end], tokens[at].text, tokens[noun].text
            return


def _reflexives(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``Pričakujejo se nadgrajen sistem``: what is done stands behind the verb and has another number."""
    verbs = forms.tables.verbs
    for place in range(len(tokens) - 2):
        verb, particle = tokens[place], tokens[place + 1]
        if particle.small != verbs.get("reflexive") or not particle.is_next:
            continue
        number = next((of for end, of in verbs["reflexive_endings"].items() if verb.small.endswith(end)), None)
        noun = _first_noun(tokens, place + 2, forms, is_behind_verb=True) if number else None
        if noun is None or _is_joined(tokens, noun, forms):
            continue
        slots = _nominative(forms, tokens[noun])
        for at in range(place + 2, noun):
            slots &= forms.adjective(tokens[at].small) | forms.participle(tokens[at].small)
        numbers = _numbers(forms, slots)
        if numbers and number not in numbers:
            yield text[verb.start : tokens[noun].end], verb.text, tokens[noun].text


def _is_joined(tokens: Sequence[Token], noun: int, forms: WordForms) -> bool:
    """Whether another thing is named beside a noun, so that both are the subject."""
    for token in tokens[noun + 1 : noun + _FARTHEST]:
        if token.text in ".;:!?":
            return False
        if token.text == "," or token.small in forms.subject_joining:
            return True
    return False


def _behind_verbs(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``ne bo nabavljen oprema``: the subject stands right behind verb and participle, and can be nothing else.

    One adjective may stand before it: ``bo vzpostavljeni novi mehanizmi``.
    """
    for place, (verb, word) in enumerate(pairwise(tokens)):
        if verb.small not in forms.finite or not word.is_next:
            continue
        number, _ = forms.finite[verb.small]
        own = forms.participle(word.small) & forms.of_case[forms.tables.subject]
        at = _noun_behind(tokens, place + 2, forms) if own else None
        if at is None:
            continue
        noun, bare = tokens[at], 0
        slots = _nominative(forms, noun)
        for use in forms.nouns(noun.small) if slots else ():
            bare |= use.slots & forms.bare
        is_wrong = not slots & own & forms.of_number[number]
        if is_wrong and _is_joined(tokens, at, forms):
            is_wrong = not own & forms.of_number[number] & forms.genders_of_subjects(slots)
        if slots and slots == bare and is_wrong:
            yield text[verb.start : noun.end], text[verb.start : word.end], noun.text


def _noun_behind(tokens: Sequence[Token], place: int, forms: WordForms) -> int | None:
    """The place of the noun that stands there, or behind an adjective of its own there; None where none does."""
    near = tokens[place : place + 2]
    if not near or not near[0].is_next:
        return None
    if forms.nouns(near[0].small):
        return place
    adjective = forms.adjective(near[0].small)
    if len(near) > 1 and near[1].is_next and adjective & _nominative(forms, near[1]):
        return place + 1
    return None


def _verbs_apart(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``ki se bo udeležili``, ``bo 82 % oseb poročali``: the verb of being and its participle in two numbers."""
    first = forms.tables.numbers[0]
    for place, verb in enumerate(tokens):
        if forms.finite.get(verb.small, ("",))[0] != first or (place and tokens[place - 1].small in forms.finite):
            continue
        for at in range(place + 1, min(place + _MOST_WORDS_BETWEEN, len(tokens))):
            token = tokens[at]
            past = past_slots(forms, token)
            if past and not past & forms.of_number[first] and not _begins_noun(tokens, at, forms):
                yield text[verb.start : token.end], verb.text, token.text
            if past or not _may_stand_within(token, forms):
                break


def _begins_noun(tokens: Sequence[Token], place: int, forms: WordForms) -> bool:
    """Whether a word may be an adjective that nobody knows, before its noun: ``je okrogli jubilej``."""
    tables = forms.tables
    singular = forms.of_gender[tables.genders[0]] & forms.of_number[tables.numbers[0]] & forms.of_case[tables.subject]
    behind = tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
    return any(use.slots & singular for use in forms.nouns(behind.small))


def _may_stand_within(token: Token, forms: WordForms) -> bool:
    """Whether a word may stand between the verb of being and its participle, without another verb or clause."""
    small = token.small
    if small in forms.finite or small in forms.subject_joining or small in forms.prepositions:
        return False
    is_particle = small in forms.tables.verbs["particles"].split()
    is_known = forms.nouns(small) or forms.adjective(small)
    return is_particle or token.counted is not None or token.text in ("%", REFERENCE) or bool(is_known)


def _oblique_predicates(text: str, tokens: Sequence[Token], forms: WordForms) -> Iterator[tuple[str, str, str]]:
    """``je določenem na podlagi``: what is said of a subject stands in its case; of quantities in the genitive."""
    subject, genitive = forms.of_case[forms.tables.subject], forms.of_case[forms.tables.genitive]
    for verb, word, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        slots = forms.participle(word.small) if verb.small in forms.finite and word.is_next else 0
        is_open = behind.text in _ENDS or behind.small in forms.prepositions or behind.small in forms.clauses["opening"]
        if slots and is_open and not slots & (subject | genitive & forms.of_number[forms.tables.numbers[-1]]):
            yield text[verb.start : word.end], word.text, verb.text


@lru_cache(maxsize=MOST_TEXTS)
def find_disagreements(text: str, forms: WordForms) -> tuple[tuple[str, str, str], ...]:
    """Return where a verb does not agree with its subject: the piece, the verb and the noun."""
    tokens = tokens_of(text)
    found = (
        _relative_clauses,
        relative_clauses,
        joined_participles,
        present_verbs,
        _oblique_predicates,
        _beginnings,
        _reflexives,
        _behind_verbs,
        _verbs_apart,
    )
    faults: dict[str, tuple[str, str, str]] = {}
    for find in found:
        for fault in find(text, tokens, forms):
            if not any(fault[0] in piece or piece in fault[0] for piece in faults):
                faults[fault[0]] = fault
    return tuple(faults.values())


@RULES.warning("subject-agreement")
def _find_subjects(programme: Programme) -> Iterator[Found]:
    forms = programme.word_forms
    if forms is None or not forms.tables.verbs:
        return
    for text in printed_texts(programme):
        for piece, verb, noun in find_disagreements(text.text, forms):
            message = translate(
                "'{piece}': '{verb}' does not agree with '{noun}' in gender or number",
                piece=piece,
                verb=verb,
                noun=noun,
            )
            yield Found(text.path, message, piece)
