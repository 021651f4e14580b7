"""What a Word file said when it was made: every text with its content paths, to be compared with what it says now.

The texts are those of the document and of the Word template around it. That the file was made so is known by the
texts that travel in it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from methodology.composing import compose_document
from methodology.composing.printing import Printer
from methodology.model.document import (
    Block,
    Document,
    Heading,
    Inline,
    List,
    Picture,
    Run,
    Table,
    plain_text,
)
from methodology.model.picture import PictureKind
from methodology.model.programme import Programme
from methodology.model.texts import CellPlace, Text, TextKind, footnotes_of, grid_of, texts_of_blocks
from methodology.pull.looks import BLANKS, PLAIN, LookedText, fold_blanks, looked_text
from methodology.pull.paragraph_kinds import CAPTION, TEXT, ParagraphKind, kind_of_text
from methodology.word.opening import open_word_file
from methodology.word.reading import Look, Story, WordPicture, WordRun, WordText, read_word_file
from methodology.word.reading.style_sheet import StyleSheet
from methodology.word.snapshot import SnapshotText
from methodology.word.styles import FOOTNOTE_TEXT, style_of, style_of_item
from methodology.word.template_places import EMBLEM, inline_places
from methodology.word.writing import draw_svg, text_width_of, width_of

_TAG = re.compile(r"\{\{p?\s*([\w.]+)\s*\}\}")


def compose(text: str) -> str:
    """The text in NFC: what is canonically equal is the same text."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def as_printed(text: str) -> str:
    """A text as the document prints it in one line, composed (NFC): any blanks as one, none at its ends."""
    return BLANKS.sub(" ", compose(text)).strip(" ")


def in_lines(text: str) -> str:
    """A text as the document prints it, composed (NFC): as :func:`as_printed`, but with its line breaks."""
    return "".join(stretch for stretch, _ in fold_blanks([(text, None)]))


@dataclass(frozen=True, slots=True)
class OriginalText:
    """One text of the file as it was made: its runs, each of one origin, where it stands, and how Word holds it."""

    runs: tuple[Run, ...]
    word: WordText
    chapter: str = ""
    heading: str = ""
    is_item: bool = False
    is_template: bool = False
    """A paragraph of the Word template, in which what is printed is set among fixed text."""
    breaks: str = ""
    """The tabs and line breaks of the template in it; a form feed where it begins a page."""
    stretches: tuple[tuple[str, Look], ...] = ()
    """The text in stretches of one look."""
    anchor: str | None = None
    """Where links to the text arrive."""
    kind: ParagraphKind = TEXT

    @property
    def text(self) -> str:
        """The whole text, as printed."""
        return plain_text(self.runs)

    @property
    def entry(self) -> str | None:
        """The path of what the whole text stands for: of the entry, the sentence or the value that it begins with."""
        first = next((run for run in self.runs if run.source is not None), None)
        return None if first is None else first.within or first.source

    @property
    def leaf(self) -> str | None:
        """The path of the chapter's leaf that the text is; None where it is none."""
        return self.entry if self.entry is not None and self.entry.startswith("chapters.") else None

    @property
    def may_break(self) -> bool:
        """Whether content can say that a line ends in it, or lines of the cover are printed in it."""
        is_prose = self.kind.level is None and self.kind.mark != CAPTION and self.word.cell is None
        return (self.leaf is not None and is_prose) or Run("\n") in self.runs

    @property
    def looked(self) -> LookedText:
        """The text with its looks."""
        return looked_text(self.stretches)


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of the body: its title, its header rows, and the columns in which the cells of each row begin.

    Merged cells count in each row that they reach into; ``tall`` are the rows and columns of those that begin there.
    """

    title: str
    header: int
    rows: tuple[tuple[int, ...], ...]
    tall: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Original:
    """A programme with the texts of its Word file, and the shapes of the body's tables in their order."""

    programme: Programme
    printer: Printer
    texts: tuple[OriginalText, ...]
    styles: Mapping[str, Look]
    """The look that each paragraph style gives all text, by its name in small letters."""
    tables: tuple[TableShape, ...] = ()
    tied_words: tuple[str, ...] = ()
    """The short words that the file ties to the next one."""

    def name(self, path: str) -> str:
        """What the value at a path prints, in small letters: so names of registries are compared."""
        return as_printed(self.printer.print_text(path)).casefold()


