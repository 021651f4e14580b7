"""Text with its origin: content controls, bookmarks and the record of what was printed from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count, groupby
from operator import attrgetter
from types import MappingProxyType

from lxml import etree

from methodology.model.document import Inline, Run
from methodology.word.snapshot import SnapshotRun, SnapshotText
from methodology.word.styles import EMPHASIS, LINK, STRONG, STRONG_EMPHASIS, Styles
from methodology.word.wordml import attribute, found, parsed, text_run_markup
from methodology.word.writing.bookmarks import Bookmarks

_ONCE: Mapping[str | None, int] = MappingProxyType({})
_NEIGHBOURS = 2
_SOURCE, _TARGET = attrgetter("source"), attrgetter("target")

Relate = Callable[[str], str]
"""Makes an address a relationship of the part that is being written; returns its id."""


class Passages:
    """Writes the text of one paragraph after another and remembers what was printed."""

    def __init__(self, styles: Styles, bookmarks: Bookmarks, roots: Iterable[etree._Element]) -> None:
        """``roots`` are the template's parts, whose own content controls keep their ids."""
        self.written: list[SnapshotText] = []
        self._styles = styles
        self._bookmarks = bookmarks
        own = {attribute(mark) for root in roots for mark in found(root, "//w:sdtPr/w:id")}
        self._control_ids = (number for number in count(1) if str(number) not in own)
        self._leaf_numbers = count(1)
        self._mixed_numbers = count(1)

    def write(self, content: Inline, relate: Relate) -> list[etree._Element]:
        """The inline elements of a paragraph, item, cell or heading."""
        return parsed(self._passage(content, relate))

    def paragraph(self, properties: str, content: Inline, relate: Relate, names: Iterable[str]) -> str:
        """A ``w:p`` with its properties and its content inside bookmarks of these names, as markup."""
        text = self._passage(content, relate)
        for name in names:
            text = self._bookmarks.around(name, text)
        return f"<w:p>{properties}{text}</w:p>"

    def _passage(self, content: Inline, relate: Relate) -> str:
        """The text of a paragraph as markup; it is remembered.

        A source that stands in one stretch gets a content control and a bookmark around it; a source that others
        interrupt (a sentence around its values) gets none, and the bookmark of the whole stands for it. Controls are
        never nested (findings: nested ones are lost in LibreOffice).
        """
        filled = [run for run in content if run.text]
        stretches = [(source, list(runs)) for source, runs in groupby(filled, _SOURCE)]
        # neighbours have different sources, so two cannot share one
        times = _ONCE if len(stretches) <= _NEIGHBOURS else Counter([source for source, _ in stretches])
        written: list[str] = []
        pieces: list[SnapshotRun] = []
        for source, runs in stretches:
            inline = self._runs(runs, relate)
            name = None
            if source is not None and times.get(source, 1) == 1:
                name = self._bookmarks.reserve(f"m{next(self._leaf_numbers)}")
                inline = self._bookmarks.around(name, self._control(name, inline))
            written.append(inline)
            text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
            pieces.append(SnapshotRun(text, source, runs[0].within, name))
        if not pieces:
            return ""
        text = "".join(written)
        bookmark = pieces[0].tag
        if len(pieces) > 1:
            bookmark = None
            if any(piece.path is not None for piece in pieces):
                bookmark = self._bookmarks.reserve(f"p{next(self._mixed_numbers)}")
                text = self._bookmarks.around(bookmark, text)
        self.written.append(SnapshotText(bookmark, tuple(pieces)))
        return text

    def _control(self, tag: str, content: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{next(self._control_ids)}"/>'
            f'<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
        )

    def _runs(self, runs: Sequence[Run], relate: Relate) -> str:
        if len(runs) == 1:  # as most are
            return self._linked(runs[0].target, self._run(runs[0]), relate)
        linked = ((target, "".join(map(self._run, same))) for target, same in groupby(runs, _TARGET))
        return "".join(self._linked(target, content, relate) for target, content in linked)

    def _run(self, run: Run) -> str:
        return text_run_markup(run.text, self._style_id(run))

    def _linked(self, target: str | None, content: str, relate: Relate) -> str:
        if target is None:
            return content
        if target.startswith("#"):
            place = f'w:anchor="{self._bookmarks.of(target.removeprefix("#"))}"'
        else:
            place = f'r:id="{relate(target)}"'
        return f'<w:hyperlink {place} w:history="1">{content}</w:hyperlink>'

    def _style_id(self, run: Run) -> str | None:
        """The id of the character style that a run is set in."""
        if run.strong or run.emphasis:
            name = STRONG_EMPHASIS if run.strong and run.emphasis else STRONG if run.strong else EMPHASIS
            return self._styles.id(name)
        return None if run.target is None else self._styles.id(LINK)
