"""``python -m tests.benchmarks`` fails where a figure is above what it may be, and names it."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks.growth import Growth
from tests.benchmarks.live import FEW, MANY, TIMES, Live
from tests.benchmarks.measuring import Cost
from tests.benchmarks.ratios import Ratio


def cost(seconds: float) -> Cost:
    return Cost(seconds, seconds, 1)


@pytest.mark.parametrize(
    ("ours", "ten_times", "waited", "code", "named"),
    [
        (0.5, 10, 1, 0, ""),
        (0.7, 10, 1, 1, "above what it may be: build"),
        (0.5, 100, 1, 1, "above what it may be: growth of read"),
        (0.5, 10, 2, 1, "above what it may be: saved to painted"),
    ],
)
def test_a_figure_above_its_bound_fails(
    ours: float,
    ten_times: float,
    waited: float,
    code: int,
    named: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ratio = Ratio("build", "others", cost(ours), cost(1), 0.6)
    growth = Growth("read", {1: cost(1), 10: cost(ten_times)})
    monkeypatch.setattr(command, "_ratios", lambda *_: [ratio])
    monkeypatch.setattr(command, "_growths", lambda *_: [growth])
    monkeypatch.setattr(command, "_live", lambda *_: Live({1: 1, TIMES: 1}, 1, {FEW: 1, MANY: 1}))
    monkeypatch.setattr(command, "_waits", lambda *_: {"saved to painted": (waited, 1.5)})
    monkeypatch.setattr(sys, "argv", ["benchmarks"])
    assert command.main() == code
    assert named in capsys.readouterr().out
