"""A rule, what it finds, and a finding with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict, Unpack

from methodology.diagnostics import Diagnostic, Location, Severity
from methodology.model.programme import Programme


class Family(StrEnum):
    """What a rule is about; each family but the first has a folder of its own.

    Structure is what reading refuses: its findings are the diagnostics of :mod:`methodology.reading`.
    """

    STRUCTURE = "structure"
    REFERENCES = "references"
    ARITHMETIC = "arithmetic"
    REGULATION = "regulation"
    WORDING = "wording"
    TYPOGRAPHY = "typography"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds at a content path.

    ``found`` is the piece of text or the value that is wrong, long enough to tell it from other findings of the rule at
    the path. The location is where it stands inside the value, and an acceptance holds for it alone.
    """

    path: str
    message: str
    found: str
    hint: str | None = None


Find = Callable[[Programme], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold. ``source`` names who demands it (CPR Art. 17(1)(b), CLDR); ``hint`` the next step."""

    code: str
    family: Family
    severity: Severity
    text: str
    source: str
    hint: str
    wrong: str
    right: str
    find: Find


class RuleTexts(TypedDict):
    """The texts of a :class:`Rule`."""

    code: str
    text: str
    source: str
    hint: str
    wrong: str
    right: str


class Rules(list[Rule]):
    """The rules of one module, in order; each is declared above the function that finds its breaches."""

    def __init__(self, family: Family) -> None:
        super().__init__()
        self.family = family

    def error(self, **texts: Unpack[RuleTexts]) -> Callable[[Find], Find]:
        """Declare a rule whose breach stops a build."""
        return self._declare(Severity.ERROR, texts)

    def warning(self, **texts: Unpack[RuleTexts]) -> Callable[[Find], Find]:
        """Declare a rule whose breach is printed."""
        return self._declare(Severity.WARNING, texts)

    def _declare(self, severity: Severity, texts: RuleTexts) -> Callable[[Find], Find]:
        def declare(find: Find) -> Find:
            self.append(Rule(family=self.family, severity=severity, find=find, **texts))
            return find

        return declare


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule, with its place; ``accepted`` is the authors' reason to let it stand."""

    rule: Rule
    path: str
    message: str
    found: str
    hint: str
    location: Location
    accepted: str | None = None

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as it is printed."""
        return Diagnostic(self.rule.code, self.message, self.location, self.hint, self.rule.severity, self.path)
