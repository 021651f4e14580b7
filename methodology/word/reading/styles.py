"""What ``styles.xml`` says of a paragraph: the name of its style and the list that the style puts it in."""

from __future__ import annotations

from lxml import etree

from methodology.word.wordml import attribute, child, qualified

MOST_BASES = 20
"""A style is based on so many others, one upon the other, at most; they may go round in circles."""


class ParagraphStyles:
    """The paragraph styles of a file by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        """``root`` is that of ``styles.xml``, None where the file has none."""
        self._names: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._default = ""
        for style in () if root is None else root.iterchildren(qualified("w:style")):
            key = attribute(style, "w:styleId")
            if attribute(style, "w:type") != "paragraph" or key is None:
                continue
            self._names[key] = " ".join((attribute(child(style, "w:name")) or key).lower().split())
            number = attribute(child(style, "w:pPr", "w:numPr", "w:numId"))
            base = attribute(child(style, "w:basedOn"))
            if number is not None:
                self._numbers[key] = number
            if base is not None:
                self._bases[key] = base
            if attribute(style, "w:default") in ("1", "true", "on"):
                self._default = key

    def name(self, properties: etree._Element | None) -> str:
        """The name of the style that a ``w:pPr`` names, in small letters; the default style's where it names none."""
        key = attribute(child(properties, "w:pStyle")) or self._default
        return self._names.get(key, key.lower())

    def list(self, properties: etree._Element | None) -> str | None:
        """The numbering id of a ``w:pPr``: its own or that of its style and the styles beneath; 0 is none."""
        number = attribute(child(properties, "w:numPr", "w:numId"))
        key: str | None = attribute(child(properties, "w:pStyle")) or self._default
        for _ in range(MOST_BASES):
            if number is not None or key is None:
                break
            number = self._numbers.get(key)
            key = self._bases.get(key)
        return None if number == "0" else number
