"""The words of the report, from ``templates/changes/labels.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.versions.changes import ChangeKind, Subject

FOLDER = "changes"
FILE = "labels.yaml"


class Part(BaseModel):
    """A part of the file; nothing in it is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(Part):
    """The heads of the table, in its order."""

    number: str
    part: str
    element: str
    before: str
    after: str
    kind: str
    reason: str


class SubjectNames(Part):
    """What a subject is called: all of it, and a ``{field}`` of it; ``{owner}`` and ``{objective}`` name its own."""

    whole: str
    field: str


class ReasonWords(Part):
    """How the last column begins."""

    open: str
    follows: str
    legal_basis: str


class PlaceWords(Part):
    """How a place is told."""

    cover: str
    page: str


class PageWords(Part):
    """The words around the page in the browser."""

    list: str
    texts: str
    explanation: str
    skip: str


Words = TypeVar("Words", bound=BaseModel)

Plural = Mapping[str, str]
"""A text with ``{count}`` by the CLDR category of the count."""


class Labels(Part):
    """All words of the report."""

    title: str
    note_title: str
    compared: str
    versions: str
    same: str
    nothing: str
    columns: Columns
    changes: Plural
    without_reason: Plural
    more_places: Plural
    points: str
    kinds: Mapping[ChangeKind, str]
    reason: ReasonWords
    place: PlaceWords
    page: PageWords
    subjects: Mapping[Subject, SubjectNames]
    entry: str
    fields: Mapping[str, str]
    other_fields: Mapping[Subject, str]


def read_labels(templates: Path) -> Labels:
    """The words; ContentError where the file is missing or does not hold them."""
    return read_words(templates, f"{FOLDER}/{FILE}", Labels)


def read_words(templates: Path, file: str, model: type[Words]) -> Words:
    """The words of a report in a file of ``templates/``; ContentError where it is missing or does not hold them."""
    location = Location(f"{templates.name}/{file}")
    try:
        return model.model_validate(yaml.safe_load((templates / file).read_text(encoding="utf-8")))
    except OSError as error:
        message, hint = "the words of the report are not there", "restore them from the last version in git"
        raise ContentError([Diagnostic("template-missing", message, location, hint)]) from error
    except (UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise ContentError([Diagnostic("template-error", str(error), location)]) from error
