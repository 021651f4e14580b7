"""No step grows faster than the content, in lines of code that are run or in memory.

``python -m tests.benchmarks`` measures how the time grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmarks.growth import MOST, STEPS, Contents, contents_of_sizes, exponent, growths
from tests.benchmarks.measuring import in_a_child, told_apart
from tests.counting import counted_lines

COUNTED = (1, 2)
WEIGHED = (1, 3)


def lines(folder: str, sizes: Sequence[int]) -> dict[str, dict[str, int]]:
    """How many lines each step runs by the size of the content."""
    contents = contents_of_sizes(Path(folder), sizes)
    return {step: {str(size): _lines_of(step, one) for size, one in contents.items()} for step in STEPS}


def _lines_of(step: str, contents: Contents) -> int:
    found = in_a_child(lambda: counted_lines(STEPS[step](contents)))
    assert isinstance(found, int)
    return found


def memory(folder: str, sizes: Sequence[int]) -> dict[str, float]:
    """The exponent of each step's memory."""
    return {one.step: one.memory for one in growths(Path(folder), sizes, 1)}


def test_the_work_of_every_step_grows_with_the_content_and_no_faster(tmp_path: Path) -> None:
    counts = told_apart(lines, str(tmp_path), COUNTED)
    assert list(counts) == list(STEPS)
    exponents = {
        step: exponent({int(size): count for size, count in by_size.items()}) for step, by_size in counts.items()
    }
    assert {step: found for step, found in exponents.items() if found > MOST} == {}


def test_the_memory_of_every_step_grows_with_the_content_and_no_faster(tmp_path: Path) -> None:
    exponents = told_apart(memory, str(tmp_path), WEIGHED)
    assert list(exponents) == list(STEPS)
    assert {step: found for step, found in exponents.items() if found > MOST} == {}


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_is_that_of_the_growth(power: float) -> None:
    assert exponent({size: 3 * size**power for size in (1, 10, 100)}) == pytest.approx(power)
