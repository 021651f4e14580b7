"""Nouns in a row: the case of a noun follows from the noun, preposition or conjunction before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import MOST_TEXTS
from methodology.checks.wording import agreement
from methodology.checks.wording.agreement import NounPhrase, PhraseReader, read_phrases, right_forms
from methodology.checks.wording.tokens import Token, with_numbers
from methodology.messages import spoken_language, translate
from methodology.model.objective import ObjectiveRisks
from methodology.model.programme import CommonRisks, Interventions, Programme, Registry, Value
from methodology.model.word_forms import WordForms, together, union

RULES = Rules(Family.WORDING, Scope.VALUE)

_ENDS = frozenset(".;:!?")
_PAUSES = frozenset(",(")
_MOST_BEFORE_VERB = 12
_CLOSING = frozenset(")«“–")
_PAUSES_AND_ENDS = _CLOSING | {","}

Breach = tuple[str, str]
"""A piece of a text, and what is said of it."""


class _SentencePhrases:
    """A sentence with its phrases. ``first`` and ``last`` are the places of its words; the last is not in it."""

    def __init__(
        self, reader: PhraseReader, phrases: Sequence[NounPhrase], first: int, last: int, *, is_name: bool
    ) -> None:
        self.reader, self.forms, self.tokens = reader, reader.forms, reader.tokens
        self.phrases = [phrase for phrase in phrases if first <= phrase.start and phrase.end <= last]
        self.first, self.last = first, last
        end = self._end_of_first_clause()
        self.is_bare = all(self.is_no_verb(place) for place in range(first, end))
        is_large = self.tokens[first].text[0].isupper()
        begins = bool(self.phrases) and self.phrases[0].tokens[0] is self.tokens[first]
        self.begins_name = begins and (is_name or (is_large and self.is_bare))
        self.end_of_one = end if self.is_bare else self._place_of_clitic()
        """Up to where everything is a single phrase: the whole of a name, or what stands before the verb of being."""

    @cached_property
    def tails(self) -> list[tuple[int, int]]:
        """What stands behind a passive verb with its subject before it: there is no subject or object any more."""
        forms, found = self.forms, []
        subjects = 0
        phrases = {phrase.end: phrase for phrase in self.phrases}
        for place in range(self.first, self.last):
            if place in phrases and not phrases[place].preposition:
                subjects |= self.slots(phrases[place]) & forms.of_case[forms.tables.subject]
            token = self.tokens[place]
            participle = forms.participle(token.small) & forms.of_case[forms.tables.subject]
            near = self.tokens[max(place - 4, self.first) : place]
            if participle & subjects and any(one.small in forms.finite for one in near):
                end = next((at for at in range(place + 1, self.last) if self._is_pause(at)), self.last)
                found.append((place, end))
        return found

    def _is_pause(self, place: int) -> bool:
        token = self.tokens[place]
        is_clause = token.small in self.forms.rows["joins"] or token.small in self.forms.rows["pauses"]
        return is_clause or not (token.is_word or token.counted is not None)

    def _place_of_clitic(self) -> int:
        """The place of the first short word that stands second in its clause; the beginning where none does."""
        for place in range(self.first, self.last):
            small = self.tokens[place].small
            if small in self.forms.finite or small in self.forms.rows["clitics"]:
                return place
            if self.tokens[place].text in _PAUSES or small in self.forms.clauses["opening"]:
                break
        return self.first

    def _end_of_first_clause(self) -> int:
        """Where the only clause begins that depends on the rest: ``žrtve, ki so prejele pomoč``; else the end."""
        opening = self.forms.clauses["opening"] | self.forms.clauses["relative"]
        commas = [place for place in range(self.first, self.last) if self.tokens[place].text == ","]
        for comma in commas[-1:]:
            if any(token.small in opening for token in self.tokens[comma + 1 : comma + 4]):
                return comma
        return self.last

    def is_no_verb(self, place: int) -> bool:
        """Whether a word is known and can be no verb."""
        token, forms = self.tokens[place], self.forms
        small = token.small
        if not token.is_word or (token.text[0].isupper() and place > self.first):
            return True
        if small in forms.rows["no_verbs"]:
            return True
        if small in forms.finite or small in forms.words["also_others"]:
            return False
        return bool(
            small in forms.rows["joins"]
            or small in forms.prepositions
            or forms.nouns(small.rpartition("-")[2])
            or forms.adjective(small)
            or forms.participle(small)
            or forms.guess_adjective(small)
            or small in forms.counting
        )

    def slots_before(self, phrase: NounPhrase) -> int:
        """The slots that something before a phrase can have, with which it may be joined."""
        forms = self.forms
        first = self._begin_of_joined(phrase)
        before = [one for one in self.phrases if first <= one.start and one.end <= phrase.start]
        found = union(self.slots(one) or one.slots or forms.all_slots for one in before)
        read = {place for one in before for place in range(one.start, one.end)}
        for place in range(first, phrase.start):
            token = self.tokens[place]
            if place in read:
                continue
            if token.small in forms.words["also_others"]:
                found |= together(forms.nouns(token.small))
            elif not forms.nouns(token.small):
                found |= forms.adjective(token.small) | forms.participle(token.small)
        return found

    def _begin_of_joined(self, phrase: NounPhrase) -> int:
        """The place from which on something may be joined with a phrase: behind the last verb, or the beginning.

        ``ukrepi, ki jih izvaja agencija, in projekti``: behind a clause that a comma or bracket ends, all of it.
        """
        if self.tokens[phrase.start - 2].text in _PAUSES_AND_ENDS:
            return self.first
        for place in range(phrase.start - 1, self.first - 1, -1):
            if self.tokens[place].text in _CLOSING:
                return self.first
            if self._is_verb(place) and not self.forms.nouns(self.tokens[place].small):
                return self.first if self._is_in_clause(place) else place
        return self.first

    def _is_in_clause(self, verb: int) -> bool:
        """Whether a verb stands in a clause that depends on another: ``dejavniki, ki vplivajo``."""
        opening = self.forms.clauses["opening"] | self.forms.clauses["relative"]
        before = self.tokens[max(verb - _MOST_BEFORE_VERB, self.first) : verb]
        return any(token.small in opening for token in before)

    @property
    def first_phrase(self) -> NounPhrase | None:
        """The phrase that a sentence begins with; a preposition of its own is a word of quantity: ``število``."""
        if not self.phrases or self.phrases[0].tokens[0] is not self.tokens[self.first] or self.phrases[0].number:
            return None
        phrase = self.phrases[0]
        is_bare = not phrase.preposition or phrase.preposition in self.forms.words["quantities"]
        return phrase if is_bare else None

    def is_end(self, phrase: NounPhrase) -> bool:
        """Whether no verb follows a phrase, so that no clause begins with it, and no noun before it is unknown."""
        is_known = all(self._is_no_other_noun(place) for place in range(self.first, phrase.start))
        commas = [place for place in range(phrase.end, self.last) if self.tokens[place].text in _PAUSES]
        end = commas[0] if commas[:1] == commas[-1:] != [] else self.last
        return is_known and all(self.is_no_verb(place) for place in range(phrase.end, end))

    def _is_no_other_noun(self, place: int) -> bool:
        """Whether a word is none that may be a noun without known forms."""
        small = self.tokens[place].small
        is_name = self.tokens[place].is_word and small[0] != self.tokens[place].text[0]
        is_known = small in self.forms.words["also_others"] or (self.is_no_verb(place) and not is_name)
        return is_known or bool(self.forms.nouns(small)) or self._is_verb(place)

    def _is_verb(self, place: int) -> bool:
        small = self.tokens[place].small
        is_listed = small in self.forms.finite or self.forms.present(small)[0]
        return bool(is_listed) or small.endswith(tuple(self.forms.rows["verb_endings"]))

    def slots(self, phrase: NounPhrase) -> int:
        """The slots that a noun can have beside its adjectives and preposition; a name begins with a subject."""
        slots = self.without_dual(phrase.slots & phrase.governed)
        is_subject = self.begins_name and phrase is self.phrases[0] and not phrase.preposition and not phrase.number
        return (slots & self.forms.of_case[self.forms.tables.subject]) or slots if is_subject else slots

    def following(self) -> Iterator[tuple[NounPhrase, NounPhrase]]:
        """The phrases without a preposition that stand right behind another, with that."""
        ends = {phrase.end: phrase for phrase in self.phrases}
        for phrase in self.phrases:
            before = ends.get(phrase.start)
            if (
                before is not None
                and self.reader.follows(phrase.start)
                and not phrase.preposition
                and not phrase.number
            ):
                yield before, phrase

    def joined(self) -> Iterator[tuple[NounPhrase, NounPhrase]]:
        """The phrases without a preposition that a conjunction joins to another, with that."""
        ends = {phrase.end: phrase for phrase in self.phrases}
        for phrase in self.phrases:
            before = ends.get(phrase.start - 1) or ends.get(phrase.start - 2)
            if before is not None and not phrase.preposition and not phrase.number:
                between = [token.small for token in self.tokens[before.end : phrase.start]]
                is_joined = between[-1] in self.forms.rows["joins"] and between[:-1] in ([], [","])
                if is_joined and self.reader.follows(phrase.start):
                    yield before, phrase

    def without_dual(self, slots: int) -> int:
        """The slots without those of a dual that nothing in the sentence speaks of, where there are others."""
        return slots if self._has_dual else (slots & ~self.forms.of_count.get("two", 0) or slots)

    @cached_property
    def _has_dual(self) -> bool:
        """Whether a number or a verb of being is in the dual, or may be."""
        forms = self.forms
        others, endings = ~forms.of_count.get("two", 0), tuple(forms.rows["dual_endings"])
        for token in self.tokens[self.first : self.last]:
            slots = forms.numerals.get(token.small, 0) or forms.slots_of_being(token.small)
            is_verb = token.small.endswith(endings) and not forms.nouns(token.small)
            if token.counted is not None or (slots and not slots & others) or is_verb:
                return True
        return False

    def has_word(self, names: frozenset[str], end: int) -> bool:
        """Whether one of the nouns stands in the sentence before a place."""
        return any(
            reading.lemma.partition(":")[2] in names
            for phrase in self.phrases
            if phrase.end <= end
            for reading in phrase.readings
        )


def _same_case(forms: WordForms, one: int, other: int) -> bool:
    return any(one & case and other & case for case in forms.of_case.values())


def _cases(forms: WordForms, slots: int) -> int:
    """Every slot of the cases that some slots have."""
    return union(case for case in forms.of_case.values() if slots & case)


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The places of the first word of each sentence and of its end; a full stop before a small letter ends none."""
    first = 0
    for place, token in enumerate(tokens):
        follows = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if token.text in _ENDS and not (token.text == "." and follows[:1].islower()):
            if place > first:
                yield first, place
            first = place + 1
    if first < len(tokens):
        yield first, len(tokens)


