"""Wishes and comments in the words of an official."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_time

from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.pull.pulled import Remark, Wish
from methodology.pull.report.labels import PullLabels, read_pull_labels
from methodology.versions.report.names import PathNames, format_count, shorten
from methodology.versions.report.templates import Plural, read_labels


@dataclass(frozen=True, slots=True)
class PullWords:
    """The words of the report, and the names of what stands in the content."""

    labels: PullLabels
    names: PathNames
    language: Language

    @classmethod
    def of(cls, programmes: Sequence[Programme], templates: Path) -> PullWords:
        """The words in the language of the first of the programmes: the content today, then those of the files."""
        language = Language.of(programmes[0].facts.language)
        return cls(read_pull_labels(templates), PathNames.of(programmes, read_labels(templates)), language)

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
        told = self.labels.acts[wish.act]
        if wish.note is None:
            return told
        return f"{told}\n{self.labels.notes.model_dump()[wish.note].format(about=self._about(wish))}"

    def _about(self, wish: Wish) -> str:
        if wish.note == "several_places":
            return wish.about.replace("/", self.labels.of)
        if wish.note == "near_entry":
            return f"{self.names.path(wish.about)}{self.names.entry(wish.about.rpartition('.')[2])}, {wish.about}"
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
