"""Edits a Word file as an author at Word's keyboard does, with tracking on or off, in its XML.

It takes the steps of ``tests/pull/edit_places.py`` and further ones: ``look``, ``link``, ``unlink``, ``style``,
``listed``, ``insert`` (what is no letter: a break, a hyphen). Where Word has habits rather than rules, chance decides:
whether text typed beside a control comes into it, what is left of a control that was emptied or split.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tests.pull import table_edits
from tests.pull.edit_places import Step
from tests.pull.edits import properties_of
from tests.pull.look_edits import untied
from tests.savers.parts import OFFICE, Parts, R, W, keep_spaces, parent_of, unwrap
from tests.savers.properties import PARAGRAPH_ORDER, RUN_ORDER, insert, put
from tests.savers.word_runs import cut

AUTHOR, DATE = "Ana Kranjc", "2026-11-20T10:00:00Z"
GONE = (f"{W}del", f"{W}moveFrom")
PROMPT = "Kliknite ali tapnite tukaj, če želite vnesti besedilo."
NEW_CELLS = ("NOVO", "12", "345", "1.250", "število", "ni podatka", "37,5 %")
TRACKED = ("delete_column", "delete_row", "exchange_rows")
"""Those of the edits of tables that Word tracks; all others it makes, tracking or not."""
LOOKS: dict[str, dict[str, str | None]] = {
    "strong": {"b": None, "bCs": None},
    "plain": {"b": "0", "bCs": "0", "i": "0", "iCs": "0"},
    "emphasis": {"i": None, "iCs": None},
    "struck": {"strike": None},
    "hidden": {"vanish": None},
    "superscript": {"vertAlign": "superscript"},
    "highlighted": {"highlight": "yellow"},
}


@dataclass(frozen=True)
class Place:
    """Characters of a paragraph; all of it with its mark where ``whole``."""

    paragraph: etree._Element
    start: int = 0
    end: int = 0
    whole: bool = False


class Keyboard:
    """One open file and its caret."""

    def __init__(self, content: bytes, chance: random.Random) -> None:
        self.parts = Parts(content)
        self.chance = chance
        self.tracked = False
        self._caret: Place | None = None
        self._clipboard: Sequence[etree._Element] | str = ()
        self._cut: etree._Element | None = None
        self._revision = 5000
        self._list = ""

    def save(self) -> bytes:
        """The file as it is now."""
        return self.parts.write()

    def roots(self) -> Iterator[etree._Element]:
        """The roots of the parts with text."""
        yield from (self.parts.tree(name) for name in self.parts.pages())

    def perform(self, steps: Iterable[Step], *, tracked: bool) -> None:
        """Do one edit."""
        self.tracked = tracked
        for step in steps:
            getattr(self, step.do)(step)

    @property
    def caret(self) -> Place:
        """Where the author stands."""
        assert self._caret is not None
        return self._caret

    def bookmarked(self, name: str) -> tuple[etree._Element, int]:
        """The paragraph of a bookmark, and how many of its characters stand before it."""
        for root in self.roots():
            for mark in root.iter(f"{W}bookmarkStart"):
                if mark.get(f"{W}name") == name:
                    paragraph = next(mark.iterancestors(f"{W}p"))
                    return paragraph, sum(len(text_of(run)) for run in _before(mark, paragraph))
        raise AssertionError(f"no bookmark {name}")

    def select(self, step: Step) -> None:
        """Characters of a bookmark's text."""
        paragraph, offset = self.bookmarked(step.bookmark)
        self._caret = Place(paragraph, offset + step.start, offset + step.end)

    def paragraph(self, step: Step) -> None:
        """A whole paragraph with its mark."""
        paragraph, _ = self.bookmarked(step.bookmark)
        self._caret = Place(paragraph, 0, len(said(paragraph)), whole=True)

    def paragraph_start(self, step: Step) -> None:
        """Before the first character."""
        self._caret = Place(self.bookmarked(step.bookmark)[0])

    def paragraph_end(self, step: Step) -> None:
        """Behind the last character."""
        paragraph, _ = self.bookmarked(step.bookmark)
        self._caret = Place(paragraph, len(said(paragraph)), len(said(paragraph)))

    def find(self, step: Step) -> None:
        """The occurrence with this number of whole words, the contents left out."""
        pattern = re.compile(rf"(?<!\w){re.escape(step.text)}(?!\w)")
        places = [
            Place(paragraph, *match.span())
            for root in self.roots()
            for paragraph in root.iter(f"{W}p")
            if not is_contents(paragraph)
            for match in pattern.finditer(said(paragraph))
        ]
        self._caret = places[step.start]

    def replace_all(self, step: Step) -> None:
        """Every occurrence of one text, tied or not, becomes another."""
        for root in self.roots():
            for paragraph in list(root.iter(f"{W}p")):
                if is_contents(paragraph):
                    continue
                for match in reversed(list(re.finditer(re.escape(untied(step.bookmark)), untied(said(paragraph))))):
                    self._caret = Place(paragraph, *match.span())
                    self.type(step)

    def type(self, step: Step) -> None:
        """Text over what is selected, or at the caret."""
        self._put(new_run(step.text))

    def insert(self, step: Step) -> None:
        """What is no letter, over what is selected or at the caret: ``br``, ``tab``, ``softHyphen``, ``br page``."""
        run = etree.Element(f"{W}r")
        name, _, kind = step.text.partition(" ")
        made = etree.SubElement(run, f"{W}{name}")
        if kind:
            made.set(f"{W}type", kind)
        self._put(run)

    def _put(self, run: etree._Element) -> None:
        place = self.caret
        runs = isolate(place.paragraph, place.start, place.end)
        model = runs[0] if runs else self._neighbour(place)
        look = None if model is None else model.find(f"{W}rPr")
        if look is not None:
            run.insert(0, deepcopy(look))
        held = self._marked("ins", run) if self.tracked else run
        if runs:
            self._last_outer(runs).addnext(held)
            self._remove(runs, keep=held)
        else:
            self._place_beside(place, held)
        length = len(text_of(run))
        self._caret = Place(place.paragraph, place.start + length, place.start + length)

    def _last_outer(self, runs: Sequence[etree._Element]) -> etree._Element:
        """What the new text comes behind: the last run, or its control where more than that is selected."""
        control = next(runs[-1].iterancestors(f"{W}sdt"), None)
        if control is None:
            return runs[-1]
        held = set(runs_of(control))
        is_more = not set(runs) <= held
        return control if is_more and held <= set(runs) else runs[-1]

    def _neighbour(self, place: Place) -> etree._Element | None:
        before = isolate(place.paragraph, max(place.start - 1, 0), place.start)
        after = isolate(place.paragraph, place.start, place.start + 1)
        return next(iter((*before, *after)), None)

    def _place_beside(self, place: Place, held: etree._Element) -> None:
        """At the caret; beside a control it may come into the control or stay out of it."""
        before = isolate(place.paragraph, max(place.start - 1, 0), place.start)
        after = isolate(place.paragraph, place.start, place.start + 1)
        if before:
            beside = self._edge(before[0], after[0] if after else None)
            beside.addnext(held)
        elif after:
            self._edge(after[0], None).addprevious(held)
        else:
            place.paragraph.append(held)

    def _edge(self, run: etree._Element, other: etree._Element | None) -> etree._Element:
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        if link is not None and (other is None or link not in other.iterancestors()):
            return link
        control = next(run.iterancestors(f"{W}sdt"), None)
        if control is None or (other is not None and control in other.iterancestors()) or self.chance.random() < 0.6:
            return run if parent_of(run).tag != f"{W}ins" else parent_of(run)
        return control

    def command(self, step: Step) -> None:
        """A command of the menus or a key."""
        {
            "Delete": self._delete,
            "Cut": self._cut_out,
            "Copy": self._copy,
            "Paste": self._paste,
            "InsertPara": self._new_paragraph,
            "MoveUp": self._move_up,
        }[step.text]()

    def _delete(self) -> None:
        place = self.caret
        if place.whole:
            self._delete_paragraph(place.paragraph)
        elif place.start == place.end == len(said(place.paragraph)):
            self._join(place.paragraph)
        else:
            self._remove(isolate(place.paragraph, place.start, place.end))
            self._caret = Place(place.paragraph, place.start, place.start)

    def _remove(self, runs: Sequence[etree._Element], keep: etree._Element | None = None) -> None:
        """Runs go: marked where changes are tracked; a control that is emptied goes or shows its prompt."""
        for run in runs:
            if self.tracked:
                mark = self._marked("del", None)
                run.addprevious(mark)
                mark.append(run)
                as_deleted(run)
                continue
            control = next(run.iterancestors(f"{W}sdt"), None)
            parent_of(run).remove(run)
            if control is not None and not runs_of(control) and (keep is None or control not in keep.iterancestors()):
                self._emptied(control, is_all=len(runs) == 1)

    def _emptied(self, control: etree._Element, *, is_all: bool) -> None:
        """It goes where more than its text was selected; else it may stay and show its prompt."""
        held, properties = control.find(f"{W}sdtContent"), control.find(f"{W}sdtPr")
        if held is None or properties is None or not is_all or self.chance.random() < 0.5:
            parent_of(control).remove(control)
            return
        held[:] = self._prompt(properties)
        number = properties.find(f"{W}id")
        shown = etree.Element(f"{W}showingPlcHdr")
        if number is None:
            properties.append(shown)
        else:
            number.addnext(shown)

    def _prompt(self, properties: etree._Element) -> list[etree._Element]:
        """What a control shows once it is emptied: its entry in the glossary, or Word's own prompt."""
        named = properties.find(f"{W}placeholder/{W}docPart")
        if named is not None:
            for entry in self.parts.tree("word/glossary/document.xml").iter(f"{W}docPart"):
                if [name.get(f"{W}val") for name in entry.findall(f"{W}docPartPr/{W}name")] == [named.get(f"{W}val")]:
                    return [deepcopy(run) for run in entry.iter(f"{W}r")]
        run = new_run(PROMPT)
        look = etree.Element(f"{W}rPr")
        etree.SubElement(look, f"{W}rStyle", {f"{W}val": self._style("Placeholder Text")})
        run.insert(0, look)
        return [run]

    def _style(self, name: str) -> str:
        """The id of a style; a placeholder's is added, as Word adds it."""
        root = self.parts.tree("word/styles.xml")
        for style in root.iter(f"{W}style"):
            named = style.find(f"{W}name")
            if named is not None and named.get(f"{W}val") == name:
                return style.get(f"{W}styleId", "")
        made = etree.SubElement(root, f"{W}style", {f"{W}type": "character", f"{W}styleId": name.replace(" ", "")})
        etree.SubElement(made, f"{W}name", {f"{W}val": name})
        etree.SubElement(etree.SubElement(made, f"{W}rPr"), f"{W}color", {f"{W}val": "808080"})
        return name.replace(" ", "")

    def _delete_paragraph(self, paragraph: etree._Element) -> None:
        if not self.tracked:
            parent_of(paragraph).remove(paragraph)
            return
        self._remove(runs_of(paragraph))
        self._mark_paragraph(paragraph, "del")

    def _join(self, paragraph: etree._Element) -> None:
        following = paragraph.getnext()
        while following is not None and following.tag != f"{W}p":
            following = following.getnext()
        assert following is not None
        if self.tracked:
            self._mark_paragraph(paragraph, "del")
            return
        paragraph.extend(child for child in following if child.tag != f"{W}pPr")
        parent_of(following).remove(following)

    def split(self, step: Step) -> None:
        """The paragraph becomes two at the caret; a control there is split, or kept by the first half."""
        del step
        place = self.caret
        new = etree.Element(f"{W}p")
        properties = place.paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(deepcopy(properties))
        behind = isolate(place.paragraph, place.start, len(said(place.paragraph)))
        before = isolate(place.paragraph, 0, place.start)
        if behind:
            control = next(behind[0].iterancestors(f"{W}sdt"), None)
            if control is not None and any(control in run.iterancestors() for run in before):
                self._split_control(control, behind)
            top = next(one for one in (behind[0], *behind[0].iterancestors()) if parent_of(one) is place.paragraph)
            moved = [top, *top.itersiblings()]
            new.extend(one for one in moved if one.tag != f"{W}bookmarkEnd")
        place.paragraph.addnext(new)
        if self.tracked:
            self._mark_paragraph(place.paragraph, "ins")
        self._caret = Place(new)

    def _split_control(self, control: etree._Element, behind: Sequence[etree._Element]) -> None:
        inside = [run for run in behind if control in run.iterancestors()]
        tops = []
        for run in inside:
            top = run
            while parent_of(top).tag != f"{W}sdtContent":
                top = parent_of(top)
            if top not in tops:
                tops.append(top)
        if self.chance.random() < 0.5:
            second = deepcopy(control)
            held = second.find(f"{W}sdtContent")
            assert held is not None
            held[:] = tops
            control.addnext(second)
            return
        for top in reversed(tops):
            control.addnext(top)

    def _new_paragraph(self) -> None:
        """Enter at the end of a paragraph."""
        old = self.caret.paragraph
        new = etree.Element(f"{W}p")
        properties = old.find(f"{W}pPr")
        if properties is not None:
            new.append(deepcopy(properties))
            for gone in new[0].findall(f"{W}rPr") + new[0].findall(f"{W}sectPr"):
                new[0].remove(gone)
        old.addnext(new)
        if self.tracked:
            self._mark_paragraph(old, "ins")
        self._caret = Place(new)

    def _copy(self) -> None:
        place = self.caret
        if place.whole:
            copied = deepcopy(place.paragraph)
            for mark in list(copied.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                parent_of(mark).remove(mark)
            self._clipboard = [copied]
        else:
            self._clipboard = said(place.paragraph)[place.start : place.end]

    def _cut_out(self) -> None:
        paragraph = self.caret.paragraph
        self._clipboard = [deepcopy(paragraph)]
        self._cut = paragraph

    def _paste(self) -> None:
        if isinstance(self._clipboard, str):
            self.type(Step("type", text=self._clipboard))
            return
        pasted = [deepcopy(paragraph) for paragraph in self._clipboard]
        for paragraph in pasted:
            self.caret.paragraph.addprevious(paragraph)
        if self._cut is not None:
            self._moved(self._cut, pasted[0])
            self._cut = None
        elif self.tracked:
            for paragraph in pasted:
                self._mark_inserted(paragraph)

    def _move_up(self) -> None:
        paragraph = self.caret.paragraph
        above = paragraph.getprevious()
        assert above is not None
        new = deepcopy(paragraph)
        above.addprevious(new)
        self._moved(paragraph, new)

    def _moved(self, old: etree._Element, new: etree._Element) -> None:
        """What was cut goes, or is marked as moved, or as deleted there and inserted here."""
        if not self.tracked:
            parent_of(old).remove(old)
            return
        for mark in list(old.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent_of(mark).remove(mark)
        if self.chance.random() < 0.5:
            self._mark_inserted(new)
            self._delete_paragraph(old)
            return
        name = f"move{self._number()}"
        for paragraph, kind in ((old, "moveFrom"), (new, "moveTo")):
            number = self._number()
            for run in runs_of(paragraph):
                mark = self._marked(kind, None)
                run.addprevious(mark)
                mark.append(run)
            self._mark_paragraph(paragraph, kind)
            start = self._marked(f"{kind}RangeStart", None)
            start.set(f"{W}id", number)
            start.set(f"{W}name", name)
            end = etree.Element(f"{W}{kind}RangeEnd", {f"{W}id": number})
            paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, start)
            paragraph.append(end)

    def _mark_inserted(self, paragraph: etree._Element) -> None:
        for run in runs_of(paragraph):
            mark = self._marked("ins", None)
            run.addprevious(mark)
            mark.append(run)
        self._mark_paragraph(paragraph, "ins")

    def look(self, step: Step) -> None:
        """What is selected gets a look."""
        for run in isolate(self.caret.paragraph, self.caret.start, self.caret.end):
            properties = properties_of(run, "rPr")
            old = deepcopy(properties)
            for name, value in LOOKS[step.text].items():
                put(properties, name, value, RUN_ORDER)
            if self.tracked:
                self._note_change(properties, "rPrChange", old)

    def link(self, step: Step) -> None:
        """What is selected becomes a link to an address; one that it was is put off."""
        self.unlink(step)
        runs = isolate(self.caret.paragraph, self.caret.start, self.caret.end)
        number = self.parts.link(f"{OFFICE}/hyperlink", step.text, external=True)
        style = self._style("Hyperlink")
        for run in runs:
            link = etree.Element(f"{W}hyperlink", {f"{R}id": number, f"{W}history": "1"})
            run.addprevious(link)
            link.append(run)
            properties = properties_of(run, "rPr")
            old = deepcopy(properties)
            put(properties, "rStyle", style, RUN_ORDER)
            if self.tracked:
                self._note_change(properties, "rPrChange", old)

    def unlink(self, step: Step) -> None:
        """The links in what is selected are put off; its text stays."""
        del step
        for run in isolate(self.caret.paragraph, self.caret.start, self.caret.end):
            link = next(run.iterancestors(f"{W}hyperlink"), None)
            if link is None:
                continue
            for style in list(run.iter(f"{W}rStyle")):
                parent_of(style).remove(style)
            unwrap(link)

    def style(self, step: Step) -> None:
        """The paragraph gets a style by its name in English; what it had of a list goes."""
        properties = properties_of(self.caret.paragraph, "pPr")
        old = deepcopy(properties)
        for gone in (*properties.findall(f"{W}numPr"), *properties.findall(f"{W}outlineLvl")):
            properties.remove(gone)
        put(properties, "pStyle", self._style(step.text), PARAGRAPH_ORDER)
        if self.tracked:
            self._note_change(properties, "pPrChange", old)

    def listed(self, step: Step) -> None:
        """The paragraph becomes an item as the one of a bookmark (in ``text``) is, of the same list.

        With a ``start`` it is one of a list of its own: the first with 2, a further one with 1.
        """
        model = self.bookmarked(step.text)[0].find(f"{W}pPr")
        properties = properties_of(self.caret.paragraph, "pPr")
        old = deepcopy(properties)
        assert model is not None
        for name in ("pStyle", "numPr"):
            for gone in properties.findall(f"{W}{name}"):
                properties.remove(gone)
            found = model.find(f"{W}{name}")
            if found is not None:
                insert(properties, deepcopy(found), PARAGRAPH_ORDER)
        number = properties.find(f"{W}numPr/{W}numId")
        if step.start and number is not None:
            if step.start == 2:
                self._list = self._new_list(number.get(f"{W}val", ""))
            number.set(f"{W}val", self._list)
        if self.tracked:
            self._note_change(properties, "pPrChange", old)

    def _new_list(self, model: str) -> str:
        """A list that counts from the beginning, as another one does; its number."""
        root = self.parts.tree("word/numbering.xml")
        lists = list(root.iter(f"{W}num"))
        made = deepcopy(next(one for one in lists if one.get(f"{W}numId") == model))
        number = str(1 + max(int(one.get(f"{W}numId", "0")) for one in lists))
        made.set(f"{W}numId", number)
        for gone in made.findall(f"{W}lvlOverride"):
            made.remove(gone)
        override = etree.SubElement(made, f"{W}lvlOverride", {f"{W}ilvl": "0"})
        etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})
        root.append(made)
        return number

    def table(self, step: Step) -> None:
        """An edit of ``tests/pull/table_edits.py``, by its name, on the table of a number."""
        edit, number = getattr(table_edits, step.text), int(step.bookmark)
        if step.text in ("insert_column", "insert_row"):
            texts = [self.chance.choice(NEW_CELLS) for _ in range(12)]
            made = edit(number, step.start, texts, tracked=self.tracked)
        elif step.text == "merge_cells":
            made = edit(number, 1 + step.start % 2, step.start - 1, step.start)
        elif step.text == "drag_cell":
            made = edit(number, (1, step.start), (1, step.end))
        else:
            places = (step.start, step.end) if step.text.startswith("exchange") else (step.start,)
            tracked = {"tracked": True} if self.tracked and step.text in TRACKED else {}
            made = edit(number, *places, **tracked)
        made(self.parts.tree("word/document.xml"))

    def cell(self, step: Step) -> None:
        """A cell of a table (by its number, row and column) is emptied and typed anew."""
        edit = table_edits.retype_cell_anew(int(step.bookmark), step.start, step.end, step.text)
        edit(self.parts.tree("word/document.xml"))

    def _note_change(self, properties: etree._Element, name: str, old: etree._Element) -> None:
        if properties.find(f"{W}{name}") is not None:
            return
        for kept in (*old.findall(f"{W}{name}"), *old.findall(f"{W}rPr"), *old.findall(f"{W}sectPr")):
            old.remove(kept)
        change = self._marked(name, None)
        change.append(old)
        properties.append(change)

    def _mark_paragraph(self, paragraph: etree._Element, kind: str) -> None:
        properties = properties_of(paragraph, "pPr")
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            insert(properties, look, PARAGRAPH_ORDER)
        look.insert(0, self._marked(kind, None))

    def _marked(self, name: str, held: etree._Element | None) -> etree._Element:
        mark = etree.Element(f"{W}{name}", {f"{W}id": self._number(), f"{W}author": AUTHOR, f"{W}date": DATE})
        if held is not None:
            mark.append(held)
        return mark

    def _number(self) -> str:
        self._revision += 1
        return str(self._revision)


