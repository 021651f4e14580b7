"""What the sentences of a new section say of its indicator, read as those of the indicators that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from methodology.model.document import Inline, Run
from methodology.model.indicator import Indicator
from methodology.pull.differences import Differences
from methodology.pull.original import Original, OriginalText, as_printed
from methodology.pull.source_text import as_source

MISSING = "…"
"""What stands for what the Word file does not say."""
_SAID = ("unit", "counts", "rationale.milestone.sentence", "rationale.target.sentence")
_LISTED = ("operations", "rationale.milestone.items", "rationale.target.items")
_MARK = re.compile(r"\s*[;,.:]$")
_SHORTEST = 8
"""So many letters must be fixed in a sentence by which others are read."""
_MOST_GROUPS = 3
_LONGEST = 5_000
"""Longer texts are not looked into."""


@dataclass(slots=True)
class NewSection:
    """What is known of an indicator: sentences by field, entries and reasons in their order."""

    said: dict[str, str] = field(default_factory=dict)
    operations: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    reasons: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence of an indicator, with what stands for each field in it."""

    expression: re.Pattern[str]
    fields: tuple[str, ...]


class SectionReader:
    """Reads sections as those of one kind of indicators."""

    def __init__(self, original: Original, kinds: tuple[type[Indicator], ...]) -> None:
        """``kinds`` are the classes of the indicators whose sections are the models."""
        self.programme = original.programme
        self.codes = {indicator.id for indicator in self.programme.indicators if isinstance(indicator, kinds)}
        self.patterns: dict[str, _Pattern] = {}
        self.leads: dict[str, _Pattern] = {}
        self._learn_all(original)
        self.names = {
            path: original.name(path)
            for path in self.programme.values
            if path.startswith(("operations.", "sources.")) and path.count(".") == 1
        }

    def _learn_all(self, original: Original) -> None:
        texts = [text for text in original.texts if text.word.cell is None]
        for text, following in zip(texts, [*texts[1:], None], strict=True):
            listed = (
                _field(following.entry, self.codes, _LISTED) if following is not None and following.is_item else None
            )
            if listed is not None and not text.is_item:
                self._learn(self.leads, text, (listed,))
            elif any(map(self._field_of, text.runs)):
                self._learn(self.patterns, text, None)

    def read(self, differences: Differences, texts: Sequence[int]) -> NewSection:
        """Read the paragraphs and items of a section."""
        section, listed = NewSection(), ""
        for number in texts:
            text, said = differences.edited[number], as_printed(differences.text_now(number))
            if text.cell is not None or text.is_heading or len(said) > _LONGEST:
                continue
            if listed and text.list is not None:
                self._add_item(section, listed, _MARK.sub("", said))
                continue
            lead = next((lead for lead in self.leads.values() if lead.expression.fullmatch(said)), None)
            listed = "" if lead is None else lead.fields[0]
            if lead is None:
                self._add_sentence(section, said)
        return section

    def _field_of(self, run: Run) -> str | None:
        return _field(run.within, self.codes, _SAID) or _field(run.source, self.codes, _SAID)

    def _learn(self, known: dict[str, _Pattern], text: OriginalText, fields: tuple[str, ...] | None) -> None:
        """Learn a sentence by its fixed words; what stands for its fields is read, unless they are given."""
        pieces: list[tuple[str | None, str]] = []
        for run in text.runs:
            name = self._field_of(run)
            if name is None or not pieces or pieces[-1][0] != name:
                fixed = re.escape(run.text) if run.is_standard else ".+?"
                pieces.append((name, "(.+)" if name and fields is None else fixed))
        letters = sum(map(str.isalpha, _fixed_text(text.runs)))
        named = fields or tuple(name for name, _ in pieces if name is not None)
        if letters >= _SHORTEST and len(named) <= _MOST_GROUPS:
            expression = "".join(piece for _, piece in pieces)
            known.setdefault(expression, _Pattern(re.compile(expression), named))

    def _add_item(self, section: NewSection, listed: str, said: str) -> None:
        if listed == "operations":
            section.operations.append(next(self._find_names("operations", said), MISSING))
        else:
            section.reasons.setdefault(listed.split(".")[1], []).append(as_source(said))

    def _add_sentence(self, section: NewSection, said: str) -> None:
        for pattern in self.patterns.values():
            match = pattern.expression.fullmatch(said)
            if match is not None:
                known = {name: as_source(text) for name, text in zip(pattern.fields, match.groups(), strict=True)}
                section.said = {**known, **section.said}
                return
        section.sources += [key for key in self._find_names("sources", said) if key not in section.sources]
        section.operations += [key for key in self._find_names("operations", said) if key not in section.operations]

    def _find_names(self, registry: str, said: str) -> Iterator[str]:
        """The entries that a text names, in its order."""
        folded = said.casefold()
        named = {path: folded.find(name) for path, name in self.names.items() if path.startswith(f"{registry}.")}
        for path in sorted((path for path, at in named.items() if at >= 0), key=lambda path: named[path]):
            yield path.partition(".")[2]


def _fixed_text(runs: Inline) -> str:
    return "".join(run.text for run in runs if run.is_standard)


def _field(path: str | None, codes: set[str], fields: tuple[str, ...]) -> str | None:
    """Which of these fields of an indicator a path is, or one below it."""
    for name in fields if path is not None else ():
        before, found, _ = f"{path}.".partition(f".{name}.")
        if found and before in codes:
            return name
    return None


def reasons_of(section: NewSection, name: str) -> Mapping[str, str] | str | None:
    """The reasons of a milestone or target: one sentence, or several by names; None where none are given."""
    reasons = section.reasons.get(name)
    if reasons is None:
        return section.said.get(f"rationale.{name}.sentence")
    keys = section.operations if len(set(section.operations) - {MISSING}) == len(reasons) else ()
    return dict(zip(keys or (f"reason_{number}" for number in range(1, len(reasons) + 1)), reasons, strict=True))
