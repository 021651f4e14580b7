"""The Word template, opened and checked for the styles and numberings that the document is written with."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part, XmlPart
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types
from lxml import etree

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.rendering.docx.numbering import Numbering
from methodology.rendering.docx.styles import Styles
from methodology.rendering.docx.wordml import element

UNREADABLE = (
    *(OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
)
"""What zipfile, lxml and python-docx raise for a file that is no Word document."""


@dataclass(frozen=True, slots=True)
class Template:
    """An open template whose styles and numberings are known to be there."""

    docxtpl: DocxTemplate
    word: WordDocument
    location: Location
    styles: Styles
    numbering: Numbering

    @property
    def pages(self) -> list[XmlPart]:
        """The main part, then the headers and footers by name."""
        around = _related(self.word.part, RELATIONSHIP.HEADER, RELATIONSHIP.FOOTER)
        return [self.word.part, *sorted(around, key=lambda part: str(part.partname))]


def open_template(path: Path) -> Template:
    """The template at ``path``; ContentError where it is no Word document or lacks styles or numberings."""
    folder = path.resolve().parent.name
    location = Location(f"{folder}/{path.name}" if folder == "templates" else str(path))
    try:
        docxtpl = DocxTemplate(io.BytesIO(path.read_bytes()))
        word = docxtpl.get_docx()
    except UNREADABLE as fault:
        hint = "save it in Word as a Word document (.docx)"
        raise ContentError(
            [Diagnostic("template-unreadable", f"not a Word document: {fault}", location, hint)]
        ) from fault
    styles = Styles.read(_root(word.part, RELATIONSHIP.STYLES, "w:styles"))
    numbering = Numbering(_root(word.part, RELATIONSHIP.NUMBERING, "w:numbering"), styles)
    faults = [*styles.missing(location), *numbering.faults(location)]
    if faults:
        raise ContentError(faults)
    return Template(docxtpl, word, location, styles, numbering)


def _root(document: Part, kind: str, empty: str) -> etree._Element:
    return next((part.element for part in _related(document, kind)), element(empty))


def _related(document: Part, *kinds: str) -> Iterator[XmlPart]:
    targets: Iterable[Part] = (rel.target_part for rel in document.rels.values() if rel.reltype in kinds)
    return (part for part in targets if isinstance(part, XmlPart))
