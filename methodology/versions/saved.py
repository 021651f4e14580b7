"""The versions of a content that were saved: the commits that changed it, and those with a tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from methodology.diagnostics import ContentError
from methodology.git import Commit, GitError, open_repository
from methodology.reading.yaml_tree import read_yaml
from methodology.versions.version import FACTS


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """A commit with the version and the date that the document has there, as its facts say them."""

    commit: Commit
    version: str
    date: str

    @property
    def is_approved(self) -> bool:
        """Whether a tag names it."""
        return bool(self.commit.tags)


class SavedVersions:
    """The saved versions of a content folder; the facts of each are read once.

    Raises GitError where the folder lies in no repository.
    """

    def __init__(self, content: Path) -> None:
        """Find the repository around a content folder."""
        self.repository = open_repository(content)
        folder = self.repository.relative(content)
        if folder is None:
            raise GitError(str(content))
        self.folder = folder
        self._facts: dict[str, tuple[str, str] | None] = {}

    def list(self, most: int) -> Iterator[SavedVersion]:
        """The last versions, latest first; commits that hold no content are left out."""
        for commit in self.repository.log(self.folder, most):
            if commit.id not in self._facts:
                self._facts[commit.id] = self._read(commit.id)
            facts = self._facts[commit.id]
            if facts is not None:
                yield SavedVersion(commit, *facts)

    def _read(self, commit: str) -> tuple[str, str] | None:
        try:
            text = self.repository.read(commit, FACTS if self.folder == "." else f"{self.folder}/{FACTS}")
            facts = read_yaml("", text.decode("utf-8", "replace")).data
        except (GitError, ContentError):
            return None
        found = facts if isinstance(facts, dict) else {}
        return str(found.get("version") or ""), str(found.get("date") or "")
