"""The paragraphs of one part in reading order: their text as the program writes it, and what is left of its origin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from lxml import etree

from methodology.model.texts import CellPlace
from methodology.word.fields import Fields
from methodology.word.reading.revisions import authors_of
from methodology.word.styles import ParagraphStyles
from methodology.word.wordml import attribute, child, qname

MOST_OPEN = 50
"""So many bookmarks may be open at once; a real document has three."""
WIDEST = 1_000
"""No grid has more columns; Word knows 63."""
LONGEST_ANCHOR = 4_000
"""The text that a comment stands on is cut after so many characters."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COPY = re.compile(r"(_Copy_\d+)+\Z")
_CONTENTS_STYLE = re.compile(r"toc \d")
_ENTRY_PAGE = re.compile(r"\t\d+\s*\Z")
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""In headers and footers the numbers of pages are no text: nobody writes them."""
_BOX = qname("w:txbxContent")
_RANGE_ENDS = {"w:bookmarkStart": "w:bookmarkEnd", "w:commentRangeStart": "w:commentRangeEnd"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_NO_TEXT = ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblGrid", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:rt")


class Story(StrEnum):
    """Which flow of text a paragraph belongs to."""

    BODY = "body"
    CONTENTS = "contents"
    """An entry of the contents table, by its style."""
    PAGE = "page"
    """A header or footer."""
    ASIDE = "aside"
    """A footnote, an endnote, a text box: the program writes none, so all that stands there was added."""


@dataclass(frozen=True, slots=True)
class WordRun:
    """A stretch of text in one content control, by its tag, or in none."""

    text: str
    tag: str | None


@dataclass(frozen=True, slots=True)
class WordText:
    """One paragraph.

    ``style`` is its style's name as in ``styles.xml``, in small letters; ``list`` its numbering id, None where it is in
    no list (its own or its style's numbering); ``bookmarks`` are those that begin in it or that it lies within, their
    copies (``m7_Copy_1``) under their first name. ``authors`` are those of the tracked changes in it. ``foreign`` are
    things that are no text and that the program does not write (``picture``, ``formula``, ``object``, ``chart``).
    """

    runs: tuple[WordRun, ...]
    story: Story = Story.BODY
    style: str = ""
    list: str | None = None
    cell: CellPlace | None = None
    bookmarks: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)

    @property
    def text_without_page(self) -> str:
        """The text; of an entry of the contents table without its page, which programs count anew."""
        return _ENTRY_PAGE.sub("", self.text) if self.story is Story.CONTENTS else self.text

    @property
    def is_heading(self) -> bool:
        """Whether the paragraph is one of Word's headings."""
        return self.style.startswith("heading")


@dataclass(slots=True)
class _Table:
    number: int | None
    row: int = -1
    column: int = 0
    next_column: int = 0
    paragraph: int = -1


class Cells:
    """Counts tables, rows, columns of the grid and paragraphs as they come."""

    def __init__(self) -> None:
        """No table has begun."""
        self._tables: list[_Table] = []
        self._count = 0

    @property
    def nested(self) -> bool:
        """Whether the reader is in a table within a table."""
        return len(self._tables) > 1

    def start_table(self, *, of_body: bool) -> None:
        """A table begins; only those of the body are counted."""
        counted = of_body and not self._tables
        self._tables.append(_Table(self._count if counted else None))
        self._count += counted

    def end_table(self) -> None:
        """The last table that began ends."""
        if self._tables:
            self._tables.pop()

    def start_row(self, row: etree._Element) -> None:
        """A ``w:tr`` begins, its first cells left out where ``w:gridBefore`` says so."""
        if self._tables:
            table = self._tables[-1]
            table.row += 1
            table.next_column = _number(attribute(child(row, "w:trPr", "w:gridBefore")), 0)

    def start_cell(self, cell: etree._Element) -> None:
        """A ``w:tc`` begins, as wide as ``w:gridSpan`` says."""
        if self._tables:
            table = self._tables[-1]
            table.column = table.next_column
            table.next_column += max(1, _number(attribute(child(cell, "w:tcPr", "w:gridSpan")), 1))
            table.paragraph = -1

    def next_paragraph(self) -> CellPlace | None:
        """Count a paragraph and return its place; None where the reader is in no table that is counted."""
        table = self._tables[-1] if self._tables else None
        if table is None or table.number is None or table.row < 0:
            return None
        table.paragraph += 1
        return CellPlace(table.number, table.row, table.column, table.paragraph)


@dataclass(slots=True, eq=False)
class OpenParagraph:
    """A paragraph while it is read; ``start`` holds what is known at its beginning."""

    start: WordText
    pieces: list[tuple[str | None, str]] = field(default_factory=list)
    """Tags and texts."""
    bookmarks: dict[str, bool] = field(default_factory=dict)
    """Whether each has text in it: one that lost all its text names no other text that stands there."""
    foreign: list[str] = field(default_factory=list)

    def finish(self) -> WordText:
        """What was read."""
        groups = groupby(self.pieces, itemgetter(0))
        runs = tuple(WordRun("".join(text for _, text in pieces), tag) for tag, pieces in groups)
        names = frozenset(name for name, filled in self.bookmarks.items() if filled or not runs)
        return replace(self.start, runs=runs, bookmarks=names, foreign=tuple(self.foreign))


@dataclass(slots=True)
class Anchor:
    """Where a comment stands: its first paragraph, and from where to where the part's whole text belongs to it."""

    paragraph: OpenParagraph | None
    start: int
    end: int


class Paragraphs:
    """Goes through a part once, without recursion: the depth of a foreign file is not to be trusted."""

    def __init__(self, root: etree._Element, story: Story, styles: ParagraphStyles) -> None:
        """``root`` has no tracked changes left."""
        self.all: list[OpenParagraph] = []
        """Every paragraph in its order; those of text boxes and of tables in tables have the story ``ASIDE``."""
        self.anchors: dict[str, Anchor] = {}
        """The places of comments by their id."""
        self._story = story
        self._styles = styles
        self._open: list[OpenParagraph] = []
        self._stray: OpenParagraph | None = None
        self._controls: list[tuple[str | None, bool]] = []
        self._boxes = 0
        self._cells = Cells()
        self._fields = Fields(_PAGE_FIELDS if story is Story.PAGE else frozenset())
        self._bookmarks: dict[str, str] = {}
        self._branches: list[bool] = []
        self._pieces: list[str] = []
        self._length = 0
        self._homeless: list[Anchor] = []
        ends = root.iter(*map(qname, _RANGE_ENDS.values()))
        self._ends = {(str(end.tag), attribute(end, "w:id")) for end in ends}
        self._unclosed: list[str] = []
        self._unclosed_anchors: list[Anchor] = []
        starts, finishes = self._starts(), self._finishes()
        self._walk = etree.iterwalk(root, events=("start", "end"), tag=[*{*starts, *finishes}])
        for event, element in self._walk:
            handle = (starts if event == "start" else finishes).get(str(element.tag))
            if handle is not None:
                handle(element)
        self._whole = "".join(self._pieces)

    def text_at(self, anchor: Anchor) -> str:
        """The text that a comment stands on."""
        return self._whole[anchor.start : min(anchor.end, anchor.start + LONGEST_ANCHOR)].strip("\n")

    def _starts(self) -> Mapping[str, Callable[[etree._Element], object]]:
        signs = {qname(name): text for name, text in _SIGNS.items()}
        handlers: dict[str, Callable[[etree._Element], object]] = {
            **dict.fromkeys(_NO_TEXT, self._skip),
            **dict.fromkeys(_SIGNS, lambda sign: self._add_text(signs[str(sign.tag)])),
            "w:p": self._start_paragraph,
            **dict.fromkeys(("w:t", "w:delText"), lambda text: self._add_text(_in_one_line(text.text))),
            "w:br": lambda mark: self._add_text("\n" if attribute(mark, "w:type") in (None, "textWrapping") else ""),
            "w:sym": lambda sign: self._add_text(_symbol(attribute(sign, "w:char"))),
            "w:sdt": self._start_control,
            "w:tbl": lambda _: self._cells.start_table(of_body=self._story is Story.BODY and not self._boxes),
            "w:tr": self._cells.start_row,
            "w:tc": self._cells.start_cell,
            "w:fldChar": self._fields.mark,
            "w:instrText": self._fields.instruct,
            "w:fldSimple": self._fields.start_simple,
            "w:bookmarkStart": self._start_bookmark,
            "w:bookmarkEnd": lambda end: self._bookmarks.pop(attribute(end, "w:id") or "", None),
            "w:commentRangeStart": self._start_comment,
            "w:commentRangeEnd": self._end_comment,
            "w:commentReference": self._refer_to_comment,
            **dict.fromkeys(("w:drawing", "w:pict"), self._drawing),
            **dict.fromkeys(("w:object", "w:altChunk", "w:subDoc"), lambda _: self._foreign("object")),
            "w:txbxContent": lambda _: self._count_boxes(1),
            "mc:AlternateContent": lambda _: self._branches.append(False),
            **dict.fromkeys(("mc:Choice", "mc:Fallback"), self._branch),
        }
        named = {qname(name): handler for name, handler in handlers.items()}
        return named | dict.fromkeys((f"{_MATH}oMath", f"{_MATH}oMathPara"), self._formula)

    def _finishes(self) -> Mapping[str, Callable[[etree._Element], object]]:
        handlers: dict[str, Callable[[etree._Element], object]] = {
            "w:p": lambda _: self._end_paragraph(),
            "w:sdt": lambda _: self._controls.pop(),
            "w:tbl": lambda _: self._cells.end_table(),
            "w:fldSimple": lambda _: self._fields.end(),
            "w:txbxContent": lambda _: self._count_boxes(-1),
            "mc:AlternateContent": lambda _: self._branches.pop(),
        }
        return {qname(name): handler for name, handler in handlers.items()}

    def _skip(self, _: etree._Element) -> None:
        self._walk.skip_subtree()

    def _branch(self, element: etree._Element) -> None:
        """Of several forms of one thing only the first is read."""
        if self._branches and self._branches[-1]:
            self._skip(element)
        elif self._branches:
            self._branches[-1] = True

    def _count_boxes(self, step: int) -> None:
        self._boxes += step

    def _start_paragraph(self, element: etree._Element) -> None:
        properties = child(element, "w:pPr")
        style = self._styles.name(properties)
        story, cell = self._story, None
        if self._boxes or self._cells.nested:
            story = Story.ASIDE
        else:
            cell = self._cells.next_paragraph()
            if story is Story.BODY and _CONTENTS_STYLE.fullmatch(style):
                story = Story.CONTENTS
        numbering = self._styles.list(properties)
        paragraph = OpenParagraph(WordText((), story, style, numbering, cell, authors=authors_of(element)))
        paragraph.bookmarks = dict.fromkeys(self._bookmarks.values(), False)
        self._open.append(paragraph)
        self._begin(paragraph)
        self._stray = None

    def _begin(self, paragraph: OpenParagraph) -> None:
        self.all.append(paragraph)
        for anchor in self._homeless:
            anchor.paragraph = paragraph
        self._homeless.clear()

    def _end_paragraph(self) -> None:
        self._open.pop()
        self._fields.end_paragraph()
        for key in self._unclosed:
            self._bookmarks.pop(key, None)
        self._unclosed.clear()
        for anchor in self._unclosed_anchors:
            anchor.end = self._length
        self._unclosed_anchors.clear()
        self._pieces.append("\n")
        self._length += 1

    def _current(self) -> OpenParagraph:
        """The paragraph that is open; one of its own for what a broken file has outside of all."""
        if self._open:
            return self._open[-1]
        if self._stray is None:
            aside = self._boxes or self._cells.nested
            self._stray = OpenParagraph(WordText((), Story.ASIDE if aside else self._story))
            self._begin(self._stray)
        return self._stray

    def _add_text(self, text: str) -> None:
        placeholder = bool(self._controls) and self._controls[-1][1]
        if not text or placeholder or self._fields.hide:
            return
        paragraph = self._current()
        tag = self._controls[-1][0] if self._controls and not self._boxes else None
        paragraph.pieces.append((tag, text))
        paragraph.bookmarks.update(dict.fromkeys(self._bookmarks.values(), True))
        self._pieces.append(text)
        self._length += len(text)

    def _start_control(self, element: etree._Element) -> None:
        """A control without a tag leaves the text to the one around it; Word's prompt for a value is no text."""
        properties = child(element, "w:sdtPr")
        tag, placeholder = self._controls[-1] if self._controls else (None, False)
        own = attribute(child(properties, "w:tag"))
        shows_prompt = child(properties, "w:showingPlcHdr") is not None
        self._controls.append((own or tag, placeholder or shows_prompt))

    def _start_bookmark(self, element: etree._Element) -> None:
        key, name = attribute(element, "w:id") or "", attribute(element, "w:name")
        if name is None or len(self._bookmarks) >= MOST_OPEN:
            return
        self._bookmarks[key] = _COPY.sub("", name)
        if self._open:
            self._open[-1].bookmarks.setdefault(self._bookmarks[key], False)
        if not self._has_end(element):
            self._unclosed.append(key)

    def _has_end(self, start: etree._Element) -> bool:
        ends = {qname(begin): qname(end) for begin, end in _RANGE_ENDS.items()}
        return (ends[str(start.tag)], attribute(start, "w:id")) in self._ends

    def _start_comment(self, element: etree._Element) -> None:
        anchor = self._refer_to_comment(element)
        if anchor is not None and not self._has_end(element):
            self._unclosed_anchors.append(anchor)

    def _refer_to_comment(self, element: etree._Element) -> Anchor | None:
        key = attribute(element, "w:id")
        if key is None or key in self.anchors:
            return None
        anchor = self.anchors[key] = Anchor(self._open[-1] if self._open else None, self._length, self._length)
        if anchor.paragraph is None:
            self._homeless.append(anchor)
        return anchor

    def _end_comment(self, element: etree._Element) -> None:
        anchor = self.anchors.get(attribute(element, "w:id") or "")
        if anchor is not None:
            anchor.end = self._length

    def _drawing(self, element: etree._Element) -> None:
        """A picture, or a chart; a text box only by its text, which is read."""
        kinds = [data.get("uri", "") for data in element.iter(f"{_DRAWING}graphicData")]
        if any(kind.endswith(("/chart", "/diagram", "/chartex")) for kind in kinds):
            self._foreign("chart")
        elif next(element.iter(_BOX), None) is None:
            self._foreign("picture")

    def _formula(self, element: etree._Element) -> None:
        self._foreign("formula")
        self._skip(element)

    def _foreign(self, kind: str) -> None:
        self._current().foreign.append(kind)


def _in_one_line(text: str | None) -> str:
    """The text of a run: a line break in the XML itself is printed as a space."""
    return re.sub(r"[\r\n]+", " ", text or "")


def _symbol(code: str | None) -> str:
    """The sign of a ``w:sym``, as its code says."""
    return chr(int(code, 16)) if code and re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else "\N{REPLACEMENT CHARACTER}"


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), WIDEST) if text and re.fullmatch("[0-9]{1,9}", text) else otherwise
