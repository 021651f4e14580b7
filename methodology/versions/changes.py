"""What a change between two versions is: its subject, place, reason and what it follows from; and the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from methodology.model.assumption import ASSUMPTIONS, EVIDENCE
from methodology.model.document import Alignment, Document, Inline, ListFormat
from methodology.model.justification import CoverLetter
from methodology.model.paths import key_of, root_of
from methodology.model.texts import TextKind
from methodology.versions.version import Version


class ChangeKind(StrEnum):
    """What happened; forms translate it."""

    VALUE = "value"
    """A number, a date, a code or a short text (a name, a unit) is another one."""
    WORDING = "wording"
    """A sentence is worded otherwise."""
    RENAMED = "renamed"
    """An entry of a registry has another official name: one change with all its places."""
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """A share that types of intervention of one objective moved among them: the whole is the same."""
    REORDERED = "reordered"
    """The same entries in another order; ``before`` and ``after`` list them, ``moves`` says which of them moved."""
    LOOK = "look"
    """The same words set otherwise: a heading of another level, a list with other labels, a cell aligned otherwise."""
    TEMPLATE = "template"
    """Text that a template fixes or a standard sentence words is another one, while no content value explains it."""


class Subject(StrEnum):
    """What kind of thing changed."""

    PROGRAMME = "programme"
    INDICATOR = "indicator"
    OBJECTIVE = "objective"
    MEASURE = "measure"
    RISK = "risk"
    ASSUMPTION = "assumption"
    ALLOCATION = "allocation"
    OPERATION = "operation"
    SOURCE = "source"
    INTERVENTION = "intervention"
    CHAPTER = "chapter"
    PHRASE = "phrase"
    OUTLINE = "outline"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something is printed.

    ``chapter`` is the label and text of the numbered chapter, ``heading`` that of the nearest heading below it (an
    indicator, a part) or empty; ``page`` the physical page on which the text begins, counted from the cover.
    """

    chapter: str
    heading: str
    anchor: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something changed, from ``content/amendments/``."""

    text: str
    legal_basis: str | None


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a text is set, apart from the looks of its runs.

    ``level`` is a heading's, ``label`` is that of a heading or an item as printed (``2.1``, ``a)``), ``list_kind`` an
    item's and ``list_level`` how far in its list stands, from 0. The fields from ``alignment`` on are a cell's;
    ``widths`` are those of its table's columns, in per cent. ``picture`` is the file of a picture with what tells it
    from another one, ``picture_width`` its width in per cent.
    """

    kind: TextKind
    level: int | None = None
    label: str = ""
    list_kind: ListFormat | None = None
    list_level: int = 0
    alignment: Alignment | None = None
    header: bool = False
    strong: bool = False
    column_span: int = 1
    row_span: int = 1
    widths: tuple[float, ...] = ()
    picture: str = ""
    picture_width: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """An entry of a list that moved, as printed, and its positions in the old and in the new list, from 1."""

    entry: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Detail:
    """A value of a thing that came or went, as printed.

    ``field`` is the rest of its path as in ``Change.field`` (``milestone``, ``target``, ``unit``, ``operations``), or
    ``interventions`` for the types of intervention linked to it.
    """

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``path`` is its content path, in the new version where it still has one. ``owner`` names what it belongs to (the
    code of an indicator or objective, the id of a registry's entry, a chapter's name; empty where there is none) and
    ``field`` what of it (``target``, ``rationale.milestone``, ``operations``; empty where all of it). ``before`` and
    ``after`` are as printed, None where there was or is nothing. ``difference`` and ``percent`` (of the old value,
    None from zero) are of numbers. ``follows_from`` has the paths of the changes that a derived value follows.
    ``places`` are those of the new document; of the old one for what was removed.

    ``merged`` are further paths of the same change: the mentions of a new operation, the other forms of a standard
    sentence, what makes a value print otherwise. A reason for one of them is a reason for the change.

    ``old_runs`` and ``new_runs`` are the printed texts that differ, with their looks and links; None where the change
    is not of one printed text. ``old_look`` and ``new_look`` are of ChangeKind.LOOK. ``moves`` are the fewest that make
    the new order of the old one, by their new positions. ``details`` say what an indicator that came or went holds.
    """

    kind: ChangeKind
    subject: Subject
    path: str
    owner: str
    field: str
    before: str | None
    after: str | None
    difference: Decimal | None = None
    percent: Decimal | None = None
    follows_from: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    reason: Reason | None = None
    old_runs: Inline | None = None
    new_runs: Inline | None = None
    old_look: TextLook | None = None
    new_look: TextLook | None = None
    moves: tuple[Move, ...] = ()
    details: tuple[Detail, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to give a reason; a change that follows from others is explained by them."""
        return self.reason is None and not self.follows_from


