"""Text with its origin: content controls, bookmarks and the record of what was printed from where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, count, groupby
from operator import attrgetter
from types import MappingProxyType

from lxml import etree

from methodology.model.document import Block, ChangeMark, Inline, Run, paged_anchors
from methodology.model.texts import anchors_of, require_sound_links, texts_of_blocks
from methodology.word.fields import OWN_PAGE
from methodology.word.snapshot import SnapshotRun, SnapshotText
from methodology.word.styles import EMPHASIS, LINK, STRONG, STRONG_EMPHASIS, Styles
from methodology.word.wordml import attribute, find_all, text_run
from methodology.word.writing.blank_prompt import BLANK_PROMPT
from methodology.word.writing.footnotes import Footnotes, mark_run
from methodology.word.writing.running_head import RunningRun

LONGEST_NAME = 40
"""Word cuts longer names of bookmarks off."""
_ONCE: Mapping[str | None, int] = MappingProxyType({})
_NEIGHBOURS = 2
MARKS: Mapping[ChangeMark | None, str] = MappingProxyType(
    {None: "", ChangeMark.INSERTED: '<w:u w:val="single"/>', ChangeMark.DELETED: "<w:strike/>"}
)
"""How Word shows the marks of a report; they are no tracked changes."""
_SOURCE, _TARGET = attrgetter("source"), attrgetter("target")

Relate = Callable[[str], str]
"""Makes an address a relationship of the part that is being written; returns its id."""


class Bookmarks:
    """The names that are taken, and a name for each anchor of the document.

    They are where links arrive, what the contents table counts, and what stands for a text.
    """

    def __init__(self, blocks: Sequence[Block], roots: Iterable[etree._Element]) -> None:
        """``roots`` are the template's parts, whose own bookmarks stay. A broken link: ValueError."""
        own = list(chain.from_iterable(find_all(root, "//w:bookmarkStart") for root in roots))
        self._taken = {(attribute(mark, "w:name") or "").casefold() for mark in own}
        self._last_id = max((int(attribute(mark, "w:id") or 0) for mark in own), default=0)
        texts = tuple(texts_of_blocks(blocks))
        require_sound_links(texts)
        self._names = {anchor: self.reserve(anchor) for anchor in anchors_of(texts)}
        paged = (anchor for anchor in paged_anchors(blocks) if anchor in self._names)
        self._pages = {anchor: self.reserve(f"{OWN_PAGE}{anchor}") for anchor in paged}

    def at(self, anchor: str | None) -> tuple[str, ...]:
        """The names of the bookmarks at an anchor, if the document has it: that of links first."""
        names = (names.get(anchor) for names in (self._names, self._pages) if anchor is not None)
        return tuple(name for name in names if name is not None)

    def page(self, anchor: str) -> str | None:
        """The name of the bookmark whose page a table shows."""
        return self._pages.get(anchor)

    def add(self, anchor: str, wish: str) -> str:
        """Give an anchor that the document does not have a free name like ``wish``; return it."""
        self._names[anchor] = name = self.reserve(wish)
        return name

    def reserve(self, wish: str) -> str:
        """A free name like ``wish``: ASCII letters, digits and underscores, a letter or underscore first."""
        plain = wish
        if not (wish.isidentifier() and wish.isascii()):
            plain = re.sub(r"[^A-Za-z0-9_]", "_", wish)
            plain = plain if re.match(r"[A-Za-z_]", plain) else f"a_{plain}"
        name, number = plain[:LONGEST_NAME], 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        self._taken.add(name.casefold())
        return name

    def around(self, name: str, content: str) -> str:
        """The content between the start and the end of a bookmark of a name that was reserved."""
        self._last_id = number = self._last_id + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


