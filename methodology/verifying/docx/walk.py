"""Goes through a part and says what it shows; every element must be known, what is not becomes a thing of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile

from lxml import etree

from methodology.messages import declare_message, translate
from methodology.verifying.docx.allowed import CONTROL, CONTROL_GALLERIES, LOOKS_OF_RUN, UNSEEN_RUN
from methodology.verifying.docx.drawings import describe_thing
from methodology.verifying.docx.effective import Effective
from methodology.verifying.docx.fields import END_OF_FIELD, OpenFields, is_page_number
from methodology.verifying.docx.lists import ShownLists
from methodology.verifying.docx.properties import Properties, attributes_of, canonical, read_properties, short_name
from methodology.verifying.docx.relations import Relations
from methodology.verifying.docx.shown import FIELD_PAGE, ShownPart, ShownPiece, ShownText
from methodology.verifying.docx.tables import OpenTables
from methodology.word.reading.style_sheet import read_paragraph_properties
from methodology.word.wordml import attribute, child, qname

_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_HOLDERS = frozenset({"body", "hdr", "ftr", "footnote", "endnote", "comment", "sdt", "sdtContent", "smartTag", "r"})
_UNSEEN = frozenset(
    {
        *("lastRenderedPageBreak", "proofErr", "permStart", "permEnd", "bookmarkEnd", "commentRangeStart"),
        *("commentRangeEnd", "commentReference", "annotationRef", "footnoteRef", "endnoteRef"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "sdtEndPr", "smartTagPr"),
        *("separator", "continuationSeparator", "tblGrid", "rPr", "pPr", "tblPr", "trPr", "tcPr"),
    }
)
"""What shows nothing, or is read where what it belongs to begins."""
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "softHyphen": "\N{SOFT HYPHEN}"}
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "t": frozenset({"xml:space"}),
    "delText": frozenset({"xml:space"}),
    "instrText": frozenset({"xml:space"}),
    "delInstrText": frozenset({"xml:space"}),
    "hyperlink": frozenset({"r:id", "anchor", "history", "tgtFrame"}),
    "fldChar": frozenset({"fldCharType", "dirty"}),
    "fldSimple": frozenset({"instr", "dirty"}),
    "br": frozenset({"type", "clear"}),
    "sym": frozenset({"font", "char"}),
    "smartTag": frozenset({"uri", "element"}),
    **dict.fromkeys(("footnoteReference", "endnoteReference", "footnote", "endnote"), frozenset({"id", "type"})),
    "comment": frozenset({"id", "author", "date", "initials"}),
    **dict.fromkeys(_TRACKED, frozenset({"id", "author", "date"})),
    "tc": frozenset({"id"}),
    "ptab": frozenset({"alignment", "relativeTo", "leader"}),
}
"""The attributes that elements may have; none where an element is not named."""
_CONTENTS_STYLE = re.compile(r"toc ?\d|contents ?\d")
_END_PAGE = re.compile(r"(.*?)\s*([0-9]+)\s*\Z", re.DOTALL)
MOST_TEXTS = 400_000


class PartWalk:
    """Goes through a part once, without recursion."""

    def __init__(self, root: etree._Element, name: str, effective: Effective, lists: ShownLists, relations: Relations):
        """The part's texts and tables are in ``part`` then."""
        self.part = ShownPart(name)
        self._effective, self._lists, self._relations = effective, lists, relations
        self._text: ShownText | None = None
        self._paragraph_style = ""
        self._direct: Properties = {}
        self._character = ""
        self._held: list[tuple[etree._Element, str, str]] = []
        """What the reader is in and all that stands there has, such as a link: the element, name and value."""
        self._fields = OpenFields()
        self._tables = OpenTables(effective, self.part.tables)
        self._bookmarks: list[str] = []
        self._starts: Mapping[str, Callable[[etree._Element], bool]] = self._handlers()
        self._walk = etree.iterwalk(root, events=("start", "end"))
        self._go(root)

    def _go(self, root: etree._Element) -> None:
        for event, element in self._walk:
            if event == "start":
                entered = element is root or self._start(element)
                if not entered:
                    self._walk.skip_subtree()
                elif (element.text or "").strip() and short_name(element.tag) not in ("t", "delText"):
                    self._add_thing(translate("stray text"), f"stray {element.text}")
            else:
                self._end(element)
                if element is not root and (element.tail or "").strip():
                    self._add_thing(translate("stray text"), f"stray {element.tail}")
        self._finish_text()

    def _handlers(self) -> dict[str, Callable[[etree._Element], bool]]:
        return {
            "p": self._start_paragraph,
            "r": self._start_run,
            **dict.fromkeys(("t", "delText"), self._text_of),
            "br": self._break,
            "sym": self._symbol,
            **dict.fromkeys(("fldChar", "fldSimple", "instrText", "delInstrText"), self._field),
            "hyperlink": self._link,
            **dict.fromkeys(_TRACKED, self._track),
            "sdtPr": self._control,
            "bookmarkStart": self._bookmark,
            "sectPr": self._section,
            "tbl": self._tables.start_table,
            "tr": self._tables.start_row,
            "tc": self._start_cell,
        }

    def _start(self, element: etree._Element) -> bool:
        """Take what begins; whether what it holds is looked at."""
        name = short_name(element.tag)
        said = attributes_of(element).keys() - _ATTRIBUTES.get(name, frozenset())
        if said and name not in ("bookmarkStart", "sdtPr", *_UNSEEN):
            self._add_thing(
                translate("{name} with {what}", name=name, what=", ".join(sorted(said))), canonical_start(element)
            )
        if name in _PROPERTIES and (_comes_late(element) or _contradicts(element)):
            self._add_thing(translate("misplaced properties"), canonical(element))
        if name in _SIGNS and not len(element):
            self._add_text(_SIGNS[name])
            return False
        if name in self._starts:
            return self._starts[name](element)
        if name in _HOLDERS or name in _UNSEEN:
            return name in _HOLDERS
        if name in ("footnoteReference", "endnoteReference"):
            self._add_thing(translate("footnote") if name.startswith("foot") else translate("endnote"), name)
            return False
        thing = describe_thing(element, self._relations)
        piece = self._add_thing(thing.name, thing.token)
        piece.look = {**piece.look, "vector": thing.vector} if thing.vector else piece.look
        return False

    def _end(self, element: etree._Element) -> None:
        match short_name(element.tag):
            case "p":
                self._finish_text()
            case "tbl":
                self._tables.end_table()
            case "fldSimple":
                self._close_field()
            case _:
                pass
        while self._held and self._held[-1][0] is element:
            self._held.pop()

    def _start_paragraph(self, element: etree._Element) -> bool:
        self._finish_text()
        if len(self.part.texts) > MOST_TEXTS:
            return False
        properties = child(element, "w:pPr")
        direct = read_properties(properties)
        named = read_paragraph_properties(properties)
        style = self._effective.sheet.key(named)
        labelled = self._lists.next(named)
        mark = read_properties(child(properties, "w:rPr"))
        look = {**self._effective.paragraph(style, direct, labelled.paragraph), **_strange_facts(properties, mark)}
        look.pop("numPr", None)
        if not self._effective.knows("paragraph", named.style or ""):
            look["unknown style"] = named.style or ""
        name = self._effective.sheet.name(style)
        contents = _CONTENTS_STYLE.fullmatch(name) is not None or self._fields.in_contents
        text = ShownText(name, look, labelled.label, {}, self._tables.spot(), contents)
        text.level, text.depth = self._effective.sheet.level(named), labelled.level
        if labelled.label:
            style_mark = attribute(child(properties, "w:rPr", "w:rStyle")) or ""
            text.label_look = self._behind(self._effective.run(style, style_mark, {**mark, **labelled.run}), look)
        self._text, self._paragraph_style = text, style
        self._direct, self._character = {}, ""
        for section in () if properties is None else properties.iterchildren(qname("w:sectPr")):
            self.part.sections.append((len(self.part.texts) + 1, section))
        return True

    def _start_run(self, element: etree._Element) -> bool:
        properties = child(element, "w:rPr")
        self._direct = read_properties(properties)
        self._character = attribute(child(properties, "w:rStyle")) or ""
        if not self._effective.knows("character", self._character):
            self._direct = {**self._direct, "style": translate("unknown {name}", name=self._character)}
        return True

    def _text_of(self, element: etree._Element) -> bool:
        text = element.text or ""
        if attributes_of(element).get("xml:space") != "preserve":
            text = text.strip(" \t\r\n")
        self._add_text(re.sub(r"[\t\r\n]", " ", text))
        for part in element:
            self._add_thing(short_name(part.tag), canonical(part))
        return False

    def _break(self, element: etree._Element) -> bool:
        if attribute(element, "w:type") in (None, "textWrapping"):
            self._add_text("\n")
        elif self._text is not None:
            self._text.breaks += 1
        return False

    def _symbol(self, element: etree._Element) -> bool:
        font, char = attribute(element, "w:font") or "", attribute(element, "w:char") or ""
        self._add_thing(
            translate("sign {char} of {font}", char=char, font=font), f"sym {font.casefold()} {char.upper()}"
        )
        return False

    def _field(self, element: etree._Element) -> bool:
        name = short_name(element.tag)
        if name == "fldSimple":
            self._fields.begin()
            self._fields.instruct(attribute(element, "w:instr") or "")
            self._open_result()
            return True
        if name != "fldChar":
            if not self._fields.hide:
                self._add_thing(translate("instruction of no field"), f"instruction {element.text}")
            self._fields.instruct(element.text or "")
            return False
        for part in element:
            self._add_thing(translate("field with {what}", what=short_name(part.tag)), canonical(part))
        match attribute(element, "w:fldCharType"):
            case "begin":
                self._fields.begin()
            case "separate":
                self._open_result()
            case _:
                self._close_field()
        return False

    def _open_result(self) -> None:
        """The result of the innermost field begins."""
        opened = self._fields.separate()
        if opened is None:
            self._add_thing(translate("field without beginning"), "separate")
        elif opened.instruction.name in ("TOC", "PAGEREF") and self._text is not None and self._in_contents():
            self._text.fields.append(opened.instruction.text)
        elif opened.instruction.target is not None:
            opened.link = self._relations.place_of_link(*opened.instruction.target)
        else:
            name = translate("field {instruction}", instruction=opened.instruction.text)
            opened.token = self._add_thing(name, f"field {opened.instruction.text}")

    def _close_field(self) -> None:
        closed = self._fields.end()
        if closed is None:
            self._add_thing(translate("end of no field"), "end")
        elif not closed.separated:
            # A field without a result shows nothing until it is updated.
            name = translate("field {instruction}", instruction=closed.instruction.text)
            self._add_thing(name, f"field {closed.instruction.text} without result")
        elif closed.token is not None:
            self._end_result(closed.token)

    def _end_result(self, start: ShownPiece) -> None:
        """Mark where a field's result ends; of the number of a page all but its look is left out."""
        text = self._text
        at = None if text is None else next((n for n, part in enumerate(text.stretches) if part is start), None)
        if text is None or at is None:
            self._add_thing(translate("end of field"), "end of field")
            return
        result = text.stretches[at + 1 :]
        if is_page_number(start.token, [part.text for part in result if not part.token], len(result)):
            look = result[0].look if result else start.look
            text.stretches[at:] = [ShownPiece(translate(FIELD_PAGE), look, start.token)]
        else:
            self._add_thing("", END_OF_FIELD)

    def _in_contents(self) -> bool:
        return self._fields.in_contents or (self._text is not None and self._text.contents)

    def _link(self, element: etree._Element) -> bool:
        said = attributes_of(element)
        place = self._relations.place_of_link(self._relations.address(said.get("r:id", "")), said.get("anchor", ""))
        self._held.append((element, "link", place))
        return True

    def _track(self, element: etree._Element) -> bool:
        name, author = short_name(element.tag), attribute(element, "w:author") or translate("nobody")
        self._held.append((element, "tracked", translate(_CHANGES[name], author=author)))
        return True

    def _control(self, element: etree._Element) -> bool:
        """What a control says of its content; the control that shows its prompt is marked with all its text."""
        control = element.getparent()
        for part in element:
            name = short_name(part.tag).removeprefix("w15:")
            if name == "docPartObj":
                gallery = attribute(child(part, "w:docPartGallery")) or ""
                if gallery.casefold() in CONTROL_GALLERIES:
                    continue
            if name == "showingPlcHdr" and control is not None:
                self._held.append((control, "prompt", "on"))
            elif name == "rPr":
                strange = read_properties(part).keys() - LOOKS_OF_RUN - UNSEEN_RUN - {"font ascii", "font hAnsi"}
                for what in sorted(strange):
                    self._add_thing(translate("control with {what}", what=what), canonical(part))
            elif name not in CONTROL:
                self._add_thing(translate("control with {what}", what=name), canonical(part))
        return False

    def _bookmark(self, element: etree._Element) -> bool:
        self._bookmarks.append(attribute(element, "w:name") or "")
        return False

    def _section(self, element: etree._Element) -> bool:
        self._finish_text()
        self.part.sections.append((len(self.part.texts), element))
        return False

    def _start_cell(self, element: etree._Element) -> bool:
        self._finish_text()
        return self._tables.start_cell(element)

    def _add_text(self, text: str) -> None:
        if text and not self._fields.hide:
            self._add(ShownPiece(text, {}))
        elif text:
            self._fields.instruct(text)

    def _add_thing(self, name: str, token: str) -> ShownPiece:
        return self._add(ShownPiece(f"⟦{name}⟧" if name else "", {}, token))

    def _add(self, stretch: ShownPiece) -> ShownPiece:
        if self._text is None:
            self._text = ShownText()
        look = dict(self._effective.run(self._paragraph_style, self._character, self._direct))
        look |= {name: value for _, name, value in self._held if value}
        if (link := self._fields.link) is not None:
            look["link"] = link
        if self._text.contents or self._fields.in_contents:
            look.pop("webHidden", None)
        stretch.look = self._behind(look, self._text.look)
        self._text.stretches.append(stretch)
        return stretch

    def _behind(self, look: Properties, paragraph: Properties) -> Properties:
        behind = paragraph.get("shade") or self._tables.shade
        return {**look, "behind": behind} if behind else look

    def _finish_text(self) -> None:
        text, self._text = self._text, None
        if text is None:
            return
        if text.contents or self._fields.in_contents:
            _leave_page(text)
        if text.shows:
            self.part.texts.append(text)
            if text.spot is not None:
                self.part.tables[text.spot.table].rows[text.spot.row].words.append(text.line)
        else:
            self.part.empty += not any(after > len(self.part.texts) for after, _ in self.part.sections)
            # What an empty paragraph would have ended ends with the text before.
            self.part.sections = [(min(after, len(self.part.texts)), one) for after, one in self.part.sections]
        at = len(self.part.texts) - bool(text.shows)
        self.part.bookmarks |= {name: at for name in self._bookmarks if name not in self.part.bookmarks}
        self._bookmarks = []


