"""When a value changed: what the commits of the repository have in its file, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from methodology.diagnostics import ContentError
from methodology.git import GitError, Repository, open_repository
from methodology.model.programme import Programme
from methodology.reading.yaml_tree import read_yaml
from methodology.versions.version import FACTS

MOST_COMMITS = 100
"""So many commits of a file are looked at, the latest."""


@dataclass(frozen=True, slots=True)
class PastChange:
    """A commit that changed a value, and what its file says before and after; None where it had no value there.

    ``commit`` is empty for what is not committed yet; ``version`` is that of the document at the commit.
    """

    path: str
    commit: str
    date: str
    version: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class _FileState:
    """A file as a commit has it."""

    commit: str
    date: str
    version: str
    data: object


class History:
    """The commits of the files of a content, each read once."""

    def __init__(self, programme: Programme, content: Path) -> None:
        """A content that lies in no repository has no history."""
        self._programme, self._content = programme, content
        self._states: dict[str, list[_FileState]] = {}
        self._versions: dict[str, str] = {}
        try:
            self._repository: Repository | None = open_repository(content)
        except (GitError, OSError):
            self._repository = None

    @property
    def is_known(self) -> bool:
        """Whether the content lies in a repository that can be read."""
        return self._repository is not None

    def changes(self, path: str) -> Iterator[PastChange]:
        """The changes of the value at a content path, the first commit that has it among them, oldest first."""
        value = self._programme.values.get(path)
        if value is None:
            return
        file = value.location.file.removeprefix(f"{self._programme.name}/")
        place = tuple(value.place)
        now = _data(self._programme.files.get(file, ""))
        before: str | None = None
        for state in self._read(file, now):
            after = _text_at(state.data, place, now)
            if after != before:
                yield PastChange(path, state.commit, state.date, state.version, before, after)
            before = after

    def _read(self, file: str, now: object) -> Sequence[_FileState]:
        """The states of a file, oldest first, that of the folder last."""
        if file not in self._states:
            self._states[file] = [*self._committed(file), _FileState("", "", self._programme.facts.version, now)]
        return self._states[file]

    def _committed(self, file: str) -> Iterator[_FileState]:
        repository = self._repository
        folder = None if repository is None else repository.relative(self._content)
        if repository is None or folder is None:
            return
        whole = file if folder == "." else f"{folder}/{file}"
        for commit, date, path in reversed(repository.history(whole, MOST_COMMITS)):
            root = path.removesuffix(file)
            yield _FileState(
                commit, date, self._version(repository, commit, root), _data(_read(repository, commit, path))
            )

    def _version(self, repository: Repository, commit: str, root: str) -> str:
        """The version of the document at a commit."""
        if commit not in self._versions:
            facts = _data(_read(repository, commit, f"{root}{FACTS}"))
            version = facts.get("version") if isinstance(facts, dict) else None
            self._versions[commit] = str(version or "")
        return self._versions[commit]


def _read(repository: Repository, commit: str, path: str) -> str:
    try:
        return repository.read(commit, path).decode("utf-8", "replace")
    except GitError:
        return ""


def _data(text: str) -> object:
    """What a YAML file says; None where it cannot be read, as that of an unfinished merge."""
    try:
        return read_yaml("", text).data
    except ContentError:
        return None


def _text_at(data: object, place: Sequence[str | int], now: object) -> str | None:
    """What stands at a place: list elements are found by the id or code that they have in the present file."""
    for step in place:
        if isinstance(step, int) and isinstance(data, list):
            wanted = now[step] if isinstance(now, list) and step < len(now) else None
            data = next((one for one in data if _name(one) == _name(wanted)), None)
        elif not isinstance(data, str):  # a text in the place of keys is their short form
            data = data.get(step) if isinstance(data, dict) else None
        now = _below(now, step)
    data = data.get("value") if isinstance(data, dict) else data
    return None if data is None or isinstance(data, dict | list) else " ".join(str(data).split())


def _below(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _name(element: object) -> object:
    return element.get("id", element.get("code")) if isinstance(element, dict) else element
