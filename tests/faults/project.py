"""A project to be built under faults: two versions of its content, and the right files of each."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from methodology.building import BuildFolders, build_document
from methodology.formats import Format
from tests.built import ROOT, SAMPLE, TEMPLATES, copied, replace_in, silently

Digests = Mapping[str, str]
"""The SHA-256 of each file by name."""


@dataclass(frozen=True, slots=True)
class Project:
    """Two content folders that build files of the same names, an output folder, and what each content builds."""

    contents: tuple[Path, Path]
    templates: Path
    output: Path
    right: tuple[Digests, Digests]

    @classmethod
    def make(cls, folder: Path) -> Project:
        """The sample content in two versions below ``folder``; the first one is built."""
        contents = copied(SAMPLE, folder / "first"), copied(SAMPLE, folder / "second")
        replace_in(contents[1] / "operations.yaml", "Prva operacija", "Prva operacija, na novo imenovana")
        project = cls(contents, TEMPLATES, folder / "output", (built_digests(contents[0]), built_digests(contents[1])))
        assert project.right[0].keys() == project.right[1].keys()
        assert not set(project.right[0].values()) & set(project.right[1].values())
        assert project.build(0).returncode == 0
        assert project.is_whole(0)
        return project

    def command(self, version: int, output: Path | None = None) -> list[str]:
        """The command line of a build."""
        return [sys.executable, "-X", "utf8", str(ROOT / "build.py"), *self.options(version, output)]

    def options(self, version: int, output: Path | None = None) -> list[str]:
        """What stands on the command line behind the program."""
        folders = {"content": self.contents[version], "templates": self.templates, "output": output or self.output}
        return ["build", *(word for name, value in folders.items() for word in (f"--{name}", str(value)))]

    def build(
        self,
        version: int,
        output: Path | None = None,
        *,
        before: tuple[str, ...] = (),
        limit: Callable[[], None] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a build to its end; ``before`` stands before the command, ``limit`` is called in its process."""
        return subprocess.run(
            [*before, *self.command(version, output)], preexec_fn=limit, capture_output=True, text=True, check=False
        )

    def is_whole(self, version: int, output: Path | None = None) -> bool:
        """Whether the output folder holds exactly what the content builds."""
        return digests(output or self.output) == self.right[version]

    def half_files(self) -> list[str]:
        """Files of the output folder that are missing, or that neither version has."""
        found = digests(self.output)
        return [name for name in self.right[0] if found.get(name) not in (self.right[0][name], self.right[1][name])]

    def litter(self) -> list[str]:
        """What else is in the output folder."""
        return sorted({path.name for path in self.output.iterdir()} - self.right[0].keys())


def digests(folder: Path) -> dict[str, str]:
    """The digests of a folder's files."""
    return {path.name: _digest(path.read_bytes()) for path in folder.iterdir() if path.is_file()}


def built_digests(content: Path) -> Digests:
    """The digests of what a content folder builds."""
    with tempfile.TemporaryDirectory() as output:
        made = build_document(BuildFolders(content, "content", TEMPLATES, Path(output)), list(Format), silently)
        return {path.name: _digest(path.read_bytes()) for path in made.paths}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
