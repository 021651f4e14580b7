"""A specific objective: its measures, its results as a whole, its risks, its money."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from methodology.model.indicator import Indicator, Measure, OutputIndicator, Reasons, ResultIndicator
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import Content, IndicatorCode, Key, Number, ProseText, Text, TextForm, wrong_value


def _objective_number(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[1-9]\d{0,2}", value):
        raise wrong_value("wrong-type", f"'{value}' is no number of a specific objective")
    return int(value)


ObjectiveId = Annotated[
    str, TextForm(r"[A-Z]+[1-9]\d{0,2}", "is no code of a specific objective", "capitals and its number: SO1")
]
ObjectiveNumber = Annotated[
    int, PlainValidator(_objective_number), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 999})
]
InterventionCode = Annotated[
    str, TextForm(r"\d{3}", "is no code of a type of intervention", 'three digits, in quotes: "001"')
]


class ObjectiveFacts(Worded):
    """``objective.yaml``."""

    id: ObjectiveId
    """The code, SO1; the folder is called by it in small letters."""
    number: ObjectiveNumber
    """The number that the codes of its indicators begin with."""
    title: Text
    """The objective in the words of the fund's law."""
    measures: dict[Measure, Text]
    """The implementation measures by their letters, in the words of the fund's law."""


class Summary(Worded):
    """``results.yaml``: what is said once of all results of the objective."""

    target_rationale: Reasons | None = None
    """How the targets were set, where it is the same for all."""
    sources: tuple[Mention, ...] = ()
    """Where the data come from: entries of sources.yaml."""
    print_sources: Literal["sentence", "list"] = "sentence"
    """Whether the sources are members of a sentence or items of a list."""


class ObjectiveRisks(Worded):
    """``risks.yaml`` of an objective: what may influence its milestones and targets, CPR Art. 17(1)(c)."""

    own: dict[Key, ProseText] = Field(default_factory=dict)
    """The factors that this objective has alone."""
    factors: tuple[Mention, ...]
    """All its factors in the order of printing: its own, and entries of the common risks.yaml."""


class AllocationRow(Content):
    """One type of intervention."""

    code: InterventionCode
    """Its code of three digits, in quotes."""
    share: Number
    """Its share in the objective's money, in per cent."""
    indicators: tuple[IndicatorCode, ...] = ()
    """The indicators that it serves."""


class Allocation(Worded):
    """``allocation.yaml``: the objective's money by type of intervention."""

    rows: tuple[AllocationRow, ...]
    """The types of intervention in the order of their codes."""
    coverage: Number
    """The share that indicators cover, in per cent: 100 less the shares of the types that no indicator covers."""


class Objective(Content):
    """One specific objective with all that belongs to it, indicators in the order of their codes."""

    facts: ObjectiveFacts
    outputs: tuple[OutputIndicator, ...]
    results: tuple[ResultIndicator, ...]
    summary: Summary
    risks: ObjectiveRisks
    allocation: Allocation

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Outputs, then results, each followed by its parts."""
        return tuple(indicator for whole in self.wholes for indicator in (whole, *whole.parts))

    @property
    def wholes(self) -> tuple[OutputIndicator | ResultIndicator, ...]:
        """Outputs, then results, without their parts."""
        return (*self.outputs, *self.results)