def _judge(text: str, forms: WordForms, tag: str, *, is_name: bool) -> Iterator[Breach]:
    reader, phrases = read_phrases(text, forms, tag)
    for first, last in _sentences(reader.tokens):
        sentence = _SentencePhrases(reader, phrases, first, last, is_name=is_name and first == 0)
        for before, phrase in sentence.following():
            yield from _judge_following(sentence, before, phrase, text)
        for before, phrase in sentence.joined():
            yield from _judge_joined(sentence, before, phrase, text)
        yield from _judge_first(sentence, text, is_name=is_name and first == 0)


def _judge_following(sentence: _SentencePhrases, before: NounPhrase, phrase: NounPhrase, text: str) -> Iterator[Breach]:
    """``razvoj sistemu``: a noun right behind another is its genitive, or stands beside it in the same case."""
    forms = sentence.forms
    own, slots = sentence.without_dual(phrase.slots), sentence.slots(before)
    if not own or not slots or _is_of_time(phrase, forms):
        return
    genitive = forms.of_case[forms.tables.genitive]
    is_in_one = phrase.end <= sentence.end_of_one
    if own & forms.bare and not is_in_one and not any(begin < before.start < end for begin, end in sentence.tails):
        return
    if _depends(sentence, before, phrase):
        return
    allowed = genitive
    if not is_in_one or sentence.has_word(forms.rows["with_dative"], phrase.start):
        allowed |= forms.dependent
    if own & allowed or _is_apposed(sentence, before, phrase):
        return
    right = right_forms(phrase, forms, genitive & _numbers_of(forms, own))
    yield _say(text, before, phrase, right)


