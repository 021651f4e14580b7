"""What a fund's law lays down: its objectives, measures, indicators, types of intervention and years, by code.

A programme keeps its own copy in one language, so that a version of the content is whole. Names, units, titles and
measures stand here alone; another file of the content gives one only where the document prints it otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from methodology.messages import translate
from methodology.model.scalars import TO_GIVE, Code, Content, Date, Key, Text, Year, wrong_value

Scope = Literal["objective", "programme", "reporting"]


class Law(Content):
    """Where the rules stand that the fund's programmes are held to; rules of check name a topic, not an article."""

    act: Text
    """The fund's own act."""
    common: Text
    """The act with the provisions that funds have in common, which rules call CPR."""
    topics: dict[Key, Text] = Field(default_factory=dict)
    """The article or annex of the fund's act by topic: ``indicators: Annex VIII``."""


class Period(Content):
    """The programming period."""

    first_year: Year
    """The year that it begins with."""
    last_year: Year
    """The year that it ends with."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_year < self.first_year:
            raise wrong_value("wrong-value", translate("the period ends before it begins"))
        return self


class CoreIndicator(Content):
    """An indicator as the law names it."""

    code: Code
    """The code."""
    name: Text
    """The official name."""
    unit: Text | None = None
    """The measurement unit; none for an indicator that has values in its parts alone."""
    computed: bool = False
    """Whether the Commission's system computes its values: the programme may leave it out."""
    parts: tuple[CoreIndicator, ...] = ()
    """The sub-indicators, which may have their own."""

    @property
    def with_parts(self) -> tuple[CoreIndicator, ...]:
        """The indicator and all its parts, each followed by its own."""
        return (self, *(one for part in self.parts for one in part.with_parts))


def fields_to_give(core: CoreIndicator, counting_units: Collection[str], *, is_output: bool) -> dict[str, str]:
    """Return the keys of an indicator's file that a person must fill, each with ``TODO``, in the order of files.

    ``counting_units`` are those of the fund. A result without a unit has its values in its parts alone.
    """
    fields = {"counts": TO_GIVE} if core.unit in counting_units else {}
    if is_output:
        return fields | dict.fromkeys(("milestone", "target"), TO_GIVE)
    has_values = core.unit is not None or not core.parts
    return fields | (dict.fromkeys(("baseline", "target"), TO_GIVE) if has_values else {})


class FundObjective(Content):
    """A specific objective or priority; measures and indicators in the order of the law."""

    code: Code
    """The code."""
    title: Text
    """Its title."""
    measures: dict[Code, Text] = Field(default_factory=dict)
    """The implementation measures by code."""
    outputs: tuple[CoreIndicator, ...] = ()
    """The output indicators."""
    results: tuple[CoreIndicator, ...] = ()
    """The result indicators."""

    @property
    def indicators(self) -> Mapping[str, CoreIndicator]:
        """All indicators and parts by code, outputs first."""
        return {one.code: one for whole in (*self.outputs, *self.results) for one in whole.with_parts}


class InterventionTable(Content):
    """A table of types of intervention."""

    title: Text
    """What the table is called."""
    scope: Scope
    """What a programme divides by it: each objective, the whole programme, or nothing (it only reports by it)."""
    headings: dict[Code, Text] = Field(default_factory=dict)
    """The headings, each by the code that it stands above."""
    codes: dict[Code, Text]
    """The names by code; where the law counts anew under each heading, a code begins with that of its heading."""


class Persons(Content):
    """How indicators of persons are broken down."""

    age: tuple[Text, ...]
    """The brackets of age."""
    gender: bool
    """Whether by gender."""


class Fund(Content):
    """``fund.yaml``."""

    fund: Code
    """The fund's short name, by which the program may carry it."""
    name: Text
    """Its name."""
    as_of: Date
    """The day whose state of the law this is."""
    source: Text | None = None
    """What was read, and what could not be."""
    unverified: tuple[Text, ...] = ()
    """The kinds of official texts of which one could not be compared with the law: title, measures, name, unit."""
    law: Law
    """The acts and articles that rules cite."""
    period: Period | None = None
    """The programming period."""
    milestone_year: Year
    """The year at whose end the law wants the milestones reached (CPR Art. 16(1))."""
    target_year: Year
    """The year at whose end the law wants the targets reached (CPR Art. 16(1))."""
    counting_units: tuple[Text, ...] = ()
    """The units that count things, so that it must be said which."""
    persons: Persons | None = None
    """How indicators of persons are to be broken down, where the law asks."""
    objectives: tuple[FundObjective, ...]
    """The specific objectives in order."""
    interventions: dict[Key, InterventionTable] = Field(default_factory=dict)
    """The tables of types of intervention by short names: table_2."""

    @model_validator(mode="after")
    def _codes_once(self) -> Self:
        seen: set[str] = set()
        for code in self._codes():
            if code.casefold() in seen:
                raise wrong_value(
                    "duplicate-code",
                    translate("the code {code} is given twice", code=code),
                    translate("give one of the two its own"),
                )
            seen.add(code.casefold())
        return self

    def _codes(self) -> Iterator[str]:
        for objective in self.objectives:
            yield objective.code
            for whole in (*objective.outputs, *objective.results):
                yield from (one.code for one in whole.with_parts)

    @cached_property
    def by_code(self) -> Mapping[str, FundObjective]:
        """The objectives by code."""
        return {objective.code: objective for objective in self.objectives}

    @cached_property
    def indicators(self) -> Mapping[str, CoreIndicator]:
        """All indicators and parts of all objectives by code."""
        return {code: one for objective in self.objectives for code, one in objective.indicators.items()}

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The names of the types of intervention that the programme divides its objectives by."""
        return {code: name for table in self._tables.values() for code, name in table.codes.items()}

    @property
    def _tables(self) -> Mapping[str, InterventionTable]:
        return {key: table for key, table in self.interventions.items() if table.scope == "objective"}

    def cite(self, topic: str) -> str:
        """The article of the fund's own act on a topic; the act alone where it is not said."""
        return f"{self.law.act}, {self.law.topics[topic]}" if topic in self.law.topics else self.law.act
