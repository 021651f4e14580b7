"""What the page is made of while files of the content cannot be read: those files stand with their last good text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from methodology.diagnostics import ContentError, Diagnostic, Location, ToolMissingError
from methodology.git import GitError
from methodology.model.programme import Programme
from methodology.reading.content_folder import ContentFolder
from methodology.reading.yaml_tree import read_yaml
from methodology.session import LiveBuild, Session
from methodology.versions.saved import SavedVersions


@dataclass(frozen=True, slots=True)
class Holding:
    """What is wrong with the content on the disk, and the files that are held, by their paths below its folder.

    A held file stands on the page with its last good text, or not at all where it had none, and may not be written.
    Where there are faults and no file is held, the page is the last good one as a whole, and nothing may be written.
    ``gone`` are those of the held files that are not on the disk any more.
    """

    faults: tuple[Diagnostic, ...] = ()
    files: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    def holds(self, files: Iterable[str]) -> bool:
        """Whether one of these files may not be written."""
        return bool(self.faults) and (not self.files or not self.files.isdisjoint(files))

    def faults_of(self, file: str, content_name: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a held file; of one that others are at odds with, what is wrong with those."""
        placed = [(file_of_fault(fault, content_name), fault) for fault in self.faults]
        own = tuple(fault for name, fault in placed if name == file)
        return own or tuple(fault for name, fault in placed if name not in self.files)


def file_of_fault(fault: Diagnostic, content_name: str) -> str:
    """Return the file that a fault stands in, by its path below the content folder; the templates' have their own."""
    return fault.location.file.removeprefix(f"{content_name}/")


def build_with_last_good(session: Session, good: Mapping[str, str]) -> tuple[LiveBuild, Holding]:
    """Build the content as it is on the disk; files that are at fault are taken from ``good``, the last good texts.

    Where the fault stands in a file that did not change (it refers to what is gone), all that did change is held.
    Raises ContentError where that is of no use: there is no content, or the templates are at fault.
    """
    content = session.read_folder()
    faults = list(content.diagnostics)
    held = {file_of_fault(fault, content.name) for fault in faults}
    there = content.texts.keys() | held
    while True:
        built = session.build(dict(_fill(content.texts, good, held)))
        if not built.faults:
            placed = ContentError(_with_paths(faults, content.texts, built.programme)).diagnostics
            return built, Holding(placed, frozenset(held), frozenset(held - there))
        faults += built.faults
        changed = {name for name in content.texts.keys() | good.keys() if content.texts.get(name) != good.get(name)}
        changed -= held
        if not changed:
            raise ContentError(faults)
        held |= changed & {file_of_fault(fault, content.name) for fault in built.faults} or changed


def open_with_last_saved(session: Session, error: ContentError) -> tuple[LiveBuild, Holding]:
    """Build content that is at fault when the desk opens: the last good texts are those of the last saved version.

    Raises ``error``, what is wrong with the content, where there is no such version, or none that can be built.
    """
    good = _read_last_saved(session.folders.content)
    try:
        session.build(good)
        return build_with_last_good(session, good)
    except ContentError:
        raise error from None


def _read_last_saved(content: Path) -> Mapping[str, str]:
    """The files of a content as its last saved version has them; none where that cannot be read."""
    try:
        saved = SavedVersions(content)
        commit = saved.repository.commit("HEAD")
        with TemporaryDirectory(prefix="desk-last-") as scratch:
            saved.repository.extract(commit or "", (saved.folder,), Path(scratch))
            return ContentFolder.open(Path(scratch) / saved.folder).texts
    except (GitError, ToolMissingError, ContentError, OSError):
        return {}


def _fill(texts: Mapping[str, str], good: Mapping[str, str], held: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The texts by file, those of held files as they were last good."""
    held = frozenset(held)
    yield from ((name, text) for name, text in texts.items() if name not in held)
    yield from ((name, good[name]) for name in sorted(held) if name in good)


def _with_paths(faults: Iterable[Diagnostic], texts: Mapping[str, str], programme: Programme) -> Iterator[Diagnostic]:
    """The faults, each with the content path of the last good value that stands at its place."""
    paths: dict[str, Mapping[Location, str]] = {}
    for fault in faults:
        file = file_of_fault(fault, programme.name)
        if file not in paths:
            paths[file] = _paths_by_place(fault.location.file, texts.get(file, ""), programme)
        yield replace(fault, path=fault.path or paths[file].get(fault.location))


def _paths_by_place(file: str, text: str, programme: Programme) -> Mapping[Location, str]:
    """The content paths of the last good values of a file, by where they stand in its new text; not those in lists."""
    try:
        places = read_yaml(file, text).values if file.endswith(".yaml") else {}
    except ContentError:
        return {}
    values = ((path, value.place) for path, value in programme.values.items() if value.location.file == file)
    return {
        places[place]: path
        for path, place in values
        if place in places and not any(isinstance(step, int) for step in place)
    }


def file_of_value(programme: Programme, path: str) -> str | None:
    """Return the file that a value or a text of a chapter stands in; None where the content has no such place."""
    if path.startswith("chapters."):
        name = path.split(".")[1]
        return f"chapters/{name}.md" if name in programme.chapters else None
    value = programme.values.get(path)
    file = "" if value is None else value.location.file.removeprefix(f"{programme.name}/")
    return file if file in programme.files else None
