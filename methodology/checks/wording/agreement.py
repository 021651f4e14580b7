"""Words that go together: a noun with its number, with the preposition before it, with its adjectives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS, REFERENCE
from methodology.checks.wording.coordination import attributes_apart, joined_attributes
from methodology.checks.wording.numbered_cases import misgoverned_numbers
from methodology.checks.wording.relatives import attributes_behind
from methodology.checks.wording.tokens import Token, TokenKind, begins_clause, tokens_of, with_numbers
from methodology.messages import spoken_language, translate
from methodology.model.assumption import PERCENT
from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.model.word_forms import WordForms, WordUse, together, union

RULES = Rules(Family.WORDING, Scope.VALUE)

_OPERATORS = frozenset("=<>+*/×·:-±≤≥")
_MOST_WORDS = 8
"""How many words may stand between a preposition and its noun."""
_FARTHEST = 60
"""How many words and marks back what bears on a number is looked for."""
_SENTENCE_ENDS = frozenset(".;!?")
_PAIR = 2
_HUNDRED = 100
_ITEM = ";"
_NEAR = 4
"""So many words behind what is counted another thing may be joined to it."""
_NONE = (None, 0)
_MANY = "other"
"""The plural form of CLDR that asks for another case behind a number."""
_MOST_FORMS = 3
"""How many right forms a finding names."""
_NUMBER, _CASE, _ADJECTIVE, _VERB = "number-agreement", "case-after-preposition", "adjective-agreement", "verb-number"
_ACTION = "case-after-action"


class _Breach(NamedTuple):
    code: str
    piece: str
    message: str
    hint: str | None


class _Context(NamedTuple):
    """What stands around a phrase: a verb of being before it, which has no other subject; brackets."""

    is_after_verb: bool
    has_one_subject: bool
    is_alone: bool


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with what stands before it. ``counted`` are the slots that its number asks for, 0 without one."""

    tokens: tuple[Token, ...]
    """From its first to its last."""
    readings: tuple[WordUse, ...]
    """What the noun can be."""
    adjectives: int
    """The slots that its adjectives leave; all without one."""
    is_loose: bool
    """Whether one of them may govern the noun, or be no adjective."""
    preposition: str
    governed: int
    number: str
    count_form: str
    is_bare: bool
    """Whether no preposition stands before it in its sentence."""
    start: int
    """The place of its number or first adjective among the tokens."""
    end: int
    """The place after its noun."""

    @property
    def noun(self) -> str:
        """The noun as it stands."""
        return self.tokens[-1].text

    @property
    def first_word(self) -> str:
        """The first word behind its preposition, in small letters."""
        return self.tokens[len(self.preposition.split())].small

    @property
    def slots(self) -> int:
        """The slots that its noun can have beside its adjectives."""
        return together(self.readings) & self.adjectives

    def fits(self, slots: int) -> bool:
        """Whether its noun can have one of the slots."""
        return any(reading.slots & slots for reading in self.readings)

    def piece(self, text: str) -> str:
        """Its words as they stand."""
        return text[self.tokens[0].start : self.tokens[-1].end]


