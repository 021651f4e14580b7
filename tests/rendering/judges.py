"""Programs that judge the files: validators, a browser, an office suite. For PDF see ``verapdf.py``."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.tools import NODE_MODULES, require_node_package, require_program

Report = dict[str, Any]


def validate_page(page: Path) -> str:
    """What the HTML validator says, errors and warnings; nothing where the page is valid."""
    jar = require_node_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = [require_program("java"), "-jar", str(jar), str(page)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stderr


def inspect_page(page: Path) -> dict[str, Report]:
    """What the browser makes of the page, by screen; see ``tests/tools/inspect_page.cjs``."""
    require_node_package("playwright-core")
    require_node_package("axe-core")
    script = NODE_MODULES.parent / "inspect_page.cjs"
    command = [require_program("node"), str(script), require_program("chromium"), str(page)]
    report: dict[str, Report] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report
