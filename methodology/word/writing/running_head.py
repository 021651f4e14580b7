"""The running head of a Word file: fields that show the chapter and the objective of their page.

STYLEREF shows the last text up to the end of the page that is set in a character style (ECMA-376-1 17.16.5.59). The
style of a paragraph would do for chapters alone: the name of an objective is the beginning of its heading. Where there
is nothing to show, a space is set in the style: a field that finds no text of its style prints an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from docx.document import Document as WordDocument

from methodology.model.document import Inline, Run
from methodology.model.running_head import CHAPTER, KINDS, OBJECTIVE, RunningMark
from methodology.word.fields import field
from methodology.word.styles import RUNNING_CHAPTER, RUNNING_OBJECTIVE, Styles
from methodology.word.wordml import escape, parse_markup, text_run

STYLES: Mapping[str, str] = MappingProxyType({CHAPTER: RUNNING_CHAPTER, OBJECTIVE: RUNNING_OBJECTIVE})


@dataclass(frozen=True, slots=True)
class RunningRun(Run):
    """A run of a heading that the running head repeats, set in the ``style`` that its field looks for."""

    style: str = ""


def set_running(content: Inline, mark: RunningMark, styles: Styles) -> tuple[Inline, str]:
    """Return a heading's runs, those that the head repeats in a style of their own, and the markup behind them."""
    is_plain = not any(run.strong or run.emphasis or run.target or run.footnote or run.mark for run in content)
    spaces = ""
    for kind, text in zip(KINDS, mark, strict=True):
        if text and is_plain:
            content = tuple(_set_beginning(content, len(text), STYLES[kind]))
        elif text is not None:
            spaces += write_nothing(styles, kind)
    return content, spaces


def write_nothing(styles: Styles, *kinds: str) -> str:
    """Write what lets the field of each kind show nothing."""
    return "".join(text_run(" ", styles.id(STYLES[kind])) for kind in kinds)


def _set_beginning(content: Inline, length: int, style: str) -> Iterator[Run]:
    for run in content:
        if begins := run.text[:length]:
            values = {one.name: getattr(run, one.name) for one in fields(Run)}
            yield RunningRun(**{**values, "text": begins}, style=style)
        if rest := run.text[length:]:
            yield replace(run, text=rest)
        length = max(length - len(run.text), 0)


def add_running_head(word: WordDocument, styles: Styles, kinds: tuple[str, ...], width: int) -> None:
    """Add the line with the fields to the head of each page that has a line of its own, but for the cover.

    ``width`` is that of the text in twentieths of a point.
    """
    begin, *rest = (field(f'STYLEREF "{STYLES[kind]}" \\l', "") for kind in kinds)
    line = "".join([begin, *(f"<w:r><w:tab/></w:r>{shown}" for shown in rest)])
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    properties = f'<w:pPr><w:pStyle w:val="{escape(styles.header_id)}"/>{tab}<w:jc w:val="left"/></w:pPr>'
    done: set[str] = set()
    for section in word.sections:
        if section.header.is_linked_to_previous or str(section.header.part.partname) in done:
            continue
        done.add(str(section.header.part.partname))
        section.header._element.append(parse_markup(f"<w:p>{properties}{line}</w:p>")[0])
