"""The package around the document: the parts that travel with it, and the same bytes for the same parts."""

from __future__ import annotations

import datetime
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

from methodology.model.document import Properties
from methodology.model.seal import Seal
from methodology.packing import pack_entries
from methodology.word.custom_properties import write_seal
from methodology.word.snapshot import NAMESPACE
from methodology.word.template_places import fill_blocks
from methodology.word.wordml import NAMESPACES, printable, qname

LONGEST_PROPERTY = 255
"""python-docx and Word's own dialog take no longer values."""
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
ITEM_ID = "{6D6F6465-6C6F-4C6F-8769-6A61736E6170}"
"""The id that Word knows the snapshot's part by; one file holds one."""
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_ITEM_PROPERTIES = (
    f'{_DECLARATION}<ds:datastoreItem xmlns:ds="{DATA_STORE}" ds:itemID="{ITEM_ID}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()


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
    ignorable = dict.fromkeys([*root.get(qname("mc:Ignorable"), "").split(), "w15"])
    root.set(qname("mc:Ignorable"), " ".join(ignorable))
    page._element = parse_xml(etree.tostring(root))


def set_properties(word: WordDocument, properties: Properties, page_count: int) -> None:
    """Replace the template's properties by the document's; its date stands for those of making and changing."""
    core = word.core_properties
    texts = {
        "title": properties.title,
        "subject": properties.subject,
        "keywords": ", ".join(properties.keywords),
        "author": properties.author,
        "last_modified_by": properties.author,
        "language": properties.language,
    }
    for name, text in texts.items():
        setattr(core, name, printable(text)[:LONGEST_PROPERTY])
    core.created = core.modified = datetime.datetime.combine(properties.date, datetime.time())
    core.revision = 1
    for relationship in word.part.package.rels.values():
        if relationship.reltype == RELATIONSHIP.EXTENDED_PROPERTIES:
            # The template's own statistics are not the document's.
            pages = f"<ep:Pages>{page_count}</ep:Pages>"
            content = f'{_DECLARATION}<ep:Properties xmlns:ep="{EXTENDED}">{pages}</ep:Properties>'
            relationship.target_part._blob = content.encode()


def add_part(owner: Part, name: str, content_type: str, relationship: str, content: bytes) -> Part:
    """Relate a new part to another one; ``%d`` in its ``name`` stands for a number that the template does not use."""
    partname = owner.package.next_partname(name) if "%d" in name else PackURI(name)
    part = Part(partname, content_type, content, owner.package)
    owner.relate_to(part, relationship)
    return part


def add_snapshot(document: Part, snapshot: bytes) -> None:
    """Relate the snapshot to the document as a custom XML part."""
    item = add_part(document, "/customXml/item%d.xml", CONTENT_TYPE.XML, RELATIONSHIP.CUSTOM_XML, snapshot)
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    add_part(item, "/customXml/itemProps%d.xml", kind, RELATIONSHIP.CUSTOM_XML_PROPS, _ITEM_PROPERTIES)


def add_seal(document: Part, seal: Seal) -> None:
    """Write the seal among the file's custom properties; those that the template brings stay."""
    package = document.package
    kind = RELATIONSHIP.CUSTOM_PROPERTIES
    part = next((link.target_part for link in package.rels.values() if link.reltype == kind), None)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, b"", package)
        package.relate_to(part, kind)
    part._blob = write_seal(seal, part.blob)


class _Entries(dict[str, bytes]):
    """What python-docx writes a package into: names and contents alone."""

    def write(self, name: PackURI, content: bytes) -> None:
        """Take an entry."""
        self[name.membername] = content


def write_package(document: WordDocument, content: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The document as a file, with markup for the marks of the main part (:func:`fill_blocks`).

    Python-docx itself would ask the clock, which may show a year that no zip can name.
    """
    package = document.part.package
    assert package is not None  # noqa: S101 (a document that was opened has one)
    entries = _Entries()
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(entries, package.parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(entries, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(entries, package.parts)  # type: ignore[arg-type]  # it writes, and that is all
    main = document.part.partname.membername
    entries[main] = fill_blocks(entries[main], content)
    return pack_entries(entries)
