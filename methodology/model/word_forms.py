"""The forms of words and what they can stand for, from ``templates/languages/forms/``: nouns, adjectives, numerals.

What a form can be is a set of slots, each a gender, a number and a case, as the bits of an integer: words agree where
the sets have a slot in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple, TypeAlias

_NO_ENDING = "-"
_NO_FORM = "~"
_ANY = "*"
_NO_VERB = ("", True)
_LONGEST_ENDING = 4
SHORTEST_STEM = 3
"""A word of a fixed phrase that begins with so many letters finds the phrase."""
_SHORTEST_STEM = 6
"""Of words that a slip is looked for in: shorter ones are near too many others."""
_SHORTEST_BENT = 4
"""The same of words with a wrong ending."""
_SHORTEST_BORROWING = 3
"""The same of nouns with the ending of another one."""
_SHORTEST_CHANGED = 11
"""So many letters has a stem in which one is another letter."""
_LEFT_AT_END = 3
"""So many letters of it stay as they are at its end, where words differ by how they are made."""
_SHORTEST_TURNED = 7
"""So many letters has a word of which two have changed places: of no other form, or before the last: ``postokpe``."""
_PAIR = 2

Endings: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""By gender a line a number, an ending a case; ``-`` is none, ``|`` parts two that are both right."""


class WordUse(NamedTuple):
    """One word that a form can be, and its slots. ``lemma`` tells it from others: its paradigm and its stem."""

    lemma: str
    slots: int

    @property
    def stem(self) -> str:
        """The word as the list of its paradigm writes it: ``podat(e)k``."""
        return self.lemma.partition(":")[2]


@dataclass(frozen=True)
class FormTables:
    """The forms of a language as its file has them; the file says what each is."""

    cases: tuple[str, ...]
    numbers: tuple[str, ...]
    genders: tuple[str, ...]
    counts: Mapping[str, Mapping[str, object]]
    """What a counted noun stands in by the plural forms of CLDR: ``{number: pl, cases: [gen, dat]}``."""
    nouns: Mapping[str, Mapping[str, object]]
    adjectives: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    numerals: Mapping[str, str] = field(default_factory=dict)
    counting: Mapping[str, str] = field(default_factory=dict)
    counted_otherwise: Mapping[str, str] = field(default_factory=dict)
    government: Mapping[str, str] = field(default_factory=dict)
    finite: tuple[Mapping[str, str], ...] = ()
    only_after_prepositions: str = ""
    genitive: str = ""
    subject: str = ""
    object: str = ""
    analysed: Mapping[str, Any] = field(default_factory=dict)
    of_time: str = ""
    uncounted: str = ""
    pairs: str = ""
    labels: str = ""
    between: str = ""
    adverbials: str = ""
    head_before: str = ""
    joining: str = ""
    also_others: str = ""
    clauses: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    joins_compounds: bool = False
    compounds: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, Any] = field(default_factory=dict)
    dependent: str = ""
    with_genitive: str = ""
    adverb_endings: str = ""
    no_adverb_endings: str = ""
    action_endings: str = ""
    living_endings: str = ""
    impersonal: str = ""
    picked_from: str = ""
    guessed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    distributive: str = ""
    foreign: str = ""
    both_name_and_not: str = ""
    short_of_names: str = ""
    whole_endings: str = ""
    quantities: str = ""
    people: str = ""
    no_adverbs: str = ""
    joined_prepositions: str = ""
    joined_to_nouns: str = ""
    written_apart: Mapping[str, str] = field(default_factory=dict)
    mistaken_endings: Mapping[str, str] = field(default_factory=dict)
    mistaken_beginnings: Mapping[str, str] = field(default_factory=dict)
    borrowed_endings: Mapping[str, str] = field(default_factory=dict)
    borrowing: str = ""
    marked_letters: Mapping[str, str] = field(default_factory=dict)
    lost_letters: Mapping[str, str] = field(default_factory=dict)
    endings_of_short_names: str = ""
    counted_endings_of_short_names: str = ""
    comparative: Mapping[str, str] = field(default_factory=dict)
    names_of_two: Mapping[str, str] = field(default_factory=dict)
    states: str = ""
    proper_names: str = ""
    heads_of_names: str = ""
    fixed_prepositions: Mapping[str, str] = field(default_factory=dict)
    only_prepositions: Mapping[str, str] = field(default_factory=dict)
    set_phrases: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    written_small: Mapping[str, str] = field(default_factory=dict)
    adverbs_too: str = ""
    each: str = ""
    not_in_alphabet: str = ""
    infinitive: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    pronouns: Mapping[str, str] = field(default_factory=dict)
    determiners: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    own_possessive: str = ""
    possessives: Mapping[str, str] = field(default_factory=dict)
    verb_chains: Mapping[str, str] = field(default_factory=dict)
    governed_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    governing_gaps: str = ""
    fixed_phrases: str = ""
    set_nouns: str = ""
    resting: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    resting_actions: Mapping[str, str] = field(default_factory=dict)
    moving: Mapping[str, str] = field(default_factory=dict)


