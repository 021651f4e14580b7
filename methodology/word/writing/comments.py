"""Remarks put into a built Word file as comments, with their answers (ECMA-376 17.13.4; [MS-DOCX] 2.5.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain

import docx
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part
from lxml import etree

from methodology.messages import translate
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.model.remark import PlacedRemark
from methodology.model.remark_places import find_remark_place
from methodology.word.package import add_part, write_package
from methodology.word.redline.tracked_text import initials_of
from methodology.word.snapshot import SnapshotText, read_snapshot
from methodology.word.wordml import NAMESPACES, attribute, escape, find_all, markup, parse_markup, text_run

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_THREADS = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_OF_THREADS = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_FIRST_ID = 0x10000000
"""Word wants the ids of paragraphs below 0x80000000; those of the template are drawn from all of them."""


@dataclass(slots=True)
class _Comments:
    """The comments written so far, and how they answer one another."""

    written: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)

    def add(self, author: str, at: str, text: str, *, answers: int | None = None, is_closed: bool = False) -> int:
        """Write a comment; its number."""
        number = len(self.written)
        lines = text.split("\n")
        last = len(lines) - 1
        paragraphs = "".join(
            f'<w:p w14:paraId="{_id_of(number)}">{text_run(line)}</w:p>'
            if row == last
            else f"<w:p>{text_run(line)}</w:p>"
            for row, line in enumerate(lines)
        )
        attributes: dict[str, str | int] = {
            "w:id": number,
            "w:author": author,
            "w:date": f"{at}Z",
            "w:initials": initials_of(author),
        }
        self.written.append(markup("w:comment", attributes, paragraphs))
        parent = "" if answers is None else f' w15:paraIdParent="{_id_of(answers)}"'
        self.threads.append(f'<w15:commentEx w15:paraId="{_id_of(number)}"{parent} w15:done="{int(is_closed)}"/>')
        return number


def add_remarks(built: bytes, programme: Programme) -> bytes:
    """Return a Word file that was built from a programme, with the programme's remarks as comments.

    Each stands on its place, or on the nearest one that is left and printed in the body; a closed one is resolved.
    Without remarks the file is as it was.
    """
    if not programme.remarks:
        return built
    word = docx.Document(BytesIO(built))
    root = word.element
    starts = {attribute(one, "w:name") or "": one for one in find_all(root, "//w:bookmarkStart")}
    ends = {attribute(one, "w:id") or "": one for one in find_all(root, "//w:bookmarkEnd")}
    texts = [text for text in read_snapshot(built).texts if _names(text) & starts.keys()]
    comments = _Comments()
    for remark in programme.remarks.root:
        path = find_remark_place(programme, remark).path
        start = starts[_find_bookmark(texts, path, starts)]
        end = ends[attribute(start, "w:id") or ""]
        for number in _write(comments, remark):
            _mark(start, end, number)
    _add_part(word.part, "comments", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP.COMMENTS, "".join(comments.written))
    _add_part(word.part, "commentsExtended", _THREADS, _OF_THREADS, "".join(comments.threads))
    return write_package(word)


def remarked_ending() -> str:
    """Return how the name of a file with remarks ends, before the dot."""
    return f"-{translate('remarks')}"


def _write(comments: _Comments, remark: PlacedRemark) -> Iterator[int]:
    first = comments.add(remark.author, remark.at, remark.text, is_closed=not remark.is_open)
    yield first
    for one in remark.answers:
        yield comments.add(one.author, one.at, one.text, answers=first, is_closed=not remark.is_open)


def _names(text: SnapshotText) -> set[str]:
    return {name for name in (text.bookmark, *(run.tag for run in text.runs)) if name is not None}


def _find_bookmark(texts: Sequence[SnapshotText], path: str, starts: Collection[str]) -> str:
    """The bookmark of what is printed from a path, of the first place; else of what is nearest to it."""
    while path:
        exact = (run.tag for text in texts for run in text.runs if run.path == path)
        whole = (text.bookmark for text in texts if _says(text, path))
        for name in chain(exact, whole):
            if name in starts and name is not None:
                return name
        path = path.rpartition(".")[0]
    return next(text.bookmark for text in texts if text.bookmark is not None and text.bookmark in starts)


def _says(text: SnapshotText, path: str) -> bool:
    """Whether something of a text is printed from a path, or from below it."""
    return any(is_within(one, path) for run in text.runs for one in (run.path, run.within) if one is not None)


def _mark(start: etree._Element, end: etree._Element, number: int) -> None:
    """Put a comment around a bookmark."""
    first, last, reference = parse_markup(
        f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )
    start.addprevious(first)
    place = end
    while (after := place.getnext()) is not None and _is_of_comment(after):
        place = after
    place.addnext(last)
    last.addnext(reference)


def _is_of_comment(element: etree._Element) -> bool:
    return element.tag.endswith("}commentRangeEnd") or bool(find_all(element, "./w:commentReference"))


def _id_of(number: int) -> str:
    return f"{_FIRST_ID + number:08X}"


def _add_part(main: Part, name: str, kind: str, relationship: str, content: str) -> None:
    root = "w:comments" if name == "comments" else "w15:commentsEx"
    spaces = {prefix: NAMESPACES[prefix] for prefix in ("w", "mc", "w15")} | {"w14": _W14}
    declared = " ".join(f'xmlns:{prefix}="{escape(uri)}"' for prefix, uri in spaces.items())
    part = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} {declared} mc:Ignorable="w14 w15">'
    add_part(main, f"/word/{name}.xml", kind, relationship, f"{part}{content}</{root}>".encode())