class PhraseReader:
    """Reads the phrases of one text; without the tag of its language the form that a number asks for is not told."""

    def __init__(self, tokens: Sequence[Token], forms: WordForms, tag: str = "") -> None:
        self.tokens = tokens
        self.forms = forms
        self.tag = tag
        self._adverbial_starts = {words[0] for words in forms.adverbials}

    def phrases(self) -> Iterator[NounPhrase]:
        """Yield the phrases in their order."""
        place = 0
        while place < len(self.tokens):
            is_start = self.tokens[place].small in self._adverbial_starts
            if is_start and tuple(token.small for token in self.tokens[place : place + 2]) in self.forms.adverbials:
                place += 2
                continue
            phrase = self._read(place) if self.tokens[place].kind is not TokenKind.MARK else None
            if phrase is None:
                place += 1
            else:
                yield phrase
                place = phrase.end

    def follows(self, place: int) -> bool:
        """Whether a token stands directly behind the one before."""
        return place < len(self.tokens) and self.tokens[place].is_next

    def preposition(self, place: int) -> int:
        """How many tokens at a place are a preposition."""
        token = self.tokens[place]
        beginning = self.forms.prepositions.get(token.small)
        if beginning is None:
            return 0
        if len(token.text) == 1 and token.text.isupper() and not begins_clause(self.tokens, place):
            return 0  # a Roman five, a letter
        if token.small == self.forms.tables.periods.get("to") and self._is_between_numerals(place):
            return 0  # z enim do tremi znaki
        follows = self.tokens[place + 1].small if place + 1 < len(self.tokens) else ""
        for words in beginning:
            if len(words) == 1:
                return 1
            places = range(place + 1, place + len(words))
            if words[1] == follows and all(
                self.follows(at) and self.tokens[at].small == word for at, word in zip(places, words[1:], strict=True)
            ):
                return len(words)
        return 0

    def _is_between_numerals(self, place: int) -> bool:
        around = self.tokens[max(place - 1, 0) : place + 2]
        return all(token.small in self.forms.numerals for token in around[::2])

    def _has_preposition_before(self, place: int) -> bool:
        for before in range(place - 1, max(place - _FARTHEST, 0) - 1, -1):
            if self.tokens[before].text in _SENTENCE_ENDS or self.tokens[before].small in self.forms.finite:
                return False
            if self.preposition(before):
                return True
        return place > _FARTHEST

    def _read(self, start: int) -> NounPhrase | None:
        length = self.preposition(start)
        if length and not self.follows(start + length):
            return None
        begin = first = start + length + self._dependent_between(start, length)
        while self._is_between(first) and first < start + _MOST_WORDS:
            first += 1
        number, count_form, place = self._number(first)
        if not number and first != begin:
            return None
        is_noun_phrase = not number and (length > 0 or self._is_name(start))
        adjectives = place
        slots, is_loose, place = self._adjectives(place, is_counted=bool(number))
        slots &= self._own_slots(adjectives, place, is_noun_phrase=is_noun_phrase)
        preposition = tuple(token.small for token in self.tokens[start : start + length])
        readings = self._readings(preposition, start, place, is_counted=bool(number))
        if not readings:
            return None
        slots &= self.slots_of_living(self.tokens[adjectives:place], readings)
        return NounPhrase(
            tuple(self.tokens[start : place + 1]),
            readings,
            slots,
            is_loose,
            " ".join(preposition),
            self._governed(preposition, first),
            number,
            count_form,
            not length and not self._has_preposition_before(start),
            first,
            place + 1,
        )

    def slots_behind(self, place: int, at: int) -> int:
        """The slots that the preposition at a place leaves to the word behind it; all where that is uncertain."""
        words = tuple(token.small for token in self.tokens[place:at])
        small = self.tokens[at].small
        slots = self.forms.pronouns.get(small) or self._adjective(small)[0]
        is_other = (*words, small) in self.forms.adverbials or small in self.forms.numerals
        is_other = is_other or (bool(slots & self.forms.dependent) and self._is_dependent(at))
        return slots & self._governed(words, at) if slots and not is_other else self.forms.all_slots

    def _dependent_between(self, start: int, length: int) -> int:
        """How many pronouns behind a preposition belong to the adjective behind them: ``po njim bližjih poteh``."""
        at = start + length
        if not length or at + 1 >= len(self.tokens) or not self.follows(at + 1):
            return 0
        slots = self.forms.pronouns.get(self.tokens[at].small, 0)
        words = tuple(token.small for token in self.tokens[start:at])
        is_other = not slots & self.forms.dependent or slots & self._governed(words, at)
        return 0 if is_other or not self._adjective(self.tokens[at + 1].small)[0] else 1

    def _is_dependent(self, place: int) -> bool:
        """Whether a pronoun in the dative may belong to the word behind it: ``po njim bližjih poteh``."""
        if place + 1 >= len(self.tokens) or not self.tokens[place + 1].is_word:
            return False
        behind = self.tokens[place + 1].small
        is_small = behind in self.forms.rows["joins"] or behind in self.forms.rows["second_words"]
        ends = tuple(self.forms.rows["verb_endings"])
        is_verb = behind in self.forms.finite or bool(self.forms.present(behind)[0]) or behind.endswith(ends)
        return not (is_small or is_verb or behind in self.forms.prepositions)

    def _governed(self, preposition: tuple[str, ...], first: int) -> int:
        """The slots that a preposition allows; all where it gives each so many: ``po štirje kazalniki``."""
        governed = self.forms.government.get(preposition, self.forms.all_slots)
        token = self.tokens[first]
        is_number = token.counted is not None or token.small in self.forms.numerals
        return (
            self.forms.all_slots
            if is_number and " ".join(preposition) in self.forms.words["distributive"]
            else governed
        )

    def _noun(self, place: int, *, is_counted: bool) -> tuple[WordUse, ...]:
        """What a token can be as a noun; nothing of one that may be another word."""
        token = self.tokens[place]
        is_other = token.small in self.forms.words["also_others"]
        is_clear = is_counted or not is_other or self._is_short_name(place) or self._is_behind_adjective(place)
        return self.forms.nouns(token.small.rpartition("-")[2]) if is_clear and self._is_head(place) else ()

    def _is_behind_adjective(self, place: int) -> bool:
        """Whether an adjective that never stands alone is before a word, which is no verb then: ``anketni listi``."""
        if place == 0 or not self.follows(place) or self.tokens[place].small in self.forms.rows.get("no_verbs", ()):
            return False
        small, before = self.tokens[place - 1].small, self.tokens[place - _PAIR].small if place > 1 else ""
        if small in self.forms.rows.get("both", ()):
            return True
        is_governed = any(before == words[-1] for words in self.forms.government)
        return not is_governed and self._is_attribute_before(place - 1) and self._adjective(small)[1]

    def _is_short_name(self, place: int) -> bool:
        """Whether a word has a capital inside a sentence, as a short name of an institution: ``del Sveta``."""
        token, names = self.tokens[place], self.forms.words["short_of_names"]
        is_capital = token.text.istitle() and not begins_clause(self.tokens, place)
        return is_capital and any(use.stem in names for use in self.forms.nouns(token.small))

    def _readings(
        self, preposition: tuple[str, ...], start: int, place: int, *, is_counted: bool
    ) -> tuple[WordUse, ...]:
        """What the noun of a phrase can be; nothing where none stands there."""
        if place != start and not self.follows(place):
            return ()
        readings = self._noun(place, is_counted=is_counted)
        if not readings and preposition:
            readings = self._noun_of(preposition, start + len(preposition), place)
        is_first = place == start and begins_clause(self.tokens, start)  # Spremljanja so
        return readings if is_first else self.forms.in_own_number(readings)

    def _noun_of(self, preposition: tuple[str, ...], first: int, place: int) -> tuple[WordUse, ...]:
        """What a token behind a preposition, and adjectives from a place on, can be that may be a verb too.

        ``pri dobavi``, ``za učinkovit boj``: no verb stands there, but between them another word may.
        """
        token, slots = self.tokens[place], self._governed(preposition, place)
        for at in range(first, place):
            slots &= self._adjective(self.tokens[at].small)[0]
        is_pronoun = token.small in self.forms.pronouns or token.small in self.forms.rows.get("demonstratives", ())
        is_other = is_pronoun or not token.text.islower() or bool(self._listed_adjective(token.small))
        readings = () if is_other else self.forms.nouns(token.small)
        is_noun = together(readings) & slots or (place == first and self.forms.present(token.small)[0])
        return readings if is_noun and self._is_head(place) else ()

    def _listed_adjective(self, small: str) -> int:
        return self.forms.adjective(small) or self.forms.participle(small)

    def _is_between(self, place: int) -> bool:
        return self.tokens[place].small in self.forms.words["between"] and self.follows(place + 1)

    def _is_head(self, place: int) -> bool:
        """Whether a noun is not the first part of another: ``system administrators`` in English."""
        ends = self.forms.words["head_before"]
        return not ends or not self.follows(place + 1) or self.tokens[place + 1].small in ends

    def _number(self, place: int) -> tuple[str, str, int]:
        """The number at a place as printed, its plural form, and where what it counts begins."""
        token = self.tokens[place]
        if token.counted is not None and not self._is_labelled(place) and not self._is_equated(place):
            return token.text, _plural_form(token.counted, self.tag), place + 1
        if token.small in self.forms.counting:
            return token.text, _plural_form(5, self.tag), place + 1
        return "", "", place

    def _is_equated(self, place: int) -> bool:
        """Whether a number ends a formula or a code."""
        return place > 0 and self.tokens[place - 1].text in _OPERATORS

    def _is_labelled(self, place: int) -> bool:
        """Whether a number tells which one, not how many: ``cilj 2``, ``št. 5``."""
        labels, before = self.forms.words["labels"], place - 1
        while before >= 0 and (
            self.tokens[before].kind is not TokenKind.WORD or self.tokens[before].small in self.forms.words["joining"]
        ):
            if self.tokens[before].text in ";:" or before < place - _FARTHEST:
                return False
            before -= 1
        if before < 0:
            return False
        word = self.tokens[before].small
        return word in labels or any(reading.stem in labels for reading in self.forms.nouns(word))

    def _adjective(self, small: str) -> tuple[int, bool]:
        """The slots of a word as an adjective, 0 where it may be another word, and whether it is listed as one."""
        own = self.forms.adjective(small)
        slots = own or self.forms.participle(small) or self.forms.guess_adjective(small)
        if not slots or small in self.forms.words["also_others"] or self.forms.nouns(small):
            return 0, False
        is_adverb = small.endswith(self.forms.adverb_endings) and small not in self.forms.words["no_adverbs"]
        return self.forms.all_slots if is_adverb else slots, bool(own)

    def _before_noun(self, place: int) -> int:
        """The slots of an adjective that is an adverb too, between a preposition and a noun: ``na dejansko stanje``."""
        small, behind = self.tokens[place].small, self.tokens[place + 1].small
        is_between = place > 0 and self.tokens[place - 1].small in self.forms.prepositions and self.follows(place)
        is_other = not small.endswith(self.forms.adverb_endings) or behind in self.forms.words["also_others"]
        is_other = is_other or self._may_be_adverb(small)
        is_one = is_between and not is_other and self.forms.nouns(behind) and not self.forms.nouns(small)
        return self.forms.adjective(small) if is_one else 0

    def _own_slots(self, place: int, noun: int, *, is_noun_phrase: bool) -> int:
        """The slots of the last adjective before a noun, where no adverb can stand: ``za nemoteno delovanja``."""
        last = self.tokens[noun - 1].small if noun > place else ""
        if last.endswith(self.forms.no_adverb_endings):
            return self.forms.adjective(last) or self.forms.all_slots
        is_single = noun == place + 1
        is_behind_other = noun > place + 1 and self._is_attribute_before(noun - _PAIR) and not self._may_be_adverb(last)
        if not (is_behind_other or (is_single and (is_noun_phrase or self._is_verbless(place)))):
            return self.forms.all_slots
        is_adverb = last.endswith(self.forms.adverb_endings) and last not in self.forms.words["no_adverbs"]
        return (self.forms.adjective(last) or self.forms.all_slots) if is_adverb else self.forms.all_slots

    def _is_attribute_before(self, place: int) -> bool:
        """Whether a word is an adjective that stands for nothing by itself, and no adverb: ``skupnih preiskovalno``."""
        small = self.tokens[place].small
        is_alone = small.startswith(tuple(self.forms.rows.get("adjectives_alone", ())))
        is_adverb = small.endswith(self.forms.adverb_endings)
        return not (is_alone or is_adverb) and bool(self.forms.adjective(small)) and not self.forms.participle(small)

    def _may_be_adverb(self, small: str) -> bool:
        rows = self.forms.rows
        return (
            small in self.forms.words["between"]
            or small in rows.get("no_verbs", ())
            or small in rows.get("amounts", ())
        )

    def slots_of_living(self, adjectives: Sequence[Token], readings: tuple[WordUse, ...]) -> int:
        """The slots of adjectives before a noun, without an accusative of living things before what is none.

        It is that of nouns of the first gender in the singular: ``na naslednji način``, never ``na naslednjega način``.
        """
        tables, forms = self.forms.tables, self.forms
        ends = tuple(tables.living_endings.split())
        if not ends or not any(token.small.endswith(ends) for token in adjectives):
            return forms.all_slots
        if any(forms.is_living(reading.lemma) for reading in readings):
            return forms.all_slots
        return forms.all_slots & ~forms.slots(f"{tables.genders[0]}.{tables.numbers[0]}.{tables.object}")

    def _is_verbless(self, place: int) -> bool:
        """Whether a word in *-o* stands where no verb is, so that it is no adverb: ``upravljavcev kritično omrežja``.

        Behind a noun no verb stands between two commas, else in the sentence.
        """
        small = self.tokens[place].small
        if not small.endswith(self.forms.adverb_endings) or self._may_be_adverb(small):
            return False
        is_behind_noun = place > 0 and self.follows(place) and bool(self.forms.nouns(self.tokens[place - 1].small))
        return place in (self._without_verb_between_commas if is_behind_noun else self._without_verb)

    @cached_property
    def _without_verb(self) -> frozenset[int]:
        """The places of what stands in no sentence with a verb, nor one with a word that is not known."""
        return self._places_without_verb(_SENTENCE_ENDS)

    @cached_property
    def _without_verb_between_commas(self) -> frozenset[int]:
        return self._places_without_verb(_SENTENCE_ENDS | {","})

    def _places_without_verb(self, ends: frozenset[str]) -> frozenset[int]:
        found: set[int] = set()
        first = 0
        for place in range(len(self.tokens) + 1):
            if place == len(self.tokens) or self.tokens[place].text in ends:
                if all(map(self._is_no_verb, range(first, place))):
                    found.update(range(first, place))
                first = place + 1
        return frozenset(found)

    def _is_no_verb(self, place: int) -> bool:
        """Whether a word is known, and can be no verb."""
        forms, token = self.forms, self.tokens[place]
        small = token.small
        is_name = token.text[0].isupper() and not begins_clause(self.tokens, place)
        if not token.is_word or is_name or (token.text.isupper() and len(token.text) > 1):
            return True
        if small in forms.finite or forms.present(small)[0] or small in forms.words["also_others"]:
            return False
        is_small = small in forms.prepositions or small in forms.rows.get("joins", ())
        return is_small or bool(forms.declined(small))

    def _is_name(self, start: int) -> bool:
        """Whether a text begins there, and is no sentence."""
        return start == 0 and not any(
            token.text in _SENTENCE_ENDS or token.small in self.forms.finite for token in self.tokens
        )

    def _adjectives(self, place: int, *, is_counted: bool) -> tuple[int, bool, int]:
        """The slots that the adjectives from a place on leave, whether one is loose, and where the noun is."""
        slots, is_loose = self.forms.all_slots, False
        end = min(place + _MOST_WORDS, len(self.tokens))
        while place < end:
            token = self.tokens[place]
            if not token.is_word or not (place + 1 < len(self.tokens) and self.follows(place + 1)):
                break
            own, is_own = self._adjective(token.small.rpartition("-")[2])
            own = own or (0 if is_counted else self._before_noun(place))
            if own:
                slots &= own
                is_loose = is_loose or not is_own
            elif not (is_counted and token.text.isupper() and len(token.text) > 1):
                break
            place += 1
        return slots, is_loose, place


