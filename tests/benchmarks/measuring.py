"""What an action costs: in a child process that has the imports already, and alternately where two are compared.

A child is forked for each measurement, so nothing that an earlier one left in memory helps or hinders the next. As
in the command, Python's search for cycles is off.
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import os
import pickle
import resource
import statistics
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from tests.built import ROOT

Action = Callable[[], object]
Prepared = Callable[[], Action]
"""Does what is not measured, and returns what is."""
_HANGS_AFTER = 3_600
"""Seconds for all that one new Python measures; a hundred times the content takes minutes."""


def ready(action: Action) -> Prepared:
    """An action that needs nothing to be prepared."""
    return lambda: action


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of processors (child processes' too), bytes of memory at the most."""

    wall: float
    processor: float
    memory: float

    @classmethod
    def median(cls, costs: Sequence[Cost]) -> Cost:
        """The median of each."""
        return cls(*(statistics.median(values) for values in zip(*map(astuple, costs), strict=True)))

    @classmethod
    def least(cls, costs: Sequence[Cost]) -> Cost:
        """The least of each."""
        return cls(*(min(values) for values in zip(*map(astuple, costs), strict=True)))


def measured(prepare: Prepared) -> Cost:
    """The cost of the action that ``prepare`` returns, in a new child; RuntimeError where the child fails."""
    cost = in_a_child(lambda: _cost(prepare()))
    if not isinstance(cost, Cost):
        raise TypeError("the child told no cost")
    return cost


def in_a_child(function: Callable[[], object]) -> object:
    """What the function returns in a new child of this process; RuntimeError where it fails."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        gc.callbacks.clear()  # a JVM's waits for threads that a fork does not take along
        try:
            with open(writing, "wb") as pipe:  # noqa: PTH123 (a pipe has no path)
                pickle.dump(function(), pipe)
            os._exit(0)
        except BaseException:  # noqa: BLE001 (a child must not go on as its parent)
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("what was to be measured failed")
    return pickle.loads(told)  # noqa: S301 (from our own child)


def told_apart(function: Callable[..., object], *arguments: object) -> Any:
    """What a function of a module tells, called in a new Python with arguments that JSON can tell.

    A process that has set type holds Typst's threads, which a fork does not take along: its children would wait for
    them for ever.
    """
    line = (
        "import importlib, json, sys; module, name, given = sys.argv[1:];"
        "print(json.dumps(getattr(importlib.import_module(module), name)(*json.loads(given))))"
    )
    names = [function.__module__, function.__name__]
    command = [sys.executable, "-c", line, *names, json.dumps(arguments)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_HANGS_AFTER, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr)
    return json.loads(run.stdout.splitlines()[-1])


def processor_growth(few: Iterable[Action], many: Iterable[Action], most: float) -> float:
    """How many times the processor time of ``few`` ``many`` takes: each at its least.

    Each action is done once, and does the same with something else: what was remembered of the others is no help.
    One of ``many`` is measured after another only where the growth would be ``most`` or more: it gets no greater.
    For what cannot be counted, as the steps inside a regular expression. To be called by :func:`told_apart`: a process
    that has done other things is slowed down by them.
    """
    gc.disable()
    least, growth = min(map(_seconds, few)), math.inf
    for action in many:
        growth = min(growth, _seconds(action) / least)
        if growth < most:
            break
    return growth


def _seconds(action: Action) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def alternately(turns: int, actions: Mapping[str, Prepared]) -> dict[str, Cost]:
    """The median costs of actions that take turns."""
    costs: dict[str, list[Cost]] = {name: [] for name in actions}
    for _ in range(turns):
        for name, prepare in actions.items():
            costs[name].append(measured(prepare))
    return {name: Cost.median(found) for name, found in costs.items()}


def _cost(action: Action) -> Cost:
    gc.collect()
    gc.disable()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted from here (proc(5))
    before = _memory("VmRSS")
    processor, start = _processor(), time.perf_counter()
    result = action()
    wall, used = time.perf_counter() - start, _processor() - processor
    del result
    return Cost(wall, used, _memory("VmHWM") - before)


def _processor() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
