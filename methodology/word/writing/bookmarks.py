"""Bookmarks: where links arrive, what the contents table counts, and what stands for a leaf."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from lxml import etree

from methodology.model.document import Block
from methodology.model.links import anchors_of, require_sound_links
from methodology.word.wordml import attribute, found

LONGEST_NAME = 40
"""Word cuts longer names off."""


class Bookmarks:
    """The names that are taken, and a name for each anchor of the document."""

    def __init__(self, blocks: Sequence[Block], roots: Iterable[etree._Element]) -> None:
        """``roots`` are the template's parts, whose own bookmarks stay. A broken link: ValueError."""
        own = list(chain.from_iterable(found(root, "//w:bookmarkStart") for root in roots))
        self._taken = {(attribute(mark, "w:name") or "").casefold() for mark in own}
        self._last_id = max((int(attribute(mark, "w:id") or 0) for mark in own), default=0)
        self._names: dict[str, str] = {}
        require_sound_links(blocks)
        for anchor in anchors_of(blocks):
            self._names[anchor] = self.reserve(anchor)

    def of(self, anchor: str) -> str:
        """The bookmark at an anchor."""
        return self._names[anchor]

    def reserve(self, wish: str) -> str:
        """A free name like ``wish``: ASCII letters, digits and underscores, a letter or underscore first."""
        plain = wish
        if not (wish.isidentifier() and wish.isascii()):
            plain = re.sub(r"[^A-Za-z0-9_]", "_", wish)
            plain = plain if re.match(r"[A-Za-z_]", plain) else f"a_{plain}"
        name, number = plain[:LONGEST_NAME], 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        self._taken.add(name.casefold())
        return name

    def around(self, name: str, content: str) -> str:
        """The content, as markup, between the start and the end of a bookmark of a name that was reserved."""
        self._last_id = number = self._last_id + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
