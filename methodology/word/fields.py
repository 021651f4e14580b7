"""Word's fields (ECMA-376 17.16): an instruction, which is no text, and the result that it last had."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from methodology.word.wordml import attribute, find_all, qname, text_run

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

    @property
    def name(self) -> str:
        """The word that the instruction begins with."""
        return next(iter(self.instruction.split()), "").upper()


class Fields:
    """Follows the marks of fields and knows whether text is hidden."""

    def __init__(self, hidden: frozenset[str] = frozenset()) -> None:
        """``hidden`` are the names of fields whose result is hidden as well."""
        self.open: list[OpenField] = []
        self._hidden = hidden
        self._hiding = 0
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

    def mark(self, mark: etree._Element) -> None:
        """A ``w:fldChar``."""
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin" and len(self.open) < MOST_OPEN_FIELDS:
            self._start(OpenField())
        elif kind == "separate" and self.open:
            self._show(self.open[-1])
        elif kind == "end":
            self.end()

    def instruct(self, instruction: etree._Element) -> None:
        """A ``w:instrText``."""
        if self.open and len(self.open[-1].instruction) < LONGEST_INSTRUCTION:
            self.open[-1].instruction += (instruction.text or "")[:LONGEST_INSTRUCTION]

    def start_simple(self, element: etree._Element) -> None:
        """A ``w:fldSimple``, which holds its result."""
        self._start(OpenField(attribute(element, "w:instr") or ""))
        self._show(self.open[-1])

    def end(self) -> None:
        """The last field that began ends."""
        if self.open:
            ended = self.open.pop()
            self._hiding -= ended.hides
            if ended.target is not None:
                self._targets.pop()

    def end_paragraph(self) -> None:
        """Show what follows a field whose result has not begun: the field is broken, and no text may be lost."""
        for opened in self.open if self._hiding else ():
            self._hiding -= opened.hides
            opened.hides = False

    def _start(self, opened: OpenField) -> None:
        self.open.append(opened)
        self._hiding += 1

    def _show(self, opened: OpenField) -> None:
        if opened.hides and opened.name not in self._hidden:
            opened.hides = False
            self._hiding -= 1
        if opened.name == "HYPERLINK" and opened.target is None:
            opened.target = link_target(opened.instruction)
            if opened.target is not None:
                self._targets.append(opened.target)


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
