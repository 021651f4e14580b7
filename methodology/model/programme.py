"""The programme as a whole: everything that was read from ``content/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Self

from pydantic import PlainValidator, RootModel, WithJsonSchema, model_validator

from methodology.diagnostics import ContentError, Location
from methodology.model.indicator import Indicator
from methodology.model.objective import InterventionCode, Objective
from methodology.model.phrases import Mention, Phrases, Worded
from methodology.model.scalars import Content, Date, Key, ProseText, Text, Year, wrong_value


def _language(value: object) -> str:
    if not isinstance(value, str) or not value.replace("-", "").isalpha():
        raise wrong_value("wrong-type", f"'{value}' is no language", "a language tag: sl-SI")
    return value


class Period(Content):
    """The programming period."""

    first_year: Year
    last_year: Year

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_year < self.first_year:
            raise wrong_value("wrong-value", "the period ends before it begins")
        return self


class ProgrammeFacts(Content):
    """``programme.yaml``.

    ``file_name`` is what the files are called, without the ending. Milestones are for the end of ``milestone_year``,
    targets for that of ``target_year``.
    """

    title: Text
    short_title: Text
    file_name: Key
    name: Text
    period: Period
    version: Text
    date: Date
    milestone_year: Year
    target_year: Year
    language: Annotated[str, PlainValidator(_language), WithJsonSchema({"type": "string"})]
    authority: Text
    keywords: tuple[Text, ...]


class Registry(RootModel[dict[Key, Text]]):
    """Official names by id; the only place where each is written."""

    model_config = {"frozen": True}


class Interventions(RootModel[dict[InterventionCode, Text]]):
    """The names of the types of intervention by code (annex of the fund's regulation, CPR Art. 22(5))."""

    model_config = {"frozen": True}


class CommonRisks(Worded):
    """``risks.yaml``: the factors that several objectives share, and which of them are said to be common to all."""

    factors: dict[Key, ProseText]
    common: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A prose chapter in Markdown, ``chapters/<name>.md``, as it stands in the file."""

    name: str
    text: str
    file: str

    def location_at(self, offset: int) -> Location:
        """The location of a character of the text."""
        before = self.text[:offset]
        return Location(self.file, before.count("\n") + 1, offset - before.rfind("\n"))

    def location_of(self, fragment: str) -> Location:
        """Where ``fragment`` stands first, or the file as a whole."""
        offset = self.text.find(fragment) if fragment else -1
        return self.location_at(offset) if offset >= 0 else Location(self.file)


@dataclass(frozen=True, slots=True)
class Value:
    """A single value of the content: what holds it, under which name, and where it is written."""

    value: object
    owner: object
    field: str
    location: Location


@dataclass(frozen=True, slots=True)
class Programme:
    """All content, checked for structure.

    ``values`` maps content paths (``O.1.3.target``, ``operations.pnr``) to single values; ``files`` holds the text of
    each content file by its path below the content folder.
    """

    facts: ProgrammeFacts
    phrases: Phrases
    operations: Mapping[str, str]
    sources: Mapping[str, str]
    interventions: Mapping[str, str]
    risks: CommonRisks
    objectives: tuple[Objective, ...]
    chapters: Mapping[str, Chapter]
    values: Mapping[str, Value]
    files: Mapping[str, str]

    @property
    def indicators(self) -> Iterator[Indicator]:
        """Every indicator and part, objective by objective."""
        return (indicator for objective in self.objectives for indicator in objective.indicators)

    def location(self, path: str | None, fragment: str = "") -> Location | None:
        """Where the content at a path is written, as far as that is known.

        A chapter's leaf has no place of its own: it is where ``fragment`` of its text stands first in the file.
        """
        if path is not None and path in self.values:
            return self.values[path].location
        chapter = self.chapters.get((path or "").removeprefix("chapters.").partition(".")[0])
        return chapter.location_of(fragment) if chapter else None

    def located(self, error: ContentError) -> ContentError:
        """The error with each diagnostic that knows its content path at the place where that is written."""
        return ContentError(
            replace(found, location=self.location(found.path) or found.location) for found in error.diagnostics
        )
