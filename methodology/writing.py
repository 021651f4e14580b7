"""Put finished files in place together: all of them, or none, in a crash too."""

from __future__ import annotations

import errno
import hashlib
import importlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

from methodology.messages import translate


def _import_if_there(name: str) -> Any:
    """A module that one system has and another lacks; None where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


fcntl, msvcrt = _import_if_there("fcntl"), _import_if_there("msvcrt")
"""Locks of files: the first one is POSIX's, the second one Windows'."""

_PREFIX = ".building-"
_JOURNAL = "journal.json"


class ChangedMeanwhileError(Exception):
    """A file is not any more what the writer has seen; ``file`` is its path, and nothing was written."""

    def __init__(self, file: Path) -> None:
        """Name the file."""
        super().__init__(str(file))
        self.file = file


def write_together(
    folder: Path, files: Mapping[str, bytes | None], seen: Mapping[str, bytes | None] = MappingProxyType({})
) -> tuple[Path, ...]:
    """Write ``files`` by name into ``folder``, created if missing; ``None`` removes a file, others stay.

    A name may have folders before it (``objectives/so1/risks.yaml``). Everything is written beside first, into a hidden
    folder with a journal, and then moved in. Where a move fails (on Windows a file that is open in Word cannot be
    replaced) those already moved are put back, and the OSError goes on. After a crash :func:`restore_interrupted` puts
    them back; so does the next writing. Processes that write into one folder wait for each other.

    ``seen`` is what the writer has read of the files before, None where one was not there. A file that another process
    or program has changed since is not written over: raises :class:`ChangedMeanwhileError`.
    """
    for file in files:
        if not _is_inside(file):
            raise ValueError(translate("'{file}' is no name of a file below the folder", file=file))
        if (folder / file).is_dir():
            raise IsADirectoryError(errno.EISDIR, translate("a folder stands where the file goes"), str(folder / file))
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder):
        _restore_all(folder)
        hidden = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        if _is_replaced_alone(folder, files):
            _replace_alone(hidden, folder, files, seen)
            return tuple(folder / file for file in files)
        try:
            for file, content in seen.items():
                _require_seen(folder / file, folder / file, content)
            journal = _prepare(hidden, folder, files)
        except BaseException:
            shutil.rmtree(hidden, ignore_errors=True)
            raise
        try:
            _move_in(hidden, folder, journal, seen)
        except BaseException:
            _put_back(hidden, folder, journal)
            _remove_hidden(hidden)
            raise
        _remove_hidden(hidden)
    return tuple(folder / file for file in files)


def restore_interrupted(folder: Path) -> tuple[Path, ...]:
    """Put back the files that a writing into ``folder`` had replaced when it was cut off; the files are returned.

    What somebody has written since stays. A writing that goes on is waited for.
    """
    if not any(folder.glob(f"{_PREFIX}*")):
        return ()
    with _lock(folder):
        return _restore_all(folder)


def _is_replaced_alone(folder: Path, files: Mapping[str, bytes | None]) -> bool:
    """Whether one file is put in the place of another: the system does that as a whole, and no journal is needed."""
    return len(files) == 1 and all(content is not None and (folder / file).is_file() for file, content in files.items())


def _replace_alone(
    hidden: Path, folder: Path, files: Mapping[str, bytes | None], seen: Mapping[str, bytes | None]
) -> None:
    """Put one file in the place of what was seen there; a crash leaves the one or the other."""
    try:
        for file, content in files.items():
            fresh = hidden / "fresh"
            _write_through(fresh, content or b"")
            for other, text in seen.items():
                _require_seen(folder / other, folder / other, text)
            with _naming(folder / file):
                fresh.replace(folder / file)
            _write_folder_through((folder / file).parent)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


class _Journal(NamedTuple):
    """What a writing is about to do: the digest of each file, None for one that goes; what was there; new folders."""

    files: Mapping[str, str | None]
    there: tuple[str, ...]
    new_folders: tuple[str, ...]


def _is_inside(file: str) -> bool:
    path = PurePosixPath(file)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and not Path(file).is_absolute()


def _prepare(hidden: Path, folder: Path, files: Mapping[str, bytes | None]) -> _Journal:
    """Write the files and the journal into the hidden folder; a crash from then on is noticed."""
    for file, content in files.items():
        if content is not None:
            _write_through(hidden / "fresh" / file, content)
    above = {parent for file in files if files[file] is not None for parent in (folder / file).parents}
    new = sorted(
        parent.relative_to(folder).as_posix()
        for parent in above
        if not parent.exists() and parent.is_relative_to(folder)
    )
    digests = {file: None if content is None else _digest(content) for file, content in files.items()}
    journal = _Journal(digests, tuple(file for file in files if (folder / file).exists()), tuple(new))
    _write_through(hidden / "journal.new", json.dumps(journal._asdict()).encode())
    (hidden / "journal.new").replace(hidden / _JOURNAL)
    _write_folder_through(hidden)
    _write_folder_through(folder)
    return journal


def _require_seen(file: Path, there: Path, content: bytes | None) -> None:
    """Raise ChangedMeanwhileError where ``there``, the file or its backup, has not the content that was seen."""
    if (there.read_bytes() if there.exists() else None) != content:
        raise ChangedMeanwhileError(file)


def _move_in(hidden: Path, folder: Path, journal: _Journal, seen: Mapping[str, bytes | None]) -> None:
    """Move the files in; programs that know no lock are noticed until the moment in which theirs was backed up."""
    for file, digest in journal.files.items():
        former = hidden / "former" / file
        if file in journal.there:
            former.parent.mkdir(parents=True, exist_ok=True)
            with _naming(folder / file):
                _back_up(folder / file, former)
        if file in seen:
            _require_seen(folder / file, former if file in journal.there else folder / file, seen[file])
        if digest is None:
            (folder / file).unlink(missing_ok=True)
        else:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            with _naming(folder / file):
                (hidden / "fresh" / file).replace(folder / file)
    for parent in sorted({(folder / file).parent for file in journal.files if (folder / file).parent.exists()}):
        _write_folder_through(parent)


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Let a failure name the file that could not be replaced, not the hidden one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def _back_up(file: Path, former: Path) -> None:
    """Hard-link a file as a backup, so that its own name always has a file; move it where links are not supported."""
    try:
        former.hardlink_to(file)
    except OSError:
        file.replace(former)


def _put_back(hidden: Path, folder: Path, journal: _Journal) -> tuple[Path, ...]:
    """Restore the former files; a file that is neither missing nor what was moved in was written since, and stays."""
    restored = []
    for file, digest in journal.files.items():
        target, former = folder / file, hidden / "former" / file
        is_there = target.exists()
        if is_there and _digest(target.read_bytes()) != digest:
            continue
        if former.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            former.replace(target)
            restored.append(target)
        elif is_there and file not in journal.there and not (hidden / "fresh" / file).exists():
            target.unlink()
            restored.append(target)
    for name in reversed(journal.new_folders):
        if (folder / name).is_dir() and not any((folder / name).iterdir()):
            (folder / name).rmdir()
    return tuple(restored)


def _restore_all(folder: Path) -> tuple[Path, ...]:
    """Restore what writings that were cut off had replaced, the last one first; the folder must be locked."""
    restored: list[Path] = []
    for hidden in sorted(
        folder.glob(f"{_PREFIX}*"), key=lambda hidden_folder: hidden_folder.stat().st_mtime_ns, reverse=True
    ):
        journal = _read_journal(hidden / _JOURNAL)
        if journal is not None:
            restored.extend(_put_back(hidden, folder, journal))
        _remove_hidden(hidden)
    return tuple(restored)


def _read_journal(file: Path) -> _Journal | None:
    """Return the journal of a writing; None where it had not begun to move files, or had finished."""
    if not file.exists():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    journal = _Journal(data["files"], tuple(data["there"]), tuple(data["new_folders"]))
    if not all(_is_inside(name) for name in (*journal.files, *journal.new_folders)):
        return None
    return journal


def _remove_hidden(hidden: Path) -> None:
    """Remove the hidden folder, the journal first, so that a finished writing is not undone."""
    (hidden / _JOURNAL).unlink(missing_ok=True)
    _write_folder_through(hidden)
    shutil.rmtree(hidden, ignore_errors=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write_through(file: Path, content: bytes) -> None:
    """Write a file so that it is on the disk, not only on its way there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _write_folder_through(folder: Path) -> None:
    if sys.platform != "win32":  # which has no such thing
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Wait until no other process writes into the folder; a process that dies lets go.

    Where there are no locks, as on some network drives, nobody is waited for.
    """
    if fcntl is not None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
    elif msvcrt is not None:
        with _lock_by_file(folder / ".building.lock"):
            yield
    else:
        yield


@contextmanager
def _lock_by_file(lock: Path) -> Iterator[None]:
    """Hold a lock on the first byte of a file, which is removed at the end, whatever happens meanwhile."""
    try:
        with lock.open("a+b") as stream:
            is_held = _wait_for(stream)
            try:
                yield
            finally:
                if is_held:
                    stream.seek(0)
                    with suppress(OSError):
                        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
    finally:
        with suppress(OSError):  # another process has it open, and takes it away
            lock.unlink()


def _wait_for(stream: BinaryIO) -> bool:
    """Wait for the lock; False where the drive knows none. Windows itself tries ten times, once a second."""
    while True:
        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        except OSError as error:
            if error.errno not in (errno.EDEADLK, errno.EACCES, errno.EDEADLOCK):
                return False
        else:
            return True
