"""Typst's complaints as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typst

from methodology.diagnostics import Diagnostic, Location
from methodology.model.document import Document
from methodology.rendering.pdf.data import runs

_START = re.compile(r"^(?:error|warning): ", re.MULTILINE)
_PLACE = re.compile(r"^\s*┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_HINT = re.compile(r"^\s*= hint: (.+)$", re.MULTILINE)
_MISSING_CHARACTER = re.compile(r'the text `"(?P<text>.+)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def faults(complaint: typst.TypstError | typst.TypstWarning, document: Document, templates: Path) -> list[Diagnostic]:
    """A diagnostic for each error and warning that the complaint's report shows.

    The report has one paragraph a fault: the message, ``┌─ file:line:column`` (the column counts from 0), the hints.
    """
    paragraphs = _START.split(complaint.diagnostic)[1:]
    return [fault for paragraph in paragraphs for fault in _faults(paragraph, document, templates)]


def _faults(paragraph: str, document: Document, templates: Path) -> Iterator[Diagnostic]:
    message = paragraph.splitlines()[0]
    missing = _MISSING_CHARACTER.search(message)
    location = _location(paragraph, templates)
    if missing is None:
        hints = _HINT.findall(paragraph)
        yield Diagnostic("pdf-template", f"Typst: {message}", location, hint="; ".join(hints) or None)
        return
    text = _unescaped(missing["text"])
    for where in _places(text, document) or ["the template's own text"]:
        yield Diagnostic(
            "pdf-missing-character",
            f"no font has the character {_named(text)} of {where}",
            location,
            hint="write it with another character, or add a font that has it to templates/fonts "
            "and name it in this template",
        )


def _location(paragraph: str, templates: Path) -> Location:
    place = _PLACE.search(paragraph)
    if place is None:
        return Location(f"{templates.name}/methodology.typ")
    return Location(f"{templates.name}/{place['file']}", int(place["line"]), int(place["column"]) + 1)


def _places(text: str, document: Document) -> list[str]:
    """The content paths of the runs that have the character; a run that has none is quoted."""
    found = [run.source or run.within or f"the text '{run.text}'" for run in runs(document) if text in run.text]
    found += [f"the label '{name}'" for name, label in document.labels.items() if text in label]
    return list(dict.fromkeys(found))


def _named(text: str) -> str:
    return f"'{text}' ({' '.join(f'U+{ord(character):04X}' for character in text)})"


def _unescaped(text: str) -> str:
    """``text`` without the escapes of Rust's debug format."""
    return _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPED.get(match[2], match[2]),
        text,
    )
