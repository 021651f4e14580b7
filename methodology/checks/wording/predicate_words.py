"""The predicate of a clause: its finite verb, and the participles and adjectives that are said of its subject."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.clauses import ClauseReader
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.frames import COMMA, ClauseItem, Frame, joins
from methodology.checks.wording.tokens import Token, TokenKind
from methodology.checks.wording.word_sorts import UNCLEAR, Sort, number_of_being, present_number
from methodology.model.word_forms import together, union

_DASHES = frozenset("-–—")


class SaidWord(NamedTuple):
    """A participle or adjective, and the slots of what it is said of."""

    token: Token
    slots: int
    is_past: bool = False
    """Whether it is a verb in the past, and none of being."""


class Predicate:
    """The finite verb of a frame, with what is said by it."""

    def __init__(self, frame: Frame, sentence: ClauseReader) -> None:
        self.frame, self.sentence, self.forms = frame, sentence, sentence.forms
        self.items, self.verb = frame.items, frame.verbs[0]
        self.at = self.items.index(self.verb)
        forms = self.forms
        self.subject = forms.of_case[forms.tables.subject]
        self.singular, self.dual, self.plural = (forms.of_number[number] for number in forms.tables.numbers)
        self.words = frozenset(item.token.small for item in self.items if item.phrase is None)
        """The words beside its phrases, in small letters."""
        self.is_being = self.verb.sort is Sort.BEING
        self.is_reflexive = any(self._is_reflexive(at, item) for at, item in enumerate(self.items))

    def _is_reflexive(self, at: int, item: ClauseItem) -> bool:
        """Whether a word makes its verb reflexive; behind a conjunction it belongs to another."""
        first, last = sorted((at, self.at))
        is_word = item.phrase is None and item.token.small == self.forms.tables.verbs["reflexive"]
        return is_word and not any(joins(one, self.forms) for one in self.items[first:last])

    @cached_property
    def number(self) -> int:
        """The slots of a subject of the number of the verb; 0 of a verb of the first person."""
        small = self.verb.token.small
        if self.is_being:
            return number_of_being(small, self.forms) & self.subject
        if self.verb.sort is Sort.SPEAKER:
            return 0
        return self.forms.of_number.get(present_number(small, self.forms), 0) & self.subject

    @cached_property
    def said(self) -> list[SaidWord]:
        """What is said of its subject; beside a verb in the past or an amount no adjectives are."""
        found = [one for at, item in enumerate(self.items) if (one := self._said(at, item))]
        past = [one for one in found if self._is_past(one.token)]
        has_amount = any(self.tells_amount(at, item) for at, item in enumerate(self.items))
        if has_amount or any(one.is_past for one in past):
            return past
        plain = [one for one in found if one in past or not one.token.small.endswith(self.forms.adverb_endings)]
        return plain or found

    @property
    def last(self) -> Token:
        """The last word that is said of its subject; its verb where nothing is."""
        return self.said[-1].token if self.said else self.verb.token

    @property
    def last_place(self) -> int:
        """The place of the last of its words."""
        tokens = [one.token for one in self.said]
        return max([self.verb.place, *(item.place for item in self.items if item.token in tokens)])

    def tells_amount(self, at: int, item: ClauseItem) -> bool:
        """Whether an item tells an amount by itself: not ``najmanj 70 %``, ``več kot 70 %`` and ``ni več``."""
        rows = self.forms.rows
        is_denied = at > 0 and self.items[at - 1].token.small in rows["negations"]
        if item.phrase is not None or is_denied or item.token.small not in rows["amounts"]:
            return False
        return all(one.token.kind is not TokenKind.NUMBER for one in self.items[at + 1 : at + 3])

    def _is_past(self, token: Token) -> bool:
        return any(item.token is token and item.sort is Sort.PAST for item in self.items)

    def _said(self, at: int, item: ClauseItem) -> SaidWord | None:
        """A participle or adjective of the predicate; None of what may belong to a noun."""
        is_governed = at > 0 and self.items[at - 1].sort is Sort.PREPOSITION
        if not (item.is_own and self.is_being) or is_governed or self._is_parted(at):
            return None
        small, slots, is_past = item.token.small, 0, False
        if item.sort is Sort.PAST:
            is_past = small not in self.forms.rows["been"]
            slots = past_slots(self.forms, item.token) if is_past else self._been(small)
        elif item.phrase is not None:
            slots = self._before_noun(at, item.phrase)
        elif item.sort is Sort.ADJECTIVE and self.stands_alone(at):
            own = self.forms.adjective(small) | self.forms.participle(small)
            slots = own & self.subject & ~self.forms.attributive(small)
        return SaidWord(item.token, slots, is_past) if slots else None

    def _been(self, small: str) -> int:
        endings = self.forms.tables.verbs["participles"].items()
        return union(self.forms.slots(slots) for end, slots in endings if small.endswith(end))

    def _is_parted(self, at: int) -> bool:
        """Whether an infinitive, or a conjunction that joins no participles, stands between the verb and a word."""
        first, last = sorted((at, self.at))
        if any(item.sort is Sort.INFINITIVE for item in self.items[first:last]):
            return True
        places = [
            place
            for place in range(first, last)
            if joins(self.items[place], self.forms) and not self._joins_governed(place)
        ]
        if not places:
            return False
        return at < self.at or places != [at - 1] or self._said(at - 2, self.items[at - 2]) is None

    def _joins_governed(self, at: int) -> bool:
        """Whether a conjunction joins what a preposition governs: ``za področje dela in prometa``."""
        behind = self.items[at + 1].phrase if at + 1 < len(self.items) else None
        if self.items[at].token.text == COMMA or behind is None or behind.preposition:
            return False
        if not behind.slots & ~self.subject:
            return False
        genitive = self.forms.of_case[self.forms.tables.genitive]
        for item in reversed(self.items[:at]):
            if item.phrase is None or item.phrase.preposition or not item.phrase.slots & genitive:
                return item.phrase is not None and bool(item.phrase.preposition)
        return False

    def _before_noun(self, at: int, phrase: NounPhrase) -> int:
        """The slots of a participle before its noun right behind the verb: ``bodo izvedene prilagoditve``."""
        is_joined = not self.number & self.singular and any(joins(item, self.forms) for item in self.items[at:])
        is_beside = at == self.at + 1 and not (phrase.preposition or phrase.number) and len(phrase.tokens) > 1
        if is_joined or not is_beside:
            return 0  # so potrjeno poročilo, račun in dokazilo
        own = self.forms.participle(phrase.first_word) & self.subject
        return own & phrase.slots or own

    def stands_alone(self, at: int) -> bool:
        """Whether an adjective belongs to no noun: none stands behind it, nor a preposition before it."""
        item, small = self.items[at], self.items[at].token.small
        before = self.items[at - 1] if at else None
        is_name = not item.token.text.islower() and item.place != self.sentence.first
        if is_name or self._may_be_noun(small):
            return False
        if before is not None and (before.sort in (Sort.PREPOSITION, Sort.ADJECTIVE) or before.token.text == COMMA):
            return False
        if small.endswith(self.forms.adverb_endings) and (at < self.at - 1 or not self.forms.participle(small)):
            return False
        return self._is_open_behind(at)

    def _may_be_noun(self, small: str) -> bool:
        words = self.forms.words
        return small.startswith(tuple(words["people"])) or small in words["also_others"]

    def _is_open_behind(self, at: int) -> bool:
        """Whether no noun stands behind a word that it may belong to."""
        after = next((item for item in self.items[at + 1 :] if not self.is_adverb(item)), None)
        if after is None or after.token.text == COMMA:
            return True
        if after.phrase is not None:
            return bool(after.phrase.preposition)
        if after.token.small in self.forms.rows["joins"]:
            return not self._begins_phrase(at + 2)
        return after.sort in (Sort.PREPOSITION, Sort.BEING)

    def _begins_phrase(self, at: int) -> bool:
        """Whether an adjective stands there before a noun, or a noun that nobody knows."""
        item = self.items[at] if at < len(self.items) else None
        if item is None:
            return False
        return len(item.phrase.tokens) > 1 if item.phrase else item.sort in UNCLEAR | {Sort.OPAQUE}

    def is_adverb(self, item: ClauseItem) -> bool:
        """Whether an item is a small word that joins nothing and is no noun."""
        is_word = item.sort is Sort.JOINING and item.token.is_word and not joins(item, self.forms)
        return is_word and not self.forms.nouns(item.token.small)

    @property
    def is_readable(self) -> bool:
        """Whether no dash parts it, and its verbs in the past are one."""
        past = [one for one in self.said if one.is_past]
        is_one = not past or (len(past) == len(self.said) and all(one.slots == past[0].slots for one in past))
        return is_one and not any(self._is_dash(item) for item in self.items)

    def _is_dash(self, item: ClauseItem) -> bool:
        """Whether a dash stands there between blanks."""
        tokens, place = self.sentence.tokens, item.place
        return item.token.text in _DASHES and place > 0 and tokens[place - 1].end < item.token.start

    def oblique(self) -> Token | None:
        """A participle of the predicate that stands in another case: ``je glede na vrsto določenim na``."""
        if self.said or not self.is_being:
            return None
        for at in range(self.at + 1, len(self.items)):
            item = self.items[at]
            if item.sort is Sort.ADJECTIVE and self.forms.participle(item.token.small):
                return item.token if self._is_oblique(at, item) else None
            if item.phrase is not None and not item.phrase.preposition and self.items[at - 1].phrase is None:
                return self._oblique_attribute(item.phrase) if at == self.at + 1 else None
            if item.phrase is None and not self.is_adverb(item):
                return None
        return None

    def _is_oblique(self, at: int, item: ClauseItem) -> bool:
        """Whether a participle can be no predicate: of quantities it stands in the genitive."""
        genitive = self.forms.of_case[self.forms.tables.genitive] & self.plural if self.number & self.singular else 0
        is_other = not self.forms.participle(item.token.small) & (self.subject | genitive)
        return is_other and item.is_own and self.stands_alone(at)

    def _oblique_attribute(self, phrase: NounPhrase) -> Token | None:
        """The participle right behind the verb that does not go with its subject: ``je predvidenim nabava``."""
        slots = 0 if self._may_be_noun(phrase.first_word) else self.forms.participle(phrase.first_word)
        is_subject = together(phrase.readings) & self.number and not (phrase.slots or phrase.number)
        is_wrong = slots and not slots & self.subject and is_subject
        return phrase.tokens[0] if is_wrong and not any(item.sort is Sort.PAST for item in self.items) else None
