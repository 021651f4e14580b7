"""How the authors word things: standard sentences, what departs from them at one place, the use of the language."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, TypeAdapter, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from methodology.messages import declare_message, translate
from methodology.model.language import FORMS, Language
from methodology.model.scalars import TO_GIVE, Content, Key, ProseText, Separator, Text, TextForm, wrong_value


class Quotes(Content):
    """The quotation marks of the document; a language often allows more than one pair."""

    opening: Text
    """The mark that opens: »."""
    closing: Text
    """The mark that closes: «."""


class PreferredForm(Content):
    """The form to use, and the forms that it replaces, letter by letter; ``*`` at the end stands for any ending."""

    use: Text
    """The form to use."""
    instead_of: tuple[Text, ...]
    """The forms that it replaces."""


class Preposition(Content):
    """A preposition with two forms, by the sound that the next word begins with."""

    usual: Text
    """The form before other sounds: ``z``."""
    special: Text
    """The form before these sounds: ``s``."""
    before: Text
    """The letters of these sounds: ``ptkfhscčš``."""
    spelt_with_a_vowel: str = ""
    """Capitals whose names begin with a vowel (``FHSŠ``: ef, ha, es, eš); a short name with one is left alone."""
    before_numbers: str | None = None
    """A pattern of the whole numbers in digits before which the special form stands, ``1.`` an ordinal; none leaves
    numbers alone."""


class Naming(Content):
    """How prose names things of a programme and of the law, each by words that are compared in their basic form."""

    objective: tuple[Text, ...] = ()
    """What stands before the number of a specific objective: ``specifični cilj``, ``SC``."""
    measure: tuple[Text, ...] = ()
    """What stands before the code of an implementation measure."""
    intervention: tuple[Text, ...] = ()
    """What stands before the code of a type of intervention."""
    indicator: tuple[Text, ...] = ()
    """What an indicator is called."""
    value: tuple[Text, ...] = ()
    """What stands before an indicator in a sentence on how its value was set: ``vrednost``."""
    output: tuple[Text, ...] = ()
    """What an output indicator is called."""
    result: tuple[Text, ...] = ()
    """What a result indicator is called."""
    negation: tuple[Text, ...] = ()
    """What turns a sentence into its contrary, each form by itself."""
    exception: tuple[Text, ...] = ()
    """What takes something out of what is said of all: ``razen``, each form by itself; ``*`` stands for any ending."""
    persons: tuple[Text, ...] = ()
    """Words for persons, which nothing else is counted as."""
    milestone: tuple[Text, ...] = ()
    """What a milestone is called."""
    target: tuple[Text, ...] = ()
    """What a target is called."""
    period: tuple[Text, ...] = ()
    """What stands before the years of a period of programmes."""
    programming: tuple[Text, ...] = ()
    """What stands before the years of a period that is surely one of programmes: ``programsko obdobje``."""
    of_year: tuple[Text, ...] = ()
    """The words between a thing and its year: ``za``, ``leto``."""
    years: tuple[Text, ...] = ()
    """What stands behind the number of years that a period has: ``leto``."""
    until: tuple[Text, ...] = ()
    """Those of them that say by when something is done: ``do``."""
    to_come: tuple[Text, ...] = ()
    """Words of what is to be reached or is planned, in their basic form or as they stand: ``doseči``, ``bo``."""
    reached: tuple[Text, ...] = ()
    """Those of them that say that it is reached, in their basic form: ``doseči``."""
    earlier: tuple[Text, ...] = ()
    """Words of what is done before its time or in steps, each form by itself: ``že``, ``nato``."""
    later: tuple[Text, ...] = ()
    """Words of what begins later than the rest: ``kasnejši``."""
    included: tuple[Text, ...] = ()
    """Words of what is counted with something: ``vključen``."""
    total: tuple[Text, ...] = ()
    """Words of what comes of counting together: ``skupen``."""
    chapter: tuple[Text, ...] = ()
    """What a chapter of the document is called."""
    table: tuple[Text, ...] = ()
    """What a table is called."""
    presented: tuple[Text, ...] = ()
    """What says that something stands in this chapter: ``v nadaljevanju``."""
    picture: tuple[Text, ...] = ()
    """What a picture is called."""
    article: tuple[Text, ...] = ()
    """What an article of an act is called, shortened too."""
    annex: tuple[Text, ...] = ()
    """What an annex of an act is called."""
    acts: dict[Key, tuple[Text, ...]] = Field(default_factory=dict)
    """What the kinds of acts are called: ``regulation: [uredba]``."""
    joins: tuple[Text, ...] = ()
    """What stands between two numbers of one list: ``in``."""
    stated: dict[Key, tuple[Text, ...]] = Field(default_factory=dict)
    """The words without which a text says nothing of what the law asks for, by the name of the statement."""
    same: tuple[Text, ...] = ()
    """What stands before a thing that was named before: ``ta``, ``isti``."""
    counted: tuple[Text, ...] = ()
    """What names a number of things before them: ``število``."""
    pieces: tuple[Text, ...] = ()
    """What things of any kind are counted as: ``kos``."""
    goods: tuple[Text, ...] = ()
    """Words of sources on what was bought: ``dobavnica``."""
    attendance: tuple[Text, ...] = ()
    """Words of sources on who took part in something: ``lista prisotnosti``."""
    one_operation: tuple[Text, ...] = ()
    """The forms that stand before the name of one operation, and never before several: ``operacija``."""
    two_operations: tuple[Text, ...] = ()
    """The forms that open a text before the names of two operations: ``operaciji``."""
    opinions: tuple[Text, ...] = ()
    """What persons do who are counted by what they say: ``meniti``."""
    surveys: tuple[Text, ...] = ()
    """Words of sources on what persons said: ``anketa``."""
    gatherings: tuple[Text, ...] = ()
    """What events are called at which persons meet: ``delavnica``."""
    compared: tuple[Text, ...] = ()
    """What stands before that which something is compared with: ``v primerjavi z``, each word in its basic form."""
    former: tuple[Text, ...] = ()
    """What says of a period that it is over: ``prejšnji``."""
    current: tuple[Text, ...] = ()
    """What says of a period that it is the programme's: ``nov``."""
    bodies: dict[Key, tuple[Text, ...]] = Field(default_factory=dict)
    """The words for each body of the state, and for those who serve there: ``customs: [carin*]``."""
    within: tuple[Text, ...] = ()
    """What stands before the short name of the fund of which something is part: ``v okviru programa``."""
    paid_from: tuple[Text, ...] = ()
    """The prepositions before the short name of the fund that pays, in a sentence with a word of ``paid``."""
    paid: tuple[Text, ...] = ()
    """The words for paying: ``financirati``."""
    shared: tuple[Text, ...] = ()
    """What says that another fund has its part, each form by itself; ``*`` stands for any ending: ``dopoln*``."""
    assistance: tuple[Text, ...] = ()
    """What technical assistance is called."""
    keys: dict[Key, tuple[Text, ...]] = Field(default_factory=dict)
    """What English words in the keys of registries are called, by the beginnings of the words that say it:
    ``budget: [proračun]``."""
    short_names: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """What short names of the Union's law stand for, by the beginnings of words without which nothing explains them:
    ``ARO: [odvzem]``."""
    context: tuple[Text, ...] = ()
    """Words beside which a term is one of the programme: ``mejnik``."""


