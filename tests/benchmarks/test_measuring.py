"""What is measured is the action, in a child of its own."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.benchmarks.measuring import Action, alternately, measured

MEGABYTE = 2**20


def test_the_time_of_the_action_is_measured_and_not_its_preparation() -> None:
    def prepare() -> Action:
        time.sleep(0.3)
        return lambda: time.sleep(0.1)

    cost = measured(prepare)
    assert 0.1 <= cost.wall < 0.3
    assert cost.processor < 0.05


def test_the_memory_of_the_action_is_measured_and_not_what_was_there() -> None:
    def prepare() -> Action:
        held = b"x" * (40 * MEGABYTE)
        return lambda: (held, b"y" * (20 * MEGABYTE))

    assert 19 * MEGABYTE < measured(prepare).memory < 25 * MEGABYTE


def test_the_processor_time_of_a_program_that_the_action_runs_counts() -> None:
    line = [sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"]
    assert measured(lambda: lambda: subprocess.run(line, check=True)).processor >= 0.3


def test_what_fails_is_not_measured(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="failed"):
        measured(lambda: lambda: 1 / 0)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_actions_take_turns() -> None:
    costs = alternately(3, {"long": lambda: lambda: time.sleep(0.05), "short": lambda: lambda: None})
    assert costs["short"].wall < 0.05 <= costs["long"].wall