def compose_original(programme: Programme, templates: Path) -> Original:
    """The texts of the Word file that a programme makes with these templates."""
    document = compose_document(programme, templates)
    template = templates / "methodology.docx"
    frame = _read_frame(template.read_bytes(), template.name)
    printer = Printer(programme, programme.grammar)
    pictures = tuple(_written_pictures(document, template)) if document.pictures else ()
    texts = tuple(_texts(document, frame.texts, pictures))
    return Original(programme, printer, texts, frame.styles, tuple(_shapes(document)), document.tied_words)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is read of the Word template: its texts, and the look that each paragraph style gives all text."""

    texts: tuple[WordText, ...]
    styles: Mapping[str, Look]


@lru_cache(maxsize=2)
def _read_frame(content: bytes, name: str) -> _Frame:
    word = open_word_file(content, name=name)
    root = next((word.xml(part) for part in word.find_related("styles", word.main)), None)
    styles = {style: Look(strong, emphasis) for style, strong, emphasis in StyleSheet(root).emphasis()}
    return _Frame(read_word_file(content, name=name).texts, styles)


def add_names(original: Original, printed: Sequence[SnapshotText]) -> Original | None:
    """The original with the tags and bookmarks that its texts were printed with; None where those are other texts."""
    left = list(printed)
    texts = []
    for text in original.texts:
        named = text if text.word.story is Story.CONTENTS else _name_runs(text, left)
        if named is None:
            return None
        texts.append(named)
    return None if left else replace(original, texts=tuple(texts))


def _name_runs(text: OriginalText, printed: list[SnapshotText]) -> OriginalText | None:
    """A text with the names of the printed ones that it consists of, which are used up."""
    named: list[WordRun] = []
    bookmarks: set[str | None] = set()
    runs = [(run.text, run.source) for run in text.runs]
    if not text.is_template:
        groups = groupby(text.runs, lambda run: run.source)
        runs = [(plain_text(tuple(group)), path) for path, group in groups]
    while runs:
        following = printed[0].runs if printed else ()
        if following and _plain(runs[: len(following)]) == _plain((run.text, run.path) for run in following):
            named += (WordRun(run.text, run.tag) for run in following)
            bookmarks |= {printed.pop(0).bookmark, *(run.tag for run in following)}
            del runs[: len(following)]
        elif text.is_template and runs[0][1] is None:
            named.append(WordRun(runs.pop(0)[0], None))
        else:
            return None
    return replace(text, word=replace(text.word, runs=tuple(named), bookmarks=frozenset(filter(None, bookmarks))))


def _shapes(document: Document) -> Iterator[TableShape]:
    for block in document.blocks:
        if isinstance(block, Table):
            grid = grid_of(block)
            cells = ((number, cell) for number, row in enumerate(grid) for cell in row)
            tall = {(number, at.column) for number, at in cells if at.cell.row_span > 1 and not at.continues}
            rows = tuple(tuple(at.column for at in row) for row in grid)
            yield TableShape(block.title, len(block.header), rows, frozenset(tall))


def _plain(runs: Iterable[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """The texts with plain spaces: files that earlier versions made have them where dates do not break now."""
    return [(text.replace("\N{NO-BREAK SPACE}", " "), path) for text, path in runs]


def _written_pictures(document: Document, template: Path) -> Iterator[WordPicture]:
    """The pictures of a document as they are read in the file that is made of it, that of the cover first."""
    text_width = text_width_of(template, document)
    for block in (document.emblem, *document.blocks):
        if isinstance(block, Picture):
            file = document.pictures[block.digest]
            drawn = hashlib.sha256(draw_svg(file.content)).hexdigest() if file.kind is PictureKind.SVG else file.digest
            yield WordPicture(frozenset({file.digest, drawn}), width_of(block, text_width))


def _texts(document: Document, frame: Sequence[WordText], pictures: Sequence[WordPicture]) -> Iterator[OriginalText]:
    """The texts of the template with what is set in them; the body's texts and ``pictures`` where they stand."""
    places, shown = inline_places(document), iter(pictures)
    emblem = None if document.emblem is None else next(shown)
    for text in frame:
        match _TAG.findall(text.text):
            case ["body"]:
                yield from _body_texts(document, shown)
            case ["contents"]:
                for heading in document.listed:
                    entry = f"{heading.label} {plain_text(heading.content)}".strip()
                    yield OriginalText((Run(entry),), WordText((WordRun(entry, None),), Story.CONTENTS))
            case tags:
                pieces = list(_template_pieces(text, places))
                runs = tuple(run for run, _ in pieces)
                if runs:
                    # the tables of the template are no tables of the body, which are counted from 0
                    cell = None if text.cell is None else text.cell._replace(table=-1 - text.cell.table)
                    word = replace(
                        text,
                        runs=(WordRun(plain_text(runs), None),),
                        bookmarks=frozenset(),
                        cell=cell,
                        picture=emblem if tags == [EMBLEM] else None,
                    )
                    stretches = tuple((run.text, look) for run, look in pieces)
                    breaks = "".join(re.findall(r"[\t\n]", text.text))
                    yield OriginalText(runs, word, is_template=True, breaks=breaks, stretches=stretches)


