"""What is measured is the action, in a child of its own.

The clocks of these tests are made up, so that no machine is too slow for them.
"""

from __future__ import annotations

import gc
import resource
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.benchmarks.measuring import Action, alternately, in_a_child, measured

MEGABYTE = 2**20


@dataclass
class Clock:
    """Shows the seconds by the clock, and those of the processor in this process and in the programs that it ran."""

    wall: float = 0
    processor: float = 0
    children: float = 0

    def pass_by(self, wall: float, processor: float = 0, children: float = 0) -> None:
        """Let time pass."""
        self.wall += wall
        self.processor += processor
        self.children += children

    def usage(self, who: int) -> resource.struct_rusage:
        """As ``resource.getrusage``: the first two fields are the seconds of the user and of the system."""
        seconds = {resource.RUSAGE_SELF: self.processor, resource.RUSAGE_CHILDREN: self.children}[who]
        return resource.struct_rusage((seconds / 4, seconds * 3 / 4, *[0] * 14))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("time.perf_counter", lambda: made.wall)
    monkeypatch.setattr("resource.getrusage", made.usage)
    return made


def test_the_time_of_the_action_is_measured_and_not_its_preparation(clock: Clock) -> None:
    def prepare() -> Action:
        clock.pass_by(300, 200, 100)
        return lambda: clock.pass_by(30, 20, 10)

    cost = measured(prepare)
    assert (cost.wall, cost.processor) == (30, 30)


def test_the_memory_of_the_action_is_measured_and_not_what_was_there() -> None:
    def prepare() -> Action:
        held = b"x" * (40 * MEGABYTE)
        return lambda: (held, b"y" * (20 * MEGABYTE))

    assert 19 * MEGABYTE < measured(prepare).memory < 25 * MEGABYTE


def test_a_child_waits_for_nothing_that_its_parent_runs() -> None:
    """What collects garbage with Python, as a JVM does, has its threads in the parent alone."""
    gc.callbacks.append(lambda *_: None)
    try:
        assert in_a_child(lambda: len(gc.callbacks)) == 0
        assert gc.callbacks
    finally:
        gc.callbacks.pop()


def test_what_fails_is_not_measured(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="failed"):
        measured(lambda: lambda: 1 / 0)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_actions_take_turns(clock: Clock, tmp_path: Path) -> None:
    turns = tmp_path / "turns"

    def action(name: str) -> Action:
        def act() -> None:
            with turns.open("a") as file:
                file.write(name)
            clock.pass_by({"a": (1, 90, 2), "b": (10, 20, 900)}[name][turns.read_text().count(name) - 1])

        return act

    costs = alternately(3, {name: partial(action, name) for name in "ab"})
    assert turns.read_text() == "ababab"
    assert {name: cost.wall for name, cost in costs.items()} == {"a": 2, "b": 20}
