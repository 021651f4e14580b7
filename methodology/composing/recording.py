"""Who read what: pieces of a document that are made again only where something that they read has changed.

A recorder stands between the programme and whoever prints it. While a piece is made it notes each value, phrase and
field that is looked up. In the next build the piece is taken as it is, if none of these says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from operator import is_not
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from methodology.diagnostics import Diagnostic
from methodology.memory import NO_MEMORY, Memory
from methodology.model.data_table import TableColumn
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective
from methodology.model.phrases import Phrases
from methodology.model.picture import PictureFile
from methodology.model.programme import Programme, Value

Result = TypeVar("Result")
Reads = dict[str, set[Hashable]]
"""What was read, by kind."""
ALL = "*"
"""Read by whoever walks over all things of a kind."""


@dataclass(frozen=True, slots=True)
class MadePiece:
    """What was made, of what, and what was read meanwhile."""

    key: object
    result: Any
    reads: Reads
    drawn: Mapping[str, PictureFile]
    inner: tuple[tuple[Hashable, MadePiece], ...]
    """The pieces within it, by their slots."""


@dataclass(slots=True)
class _OpenPiece:
    """A piece that is being made."""

    reads: Reads = field(default_factory=dict)
    inner: list[tuple[Hashable, MadePiece]] = field(default_factory=list)

    def take_in(self, place: Hashable, piece: MadePiece) -> None:
        """Take in a piece that is part of this one."""
        self.inner.append((place, piece))
        for kind, keys in piece.reads.items():
            self.reads.setdefault(kind, set()).update(keys)


class Recorder:
    """Hands out what a programme says, and notes which piece asks for it."""

    def __init__(self, programme: Programme, memory: Memory, faults: list[Diagnostic]) -> None:
        """``faults`` takes in what is wrong with the content; a piece with a fault in it is made again."""
        self.is_on = memory is not NO_MEMORY
        self.memory = memory
        self.faults = faults
        self.tops = _tops_of(programme, memory) if self.is_on else {}
        """What is known by a content path of its own, by path: what is read of it is noted by field."""
        self.drawn: dict[str, PictureFile] = {}
        """The pictures that were drawn of the values, by the names of their files."""
        self.programme = cast(Programme, _RecordedProgramme(programme, self)) if self.is_on else programme
        """The programme; what is looked up in it is noted."""
        self.source = programme
        """The programme itself, for what is looked at outside of pieces."""
        self.names: Mapping[str, object] = {}
        """What templates may name that is no function: what would change under each name."""
        self._frames: list[_OpenPiece] = []
        self._stale: dict[str, set[Hashable]] = {}

    def compare(self, names: Mapping[str, object]) -> None:
        """Find out what has changed since the last whole build.

        ``names`` says of all that templates may name, and that is no function, what would change under the name.
        """
        if not self.is_on:
            return
        self.names = names
        world = _world_of(self.source, self.tops, names)
        before: Mapping[str, Mapping[Any, object]] | None = self.memory.before(_WORLD)
        self.memory.leave(_WORLD, world)
        if before is not None:
            stale = {kind: _changed_keys(kind, before[kind], now) for kind, now in world.items()}
            stale["attribute"].add(ALL)  # whoever reads what is not compared is always made again
            models = stale["model"] - {ALL}
            stale["field"] = {pair for path in models for pair in _changed_fields(path, before, world)}
            self._stale = {kind: keys for kind, keys in stale.items() if keys}

    def note(self, kind: str, key: Hashable) -> None:
        """Note that what is being made reads something."""
        if self._frames:
            self._frames[-1].reads.setdefault(kind, set()).add(key)

    @property
    def is_open(self) -> bool:
        """Whether a piece is being made."""
        return bool(self._frames)

    def piece(self, slot: Hashable, key: object, make: Callable[[], Result]) -> Result:
        """Return the piece of a slot as it was made before, or make it.

        ``make`` looks at the ``key`` and at what this recorder hands out, and at nothing else.
        """
        if not self.is_on:
            return make()
        place = "piece", slot
        known: MadePiece | None = self.memory.before(place)
        if known is None or not self._is_fresh(known) or not is_alike(known.key, key):
            count = len(self.faults)
            known = self._make(key, make)
            if len(self.faults) == count:
                self._adopt(place, known)
        else:
            self.drawn |= known.drawn
            self._adopt(place, known)
        if self._frames:
            self._frames[-1].take_in(place, known)
        return cast(Result, known.result)

    def _make(self, key: object, make: Callable[[], object]) -> MadePiece:
        frame, drawn = _OpenPiece(), self.drawn.keys() | ()
        self._frames.append(frame)
        try:
            result = make()
        finally:
            self._frames.pop()
        new = {name: picture for name, picture in self.drawn.items() if name not in drawn}
        return MadePiece(key, result, frame.reads, new, tuple(frame.inner))

    def _is_fresh(self, piece: MadePiece) -> bool:
        if "language" in self._stale:
            return False
        reads = piece.reads
        return all(keys.isdisjoint(reads.get(kind, ())) for kind, keys in self._stale.items())

    def _adopt(self, place: Hashable, piece: MadePiece) -> None:
        """Keep a piece, and those within it, for the next build."""
        self.memory.leave(place, piece)
        for inner_place, inner in piece.inner:
            self._adopt(inner_place, inner)


def is_alike(before: object, now: object) -> bool:
    """Whether two things say the same to whoever prints them: numbers to the last zero."""
    if before is now:
        return True
    if type(before) is not type(now):
        return False
    if isinstance(before, tuple) and isinstance(now, tuple):
        return len(before) == len(now) and all(map(is_alike, before, now))
    if isinstance(before, frozenset):
        return before == now
    return before == now and repr(before) == repr(now)


def _tops_of(programme: Programme, memory: Memory) -> dict[str, BaseModel]:
    tops: dict[str, BaseModel] = {"programme": programme.facts, "risks": programme.risks}
    for objective in programme.objectives:
        tops |= memory.recall(("tops", objective.facts.id), (objective,), partial(_tops_in, objective))
    return tops


def _tops_in(objective: Objective) -> dict[str, BaseModel]:
    return {objective.facts.id: objective, **{one.id: one for one in objective.indicators}}


_WORLD = "world"
_COMPOSED = ("facts", "operations", "sources", "interventions", "risks", "assumptions", "language", "outline")
"""The parts of a programme that pieces read as a whole."""
_MAPPINGS = {
    "values": "value",
    "calculations": "calculation",
    "chapters": "chapter",
    "tables": "table",
    "pictures": "picture",
}
"""The mappings of a programme, with the kind that their things are noted by."""


def _world_of(
    programme: Programme, tops: Mapping[str, BaseModel], names: Mapping[str, object]
) -> dict[str, Mapping[Any, object]]:
    """All that can be read, by kind and key."""
    attributes = {name: getattr(programme, name) for name in _COMPOSED}
    attributes["objectives"] = tuple(objective.facts.id for objective in programme.objectives)
    attributes |= {name: getattr(programme.phrases, name) for name in ("labels", "formats")}
    world: dict[str, Mapping[Any, object]] = {kind: getattr(programme, name) for name, kind in _MAPPINGS.items()}
    own: dict[str, Mapping[Any, object]] = {
        "phrase": programme.phrases.phrases,
        "attribute": attributes,
        "model": tops,
        "name": names,
        "language": {"": programme.grammar},
    }
    return world | own


def _changed_keys(kind: str, before: Mapping[Any, object], now: Mapping[Any, object]) -> set[Hashable]:
    """The keys under which there is something else now, something more or nothing; with :data:`ALL`, if there are."""
    if before is now:
        return set()
    alike = _values_are_alike if kind == "value" else is_alike
    others: Iterable[Any]
    gone: Iterable[Hashable] = ()
    if list(before) == list(now):  # as nearly always, and much faster
        others = compress(now, map(is_not, before.values(), now.values()))
    else:
        others = [key for key, value in now.items() if before.get(key) is not value]
        gone = before.keys() ^ now.keys()
    changed: set[Hashable] = {key for key in others if not alike(before.get(key), now[key])}.union(gone)
    return {*changed, ALL} if changed else changed


def _values_are_alike(before: object, now: object) -> bool:
    """Whether two values are printed alike; where they are written does not matter."""
    if not isinstance(before, Value) or not isinstance(now, Value):
        return False
    is_same = before.field == now.field and is_alike(before.value, now.value)
    return is_same and is_alike(owner_says(before.owner), owner_says(now.owner))


def owner_says(owner: object) -> object:
    """What of its owner a value is printed by."""
    if isinstance(owner, Indicator):
        return type(owner), owner.id, owner.number_format
    return owner if isinstance(owner, TableColumn) else type(owner)


def _changed_fields(path: Hashable, before: _World, now: _World) -> Iterator[tuple[Hashable, str]]:
    """The fields of what is known by a path that say something else, each with the path."""
    old, new = before["model"].get(path), now["model"].get(path)
    names = {name: None for model in (old, new) if isinstance(model, BaseModel) for name in type(model).model_fields}
    for name in names:
        if not is_alike(_field_says(old, name), _field_says(new, name)):
            yield path, name


def _field_says(model: object, name: str) -> object:
    """What a field says; of indicators which there are: what they say is noted of each by itself."""
    value = getattr(model, name, ALL)
    if isinstance(value, tuple) and value and all(isinstance(one, Indicator) for one in value):
        return tuple(one.id for one in value)
    return value


_World = Mapping[str, Mapping[Any, object]]


class _RecordedMapping(Mapping[str, Any]):
    """A mapping whose look-ups are noted."""

    def __init__(self, kind: str, known: Mapping[str, Any], recorder: Recorder) -> None:
        self.kind, self.known, self.recorder = kind, known, recorder

    def __getitem__(self, key: str) -> Any:
        self.recorder.note(self.kind, key)
        return self.known[key]

    def __contains__(self, key: object) -> bool:
        self.recorder.note(self.kind, key)
        return key in self.known

    def get(self, key: str, default: Any = None) -> Any:
        """Return what stands under a key, else the default."""
        self.recorder.note(self.kind, key)
        return self.known.get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.recorder.note(self.kind, ALL)
        return iter(self.known)

    def __len__(self) -> int:
        self.recorder.note(self.kind, ALL)
        return len(self.known)


class _RecordedFields:
    """A part of the programme whose fields are noted; ``key`` is what a field is noted by."""

    def __init__(self, known: object, recorder: Recorder, kind: str, key: Callable[[str], Hashable]) -> None:
        self._known, self._recorder, self._kind, self._key = known, recorder, kind, key

    def __getattr__(self, name: str) -> Any:
        self._recorder.note(self._kind, self._key(name))
        return getattr(self._known, name)


class _RecordedPhrases(_RecordedFields):
    """The words of a programme, whose look-ups are noted."""

    def __init__(self, phrases: Phrases, recorder: Recorder) -> None:
        super().__init__(phrases, recorder, "attribute", lambda name: name)
        self.phrases = _RecordedMapping("phrase", phrases.phrases, recorder)


class _RecordedProgramme(_RecordedFields):
    """A programme as :class:`Programme` has it, whose look-ups are noted."""

    def __init__(self, programme: Programme, recorder: Recorder) -> None:
        known = {*_COMPOSED, "objectives"}
        super().__init__(programme, recorder, "attribute", lambda name: name if name in known else ALL)
        for name, kind in _MAPPINGS.items():
            setattr(self, name, _RecordedMapping(kind, getattr(programme, name), recorder))
        self.facts = _RecordedFields(programme.facts, recorder, "field", lambda name: ("programme", name))
        self.phrases = _RecordedPhrases(programme.phrases, recorder)

    def heading_shift(self, chapter: str) -> int:
        """Return what :meth:`Programme.heading_shift` does."""
        return int(Programme.heading_shift(cast(Programme, self), chapter))

    def is_annex(self, chapter: str) -> bool:
        """Return what :meth:`Programme.is_annex` does."""
        return bool(Programme.is_annex(cast(Programme, self), chapter))
