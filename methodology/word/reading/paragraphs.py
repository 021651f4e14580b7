"""The paragraphs of one part in reading order: their text as the program writes it, and what is left of its origin."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from methodology.model.document import NOTE_MARK
from methodology.word.fields import Fields, find_lone_marks, symbol_of
from methodology.word.reading.cells import Cells
from methodology.word.reading.list_labels import ListCount, ListLabel
from methodology.word.reading.looks import PLAIN, Look, Mark, is_on, read_run_properties
from methodology.word.reading.prompts import Prompts, find_prompts
from methodology.word.reading.revisions import JOINED, authors_of
from methodology.word.reading.style_sheet import ListPlace, RunStyle, StyleSheet, read_paragraph_properties
from methodology.word.reading.symbols import NO_SIGN, read_signs, read_symbol
from methodology.word.reading.word_text import PAGE_BREAK, Story, WordPicture, WordRun, WordText
from methodology.word.wordml import NAMESPACES, attribute, child, qname, whole_number

MOST_OPEN = 50
"""So many bookmarks may be open at once; a real document has three."""
LONGEST_ANCHOR = 4_000
"""The text that a comment stands on is cut after so many characters."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_INLINE, _EXTENT, _SAID = f"{_PLACED}inline", f"{_PLACED}extent", f"{_PLACED}docPr"
WIDEST_PICTURE = 10**8
"""In EMU, more than any page is wide."""
_COPY = re.compile(r"(_Copy_\d+)+\Z")
_LINE_BREAKS = re.compile(r"[\r\n]+")
_CONTENTS_STYLE = re.compile(r"toc \d")
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF"})
"""In headers and footers the numbers of pages are no text: nobody writes them. What is no number is.

Nor is a heading that a field repeats there.
"""
_PAGE_NUMBER = re.compile(r"\s*(\d+|[ivxlcdm]+|[IVXLCDM]+|[A-Za-z]|-\s*\d*\s*-?)?\s*")
_SHOWN_NOWHERE = frozenset(
    {"", "ADVANCE", "ASK", "HYPERLINK", "NEXT", "NEXTIF", "PRIVATE", "RD", "SET", "SKIPIF", "TA", "TC", "XE"}
)
"""Fields without a result that show nothing; the others show something that the file does not say."""
_RUN, _RUN_PROPERTIES, _PARAGRAPH, _PARAGRAPH_PROPERTIES = map(qname, ("w:r", "w:rPr", "w:p", "w:pPr"))
_RELATION, _EMBEDDED = (f"{{{NAMESPACES['r']}}}{name}" for name in ("id", "embed"))
_BOX = qname("w:txbxContent")
_RANGE_ENDS = {
    qname("w:bookmarkStart"): qname("w:bookmarkEnd"),
    qname("w:commentRangeStart"): qname("w:commentRangeEnd"),
}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_SIGNS |= {"w:softHyphen": "\N{SOFT HYPHEN}"}
_NO_TEXT = (
    *("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"),
    *("w:tblGrid", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:rubyPr"),
)
_FOREIGN = {
    **dict.fromkeys(("w:object", "w:altChunk", "w:subDoc"), "object"),
    "w:contentPart": "picture",
    "w:rt": "ruby",
    **dict.fromkeys(("w:pgNum", "w:dayShort", "w:dayLong", "w:monthShort", "w:monthLong"), "field"),
    **dict.fromkeys(("w:yearShort", "w:yearLong"), "field"),
}
"""Things that are no text, by their elements."""


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
    pictures: list[tuple[WordPicture, str]] = field(default_factory=list)
    """Those in the line, each with what it says of itself."""
    notes: list[str] = field(default_factory=list)
    """The ids of the footnotes whose marks are in it."""
    prompts: list[str] = field(default_factory=list)
    """Texts in the style of Word's prompts whose controls are lost."""

    def finish(self) -> WordText:
        """What was read."""
        pieces = self._without_common_looks() if self.is_head else self.pieces
        picture = None
        if len(self.pictures) == 1 and self.start.cell is None and not any(piece.text.strip() for piece in pieces):
            (picture, said), *_ = self.pictures
            pieces = [Piece(None, PLAIN, said)] if said else []
        else:
            self.foreign += ["picture"] * len(self.pictures)
        groups = groupby(pieces, lambda piece: (piece.tag, piece.look))
        runs = tuple(WordRun("".join(piece.text for piece in same), tag, look) for (tag, look), same in groups)
        if not all(map(_is_composed, runs)):
            runs = tuple(_compose(runs))
        runs = _without_prompts(runs)
        names = frozenset(name for name, filled in self.bookmarks.items() if filled or not runs)
        return replace(
            self.start, runs=runs, bookmarks=names, foreign=self._things(), picture=picture, notes=tuple(self.notes)
        )

    def _things(self) -> tuple[str, ...]:
        """What is no text; a prompt only where nobody can tell that Word wrote it."""
        if not self.prompts:
            return tuple(self.foreign)
        prompts = unicodedata.normalize("NFC", "".join(self.prompts))
        for start, end in reversed(list(find_prompts(prompts))):
            prompts = prompts[:start] + prompts[end:]
        return (*self.foreign, *(("prompt",) if prompts.strip() else ()))

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


class _Control(NamedTuple):
    """An open control: its tag or that of the one around it, and whether it says and does show its prompt."""

    tag: str | None = None
    may_be_prompt: bool = False
    is_prompt: bool = False


_NO_CONTROL = _Control()


@dataclass(frozen=True, slots=True)
class PartContext:
    """What the paragraphs of a part are read with.

    ``count`` counts the lists of its flow, None where nobody numbers them; ``addresses`` are those that the part names,
    by relationship; ``prompts`` are those of the file's glossary.
    """

    styles: StyleSheet
    count: ListCount | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    prompts: Prompts = field(default_factory=lambda: Prompts(None))
    digest: Callable[[str], str | None] = lambda _: None
    """Returns the digest of the part that a relationship leads to."""


class Paragraphs:
    """Goes through a part once, without recursion: the depth of a foreign file is not to be trusted."""

    def __init__(self, root: etree._Element, story: Story, context: PartContext) -> None:
        """``root`` has neither alternatives nor tracked changes left."""
        self.all: list[OpenParagraph] = []
        """Every paragraph in its order; those of text boxes and of tables in tables have the story ``ASIDE``."""
        self.anchors: dict[str, Anchor] = {}
        """The places of comments by their id."""
        self._story = story
        self._styles = context.styles
        self._count = context.count
        self._addresses = context.addresses
        self._digest = context.digest
        self._links: list[str | None] = []
        self._run: etree._Element | None = None
        self._run_style = RunStyle(PLAIN)
        self._prompts = context.prompts
        self._open: list[OpenParagraph] = []
        self._stray: OpenParagraph | None = None
        self._controls: list[_Control] = []
        self._boxes = 0
        self._note: str | None = None
        self._cells = Cells()
        self._fields = Fields(_PAGE_FIELDS if story is Story.PAGE else frozenset(), find_lone_marks(root))
        self._bookmarks: dict[str, str] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._homeless: list[Anchor] = []
        ends = root.iter(*_RANGE_ENDS.values())
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
        text = self._whole[anchor.start : min(anchor.end, anchor.start + LONGEST_ANCHOR)]
        return unicodedata.normalize("NFC", text.strip("\n"))

    def _starts(self) -> Mapping[str, Callable[[etree._Element], object]]:
        signs = {qname(name): text for name, text in _SIGNS.items()}
        things = {qname(name): kind for name, kind in _FOREIGN.items()}
        handlers: dict[str, Callable[[etree._Element], object]] = {
            **dict.fromkeys(_NO_TEXT, self._skip),
            **dict.fromkeys(_SIGNS, lambda sign: self._add_text(sign, signs[str(sign.tag)])),
            "w:p": self._start_paragraph,
            **dict.fromkeys(("w:t", "w:delText"), lambda text: self._add_text(text, _in_one_line(text.text))),
            "w:br": self._break,
            "w:sym": lambda sign: self._add_text(
                sign, read_symbol(attribute(sign, "w:char"), attribute(sign, "w:font") or "")
            ),
            "w:sdt": self._start_control,
            "w:tbl": self._start_table,
            "w:tr": self._cells.start_row,
            "w:tc": self._cells.start_cell,
            "w:fldChar": self._mark_field,
            **dict.fromkeys(("w:instrText", "w:delInstrText"), self._fields.instruct),
            "w:hyperlink": self._start_link,
            "w:fldSimple": self._fields.start_simple,
            "w:bookmarkStart": self._start_bookmark,
            "w:bookmarkEnd": lambda end: self._bookmarks.pop(attribute(end, "w:id") or "", None),
            "w:commentRangeStart": self._start_comment,
            "w:commentRangeEnd": self._end_comment,
            "w:commentReference": self._refer_to_comment,
            **dict.fromkeys(("w:drawing", "w:pict"), self._drawing),
            **dict.fromkeys(_FOREIGN, lambda thing: self._thing(thing, things[str(thing.tag)])),
            "w:txbxContent": lambda _: self._count_boxes(1),
            "w:footnote": lambda note: self._enter_note(attribute(note, "w:id")),
            "w:footnoteReference": self._refer_to_footnote,
            "w:endnoteReference": lambda _: self._foreign("endnote"),
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
            "w:footnote": lambda _: self._enter_note(None),
        }
        return {qname(name): handler for name, handler in handlers.items()}

    def _skip(self, _: etree._Element) -> None:
        self._walk.skip_subtree()

    def _start_table(self, table: etree._Element) -> None:
        of_body = self._story is Story.BODY and not self._boxes
        self._cells.start_table(of_body=of_body, marks=self._styles.table_marks(table))

    def _enter_note(self, identifier: str | None) -> None:
        self._note = identifier

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
        joined = element.get(JOINED) is not None
        start = WordText(
            (),
            story,
            style,
            number,
            cell,
            authors=authors,
            level=level,
            numbering=label,
            is_joined=joined,
            note=self._note,
        )
        paragraph = OpenParagraph(start, key, is_head=level is not None or self._cells.in_head)
        paragraph.bookmarks = dict.fromkeys(self._bookmarks.values(), False)
        paragraph.foreign += [PAGE_BREAK] if properties.breaks_page else []
        self._open.append(paragraph)
        self._begin(paragraph)
        self._stray = None

    def _label(self, place: ListPlace, mark: etree._Element | None) -> ListLabel | None:
        """How Word numbers a paragraph; one whose mark is hidden is not counted."""
        if self._count is None or is_on(child(mark, "w:vanish")):
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
        if not text or self._fields.hide or self._is_counted(text):
            return
        paragraph = self._current()
        target = self._target(paragraph)
        style = self._style_of_run(element, paragraph)
        if self._is_prompt(style, paragraph, text):
            return
        shown = read_signs(text, style.ascii_font, style.other_font)
        if NO_SIGN in shown:
            paragraph.foreign.append("symbol")
        look = style.look
        is_link = target is not None or bool(self._links)
        if is_link or self._cells.marks:
            look = _set_into(look, target, self._cells.marks, is_link=is_link)
        self._append(paragraph, look, shown, style.direct)

    def _append(self, paragraph: OpenParagraph, look: Look, text: str, direct: frozenset[str] = frozenset()) -> None:
        tag = self._controls[-1].tag if self._controls and not self._boxes else None
        paragraph.pieces.append(Piece(tag, look, text, direct))
        paragraph.bookmarks.update(dict.fromkeys(self._bookmarks.values(), True))
        self._pieces.append(text)
        self._length += len(text)

    def _refer_to_footnote(self, mark: etree._Element) -> None:
        """The mark of a footnote is a character of the text, whose raised look is that of all marks."""
        if not self._fields.hide:
            paragraph = self._current()
            paragraph.notes.append(attribute(mark, "w:id") or "")
            look = self._style_of_run(mark, paragraph).look
            self._append(paragraph, Look(marks=look.marks - {Mark.SUPERSCRIPT, Mark.UNDERLINED}), NOTE_MARK)

    def _target(self, paragraph: OpenParagraph) -> str | None:
        """Where text that comes now leads; a link of a contents table makes its paragraph an entry of that."""
        target = self._fields.target or (self._links[-1] if self._links else None)
        if paragraph.start.story is Story.BODY and (target or "").startswith("#") and self._fields.in_contents:
            paragraph.start = replace(paragraph.start, story=Story.CONTENTS)
        return target

    def _is_prompt(self, style: RunStyle, paragraph: OpenParagraph, text: str) -> bool:
        """Whether a text is Word's prompt for a value; the paragraph keeps those whose control is lost."""
        if not self._controls:
            paragraph.prompts += [text] if style.is_prompt else []
            return style.is_prompt
        control = self._controls[-1]
        return control.is_prompt or (style.is_prompt and control.may_be_prompt)

    def _style_of_run(self, element: etree._Element, paragraph: OpenParagraph) -> RunStyle:
        """How the run around a text is set."""
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
            character = attribute(child(properties, "w:rStyle")) or ""
            self._run_style = self._styles.run_style(paragraph.style, direct, character)
        return self._run_style

    def _thing(self, element: etree._Element, kind: str) -> None:
        self._foreign(kind)
        if kind == "ruby":
            self._skip(element)

    def _is_counted(self, text: str) -> bool:
        repeats = any(opened.name == "STYLEREF" for opened in self._fields.open)
        return self._fields.counts and (repeats or _PAGE_NUMBER.fullmatch(text) is not None)

    def _mark_field(self, mark: etree._Element) -> None:
        """A mark of a field; one that ends without a result shows what only Word can tell, or nothing."""
        ended = self._fields.mark(mark)
        if ended is None or not ended.hides or self._fields.hide or ended.is_own_page or ended.name in _SHOWN_NOWHERE:
            return
        symbol = symbol_of(ended.instruction) if ended.name == "SYMBOL" else None
        if symbol is not None:
            self._add_text(mark, read_symbol(*symbol))
        elif self._story is not Story.PAGE or ended.name not in _PAGE_FIELDS:
            self._foreign("formula" if ended.name == "EQ" else "field")

    def _start_link(self, element: etree._Element) -> None:
        """A link leads to an address, to a bookmark of the file, or to one in what has the address."""
        address = self._addresses.get(element.get(_RELATION, ""), "")
        anchor = attribute(element, "w:anchor")
        self._links.append(f"{address}#{anchor}" if anchor else address or None)

    def _start_control(self, element: etree._Element) -> None:
        """A control without a tag leaves the text to the one around it; Word's prompt for a value is no text.

        That a control says that it shows its prompt is not enough: what somebody typed is shown as well, and stays.
        """
        properties = child(element, "w:sdtPr")
        around = self._controls[-1] if self._controls else _NO_CONTROL
        own = attribute(child(properties, "w:tag"))
        is_marked = is_on(child(properties, "w:showingPlcHdr"))
        is_prompt = around.is_prompt or (is_marked and self._prompts.shows_prompt(element, properties))
        tag = unicodedata.normalize("NFC", own) if own else around.tag
        self._controls.append(_Control(tag, may_be_prompt=around.may_be_prompt or is_marked, is_prompt=is_prompt))

    def _start_bookmark(self, element: etree._Element) -> None:
        key, name = attribute(element, "w:id") or "", attribute(element, "w:name")
        if name is None or len(self._bookmarks) >= MOST_OPEN:
            return
        self._bookmarks[key] = _COPY.sub("", unicodedata.normalize("NFC", name))
        if self._open:
            self._open[-1].bookmarks.setdefault(self._bookmarks[key], False)
        if not self._has_end(element):
            self._unclosed.append(key)

    def _has_end(self, start: etree._Element) -> bool:
        return (_RANGE_ENDS[str(start.tag)], attribute(start, "w:id")) in self._ends

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
            picture = self._picture(element)
            if picture is None or self._story is not Story.BODY or self._boxes or self._cells.nested:
                self._foreign("picture")
            else:
                self._current().pictures.append(picture)
                self._current().bookmarks.update(dict.fromkeys(self._bookmarks.values(), True))

    def _picture(self, element: etree._Element) -> tuple[WordPicture, str] | None:
        """A picture in the line with what it says of itself; None where it is another thing."""
        inline, extent, said, blip = (
            next(element.iter(tag), None) for tag in (_INLINE, _EXTENT, _SAID, f"{_DRAWING}blip")
        )
        if inline is None or extent is None or said is None or blip is None:
            return None
        keys = (part.get(_EMBEDDED, "") for part in blip.iter())
        digests = frozenset(filter(None, map(self._digest, filter(None, keys))))
        width = whole_number(extent.get("cx"), 0, most=WIDEST_PICTURE)
        return WordPicture(digests, width), " ".join(said.get("descr", "").split())

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


def _without_prompts(runs: tuple[WordRun, ...]) -> tuple[WordRun, ...]:
    """Leave Word's own prompts out."""
    spans = deque(find_prompts("".join(run.text for run in runs)))
    if not spans:
        return runs
    left = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        while spans and spans[0][1] <= start:
            spans.popleft()
        kept, at = [], start
        for begin, finish in spans:
            if begin >= end:
                break
            kept.append(run.text[at - start : max(begin, start) - start])
            at = min(finish, end)
        text = "".join((*kept, run.text[at - start :]))
        left += [replace(run, text=text)] if text else []
        start = end
    return tuple(left)


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
def _set_into(look: Look, target: str | None, marks: frozenset[Mark], *, is_link: bool) -> Look:
    """The look of a run in a link, which is underlined as such, and in a table that makes something of all its text.

    A link may have lost where it leads: LibreOffice forgets those within a file that it saves as ODT.
    """
    own = look.marks - {Mark.UNDERLINED} if is_link else look.marks
    return replace(look, target=target, marks=own | marks)


def _in_one_line(text: str | None) -> str:
    """The text of a run: a line break in the XML itself is printed as a space; no character is taken for a footnote."""
    return _LINE_BREAKS.sub(" ", text or "").replace(NOTE_MARK, "\N{REPLACEMENT CHARACTER}")