class Numeral(Content):
    """A number in words: its forms with blanks between, the first one as compounds have it."""

    value: int
    """The number."""
    forms: Text
    """``dva dve dveh dvema``."""
    compound: str = ""
    """Of tens, how a unit stands with them: ``{unit}in{ten}``."""


class CountedThing(Content):
    """What the content has a number of, and the words for it: ``specifičn* cilj*``; ``*`` stands for any ending."""

    thing: Literal[
        "outputs",
        "results",
        "indicators",
        "objectives",
        "operations",
        "sources",
        "measures",
        "common factors",
        "factors",
        "chapters",
    ]
    """What is counted."""
    nouns: tuple[Text, ...]
    """The words for it."""


class ShareWords(Content):
    """The words that say that a share is below, above or about so many per cent: ``manj kot polovica``."""

    percent: str
    """So many per cent."""
    less: tuple[Text, ...] = ()
    """The words for less than that."""
    more: tuple[Text, ...] = ()
    """The words for more than that."""
    about: tuple[Text, ...] = ()
    """The words for that share: ``polovica``."""


class GrowthWords(Content):
    """The words that say that something becomes so many times what it was: ``podvoji*``."""

    times: Annotated[int, Field(ge=2)]
    """So many times."""
    words: tuple[Text, ...]
    """The words for it."""


