"""Whether the files of a folder change while they are read, so that two states are never mixed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

FileState = tuple[int, int, int, int]
"""Inode, size, and when a file's content and its place were last changed, in nanoseconds."""


def folder_state(folder: Path) -> Mapping[str, FileState]:
    """The files below a folder by relative path; hidden ones, and Word's own marks of an open file, are left out."""
    state: dict[str, FileState] = {}
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        prefix = "" if below == os.curdir else f"{below}/"
        for name in sorted(files):
            if name.startswith((".", "~$")):
                continue
            try:
                status = os.stat(os.path.join(parent, name))  # noqa: PTH116, PTH118 (a path object takes five times as long)
            except OSError:  # gone since, or a link that leads nowhere: whoever reads it finds out
                continue
            state[f"{prefix}{name}"] = status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return state


def changed_files(before: Mapping[str, FileState], after: Mapping[str, FileState]) -> list[str]:
    """Return the files that came, went or changed from one state to the other."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
