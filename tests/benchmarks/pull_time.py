"""How long ``pull`` of a fully reworked document takes beside a full build.

``python -m tests.benchmarks.pull_time`` prints the ratio, measured in turns in one run. Every text of the document that
is long enough has another word, with its content controls and without them, and comes back into the content.
"""

from __future__ import annotations

import gc
import re
import tempfile
import time
from pathlib import Path

from lxml import etree

from methodology.reading import read_programme
from methodology.roundtrip.pulled import Pulled
from methodology.roundtrip.pulling import Decisions, EditedFile, pull
from tests.benchmarks.check_time import seconds
from tests.benchmarks.diff_time import build
from tests.built import CONTENT, TEMPLATES
from tests.roundtrip.edits import W, edited, without_names
from tests.roundtrip.test_pull_properties import built

WORDS = 3
"""So many words a text has that is reworded."""


def reworked(docx: bytes, *, stripped: bool) -> bytes:
    """The document with a word more in every text of the body that has some words."""

    def edit(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            words = (text.text or "").split(" ")
            if len(words) > WORDS and re.search(r"[^\W\d_]{4}", text.text or ""):
                text.text = " ".join([*words[:2], "ustrezno", *words[2:]])
        if stripped:
            without_names(root)

    return edited(docx, edit)


def pulled(docx: bytes) -> Pulled:
    """All that the command does, from reading the content to the findings; nothing is written."""
    return pull([EditedFile("a.docx", docx)], read_programme(CONTENT), TEMPLATES, Decisions())


def ratio_to_build(*, stripped: bool, turns: int = 3) -> float:
    """Pull over a full build, inside one process: the least processor times of several turns.

    Without the cycle collector, as ``build.py`` runs: what it costs depends on all else that the process holds.
    """
    docx = reworked(built(read_programme(CONTENT)), stripped=stripped)
    was_on = gc.isenabled()
    gc.disable()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pulled(docx)
        build(folder)
        pairs = [
            (seconds(lambda: pulled(docx), time.process_time), seconds(lambda: build(folder), time.process_time))
            for _ in range(turns)
        ]
    if was_on:
        gc.enable()
    return min(one for one, _ in pairs) / min(other for _, other in pairs)


if __name__ == "__main__":
    for stripped in (False, True):
        name = "without its names" if stripped else "with its names"
        print(f"pull of a reworked document {name} over a build: {ratio_to_build(stripped=stripped):.2f}")