class NumberUse(Content):
    """The words of a language about numbers; ``*`` stands for any ending."""

    numerals: tuple[Numeral, ...] = ()
    """The numbers in words, up to a hundred."""
    counted: tuple[CountedThing, ...] = ()
    """The words for what can be counted in the content, longer ones before those that they begin with."""
    all_of: tuple[Text, ...] = ()
    """The words that make a number that of all: ``vseh 14 operacij``."""
    comprising: tuple[Text, ...] = ()
    """The words behind which a number is that of all, too: ``program obsega``."""
    being: tuple[Text, ...] = ()
    """The words between what is counted and its number: ``vseh kazalnikov je 14``."""
    some_of: tuple[Text, ...] = ()
    """The words before a number that may be of some only: ``pri``."""
    number_of: tuple[Text, ...] = ()
    """How the name of an indicator begins that counts: ``Število``."""
    labels: tuple[Text, ...] = ()
    """The words beside which a number is a label: ``člen*``."""
    times: tuple[Text, ...] = ()
    """The words behind which a number is a stretch of time: ``dni``."""
    ranges: tuple[tuple[Text, Text], ...] = ()
    """The words around the ends of a range: ``od``, ``do``."""
    a_year: tuple[Text, ...] = ()
    """The words that make a number that of each year: ``na leto``."""
    other_rates: tuple[Text, ...] = ()
    """Those that make it the number of another time: ``na mesec``."""
    more_or_less: tuple[Text, ...] = ()
    """The words before a number by which something else grows or shrinks: ``za 10 % več``."""
    not_yet: tuple[Text, ...] = ()
    """The words that say that something comes later: ``še ne bo``."""
    none_at_all: tuple[Text, ...] = ()
    """The words that say that there is not a single one: ``noben*``."""
    both: tuple[Text, ...] = ()
    """The words for two that are all: ``oba``."""
    announcing: tuple[Text, ...] = ()
    """What stands before an enumeration: ``in sicer``."""
    at_least: tuple[Text, ...] = ()
    """The words before a number that something is not below: ``najmanj``."""
    further: tuple[Text, ...] = ()
    """The words before the number of what is added: ``še``."""
    after_milestone: tuple[Text, ...] = ()
    """The words that say that something comes after the milestone: ``po mejniku``."""
    since_milestone: tuple[Text, ...] = ()
    """The words that say that something begins with the milestone: ``od mejnika``."""
    going_on: tuple[Text, ...] = ()
    """The words in their sentence for what lasts or is compared: ``do``, ``dalje``, ``odvisna``."""
    milestone: tuple[Text, ...] = ()
    """The words for a milestone: ``mejnik``."""
    until_milestone: tuple[Text, ...] = ()
    """Those that say that it comes by then: ``do mejnika``, ``do leta {year}``."""
    of_target: tuple[Text, ...] = ()
    """The words behind a share that is one of the target: ``ciljne vrednosti``."""
    in_part: tuple[Text, ...] = ()
    """The words by which only a part comes at a time: ``delno``, ``prv*``."""
    difference: tuple[Text, ...] = ()
    """The words before the difference of two values: ``razlik*``."""
    higher: tuple[Text, ...] = ()
    """The words behind a number by which one value is more or less than another: ``višj*``."""
    target: tuple[Text, ...] = ()
    """The words for a target: ``ciljn* vrednost*``."""
    every: tuple[Text, ...] = ()
    """The words by which a sentence speaks of each of several: ``vsak*``."""
    lacking: tuple[Text, ...] = ()
    """The words that say that there is none of a thing: ``nima``, ``brez``."""
    established: tuple[Text, ...] = ()
    """The words that say that there is a thing: ``določen*``."""
    above: tuple[Text, ...] = ()
    """The words before a number that a value is above: ``višj* od``."""
    below: tuple[Text, ...] = ()
    """The words before a number that a value is below: ``nižj* od``."""
    greatest: tuple[Text, ...] = ()
    """The words for the greatest of several: ``največj*``."""
    least: tuple[Text, ...] = ()
    """The words for the least of several: ``najmanjš*``."""
    money: tuple[Text, ...] = ()
    """The words for the money that types of intervention share: ``sredst*``."""
    linked: tuple[Text, ...] = ()
    """The words that say that a type of intervention has indicators: ``povezan*``."""
    share_of: tuple[Text, ...] = ()
    """The words between a number and the whole that it is a part of: ``od skupno``."""
    unreached: tuple[Text, ...] = ()
    """The words that say that a milestone is not reached: ``ne bo dosežen*``."""
    remaining: tuple[Text, ...] = ()
    """The words for the rest of something: ``preostal*``."""
    in_all: tuple[Text, ...] = ()
    """The words before the sum of numbers that the sentence names: ``kar znese``."""
    of_which: tuple[Text, ...] = ()
    """The words before the number of a part of what the sentence has named: ``od tega``."""
    shares: tuple[ShareWords, ...] = ()
    """The words for shares of a whole."""
    amounts_to: tuple[Text, ...] = ()
    """The words before another way to say how much was named: ``kar je``."""
    data: tuple[Text, ...] = ()
    """The words for data and what has them: ``podatk*``."""
    data_of: tuple[Text, ...] = ()
    """The words between data and their year: ``iz leta``."""
    past: tuple[Text, ...] = ()
    """The words of what was done: ``izvedl*``."""
    in_year: tuple[Text, ...] = ()
    """The words before the year in which something was done: ``v letu``."""
    based_on: tuple[Text, ...] = ()
    """The words before what a value follows from: ``na podlagi``."""
    until_year: tuple[Text, ...] = ()
    """The words before the year by which something comes: ``do leta``, ``do konca leta``."""
    more: tuple[Text, ...] = ()
    """The words that make one of two things more than the other: ``višj*``."""
    less: tuple[Text, ...] = ()
    """Those that make it less: ``nižj*``."""
    than: tuple[Text, ...] = ()
    """The words before the second of two things that are compared: ``kot``."""
    covering: tuple[Text, ...] = ()
    """The words that say how much of the money indicators measure: ``pokriva*``."""
    divided_into: tuple[Text, ...] = ()
    """The words behind which a number is that of all chapters: ``razdeljen* na``."""
    following: tuple[Text, ...] = ()
    """The words that say that a list follows: ``naslednj*``."""
    above_here: tuple[Text, ...] = ()
    """The words for what stands further up in the document: ``zgornj*``."""
    below_here: tuple[Text, ...] = ()
    """The words for what stands further down: ``spodnj*``."""
    each: tuple[Text, ...] = ()
    """The words between how many things there are and how many each has: ``po``."""
    average: tuple[Text, ...] = ()
    """The words that make a number an average: ``v povprečju``."""
    per_operation: tuple[Text, ...] = ()
    """The words that make it one of each operation: ``na operacijo``."""
    together_with: tuple[Text, ...] = ()
    """The words behind those for a sum, before what is counted with it: ``skupaj z``."""
    each_of: tuple[Numeral, ...] = ()
    """The ordinals that make a share of each: ``vsak drugi``; the value is the ordinal's."""
    growth: tuple[GrowthWords, ...] = ()
    """The words for growth to so many times the milestone or the baseline."""
    multiples: tuple[Numeral, ...] = ()
    """The words behind a number that make it so many times more: ``milijonov``."""
    baseline: tuple[Text, ...] = ()
    """The words for a baseline: ``začetn* vrednost*``."""
    per_cent: tuple[Text, ...] = ()
    """The units that are per cent in words: ``odstot*``."""
    follow_up: tuple[Text, ...] = ()
    """The words in the name of a result that is asked for later: ``mesece po``."""
    of_others: tuple[Text, ...] = ()
    """The words by which a number is one of another time or of a larger whole: ``doslej``, ``skupno``."""
    planned: tuple[Text, ...] = ()
    """The words that make a thing one that a value counts: ``načrtovan*``."""


