"""Indicators: CPR Art. 16(1)(a) and (b), and what Art. 17(1) requires of each."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from pydantic import (
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    TypeAdapter,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from methodology.model.fund import CoreIndicator
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import Code, Content, Key, Number, ProseText, Text, Year, wrong_value


class NumberFormat(StrEnum):
    """How an indicator's values are printed."""

    GROUPED = "grouped"
    """With the language's mark between the thousands, four-digit numbers too."""
    UNGROUPED = "ungrouped"
    MILLIONS = "millions"
    """In millions, exactly: 20 500 000 is 20,5."""
    PERCENT = "percent"


class Figure(Content):
    """A number that prose speaks of: plain, or with its unit and what follows from it."""

    value: Number
    """The number, plain: 2092, 73.71."""
    unit: Text | None = None
    """Printed after the number: ``%``, ``kg``."""
    per: Literal["year"] | None = None
    """``year`` makes it a rate, which is not printed.

    Each year of the programming period adds about this many of what the indicator counts, so that milestone and target
    follow from it.
    """
    up_to: Key | None = None
    """The figure that ends the range which this one begins ("4 to 5 a year"); not printed."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"value": value}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [TypeAdapter(Number).json_schema(), handler(core_schema)]}


class Derivation(Content):
    """How the target follows from other values; exactly one way."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [way]} for way in ("share", "sum", "count")],
            "dependentRequired": {"share": ["of"], "of": ["share"]},
        }
    )

    share: Key | None = None
    """A figure in per cent; the target is that share of another value, to the nearest whole number, halves up."""
    of: Text | None = None
    """The content path of the value that the share is of: ``O.1.1.target``."""
    sum: Literal["parts"] | tuple[Key, ...] | None = None
    """The figures that add up to the target, or ``parts``: all parts, in milestone and baseline too."""
    count: Literal["operations"] | None = None
    """``operations``: the target is the number of operations listed."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [way for way in (self.share, self.sum, self.count) if way is not None]
        if len(ways) != 1 or (self.share is None) != (self.of is None):
            raise wrong_value(
                "wrong-derivation", "a value is derived in one way", "'share' with 'of', or 'sum', or 'count'"
            )
        return self


class Reasons(Content):
    """Why a value is what it is: one sentence, or items by operation, or a sentence that opens the items."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["sentence"]},
                {"required": ["items"], "properties": {"items": {"minProperties": 1}}},
            ]
        }
    )

    sentence: ProseText | None = None
    """How the standard sentence goes on ("is set …"), or what opens the items."""
    items: dict[Key, ProseText] = Field(default_factory=dict)
    """The reasons one by one, named by their operation or otherwise."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.sentence is None and not self.items:
            raise wrong_value("missing-key", "neither 'sentence' nor 'items' is given")
        return self


class Rationale(Content):
    """How milestone and target were set: CPR Art. 17(1)(b), the calculation method."""

    milestone: Reasons | None = None
    """How the milestone was set."""
    target: Reasons | None = None
    """How the target was set."""


class Indicator(Worded):
    """What outputs and results share."""

    id: Code
    """The code; the file is named by it."""
    name: Text = ""
    """The name, where it is printed otherwise than fund.yaml has it."""
    unit: Text | None = None
    """The measurement unit, where it is printed otherwise than fund.yaml has it."""
    counts: Text | None = None
    """What the unit counts, in the form that follows "number of"."""
    target: Number | None = None
    """The value to reach by the end of the target year, a plain number: 2092, 73.71."""
    number_format: NumberFormat = NumberFormat.GROUPED
    """How the values are printed where not in the usual way."""
    derivation: Derivation | None = None
    """How the target follows from other values; the check recomputes it."""
    figures: dict[Key, Figure] = Field(default_factory=dict)
    """Numbers that prose speaks of: ``share: 89`` is printed by ``{R.1.7.share}``."""
    rationale: Rationale = Rationale()
    """How milestone and target were set."""
    remarks: dict[Key, ProseText] = Field(default_factory=dict)
    """What else there is to say, sentence by sentence."""
    sources: tuple[Mention, ...] = ()
    """Where the data come from: entries of sources.yaml."""
    parts: tuple[Indicator, ...] = ()

    @property
    def with_parts(self) -> tuple[Indicator, ...]:
        """The indicator and all its parts, each followed by its own."""
        return (self, *(one for part in self.parts for one in part.with_parts))

    def with_official(self, official: CoreIndicator) -> Self:
        """The indicator and its parts with the names and units of the fund, where they give none of their own."""
        laws = {one.code: one for one in official.parts}
        given = {
            "name": self.name or official.name,
            "unit": official.unit if self.unit is None else self.unit,
            "parts": tuple(part.with_official(laws[part.id]) if part.id in laws else part for part in self.parts),
        }
        return self.model_copy(update=given)

    @property
    def stated_values(self) -> dict[str, Decimal]:
        """Milestone, baseline and target by the names of their fields, as far as they are given."""
        values = {field: getattr(self, field, None) for field in ("milestone", "baseline", "target")}
        return {field: value for field, value in values.items() if value is not None}

    @model_validator(mode="after")
    def _figures_are_not_fields(self) -> Self:
        for name in sorted(set(self.figures) & set(type(self).model_fields)):
            raise wrong_value("wrong-key", f"a figure cannot be named '{name}': the indicator has a value of that name")
        return self

    @model_validator(mode="after")
    def _ranges_end(self) -> Self:
        for name, figure in self.figures.items():
            if figure.up_to is not None and (figure.up_to == name or figure.up_to not in self.figures):
                others = ", ".join(other for other in self.figures if other != name) or "none"
                message = f"the figure '{name}' reaches up to '{figure.up_to}', which is no other figure here"
                raise wrong_value("unknown-figure", message, f"other figures of {self.id}: {others}")
        return self


class OutputPart(Indicator):
    """A sub-indicator of an output."""

    measures: tuple[Code, ...] = ()
    """The codes of the implementation measures that it serves."""
    milestone: Number
    """The value to reach by the end of the milestone year, a plain number."""
    target: Number
    parts: tuple[OutputPart, ...] = ()
    """The sub-indicators."""


class OutputIndicator(OutputPart):
    """An output: milestone and target, both cumulative, from a baseline of 0, as the funds' laws say."""

    operations: tuple[Mention, ...] = ()
    """The operations that contribute to it: entries of operations.yaml."""
    list_operations: Literal["dashes", "numbers"] = "dashes"
    """The marks of the list of operations."""


