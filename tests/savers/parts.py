"""The parts of a Word file, as bytes and as trees, and the names of their elements."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from tests.pull.edited import zipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

MAIN = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
KINDS = "[Content_Types].xml"


class Parts:
    """The parts of one file; a tree that was asked for is what is written."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self._bytes = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._bytes

    def __iter__(self) -> Iterator[str]:
        return iter(self._bytes)

    def tree(self, name: str) -> etree._Element:
        """The root of a part."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._bytes[name])
        return self._trees[name]

    def read(self, name: str) -> bytes:
        """A part as it would be written now."""
        tree = self._trees.get(name)
        if tree is None:
            return self._bytes[name]
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def put(self, name: str, content: bytes | etree._Element) -> None:
        """A part, new or instead of what was there."""
        self._trees.pop(name, None)
        if isinstance(content, bytes):
            self._bytes[name] = content
        else:
            self._bytes[name] = b""
            self._trees[name] = content

    def remove(self, name: str) -> None:
        """A part goes, with its content type and the links of the main part to it."""
        self._bytes.pop(name)
        self._trees.pop(name, None)
        for kind in self.tree(KINDS).findall(f"{{{TYPES}}}Override[@PartName='/{name}']"):
            self.tree(KINDS).remove(kind)
        for link in list(self.tree(LINKS)):
            target = link.get("Target", "")
            if target in (name.removeprefix("word/"), f"../{name}", f"/{name}"):
                self.tree(LINKS).remove(link)

    def rename(self, old: str, new: str) -> None:
        """A part under another name, in its content type and the links of the main part too."""
        self._bytes[new] = self._bytes.pop(old)
        if old in self._trees:
            self._trees[new] = self._trees.pop(old)
        for kind in self.tree(KINDS).findall(f"{{{TYPES}}}Override[@PartName='/{old}']"):
            kind.set("PartName", f"/{new}")
        for link in self.tree(LINKS):
            target = link.get("Target", "")
            if target in (old.removeprefix("word/"), f"../{old}"):
                link.set("Target", target.replace(old.rpartition("/")[2], new.rpartition("/")[2]))

    def relate(self, name: str, content: bytes, kind: str, content_type: str) -> str:
        """A further part of the main part, and the id of the link to it."""
        self.put(name, content)
        etree.SubElement(self.tree(KINDS), f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        return self.link(kind, name.removeprefix("word/"))

    def link(self, kind: str, target: str, *, external: bool = False) -> str:
        """A link of the main part, and its id."""
        links = self.tree(LINKS)
        number = 1
        taken = {link.get("Id") for link in links}
        while f"rId{number}" in taken:
            number += 1
        made = etree.SubElement(links, f"{{{RELATIONSHIPS}}}Relationship", Id=f"rId{number}", Type=kind, Target=target)
        if external:
            made.set("TargetMode", "External")
        return f"rId{number}"

    def pages(self) -> list[str]:
        """The parts with text: the main one, headers, footers and notes."""
        others = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
        return [MAIN, *(name for name in self._bytes if name.startswith(others) and name.endswith(".xml"))]

    def write(self) -> bytes:
        """The file."""
        first = [KINDS, "_rels/.rels", LINKS, MAIN]
        names = [*first, *(name for name in self._bytes if name not in first)]
        return zipped({name: self.read(name) for name in names})


def parent_of(element: etree._Element) -> etree._Element:
    """What an element stands in."""
    parent = element.getparent()
    assert parent is not None
    return parent


def unwrap(element: etree._Element) -> None:
    """What an element holds takes its place."""
    parent = parent_of(element)
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def keep_spaces(text: etree._Element) -> None:
    """White space is marked as meant where Word marks it: at an end."""
    said = text.text or ""
    text.attrib.pop(f"{XML}space", "")
    if said != said.strip() or "  " in said:
        text.set(f"{XML}space", "preserve")
