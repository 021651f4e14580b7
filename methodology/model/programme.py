"""The programme as a whole: everything that was read from ``content/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Any, NoReturn

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, PlainValidator, RootModel, WithJsonSchema
from pydantic.fields import FieldInfo

from methodology.diagnostics import ContentError, Location, place_in_value
from methodology.messages import translate
from methodology.model.assumption import Assumptions
from methodology.model.calculation import Calculation
from methodology.model.chapter import Chapter
from methodology.model.data_table import DataTable
from methodology.model.fund import Fund, Period
from methodology.model.indicator import Indicator
from methodology.model.justification import Acceptances, Amendment
from methodology.model.language import Language
from methodology.model.law import CarriedLaw
from methodology.model.objective import Objective
from methodology.model.outline import OutlinePart, heading_shift
from methodology.model.paths import Place, has_root
from methodology.model.phrases import LanguageUse, Mention, Phrases, Worded
from methodology.model.picture import PictureFile
from methodology.model.remark import REMARKS, RemarkList
from methodology.model.scalars import (
    Code,
    Content,
    Date,
    FileName,
    Key,
    ProseText,
    Text,
    Year,
    wrong_value,
)
from methodology.model.word_forms import WordForms

EMBLEM_WIDTH = 15
"""Of a picture on the cover, in per cent of the width of the text."""


def _language(value: object) -> str:
    try:
        Locale.parse(str(value), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise wrong_value(
            "wrong-value", translate("no language '{value}'", value=value), translate("write its tag: sl-SI")
        ) from error
    return str(value)


class Statements(Content):
    """Where the document says what CPR Art. 17(1) wants said of it as a whole: a content path each.

    A chapter (``chapters.selection``), a paragraph of it (``chapters.selection.2``) or any other text.
    """

    selection_criteria: Text | None = None
    """The criteria for selecting indicators: CPR Art. 17(1)(a)."""
    data_quality: Text | None = None
    """How the quality of the data is assured: CPR Art. 17(1)(b)."""
    factors: Text | None = None
    """How the factors that may influence milestones and targets were taken into account: CPR Art. 17(1)(c)."""
    persons: Text | None = None
    """How indicators of persons are broken down by age and gender, where the fund asks for it."""


class Status(StrEnum):
    """How far a document has come."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ADOPTED = "adopted"


def _status(value: object) -> Status:
    if value not in tuple(Status):
        hint = translate("write one of {values}", values=", ".join(Status))
        raise wrong_value("wrong-value", translate("no status '{value}'", value=value), hint)
    return Status(str(value))


class Approver(Content):
    """Somebody who approves the document, with a place for the signature."""

    function: Text
    """What the person is: head of the managing authority."""
    name: Text | None = None
    """The person's name; it can be left to be written in by hand."""


def _picture_width(value: object) -> int:
    if not isinstance(value, str) or re.fullmatch(r"[1-9][0-9]?|100", value) is None:
        message = translate("'{value}' is no width of a picture", value=value)
        hint = translate("write a whole number from 1 to 100: per cent of the width of the text")
        raise wrong_value("wrong-value", message, hint)
    return int(value)


PictureWidth = Annotated[
    int, PlainValidator(_picture_width), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 100})
]


class Emblem(Content):
    """A picture on the cover: a logo, or the emblem of the Union with its sentence (CPR Annex IX)."""

    file: Text
    """The file of the picture: ``pictures/emblem.svg``."""
    alternative: Text
    """What the picture shows, for those who do not see it."""
    sentence: Text | None = None
    """What stands below it: that the Union pays a part."""
    width: PictureWidth = EMBLEM_WIDTH
    """The width of the picture, a whole number of per cent of the width of the text."""


