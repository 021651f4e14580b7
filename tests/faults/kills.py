"""``kill -9`` at random moments of a build, and at random steps of its writing."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from dataclasses import dataclass

from methodology.writing import restore_interrupted
from tests.built import ROOT
from tests.faults.project import Project
from tests.killed import killed_command

BUILD = "from methodology.cli import main; sys.exit(main(sys.argv[1:]))"
STEPS = 33
"""The writing of three files over others has so many."""


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
    """Kill so many builds: every other one at any moment, the others before any step of their writing."""
    chance = random.Random(seed)
    found = Kills()
    start = time.monotonic()
    assert project.build(0).returncode == 0
    whole = time.monotonic() - start
    current = 0
    while found.kills < number:
        if found.kills % 2:
            ending = _killed_at(project.command(1 - current), chance.uniform(0, whole))
        else:
            command = killed_command(BUILD, chance.randint(1, STEPS), *project.options(1 - current))
            ending = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode
        if ending != -signal.SIGKILL:
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


def _killed_at(command: list[str], moment: float) -> int:
    """The exit code of a process that is killed after so many seconds, if it still runs."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(moment)
    process.kill()
    return process.wait()
