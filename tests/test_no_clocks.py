"""No test asserts on a clock: what is busy beside the tests fails none of them.

``python -m tests.benchmarks`` measures time, outside of pytest. What must not grow faster than its input is counted
(``tests/counting.py``); where nothing can be counted, as inside a regular expression, the processor time of short and
long input is compared in a process of its own (``processor_growth``, the one exception).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
STOPWATCHES = frozenset({"faults/kills.py", "fuzz/fuzzing.py"})
"""These stop by the clock what they run: builds at any moment, and readers that hang. What they return has no time."""
CLOCKS = frozenset(
    {"monotonic", "perf_counter", "process_time", "thread_time", "time"}
    | {f"{clock}_ns" for clock in ("monotonic", "perf_counter", "process_time", "thread_time", "time")}
)
USAGES = frozenset({"getrusage", "times", "default_timer"})
"""Other functions that return how long something took."""
FIELDS = frozenset({"wall", "processor", "ru_utime", "ru_stime", "durations"})
"""Fields that hold a time that was measured."""


def asserted_clocks(source: str) -> list[int]:
    """The lines where a test module asserts on, or compares, what a clock shows, or what was worked out from that."""
    tree = ast.parse(source)
    timed = _timed_names(tree)
    return sorted({node.lineno for node in _judged(tree) if any(_is_timed(part, timed) for part in ast.walk(node))})


def _judged(tree: ast.AST) -> Iterator[ast.expr]:
    """What decides whether a test fails: assertions, and the comparisons outside of loops that wait."""
    waiting = {id(node) for loop in ast.walk(tree) if isinstance(loop, ast.While) for node in ast.walk(loop.test)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node.test
        elif isinstance(node, ast.Compare) and id(node) not in waiting:
            yield node


def _timed_names(tree: ast.AST) -> frozenset[str]:
    """The variables and functions whose values come from a clock, however many steps away."""
    names: frozenset[str] = frozenset()
    while True:
        more = names | {name for node in ast.walk(tree) for name in _names_given(node, names)}
        if more == names:
            return names
        names = more


def _names_given(node: ast.AST, timed: frozenset[str]) -> Iterator[str]:
    """The names that a statement gives a time to; a function whose result is one is such a name."""
    match node:
        case ast.Assign(targets=targets, value=value) if _holds_time(value, timed):
            yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))
        case (
            ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            | ast.AugAssign(target=ast.Name(id=name), value=value)
            | ast.NamedExpr(target=ast.Name(id=name), value=value)
        ) if _holds_time(value, timed):
            yield name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]) if _holds_time(
            value, timed
        ):
            yield name
        case ast.FunctionDef(name=name) if any(
            isinstance(part, ast.Return) and part.value is not None and _holds_time(part.value, timed)
            for part in ast.walk(node)
        ):
            yield name
        case ast.For(target=target, iter=iterable) if _holds_time(iterable, timed):
            yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def _holds_time(value: ast.expr, timed: frozenset[str]) -> bool:
    return any(_is_timed(part, timed) for part in ast.walk(value))


def _is_timed(node: ast.AST, timed: frozenset[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in timed
        case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr=name)):
            return name in CLOCKS
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in (CLOCKS - {"time"}) | USAGES
        case ast.Attribute(attr=name, ctx=ast.Load()):
            return name in FIELDS
    return False


def modules() -> list[Path]:
    """Every module of the tests but the benchmarks, the stopwatches and this one."""
    others = {TESTS / name for name in STOPWATCHES} | {Path(__file__)}
    return [
        path
        for path in sorted(TESTS.rglob("*.py"))
        if path not in others and path.parent != TESTS / "benchmarks" and "node_modules" not in path.parts
    ]


def benchmark_tests() -> list[Path]:
    """The tests of the benchmarks, whose clocks are made up."""
    return sorted((TESTS / "benchmarks").glob("test_*.py"))


def test_no_test_asserts_on_a_clock() -> None:
    assert len(modules()) > 100
    found = {path.relative_to(TESTS).as_posix(): asserted_clocks(path.read_text("utf-8")) for path in modules()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_test_of_the_benchmarks_reads_a_clock() -> None:
    assert benchmark_tests()
    for path in benchmark_tests():
        imports = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Import)]
        assert "time" not in [alias.name for node in imports for alias in node.names]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("start = time.monotonic()\nwork()\nassert time.monotonic() - start < 60", 3),
        ("start = perf_counter()\nwork()\ntook = perf_counter() - start\nassert took < 1", 4),
        ("def seconds():\n    return time.process_time()\n\nassert seconds() < 5", 4),
        ("times = []\ntimes.append(time.process_time())\nassert min(times) < 5", 3),
        ("few, many = (measure(n).processor for n in (1, 8))\nassert many < 12 * few", 2),
        ("times = [time.time() for _ in range(3)]\nfor one in times:\n    assert one < 5", 3),
        ("assert measured(prepare).wall < 0.3", 1),
        ("if time.time() - start > 3:\n    pytest.fail('slow')", 1),
        ("took: float = time.perf_counter_ns()\nassert took", 2),
        ("if (took := timeit.default_timer()):\n    assert took < 3", 2),
        ("assert resource.getrusage(who).ru_utime < 1", 1),
    ],
)
def test_a_clock_that_is_asserted_on_is_found(source: str, line: int) -> None:
    assert asserted_clocks(source) == [line]


@pytest.mark.parametrize(
    "source",
    [
        "end = time.monotonic() + 5\nwhile process.poll() is None and time.monotonic() < end:\n    time.sleep(1)",
        "run = subprocess.run(command, timeout=600)\nassert run.returncode == 0",
        "assert file.stat().st_mtime_ns == state.st_mtime_ns",
        "assert time.tzname",
        "assert date.time() == noon",
    ],
)
def test_what_waits_or_only_says_when_passes(source: str) -> None:
    assert asserted_clocks(source) == []
