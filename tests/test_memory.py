"""What a memory gives again, and what it lets go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pytest

from methodology.memory import NO_MEMORY, Memory


@dataclass(frozen=True)
class Thing:
    """An input that is compared by what it is."""

    name: str


class Maker:
    """Makes a text of things, and notes of which."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def of(self, *things: Thing) -> str:
        """Return the names in capital letters."""
        self.made.append("".join(thing.name for thing in things))
        return self.made[-1].upper()

    def taken(self) -> str:
        """Return of what was made since the last time."""
        made, self.made = " ".join(self.made), []
        return made


A, B, C, D = map(Thing, "abcd")
ROWS = {
    "the same": ((A, B, C), ""),
    "another": ((A, D, C), "d"),
    "exchanged": ((B, A, C), ""),
    "one more": ((D, A, B, C), "d"),
    "one less": ((A, C), ""),
    "an equal one": ((A, Thing("b"), C), "b"),
    "twice": ((A, A, C), "a"),
    "none": ((), ""),
}


def recalled(memory: Memory, maker: Maker, *columns: tuple[Thing, ...], beside: str = "") -> tuple[str, ...]:
    """A whole build that asks for rows."""
    memory.begin(None)
    results = memory.recall_each("rows", (beside,), maker.of, *columns)
    memory.finish()
    return results


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_were_there_are_not_made_again(name: str) -> None:
    (rows, made), memory, maker = ROWS[name], Memory(), Maker()
    recalled(memory, maker, (A, B, C))
    assert maker.taken() == "a b c"
    for expected in (made, ""):
        assert recalled(memory, maker, rows) == tuple(thing.name.upper() for thing in rows)
        assert maker.taken() == expected


def test_each_row_is_known_by_all_its_columns_and_by_what_stands_beside_them() -> None:
    memory, maker = Memory(), Maker()
    assert recalled(memory, maker, (A, B), (C, D)) == ("AC", "BD")
    assert recalled(memory, maker, (A, B), (C, C)) == ("AC", "BC")
    assert maker.taken() == "ac bd bc"
    recalled(memory, maker, (A, B), (C, C), beside="other")
    assert maker.taken() == "ac bc"


def test_a_list_may_change_after_it_was_asked_with() -> None:
    memory, maker, rows = Memory(), Maker(), [A, B]
    memory.recall_each("rows", (), maker.of, rows)
    memory.finish()
    rows[0] = C
    assert memory.recall_each("rows", (), maker.of, rows) == ("C", "B")


def asked(memory: Memory, maker: Maker, parts: dict[str, tuple[Thing, ...]]) -> list[str]:
    """A whole build of parts that are made of things."""

    def make(things: tuple[Thing, ...], own: Memory) -> str:
        return "".join(own.recall(thing, (thing,), partial(maker.of, thing)) for thing in things)

    memory.begin(None)
    results = [memory.recall_part(name, things, partial(make, things)) for name, things in parts.items()]
    memory.finish()
    return results


def test_what_a_part_was_made_of_stays_with_it() -> None:
    memory, maker = Memory(), Maker()
    parts = {"one": (A, B), "two": (C,)}
    assert asked(memory, maker, parts) == ["AB", "C"]
    for _ in range(3):  # builds that do not look into the part
        asked(memory, maker, parts)
    assert maker.taken() == "a b c"
    assert asked(memory, maker, parts | {"one": (A, D)}) == ["AD", "C"]
    assert maker.taken() == "d"
    assert asked(memory, maker, parts) == ["AB", "C"]
    assert maker.taken() == "b"  # what the last build did not ask for is forgotten in parts too


def test_a_process_that_builds_once_keeps_nothing() -> None:
    maker = Maker()
    for _ in range(2):
        assert recalled(NO_MEMORY, maker, (A, B)) == ("A", "B")
        assert asked(NO_MEMORY, maker, {"one": (C,)}) == ["C"]
    assert maker.taken() == "a b c a b c"
