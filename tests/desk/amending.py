"""An amendment at the desk in a real browser, as ``tests/tools/amend_at_desk.cjs`` makes it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from methodology.messages import speaking
from tests.built import CONTENT, ROOT
from tests.desk.desks import commit, copy_content, open_draft, serving
from tests.tools import HANGS_AFTER, require_node_package, require_program

SCRIPT = ROOT / "tests" / "tools" / "amend_at_desk.cjs"
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
    chromium, node = require_program("chromium", "google-chrome"), require_program("node")
    require_node_package("playwright-core")
    folders = copy_content(folder, CONTENT)
    commit(folder)
    with speaking("sl"), serving(open_draft(folders)) as browser:
        command = [node, str(SCRIPT), chromium, browser.keys.address, way, str(folder)]
        done = subprocess.run(
            [*command, *(["pictures"] if pictures else [])],
            check=False,
            capture_output=True,
            text=True,
            timeout=HANGS_AFTER,
        )
    assert done.returncode == 0, done.stderr
    return Amendment(folder, json.loads(done.stdout))
