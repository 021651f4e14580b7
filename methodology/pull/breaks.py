"""Line breaks and tabs within a text: where content holds none, they are reported where they came or went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from methodology.pull.differences import Differences
from methodology.pull.original import as_printed
from methodology.pull.pulled import Act, Wish
from methodology.word.reading import Story

_KINDS = {"\n": ("line_break", "↵"), "\t": ("tab", "→")}
"""The note about each, and the sign that shows it."""


def find_breaks(differences: Differences, left: Differences) -> Iterator[tuple[Wish, str]]:
    """Yield a wish with its note for each kind of break of which a text has another number than it was made with.

    ``left`` is what still differs with all edits: line breaks that are printed then are not told.
    """
    for old, new in differences.matches:
        if new is None or new in differences.told or differences.edited[new].story not in (Story.BODY, Story.PAGE):
            continue
        text = differences.edited[new].text
        made = None if old is None else differences.original.texts[old]
        before, now = Counter("" if made is None else made.breaks), Counter(text)
        before["\n"] += left.original.texts[left.olds[new]].text.count("\n") if new in left.olds else 0
        for sign, (note, _) in _KINDS.items():
            if before[sign] != now[sign]:
                printed, path = (None, None) if made is None else (made.text, made.entry)
                yield differences.wish(Act.WORDING, path, printed, _show(text), old=old, new=new), note


def _show(text: str) -> str:
    """The text with a sign for each break."""
    shown = re.sub(r"[\n\t]", lambda sign: f" {_KINDS[sign[0]][1]} ", text)
    return as_printed(shown)
