"""Values and sentences: what all places together want, where one value is printed at several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from methodology.model.paths import is_within
from methodology.model.phrases import Mention
from methodology.model.prose import Prose
from methodology.pull.comparing.deltas import TextDelta
from methodology.pull.comparing.differences import Differences
from methodology.pull.comparing.places import Places
from methodology.pull.comparing.proposals import Fixed, Proposal, proposals
from methodology.pull.comparing.values import source
from methodology.pull.pulled import Act, Outcome, Wish


class Elsewhere(StrEnum):
    """What becomes of a value that was changed at some of the places where it is printed."""

    ASK = "ask"
    EVERYWHERE = "everywhere"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class TextDeltas:
    """What can be written, what somebody has to look after, and changed text that is no content's."""

    deltas: tuple[TextDelta, ...]
    open: tuple[Wish, ...]
    fixed: tuple[Fixed, ...]


def text_deltas(differences: Differences, places: Places, elsewhere: Elsewhere, skipped: frozenset[int]) -> TextDeltas:
    """The changes of single values and sentences; the edited texts ``skipped`` are others' business."""
    return _Together(differences, places, elsewhere, skipped).result()


class _Together:
    def __init__(self, differences: Differences, places: Places, elsewhere: Elsewhere, skipped: frozenset[int]) -> None:
        self.differences = differences
        self.programme = differences.base.programme
        self.places = places
        self.elsewhere = elsewhere
        self.skipped = skipped
        self.printed: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(differences.base.texts):
            if differences.present(number):
                for path in dict.fromkeys(part.path for part in text.parts if part.path is not None):
                    self.printed[path].append(number)

    def result(self) -> TextDeltas:
        found = self._still_there(proposals(self.differences, frozenset()))
        if self.elsewhere is Elsewhere.HERE:
            here = {
                (one.path, one.new)
                for group in self._groups(found)
                for one in group
                if self._is_partial(group) and self._has_sentence(one)
            }
            found = self._still_there(proposals(self.differences, frozenset(here)))
        deltas: list[TextDelta] = []
        wishes: list[Wish] = []
        for group in self._groups(found):
            made = list(self._together(group))
            deltas += [one for one in made if isinstance(one, TextDelta)]
            wishes += [one for one in made if isinstance(one, Wish)]
        fixed = (one for one in found if isinstance(one, Fixed))
        return TextDeltas(
            tuple(deltas), tuple(wishes), tuple(one for one in fixed if one.divided.new not in self.skipped)
        )

    def _still_there(self, found: Iterable[Proposal | Fixed]) -> list[Proposal | Fixed]:
        kept = []
        for one in found:
            if isinstance(one, Proposal) and one.is_gone:
                self.printed[one.path] = [number for number in self.printed[one.path] if number != one.old]
            else:
                kept.append(one)
        return kept

    def _groups(self, found: Iterable[Proposal | Fixed]) -> Iterator[list[Proposal]]:
        groups: dict[str, list[Proposal]] = defaultdict(list)
        for one in found:
            if isinstance(one, Proposal) and one.new not in self.skipped:
                groups[one.path].append(one)
        for path, group in groups.items():
            if any(one.text not in self._same(path) for one in group):
                yield group

    def _same(self, path: str) -> set[str | None]:
        """The texts that are no change: a standard sentence has the form that its count asks for."""
        forms = {path}
        if path.startswith("phrases.phrases."):
            forms = {one for one in self.programme.values if is_within(one, path.rpartition(".")[0])}
        return {source(self.programme, one) for one in forms}

    def _together(self, group: Sequence[Proposal]) -> Iterator[TextDelta | Wish]:
        first = group[0]
        texts = {one.text for one in group}
        if None in texts:
            note = "no_number" if self._is_number(first.path) else "computed"
            yield from (self._open(one, Outcome.UNMAPPED, note) for one in group)
        elif len(texts) == 1 and (not self._is_partial(group) or self.elsewhere is Elsewhere.EVERYWHERE):
            yield self._delta(first.path, first.text, group)
        elif self.elsewhere is Elsewhere.HERE:
            for one in group:
                yield self._own(one) if one.within is not None and one.own is not None else self._several(one, group)
        else:
            yield from (self._several(one, group) for one in group)

    def _is_partial(self, group: Sequence[Proposal]) -> bool:
        """Whether the value stands unchanged somewhere else in the file."""
        return len({one.old for one in group}) < len(self.printed[group[0].path])

    def _has_sentence(self, one: Proposal) -> bool:
        """Whether the value is printed in a sentence that can mention it in a form of its own."""
        if one.within is None:
            return False
        value = self.programme.values.get(one.within)
        is_prose = value is not None and isinstance(value.value, Prose) and not isinstance(value.owner, Mention)
        return is_prose or one.within.startswith("chapters.")

    def _own(self, one: Proposal) -> TextDelta:
        assert one.within is not None  # noqa: S101 (asked by the caller)
        wish = self.places.wish(Act.WORDING, one.within, one.before, one.after, old=one.old, new=one.new)
        return TextDelta(one.within, source(self.programme, one.within), one.own, wish, frozenset({one.new}))

    def _delta(self, path: str, text: str | None, group: Sequence[Proposal]) -> TextDelta:
        one = group[0]
        value = self.programme.values.get(path)
        is_wording = value is None or isinstance(value.value, str)
        act = Act.WORDING if is_wording else Act.VALUE
        wish = self.places.wish(act, path, one.before, one.after, old=one.old, new=one.new)
        return TextDelta(path, source(self.programme, path), text, wish, frozenset(one.new for one in group))

    def _several(self, one: Proposal, group: Sequence[Proposal]) -> Wish:
        about = f"{len({other.old for other in group})}/{len(self.printed[one.path])}"
        return self._open(one, Outcome.QUESTION, "several_places", about)

    def _open(self, one: Proposal, outcome: Outcome, note: str, about: str = "") -> Wish:
        value = self.programme.values.get(one.path)
        act = Act.WORDING if value is None or isinstance(value.value, str) else Act.VALUE
        return self.places.wish(
            act, one.path, one.before, one.after, old=one.old, new=one.new, outcome=outcome, note=note, about=about
        )

    def _is_number(self, path: str) -> bool:
        value = self.programme.values.get(path)
        return value is not None and not isinstance(value.value, str)
