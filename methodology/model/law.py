"""The acts that programmes cite: ``law/acts.yaml`` of the templates, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from methodology.model.fund import Fund
from methodology.model.scalars import Content, Key, Text

Words = dict[Key, tuple[Text, ...]]
"""Words by the language that they are in: ``sl``."""


class CarriedAct(Content):
    """An act in all languages that the program has."""

    number: Text
    """Its number, without what stands around it: year and number."""
    kind: Key
    """What it is, by the names of :attr:`Naming.acts`: regulation."""
    names: Words
    """What it is called beside its number."""
    titles: Words = Field(default_factory=dict)
    """Its whole title behind what it is (``on …``), where no name has that."""
    articles: int | None = None
    """How many articles it has."""
    annexes: int | None = None
    """How many annexes it has."""
    about: dict[Text, Words] = Field(default_factory=dict)
    """By article or annex (``16``, ``Annex VI``): what it lays down, as words that name it."""
    beside: dict[Text, Words] = Field(default_factory=dict)
    """What an article or annex speaks of besides; beside such words it is cited rightly."""
    points: dict[Text, Words] = Field(default_factory=dict)
    """The points of an article that lists what something must hold: of each its words (``criteria|criterion``)."""
    excludes: dict[Text, Words] = Field(default_factory=dict)
    """What an article does not hold for: words that stand together only where something is denied or excepted."""
    states: dict[Text, Words] = Field(default_factory=dict)
    """What an article says, each with the words of a text that says it: ``milestones: milestone* end|year*``."""
    reads: dict[Text, Words] = Field(default_factory=dict)
    """The sentences and points of an article, as documents take them over."""
    like: Text | None = None
    """The number of the act whose ``about``, ``beside`` and ``states`` are those of this one too."""


class CarriedActs(Content):
    """``law/acts.yaml``."""

    acts: tuple[CarriedAct, ...]


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act with its words in one language."""

    number: str
    kind: str
    names: tuple[str, ...]
    titles: tuple[str, ...]
    articles: int | None
    annexes: int | None
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excludes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def acts_in(carried: CarriedActs, language: str) -> tuple[KnownAct, ...]:
    """Return the acts with their words in a language (``sl``)."""
    by_number = {act.number: act for act in carried.acts}

    def words(of: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
        return {place: texts.get(language, ()) for place, texts in of.items()}

    def act_in(act: CarriedAct) -> KnownAct:
        model = by_number.get(act.like or act.number, act)
        names = act.names.get(language, ())
        said = (words(of) for of in (model.about, model.beside, act.points, act.excludes, model.states, act.reads))
        titles = act.titles.get(language, ())
        return KnownAct(act.number, act.kind, names, titles, act.articles, act.annexes, *said)

    return tuple(act_in(act) for act in carried.acts)


@dataclass(frozen=True, slots=True)
class CarriedLaw:
    """What the templates carry of the law: the acts that programmes cite, with words in the programme's language.

    ``fund`` returns the programme's fund, None where they carry none: to read it takes time, and one rule needs it.
    """

    acts: tuple[KnownAct, ...] = ()
    fund: Callable[[], Fund | None] = lambda: None
