"""Clauses of a sentence, and the cases that the verb of each asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property, lru_cache
from itertools import pairwise

from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording.agreement import NounPhrase, PhraseReader, read_phrases, speaks_of_two
from methodology.checks.wording.coordination import past_slots
from methodology.checks.wording.tokens import Token, outside_quotes
from methodology.checks.wording.word_sorts import (
    FINITE,
    JOINING_MARKS,
    VERBS,
    Sort,
    is_passive,
    number_of_being,
    present_number,
    sort_of,
)
from methodology.model.word_forms import WordForms

_ENDS = frozenset(".;:!?")


class ClauseReader:
    """Reads the clauses of one sentence.

    ``span`` are the places of its first word and of its end, ``phrases`` those that begin in it, and ``said`` the
    places of the text that stand in no quotation.
    """

    def __init__(
        self,
        reader: PhraseReader,
        phrases: Sequence[NounPhrase],
        span: tuple[int, int],
        said: Set[int],
        *,
        is_name: bool,
    ) -> None:
        self.reader, self.forms, self.tokens = reader, reader.forms, reader.tokens
        self.first, self.last = first, last = span
        self.is_name, self.said = is_name, said
        self.phrases = {phrase.end - len(phrase.tokens): phrase for phrase in phrases}
        inside = {place for start, phrase in self.phrases.items() for place in range(start, phrase.end)}
        self.sorts = {
            place: sort_of(self.tokens[place], self.forms) for place in range(first, last) if place not in inside
        }
        self.sorts.update({place: self._in_place(place, sort) for place, sort in self.sorts.items()})

    def _in_place(self, place: int, sort: Sort) -> Sort:
        """What a word does that could be another one elsewhere."""
        if sort is Sort.AMBIGUOUS and self._is_verb(place):
            return Sort.PRESENT
        if sort is Sort.OPAQUE and place == self.first and self._is_past(place):
            return Sort.PAST
        is_quoted = place not in self.said and sort in (Sort.AMBIGUOUS, Sort.UNKNOWN)
        return Sort.OPAQUE if is_quoted or (sort is Sort.AMBIGUOUS and self._is_noun(place)) else sort

    def is_passive(self, place: int) -> bool:
        """Whether a participle of what is done stands at a place, which may be said of a subject."""
        return self.sorts.get(place) is Sort.ADJECTIVE and is_passive(self.tokens[place].small, self.forms)

    def clauses(self) -> Iterator[Clause]:
        """Yield the clauses in their order, each from a conjunction, or the beginning, to the next."""
        places = [self.first, *self._openings(), self.last]
        parts = [(begin, end) for begin, end in pairwise(places) if begin < end]
        verbs = [self._finite(begin, end) for begin, end in parts]
        is_each = all(len(found) <= 1 for found in verbs) and not self._has_unknown(parts[0][1], self.last)
        for (begin, end), found in zip(parts, verbs, strict=True):
            split = self._comma_between(found)
            if split is None:
                is_last = end == self.last or not self._has_comma(end, self.last)
                is_whole = is_each and (bool(found) or is_last)
                is_whole = is_whole or (len(found) == 1 and (begin == self.first or end == self.last))
                yield Clause(self, begin, end, is_whole=is_whole)
            else:
                yield Clause(self, begin, split, is_whole=True)
                yield Clause(self, split, end, is_whole=True)

    def _openings(self) -> list[int]:
        return [place for place, sort in self.sorts.items() if sort is Sort.OPENING and place > self.first]

    def _is_noun(self, place: int) -> bool:
        """Whether a word that may be a noun or a verb is a noun: behind a preposition or adjective, or at the end."""
        before = place - 1
        if before < self.first or not self.tokens[place].is_next:
            return False
        if place == self.last - 1 and Sort.OPENING not in self.sorts.values():
            return True
        small = self.tokens[before].small
        return small in self.forms.prepositions or self.forms.is_attribute(small)

    def _is_verb(self, place: int) -> bool:
        """Whether a word that may be a noun or a verb is a verb: behind a word that stands before verbs alone."""
        before = self.tokens[place - 1].small if place > self.first else ""
        return before in self.forms.rows["before_verbs"] and bool(self.forms.present(self.tokens[place].small)[0])

    def _is_past(self, place: int) -> bool:
        """Whether a sentence begins with a verb in the past, its verb of being behind it: ``Zahtevali so``."""
        token, behind = self.tokens[place], self.tokens[place + 1 : place + 2]
        small = token._replace(text=token.small)
        return bool(behind and behind[0].small in self.forms.finite and past_slots(self.forms, small))

    def _has_unknown(self, begin: int, end: int) -> bool:
        return any(self.sorts.get(place) in (Sort.UNKNOWN, Sort.AMBIGUOUS) for place in range(begin, end))

    def _has_comma(self, begin: int, end: int) -> bool:
        return any(self.tokens[place].text == "," for place in range(begin, end) if place in self.sorts)

    def _finite(self, begin: int, end: int) -> list[int]:
        return [place for place in range(begin, end) if self.sorts.get(place) in FINITE]

    def _comma_between(self, verbs: Sequence[int]) -> int | None:
        """The place of the comma that parts two clauses, if it is the only mark or conjunction between their verbs."""
        if len(verbs) != len(("one", "other")):
            return None
        commas = [place for place in range(*verbs) if place in self.sorts and self.tokens[place].text == ","]
        joins = [place for place in range(*verbs) if place in self.sorts and self._is_conjunction(place)]
        is_before_verb = commas[-1:] == [verbs[1] - 1]
        return commas[-1] if is_before_verb or (len(commas) == 1 and not joins) else None

    def _is_conjunction(self, place: int) -> bool:
        return self.tokens[place].small in self.forms.rows["joins"]

    @property
    def has_unknown_words(self) -> bool:
        """Whether a word in it may be a verb that nobody knows."""
        return self._has_unknown(self.first, self.last)

    @cached_property
    def is_heading_in_capitals(self) -> bool:
        """Whether it is written in capitals, and nothing stands in it beside nouns and what joins them."""
        words = [token for token in self.tokens[self.first : self.last] if token.is_word]
        sorts = {sort for place, sort in self.sorts.items() if self.tokens[place].is_word}
        return all(token.text.isupper() for token in words) and sorts <= {Sort.JOINING, Sort.PREPOSITION}

    @cached_property
    def has_dual(self) -> bool:
        """Whether a number or a verb is in the dual, or may be."""
        return speaks_of_two(self.tokens[self.first : self.last], self.forms)

    def without_dual(self, slots: int) -> int:
        """The slots without those of a dual that nothing in the sentence speaks of, where there are others."""
        return slots if self.has_dual else self.forms.without_two(slots)


class Clause:
    """A clause: its verb says which cases stand in it, its nouns and conjunctions what stands behind them."""

    def __init__(self, sentence: ClauseReader, begin: int, end: int, *, is_whole: bool) -> None:
        self.sentence, self.begin, self.end = sentence, begin, end
        self.forms, self.tokens, self.is_whole = sentence.forms, sentence.tokens, is_whole
        self.sorts = {place: sentence.sorts[place] for place in range(begin, end) if place in sentence.sorts}
        self.finite = [place for place, sort in self.sorts.items() if sort in FINITE]
        past = tuple(self.forms.tables.verbs["participles"])
        self.ambiguous = [place for place, sort in self.sorts.items() if sort is Sort.AMBIGUOUS]
        """The places of what may be a verb or a noun."""
        for place in self.ambiguous:
            is_noun = self.finite and not self.tokens[place].small.endswith(past)
            self.sorts[place] = Sort.OPAQUE if is_noun else Sort.UNKNOWN
        self.verbs = [place for place, sort in self.sorts.items() if sort in VERBS]
        self.is_known = is_whole and Sort.UNKNOWN not in self.sorts.values() and len(self.finite) <= 1
        self.is_known = self.is_known and not self._may_hide_verb

    @property
    def _may_hide_verb(self) -> bool:
        """Whether a noun may be its verb: ``se nameni``, ``evidence vodi urad, zato je``, ``ko oddajo prijave, se``."""
        if self.sorts.get(self.begin) is Sort.OPENING:
            return not self.finite or self._has_verb_behind_comma
        if self.ambiguous and self.finite and self._has_comma(self.ambiguous[0], self.finite[0]):
            return True
        return not (self.finite or self.words.isdisjoint(self.forms.rows["second_words"]))

    def _has_comma(self, begin: int, end: int) -> bool:
        return any(self.tokens[place].text == "," for place in range(begin, end) if place in self.sorts)

    @property
    def _has_verb_behind_comma(self) -> bool:
        """Whether its first verb begins what stands behind a comma, so that a verb before it is not known."""
        second = {place for place in self.sorts if self.tokens[place].small in self.forms.rows["second_words"]}
        commas = (place for place in self.sorts if place < self.finite[0] and self.tokens[place].text == ",")
        return any(place + 1 in second | {self.finite[0]} for place in commas)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words beside the phrases, in small letters."""
        return frozenset(self.tokens[place].small for place in self.sorts)

    @cached_property
    def is_reflexive(self) -> bool:
        """Whether its verb is reflexive, so that nothing is its object."""
        return self.forms.tables.verbs["reflexive"] in self.words

    @cached_property
    def number(self) -> int:
        """The slots of the number that its finite verb has; 0 where it has no subject but the speaker."""
        slots = self.forms.all_slots
        for place in self.finite:
            token = self.tokens[place]
            if self.sorts[place] is Sort.SPEAKER:
                return 0
            if self.sorts[place] is Sort.BEING:
                slots &= number_of_being(token.small, self.forms)
            else:
                slots &= self.forms.of_number.get(present_number(token.small, self.forms), slots)
        return slots

    @cached_property
    def is_active(self) -> bool:
        """Whether something may be its object: it has a verb that is neither passive nor one of being."""
        if not self.words.isdisjoint(self.forms.rows["impersonal"]):
            return True
        singular = self.number & self.forms.of_number[self.forms.tables.numbers[0]]
        for place in self.verbs:
            small = self.tokens[place].small
            is_own = self.sorts[place] in (Sort.PRESENT, Sort.SPEAKER) and self.forms.present(small)[1]
            is_past = self.sorts[place] is Sort.PAST and small not in self.forms.rows["been"]
            if self.sorts[place] is Sort.INFINITIVE or (
                (is_own or is_past) and (not self.is_reflexive or singular or not self.number)
            ):
                return True
        return False

    @property
    def _is_passive(self) -> bool:
        """Whether a participle is said of its subject: ``je določena``, ``bodo izvedene prilagoditve``."""
        if any(self._predicate(place) for place, sort in self.sorts.items() if sort is Sort.ADJECTIVE):
            return True
        phrases = self.sentence.phrases
        return any(
            self.tokens[place].small in self.forms.finite
            and place + 1 in phrases
            and self.forms.participle(phrases[place + 1].first_word)
            for place in self.finite
        )

    @cached_property
    def is_joined(self) -> bool:
        """Whether several things may be its subject."""
        return any(
            sort is Sort.JOINING and (self.tokens[place].text in JOINING_MARKS or self._joins(place))
            for place, sort in self.sorts.items()
        )

    def _joins(self, place: int) -> bool:
        return self.tokens[place].small in self.forms.rows["joins"] | self.forms.rows["pauses"]

    @cached_property
    def subject(self) -> int:
        """The slots that its verb asks of its subject, in the nominative."""
        forms, slots = self.forms, self.number & self.forms.of_case[self.forms.tables.subject]
        said = [place for place, sort in self.sorts.items() if sort in (Sort.PAST, Sort.ADJECTIVE)]
        singular = forms.of_number[forms.tables.numbers[0]]
        if self.is_joined:
            return slots if slots and not slots & ~singular else forms.of_case[forms.tables.subject]
        for place in said:
            own = self._past(place) if self.sorts[place] is Sort.PAST else self._predicate(place)
            slots &= own or forms.all_slots
        return slots

    def _past(self, place: int) -> int:
        token = self.tokens[place]
        if token.small not in self.forms.rows["been"]:
            return past_slots(self.forms, token)
        endings = self.forms.tables.verbs["participles"].items()
        return next((self.forms.slots(slots) for end, slots in endings if token.small.endswith(end)), 0)

    def _predicate(self, place: int) -> int:
        """The slots of a participle beside the verb of being; 0 of one that may be something else."""
        forms, token = self.forms, self.tokens[place]
        own = forms.participle(token.small) & forms.of_case[forms.tables.subject] & self.number
        return own if Sort.BEING in self.sorts.values() else 0

    @cached_property
    def roles(self) -> int:
        """The slots that a phrase can have in it by itself: as its subject, object, or what its verb asks for."""
        forms, cases = self.forms, self.forms.of_case
        if not (self.is_known and self.finite):
            return forms.bare if self.verbs or not self.is_known else 0
        allowed = self.subject
        is_copula = not (self.is_active or self._is_passive)
        if is_copula and not self.is_reflexive:
            allowed |= cases[forms.tables.subject]
        if self.is_active and not self.is_denied:
            allowed |= cases[forms.tables.object]
        is_being = is_copula and any(self.sorts[place] is not Sort.PRESENT for place in self.finite)
        return allowed | cases[forms.tables.genitive] if is_being or self._takes_genitive else allowed

    @cached_property
    def is_denied(self) -> bool:
        """Whether its verb is denied, so that its object stands in the genitive: ``ne bomo nabavili opreme``."""
        if Sort.INFINITIVE in self.sorts.values() or not self.words.isdisjoint(self.forms.rows["impersonal"]):
            return False
        denying = self.forms.tables.verbs["denying"]
        return any(self.tokens[place - 1].small == denying for place in self.finite if place > self.begin)

    @property
    def _takes_genitive(self) -> bool:
        """Whether it is negated, tells an amount, or has a verb that takes a genitive."""
        rows, words = self.forms.rows, self.words
        is_several = not self.number & self.forms.of_number[self.forms.tables.numbers[0]]
        is_said = is_several and self._is_passive and not self.is_active  # tablice niso vključene
        if not (is_said or words.isdisjoint(rows["negations"])) or not words.isdisjoint(rows["amounts"]):
            return True
        has_number = any(self.tokens[place].counted is not None for place in self.sorts)
        return has_number or any(word.startswith(tuple(rows["genitive_stems"])) for word in words)

    @cached_property
    def end_of_first(self) -> int:
        """Up to where all is one phrase: what stands before the word that stands second in a clause."""
        for place, sort in self.sorts.items():
            small = self.tokens[place].small
            if sort is Sort.BEING or small in self.forms.rows["second_words"]:
                return place
            if sort in (Sort.OPENING, Sort.UNKNOWN) or sort in VERBS or self.tokens[place].text in ",(":
                break
        return self.begin

    @cached_property
    def takes_dative(self) -> bool:
        """Whether a verb or a participle by itself takes a dative."""
        stems = tuple(self.forms.rows["dative_stems"])
        if any(word.startswith(stems) for word in self.words):
            return True
        phrases = self.sentence.phrases
        inside = (phrases[place] for place in range(self.begin, self.end) if place in phrases)
        return bool(self.finite) and any(
            token.small.startswith(stems) for phrase in inside for token in phrase.tokens[:-1]
        )


