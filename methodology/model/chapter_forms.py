r"""The forms of Markdown that a chapter cannot hold: what its blocks do not know would be printed as raw signs.

Forms are found where Markdown and its common extensions would read them; what stands after a backslash is none. The
forms that chapters do hold are read in ``composing/chapter_markup.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown import inlinepatterns as library
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

from methodology.messages import declare_message, spoken_language, translate
from methodology.model.chapter_pictures import ALTERNATIVE, CAPTION
from methodology.model.footnotes import find_references, footnote_name, replace_references

ESCAPED = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
"""What a backslash before it makes print as itself (CommonMark 0.31, 2.4); before other characters it is printed."""

_ESCAPE = re.compile(rf"\\[{re.escape(ESCAPED)}]")
OF_TABLES = ("|", ":")
"""What stands before the texts of a table: its cells, its caption."""
_WITHIN_LINES = (*OF_TABLES, ALTERNATIVE, CAPTION)
"""What stands before texts that begin no line."""
_MASK = "\x04"
"""Stands for a character that can be no part of a form; it is neither a letter nor a blank."""

PARAGRAPHS = declare_message("write it as paragraphs or a list")
TABLE = declare_message("begin and end each row with |, with a blank line above the table and |---|---| below its head")


class MarkdownForm(NamedTuple):
    """A form in a leaf's text: what it is called, from where to where it reaches, what to write instead.

    A backslash before its first sign makes it print as it was typed, if it ``has_signs``.
    """

    name: str
    start: int
    end: int
    hint: str
    has_signs: bool = True


class _Links(library.LinkInlineProcessor):
    """Reads a link in a text from which nothing was put aside."""

    def unescape(self, text: str) -> str:
        return text


_LINK = _Links(library.LINK_RE)


class FormPattern(NamedTuple):
    """What finds a form; ``hint`` says what to write instead."""

    name: str
    expression: re.Pattern[str]
    hint: str
    has_signs: bool = True


def form_pattern(name: str, expression: str, hint: str, *, has_signs: bool = True) -> FormPattern:
    """What finds the form by an expression in which ``^`` and ``$`` stand at each line."""
    return FormPattern(name, re.compile(expression, re.MULTILINE), hint, has_signs)


_NAMES = declare_message("name it with 1 to 40 letters, digits, dots, hyphens or underscores: [^name]")
_AT_START = r"(?<![^\n])[ ]{0,3}"
_OF_LINES = (
    form_pattern(declare_message("a fenced block of code"), rf"{_AT_START}(?P<sign>```|~~~)", PARAGRAPHS),
    form_pattern(
        declare_message("a quote within a text"),
        rf"{_AT_START}(?P<sign>>)",
        declare_message("write a blank line before it; a quote stands by itself"),
    ),
    form_pattern(declare_message("a row of a table by itself"), rf"{_AT_START}(?P<sign>\|)", TABLE),
    form_pattern(
        declare_message("a table that is drawn so"),
        rf"{_AT_START}(?P<sign>[:-][ :-]*+\|[ |:-]*$|\+[-=:]{{2,}}[-=:+]*\+[ ]*$)",
        TABLE,
    ),
    form_pattern(
        declare_message("an underlined heading"),
        r"(?<=\S\n)[ ]{0,3}(?P<sign>=+|--+)[ ]*$",
        declare_message("write # before a heading, ## before one below"),
    ),
    form_pattern(
        declare_message("a horizontal rule"),
        rf"{_AT_START}(?P<sign>(?:\*[ ]*){{3,}}|(?:-[ ]*){{3,}}|(?:_[ ]*){{3,}}|==+[ ]*)$",
        declare_message("delete it; headings part the text"),
    ),
    form_pattern(
        declare_message("an item without a text"),
        rf"{_AT_START}(?P<sign>[-*+])[ ]*$",
        declare_message("write its text, or delete the line"),
    ),
    form_pattern(
        declare_message("a definition list, or a caption without its table"),
        rf"{_AT_START}(?P<sign>:)[ ]{{1,3}}\S",
        declare_message("write a caption right above the first row of its table, without a blank line"),
    ),
    form_pattern(declare_message("a footnote with such a name"), rf"{_AT_START}(?P<sign>\[)\^[^\]\n]*\]:", _NAMES),
    form_pattern(
        declare_message("the address of a link apart from it"),
        rf"{_AT_START}(?P<sign>\*?\[)[^\]\n]+\]:(?!\S)",
        declare_message("write [text](address)"),
    ),
    form_pattern(declare_message("a frame"), rf"{_AT_START}(?P<sign>:::|!!!(?=[ ]\w))", PARAGRAPHS),
    form_pattern(
        declare_message("a list with this sign"),
        r"(?P<sign>\n)[ ]{0,3}[•▪◦‣●■○·][ \t]|(?<=[:;])(?P<dash>\n)[ ]{0,3}[–—][ \t]",
        declare_message("begin each item with - and a blank, after a blank line"),
    ),
    form_pattern(
        declare_message("a list that is numbered so"),
        r"(?<=[:;])(?P<sign>\n)[ ]{0,3}\(?(?:\d{1,2}|[ivx]{2,4})\)[ \t]",
        declare_message("begin the items with 1. or a) or (a), after a blank line"),
    ),
    form_pattern(
        declare_message("a table of contents"),
        rf"{_AT_START}(?P<sign>\[)(?:TOC|\[_TOC_\])\][ ]*$",
        declare_message("delete it; the document has one"),
    ),
    form_pattern(
        declare_message("a line break before a text"),
        r"\A\\\n",
        declare_message("delete it, or write the text before it"),
        has_signs=False,
    ),
)
"""Forms that stand at the start or the end of a line; the first that fits counts."""

_IN_LINES = (
    form_pattern(
        declare_message("a picture"),
        r"!\[(?:[^\[\]\n]*\][(\[]|\[)",
        declare_message(
            'write ![Alternative text](pictures/name.svg "Caption"){{: width=60% }} between two blank lines'
        ),
    ),
    form_pattern(declare_message("a footnote with such a name"), r"\[\^[^\]\n]*\]", _NAMES),
    form_pattern(
        declare_message("a footnote within the text"),
        r"\^\[",
        declare_message("write [^name] here, and its text in a line of its own"),
    ),
    form_pattern(declare_message("code"), r"`[^`]*`", declare_message("write it without `")),
    form_pattern(
        declare_message("an address in angle brackets"),
        library.AUTOLINK_RE,
        declare_message("write [text](address), or the address alone"),
    ),
    form_pattern(
        declare_message("an address in angle brackets"), library.AUTOMAIL_RE, declare_message("write the address alone")
    ),
    form_pattern(
        declare_message("an HTML comment"), r"<!--", declare_message("delete it; # begins a comment in the YAML files")
    ),
    form_pattern(
        declare_message("an HTML tag"),
        library.HTML_RE,
        declare_message("take it out; **bold** and *italics* are written so"),
    ),
    form_pattern(declare_message("struck text"), r"~~(?=[^\s~])[^~]+~~", declare_message("delete what is struck")),
    form_pattern(
        declare_message("a formula"),
        r"\$\$[^$]+\$\$|\$(?=[^\s$]+\$|\S[^$\n]*?[\\^_=])[^$\n]+(?<=\S)\$(?!\d)",
        declare_message("write it in words and signs"),
    ),
    form_pattern(declare_message("raised text"), r"\^[^\s^]+\^", declare_message("write the sign itself, such as ²")),
    form_pattern(
        declare_message("lowered text"), r"(?<!~)~[^\s~]+~(?!~)", declare_message("write the sign itself, such as ₂")
    ),
    form_pattern(
        declare_message("marked text"), r"(?<!=)==(?=[^\s=])[^=\n]+==(?!=)", declare_message("write **bold**")
    ),
    form_pattern(
        declare_message("a code for a picture"), r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])", declare_message("delete it")
    ),
    form_pattern(
        declare_message("a link to a page by its name"), r"\[\[[^\[\]\n]+\]\]", declare_message("write [text](address)")
    ),
    form_pattern(
        declare_message("a link with its address elsewhere"),
        r"\[(?!\d+\]\[\d+\])[^\[\]\n]+\]\[[^\[\]\n]*\]",
        declare_message("write [text](address)"),
    ),
    form_pattern(
        declare_message("a link with a blank before its address"),
        r"\[[^\[\]\n]+\]\s+\((?:https?://|www\.|mailto:)",
        declare_message("delete the blank: [text](address)"),
    ),
    form_pattern(
        declare_message("a link with its brackets changed"),
        r"\([^()\n]+\)\[(?:https?://|www\.|mailto:)",
        declare_message("write [text](address)"),
    ),
    form_pattern(
        declare_message("a link that does not end"), r"\[(?=[^\[\]\n]*\]\()", declare_message("write [text](address)")
    ),
)
"""Forms within a text."""

_ENTITY = re.compile(library.ENTITY_RE)
_BULLETS = ("-", "*", "+")
_TASK = re.compile(r"\[[ xX]\](?=\s)")
_LOOSE = re.compile(r"\*\*+|(?<![\w).\x04])\*(?=[^\W_]|\x04)|(?<!\w)__(?=[^\W_])")


def find_forms(text: str, mark: str = "") -> tuple[MarkdownForm, ...]:
    """The forms in a leaf's text, by where they begin; of several in one place the first kind in the lists above.

    ``mark`` is what stands before the text: ``##``, ``-``, ``(a)``, ``|``, ``[^name]:``; nothing before a paragraph.
    """
    return _find_forms(text, mark, spoken_language())


@lru_cache(maxsize=4096)
def _find_forms(text: str, mark: str, _language: str) -> tuple[MarkdownForm, ...]:
    """Remembered by the language too, in which the forms are named."""
    notes = list(find_references(text))
    without = replace_references(text, [_MASK * len(note[0]) for note in notes])
    masked, links, forms = _read_links(_ESCAPE.sub(_MASK * 2, without))
    forms += _find_misplaced(notes, mark, links)
    if mark not in _WITHIN_LINES:  # their texts begin no line
        forms += () if mark.startswith("#") else find_patterns(_OF_LINES, masked)
        forms += _find_others(masked, mark)
    if mark == ALTERNATIVE:
        forms += _find_looks(masked, links)
    for start, shown in ((0, masked), *links):
        within = (*find_patterns(_IN_LINES, shown), *find_entities(shown), *_find_loose_marks(shown))
        forms += (form._replace(start=start + form.start, end=start + form.end) for form in within)
    return tuple(_apart(forms))


def _find_misplaced(
    notes: Iterable[re.Match[str]], mark: str, links: Iterable[tuple[int, str]]
) -> Iterator[MarkdownForm]:
    """The marks of footnotes where none can stand."""
    owner = _IN_A_NOTE if footnote_name(mark) is not None else _NOTELESS.get(mark[:1], "")
    hint = translate("put its mark into a paragraph, an item or a cell")
    for note in notes:
        name = owner or next((_IN_A_LINK for at, shown in links if at <= note.start() < at + len(shown)), "")
        if name:
            yield MarkdownForm(translate(name), note.start(), note.end(), hint)


_IN_A_NOTE = declare_message("a footnote in another footnote")
_IN_A_LINK = declare_message("a footnote in a link")
_NOTELESS = {
    "#": declare_message("a footnote in a heading"),
    ":": declare_message("a footnote in a caption"),
    "!": declare_message("a footnote in a picture"),
    '"': declare_message("a footnote in a caption"),
}
"""What no footnote can have its mark in, by how the marks before such leaves begin."""


def find_patterns(patterns: Iterable[FormPattern], masked: str) -> Iterator[MarkdownForm]:
    """The forms that the patterns find, in the order of the patterns; of one place the group ``sign`` counts."""
    for pattern in patterns:
        for match in pattern.expression.finditer(masked):
            start = next((match.start(name) for name, sign in match.groupdict().items() if sign), match.start())
            yield MarkdownForm(translate(pattern.name), start, match.end(), translate(pattern.hint), pattern.has_signs)


def find_entities(masked: str) -> Iterator[MarkdownForm]:
    """What HTML reads as a sign: ``&nbsp;``, ``&#160;``."""
    for match in _ENTITY.finditer(masked):
        if match[1].startswith("&#") or match[1][1:] in html5:
            yield MarkdownForm(
                translate("an HTML entity"), match.start(), match.end(), translate("write the sign itself")
            )


