"""The acts that programmes cite: ``law/acts.yaml`` of the templates, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
    articles: int | None = None
    """How many articles it has."""
    annexes: int | None = None
    """How many annexes it has."""
    about: dict[Text, Words] = Field(default_factory=dict)
    """By article or annex (``16``, ``Annex VI``): what it lays down, as words that name it."""
    beside: dict[Text, Words] = Field(default_factory=dict)
    """What an article or annex speaks of besides; beside such words it is cited rightly."""
    like: Text | None = None
    """The number of the act whose ``about`` and ``beside`` are those of this one too."""


class CarriedActs(Content):
    """``law/acts.yaml``."""

    acts: tuple[CarriedAct, ...]


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act with its words in one language."""

    number: str
    kind: str
    names: tuple[str, ...]
    articles: int | None
    annexes: int | None
    about: Mapping[str, tuple[str, ...]]
    beside: Mapping[str, tuple[str, ...]]


def acts_in(carried: CarriedActs, language: str) -> tuple[KnownAct, ...]:
    """Return the acts with their words in a language (``sl``)."""
    by_number = {act.number: act for act in carried.acts}

    def words(of: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
        return {place: texts.get(language, ()) for place, texts in of.items()}

    def act_in(act: CarriedAct) -> KnownAct:
        model = by_number.get(act.like or act.number, act)
        names = act.names.get(language, ())
        return KnownAct(act.number, act.kind, names, act.articles, act.annexes, words(model.about), words(model.beside))

    return tuple(act_in(act) for act in carried.acts)


@dataclass(frozen=True, slots=True)
class CarriedLaw:
    """What the templates carry of the law: the acts that programmes cite, with words in the programme's language.

    ``fund`` returns the programme's fund, None where they carry none: to read it takes time, and one rule needs it.
    """

    acts: tuple[KnownAct, ...] = ()
    fund: Callable[[], Fund | None] = lambda: None
