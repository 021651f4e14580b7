"""What can be wrong with the footnotes of a chapter: each has one text and one mark."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.diagnostics import Diagnostic, Location, nearest
from methodology.messages import translate
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
                message = translate(
                    "the footnote '{name}' has a mark already, {known}", name=name, known=_place(known[name])
                )
                hint = translate("give the second one a name and a text of its own")
                yield Diagnostic(CODE, message, location, hint)
            elif name not in texts:
                hint = nearest(name, texts) or translate(
                    "write [^{name}]: and its text in a line of its own", name=name
                )
                yield Diagnostic(CODE, translate("the footnote '{name}' has no text", name=name), location, hint)
            known.setdefault(name, location)
    for name, leaf in reversed(texts.items()):
        if name not in known:
            message = translate("the footnote '{name}' has no mark", name=name)
            hint = translate("write [^{name}] where it belongs, or delete its text", name=name)
            yield Diagnostic(CODE, message, _location(chapter, leaf), hint)


def _check_texts(chapter: Chapter, texts: dict[str, ChapterLeaf]) -> Iterator[Diagnostic]:
    for leaf in chapter.leaves:
        name = footnote_name(leaf.mark)
        if name is None:
            continue
        location = _location(chapter, leaf)
        if leaf is not texts[name]:
            message = translate(
                "the footnote '{name}' has a text already, {chapter}",
                name=name,
                chapter=_place(_location(chapter, texts[name])),
            )
            yield Diagnostic(CODE, message, location, translate("give the second one a name and a mark of its own"))
        if not leaf.text.partition("\n")[0].strip(BLANKS):
            message = translate("the footnote '{name}' says nothing", name=name)
            hint = translate("write its text behind [^{name}]:, in the same line", name=name)
            yield Diagnostic(CODE, message, location, hint)


def _location(chapter: Chapter, leaf: ChapterLeaf) -> Location:
    """Where the mark of a footnote's text begins."""
    return chapter.location_at(chapter.text.rfind(leaf.mark, 0, leaf.offset))


def _place(location: Location) -> str:
    return translate("in line {line}", line=location.line)
