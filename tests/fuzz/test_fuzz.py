"""A few cases for each reader; ``python -m tests.fuzz`` makes them for minutes."""

from __future__ import annotations

import random

import pytest

from tests.fuzz import fuzzing, readers, worker
from tests.fuzz.fuzzing import fuzz
from tests.fuzz.readers import READERS
from tests.tools import HANGS_AFTER

CASES = {"yaml": 1_500, "markdown": 60, "references": 1_500, "content": 60, "templates": 50, "docx": 30}


def test_every_reader_has_its_cases() -> None:
    assert CASES.keys() == READERS.keys()


@pytest.mark.parametrize("reader", CASES)
def test_a_reader_under_mutated_input(reader: str) -> None:
    found = fuzz(reader, HANGS_AFTER, cases=CASES[reader])
    assert found.faults == []
    assert found.read + found.refused == CASES[reader]
    assert found.read > 0
    assert found.refused > 0
    assert found.megabytes < worker.MOST_MEMORY / 2**20


def test_another_exception_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(chance: random.Random) -> None:
        raise KeyError(chance.random())

    monkeypatch.setitem(readers.READERS, "yaml", broken)
    assert "KeyError" in worker.run_case("yaml", 0)


def test_a_hang_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case takes longer than this bound."""
    monkeypatch.setattr(fuzzing, "MOST_SECONDS", 0)
    found = fuzz("content", 1, first=7)
    assert {text for _, text in found.faults} == {"a hang of more than 0 seconds"}
    assert found.faults[0][0] >= 7


def test_a_slow_start_is_no_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    """The case that was to come first is not passed over."""
    monkeypatch.setattr(fuzzing, "MOST_SECONDS_TO_START", 0.05)
    found = fuzz("content", 0.3, first=7)
    assert set(found.faults) == {(7, "a start of more than 0.05 seconds")}
