"""What one build made, kept for the next one of the same process.

A result is kept under a slot, the name of its place, with what it was made of. It is given again as long as that is the
same. What a build did not ask for is forgotten when the build is done, so a memory is never larger than one build.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import is_, is_not
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")
_PLAIN = (str, int, float, bool, tuple, type(None))
"""Types of inputs that are compared by what they say; all others by what they are."""


@dataclass(frozen=True, slots=True)
class _Each:
    """What was made of each row of some columns."""

    columns: tuple[tuple[object, ...], ...]
    results: tuple[Any, ...]

    def renewed(self, columns: tuple[tuple[object, ...], ...], make: Callable[..., Any]) -> _Each:
        """Return what is made of each row of other columns; rows that were among these keep their results."""
        old: Sequence[int] = range(len(self.results))
        new: Sequence[int] = range(len(columns[0]))
        results: list[Any] = list(self.results)
        if len(old) == len(new):
            pairs = zip(self.columns, columns, strict=True)
            old = new = sorted({at for before, now in pairs for at in compress(count(), map(is_not, before, now))})
        else:
            results = [None] * len(new)
        known = {tuple(id(column[at]) for column in self.columns): self.results[at] for at in old}
        for at in new:
            row = tuple(column[at] for column in columns)
            place = tuple(map(id, row))
            results[at] = known[place] if place in known else make(*row)
        return _Each(columns, tuple(results))


@dataclass(frozen=True, slots=True)
class _Part(Generic[Result]):
    """What was made of a part, and what its own memory kept of that."""

    result: Result
    kept: dict[Hashable, tuple[tuple[object, ...], Any]]


class Memory:
    """The results of the last whole build, and those of the one that is being made."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._made: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._beside: object = None

    def begin(self, beside: object) -> None:
        """Begin a build; forget all where what stands ``beside`` the content (templates, language) has changed."""
        if self._beside != beside:
            self._kept, self._beside = {}, beside
        self._made = {}  # what a build that failed has made is of no whole one

    def recall(self, slot: Hashable, inputs: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Return what was made of the same inputs for the same slot, else what ``make`` makes of them now.

        Inputs are the same where they are the same objects, plain ones where they are equal: ``make`` must look at
        nothing else, and nobody may change them or the result. Each slot is asked for once in a build.
        """
        known = self._kept.get(slot)
        # are_same alone would do: a build asks thousands of times, and nearly always for what is the same
        is_same = known is not None and len(known[0]) == len(inputs) and all(map(is_, known[0], inputs))
        if known is None or not (is_same or are_same(known[0], inputs)):
            known = inputs, make()
        self._made[slot] = known
        return known[1]

    def recall_each(
        self, slot: Hashable, beside: tuple[object, ...], make: Callable[..., Result], *columns: Sequence[object]
    ) -> tuple[Result, ...]:
        """Return what ``make`` makes of each row of the columns; a row that is the same as before keeps its result.

        ``make`` looks at what stands in the row and ``beside`` them all, and at nothing else. Rows are the same where
        they have the same objects. One question for thousands of rows, of which nearly all are the same, costs little.
        """
        inputs, earlier = self._kept.get(slot, ((), None))
        if earlier is None or not are_same(inputs, beside):
            earlier = _Each(tuple(() for _ in columns), ())
        each = earlier.renewed(tuple(map(tuple, columns)), make)
        self._made[slot] = beside, each
        results: tuple[Result, ...] = each.results
        return results

    def recall_part(self, slot: Hashable, inputs: tuple[object, ...], make: Callable[[Memory], Result]) -> Result:
        """Return what :meth:`recall` does; ``make`` is given a memory of the part, which is kept as long as the part.

        Where the part is made again, that memory has what the part was made of before.
        """
        earlier: _Part[Result] | None = self.before(slot)

        def make_part() -> _Part[Result]:
            memory = Memory()
            memory._kept = {} if earlier is None else earlier.kept
            result = make(memory)
            return _Part(result, memory._made)

        return self.recall(slot, inputs, make_part).result

    def before(self, slot: Hashable) -> Any:
        """Return what the last whole build left under a slot, whatever it was made of; None where it left nothing."""
        known = self._kept.get(slot)
        return None if known is None else known[1]

    def leave(self, slot: Hashable, result: object) -> None:
        """Leave something for the next build."""
        self._made[slot] = (), result

    def finish(self) -> None:
        """Forget what the build that is done did not ask for."""
        self._kept, self._made = self._made, {}


class NoMemory(Memory):
    """The memory of a process that builds once: it keeps nothing."""

    def recall(self, slot: Hashable, inputs: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Return what ``make`` makes."""
        del slot, inputs
        return make()

    def recall_each(
        self, slot: Hashable, beside: tuple[object, ...], make: Callable[..., Result], *columns: Sequence[object]
    ) -> tuple[Result, ...]:
        """Return what ``make`` makes of each row."""
        del slot, beside
        return tuple(map(make, *columns))

    def recall_part(self, slot: Hashable, inputs: tuple[object, ...], make: Callable[[Memory], Result]) -> Result:
        """Return what ``make`` makes with this memory."""
        del slot, inputs
        return make(self)

    def leave(self, slot: Hashable, result: object) -> None:
        """Do nothing."""


NO_MEMORY = NoMemory()


def are_same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether inputs are the same objects one by one, or plain and equal."""
    if len(before) != len(now):
        return False
    if all(map(is_, before, now)):
        return True
    return all(old is new or _are_equal(old, new) for old, new in zip(before, now, strict=True))


def _are_equal(old: object, new: object) -> bool:
    if type(old) is not type(new) or not isinstance(new, _PLAIN):
        return False
    return are_same(old, new) if isinstance(old, tuple) and isinstance(new, tuple) else old == new
