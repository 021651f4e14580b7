"""Word's fields (ECMA-376 17.16): an instruction, which is no text, and the result that it last had."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from lxml import etree

from methodology.word.wordml import attribute, find_all, qname, text_run

OWN_PAGE = "_Page_"
"""How the bookmarks begin whose pages tables show: the result of a PAGEREF to one is no text of the document."""
MOST_OPEN_FIELDS = 100
"""Fields deeper in one another than this are not followed: no real document has them."""
LONGEST_INSTRUCTION = 5_000
"""So much of an instruction is looked at; an address has 2,083 characters at most."""
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')


def field_mark(kind: str) -> str:
    """The run that begins, separates or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field_start(instruction: str) -> str:
    """Everything before a field's result."""
    return f"{field_mark('begin')}{text_run(f' {instruction} ', holder='w:instrText')}{field_mark('separate')}"


def field(instruction: str, result: str) -> str:
    """A field with the runs that it shows."""
    return f"{field_start(instruction)}{result}{field_mark('end')}"


@dataclass(slots=True)
class OpenField:
    """A field while it is read; it hides what comes until its result begins."""

    instruction: str = ""
    hides: bool = True
    target: str | None = None
    """Where the result of a HYPERLINK leads."""
    is_locked: bool = False
    """Whether Word leaves the result as it is (17.16.18)."""
    counts: bool = False
    """Whether its result has begun and Word counts it anew."""

    @property
    def name(self) -> str:
        """The word that the instruction begins with."""
        return next(iter(self.instruction.split()), "").upper()

    @property
    def is_own_page(self) -> bool:
        """Whether it counts a page that a table of the document shows."""
        named = self.instruction.split()[1:2]
        return self.name == "PAGEREF" and any(name.startswith(OWN_PAGE) for name in named)


class Fields:
    """Follows the marks of fields and knows whether text is hidden."""

    def __init__(self, counted: frozenset[str] = frozenset(), lone: frozenset[etree._Element] = frozenset()) -> None:
        """``counted`` are the names of fields whose result Word counts anew, ``lone`` marks that belong to no field."""
        self.open: list[OpenField] = []
        self._counted = counted
        self._lone = lone
        self._hiding = 0
        self._counting = 0
        self._targets: list[str] = []

    @property
    def hide(self) -> bool:
        """Whether text that comes now is no text of the document."""
        return self._hiding > 0

    @property
    def target(self) -> str | None:
        """Where text that comes now leads, by the innermost HYPERLINK field around it."""
        return self._targets[-1] if self._targets else None

    @property
    def in_contents(self) -> bool:
        """Whether what comes now is the result of a TOC field."""
        return any(opened.name == "TOC" and not opened.hides for opened in self.open)

    @property
    def counts(self) -> bool:
        """Whether text that comes now is a result that Word counts anew."""
        return self._counting > 0

    def mark(self, mark: etree._Element) -> OpenField | None:
        """A ``w:fldChar``; the field that it ends."""
        kind = attribute(mark, "w:fldCharType")
        if mark in self._lone:
            return None
        if kind == "begin" and len(self.open) < MOST_OPEN_FIELDS:
            self._start(OpenField(is_locked=_is_locked(mark)))
        elif kind == "separate" and self.open:
            self._show(self.open[-1])
        elif kind == "end":
            return self.end()
        return None

    def instruct(self, instruction: etree._Element) -> None:
        """A ``w:instrText``."""
        if self.open and len(self.open[-1].instruction) < LONGEST_INSTRUCTION:
            self.open[-1].instruction += (instruction.text or "")[:LONGEST_INSTRUCTION]

    def start_simple(self, element: etree._Element) -> None:
        """A ``w:fldSimple``, which holds its result."""
        self._start(OpenField(attribute(element, "w:instr") or "", is_locked=_is_locked(element)))
        self._show(self.open[-1])

    def end(self) -> OpenField | None:
        """The last field that began ends; it is returned."""
        if not self.open:
            return None
        ended = self.open.pop()
        self._hiding -= ended.hides
        self._counting -= ended.counts
        if ended.target is not None:
            self._targets.pop()
        return ended

    def end_paragraph(self) -> None:
        """Show what follows a field whose result has not begun: the field is broken, and no text may be lost."""
        for opened in self.open if self._hiding else ():
            self._hiding -= opened.hides
            opened.hides = False

    def _start(self, opened: OpenField) -> None:
        self.open.append(opened)
        self._hiding += 1

    def _show(self, opened: OpenField) -> None:
        if not opened.hides or opened.is_own_page:
            return
        opened.hides = False
        self._hiding -= 1
        if opened.name in self._counted and not opened.is_locked:
            opened.counts = True
            self._counting += 1
        if opened.name == "HYPERLINK":
            opened.target = link_target(opened.instruction)
            if opened.target is not None:
                self._targets.append(opened.target)


def _is_locked(mark: etree._Element) -> bool:
    return (attribute(mark, "w:fldLock") or "").lower() in ("1", "true", "on")


def find_lone_marks(root: etree._Element) -> frozenset[etree._Element]:
    """The marks of a part that belong to no field, because its beginning or its end is missing."""
    lone: list[etree._Element] = []
    begun: list[etree._Element] = []
    for mark in root.iter(qname("w:fldChar")):
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif not begun:
            lone.append(mark)
        elif kind == "end":
            begun.pop()
    return frozenset((*lone, *begun))


def symbol_of(instruction: str) -> tuple[str, str] | None:
    """The code in base 16 and the font of a SYMBOL (17.16.5.61); None where it names none."""
    words = [quoted or plain for quoted, plain in _ARGUMENT.findall(instruction)]
    code = words[1].lower() if len(words) > 1 else ""
    font = next((after for switch, after in itertools.pairwise(words) if switch.lower() == "\\f"), "")
    if re.fullmatch("0x[0-9a-f]{1,6}", code):
        return code[2:], font
    return (f"{int(code):x}", font) if re.fullmatch("[0-9]{1,7}", code) else None


def link_target(instruction: str) -> str | None:
    """Where a HYPERLINK leads (17.16.5.25): its address, and after ``#`` the place that its switch names."""
    address, place, switch = "", "", ""
    for quoted, plain in _ARGUMENT.findall(instruction.strip()[len("HYPERLINK") :]):
        if plain.startswith("\\"):
            switch = plain.lower()
            continue
        argument = plain or quoted.replace("\\\\", "\\").replace('\\"', '"')
        if switch == "\\l":
            place = argument
        elif switch not in ("\\o", "\\t") and not address:
            address = argument
        switch = ""
    return (f"{address}#{place}" if place else address) or None


def show_page_count(root: etree._Element, pages: int) -> None:
    """Let every NUMPAGES field of a part show the number of pages, which Word counts anew only on its screen."""
    for simple in find_all(root, "//w:fldSimple[contains(@w:instr, 'NUMPAGES')]"):
        for index, text in enumerate(find_all(simple, ".//w:t")):
            text.text = "" if index else str(pages)
    fields = Fields()
    shown = None
    for part in find_all(root, "//w:fldChar | //w:instrText | //w:t"):
        innermost = fields.open[-1] if fields.open else None
        if part.tag == qname("w:fldChar"):
            fields.mark(part)
        elif part.tag == qname("w:instrText"):
            fields.instruct(part)
        elif innermost is not None and innermost.name == "NUMPAGES" and not innermost.hides:
            part.text = "" if innermost is shown else str(pages)
            shown = innermost
