"""The call of Typst: one compilation, with no fonts but the given ones and no clock.

Typst remembers what it has set in this process, by the files that each piece was made from. So the document comes in
as a file, ``doc.json`` beside the template, that exists in memory alone: of a changed document only what has changed
is set anew. It forgets what ten compilations have not used.
"""

from __future__ import annotations

import calendar
import importlib.resources
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.look import read_look
from methodology.messages import translate
from methodology.model.document import Document
from methodology.rendering.pdf.data import picture_files, runs, typst_input

DATA = "doc.json"
"""What the template calls the document; a file of this name in its folder is not read."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF. ``heading_pages`` has the physical page of each heading by its anchor; the cover is page 1."""

    content: bytes
    heading_pages: Mapping[str, int]
    page_count: int


def typeset(document: Document, template: Path) -> bytes:
    """The PDF as Typst makes it; the template may read files beside it, and none outside of its folder."""
    if not template.is_file():
        message, hint = (
            translate("the template of the PDF is not there"),
            translate("restore it from the last version in git"),
        )
        raise ContentError([Diagnostic("pdf-template-missing", message, whole_file(template), hint)])
    look = read_look(template.parent)
    data = typst_input(document, look)
    # typst's types know nothing of the files in memory that it takes
    files: Any = {
        ENTRY: f'{MARK if document.page_mark else ""}#include "{template.name}"'.encode(),
        DATA: data.encode(),
    }
    files |= dict(picture_files(document))
    pdf: bytes
    try:
        pdf, warnings = typst.compile_with_warnings(
            files,
            root=template.parent,
            font_paths=_fonts(template.parent / "fonts"),
            ignore_system_fonts=True,
            sys_inputs={"doc": data} if _is_of_old(template.parent) else {},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=calendar.timegm(document.properties.date.timetuple()),
        )
    except typst.TypstError as error:
        raise ContentError(faults([error], document, template)) from error
    if warnings:
        raise ContentError(faults(warnings, document, template))
    return pdf


def _is_of_old(templates: Path) -> bool:
    """Whether templates take the document from ``sys.inputs``, as those of committed versions do.

    They are set with it still, but anew each time: what comes in there is part of every piece that Typst remembers.
    """
    return any(b"sys.inputs" in path.read_bytes() for path in templates.glob("*.typ") if path.is_file())


def _fonts(own: Path) -> typst.Fonts:
    """Arimo and the office's fonts in the folder ``own``, where there is one."""
    folders = [str(importlib.resources.files("fontpkg_arimo") / "files"), *([str(own)] if own.is_dir() else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


OLD_ALERT = "#B00000"
"""The colour of the mark where the templates have no look."""
MARK = f"""\
#set page(foreground: pdf.artifact(kind: "page", {{
  let doc = json("{DATA}")
  let colour = rgb(doc.at("look", default: (colours: (alert: "{OLD_ALERT}"))).colours.alert)
  if "draft" in doc {{
    let pale = colour.transparentize(86.7%)
    place(center + horizon, rotate(-45deg, text(size: 90pt, weight: "bold", fill: pale, doc.draft)))
  }}
  place(top + center, dy: 0.55cm, text(size: 14pt, weight: "bold", fill: colour, doc.mark))
}}))
"""
"""How each page is marked, whatever the template has on it; a draft across the page too."""
ENTRY = "main"
"""What Typst calls the text that it is given to begin with: it includes the template."""

_START = re.compile(r"^(?:error|warning): ", re.MULTILINE)
_PLACE = re.compile(r"^\s*┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_HINT = re.compile(r"^\s*= hint: (.+)$", re.MULTILINE)
_CHARACTER = re.compile(r'the text (?:`"(.+)"` could not be displayed|contains the disallowed codepoint `"(.+)"`)')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def faults(
    complaints: Iterable[typst.TypstError | typst.TypstWarning], document: Document, template: Path
) -> Iterator[Diagnostic]:
    """A diagnostic for each error and warning that the reports of the complaints show.

    A report has a paragraph for each fault: the message, ``┌─ file:line:column`` (the file relative to the working
    folder, the column counted from 0), the lines, the hints.
    """
    characters: list[str] = []
    for complaint in complaints:
        for paragraph in _START.split(complaint.diagnostic)[1:]:
            if character := _CHARACTER.search(paragraph):
                characters.append(_unescape(character[1] or character[2]))
            else:
                hints = "; ".join(_HINT.findall(paragraph)) or None
                message = f"Typst: {paragraph.splitlines()[0]}"
                yield Diagnostic("pdf-template", message, _location(paragraph, template), hint=hints)
    yield from _missing_characters(characters, document, template)


def whole_file(template: Path) -> Location:
    """The template's place in diagnostics: its path from the folder that holds the templates."""
    return Location(f"{template.parent.name}/{template.name}")


def _location(paragraph: str, template: Path) -> Location:
    place = _PLACE.search(paragraph)
    if place is None:
        return whole_file(template)
    file, base = Path(place["file"]).resolve(), template.parent.resolve().parent
    if file == template.parent.resolve() / ENTRY:
        return whole_file(template)
    shown = file.relative_to(base).as_posix() if file.is_relative_to(base) else place["file"]
    return Location(shown, int(place["line"]), int(place["column"]) + 1)


def _missing_characters(characters: list[str], document: Document, template: Path) -> Iterator[Diagnostic]:
    """Where the characters stand that no font has or PDF forbids.

    Typst also names the digit of a keycap emoji, which every font has: what is not ASCII is the cause.
    """
    for character in [other for other in characters if not other.isascii()] or characters:
        for place in _places(character, document) or [translate("the template's own text")]:
            yield Diagnostic(
                "pdf-missing-character",
                translate(
                    "no font has the character {character} of {place}",
                    character=_name_characters(character),
                    place=place,
                ),
                whole_file(template),
                path=place,
                hint=translate(
                    "write it with another character, or add a font that has it to templates/fonts "
                    "and name its family in the template"
                ),
            )


def _places(character: str, document: Document) -> list[str]:
    """The content paths of the runs that have the character; a run without one is quoted."""
    places = [
        run.source or run.within or translate("the text '{text}'", text=run.text)
        for run in runs(document)
        if character in run.text
    ]
    return places + [
        translate("the label '{name}'", name=name) for name, label in document.labels.items() if character in label
    ]


def _name_characters(text: str) -> str:
    code = " ".join(f"U+{ord(character):04X}" for character in text)
    return translate("'{text}' ({code})", text=text, code=code) if text.isprintable() else code


def _unescape(text: str) -> str:
    """``text`` without the escapes of Rust's debug format."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPED.get(match[2], match[2]), text)
