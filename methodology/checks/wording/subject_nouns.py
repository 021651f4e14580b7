"""The nouns of a clause that may be its subject, and those that can be nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.fixed_prepositions import prepositions_of
from methodology.checks.wording.frames import COMMA, ClauseItem, joins
from methodology.checks.wording.predicate_words import Predicate
from methodology.checks.wording.tokens import Token
from methodology.checks.wording.word_sorts import FINITE, UNCLEAR, Sort
from methodology.model.word_forms import WordForms, together, union

_PAIR = 2
_LIST = ":"


class SubjectNouns:
    """What may be the subject of a predicate."""

    def __init__(self, predicate: Predicate) -> None:
        self.predicate, self.forms, self.items = predicate, predicate.forms, predicate.items
        self.verb, self.words = predicate.verb, predicate.words
        self.is_copula = predicate.is_being and not predicate.said

    @property
    def has_pronoun(self) -> bool:
        """Whether the relative pronoun that opens the clause may be its subject."""
        forms, opening = self.forms, self.predicate.frame.opening
        if opening == forms.tables.verbs["relative"]:
            return self.words.isdisjoint(forms.rows["object_pronouns"])
        is_governed = any(item.sort is Sort.PREPOSITION for item in self.items[: _PAIR + 1])
        return (opening in forms.clauses["relative"] and not is_governed) or opening in forms.clauses["opening_verbs"]

    @cached_property
    def bare(self) -> list[ClauseItem]:
        """The items that no preposition governs."""
        found, is_governed = [], False
        for at, item in enumerate(self.items):
            if not is_governed or item.sort in FINITE:
                found.append(item)
            is_governed = self._governs(at, item) if is_governed else item.sort is Sort.PREPOSITION
        return found

    def _governs(self, at: int, item: ClauseItem) -> bool:
        """Whether what stands behind an item that a preposition governs is governed too."""
        if item.phrase is not None or at + 1 == len(self.items):
            return False
        after = self.items[at + 1]
        if item.sort in (Sort.ADJECTIVE, Sort.JOINING):
            return True
        is_sign = after.sort is Sort.OPAQUE and not after.token.is_word
        is_attribute = self._is_attribute(item) or not item.token.is_word
        is_before = is_attribute and self.predicate.sentence.reader.follows(after.place)
        return item.sort is Sort.OPAQUE and (is_sign or is_before)

    def _is_attribute(self, item: ClauseItem) -> bool:
        """Whether a pronoun may stand before its noun: ``ta način``, ``vsak kazalnik``."""
        small, forms = item.token.small, self.forms
        return small in forms.determiners or small in forms.words["each"] | forms.rows["demonstratives"]

    @cached_property
    def has_object(self) -> bool:
        """Whether a noun may be what is done: the verb is active, and has no other object."""
        forms, predicate = self.forms, self.predicate
        if predicate.is_reflexive:
            return bool(predicate.number & predicate.singular)
        if not self.words.isdisjoint(forms.rows["impersonal"]) or self._has_sort(Sort.INFINITIVE):
            return True
        if predicate.is_being:
            is_active = any(one.sort is Sort.PAST and one.token.small not in forms.rows["been"] for one in self.items)
            return is_active and not (self._has_object_behind or self._has_own_preposition)
        is_of_two = not predicate.number & ~predicate.dual
        if self._has_own_preposition or self.has_other_object or (is_of_two and not self._has_two):
            return False
        return forms.present(self.verb.token.small)[1]

    @property
    def _has_own_preposition(self) -> bool:
        """Whether the verb has the preposition that it never stands without: ``prispeva k ciljem``."""
        verbs = [self.verb, *(item for item in self.items if item.sort is Sort.PAST)]
        own = {one for item in verbs for one in prepositions_of(item.token.small, self.forms)}
        return any(item.phrase is not None and item.phrase.preposition in own for item in self.items)

    @cached_property
    def has_other_object(self) -> bool:
        """Whether the object is a pronoun, or a noun that can be nothing else."""
        forms = self.forms
        object_ = forms.of_case[forms.tables.object]
        if not self.words.isdisjoint(forms.rows["object_pronouns"]):
            return True
        phrases = (item.phrase for item in self.items if item.phrase is not None)
        slots = (phrase.slots & forms.bare for phrase in phrases if not (phrase.preposition or phrase.number))
        return any(own and not own & ~object_ for own in slots)

    @cached_property
    def _has_object_behind(self) -> bool:
        """Whether the object of the one verb in the past stands right behind it: ``je ministrstvo kupilo opremo``."""
        forms, behind = self.forms, self._behind_past
        phrase = behind[0].phrase if behind else None
        is_several = any(joins(item, forms) and item.token.text != COMMA for item in behind)  # in drugim podelili
        if phrase is None or phrase.preposition or phrase.number or is_several:
            return False
        own, is_time = phrase.slots & forms.bare, any(forms.is_of_time(reading.lemma) for reading in phrase.readings)
        return bool(own) and not own & ~forms.of_case[forms.tables.object] and not is_time

    @property
    def _behind_past(self) -> list[ClauseItem]:
        """The items behind its verb in the past; none where it has none or several."""
        past = [one.token for one in self.predicate.said if one.is_past]
        places = [at for at, item in enumerate(self.items) if item.token in past]
        return self.items[places[0] + 1 :] if len(places) == 1 else []

    @cached_property
    def _has_two(self) -> bool:
        """Whether another word of the text speaks of two, so that two may be meant."""
        tokens = self.predicate.sentence.tokens
        return any(_is_two(token, self.forms) for token in tokens if token is not self.verb.token)

    def _has_sort(self, sort: Sort) -> bool:
        return any(item.sort is sort for item in self.items)

    @property
    def may_take_genitive(self) -> bool:
        """Whether a noun may be a genitive that its verb, an amount or what denies it asks for."""
        return self._has_genitive

    @property
    def has_other_verb(self) -> bool:
        """Whether an infinitive stands in the clause, or a word that asks for one."""
        return self._has_sort(Sort.INFINITIVE) or not self.words.isdisjoint(self.forms.rows["impersonal"])

    @cached_property
    def _has_genitive(self) -> bool:
        rows = self.forms.rows
        is_negated = not self.words.isdisjoint(rows["negations"] | rows["amounts"])
        return (self.is_copula and not self._is_before_list) or is_negated or self._has_stem("genitive_stems")

    @property
    def _is_before_list(self) -> bool:
        """Whether a colon stands right behind the verb, and what the subject is behind that."""
        tokens, end = self.predicate.sentence.tokens, self.items[-1].end
        return self.items[-1] is self.verb and end < len(tokens) and tokens[end].text == _LIST

    def _has_stem(self, name: str) -> bool:
        return any(word.startswith(tuple(self.forms.rows[name])) for word in self.words)

    def nominative(self, item: ClauseItem) -> int:
        """The slots of an item as a subject; of a quantity those of its own word."""
        phrase, subject = item.phrase, self.predicate.subject
        if phrase is None:
            return self._alone(item) & subject
        if phrase.preposition in self.forms.words["quantities"]:
            return together(self.forms.nouns(phrase.preposition)) & subject
        if not phrase.slots and any(one.token is phrase.tokens[0] for one in self.predicate.said):
            return together(phrase.readings) & subject
        return 0 if phrase.preposition else phrase.slots & subject

    def _alone(self, item: ClauseItem) -> int:
        """The slots of a word in no phrase: of what may be a verb too, and of a state called as by an adjective."""
        forms, small = self.forms, item.token.small
        if item.sort is Sort.AMBIGUOUS:
            return together(forms.nouns(small))
        return forms.adjective(small) & self.predicate.singular if self._is_state(item) else 0

    def _is_state(self, item: ClauseItem) -> bool:
        """Whether an adjective with a capital stands alone before a verb: ``je Hrvaška namenila``."""
        is_name = item.sort is Sort.ADJECTIVE and item.token.text.istitle()
        at = self.items.index(item)
        is_before = any(one.sort in (Sort.PAST, Sort.BEING) for one in self.items[at + 1 : at + 2])
        return is_name and is_before and item.token.small.endswith(tuple(self.forms.words["both_name_and_not"]))

    @cached_property
    def clear(self) -> list[ClauseItem]:
        """The items that can be nothing but the subject."""
        frame = self.predicate.frame
        is_begun = not all(joins(item, self.forms) for item in self.items[: self.predicate.at])
        firsts = {item.phrase.tokens[0] for item in self.items if item.phrase is not None}
        is_open = is_begun or any(one.token not in firsts for one in self.predicate.said) or not self.predicate.is_being
        is_open = is_open and not (self.is_copula and (frame.opening or frame.is_joined_before))
        return [item for item in self.bare if (is_open or item.place < self.verb.place) and self._is_clear(item)]

    def _is_clear(self, item: ClauseItem) -> bool:
        phrase = item.phrase
        if not self.nominative(item):
            return False
        if phrase is None:
            return item.place == self.predicate.sentence.first or self._is_state(item)
        at = self.items.index(item)
        before = None if self._is_contrasted(at) else self.items[at - 1] if at else None
        is_time = any(self.forms.is_of_time(reading.lemma) for reading in phrase.readings)
        if phrase.number or not item.is_own or is_time or (before and not self._may_begin_behind(before, phrase)):
            return False
        slots = together(self.forms.nouns(phrase.preposition)) if phrase.preposition else phrase.slots
        return not slots & self._other_slots(is_first=before is None and item.place < self.verb.place)

    def _other_slots(self, *, is_first: bool) -> int:
        """The slots without a preposition that a noun may have as something else than the subject."""
        forms = self.forms
        others = forms.bare & ~self.predicate.subject
        if not self.has_object:
            others &= ~forms.of_case[forms.tables.object]
        if not self._has_genitive:
            others &= ~forms.of_case[forms.tables.genitive]
        is_given = self.has_object or self._has_stem("dative_stems")
        return others & ~forms.dependent if is_first and not is_given else others

    def _is_contrasted(self, at: int) -> bool:
        """Whether a comma and a contrast around a noun make it the first of its clause: ``, oprema pa je bila``."""
        if not at or self.items[at - 1].token.text != COMMA:
            return False
        behind = next((to for to in range(at + 1, len(self.items)) if not self._is_bare_phrase(self.items[to])), at)
        is_contrast = self.items[behind].token.small in self.forms.rows["contrasting"]
        return is_contrast and self.items[behind + 1 : behind + _PAIR] == [self.verb]

    def _may_begin_behind(self, before: ClauseItem, phrase: NounPhrase) -> bool:
        """Whether a phrase is no attribute of what stands before it, nor joined to it."""
        forms = self.forms
        is_other = phrase.slots & forms.of_case[forms.tables.genitive] or not phrase.tokens[0].text.islower()
        if before.phrase is not None:
            is_apposed = any(reading.stem in forms.rows["apposed"] for reading in phrase.readings)
            return not (is_other or is_apposed)
        if before.sort is Sort.JOINING:
            return before.token.is_word and not joins(before, forms)
        if before.sort is Sort.OPAQUE:
            return self._is_attribute(before) or not (before.token.is_word or is_other)
        return before.sort not in UNCLEAR | {Sort.ADJECTIVE, Sort.PREPOSITION}

    @cached_property
    def only(self) -> int:
        """The slots of a noun that is the subject of an active verb alone; 0 where none is.

        It begins the clause, or stands between a verb of being and its verb in the past: ``je komisija odobrila``.
        """
        item = self.clear[0] if self.clear else None
        if item is None or (item.phrase is not None and item.phrase.preposition):
            return 0
        own = item.phrase.slots if item.phrase is not None else self._alone(item)
        own &= self.forms.bare
        is_alone = self._is_inside(item) if item.place > self.verb.place else self._begins(item)
        return own if is_alone and not own & ~self.predicate.subject else 0

    def _begins(self, item: ClauseItem) -> bool:
        """Whether a noun begins the clause of an active verb, and nothing is joined to it."""
        at = self.items.index(item)
        is_first = at == 0 or (at <= _PAIR and self.items[at - 1].sort in (Sort.OPENING, Sort.JOINING))
        is_joined = any(joins(one, self.forms) for one in self.items[at + 1 : self.predicate.at])
        return is_first and not is_joined and (self.has_object or self.has_other_object)

    def _is_inside(self, item: ClauseItem) -> bool:
        """Whether a noun stands behind the verb of being, and phrases alone between it and a verb in the past."""
        at, past = self.items.index(item), [one.token for one in self.predicate.said if one.is_past]
        behind = next((to for to in range(at + 1, len(self.items)) if self.items[to].token in past), at)
        is_next = all(self.predicate.is_adverb(one) for one in self.items[self.predicate.at + 1 : at])
        between = self.items[at + 1 : behind]
        is_plain = all(one.phrase is not None or self.predicate.is_adverb(one) for one in between)
        return behind > at and is_next and is_plain

    @property
    def has_unknown(self) -> bool:
        """Whether a word may be the subject, or a verb, that nobody knows; behind a verb with its subject none is."""
        return any(self._is_unknown(item) and not (self.only and item.place > self.verb.place) for item in self.bare)

    def _is_unknown(self, item: ClauseItem) -> bool:
        past = () if self.predicate.said else tuple(self.forms.tables.verbs["participles"])
        if self.forms.adjective(item.token.small) and item.token.small.endswith(self.forms.adverb_endings):
            return False
        return item.sort is Sort.UNKNOWN or (item.sort in UNCLEAR and item.token.small.endswith(past))

    @cached_property
    def possible(self) -> int:
        """The slots that the subject may have, whichever noun it is, and several of them together."""
        predicate, bare = self.predicate, self.bare
        found = {at: own for at, item in enumerate(bare) if (own := self.possible_of(at, item))}
        slots = union(found.values())
        joined = [at + 1 for at in range(min(found, default=0), len(bare) - 1) if joins(bare[at], self.forms)]
        members = {at for at in joined if at in found or (at - _PAIR in found and self._is_bare_phrase(bare[at]))}
        if members:
            slots = self._without_second(found) or slots
            several = self.forms.genders_of_subjects(slots) & predicate.subject
            singles = {at for at, own in found.items() if own & predicate.singular} | (members - found.keys())
            slots |= several & (predicate.plural | (predicate.dual if len(singles) >= _PAIR else 0))
        return slots

    def _without_second(self, found: Mapping[int, int]) -> int:
        """The slots of what may be the subject, without what is joined to the first of it behind the verb."""
        first = min(found)
        is_behind = self.bare[first].place >= self.predicate.last_place
        is_joined = is_behind and joins(self.bare[min(first + 1, len(self.bare) - 1)], self.forms)
        return union(own for at, own in found.items() if at != first + _PAIR) if is_joined else 0

    def _is_bare_phrase(self, item: ClauseItem) -> bool:
        return item.phrase is not None and not item.phrase.preposition

    def possible_of(self, at: int, item: ClauseItem) -> int:
        """The slots of an item as a subject; 0 of what can be none."""
        predicate = self.predicate
        if item.phrase is not None:
            return self._possible_phrase(item, item.phrase)
        if item.sort is Sort.INFINITIVE:
            return predicate.singular & predicate.subject
        if item.sort is Sort.AMBIGUOUS:
            is_first = item.place == predicate.sentence.first
            return self.nominative(item) & (self.forms.all_slots if is_first else ~predicate.dual)
        if item.sort is Sort.ADJECTIVE:
            own = self.forms.adjective(item.token.small) | self.forms.participle(item.token.small)
            is_said = any(one.token is item.token for one in predicate.said)
            return 0 if is_said else own & predicate.subject & ~predicate.dual
        is_beside = self._is_beside(at, item) or self._is_adverb(item)
        return self.forms.all_slots if item.sort is Sort.OPAQUE and not is_beside else 0

    def _is_adverb(self, item: ClauseItem) -> bool:
        """Whether a word of an amount tells none: ``niso več objavljeni``."""
        is_word = item.token.small in self.forms.rows["amounts"]
        return is_word and not self.predicate.tells_amount(self.items.index(item), item)

    def _is_beside(self, at: int, item: ClauseItem) -> bool:
        """Whether an opaque word is a name behind its noun, or a pronoun before it."""
        before = self.bare[at - 1] if at else None
        after = self.bare[at + 1] if at + 1 < len(self.bare) else None
        is_name = before is not None and (before.phrase is not None or before.sort is Sort.OPAQUE)
        return is_name or (after is not None and after.phrase is not None and self._is_attribute(item))

    def _possible_phrase(self, item: ClauseItem, phrase: NounPhrase) -> int:
        """The slots of a phrase as a subject; none behind a noun that it may belong to, nor of two there."""
        forms, own = self.forms, self.nominative(item)
        if phrase.preposition:
            return own | self._possible_quantity(phrase)
        if phrase.number and not self._is_counted_behind(item, phrase):
            return forms.of_number[forms.verb_number(phrase.count_form)] if phrase.count_form else forms.all_slots
        if phrase.number and not phrase.slots:
            return 0  # usposobitev 10 zaposlenih centra
        if not phrase.slots:  # so bili prenovljeni leta 2021
            is_time = any(forms.is_of_time(reading.lemma) for reading in phrase.readings)
            return own or (0 if is_time else forms.all_slots)
        at = self.items.index(item)
        before = self.items[at - 1] if at else None
        return self._behind(before, phrase, own) if before is not None else own

    def _possible_quantity(self, phrase: NounPhrase) -> int:
        """The slots of a quantity as a subject beside its own; none of a verb in the past: ``število ni vplivalo``."""
        predicate, forms = self.predicate, self.forms
        if phrase.preposition in forms.rows["counted_together"]:
            is_past = any(one.is_past for one in predicate.said)
            return 0 if is_past else predicate.singular & predicate.subject
        return forms.all_slots if phrase.preposition in forms.words["quantities"] and self.is_copula else 0

    def _is_counted_behind(self, item: ClauseItem, phrase: NounPhrase) -> bool:
        """Whether what is counted may belong to the noun right before it: ``nabava 5 kosov``."""
        at = self.items.index(item)
        before = self.items[at - 1] if at else None
        is_noun = before is not None and before.phrase is not None and not before.phrase.number
        return is_noun and phrase.fits(self.forms.of_case[self.forms.tables.genitive])

    def _behind(self, before: ClauseItem, phrase: NounPhrase, own: int) -> int:
        """The slots of a phrase as a subject behind an item."""
        forms = self.forms
        is_beside = before.phrase is not None or before.sort is Sort.OPAQUE or joins(before, forms)
        if is_beside and not any(_is_two(token, forms) for token in phrase.tokens):
            own &= ~self.predicate.dual
        is_genitive = phrase.slots & forms.of_case[forms.tables.genitive] and self.nominative(before)
        return 0 if is_genitive and not self.has_object else own


def _is_two(token: Token, forms: WordForms) -> bool:
    """Whether a word or number says that there are two."""
    dual = forms.of_number[forms.tables.numbers[1]]
    slots = forms.numerals.get(token.small, 0) or forms.slots_of_being(token.small)
    is_verb = forms.present(token.small)[0] == forms.tables.numbers[1]
    return token.counted == _PAIR or is_verb or bool(slots and not slots & ~dual)