@lru_cache(maxsize=1024)
def _plural_form(count: int, tag: str) -> str:
    return Language.of(tag).plural_form(count) if tag else ""


@lru_cache(maxsize=MOST_TEXTS)
def read_phrases(text: str, forms: WordForms, tag: str) -> tuple[PhraseReader, tuple[NounPhrase, ...]]:
    """Return the phrases of a text, with their reader; remembered, as several rules ask for them."""
    reader = PhraseReader(tokens_of(text), forms, tag)
    return reader, tuple(reader.phrases())


def _judge(text: str, forms: WordForms, tag: str) -> Iterator[_Breach]:
    tokens = tokens_of(text)
    reader, phrases = read_phrases(text, forms, tag)
    for phrase in phrases:
        if (phrase.number and _counts_people(phrase, forms)) or _has_object_behind(phrase, reader):
            continue
        context = _Context(
            is_after_verb=_verb_before(tokens, phrase.start, forms) is not None,
            has_one_subject=_has_one_subject(tokens, phrase, forms),
            is_alone=_fills_brackets(tokens, phrase),
        )
        breach = _judge_phrase(phrase, forms, text, context)
        if breach is None and phrase.preposition and not phrase.number:
            breach = _judge_two(phrase, reader, text)
        if breach is not None:
            yield breach
        elif phrase.number and not phrase.preposition:
            yield from _judge_verb(phrase, reader, text)
    yield from _judge_joined(reader, phrases, text)
    yield from _judge_lists(reader, phrases, text)
    yield from _judge_people(tokens, forms, text, tag)
    yield from _judge_before_quantities(reader, text)
    yield from _judge_items(phrases, reader, text)
    for piece, preposition in misgoverned_numbers(text, tokens, forms):
        message = translate("'{piece}': '{preposition}' asks for another case", piece=piece, preposition=preposition)
        yield _Breach(_CASE, piece, message, None)
    yield from _judge_apart(tokens, forms, text)
    yield from _judge_adjectives(reader, phrases, text)
    yield from _judge_shares(reader, text)
    for action, phrase in pairwise(phrases):
        breach = _judge_action(action, phrase, reader, text) if action.end == phrase.start else None
        if breach is not None:
            yield breach


