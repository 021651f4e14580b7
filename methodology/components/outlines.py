"""The entry of a chapter in an outline."""

from __future__ import annotations

import re

from methodology.model.outline import OUTLINE
from methodology.reading.content_text import schema_line


def own_outline(standard: str) -> str:
    """Return the outline of the templates as one that a programme has of its own."""
    return re.sub(r"\A(#.*\n)*", schema_line(OUTLINE, "outline"), standard)


def with_chapter(outline: str, name: str) -> str:
    """Return the text of an outline with a chapter at its end."""
    entries = re.search(r"(?m)^( *)- ", outline)
    return f"{outline.rstrip()}\n{entries[1] if entries else '  '}- chapter: {name}\n"


def without_chapter(outline: str, name: str) -> str:
    """Return the text of an outline without the entry of a chapter and the keys of that."""
    entry = rf"(?m)^( *)- (?:chapter|annex): *(['\"]?){re.escape(name)}\2 *(#.*)?(\n|\Z)(\1 .*(\n|\Z))*"
    return re.sub(entry, "", outline, count=1)