def _template_pieces(text: WordText, places: Mapping[str, Inline]) -> Iterator[tuple[Run, Look]]:
    """The runs of a paragraph of the template with their looks: what is set in its places, fixed text between them."""
    looked = looked_text((run.text, run.look) for run in text.runs)
    position = 0
    for place in (*_TAG.finditer(looked.text), None):
        end = len(looked.text) if place is None else place.start()
        for look, group in groupby(range(position, end), looked.looks.__getitem__):
            yield Run("".join(looked.text[at] for at in group)), look
        if place is not None:
            yield from ((run, looked.looks[end]) for run in _runs(places[place[1]]))
            position = place.end()


def _body_texts(document: Document, pictures: Iterator[WordPicture]) -> Iterator[OriginalText]:
    for text in texts_of_blocks(document.blocks):
        if text.runs and text.block is not None:
            is_item = text.kind is TextKind.ITEM
            word = _word_text(text, text.block)
            if isinstance(text.block, Picture):
                word = replace(word, picture=next(pictures))
            yield OriginalText(
                tuple(_runs(text.runs)),
                word,
                text.chapter,
                text.heading,
                is_item=is_item,
                stretches=tuple(_stretches(text)),
                breaks="\f" if isinstance(text.block, Heading) and text.block.begins_page else "",
                anchor=text.anchor,
                kind=kind_of_text(text),
            )


def _style_of(text: Text, block: Block) -> str:
    return style_of_item(block, text.item) if isinstance(block, List) and text.item is not None else style_of(block)


def _word_text(text: Text, block: Block) -> WordText:
    """A text of the body as Word holds it; its footnotes are called by their labels, which are no ids of a file."""
    runs = (WordRun(text.text, None),)
    if text.kind is TextKind.FOOTNOTE:
        return WordText(runs, Story.FOOTNOTE, FOOTNOTE_TEXT.lower(), note=text.label)
    listed = "" if text.kind is TextKind.ITEM else None
    notes = tuple(note.label for note in footnotes_of(text.runs))
    return WordText(runs, Story.BODY, _style_of(text, block).lower(), listed, text.cell, notes=notes)


def _stretches(text: Text) -> Iterator[tuple[str, Look]]:
    """A text in stretches of one look; what stands in a cell of totals is strong."""
    is_strong = isinstance(text.block, Table) and text.cell is not None and _is_strong(text.block, text.cell)
    for run in text.runs:
        is_plain = not (run.strong or run.emphasis or run.target or is_strong)
        yield run.text, PLAIN if is_plain else Look(run.strong or is_strong, run.emphasis, run.target)


def _is_strong(table: Table, place: CellPlace) -> bool:
    rows = (*table.header, *table.rows)
    if place.row < len(table.header) or not any(cell.strong for cell in rows[place.row].cells):
        return False
    return any(grid.column == place.column and grid.cell.strong for grid in grid_of(table)[place.row])


def _runs(content: Inline) -> Iterator[Run]:
    """The runs without their looks, neighbours of one origin as one."""
    for (source, within), runs in groupby(content, key=lambda run: (run.source, run.within)):
        yield Run(plain_text(tuple(runs)), source, within)
