"""What can be wrong with the footnotes of a chapter: each has one text and one mark."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.diagnostics import Diagnostic, Location, nearest
from methodology.model.chapter import BLANKS, Chapter, ChapterLeaf
from methodology.model.footnotes import find_references, footnote_name

CODE = "wrong-footnote"


def check_footnotes(chapter: Chapter) -> Iterator[Diagnostic]:
    """Footnotes without a text or a mark, or with several."""
    texts = {name: leaf for leaf in reversed(chapter.leaves) if (name := footnote_name(leaf.mark)) is not None}
    yield from _check_texts(chapter, texts)
    known: dict[str, Location] = {}
    for leaf in chapter.leaves:
        for reference in find_references(leaf.text):
            name, location = reference[1], chapter.location_at(leaf.offset + reference.start())
            if name in known:
                message = f"the footnote '{name}' has a mark already, {_place(known[name])}"
                hint = "give the second one a name and a text of its own"
                yield Diagnostic(CODE, message, location, hint)
            elif name not in texts:
                hint = nearest(name, texts) or f"write [^{name}]: and its text in a line of its own"
                yield Diagnostic(CODE, f"the footnote '{name}' has no text", location, hint)
            known.setdefault(name, location)
    for name, leaf in reversed(texts.items()):
        if name not in known:
            message = f"the footnote '{name}' has no mark"
            hint = f"write [^{name}] where it belongs, or delete its text"
            yield Diagnostic(CODE, message, _location(chapter, leaf), hint)


def _check_texts(chapter: Chapter, texts: dict[str, ChapterLeaf]) -> Iterator[Diagnostic]:
    for leaf in chapter.leaves:
        name = footnote_name(leaf.mark)
        if name is None:
            continue
        location = _location(chapter, leaf)
        if leaf is not texts[name]:
            message = f"the footnote '{name}' has a text already, {_place(_location(chapter, texts[name]))}"
            yield Diagnostic(CODE, message, location, "give the second one a name and a mark of its own")
        if not leaf.text.partition("\n")[0].strip(BLANKS):
            message = f"the footnote '{name}' says nothing"
            yield Diagnostic(CODE, message, location, f"write its text behind [^{name}]:, in the same line")


def _location(chapter: Chapter, leaf: ChapterLeaf) -> Location:
    """Where the mark of a footnote's text begins."""
    return chapter.location_at(chapter.text.rfind(leaf.mark, 0, leaf.offset))


def _place(location: Location) -> str:
    return f"in line {location.line}"
