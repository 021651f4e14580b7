"""Where the template's tags stood: docxtpl puts a mark there, and the content is set in its place as XML.

So no text of the content ever passes through docxtpl, which would read it as a template or as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from methodology.word.wordml import child, found, qualified, text_run

TARGET = "methodology-place"


def mark(name: str) -> str:
    """The mark for the place ``name``: a processing instruction, which may stand anywhere in XML."""
    return f"<?{TARGET} {name}?>"


def places(part: etree._Element) -> list[tuple[str, etree._Element]]:
    """The marks in a part in reading order, with the names of their places."""
    return [(place.text or "", place) for place in found(part, f".//processing-instruction('{TARGET}')")]


def is_inline(place: etree._Element) -> bool:
    """Whether a place stands inside a paragraph."""
    return next(place.iterancestors(qualified("w:p")), None) is not None


def block_of(place: etree._Element) -> etree._Element | None:
    """What paragraphs and tables may replace: the mark in the body, or the paragraph that holds nothing else.

    None where the place is neither.
    """
    block = place
    while (parent := block.getparent()) is not None and parent.tag != qualified("w:body"):
        block = parent
    if parent is None or block is place:
        return None if parent is None else place
    alone = block.tag == qualified("w:p") and not str(block.xpath("string(.)")).strip() and len(places(block)) == 1
    return block if alone and child(block, "w:pPr", "w:sectPr") is None else None


def fill_block(place: etree._Element, content: Iterable[etree._Element]) -> None:
    """Put paragraphs and tables where a place in the body is."""
    block = block_of(place)
    if block is None:
        raise ValueError("the place is no block's")
    _replace(block, content)


def clear_block(place: etree._Element) -> None:
    """Leave nothing but the mark where paragraphs and tables go: :func:`filled` puts them there as markup."""
    place.tail = None
    fill_block(place, [place])


def filled(part: bytes, content: Mapping[str, str]) -> bytes:
    """A part as it is saved, with markup for each mark that :func:`clear_block` has left."""
    for name, told in content.items():
        part = part.replace(mark(name).encode(), told.encode(), 1)
    return part


def fill_inline(place: etree._Element, content: Sequence[etree._Element]) -> None:
    """Put runs where a place in a paragraph is, in the look of the run that held its tag.

    That run is split in two, of which an empty one is left out.
    """
    text = place.getparent()
    run = None if text is None else text.getparent()
    if text is None or run is None or text.tag != qualified("w:t"):
        _replace(place, content)
        return
    look = child(run, "w:rPr")
    before = text_run(text.text or "", [] if look is None else deepcopy(look))
    earlier = [part for part in text.itersiblings(preceding=True) if part is not look]
    before[len(before) - (1 if text.text else 0) : 0] = reversed(earlier)
    text.text = place.tail
    text.remove(place)
    if not text.text and not len(text):
        run.remove(text)
    for part in content:
        _dress(part, look)
    _replace(run, [entry for entry in (before, *content, run) if _says_something(entry)])


def _replace(old: etree._Element, new: Iterable[etree._Element]) -> None:
    """Put elements in the place of one."""
    parent = old.getparent()
    if parent is None:
        raise ValueError("a part's root is no place")
    position = parent.index(old)
    old.tail = None
    parent[position : position + 1] = list(new)


def _says_something(entry: etree._Element) -> bool:
    return entry.tag != qualified("w:r") or any(part.tag != qualified("w:rPr") for part in entry)


def _dress(content: etree._Element, look: etree._Element | None) -> None:
    """Give runs the look of the tag's run; what a run says of itself goes before."""
    if look is None:
        return
    for run in list(content.iter(qualified("w:r"))):
        dressed = deepcopy(look)
        own = child(run, "w:rPr")
        if own is not None:
            run.remove(own)
            for twin in [twin for twin in dressed if own.find(str(twin.tag)) is not None]:
                dressed.remove(twin)
            dressed[0:0] = list(own)
        run.insert(0, dressed)
