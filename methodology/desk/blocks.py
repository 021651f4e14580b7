"""The page as blocks, and what changed from one page to the next: an open page takes that alone.

A block is an element right below one of the page's parts. Blocks are found by their tags, so a template may write them
as it likes; what cannot be told for certain is no block, and the open page takes the whole instead.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from methodology.desk.page import undress

MOST_PAGES = 16
"""So many pages are known by their blocks: a window that saw an older one takes the whole."""
PARTS = {
    "header": re.compile(r"<header(?=[\s>])[^>]*>"),
    "nav > details": re.compile(r"<nav(?=[\s>])[^>]*>(?:(?!</nav>|<details)(?s:.))*<details(?=[\s>])[^>]*>"),
    "main": re.compile(r"<main(?=[\s>])[^>]*>"),
    "section.overview": re.compile(r'<section class="overview"[^>]*>'),
    "body > aside.calculation": re.compile(r'(?=<aside popover class="calculation")|(?=\s*</body>)'),
}
"""Where the blocks of each part begin, in the order of the page; the names are selectors of the open page."""
_OPTIONAL = frozenset({"section.overview"})
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_SPACE = re.compile(r"\s*")
_TITLE = re.compile(r"<title>([^<]*)</title>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements that have no end tag."""


class _UnclearError(ValueError):
    """The page's blocks cannot be told for certain."""


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of a page by part; ``frame`` is what stands around them, the title apart."""

    title: str
    frame: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PartChange:
    """What changed in a part that had so many blocks.

    ``changes`` come in order, the last one first: from a block on, so many make way for these. ``rows`` are of tables
    that have as many rows as before: the number of the block, that of the row, and what makes way for it.
    """

    part: str
    count: int
    changes: tuple[tuple[int, int, tuple[str, ...]], ...]
    rows: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class PageChange:
    """What an open page takes to become that of a revision: the changes ``since`` the one that it has, or the whole."""

    revision: int
    since: int
    title: str = ""
    parts: tuple[PartChange, ...] = ()
    html: str | None = None


class KnownPages:
    """The last pages by their blocks, as open windows may have them."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, PageBlocks | None] = OrderedDict()
        self._lock = threading.Lock()

    def know(self, revision: int, html: str) -> PageBlocks | None:
        """Return the blocks of the page of a revision; None where they cannot be told."""
        with self._lock:
            if revision not in self._known:
                before = next((one for one in reversed(self._known.values()) if one), None)
                self._known[revision] = split_page(undress(html), before)
            known = self._known[revision]
            while len(self._known) > MOST_PAGES:
                self._known.popitem(last=False)
            return known

    def change(self, since: int, revision: int, html: str) -> PageChange:
        """Return what a window with the page of ``since`` takes to have that of ``revision``."""
        now, before = self.know(revision, html), self._known.get(since)
        if before is None or now is None or before.frame != now.frame:
            return PageChange(revision, since, html=undress(html))
        parts = tuple(
            _compare_part(part, before.parts[part], blocks)
            for part, blocks in now.parts.items()
            if before.parts[part] != blocks
        )
        return PageChange(revision, since, now.title, parts)


def split_page(text: str, before: PageBlocks | None = None) -> PageBlocks | None:
    """Return the blocks of a page without scripts and styles; None where they cannot be told for certain.

    Those of ``before`` that stand there again are taken as they are, without another look at their tags.
    """
    title = _TITLE.search(text)
    if title is None or "<!--" in text:
        return None
    frame, parts, at = [text[: title.start()]], dict[str, tuple[str, ...]](), title.end()
    try:
        for part, beginning in PARTS.items():
            found = beginning.search(text, at)
            if found is None and part in _OPTIONAL:
                continue
            if found is None:
                return None
            blocks, end = _read_blocks(text, found.end(), before.parts.get(part, ()) if before else ())
            frame.append(text[at : found.end()])
            parts[part], at = tuple(blocks), end
    except _UnclearError:
        return None
    return PageBlocks(unescape(title[1]), (*frame, text[at:]), parts)


def _read_blocks(text: str, at: int, known: Sequence[str]) -> tuple[list[str], int]:
    """The blocks from a place on, and where the end tag of their part stands."""
    places: dict[str, int] | None = None
    blocks, next_known = list[str](), 0
    while True:
        at = _skip_space(text, at)
        if text.startswith("</", at):
            return blocks, at
        block = known[next_known] if next_known < len(known) else ""
        if not (block and text.startswith(block, at)):
            block = text[at : _end_of_element(text, at)]
            places = {one: number for number, one in enumerate(known)} if places is None else places
            next_known = places.get(block, next_known)
        blocks.append(block)
        at += len(block)
        next_known += 1


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _end_of_element(text: str, start: int) -> int:
    """Where the element ends that begins there."""
    opened: list[str] = []
    at = start
    for tag in _TAG.finditer(text, start):
        name = tag[2].lower()
        if not opened and tag.start() != at:
            break
        if tag[1]:
            if not opened or opened.pop() != name:
                break
        elif name not in _VOID and not tag[0].endswith("/>"):
            opened.append(name)
        if not opened:
            return tag.end()
    raise _UnclearError(start)


def _compare_part(part: str, before: Sequence[str], now: Sequence[str]) -> PartChange:
    changes, rows = list[tuple[int, int, tuple[str, ...]]](), list[tuple[int, int, str]]()
    for start, gone, blocks in _compare(before, now):
        changed = _compare_rows(before[start], blocks[0]) if gone == len(blocks) == 1 else None
        if changed is None:
            changes.append((start, gone, blocks))
        else:
            rows.extend((start, number, row) for number, row in changed)
    return PartChange(part, len(before), tuple(changes), tuple(rows))


def _compare_rows(before: str, now: str) -> list[tuple[int, str]] | None:
    """Return the rows in which one table is another now; None where more than rows differs."""
    try:
        old = _split_table(before, ())
        new = _split_table(now, old[1]) if old else None
    except _UnclearError:
        return None
    if old is None or new is None or old[0] != new[0] or len(old[1]) != len(new[1]):
        return None
    return [(number, row) for number, (there, row) in enumerate(zip(old[1], new[1], strict=True)) if there != row]


def _split_table(block: str, known: Sequence[str]) -> tuple[tuple[str, str], list[str]] | None:
    """What stands around the rows of a table's only body, and the rows; None where there is no such table."""
    if block.count("<tbody>") != 1:
        return None
    start = block.index("<tbody>") + len("<tbody>")
    rows, end = _read_blocks(block, start, known)
    return (block[:start], block[end:]), rows


def _compare(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield what makes one row of blocks of the other, the last change first."""
    start, most = 0, min(len(before), len(now))
    while start < most and before[start] == now[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == now[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], now[start : len(now) - end]
    if len(old) == len(new):
        pairs = zip(old, new, strict=True)
        yield from ((start + at, 1, (one,)) for at, (there, one) in reversed(list(enumerate(pairs))) if there != one)
        return
    for kind, first, last, left, right in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if kind != "equal":
            yield start + first, last - first, tuple(new[left:right])