class LanguageUse(Content):
    """How a language is written: ``usage`` of its file, and a programme's ``language.yaml``. All may be left out."""

    quotes: Quotes | None = None
    preferred: tuple[PreferredForm, ...] = ()
    """The forms to use, and those that they replace."""
    terms: tuple[PreferredForm, ...] = ()
    """The terms of programmes, and other words for them; all are compared in their basic form."""
    abbreviations: tuple[Text, ...] = ()
    """Abbreviations that end in a full stop of their own: ``ipd.``."""
    leading_on: tuple[Text, ...] = ()
    """Those that other words must follow: ``oz.``."""
    known: tuple[Text, ...] = ()
    """Short names that need no explanation: ``EU``."""
    explained_after: tuple[Text, ...] = ()
    """The words that introduce a short name: ``v nadaljevanju``."""
    placeholders: tuple[Text, ...] = ()
    """What stands for words that are still to be written: ``n. n.``, ``(vpiši)``; TODO and the like need no naming."""
    notes: tuple[Text, ...] = ()
    """What a colleague is asked to do behind a dash, an ellipsis or a bracket: ``– še dopolniti``."""
    nothing_said: tuple[Text, ...] = ()
    """What says nothing where it is a whole text: ``glej zgoraj``."""
    prepositions: tuple[Preposition, ...] = ()
    """The prepositions that change with the next word."""
    numbered_in_roman: tuple[Text, ...] = ()
    """How the words begin beside which XX is twenty, not a gap: ``poglavj`` for poglavje, poglavja."""
    numbers: NumberUse | None = None
    """The words of the language about numbers."""
    words: tuple[Text, ...] = ()
    """Words that are right although no dictionary has them; ``*`` stands for any letters: ``schengensk*``."""
    naming: Naming = Naming()
    """How prose names things of a programme and of the law."""
    lemmas: Text | None = None
    """The model of lemmagen3 that brings its words to their basic form: ``sl``; none leaves words as they are."""

    def with_standard(self, standard: LanguageUse) -> LanguageUse:
        """Return this with what the language has: its lists behind these, and what is not given here."""
        ours = {name: getattr(self, name) for name in type(self).model_fields}
        theirs = {name: getattr(standard, name) for name in ours}
        both = {
            name: own + theirs[name]
            if isinstance(own, tuple)
            else own
            if name in self.model_fields_set
            else theirs[name]
            for name, own in ours.items()
        }
        return LanguageUse.model_construct(**both)


