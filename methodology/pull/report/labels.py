"""The words of the report, from the file of the language, and wishes and comments in these words."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_time
from pydantic import model_validator

from methodology.language_files import read_section
from methodology.messages import translate
from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.pull.looks import LookChange, LookKind
from methodology.pull.pulled import Act, Remark, TableChange, TableEvent, Wish, WishOutcome
from methodology.versions.report.names import PathNames, format_count, shorten
from methodology.versions.report.templates import LabelGroup, Plural, read_labels

_UNSEEN = re.compile("[\\s\N{SOFT HYPHEN}\u200b-\u200f\u2060\ufeff]")
"""Spaces and characters that look alike, or like nothing, in a report."""


class WishColumns(LabelGroup):
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


class PullNotes(LabelGroup):
    """Why something could not be done, or what could be; ``{about}`` is what the note is about."""

    several_places: str
    near_entry: str
    template_text: str
    computed: str
    computed_value: str
    heading: str
    picture: str
    picture_replaced: str
    picture_resized: str
    line_break: str
    tab: str
    page_break: str
    thing: str
    footnote_place: str
    footnote_moved: str
    new_table: str
    table_row: str
    table: str
    other_cell: str
    new_text: str
    new_indicator: str
    new_section: str
    new_row: str
    no_number: str
    other_version: str
    differs_between_files: str
    prints_otherwise: str
    unreadable: str
    removed_text: str
    order: str
    no_look: str
    no_kind: str
    list_label: str
    proposed_deletion: str
    marked_beside: str


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
    resolved: str
    no_author: str


class PullLabels(LabelGroup):
    """All words of the report and of the review notes."""

    title: str
    nothing_found: str
    nothing: str
    no_path: str
    who: str
    of: str
    unseen: str
    notices_title: str
    proposals_title: str
    columns: WishColumns
    texts: TextNames
    sections: Mapping[WishOutcome, Section]
    things: Mapping[str, str]
    acts: Mapping[Act, str]
    tables: Mapping[TableEvent, str]
    looks: Mapping[LookKind, str]
    notes: PullNotes
    notices: Notices
    findings: Findings
    remarks: Remarks

    @model_validator(mode="after")
    def _complete(self) -> PullLabels:
        lacking = [*(set(WishOutcome) - set(self.sections)), *(set(Act) - set(self.acts))]
        lacking += set(TableEvent) - set(self.tables)
        lacking += set(LookKind) - set(self.looks)
        if lacking:
            raise ValueError(translate("no words for: {names}", names=", ".join(sorted(lacking))))
        return self


def read_pull_labels(templates: Path, language: str) -> PullLabels:
    """Read the words of the report in a language; ContentError where there are none or they are at fault."""
    return read_section(templates, language, "pull", PullLabels)


@dataclass(frozen=True, slots=True)
class PullWords:
    """The words of the report, and the names of what stands in the content."""

    labels: PullLabels
    names: PathNames
    language: Language

    @classmethod
    def of(cls, programmes: Sequence[Programme], templates: Path, words: str | None = None) -> PullWords:
        """The words in the language ``words``, else in that of the first programme.

        The programmes are the content today, then those of the files.
        """
        language = programmes[0].grammar
        tag = words or language.tag
        names = PathNames.of(programmes, read_labels(templates, tag))
        return cls(read_pull_labels(templates, tag), names, language)

    def count(self, forms: Plural, count: int) -> str:
        """A count in its plural form."""
        return format_count(forms, count, self.language)

    def element(self, path: str | None) -> str:
        """What stands at a path, with the path."""
        return self.labels.no_path if path is None else f"{self.names.path(path)} ({path})"

    def place(self, at: Wish | Remark) -> str:
        """Where in the document: the chapter and the heading below it."""
        chapter = at.chapter or self.names.labels.place.cover
        return ", ".join(shorten(name.rstrip(" ,;:")) for name in (chapter, at.heading) if name)

    def who(self, wish: Wish) -> str:
        """The authors and the file; the file alone where nobody is named."""
        return self.labels.who.format(authors=", ".join(wish.authors), file=wish.file) if wish.authors else wish.file

    def note(self, wish: Wish) -> str:
        """What was done, and why nothing comes of it or what could; an unknown key is a KeyError, a bug."""
        told = [self.labels.acts[wish.act], *map(self.look, wish.looks)]
        unseen = _unseen_change(wish)
        if unseen:
            told.append(self.labels.unseen.format(about=unseen))
        if wish.note is not None:
            told.append(self.labels.notes.model_dump()[wish.note].format(about=self._about(wish)))
        return "\n".join([*told, *map(self.table_change, wish.table)])

    def table_change(self, change: TableChange) -> str:
        """What happened to a table, as a sentence."""
        return self.labels.tables[change.event].format(*change.names, *("", ""))

    def look(self, change: LookChange) -> str:
        """What changed in how a text looks."""
        words = shorten(change.text)
        return self.labels.looks[change.kind].format(text=words, before=change.before, after=change.after)

    def _about(self, wish: Wish) -> str:
        if wish.note == "several_places":
            return wish.about.replace("/", self.labels.of)
        if wish.note == "near_entry":
            return f"{self.names.path(wish.about)}{self.names.entry(wish.about.rpartition('.')[2])}, {wish.about}"
        if wish.note == "thing":
            return self.labels.things.get(wish.about, wish.about)
        return wish.about.rstrip(".")

    def notice(self, key: str, file: str) -> str:
        """What is to be said of a file; an unknown key is a KeyError, a bug."""
        sentence: str = self.labels.notices.model_dump()[key]
        return sentence.format(file=file)

    def moment(self, written: str) -> str:
        """A date and time as they stand in a file (ISO 8601); what is none is told as it is."""
        try:
            moment = datetime.datetime.fromisoformat(written)
        except ValueError:
            return written
        date = self.language.date(moment.date())
        if "T" not in written:
            return date
        time = format_time(moment.time(), "short", locale=self.language.locale)
        return self.labels.remarks.moment.format(date=date, time=time)


def _unseen_change(wish: Wish) -> str:
    """The characters that came or went where only such differ that a reader of the report cannot see (``+U+00A0``)."""
    before, after = wish.before or "", wish.after or ""
    if before == after or _UNSEEN.sub("", before) != _UNSEEN.sub("", after):
        return ""
    then, now = (Counter(_UNSEEN.findall(text)) for text in (before, after))
    changes = [("+", sign) for sign in now - then] + [("−", sign) for sign in then - now]
    return ", ".join(f"{way}U+{ord(sign):04X}" for way, sign in changes)