def speaks_of_two(tokens: Sequence[Token], forms: WordForms) -> bool:
    """Whether a number or a verb is in the dual, or may be."""
    others, endings = ~forms.of_count.get("two", 0), tuple(forms.rows.get("dual_endings", ()))
    for token in tokens:
        slots = forms.numerals.get(token.small, 0) or forms.slots_of_being(token.small)
        is_verb = token.small.endswith(endings) and not forms.nouns(token.small)
        is_of_two = is_verb or token.small in forms.rows.get("of_two", ())
        is_counted = token.counted is not None and token.counted % _HUNDRED == _PAIR
        if is_counted or (slots and not slots & others) or is_of_two:
            return True
    return False


def _judge_two(phrase: NounPhrase, reader: PhraseReader, text: str) -> _Breach | None:
    """``za analizi``: a form of two that may be another, in a text that speaks of no two and names none."""
    forms, behind = reader.forms, reader.tokens[phrase.end : phrase.end + 1]
    own, two = phrase.slots & phrase.governed, forms.of_count.get("two", 0)
    is_named = any(token.text.istitle() or token.text == REFERENCE for token in behind)
    if (
        phrase.is_loose
        or not own
        or own & ~two
        or not phrase.slots & ~two
        or is_named
        or speaks_of_two(reader.tokens, forms)
    ):
        return None
    return _misgoverned(phrase, forms, phrase.governed & ~two, text)


def _judge_action(action: NounPhrase, phrase: NounPhrase, reader: PhraseReader, text: str) -> _Breach | None:
    """``za izpolnjevanje anketne vprašalnike``: what an action is done to stands in the genitive behind it."""
    forms, noun = reader.forms, action.tokens[-1].small
    is_action = action.preposition and noun.endswith(forms.action_endings) and action.fits(action.governed)
    if not is_action or phrase.preposition or phrase.number or not reader.follows(phrase.start):
        return None
    genitive, cases = forms.of_case[forms.tables.genitive], forms.of_case
    others = forms.bare & ~cases[forms.tables.object]
    if phrase.fits(phrase.adjectives & others) or not phrase.fits(phrase.adjectives):
        return None
    right = right_forms(phrase, forms, genitive & _number_of(phrase, forms))
    piece = text[action.tokens[-1].start : phrase.tokens[-1].end]
    message = translate("'{piece}': behind '{noun}' stands '{right}'", piece=piece, noun=noun, right=right)
    return _Breach(_ACTION, piece, message, None)


def _judge_adjectives(reader: PhraseReader, phrases: Sequence[NounPhrase], text: str) -> Iterator[_Breach]:
    """``v okviru obstoječem``, ``iz katerem``: what stands behind a preposition has its case, whatever its noun is."""
    forms, tokens = reader.forms, reader.tokens
    read = {phrase.start for phrase in phrases if phrase.preposition}
    place = 0
    while place < len(tokens) - 1:
        length = reader.preposition(place)
        at = place + max(length, 1)
        is_one = (
            length and at not in read and reader.follows(at) and tokens[place].small not in forms.words["adverbs_too"]
        )
        slots = reader.slots_behind(place, at) if is_one else forms.all_slots
        if not slots:
            piece = text[tokens[place].start : tokens[at].end]
            preposition = text[tokens[place].start : tokens[at - 1].end]
            message = translate(
                "'{piece}': '{preposition}' asks for another case", piece=piece, preposition=preposition
            )
            yield _Breach(_CASE, piece, message, None)
        place = at


