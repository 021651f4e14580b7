"""WordprocessingML: its namespaces and the functions that make its elements.

What there is most of, the body, is written as markup and never becomes a tree: an element made by itself and moved into
its parent, level by level, takes ten times as long.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

_MAIN = {"w": NAMESPACES["w"]}
_ALL = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "w15")}

NONE_OF_XML = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""The characters that XML 1.0 cannot hold (its section 2.2), for the brackets of a pattern."""
NOT_IN_XML = re.compile(f"[{NONE_OF_XML}]")


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


@functools.cache
def qualified(name: str) -> str:
    """``w:p`` in the notation of lxml."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(
    name: str, attributes: Mapping[str, str | int] | None = None, children: Iterable[etree._Element] = ()
) -> etree._Element:
    """A new element; names of elements and attributes are given as ``w:p``."""
    own = name.startswith("w:") and not (attributes and any(key.startswith("r:") for key in attributes))
    made = etree.Element(qualified(name), nsmap=_MAIN if own else _ALL)
    for key, value in (attributes or {}).items():
        made.set(qualified(key), printable(str(value)))
    made.extend(children)
    return made


def markup(name: str, attributes: Mapping[str, str | int] | None = None, content: str = "") -> str:
    """An element as text, for :func:`parsed`; ``content`` is the markup of what it holds."""
    told = "".join(f' {key}="{escaped(str(value))}"' for key, value in (attributes or {}).items())
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def parsed(content: str) -> list[etree._Element]:
    """The elements that the markup says."""
    return list(etree.fromstring(f"{_OPENED}{content}</w:p>", _PARSER))


def as_markup(made: etree._Element) -> str:
    """An element as text; :func:`parsed` reads it."""
    return etree.tostring(made, encoding="unicode", with_tail=False)


_OPENED = "<w:p {}>".format(" ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _ALL.items()))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_NOT_AS_IT_IS = re.compile(rf'[&<>"\t\n\r{NONE_OF_XML}]')


def escaped(text: str) -> str:
    """The text for markup, in which it stays as it is, white space too."""
    return printable(text).translate(_ESCAPES) if _NOT_AS_IT_IS.search(text) else text


def value(name: str, content: str | int) -> etree._Element:
    """An element whose one attribute is ``w:val``, as most of WordprocessingML is."""
    return element(name, {"w:val": content})


def text_of(name: str, content: str) -> etree._Element:
    """An element with text, in which white space counts."""
    made = element(name, {"xml:space": "preserve"})
    made.text = printable(content)
    return made


def run(content: Iterable[etree._Element], properties: Iterable[etree._Element] = ()) -> etree._Element:
    """A ``w:r``."""
    looks = list(properties)
    return element("w:r", children=[*([element("w:rPr", children=looks)] if looks else []), *content])


def text_run(content: str, properties: Iterable[etree._Element] = ()) -> etree._Element:
    """A ``w:r`` with text, in which a tab and a line break are elements of their own."""
    parts = (part for part in re.split(r"(\t|\n)", content) if part)
    breaks = {"\t": "w:tab", "\n": "w:br"}
    return run((element(breaks[part]) if part in breaks else text_of("w:t", part) for part in parts), properties)


def text_run_markup(content: str, style: str | None, text: str = "w:t") -> str:
    """What :func:`text_run` makes, as markup, in the character style of an id; ``text`` names what holds the text."""
    look = "" if style is None else f'<w:rPr><w:rStyle w:val="{escaped(style)}"/></w:rPr>'
    if content and "\t" not in content and "\n" not in content:
        return f'<w:r>{look}<{text} xml:space="preserve">{escaped(content)}</{text}></w:r>'
    parts = (part for part in re.split(r"([\t\n])", content) if part)
    told = (_BREAKS.get(part) or f'<{text} xml:space="preserve">{escaped(part)}</{text}>' for part in parts)
    return f"<w:r>{look}{''.join(told)}</w:r>"


_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


@functools.cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMESPACES)


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at an XPath whose prefixes are those of ``NAMESPACES``."""
    matches = _compiled(path)(root)
    return [match for match in matches if isinstance(match, etree._Element)] if isinstance(matches, list) else []


def attribute(of: etree._Element | None, name: str = "w:val") -> str | None:
    """An attribute's value, or None where there is no element or no attribute."""
    return None if of is None else of.get(qualified(name))


def child(of: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along the names, or None where one is missing."""
    for name in names:
        of = None if of is None else of.find(qualified(name))
    return of
