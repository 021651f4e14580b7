"""The files of a content folder, decoded and read one by one; what is wrong is collected on the way."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from methodology.diagnostics import ContentError, Diagnostic, Location, nearest, reason_of
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.fund import CoreIndicator
from methodology.model.git_marks import find_lfs_pointer, find_merge_marks
from methodology.model.indicator import Indicator
from methodology.model.objective import Allocation, ObjectiveFacts
from methodology.model.paths import leaves
from methodology.model.picture import PictureFile, bytes_of_text, is_picture_path, text_of_bytes
from methodology.model.programme import Value
from methodology.model.scalars import NOT_PRINTABLE
from methodology.model.system_files import is_system_file
from methodology.reading.validation import MOST_FINDINGS, validate
from methodology.reading.yaml_tree import YamlTree, read_yaml

FileState = tuple[int, int, int, int]
"""Inode, size, and when a file's content and its place were last changed, in nanoseconds."""


def folder_state(folder: Path) -> Mapping[str, FileState]:
    """The files below a folder by relative path, without those that a system or an office program made for itself."""
    state: dict[str, FileState] = {}
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_system_file(name))
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        prefix = "" if below == os.curdir else f"{below}/"
        for name in sorted(files):
            if is_system_file(name):
                continue
            try:
                status = os.stat(os.path.join(parent, name))  # noqa: PTH116, PTH118 (a path object takes five times as long)
            except OSError:  # gone since, or a link that leads nowhere: whoever reads it finds out
                continue
            state[f"{prefix}{name}"] = status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return state


