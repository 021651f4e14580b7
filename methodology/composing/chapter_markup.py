"""Prose chapters: Markdown limited to what the blocks know; reading has refused every other form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import ClassVar, TypeVar
from xml.etree.ElementTree import Element, SubElement

from lxml import etree
from markdown import Markdown
from markdown import inlinepatterns as library
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry
from markupsafe import Markup, escape

from methodology.composing.data_markup import data_markup
from methodology.composing.markup import HEADINGS
from methodology.composing.printing import Printer, as_plain_text
from methodology.diagnostics import ContentError, Diagnostic
from methodology.messages import translate
from methodology.model.chapter import BLANKS, BREAK, QUOTE, Chapter, counted_kind, depth_of, fold_lines, read_items
from methodology.model.chapter_forms import ESCAPED
from methodology.model.chapter_pictures import PICTURE
from methodology.model.chapter_tables import find_table, split_row
from methodology.model.data_table import PLACED
from methodology.model.document import NOTE_MARK, Inline, Run
from methodology.model.footnotes import DEFINITION, REFERENCE, footnote_name
from methodology.model.prose import Prose

Item = TypeVar("Item")
_LISTS = ("ul", "ol")
_NO_BREAK = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_CAPTION = "table-caption"
_ALIGNMENTS = {"right": "number", "center": "center"}
"""The classes of cells by how the library sets them."""
_STAND_IN = "\x01"
"""Stands for spaces while the library reads; no content has it (``model/scalars.py``: NOT_PRINTABLE)."""


class _Lists(BlockProcessor):
    """A list, whose items begin with marks of one kind, with its inner lists."""

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return read_items(block.split("\n"))[0] is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        above = self.lastChild(parent)
        opened: list[Element] = []
        for line, item in zip(lines, read_items(lines), strict=True):
            if item is None:
                opened[-1][-1].text = f"{opened[-1][-1].text}\n{line}"
                continue
            depth, kind = depth_of(item.mark), counted_kind(item.mark)
            if depth == len(opened):
                inside = opened[-1][-1] if opened else parent
                if not opened and not kind and above is not None and above.tag == "ul":
                    opened.append(above)
                else:
                    opened.append(SubElement(inside, "ol", {"class": kind}) if kind else SubElement(inside, "ul"))
            del opened[depth + 1 :]
            SubElement(opened[depth], "li").text = line[item.start :]


class _Quote(BlockProcessor):
    """A quote; a line of it with a sign alone parts its paragraphs."""

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return QUOTE.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        quote = SubElement(parent, "blockquote")
        lines = (QUOTE.sub("", line, count=1) for line in blocks.pop(0).split("\n"))
        for is_text, paragraph in groupby(lines, key=lambda line: bool(line.strip(BLANKS))):
            if is_text:
                SubElement(quote, "p").text = "\n".join(paragraph)
        if not len(quote):
            SubElement(quote, "p")


class _Heading(HashHeaderProcessor):
    """A heading that keeps the spaces at its ends that do not break."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        heading = self.RE.search(blocks[0])
        super().run(parent, blocks)
        if heading is not None:
            parent[-1].text = heading["header"].strip(BLANKS)


class _Paragraph(ParagraphProcessor):
    """A paragraph, or the text of an item, that keeps the spaces at its beginning that do not break."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = blocks[0].lstrip(BLANKS)
        kept = text[: len(text) - len(text.lstrip())]
        if not text or not kept:
            super().run(parent, blocks)
            return
        # the library would take them for blanks
        blocks[0] = f"{_STAND_IN}{text[len(kept) :]}"
        super().run(parent, blocks)
        for element in (parent, *parent[-1:]):
            element.text = element.text and element.text.replace(_STAND_IN, kept)
            element.tail = element.tail and element.tail.replace(_STAND_IN, kept)


class _PipeTable(TableProcessor):
    """A table whose rows are those that the leaves are numbered by, its caption a paragraph of its own before it."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser, {"use_align_attribute": True})

    def test(self, parent: Element, block: str) -> bool:
        lines = block.split("\n")
        table = find_table(lines)
        if table is None:
            return False
        self.separator = self._split_row(lines[table.rows[0][0] + 1])  # type: ignore[assignment]  # it is a Sequence[str]
        return parent.tag != "li"

    def run(self, parent: Element, blocks: list[str]) -> None:
        table = find_table(blocks[0].split("\n"))
        if table is not None and table.caption is not None:
            first, _, blocks[0] = blocks[0].partition("\n")
            SubElement(parent, "p", {"class": _CAPTION}).text = first[slice(*table.caption)]
        super().run(parent, blocks)

    def _split_row(self, row: str) -> list[str]:
        return [row[start:end] for start, end in split_row(row) or ()]


