"""Where the relationships of a part lead: addresses, and other parts by what they hold."""

from __future__ import annotations

import hashlib

from methodology.diagnostics import ContentError
from methodology.word.opening import OpenedWord


class Relations:
    """The relationships of one part by their ids."""

    def __init__(self, word: OpenedWord, part: str) -> None:
        """A part without any has none."""
        self._word = word
        self._by_id = {relation.id: relation for relation in word.relations(part)}

    def address(self, key: str) -> str:
        """The address outside of the file that an id leads to; empty where it is none."""
        relation = self._by_id.get(key)
        return "" if relation is None else relation.target

    @staticmethod
    def place_of_link(address: str, anchor: str) -> str:
        """Where a link leads, as one text: an address, or ``#`` with a bookmark."""
        address = address.strip()
        if address.startswith("#"):
            address, anchor = "", address[1:]
        return f"{address}#{anchor}" if anchor else address

    def digest(self, key: str) -> str:
        """What a related part holds, as a digest; its address where it is outside of the file or missing."""
        relation = self._by_id.get(key)
        if relation is None:
            return f"no relation {key}"
        if relation.outside:
            return f"outside {relation.target}"
        try:
            return hashlib.sha256(self._word.read(relation.part or "")).hexdigest()
        except ContentError:
            return f"missing {relation.target}"
