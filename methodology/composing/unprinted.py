"""What the content says and the document does not: chapters that no template prints, statements that stand nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from methodology.composing.templates import MAIN
from methodology.diagnostics import Diagnostic, Location
from methodology.model.document import Document
from methodology.model.paths import is_within
from methodology.model.programme import Programme
from methodology.model.texts import texts_of


def find_unprinted(programme: Programme, document: Document, templates: Path) -> Iterator[Diagnostic]:
    """Yield each chapter that the document of the programme does not print, and each text of ``statements:``."""
    printed = {path for text in texts_of(document) for run in text.runs for path in (run.source, run.within) if path}
    template = f"{templates.name}/document/{MAIN}"
    for chapter in programme.chapters.values():
        if not any(is_within(path, f"chapters.{chapter.name}") for path in printed):
            hint = f'write {{{{ chapter("{chapter.name}") }}}} in {template} where it is to stand, or delete the file'
            yield Diagnostic("unprinted-chapter", "no template prints this chapter", chapter.location_at(0), hint)
    statements = programme.facts.statements
    for name in type(statements).model_fields:
        stated = getattr(statements, name)
        is_chapter = stated is not None and stated.startswith("chapters.")  # told above, or not there at all
        if stated in programme.values and not is_chapter and not any(is_within(path, stated) for path in printed):
            path = f"programme.statements.{name}"
            location = programme.location(path) or Location(template)
            yield Diagnostic("unprinted-statement", f"the document does not print '{stated}'", location, path=path)
