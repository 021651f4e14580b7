"""Content paths as places in files, for values that are there and for those that could be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pydantic import BaseModel, RootModel

from methodology.diagnostics import ContentError, Diagnostic, Location, nearest
from methodology.messages import translate
from methodology.model.indicator import Indicator
from methodology.model.paths import Place, element_name, is_within, key_of, step_of
from methodology.model.phrases import OwnPhrases, Phrases, Worded
from methodology.model.programme import Programme


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file; ``holders`` are what the content has at each step on the way, from the file's top.

    ``habits`` are the orders of the keys at the top of all files of the kind.
    """

    file: str
    place: Place
    holders: tuple[object, ...]
    habits: tuple[tuple[str, ...], ...] = ()

    def is_required(self, depth: int) -> bool:
        """Whether the schema wants the key at a step of the place."""
        holder, key = self.holders[depth], self.place[depth]
        if isinstance(holder, BaseModel):
            field = type(holder).model_fields.get(str(key))
            return field is not None and field.is_required()
        return False

    def neighbours_before(self, depth: int, there: Sequence[str]) -> int:
        """After how many of the keys ``there`` a new one goes at a step of the place.

        After those that other files of the kind have before it, else after the nearest that the model has before it;
        what departs from the standard, and keys that no model names, go last.
        """
        key, holder = str(self.place[depth]), self.holders[depth]
        known = [order for order in self.habits if key in order] if depth == 0 else []
        if known:
            return max((at for at, other in enumerate(there, start=1) if _is_above(other, key, known)), default=0)
        fields = list(type(holder).model_fields) if isinstance(holder, BaseModel) else []
        if key not in fields or key in Worded.model_fields:
            return len(there)
        above = [other for other in fields[: fields.index(key)] if other in there and other not in Worded.model_fields]
        return there.index(above[-1]) + 1 if above else 0


def _is_above(other: str, key: str, orders: Sequence[Sequence[str]]) -> bool:
    """Whether most of the files that have both keys have ``other`` first."""
    both = [order.index(other) < order.index(key) for order in orders if other in order]
    return sum(both) * 2 > len(both)


class Spots:
    """The places of all content paths of a programme."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        roots = list(_roots(programme))
        habits: dict[type, list[tuple[str, ...]]] = {}
        for _, top in roots:
            if not top.place:
                keys = tuple(re.findall(r"^(\w+):", programme.files.get(top.file, ""), re.MULTILINE))
                habits.setdefault(type(top.holders[0]), []).append(keys)
        known = ((root, replace(top, habits=tuple(habits.get(type(top.holders[0]), ())))) for root, top in roots)
        self._roots = sorted(known, key=lambda root: len(root[0]), reverse=True)

    def of(self, path: str) -> Spot:
        """Where a value stands or would stand; raises :class:`ContentError` for a path that no content can have."""
        for root, top in self._roots:
            if is_within(path, root):
                steps = path.removeprefix(root).removeprefix(".")
                return _walk(self._programme, path, top, steps.split(".")) if steps else top
        raise no_place(self._programme, path)


def no_place(programme: Programme, path: str, message: str | None = None) -> ContentError:
    """The error that nothing can be written at a path."""
    form = translate("a path is a file's root and the keys below it: O.1.3.target")
    hint = None if path in programme.values else nearest(path, programme.values) or form
    location = programme.location(path) or Location(path)
    return ContentError(
        [
            Diagnostic(
                "unknown-value", message or translate("no value can have the path '{path}'", path=path), location, hint
            )
        ]
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
    for code in programme.interventions if programme.fund else ():
        path = f"interventions.{step_of(code)}"
        place = programme.values[path].place
        yield path, Spot("fund.yaml", place, (*[None] * len(place), programme.interventions[code]))
    yield from (
        (name, Spot(f"{name}.yaml", (), (content,)))
        for name, content in (
            ("programme", programme.facts),
            ("phrases", _own_phrases(programme)),
            ("operations", programme.operations),
            ("sources", programme.sources),
            *([] if programme.fund else [("interventions", programme.interventions)]),
            ("risks", programme.risks),
            ("assumptions", programme.assumptions.root),
            ("fund", programme.fund),
            ("tables", {name: table.description for name, table in programme.tables.items()}),
            ("language", programme.language),
        )
        if f"{name}.yaml" in programme.files or name == "phrases"  # its words stand in the language's file too
    )


def _own_phrases(programme: Programme) -> Phrases | OwnPhrases:
    """What ``phrases.yaml`` may have: all words need to stand there only where the language has no file of its own."""
    words = programme.phrases
    if not programme.standard_words:
        return words
    return OwnPhrases.model_construct(labels=words.labels, formats=words.formats, phrases=words.phrases)


def _relative(programme: Programme, location: Location) -> str:
    return location.file.removeprefix(f"{programme.name}/")


def _walk(programme: Programme, path: str, top: Spot, steps: Sequence[str]) -> Spot:
    """Follow the steps of a path from the top of its file."""
    place, holders, current = list(top.place), list(top.holders[:-1]), top.holders[-1]
    while steps:
        step = _step(current, steps, takes_all=bool(place) and place[-1] in Worded.model_fields)
        if step is None:
            raise no_place(programme, path)
        key, following, taken = step
        place.append(key)
        holders.append(current)
        current, steps = following, steps[taken:]
    return replace(top, place=tuple(place), holders=(*holders, current))


def _step(holder: object, steps: Sequence[str], *, takes_all: bool) -> tuple[str | int, object, int] | None:
    """Return the key of the next step, what the holder has there, and how many of the steps the key takes.

    ``takes_all`` says that the keys of a mapping have dots; None that no content can have the step.
    """
    name = steps[0]
    if isinstance(holder, Indicator) and name not in type(holder).model_fields:
        return "figures", holder.figures, 0
    if isinstance(holder, BaseModel) and not isinstance(holder, RootModel):
        return (name, getattr(holder, name), 1) if name in type(holder).model_fields else None
    if isinstance(holder, tuple):
        names = [element_name(element, number) for number, element in enumerate(holder, start=1)]
        return (names.index(name), holder[names.index(name)], 1) if name in names else None
    taken = len(steps) if takes_all else 1
    key = ".".join(steps) if takes_all else key_of(name)
    following = holder.get(key) if isinstance(holder, Mapping) else None
    leads_nowhere = holder is not None and following is None and taken < len(steps)
    return None if leads_nowhere else (key, following, taken)