class _Paradigms:
    """Words that are looked up by stem and ending."""

    def __init__(self) -> None:
        self._stems: dict[str, list[tuple[str, Mapping[str, int]]]] = {}
        self._bare: dict[str, list[tuple[str, Mapping[str, int]]]] = {}
        self._known: dict[str, tuple[WordUse, ...]] = {}
        self._slots: dict[str, int] = {}
        self._words: dict[str, tuple[str, Mapping[str, int]]] = {}
        self._meant: set[str] = set()

    def add(self, name: str, words: str, endings: Mapping[str, int], rarer: str = "") -> None:
        """Add words of a paradigm; ``endings`` are the slots of each. None is a slip of one that is ``rarer``."""
        self._meant.update(_stems(word)[0] for word in words.split())
        for word in (*words.split(), *rarer.split()):
            lemma = f"{name}:{word}"
            before, alone = _stems(word)
            self._words[lemma] = (word, endings)
            self._stems.setdefault(before, []).append((lemma, endings))
            if _NO_ENDING in endings:
                self._bare.setdefault(alone, []).append((lemma, endings))

    def read(self, form: str) -> tuple[WordUse, ...]:
        """What a form can be."""
        uses = self._known.get(form)
        if uses is None:
            uses = self._known[form] = tuple(self._find(form))
        return uses

    def is_often_meant(self, stem: str) -> bool:
        """Whether a stem is that of a word of which others are taken for a slip."""
        return stem in self._meant

    def slots(self, form: str) -> int:
        """All slots of what a form can be."""
        slots = self._slots.get(form)
        if slots is None:
            slots = self._slots[form] = together(self.read(form))
        return slots

    def _find(self, form: str) -> Iterator[WordUse]:
        for lemma, endings in self._bare.get(form, ()):
            yield WordUse(lemma, endings[_NO_ENDING])
        for length in range(1, min(_LONGEST_ENDING, len(form) - 1) + 1):
            for lemma, endings in self._stems.get(form[:-length], ()):
                if form[-length:] in endings:
                    yield WordUse(lemma, endings[form[-length:]])

    def neighbours(self, form: str) -> Iterator[str]:
        """The forms that differ from one, which is none of these words, by two letters in turn or one more or less."""
        for length in range(min(_LONGEST_ENDING, len(form) - _SHORTEST_STEM + 1) + 1):
            stem, ending = (form[:-length], form[-length:]) if length else (form, _NO_ENDING)
            for other in {known for less in (stem, *shortened(stem)) for known in self._near.get(less, ())}:
                if other[0] == stem[0] and _is_slip(stem, other):
                    for _, endings in self._stems[other]:
                        if ending in endings:
                            yield other + form[len(stem) :]

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        """The stems by what each is without one of its letters, and by themselves; one may stand twice."""
        near: dict[str, list[str]] = {}
        for stem in self._stems:
            if len(stem) >= _SHORTEST_STEM and stem in self._meant:
                for less in (stem, *shortened(stem)):
                    near.setdefault(less, []).append(stem)
        return near

    def stems_of(self, lemma: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The stems of a word with the endings behind each; nothing of a word of other paradigms."""
        if lemma in self._words:
            word, endings = self._words[lemma]
            before, alone = _stems(word)
            yield before, frozenset(endings) - {_NO_ENDING}
            if _NO_ENDING in endings:
                yield alone, frozenset({""})

    def forms_of(self, lemma: str, slots: int) -> Iterator[str]:
        """The forms of a word that have one of the slots."""
        if lemma in self._words:
            word, endings = self._words[lemma]
            before, alone = _stems(word)
            for ending, own in endings.items():
                if own & slots:
                    yield alone if ending == _NO_ENDING else before + ending


def shortened(stem: str) -> Iterator[str]:
    """Yield a stem without each of its letters but the first."""
    return (stem[:place] + stem[place + 1 :] for place in range(1, len(stem)))


def _is_slip(stem: str, other: str) -> bool:
    """Whether two letters changed places, or one that is neither the first nor the last came or went.

    In a long stem one may be another letter, far from its end: ``nezainterisiran``.
    """
    if len(stem) == len(other):
        places = [place for place, (one, two) in enumerate(zip(stem, other, strict=True)) if one != two]
        if len(places) == 1:
            return len(stem) >= _SHORTEST_CHANGED and 1 < places[0] < len(stem) - _LEFT_AT_END
        return (
            len(places) == _PAIR
            and places[1] == places[0] + 1
            and stem[places[0]] == other[places[1]]
            and stem[places[1]] == other[places[0]]
        )
    longer, shorter = sorted((stem, other), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer) - 1)
    )


def _stems(word: str) -> tuple[str, str]:
    """The stem before an ending, and where there is none: ``podat(e)k``, ``sektor[j]``."""
    for opening, closing, is_alone in (("(", ")", True), ("[", "]", False)):
        if opening in word:
            start, _, rest = word.partition(opening)
            letters, _, end = rest.partition(closing)
            long, short = start + letters + end, start + end
            return (short, long) if is_alone else (long, short)
    return word, word


class WordForms:
    """The forms of a language, ready to be asked for; its tables are read when it is asked first."""

    def __init__(self, read: Callable[[], FormTables]) -> None:
        self._read = read

    @cached_property
    def tables(self) -> FormTables:
        """The tables of the language's file."""
        return self._read()

    @cached_property
    def _bits(self) -> dict[tuple[str, str, str], int]:
        tables = self.tables
        names = [(g, n, c) for g in tables.genders for n in tables.numbers for c in tables.cases]
        return {name: 1 << place for place, name in enumerate(names)}

    def slots(self, description: str) -> int:
        """The slots of ``m.du.nom m.du.acc``; ``*`` stands for every gender, number or case."""
        found = 0
        for one in description.split():
            gender, number, case = one.split(".")
            for (its_gender, its_number, its_case), bit in self._bits.items():
                if gender in (_ANY, its_gender) and number in (_ANY, its_number) and case in (_ANY, its_case):
                    found |= bit
        return found

    @cached_property
    def of_case(self) -> dict[str, int]:
        """The slots of each case."""
        return {case: self.slots(f"*.*.{case}") for case in self.tables.cases}

    def genders_of_subjects(self, slots: int) -> int:
        """The slots of the genders that a predicate can have beside a subject of the slots and others joined to it."""
        first, *others = self.of_gender.values()
        return first | sum(gender for gender in others if gender & slots)

    @cached_property
    def of_gender(self) -> dict[str, int]:
        """The slots of each gender."""
        return {gender: self.slots(f"{gender}.*.*") for gender in self.tables.genders}

    @cached_property
    def of_number(self) -> dict[str, int]:
        """The slots of each number."""
        return {number: self.slots(f"*.{number}.*") for number in self.tables.numbers}

    def without_two(self, slots: int) -> int:
        """The slots without those of two things, where there are others."""
        return slots & ~self.of_count.get("two", 0) or slots

    @cached_property
    def of_count(self) -> dict[str, int]:
        """The slots of what is counted, by the plural form of the count."""
        found = {}
        for form, one in self.tables.counts.items():
            cases = one.get("cases", self.tables.cases)
            assert isinstance(cases, Iterable)  # noqa: S101 (of a list in YAML)
            found[form] = self.slots(" ".join(f"*.{one['number']}.{case}" for case in cases))
        return found

    @cached_property
    def government(self) -> dict[tuple[str, ...], int]:
        """The slots that each preposition allows, by its words."""
        governed: dict[tuple[str, ...], int] = {}
        for case, prepositions in self.tables.government.items():
            for preposition in prepositions.split():
                words = tuple(preposition.split("_"))
                governed[words] = governed.get(words, 0) | self.of_case[case]
        return governed

    @cached_property
    def prepositions(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The prepositions by their first word, the longest first."""
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for words in sorted(self.government, key=len, reverse=True):
            found[words[0]] = (*found.get(words[0], ()), words)
        return found

    @cached_property
    def adverbials(self) -> frozenset[tuple[str, ...]]:
        """Phrases with a preposition that are adverbs, by their words: ``v glavnem``."""
        return frozenset(tuple(words.split("_")) for words in self.tables.adverbials.split())

    @cached_property
    def _nouns(self) -> _Paradigms:
        paradigms = _Paradigms()
        for name, one in self.tables.nouns.items():
            endings = self._endings({str(one["gender"]): one["endings"]})
            paradigms.add(name, str(one["words"]), endings, str(one.get("rarer", "")))
        return paradigms

    @cached_property
    def _adjectives(self) -> dict[bool, _Paradigms]:
        paradigms = {False: _Paradigms(), True: _Paradigms()}
        for name, one in self.tables.adjectives.items():
            endings = self._endings(one["endings"])
            paradigms[bool(one.get("loose"))].add(name, str(one["words"]), endings, str(one.get("rarer", "")))
        return paradigms

    def _endings(self, tables: object) -> dict[str, int]:
        slots: dict[str, int] = {}
        assert isinstance(tables, Mapping)  # noqa: S101 (of a mapping in YAML)
        for gender, lines in tables.items():
            for number, line in zip(self.tables.numbers, lines, strict=True):
                for case, endings in zip(self.tables.cases, line, strict=True):
                    for ending in str(endings).split("|"):
                        if ending != _NO_FORM:
                            slots[ending] = slots.get(ending, 0) | self._bits[gender, number, case]
        return slots

    def nouns(self, form: str) -> tuple[WordUse, ...]:
        """What a form in small letters can be as a noun."""
        return self._nouns.read(form)

    def noun_forms(self, lemma: str, slots: int) -> tuple[str, ...]:
        """The forms of a noun that have one of the slots."""
        return tuple(dict.fromkeys(self._nouns.forms_of(lemma, slots)))

    def adjective(self, form: str) -> int:
        """The slots of a form as an adjective or as a numeral that agrees like one; 0 where it is none."""
        if form in self.numerals:
            return self.numerals[form]
        return self._adjectives[False].slots(form)

    def participle(self, form: str) -> int:
        """The slots of a form as a participle, which may govern the noun behind it; 0 where it is none."""
        return self._adjectives[True].slots(form)

    def is_attribute(self, form: str) -> bool:
        """Whether a form is an adjective or participle and no noun."""
        return bool((self.adjective(form) or self.participle(form)) and not self.nouns(form))

    def participle_forms(self, form: str, slots: int) -> tuple[str, ...]:
        """The forms of a participle that have one of the slots."""
        paradigms = self._adjectives[True]
        found = (other for reading in paradigms.read(form) for other in paradigms.forms_of(reading.lemma, slots))
        return tuple(dict.fromkeys(found))

    def attributive(self, form: str) -> int:
        """The slots that a form has before a noun alone, where its word has a shorter one: ``določeni nakup``."""
        slots = 0
        for paradigms in self._adjectives.values():
            for lemma, own in paradigms.read(form):
                for bit in self._bits.values():
                    if own & bit and len(form) > min(map(len, paradigms.forms_of(lemma, bit))):
                        slots |= bit
        return slots

    @cached_property
    def numerals(self) -> dict[str, int]:
        """The slots of each numeral in words that agrees with what it counts."""
        found = {form: self.slots(str(description)) for form, description in self.tables.numerals.items()}
        for stem in self.tables.counting.get("stems", "").split():
            for ending in self.tables.counting.get("endings", "").split():
                found[stem + ending] = self.slots(self.tables.counting[ending])
        return found

    @cached_property
    def pronouns(self) -> dict[str, int]:
        """The slots of the pronouns that a preposition stands before."""
        return {form: self.slots(description) for form, description in self.tables.pronouns.items()}

    @cached_property
    def determiners(self) -> dict[str, int]:
        """The slots of the pronouns that agree with the noun behind them."""
        return {form: self.slots(description) for form, description in self.tables.determiners.items()}

    @cached_property
    def owners(self) -> dict[str, int]:
        """The slots of what a possessive says something belongs to, by the stem of the possessive."""
        return {stem: self.slots(description) for stem, description in self.tables.owners.items()}

    @cached_property
    def counting(self) -> dict[str, int]:
        """The slots of what a numeral counts that is not declined with it: ``pet``."""
        counting = self.tables.counting
        return dict.fromkeys(counting.get("alone", "").split(), self.slots(counting.get("asks", "")))

    @cached_property
    def all_slots(self) -> int:
        """Every slot."""
        return (1 << len(self._bits)) - 1

    @cached_property
    def dependent(self) -> int:
        """The slots that a noun can have behind a participle that does not agree with it."""
        return self.slots(" ".join(f"*.*.{case}" for case in self.tables.dependent.split()))

    def governed_by(self, form: str) -> int:
        """The slots of a noun that does not agree with the participle before it."""
        lemmas = {use.stem for use in self._adjectives[True].read(form)}
        has_genitive = not lemmas.isdisjoint(self.tables.with_genitive.split())
        return self.dependent | (self.of_case[self.tables.genitive] if has_genitive else 0)

    @cached_property
    def relative_objects(self) -> dict[str, int]:
        """The slots of what a pronoun in a relative clause stands for, by the pronoun."""
        described: Mapping[str, str] = self.tables.verbs.get("relative_objects", {})
        return {pronoun: self.slots(slots) for pronoun, slots in described.items()}

    @cached_property
    def action_endings(self) -> tuple[str, ...]:
        """How nouns of an action end, which govern the genitive of what it is done to: ``izvajanje``."""
        return tuple(self.tables.action_endings.split())

    @cached_property
    def adverb_endings(self) -> tuple[str, ...]:
        """How adjectives end that can be adverbs."""
        return tuple(self.tables.adverb_endings.split())

    @cached_property
    def no_adverb_endings(self) -> tuple[str, ...]:
        """How adjectives end that are no adverbs before a noun: ``migracijsko``."""
        return tuple(self.tables.no_adverb_endings.split())

    def guess_adjective(self, form: str) -> int:
        """The slots of a word that is not known and has the stem and the long ending of an adjective; else 0."""
        for ending, (slots, stems) in self._guessed.items():
            if form.endswith(ending) and form.removesuffix(ending).endswith(stems):
                return slots
        return 0

    @cached_property
    def _guessed(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        guessed = self.tables.guessed
        return {ending: (self.slots(slots), tuple(stems.split())) for ending, (slots, stems) in guessed.items()}

    def governed_of_counted(self, governed: int, count_form: str) -> int:
        """The slots of what is counted behind a preposition that allows the slots ``governed``."""
        if "cases" not in self.tables.counts[count_form]:
            return governed
        for case, instead in self.tables.counted_otherwise.items():
            if governed & self.of_case[case]:
                governed |= self.of_case[instead]
        return governed

    def predicate(self, readings: Iterable[WordUse], count_form: str) -> int:
        """The slots of a participle whose subject is counted: of its genders, or the neuter of what has no number."""
        genders = [gender for gender in self.tables.genders if together(readings) & self.slots(f"{gender}.*.*")]
        cases = self.governed_of_counted(self.of_case[self.tables.subject], count_form)
        slots = self.slots(" ".join(f"{gender}.*.*" for gender in genders)) & cases & self.of_count[count_form]
        return slots | (self.slots(self.tables.impersonal) if "cases" in self.tables.counts[count_form] else 0)

    def counted_subject(self, count_form: str) -> int:
        """The slots of a counted noun that is a subject."""
        return self.of_count[count_form] & self.governed_of_counted(self.of_case[self.tables.subject], count_form)

    def alone_in_brackets(self, count_form: str) -> int:
        """The slots of a counted noun that is said by itself: subject or object."""
        case = self.of_case[self.tables.subject] | self.of_case.get(self.tables.object, 0)
        return self.governed_of_counted(case, count_form)

    def verb_number(self, count_form: str) -> str:
        """The number of the verb whose subject is counted."""
        one = self.tables.counts[count_form]
        return str(one.get("verb", one["number"]))

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The lists of words by name."""
        names = (
            "labels",
            "between",
            "joining",
            "head_before",
            "also_others",
            "of_time",
            "uncounted",
            "pairs",
            "distributive",
            "foreign",
            "both_name_and_not",
            "short_of_names",
            "whole_endings",
            "quantities",
            "people",
            "compounds",
            "no_adverbs",
            "joined_prepositions",
            "joined_to_nouns",
            "states",
            "proper_names",
            "heads_of_names",
            "adverbs_too",
            "each",
            "endings_of_short_names",
            "counted_endings_of_short_names",
        )
        return {name: frozenset(str(getattr(self.tables, name)).split()) for name in names}

    @property
    def written_apart(self) -> Mapping[str, str]:
        """What is written as two words by what a slip makes of them: ``naprimer``."""
        return self.tables.written_apart

    @cached_property
    def _paradigms(self) -> tuple[_Paradigms, ...]:
        return (self._nouns, *self._adjectives.values())

    def declined(self, form: str) -> tuple[WordUse, ...]:
        """What a form in small letters can be as a noun, an adjective or a participle."""
        return tuple(use for one in self._paradigms for use in one.read(form))

    def stems_of(self, lemma: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The stems of a word with the endings behind each; that of no ending is empty."""
        for one in self._paradigms:
            yield from one.stems_of(lemma)

    def is_often_meant(self, stem: str) -> bool:
        """Whether a stem is that of a word of which others are taken for a slip."""
        return any(one.is_often_meant(stem) for one in self._paradigms)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        tables = (self.rows, self.clauses)
        return frozenset(word for table in tables for words in table.values() for word in words)

    def is_known(self, form: str) -> bool:
        """Whether a form is of a listed word: declined, a verb in the present, or a small word."""
        is_listed = form in self.words["also_others"] or form in self._small_words or form in self.numerals
        return is_listed or bool(self.declined(form)) or bool(self.present(form)[0])

    def slip_of(self, form: str) -> str | None:
        """The listed form that one which is none was probably meant to be: ``migracisjki`` for ``migracijski``."""
        is_word = form in self.words["also_others"] or self.present(form)[0]
        if is_word or self.declined(form):
            return None
        near = min((other for one in self._paradigms for other in one.neighbours(form)), default=None)
        return near or next(self._mended(form), None)

    def _mended(self, form: str) -> Iterator[str]:
        """The known forms that a form of none is near by an ending, a mark of a letter, or two letters in turn."""
        yield from self._with_right_endings(form)
        yield from self._with_own_endings(form)
        doubled = (form[:at] + form[at + 1 :] for at in range(1, len(form)) if form[at] == form[at - 1])
        yield from (other for other in doubled if self.declined(other))
        others = (*self._with_marks(form), *self._with_lost_letters(form), *self._with_right_beginnings(form))
        yield from (other for other in others if self.declined(other))
        if len(form) >= _SHORTEST_TURNED:
            turned = (form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in range(1, len(form) - 1))
            yield from (other for other in turned if self.is_known(other) and not self.declined(other))
            before_last = form[:-3] + form[-2] + form[-3] + form[-1]
            if self.declined(before_last):
                yield before_last

    def _with_right_beginnings(self, form: str) -> Iterator[str]:
        """``iztrošenost`` for ``istrošenost``."""
        for beginning, right in self.tables.mistaken_beginnings.items():
            if form.startswith(beginning):
                yield right + form.removeprefix(beginning)

    def _with_own_endings(self, form: str) -> Iterator[str]:
        """The forms of a noun, no person, with its own ending for one of another noun's: ``roki`` for ``rokovi``."""
        for ending, right in self.tables.borrowed_endings.items():
            stem = form.removesuffix(ending)
            if stem == form or len(stem) < _SHORTEST_BORROWING or stem in self._borrowing:
                continue
            uses = self.nouns(stem + right)
            if uses and not any(self.is_living(use.lemma) for use in uses):
                yield stem + right

    @cached_property
    def _borrowing(self) -> frozenset[str]:
        return frozenset(self.tables.borrowing.split())

    def is_living(self, lemma: str) -> bool:
        """Whether the accusative of a noun is its genitive, as that of persons is."""
        singular = self.of_number[self.tables.numbers[0]]
        genitive, accusative = (self.of_case[case] & singular for case in (self.tables.genitive, self.tables.object))
        return self.noun_forms(lemma, genitive) == self.noun_forms(lemma, accusative)

    def _with_marks(self, form: str) -> Iterator[str]:
        """The form with one of its letters marked, then with all: ``poročilo`` for ``porocilo``."""
        for bare, marked in self.tables.marked_letters.items():
            places = (place for place, letter in enumerate(form) if letter == bare)
            yield from (form[:place] + marked + form[place + 1 :] for place in places)
            yield form.replace(bare, marked)
        yield form.translate({ord(bare): marked for bare, marked in self.tables.marked_letters.items()})

    def _with_lost_letters(self, form: str) -> Iterator[str]:
        """The form with a letter before its ending: ``precejšnje`` for ``precejšne``."""
        for before, lost in self.tables.lost_letters.items():
            for place in range(max(_SHORTEST_BENT, len(form) - _LONGEST_ENDING), len(form)):
                if form[:place].endswith(before):
                    yield form[:place] + lost + form[place:]

    def _with_right_endings(self, form: str) -> Iterator[str]:
        """The forms with the ending that stands for another one: ``storilcev`` for ``storilcov``."""
        for ending, right in self.tables.mistaken_endings.items():
            stem = form.removesuffix(ending)
            if stem != form and len(stem) >= _SHORTEST_BENT and self.declined(stem + right):
                yield stem + right

    @cached_property
    def finite(self) -> dict[str, tuple[str, Mapping[str, str]]]:
        """The number of each verb of being, and the forms of its tense."""
        return {word: (number, tense) for tense in self.tables.finite for number, word in tense.items()}

    def slots_of_being(self, form: str) -> int:
        """The slots of the subject of a verb of being; 0 where a form is none."""
        return self.of_number[self.finite[form][0]] if form in self.finite else 0

    def present(self, form: str) -> tuple[str, bool]:
        """The number of a verb in the present, empty where a form is none, and whether it may have an object."""
        return self._presents.get(form, _NO_VERB)

    @cached_property
    def subject_joining(self) -> frozenset[str]:
        """What joins two to a subject of more than one: ``in``."""
        return frozenset(self.tables.verbs.get("joining", "").split())

    @cached_property
    def _presents(self) -> dict[str, tuple[str, bool]]:
        endings = self.tables.verbs.get("endings", {})
        return {
            verb + ending: (number, has_object)
            for name, has_object in (("with_object", True), ("without_object", False))
            for verb in self.tables.verbs.get(name, "").split()
            for number, ending in endings.items()
        }

    def past(self, _form: str) -> int:
        """The slots of the subject of a verb in the past; 0 where a form is none that is known."""
        return 0

    @cached_property
    def bare(self) -> int:
        """The slots that a noun can have without a preposition."""
        return self.all_slots & ~self.slots(
            " ".join(f"*.*.{case}" for case in self.tables.only_after_prepositions.split())
        )

    @cached_property
    def rows(self) -> dict[str, frozenset[str]]:
        """The words that the case of nouns in a row depends on, by what they do; none of a language without."""
        return {name: frozenset(words.split()) for name, words in self.tables.rows.items()}

    @cached_property
    def clauses(self) -> dict[str, frozenset[str]]:
        """The words that commas depend on, by what they do."""
        return {name: frozenset(words.split()) for name, words in self.tables.clauses.items()}

    @cached_property
    def governed_words(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """The beginnings of words that ask for one case behind a preposition, with its slots, by the preposition."""
        return self._slots_by_preposition(self.tables.governed_words)

    @cached_property
    def resting(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """The nouns that stand in one case behind a preposition where nothing is moved, with its slots."""
        return self._slots_by_preposition(self.tables.resting)

    @cached_property
    def resting_actions(self) -> dict[str, int]:
        """The slots that nouns of an action have behind each preposition where nothing is moved."""
        cases = self.tables.resting_actions.items()
        return {preposition: self.of_case[case] for case, names in cases for preposition in names.split()}

    def is_action(self, lemma: str) -> bool:
        """Whether a noun is of an action: ``zbiranje``, ``obdelava``."""
        stem = lemma.partition(":")[2]
        return stem.endswith(self._ends_of_actions) or stem in self.rows.get("actions", ())

    @cached_property
    def _ends_of_actions(self) -> tuple[str, ...]:
        return tuple(ending[:-1] for ending in self.action_endings)

    @cached_property
    def moving(self) -> dict[str, frozenset[str]]:
        """The words by which something is moved, by what they do."""
        return {name: frozenset(words.split()) for name, words in self.tables.moving.items()}

    @cached_property
    def about(self) -> dict[str, frozenset[str]]:
        """The preposition that says what something is about, and how the words begin that tell or know, by kind."""
        return {name: frozenset(words.split()) for name, words in self.tables.about.items()}

    def _slots_by_preposition(self, tables: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[tuple[str, int], ...]]:
        return {
            preposition: tuple((word, self.of_case[case]) for case, words in cases.items() for word in words.split())
            for prepositions, cases in tables.items()
            for preposition in prepositions.split()
        }

    @cached_property
    def fixed_phrases(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        """The beginnings of the words of phrases that always stand together, by how each of the words begins."""
        found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for phrase in self.tables.fixed_phrases.split():
            stems = tuple(phrase.split("_"))
            for at, stem in enumerate(stems):
                if len(stem) < SHORTEST_STEM:
                    continue
                found.setdefault(stem[:SHORTEST_STEM], []).append((stems, at))
        return found

    @cached_property
    def governing_gaps(self) -> frozenset[str]:
        """The small words that may stand between such a word and its preposition."""
        return frozenset(self.tables.governing_gaps.split())

    @cached_property
    def set_nouns(self) -> frozenset[str]:
        """The nouns of phrases that keep their case behind every word: ``v korist``."""
        return frozenset(self.tables.set_nouns.split())

    @cached_property
    def verb_chains(self) -> dict[str, frozenset[str]]:
        """The words that verbs beside each other depend on, by what they do."""
        return {name: frozenset(words.split()) for name, words in self.tables.verb_chains.items()}

    @cached_property
    def compound_conjunctions(self) -> tuple[tuple[str, ...], ...]:
        """Conjunctions of several words, the longest first: ``kljub temu da``."""
        return _split_longest_first(self.tables.clauses.get("compound", ""))

    @cached_property
    def before_relatives(self) -> tuple[tuple[str, ...], ...]:
        """What may stand between a comma and a relative pronoun, the longest first: ``na podlagi``."""
        names = ("parts_of_relative", "before_relative")
        return _split_longest_first(" ".join(self.tables.clauses.get(name, "") for name in names))

    def is_partitive(self, numeral: str, readings: Iterable[WordUse]) -> bool:
        """Whether a numeral picks out of several: ``eden največjih zagovornikov``."""
        slots = self.slots(self.tables.picked_from)
        is_one = bool(self.numerals.get(numeral, 0) & self.of_count["one"]) if "one" in self.of_count else False
        return is_one and any(reading.slots & slots for reading in readings)

    def in_own_number(self, uses: tuple[WordUse, ...]) -> tuple[WordUse, ...]:
        """What a form can be: a noun that is not counted in the singular alone, if it has a form of it."""
        singular = self.of_number[self.tables.numbers[0]]
        return tuple(
            use._replace(slots=use.slots & singular or use.slots) if self.is_uncounted(use) else use for use in uses
        )

    def is_uncounted(self, use: WordUse) -> bool:
        """Whether a noun is of what is not counted: ``oprema``."""
        return use.stem in self.words["uncounted"]

    def is_of_time(self, lemma: str) -> bool:
        """Whether a noun stands in any case without a preposition: ``vsako leto``."""
        return lemma.partition(":")[2] in self.words["of_time"]


def together(readings: Iterable[WordUse]) -> int:
    """Return all slots of what a form can be."""
    slots = 0
    for reading in readings:
        slots |= reading.slots
    return slots


def union(slots: Iterable[int]) -> int:
    """Return the slots of all."""
    return reduce(or_, slots, 0)


def _split_longest_first(words: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(one.split("_")) for one in words.split()), key=len, reverse=True))