class Phrase(Content):
    """A standard sentence. Where it depends on a count it has the forms of the language's plural rules (CLDR)."""

    other: ProseText
    """The form for counts that no other form is for; the only one of a sentence that depends on no count."""
    zero: ProseText | None = None
    """The form of the category *zero*."""
    one: ProseText | None = None
    """The form of the category *one*."""
    two: ProseText | None = None
    """The form of the category *two*."""
    few: ProseText | None = None
    """The form of the category *few*."""
    many: ProseText | None = None
    """The form of the category *many*."""

    @model_validator(mode="before")
    @classmethod
    def _single_form(cls, value: object) -> object:
        return {"other": value} if isinstance(value, str) or value is None else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [TypeAdapter(ProseText).json_schema(), handler(core_schema)]}


class Labels(Content):
    """The words that the formats print around the document."""

    contents: Text
    """The heading of the contents table."""
    version: Text
    """Stands before the version on the cover."""
    date: Text
    """Stands before the date on the cover."""
    period: Text
    """Stands before the programming period on the cover."""
    page: Text
    """Stands before the page number."""
    skip_to_content: Text
    """The link at the head of the HTML page, for keyboards and screen readers."""
    # What the page has besides; the words of a language from before it had that leave it out.
    search: Text | None = None
    """What the field to search the HTML page is called."""
    hit: Text | None = None
    """Stands before the number of the hit that is shown, of how many: ``3 / 12``."""
    no_hit: Text | None = None
    """Said where nothing was found."""
    next_hit: Text | None = None
    """The button that goes to the next hit."""
    previous_hit: Text | None = None
    """The button that goes to the hit before."""
    permalink: Text | None = None
    """The link beside a heading or an indicator to itself, before what that is called."""
    formats: Text | None = None
    """Stands before the links to the files of the same build in other formats."""
    what_changed: Text | None = None
    """The link to the page that compares the document with an older version."""
    overview: Text | None = None
    """The title of all values in one place, which the HTML page has below the document."""
    filter: Text | None = None
    """What the field to show some of its rows alone is called."""
    shown: Text | None = None
    """Stands before how many rows are shown, of how many: ``3 / 42``."""
    # What the cover can have besides, likewise.
    number: Text | None = None
    """Stands before the document's number on the cover."""
    status: Text | None = None
    """Stands before the document's status on the cover."""


