"""Footnotes of an edited file: which of the content's each is, and how a chapter's text refers to it."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from methodology.model.document import NOTE_MARK
from methodology.model.footnotes import REFERENCE, find_references, footnote_name
from methodology.model.programme import Programme
from methodology.pull.original import Original, as_printed
from methodology.pull.source_atoms import UnmappedError
from methodology.word.reading import Story, WordText

NEW_NAME = "note-{}"
"""How a footnote is named that was added in Word."""
_MARKS = re.compile(rf"\\.|{REFERENCE}|{NOTE_MARK}", re.DOTALL)


class EditedFootnotes:
    """The footnotes of an edited file by the ids that the file gives them; ``olds`` are the originals of its texts."""

    def __init__(self, original: Original, edited: Sequence[WordText], olds: Mapping[int, int]) -> None:
        self._programme = original.programme
        self._edited = edited
        self.texts: dict[str, list[int]] = defaultdict(list)
        """The numbers of the paragraphs of each, in the order of the marks."""
        for number, text in enumerate(edited):
            if text.story is Story.FOOTNOTE and text.note is not None and as_printed(text.text):
                self.texts[text.note].append(number)
        leaves = {new: original.texts[old].leaf for new, old in olds.items()}
        self._leaves = {note: leaves[news[0]] for note, news in self.texts.items() if news[0] in leaves}
        taken = {footnote_name(leaf.mark) for chapter in self._programme.chapters.values() for leaf in chapter.leaves}
        free = (name for name in map(NEW_NAME.format, itertools.count(1)) if name not in taken)
        self._new_names = {note: next(free) for note in self.texts if note not in self._leaves}

    def name(self, note: str, chapter: str) -> str | None:
        """The name that a footnote has in a chapter; None where it cannot stand there.

        It has one paragraph that says something; one that was there stays in its chapter.
        """
        if len(self.texts.get(note, ())) != 1:
            return None
        if note in self._new_names:
            return self._new_names[note]
        leaf = self._leaves[note]
        if leaf is None or leaf.split(".")[1] != chapter:
            return None
        return footnote_name(_leaf_mark(self._programme, leaf))

    def new_notes(self, news: Sequence[int], chapter: str) -> Iterator[tuple[str, int]]:
        """Yield the name and the text of each footnote that was added with a mark in one of the texts ``news``."""
        for note in dict.fromkeys(note for new in news for note in self._edited[new].notes):
            name = self.name(note, chapter) if note in self._new_names else None
            if name is not None:
                yield name, self.texts[note][0]

    def write_marks(self, source: str, new: int, chapter: str) -> str:
        """The source of an edited text with the names of its footnotes; UnmappedError where one has none."""
        names = [self.name(note, chapter) for note in self._edited[new].notes]
        marks = [match for match in _MARKS.finditer(source) if match[0] == NOTE_MARK or match[1]]
        if None in names or len(names) != len(marks):
            raise UnmappedError(source)
        left = iter(names)
        return _MARKS.sub(lambda match: f"[^{next(left)}]" if match[0] == NOTE_MARK or match[1] else match[0], source)

    def have_moved(self, leaf: str, new: int) -> bool:
        """Whether the marks of a leaf that is there, as an edited text, are those of other footnotes than they were."""
        _, chapter, number = leaf.split(".")
        notes = self._edited[new].notes
        if not notes:
            return False
        source = self._programme.chapters[chapter].leaves[int(number) - 1].text
        return [match[1] for match in find_references(source)] != [self.name(note, chapter) for note in notes]


def _leaf_mark(programme: Programme, leaf: str) -> str:
    _, chapter, number = leaf.split(".")
    return programme.chapters[chapter].leaves[int(number) - 1].mark
