"""The faults of a machine, one function each: it makes the fault, builds, and says what is wrong with the outcome."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from methodology.diagnostics import ContentError, ExitCode
from methodology.reading import content_folder
from methodology.reading.content_folder import READINGS
from tests.faults.project import Project


class ImpossibleError(Exception):
    """The fault cannot be made here; the message says what it takes."""


Scene = Callable[[Project], str]
"""Returns what happened, in a line; AssertionError where it is wrong."""


def failed_well(
    project: Project, run: subprocess.CompletedProcess[str], reason: str, output: Path | None = None
) -> str:
    """What a build said that could not be done: the reason, no traceback; the first version's files are still there."""
    assert run.returncode == ExitCode.USAGE, (run.returncode, run.stderr)
    assert reason in run.stderr
    assert "Traceback" not in run.stderr
    assert project.is_whole(0, output), "the last good output is gone"
    assert not list((output or project.output).glob(".building-*")), "litter"
    return run.stderr.splitlines()[0]


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[str]:
    """A mount for as long as this is open, and the program that made it; ImpossibleError where the system refuses."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None:
        raise ImpossibleError("the program mount")
    made = subprocess.run([mount, *options, str(folder)], capture_output=True, text=True, check=False)
    if made.returncode:
        raise ImpossibleError(f"a mount, which takes root: {made.stderr.strip()}")
    try:
        yield mount
    finally:
        subprocess.run([unmount, "--lazy", str(folder)], check=False)


def full_disk(project: Project) -> str:
    """A disk that is full before the last file is written."""
    disk = project.output.with_name("full")
    disk.mkdir()
    size = sum(path.stat().st_size for path in project.output.iterdir())
    with mounted(disk, "-t", "tmpfs", "-o", f"size={size + 2**16}", "tmpfs"):
        for path in project.output.iterdir():
            shutil.copy(path, disk)
        return failed_well(project, project.build(1, disk), "No space left on device", disk)


def largest_file(project: Project) -> str:
    """A limit to the size of files, which any user can have."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    return failed_well(project, project.build(1, limit=limit), "File too large")


def read_only_folder(project: Project) -> str:
    """An output folder that may be read alone."""
    disk = project.output.with_name("read-only")
    shutil.copytree(project.output, disk)
    with mounted(disk, "--bind", str(disk)) as mount:
        subprocess.run([mount, "-o", "remount,bind,ro", str(disk)], check=True)
        return failed_well(project, project.build(1, disk), "Read-only file system", disk)


def file_that_cannot_be_replaced(project: Project) -> str:
    """The last of the files is held, as Word holds one on Windows: a mount upon it cannot be renamed over."""
    held = project.output / max(project.right[0])
    with mounted(held, "--bind", str(held)):
        run = project.build(1)
    return failed_well(project, run, "Device or resource busy")


def file_held_open(project: Project) -> str:
    """Another program reads a file while it is replaced."""
    name = min(project.right[0])
    with (project.output / name).open("rb") as reader:
        start = reader.read(1000)
        assert project.build(1).returncode == ExitCode.DONE
        rest = reader.read()
    assert project.is_whole(1)
    assert project.build(0).returncode == ExitCode.DONE
    assert start + rest == (project.output / name).read_bytes(), "the reader saw two files"
    return "the reader reads the old file to its end, the name has the new one"


def folder_in_the_way(project: Project) -> str:
    """A folder has the name of a file."""
    disk = project.output.with_name("folder")
    shutil.copytree(project.output, disk)
    name = min(project.right[0])
    (disk / name).unlink()
    (disk / name / "mine").mkdir(parents=True)
    run = project.build(1, disk)
    assert run.returncode == ExitCode.USAGE
    assert f"{name}: a folder stands where the file goes" in run.stderr
    assert (disk / name / "mine").is_dir()
    return run.stderr.splitlines()[0]


