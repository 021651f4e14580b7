"""A finished PDF opened for reading and changing, and the seal in its metadata."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

import pikepdf
from lxml import etree

from methodology.model.seal import NAME, NAMESPACE, OLD, Seal


@contextmanager
def open_pdf(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF.

    From memory, pikepdf reads every few bytes by a call of Python, which takes twice as long as from a file. The file
    has no name (on Windows, none that outlives it), so that a killed build leaves nothing behind.
    """
    with _readable(pdf) as file, pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as opened:
        yield opened


def _readable(pdf: bytes) -> BinaryIO:
    """Put the PDF into a nameless file, or keep it in memory where none can be created (the disk may be full)."""
    try:
        file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (the caller closes it)
    except OSError:
        return io.BytesIO(pdf)
    try:
        file.write(pdf)
        file.flush()
    except OSError:
        with suppress(OSError):
            file.close()
        return io.BytesIO(pdf)
    return file


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_PREFIXES = {"rdf": RDF, "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY}
_MEANINGS = {
    "content": "SHA-256 of the content files that the document was made from",
    "templates": "SHA-256 of the templates that the document was made with",
    "text": "SHA-256 of the texts of the document's body",
    "program": "Version of the program that made the document",
    "draft": "The word that each page of a draft has; an official document has none",
    "commit": "Git commit of the content",
    "tree": "Whether the working tree was as the commit has it: clean or changed",
    "kind": "What the file is, where it is made of two versions of the document: redline, changes or cover-note",
    "reports": "SHA-256 of the templates that the report was made with",
    "name": "What the new version is called in the file",
}


def add_seal(pdf: pikepdf.Pdf, seal: Seal) -> None:
    """Write the seal into the metadata of a PDF that has some."""
    root = etree.fromstring(pdf.Root.Metadata.read_bytes())
    (tree,) = root.iter(f"{{{RDF}}}RDF")
    properties = dict(seal.properties())
    _schemas(tree).append(_description(properties))
    holder = etree.SubElement(tree, f"{{{RDF}}}Description", nsmap={NAME: NAMESPACE})
    holder.set(f"{{{RDF}}}about", "")
    for name, text in properties.items():
        etree.SubElement(holder, f"{{{NAMESPACE}}}{name}").text = text
    pdf.Root.Metadata.write(etree.tostring(root.getroottree(), encoding="utf-8"))


def _schemas(tree: etree._Element) -> etree._Element:
    """The list of the schemas that the metadata describe: a file has one."""
    schemas = tree.find(f".//{{{_EXTENSION}}}schemas/{{{RDF}}}Bag")
    if schemas is not None:
        return schemas
    holder = etree.SubElement(tree, f"{{{RDF}}}Description", nsmap=_PREFIXES)
    holder.set(f"{{{RDF}}}about", "")
    return etree.SubElement(etree.SubElement(holder, f"{{{_EXTENSION}}}schemas"), f"{{{RDF}}}Bag")


def _description(names: dict[str, str]) -> etree._Element:
    schema = _resource()
    for key, text in (("schema", "Seal of a methodology document"), ("namespaceURI", NAMESPACE), ("prefix", NAME)):
        etree.SubElement(schema, f"{{{_SCHEMA}}}{key}").text = text
    sequence = etree.SubElement(etree.SubElement(schema, f"{{{_SCHEMA}}}property"), f"{{{RDF}}}Seq")
    for name in names:
        item = _resource()
        for key, text in (
            *(("category", "internal"), ("description", _meaning(name))),
            *(("name", name), ("valueType", "Text")),
        ):
            etree.SubElement(item, f"{{{_PROPERTY}}}{key}").text = text
        sequence.append(item)
    return schema


def _meaning(name: str) -> str:
    old = ", of the old version" if name.startswith(OLD) else ""
    return f"{_MEANINGS[name.removeprefix(OLD)]}{old}"


def _resource() -> etree._Element:
    item = etree.Element(f"{{{RDF}}}li", nsmap=_PREFIXES)
    item.set(f"{{{RDF}}}parseType", "Resource")
    return item
