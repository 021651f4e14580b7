"""A specific objective: its measures, its results as a whole, its risks, its money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from methodology.messages import translate
from methodology.model.indicator import Indicator, OutputIndicator, Reasons, ResultIndicator
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import Code, Content, Key, NotGiven, Number, ProseText, Text, plain, wrong_value

_WHOLE = Decimal(100)


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
    share: Number = Field(default_factory=NotGiven)
    """Its share in the objective's money, in per cent; reckoned where the amounts are given alone."""
    amount: Number | None = None
    """Its money in EUR; stated of all types of an objective or of none."""
    indicators: tuple[Code, ...] = ()
    """The indicators that it serves."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["share"]}, {"required": ["amount"]}]})

    @model_validator(mode="after")
    def _money(self) -> Self:
        if "share" not in self.model_fields_set and self.amount is None:
            raise wrong_value("missing-key", translate("neither 'share' nor 'amount' is given"))
        return self


class Allocation(Worded):
    """``allocation.yaml``: the objective's money by type of intervention."""

    rows: tuple[AllocationRow, ...]
    """The types of intervention in the order of their codes."""
    coverage: Number
    """The share that indicators cover, in per cent: 100 less the shares of the types that no indicator covers."""

    @model_validator(mode="after")
    def _all_amounts(self) -> Self:
        given = [row.amount is not None for row in self.rows]
        if any(given) and not all(given):
            message = translate("the type {code} has no amount, others have", code=self.rows[given.index(False)].code)
            raise wrong_value("missing-key", message, translate("give an amount for all, or for none"))
        return self

    @property
    def covered_share(self) -> Decimal:
        """What the coverage follows from: 100 less the shares of the types that no indicator covers, in per cent."""
        return _WHOLE - sum((row.share for row in self.rows if not row.indicators), Decimal(0))

    def with_shares(self) -> Self:
        """The money with each share that follows from the amounts, in per cent to two decimals, halves up."""
        total = sum((row.amount or Decimal(0) for row in self.rows), Decimal(0))
        rows = (
            row if "share" in row.model_fields_set else row.model_copy(update={"share": share_of(row.amount, total)})
            for row in self.rows
        )
        return self.model_copy(update={"rows": tuple(rows)})


def share_of(amount: Decimal | None, total: Decimal) -> Decimal:
    """The share of an amount in per cent to two decimals, halves up; that of nothing is 0."""
    if amount is None or not total:
        return Decimal(0)
    share = (100 * amount / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return share if isinstance(share, NotGiven) else Decimal(plain(share))


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