class ProgrammeFacts(Content):
    """``programme.yaml``."""

    title: Text
    """The document's title, on the cover."""
    short_title: Text
    """The title in the running head."""
    file_name: Key
    """What the files are called, without the ending."""
    name: Text
    """The programme's name, on the cover."""
    period: Period
    version: FileName
    """The document's version, on the cover; the file of the reasons for its changes is named by it."""
    date: Date
    """The document's date, year-month-day."""
    milestone_year: Year
    """The year at whose end milestones are to be reached."""
    target_year: Year
    """The year at whose end targets are to be reached."""
    language: Annotated[
        str, PlainValidator(_language), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]+(-[A-Za-z0-9]+)*$"})
    ]
    """The language by its tag: sl-SI."""
    authority: Text
    """The managing authority: the author in the files' properties."""
    keywords: tuple[Text, ...]
    """The keywords in the files' properties."""
    issuer: tuple[Text, ...] = ()
    """Who issues the document, a line each, at the head of the cover: the state, the ministry, the unit."""
    number: Text | None = None
    """The document's number in the office's files, on the cover."""
    status: Annotated[Status, PlainValidator(_status), WithJsonSchema({"enum": list(Status)})] | None = None
    """How far the document has come, on the cover: draft, proposed, adopted."""
    emblem: Emblem | None = None
    """The picture on the cover, with its sentence."""
    approval: tuple[Approver, ...] = ()
    """Who approves the document."""
    statements: Statements = Statements()


class Registry(RootModel[dict[Key, Text]]):
    """Official names by id; the only place where each is written."""

    model_config = {"frozen": True}


class Interventions(RootModel[dict[Code, Text]]):
    """The names of the types of intervention by code (annex of the fund's regulation, CPR Art. 22(5))."""

    model_config = {"frozen": True}


class CommonRisks(Worded):
    """``risks.yaml``: the factors that several objectives share, and which of them are said to be common to all."""

    factors: dict[Key, ProseText]
    """The factors that objectives share, by the names they are listed with."""
    common: tuple[Mention, ...]
    """Those said to be common to all objectives, in the order of printing."""


@dataclass(frozen=True, slots=True)
class Value:
    """A single value of the content: what holds it, under which name, and where it is written.

    ``place`` are the keys and list indices from the top of its file.
    """

    value: object
    owner: object
    field: str
    location: Location
    place: Place

    @property
    def schema(self) -> FieldInfo | None:
        """What the owner's schema says of the field; None of an entry of a list or mapping."""
        return type(self.owner).model_fields.get(self.field) if isinstance(self.owner, BaseModel) else None


class LostError(Exception):
    """What is asked of the content stands in a file that could not be read."""


class LostPart:
    """Stands for what could not be read: whatever is asked of it, it raises :class:`LostError`."""

    def _lose(self, *_: object) -> NoReturn:
        raise LostError

    __getattr__ = __getitem__ = __contains__ = __iter__ = __len__ = __bool__ = _lose
    __eq__ = __ne__ = __str__ = _lose
    __hash__ = object.__hash__


class KnownValues(dict[str, Value]):
    """The values that could be read: to ask for one that is lost raises :class:`LostError`."""

    def __init__(self, values: Iterable[tuple[str, Value]], lost: frozenset[str]) -> None:
        super().__init__(values)
        self.lost = lost

    def __missing__(self, path: str) -> NoReturn:
        raise LostError(path)

    def __contains__(self, path: object) -> bool:
        if super().__contains__(path):
            return True
        if isinstance(path, str) and has_root(path, self.lost):
            raise LostError(path)
        return False

    def get(self, path: str, default: Any = None) -> Any:
        """Return the value at a path, or the default where there is none anywhere."""
        return super().get(path, default) if path in self else default


UNPRINTED_FILES = frozenset({"accepted", "fund", "language", "outline"})
"""What the content paths begin with that the document does not print; names of fund.yaml have those of their owners."""