class _Picture(BlockProcessor):
    """A picture that stands alone in its block: a figure that holds its alternative text and its caption."""

    def test(self, parent: Element, block: str) -> bool:
        return parent.tag != "li" and PICTURE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        picture = PICTURE.fullmatch(blocks.pop(0))
        if picture is not None:
            figure = SubElement(parent, "figure", {"file": picture["file"], "width": picture["width"]})
            for part in ("alternative", "caption"):
                SubElement(figure, "p").text = picture[part]


class _Footnote(BlockProcessor):
    """The text of a footnote, which stays where it is in the file, with its name as its id.

    The library's own extension takes it out, so that nobody could count it among the leaves.
    """

    BEGIN: ClassVar[re.Pattern[str]] = re.compile(f"^{DEFINITION.pattern}", re.MULTILINE)
    END = re.compile(rf"\n(?=#|{DEFINITION.pattern})")

    def test(self, parent: Element, block: str) -> bool:
        return parent.tag != "li" and self.BEGIN.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        begin = self.BEGIN.search(block)
        if begin is None:
            raise ValueError(block)
        if above := block[: begin.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [above])
        end = self.END.search(block, begin.end())
        name = footnote_name(begin[0].strip(BLANKS)) or ""
        note = SubElement(parent, "p", {"class": "footnote", "id": name})
        note.text = block[begin.end() : end.start() if end else None]
        if end:
            blocks.insert(0, block[end.end() :])


