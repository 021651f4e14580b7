"""Indicators: CPR Art. 16(1)(a) and (b), and what Art. 17(1) asks to be said of each."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import Content, IndicatorCode, Key, Number, ProseText, Text, Year, wrong_value


class NumberFormat(StrEnum):
    """How an indicator's values are printed."""

    GROUPED = "grouped"
    """With the language's mark between the thousands, four-digit numbers too."""
    UNGROUPED = "ungrouped"
    MILLIONS = "millions"
    """In millions, exactly: 20 500 000 is 20,5."""
    PERCENT = "percent"


class Figure(Content):
    """A number that prose speaks of, with the unit printed after it (``%``, ``kg``).

    ``per: year`` makes it a rate: each year of the programming period adds about this many of what the indicator
    counts, so that milestone and target follow from it. ``up_to`` names the figure that ends the range which this one
    begins ("4 to 5 a year"). Neither is printed.
    """

    value: Number
    unit: Text | None = None
    per: Literal["year"] | None = None
    up_to: Key | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"value": value}


class Derivation(Content):
    """How the target follows from other values; exactly one way.

    ``share`` (a figure in per cent) ``of`` another value; ``sum`` of figures or of all ``parts``; ``count`` of the
    operations listed. Shares are rounded to the nearest whole number, halves up. What is the sum of its ``parts`` is so
    in its milestone or baseline too.
    """

    share: Key | None = None
    of: Text | None = None
    sum: Literal["parts"] | tuple[Key, ...] | None = None
    count: Literal["operations"] | None = None

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

    sentence: ProseText | None = None
    items: dict[Key, ProseText] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.sentence is None and not self.items:
            raise wrong_value("missing-key", "neither 'sentence' nor 'items' is given")
        return self


class Rationale(Content):
    """How milestone and target were set: CPR Art. 17(1)(b), the calculation method."""

    milestone: Reasons | None = None
    target: Reasons | None = None


class Indicator(Worded):
    """What outputs and results share. ``parts`` are the sub-indicators; ``counts`` says what the unit counts."""

    id: IndicatorCode
    name: Text
    unit: Text | None = None
    counts: Text | None = None
    target: Number | None = None
    number_format: NumberFormat = NumberFormat.GROUPED
    derivation: Derivation | None = None
    figures: dict[Key, Figure] = Field(default_factory=dict)
    rationale: Rationale = Rationale()
    remarks: dict[Key, ProseText] = Field(default_factory=dict)
    sources: tuple[Mention, ...] = ()

    @property
    def order(self) -> tuple[int, ...]:
        """The place among the indicators: R.2.10 after R.2.9."""
        return tuple(int(number) for number in self.id.split(".")[1:])

    @property
    def objective(self) -> int:
        """The number of the specific objective that the code names."""
        return self.order[0]

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


def _measure(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]", value):
        raise wrong_value("wrong-measure", f"'{value}' is no implementation measure", "a measure is one small letter")
    return value


Measure = Annotated[str, PlainValidator(_measure)]


class OutputPart(Indicator):
    """A sub-indicator of an output."""

    measures: tuple[Measure, ...] = ()
    milestone: Number
    target: Number


class OutputIndicator(OutputPart):
    """An output: milestone and target, both cumulative, from a baseline of 0 (Reg. 2021/1149 Art. 27(3))."""

    operations: tuple[Mention, ...] = ()
    list_operations: Literal["dashes", "numbers"] = "dashes"
    parts: tuple[OutputPart, ...] = ()


class ResultPart(Indicator):
    """A sub-indicator of a result."""

    baseline: Number
    reference_year: Year | None = None
    target: Number


class ResultIndicator(Indicator):
    """A result: baseline and target, no milestone (CPR Art. 16(1)). One that has parts may have no value of its own."""

    baseline: Number | None = None
    reference_year: Year | None = None
    parts: tuple[ResultPart, ...] = ()

    @model_validator(mode="after")
    def _values(self) -> Self:
        if not self.parts and (self.baseline is None or self.target is None):
            raise wrong_value(
                "missing-key", "'baseline' and 'target' are missing", "only a result with parts can do without"
            )
        return self