class TextWriter:
    """Writes one text after another as markup and remembers what was printed."""

    def __init__(self, styles: Styles, bookmarks: Bookmarks, roots: Iterable[etree._Element]) -> None:
        """``roots`` are the template's parts, whose own content controls keep their ids."""
        self.written: list[SnapshotText] = []
        self.bookmarks = bookmarks
        self._styles = styles
        own = {attribute(mark) for root in roots for mark in find_all(root, "//w:sdtPr/w:id")}
        self._control_ids = (number for number in count(1) if str(number) not in own)
        self._leaf_numbers = count(1)
        self._mixed_numbers = count(1)
        self.footnotes = Footnotes()
        self.has_controls = False
        self._due: list[tuple[int, Run]] = []
        """The footnotes whose marks were written, with their numbers."""

    def write(self, content: Inline, relate: Relate) -> str:
        """A paragraph's text, then the footnotes that it has; all are remembered."""
        text = self._write_text(content, relate)
        due, self._due = self._due, []
        for number, run in due:
            self.footnotes.write(number, self.write(self._note_content(run), self.footnotes.relate), self._styles)
        return text

    def _note_content(self, run: Run) -> Inline:
        """What the footnote says whose mark a run is."""
        return run.footnote.content if run.footnote is not None else ()

    def _write_text(self, content: Inline, relate: Relate) -> str:
        """A paragraph's text; it is remembered.

        A source that stands in one stretch gets a content control and a bookmark around it; a source that others
        interrupt (a sentence around its values) gets none, and the bookmark of the whole stands for it. Controls are
        never nested (findings: nested ones are lost in LibreOffice).
        """
        filled = [run for run in content if run.text]
        if len(filled) == 1:  # as most have
            return self._write_run(filled[0], relate)
        stretches = [(source, list(runs)) for source, runs in groupby(filled, _SOURCE)]
        # neighbours have different sources, so two cannot share one
        times = _ONCE if len(stretches) <= _NEIGHBOURS else Counter([source for source, _ in stretches])
        written: list[str] = []
        printed: list[SnapshotRun] = []
        for source, runs in stretches:
            inline = self._runs(runs, relate)
            name = None
            if source is not None and times.get(source, 1) == 1:
                name = self.reserve_leaf()
                inline = self.bookmarks.around(name, self.control(name, inline))
            written.append(inline)
            text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
            printed.append(SnapshotRun(text, source, runs[0].within, name))
        return self.remember(printed, "".join(written))

    def _write_run(self, run: Run, relate: Relate) -> str:
        """A text of one run; it is remembered."""
        text, name = self.linked(run.target, self._run(run), relate), None
        if run.source is not None:
            name = self.reserve_leaf()
            text = self.bookmarks.around(name, self.control(name, text))
        self.written.append(SnapshotText(name, (SnapshotRun(run.text, run.source, run.within, name),)))
        return text

    def write_thing(self, content: Inline, thing: str) -> str:
        """What stands in the place of a text that it says, as markup; the text is remembered."""
        runs = [run for run in content if run.text]
        printed = tuple(SnapshotRun(run.text, run.source, run.within, None) for run in runs)
        bookmark = self.bookmarks.reserve(f"_p{next(self._mixed_numbers)}")
        self.written.append(SnapshotText(bookmark, printed))
        return self.bookmarks.around(bookmark, thing)

    def reserve_leaf(self) -> str:
        """The name of the next control and of the bookmark around it."""
        return self.bookmarks.reserve(f"_m{next(self._leaf_numbers)}")

    def remember(self, printed: Sequence[SnapshotRun], text: str) -> str:
        """Remember a text that was printed; its markup ``text``, inside a bookmark of its own where it needs one."""
        if not printed:
            return text
        bookmark = printed[0].tag
        if len(printed) > 1:
            bookmark = None
            if any(run.path is not None for run in printed):
                bookmark = self.bookmarks.reserve(f"_p{next(self._mixed_numbers)}")
                text = self.bookmarks.around(bookmark, text)
        self.written.append(SnapshotText(bookmark, tuple(printed)))
        return text

    def control(self, tag: str, content: str) -> str:
        """A hidden content control around runs."""
        self.has_controls = True
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{self.reserve_control()}"/>{BLANK_PROMPT}'
            f'<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
        )

    def reserve_control(self) -> int:
        """The id of the next control."""
        return next(self._control_ids)

    def _runs(self, runs: Sequence[Run], relate: Relate) -> str:
        if len(runs) == 1:  # as most are
            return self.linked(runs[0].target, self._run(runs[0]), relate)
        linked = ((target, "".join(map(self._run, same))) for target, same in groupby(runs, _TARGET))
        return "".join(self.linked(target, content, relate) for target, content in linked)

    def _run(self, run: Run) -> str:
        if run.footnote is not None:
            return self.footnote_mark(run)
        return text_run(run.text, self.style_id(run), look=MARKS[run.mark])

    def linked(self, target: str | None, content: str, relate: Relate) -> str:
        """Runs that lead to a target, if there is one."""
        if target is None:
            return content
        if target.startswith("#"):
            name, *_ = self.bookmarks.at(target.removeprefix("#"))
            place = f'w:anchor="{name}"'
        else:
            place = f'r:id="{relate(target)}"'
        return f'<w:hyperlink {place} w:history="1">{content}</w:hyperlink>'

    def footnote_mark(self, run: Run) -> str:
        """A run that is the mark of a footnote, which is due then."""
        self._due.append((self.footnotes.reserve(), run))
        return mark_run(self._styles, f'<w:footnoteReference w:id="{self._due[-1][0]}"/>')

    def style_id(self, run: Run) -> str | None:
        """The id of the character style that a run is set in."""
        if isinstance(run, RunningRun):
            return self._styles.id(run.style)
        if run.strong or run.emphasis:
            name = STRONG_EMPHASIS if run.strong and run.emphasis else STRONG if run.strong else EMPHASIS
            return self._styles.id(name)
        return None if run.target is None else self._styles.id(LINK)