def new_run(text: str) -> etree._Element:
    """A run as Word writes one."""
    run = etree.Element(f"{W}r")
    held = etree.SubElement(run, f"{W}t")
    held.text = text
    keep_spaces(held)
    return run


def as_deleted(run: etree._Element) -> None:
    """The text of a run that a deletion holds."""
    for text in run.iter(f"{W}t"):
        text.tag = f"{W}delText"


def runs_of(element: etree._Element) -> list[etree._Element]:
    """The runs with text that are shown, in reading order."""
    return [
        run for run in element.iter(f"{W}r") if text_of(run) and not any(one.tag in GONE for one in run.iterancestors())
    ]


def text_of(run: etree._Element) -> str:
    """What a run says; a break or a tab is one sign."""
    signs = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
    return "".join((child.text or "") if child.tag == f"{W}t" else signs.get(str(child.tag), "") for child in run)


def said(paragraph: etree._Element) -> str:
    """What a paragraph says now."""
    return "".join(map(text_of, runs_of(paragraph)))


def is_contents(paragraph: etree._Element) -> bool:
    """Whether it is a line of the contents."""
    links = paragraph.iter(f"{W}hyperlink")
    return any(link.get(f"{W}anchor", "").startswith("_Toc") for link in links)


def isolate(paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
    """The runs that hold these characters and no others."""
    if end <= start:
        return []
    held, at = [], 0
    for run in list(runs_of(paragraph)):
        length = len(text_of(run))
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            part = run if (first, last) == (0, length) else cut(run, first, last)
            assert part is not None
            held.append(part)
        at += length
    return held


def _before(mark: etree._Element, paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph before a mark in it."""
    runs = set(runs_of(paragraph))
    for element in paragraph.iter():
        if element is mark:
            return
        if element in runs:
            yield element
