"""Every command that the README and the pages show is run, in the order in which a reader comes to it."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from methodology.cli import main
from methodology.diagnostics import ExitCode
from tests.built import ROOT
from tests.conftest import ENGLISH
from tests.docs.pages import (
    PAGES,
    Command,
    Edit,
    Fresh,
    Step,
    WordEdit,
    code_spans,
    languages,
    steps_of,
    text_of,
    windows_commands,
)
from tests.tools import require_program

NOT_RUN = {
    "python -m pytest -p tests.messages.recording": "it runs tests: tests/messages",
    "uv run python -m tests.messages": "it is of this repository: tests/messages",
    "cd metodologija": "the scratch copy is that folder",
    "git clone NASLOV metodologija": "the reader fills in the address",
    "git pull": "it needs the repository of an office",
    "git push": "it needs the repository of an office",
    "pip install uv": "it asks a package index; what follows it is run",
    "uv build": "it asks a package index: tests/cli/test_installed.py",
    "uv export --no-dev --format cyclonedx1.5 -o sbom.json": "it asks a package index",
    "uv run --with pip-audit pip-audit": "it asks a package index",
    "uv run build.py check --language": "it needs an analyser: tests/checks/test_analyser.py",
    "uv run build.py check --spelling": "it needs a dictionary: tests/checks/test_spelling.py",
    "uv run methodology": "it is the command methodology, which is run",
    "uv run mkdocs serve": "it ends when it is stopped",
    "uv run build.py serve": "it ends when it is stopped",
    "uv run mypy": "it is a step of .ci/run",
    "uv run pytest": "it would run this test again",
    "uv run pytest -n 2 --dist loadfile": "it would run this test again",
    "uv run pytest tests/checks": "it is a part of .ci/run",
    "uv run python -m tests.benchmarks.mutations": "what it prints: tests/benchmarks/test_mutations.py",
    "uv run python -m tests.benchmarks": "it takes minutes: tests/benchmarks",
    "uv run python -m tests.docs.pictures": "it writes into docs/",
    "uv run python -m tests.faults": "it takes minutes: tests/faults",
    "uv run python -m tests.fuzz --minutes 10": "it takes an hour: tests/fuzz",
    "uv run python -m tests.verifying": "it takes minutes: tests/verifying/test_word_alterations.py",
    "uv run python -m tests.versions.printed_trials --seeds 60": "it takes minutes: tests/versions",
    "uv run python -m tests.messages.examples": "it writes into docs/: tests/messages",
    "uv run python -m tests.benchmarks.seeded_faults": "it takes a minute: tests/benchmarks/test_seeded_faults.py",
    "uv run python -m tests.savers": "it takes minutes: tests/savers/test_trial.py",
    "uv run ruff check": "it is a step of .ci/run",
    "uv run ruff format": "it is a step of .ci/run",
    "uv sync": "it is a step of .ci/run",
    "uv tool install dist/methodology-*.whl": "it changes the machine: tests/cli/test_installed.py",
    "uvx pre-commit install": "it asks a package index",
    "winget install --id Git.Git -e": "it is a command of Windows",
    "winget install --id astral-sh.uv -e": "it is a command of Windows",
}
"""The commands that need another setting than a scratch copy of the checkout, each with the reason."""

UV = """#!/bin/sh
# Stands for uv: the environment is there already, and a test fetches nothing.
shift
case "$1" in
  python) shift; exec "$PYTHON" "$@" ;;
  *.py) exec "$PYTHON" "$@" ;;
  *) exec "$PYTHON" -m "$@" ;;
esac
"""
GUIDE = "navodila.md"
"""The guide for the office: its commands speak the programme's language, as they do where no variable names one."""
OF_THE_PROGRAMME = "C.UTF-8"
START = "v2025-11"
"""The tag of the version that a story begins with."""


