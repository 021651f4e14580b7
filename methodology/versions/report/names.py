"""Paths and changes in the words of an official: what changed, where it stands, by how much and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from methodology.model.assumption import ASSUMPTIONS
from methodology.model.document import plain_text
from methodology.model.language import Language
from methodology.model.objective import Objective
from methodology.model.paths import parts_of
from methodology.model.programme import Programme
from methodology.model.texts import texts_of
from methodology.versions.changes import Change, ChangeKind, Move, Place, Report, Subject, subject_of
from methodology.versions.grouping import ALLOCATION, ChangeGroup, Grouping, GroupKind
from methodology.versions.printed import codes_of
from methodology.versions.report.templates import Plural, ReportLabels, read_labels

LONGEST_NAME = 70
LONGEST_QUOTE = 50

MOST_LINES = 8
"""So many lines tell the places of one change; the others are counted in one line more, where they are several."""
SHORTEST_END = 3
"""A cut text does not end with a shorter word: it would belong to what follows."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PathNames:
    """The names of paths in some programmes; of an entry that several have, the first names it.

    ``parts`` are the paths that values stand below.
    """

    labels: ReportLabels
    programmes: tuple[Programme, ...]
    codes: Mapping[str, Subject]
    parts: frozenset[str]

    @property
    def objectives(self) -> Iterator[Objective]:
        """The objectives of all programmes."""
        return (objective for programme in self.programmes for objective in programme.objectives)

    @classmethod
    def of(cls, programmes: Iterable[Programme], labels: ReportLabels) -> PathNames:
        """The names in these programmes."""
        programmes = tuple(programmes)
        codes = dict(entry for programme in programmes for entry in codes_of(programme).items())
        parts = parts_of(path for programme in programmes for path in programme.values)
        return cls(labels, programmes, codes, parts)

    def path(self, path: str) -> str:
        """What stands at a content path."""
        return self.describe(*subject_of(path, self.codes))

    def describe(self, subject: Subject, owner: str, field: str) -> str:
        """A field of a subject, or the subject itself where ``field`` is empty."""
        names = self.labels.subjects[subject]
        objective = next((one.facts.number for one in self.objectives if one.facts.id == owner), owner)
        pattern = names.field if field else names.whole
        if subject is Subject.ASSUMPTION:
            owner = self._name_of_assumption(owner)
        return pattern.format(owner=owner, objective=objective, field=self.describe_field(subject, field))

    def _name_of_assumption(self, owner: str) -> str:
        """What an assumption is called in the document, else its name in the content."""
        return self.name_of_number(f"{ASSUMPTIONS}.{owner}") or owner

    def describe_field(self, subject: Subject, field: str) -> str:
        """The name of a field alone."""
        for pattern, name in self.labels.fields.items():
            steps = _steps(pattern, f"{subject}:{field}" if ":" in pattern else field)
            if steps is not None:
                first, last = (steps[0], steps[-1]) if steps else ("", "")
                return name.format(entry=self.entry(last), first=first, last=last)
        return self.labels.other_fields.get(subject, field)

    def name_of_number(self, path: str) -> str:
        """What a number is called in calculations; empty where it has no name."""
        named = (programme.values.get(f"{path}.name") for programme in self.programmes)
        return next((str(name.value) for name in named if name is not None), "")

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
    grouping: Grouping

    @classmethod
    def of(cls, report: Report, templates: Path, words: str | None = None) -> Names:
        """The names for a report, in the language ``words``, else in that of its new version."""
        language = report.new.programme.grammar
        labels = read_labels(templates, words or report.new.programme.facts.language)
        paths = PathNames.of((report.new.programme, report.old.programme), labels)
        return cls(report, labels, language, paths, Grouping.of(report.old.programme, report.new.programme))

    @property
    def legal_basis(self) -> str | None:
        """The provision that the whole amendment rests on, which is said once."""
        programme = self.report.new.programme
        amendment = programme.amendments.get(programme.facts.version)
        return None if amendment is None else amendment.legal_basis

    def count(self, forms: Plural, count: int) -> str:
        """A count in its plural form."""
        return format_count(forms, count, self.language)

    def versions(self) -> str:
        """Which versions are compared, with their dates."""
        old, new = self.report.old.programme.facts, self.report.new.programme.facts
        dates = {"old_date": self.language.date(old.date), "new_date": self.language.date(new.date)}
        pattern = self.labels.one_version if old.version == new.version else self.labels.versions
        return pattern.format(old=old.version, new=new.version, **dates)

    def comparison(self) -> str:
        """What a redline compares with what."""
        old, new = self.report.old.programme.facts.version, self.report.new.programme.facts.version
        return (self.labels.one_comparison if old == new else self.labels.comparison).format(old=old, new=new)

    def sides(self) -> tuple[str, str]:
        """What stands above the old texts and above the new ones, with the versions where they differ."""
        columns = self.labels.columns
        old, new = self.report.old.programme.facts.version, self.report.new.programme.facts.version
        if old == new:
            return columns.before, columns.after
        pattern = self.labels.version
        return pattern.format(side=columns.before, version=old), pattern.format(side=columns.after, version=new)

    def summary(self) -> tuple[str, ...]:
        """The counts: how many changes, how many of each kind, how many without a reason."""
        if not self.report.changes:
            return (self.labels.same,)
        kinds = "; ".join(f"{self.labels.kinds[kind]}: {count}" for kind, count in self.report.counts.items())
        total = f"{self.count(self.labels.changes, len(self.report.changes))} ({kinds})."
        missing = len(self.report.open)
        return (total, f"{self.count(self.labels.without_reason, missing)}.") if missing else (total,)

    def element(self, change: Change) -> str:
        """What changed; a number in prose that has no name with the words that follow it."""
        name = self.paths.describe(change.subject, change.owner, change.field)
        if change.subject is not Subject.INDICATOR or not name.endswith(self.labels.other_fields[Subject.INDICATOR]):
            return name
        said = self.paths.name_of_number(change.path) or self._words_at(change.path)
        return name + self.labels.entry.format(name=said) if said else name

    def _words_at(self, path: str) -> str:
        """The first words that are printed from a value on; empty where none are."""
        for version in (self.report.new, self.report.old):
            for text in texts_of(version.document):
                at = next((number for number, run in enumerate(text.runs) if run.source == path), None)
                if at is not None and text.cell is None:
                    return shorten(plain_text(text.runs[at:]), LONGEST_QUOTE)
        return ""

    def legend(self, marks: str = "") -> tuple[str, ...]:
        """What is said once of all changes: the legal basis of the amendment, and how changed words are marked."""
        if not self.report.changes:
            return ()
        basis = self.legal_basis
        said = "" if basis is None else self.labels.note.legal_basis.format(legal_basis=basis)
        return tuple(filter(None, (said, marks)))

    def group(self, group: ChangeGroup) -> str:
        """What a group of changes is about."""
        words = self.labels.groups
        if group.kind is not GroupKind.OBJECTIVE:
            return str(getattr(words, group.kind))
        facts = next(one.facts for one in self.paths.objectives if one.facts.id == group.objective)
        return words.objective.format(number=facts.number, title=facts.title)

    def part(self, part: str) -> str:
        """What a part of a group is called; empty for what is of the whole group."""
        if part in ("", ALLOCATION):
            return self.labels.groups.allocation if part else ""
        return self.labels.groups.indicator.format(code=part, name=self.indicator(part)).rstrip(" –:")

    def indicator(self, code: str) -> str:
        """The official name of an indicator; empty where it has none."""
        indicators = (one for objective in self.paths.objectives for one in objective.indicators)
        return next((one.name for one in indicators if one.id == code and one.name), "")

    def name_in(self, group: ChangeGroup, change: Change) -> str:
        """What changed, without what its group and the part of it say."""
        if group.kind is not GroupKind.OBJECTIVE or not change.field:
            return self.element(change)
        if change.subject is not Subject.INDICATOR:
            return self.paths.describe_field(change.subject, change.field)
        return self.element(change).removeprefix(self.paths.describe(change.subject, change.owner, "")).lstrip(" :")

    def places(self, change: Change, within: ChangeGroup | None = None) -> str:
        """Where it stands: each chapter and each heading below it on a line, with its pages.

        Of places within a group, such as below the heading of its objective or indicator, the pages alone.
        """
        own = [place for place in change.places if within is not None and self._is_within(place, within)]
        others = [place for place in change.places if place not in own]
        pages = list(dict.fromkeys(place.page for place in own if place.page is not None))
        lines = [(self._pages(change, pages), True)] if pages else []
        lines += self._places(replace(change, places=tuple(others)))
        if len(lines) > MOST_LINES + 1:
            lines = self._cut(lines)
        return "\n".join(line for line, _ in lines) or ("" if own else self.labels.nothing)

    def _is_within(self, place: Place, group: ChangeGroup) -> bool:
        """Whether the heading above a place says what the group or its part is about."""
        if group.kind is not GroupKind.OBJECTIVE:
            return False
        return group.part in (ALLOCATION, place.anchor) or place.heading == self.group(group)

    def _cut(self, lines: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
        """The first lines, and one that counts the places of the others."""
        shown = lines[:MOST_LINES]
        if not shown[-1][1]:  # a chapter alone says nothing
            shown.pop()
        left = sum(is_place for _, is_place in lines[len(shown) :])
        return [*shown, (self.count(self.labels.more_places, left), True)]

    def _places(self, change: Change) -> Iterator[tuple[str, bool]]:
        """The lines, and whether each is a place of the change, not only the chapter of those that follow."""
        chapters: dict[str, dict[str, list[int]]] = {}
        for place in change.places:
            pages = chapters.setdefault(place.chapter, {}).setdefault(place.heading, [])
            pages.extend([] if place.page is None or place.page in pages else [place.page])
        for chapter, headings in chapters.items():
            if "" not in headings:
                yield chapter or self.labels.place.cover, False
            for heading, pages in headings.items():
                name = shorten(heading) if heading else chapter or self.labels.place.cover
                told = f"{name.rstrip(' ,;:')}, {self._pages(change, pages)}" if pages else name
                yield told.rstrip(" ,;:"), True

    def _pages(self, change: Change, pages: Sequence[int]) -> str:
        """The pages of a place, which was there before where it went."""
        words = self.labels.place
        pattern = words.page_before if change.kind is ChangeKind.REMOVED else words.page
        return pattern.format(page=", ".join(map(str, pages)))

    def move(self, move: Move) -> str:
        """Where an entry of a list went."""
        pattern = next(text for fits, text in self.labels.moves.items() if re.fullmatch(fits, str(move.before)))
        return pattern.format(entry=shorten(move.entry), before=move.before, after=move.after)

    def details(self, change: Change) -> Iterator[tuple[str, str]]:
        """What an indicator that came or went holds: the names of the values and those."""
        for detail in change.details:
            yield self.paths.describe_field(change.subject, detail.field), detail.text

    def difference(self, change: Change) -> str:
        """By how much a number changed, in figures and per cent: ``+5 (+10,87 %)``; empty where it is no number.

        A share of a share would mislead: per cent differ by points alone.
        """
        if change.difference is None:
            return ""
        difference = f"{_sign(change.difference)}{self.language.number(_plain(abs(change.difference)))}"
        if (change.after or "").endswith("%"):
            return self.labels.points.format(difference=difference)
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
            if change.reason.legal_basis and change.reason.legal_basis != self.legal_basis:
                yield words.legal_basis.format(legal_basis=change.reason.legal_basis)
        if change.follows_from:
            yield from self._origins(change)
        if change.is_open:
            yield words.open

    def _origins(self, change: Change) -> Iterator[str]:
        """The changes that it follows from, by their numbers and names."""
        others = [
            (str(number), self.element(other))
            for number, other in enumerate(self.report.changes, start=1)
            if other is not change and other.path in change.follows_from
        ]
        if not others:
            return
        numbers = [number for number, _ in others]
        between = (*self.language.separators(len(others)), "")
        pattern = self.labels.reason.follows["one" if len(others) == 1 else "other"]
        yield pattern.format(
            numbers="".join(f"{number}{sign}" for number, sign in zip(numbers, between, strict=True)),
            origins="; ".join(dict.fromkeys(name for _, name in others)),
        )


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
    """A text of at most so many characters, cut between words and not after a short one; dots stand for the rest."""
    if len(text) <= longest:
        return text
    words = text[: longest - 2].split(" ")[:-1]
    while len(words) > 1 and len(words[-1]) < SHORTEST_END:
        words.pop()
    return f"{' '.join(words).rstrip(' ,;:–-') or text[: longest - 2]}\N{NO-BREAK SPACE}…"


def _steps(pattern: str, path: str) -> Sequence[str] | None:
    """The steps of a path that stand at the ``*`` of a pattern; None where it does not fit."""
    match = re.fullmatch(re.escape(pattern).replace(r"\*", r"([^.]+)"), path)
    return None if match is None else match.groups()
