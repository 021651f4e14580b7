"""Content paths as places in files, for values that are there and for those that could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import BaseModel, RootModel

from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.model.indicator import Indicator
from methodology.model.paths import Place, element_name, is_within
from methodology.model.phrases import Worded
from methodology.model.programme import Programme


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file; ``holders`` are what the content has at each step on the way, from the file's top."""

    file: str
    place: Place
    holders: tuple[object, ...]

    def is_required(self, depth: int) -> bool:
        """Whether the schema wants the key at a step of the place."""
        holder, key = self.holders[depth], self.place[depth]
        if isinstance(holder, BaseModel):
            field = type(holder).model_fields.get(str(key))
            return field is not None and field.is_required()
        return False

    def field_order(self, depth: int) -> tuple[str, ...]:
        """The keys beside the one at a step of the place, in the order of the model, what departs from it last."""
        holder = self.holders[depth]
        if not isinstance(holder, BaseModel) or isinstance(holder, RootModel):
            return ()
        fields, last = type(holder).model_fields, Worded.model_fields
        return (*(name for name in fields if name not in last), *(name for name in fields if name in last))


def spot_of(programme: Programme, path: str) -> Spot:
    """Where a value stands or would stand; raises :class:`ContentError` for a path that no content can have."""
    around = [(root, top) for root, top in _roots(programme) if is_within(path, root)]
    found = max(around, key=lambda one: len(one[0]), default=None)
    if found is None:
        raise no_place(programme, path)
    root, top = found
    steps = path.removeprefix(root).removeprefix(".").split(".")
    if steps == [""]:
        return top
    return _walked(programme, path, top, steps)


def no_place(programme: Programme, path: str, message: str | None = None) -> ContentError:
    """The error that nothing can be written at a path."""
    hint = nearest(path, programme.values) or "a path is a file's root and the keys below it: O.1.3.target"
    location = programme.location(path) or Location(path)
    return ContentError(
        [Diagnostic("unknown-value", message or f"no value can have the path '{path}'", location, hint)]
    )


def _roots(programme: Programme) -> Iterator[tuple[str, Spot]]:
    """The roots of the content paths, those of parts of an objective before it, each with the file's top."""
    for indicator in programme.indicators:
        identity = programme.values[f"{indicator.id}.id"]
        place = identity.place[:-1]
        yield indicator.id, Spot(_relative(programme, identity.location), place, (*[None] * len(place), indicator))
    for objective in programme.objectives:
        code = objective.facts.id
        facts = _relative(programme, programme.values[f"{code}.id"].location)
        for name, part in (
            ("results", objective.summary),
            ("risks", objective.risks),
            ("allocation", objective.allocation),
        ):
            yield f"{code}.{name}", Spot(PurePosixPath(facts).with_name(f"{name}.yaml").as_posix(), (), (part,))
        yield code, Spot(facts, (), (objective.facts,))
    yield from (
        (name, Spot(f"{name}.yaml", (), (content,)))
        for name, content in (
            ("programme", programme.facts),
            ("phrases", programme.phrases),
            ("operations", programme.operations),
            ("sources", programme.sources),
            ("interventions", programme.interventions),
            ("risks", programme.risks),
            ("catalogue", programme.catalogue),
            ("language", programme.language),
        )
        if f"{name}.yaml" in programme.files
    )


def _relative(programme: Programme, location: Location) -> str:
    return location.file.removeprefix(f"{programme.name}/")


def _walked(programme: Programme, path: str, top: Spot, steps: list[str]) -> Spot:
    place, holders, current = list(top.place), list(top.holders[:-1]), top.holders[-1]
    while steps:
        key: str | int
        following: object
        if isinstance(current, Indicator) and steps[0] not in type(current).model_fields:
            key, following = "figures", current.figures
        elif isinstance(current, BaseModel) and not isinstance(current, RootModel):
            key = steps.pop(0)
            if key not in type(current).model_fields:
                raise no_place(programme, path)
            following = getattr(current, key)
        elif isinstance(current, tuple):
            name = steps.pop(0)
            names = [element_name(element, number) for number, element in enumerate(current, start=1)]
            if name not in names:
                raise no_place(programme, path)
            key, following = names.index(name), current[names.index(name)]
        else:
            dotted = bool(place) and place[-1] in Worded.model_fields
            key = ".".join(steps) if dotted else steps[0]
            steps = [] if dotted else steps[1:]
            following = current.get(key) if hasattr(current, "get") else None
        place.append(key)
        holders.append(current)
        current = following
    return Spot(top.file, tuple(place), (*holders, current))
