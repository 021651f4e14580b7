"""Read commits and their files from a git repository; its checkout and index stay as they are."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from methodology.diagnostics import ToolMissingError, nearest
from methodology.messages import declare_message, translate

_NO_REPOSITORY = declare_message("fatal: not a git repository (or any of the parent directories): .git")
# A hook runs with these set, relative to a folder that is not ours.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


class GitError(Exception):
    """Git refused; the message is its own last line."""


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

    def last_change(self, start: str, paths: tuple[str, ...]) -> str | None:
        """The id of the last commit up to ``start`` that changed something below ``paths``."""
        return _git(self.top, "log", "-1", "--format=%H", start, "--", *paths).decode().strip() or None

    def history(self, path: str, most: int) -> list[tuple[str, str, str]]:
        """The last ``most`` commits that changed a file, latest first: id, date (``2026-01-31``) and its path then."""
        log = _git(self.top, "log", f"-{most}", "--follow", "--name-only", "--format=%x01%H%x02%as%x02", "--", path)
        entries = (entry.split("\x02") for entry in log.decode(errors="replace").split("\x01")[1:])
        return [(commit, date, name.strip()) for commit, date, name in entries]

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


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git in ``folder`` and return what it prints."""
    environment = {key: text for key, text in os.environ.items() if key not in _OF_A_HOOK}
    environment |= {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=environment)  # noqa: S603 (no shell)
    except FileNotFoundError as error:
        message = translate("git is needed to read a version from the repository: install git")
        raise ToolMissingError(message) from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(_say(lines[-1]) if lines else translate("git {command} failed", command=arguments[0])) from error
    return done.stdout


def _say(line: str) -> str:
    """What git says, in the reader's language where that is usual."""
    return translate(line) if line == _NO_REPOSITORY else line
