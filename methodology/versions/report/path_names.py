"""What an official calls that which stands at a content path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from methodology.model.programme import Programme
from methodology.versions.changes import Subject
from methodology.versions.report.labels import Labels
from methodology.versions.subjects import subject_of

LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class PathNames:
    """The names of paths in some programmes; of an entry that several have, the first names it."""

    labels: Labels
    programmes: tuple[Programme, ...]
    _indicators: frozenset[str]

    @classmethod
    def of(cls, programmes: Iterable[Programme], labels: Labels) -> PathNames:
        """The names in these programmes."""
        all_of_them = tuple(programmes)
        return cls(labels, all_of_them, frozenset(one.id for each in all_of_them for one in each.indicators))

    def path(self, path: str) -> str:
        """What stands at a content path."""
        return self.named(*subject_of(path, self._indicators))

    def named(self, subject: Subject, owner: str, field: str) -> str:
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
                    return self.labels.entry.format(name=shortened(registry[key]))
        return ""


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """A text of at most so many characters, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _steps(pattern: str, path: str) -> Sequence[str] | None:
    """The steps of a path that stand at the ``*`` of a pattern; None where it does not fit."""
    match = re.fullmatch(re.escape(pattern).replace(r"\*", r"([^.]+)"), path)
    return None if match is None else match.groups()