def _apart(forms: list[MarkdownForm]) -> Iterator[MarkdownForm]:
    """The forms in their order, without those that begin within another."""
    end = 0
    for form in sorted(forms, key=lambda form: form.start):
        if form.start >= end:
            yield form
            end = form.end


def _find_looks(masked: str, links: Iterable[tuple[int, str]]) -> Iterator[MarkdownForm]:
    """What a text has that is only heard: bold, italics and links."""
    hint = translate("write it as plain text: it is heard, not seen")
    for _, start, end, _ in _emphasis(masked):
        yield MarkdownForm(translate("bold or italics in an alternative text"), start, end, hint)
    for end, _ in links:
        yield MarkdownForm(translate("a link in an alternative text"), max(end - 1, 0), end, hint, has_signs=False)


def _find_others(masked: str, mark: str) -> Iterator[MarkdownForm]:
    """What a mark and the beginning or the end of the text after it make."""
    mark = mark.strip()
    if mark in _BULLETS and re.fullmatch(rf"(?:{re.escape(mark)}[ ]*){{2,}}", masked):
        yield MarkdownForm(
            translate("a horizontal rule"), 0, len(masked), translate("delete it; headings part the text")
        )
    elif mark in _BULLETS and re.match(r"(?:[-*+]|#{1,6})(?=\s)", masked):
        yield MarkdownForm(
            translate("a list or a heading within an item"),
            0,
            1,
            translate("write one mark, the items of an inner list below"),
        )
    elif mark == ">" and re.match(r"(?:[-*+]|#{1,6})(?=\s)", masked):
        yield MarkdownForm(
            translate("a list or a heading within a quote"),
            0,
            1,
            translate("write its points as paragraphs of the quote"),
        )
    if mark and mark[0] not in "#>" and _TASK.match(masked):
        yield MarkdownForm(translate("a task list"), 0, 3, translate("write items without [ ]"))
    if mark == "######" and masked.startswith("#"):
        yield MarkdownForm(
            translate("a heading of more than six levels"), 0, 1, translate("begin it with one to three # and a blank")
        )
    if mark.startswith("#") and (closing := re.search(r"(?<=[^\s#])#+[ \t]*\Z", masked)):
        yield MarkdownForm(
            translate("a heading that ends in # without a blank"),
            closing.start(),
            len(masked),
            translate("put a blank before it"),
        )


