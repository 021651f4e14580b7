"""What a page prints, word by word, and whether a list of changes tells its differences: by nothing of the program.

A page is read by lxml alone. A line is a heading, paragraph, item or cell; its words have their looks and links, its
first word is how it is set (level, label, alignment).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import chain

from lxml import html

LINES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "dt", "dd")
REPEATING = ("nav", "aside")
"""What says again what the lines say: the contents, and the calculations of values; the overview does, too."""
BREAK = " ↵ "
"""Stands for a line break, as a word of its own."""
MARKS = re.compile(r"^[\W_]+|[\W_]+$")
WORDS = re.compile(r"\S+")


@dataclass(frozen=True)
class Word:
    """A word, how it looks, and the id of the heading that it stands below (empty on the cover)."""

    text: str
    look: str
    section: str

    @property
    def bare(self) -> str:
        """The word without the marks at its ends."""
        return _bare(self.text)


@cache
def _bare(word: str) -> str:
    return MARKS.sub("", word).casefold() or word


Line = tuple[Word, ...]
Seen = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """The lines of a page in their order, and what the heading of each id says."""

    lines: list[Line]
    headings: Mapping[str, str]

    @cached_property
    def with_marks(self) -> list[Seen]:
        """What is seen of each line."""
        return [_seen(line, marks=True) for line in self.lines]

    @cached_property
    def without_marks(self) -> list[Seen]:
        """The same without the marks at the ends of words."""
        return [_seen(line, marks=False) for line in self.lines]


def read_page(text: str) -> Page:
    """Read a page without what repeats its lines."""
    root = html.fromstring(text)
    headings = {element.get("id", ""): _text(element) for element in root.iter(*LINES[:6])}
    section = ""
    lines = [_meta(root)]
    for element in root.iter(*LINES):
        if any(parent.tag in REPEATING or parent.get("class") == "overview" for parent in element.iterancestors()):
            continue
        if element.tag in LINES[:6] and element.get("id"):
            section = element.get("id", "")
        lines.append(tuple(_words(element, section, headings)))
    return Page(lines, headings)


def follow_sections(old: Page, new: Page) -> dict[str, str]:
    """The ids of the new headings by those of the old ones that they were: chapters are numbered anew.

    A heading that went has that of the nearest before it that did not.
    """
    then, now = ([heading for heading in page.headings if heading] for page in (old, new))
    says, said = ([_lasting(heading, page.headings) for heading in ids] for page, ids in ((old, then), (new, now)))
    followed: dict[str, str] = {}
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(None, says, said, autojunk=False).get_opcodes():
        followed |= dict(zip(then[old_from:old_to], now[new_from:new_to], strict=False))
    last = ""
    for heading in then:
        last = followed.setdefault(heading, last)
    return followed


def _lasting(name: str, headings: Mapping[str, str]) -> str:
    """What stays of an id: that of a chapter is its number, so it is what the heading says."""
    return headings.get(name, name) if name.startswith("chapter-") else name


def _meta(root: html.HtmlElement) -> Line:
    named = {"author", "keywords"}
    texts = [element.get("content", "") for element in root.iter("meta") if element.get("name") in named]
    texts += [f"lang:{root.get('lang')}", *(_text(element) for element in root.iter("summary"))][:2]
    return tuple(Word(word, "", "") for text in texts for word in WORDS.findall(text))


def _text(element: html.HtmlElement) -> str:
    """What an element says, without its label."""
    labels = {text for label in element.iterfind(".//span[@class='label']") for text in label.itertext()}
    return " ".join("".join(text for text in element.itertext() if text not in labels).split())


def _words(element: html.HtmlElement, section: str, headings: Mapping[str, str]) -> Iterator[Word]:
    label = element.get("data-label") or "".join(element.xpath("string(.//span[@class='label'])"))
    kind = element.tag if element.tag != "th" else f"th {element.get('scope')}"
    if any(parent.tag == "blockquote" for parent in element.iterancestors()):
        kind = f"{kind} quote"
    aligned = [name for name in (element.get("class") or "").split() if name in ("center", "right", "total", "note")]
    yield Word(f"{label or kind}", f"{kind} {' '.join(aligned)}", section)
    said = ""
    letter_looks: list[str] = []
    for text, looks in _stretches(element, ()):
        look = " ".join(
            f"a:{_lasting(mark[3:], headings)}" if mark.startswith("a:#") else mark for mark in sorted(looks)
        )
        said += text
        letter_looks += [look] * len(text)
    for match in WORDS.finditer(said):
        seen = dict.fromkeys(letter_looks[match.start() : match.end()])
        yield Word(match.group(), "|".join(seen), section)


def _stretches(element: html.HtmlElement, looks: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if element.get("class") == "label":
        return
    own = {"strong": ("strong",), "em": ("em",), "a": (f"a:{element.get('href')}",)}.get(element.tag, ())
    yield element.text or "", (*looks, *own)
    for child in element:
        if child.tag in ("ul", "ol"):  # an inner list has lines of its own
            continue
        if child.tag == "br":
            yield BREAK, (*looks, *own)
        yield from _stretches(child, (*looks, *own))
        yield child.tail or "", looks


@dataclass(frozen=True)
class Difference:
    """Words of neighbouring lines that went and came, and the sections that these lines stand in."""

    gone: Line
    come: Line
    sections: frozenset[str]


def compare_pages(old: Page, new: Page, *, marks: bool) -> list[Difference]:
    """What differs, words of one look that stand in both left out; sections are called as in the new page.

    Without ``marks`` words are the same that differ in the marks at their ends alone.
    """
    then, now = (page.with_marks if marks else page.without_marks for page in (old, new))
    followed = follow_sections(old, new)
    differences = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone = [
            replace(word, section=followed.get(word.section, word.section))
            for word in chain(*old.lines[old_from:old_to])
        ]
        come = [*chain(*new.lines[new_from:new_to])]
        sections = frozenset(word.section for word in (*gone, *come))
        words = SequenceMatcher(None, _seen(gone, marks=marks), _seen(come, marks=marks), autojunk=False)
        for change, gone_from, gone_to, come_from, come_to in words.get_opcodes():
            if change != "equal":
                differences.append(Difference(tuple(gone[gone_from:gone_to]), tuple(come[come_from:come_to]), sections))
    return differences


def _seen(line: Iterable[Word], *, marks: bool) -> Seen:
    return tuple((word.text if marks else word.bare, word.look) for word in line)


@dataclass(frozen=True)
class Entry:
    """A listed change: its words before and after, and the ids of the headings of its places.

    ``is_whole`` says that all there may have come or gone with it, ``is_look`` that it says how texts are set.
    """

    name: str
    before: frozenset[str]
    after: frozenset[str]
    sections: frozenset[str]
    is_whole: bool
    is_look: bool


def bare_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts without the marks at their ends."""
    return frozenset(_bare(word) for text in texts for word in WORDS.findall(text.replace("\n", BREAK)))


