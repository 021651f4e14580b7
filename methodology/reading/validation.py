"""From a YAML tree to a model; pydantic's errors become diagnostics with places and hints."""

from __future__ import annotations

import itertools
import re
import types
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from methodology.diagnostics import ContentError, Diagnostic, describe_wrong_value, nearest, quote
from methodology.messages import translate
from methodology.model.assumption import GROUP, SINGLE
from methodology.model.paths import Place
from methodology.model.scalars import EMPTY_TEXT
from methodology.reading.yaml_tree import YamlTree

Model = TypeVar("Model", bound=BaseModel)

MOST_FINDINGS = 1_000
"""How many faults of one file are reported; nobody reads more."""

_NO_STEPS = ("[key]", SINGLE, GROUP)
"""What pydantic has in its places that stands in no file."""
_FRAGMENT = re.compile(r"\w+|.", re.DOTALL)


def validate(tree: YamlTree, model: type[Model]) -> Model:
    """The content of ``tree`` as a ``model``; raises :class:`ContentError` with all that is wrong with it."""
    if not isinstance(tree.data, dict) and not _is_list(model):
        message = (
            translate("keys are expected here ({keys})", keys=_known_keys(model))
            if model.model_fields
            else translate("keys are expected here")
        )
        raise ContentError([Diagnostic("wrong-type", message, tree.location(()))])
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        details = itertools.islice(error.errors(include_url=False), MOST_FINDINGS)
        raise ContentError(_diagnostic(tree, model, detail) for detail in details) from error


def _is_list(model: type[BaseModel]) -> bool:
    """Whether a file of this model is a list, not a mapping."""
    return issubclass(model, RootModel) and get_origin(model.model_fields["root"].annotation) is tuple


def _diagnostic(tree: YamlTree, model: type[BaseModel], detail: ErrorDetails) -> Diagnostic:
    place = tuple(part for part in detail["loc"] if part not in _NO_STEPS)
    parent, name = place[:-1], str(place[-1]) if place else ""
    if detail["type"] == "extra_forbidden":
        known = _fields_at(model, parent)
        hint = nearest(name, known) or translate("known here: {known}", known=", ".join(known))
        return Diagnostic(
            "unknown-key", translate("unknown key '{name}'", name=quote(name)), tree.location(place, of_key=True), hint
        )
    if detail["type"] == "missing":
        return Diagnostic(
            "missing-key", translate("the key '{name}' is missing", name=name), tree.location(parent, of_key=True)
        )
    context = detail.get("ctx", {})
    if "text" in context:
        of_key = detail["loc"] != place
        location = tree.location(place, of_key=of_key)
        if context["offset"]:
            fragment = _FRAGMENT.match(str(detail["input"]), context["offset"])
            location = tree.location_in(place, context["offset"], fragment[0] if fragment else "")
        return Diagnostic(detail["type"], _message(detail, place), location, context["hint"])
    message = describe_wrong_value(detail["type"], detail["input"], context.get("expected", ""))
    return Diagnostic("wrong-type", message, tree.location(place))


def _message(detail: ErrorDetails, place: Place) -> str:
    """What is wrong with a value; of an empty text, where nothing else says it, with its keys."""
    keys = [key for key in place if isinstance(key, str)]
    if detail["type"] == EMPTY_TEXT and keys:
        return translate("the text of '{keys}' is empty", keys=quote(".".join(keys)))
    return str(detail["ctx"]["text"])


def _known_keys(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)


def _fields_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that are known at ``place`` of the model."""
    current: Any = model
    for part in place:
        current = _below(current, part)
    current = _model_in(current)
    return list(current.model_fields) if current is not None else []


def _below(annotation: Any, part: str | int) -> Any:
    for kind in _alternatives(annotation):
        if isinstance(kind, type) and issubclass(kind, RootModel):
            return _below(kind.model_fields["root"].annotation, part)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            if field is not None:
                return field.annotation
        elif get_origin(kind) is dict:
            return get_args(kind)[1]
        elif get_origin(kind) is tuple:
            return get_args(kind)[0]
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    for kind in _alternatives(annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _alternatives(annotation: Any) -> list[Any]:
    """The types that an annotation admits, without metadata."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [kind for alternative in get_args(annotation) for kind in _alternatives(alternative)]
    return [annotation]