class Formats(Content):
    """How a language writes what CLDR has otherwise."""

    date: Text | None = None
    """The pattern of dates, in the letters of CLDR (UTS 35): ``d. M. y``."""
    tied_words: tuple[Text, ...] | None = None
    """Short words that no line may end with, in small letters: v, z, k."""

    @field_validator("date")
    @classmethod
    def _is_pattern(cls, value: str | None) -> str | None:
        if value is not None and not Language.is_date_pattern(value):
            hint = translate("write day, month and year by the letters of CLDR: d. M. y, d MMMM y")
            raise wrong_value("wrong-value", translate("'{value}' is no pattern of dates", value=value), hint)
        return value


class Phrases(Content):
    """The words of a language, from ``languages/`` in the templates, with what the programme says otherwise."""

    labels: Labels
    formats: Formats = Formats()
    phrases: dict[Key, Phrase]
    """The standard sentences by the names that the templates use."""


class LanguageFile(Phrases):
    """The file of a language: the words of the document, and a section for each report, which reads it itself."""

    outline: dict[str, Any] = Field(default_factory=dict)
    changes: dict[str, Any] = Field(default_factory=dict)
    pull: dict[str, Any] = Field(default_factory=dict)
    tables: dict[str, Any] = Field(default_factory=dict)
    new: dict[str, Any] = Field(default_factory=dict)
    usage: LanguageUse = LanguageUse()


class OwnLabels(Labels):
    """The labels that a programme words otherwise than its language."""

    contents: Text | None = None  # type: ignore[assignment]
    version: Text | None = None  # type: ignore[assignment]
    date: Text | None = None  # type: ignore[assignment]
    period: Text | None = None  # type: ignore[assignment]
    page: Text | None = None  # type: ignore[assignment]
    skip_to_content: Text | None = None  # type: ignore[assignment]


class OwnPhrase(Phrase):
    """A standard sentence, or those of its forms that a programme words otherwise."""

    other: ProseText | None = None  # type: ignore[assignment]

    @model_validator(mode="before")
    @classmethod
    def _single_form(cls, value: object) -> object:
        """One text stands for every count: it takes the other forms away."""
        return dict.fromkeys(FORMS) | {"other": value} if isinstance(value, str) else value


class OwnPhrases(Content):
    """``phrases.yaml``: what the programme says otherwise than its language; there need not be one."""

    labels: OwnLabels = OwnLabels()
    formats: Formats = Formats()
    phrases: dict[Key, OwnPhrase] = Field(default_factory=dict)
    """Standard sentences by the names that the templates use; of one with forms, the forms that are other ones."""


PhraseKey = Annotated[
    str, TextForm(r"[a-z][a-z_]*(\.[a-z][a-z_]*)?", declare_message("'{text}' is no phrase's name"), code="wrong-key")
]

Wording = dict[PhraseKey, ProseText]
"""Phrases replaced at this place alone: ``phrase`` everywhere here, ``phrase.chapter`` in that chapter."""

Endings = dict[str, Separator]
"""The mark after a list item where it is not the standard one, by the item's place: ``operations.pnr: ";"``."""


class Worded(Content):
    """Content that may depart from the standard sentences; each departure is data, so that it can be found."""

    wording: Wording = Field(default_factory=dict)
    """Phrases replaced at this place alone: ``phrase`` everywhere here, ``phrase.chapter`` in that chapter."""
    endings: Endings = Field(default_factory=dict)
    """The mark after a list item where it is not the standard one: ``operations.pnr: ";"``."""


class Mention(Content):
    """An entry of a registry at a place where it is used; ``text`` where it is printed in another form there.

    In YAML ``- pnr``, or ``- pnr: another form``; ``- TODO`` is an entry that is still to be given.
    """

    id: Text
    text: ProseText | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if isinstance(value, str):
            return {"id": value, "text": TO_GIVE} if value == TO_GIVE else {"id": value}
        if isinstance(value, dict) and len(value) == 1:
            ((key, text),) = value.items()
            return {"id": key, "text": text}
        raise wrong_value(
            "wrong-type",
            translate("an entry is expected here"),
            translate("write '- name', or '- name: the form printed here'"),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        del core_schema, handler  # in YAML neither field has its name
        key = TypeAdapter(Key).json_schema()
        printed = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False}
        return {
            "description": cls.__doc__,
            "anyOf": [key, {**printed, "patternProperties": {key["pattern"]: TypeAdapter(ProseText).json_schema()}}],
        }
