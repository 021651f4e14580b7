"""Assumptions: named numbers with unit, source, year and note, which formulas reckon with (CPR Art. 17(1)(b))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    Tag,
    TypeAdapter,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from methodology.messages import declare_message, translate
from methodology.model.formula import FormulaText
from methodology.model.scalars import Content, ExactNumber, Key, ProseText, Text, ToCompute, Year, wrong_value

ASSUMPTIONS = "assumptions"
"""What the content paths of assumptions begin with; their file is called by it."""
PERCENT = "%"
"""The unit of a value that is reckoned with as a hundredth."""
PLAIN_UNIT = "1"
"""The unit of a number that counts nothing, such as an index; it is not printed."""
MISSING_FORMULA = declare_message(
    "write how it is computed, as {{share}} * {{O.1.1.target}}, in '{key}', or the number itself"
)


class Figure(Content):
    """A number that prose speaks of and formulas reckon with: plain, or with its unit and where it comes from."""

    value: ExactNumber
    """The number, plain: 2092, 73.71, 4.2735; or ``computed``: what its formula gives."""
    unit: Text | None = None
    """Printed after the number: ``%``, ``kg``, ``EUR/person``. A value with ``%`` is reckoned with as a hundredth."""
    name: Text | None = None
    """What it is called where a calculation is printed."""
    source: ProseText | None = None
    """Where the number comes from: an entry of sources.yaml by its id, or in words."""
    year: Year | None = None
    """The year that the number is of."""
    note: ProseText | None = None
    """What else there is to say of it."""
    formula: FormulaText | None = None
    """How it follows from other values; what is typed is held against it."""
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

    @model_validator(mode="after")
    def _formula_is_there(self) -> Self:
        if isinstance(self.value, ToCompute) and self.formula is None:
            hint = translate(MISSING_FORMULA, key="formula")
            raise wrong_value("missing-formula", translate("nothing says how the value is computed"), hint)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [TypeAdapter(ExactNumber).json_schema(), handler(core_schema)]}

    @property
    def number(self) -> Figure:
        """The number and its unit alone, without what :data:`EVIDENCE` says of it."""
        given = {name: None for name in EVIDENCE if getattr(self, name) is not None}
        return self.model_copy(update=given) if given else self

    def with_value(self, value: Decimal) -> Self:
        """The same with another number."""
        return self.model_copy(update={"value": value})


EVIDENCE = ("name", "source", "year", "note", "formula")
"""The fields that say what a figure is and where it comes from; each is a value of its own, below the figure's path."""


def _without_rates(schema: dict[str, Any]) -> None:
    for name in _OF_RATES:
        del schema["properties"][name]


_OF_RATES = ("per", "up_to")
"""What only figures of an indicator have."""


class Assumption(Figure):
    """An entry of ``assumptions.yaml``: a number of the programme as a whole."""

    model_config = ConfigDict(json_schema_extra=_without_rates)

    @model_validator(mode="after")
    def _no_rate(self) -> Self:
        for name in _OF_RATES:
            if getattr(self, name) is not None:
                raise wrong_value(
                    "wrong-key",
                    translate("only a figure of an indicator has '{name}'", name=name),
                    translate("delete it"),
                )
        return self


SINGLE, GROUP = "[single]", "[group]"
"""What pydantic calls the two kinds of entries, in the places of what is wrong with them."""


def _kind(entry: Any) -> str:
    """A group has keys, and none of them is a field of an assumption."""
    return GROUP if isinstance(entry, dict) and entry and not entry.keys() & Assumption.model_fields else SINGLE


_Group = Annotated[
    dict[Key, Assumption],
    Tag(GROUP),
    Field(json_schema_extra={"propertyNames": {"not": {"enum": list(Assumption.model_fields)}}}),
]
_Entry = Annotated[Annotated[Assumption, Tag(SINGLE)] | _Group, Discriminator(_kind)]


class Assumptions(RootModel[dict[Key, _Entry]]):
    """``assumptions.yaml``: assumptions by their names, or groups of them."""

    model_config = {"frozen": True}

    @property
    def by_name(self) -> Iterator[tuple[str, Assumption]]:
        """Each assumption with its name, that of its group before it: ``unit_cost.training``."""
        for name, entry in self.root.items():
            if isinstance(entry, Assumption):
                yield name, entry
            else:
                yield from ((f"{name}.{inner}", assumption) for inner, assumption in entry.items())

    def with_numbers(self, numbers: Mapping[str, Decimal]) -> Assumptions:
        """The same with the numbers of some of them, by the names that :attr:`by_name` gives."""

        def computed(name: str, assumption: Assumption) -> Assumption:
            return assumption.with_value(numbers.get(name, assumption.value))

        entries = {
            name: computed(name, entry)
            if isinstance(entry, Assumption)
            else {inner: computed(f"{name}.{inner}", assumption) for inner, assumption in entry.items()}
            for name, entry in self.root.items()
        }
        return self.model_copy(update={"root": entries})
