"""A repository by dulwich, a library of Python: for computers where git's program is not installed."""

from __future__ import annotations

import io
import itertools
import os
import stat
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import dulwich.objects as stored
from dulwich.config import StackedConfig
from dulwich.diff_tree import RenameDetector, TreeChange
from dulwich.errors import CommitError, HookError, NotGitRepository, NotTreeError
from dulwich.ignore import IgnoreFilterManager
from dulwich.index import ConflictedIndexEntry, blob_from_path_and_stat, cleanup_mode, commit_tree
from dulwich.objectspec import AmbiguousShortId, parse_commit, parse_object
from dulwich.refs import Ref, local_tag_name
from dulwich.repo import Repo
from dulwich.walk import WalkEntry

from methodology.git.repository import NO_REPOSITORY, Author, Commit, GitError, Repository
from methodology.messages import translate

_FAULTS = (CommitError, HookError, NotTreeError, KeyError, ValueError, AssertionError, OSError)
"""What the library raises for what is not there, for what a hook refuses, and where it may not write."""

Files = Mapping[bytes, tuple[int, stored.ObjectID]]
"""The mode and the id of each file by its path from the top."""


@dataclass(frozen=True, slots=True)
class LibraryRepository(Repository):
    """A repository that a library reads and writes; it is open while it is asked, and no longer."""

    @classmethod
    def around(cls, folder: Path) -> LibraryRepository:
        """The repository that ``folder`` lies in; GitError where it lies in none."""
        try:
            with Repo.discover(folder) as repository:
                return cls(Path(os.fsdecode(repository.path)).resolve())
        except NotGitRepository as error:
            raise GitError(translate(NO_REPOSITORY)) from error

    def commit(self, ref: str) -> str | None:
        if not ref or ref.startswith("-") or ":" in ref:
            return None
        try:
            with self._open() as repository:
                return _text(_named(repository, ref).id)
        except (GitError, AmbiguousShortId):
            return None

    def last_change(self, start: str, paths: tuple[str, ...], besides: str) -> str | None:
        with self._open() as repository:
            commit = parse_commit(repository, start.encode())
            while True:
                files = _without(_files(repository, commit.tree, paths), besides)
                parents = [_commit(repository, parent) for parent in repository.get_parents(commit.id)]
                if not parents:
                    return _text(commit.id) if files else None
                same = (one for one in parents if _without(_files(repository, one.tree, paths), besides) == files)
                alike = next(same, None)
                if alike is None:
                    return _text(commit.id)
                commit = alike

    def history(self, path: str, most: int) -> list[tuple[str, str, str]]:
        with self._open() as repository:
            detector = RenameDetector(repository.object_store)
            walker = repository.get_walker(paths=[path.encode()], follow=True, rename_detector=detector)
            alone = (entry for entry in walker if len(entry.commit.parents) < 2)  # noqa: PLR2004 (no merge)
            found, name = [], path.encode()
            for entry in itertools.islice(alone, most):
                found.append((_text(entry.commit.id), _date(entry.commit), _text(name)))
                name = _name_before(entry, name)
            return found

    def log(self, path: str, most: int) -> list[Commit]:
        if self.commit("HEAD") is None:
            return []
        with self._open() as repository:
            tags = _tags_by_commit(repository)
            paths = None if path == "." else [path.encode()]
            walker = repository.get_walker(paths=paths, max_entries=most, simplify_history=True)
            found = {entry.commit.id: entry.commit for entry in walker}
            order = [entry.commit for entry in repository.get_walker(max_entries=most * 100)]
            tagged = itertools.islice((commit for commit in order if commit.id in tags), most)
            found |= {commit.id: commit for commit in tagged}
            places = {commit.id: number for number, commit in enumerate(order)}
            latest = sorted(found.values(), key=lambda one: places.get(one.id, len(places)))
            return [_plain(commit, tags.get(commit.id, ())) for commit in latest]

    def author(self) -> Author | None:
        with self._open() as repository:
            config = repository.get_config_stack()
            name, email = (_setting(config, key) for key in (b"name", b"email"))
            return Author(name, email) if name and email else None

    def set_author(self, author: Author) -> None:
        with self._open() as repository:
            config = repository.get_config()
            config.set((b"user",), b"name", author.name.encode())
            config.set((b"user",), b"email", author.email.encode())
            config.write_to_path()

    def is_on_branch(self) -> bool:
        with self._open() as repository:
            return (repository.refs.read_ref(Ref(b"HEAD")) or b"").startswith(b"ref: ")

    def save(self, path: str, message: str) -> str:
        with self._open() as repository:
            committed, there = _head_files(repository), _disk_files(repository, self.top, path, is_kept=True)
            files = {name: file for name, file in committed.items() if not _is_below(name, path)} | dict(there)
            if files == committed:
                raise GitError(translate("nothing has changed below {path}", path=path))
            blobs = [(name, one, mode) for name, (mode, one) in files.items()]
            tree = commit_tree(repository.object_store, blobs)
            offset = datetime.now().astimezone().utcoffset() or timedelta()
            saved = repository.get_worktree().commit(
                message=message.encode(), tree=tree, commit_timezone=int(offset.total_seconds())
            )
            changed = {name for name in {*committed, *there} if _is_below(name, path)}
            repository.get_worktree().stage([os.fsdecode(name) for name in sorted(changed)])
            return _text(saved)

    def tag(self, name: str, commit: str, message: str) -> None:
        if name in self.tags():
            raise GitError(translate("a tag of this name is there: {name}", name=name))
        from dulwich.porcelain import tag_create  # noqa: PLC0415 (takes long to import)

        with self._open() as repository:
            tag_create(repository, name, message=message, annotated=True, objectish=commit)

    def tags(self) -> list[str]:
        with self._open() as repository:
            return sorted(_text(name) for name in repository.refs.subkeys(Ref(b"refs/tags/")))

    def read(self, commit: str, path: str) -> bytes:
        with self._open() as repository:
            _, found = _entry(repository, parse_commit(repository, commit.encode()).tree, path)
            blob = repository.object_store[found]
            if not isinstance(blob, stored.Blob):
                raise GitError(translate("{path} is no file", path=path))
            return blob.data

    def changes(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        with self._open() as repository:
            committed, staged = _head_files(repository), _staged_files(repository)
            changed: set[bytes] = set()
            for path in paths:
                there = _disk_files(repository, self.top, path)
                names = {name for name in {*committed, *staged, *there} if _is_below(name, path)}
                changed |= {name for name in names if not committed.get(name) == staged.get(name) == there.get(name)}
            return tuple(name.decode(errors="replace") for name in sorted(changed))

    def holds(self, commit: str, path: str) -> bool:
        try:
            with self._open() as repository:
                tree = parse_commit(repository, commit.encode()).tree
                return path == "." or bool(_entry(repository, tree, path))
        except GitError:
            return False

    def extract(self, commit: str, paths: tuple[str, ...], folder: Path) -> None:
        archive = io.BytesIO()
        with self._open() as repository, tarfile.open(fileobj=archive, mode="w") as files:
            tree = parse_commit(repository, commit.encode()).tree
            for name, (mode, found) in _files(repository, tree, paths, is_asked=True).items():
                _pack(files, name, mode, repository.object_store[found].as_raw_string())
        archive.seek(0)
        try:
            with tarfile.open(fileobj=archive) as files:
                files.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise GitError(str(error)) from error

    def names(self) -> list[str]:
        with self._open() as repository:
            full = [_text(name) for name in repository.refs.allkeys()]
        starts = ("refs/heads/", "refs/remotes/", "refs/tags/")
        return [name.removeprefix(start) for start in starts for name in full if name.startswith(start)]

    def files(self, commit: str) -> list[str]:
        with self._open() as repository:
            tree = parse_commit(repository, commit.encode()).tree
            return [name.decode(errors="replace") for name in _files(repository, tree, (".",))]

    def is_shallow(self) -> bool:
        with self._open() as repository:
            return bool(repository.get_shallow())

    @contextmanager
    def _open(self) -> Iterator[Repo]:
        """The repository while it is asked; raises GitError for what is not there and for what a hook refuses."""
        try:
            with Repo(str(self.top)) as repository:
                yield repository
        except NotGitRepository as error:
            raise GitError(translate(NO_REPOSITORY)) from error
        except _FAULTS as error:
            raise GitError(_say(error)) from error


def _say(error: BaseException) -> str:
    """What the library says, which raises many errors with a path or an id as bytes alone."""
    if isinstance(error, CommitError | HookError):
        return translate("a check of this repository (a hook) refuses it")
    said = " ".join(one.decode(errors="replace") if isinstance(one, bytes) else str(one) for one in error.args)
    return said or translate("git has not what is asked of it")


def _text(name: bytes) -> str:
    return name.decode(errors="replace")


def _commit(repository: Repo, name: stored.ObjectID) -> stored.Commit:
    found = repository.object_store[name]
    if not isinstance(found, stored.Commit):
        raise KeyError(name)
    return found


def _named(repository: Repo, ref: str) -> stored.Commit:
    """The commit that a name stands for, such as ``main``, ``v1``, ``HEAD~2`` or the beginning of an id."""
    if ref.endswith("_HEAD"):  # what git notes while it joins, such as MERGE_HEAD
        noted = repository.get_named_file(ref)
        if noted is not None:
            with noted:
                return _commit(repository, stored.ObjectID(noted.read().split()[0]))
    if not {*ref} & {*"~^@"}:
        return parse_commit(repository, ref.encode())
    found = parse_object(repository, ref.encode())
    if not isinstance(found, stored.Commit | stored.Tag):
        raise KeyError(ref)
    return parse_commit(repository, found)


def _date(commit: stored.Commit) -> str:
    """The author's date where the author was."""
    place = timezone(timedelta(seconds=commit.author_timezone))
    return datetime.fromtimestamp(commit.author_time, UTC).astimezone(place).date().isoformat()


def _plain(commit: stored.Commit, tags: tuple[str, ...]) -> Commit:
    author = commit.author.decode(errors="replace").rpartition(" <")[0]
    subject = commit.message.decode(errors="replace").partition("\n\n")[0].replace("\n", " ").strip()
    return Commit(_text(commit.id), _date(commit), author, subject, tags)


def _tags_by_commit(repository: Repo) -> dict[bytes, tuple[str, ...]]:
    """The names of the tags of each commit, by its id."""
    found: dict[bytes, tuple[str, ...]] = {}
    for name in sorted(repository.refs.subkeys(Ref(b"refs/tags/"))):
        try:
            commit = parse_commit(repository, local_tag_name(name)).id
        except (KeyError, ValueError):  # a tag of a file or a tree
            continue
        found[commit] = (*found.get(commit, ()), _text(name))
    return found


def _name_before(entry: WalkEntry, name: bytes) -> bytes:
    """The path that a file had before a commit, which gave it this one."""
    for change in entry.changes():
        if isinstance(change, TreeChange) and change.new is not None and change.new.path == name:
            before = change.old.path if change.old is not None else None
            return before or name
    return name


def _is_below(name: bytes, path: str) -> bool:
    start = path.encode()
    return path == "." or name == start or name.startswith(start + b"/")


def _without(files: Files, besides: str) -> Files:
    return {name: file for name, file in files.items() if not _is_below(name, besides)}


def _entry(repository: Repo, tree: stored.ObjectID, path: str) -> tuple[int, stored.ObjectID]:
    """The mode and the id of a file or folder of a tree; KeyError where there is none."""
    found = repository.object_store[tree]
    if not isinstance(found, stored.Tree):
        raise KeyError(tree)
    return found.lookup_path(repository.object_store.__getitem__, path.encode())


def _files(repository: Repo, tree: stored.ObjectID, paths: tuple[str, ...], *, is_asked: bool = False) -> Files:
    """The files of a tree below some paths; KeyError for a path that is not there, where each is asked for."""
    found: dict[bytes, tuple[int, stored.ObjectID]] = {}
    for path in paths:
        try:
            mode, below = (stat.S_IFDIR, tree) if path == "." else _entry(repository, tree, path)
        except (KeyError, NotTreeError):
            if is_asked:
                raise
            continue
        if not stat.S_ISDIR(mode):
            found[path.encode()] = mode, below
            continue
        start = b"" if path == "." else path.encode() + b"/"
        for entry in repository.object_store.iter_tree_contents(below):
            found[start + entry.path] = entry.mode, entry.sha
    return {name: file for name, file in found.items() if not stored.S_ISGITLINK(file[0])}


def _head_files(repository: Repo) -> Files:
    """The files of the last commit; none where there is no commit."""
    try:
        commit = parse_commit(repository, b"HEAD")
    except KeyError:
        return {}
    return _files(repository, commit.tree, (".",))


def _staged_files(repository: Repo) -> Files:
    return {
        name: (entry.mode, entry.sha)
        for name, entry in repository.open_index().items()
        if not isinstance(entry, ConflictedIndexEntry) and not stored.S_ISGITLINK(entry.mode)
    }


def _disk_files(repository: Repo, top: Path, path: str, *, is_kept: bool = False) -> Files:
    """The files below a path as they would be committed; those that git ignores are left out.

    A file that git has is not ignored. Where the system knows no mode of a file, it keeps the one that git has.
    ``is_kept`` stores what they say in the repository, for a commit.
    """
    known, ignored = _staged_files(repository), IgnoreFilterManager.from_repo(repository)
    lines = repository.get_blob_normalizer()
    keeps_modes = repository.get_config_stack().get_boolean((b"core",), b"filemode", default=True)
    found = {}
    for file in _walk(top, top / path):
        name = file.relative_to(top).as_posix()
        key = name.encode()
        if key not in known and ignored.is_ignored(name):
            continue
        status = file.lstat()
        blob = lines.checkin_normalize(blob_from_path_and_stat(os.fsencode(file), status), key)
        if is_kept:
            repository.object_store.add_object(blob)
        mode = cleanup_mode(status.st_mode) if keeps_modes or key not in known else known[key][0]
        found[key] = mode, blob.id
    return found


def _walk(top: Path, folder: Path) -> Iterator[Path]:
    """The files below a folder, links among them, without those of git itself."""
    if folder.is_symlink() or folder.is_file():
        yield folder
        return
    if not folder.is_dir() or (folder.name == ".git") or (folder != top and (folder / ".git").exists()):
        return
    for one in sorted(folder.iterdir()):
        yield from _walk(top, one)


def _setting(config: StackedConfig, key: bytes) -> str:
    """What the settings of a user say; empty where they say nothing."""
    try:
        return config.get((b"user",), key).decode(errors="replace").strip()
    except KeyError:
        return ""


def _pack(files: tarfile.TarFile, name: bytes, mode: int, content: bytes) -> None:
    """Add a file of a commit to an archive."""
    member = tarfile.TarInfo(_text(name))
    if stat.S_ISLNK(mode):
        member.type, member.linkname = tarfile.SYMTYPE, _text(content)
        files.addfile(member)
        return
    member.mode, member.size = mode & 0o777, len(content)
    files.addfile(member, io.BytesIO(content))
