"""The page from its template: what the template is given of the document, and its faults with file and line."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, get_args

from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError
from markupsafe import Markup

from methodology.diagnostics import ContentError, Diagnostic, Location, reason_of
from methodology.look import read_look
from methodology.memory import NO_MEMORY, Memory
from methodology.messages import translate
from methodology.model.document import (
    Block,
    Document,
    Heading,
    HeadingKind,
    Inline,
    Run,
    ShownCalculation,
    Table,
    plain_text,
    single_source,
)
from methodology.model.long_words import LONG_WORD
from methodology.model.seal import NAME, Seal
from methodology.model.texts import grid_of, texts_of_blocks
from methodology.rendering.html.sections import (
    OverviewRows,
    PageSection,
    PageStretch,
    check_links,
    group_rows,
    split_document,
    tie_body,
)
from methodology.sandbox import (
    EXPRESSION_FAULTS,
    CompiledTemplates,
    TemplateEnvironment,
    TemplateFolder,
    describe_fault,
    fault_line,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents, as it is called there, with the headings of its section."""

    heading: Heading
    title: str
    children: tuple[Entry, ...]


def outline(headings: Iterable[Heading], seen: set[str] | None = None) -> tuple[Entry, ...]:
    """The headings as a tree, by their levels.

    A part that comes again, in another chapter, is called what stands before its title: ``Specific objective 1``.
    """
    seen = set() if seen is None else seen
    entries: list[Entry] = []
    waiting = tuple(headings)
    while waiting:
        top, later = waiting[0], waiting[1:]
        size = next((count for count, other in enumerate(later) if other.level <= top.level), len(later))
        title = _short_title(top, seen)
        entries.append(Entry(top, title, outline(later[:size], seen)))
        waiting = later[size:]
    return tuple(entries)


def _short_title(heading: Heading, seen: set[str]) -> str:
    """Return what a heading is called in the contents; ``seen`` are the parts that were named in full."""
    title = plain_text(heading.content)
    if heading.kind is not HeadingKind.PART:
        return title
    before = "".join(run.text for run in heading.content if not (run.source or "").endswith(".title")).rstrip(" :")
    is_known = title.rstrip(".") in seen
    seen.add(title.rstrip("."))
    return before if is_known and before else title


def by_source(content: Inline) -> Iterator[tuple[str | None, tuple[Run, ...]]]:
    """The runs, those that stand together and come from one content path taken together with it.

    Where all come from one, the element around them carries it, and there is one group without a path.
    """
    if single_source(content) is not None:
        yield None, content
        return
    for source, runs in itertools.groupby(content, key=lambda run: run.source):
        yield source, tuple(runs)


SLASH_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
_LONG = re.compile(rf"([^\s/-]{{{LONG_WORD},}})")


def breakable(text: str) -> Markup:
    """The text, escaped, with its line breaks, and with places to break the line.

    Those are after a slash between words, and anywhere in a long word.

    Cells and contents are narrow and ``srečanj/delavnic/obiskov`` is long; browsers do not break it by themselves.
    """
    lines = (Markup("/<wbr>").join(map(_mark_long, SLASH_BETWEEN_WORDS.split(line))) for line in text.split("\n"))
    return Markup("<br>\n").join(lines)


def _mark_long(text: str) -> Markup:
    """The text with each long word in an element that a line may break anywhere (``.long`` in ``web.css``)."""
    pieces = _LONG.split(text)
    return Markup("").join(
        Markup('<span class="long">{}</span>').format(piece) if number % 2 else piece
        for number, piece in enumerate(pieces)
    )


def refuse(block: Block) -> NoReturn:
    """Raise the error that the template has no branch for a block, which would else be lost without a word."""
    raise TemplateRuntimeError(translate("the template writes no block of the kind '{block}'", block=kind_of(block)))


@dataclass(frozen=True, slots=True)
class CalculatedPaths:
    """The content paths of those values of a block whose calculation the page can open."""

    paths: tuple[str, ...]


def calculated_in(block: Block, calculated: Collection[str]) -> CalculatedPaths:
    """Return which values of a block are among those that have a calculation."""
    runs = (run for text in texts_of_blocks([block]) for run in text.runs)
    return CalculatedPaths(tuple(dict.fromkeys(run.source for run in runs if run.source and run.source in calculated)))


def calculated_of(content: Inline, calculated: CalculatedPaths) -> tuple[str, ...]:
    """Return the paths of the values of a text that have a calculation, each once."""
    return tuple(dict.fromkeys(run.source for run in content if run.source and run.source in calculated.paths))


@dataclass(frozen=True, slots=True)
class CellHeads:
    """What stands above each cell of a row: its column's head; empty where that has none or the cell spans all."""

    heads: tuple[str, ...]


def heads_of(table: Table) -> tuple[CellHeads, ...]:
    """Return the heads of each body row's cells; a narrow screen prints them beside the cells."""
    grid = grid_of(table)
    heads = [""] * len(table.columns)
    for row in grid[: len(table.header)]:
        for cell, column, _ in row:
            heads[column : column + cell.column_span] = [plain_text(cell.content)] * cell.column_span
    return tuple(
        CellHeads(
            tuple(
                heads[column] if cell.column_span < len(table.columns) else ""
                for cell, column, continues in row
                if not continues
            )
        )
        for row in grid[len(table.header) :]
    )


