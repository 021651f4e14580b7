"""Indicators: CPR Art. 16(1)(a) and (b), and what Art. 17(1) requires of each."""

from __future__ import annotations

from collections.abc import Iterable
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

from methodology.messages import translate
from methodology.model.assumption import MISSING_FORMULA, PERCENT, Figure
from methodology.model.formula import Formula, FormulaText
from methodology.model.fund import CoreIndicator
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import (
    Code,
    ComputableNumber,
    Content,
    Key,
    ProseText,
    Text,
    ToCompute,
    Year,
    wrong_value,
)


class NumberFormat(StrEnum):
    """How an indicator's values are printed."""

    GROUPED = "grouped"
    """With the language's mark between the thousands, four-digit numbers too."""
    UNGROUPED = "ungrouped"
    MILLIONS = "millions"
    """In millions, exactly: 20 500 000 is 20,5."""
    PERCENT = "percent"


class Derivation(Content):
    """How the indicator's values follow from others, each by a formula; a formula alone is that of the target."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    milestone: FormulaText | None = None
    """How the milestone follows."""
    baseline: FormulaText | None = None
    """How the baseline follows."""
    target: FormulaText | None = None
    """How the target follows."""

    @model_validator(mode="before")
    @classmethod
    def _formula_of_target(cls, derivation: object) -> object:
        if isinstance(derivation, dict) and derivation.keys() & _EARLIER_KEYS:
            hint = translate("write its formula, as derivation: round({{share}} * {{O.1.1.target}})")
            raise wrong_value("wrong-derivation", translate("a value is derived in one way"), hint)
        if isinstance(derivation, dict) and list(derivation.values()) == [None] and not derivation.keys() & _FIELDS:
            hint = translate("a text that begins with {{ stands in quotes")
            raise wrong_value("wrong-type", translate("a formula is expected here, not a mapping"), hint)
        return {"target": derivation} if isinstance(derivation, str) else derivation

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.formulas:
            raise wrong_value(
                "missing-key",
                translate("no formula is given"),
                translate("write that of the target: derivation: sum(parts)"),
            )
        return self

    @property
    def formulas(self) -> dict[str, Formula]:
        """The formulas that are given, by the names of their fields."""
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: formula for name, formula in given.items() if formula is not None}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [TypeAdapter(FormulaText).json_schema(), handler(core_schema), _EARLIER_SCHEMA]}


_FIELDS = {"milestone", "baseline", "target"}
_EARLIER_KEYS = {"share", "of", "sum", "count"}
_EARLIER_SCHEMA: JsonSchemaValue = {
    "oneOf": [
        {
            "properties": {"share": {"type": "string"}, "of": {"type": "string"}},
            "required": ["share", "of"],
            "additionalProperties": False,
        },
        {
            "properties": {"sum": {"anyOf": [{"const": "parts"}, {"type": "array", "items": {"type": "string"}}]}},
            "required": ["sum"],
            "additionalProperties": False,
        },
        {"properties": {"count": {"const": "operations"}}, "required": ["count"], "additionalProperties": False},
    ],
    "type": "object",
}
"""The forms of a derivation from before there were formulas."""


def _as_formulas(derivation: object, figures: object, fields: Iterable[str]) -> object:
    """An earlier form of a derivation as its formulas; anything else as it is.

    ``fields`` are those of the indicator: the sum of all parts is that of each value that it has. A share without a
    unit was one in per cent.
    """
    match derivation:
        case {"share": str(share), "of": str(of), **rest} if not rest:
            figure = figures.get(share) if isinstance(figures, dict) else None
            is_percent = isinstance(figure, dict) and figure.get("unit") == PERCENT
            return {"target": f"round({{{share}}}{'' if is_percent else ' / 100'} * {{{of}}})"}
        case {"sum": "parts", **rest} if not rest:
            return {name: "sum(parts)" for name in Derivation.model_fields if name in fields}
        case {"sum": [*names], **rest} if names and not rest:
            return {"target": " + ".join(f"{{{name}}}" for name in names)}
        case {"count": "operations", **rest} if not rest:
            return {"target": "count(operations)"}
        case _:
            return derivation


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
    chapter: Text | None = None
    """A chapter without a heading that is printed after them: tables, pictures, lists, footnotes and quotes.

    Named by its file: ``training-cost`` is ``chapters/training-cost.md``, which no outline names.
    """

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.sentence is None and not self.items:
            raise wrong_value("missing-key", translate("neither 'sentence' nor 'items' is given"))
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
    target: ComputableNumber | None = None
    """The value to reach by the end of the target year, a plain number: 2092, 73.71; or ``computed``."""
    number_format: NumberFormat = NumberFormat.GROUPED
    """How the values are printed where not in the usual way."""
    derivation: Derivation | None = None
    """How the values follow from others: the formula of the target, or one for each; check recomputes them."""
    figures: dict[Key, Figure] = Field(default_factory=dict)
    """Numbers that prose speaks of: ``share: 89`` is printed by ``{R.1.7.share}``."""
    rationale: Rationale = Rationale()
    """How milestone and target were set."""
    calculation: Literal["table", "line", "none"] | None = None
    """How the calculation of its values is printed: a table with each number and its source, or a line.

    Without it the table is printed where the outline asks for calculations; ``none`` leaves it out there too.
    """
    remarks: dict[Key, ProseText] = Field(default_factory=dict)
    """What else there is to say, sentence by sentence."""
    sources: tuple[Mention, ...] = ()
    """Where the data come from: entries of sources.yaml."""
    parts: tuple[Indicator, ...] = ()

    @property
    def with_parts(self) -> tuple[Indicator, ...]:
        """The indicator and all its parts, each followed by its own."""
        return (self, *(one for part in self.parts for one in part.with_parts)) if self.parts else (self,)

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
        fields = (field for field in ("milestone", "baseline", "target") if field in type(self).model_fields)
        return {field: value for field in fields if (value := getattr(self, field)) is not None}

    @property
    def formulas(self) -> dict[str, Formula]:
        """The formulas of milestone, baseline and target by the names of their fields, as far as they are given."""
        return {} if self.derivation is None else self.derivation.formulas

    def sums_parts(self, field: str) -> bool:
        """Whether a value is the sum of those of its parts, and nothing more."""
        return self.formulas.get(field, "").replace(" ", "") == "sum(parts)"

    @model_validator(mode="before")
    @classmethod
    def _earlier_derivations(cls, content: object) -> object:
        if not isinstance(content, dict) or "derivation" not in content:
            return content
        return {**content, "derivation": _as_formulas(content["derivation"], content.get("figures"), cls.model_fields)}

    @model_validator(mode="after")
    def _computed_values_have_formulas(self) -> Self:
        for field in self.formulas:
            if field not in type(self).model_fields:
                message = translate("this indicator has no {field}, so that nothing can follow for it", field=field)
                raise wrong_value("wrong-key", message, translate("name the value that the formula is of"))
        if self.calculation in ("table", "line") and not self.formulas:
            hint = translate("write the formula, as derivation: sum(parts), or delete the line")
            raise wrong_value(
                "missing-formula", translate("{id} has no calculation that could be printed", id=self.id), hint
            )
        for field, value in self.stated_values.items():
            if isinstance(value, ToCompute) and field not in self.formulas:
                hint = translate(MISSING_FORMULA, key=f"derivation: {{{field}: …}}")
                raise wrong_value(
                    "missing-formula", translate("nothing says how the {field} is computed", field=field), hint
                )
        return self

    @model_validator(mode="after")
    def _figures_are_not_fields(self) -> Self:
        for name in sorted(set(self.figures) & set(type(self).model_fields)):
            raise wrong_value(
                "wrong-key",
                translate("a figure cannot be named '{name}': the indicator has a value of that name", name=name),
            )
        return self

    @model_validator(mode="after")
    def _ranges_end(self) -> Self:
        for name, figure in self.figures.items():
            if figure.up_to is not None and (figure.up_to == name or figure.up_to not in self.figures):
                others = ", ".join(other for other in self.figures if other != name) or translate("none")
                message = translate(
                    "the figure '{name}' reaches up to '{up_to}', which is no other figure here",
                    name=name,
                    up_to=figure.up_to,
                )
                raise wrong_value(
                    "unknown-figure", message, translate("other figures of {id}: {others}", id=self.id, others=others)
                )
        return self


class OutputPart(Indicator):
    """A sub-indicator of an output."""

    measures: tuple[Code, ...] = ()
    """The codes of the implementation measures that it serves."""
    milestone: ComputableNumber
    """The value to reach by the end of the milestone year, a plain number."""
    target: ComputableNumber
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

    baseline: ComputableNumber
    """The value from which it starts, a plain number."""
    reference_year: Year | None = None
    """The year of the baseline, where it is not that of the whole."""
    more_reference_years: tuple[Year, ...] = ()
    """The other years, where the baseline is of several: CPR Annex VI, table 2."""
    baseline_unit: Text | None = None
    """The unit of the baseline, where it is not that of the target: CPR Annex VI, table 2."""
    target: ComputableNumber
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

    baseline: ComputableNumber | None = None
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
                "missing-key",
                translate("'baseline' and 'target' are missing"),
                translate("only a result with parts can do without"),
            )
        return self