def two_builds_at_once(project: Project) -> str:
    """Two builds of two versions into one folder."""
    rounds = 3
    for _ in range(rounds):
        processes = [
            subprocess.Popen(project.command(version), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            for version in (0, 1)
        ]
        for process in processes:
            _, errors = process.communicate()
            assert process.returncode == ExitCode.DONE, errors
        assert project.is_whole(0) or project.is_whole(1), "the files of two versions are mixed"
        assert project.litter() == []
    assert project.build(0).returncode == ExitCode.DONE
    return f"{rounds} pairs: each time all files are of one version"


def content_that_changes(project: Project) -> str:
    """A file changes right after the first was read: each time it is read, and once alone."""
    content = shutil.copytree(project.contents[0], project.output.with_name("changing"))
    file, decode = content / "sources.yaml", content_folder.ContentFolder.decode
    changes = 0

    def meddle(folder: content_folder.ContentFolder, relative: str, raw: bytes) -> None:
        nonlocal changes
        decode(folder, relative, raw)
        if relative == "operations.yaml" and changes < most:
            changes += 1
            file.write_bytes(file.read_bytes() + b"# x\n")

    content_folder.ContentFolder.decode = meddle  # type: ignore[method-assign,assignment]
    try:
        most = READINGS
        try:
            content_folder.ContentFolder.open(content)
        except ContentError as error:
            told = str(error.diagnostics[0]).splitlines()[0]
        assert "sources.yaml: error[content-changes]" in told
        most = changes + 1
        texts = content_folder.ContentFolder.open(content).texts
    finally:
        content_folder.ContentFolder.decode = decode  # type: ignore[method-assign]
    assert texts["sources.yaml"] == file.read_text(encoding="utf-8"), "two states are mixed"
    return told


def strange_path(project: Project) -> str:
    """Spaces, letters with carons and a quote in every path."""
    folder = project.output.with_name("mapa s presledki, šČž in 'narekovaji'")
    for source, name in (
        (project.contents[0], "vsebina č"),
        (project.templates, "predloge ž"),
        (project.output, "izhod š"),
    ):
        shutil.copytree(source, folder / name)
    strange = Project((folder / "vsebina č",) * 2, folder / "predloge ž", folder / "izhod š", project.right)
    shutil.rmtree(strange.output)
    run = strange.build(0)
    assert run.returncode == ExitCode.DONE, run.stderr
    assert strange.is_whole(0)
    return "the same bytes as elsewhere"


def clock_of_1970(project: Project) -> str:
    """The clock stands at the first second of Unix, before the first year that ZIP knows."""
    faketime = shutil.which("faketime")
    if faketime is None:
        raise ImpossibleError("the program faketime, which .ci/run installs")
    output = project.output.with_name("1970")
    run = project.build(0, output, before=(faketime, "-f", "1970-01-01 00:00:00"))
    assert run.returncode == ExitCode.DONE, run.stderr
    assert project.is_whole(0, output)
    return "the same bytes as today"


def unreadable_content(project: Project) -> str:
    """A file of the content that is a pipe, which nobody writes into."""
    content = shutil.copytree(project.contents[1], project.output.with_name("pipe"))
    (content / "sources.yaml").unlink()
    os.mkfifo(content / "sources.yaml")
    run = Project((content, content), project.templates, project.output, project.right).build(0)
    assert run.returncode == ExitCode.CONTENT
    assert "error[unreadable-file]" in run.stderr
    assert project.is_whole(0)
    return run.stderr.splitlines()[0]


SCENES: dict[str, Scene] = {
    "a full disk": full_disk,
    "a limit to the size of files": largest_file,
    "a read-only output folder": read_only_folder,
    "an output file that cannot be replaced": file_that_cannot_be_replaced,
    "an output file held open": file_held_open,
    "a folder in a file's place": folder_in_the_way,
    "two builds at once": two_builds_at_once,
    "content that changes while it is read": content_that_changes,
    "a pipe among the content": unreadable_content,
    "spaces and š č ž in every path": strange_path,
    "a clock set to 1970": clock_of_1970,
}
