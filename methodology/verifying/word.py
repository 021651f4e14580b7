"""What a Word file says, in whatever program it was saved last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from methodology.diagnostics import ContentError
from methodology.model.seal import NAME, Seal
from methodology.sealing import Line, line_of, row_line
from methodology.verifying.readings import Reading, UnreadableError
from methodology.word.opening import OpenedWord, open_word_file
from methodology.word.reading import Story, WordText, read_word_file

_PAGE = re.compile(r"\t\d+\s*\Z")
"""The page that an entry of the contents table names; programs count it anew."""


def read_word(content: bytes, *, name: str) -> Reading:
    """What the file says, its tracked changes accepted. Raises UnreadableError for what is no Word file, or not safe.

    Automatic numbers are no text in a Word file; neither they nor the look are read.
    """
    try:
        seal = _seal(open_word_file(content, name=name))
        file = read_word_file(content, name=name)
    except ContentError as error:
        raise UnreadableError(error.diagnostics[0].message) from error
    texts = file.texts
    start = max((at for at, text in enumerate(texts, start=1) if text.story is Story.CONTENTS), default=0)
    body = [text for text in texts[start:] if text.story is Story.BODY]
    others = [text for at, text in enumerate(texts) if at < start or text.story is not Story.BODY]
    added = (Line(f"({kind})") for text in texts for kind in text.foreign)
    tracked = {author for text in texts for author in text.authors}
    notes = [f"it has {len(file.comments)} comments"] if file.comments else []
    notes += [f"it has tracked changes, of {', '.join(sorted(tracked))}; they are taken as accepted"] if tracked else []
    notes += [f"the part {part} was malformed and had to be mended" for part in file.recovered]
    return Reading(seal, tuple(_lines(body)), (*_lines(others), *added), notes=tuple(notes))


def _seal(word: OpenedWord) -> Seal | None:
    """The seal among the custom properties, or None."""
    properties = {
        one.get("name", "").removeprefix(f"{NAME}."): "".join(map(str, one.itertext())).strip()
        for part in word.related("custom-properties")
        for one in word.xml(part).iterchildren("{*}property")
    }
    return Seal.from_properties(properties)


def _lines(texts: Iterable[WordText]) -> Iterator[Line]:
    for row, group in groupby(texts, key=lambda text: None if text.cell is None else (text.cell.table, text.cell.row)):
        if row is None:
            for text in group:
                said = _PAGE.sub("", text.text) if text.story is Story.CONTENTS else text.text
                yield from line_of(said, heading=text.style.startswith("heading"))
        else:
            yield from row_line((text.cell.column, text.text) for text in group if text.cell is not None)
