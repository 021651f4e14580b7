"""The places of a Word template that the document fills: what they are called, where they are, what is set there.

docxtpl puts a mark in each place, and the content is set there as XML. So no text of the content ever passes through
docxtpl, which would read it as a template or as markup.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from methodology.model.document import Document, Inline, Run, plain_text
from methodology.word.wordml import attribute, child, find_all, parse_markup, qname, text_run

COVER = ("title", "programme", "period", "version", "date", "short_title")
EMBLEM, EMBLEM_SENTENCE = "emblem", "emblem_sentence"
EMBLEM_GAP = 240
"""The space between the emblem with its sentence and what stands below, in twentieths of a point."""
COVER_BESIDES = ("issuer", "number", "status", EMBLEM, EMBLEM_SENTENCE)
"""Those that a template needs only where the document fills them; a paragraph with one that is empty is taken out."""
CONTENTS, BODY = "contents", "body"
BLOCKS = (CONTENTS, BODY)
LABELS = "labels"
TARGET = "methodology-place"


def inline_places(document: Document) -> dict[str, Inline]:
    """What each place in a paragraph holds."""
    cover = {field.name: getattr(document.cover, field.name) for field in dataclasses.fields(document.cover)}
    labels = {f"{LABELS}.{name}": (Run(label),) for name, label in document.labels.items()}
    emblem = () if document.emblem is None else document.emblem.alternative
    return {**cover, EMBLEM: emblem, **labels}


def mark_of(name: str) -> str:
    """The mark for the place ``name``: a processing instruction, which may stand anywhere in XML."""
    return f"<?{TARGET} {name}?>"


def places_of(part: etree._Element) -> list[tuple[str, etree._Element]]:
    """The marks in a part in reading order, with the names of their places."""
    return [(place.text or "", place) for place in find_all(part, f".//processing-instruction('{TARGET}')")]


def settle_cover(part: etree._Element, content: Mapping[str, Inline], emblem_height: int = 0) -> None:
    """Take out the paragraphs of what the cover does not have.

    The lines of the issuer, where they have an exact height, take the space above the paragraph below them, which so
    keeps its place; the emblem, ``emblem_height`` twentieths of a point high, likewise, and stands right above it.
    """
    for name, place in places_of(part):
        paragraph = next(place.iterancestors(qname("w:p")), None)
        if name not in COVER_BESIDES or paragraph is None:
            continue
        if name == EMBLEM and content[name]:
            _stand_above(paragraph, emblem_height, has_sentence=bool(content[EMBLEM_SENTENCE]))
        elif content[name] and name != EMBLEM_SENTENCE:
            _take_space(paragraph, plain_text(content[name]).count("\n") + 1)
        elif not content[name] and (parent := paragraph.getparent()) is not None and len(find_all(parent, "w:p")) > 1:
            _hand_on_section(paragraph)
            parent.remove(paragraph)


def _hand_on_section(paragraph: etree._Element) -> None:
    """Let the paragraph before end the section that ends with this one."""
    section, before = child(paragraph, "w:pPr", "w:sectPr"), paragraph.getprevious()
    if section is None or before is None or before.tag != qname("w:p"):
        return
    properties = child(before, "w:pPr")
    if properties is None:
        properties = etree.Element(qname("w:pPr"))
        before.insert(0, properties)
    change = child(properties, "w:pPrChange")
    if change is None:
        properties.append(section)
    else:
        change.addprevious(section)


def _take_space(paragraph: etree._Element, lines: int) -> None:
    own, below = (None if one is None else child(one, "w:pPr", "w:spacing") for one in (paragraph, paragraph.getnext()))
    if attribute(own, "w:lineRule") == "exact" and below is not None:
        left = int(attribute(below, "w:before") or 0) - lines * int(attribute(own, "w:line") or 0)
        below.set(qname("w:before"), str(max(left, 0)))


def _stand_above(emblem: etree._Element, height: int, *, has_sentence: bool) -> None:
    """Let the emblem and its sentence stand above the next paragraph that has space above itself, in that space."""
    own, height = child(emblem, "w:pPr", "w:spacing"), height + EMBLEM_GAP
    for below in emblem.itersiblings(qname("w:p")):
        spacing = child(below, "w:pPr", "w:spacing")
        space = int(attribute(spacing, "w:before") or 0)
        if own is not None and spacing is not None and space:
            own.set(qname("w:before"), str(max(space - height, 0)))
            spacing.set(qname("w:before"), str(EMBLEM_GAP))
            return
        if has_sentence:
            height += int(attribute(spacing, "w:line") or 0)


def is_inline(place: etree._Element) -> bool:
    """Whether a place stands inside a paragraph."""
    return next(place.iterancestors(qname("w:p")), None) is not None


def block_of(place: etree._Element) -> etree._Element | None:
    """What paragraphs and tables may replace: the mark in the body, or the paragraph that holds nothing else.

    None where the place is neither.
    """
    block = place
    while (parent := block.getparent()) is not None and parent.tag != qname("w:body"):
        block = parent
    if parent is None or block is place:
        return None if parent is None else place
    alone = block.tag == qname("w:p") and not str(block.xpath("string(.)")).strip() and len(places_of(block)) == 1
    return block if alone and child(block, "w:pPr", "w:sectPr") is None else None


def clear_block(place: etree._Element) -> None:
    """Leave nothing but the mark where paragraphs and tables go: :func:`fill_blocks` puts them there."""
    block = block_of(place)
    if block is None:
        raise ValueError("the place is no block's")
    place.tail = None
    _replace(block, [place])


def fill_blocks(part: bytes, content: Mapping[str, str]) -> bytes:
    """A part as it is saved, with markup for each mark that :func:`clear_block` has left."""
    for name, blocks in content.items():
        part = part.replace(mark_of(name).encode(), blocks.encode(), 1)
    return part


def fill_inline(place: etree._Element, content: Sequence[etree._Element]) -> None:
    """Put runs where a place in a paragraph is, in the look of the run that held its tag.

    That run is split in two, of which an empty one is left out.
    """
    text = place.getparent()
    run = None if text is None else text.getparent()
    if text is None or run is None or text.tag != qname("w:t"):
        _replace(place, content)
        return
    look = child(run, "w:rPr")
    (before,) = parse_markup(text_run(text.text or ""))
    before[0:0] = [part if part is not look else deepcopy(part) for part in text.itersiblings(preceding=True)][::-1]
    text.text = place.tail
    text.remove(place)
    if not text.text and not len(text):
        run.remove(text)
    for part in content:
        _dress(part, look)
    _replace(run, [entry for entry in (before, *content, run) if _holds_more_than_a_look(entry)])


def _replace(old: etree._Element, new: Iterable[etree._Element]) -> None:
    """Put elements in the place of one."""
    parent = old.getparent()
    if parent is None:
        raise ValueError("a part's root is no place")
    position = parent.index(old)
    old.tail = None
    parent[position : position + 1] = list(new)


def _holds_more_than_a_look(entry: etree._Element) -> bool:
    return entry.tag != qname("w:r") or any(part.tag != qname("w:rPr") for part in entry)


def _dress(content: etree._Element, look: etree._Element | None) -> None:
    """Give runs the look of the tag's run; their own properties take precedence."""
    if look is None:
        return
    for run in list(content.iter(qname("w:r"))):
        dressed = deepcopy(look)
        own = child(run, "w:rPr")
        if own is not None:
            run.remove(own)
            for twin in [twin for twin in dressed if own.find(str(twin.tag)) is not None]:
                dressed.remove(twin)
            dressed[0:0] = list(own)
        run.insert(0, dressed)
