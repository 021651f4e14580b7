"""Reads a Word file, in whatever program it was saved last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from methodology.diagnostics import ContentError
from methodology.messages import translate, translate_count
from methodology.sealing.lines import Line, line_of, row_line
from methodology.verifying.file_lines import FileLines, UnreadableError
from methodology.word.custom_properties import read_seal
from methodology.word.opening import open_word_file
from methodology.word.reading import Story, WordFile, WordText, read_word_file


def read_word(content: bytes, *, name: str) -> FileLines:
    """Read a Word file, its tracked changes accepted. Raises UnreadableError for what is none, or not safe.

    Automatic numbers are no text in a Word file; neither they, things that are no text, nor the look are read: what is
    seen in the file is compared by :mod:`methodology.verifying.docx`.
    """
    try:
        seal = read_seal(open_word_file(content, name=name))
        file = read_word_file(content, name=name)
    except ContentError as error:
        raise UnreadableError(error.diagnostics[0].message) from error
    texts = file.texts
    start = max((at for at, text in enumerate(texts, start=1) if text.story is Story.CONTENTS), default=0)
    body = [text for text in texts[start:] if text.story in (Story.BODY, Story.FOOTNOTE)]
    others = [text for at, text in enumerate(texts) if at < start or text.story not in (Story.BODY, Story.FOOTNOTE)]
    return FileLines(seal, tuple(_lines(body)), tuple(_lines(others)), notes=tuple(_notes(file)))


def _notes(file: WordFile) -> Iterator[str]:
    """What was added to the file or mended in it, and alters nothing."""
    if file.comments:
        yield translate_count("it has {count} comment", "it has {count} comments", len(file.comments))
    if authors := {author for text in file.texts for author in text.authors}:
        names = ", ".join(sorted(authors))
        yield translate("it has tracked changes, of {names}; they are taken as accepted", names=names)
    for part in file.recovered:
        yield translate("the part {part} was malformed and had to be mended", part=part)


def _lines(texts: Iterable[WordText]) -> Iterator[Line]:
    for row, group in groupby(texts, key=lambda text: text.cell and (text.cell.table, text.cell.row)):
        if row is None:
            for text in group:
                yield from line_of(text.text_without_page, heading=text.is_heading)
        else:
            yield from row_line((text.cell.column, text.text) for text in group if text.cell is not None)
