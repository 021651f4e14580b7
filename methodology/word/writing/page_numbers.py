"""Numbers of pages in tables: fields that Word counts anew, filled in as the PDF has them (17.16.5.45)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from methodology.word.fields import field
from methodology.word.wordml import escape
from methodology.word.writing.text_writer import Bookmarks

_WAITING = re.compile("<!--page ([^<>]*)-->")
"""A number that is not known yet; no text of the content can be a comment of XML."""


def write_page_number(bookmarks: Bookmarks, anchor: str) -> str:
    """Write the number of the page that an anchor is on, to be set once pages are known; nothing without a place."""
    name = bookmarks.page(anchor)
    waiting = f"<w:r><w:t><!--page {escape(anchor)}--></w:t></w:r>"
    return "" if name is None else field(rf"PAGEREF {name} \h", waiting)


def set_page_numbers(body: str, pages: Mapping[str, int]) -> str:
    """Return markup with the numbers that waited, by their anchors; a place that has no page has no number."""
    known = {escape(anchor): str(page) for anchor, page in pages.items()}
    return _WAITING.sub(lambda waiting: known.get(waiting[1], ""), body)