def changed_files(before: Mapping[str, FileState], after: Mapping[str, FileState]) -> list[str]:
    """Return the files that came, went or changed from one state to the other."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _place_in_walk(relative: str) -> tuple[tuple[bool, str], ...]:
    """Where a file comes when a folder is read: its own files before those of the folders in it."""
    *folders, file = relative.split("/")
    return (*((True, folder) for folder in folders), (False, file))


Model = TypeVar("Model", bound=BaseModel)
Derived = TypeVar("Derived")
Result = TypeVar("Result")

_ENDING = re.compile(
    r"(?i)( ?\(\d+\)| ?[-–] ?(kopija|copy)( ?\(\d+\))?)?(\.(yaml|yml|md|markdown))(\.(txt|yaml|yml|bak|orig))?\Z"
)
"""How the name of a file ends that a program has renamed or copied."""
INDICATORS = "indicators"
"""The folder of an objective that holds a file for each of its indicators."""

READINGS = 3
"""How often a folder that changes meanwhile is read before that is reported."""
MOST_BYTES = 16 * 2**20
"""Of one file; the longest has 30 kB now."""
MOST_BYTES_TOGETHER = 128 * 2**20
MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class ContentFile:
    """The content of one YAML file, with its single values; ``root`` is what their content paths begin with."""

    root: str
    content: BaseModel
    tree: YamlTree
    values: tuple[tuple[str, Value], ...]
    _derived: dict[Callable[[ContentFile], object], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def derive(self, make: Callable[[ContentFile], Derived]) -> Derived:
        """Return what a function makes of this file alone, made once."""
        made: Derived | None = self._derived.get(make)
        if made is None:
            made = self._derived[make] = make(self)
        return made

    @property
    def paths(self) -> tuple[str, ...]:
        """The content paths of its values."""
        return tuple(path for path, _ in self.values)

    @property
    def slot(self) -> tuple[str, str]:
        """What no other file of the same content has: two may begin with one root."""
        return self.root, self.tree.file


def changed_pieces(
    earlier: Sequence[ContentFile], pieces: Sequence[ContentFile]
) -> list[tuple[ContentFile, ContentFile]] | None:
    """Return the files that changed, before and now; None where there are others, or other values in one."""
    changed = [(old, new) for old, new in zip(earlier, pieces, strict=False) if old is not new]
    is_alike = len(earlier) == len(pieces) and all(
        (old.slot, old.paths) == (new.slot, new.paths) for old, new in changed
    )
    return changed if is_alike else None


Official = CoreIndicator | tuple[str, tuple[tuple[str, str], ...]] | None
"""What the fund says of an indicator, or its title and measures of an objective."""


def read_content_file(
    file: str, text: str, model: type[BaseModel], root: str, official: Official = None
) -> ContentFile:
    """The content of a file; raises :class:`ContentError` with what is wrong with it."""
    tree = read_yaml(file, text)
    content = _complete(validate(tree, model), official)
    values = tuple(
        (leaf.path, Value(leaf.value, leaf.owner, leaf.field, tree.location(leaf.place), leaf.place))
        for leaf in leaves(root, content)
    )
    return ContentFile(root, content, tree, values)


def _complete(content: BaseModel, official: Official) -> BaseModel:
    if isinstance(content, Indicator) and isinstance(official, CoreIndicator):
        return content.with_official(official)
    if isinstance(content, Allocation):
        return content.with_shares()
    if isinstance(content, ObjectiveFacts) and isinstance(official, tuple):
        return content.with_official(official[0], dict(official[1]))
    return content


@dataclass(frozen=True, slots=True)
class _SortedFiles:
    """The files of a content folder by the folders in it."""

    names: Mapping[tuple[str, str], Sequence[str]]
    """Those right in a folder by suffix, without it."""
    below: Mapping[str, tuple[str, ...]]
    """The paths of all below a folder."""

    @classmethod
    def of(cls, files: Iterable[str]) -> _SortedFiles:
        """Sort files by their paths."""
        names: dict[tuple[str, str], list[str]] = {}
        below: dict[str, list[str]] = {}
        for path in map(PurePosixPath, files):
            names.setdefault((str(path.parent), path.suffix), []).append(path.stem)
            for parent in path.parents:
                below.setdefault(str(parent), []).append(str(path))
        return cls(names, {folder: tuple(paths) for folder, paths in below.items()})


@dataclass(slots=True)
class ContentFolder:
    """A content folder while it is read.

    ``name`` is what messages call it; ``texts`` holds each file by its path below the folder, that of a picture as
    :func:`methodology.model.picture.text_of_bytes` has it.
    """

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    pieces: list[ContentFile] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    pictures: dict[str, PictureFile] = field(default_factory=dict)
    """Those that could be read, by their paths below the folder."""
    roots: dict[str, str] = field(default_factory=dict)
    """What the content paths of each file begin with, by what messages call the file."""
    memory: Memory = NO_MEMORY
    """What the last reading made of files that did not change since."""
    _sorted_files: _SortedFiles | None = field(default=None, init=False)
    """Made when all files are decoded, by the first who asks."""

    @classmethod
    def open(cls, folder: Path, name: str | None = None) -> ContentFolder:
        """Decode all files below ``folder``; raises :class:`ContentError` if there is no such folder.

        Every file is read once. Where one changes meanwhile all are read anew, a few times at most, so that the texts
        are those of one moment.
        """
        if not folder.is_dir():
            hint = translate("name the folder that holds programme.yaml")
            raise ContentError(
                [Diagnostic("no-content", translate("there is no such folder"), Location(str(folder)), hint)]
            )
        changed: list[str] = []
        for _ in range(READINGS):
            content, before = cls(name or folder.name), folder_state(folder)
            content.take_in(folder, before)
            changed = changed_files(before, folder_state(folder))
            if not changed:
                return content
        location, hint = (
            Location(content.file(changed[0])),
            translate("wait until the other program has done, then build again"),
        )
        raise ContentError(
            [Diagnostic("content-changes", translate("the file changes while it is being read"), location, hint)]
        )

    @classmethod
    def hold(cls, texts: Mapping[str, str], name: str, memory: Memory = NO_MEMORY) -> ContentFolder:
        """Take files that stand in no folder, as :attr:`texts` has them; what no file may have is reported alike."""
        content = cls(name, memory=memory)
        names = tuple(texts)
        walk = memory.recall(("walk", name), names, lambda: sorted(names, key=_place_in_walk))
        before: Mapping[str, tuple[str, ContentFolder]] = memory.before(("decoded", name)) or {}
        decoded: dict[str, tuple[str, ContentFolder]] = {}
        for relative in walk:
            text, known = texts[relative], before.get(relative)
            one = known if known is not None and known[0] == text else (text, cls._decoded(name, relative, text))
            decoded[relative] = one
            content.texts |= one[1].texts
            if one[1].diagnostics or one[1].taken:
                content.diagnostics += one[1].diagnostics
                content.taken |= one[1].taken
        memory.leave(("decoded", name), decoded)
        return content

    @classmethod
    def _decoded(cls, name: str, relative: str, text: str) -> ContentFolder:
        """A folder that holds one file."""
        one = cls(name)
        one.decode(relative, bytes_of_text(text))
        return one

    def take_in(self, folder: Path, state: Mapping[str, FileState]) -> None:
        """Read and decode the files that the folder had a moment ago."""
        if len(state) > MOST_FILES or sum(size for _, size, *_ in state.values()) > MOST_BYTES_TOGETHER:
            message = translate(
                "more than {most_files} files or {most_bytes_together} MB are no content",
                most_files=MOST_FILES,
                most_bytes_together=MOST_BYTES_TOGETHER // 2**20,
            )
            raise ContentError(
                [Diagnostic("too-large", message, Location(self.name), translate("is it the folder that was meant?"))]
            )
        for relative, (_, size, *_) in state.items():
            path = folder / relative
            fault = self._fault(folder, path, size)
            raw = b""
            if fault is None:
                try:
                    raw = path.read_bytes()
                except FileNotFoundError:
                    continue  # gone since: the state has changed
                except OSError as error:
                    reason = translate("the file cannot be read: {reason}", reason=reason_of(error))
                    fault = "unreadable-file", reason, translate("close it in other programs, and see who may read it")
            if fault is None:
                self.decode(relative, raw)
            else:
                self.taken.add(relative)
                self._report(fault[0], fault[1], Location(self.file(relative)), fault[2])

    @staticmethod
    def _fault(folder: Path, path: Path, size: int) -> tuple[str, str, str] | None:
        """Why a file is not even opened: code, message and hint."""
        if size > MOST_BYTES:
            message = translate("the file is larger than {most_bytes} MB", most_bytes=MOST_BYTES // 2**20)
            return "too-large", message, translate("is it the file that was meant?")
        if not path.is_file():
            return (
                "unreadable-file",
                translate("this is no file but a pipe, a device or the like"),
                translate("delete it"),
            )
        # no folder that is a link is gone into
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            return (
                "link-outside",
                translate("the link leads out of the content"),
                translate("put the file itself there"),
            )
        return None

    def decode(self, relative: str, raw: bytes) -> None:
        """Keep the bytes of a file as text; report what is no UTF-8, cannot be printed or was left there by git."""
        if is_picture_path(relative):
            self._keep_picture(relative, raw)
            return
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            place = self._place(relative, raw[: error.start].decode("utf-8"))
            self._report(
                "not-utf-8",
                translate("the byte {raw:#04x} is not UTF-8", raw=raw[error.start]),
                place,
                translate("save the file as UTF-8"),
            )
            self.taken.add(relative)
            return
        if character := NOT_PRINTABLE.search(text):
            place = self._place(relative, text[: character.start()])
            message = translate("the text has the character U+{character:04X}", character=ord(character[0]))
            self._report("control-character", message, place, translate("delete it"))
            self.taken.add(relative)
            return
        file = self.file(relative)
        left = list(islice(chain(find_lfs_pointer(file, raw), find_merge_marks(file, text)), MOST_FINDINGS))
        if left:
            self.diagnostics += left
            self.taken.add(relative)
            return
        self.texts[relative] = text

    def _keep_picture(self, relative: str, raw: bytes) -> None:
        """Keep the bytes of a picture; those of an SVG with the line ends that git keeps, whatever the checkout has."""
        pointer = list(find_lfs_pointer(self.file(relative), raw))
        if pointer:
            self.diagnostics += pointer
            self.taken.add(relative)
            return
        if relative.endswith(".svg"):
            raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        self.texts[relative] = text_of_bytes(raw)

    def _place(self, relative: str, before: str) -> Location:
        """The place in a file after the text ``before``."""
        return Location(self.file(relative), before.count("\n") + 1, len(before) - before.rfind("\n"))

    def file(self, relative: str) -> str:
        """What messages call a file."""
        return f"{self.name}/{relative}"

    def read(self, relative: str, model: type[Model], root: str | None, official: Official = None) -> Model | None:
        """The content of a file that must be there, or None where it is wrong.

        ``root`` is what its content paths begin with, None where its values have none; ``official`` what the fund says
        of what it describes.
        """
        file = self.file(relative)
        self.roots[file] = relative if root is None else root
        if relative not in self.texts:
            if relative not in self.taken:
                self._report("missing-file", translate("the file is missing"), Location(file))
                self.taken.add(relative)
            return None
        self.taken.add(relative)
        text = self.texts[relative]
        try:
            read = partial(read_content_file, file, text, model, root or "", official)
            piece = self.memory.recall(("file", file, root), (text, model, official), read)
        except ContentError as error:
            self.diagnostics.extend(error.diagnostics)
            return None
        if root is not None:
            self.pieces.append(piece)
        return cast(Model, piece.content)

    def read_if_there(self, relative: str, model: type[Model], root: str) -> Model | None:
        """The content of a file that may be missing; None where it is missing or wrong."""
        self.roots[self.file(relative)] = root
        return self.read(relative, model, root) if relative in self.texts else None

    def read_folder(self, folder: str, beside: tuple[object, ...], read: Callable[[ContentFolder], Result]) -> Result:
        """Return what ``read`` makes of a folder of this one: it is given what stands below that, and no more.

        As long as that is the same, and what stands ``beside`` it, all that was read of it is taken as it is.
        """
        files = self._sorted.below.get(folder, ())
        given = files, tuple(map(self.texts.get, files)), *beside

        def read_part(memory: Memory) -> tuple[ContentFolder, Result]:
            texts = {relative: self.texts[relative] for relative in files if relative in self.texts}
            part = ContentFolder(self.name, texts, taken={*files} & self.taken, memory=memory)
            return part, read(part)

        part, result = self.memory.recall_part(("folder", self.name, folder), given, read_part)
        self.pieces += part.pieces
        self.diagnostics += part.diagnostics
        self.taken |= part.taken
        self.roots |= part.roots
        return result

    def lost_by(self, diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
        """What the content paths begin with of the files in which something is wrong.

        A file among the indicators that has no place there begins with the code of one; any other stands for itself.
        """
        return frozenset(self._root(diagnostic.location.file) for diagnostic in diagnostics)

    def _root(self, file: str) -> str:
        path = PurePosixPath(file)
        ending = _ENDING.search(path.name)
        code = path.name[: ending.start()] if ending and path.parent.name == INDICATORS else ""
        return self.roots.get(file) or code or file.removeprefix(f"{self.name}/")

    def folders(self, parent: str) -> tuple[str, ...]:
        """The names of the folders right below ``parent``."""
        inside = f"{parent}/"
        below = (folder.removeprefix(inside) for folder in self._sorted.below if folder.startswith(inside))
        return tuple(sorted(name for name in below if "/" not in name))

    def names(self, folder: str, suffix: str) -> Iterator[str]:
        """The names of the files right in ``folder`` that end in ``suffix``, without it."""
        yield from self._sorted.names.get((folder, suffix), ())

    @property
    def _sorted(self) -> _SortedFiles:
        if self._sorted_files is None:
            files = tuple(sorted({*self.texts, *self.taken}))
            self._sorted_files = self.memory.recall(("sorted", self.name), files, lambda: _SortedFiles.of(files))
        return self._sorted_files

    def report_unknown_files(self) -> None:
        """A file that nothing reads would be lost without a word; another indicator's file is never proposed."""
        unknown = sorted(self.texts.keys() - self.taken)
        known = [taken for taken in self.taken if PurePosixPath(taken).parent.name != INDICATORS] if unknown else []
        for relative in unknown:
            message = translate("this file has no place in the content")
            hint = self.hint_for(relative) or nearest(relative, known)
            hint = hint or translate("the README's map shows which files there are")
            self._report("unknown-file", message, Location(self.file(relative)), hint)

    def hint_for(self, relative: str) -> str | None:
        """Return what to do with a file that a program has renamed or copied; None for any other."""
        path = PurePosixPath(relative)
        ending = _ENDING.search(path.name)
        if ending is None:
            return None
        name = f"{path.name[: ending.start()]}.{'md' if 'md' in ending[0].lower() else 'yaml'}"
        if name == path.name:
            return None
        if str(path.with_name(name)) in self.taken:
            return translate(
                "{name} is there already: take over from this file what is missing there, and delete it", name=name
            )
        return translate("rename it to {name}", name=name)

    def _report(self, code: str, message: str, location: Location, hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, location, hint))


def read_beside(content: ContentFolder, file: Path, model: type[Model], root: str) -> ContentFile | None:
    """Return what a file of the templates says, None where it is wrong; its faults go to those of ``content``."""
    folder = content.memory.recall(("beside", str(file)), (), lambda: _read_beside(file, model, root))
    content.roots |= folder.roots
    content.diagnostics += [fault for fault in folder.diagnostics if fault.location.file == folder.file(file.name)]
    return next(iter(folder.pieces), None)


def _read_beside(file: Path, model: type[Model], root: str) -> ContentFolder:
    folder = ContentFolder.open(file.parent, f"{file.parent.parent.name}/{file.parent.name}")
    folder.read(file.name, model, root)
    return folder
