"""Compares a page with its rebuild as browsers read both: the whole tree (HTML Standard 13.2), or it is altered."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from justhtml import Element, JustHTML, Template
from justhtml.core.types import Doctype

from methodology.messages import declare_message, translate
from methodology.sealing.lines import Line
from methodology.verifying.file_lines import FEW, FileComparison, LineDifference, find_differences

PAGE = declare_message("(the page)")
_CHARSET = re.compile(rb"""(?s:(?!charset).)*?<meta\s+charset\s*=\s*["']?utf-8["'\s/>]""", re.IGNORECASE)
_SNIFFED = 1024
"""Bytes in which browsers seek the declaration of an encoding."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def compare_pages(content: bytes, rebuilt: bytes) -> FileComparison:
    """Compare a page with its rebuild; every element, attribute, text and comment that differs is an alteration.

    A byte order mark, other line ends and another way to write the same tree are named and alter nothing.
    """
    if ends := _same_but_for_line_ends(content, rebuilt):
        return FileComparison(unread=ends)
    place = translate(PAGE)
    tags, most = content.count(b"<"), 2 * rebuilt.count(b"<") + FEW
    if tags > most:
        many = translate("({count} tags, where {most} are the most)", count=tags, most=most)
        return FileComparison((LineDifference(place, None, many),))
    made, read = _nodes(rebuilt), _nodes(content)
    if made != read:
        differences = find_differences(made, read, place)
        return FileComparison(tuple(replace(one, place=one.place.strip('" ')) for one in differences))
    if _CHARSET.match(content[:_SNIFFED]) is None:
        otherwise = translate("(its encoding is declared in another way)")
        return FileComparison((LineDifference(place, None, otherwise),))
    same = translate("the page is written in another way; browsers read the same elements and texts")
    return FileComparison(unread=(same,))


def _same_but_for_line_ends(content: bytes, rebuilt: bytes) -> tuple[str, ...]:
    """What of the two can differ between the same bytes; nothing where more differs."""
    without_mark = content.removeprefix(codecs.BOM_UTF8)
    if without_mark.replace(b"\r\n", b"\n") != rebuilt:
        return ()
    mark = (translate("a byte order mark at its beginning"),) if without_mark != content else ()
    ends = (translate("its line ends, CR LF instead of LF"),) if without_mark != rebuilt else ()
    return mark + ends


def _nodes(content: bytes) -> Sequence[Line]:
    """Everything in a page, in its order; the end of an element that holds something is an entry too."""
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    return list(_walk(JustHTML(text, sanitize=False, encoding="utf-8").root))


def _walk(root: object) -> Iterator[Line]:
    waiting: list[object] = [root]
    within_heading = False
    while waiting:
        node = waiting.pop()
        if isinstance(node, Line):
            within_heading = within_heading and not node.heading
            yield replace(node, heading=False)
            continue
        name, data = getattr(node, "name", ""), getattr(node, "data", None)
        if isinstance(node, Element):
            within_heading = within_heading or name in _HEADINGS
            yield Line(_start_tag(node))
            if _children(node):
                waiting.append(Line(f"</{name}>", heading=name in _HEADINGS))
        elif isinstance(data, Doctype):
            yield Line(f"<!DOCTYPE {data.name} {data.public_id!r} {data.system_id!r} {data.force_quirks}>")
        elif data is not None:
            kind = "" if name == "#text" else f"{name} "
            yield Line(f"{kind}{_quoted(data)}", heading=within_heading)
        waiting += reversed(_children(node))


def _children(node: object) -> list[object]:
    children: list[object] = list(getattr(node, "children", None) or ())
    if isinstance(node, Template):
        children.append(node.template_content)
    return children


def _start_tag(element: Element) -> str:
    attributes = sorted((element.attrs or {}).items())
    marks = "".join(f" {name}={_quoted(text or '')}" for name, text in attributes)
    namespace = "" if element.namespace in (None, "html") else f" ({element.namespace})"
    return f"<{element.name}{namespace}{marks}>"


def _quoted(text: str) -> str:
    """A text in quotes; what cannot be seen, such as letters that turn the line, is written as its code."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in quoted)
