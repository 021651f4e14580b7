"""WordprocessingML: its namespaces, the markup of its elements, and where things stand in its trees.

What the program writes it writes as markup, the body as well as the redline: an element made by itself and moved into
its parent, level by level, takes ten times as long. Trees are what others have made: the template and edited files.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

NONE_OF_XML = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""The characters that XML 1.0 cannot hold (its section 2.2), for the brackets of a pattern."""
NOT_IN_XML = re.compile(f"[{NONE_OF_XML}]")

_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "w15"))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_NOT_AS_IT_IS = re.compile(rf'[&<>"\t\n\r{NONE_OF_XML}]')
_SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\N{SOFT HYPHEN}": "<w:softHyphen/>"}
_SIGN = re.compile(f"([{''.join(_SIGNS)}])")


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def escape(text: str) -> str:
    """The text for markup, in which it stays as it is, white space too."""
    return printable(text).translate(_ESCAPES) if _NOT_AS_IT_IS.search(text) else text


def markup(name: str, attributes: Mapping[str, str | int] | None = None, content: str = "") -> str:
    """An element; ``content`` is the markup of what it holds."""
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in (attributes or {}).items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text_run(text: str, style: str | None = None, holder: str = "w:t", look: str = "") -> str:
    """A ``w:r`` in the character style of an id; a tab, a line break and a soft hyphen in it are elements of their own.

    ``holder`` is the element that holds the text, ``look`` what the run's properties say beside its style.
    """
    if style is not None:
        look = f'<w:rStyle w:val="{escape(style)}"/>{look}'
    look = look and f"<w:rPr>{look}</w:rPr>"
    if text and _SIGN.search(text) is None:
        return f'<w:r>{look}<{holder} xml:space="preserve">{escape(text)}</{holder}></w:r>'
    written = (
        _SIGNS.get(part) or f'<{holder} xml:space="preserve">{escape(part)}</{holder}>'
        for part in filter(None, _SIGN.split(text))
    )
    return f"<w:r>{look}{''.join(written)}</w:r>"


def parse_markup(content: str) -> list[etree._Element]:
    """The elements of the markup, to be set into a tree."""
    return list(etree.fromstring(f"<w:p {_DECLARED}>{content}</w:p>", _PARSER))


def markup_of(element: etree._Element) -> str:
    """An element of a tree; :func:`parsed` reads it."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def write_part(root: str, content: str) -> bytes:
    """A part of its own with this root element and the markup of what it holds."""
    declared = f'xmlns:w="{NAMESPACES["w"]}"'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} {declared}>{content}</{root}>'.encode()


@functools.cache
def qname(name: str) -> str:
    """``w:p`` in the notation of lxml."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@functools.cache
def _compile(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMESPACES)


def find_all(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath whose prefixes are those of ``NAMESPACES``."""
    matches = _compile(path)(root)
    return [match for match in matches if isinstance(match, etree._Element)] if isinstance(matches, list) else []


def attribute(of: etree._Element | None, name: str = "w:val") -> str | None:
    """An attribute's value, or None where there is no element or no attribute."""
    return None if of is None else of.get(qname(name))


def whole_number(text: str | None, otherwise: int, *, most: int) -> int:
    """A number of up to nine digits, at most ``most``; ``otherwise`` where the text is none."""
    return min(int(text), most) if text and re.fullmatch("[0-9]{1,9}", text) else otherwise


def child(of: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along the names, or None where one is missing."""
    for name in names:
        of = None if of is None else next(of.iterchildren(qname(name)), None)
    return of


def remove(element: etree._Element) -> None:
    """Take an element out of its parent, if it has one, with all that it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