def _depends(sentence: _SentencePhrases, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether the first noun may belong to an adjective before the second, or the second be said of another thing.

    ``za usposabljanje potrebna sredstva``; ``pri dejavniku besedilo, pri poglavju naslov``.
    """
    forms, first = sentence.forms, phrase.first_word
    if phrase.end - phrase.start > 1 and (forms.participle(first) or first.startswith(tuple(forms.rows["governing"]))):
        return True
    chain, ends = before, {one.end: one for one in sentence.phrases}
    while not chain.preposition and chain.start in ends:
        chain = ends[chain.start]
    start = chain.start - len(chain.preposition.split())
    is_pause = start == sentence.first or sentence.tokens[start - 1].text == ","
    if chain.preposition and not sentence.is_bare and phrase.end <= sentence.end_of_one:
        return True  # po mnenju sodišča odločba je
    return is_pause and chain.preposition in forms.rows["of_items"]


def _is_apposed(sentence: _SentencePhrases, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether two nouns stand beside each other in one case and number: ``država članica``, ``merska enota oseba``."""
    forms = sentence.forms
    one, other = sentence.slots(before), phrase.slots
    lemmas = {reading.lemma.partition(":")[2] for reading in (*before.readings, *phrase.readings)}
    is_name = phrase.tokens[-1].text[0].isupper() or phrase.tokens[0].text[0].isupper()
    if not is_name and lemmas.isdisjoint(forms.rows["apposed"]):
        return False
    if other & forms.of_case[forms.tables.subject]:
        return True
    return any(
        one & case & number and other & case & number
        for case in forms.of_case.values()
        for number in forms.of_number.values()
    )


def _judge_joined(sentence: _SentencePhrases, before: NounPhrase, phrase: NounPhrase, text: str) -> Iterator[Breach]:
    """``razvoj sistema in opremi``: what is joined has the case of something before it."""
    forms = sentence.forms
    own = phrase.slots
    if not own or _is_of_time(phrase, forms):
        return
    is_in_one = phrase.end <= sentence.end_of_one and all(map(sentence.is_no_verb, range(sentence.first, phrase.start)))
    if own & forms.bare and not is_in_one and not sentence.is_end(phrase):
        return
    own = sentence.without_dual(own)
    if not _cases(forms, sentence.slots_before(phrase)) & own:
        right = right_forms(phrase, forms, _cases(forms, sentence.slots(before)) & _numbers_of(forms, own))
        yield _say(text, before, phrase, right)


def _judge_first(sentence: _SentencePhrases, text: str, *, is_name: bool) -> Iterator[Breach]:
    """``Nadgradnjo sistema``: a name begins with a nominative, and no sentence with a bare locative."""
    forms = sentence.forms
    phrase = sentence.first_phrase
    if phrase is None or not (is_name or text[phrase.tokens[0].start].isupper()):
        return
    is_quantity = bool(phrase.preposition)
    own = together(forms.nouns(phrase.preposition)) if is_quantity else phrase.slots
    subject, allowed = forms.of_case[forms.tables.subject], forms.bare
    if is_name:
        own, allowed = sentence.without_dual(own), subject
    elif sentence.is_bare:
        allowed = subject | forms.of_case[forms.tables.genitive]
    if not own or own & allowed or _is_of_time(phrase, forms):
        return
    piece = phrase.piece(text)
    right = "" if is_quantity else right_forms(phrase, forms, subject & _numbers_of(forms, own))
    yield (
        piece,
        translate("'{piece}' at the beginning is no nominative; the noun is '{right}'", piece=piece, right=right)
        if right
        else translate("'{piece}' at the beginning is no nominative", piece=piece),
    )


def _numbers_of(forms: WordForms, slots: int) -> int:
    return union(number for number in forms.of_number.values() if slots & number)


def _is_of_time(phrase: NounPhrase, forms: WordForms) -> bool:
    return any(forms.is_of_time(reading.lemma) for reading in phrase.readings)


def _say(text: str, before: NounPhrase, phrase: NounPhrase, right: str) -> Breach:
    piece = text[before.tokens[-1].start : phrase.tokens[-1].end]
    if not right:
        return piece, translate("'{piece}' do not agree in gender, number or case", piece=piece)
    return piece, translate("'{piece}': behind '{noun}' stands '{right}'", piece=piece, noun=before.noun, right=right)


def find_breaches(text: str, forms: WordForms, tag: str, *, is_name: bool = False) -> tuple[Breach, ...]:
    """Return the breaches in a text of the language of the tag, each once; a name begins with its noun."""
    return _find_breaches(text, forms, tag, is_name, spoken_language())


@lru_cache(maxsize=MOST_TEXTS)
def _find_breaches(
    text: str,
    forms: WordForms,
    tag: str,
    is_name: bool,  # noqa: FBT001 (a key of the memory)
    _language: str,
) -> tuple[Breach, ...]:
    if not forms.rows:
        return ()
    known = [breach.piece for breach in agreement.find_breaches(text, forms, tag)]
    found = dict.fromkeys(_judge(text, forms, tag, is_name=is_name))
    return tuple(one for one in found if not any(piece in one[0] or one[0] in piece for piece in known))


def _is_name(value: Value | None) -> bool:
    """Whether a text is what a thing is called."""
    if value is None:
        return False
    kinds = (Registry, Interventions, CommonRisks, ObjectiveRisks)
    return isinstance(value.owner, kinds) or value.field == "name"


@RULES.warning("case-in-row")
def _find_in_rows(programme: Programme) -> Iterator[Found]:
    if programme.word_forms is None:
        return
    for text, said in with_numbers(programme):
        for piece, message in find_breaches(
            said, programme.word_forms, programme.facts.language, is_name=_is_name(programme.values.get(text.path))
        ):
            yield Found(text.path, message, piece)
