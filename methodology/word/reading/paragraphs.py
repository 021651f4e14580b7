"""The paragraphs of one part in reading order: their text as the program writes it, and what is left of its origin."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from methodology.word.fields import Fields
from methodology.word.reading.cells import Cells
from methodology.word.reading.list_labels import ListCount, ListLabel
from methodology.word.reading.looks import PLAIN, Look, Mark, is_on, read_run_properties
from methodology.word.reading.revisions import authors_of
from methodology.word.reading.style_sheet import ListPlace, StyleSheet, read_paragraph_properties
from methodology.word.reading.word_text import PAGE_BREAK, Story, WordRun, WordText
from methodology.word.wordml import NAMESPACES, attribute, child, qname

MOST_OPEN = 50
"""So many bookmarks may be open at once; a real document has three."""
LONGEST_ANCHOR = 4_000
"""The text that a comment stands on is cut after so many characters."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COPY = re.compile(r"(_Copy_\d+)+\Z")
_CONTENTS_STYLE = re.compile(r"toc \d")
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""In headers and footers the numbers of pages are no text: nobody writes them."""
_RUN, _RUN_PROPERTIES, _PARAGRAPH, _PARAGRAPH_PROPERTIES = map(qname, ("w:r", "w:rPr", "w:p", "w:pPr"))
_RELATION = f"{{{NAMESPACES['r']}}}id"
_NO_LINKS: Mapping[str, str] = MappingProxyType({})
_BOX = qname("w:txbxContent")
_RANGE_ENDS = {"w:bookmarkStart": "w:bookmarkEnd", "w:commentRangeStart": "w:commentRangeEnd"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_SIGNS |= {"w:softHyphen": "\N{SOFT HYPHEN}"}
_NO_TEXT = ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblGrid", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:rt")


class Piece(NamedTuple):
    """A text as it is read, with the tag of its control; ``direct`` are the looks that its own formatting makes."""

    tag: str | None
    look: Look
    text: str
    direct: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class OpenParagraph:
    """A paragraph while it is read; ``start`` holds what is known at its beginning."""

    start: WordText
    style: str = ""
    """The id of its style."""
    is_head: bool = False
    """Whether it is a heading or stands in the head of a table."""
    pieces: list[Piece] = field(default_factory=list)
    bookmarks: dict[str, bool] = field(default_factory=dict)
    """Whether each has text in it: one that lost all its text names no other text that stands there."""
    foreign: list[str] = field(default_factory=list)

    def finish(self) -> WordText:
        """What was read."""
        pieces = self._without_common_looks() if self.is_head else self.pieces
        groups = groupby(pieces, lambda piece: (piece.tag, piece.look))
        runs = tuple(WordRun("".join(piece.text for piece in same), tag, look) for (tag, look), same in groups)
        if not all(map(_is_composed, runs)):
            runs = tuple(_compose(runs))
        names = frozenset(name for name, filled in self.bookmarks.items() if filled or not runs)
        return replace(self.start, runs=runs, bookmarks=names, foreign=tuple(self.foreign))

    def _without_common_looks(self) -> list[Piece]:
        """Leave out what direct formatting makes of all the text: it is the head's own look, written at each run."""
        direct = [piece.direct for piece in self.pieces if piece.text.strip()]
        common = frozenset.intersection(*direct) if direct else frozenset()
        if not common:
            return self.pieces
        return [piece._replace(look=_without(piece.look, common)) for piece in self.pieces]


@dataclass(slots=True)
class Anchor:
    """Where a comment stands: its first paragraph, and from where to where the part's whole text belongs to it."""

    paragraph: OpenParagraph | None
    start: int
    end: int


