"""Which changes of the content are seen in which texts, and what is left of two texts when those are taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from methodology.model.document import Inline, Run
from methodology.model.paths import is_within
from methodology.versions.changes import Change, ChangeKind
from methodology.versions.differences import ComparedText, Shown, TextPair, shown

ONE_SIDED = (ChangeKind.ADDED, ChangeKind.REMOVED)
GROUPED = (*ONE_SIDED, ChangeKind.REORDERED)
"""The kinds of change by which whole blocks and rows come and go."""


@dataclass
class ChangeClaim:
    """A change with the numbers of the pairs of texts that it is seen in; ``wholly`` those that it alone makes."""

    change: Change
    pairs: list[int] = field(default_factory=list)
    wholly: set[int] = field(default_factory=set)
    inside: Collection[str] = ()


@dataclass
class Claims:
    """All pairs of texts, the numbers of those that differ, and who claims which."""

    pairs: Sequence[TextPair]
    differing: list[int] = field(init=False)
    by_pair: dict[int, list[ChangeClaim]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.differing = [number for number, pair in enumerate(self.pairs) if pair.differs]
        self._seen: dict[str, dict[int, None]] = {}
        self._groups: dict[int, list[int]] = {}
        for number in self.differing:
            pair = self.pairs[number]
            for side in filter(None, pair.sides):
                for path in _paths_of(side.runs):
                    self._see(path, number)
            if pair.is_one_sided:
                self._groups.setdefault(pair.group, []).append(number)
        self._headed = self._find_sections()

    def _see(self, path: str, number: int) -> None:
        while path:
            self._seen.setdefault(path, {})[number] = None
            path = path.rpartition(".")[0]

    def _find_sections(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The one-sided pairs below each heading of the old and of the new document, by its anchor."""
        old: dict[str, list[int]] = {}
        new: dict[str, list[int]] = {}
        for number in self.differing:
            pair = self.pairs[number]
            if pair.is_one_sided and pair.either.text.section is not None:
                (new if pair.old is None else old).setdefault(pair.either.text.section, []).append(number)
        return old, new

    def claim(self, change: Change, inside: Collection[str] = ()) -> ChangeClaim | None:
        """The claim of a change, or None where nothing that is printed shows it.

        ``inside`` are the paths of all that a whole, such as an objective, consists of.
        """
        claim = ChangeClaim(change, inside=inside)
        for path in inside or (change.path,):
            for number in self._seen.get(path, ()):
                pair = self.pairs[number]
                then, now = (_covered(side, path) for side in pair.sides)
                if shown(then) != shown(now) or (pair.moved and (then or now)):
                    claim.pairs.append(number)
        if change.kind in GROUPED:
            self._claim_groups(claim, is_whole=bool(inside))
        else:
            self._leave_new_places(claim)
        for number in claim.pairs:
            self.by_pair.setdefault(number, []).append(claim)
        return claim if claim.pairs else None

    def _claim_groups(self, claim: ChangeClaim, *, is_whole: bool) -> None:
        """Claim what stands with what came or went: the row, or of a whole its block and all below its headings."""
        pairs = dict.fromkeys(claim.pairs)
        for number in claim.pairs:
            pair = self.pairs[number]
            if not pair.is_one_sided:
                continue
            text = pair.either.text
            mates = self._groups[pair.group] if is_whole or text.cell is not None else [number]
            if is_whole and text.anchor is not None and text.anchor == text.section:
                mates = [*mates, *self._headed[pair.old is None].get(text.anchor, ())]
            mates = [mate for mate in mates if (self.pairs[mate].old is None) == (pair.old is None)]
            pairs |= dict.fromkeys(mates)
            claim.wholly |= set(mates)
        claim.pairs = sorted(pairs)

    def _leave_new_places(self, claim: ChangeClaim) -> None:
        """A value that is another one is not told where its text came or went: there is none to compare it with."""
        both = [number for number in claim.pairs if not self.pairs[number].is_one_sided]
        sides = {self.pairs[number].old is None for number in claim.pairs}
        if both or len(sides) == 1:
            claim.pairs = both

    def release(self, claim: ChangeClaim) -> None:
        """Take a claim back."""
        for number in claim.pairs:
            self.by_pair[number].remove(claim)

    def residue(self, number: int) -> tuple[Inline, Inline] | None:
        """What no claim explains of a pair's runs; None where nothing is left that differs.

        Beside something that is claimed, marks that follow from it alone (``;`` of the last item) are explained.
        """
        pair, claims = self.pairs[number], self.by_pair.get(number, [])
        if any(number in claim.wholly for claim in claims):
            return None
        paths = {path for claim in claims for path in (claim.change.path, *claim.change.merged, *claim.inside)}
        then, now = (_uncovered(side, paths) for side in pair.sides)
        if pair.moved and not claims:
            return then, now
        if claims or self._has_claimed_list(number):
            return None if _words(then) == _words(now) else (then, now)
        return None if shown(then) == shown(now) and not pair.is_one_sided else (then, now)

    def _has_claimed_list(self, number: int) -> bool:
        """Whether entries came to or went from the list that a text is an item of."""
        return any(id(side.text.block) in self._claimed_lists for side in self.pairs[number].sides if side is not None)

    @cached_property
    def _claimed_lists(self) -> frozenset[int]:
        """The lists of which a change claims items; asked for when all changes have their claims."""
        sides = (side for number, claims in self.by_pair.items() if claims for side in self.pairs[number].sides)
        return frozenset(id(side.text.block) for side in sides if side is not None and side.position)


def covers(path: str, run: Run) -> bool:
    """Whether a run prints what stands at a path or below it, or stands in it."""
    return is_within(run.source or "", path) or is_within(run.within or "", path)


def stretch_of(printed: ComparedText | None, path: str) -> Inline:
    """The runs from the first to the last that a path covers."""
    runs = printed.runs if printed is not None else ()
    at = [number for number, run in enumerate(runs) if covers(path, run)]
    return runs[at[0] : at[-1] + 1] if at else ()


def _covered(printed: ComparedText | None, path: str) -> Inline:
    return () if printed is None else tuple(run for run in printed.runs if covers(path, run))


def _uncovered(printed: ComparedText | None, paths: Collection[str]) -> Inline:
    runs = () if printed is None else printed.runs
    return tuple(run for run in runs if not any(covers(path, run) for path in paths))


def _paths_of(runs: Inline) -> Iterable[str]:
    return dict.fromkeys(path for run in runs for path in (run.source, run.within) if path)


def _words(runs: Inline) -> tuple[tuple[str, ...], Shown]:
    """The words of runs, and how those are set that are not set plainly."""
    text = "".join(" " if _is_mark(run) else run.text for run in runs)
    marked = tuple(run for run in runs if (run.strong or run.emphasis or run.target) and run.text.strip())
    return tuple(text.split()), shown(marked)


def _is_mark(run: Run) -> bool:
    """Whether a run is a mark between entries or behind them, which the program sets."""
    return run.is_standard and not any(map(str.isalnum, run.text))
