"""What licenses the case of each noun phrase of a clause, so that one without a licence is known to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from methodology.checks.printed_texts import REFERENCE
from methodology.checks.wording.agreement import NounPhrase
from methodology.checks.wording.clauses import Clause, ClauseReader
from methodology.checks.wording.tokens import Token
from methodology.checks.wording.word_sorts import VERBS, Sort
from methodology.model.word_forms import WordForms, WordUse, together, union

_CONTINUED = frozenset(";:")


class Unlicensed(NamedTuple):
    """A phrase that no reading of its clause licenses, what stands before it, the slots that are licensed, the verb."""

    phrase: NounPhrase
    before: NounPhrase | None
    readings: tuple[WordUse, ...]
    """What the noun can be; of a quantity what that can be: ``število``."""
    own: int
    """The slots that it has."""
    licensed: int
    verb: Token | None


def unlicensed(sentence: ClauseReader) -> Iterator[Unlicensed]:
    """Yield the phrases of a sentence that nothing licenses."""
    outer = 0
    for clause in sentence.clauses():
        walk = _Walk(clause, outer)
        place = clause.begin
        while place < clause.end:
            phrase = sentence.phrases.get(place)
            if phrase is None:
                walk.pass_word(place)
                place += 1
                continue
            wrong = walk.pass_phrase(phrase)
            if wrong is not None:
                yield wrong
            place = max(phrase.end, place + 1)
        outer |= walk.open


def is_of_country(phrase: NounPhrase, before: NounPhrase, forms: WordForms) -> bool:
    """Whether a phrase is a country behind an action or quality, which has no such name."""
    is_country = all(use.stem in forms.words["proper_names"] for use in phrase.readings)
    endings = tuple(forms.rows["qualities"])
    return is_country and all(forms.is_action(use.lemma) or use.stem.endswith(endings) for use in before.readings)


class _Walk:
    """The way through a clause: what stood last, and what a conjunction may join to; ``outer`` of clauses before it."""

    def __init__(self, clause: Clause, outer: int) -> None:
        self.clause, self.sentence, self.forms = clause, clause.sentence, clause.forms
        self.tokens = clause.tokens
        self.before: NounPhrase | None = None
        """The phrase right before."""
        self.joined: NounPhrase | None = None
        """The phrase before, a conjunction between."""
        self.last: Sort | None = None
        """What stands right before; None at the beginning and behind a phrase."""
        self.open = 0
        self.reached_so_far = 0
        """The cases of the phrases before, without what an opaque word may be."""
        self.outer = outer
        self.reached = 0
        self.has_begun = False
        self.has_reference = False
        """Whether a value stood before, which may be the number two."""
        self.has_giving = False
        """Whether a noun that takes a dative stood before."""
        self.has_telling = False
        """Whether a noun of what is told to persons alone stood before."""
        self.governed = 0
        """The slots that a preposition allows whose noun is not known."""
        self.chain_preposition = ""
        """The preposition that the phrases in a row before begin with."""
        self.is_about_other = False
        """Whether the clause begins with a phrase that cannot be its subject: ``Dokazil upravičenec ni predložil``."""
        self.is_item = self.is_conjunction = False
        """Whether they begin the clause, or stand behind a comma."""

    def pass_word(self, place: int) -> None:
        """Go over a word that is in no phrase."""
        sort = self.clause.sorts[place]
        token = self.tokens[place]
        self.joined = (self.before or self.joined) if sort is Sort.JOINING else None
        self.has_reference = self.has_reference or token.text == REFERENCE
        self.is_conjunction = token.small in self.forms.rows["joins"]
        self.before = None
        if sort in VERBS or token.small in self.forms.rows["second_words"]:
            self.open = 0
        self.open |= self._cases(self._slots(sort, token))
        if not (sort is Sort.JOINING and self.last in (Sort.OPAQUE, Sort.UNKNOWN) and token.is_word is False):
            self.last = sort
        self.has_begun = self.has_begun or sort not in (Sort.OPENING, Sort.JOINING)

    def _slots(self, sort: Sort, token: Token) -> int:
        """The slots of a word that something may be joined to."""
        forms = self.forms
        if sort is Sort.PREPOSITION:
            self.governed = union(forms.government[words] for words in forms.prepositions[token.small])
        if sort is Sort.ADJECTIVE:
            own = forms.adjective(token.small) | forms.participle(token.small)
            return own & self.governed if self.last is Sort.PREPOSITION else own & (self.governed | forms.bare)
        if sort in (Sort.OPAQUE, Sort.UNKNOWN):
            return (together(forms.nouns(token.small)) if self.last is None else 0) or self._any()
        return 0

    def pass_phrase(self, phrase: NounPhrase) -> Unlicensed | None:
        """Go over a phrase; it is returned where nothing licenses it."""
        reached, wrong = self._reach(phrase)
        is_telling = self._is_listed(phrase, "told_to_persons")
        self.has_telling = self.has_telling or is_telling
        self.has_giving = self.has_giving or (self._is_listed(phrase, "with_dative") and not is_telling)
        if self.before is None:
            start = phrase.end - len(phrase.tokens)
            self.is_item = start == self.clause.begin or self.tokens[start - 1].text == ","
            self.chain_preposition = phrase.preposition
            is_begun = start == self.clause.begin and bool(self.clause.finite)
            self.is_about_other = is_begun and not reached & self.forms.of_case[self.forms.tables.subject]
        genitive = self.forms.of_case[self.forms.tables.genitive]
        if self.before is not None and self.chain_preposition and phrase.end <= self.clause.end_of_first:
            reached = reached & genitive or reached  # s krepitvijo zmogljivosti se poveča
        self.before, self.joined, self.last, self.reached, self.has_begun = phrase, None, None, reached, True
        self.governed = 0
        self.open |= self._cases(reached)
        first = reached & self.forms.of_case[self.forms.tables.subject] if self._begins(phrase) else 0
        self.reached_so_far |= self._cases(first or reached)
        return wrong

    def _reach(self, phrase: NounPhrase) -> tuple[int, Unlicensed | None]:
        """The slots that a phrase can have where it stands, and the phrase if it can have none."""
        forms, own = self.forms, self._own(phrase)
        genitive = forms.of_case[forms.tables.genitive]
        if phrase.preposition in forms.words["quantities"]:
            self.open |= forms.bare
            own = self._of_quantity(phrase)
            allowed = self._at_beginning() if own and self._begins(phrase) else self._licensed(phrase)
            uses = forms.nouns(phrase.preposition)
            return genitive, None if not own or own & allowed else self._unlicensed(phrase, uses, own, allowed)
        if phrase.number or phrase.preposition:
            return (own & phrase.governed or own) if phrase.preposition else forms.bare, None
        if not own or self._is_free(phrase):
            return own or forms.all_slots, None
        own, allowed = self._in_singular(phrase, own), self._licensed(phrase)
        if own & allowed:
            return own & allowed, None
        return own, self._unlicensed(phrase, phrase.readings, own, self._of_first_action(phrase) or allowed)

    def _of_quantity(self, phrase: NounPhrase) -> int:
        """The slots of a quantity before what is counted; it is one, unless its verb is of several: ``Števila so``.

        What begins a text that is no name may go on with another one.
        """
        own = together(self.forms.nouns(phrase.preposition))
        singular = self.forms.of_number[self.forms.tables.numbers[0]]
        is_one = not self.clause.finite or self.clause.number & singular
        is_one = is_one and (self.sentence.is_name or not self._begins(phrase))
        return own & singular or own if is_one else own

    def _unlicensed(self, phrase: NounPhrase, readings: tuple[WordUse, ...], own: int, allowed: int) -> Unlicensed:
        clause = self.clause
        verb = self.tokens[clause.finite[0]] if clause.finite and clause.is_known else None
        return Unlicensed(phrase, self.before or self.joined, readings, own, allowed, verb)

    def _begins(self, phrase: NounPhrase) -> bool:
        return phrase.end - len(phrase.tokens) == self.clause.begin

    def _own(self, phrase: NounPhrase) -> int:
        """The slots of a phrase; without those of the dual where no number may stand before it."""
        is_heading = self._begins(phrase) and not self.clause.verbs and not self.sentence.is_name
        is_open = self.has_reference or is_heading or self.last in (Sort.OPAQUE, Sort.UNKNOWN)
        return phrase.slots if is_open else self.sentence.without_dual(phrase.slots)

    def _any(self) -> int:
        """Every slot that may stand behind what is opaque."""
        return self.forms.bare | self.governed

    def _is_free(self, phrase: NounPhrase) -> bool:
        """Whether a phrase may stand in any case: it tells a time, or its first word governs what is before it."""
        forms, first = self.forms, phrase.first_word
        if any(forms.is_of_time(reading.lemma) for reading in phrase.readings):
            return not self._is_dated(phrase)
        is_long = phrase.end - phrase.start > 1 and self.before is not None
        if is_long and (forms.participle(first) or first.startswith(tuple(forms.rows["governing"]))):
            return bool(phrase.slots & forms.bare) or self._is_governed(phrase)
        behind = self.sentence.phrases.get(phrase.end)
        if behind is None or behind.preposition or behind.end - behind.start == 1:
            return False
        return behind.first_word.startswith(tuple(forms.rows["dative_stems"]))

    def _is_dated(self, phrase: NounPhrase) -> bool:
        """Whether a noun of time with its number stands behind a point in it: ``do konca leta``."""
        before, behind = self.before, self.tokens[phrase.end : phrase.end + 1]
        if before is None or len(phrase.tokens) > 1 or not self._is_listed(before, "points_in_time"):
            return False
        genitive = self.forms.of_case[self.forms.tables.genitive]
        resting = {stem for stem, _ in self.forms.resting.get(before.preposition, ())}
        is_point = before.slots & before.governed & genitive or any(use.stem in resting for use in before.readings)
        return bool(is_point) and any(token.text == REFERENCE or token.text.isdigit() for token in behind)

    def _is_governed(self, phrase: NounPhrase) -> bool:
        """Whether a preposition before a phrase in its clause allows its case: ``s terorizmom povezanimi tveganji``."""
        for place in range(self.clause.begin, phrase.start):
            length = self.sentence.reader.preposition(place)
            words = tuple(token.small for token in self.tokens[place : place + length])
            if self.forms.government.get(words, 0) & phrase.slots:
                return True
        return False

    def _licensed(self, phrase: NounPhrase) -> int:
        """The slots that something licenses for a phrase without preposition or number."""
        roles = self._any_role(phrase)
        if self.last in (Sort.OPAQUE, Sort.UNKNOWN, Sort.PREPOSITION) or (
            self.before is not None and not self.sentence.reader.follows(phrase.start)
        ):
            return self._any() | self.open
        if self.before is not None:
            return self._behind_phrase(phrase, roles)
        if self.last is Sort.JOINING:
            return self._joined(phrase)
        if self.last is Sort.ADJECTIVE:
            return self._any() | self.open
        if self.last in (None, Sort.OPENING):
            return self._at_beginning() & ~self._not_given(phrase) | self._dative(phrase)
        is_said = self.clause.sorts.get(phrase.start - 2) is Sort.SPEAKER and self.clause.is_active
        is_past = self.last is Sort.PAST and self.tokens[phrase.start - 1].small not in self.forms.rows["been"]
        is_of_speaker = is_past and is_said  # smo upoštevali dejavnike
        is_of_none = self.last is Sort.INFINITIVE and self.clause.is_known and not self.clause.finite  # okrepiti boj
        return roles & ~self.forms.of_case[self.forms.tables.subject] if is_of_speaker or is_of_none else roles

    def _any_role(self, phrase: NounPhrase) -> int:
        """What the verb asks for; all where a comma parts it from the phrase, so that a clause may begin between."""
        clause = self.clause
        first, last = sorted((phrase.start, clause.finite[0])) if clause.finite else (0, 0)
        is_apart = any(self.tokens[place].text == "," for place in range(first, last) if place in clause.sorts)
        return self.forms.bare if is_apart else clause.roles | self._dative(phrase)

    def _joined(self, phrase: NounPhrase) -> int:
        """The cases of what stands before; and what the verb asks for, if another clause may begin here."""
        clause = self.clause
        if not self.has_begun:
            return self.forms.all_slots
        if self._is_second_action(phrase):
            both = self.forms.of_case[self.forms.tables.subject] | self.forms.of_case[self.forms.tables.object]
            return self.reached_so_far | (both if clause.verbs or not clause.is_known else 0)
        if not self.open:
            is_known = clause.is_known and clause.finite
            return self._any_role(phrase) | self.governed if is_known else self.forms.all_slots
        if phrase.end <= clause.end_of_first or self._is_in_first_row(phrase) or self._is_last(phrase):
            return self.open | self.outer | self._said_behind(phrase)
        return self.open | self.outer | clause.roles | (self.forms.dependent if clause.takes_dative else 0)

    def _is_second_action(self, phrase: NounPhrase) -> bool:
        """Whether a conjunction alone parts an action from another behind a preposition: ``pri zbiranju in obdelavi``.

        The first has nothing of its own that it is done to, so that both have one case.
        """
        first, singular = self.joined, self.forms.of_number[self.forms.tables.numbers[0]]
        if first is None or not (first.preposition and self.is_conjunction) or first.end != phrase.start - 1:
            return False
        are_actions = all(self._is_action(one) for one in (first, phrase))
        return are_actions and bool(first.slots & first.governed & singular)

    def _in_singular(self, phrase: NounPhrase, own: int) -> int:
        """The slots of a phrase; the second of two actions is several behind an accusative alone: ``usposabljanja``."""
        forms, governed = self.forms, self._of_first_action(phrase)
        is_one = governed and not governed & forms.of_case[forms.tables.object]
        return own & forms.of_number[forms.tables.numbers[0]] or own if is_one else own

    def _of_first_action(self, phrase: NounPhrase) -> int:
        """The slots of the cases of the first of two actions; 0 of another phrase."""
        first = self.joined
        return self._cases(first.slots & first.governed) if first and self._is_second_action(phrase) else 0

    def _is_action(self, phrase: NounPhrase) -> bool:
        return any(self.forms.is_action(reading.lemma) for reading in phrase.readings)

    def _is_last(self, phrase: NounPhrase) -> bool:
        """Whether a conjunction stands before a phrase and no verb behind it."""
        return self.is_conjunction and not any(
            place >= phrase.end and (sort in VERBS or sort is Sort.UNKNOWN) for place, sort in self.clause.sorts.items()
        )

    def _said_behind(self, phrase: NounPhrase) -> int:
        """The slots of a subject behind a reflexive verb: ``pričakuje se sisteme ter zaščita``."""
        clause = self.clause
        is_behind = bool(clause.finite) and phrase.start > clause.finite[0]
        return clause.subject if clause.is_reflexive and clause.is_known and is_behind else 0

    def _is_in_first_row(self, phrase: NounPhrase) -> bool:
        """Whether a clause begins with a row behind a preposition that the phrase belongs to: ``Pri nakupu in``."""
        clause = self.clause
        if not self.chain_preposition or clause.begin not in self.sentence.phrases or not self.is_conjunction:
            return False
        joins = self.forms.rows["joins"]
        is_both = phrase.end < clause.end and self.tokens[phrase.end].small in joins  # in vojaki in gasilci
        return not is_both and all(self.tokens[at].small in joins for at in clause.sorts if at < phrase.start)

    def _at_beginning(self) -> int:
        """What a clause can begin with: a name with its subject, what goes on behind a colon with anything."""
        forms, clause = self.forms, self.clause
        subject = forms.of_case[forms.tables.subject]
        is_first = clause.begin == self.sentence.first
        if self.tokens[clause.begin].small in forms.clauses["relative"]:
            return forms.all_slots
        opening = self.tokens[clause.begin - 1].text if clause.begin else ""
        if is_first and opening in _CONTINUED:
            return forms.all_slots
        if clause.is_known and clause.finite:
            return clause.roles
        if is_first and self.sentence.is_name:
            return subject
        if is_first and clause.is_known and self.tokens[clause.begin].text[0].isupper():
            return subject | forms.of_case[forms.tables.genitive]
        return forms.bare

    def _not_given(self, phrase: NounPhrase) -> int:
        """The slots of a dative that a sentence begins with, where nothing in it takes one; else 0."""
        sentence, stems = self.sentence, tuple(self.forms.rows["dative_stems"])
        if self.clause.begin != sentence.first or phrase.start != sentence.first or self.sentence.has_unknown_words:
            return 0
        if self.tokens[sentence.first].text.islower() and not sentence.is_name:
            return 0  # an item goes on with what announces its list
        is_taken = any(token.small.startswith(stems) for token in self.tokens[sentence.first : sentence.last])
        is_continued = bool(sentence.first) and self.tokens[sentence.first - 1].text in _CONTINUED
        is_other = is_taken or is_continued or self._is_receiver(phrase)
        return 0 if is_other else self.forms.dependent

    def _behind_phrase(self, phrase: NounPhrase, roles: int) -> int:
        """The genitive of what belongs to the noun, the case of what stands beside it, or what the verb asks for."""
        forms, clause = self.forms, self.clause
        if self._is_dated(phrase):
            return forms.of_case[forms.tables.genitive]
        given = self._given(phrase)
        if self.before is not None and self._is_counted_behind(self.before):
            return forms.of_case[forms.tables.genitive] | given
        allowed = forms.of_case[forms.tables.genitive] | (given if self._may_be_given(phrase) else 0)
        is_first = phrase.end <= self.clause.end_of_first and not (self.chain_preposition or self.is_about_other)
        if self._has_object_before(phrase):
            roles &= ~forms.of_case[forms.tables.object]
        elif self._is_apposed(phrase):
            allowed |= self._cases_and_numbers(self.reached) | forms.of_case[forms.tables.subject]
        if is_first:
            return allowed
        if clause.finite:
            allowed |= roles & ~(forms.dependent & ~given)
        elif not clause.is_known:
            allowed |= forms.bare
        elif clause.takes_dative:
            allowed |= given
        elif self.chain_preposition in forms.rows["of_items"] and self.is_item:
            allowed |= forms.bare
        return allowed

    def _is_counted_behind(self, before: NounPhrase) -> bool:
        """Whether a quantity stands behind a preposition, so that what is counted follows: ``s številom enot``."""
        is_quantity = before.tokens[-1].small in self.forms.rows["counted_together"]
        return is_quantity and bool(before.preposition) and before.fits(before.governed)

    def _given(self, phrase: NounPhrase) -> int:
        """The slots of a dative; 0 behind a quantity, but for an adjective: ``števila policistom danih vozil``."""
        assert self.before is not None  # noqa: S101 (asked behind a phrase)
        is_quantity = self.before.tokens[-1].small in self.forms.rows["counted_together"]
        is_of_behind = self.clause.sorts.get(phrase.end) is Sort.ADJECTIVE
        return 0 if is_quantity and not is_of_behind else self.forms.dependent

    def _has_object_before(self, phrase: NounPhrase) -> bool:
        """Whether what stands right before is the object, so that no other follows it: ``sprejela vrsto ukrepe``.

        A quantity is the object where it can be no subject, or every verb stands before it.
        """
        forms, before = self.forms, self.before
        assert before is not None  # noqa: S101 (asked behind a phrase)
        if before.preposition or not self._is_listed(before, "quantity_nouns"):
            return False
        object_, reached = forms.of_case[forms.tables.object], self.reached & forms.bare
        sorts = self.clause.sorts
        if not reached & object_ or not (self.clause.is_whole and self.clause.finite):
            return False
        verbs = VERBS | {Sort.UNKNOWN, Sort.AMBIGUOUS}
        is_behind_verbs = all(place < before.start for place, sort in sorts.items() if sort in verbs)
        return is_behind_verbs or not (reached | phrase.slots) & forms.of_case[forms.tables.subject]

    def _dative(self, phrase: NounPhrase) -> int:
        """The slots of the dative where the verb takes one, or does something for those that the phrase names."""
        clause = self.clause
        is_for = clause.is_active and clause.finite and self._is_listed(phrase, "beneficiaries")
        return self.forms.dependent if is_for or clause.takes_dative else 0

    def _may_be_given(self, phrase: NounPhrase) -> bool:
        """Whether a noun before takes a dative, one of what is told that of those who are told."""
        return self.has_giving or (self.has_telling and self._is_receiver(phrase))

    def _is_receiver(self, phrase: NounPhrase) -> bool:
        """Whether a phrase may name those whom something is given or told to."""
        is_living = any(self.forms.is_living(reading.lemma) for reading in phrase.readings)
        return is_living or self._is_listed(phrase, "beneficiaries")

    def _is_listed(self, phrase: NounPhrase, name: str) -> bool:
        words = self.forms.rows[name]
        return any(reading.stem in words for reading in phrase.readings)

    def _is_apposed(self, phrase: NounPhrase) -> bool:
        """Whether two nouns may stand beside each other in one case: ``država članica``, ``merska enota oseba``."""
        before = self.before
        assert before is not None  # noqa: S101 (asked behind a phrase)
        is_name = self._is_name(phrase) and not is_of_country(phrase, before, self.forms)
        return is_name or self._is_listed(before, "apposed") or self._is_listed(phrase, "apposed_behind")

    def _is_name(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is written as a name; in a heading in capitals what names begin with is one."""
        if not self.sentence.is_heading_in_capitals:
            return phrase.tokens[-1].text[0].isupper() or phrase.tokens[0].text[0].isupper()
        names = self.forms.words["proper_names"] | self.forms.words["heads_of_names"]
        return any(reading.stem in names or reading.lemma in names for reading in phrase.readings)

    def _cases_and_numbers(self, slots: int) -> int:
        """Every slot of the cases and numbers that some slots have."""
        cases, numbers = self.forms.of_case.values(), self.forms.of_number.values()
        return union(case & number for case in cases for number in numbers if slots & case & number)

    def _cases(self, slots: int) -> int:
        """Every slot of the cases that some slots have."""
        return union(case for case in self.forms.of_case.values() if slots & case)
