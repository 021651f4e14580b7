"""What a template sees of the content: the same names as in the YAML files, every value with its content path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel

from methodology.model.assumption import Figure
from methodology.model.indicator import Indicator
from methodology.model.paths import element_name, join, step_of


@dataclass(frozen=True, slots=True, eq=False)
class ValueView:
    """A single value with its path; it compares like the value itself."""

    HIDDEN_FROM_TEMPLATES: ClassVar = frozenset({"owner", "field"})

    path: str
    value: object
    owner: object
    field: str

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, ValueView) else other)

    def __hash__(self) -> int:
        return hash(self.value)


class View:
    """A part of the content at its path; attributes are its fields, wrapped in turn.

    A field that is not given is None, a list a tuple, a mapping a dict; a property of the model comes as it is.
    """

    HIDDEN_FROM_TEMPLATES = frozenset({"model"})
    __slots__ = ("model", "path")

    def __init__(self, model: BaseModel, path: str) -> None:
        self.model = model
        self.path = path

    def __getattr__(self, name: str) -> object:
        if name not in type(self.model).model_fields:
            raise AttributeError(name)
        return wrap(getattr(self.model, name), join(self.path, self.model, name), self.model, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)


def wrap(value: object, path: str, owner: object, field: str) -> object:
    """Content as templates see it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str | Decimal):  # nearly all; asking of models takes long
        return ValueView(path, value, owner, field)
    if isinstance(value, Mapping):
        return {key: wrap(element, f"{path}.{step_of(key)}", owner, field) for key, element in value.items()}
    if isinstance(value, tuple):
        return tuple(_element(element, path, number, owner, field) for number, element in enumerate(value, start=1))
    if isinstance(value, BaseModel) and not isinstance(value, Figure):
        return View(value, path)
    return ValueView(path, value, owner, field)


def _element(element: object, path: str, number: int, owner: object, field: str) -> object:
    own_path = element.id if isinstance(element, Indicator) else f"{path}.{element_name(element, number)}"
    return wrap(element, own_path, owner, field)