class ResultPart(Indicator):
    """A sub-indicator of a result."""

    baseline: Number
    """The value from which it starts, a plain number."""
    reference_year: Year | None = None
    """The year of the baseline, where it is not that of the whole."""
    more_reference_years: tuple[Year, ...] = ()
    """The other years, where the baseline is of several: CPR Annex VI, table 2."""
    baseline_unit: Text | None = None
    """The unit of the baseline, where it is not that of the target: CPR Annex VI, table 2."""
    target: Number
    parts: tuple[ResultPart, ...] = ()
    """The sub-indicators."""


class ResultIndicator(Indicator):
    """A result: baseline and target, no milestone (CPR Art. 16(1)). One that has parts may have no value of its own."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["baseline", "target"]},
                {"required": ["parts"], "properties": {"parts": {"minItems": 1}}},
            ]
        }
    )

    baseline: Number | None = None
    """The value from which it starts, a plain number."""
    reference_year: Year | None = None
    """The year of the baseline."""
    more_reference_years: tuple[Year, ...] = ()
    """The other years, where the baseline is of several: CPR Annex VI, table 2."""
    baseline_unit: Text | None = None
    """The unit of the baseline, where it is not that of the target: CPR Annex VI, table 2."""
    parts: tuple[ResultPart, ...] = ()
    """The sub-indicators."""

    @model_validator(mode="after")
    def _values(self) -> Self:
        if not self.parts and (self.baseline is None or self.target is None):
            raise wrong_value(
                "missing-key", "'baseline' and 'target' are missing", "only a result with parts can do without"
            )
        return self
