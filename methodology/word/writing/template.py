"""The Word template as a package: opened, with its styles, its numbering and its pages."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.part import Part, XmlPart
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types
from lxml import etree

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.word.numbering import Numbering
from methodology.word.styles import Styles
from methodology.word.wordml import child, element

UNREADABLE = (
    *(OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
)
"""What zipfile, lxml and python-docx raise for a file that is no Word document."""


@dataclass(frozen=True, slots=True)
class Template:
    """An open template. What it lacks is only known once :meth:`faults` was asked."""

    docxtpl: DocxTemplate
    word: WordDocument
    location: Location
    styles: Styles
    numbering: Numbering

    def faults(self) -> Iterator[Diagnostic]:
        """One finding for each style and numbering that the document is written with and the template lacks."""
        yield from self.styles.missing(self.location)
        yield from self.numbering.faults(self.location)

    @property
    def pages(self) -> list[XmlPart]:
        """The main part, then the headers and footers by name."""
        around = _related(self.word.part, RELATIONSHIP.HEADER, RELATIONSHIP.FOOTER)
        return [self.word.part, *sorted(around, key=lambda part: str(part.partname))]


def read_template(path: Path) -> tuple[bytes, Location]:
    """The template at ``path`` as it is, and its place in messages; ContentError where it cannot be read."""
    folder = path.resolve().parent.name
    location = Location(f"{folder}/{path.name}" if folder == "templates" else str(path))
    try:
        return path.read_bytes(), location
    except FileNotFoundError as fault:
        message, hint = "the template of the Word file is not there", "restore it from the last version in git"
        raise ContentError([Diagnostic("template-missing", message, location, hint)]) from fault
    except OSError as fault:
        raise _unreadable(fault, location) from fault


def open_template(content: bytes, location: Location) -> Template:
    """The template that a file holds; ContentError where it is no Word document."""
    try:
        docxtpl = DocxTemplate(io.BytesIO(content))
        word = docxtpl.get_docx()
        if child(word.element, "w:body") is None:
            raise ValueError("it has no body")
    except UNREADABLE as fault:
        raise _unreadable(fault, location) from fault
    _drop_old_properties(word)
    styles = Styles.read(_root(word.part, RELATIONSHIP.STYLES, "w:styles"))
    numbering = Numbering(_root(word.part, RELATIONSHIP.NUMBERING, "w:numbering"), styles)
    return Template(docxtpl, word, location, styles, numbering)


def _unreadable(fault: Exception, location: Location) -> ContentError:
    message, hint = f"not a Word document: {fault}", "save it in Word as a Word document (.docx)"
    return ContentError([Diagnostic("template-unreadable", message, location, hint)])


def _drop_old_properties(word: WordDocument) -> None:
    """Remove core properties whose relationship python-docx does not know, as LibreOffice writes it.

    It would add a second part of the same name for its own.
    """
    relationships = word.part.package.rels
    for key, relationship in list(relationships.items()):
        if relationship.is_external or relationship.reltype == RELATIONSHIP.CORE_PROPERTIES:
            continue
        if relationship.target_part.content_type == CONTENT_TYPE.OPC_CORE_PROPERTIES:
            del relationships[key]


def _root(document: Part, kind: str, empty: str) -> etree._Element:
    return next((part.element for part in _related(document, kind)), element(empty))


def _related(document: Part, *kinds: str) -> Iterator[XmlPart]:
    targets: Iterable[Part] = (rel.target_part for rel in document.rels.values() if rel.reltype in kinds)
    return (part for part in targets if isinstance(part, XmlPart))
