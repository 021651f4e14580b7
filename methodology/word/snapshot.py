"""What a Word file remembers of its making: the content files, and which text was printed from where.

It travels as a custom XML part, which Word and LibreOffice keep (LibreOffice renames it, so it is found by its
namespace). Text that XML cannot hold is written as base64, and so is each picture.
"""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.messages import translate
from methodology.model.language import NO_BREAK_SPACE
from methodology.model.picture import bytes_of_text, is_picture_path, text_of_bytes
from methodology.model.remark import REMARKS
from methodology.model.tied_words import Words, cut_like, untie
from methodology.word.opening import OpenedWord, open_word_file
from methodology.word.wordml import NONE_OF_XML, NOT_IN_XML, escape

NAMESPACE = "urn:methodology:snapshot:1"
_OPENED = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<s:snapshot xmlns:s="{NAMESPACE}">'
_NOT_AS_IT_IS = re.compile(rf"[&<>\r{NONE_OF_XML}]")
_IN_STORE = re.compile(r"(?i)customXml/.+\.xml\Z")


class Signature(NamedTuple):
    """Who made a tracked change or a comment, and when, as Word writes it (``2026-03-15T00:00:00Z``)."""

    author: str
    date: str

    @classmethod
    def of_day(cls, author: str, day: datetime.date) -> Signature:
        """How a redline signs: at midnight, which no change that somebody makes in Word is likely to be of."""
        return cls(" ".join(author.split()), f"{day.isoformat()}T00:00:00Z")


class SnapshotRun(NamedTuple):
    """A stretch of text with one origin, as printed.

    ``path`` is its content path, None for text that is fixed or computed; ``within`` that of the sentence around it.
    ``tag`` names its content control and the bookmark around that; None where it has no control.
    """

    text: str
    path: str | None
    within: str | None
    tag: str | None


class SnapshotText(NamedTuple):
    """The text of one paragraph, item, cell or heading, without its label.

    ``bookmark`` spans all of it; None where nothing in it comes from the content.
    """

    bookmark: str | None
    runs: tuple[SnapshotRun, ...]

    @property
    def text(self) -> str:
        """The whole text, as printed."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content files by relative path, and the texts in the order in which they were written.

    The cover comes first, then the body, then the headers and footers. In a redline they are those of the new
    version; ``tracked`` signs the changes that lead to it, which the file was made with.
    """

    files: Mapping[str, str]
    texts: tuple[SnapshotText, ...]
    tracked: Signature | None = None


def write_snapshot(files: Mapping[str, str], texts: Iterable[SnapshotText], tracked: Signature | None = None) -> bytes:
    """The snapshot as XML; the same for the same files, in whatever order they come. Remarks do not travel in it."""
    written = [_OPENED]
    if tracked is not None:
        written.append(_write_text("tracked", f' date="{tracked.date}"', tracked.author))
    written += [_write_file(path, files[path]) for path in sorted(files) if path != REMARKS]
    for printed in texts:
        bookmark = "" if printed.bookmark is None else f' bookmark="{printed.bookmark}"'
        written.append(f"<s:passage{bookmark}>")
        for text, path, within, tag in printed.runs:
            where = "" if path is None else f' path="{escape(path)}"'
            if within is not None:
                where += f' within="{escape(within)}"'
            if tag is not None:  # a bookmark's name: letters and digits
                where += f' tag="{tag}"'
            written.append(_write_text("piece", where, text))
        written.append("</s:passage>")
    written.append("</s:snapshot>")
    return "".join(written).encode()


def untie_texts(texts: Iterable[SnapshotText], words: Words) -> Iterator[SnapshotText]:
    """The texts without the ties that they are drawn with."""
    for text in texts:
        pieces = [run.text for run in text.runs]
        if not any(NO_BREAK_SPACE in piece for piece in pieces):
            yield text
            continue
        untied = zip(text.runs, cut_like(untie("".join(pieces), words), pieces), strict=True)
        runs = (run if run.text == piece else SnapshotRun(piece, *run[1:]) for run, piece in untied)
        yield SnapshotText(text.bookmark, tuple(runs))


def read_snapshot(docx: bytes, *, name: str = "DOCX") -> Snapshot:
    """The snapshot in a Word file; ContentError, with the file's ``name``, where it has none that can be read.

    The paths of its files are as the file has them: anyone may have made it.
    """
    return find_snapshot(open_word_file(docx, name=name))


def find_snapshot(word: OpenedWord) -> Snapshot:
    """The same of a file that is open."""
    holders = dict.fromkeys([*word.find_related("customXml", word.main), *filter(_IN_STORE.match, word.names)])
    try:
        parts = (part for part in holders if NAMESPACE.encode() in word.read(part))
        root = next(root for root in map(word.xml, parts) if root.tag == _name("snapshot"))
        return _read(root)
    except (StopIteration, KeyError, ValueError) as fault:
        message = translate("the file does not hold the content it was made from")
        hint = translate("use a Word file that this program has built and that was saved as DOCX")
        raise ContentError([Diagnostic("snapshot-missing", message, Location(word.name), hint)]) from fault


def _read(root: etree._Element) -> Snapshot:
    texts = (
        SnapshotText(
            holder.get("bookmark"),
            tuple(
                SnapshotRun(_read_text(piece), piece.get("path"), piece.get("within"), piece.get("tag"))
                for piece in holder.iterchildren(_name("piece"))
            ),
        )
        for holder in root.iterchildren(_name("passage"))
    )
    files = {str(file.attrib["path"]): _read_text(file) for file in root.iterchildren(_name("file"))}
    tracked = root.find(_name("tracked"))
    signature = None if tracked is None else Signature(_read_text(tracked), tracked.get("date", ""))
    return Snapshot(MappingProxyType(files), tuple(texts), signature)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _write_file(path: str, text: str) -> str:
    attributes = f' path="{escape(path)}"'
    if not is_picture_path(path):
        return _write_text("file", attributes, text)
    written = base64.b64encode(bytes_of_text(text)).decode("ascii")
    return f'<s:file{attributes} encoding="bytes">{written}</s:file>'


def _write_text(name: str, attributes: str, text: str) -> str:
    """An element with a text, in which line breaks stay what they are: most of the files are lines."""
    if _NOT_AS_IT_IS.search(text):
        if NOT_IN_XML.search(text):
            attributes += ' encoding="base64"'
            text = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")
        else:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return f"<s:{name}{attributes}>{text}</s:{name}>"


def _read_text(element: etree._Element) -> str:
    text = element.text or ""
    if element.get("encoding") == "bytes":
        return text_of_bytes(base64.b64decode(text))
    if element.get("encoding") == "base64":
        return base64.b64decode(text).decode("utf-8", "surrogatepass")
    return text
