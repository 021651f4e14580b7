"""A process that kills itself before a certain step of its writing: the same step whatever else the machine does."""

from __future__ import annotations

import sys

_KILLED = """
import os, shutil, signal, sys

calls, last = 0, int(sys.argv.pop(1))

def counted(function):
    def call(*values, **named):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*values, **named)
    return call

for name in ("replace", "unlink", "mkdir", "rmdir", "fsync"):
    setattr(os, name, counted(getattr(os, name)))
shutil.rmtree = counted(shutil.rmtree)
"""


def killed_command(run: str, step: int, *arguments: str) -> list[str]:
    """The command that runs this Python with these arguments in ``sys.argv[1:]``, killed before the n-th step."""
    return [sys.executable, "-X", "utf8", "-c", f"{_KILLED}\n{run}", str(step), *arguments]
