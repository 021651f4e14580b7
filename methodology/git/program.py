"""A repository by git's own program."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from methodology.git.repository import NO_REPOSITORY, Author, Commit, GitError, Repository
from methodology.messages import translate

# A hook runs with these set, relative to a folder that is not ours.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


_MOST_LINES = 12
"""Of what a hook says; nobody reads more."""


@dataclass(frozen=True, slots=True)
class ProgramRepository(Repository):
    """A repository that git's own program reads and writes."""

    @classmethod
    def around(cls, folder: Path) -> ProgramRepository:
        """The repository that ``folder`` lies in; GitError where it lies in none."""
        return cls(Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve())

    def commit(self, ref: str) -> str | None:
        if ref.startswith("-"):
            return None
        try:
            return _git(self.top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
        except GitError:
            return None

    def last_change(self, start: str, paths: tuple[str, ...], besides: str) -> str | None:
        literal = [*(f":(literal){path}" for path in paths), f":(exclude,literal){besides}"]
        environment = {"GIT_LITERAL_PATHSPECS": "0"}
        command = ("log", "-1", "--format=%H", start, "--", *literal)
        return _git(self.top, *command, environment=environment).decode().strip() or None

    def history(self, path: str, most: int) -> list[tuple[str, str, str]]:
        log = _git(self.top, "log", f"-{most}", "--follow", "--name-only", "--format=%x01%H%x02%as%x02", "--", path)
        entries = (entry.split("\x02") for entry in log.decode(errors="replace").split("\x01")[1:])
        return [(commit, date, name.strip()) for commit, date, name in entries]

    def log(self, path: str, most: int) -> list[Commit]:
        if self.commit("HEAD") is None:
            return []
        style = "--format=%x01%H%x02%as%x02%an%x02%s%x02%D"
        options = ("--decorate=full", "--decorate-refs=refs/tags/", style)
        tagged = ("log", f"-{most}", "--simplify-by-decoration", *options)
        listed = [
            _git(self.top, *command).decode(errors="replace")
            for command in (("log", f"-{most}", *options, "--", path), tagged)
        ]
        changing, named = ([_read_commit(entry) for entry in text.split("\x01")[1:]] for text in listed)
        order = {one: number for number, one in enumerate(self._ids(most * 100))}
        found = {one.id: one for one in (*changing, *(one for one in named if one.tags))}
        return sorted(found.values(), key=lambda one: order.get(one.id, len(order)))

    def _ids(self, most: int) -> list[str]:
        return _git(self.top, "rev-list", f"-{most}", "HEAD").decode().split()

    def author(self) -> Author | None:
        try:
            name, email = (_git(self.top, "config", f"user.{key}").decode().strip() for key in ("name", "email"))
        except GitError:
            return None
        return Author(name, email) if name and email else None

    def set_author(self, author: Author) -> None:
        _git(self.top, "config", "--local", "user.name", author.name)
        _git(self.top, "config", "--local", "user.email", author.email)

    def is_on_branch(self) -> bool:
        try:
            _git(self.top, "symbolic-ref", "--quiet", "HEAD")
        except GitError:
            return False
        return True

    def save(self, path: str, message: str) -> str:
        index = Path(_git(self.top, "rev-parse", "--path-format=absolute", "--git-path", "index").decode().strip())
        with tempfile.TemporaryDirectory() as scratch:
            own = Path(scratch, "index")
            if index.exists():
                shutil.copy2(index, own)
            with_own = {"GIT_INDEX_FILE": str(own)}
            _git(self.top, "add", "--all", "--", path, environment=with_own)
            commit = ("commit", "--quiet", "--only", f"--message={message}", "--cleanup=verbatim", "--", path)
            _git(self.top, *commit, environment=with_own, most_lines=_MOST_LINES)
        _git(self.top, "reset", "--quiet", "--", path)
        saved = self.commit("HEAD")
        if saved is None:
            raise GitError(translate("git {command} failed", command="commit"))
        return saved

    def tag(self, name: str, commit: str, message: str) -> None:
        _git(self.top, "tag", "--annotate", f"--message={message}", "--", name, commit)

    def tags(self) -> list[str]:
        return _git(self.top, "tag", "--list").decode().splitlines()

    def read(self, commit: str, path: str) -> bytes:
        return _git(self.top, "show", f"{commit}:{path}")

    def changes(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
        return tuple(entry[3:].decode(errors="replace") for entry in _git(self.top, *status).split(b"\0") if entry)

    def holds(self, commit: str, path: str) -> bool:
        try:
            _git(self.top, "cat-file", "-e", f"{commit}:{'' if path == '.' else path}")
        except GitError:
            return False
        return True

    def files(self, commit: str) -> list[str]:
        listed = _git(self.top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).decode(errors="replace")
        return listed.split("\0")[:-1]

    def extract(self, commit: str, paths: tuple[str, ...], folder: Path) -> None:
        archive = _git(self.top, "archive", "--format=tar", commit, "--", *paths)
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                files.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise GitError(str(error)) from error

    def names(self) -> list[str]:
        return _git(self.top, "for-each-ref", "--format=%(refname:short)").decode().splitlines()

    def is_shallow(self) -> bool:
        return _git(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _read_commit(entry: str) -> Commit:
    commit, date, author, subject, names = entry.strip("\n").split("\x02")
    tags = (name.removeprefix("tag: ").removeprefix("refs/tags/") for name in names.split(", ") if name)
    return Commit(commit, date, author, subject, tuple(tags))


def _git(
    folder: Path, *arguments: str, environment: Mapping[str, str] = MappingProxyType({}), most_lines: int = 1
) -> bytes:
    """Run git in ``folder`` and return what it prints; of what it says to an error the last lines are kept."""
    kept = {key: text for key, text in os.environ.items() if key not in _OF_A_HOOK}
    kept |= {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 (no shell)
            command, capture_output=True, check=True, env={**kept, **environment}, stdin=subprocess.DEVNULL
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        said = "\n".join(map(_say, lines[-most_lines:]))
        raise GitError(said or translate("git {command} failed", command=arguments[0])) from error
    return done.stdout


def _say(line: str) -> str:
    """What git says, in the reader's language where that is usual."""
    return translate(line) if line == NO_REPOSITORY else line