class Scratch:
    """A copy of the checkout with a repository of its own, in which a page is played."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "metodologija"
        programs = folder / "programs"
        programs.mkdir()
        (programs / "uv").write_text(UV, encoding="utf-8")
        (programs / "uv").chmod(0o755)
        for name in ("content", "docs", "methodology", "templates", "tests"):
            shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("node_modules"))
        for name in (".gitignore", "build.py", "mkdocs.yml", "pyproject.toml", "README.md"):
            shutil.copy2(ROOT / name, self.folder)
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "UV_"))
        }
        path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), inherited.get("PATH", "")])
        self.environment = {**inherited, "HOME": str(folder), "PATH": path, "PYTHON": sys.executable, "COLUMNS": "120"}
        for name in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{name}_NAME": "Ana Novak", f"GIT_{name}_EMAIL": "ana@example.org"}
        self.must_run("git init -q -b main && git add -A && git commit -q -m Začetek && git tag " + START)

    def follow(self, line: str) -> tuple[int, str]:
        """Run a line that a page shows: what ``build.py`` is given in this process, all else in a shell."""
        called = re.fullmatch(r"uv run build\.py\b([^|<>&;]*)", line)
        return self.build(*shlex.split(called[1])) if called else self.run(line)

    def build(self, *given: str) -> tuple[int, str]:
        """Do what ``build.py`` does in the copy's folder, without a Python that first imports all."""
        with (
            pytest.MonkeyPatch.context() as patch,
            Path(os.devnull).open(encoding="utf-8") as nothing,
            contextlib.redirect_stdout(io.StringIO()) as printed,
            contextlib.redirect_stderr(printed),
        ):
            for name in os.environ.keys() - self.environment.keys():
                patch.delenv(name)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", nothing)
            patch.chdir(self.folder)
            code = main(given, "build.py", self.folder)
        return code, printed.getvalue()

    def run(self, line: str) -> tuple[int, str]:
        """Run a line in the copy's folder: its exit code and all that it prints."""
        done = subprocess.run(
            ["bash", "-c", line],  # noqa: S607
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def must_run(self, line: str) -> None:
        """Run a command that belongs to no page."""
        code, printed = self.run(line)
        assert code == 0, printed

    def take(self, step: Step) -> None:
        """Do what a step of a page says; it fails where the page does not say what happens."""
        match step:
            case Command():
                parts = [part for part in step.line.split(" && ") if part not in NOT_RUN]
                code, printed = self.follow(" && ".join(parts) or "true")
                assert code == step.code, f"$ {step.line}\nended with {code}\n{printed}"
                if step.printed is not None and parts:  # what is not run here prints nothing
                    assert is_shown(step.printed, printed), f"$ {step.line}\nprints\n{printed}\nnot\n{step.printed}"
            case Edit():
                self.change(self.folder / step.file, step.before, step.after)
            case WordEdit():
                edit_word_file(self.folder / step.source, self.folder / step.target, step.texts)
            case Fresh():
                self.must_run(f"git tag -d $(git tag | grep -v {START}) 2>/dev/null; git checkout -q -B main {START}")
                self.must_run(f"git reset -q --hard {START} && git clean -q -fdx -e __pycache__")

    @staticmethod
    def change(file: Path, before: str, after: str) -> None:
        """Change a text that stands once in a file; write a new file where there is no text before."""
        if before:
            text = file.read_text(encoding="utf-8")
            assert text.count(before) == 1, f"stands {text.count(before)} times in {file}:\n{before}"
            after = text.replace(before, after)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(after, encoding="utf-8")


def edit_word_file(source: Path, target: Path, texts: tuple[tuple[str, str], ...]) -> None:
    """Replace the first occurrence of texts in a Word file, which is saved under another name."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                body = content.decode()
                for before, after in texts:
                    assert f">{before}" in body, f"{before} is not in {source}"
                    body = body.replace(f">{before}", f">{after}", 1)
                content = body.encode()
            new.writestr(part, content)


def is_shown(shown: str, printed: str) -> bool:
    """Whether a command printed what the page shows; ``…`` stands for anything, a space for a no-break space too."""
    pattern = ".*?".join(map(re.escape, shown.split("…")))
    lines = "\n".join(line.rstrip() for line in printed.replace("\u00a0", " ").splitlines())
    return re.fullmatch(pattern, lines.strip(), re.DOTALL) is not None


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    for program in ("bash", "git"):
        require_program(program)
    return Scratch(tmp_path_factory.mktemp("docs"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_do_what_it_says(page: Path, scratch: Scratch) -> None:
    scratch.environment["LANG"] = OF_THE_PROGRAMME if page.name == GUIDE else ENGLISH
    scratch.take(Fresh())
    for step in steps_of(text_of(page)):
        scratch.take(step)


def shown_commands() -> set[str]:
    """The commands of the console blocks of all pages, each part of a chain by itself."""
    steps = (step for page in PAGES for step in steps_of(text_of(page)))
    return {part for step in steps if isinstance(step, Command) for part in step.line.split(" && ")}


def written_commands() -> set[str]:
    """The commands that stand within sentences and tables, and those for Windows."""
    windows = {line for page in PAGES for line in windows_commands(text_of(page))}
    spans = (span for page in PAGES for span in code_spans(text_of(page)))
    return windows | {
        span for span in spans if re.match(r"(uv|uvx|pip|py|python|git|winget|methodology|mkdocs) \S", span)
    }


def test_a_block_of_commands_is_marked_as_one() -> None:
    """A block in another language would not be run; ``markdown``, ``text`` and ``yaml`` hold no commands."""
    assert set().union(*(languages(text_of(page)) for page in PAGES)) <= {
        "console",
        "diff",
        "markdown",
        "powershell",
        "text",
        "yaml",
    }


def is_pattern(command: str) -> bool:
    """Whether the command has a place that the reader fills in: ``diff OLD``."""
    return re.search(r"\b[A-ZŠČŽ]{3,}\b", command) is not None


def test_every_command_in_a_sentence_is_run_or_listed() -> None:
    """A command is run, too, where it is run with more words: ``git tag`` with the name of a tag."""
    known = [f"{command} " for command in shown_commands() | NOT_RUN.keys()]
    written = [command for command in written_commands() if not is_pattern(command)]
    assert [command for command in written if not any(line.startswith(f"{command} ") for line in known)] == []


def test_every_command_that_is_not_run_is_shown() -> None:
    assert NOT_RUN.keys() - shown_commands() - written_commands() == set()


@pytest.mark.parametrize("command", [command for command in NOT_RUN if "python -m" in command])
def test_a_module_that_is_not_run_is_there(command: str) -> None:
    assert importlib.util.find_spec(command.split()[4]) is not None


@functools.cache
def help_of(*command: str) -> str:
    """The help of the program or of a command of it, in this process; it is what ``build.py`` prints."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main([*command, "--help"]) == ExitCode.DONE
    return printed.getvalue()


def options(text: str) -> set[str]:
    """The options that a help lists."""
    return set(re.findall(r"(?<!\w)--?[a-z][\w-]*", text))


def options_of_module(name: str) -> set[str]:
    """The options of a module that is run by itself."""
    command = [sys.executable, "-m", name, "--help"]
    return options(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def test_the_script_prints_the_help_of_the_program() -> None:
    command = [sys.executable, "build.py", "build", "--help"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert options(done.stdout) == options(help_of("build"))


def test_every_option_that_is_shown_is_one_of_its_command() -> None:
    """In a command all options are that command's; alone in a sentence an option is one of any command."""
    known = {name: options(help_of(name)) for name in command_names()}
    others = options(help_of()).union(
        *known.values(), *map(options_of_module, ("tests.benchmarks", "tests.fuzz", "tests.savers"))
    )
    wrong = []
    for page in PAGES:
        commands = [step.line for step in steps_of(text_of(page)) if isinstance(step, Command)]
        for text in [*commands, *code_spans(text_of(page))]:
            called = re.match(r"(?:uv run build\.py|methodology)(?: ([a-z][a-z-]*))?", text)
            if called:
                wanted = known[called[1]] if called[1] else known["build"] | options(help_of())
            elif text.startswith("--"):
                wanted = others
            else:
                continue
            wrong += [
                f"{page.name}: {text}" for option in re.findall(r"(?<!\S)--?[a-z][\w-]*", text) if option not in wanted
            ]
    assert wrong == []


def command_names() -> list[str]:
    """The commands of the program, from its help."""
    return re.findall(r"^  ([a-z-]+) {2,}", help_of().split("Commands:")[1], re.MULTILINE)


def test_the_readme_lists_all_commands() -> None:
    section = text_of(ROOT / "README.md").split("\n## Commands\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `uv run build\.py ?([a-z-]*)", section, re.MULTILINE)
    assert [name or "build" for name in listed] and {name or "build" for name in listed} == set(command_names())


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("written: … kB", "written: a.docx (12 kB", True),
        ("…\nlast", "first\nsecond\nlast\n", True),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a", "a\nb", False),
        ("a\n…\nd", "b\nc\nd", False),
    ],
)
def test_what_is_printed_is_compared(shown: str, printed: str, expected: bool) -> None:  # noqa: FBT001
    assert is_shown(shown, printed) is expected
