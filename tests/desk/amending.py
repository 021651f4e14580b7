"""An amendment at the desk in a real browser, as ``tests/tools/amend_at_desk.cjs`` makes it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from methodology.messages import speaking
from tests.built import CONTENT
from tests.desk.desks import commit, copy_content, open_draft, use_in_chromium

GOLDEN = Path(__file__).parent / "amendment.diff"
"""What it changes in the content."""
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Git knows no author: the desk asks for one."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an amendment left behind: the folder with its content and downloads, and what the browser saw."""

    folder: Path
    seen: dict[str, Any]

    @property
    def difference(self) -> str:
        """What the saved version changes, without the digests of the files."""
        command = ["git", "-C", str(self.folder), "show", "--format=", "-U0", "--no-color", "HEAD", "--", "content"]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return "".join(line for line in shown.splitlines(keepends=True) if not line.startswith("index "))

    def download(self, name: str) -> bytes:
        """A file that the desk gave out."""
        return (self.folder / f"{name}.file").read_bytes()


def amend(folder: Path, way: str, *, pictures: bool = False) -> Amendment:
    """Amend a copy of the shipped content with the ``mouse`` or the ``keyboard``; ``folder`` is empty."""
    folders = copy_content(folder, CONTENT)
    commit(folder)
    more = (way, str(folder), *(["pictures"] if pictures else []))
    with speaking("sl"):
        seen = use_in_chromium("amend_at_desk.cjs", open_draft(folders), *more)
    return Amendment(folder, seen)
