"""The forms of a language's words, from ``languages/forms/`` of the templates."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.language_files import LANGUAGES, find_language_file
from methodology.model.word_forms import FormTables, WordForms

FORMS = "forms"


def read_word_forms(templates: Path, tag: str) -> WordForms | None:
    """Return the forms of a language's words, from ``forms/`` beside its file; None where there are none.

    The tables are read when they are asked for; ContentError where they are at fault then.
    """
    language = find_language_file(templates, tag)
    file = None if language is None else language.parent / FORMS / language.name
    return _word_forms(templates.name, file.name, file.read_bytes()) if file is not None and file.is_file() else None


@lru_cache(maxsize=2)
def _word_forms(templates: str, name: str, content: bytes) -> WordForms:
    """The forms that a file gives: the same object for the same file, with what was worked out of it before."""

    def read() -> FormTables:
        try:
            return FormTables(**yaml.load(content, yaml.CSafeLoader))
        except (UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
            place = Location(f"{templates}/{LANGUAGES}/{FORMS}/{name}")
            raise ContentError([Diagnostic("template-error", str(error), place)]) from error

    return WordForms(read)
