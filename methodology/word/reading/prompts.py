"""Word's prompts: what an emptied content control shows in place of a value is no text of the document."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

from lxml import etree

from methodology.word.wordml import attribute, child, find_all, qname

_STYLES = frozenset(
    {
        *("placeholder text", "besedilo označbe mesta", "besedilo ograde", "tekst rezerviranog mjesta"),
        *("platzhaltertext", "texte de l'espace réservé", "testo segnaposto", "texto de marcador de posición"),
        *("texto do marcador de posição", "tekstvantijdelijkeaanduiding", "tekst van tijdelijke aanduiding"),
        *("helyőrző szöveg", "tekst zastępczy", "zástupný text", "platshållartext", "pladsholdertekst"),
        *("plassholdertekst", "paikkamerkkiteksti", "text substituent", "текст заполнитель"),
    }
)
"""Names of the character style of prompts, in small letters; Word itself writes the English one in every language."""
_BLANK = re.compile(r"[\s\u00a0]*")
LONGEST_PROMPT = 500


def is_prompt_style(name: str) -> bool:
    """Whether a character style of this name, in small letters, is that of prompts."""
    return name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") in _STYLES


@functools.cache
def _known() -> re.Pattern[str]:
    """Word's own prompts, the longest first."""
    lines = files(__package__).joinpath("prompts.txt").read_text(encoding="utf-8").splitlines()
    prompts = sorted((unicodedata.normalize("NFC", line) for line in lines if line), key=lambda line: -len(line))
    return re.compile("|".join(map(re.escape, prompts)))


def find_prompts(text: str) -> Iterator[tuple[int, int]]:
    """Where Word's own prompts stand in a text in NFC, whatever is left of their controls; they do not overlap."""
    return (match.span() for match in _known().finditer(text))


class Prompts:
    """The prompts that a file's glossary has for its controls, by name (ECMA-376 17.5.2.25)."""

    def __init__(self, root: etree._Element | None) -> None:
        """``root`` is that of the glossary, None where the file has none."""
        self._texts: dict[str, str] = {}
        for part in [] if root is None else find_all(root, "//w:docParts/w:docPart"):
            name = attribute(child(part, "w:docPartPr", "w:name"))
            if name is not None:
                self._texts[name] = _plain(child(part, "w:docPartBody"))

    def shows_prompt(self, control: etree._Element, properties: etree._Element | None) -> bool:
        """Whether all that a control which says that it shows its prompt holds is that, or blanks."""
        text = _plain(child(control, "w:sdtContent"))
        name = attribute(child(properties, "w:placeholder", "w:docPart"))
        prompt = self._texts.get(name or "")
        return _BLANK.fullmatch(text) is not None or (prompt is not None and text == prompt)


def _plain(element: etree._Element | None) -> str:
    """The text of a short element; of a long one as much as shows that it is no prompt."""
    pieces: list[str] = []
    length = 0
    for text in () if element is None else element.iter(qname("w:t")):
        pieces.append(text.text or "")
        length += len(pieces[-1])
        if length > LONGEST_PROMPT:
            break
    return unicodedata.normalize("NFC", "".join(pieces))
