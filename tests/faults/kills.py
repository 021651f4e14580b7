"""``kill -9`` at random moments of a build."""

from __future__ import annotations

import random
import subprocess
import time
from dataclasses import dataclass

from methodology.writing import restore_interrupted
from tests.faults.project import Project


@dataclass(slots=True)
class Kills:
    """What was found after each kill."""

    kills: int = 0
    while_writing: int = 0
    """Those that found the hidden folder of a writing, so that there was something to put right."""
    half_files: int = 0
    mixed: int = 0
    """Sets of files of two versions, after what was cut off is put right, as the next build does first."""
    litter: int = 0
    """Files and folders left over after that."""


def kill_builds(project: Project, number: int, seed: int = 0) -> Kills:
    """Kill so many builds: every other one at any moment, the others just when they write."""
    chance = random.Random(seed)
    found = Kills()
    start = time.monotonic()
    assert project.build(0).returncode == 0
    whole = time.monotonic() - start
    current = 0
    while found.kills < number:
        process = subprocess.Popen(project.command(1 - current), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if found.kills % 2:
            time.sleep(chance.uniform(0, whole))
        else:
            _wait_for_writing(project, process, deadline=20 * whole)
            time.sleep(chance.choice((0, 0.001, 0.003, 0.01)))
        process.kill()
        if process.wait() != -9:
            current = 1 - current  # it was done before
            continue
        found.kills += 1
        found.while_writing += bool(project.litter())
        found.half_files += len(project.half_files())
        restore_interrupted(project.output)
        found.litter += len(project.litter())
        if project.is_whole(1 - current):
            current = 1 - current
        else:
            found.mixed += not project.is_whole(current)
    return found


def _wait_for_writing(project: Project, process: subprocess.Popen[bytes], deadline: float) -> None:
    end = time.monotonic() + deadline
    while process.poll() is None and time.monotonic() < end and not any(project.output.glob(".building-*")):
        time.sleep(0.0005)