@dataclass(frozen=True, slots=True)
class Programme:
    """All content, checked for structure.

    ``outline`` has the parts of the document, each with all that it prints; it is empty where the templates alone
    arrange them, as those of before there were outlines did.

    ``tables`` are the tables of data by name; ``calculations`` has, by content path, how each value with a formula came
    about, and each value and column that formulas reckon with.

    ``values`` maps content paths (``O.1.3.target``, ``operations.pnr``) to single values; ``files`` holds the text of
    each content file by its path below the content folder, which messages call ``name``; ``pictures`` are by that
    path too, and their files hold their bytes (:func:`methodology.model.picture.bytes_of_text`). ``amendments``
    are by the version that they lead to.

    ``lost`` has the content paths of the files that could not be read, of a programme that is read as far as it goes:
    an indicator or a chapter of them is left out, any other part is a :class:`LostPart`.
    """

    facts: ProgrammeFacts
    phrases: Phrases
    operations: Mapping[str, str]
    sources: Mapping[str, str]
    interventions: Mapping[str, str]
    risks: CommonRisks
    assumptions: Assumptions
    objectives: tuple[Objective, ...]
    fund: Fund | None
    language: LanguageUse
    accepted: Acceptances
    amendments: Mapping[str, Amendment]
    outline: tuple[OutlinePart, ...]
    chapters: Mapping[str, Chapter]
    name: str
    values: Mapping[str, Value]
    tables: Mapping[str, DataTable]
    calculations: Mapping[str, Calculation] = field(compare=False)
    files: Mapping[str, str]
    pictures: Mapping[str, PictureFile]
    law: CarriedLaw = field(default=CarriedLaw(), compare=False)
    lost: frozenset[str] = frozenset()
    word_forms: WordForms | None = field(default=None, compare=False)
    """The forms of the language's words, where the templates have them."""
    standard_words: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The words and sentences of the language by content path, whatever the programme says in their place."""
    remarks: RemarkList = field(default=RemarkList(()), compare=False)
    """What people say of it; none where their file could not be read."""

    @property
    def can_be_composed(self) -> bool:
        """Whether all that is printed could be read."""
        needless = (UNPRINTED_FILES | {REMARKS}) - {"fund", "outline"}
        return all(root in needless or root.startswith("amendments/") for root in self.lost)

    @property
    def grammar(self) -> Language:
        """How the programme's language writes numbers, dates, lists and plurals."""
        return Language.of(self.facts.language, self.phrases.formats.date)

    def heading_shift(self, chapter: str) -> int:
        """Return by how many levels the outline moves the headings of a chapter down."""
        return heading_shift(self.outline, self.chapters[chapter])

    def is_annex(self, chapter: str) -> bool:
        """Whether a chapter is printed as an annex."""
        return any(part.annex == chapter for part in self.outline)

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator and part, objective by objective."""
        return (indicator for objective in self.objectives for indicator in objective.indicators)

    def location(self, path: str | None, fragment: str = "") -> Location | None:
        """Where ``fragment`` of the content at a path is written, or the content itself; None where it is not known.

        What is not given has the place of what it should stand in: ``R.1.5.reference_year`` that of ``R.1.5``.
        """
        if path is None:
            return None
        if path.startswith(("amendments.", "remarks.")):
            kind, _, name = path.partition(".")
            return self._location_of_remark(name) if kind == "remarks" else self._location_of_reason(name, fragment)
        if path.startswith("chapters."):
            _, name, *number = path.split(".")
            return (
                self.chapters[name].location(int(number[0]) if number else 1, fragment)
                if name in self.chapters
                else None
            )
        asked = path
        while path and path not in self.values:
            if f"{path}.id" in self.values:
                return self.values[f"{path}.id"].location
            path = path.rpartition(".")[0]
        if not path:
            return Location(f"{self.name}/{asked}") if asked in self.pictures else None
        start = self.values[path].location
        text = self.files.get(start.file.removeprefix(f"{self.name}/"))
        return start if text is None else place_in_value(text, start, fragment)  # None: of the language's file

    def _location_of_reason(self, version: str, path: str) -> Location:
        """Where the reason for a path stands in the file of a version."""
        file = f"amendments/{version}.yaml"
        lines = enumerate(self.files.get(file, "").splitlines(), start=1)
        entry = re.compile(rf"\s*(-\s+)?path:\s*['\"]?{re.escape(path)}['\"]?\s*(#.*)?")
        return Location(f"{self.name}/{file}", next((number for number, line in lines if entry.fullmatch(line)), 0))

    def _location_of_remark(self, number: str) -> Location:
        """Where the remark of a number, from 1, stands in its file."""
        lines = enumerate(self.files.get(REMARKS, "").splitlines(), start=1)
        starts = [at for at, line in lines if line.startswith("-")]
        return Location(f"{self.name}/{REMARKS}", starts[int(number) - 1] if int(number) <= len(starts) else 0)

    def locate(self, error: ContentError) -> ContentError:
        """The error with each diagnostic that knows its content path at the place where that is written."""
        return ContentError(
            replace(diagnostic, location=self.location(diagnostic.path) or diagnostic.location)
            for diagnostic in error.diagnostics
        )
