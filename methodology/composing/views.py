"""What a template sees of the content: the same names as in the YAML files, every value with its content path."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import NoneType
from typing import Any, ClassVar, cast

from pydantic import BaseModel

from methodology.composing.recording import Recorder
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

    HIDDEN_FROM_TEMPLATES = frozenset({"model", "held", "recorder"})
    __slots__ = ("held", "path", "recorder")

    def __init__(self, model: BaseModel, path: str, recorder: Recorder | None = None) -> None:
        """``recorder`` notes what is read of it."""
        self.held = model
        self.path = path
        self.recorder = recorder

    @property
    def model(self) -> BaseModel:
        """The part itself."""
        if self.recorder is not None and self.recorder.tops.get(self.path) is self.held:
            self.recorder.note("model", self.path)
        return self.held

    def __getattr__(self, name: str) -> object:
        model, recorder = self.held, self.recorder
        if recorder is not None and recorder.tops.get(self.path) is model:
            recorder.note("field", (self.path, name))
        if name not in type(model).model_fields:
            raise AttributeError(name)
        return wrap(getattr(model, name), join(self.path, model, name), model, name, recorder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)


class _Shape(Enum):
    """What a value is for templates."""

    PLAIN = auto()
    TEXT = auto()
    TUPLE = auto()
    MAPPING = auto()
    MODEL = auto()


@functools.lru_cache(maxsize=1024)
def _shape_of(kind: type) -> _Shape:
    """What values of a type are; to ask each of them whether it is a model or a mapping takes long."""
    if issubclass(kind, NoneType | bool):
        return _Shape.PLAIN
    if issubclass(kind, tuple):
        return _Shape.TUPLE
    if issubclass(kind, Mapping):
        return _Shape.MAPPING
    is_model = issubclass(kind, BaseModel) and not issubclass(kind, Figure)
    return _Shape.MODEL if is_model else _Shape.TEXT


def wrap(value: object, path: str, owner: object, field: str, recorder: Recorder | None = None) -> object:
    """Content as templates see it."""
    kind: Any = type(value)
    shape = _shape_of(kind)
    if shape is _Shape.TEXT:
        return ValueView(path, value, owner, field)
    if shape is _Shape.MODEL:
        return View(cast(BaseModel, value), path, recorder)
    if shape is _Shape.PLAIN:
        return value
    if isinstance(value, tuple):
        is_of_indicators = bool(value) and isinstance(value[0], Indicator)  # then all are
        return tuple(
            [View(element, element.id, recorder) for element in value]
            if is_of_indicators
            else [
                wrap(element, f"{path}.{element_name(element, number)}", owner, field, recorder)
                for number, element in enumerate(value, start=1)
            ]
        )
    entries = cast(Mapping[str, object], value)
    return {key: wrap(one, f"{path}.{step_of(key)}", owner, field, recorder) for key, one in entries.items()}