def find_untold(differences: Sequence[Difference], entries: Sequence[Entry]) -> list[str]:
    """The words that no entry tells at its places."""
    return [
        f"{'-' if gone else '+'} {word.text} ({word.look}) at {sorted(difference.sections)}"
        for difference in differences
        for gone, words in ((True, difference.gone), (False, difference.come))
        for word in words
        if not any(_tells(entry, word, difference, gone=gone) for entry in entries)
    ]


def _tells(entry: Entry, word: Word, difference: Difference, *, gone: bool) -> bool:
    """Whether a word is one of an entry at a place of it; how a line is set is told by what tells of the line."""
    is_at = entry.sections & {*difference.sections, word.section} or not (word.section or entry.sections)
    return bool(is_at) and (entry.is_whole or word.bare in (entry.before if gone else entry.after) or _is_set(word))


def _is_set(word: Word) -> bool:
    """Whether a word says how its line is set."""
    return word.look.partition(" ")[0] in LINES


def find_unprinted(differences: Sequence[Difference], entries: Sequence[Entry]) -> list[str]:
    """The entries that tell no word that differs, and those that name a place where nothing does."""
    wrong = []
    for entry in entries:
        told = {
            section
            for difference in differences
            for gone, words in ((True, difference.gone), (False, difference.come))
            for word in words
            if _tells(entry, word, difference, gone=gone)
            and (entry.is_look or word.look.partition(" ")[0] not in LINES)
            for section in {*difference.sections, word.section}
        }
        if not told:
            wrong.append(f"{entry.name} is not printed otherwise")
        elif entry.sections - told:
            wrong.append(f"{entry.name} is the same at {sorted(entry.sections - told)}")
    return wrong
