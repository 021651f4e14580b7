"""What the reports take from ``templates/``: their words, and the templates that they fill."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from jinja2 import TemplateNotFound
from pydantic import BaseModel, ConfigDict, StringConstraints

from methodology.composing.numbering import MarkupError
from methodology.composing.parsing import blocks_of
from methodology.diagnostics import ContentError, Diagnostic, Location
from methodology.language_files import read_section
from methodology.messages import translate
from methodology.model.document import Alignment, Block
from methodology.model.seal import DRAFT_WORD
from methodology.model.texts import TextKind
from methodology.sandbox import EXPRESSION_FAULTS, TemplateEnvironment, TemplateFolder
from methodology.versions.changes import ChangeKind, Subject

FOLDER = "changes"

Plural = Mapping[str, str]
"""A text with ``{count}`` by the CLDR category of the count."""

FileName = Annotated[str, StringConstraints(pattern=r"^[^\W_]+(-[^\W_]+)*$")]
"""A name of letters and digits in any script, with dashes between the words."""


class LabelGroup(BaseModel):
    """Words in a file of a report; any that are not known are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TableHeads(LabelGroup):
    """The heads of the table, in its order."""

    number: str
    element: str
    before: str
    after: str
    change: str
    reason: str


class SubjectNames(LabelGroup):
    """What a subject is called: all of it, and a ``{field}`` of it; ``{owner}`` and ``{objective}`` name its own."""

    whole: str
    field: str


class GroupWords(LabelGroup):
    """What groups of changes are called, and the parts of that of an objective."""

    programme: str
    objective: str
    indicator: str
    allocation: str
    shared: str
    text: str
    editorial: str


class NumberWords(LabelGroup):
    """The heads of the table of the amendment in numbers, and the kinds of values by their fields."""

    title: str
    value: str
    up: str
    down: str
    came: str
    went: str
    kinds: Mapping[str, str]


class BarWords(LabelGroup):
    """What the bars of values before and after are called, how they are read, and what they say in words."""

    targets: str
    shares: str
    both: str
    legend: str
    own_scale: str
    one_scale: str
    alternative: str
    code: str
    name: str
    bar: str


class ReasonWords(LabelGroup):
    """How the last column begins."""

    open: str
    follows: Plural
    legal_basis: str


class PlaceWords(LabelGroup):
    """How a place is named; ``page_before`` is the page of what is no longer there."""

    cover: str
    page: str
    page_before: str


class Switch(LabelGroup):
    """How words are called that got a look, and that lost it."""

    now: str
    before: str


class LinkWords(LabelGroup):
    """What happened to a link; ``place`` is where it leads in the document, ``elsewhere`` one that has no name."""

    came: str
    went: str
    changed: str
    place: str
    elsewhere: str


class CellWords(LabelGroup):
    """How a cell is set: each facet with its ``{change}``, and the words for what it was and is."""

    alignment: str
    role: str
    weight: str
    columns: str
    rows: str
    widths: str
    alignments: Mapping[Alignment, str]
    head: str
    body: str
    bold: str
    plain: str

    @property
    def patterns(self) -> tuple[str, ...]:
        """The facets in their order."""
        return (self.alignment, self.role, self.weight, self.columns, self.rows, self.widths)


class LookWords(LabelGroup):
    """How changed looks are told: of ``{text}``, and of a whole text from ``{old}`` to ``{new}``."""

    text: str
    strong: Switch
    emphasis: Switch
    link: LinkWords
    change: str
    none: str
    heading: str
    level: str
    item: str
    bullet: str
    roles: Mapping[TextKind, str]
    label: str
    picture: str = "{change}"
    width: str = "{change}"
    cell: CellWords


class MarkWords(LabelGroup):
    """How the marks of words that went and came are explained: seen, in Markdown, and spoken."""

    shown: str
    markdown: str
    deleted: str
    inserted: str


class NoteWords(LabelGroup):
    """The words of the cover note, some of a letter alone; its files are ``{docx}``, ``{pdf}`` and ``{json}``.

    ``skeleton`` is what a new amendment file says of the letter, as comments.
    """

    number: str
    subject: str
    about: str
    salutation: str
    sending: str
    closing: str
    signature: str
    skeleton: str
    legal_basis: str
    all_reasoned: str
    enclosures: str
    document: str
    redline: str
    changes: str
    data: str


class FileNames(LabelGroup):
    """What the files of a package are called, without their endings."""

    redline: FileName
    changes: FileName
    note: FileName
    letter: FileName


class PageWords(LabelGroup):
    """The words around the page in the browser."""

    list: str
    texts: str
    skip: str
    all: str
    next: str
    previous: str


class ReportLabels(LabelGroup):
    """All words of the report."""

    title: str
    note_title: str
    letter_title: str
    draft: Annotated[str, StringConstraints(pattern=f"^{DRAFT_WORD}$")] = "DRAFT"
    versions: str
    one_version: str
    comparison: str
    one_comparison: str
    version: str
    same: str
    nothing: str
    marks: MarkWords
    columns: TableHeads
    changes: Plural
    comprised: Plural
    without_reason: Plural
    more_places: Plural
    moves: Mapping[str, str]
    points: str
    looks: LookWords
    kinds: Mapping[ChangeKind, str]
    reason: ReasonWords
    place: PlaceWords
    note: NoteWords
    files: FileNames
    page: PageWords
    numbers: NumberWords
    bars: BarWords
    groups: GroupWords
    subjects: Mapping[Subject, SubjectNames]
    entry: str
    fields: Mapping[str, str]
    other_fields: Mapping[Subject, str]


def read_labels(templates: Path, language: str) -> ReportLabels:
    """Read the words of the change report in a language; ContentError where there are none or they are at fault."""
    return read_section(templates, language, "changes", ReportLabels)


def fill(templates: Path, name: str, context: Mapping[str, object]) -> str:
    """Fill a template of ``templates/changes/``; text is escaped in ``*.html.j2`` alone.

    The test ``open`` is true of a change that nobody has explained. ContentError where the template is missing or at
    fault.
    """
    environment = TemplateEnvironment(
        TemplateFolder(templates / FOLDER), autoescape=name.endswith(".html.j2"), keep_trailing_newline=True
    )
    environment.tests["open"] = lambda change: change.is_open
    try:
        return environment.fill(name, context)
    except TemplateNotFound as error:
        raise _fault(templates, f"{FOLDER}/{name}", translate("the template is not there"), is_missing=True) from error
    except EXPRESSION_FAULTS as error:
        raise _fault(templates, f"{FOLDER}/{name}", str(error)) from error


def fill_blocks(templates: Path, name: str, context: Mapping[str, object]) -> tuple[Block, ...]:
    """Fill a template as :func:`fill` does, and read what it says as blocks of a document."""
    try:
        return blocks_of(fill(templates, name, context))
    except MarkupError as error:
        raise _fault(templates, f"{FOLDER}/{name}", str(error)) from error


def _fault(templates: Path, file: str, message: str, *, is_missing: bool = False) -> ContentError:
    """A fault of a file, or that it is missing."""
    location = Location(f"{templates.name}/{file}")
    if not is_missing:
        return ContentError([Diagnostic("template-error", message, location)])
    hint = translate("restore it from the last version in git")
    return ContentError([Diagnostic("template-missing", message, location, hint)])
