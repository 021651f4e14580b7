"""Which indicators a note under a table speaks of together: neighbours whose unit counts the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from methodology.composing.sentences import Sentences
from methodology.composing.views import ValueView, View
from methodology.model.indicator import Indicator, NumberFormat

RANGE_FROM = 3
"""So many consecutive codes or more are printed as a range."""


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """Neighbouring indicators of one unit that counts one thing."""

    indicators: tuple[View, ...]

    @property
    def unit(self) -> object:
        """The unit that they share."""
        return self.indicators[0].unit

    @property
    def counts(self) -> object:
        """What it counts."""
        return self.indicators[0].counts


@dataclass(frozen=True, slots=True)
class CountNotes:
    """What templates call to write a note."""

    sentences: Sentences

    def counted(self, indicators: Iterable[View]) -> tuple[CountedGroup, ...]:
        """Groups of all that count something, percentages apart, in their order."""
        counting = [view for view in indicators if _model(view).counts and not _is_percent(view)]
        groups = groupby(counting, key=lambda view: (_model(view).unit, _model(view).counts))
        return tuple(CountedGroup(tuple(group)) for _, group in groups)

    @staticmethod
    def percentages(indicators: Iterable[View]) -> tuple[View, ...]:
        """All that are given in per cent."""
        return tuple(view for view in indicators if _model(view).counts and _is_percent(view))

    def codes(self, indicators: tuple[View, ...], owner: View | None = None, chapter: str = "") -> Markup:
        """Their codes in a sentence, three or more in a row as a range."""
        leaves = [ValueView(f"{view.path}.id", _model(view).id, view.model, "id") for view in indicators]
        if len(leaves) >= RANGE_FROM and _consecutive(indicators):
            return self.sentences.phrase("code_range", owner, chapter=chapter, first=leaves[0], last=leaves[-1])
        codes = [self.sentences.text(leaf) for leaf in leaves]
        separators = (*self.sentences.printer.language.separators(len(codes)), "")
        return Markup("").join(code + separator for code, separator in zip(codes, separators, strict=True))


def _model(view: View) -> Indicator:
    assert isinstance(view.model, Indicator)  # noqa: S101 (templates hand indicators in)
    return view.model


def _is_percent(view: View) -> bool:
    return _model(view).number_format is NumberFormat.PERCENT


def _consecutive(indicators: tuple[View, ...]) -> bool:
    orders = [_model(view).order for view in indicators]
    return all(later == (*earlier[:-1], earlier[-1] + 1) for earlier, later in pairwise(orders))
