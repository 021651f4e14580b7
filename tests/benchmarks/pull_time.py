"""A fully reworked document, and the pull of it.

Every text of the document that is long enough has another word, with its content controls and without them, and comes
back into the content.
"""

from __future__ import annotations

import re

from lxml import etree

from methodology.pull.pulled import Decisions, Pulled
from methodology.pull.pulling import EditedFile, pull
from tests.built import CONTENT, TEMPLATES, read_anew
from tests.pull.edits import W, edited, without_names

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
    return pull([EditedFile("a.docx", docx)], read_anew(CONTENT), TEMPLATES, Decisions())
