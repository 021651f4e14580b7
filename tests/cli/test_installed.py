"""The program as an office installs it: a wheel in an environment of its own, far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from methodology import __version__
from tests.built import CONTENT, ROOT, SAMPLE, TEMPLATES, copied, replace_in
from tests.tools import require_program
from tests.verifying.project import Project

WORDS = "document/document.html.j2"
OF_ANOTHER_PYTHON = frozenset({"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"})


@dataclass(frozen=True)
class Program:
    """A way to start the program: the command that was installed, or the checkout's ``build.py``."""

    command: tuple[str, ...]

    def run(self, folder: Path, *arguments: str, code: int = 0) -> str:
        """What the program prints when it runs in ``folder``."""
        run = subprocess.run(
            [*self.command, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        assert run.returncode == code, run.stdout + run.stderr
        return run.stdout


CHECKOUT = Program((sys.executable, str(ROOT / "build.py")))


def environment(**variables: str) -> dict[str, str]:
    """The variables of this process without those that lead to another Python's packages."""
    kept = {name: text for name, text in os.environ.items() if name not in OF_ANOTHER_PYTHON}
    return kept | {"PYTHONUTF8": "1"} | variables


def uv(*arguments: str, **variables: str) -> None:
    """Run uv in the checkout, on what it has at hand; on what it must fetch only where that is not enough."""
    line = [os.environ.get("UV") or require_program("uv"), *arguments]
    for last in ("--offline", "--quiet"):
        run = subprocess.run(
            [*line, last], cwd=ROOT, env=environment(**variables), capture_output=True, text=True, check=False
        )
        if run.returncode == 0:
            return
    pytest.fail(f"{' '.join(line)}: {run.stderr}")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as uv does."""
    folder = tmp_path_factory.mktemp("dist")
    uv("build", "--out-dir", str(folder))
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The command, in an environment that holds the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    uv("sync", "--no-dev", "--no-install-project", UV_PROJECT_ENVIRONMENT=str(folder))
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    uv("pip", "install", "--no-deps", "--python", str(scripts / "python"), str(wheel))
    uv("pip", "check", "--python", str(scripts / "python"))
    return Program((str(scripts / "methodology"),))


def built_by(program: Program, folder: Path, *options: str) -> dict[str, bytes]:
    """The files that ``build`` writes into ``output`` in ``folder``."""
    program.run(folder, "build", *options)
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def test_the_version(installed: Program, tmp_path: Path) -> None:
    assert installed.run(tmp_path, "--version") == f"methodology {__version__}\n"
    assert CHECKOUT.run(tmp_path, "--version") == f"methodology {__version__}\n"


def test_the_wheel_carries_the_templates_and_data_of_the_checkout(wheel: Path) -> None:
    def files(folder: Path) -> set[str]:
        paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {f"methodology/{path.relative_to(folder).as_posix()}" for path in paths}

    templates = {f"methodology/templates/{path.removeprefix('methodology/')}" for path in files(TEMPLATES)}
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("methodology/")}
    assert carried == files(ROOT / "methodology") | templates


def test_content_alone_builds_the_bytes_of_the_checkout(installed: Program, tmp_path: Path) -> None:
    content = copied(CONTENT, tmp_path)
    files = built_by(installed, tmp_path)
    shutil.rmtree(tmp_path / "output")
    assert len(files) == 3
    assert files == built_by(CHECKOUT, tmp_path, "--content", str(content), "--output", str(tmp_path / "output"))


def test_an_offices_own_templates_win_whole(installed: Program, tmp_path: Path) -> None:
    content, templates = copied(SAMPLE, tmp_path), tmp_path / "templates"
    packaged = built_by(installed, tmp_path)
    shutil.copytree(TEMPLATES, templates)
    replace_in(templates / "web.css", "body {", "body { color: teal;")
    own = built_by(installed, tmp_path)
    assert own != packaged
    shutil.rmtree(tmp_path / "output")
    folders = ("--content", str(content), "--templates", str(templates), "--output", str(tmp_path / "output"))
    assert own == built_by(CHECKOUT, tmp_path, *folders)
    (templates / WORDS).unlink()
    installed.run(tmp_path, "build", code=1)


def test_versions_from_before_and_after_own_templates(installed: Program, tmp_path: Path) -> None:
    """A commit without templates is composed with the program's, one that has its own with these."""
    project = Project(tmp_path)
    project.git("init", "--quiet", "--initial-branch=main")
    (tmp_path / ".gitignore").write_text("/output*/\n", encoding="utf-8")
    copied(SAMPLE, tmp_path)
    project.commit()
    project.git("tag", "packaged")
    built_by(installed, tmp_path)
    (tmp_path / "output").rename(tmp_path / "output-packaged")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    replace_in(tmp_path / "templates" / "web.css", "body {", "body { color: teal;")
    project.commit()
    project.git("tag", "own")
    built_by(installed, tmp_path)
    packaged, own = (str(next((tmp_path / name).glob("*.html"))) for name in ("output-packaged", "output"))
    for _ in ("own templates today", "none today"):
        installed.run(tmp_path, "diff", "packaged", "own")
        for file in (packaged, own):
            assert "unaltered" in installed.run(tmp_path, "verify", file)
        shutil.rmtree(tmp_path / "templates", ignore_errors=True)
