"""Compares what two PDFs say of themselves: the XMP metadata and the older dictionary (ISO 32000-1 14.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from pikepdf import Dictionary, Pdf, Stream

from methodology.messages import declare_message, translate
from methodology.verifying.file_lines import LineDifference
from methodology.verifying.pdf_objects import printable
from methodology.verifying.pdf_reader import parse_metadata

PLACE = declare_message("(metadata)")
SAVING = frozenset(
    {
        *("ModDate", "Producer", "Trapped"),
        *("ModifyDate", "MetadataDate", "InstanceID", "DocumentID", "VersionID", "History", "PDFVersion"),
    }
)
"""What a program that saves or signs a file may say of itself and of its saving."""
_META, _XML = "{adobe:ns:meta/}", "{http://www.w3.org/XML/1998/namespace}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


_UNSEEN = frozenset({"xmptk", "schemas"})
"""Who wrote the XMP, and the schemas that PDF/A wants of properties: no program shows these."""


def compare_metadata(made: Pdf, read: Pdf) -> tuple[list[LineDifference], list[str]]:
    """What a file says of itself that its rebuild does not, and which properties of its saving are others."""
    place = translate(PLACE)
    # Programs that lose the older dictionary show what the XMP says.
    before, after = _properties(made, older="/Info" in read.trailer), _properties(read)
    if after is None or before is None:
        return [LineDifference(place, None, translate("metadata that cannot be read"))], []
    gone, come = sorted((before - after).elements()), sorted((after - before).elements())
    saving = sorted({name for name, _ in (*gone, *come) if name in SAVING})
    differences = [
        *(LineDifference(place, f"{name}: {printable(text)}", None) for name, text in gone if name not in SAVING),
        *(LineDifference(place, None, f"{name}: {printable(text)}") for name, text in come if name not in SAVING),
    ]
    unread = [translate("what it says of its saving: {names}", names=", ".join(saving))] if saving else []
    if "/Info" in made.trailer and "/Info" not in read.trailer:
        unread.append(translate("its older metadata are gone; those in XMP are there"))
    return differences, unread


def _properties(pdf: Pdf, *, older: bool = True) -> Counter[tuple[str, str]] | None:
    """Every property and text of the metadata; None of metadata that cannot be read."""
    found: Counter[tuple[str, str]] = Counter()
    information = pdf.trailer.get("/Info", Dictionary()) if older else Dictionary()
    found.update((key[1:], str(text)) for key, text in information.items())
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, Stream):
        return found if metadata is None else None
    root = parse_metadata(metadata.read_bytes())
    if root is None:
        return None
    found.update(_xmp_properties(root))
    return found


def _xmp_properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The texts of XMP by the property that they belong to; it may be written as an element or as an attribute."""
    waiting: list[tuple[str, etree._Element]] = [("", root)]
    while waiting:
        owner, element = waiting.pop()
        if not isinstance(element.tag, str) or etree.QName(element).localname in _UNSEEN:
            continue
        container = element.tag.startswith((_RDF, _META))
        name = owner or ("" if container else etree.QName(element).localname)
        for attribute, text in element.attrib.items():
            local = etree.QName(attribute).localname
            if not str(attribute).startswith((_RDF, _XML)) and local not in _UNSEEN:
                yield name or local, str(text)
        if text := (element.text or "").strip():
            yield name, text
        waiting += [(name, child) for child in element]
