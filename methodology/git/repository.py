"""What a git repository is asked: its commits and their files, and to save a folder as a commit."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from methodology.diagnostics import nearest
from methodology.messages import declare_message, translate

NO_REPOSITORY = declare_message("fatal: not a git repository (or any of the parent directories): .git")
"""As git's program says it."""


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
class Repository(ABC):
    """A repository (or one of its worktrees) by its top folder.

    Its checkout stays as it is; so does its index, but for the files of a folder that is saved. Where git's program is
    installed it does the work; else a library of Python does.
    """

    top: Path

    @abstractmethod
    def commit(self, ref: str) -> str | None:
        """The id of the commit that ``ref`` names, or None where it names none."""

    @abstractmethod
    def last_change(self, start: str, paths: tuple[str, ...], besides: str) -> str | None:
        """The id of the last commit up to ``start`` that changed something below ``paths`` but for ``besides``."""

    @abstractmethod
    def history(self, path: str, most: int) -> list[tuple[str, str, str]]:
        """The last ``most`` commits that changed a file, latest first: id, date (``2026-01-31``) and its path then."""

    @abstractmethod
    def log(self, path: str, most: int) -> list[Commit]:
        """The last ``most`` commits that changed something below a path, and those with a tag; latest first."""

    @abstractmethod
    def author(self) -> Author | None:
        """Whom a commit made here would name; None where nobody is configured."""

    @abstractmethod
    def set_author(self, author: Author) -> None:
        """Name the author of commits made here, in the repository's own configuration."""

    @abstractmethod
    def is_on_branch(self) -> bool:
        """Whether a commit would be the last one of a branch, where it is found again."""

    @abstractmethod
    def save(self, path: str, message: str) -> str:
        """Commit what is below a path as it stands on the disk, and nothing else; returns the commit's id.

        The index keeps what it has of other files; nothing has changed where the hooks refuse. Raises GitError with
        what git and the hooks say, and where there is nothing to save.
        """

    @abstractmethod
    def tag(self, name: str, commit: str, message: str) -> None:
        """Name a commit by a tag that is not there yet; raises GitError where it is."""

    @abstractmethod
    def tags(self) -> list[str]:
        """The names of all tags."""

    @abstractmethod
    def read(self, commit: str, path: str) -> bytes:
        """A file of a commit; GitError where it has none."""

    @abstractmethod
    def changes(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The files below ``paths`` that differ from the last commit, new ones included, by their paths from the top.

        A renamed file counts under both names.
        """

    @abstractmethod
    def holds(self, commit: str, path: str) -> bool:
        """Whether the commit has a file or folder at ``path``."""

    @abstractmethod
    def extract(self, commit: str, paths: tuple[str, ...], folder: Path) -> None:
        """Write the files of the commit below ``paths`` into ``folder``.

        Raises GitError for one that would land outside of it (a link), for a path that the commit does not have, and
        where an object is not there.
        """

    @abstractmethod
    def names(self) -> Iterable[str]:
        """The short names of all branches and tags."""

    @abstractmethod
    def files(self, commit: str) -> Iterable[str]:
        """The paths of all files of a commit."""

    @abstractmethod
    def is_shallow(self) -> bool:
        """Whether the clone has not the whole history."""

    def relative(self, folder: Path) -> str | None:
        """The path of ``folder`` below the top, with slashes; None where it lies elsewhere."""
        resolved = folder.resolve()
        return resolved.relative_to(self.top).as_posix() if resolved.is_relative_to(self.top) else None

    def folders_with(self, commit: str, file: str) -> tuple[str, ...]:
        """The folders of the commit that hold a file of this name, those nearest to the top first."""
        paths = [PurePosixPath(path) for path in self.files(commit) if path == file or path.endswith(f"/{file}")]
        return tuple(path.parent.as_posix() for path in sorted(paths, key=lambda path: (len(path.parts), path)))

    def hint(self, ref: str) -> str | None:
        """Return a hint where ``ref`` names no commit: the nearest branch or tag, or the rest of a shallow clone."""
        similar = nearest(ref, self.names())
        if self.is_shallow():
            shallow = translate("this clone is shallow: git fetch --unshallow --tags brings the rest")
            return shallow if similar is None else f"{shallow}; {similar}"
        return similar


def tag_name(text: str) -> str:
    """A text as the name of a tag, which has no blanks and few signs (git-check-ref-format)."""
    name = re.sub(r"[\s~^:?*\[\\\x00-\x1f\x7f/]+", "-", text).strip("-.")
    return re.sub(r"\.{2,}|@\{", "-", name).removesuffix(".lock")
