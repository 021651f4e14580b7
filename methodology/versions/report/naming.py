"""Changes in the words of an official: what changed, where it stands, by how much and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from methodology.model.language import Language
from methodology.versions.changes import Change
from methodology.versions.report.labels import Labels, Plural, read_labels
from methodology.versions.report.path_names import PathNames, shortened
from methodology.versions.report.report import Report, is_open

MOST_LINES = 8
"""So many lines tell the places of one change, the others are counted."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the report, applied to its changes."""

    report: Report
    labels: Labels
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
        return counted(forms, count, self.language)

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
        return self.paths.named(change.subject, change.owner, change.field)

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
        yield self._paged(chapter or self.labels.place.cover, headings.get("", ()))
        for heading, pages in headings.items():
            if heading:
                yield self._paged(shortened(heading), pages)

    def _paged(self, name: str, pages: Sequence[int]) -> str:
        told = [self.labels.place.page.format(page=", ".join(map(str, pages)))] if pages else []
        return ", ".join((name.rstrip(" ,;:"), *told))

    def difference(self, change: Change) -> str:
        """By how much a number changed, in figures and per cent: ``+5 (+10,87 %)``; empty where it is no number."""
        if change.difference is None:
            return ""
        told = self._signed(change.difference)
        if (change.after or "").endswith("%"):
            told = self.labels.points.format(difference=told)
        if change.percent is None:
            return told
        percent = _plain(change.percent.quantize(CENT, ROUND_HALF_UP))
        return f"{told} ({_sign(percent)}{self.language.percent(abs(percent))})"

    def _signed(self, number: Decimal) -> str:
        return f"{_sign(number)}{self.language.number(_plain(abs(number)))}"

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
        if is_open(change):
            yield words.open


def counted(forms: Plural, count: int, language: Language) -> str:
    """A count in its plural form."""
    form = forms.get(language.plural_form(count), forms["other"])
    return form.format(count=language.number(Decimal(count)))


def _sign(number: Decimal) -> str:
    return "" if not number else "+" if number > 0 else "\N{MINUS SIGN}"


def _plain(number: Decimal) -> Decimal:
    """The number without the zeros that end its decimals."""
    return Decimal(f"{number.normalize():f}")
