"""What the running head says besides the title: the chapter and the objective that a page is about.

A page shows the last of each kind that begins on it, else the last one before it, as Word's field STYLEREF does
(ECMA-376-1 17.16.5.59): so both belong together. No objective is shown from a chapter's heading to the first objective
below it: an empty one begins there, or the field would go on with that of the chapter before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from methodology.model.document import Document, Heading, HeadingKind, plain_text

CHAPTER, OBJECTIVE = "chapter", "objective"
KINDS = (CHAPTER, OBJECTIVE)
_END_OF_NAME = ":"
"""What stands between the short name of an objective and its title."""


class RunningMark(NamedTuple):
    """What begins with a heading: None where the one before goes on, an empty text where there is none from here on."""

    chapter: str | None = None
    objective: str | None = None


def running_marks(document: Document) -> Mapping[str, RunningMark]:
    """Return what begins with each heading, by its anchor, of the kinds that the document's running head shows.

    A text is the beginning of its heading's: all of a chapter, of an objective what stands before the colon.
    """
    if not document.running:
        return {}
    marks = ((heading.anchor, _mark(heading)) for heading in document.headings)
    return {
        anchor: RunningMark(**{kind: text for kind, text in mark._asdict().items() if kind in document.running})
        for anchor, mark in marks
        if mark is not None
    }


def _mark(heading: Heading) -> RunningMark | None:
    text = plain_text(heading.content)
    if heading.is_chapter:
        return RunningMark(text, "")
    if heading.kind is not HeadingKind.PART:
        return None
    name, colon, _ = text.partition(_END_OF_NAME)
    if not colon:
        return RunningMark(text, "")
    return RunningMark("" if heading.level == 1 else None, name)
