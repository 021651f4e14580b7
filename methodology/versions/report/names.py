"""Paths and changes in the words of an official: what changed, where it stands, by how much and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from methodology.model.language import Language
from methodology.model.programme import Programme
from methodology.versions.changes import Change, Report, Subject, subject_of
from methodology.versions.report.templates import Plural, ReportLabels, read_labels

LONGEST_NAME = 70

MOST_LINES = 8
"""So many lines tell the places of one change, the others are counted."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PathNames:
    """The names of paths in some programmes; of an entry that several have, the first names it."""

    labels: ReportLabels
    programmes: tuple[Programme, ...]
    _indicators: frozenset[str]

    @classmethod
    def of(cls, programmes: Iterable[Programme], labels: ReportLabels) -> PathNames:
        """The names in these programmes."""
        programmes = tuple(programmes)
        codes = (indicator.id for programme in programmes for indicator in programme.indicators)
        return cls(labels, programmes, frozenset(codes))

    def path(self, path: str) -> str:
        """What stands at a content path."""
        return self.describe(*subject_of(path, self._indicators))

    def describe(self, subject: Subject, owner: str, field: str) -> str:
        """A field of a subject, or the subject itself where ``field`` is empty."""
        names = self.labels.subjects[subject]
        objective = re.sub(r"^\D+", "", owner) or owner
        pattern = names.field if field else names.whole
        return pattern.format(owner=owner, objective=objective, field=self._field(subject, field))

    def _field(self, subject: Subject, field: str) -> str:
        for pattern, name in self.labels.fields.items():
            steps = _steps(pattern, f"{subject}:{field}" if ":" in pattern else field)
            if steps is not None:
                first, last = (steps[0], steps[-1]) if steps else ("", "")
                return name.format(entry=self.entry(last), first=first, last=last)
        return self.labels.other_fields.get(subject, field)

    def entry(self, key: str) -> str:
        """The name of an operation or source in its quotation marks, with a space before; empty for other keys."""
        for programme in self.programmes:
            for registry in (programme.operations, programme.sources):
                if key in registry:
                    return self.labels.entry.format(name=shorten(registry[key]))
        return ""


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the report, applied to its changes."""

    report: Report
    labels: ReportLabels
    language: Language
    paths: PathNames

    @classmethod
    def of(cls, report: Report, templates: Path) -> Names:
        """The names for a report, in the language of its new version."""
        language = Language.of(report.new.programme.facts.language)
        labels = read_labels(templates)
        return cls(report, labels, language, PathNames.of((report.new.programme, report.old.programme), labels))

    def count(self, forms: Plural, count: int) -> str:
        """A count in its plural form."""
        return format_count(forms, count, self.language)

    def versions(self) -> str:
        """Which versions are compared, with their dates."""
        old, new = self.report.old.programme.facts, self.report.new.programme.facts
        dates = {"old_date": self.language.date(old.date), "new_date": self.language.date(new.date)}
        return self.labels.versions.format(old=old.version, new=new.version, **dates)

    def summary(self) -> tuple[str, ...]:
        """The counts: how many changes, how many of each kind, how many without a reason."""
        if not self.report.changes:
            return (self.labels.same,)
        kinds = "; ".join(f"{self.labels.kinds[kind]}: {count}" for kind, count in self.report.counts.items())
        total = f"{self.count(self.labels.changes, len(self.report.changes))} ({kinds})."
        missing = len(self.report.open)
        return (total, f"{self.count(self.labels.without_reason, missing)}.") if missing else (total,)

    def element(self, change: Change) -> str:
        """What changed."""
        return self.paths.describe(change.subject, change.owner, change.field)

    def places(self, change: Change) -> str:
        """Where it stands: each chapter and each heading below it on a line, with its pages."""
        chapters: dict[str, dict[str, list[int]]] = {}
        for place in change.places:
            pages = chapters.setdefault(place.chapter, {}).setdefault(place.heading, [])
            pages.extend([] if place.page is None or place.page in pages else [place.page])
        lines = [line for chapter, headings in chapters.items() for line in self._chapter(chapter, headings)]
        if len(lines) > MOST_LINES:
            count = self.count(self.labels.more_places, len(lines) - MOST_LINES)
            lines = [*lines[:MOST_LINES], count]
        return "\n".join(lines) or self.labels.nothing

    def _chapter(self, chapter: str, headings: Mapping[str, Sequence[int]]) -> Iterator[str]:
        yield self._add_pages(chapter or self.labels.place.cover, headings.get("", ()))
        for heading, pages in headings.items():
            if heading:
                yield self._add_pages(shorten(heading), pages)

    def _add_pages(self, name: str, pages: Sequence[int]) -> str:
        name = name.rstrip(" ,;:")
        return f"{name}, {self.labels.place.page.format(page=', '.join(map(str, pages)))}" if pages else name

    def difference(self, change: Change) -> str:
        """By how much a number changed, in figures and per cent: ``+5 (+10,87 %)``; empty where it is no number."""
        if change.difference is None:
            return ""
        difference = f"{_sign(change.difference)}{self.language.number(_plain(abs(change.difference)))}"
        if (change.after or "").endswith("%"):
            difference = self.labels.points.format(difference=difference)
        if change.percent is None:
            return difference
        percent = _plain(change.percent.quantize(CENT, ROUND_HALF_UP))
        return f"{difference} ({_sign(percent)}{self.language.percent(abs(percent))})"

    def reason(self, change: Change) -> str:
        """Why it changed, on one or more lines."""
        return "\n".join(self._reason(change))

    def _reason(self, change: Change) -> Iterator[str]:
        words = self.labels.reason
        if change.reason is not None:
            yield change.reason.text
            if change.reason.legal_basis:
                yield words.legal_basis.format(legal_basis=change.reason.legal_basis)
        if change.follows_from:
            origins = (self.paths.path(path) for path in change.follows_from)
            yield words.follows.format(origins="; ".join(dict.fromkeys(origins)))
        if change.is_open:
            yield words.open


def format_count(forms: Plural, count: int, language: Language) -> str:
    """A count in its plural form."""
    form = forms.get(language.plural_form(count), forms["other"])
    return form.format(count=language.number(Decimal(count)))


def _sign(number: Decimal) -> str:
    return "" if not number else "+" if number > 0 else "\N{MINUS SIGN}"


def _plain(number: Decimal) -> Decimal:
    """The number without the zeros that end its decimals."""
    return Decimal(f"{number.normalize():f}")


def shorten(text: str, longest: int = LONGEST_NAME) -> str:
    """A text of at most so many characters, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _steps(pattern: str, path: str) -> Sequence[str] | None:
    """The steps of a path that stand at the ``*`` of a pattern; None where it does not fit."""
    match = re.fullmatch(re.escape(pattern).replace(r"\*", r"([^.]+)"), path)
    return None if match is None else match.groups()
