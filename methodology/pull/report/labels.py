"""The words of the report, from ``templates/pull/labels.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import model_validator

from methodology.pull.pulled import Act, Outcome
from methodology.versions.report.templates import LabelGroup, Plural, read_words

FILE = "pull/labels.yaml"


class Columns(LabelGroup):
    """The heads of a table of wishes, in its order."""

    number: str
    part: str
    element: str
    before: str
    after: str
    who: str
    note: str


class TextNames(LabelGroup):
    """Whose the texts of a conflict are."""

    whose: str
    text: str
    base: str
    ours: str


class Section(LabelGroup):
    """The wishes of one outcome: the title, how many they are, and what to do with them."""

    title: str
    count: Plural
    hint: str


class Notes(LabelGroup):
    """Why something could not be done, or what could be; ``{about}`` is what the note is about."""

    several_places: str
    near_entry: str
    template_text: str
    computed: str
    heading: str
    picture: str
    new_table: str
    table_row: str
    new_text: str
    no_number: str
    other_version: str
    differs_between_files: str
    prints_otherwise: str
    unreadable: str
    removed_text: str
    order: str


class Notices(LabelGroup):
    """What is to be said of a ``{file}``."""

    recovered: str
    without_snapshot: str
    other_templates: str


class Findings(LabelGroup):
    """The titles of what check says otherwise than before."""

    new: str
    gone: str


class Remarks(LabelGroup):
    """The words around the comments."""

    title: str
    nothing: str
    moment: str
    anchor: str
    answer: str
    no_author: str


class PullLabels(LabelGroup):
    """All words of the report and of the review notes."""

    title: str
    nothing_found: str
    nothing: str
    no_path: str
    who: str
    of: str
    notices_title: str
    columns: Columns
    texts: TextNames
    sections: Mapping[Outcome, Section]
    acts: Mapping[Act, str]
    notes: Notes
    notices: Notices
    findings: Findings
    remarks: Remarks

    @model_validator(mode="after")
    def _complete(self) -> PullLabels:
        lacking = [*(set(Outcome) - set(self.sections)), *(set(Act) - set(self.acts))]
        if lacking:
            raise ValueError(f"no words for: {', '.join(sorted(lacking))}")
        return self


def read_pull_labels(templates: Path) -> PullLabels:
    """The words; ContentError where the file is missing or does not hold them."""
    return read_words(templates, FILE, PullLabels)
