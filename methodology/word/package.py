"""The package around the parts: the snapshot's part, and the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml
from lxml import etree

from methodology.word.snapshot import NAMESPACE
from methodology.word.wordml import NAMESPACES, qualified

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name; every entry has it."""

_SPEED = 1
"""Deflate at its fastest, as Word itself does: a quarter more bytes in a third of the time."""

DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
ITEM_ID = "{6D6F6465-6C6F-4C6F-8769-6A61736E6170}"
"""The id that Word knows the snapshot's part by; one file holds one."""


def declare_extensions(page: XmlPart) -> None:
    """Let a page use the prefixes of markup, and Word 2013's elements, which older programs may ignore.

    The mark for that is of ECMA-376-3 10.2.1.

    A root's namespaces cannot be changed, so a new root takes its place: while the page is still small, as moving
    what it holds takes long.
    """
    old = page.element
    needed = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"}
    names = {prefix: uri for prefix, uri in old.nsmap.items() if prefix is not None} | needed
    root = etree.Element(old.tag, nsmap=names)
    root.attrib.update(old.attrib)
    root.extend(list(old))
    ignorable = dict.fromkeys([*root.get(qualified("mc:Ignorable"), "").split(), "w15"])
    root.set(qualified("mc:Ignorable"), " ".join(ignorable))
    page._element = parse_xml(etree.tostring(root))


def add_snapshot(document: Part, snapshot: bytes) -> None:
    """Relate the snapshot to the document as a custom XML part, under a name that the template does not use."""
    package = document.package
    item = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, snapshot, package)
    document.relate_to(item, RELATIONSHIP.CUSTOM_XML)
    name = package.next_partname("/customXml/itemProps%d.xml")
    properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _item_properties(), package)
    item.relate_to(properties, RELATIONSHIP.CUSTOM_XML_PROPS)


class _Entries(dict[str, bytes]):
    """What python-docx writes a package into: names and contents alone."""

    def write(self, name: PackURI, content: bytes) -> None:
        """Take an entry."""
        self[name.membername] = content


def packaged(document: WordDocument, content: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The document as a file, with markup for the marks of the main part (:func:`places.filled`).

    Python-docx itself would ask the clock, which may show a year that no zip can name.
    """
    from methodology.word.writing.places import filled  # noqa: PLC0415 (writing imports this module)

    package = document.part.package
    assert package is not None  # noqa: S101 (a document that was opened has one)
    entries = _Entries()
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(entries, package.parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(entries, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(entries, package.parts)  # type: ignore[arg-type]  # it writes, and that is all
    main = document.part.partname.membername
    entries[main] = filled(entries[main], content)
    return _zipped(entries)


def normalised(package: bytes) -> bytes:
    """The package with its entries in one order and with one date."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return _zipped({name: source.read(name) for name in source.namelist()})


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        # Programs that read a package as a stream want the content types first.
        for name in sorted(entries, key=lambda name: (not name.startswith("[Content_Types]"), name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            written.writestr(entry, entries[name], compresslevel=_SPEED)
    return target.getvalue()


def _item_properties() -> bytes:
    root = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    root.set(f"{{{DATA_STORE}}}itemID", ITEM_ID)
    references = etree.SubElement(root, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", NAMESPACE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
