"""The pictures of a content folder: their files read, and held against the chapters that place them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from methodology.diagnostics import Diagnostic, Location, nearest, one_of
from methodology.messages import declare_message, translate
from methodology.model.chapter import Chapter
from methodology.model.chapter_pictures import NAME, find_picture_faults
from methodology.model.picture import FOLDER, PictureKind, bytes_of_text, is_picture_path
from methodology.model.programme import Emblem, Value
from methodology.reading.content_folder import ContentFolder
from methodology.reading.picture_files import PictureError, read_picture

HIGHEST = 130
"""How high a picture may be, in per cent of the width of the text: so high it stands on one page with its caption."""
HIGHEST_ON_COVER = 35
"""The same of the picture on the cover, which stands between the period and the version."""
MOST_BYTES_TOGETHER = 24 * 2**20
"""Of all pictures: each travels in a Word file twice."""


def read_pictures(content: ContentFolder) -> None:
    """Read the pictures of a content folder; what is wrong with one goes to the folder's faults."""
    seen: dict[str, str] = {}
    together = 0
    for path in sorted(filter(is_picture_path, content.texts)):
        content.taken.add(path)
        location = Location(content.file(path))
        if NAME.fullmatch(path) is None:
            content.diagnostics.append(
                Diagnostic("unknown-file", translate("this is no file of a picture"), location, _rename(path))
            )
            continue
        raw = bytes_of_text(content.texts[path])
        together += len(raw)
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            message = translate("the name differs from {other} in the case of letters alone", other=other)
            hint = translate("rename one of them: on some systems both are one file")
            content.diagnostics.append(Diagnostic("duplicate-key", message, location, hint))
        try:
            kind = PictureKind(PurePosixPath(path).suffix[1:])
            text = content.texts[path]
            content.pictures[path] = content.memory.recall(("picture", path), (text,), partial(read_picture, raw, kind))
        except PictureError as error:
            content.diagnostics.append(Diagnostic(error.code, str(error), location, error.hint))
    if together > MOST_BYTES_TOGETHER:
        message = translate(
            "the pictures are larger than {most_bytes_together} MB together",
            most_bytes_together=MOST_BYTES_TOGETHER // 2**20,
        )
        location = Location(content.file(FOLDER))
        content.diagnostics.append(Diagnostic("too-large", message, location, translate("save them smaller")))


def _rename(path: str) -> str:
    if path.count("/") > 1:
        return translate("put it into {folder} itself, which has no folders", folder=FOLDER)
    if PurePosixPath(path).suffix.removeprefix(".") not in set(PictureKind):
        endings = one_of([f".{kind}" for kind in PictureKind])
        return translate("save it as PNG or SVG with the ending {endings}, or delete it", endings=endings)
    return translate("rename it: letters from a to z, digits, - and _")


def check_pictures(chapter: Chapter, content: ContentFolder) -> Iterator[Diagnostic]:
    """Pictures that lack a part, whose file is not there, or that are higher than a page."""
    for leaf in chapter.leaves:
        if not leaf.mark and leaf.text.startswith("!["):
            for fault in find_picture_faults(leaf.text):
                yield Diagnostic("incomplete-picture", fault.message, chapter.location_at(leaf.offset), fault.hint)
    for placed in chapter.pictures:
        location = chapter.location(placed.alternative, "")
        yield from _check_file(placed.file, placed.width, content, _IN_CHAPTER, location)


def check_emblem(content: ContentFolder, values: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """A picture of the cover whose file is not there, or that is higher than the cover has room for."""
    file = values.get("programme.emblem.file")
    if file is not None and isinstance(emblem := file.owner, Emblem):
        yield from _check_file(emblem.file, emblem.width, content, _ON_COVER, file.location)


@dataclass(frozen=True, slots=True)
class _Room:
    """How high a picture may be, in per cent of the width of the text, and how its width is written."""

    highest: int
    width: str


_IN_CHAPTER = _Room(HIGHEST, declare_message("write {{: width={most}% }}"))
_ON_COVER = _Room(HIGHEST_ON_COVER, declare_message("write 'width: {most}'"))


def _check_file(path: str, width: int, content: ContentFolder, room: _Room, location: Location) -> Iterator[Diagnostic]:
    """What is wrong with the file of a picture that is placed so wide, in per cent of the width of the text."""
    file = content.pictures.get(path)
    if file is None:
        if path not in content.taken:  # else what is wrong with it is said already
            message = translate("no picture {file}", file=path)
            yield Diagnostic("missing-picture", message, location, _find(path, content))
        return
    height = width * file.height / file.width
    if height > room.highest:
        most = int(room.highest * file.width / file.height)
        message = translate(
            "the picture would be {height:.0f} % of the width of the text high, of which {highest} fit on a page",
            height=height,
            highest=room.highest,
        )
        hint = translate(room.width, most=most) if most else translate("save it wider, or cut it in two")
        yield Diagnostic("picture-too-high", message, location, hint)


def _find(file: str, content: ContentFolder) -> str:
    """What to do about a picture that is not there."""
    there = [path for path in content.taken if is_picture_path(path)]
    same = next((path for path in there if path.casefold() == file.casefold()), None)
    if same is not None:
        return translate("it is called {same}: write its name letter by letter so", same=same)
    return nearest(file, there) or translate("put the file into {folder} of the content", folder=FOLDER)
