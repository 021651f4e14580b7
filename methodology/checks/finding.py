"""A rule, what it finds, and a finding with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from methodology.diagnostics import Diagnostic, Location, Severity
from methodology.messages import declare_message, translate, translate_explanation
from methodology.model.fund import Fund
from methodology.model.programme import Programme


class Family(StrEnum):
    """What a rule is about; each family but the first has a folder of its own.

    Structure is what reading refuses: its findings are the diagnostics of :mod:`methodology.reading`.
    """

    STRUCTURE = declare_message("structure")
    REFERENCES = declare_message("references")
    ARITHMETIC = declare_message("arithmetic")
    REGULATION = declare_message("regulation")
    WORDING = declare_message("wording")
    TYPOGRAPHY = declare_message("typography")


@dataclass(frozen=True, slots=True)
class Splice:
    """What takes the place of the characters from ``start`` to ``end`` of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NewValue:
    """What a value must be, as it would be typed; None takes its key away."""

    text: str | None


Fix = NewValue | tuple[Splice, ...]
"""What mends a finding that has one right answer: another value, or splices of the text as it stands in the file."""


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
    fix: Fix | None = None
    """What mends it, where there is one right answer: ``check --fix`` offers it."""
    chapter: str | None = None
    """The chapter that is to say what is missing; a new programme has words for what it must say."""


Find = Callable[[Programme], Iterator[Found]]


class Scope(StrEnum):
    """How much of the content a rule must see so that what it finds is right."""

    VALUE = "value"
    """It judges each value or text by itself, and what others it asks for by name."""
    OBJECTIVES = "objectives"
    """It misses or compares indicators and other things of the specific objectives."""
    CONTENT = "content"
    """It must see all."""


_LAW = re.compile(r"\{law\.(\w+)\}")


_TOPICS = {
    "baselines": declare_message("the fund's own act on baselines"),
    "indicators": declare_message("the fund's own act on indicators"),
    "interventions": declare_message("the fund's own act on interventions"),
    "measures": declare_message("the fund's own act on measures"),
    "objectives": declare_message("the fund's own act on objectives"),
    "persons": declare_message("the fund's own act on persons"),
}


_OF_ACTS_WORDS = {
    "Annex": declare_message("Annex"),
    "Art.": declare_message("Art."),
    "Article": declare_message("Article"),
    "Regulation": declare_message("Regulation"),
}
"""Words by which a fund names acts and their parts, whatever the language of its content."""
_OF_ACTS = re.compile(r"\bAnnex\b|\bArt\.|\bArticle\b|\bRegulation\b")


class RuleTexts(NamedTuple):
    """What explains a rule: who asks it (``CPR Art. 17(1)(b)``, ``CLDR``) and the next step to take with it.

    ``{law.indicators}`` in ``source`` is the article of the fund's own act on that topic.
    """

    text: str
    hint: str
    wrong: str
    right: str
    source: str = "this project: the form of the content and the templates"

    def cited(self, fund: Fund | None) -> str:
        """The source with the articles of a fund; without one, with the topics in words."""
        if fund is None:
            return _LAW.sub(lambda topic: translate(_TOPICS[topic[1]]), self.source)
        cited = _LAW.sub(lambda topic: fund.cite(topic[1]), self.source)
        if translate("CPR") in cited:
            cited += f"\n{translate('CPR is {act}', act=fund.law.common)}"
        return _OF_ACTS.sub(lambda word: translate(_OF_ACTS_WORDS[word[0]]), cited)


@cache
def rule_texts(family: Family) -> dict[str, RuleTexts]:
    """Return the texts of a family's rules by code, from ``texts/<family>.yaml``."""
    content = files(__package__).joinpath("texts", f"{family}.yaml").read_text(encoding="utf-8")
    return {code: RuleTexts(**texts) for code, texts in yaml.load(content, yaml.CSafeLoader).items()}


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold. Its texts are read when they are used: a build without findings reads none."""

    code: str
    family: Family
    severity: Severity
    find: Find
    scope: Scope = Scope.CONTENT
    several: str = ""
    """What several breaches say as one finding: ``{count} outputs say …``; empty where each is a finding of its own."""

    @property
    def texts(self) -> RuleTexts:
        """What explains the rule, in the language that is spoken."""
        return RuleTexts(*map(translate_explanation, rule_texts(self.family)[self.code]))


class Rules(list[Rule]):
    """The rules of one module, in order; each is declared above the function that finds its breaches.

    ``scope`` is that of the rules that say nothing else.
    """

    def __init__(self, family: Family, scope: Scope = Scope.CONTENT) -> None:
        super().__init__()
        self.family = family
        self.scope = scope

    def error(self, code: str, *, scope: Scope | None = None, several: str = "") -> Callable[[Find], Find]:
        """Declare a rule whose breach stops a build."""
        return self._declare(code, Severity.ERROR, scope, several)

    def warning(self, code: str, *, scope: Scope | None = None, several: str = "") -> Callable[[Find], Find]:
        """Declare a rule whose breach is printed."""
        return self._declare(code, Severity.WARNING, scope, several)

    def _declare(self, code: str, severity: Severity, scope: Scope | None, several: str) -> Callable[[Find], Find]:
        def declare(find: Find) -> Find:
            self.append(Rule(code, self.family, severity, find, scope or self.scope, several))
            return find

        return declare


def find_nothing(_programme: Programme) -> Iterator[Found]:
    """Find nothing: breaches of the rule are found elsewhere."""
    return iter(())


UNUSED_ACCEPTANCE = "unused-acceptance"
"""The code of the rule that an acceptance breaks which matches no finding any more. That harms no document."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule, with its place; ``accepted`` is the authors' reason to let it stand.

    ``own_hint`` is the next step here, where it differs from that of the rule. One omission at many places is a
    finding at the first of them, with the finding of each place in ``parts``.
    """

    rule: Rule
    path: str
    message: str
    found: str
    own_hint: str | None
    location: Location
    accepted: str | None = None
    until: str | None = None
    """The version that its acceptance is for; one that ended before the programme's version leaves it open."""
    parts: tuple[Finding, ...] = ()
    fix: Fix | None = None
    """What mends it, where there is one right answer."""
    chapter: str | None = None
    """The chapter that is to say what is missing."""
    number: int | None = None
    """Which of the open findings it is, from 1."""

    @property
    def is_open(self) -> bool:
        """Whether somebody should look at it: nobody accepted it, and it is of more than an acceptance left behind."""
        return self.accepted is None and self.rule.code != UNUSED_ACCEPTANCE

    @property
    def places(self) -> tuple[Finding, ...]:
        """The finding of each place, as an acceptance names it."""
        return self.parts or (self,)

    @property
    def hint(self) -> str:
        """The next step to take."""
        return self.own_hint or self.rule.texts.hint

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as it is printed."""
        return Diagnostic(self.rule.code, self.message, self.location, self.hint, self.rule.severity, self.path)
