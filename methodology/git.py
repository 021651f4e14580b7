"""Read commits and their files from a git repository, and save a folder in it as a commit.

Its checkout stays as it is; so does its index, but for the files of a folder that is saved.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from methodology.diagnostics import ToolMissingError, nearest
from methodology.messages import declare_message, translate

_NO_REPOSITORY = declare_message("fatal: not a git repository (or any of the parent directories): .git")
# A hook runs with these set, relative to a folder that is not ours.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


_MOST_LINES = 12
"""Of what a hook says; nobody reads more."""


class GitError(Exception):
    """Git refused; the message is its own last line."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whom commits name."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, date (``2026-01-31``), author, subject and the tags that name it."""

    id: str
    date: str
    author: str
    subject: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository (or one of its worktrees) by its top folder."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that ``folder`` lies in; GitError where it lies in none, ToolMissingError without git."""
        return cls(Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve())

    def commit(self, ref: str) -> str | None:
        """The id of the commit that ``ref`` names, or None where it names none."""
        if ref.startswith("-"):
            return None
        try:
            return _git(self.top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
        except GitError:
            return None

    def last_change(self, start: str, paths: tuple[str, ...], besides: str) -> str | None:
        """The id of the last commit up to ``start`` that changed something below ``paths`` but for ``besides``."""
        literal = [*(f":(literal){path}" for path in paths), f":(exclude,literal){besides}"]
        environment = {"GIT_LITERAL_PATHSPECS": "0"}
        command = ("log", "-1", "--format=%H", start, "--", *literal)
        return _git(self.top, *command, environment=environment).decode().strip() or None

    def history(self, path: str, most: int) -> list[tuple[str, str, str]]:
        """The last ``most`` commits that changed a file, latest first: id, date (``2026-01-31``) and its path then."""
        log = _git(self.top, "log", f"-{most}", "--follow", "--name-only", "--format=%x01%H%x02%as%x02", "--", path)
        entries = (entry.split("\x02") for entry in log.decode(errors="replace").split("\x01")[1:])
        return [(commit, date, name.strip()) for commit, date, name in entries]

    def log(self, path: str, most: int) -> list[Commit]:
        """The last ``most`` commits that changed something below a path, and those with a tag; latest first."""
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
        """Whom a commit made here would name; None where nobody is configured."""
        try:
            name, email = (_git(self.top, "config", f"user.{key}").decode().strip() for key in ("name", "email"))
        except GitError:
            return None
        return Author(name, email) if name and email else None

    def set_author(self, author: Author) -> None:
        """Name the author of commits made here, in the repository's own configuration."""
        _git(self.top, "config", "--local", "user.name", author.name)
        _git(self.top, "config", "--local", "user.email", author.email)

    def is_on_branch(self) -> bool:
        """Whether a commit would be the last one of a branch, where it is found again."""
        try:
            _git(self.top, "symbolic-ref", "--quiet", "HEAD")
        except GitError:
            return False
        return True

    def save(self, path: str, message: str) -> str:
        """Commit what is below a path as it stands on the disk, and nothing else; returns the commit's id.

        The index keeps what it has of other files; it is another one while the hooks run, so that nothing has changed
        where they refuse. Raises GitError with what git and the hooks say.
        """
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
        """Name a commit by a tag that is not there yet; raises GitError where it is."""
        _git(self.top, "tag", "--annotate", f"--message={message}", "--", name, commit)

    def tags(self) -> list[str]:
        """The names of all tags."""
        return _git(self.top, "tag", "--list").decode().splitlines()

    def read(self, commit: str, path: str) -> bytes:
        """A file of a commit; GitError where it has none."""
        return _git(self.top, "show", f"{commit}:{path}")

    def changes(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The files below ``paths`` that differ from the last commit, new ones included, by their paths from the top.

        A renamed file counts under both names.
        """
        status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
        return tuple(entry[3:].decode(errors="replace") for entry in _git(self.top, *status).split(b"\0") if entry)

    def relative(self, folder: Path) -> str | None:
        """The path of ``folder`` below the top, with slashes; None where it lies elsewhere."""
        resolved = folder.resolve()
        return resolved.relative_to(self.top).as_posix() if resolved.is_relative_to(self.top) else None

    def holds(self, commit: str, path: str) -> bool:
        """Whether the commit has a file or folder at ``path``."""
        try:
            _git(self.top, "cat-file", "-e", f"{commit}:{'' if path == '.' else path}")
        except GitError:
            return False
        return True

    def folders_with(self, commit: str, file: str) -> tuple[str, ...]:
        """The folders of the commit that hold a file of this name, those nearest to the top first."""
        listed = _git(self.top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).decode(errors="replace")
        paths = [PurePosixPath(path) for path in listed.split("\0") if path == file or path.endswith(f"/{file}")]
        return tuple(path.parent.as_posix() for path in sorted(paths, key=lambda path: (len(path.parts), path)))

    def extract(self, commit: str, paths: tuple[str, ...], folder: Path) -> None:
        """Write the files of the commit below ``paths`` into ``folder``.

        Raises GitError for one that would land outside of it (a link), and where an object is not there.
        """
        archive = _git(self.top, "archive", "--format=tar", commit, "--", *paths)
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                files.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise GitError(str(error)) from error

    def hint(self, ref: str) -> str | None:
        """Return a hint where ``ref`` names no commit: the nearest branch or tag, or the rest of a shallow clone."""
        similar = nearest(ref, self._names())
        if _git(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true":
            shallow = translate("this clone is shallow: git fetch --unshallow --tags brings the rest")
            return shallow if similar is None else f"{shallow}; {similar}"
        return similar

    def _names(self) -> Iterator[str]:
        yield from _git(self.top, "for-each-ref", "--format=%(refname:short)").decode().splitlines()


def tag_name(text: str) -> str:
    """A text as the name of a tag, which has no blanks and few signs (git-check-ref-format)."""
    name = re.sub(r"[\s~^:?*\[\\\x00-\x1f\x7f/]+", "-", text).strip("-.")
    return re.sub(r"\.{2,}|@\{", "-", name).removesuffix(".lock")


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
    except FileNotFoundError as error:
        message = translate("git is needed to read a version from the repository: install git")
        raise ToolMissingError(message) from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        said = "\n".join(map(_say, lines[-most_lines:]))
        raise GitError(said or translate("git {command} failed", command=arguments[0])) from error
    return done.stdout


def _say(line: str) -> str:
    """What git says, in the reader's language where that is usual."""
    return translate(line) if line == _NO_REPOSITORY else line