@dataclass(frozen=True, slots=True)
class Report:
    """Two versions and the changes from one to the other, with their reasons, in the order of reports."""

    old_name: str
    new_name: str
    old: Version
    new: Version
    changes: tuple[Change, ...]

    @property
    def draft_prefix(self) -> str:
        """What the names of files begin with that are made of a draft; empty where it is none."""
        return draft_prefix(self.new.document)

    @property
    def letter(self) -> CoverLetter | None:
        """What makes the cover note a letter, from the new version's amendment."""
        amendment = self.new.programme.amendments.get(self.new.programme.facts.version)
        return None if amendment is None else amendment.letter

    @property
    def open(self) -> tuple[Change, ...]:
        """The changes without a reason."""
        return tuple(change for change in self.changes if change.is_open)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes there are of each kind that occurs, in the order of the kinds."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in ChangeKind if kind in kinds}


def draft_prefix(document: Document) -> str:
    """What the names of files begin with that are made of a draft; empty where it is none."""
    return "" if document.draft is None else f"{document.draft.replace(' ', '-')}-"


REGISTRIES = {
    "operations": Subject.OPERATION,
    "sources": Subject.SOURCE,
    "interventions": Subject.INTERVENTION,
    "risks.factors": Subject.RISK,
}
"""The registries by the root of their entries' paths."""

UNPRINTED = (
    "accepted.",
    "amendments.",
    "fund.",
    "language.",
    "outline.",
    "programme.file_name.",
    "programme.statements.",
)
"""What no document prints: the roots of these paths are not compared."""

ROOTS = {
    "programme": Subject.PROGRAMME,
    "amendments": Subject.PROGRAMME,
    "chapters": Subject.CHAPTER,
    "phrases": Subject.PHRASE,
    "risks": Subject.RISK,
    "outline": Subject.OUTLINE,
}
PARTS = {"allocation": Subject.ALLOCATION, "risks": Subject.RISK, "measures": Subject.MEASURE}


def is_printed(path: str) -> bool:
    """Whether a document can print what stands at a path."""
    return not f"{path}.".startswith(UNPRINTED)


def registry_of(path: str) -> str | None:
    """The registry that an entry's path belongs to."""
    return next((root for root in REGISTRIES if path.startswith(f"{root}.")), None)


def value_of_formula(path: str) -> str:
    """The path of the value that follows by the formula at a path; empty where none is there."""
    owner, between, field = path.partition(".derivation.")
    return f"{owner}.{field}" if between else path.removesuffix(".formula") if path.endswith(".formula") else ""


def subject_of(path: str, codes: Mapping[str, Subject]) -> tuple[Subject, str, str]:
    """The subject, the owner and the field of a path; ``codes`` are those of both versions."""
    if (registry := registry_of(path)) is not None:
        return REGISTRIES[registry], key_of(path.removeprefix(f"{registry}.")), ""
    if code := root_of(path, codes):
        field = path.removeprefix(code).removeprefix(".")
        part = PARTS.get(field.partition(".")[0]) if codes[code] is Subject.OBJECTIVE else None
        return part or codes[code], code, field
    parts = path.split(".")
    if parts[0] == "phrases":
        return Subject.PHRASE, ".".join(parts[2:3]), ".".join(parts[3:])
    if parts[0] == "chapters":
        return Subject.CHAPTER, parts[1], ".".join(parts[2:])
    if parts[0] == ASSUMPTIONS:
        field = parts[-1] if parts[-1] in EVIDENCE else ""
        return Subject.ASSUMPTION, ".".join(parts[1 : len(parts) - bool(field)]), field
    subject, owner = ROOTS.get(parts[0]), ""
    if parts[0] == "amendments":
        parts[1:] = ["history"]
    if subject is None:
        subject, owner = PARTS.get("".join(parts[1:2]), Subject.OBJECTIVE), parts[0]
    return subject, owner, ".".join(parts[1:])
