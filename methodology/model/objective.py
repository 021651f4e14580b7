"""A specific objective: its measures, its results as a whole, its risks, its money."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from methodology.model.indicator import Indicator, Measure, OutputIndicator, Reasons, ResultIndicator
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import Content, IndicatorCode, Key, Number, ProseText, Text, wrong_value


def _objective_number(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[1-9]\d?", value):
        raise wrong_value("wrong-type", f"'{value}' is no number of a specific objective")
    return int(value)


def _intervention_code(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{3}", value):
        raise wrong_value(
            "wrong-code", f"'{value}' is no code of a type of intervention", 'three digits, in quotes: "001"'
        )
    return value


def _objective_id(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]+[1-9]\d?", value):
        raise wrong_value("wrong-code", f"'{value}' is no code of a specific objective", "capitals and its number: SO1")
    return value


ObjectiveId = Annotated[str, PlainValidator(_objective_id), WithJsonSchema({"type": "string"})]
InterventionCode = Annotated[str, PlainValidator(_intervention_code), WithJsonSchema({"type": "string"})]


class ObjectiveFacts(Worded):
    """``objective.yaml``."""

    id: ObjectiveId
    number: Annotated[int, PlainValidator(_objective_number), WithJsonSchema({"type": "integer"})]
    title: Text
    measures: dict[Measure, Text]


class Summary(Worded):
    """``results.yaml``: what is said once of all results of the objective."""

    target_rationale: Reasons | None = None
    sources: tuple[Mention, ...] = ()
    print_sources: Literal["sentence", "list"] = "sentence"


class ObjectiveRisks(Worded):
    """``risks.yaml`` of an objective: factors in the order of printing, those that it has alone under ``own``.

    CPR Art. 17(1)(c).
    """

    own: dict[Key, ProseText] = Field(default_factory=dict)
    factors: tuple[Mention, ...]


class AllocationRow(Content):
    """The share of one type of intervention in the objective's money, in per cent, and the indicators it serves."""

    code: InterventionCode
    share: Number
    indicators: tuple[IndicatorCode, ...] = ()


class Allocation(Worded):
    """``allocation.yaml``. ``coverage`` is derived: 100 less the shares of the types that no indicator covers."""

    rows: tuple[AllocationRow, ...]
    coverage: Number


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
        tops: tuple[OutputIndicator | ResultIndicator, ...] = (*self.outputs, *self.results)
        return tuple(one for top in tops for one in (top, *top.parts))