def _judge_shares(reader: PhraseReader, text: str) -> Iterator[_Breach]:
    """``89 % osebo``: behind a share stand those that it is of, in the genitive or, of several, as the share stands."""
    forms, tokens = reader.forms, reader.tokens
    receivers = forms.rows.get("beneficiaries")
    if receivers is None:
        return
    cases, several = forms.of_case, forms.of_number[forms.tables.numbers[-1]]
    allowed = cases[forms.tables.genitive] | several & ~cases[forms.tables.subject] & ~cases[forms.tables.object]
    for sign, noun in pairwise(tokens):
        uses = forms.nouns(noun.small) if sign.text == PERCENT and noun.text.islower() else ()
        is_of = bool(uses) and all(use.stem in receivers for use in uses)
        if is_of and not together(uses) & allowed and noun.small not in forms.words["also_others"]:
            piece = text[sign.start : noun.end]
            message = translate("'{piece}': '{preposition}' asks for another case", piece=piece, preposition=sign.text)
            yield _Breach(_CASE, piece, message, None)


def _judge_joined(reader: PhraseReader, phrases: Sequence[NounPhrase], text: str) -> Iterator[_Breach]:
    """``hude in organiziranih oblik``: two adjectives of one noun have its gender and case."""
    forms, tokens = reader.forms, reader.tokens
    for phrase in phrases:
        if phrase.preposition or phrase.number or phrase.end - phrase.start < _PAIR:
            continue
        slots = phrase.slots
        before = phrase.start - _PAIR - 1
        if not slots or (before >= 0 and tokens[before].small in forms.finite):
            continue
        governed = forms.government.get((tokens[before].small,), forms.all_slots) if before >= 0 else forms.all_slots
        places = joined_attributes(tokens, phrase.start, slots, forms, governed)
        if places is not None:
            piece = text[tokens[places[0]].start : phrase.tokens[-1].end]
            yield _Breach(
                _ADJECTIVE, piece, translate("'{piece}' do not agree in gender, number or case", piece=piece), None
            )


def _judge_lists(reader: PhraseReader, phrases: Sequence[NounPhrase], text: str) -> Iterator[_Breach]:
    """``pri preprečevanju, odkrivanju in preiskovanje``: all of a list behind a preposition have one case."""
    forms = reader.forms
    for first, second, third in zip(phrases, phrases[1:], phrases[2:], strict=False):
        wrong, governed = (
            _other_of_list(forms, first, second, third) if _is_list(reader, first, second, third) else _NONE
        )
        if wrong is not None:
            piece = text[first.tokens[0].start : third.tokens[-1].end]
            right = right_forms(wrong, forms, governed & _number_of(wrong, forms))
            message = translate(
                "'{piece}': after '{preposition}' stands '{right}'",
                piece=piece,
                preposition=first.preposition,
                right=right,
            )
            yield _Breach(_CASE, piece, message, None)


def _other_of_list(
    forms: WordForms, first: NounPhrase, second: NounPhrase, third: NounPhrase
) -> tuple[NounPhrase | None, int]:
    """The phrase of a list that is in another case, and the slots that it should have."""
    cases = forms.of_case.values()
    governed = union(case for case in cases if second.slots & case & first.governed)
    if first.slots & governed and not any(second.slots & case and third.slots & case for case in cases):
        return third, governed
    alike = union(case for case in cases if first.slots & case & first.governed and third.slots & case)
    if not alike or second.slots & first.governed:
        return _NONE
    # na področju zbiranja, analiziranje in izmenjave; v logiki, kazalnike in operacijah
    is_third_governed = not third.slots & forms.bare
    return (second, alike) if is_third_governed or _are_actions(forms, first, second) else _NONE


def _are_actions(forms: WordForms, *phrases: NounPhrase) -> bool:
    return all(_is_action(one, forms) for one in phrases)


