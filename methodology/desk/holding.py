"""What is held while the content is at fault: files, or lines of them, that stand with their last good text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from methodology.comparing.merging import compare_lines, merge_texts
from methodology.diagnostics import Diagnostic
from methodology.editing.nodes import parse_nodes, path_of_nodes
from methodology.model.paths import Place
from methodology.model.programme import Programme
from methodology.reading.yaml_tree import read_yaml


@dataclass(frozen=True)
class HeldLines:
    """A file that is at fault in some lines: as it is ``written`` on the disk, and ``shown`` as the page is made of it.

    Where the two differ, the page has the last good lines. Those are held; all others are as they are written.
    """

    written: str
    shown: str

    def write(self, shown: str) -> str | None:
        """Return what is to be written where the page is made of another text; None where held lines would change."""
        return merge_texts(self.shown, shown, self.written)

    def show(self, written: str) -> str | None:
        """Return what the page is made of where another text is written; None where held lines would change."""
        return merge_texts(self.written, written, self.shown)

    def holds_value(self, place: Place) -> bool:
        """Whether the value at a place of a YAML file is held."""
        return not self._held.isdisjoint(self._yaml.of(place))

    def holds_text(self, start: int, end: int) -> bool:
        """Whether a text of a chapter is held, by its first and last character in what is shown."""
        return not self._held.isdisjoint(_lines_between(self.shown, start, end))

    @cached_property
    def _held(self) -> frozenset[int]:
        """The lines of what is shown that are held, counted from 1."""
        changes = compare_lines(self.shown, self.written)
        return frozenset(line + 1 for change in changes for line in range(change.start, change.end))

    @cached_property
    def _yaml(self) -> _YamlLines:
        return _YamlLines(self.shown)


@dataclass(frozen=True, slots=True)
class Holding:
    """What is wrong with the content on the disk, and the files that are held, by their paths below its folder.

    A held file stands on the page with its last good text, or not at all where it had none, and may not be written;
    of those in ``lines`` this holds for some lines only. Where there are faults and no file is held, the page is the
    last good one as a whole, and nothing may be written. ``gone`` are held files that are not on the disk any more.
    """

    faults: tuple[Diagnostic, ...] = ()
    files: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    lines: Mapping[str, HeldLines] = field(default_factory=dict)

    def holds(self, files: Iterable[str]) -> bool:
        """Whether one of these files may not be written at all."""
        return bool(self.faults) and (not self.files or not (self.files - self.lines.keys()).isdisjoint(files))

    def holds_path(self, programme: Programme, path: str) -> bool:
        """Whether the value or text at a content path may not be written."""
        file = file_of_value(programme, path)
        if file is None or file not in self.lines:
            return self.holds([file or ""])
        lines = self.lines[file]
        if path.startswith("chapters."):
            leaves = programme.chapters[path.split(".")[1]].leaves
            return any(path.endswith(f".{one.number}") and lines.holds_text(one.offset, one.end) for one in leaves)
        return lines.holds_value(programme.values[path].place)

    def held_paths(self, programme: Programme, file: str, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the content paths of a held file that are held; ``paths`` are those of its values."""
        chapter = next((one for one in programme.chapters.values() if file == f"chapters/{one.name}.md"), None)
        if file not in self.lines:
            return (*paths, *([] if chapter is None else [f"chapters.{chapter.name}"]))
        if chapter is not None:
            paths = (f"chapters.{chapter.name}.{leaf.number}" for leaf in chapter.leaves)
        return tuple(path for path in paths if self.holds_path(programme, path))

    def faults_of(self, file: str, content_name: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a held file; of one that others are at odds with, what is wrong with those."""
        placed = [(file_of_fault(fault, content_name), fault) for fault in self.faults]
        own = tuple(fault for name, fault in placed if name == file)
        return own or tuple(fault for name, fault in placed if name not in self.files)


def file_of_fault(fault: Diagnostic, content_name: str) -> str:
    """Return the file that a fault stands in, by its path below the content folder; the templates' have their own."""
    return fault.location.file.removeprefix(f"{content_name}/")


def file_of_value(programme: Programme, path: str) -> str | None:
    """Return the file that a value or a text of a chapter stands in; None where the content has no such place."""
    if path.startswith("chapters."):
        name = path.split(".")[1]
        return f"chapters/{name}.md" if name in programme.chapters else None
    value = programme.values.get(path)
    file = "" if value is None else value.location.file.removeprefix(f"{programme.name}/")
    return file if file in programme.files else None


class _YamlLines:
    """Which lines of a YAML file a value stands in: its own, and those of the keys above it."""

    def __init__(self, text: str) -> None:
        self._keys = read_yaml("", text).keys
        self._root = parse_nodes(text)

    def of(self, place: Place) -> Iterator[int]:
        """The lines of the value at a place, from 1; of one that the file leaves out, those of the keys above it."""
        above = (place[: depth + 1] for depth in range(len(place)))
        yield from (self._keys[key].line for key in above if key in self._keys)
        nodes = tuple(path_of_nodes(self._root, place))
        if len(nodes) > len(place):
            start, end = nodes[-1].start_mark, nodes[-1].end_mark
            yield from range(start.line + 1, end.line + (2 if end.column else 1))


def _lines_between(text: str, start: int, end: int) -> range:
    """The lines that hold these characters of a text, counted from 1."""
    return range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)