def _read_links(masked: str) -> tuple[str, list[tuple[int, str]], list[MarkdownForm]]:
    """The text with its links masked, which the library reads; their texts, and what is wrong with them."""
    forms: list[MarkdownForm] = []
    links: list[tuple[int, str]] = []
    written, done = [], 0
    for match in re.finditer(library.LINK_RE, masked):
        if match.start() < done:
            continue
        element, _, end = _LINK.handleMatch(match, masked)
        if not isinstance(element, Element) or end is None:
            continue
        shown = element.text or ""
        fault = _fault_of_link(shown, element.get("href", ""), has_title=element.get("title") is not None)
        if fault:
            forms.append(MarkdownForm(fault[0], match.start(), end, fault[1], has_signs=False))
        links.append((match.end(), shown))
        written += [masked[done : match.start()], _MASK * (end - match.start())]
        done = end
    return "".join([*written, masked[done:]]), links, forms


def _fault_of_link(shown: str, address: str, *, has_title: bool) -> tuple[str, str] | None:
    if not shown.strip():
        return translate("a link without a text"), translate("write the text between the brackets: [text](address)")
    if "](" in shown or "![" in shown:
        return translate("a link or a picture within a link"), translate("write one link: [text](address)")
    if has_title:
        return translate("a link with a title"), translate("write [text](address) alone")
    if not address:
        return translate("a link without an address"), translate(
            "write the address between the parentheses, or the text alone"
        )
    if re.search(r"\s", address):
        return translate("a link with a blank in its address"), translate("write %20 for a blank in an address")
    return None