@lru_cache(maxsize=MOST_TEXTS)
def read_sentences(text: str, forms: WordForms, tag: str, *, is_name: bool = False) -> tuple[ClauseReader, ...]:
    """Return the sentences of a text; a name begins with its noun. Remembered, as several rules ask for them."""
    reader, phrases = read_phrases(text, forms, tag)
    said = frozenset(outside_quotes(reader.tokens))
    starts = [phrase.start for phrase in phrases]
    found = []
    for first, last in sentences(reader.tokens, forms.rows.get("shortened", frozenset())):
        inside = phrases[bisect_left(starts, first) : bisect_left(starts, last)]
        found.append(ClauseReader(reader, inside, (first, last), said, is_name=is_name and first == 0))
    return tuple(found)


def sentences(tokens: Sequence[Token], shortened: Set[str]) -> Iterator[tuple[int, int]]:
    """The places of the first word of each sentence and of its end.

    A full stop before a small letter, or of a shortened word, ends none.
    """
    first = 0
    for place, token in enumerate(tokens):
        follows = tokens[place + 1] if place + 1 < len(tokens) else None
        is_within = follows is not None and (follows.text[0].islower() or follows.start == token.end)
        is_within = is_within or (place > 0 and tokens[place - 1].small in shortened)
        if token.text in _ENDS and not (token.text == "." and is_within):
            if place > first:
                yield first, place
            first = place + 1
    if first < len(tokens):
        yield first, len(tokens)