def _is_action(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether its noun is one of an action: ``zbiranja``."""
    return any(forms.is_action(reading.lemma) for reading in phrase.readings)


def _is_list(reader: PhraseReader, first: NounPhrase, second: NounPhrase, third: NounPhrase) -> bool:
    """Whether a preposition governs three phrases, a comma and a conjunction between them and nothing else."""
    tokens, joins = reader.tokens, reader.forms.rows.get("joins", ())
    comma, conjunction = tokens[first.end : second.start], tokens[second.end : third.start]
    is_joined = [token.text for token in comma] == [","] and [one.small in joins for one in conjunction] == [True]
    is_plain = not (second.preposition or third.preposition or third.number or third.is_loose)
    return bool(first.preposition and is_joined and is_plain and second.slots and third.slots)


def _judge_people(tokens: Sequence[Token], forms: WordForms, text: str, tag: str) -> Iterator[_Breach]:
    """A participle that stands for people behind a quantity: ``število zaposlenih``, ``10 zaposlenih``."""
    quantities, nouns = forms.words["quantities"], forms.words["people"]
    cases, plural = forms.of_case, forms.of_number[forms.tables.numbers[-1]]
    for quantity, token in pairwise(tokens):
        is_many = quantity.counted is not None and _plural_form(quantity.counted, tag) == _MANY
        if not token.is_next or not token.small.startswith(tuple(nouns)):
            continue
        slots = forms.participle(token.small) | forms.adjective(token.small)
        allowed = cases[forms.tables.genitive]
        if is_many:  # what governs the number may ask for another case, none for that of a subject
            allowed |= plural & ~cases[forms.tables.subject] & ~cases[forms.tables.object]
        if slots and not slots & allowed and (is_many or quantity.small in quantities):
            piece = text[quantity.start : token.end]
            message = translate(
                "'{piece}': '{preposition}' asks for another case", piece=piece, preposition=quantity.text
            )
            yield _Breach(_CASE, piece, message, None)


def _judge_before_quantities(reader: PhraseReader, text: str) -> Iterator[_Breach]:
    """``precejšnjo število``, ``druge zaposleni``: what is before a quantity, or before people, agrees with it."""
    forms = reader.forms
    for place in range(1, len(reader.tokens)):
        first, second = reader.tokens[place - 1 : place + 1]
        slots = forms.adjective(first.small)
        if not second.is_next or not slots or forms.nouns(first.small) or first.small in forms.words["also_others"]:
            continue
        own = _slots_of_quantity(reader, place)
        is_adverb = first.small.endswith(forms.adverb_endings) and not first.small.endswith(forms.no_adverb_endings)
        if own and not own & slots and not is_adverb:
            piece = text[first.start : second.end]
            message = translate("'{piece}' do not agree in gender, number or case", piece=piece)
            yield _Breach(_ADJECTIVE, piece, message, None)


def _slots_of_quantity(reader: PhraseReader, place: int) -> int:
    """The slots of a quantity, or of people behind others of them and before no noun; 0 of another word."""
    forms, small = reader.forms, reader.tokens[place].small
    if small in forms.words["quantities"]:
        return together(forms.nouns(small))
    is_other = reader.tokens[place - 1].small.startswith(tuple(forms.rows.get("adjectives_alone", ())))
    if not is_other or not small.startswith(tuple(forms.words["people"])):
        return 0
    behind = reader.tokens[place + 1].small if reader.follows(place + 1) else ""
    is_open = not behind or behind in forms.prepositions or behind in forms.finite
    return forms.participle(small) | forms.adjective(small) if is_open else 0


def _judge_items(phrases: Sequence[NounPhrase], reader: PhraseReader, text: str) -> Iterator[_Breach]:
    """``; 1 delavnica v okviru nadgradnje; 4 delavnic``: what begins an item has the case of what begins another."""
    forms, tokens = reader.forms, reader.tokens
    subject, genitive = (forms.of_case.get(case, 0) for case in (forms.tables.subject, forms.tables.genitive))
    items = [one for one in phrases if one.number and tokens[max(one.start - 1, 0)].text == _ITEM]
    own = {
        at: one.slots & forms.of_count[one.count_form] & forms.bare
        for at, one in enumerate(items)
        if one.count_form and one.count_form != _MANY
    }
    if any(slots & subject and not slots & genitive for slots in own.values()):
        wrong = (items[at] for at, slots in own.items() if slots and not slots & ~genitive)
        yield from (_miscounted(phrase, forms, text) for phrase in wrong)


def _judge_apart(tokens: Sequence[Token], forms: WordForms, text: str) -> Iterator[_Breach]:
    """``kosov opreme, kupljenim za meje``: a participle behind a comma has the case of a noun before it.

    ``oblikovanega/razširjenih``: so has what a slash joins.
    """
    behind = [(tokens[noun], tokens[participle]) for noun, participle in attributes_behind(tokens, forms)]
    for first, second in (*behind, *attributes_apart(tokens, forms)):
        piece = text[first.start : second.end]
        yield _Breach(
            _ADJECTIVE, piece, translate("'{piece}' do not agree in gender, number or case", piece=piece), None
        )


def _fills_brackets(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether what is counted stands in brackets by itself: ``(2 projekta)``."""
    before, after = tokens[phrase.start - 1 : phrase.start], tokens[phrase.end : phrase.end + 1]
    return bool(before and after) and before[0].text == "(" and after[0].text == ")"


def _verb_before(tokens: Sequence[Token], place: int, forms: WordForms) -> Token | None:
    """The verb of being right before a place; ``sta bili`` is one."""
    before = place - 1
    if before > 0 and tokens[before].small in forms.rows.get("been", ()):
        before -= 1
    return tokens[before] if before >= 0 and tokens[before].small in forms.finite else None


def _has_one_subject(tokens: Sequence[Token], phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether the verb of being before a phrase has no other subject: it is in the singular, or nothing is joined."""
    verb = _verb_before(tokens, phrase.start, forms)
    if verb is None:
        return False
    if forms.finite[verb.small][0] == forms.tables.numbers[0]:
        return True
    for token in tokens[phrase.end : phrase.end + _FARTHEST]:
        if token.text in _SENTENCE_ENDS:
            break
        if token.text == "," or token.small in forms.subject_joining:
            return False
    return True


def _judge_phrase(phrase: NounPhrase, forms: WordForms, text: str, context: _Context) -> _Breach | None:
    if not phrase.fits(phrase.adjectives):
        return None if _may_differ(phrase, forms, context) else _differing(phrase, forms, text)
    if phrase.number:
        asked = forms.of_count[phrase.count_form] & (forms.bare if phrase.is_bare else forms.all_slots)
        if context.is_alone:
            asked &= forms.alone_in_brackets(phrase.count_form)
        if not phrase.fits(phrase.adjectives & asked):
            return _miscounted(phrase, forms, text)
        if phrase.tokens[0].small in forms.counting or phrase.number.lower() in forms.counting:
            return None  # s pet projekti: a numeral in words may stay as it is
        allowed = asked & forms.governed_of_counted(phrase.governed, phrase.count_form)
    else:
        allowed = phrase.governed
    if phrase.fits(phrase.adjectives & allowed):
        return None
    return _misgoverned(phrase, forms, allowed, text)


def _counts_people(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether a participle behind the number is people, and the noun says of what: ``10 zaposlenih centra``."""
    people = tuple(forms.words["people"])
    is_people = any(token.small.startswith(people) for token in phrase.tokens[:-1])
    return is_people and phrase.fits(forms.of_case[forms.tables.genitive])


def _has_object_behind(phrase: NounPhrase, reader: PhraseReader) -> bool:
    """Whether most people do something to what stands behind a quantity: ``Večina opremo uporablja``."""
    forms = reader.forms
    is_object = phrase.preposition in forms.words["quantities"] and phrase.fits(forms.of_case[forms.tables.object])
    return is_object and reader.follows(phrase.end) and bool(forms.present(reader.tokens[phrase.end].small)[0])


def _misgoverned(phrase: NounPhrase, forms: WordForms, allowed: int, text: str) -> _Breach:
    if phrase.fits(allowed) and phrase.adjectives != forms.all_slots:
        piece = phrase.piece(text)
        message = translate(
            "'{piece}': the case of the adjective is not that of '{preposition}'",
            piece=piece,
            preposition=phrase.preposition,
        )
        return _Breach(_CASE, piece, message, None)
    right = right_forms(phrase, forms, phrase.adjectives & allowed) or right_forms(
        phrase, forms, allowed & _number_of(phrase, forms)
    )
    piece = phrase.piece(text)
    message = (
        translate(
            "'{piece}': after '{preposition}' stands '{right}'",
            piece=piece,
            preposition=phrase.preposition,
            right=right,
        )
        if right
        else translate("'{piece}': '{preposition}' asks for another case", piece=piece, preposition=phrase.preposition)
    )
    return _Breach(_CASE, piece, message, None)


def _number_of(phrase: NounPhrase, forms: WordForms) -> int:
    """The slots of the numbers that the noun can be in."""
    slots = 0
    for own in forms.of_number.values():
        if phrase.fits(own):
            slots |= own
    return slots


def _may_differ(phrase: NounPhrase, forms: WordForms, context: _Context) -> bool:
    """Whether an adjective may stand before a noun of another case: it governs it, or is an adverb."""
    is_of_two = phrase.end - phrase.start > 1 and phrase.tokens[-_PAIR].small in forms.rows.get("both", ())
    if is_of_two or _is_apart(phrase, forms):
        return not is_of_two
    if context.is_after_verb:
        return not _is_no_receiver(phrase, forms) and _may_differ_behind_verb(phrase, forms, context)
    if _is_torn_from_last(phrase, forms):
        return False
    if phrase.is_loose and phrase.preposition and _may_be_people(phrase, forms):
        return True
    if phrase.preposition and not phrase.adjectives & phrase.governed:
        return False  # na podlagi pričakovani trendov
    words = phrase.tokens[len(phrase.preposition.split()) : -1]
    return phrase.is_loose and any(phrase.fits(_governed_by(token, forms)) for token in words)


def _is_torn_from_last(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether the adjective right before a noun governs nothing and does not agree: ``nove javnimi ravni``."""
    small = phrase.tokens[-2].small if phrase.end - phrase.start > _PAIR else ""
    is_alone = small.startswith(tuple(forms.rows.get("adjectives_alone", ())))
    is_other = is_alone or small.endswith(forms.adverb_endings) or bool(forms.participle(small))
    return not is_other and bool(forms.adjective(small)) and not phrase.fits(forms.adjective(small))


def _may_differ_behind_verb(phrase: NounPhrase, forms: WordForms, context: _Context) -> bool:
    """Whether an adjective behind a verb of being may be said of something else than the noun behind it.

    ``sta predstavljena kazalnik in način``, ``je znana javnosti``, ``je namenjen otrokom``; but neither
    ``je kompleksna sistem`` nor ``je predviden nakupu``.
    """
    subject = forms.of_case[forms.tables.subject] & ~forms.of_count.get("two", 0)
    others = forms.governed_by(phrase.first_word) | subject
    is_other = forms.participle(phrase.first_word) and phrase.fits(others)
    is_one = context.has_one_subject and not is_other
    return not is_one or any(reading.slots & ~forms.bare for reading in phrase.readings)


def _is_no_receiver(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether a noun behind a participle can be neither what it is said of nor what it is done for or to.

    ``bodo izvedene prilagoditvam``; but ``so namenjene javnosti``, and ``je izdana osebam``.
    """
    stems, receivers = tuple(forms.rows.get("dative_stems", ())), forms.rows.get("beneficiaries", ())
    is_given = phrase.first_word.startswith(stems) or any(
        forms.is_living(one.lemma) or one.stem in receivers for one in phrase.readings
    )
    is_said = bool(stems) and bool(forms.participle(phrase.first_word)) and not is_given
    return is_said and not phrase.fits(forms.bare & ~forms.dependent)


def _governed_by(token: Token, forms: WordForms) -> int:
    """The slots of a noun that a participle governs: a dative of those alone that take one."""
    slots, stems = forms.governed_by(token.small), tuple(forms.rows.get("dative_stems", ()))
    is_giving = not stems or token.small.startswith(stems) or not forms.participle(token.small)
    return slots if is_giving else slots & ~forms.dependent


def _is_apart(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether the first word may stand alone: ``vsak svojo utemeljitev``, ``eden največjih``, ``vsako leto``."""
    is_of_each = phrase.first_word in forms.words["each"] and phrase.end - phrase.start > _PAIR
    is_of_each = is_of_each and not phrase.preposition
    is_of_time = any(forms.is_of_time(reading.lemma) for reading in phrase.readings)
    is_behind = phrase.preposition and not phrase.is_loose and phrase.adjectives & phrase.governed
    if is_behind and not phrase.first_word.startswith(tuple(forms.rows.get("adjectives_alone", ()))):
        is_of_time = False  # v referenčnem letu
    return is_of_each or is_of_time or forms.is_partitive(phrase.first_word, phrase.readings)


def _may_be_people(phrase: NounPhrase, forms: WordForms) -> bool:
    """Whether the adjective may stand for a noun in the plural, and the noun be the subject: ``za mlade skrbi``.

    Participles of what is made stand for no people: ``z izvedenimi aktivnosti``.
    """
    plural = forms.of_number[forms.tables.numbers[-1]]
    if phrase.first_word.startswith(tuple(forms.rows["of_things"])):
        return False
    subject = forms.of_case[forms.tables.subject] & ~forms.of_count.get("two", 0)
    return bool(phrase.adjectives & phrase.governed & plural) and phrase.fits(subject)


def _differing(phrase: NounPhrase, forms: WordForms, text: str) -> _Breach:
    piece = text[phrase_start(phrase) : phrase.tokens[-1].end]
    right = right_forms(phrase, forms, phrase.adjectives & phrase.governed) or right_forms(
        phrase, forms, phrase.adjectives
    )
    message = (
        translate("'{piece}' do not agree; with the words before it stands '{right}'", piece=piece, right=right)
        if right
        else translate("'{piece}' do not agree in gender, number or case", piece=piece)
    )
    return _Breach(_ADJECTIVE, piece, message, None)


def phrase_start(phrase: NounPhrase) -> int:
    """Where its number or first adjective begins in the text."""
    return phrase.tokens[len(phrase.preposition.split())].start


def _miscounted(phrase: NounPhrase, forms: WordForms, text: str) -> _Breach:
    piece = text[phrase_start(phrase) : phrase.tokens[-1].end]
    asked = forms.of_count[phrase.count_form]
    governed = phrase.governed if phrase.preposition else forms.of_case.get(forms.tables.subject, forms.all_slots)
    right = right_forms(phrase, forms, asked & forms.governed_of_counted(governed, phrase.count_form))
    if not right:
        return _Breach(_NUMBER, piece, translate("'{piece}' do not agree in gender, number or case", piece=piece), None)
    message = translate(
        "'{piece}': {number} asks for '{right}', not '{noun}'",
        piece=piece,
        number=phrase.number,
        right=right,
        noun=phrase.noun,
    )
    return _Breach(_NUMBER, piece, message, None)


def right_forms(phrase: NounPhrase, forms: WordForms, slots: int) -> str:
    """The forms of a noun that have one of the slots and do not stand there, as a finding names them."""
    found = dict.fromkeys(form for reading in phrase.readings for form in forms.noun_forms(reading.lemma, slots))
    return " / ".join([form for form in found if form != phrase.tokens[-1].small][:_MOST_FORMS])


def _judge_verb(phrase: NounPhrase, reader: PhraseReader, text: str) -> Iterator[_Breach]:
    """The verb of being and the participle around what is counted: ``nabavljeni bodo 4 kosi``, ``2 osebi sta``."""
    forms, tokens = reader.forms, reader.tokens
    finite = forms.finite
    if not finite or any(forms.is_of_time(reading.lemma) for reading in phrase.readings):
        return
    verb, participle = _words_before(phrase, reader)
    if participle is not None:
        breach = _judge_participle(phrase, forms, text, participle)
        if breach is not None:
            yield breach
            return
    elif begins_clause(tokens, phrase.start) and reader.follows(phrase.end):
        verb = tokens[phrase.end]
    if verb is None or verb.small not in finite:
        yield from _judge_reflexive(phrase, reader, text)
        return
    asked = forms.verb_number(phrase.count_form)
    number, tense = finite[verb.small]
    if number != asked:
        piece = text[min(verb.start, phrase.tokens[0].start) : max(verb.end, phrase.tokens[-1].end)]
        message = translate(
            "'{piece}': with {number} the verb is '{right}', not '{word}'",
            piece=piece,
            number=phrase.number,
            right=tense[asked],
            word=verb.text,
        )
        yield _Breach(_VERB, piece, message, None)


def _judge_reflexive(phrase: NounPhrase, reader: PhraseReader, text: str) -> Iterator[_Breach]:
    """``se upoštevajo 5 kosov``: the reflexive verb before what is counted, with its pronoun on either side."""
    forms, tokens, place = reader.forms, reader.tokens, phrase.start - 1
    reflexive = forms.tables.verbs.get("reflexive", "")
    while place > 0 and reader.follows(place + 1) and (tokens[place].small in forms.words["between"] | {reflexive}):
        place -= 1
    around = [token.small for token in tokens[max(place - _PAIR, 0) : phrase.start]]
    number = forms.present(tokens[place].small)[0] if place >= 0 and tokens[place].is_word else ""
    asked = forms.verb_number(phrase.count_form) if phrase.count_form else number
    if reflexive in around and number not in ("", forms.tables.numbers[0], asked) and not _goes_on(phrase, reader):
        piece = text[tokens[place].start : phrase.tokens[-1].end]
        yield _Breach(_VERB, piece, translate("'{piece}' do not agree in gender, number or case", piece=piece), None)


def _goes_on(phrase: NounPhrase, reader: PhraseReader) -> bool:
    """Whether another subject may be joined to a phrase; behind a number ``1 iniciativa/pobuda`` is one."""
    behind = reader.tokens[phrase.end :][:_NEAR]
    is_same = bool(phrase.count_form) and not any(token.text.isdigit() for token in behind)
    joining = (",",) if is_same else (",", "/")
    return any(token.text in joining or token.small in reader.forms.subject_joining for token in behind)


def _judge_participle(phrase: NounPhrase, forms: WordForms, text: str, participle: Token) -> _Breach | None:
    asked = forms.predicate(phrase.readings, phrase.count_form)
    if forms.participle(participle.small) & asked:
        is_subject = phrase.fits(phrase.adjectives & forms.counted_subject(phrase.count_form))
        return None if is_subject else _miscounted(phrase, forms, text)
    piece = text[participle.start : phrase.tokens[-1].end]
    right = " / ".join(forms.participle_forms(participle.small, asked)[:_MOST_FORMS])
    if not right:
        return _Breach(_VERB, piece, translate("'{piece}' do not agree in gender, number or case", piece=piece), None)
    message = translate(
        "'{piece}': with {number} the participle is '{right}', not '{word}'",
        piece=piece,
        number=phrase.number,
        right=right,
        word=participle.text,
    )
    return _Breach(_VERB, piece, message, None)


def _words_before(phrase: NounPhrase, reader: PhraseReader) -> tuple[Token | None, Token | None]:
    """The verb of being and the participle that stand directly before what is counted."""
    forms, place = reader.forms, phrase.start - 1
    verb = participle = None
    while place >= 0 and reader.follows(place + 1):
        token = reader.tokens[place]
        if token.small in forms.finite and verb is None:
            verb = token
        elif participle is None and forms.participle(token.small):
            participle = token
        elif token.small not in forms.words["between"]:
            break
        place -= 1
    return (verb, participle) if verb is not None and participle is not None else (None, None)


def find_breaches(text: str, forms: WordForms, tag: str) -> tuple[_Breach, ...]:
    """Return the breaches in a text of the language of the tag, each once."""
    return _find_breaches(text, forms, tag, spoken_language())


@lru_cache(maxsize=MOST_TEXTS)
def _find_breaches(text: str, forms: WordForms, tag: str, _language: str) -> tuple[_Breach, ...]:
    """Remembered by the language too, in which they are told: most texts stay as they are between two checks."""
    return tuple(dict.fromkeys(_judge(text, forms, tag)))


def _of(code: str) -> Callable[[Programme], Iterator[Found]]:
    """The search for the breaches of one rule."""

    def find(programme: Programme) -> Iterator[Found]:
        if programme.word_forms is None:
            return
        for text, said in with_numbers(programme):
            for breach in find_breaches(said, programme.word_forms, programme.facts.language):
                if breach.code == code:
                    yield Found(text.path, breach.message, breach.piece, breach.hint)

    return find


RULES.warning(_NUMBER)(_of(_NUMBER))
RULES.warning(_CASE)(_of(_CASE))
RULES.warning(_ADJECTIVE)(_of(_ADJECTIVE))
RULES.warning(_VERB)(_of(_VERB))
RULES.warning(_ACTION)(_of(_ACTION))