CONTENT_ANCHOR = "page-content"
"""Where the skip link arrives; the page's own."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    "plain_text": plain_text,
    "single_source": single_source,
    "by_source": by_source,
    "breakable": breakable,
    "calculated_in": calculated_in,
    "calculated_of": calculated_of,
    "heads_of": heads_of,
    "refuse": refuse,
    "row_groups": group_rows,
}


def kind_of(block: Block) -> str:
    """Return what a template calls the block's kind."""
    return type(block).__name__.lower()


def _is_of_kind(kind: str, block: Block) -> bool:
    return kind_of(block) == kind


KINDS = tuple(kind.__name__.lower() for kind in get_args(Block))
TESTS: Mapping[str, Callable[[Block], bool]] = {kind: functools.partial(_is_of_kind, kind) for kind in KINDS}


def page_context(
    document: Document,
    style: str,
    seal: Seal | None = None,
    beside: tuple[str, ...] = (),
    memory: Memory = NO_MEMORY,
) -> dict[str, object]:
    """What the template may name. ValueError where a link of the document leads nowhere."""
    sections = split_document(document, memory)
    check_links(document, sections, memory)
    return {
        "document": document,
        "contents": _contents_of(tuple(document.headings), memory),
        "sections": sections,
        "footnotes": [note for part in sections for note in part.footnotes],
        "style": Markup(style),  # noqa: S704 our own file; a style element's text is not escaped
        "language": document.properties.language.partition("-")[0],
        "content_anchor": CONTENT_ANCHOR,
        "beside": beside,
        "seal": tuple((f"{NAME}:{name}", text) for name, text in seal.properties()) if seal else (),
    }


TEMPLATE = "web.html.j2"
STYLE = "web.css"

_COMPILED = CompiledTemplates()


@dataclass(frozen=True, slots=True)
class PageContents:
    """The contents of the page, which are written again only where a heading says something else."""

    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]


def _contents_of(headings: tuple[Heading, ...], memory: Memory) -> PageContents:
    """Return the contents; the same object as before while all headings say the same."""
    known: PageContents | None = memory.before("contents")
    if known is None or known.headings != headings:
        known = PageContents(outline(headings), headings)
    memory.leave("contents", known)
    return known


def render_html(
    document: Document,
    templates: Path,
    *,
    seal: Seal | None = None,
    beside: tuple[str, ...] = (),
    memory: Memory = NO_MEMORY,
) -> str:
    """Render the document as one self-contained page, from ``web.html.j2`` and ``web.css`` in ``templates``.

    ``beside`` are the names of the files of the same build, which the page links to; a page among them says what
    changed. What ``memory`` has of an earlier page is not written again.
    ContentError where one of them is missing or at fault; ValueError where a link of the document leads nowhere.
    """
    document = tie_body(document, memory)
    style = _read_style(templates)
    context = page_context(document, style, seal, beside, memory)
    environment = TemplateEnvironment(
        TemplateFolder(templates),
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
        remembers={PageSection, PageStretch, PageContents, OverviewRows, ShownCalculation},
        memory=memory,
    )
    environment.filters.update(FILTERS, row_groups=functools.partial(group_rows, memory=memory))
    environment.tests.update({**TESTS, "page": _is_page})
    try:
        return environment.fill(TEMPLATE, context)
    except EXPRESSION_FAULTS as fault:
        raise ContentError([_diagnose(fault, templates)]) from fault


def _is_page(name: str) -> bool:
    """Whether a file beside the page is a page, too."""
    return name.endswith(".html")


def _read_style(templates: Path) -> str:
    try:
        style = (templates / STYLE).read_text(encoding="utf-8")
        look = read_look(templates)
    except (OSError, UnicodeDecodeError) as fault:
        raise ContentError([_diagnostic("template-unreadable", reason_of(fault), templates, STYLE)]) from fault
    if "</style" in style.lower():
        message = translate("'</style' would end the page's style element")
        raise ContentError([_diagnostic("template-syntax", message, templates, STYLE)])
    return style if look is None else f"{look.style_sheet}{style}"


def _diagnose(fault: Exception, templates: Path) -> Diagnostic:
    message = describe_fault(fault)
    if isinstance(fault, TemplateNotFound):
        name = str(fault.name)
        return _diagnostic("template-missing", translate("no template '{name}'", name=name), templates, name)
    if isinstance(fault, TemplateSyntaxError):
        return _diagnostic("template-syntax", message, templates, fault.name or TEMPLATE, fault.lineno)
    if isinstance(fault, UnicodeDecodeError):
        return _diagnostic("template-unreadable", reason_of(fault), templates, TEMPLATE)
    name, line = fault_line(fault, templates) or (TEMPLATE, 0)
    return _diagnostic("template-error", message, templates, name, line)


def _diagnostic(code: str, message: str, templates: Path, name: str, line: int = 0) -> Diagnostic:
    return Diagnostic(code, message, Location(f"{templates.name}/{name}", line))