_PROPERTIES = frozenset({"rPr", "pPr", "tcPr", "trPr", "tblPr", "sdtPr", "tblGrid"})
_MARKS = frozenset({"vanish", "specVanish", "ins", "del", "moveFrom", "moveTo", "rPrChange"})
_CHANGES = {
    "ins": declare_message("inserted by {author}"),
    "del": declare_message("deleted by {author}"),
    "moveFrom": declare_message("moved away by {author}"),
    "moveTo": declare_message("moved here by {author}"),
}


def _strange_facts(properties: etree._Element | None, mark: Properties) -> dict[str, str]:
    """What a paragraph's mark and its place in a list say beside the usual.

    The mark shows nothing, but hidden it joins two paragraphs, and tracked it is a change.
    """
    facts = {f"mark {name}": value for name, value in mark.items() if value and name in _MARKS}
    numbered = child(properties, "w:numPr")
    for part in () if numbered is None else numbered:
        if short_name(part.tag) not in ("ilvl", "numId"):
            facts[f"numbering {short_name(part.tag)}"] = canonical(part)
    return facts


def _comes_late(element: etree._Element) -> bool:
    """Whether properties stand where they belong to nothing: twice, or after what they are the properties of."""
    before = list(element.itersiblings(preceding=True))
    first = short_name(element.tag) in ("rPr", "pPr", "tcPr")
    return bool(before) if first else any(other.tag == element.tag for other in before)


def _contradicts(element: etree._Element) -> bool:
    """Whether properties name one thing twice and otherwise."""
    if short_name(element.tag) == "tblGrid":
        return False
    tags = [str(part.tag) for part in element]
    if len(set(tags)) == len(tags):
        return False
    said: dict[str, str] = {}
    return any(said.setdefault(tag, text) != text for tag, text in zip(tags, map(canonical, element), strict=True))


def canonical_start(element: etree._Element) -> str:
    """An element's name and attributes."""
    return f"{short_name(element.tag)} {sorted(attributes_of(element).items())}"


def _leave_page(text: ShownText) -> None:
    """Take the page from the end of an entry of the contents: programs count it anew."""
    text.contents = True
    last = list(takewhile(lambda piece: not piece.token, reversed(text.stretches)))
    match = _END_PAGE.fullmatch("".join(piece.text for piece in reversed(last)))
    if match is None:
        return
    text.fields.append(f"page {match[2]}")
    left = len(match[0]) - match.end(1)
    for piece in last:
        taken = min(left, len(piece.text))
        piece.text = piece.text[: len(piece.text) - taken]
        left -= taken
