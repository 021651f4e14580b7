"""A Word file with all that it shows: the document, its headers and footers section by section, its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from methodology.messages import translate
from methodology.verifying.docx.effective import Effective
from methodology.verifying.docx.fields import leave_out_repeated
from methodology.verifying.docx.lists import ShownLists
from methodology.verifying.docx.properties import Properties, canonical, footnote_settings, short_name
from methodology.verifying.docx.relations import Relations
from methodology.verifying.docx.shown import LOST, ShownPart, ShownSection
from methodology.verifying.docx.walk import PartWalk
from methodology.verifying.docx.wording import quote_text
from methodology.word.opening import OpenedWord, open_word_file
from methodology.word.reading.list_labels import ListDefinitions
from methodology.word.wordml import NAMESPACES, attribute, child, find_all, qname

PAGES = ("default", "first", "even")
"""The kinds of pages that may have headers and footers of their own (17.10)."""
LONGEST_PLACE = 200
MOST_SECTIONS = 2_000
_FURNITURE = ("header", "footer")
_NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
_ID = f"{{{NAMESPACES['r']}}}id"


class ShownFile:
    """What a Word file shows."""

    def __init__(self, content: bytes, name: str) -> None:
        """Read it. Raises ContentError where that is not safe."""
        self.word: OpenedWord = open_word_file(content, name=name)
        self.effective = Effective(self.word)
        self.root = self.word.xml(self.word.main)
        self.settings = self._first_related("settings")
        self.numbering = self._first_related("numbering")
        self._lists = ListDefinitions(self.numbering, self.effective.sheet)
        self._relations: dict[str, Relations] = {}
        self._flows: dict[str, ShownPart] = {"": ShownPart("header")}
        body = child(self.root, "w:body")
        self.document = self.walk(self.root if body is None else body, "document", self.word.main)
        self._headings = frozenset(_beginnings(self.document))
        self.sections = self._read_sections()
        self._resolve_links()

    def walk(self, root: etree._Element, name: str, part: str) -> ShownPart:
        """What an element of a part shows; its lists are counted by themselves."""
        if part not in self._relations:
            self._relations[part] = Relations(self.word, part)
        lists = ShownLists(self._lists, self.effective.sheet)
        return PartWalk(root, name, self.effective, lists, self._relations[part]).part

    def flow(self, key: str) -> ShownPart:
        """The header or footer that a section names."""
        return self._flows[key]

    def notes(self, kind: str) -> tuple[ShownPart, ShownPart]:
        """The notes of a kind one after the other, and what separates them from the text."""
        normal, others = ShownPart(kind), ShownPart(f"{kind}: separators")
        for part in self.word.find_related(kind, self.word.main):
            for note in find_all(self.word.xml(part), _NOTES[kind]):
                into = normal if attribute(note, "w:type") in (None, "normal") else others
                into.texts += self.walk(note, kind, part).texts
        return normal, others

    def _first_related(self, kind: str) -> etree._Element | None:
        return next((self.word.xml(part) for part in self.word.find_related(kind, self.word.main)), None)

    def _read_sections(self) -> list[ShownSection]:
        """The sections; each has the headers and footers of the one before where it names none (17.10.5)."""
        on_even = _is_on(child(self.settings, "w:evenAndOddHeaders"))
        named: dict[str, str] = {}
        sections = []
        for after, element in self.document.sections[:MOST_SECTIONS]:
            own = child(element, "w:titlePg")
            for reference in element:
                kind = short_name(reference.tag).removesuffix("Reference")
                if kind in _FURNITURE:
                    page = attribute(reference, "w:type") or "default"
                    named[f"{kind} {page}"] = self._read_flow(kind, reference.get(_ID, ""))
            used = {"default": "default", "first": "first" if _is_on(own) else "default"}
            used["even"] = "even" if on_even else "default"
            pages = {f"{kind} {page}": named.get(f"{kind} {used[page]}", "") for kind in _FURNITURE for page in PAGES}
            sections.append(ShownSection(after, _section_facts(element), pages))
        return sections

    def _read_flow(self, kind: str, key: str) -> str:
        relations = self.word.relations(self.word.main)
        part = next((relation.part for relation in relations if relation.id == key), None)
        if part is None:
            return ""
        if part not in self._flows:
            self._flows[part] = self.walk(self.word.xml(part), kind, part)
            for text in self._flows[part].texts:
                leave_out_repeated(text, self._headings)
        return part

    def _resolve_links(self) -> None:
        """Let links within the file lead to the texts that they name: bookmarks may be renamed."""
        names = list(_names(self.document))
        places = {
            mark: names[at] if at < len(names) else translate("the end") for mark, at in self.document.bookmarks.items()
        }
        for part in (self.document, *self._flows.values()):
            for text in part.texts:
                for stretch in text.stretches:
                    stretch.look = _with_place(stretch.look, places)
                text.fields = [_leading(name, places) for name in text.fields]


def _section_facts(section: etree._Element) -> Properties:
    """What a section says of itself; what it says twice is told as such."""
    facts: dict[str, str] = {}
    for part in section:
        name = short_name(part.tag)
        if name.endswith("Reference"):
            name = f"{name} {attribute(part, 'w:type') or 'default'}"
        if name in facts:
            facts["twice"] = name
        facts[name] = footnote_settings(part) if name == "footnotePr" else canonical(part)
    return {name: value for name, value in facts.items() if "Reference" not in name}


def _beginnings(document: ShownPart) -> Iterator[str]:
    """The text of each heading and what stands before its colon, without white space: what a header may repeat."""
    for text in document.texts:
        if text.level is not None:
            said = "".join("".join(one.text.split()) for one in text.stretches if not one.token)
            yield from (said, said.partition(":")[0])


def _names(part: ShownPart) -> Iterator[str]:
    """A name for each text: how it begins, and which of those it is that say the same."""
    counts: Counter[str] = Counter()
    for text in part.texts:
        said = " ".join(text.text.split())[:LONGEST_PLACE]
        counts[said] += 1
        yield quote_text(said) if counts[said] == 1 else f"{quote_text(said)} ({counts[said]})"


def _with_place(look: Properties, places: Mapping[str, str]) -> Properties:
    link = look.get("link", "")
    if not link.startswith("#"):
        return look
    place = places.get(link[1:])
    return {**look, "link": translate(LOST) if place is None else translate("to {place}", place=place)}


def _leading(field: str, places: Mapping[str, str]) -> str:
    name, _, bookmark = field.partition(" ")
    return f"{name} {places.get(bookmark, translate(LOST))}" if name == "PAGEREF" else field


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and (element.get(qname("w:val")) or "").lower() not in ("0", "false", "off")
