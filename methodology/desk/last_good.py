"""What the page is made of while the content is at fault: the lines at fault stand with their last good text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from methodology.comparing.merging import change_lines, compare_lines
from methodology.desk.holding import HeldLines, Holding, file_of_fault
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.git import GitError
from methodology.model.programme import Programme
from methodology.reading.content_folder import ContentFolder
from methodology.reading.yaml_tree import read_yaml
from methodology.session import LiveBuild, Session
from methodology.versions.saved import SavedVersions


@dataclass(slots=True)
class _Held:
    """The files that are held while a build without fault is sought; None of one that is held as a whole."""

    written: Mapping[str, str]
    good: Mapping[str, str]
    files: dict[str, HeldLines | None] = field(default_factory=dict)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts to build, by file."""
        yield from ((name, text) for name, text in self.written.items() if name not in self.files)
        for name, lines in sorted(self.files.items()):
            if lines is not None:
                yield name, lines.shown
            elif name in self.good:
                yield name, self.good[name]

    def hold_more(self, lines: Mapping[str, Collection[int]]) -> bool:
        """Hold files with faults in these lines, else all that changed; returns whether more is held than before."""
        own = [file for file in lines if self._hold(file, lines[file])]
        return bool(own or [file for file in self.written.keys() | self.good.keys() if self._hold(file, ())])

    def _hold(self, file: str, lines: Collection[int]) -> bool:
        """Hold what changed in these lines of a file, else all that did; returns whether more is held than before."""
        written, good = self.written.get(file), self.good.get(file)
        before = self.files.get(file)
        if written == good or (file in self.files and (before is None or before.shown == good)):
            return False
        if written is None or good is None:
            self.files[file] = None
            return True
        changes = compare_lines(written, good)
        faulty = [change for change in changes if any(change.start < line <= change.end for line in lines)]
        self.files[file] = HeldLines(written, change_lines(written, faulty if faulty and before is None else changes))
        return True


def build_with_last_good(session: Session, good: Mapping[str, str]) -> tuple[LiveBuild, Holding]:
    """Build the content as it is on the disk; what is at fault is taken from ``good``, the last good texts of files.

    Of a file with a fault the changed lines that it stands in are held; where that does not do, all its changed lines.
    Where the fault stands in a file that did not change (it refers to what is gone), all that did change is held.
    Raises ContentError where that is of no use: there is no content, or the templates are at fault.
    """
    content = session.read_folder()
    faults = list(content.diagnostics)
    held = _Held(content.texts, good, {file_of_fault(fault, content.name): None for fault in faults})
    there = {*content.texts, *held.files}
    while True:
        built = session.build(dict(held.texts()))
        if not built.faults:
            placed = ContentError(_with_paths(faults, content.texts, built.programme)).diagnostics
            lines = {file: one for file, one in held.files.items() if one is not None}
            return built, Holding(placed, frozenset(held.files), frozenset(held.files.keys() - there), lines)
        at: dict[str, list[int]] = {}
        for fault in built.faults:
            at.setdefault(file_of_fault(fault, content.name), []).append(fault.location.line)
        # Of a file that is held already the lines are not those on the disk.
        faults += (fault for fault in built.faults if file_of_fault(fault, content.name) not in held.files)
        if not held.hold_more(at):
            raise ContentError([*faults, *built.faults])


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
    except (GitError, ContentError, OSError):
        return {}


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
