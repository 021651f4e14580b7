"""Content paths: the name of every single value, the same in prose, in the document, in Word and in a diff.

A path is the root of its file (``programme``, ``operations``, ``SO1.risks``; an indicator's is its code) and the keys
below it. A list element is named by its id or code, else by its number from 1. An indicator's figures are named like
its own values (``R.1.7.share``), and what is said of one stands below it (``R.1.7.share.source``); a part is named by
its own code. A dot in the code of a measure or a type of intervention is a slash in a path, so that the path has one
step for it: ``interventions.1/2``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from pydantic import BaseModel, RootModel

from methodology.model.assumption import EVIDENCE, Figure
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective, ObjectiveFacts
from methodology.model.outline import OutlinePart
from methodology.model.phrases import Mention, Worded
from methodology.model.scalars import LONGEST_CODE

_LONGEST_ROOT = LONGEST_CODE // 2 + 1
"""The steps of the longest path of a file: a code of single characters, and ``allocation``."""

Place = tuple[str | int, ...]
"""Where a value stands in its file: the keys and list indices from the top."""


REGISTRIES = {"operations": "operations", "sources": "sources", "factors": "risks.factors", "common": "risks.factors"}
"""The fields that mention entries by their ids, each with the content path of the registry that names them."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value with its path, its owner and its place in the file."""

    path: str
    value: object
    owner: object
    field: str
    place: Place


def leaves(root: str, content: BaseModel, place: Place = ()) -> Iterator[Leaf]:
    """All single values below ``content``, in the order of its fields; values that are not given are left out."""
    if isinstance(content, RootModel):
        yield from _of_value(root, content.root, content, "root", place)
        return
    for field in type(content).model_fields:
        value = getattr(content, field)
        yield from _of_value(join(root, content, field), value, content, field, (*place, field))


def parts_of(paths: Iterable[str]) -> frozenset[str]:
    """Return each path that another one of the ``paths`` stands below."""
    return frozenset(part for path in paths for part in accumulate(path.split(".")[:-1], "{}.{}".format))


def is_within(path: str, root: str) -> bool:
    """Whether a path is ``root`` or one below it."""
    return f"{path}.".startswith(f"{root}.")


def root_of(path: str, roots: Collection[str]) -> str:
    """The longest of the ``roots`` that a path is or stands below; empty where there is none."""
    parts = path.split(".", _LONGEST_ROOT)[:_LONGEST_ROOT]
    return max((root for root in accumulate(parts, "{}.{}".format) if root in roots), key=len, default="")


def has_root(path: str, roots: Collection[str]) -> bool:
    """Whether a path is one of the ``roots`` that content paths of files have, or one below it."""
    return bool(root_of(path, roots))


def step_of(key: str) -> str:
    """The step of a path that a key is."""
    return key.replace(".", "/")


def key_of(step: str) -> str:
    """The key that a step of a path is."""
    return step.replace("/", ".")


def join(path: str, owner: object, field: str) -> str:
    """The path of ``field`` of what stands at ``path``."""
    if (isinstance(owner, Indicator) and field == "figures") or (isinstance(owner, Objective) and field == "facts"):
        return path
    if isinstance(owner, Objective) and field == "summary":
        return f"{path}.results"
    return f"{path}.{field}"


def element_name(element: object, number: int) -> str:
    """What names an element of a list in a path."""
    if isinstance(element, Mention):
        return element.id
    if isinstance(element, OutlinePart):
        return step_of(element.name)
    code = getattr(element, "code", None)
    return step_of(code) if isinstance(code, str) else str(number)


def _of_value(path: str, value: object, owner: object, field: str, place: Place) -> Iterator[Leaf]:
    if value is None or (value == "" and isinstance(owner, Indicator | ObjectiveFacts)):
        return
    if isinstance(value, dict):
        yield from _of_mapping(path, value, owner, field, place)
    elif isinstance(value, tuple):
        for index, element in enumerate(value):
            if isinstance(element, Indicator):
                yield from leaves(element.id, element, (*place, index))
            else:
                named = f"{path}.{element_name(element, index + 1)}"
                yield from _of_value(named, element, owner, field, (*place, index))
    elif isinstance(value, Mention):
        # the mention is one value: its id, or the form printed here
        yield Leaf(path, value.text or value.id, value, field, place)
    elif isinstance(value, Figure):
        yield Leaf(path, value.number, owner, field, place)
        given = ((name, getattr(value, name)) for name in EVIDENCE)
        yield from (
            Leaf(f"{path}.{name}", said, value, name, (*place, name)) for name, said in given if said is not None
        )
    elif isinstance(value, BaseModel):
        yield from leaves(path, value, place)
    else:
        yield Leaf(path, value, owner, field, place)


def _of_mapping(path: str, mapping: dict[str, object], owner: object, field: str, place: Place) -> Iterator[Leaf]:
    for key, value in mapping.items():
        step = key if field in Worded.model_fields else step_of(key)
        yield from _of_value(f"{path}.{step}", value, owner, field, (*place, key))