class Paragraphs:
    """Goes through a part once, without recursion: the depth of a foreign file is not to be trusted."""

    def __init__(
        self,
        root: etree._Element,
        story: Story,
        styles: StyleSheet,
        count: ListCount | None = None,
        links: Mapping[str, str] = _NO_LINKS,
    ) -> None:
        """``root`` has no tracked changes left; ``links`` are the addresses that its part names, by relationship."""
        self.all: list[OpenParagraph] = []
        """Every paragraph in its order; those of text boxes and of tables in tables have the story ``ASIDE``."""
        self.anchors: dict[str, Anchor] = {}
        """The places of comments by their id."""
        self._story = story
        self._styles = styles
        self._count = count
        self._addresses = links
        self._links: list[str | None] = []
        self._run: etree._Element | None = None
        self._run_look: tuple[Look, frozenset[str]] = (PLAIN, frozenset())
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
            **dict.fromkeys(_SIGNS, lambda sign: self._add_text(sign, signs[str(sign.tag)])),
            "w:p": self._start_paragraph,
            **dict.fromkeys(("w:t", "w:delText"), lambda text: self._add_text(text, _in_one_line(text.text))),
            "w:br": self._break,
            "w:sym": lambda sign: self._add_text(sign, _symbol(attribute(sign, "w:char"))),
            "w:sdt": self._start_control,
            "w:tbl": lambda _: self._cells.start_table(of_body=self._story is Story.BODY and not self._boxes),
            "w:tr": self._cells.start_row,
            "w:tc": self._cells.start_cell,
            "w:fldChar": self._fields.mark,
            **dict.fromkeys(("w:instrText", "w:delInstrText"), self._fields.instruct),
            "w:hyperlink": self._start_link,
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
            "w:hyperlink": lambda _: self._links.pop(),
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
        properties = read_paragraph_properties(_first(element, _PARAGRAPH_PROPERTIES))
        key = self._styles.key(properties)
        style = self._styles.name(key)
        story, cell = self._story, None
        if self._boxes or self._cells.nested:
            story = Story.ASIDE
        else:
            cell = self._cells.next_paragraph()
            if story is Story.BODY and _CONTENTS_STYLE.fullmatch(style):
                story = Story.CONTENTS
        level = self._styles.level(properties)
        place = self._styles.numbering(properties)
        number, label = (None, None) if place is None else (place.number, self._label(place, properties.mark))
        authors = authors_of(element)
        start = WordText((), story, style, number, cell, authors=authors, level=level, numbering=label)
        paragraph = OpenParagraph(start, key, is_head=level is not None or self._cells.in_head)
        paragraph.bookmarks = dict.fromkeys(self._bookmarks.values(), False)
        self._open.append(paragraph)
        self._begin(paragraph)
        self._stray = None

    def _label(self, place: ListPlace, mark: etree._Element | None) -> ListLabel | None:
        """How Word numbers a paragraph; one whose mark is hidden is not counted."""
        hidden = child(mark, "w:vanish")
        if self._count is None or (hidden is not None and is_on(hidden)):
            return None
        return self._count.next(place)

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

    def _add_text(self, element: etree._Element, text: str) -> None:
        placeholder = bool(self._controls) and self._controls[-1][1]
        if not text or placeholder or self._fields.hide:
            return
        paragraph = self._current()
        tag = self._controls[-1][0] if self._controls and not self._boxes else None
        target = self._fields.target or (self._links[-1] if self._links else None)
        if paragraph.start.story is Story.BODY and (target or "").startswith("#") and self._fields.in_contents:
            paragraph.start = replace(paragraph.start, story=Story.CONTENTS)
        look, direct = self._look_at(element, paragraph)
        if target is not None:
            look = _linked(look, target)
        paragraph.pieces.append(Piece(tag, look, text, direct))
        paragraph.bookmarks.update(dict.fromkeys(self._bookmarks.values(), True))
        self._pieces.append(text)
        self._length += len(text)

    def _look_at(self, element: etree._Element, paragraph: OpenParagraph) -> tuple[Look, frozenset[str]]:
        """The look of the run around a text, and which of strong and emphasis its own formatting makes."""
        run = element.getparent()
        if run is None or run.tag != _RUN:
            run = next(element.iterancestors(_RUN, _PARAGRAPH), None)
        if run is None or run is not self._run:
            self._run = run
            properties = None if run is None else _first(run, _RUN_PROPERTIES)
            direct = read_run_properties(properties)
            if paragraph.start.story is Story.CONTENTS:
                # Word hides the page numbers of its contents tables in a browser, and nowhere else.
                direct = {name: said for name, said in direct.items() if name != "webHidden"}
            look = self._styles.look(paragraph.style, direct, attribute(child(properties, "w:rStyle")) or "")
            made = {name for key, name in (("b", "strong"), ("i", "emphasis")) if direct.get(key)}
            self._run_look = look, frozenset(name for name in made if getattr(look, name))
        return self._run_look

    def _start_link(self, element: etree._Element) -> None:
        """A link leads to an address, to a bookmark of the file, or to one in what has the address."""
        address = self._addresses.get(element.get(_RELATION, ""), "")
        anchor = attribute(element, "w:anchor")
        self._links.append(f"{address}#{anchor}" if anchor else address or None)

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

    def _break(self, mark: etree._Element) -> None:
        """A break of the line is a sign of the text; one of the page or column is none."""
        if attribute(mark, "w:type") in (None, "textWrapping"):
            self._add_text(mark, "\n")
        elif not self._fields.hide:
            self._foreign(PAGE_BREAK)

    def _formula(self, element: etree._Element) -> None:
        self._foreign("formula")
        self._skip(element)

    def _foreign(self, kind: str) -> None:
        self._current().foreign.append(kind)


def _first(element: etree._Element, tag: str) -> etree._Element | None:
    """The properties of an element, which stand before all else in it."""
    first = next(iter(element), None)
    return first if first is not None and first.tag == tag else element.find(tag)


def _without(look: Look, names: frozenset[str]) -> Look:
    strong, emphasis = look.strong and "strong" not in names, look.emphasis and "emphasis" not in names
    return replace(look, strong=strong, emphasis=emphasis)


def _is_composed(run: WordRun) -> bool:
    text = run.text
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not unicodedata.combining(text[0]))


def _compose(runs: Sequence[WordRun]) -> Iterator[WordRun]:
    """The runs in NFC, all together too: an accent that begins a run belongs to the letter that ends the one before."""
    left = list(runs)
    for number in range(1, len(left)):
        text = left[number].text
        marks = next((at for at, sign in enumerate(text) if not unicodedata.combining(sign)), len(text))
        if marks:
            before = left[number - 1]
            left[number - 1] = replace(before, text=before.text + text[:marks])
            left[number] = replace(left[number], text=text[marks:])
    return (replace(run, text=unicodedata.normalize("NFC", run.text)) for run in left if run.text)


@functools.lru_cache(maxsize=1_000)
def _linked(look: Look, target: str) -> Look:
    """The look of a link, which is underlined as such."""
    return replace(look, target=target, marks=look.marks - {Mark.UNDERLINED})


def _in_one_line(text: str | None) -> str:
    """The text of a run: a line break in the XML itself is printed as a space."""
    return re.sub(r"[\r\n]+", " ", text or "")


def _symbol(code: str | None) -> str:
    """The sign of a ``w:sym``, as its code says."""
    return chr(int(code, 16)) if code and re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else "\N{REPLACEMENT CHARACTER}"