def _find_loose_marks(masked: str) -> Iterator[MarkdownForm]:
    """Bold and italics that do not end or cross, and signs within numbers that would be read as italics."""
    loose = list(masked)
    for tag, start, end, around in _emphasis(masked):
        size = 2 if tag == "strong" else 1
        loose[start : start + size] = loose[end - size : end] = _MASK * size
        if tag == around:
            yield MarkdownForm(
                translate("bold and italics that cross"), start, start + size, translate("end first what began last")
            )
        elif tag == "em" and (masked[max(start - 1, 0) : start].isdigit() or masked[end : end + 1].isdigit()):
            yield MarkdownForm(
                translate("italics within a number"), start, start + size, translate("write × or \\* for times")
            )
    for match in _LOOSE.finditer("".join(loose)):
        hint = translate("write {match} at its beginning and right at its end", match=match[0][:3])
        yield MarkdownForm(translate("bold or italics that do not end"), match.start(), match.end(), hint)


def _emphasis(masked: str) -> Iterator[tuple[str, int, int, str]]:
    """What the library reads as bold (``strong``) and italics (``em``): from where to where, and within what."""
    if "*" not in masked and "_" not in masked:
        return
    body = Element("body")
    text = SubElement(body, "p")
    text.text = masked
    _reader().run(body)
    position = len(text.text or "")
    opened: list[tuple[Element, int, Iterator[Element]]] = [(text, 0, iter(text))]
    while opened:
        element, start, children = opened[-1]
        child = next(children, None)
        if child is not None:
            opened.append((child, position, iter(child)))
            position += _size(child) + len(child.text or "")
        else:
            opened.pop()
            position += _size(element)
            if opened:
                yield element.tag, start, position, opened[-1][0].tag
            position += len(element.tail or "")


def _size(element: Element) -> int:
    return {"strong": 2, "em": 1}.get(element.tag, 0)


def _reader() -> InlineProcessor:
    """The library's reader of a text, which knows bold and italics alone."""
    markdown = Markdown()
    emphasis = markdown.inlinePatterns["em_strong"]
    markdown.inlinePatterns = Registry()
    markdown.inlinePatterns.register(emphasis, "em_strong", 1)
    return InlineProcessor(markdown)


def undo_forms(text: str, mark: str = "") -> str:
    """The text with a backslash before each form, or no line's end before it, so that it prints as it was typed."""
    for _ in text:
        starts = [form.start for form in find_forms(text, mark) if form.has_signs]
        if not starts:
            break
        parts = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
        text = "".join([parts[0], *(f" {part[1:]}" if part[0] == "\n" else f"\\{part}" for part in parts[1:])])
    return text