class _FootnoteMark(library.InlineProcessor):
    """The mark of a footnote in a text."""

    def handleMatch(  # type: ignore[override]  # the library's own processors narrow it so, too # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        return Element("sup", {"id": m[1]}), m.start(), m.end()


class _ClosedSet(Extension):
    """Takes out every syntax that makes what the blocks do not know, HTML first of all."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        md.ESCAPED_CHARS = list(ESCAPED)
        blocks = md.parser.blockprocessors
        others = {
            "table": _PipeTable(md.parser),
            "heading": _Heading(md.parser),
            "picture": _Picture(md.parser),
            "quote": _Quote(md.parser),
            "lists": _Lists(md.parser),
        }
        md.parser.blockprocessors = _registry(
            {**_select(blocks, "empty"), "footnote": _Footnote(md.parser), **others, "paragraph": _Paragraph(md.parser)}
        )
        line_break = SubstituteTagInlineProcessor(BREAK.pattern, "br")
        patterns = _select(md.inlinePatterns, "escape", "link", "em_strong")
        own = {"line_break": line_break, "footnote": _FootnoteMark(REFERENCE)}
        md.inlinePatterns = _registry({"escape": patterns.pop("escape"), **own, **patterns})
        md.treeprocessors.register(
            InlineProcessor(md), "inline", 20
        )  # the first one keeps the patterns it was made with


def chapter_markup(chapter: Chapter, printer: Printer, shift: int = 0, *, is_annex: bool = False) -> Markup:
    """A chapter as markup, each leaf with its content path: ``chapters.<name>.<number of the leaf>``.

    Its headings are ``shift`` levels deeper than its file has them. Those of an annex are not counted with the
    chapters: the first ones are annexes, the others have no number.
    """
    # Markdown keeps what looks like an entity; escaped, it comes out as it was written
    text = _NO_BREAK.sub(_without_tab, chapter.text.replace("&", "&amp;"))
    try:
        root = etree.fromstring(f"<body>{_html(text)}</body>")
    except (RecursionError, etree.XMLSyntaxError) as error:
        message, hint = (
            translate("lists or marks are nested too deeply"),
            translate("put a blank line between them, or a \\ before a mark"),
        )
        raise ContentError([Diagnostic("nested-too-deeply", message, chapter.location_at(0), hint)]) from error
    for element in root if shift else ():
        if element.tag in HEADINGS:
            element.tag = f"h{int(element.tag[1]) + shift}"
    texts = {element.get("id"): element for element in root.iterfind("p[@class='footnote']")}
    names = ((footnote_name(leaf.mark), leaf.number) for leaf in chapter.leaves)
    footnotes = {name: (number, texts[name]) for name, number in names if name is not None}
    leaves = _Leaves(f"chapters.{chapter.name}", printer, footnotes, is_annex=is_annex)
    return Markup("").join(leaves.block(element) for element in root)


def _without_tab(blanks: re.Match[str]) -> str:
    """The blanks at the end of a line; none where a tab is among them, which the library would take for blanks."""
    return "" if "\t" in blanks[0] else blanks[0]


@lru_cache(maxsize=64)
def _html(text: str) -> str:
    """What Markdown makes of a text, remembered for as long as it says the same; references are printed later."""
    return Markdown(extensions=[_ClosedSet()], output_format="xhtml").convert(text)


def leaf_runs(source: str) -> Inline:
    """The runs of a chapter's leaf that is written so, whatever it begins with: their texts and looks alone.

    References and doubled braces stay as they are written, line ends are blanks, line breaks line ends. Raises
    ValueError for what is nested too deeply.
    """
    begun = "x " + fold_lines(source).replace("&", "&amp;")
    try:
        leaf = etree.fromstring(_html_of_leaf(begun))
    except (RecursionError, etree.XMLSyntaxError) as error:
        raise ValueError(source) from error
    runs = list(_runs_of(leaf, Run("")))
    return (replace(runs[0], text=runs[0].text.removeprefix("x ")), *runs[1:])


@lru_cache(maxsize=256)
def _html_of_leaf(text: str) -> str:
    """What Markdown makes of a single paragraph."""
    return _html.__wrapped__(text)


def _runs_of(element: etree._Element, look: Run) -> Iterator[Run]:
    yield replace(look, text=element.text or "")
    for child in element:
        match child.tag:
            case "strong":
                inner = replace(look, strong=True)
            case "em":
                inner = replace(look, emphasis=True)
            case "br":
                yield replace(look, text="\n")
                inner = look
            case "sup":
                yield Run(NOTE_MARK)
                inner = look
            case _:
                inner = replace(look, target=child.get("href", ""))
        yield from _runs_of(child, inner)
        yield replace(look, text=(child.tail or "").removeprefix("\n" if child.tag == "br" else ""))


class _Leaves:
    """Writes a chapter's elements anew, with their references printed, and numbers its leaves from 1."""

    def __init__(
        self,
        path: str,
        printer: Printer,
        footnotes: Mapping[str, tuple[int, etree._Element]],
        *,
        is_annex: bool,
    ) -> None:
        """``footnotes`` are the numbers and the elements of the footnotes' texts by their names."""
        self.path = path
        self.is_annex = is_annex
        self.printer = printer
        self.footnotes = footnotes
        self.number = 0
        self.caption = Markup("")
        """Of the table that comes next."""

    def block(self, element: etree._Element) -> Markup:
        blocks = {"blockquote": self._quote, "figure": self._picture, "table": self._table}
        write = self._list if element.tag in _LISTS else blocks.get(str(element.tag), self._paragraph)
        return write(element)

    def _quote(self, quote: etree._Element) -> Markup:
        return Markup("").join(self._leaf(paragraph, {"class": "quote"}) for paragraph in quote)

    def _list(self, listing: etree._Element) -> Markup:
        content = Markup("").join(map(self._leaf, listing))
        return self._element(listing, content, {"class": listing.get("class", "dash")})

    def _paragraph(self, element: etree._Element) -> Markup:
        """A paragraph, the caption of a table, a heading, or the place of a table of data."""
        if element.get("class") == "footnote":
            self.number += 1
            return Markup("")  # it is printed where its mark stands
        placed = PLACED.fullmatch(element.text or "") if element.tag == "p" and not len(element) else None
        if placed is not None:
            self.number += 1
            return data_markup(self.printer.programme.tables[placed[1]], self.printer)
        if element.get("class") == _CAPTION:
            self.caption = self._text(element)
            return self._element(element, self.caption, {"class": _CAPTION})
        if self.is_annex and element.tag in HEADINGS:
            return self._leaf(element, {"class": "annex" if element.tag == HEADINGS[0] else "part"})
        return self._leaf(element)

    def _table(self, table: etree._Element) -> Markup:
        """A table; it is called by its caption, else by what stands in its head."""
        parts = [[(row, [self._text(cell) for cell in row]) for row in part] for part in table]
        title = as_plain_text(self.caption) or ", ".join(filter(None, map(as_plain_text, parts[0][0][1])))
        self.caption = Markup("")
        content = Markup("")
        for part, rows in zip(table, parts, strict=True):
            written = Markup("").join(
                self._element(row, Markup("").join(map(self._cell, row, cells))) for row, cells in rows
            )
            content += self._element(part, written)
        return self._element(table, content, {"title": title})

    def _cell(self, cell: etree._Element, content: Markup) -> Markup:
        align = _ALIGNMENTS.get(cell.get("align", ""))
        return self._element(cell, content, {"class": align} if align else {})

    def _leaf(self, element: etree._Element, attributes: dict[str, str] | None = None) -> Markup:
        """The next leaf, with the lists within it."""
        text = self._text(element)
        inner = Markup("").join(self.block(child) for child in element if child.tag in _LISTS)
        return self._element(element, text + inner, attributes)

    def _text(self, element: etree._Element) -> Markup:
        """The text of the next leaf."""
        self.number += 1
        path = f"{self.path}.{self.number}"
        return self.printer.with_source(path, self._inline(element, path))

    def _picture(self, figure: etree._Element) -> Markup:
        file, (alternative, caption) = figure.get("file", ""), figure
        digest = self.printer.programme.pictures[file].digest
        said, below = self._text(alternative), self._text(caption)
        named = {"data-file": file, "data-digest": digest, "data-width": figure.get("width", "")}
        element = etree.Element("figure")
        return self._element(element, said, named) + Markup('<p class="picture-caption">{}</p>').format(below)

    def _inline(self, element: etree._Element, path: str) -> Markup:
        content = self.printer.print_prose(Prose(element.text or ""), path)
        for child in element:
            if child.tag in _LISTS:
                break
            if child.tag == "sup":
                content += self._footnote(child.get("id", ""))
            else:
                attributes = {"href": child.get("href", "")} if child.tag == "a" else {}
                content += self._element(child, self._inline(child, path), attributes)
            content += self.printer.print_prose(Prose(child.tail or ""), path)
        return content

    def _footnote(self, name: str) -> Markup:
        number, element = self.footnotes[name]
        path = f"{self.path}.{number}"
        said = self.printer.with_source(path, self._inline(element, path))
        return Markup('<span class="footnote">{}</span>').format(said)

    @staticmethod
    def _element(element: etree._Element, content: Markup, attributes: dict[str, str] | None = None) -> Markup:
        written = "".join(f' {name}="{escape(value)}"' for name, value in (attributes or {}).items())
        return Markup(f"<{element.tag}{written}>{escape(content)}</{element.tag}>")  # noqa: S704 (all is escaped)


def _select(registry: Registry[Item], *names: str) -> dict[str, Item]:
    return {name: registry[name] for name in names}


def _registry(items: dict[str, Item]) -> Registry[Item]:
    """A registry that tries the items in their order."""
    registry: Registry[Item] = Registry()
    for priority, name in enumerate(reversed(items)):
        registry.register(items[name], name, priority)
    return registry
