"""Short words that no line may end with: the renderers tie them to the next word by a no-break space.

Texts keep their plain spaces; only what is drawn has ties. A tie takes the place of one space, so that a text is as
long tied as untied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import cache

from methodology.model.document import Block, Cover, Document, Inline, Run
from methodology.model.language import NO_BREAK_SPACE
from methodology.model.texts import map_texts

Words = tuple[str, ...]
_OPENING = r"\s(\[{«»„“”\"'‘’/–—-"
"""What may stand before a word beside the beginning of the text."""


def tie(text: str, words: Words) -> str:
    """The text with a no-break space behind each of the words, in letters of any size, that another one follows."""
    return _pattern(words, " ").sub(lambda match: f"{match[1]}{NO_BREAK_SPACE}", text) if words else text


def untie(text: str, words: Words) -> str:
    """The text with a plain space wherever :func:`tie` would tie it."""
    if not words or NO_BREAK_SPACE not in text:
        return text
    return _pattern(words, NO_BREAK_SPACE).sub(lambda match: f"{match[1]} ", text)


@cache
def _pattern(words: Words, space: str) -> re.Pattern[str]:
    alternatives = "|".join(map(re.escape, words))
    return re.compile(rf"(?<![^{_OPENING}])({alternatives}){space}(?=\S)", re.IGNORECASE)


def cut_like(text: str, pieces: Sequence[str]) -> Iterator[str]:
    """The text in pieces as long as those."""
    start = 0
    for piece in pieces:
        yield text[start : start + len(piece)]
        start += len(piece)


def tie_runs(content: Inline, words: Words) -> Inline:
    """A text of runs, tied: a word may end one run and its space begin the next. Footnotes are tied by themselves.

    A text without ties is the same object.
    """
    texts = [run.text for run in content]
    text = "".join(texts)
    tied = tie(text, words) if " " in text else text
    if tied == text and all(run.footnote is None for run in content):
        return content
    return tuple(_tie_run(run, own, words) for run, own in zip(content, cut_like(tied, texts), strict=True))


def _tie_run(run: Run, text: str, words: Words) -> Run:
    if run.footnote is not None:
        return replace(run, footnote=replace(run.footnote, content=tie_runs(run.footnote.content, words)))
    return run if run.text == text else replace(run, text=text)


def tie_document(document: Document) -> Document:
    """The document as it is drawn: each text of its cover and its body with the ties of its language."""
    words = document.tied_words
    if not words:
        return document
    cover = {field.name: tie_runs(getattr(document.cover, field.name), words) for field in fields(Cover)}
    emblem = document.emblem and replace(document.emblem, alternative=tie_runs(document.emblem.alternative, words))
    blocks = tuple(tie_block(block, words) for block in document.blocks)
    return replace(document, cover=Cover(**cover), blocks=blocks, emblem=emblem)


def tie_block(block: Block, words: Words) -> Block:
    """A block with the ties in each of its texts; the same object where there are none."""
    return map_texts(block, lambda content: tie_runs(content, words))
