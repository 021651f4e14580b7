"""A specific objective: its measures, its results as a whole, its risks, its money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field

from methodology.model.indicator import Indicator, OutputIndicator, Reasons, ResultIndicator
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import Code, Content, Key, Number, ProseText, Text


class ObjectiveFacts(Worded):
    """``objective.yaml``."""

    id: Code
    """The code, SO1; the folder is called by it in small letters."""
    number: Code
    """What the document counts it by, and its measures: 1, 2.1."""
    title: Text = ""
    """The title, where it is printed otherwise than fund.yaml has it."""
    measures: dict[Code, Text] = Field(default_factory=dict)
    """The implementation measures by their codes that are printed otherwise than fund.yaml has them."""

    def with_official(self, title: str, measures: Mapping[str, str]) -> Self:
        """The objective with the title and the measures of the fund, in its order, where it gives none of its own."""
        return self.model_copy(
            update={"title": self.title or title, "measures": {**measures, **self.measures}},
        )


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

    code: Code
    """Its code, in quotes."""
    share: Number
    """Its share in the objective's money, in per cent."""
    indicators: tuple[Code, ...] = ()
    """The indicators that it serves."""


class Allocation(Worded):
    """``allocation.yaml``: the objective's money by type of intervention."""

    rows: tuple[AllocationRow, ...]
    """The types of intervention in the order of their codes."""
    coverage: Number
    """The share that indicators cover, in per cent: 100 less the shares of the types that no indicator covers."""


class Objective(Content):
    """One specific objective with all that belongs to it, indicators in the order of the fund."""

    facts: ObjectiveFacts
    outputs: tuple[OutputIndicator, ...]
    results: tuple[ResultIndicator, ...]
    summary: Summary
    risks: ObjectiveRisks
    allocation: Allocation

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Outputs, then results, each followed by its parts."""
        return tuple(indicator for whole in self.wholes for indicator in whole.with_parts)

    @property
    def wholes(self) -> tuple[OutputIndicator | ResultIndicator, ...]:
        """Outputs, then results, without their parts."""
        return (*self.outputs, *self.results)
