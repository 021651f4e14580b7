"""Where the relationships of a part lead: addresses, and other parts by what they hold."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from methodology.diagnostics import ContentError
from methodology.word.opening import OpenedWord


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its id, the last word of its type in small letters, its target, whether that is outside."""

    id: str
    kind: str
    target: str
    outside: bool


class Relations:
    """The relationships of one part (none: the package's)."""

    def __init__(self, word: OpenedWord, part: str) -> None:
        """Read them; a part without any has none."""
        self._word = word
        self.folder, base = posixpath.split(part)
        name = posixpath.join(self.folder, "_rels", f"{base}.rels")
        names = {known.casefold() for known in word.names}
        self.all = tuple(self._read(name)) if name.casefold() in names else ()
        self._by_id = {relation.id: relation for relation in self.all}

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
            return hashlib.sha256(self._word.read(self.part(relation))).hexdigest()
        except ContentError:
            return f"missing {relation.target}"

    def part(self, relation: Relation) -> str:
        """The name of the part that a relationship leads to."""
        return posixpath.normpath(posixpath.join("/", self.folder, unquote(relation.target))).lstrip("/")

    def _read(self, name: str) -> Iterator[Relation]:
        for link in self._word.xml(name).iterchildren("{*}Relationship"):
            kind = link.get("Type", "").rpartition("/")[2].lower()
            outside = link.get("TargetMode", "").lower() == "external"
            yield Relation(link.get("Id", ""), kind, link.get("Target", ""), outside)
