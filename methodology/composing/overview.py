"""The overview of a programme's values: from baselines over milestones to targets, and the money by intervention."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeGuard

from methodology.composing.printing import as_plain_text
from methodology.composing.recording import Recorder
from methodology.composing.sentences import Sentences
from methodology.composing.views import View, wrap
from methodology.model.indicator import Indicator
from methodology.model.objective import Objective
from methodology.model.overview import Bar, IndicatorOverview, OverviewCell, OverviewRow, OverviewTable
from methodology.model.programme import Programme
from methodology.model.scalars import NotGiven, plain

FIELDS = ("baseline", "milestone", "target")


def compose_overview(sentences: Sentences, linkable: Collection[str]) -> IndicatorOverview | None:
    """Return the overview of a programme; ``linkable`` are the codes that the document has a place for.

    None where the words of the language are from before there was one. Raises ContentError.
    """
    programme = sentences.printer.programme
    title = programme.phrases.labels.overview
    if title is None:
        return None
    composer = _OverviewComposer(programme, sentences, frozenset(linkable))
    tables = (composer.indicators(), composer.money())
    return IndicatorOverview(title, tuple(table for table in tables if table.rows))


@dataclass(frozen=True, slots=True)
class _OverviewComposer:
    programme: Programme
    sentences: Sentences
    linkable: frozenset[str]

    @property
    def recorder(self) -> Recorder:
        """Notes what each objective's rows are made of."""
        return self.sentences.printer.recorder

    def indicators(self) -> OverviewTable:
        """A row an indicator, its parts below it."""
        facts = View(self.recorder.source.facts, "programme", self.recorder)
        heads = ("specific_objective", "code", "indicator", "unit", *FIELDS)
        years = {"milestone": facts.milestone_year, "target": facts.target_year}
        return OverviewTable(
            "indicators",
            self._say("overview_indicators"),
            (*(self._say(f"head_{name}", year=years.get(name, "")) for name in heads), self._say("head_way")),
            tuple(row for objective in self._objectives() for row in self._rows_of(objective)),
            self._say("legend_indicators"),
            head=1,
        )

    def _objectives(self) -> tuple[Objective, ...]:
        """All objectives; who asks for them while a piece is made reads all that rows are made of."""
        recorder = self.recorder
        recorder.note("attribute", "objectives")
        for objective in recorder.source.objectives if recorder.is_open else ():
            for field in ("outputs", "results", "allocation"):
                recorder.note("field", (objective.facts.id, field))
            for one in objective.indicators:
                recorder.note("model", one.id)
        return recorder.source.objectives

    def _rows_of(self, objective: Objective) -> tuple[OverviewRow, ...]:
        slot = "indicators", objective.facts.id, bool(self.linkable)
        key = objective.facts.id, objective.outputs, objective.results, self.linkable
        return self.recorder.piece(slot, key, lambda: tuple(self._indicator_rows(objective)))

    def _all_shares(self, largest: Decimal) -> tuple[OverviewRow, ...]:
        objectives = self._objectives()
        key = tuple((objective.facts.id, objective.allocation) for objective in objectives), largest
        return self.recorder.piece(
            "all money",
            key,
            lambda: tuple(row for objective in objectives for row in self._shares_of(objective, largest)),
        )

    def _shares_of(self, objective: Objective, largest: Decimal) -> tuple[OverviewRow, ...]:
        key = objective.facts.id, objective.allocation, largest
        slot = "money", objective.facts.id
        return self.recorder.piece(slot, key, lambda: tuple(self._money_rows(objective, largest)))

    def _indicator_rows(self, objective: Objective) -> Iterator[OverviewRow]:
        for whole in objective.wholes:
            for one in whole.with_parts:
                view = View(one, one.id, self.recorder)
                cells = (
                    OverviewCell(objective.facts.id),
                    self._code(one.id),
                    *(OverviewCell(self._print(view, name)) for name in ("name", "unit")),
                    *(self._value(view, name) for name in FIELDS),
                    OverviewCell(bar=bar_of(one, whole, self._bar_words(one))),
                )
                yield OverviewRow(cells, is_part=one is not whole)

    def _code(self, code: str) -> OverviewCell:
        return OverviewCell(code, target=code if code in self.linkable else None)

    def _value(self, view: View, name: str) -> OverviewCell:
        value = getattr(view.model, name, None)
        return OverviewCell(self._print(view, name), number=plain(value) if _is_known(value) else "")

    def _bar_words(self, one: Indicator) -> str:
        """How far the milestone is on the way to the target; without one, from where to where the bar leads."""
        values, view = _known_values(one), View(one, one.id, self.recorder)
        start, target, milestone = values.get("baseline", Decimal(0)), values.get("target"), values.get("milestone")
        if milestone is None or target is None or target == start:
            first = self._print(view, "baseline") or "0"
            return self._say("bar_target", start=first, target=self._print(view, "target"))
        share = (100 * (milestone - start) / (target - start)).quantize(Decimal(1))
        return self._say("bar_milestone", share=str(share))

    def money(self) -> OverviewTable:
        """A row a type of intervention of an objective; all bars are on one scale, up to the largest share."""
        shares = [row.share for one in self._objectives() for row in one.allocation.rows if _is_known(row.share)]
        largest = max(shares, default=Decimal(0))
        heads = ("objective", "intervention_code", "intervention", "share_of_objective")
        return OverviewTable(
            "money",
            self._say("overview_money"),
            (*(self._say(f"head_{name}") for name in heads), self._say("head_scale")),
            self._all_shares(largest),
            self._say("legend_money"),
            head=1,
        )

    def _money_rows(self, objective: Objective, largest: Decimal) -> Iterator[OverviewRow]:
        names: Any = wrap(self.programme.interventions, "interventions", self.programme, "interventions")
        allocation: Any = View(objective, objective.facts.id, self.recorder).allocation
        for row, view in zip(objective.allocation.rows, allocation.rows, strict=True):
            share, printed = row.share, self._print(view, "share")
            known = _is_known(share)
            says = self._say("bar_share", share=printed)
            bar = Bar(0, None, float(share / largest), says, marks_target=False) if known and largest else None
            yield OverviewRow(
                (
                    OverviewCell(objective.facts.id),
                    OverviewCell(row.code),
                    OverviewCell(as_plain_text(self.sentences.text(names[row.code])) if row.code in names else ""),
                    OverviewCell(printed, number=plain(share) if known else ""),
                    OverviewCell(bar=bar),
                )
            )

    def _print(self, view: View, name: str) -> str:
        value = getattr(view, name) if name in type(view.model).model_fields else None
        return "" if value is None else as_plain_text(self.sentences.text(value))

    def _say(self, name: str, **values: Any) -> str:
        return as_plain_text(self.sentences.phrase(name, **values))


def bar_of(one: Indicator, whole: Indicator, says: str) -> Bar | None:
    """Return the bar of an indicator, on the scale of the whole that it is part of where both have one unit.

    The scale has 0 in it, and all values. None where there is no target, or nothing but zeros. An output starts at 0.
    """
    values = _known_values(one)
    scale = [Decimal(0), *values.values(), *(_known_values(whole).values() if one.unit == whole.unit else ())]
    lowest, span = min(scale), max(scale) - min(scale)
    if "target" not in values or not span:
        return None
    places = {name: float((value - lowest) / span) for name, value in values.items()}
    return Bar(places.get("baseline", float(-lowest / span)), places.get("milestone"), places["target"], says)


def _is_known(value: Decimal | None) -> TypeGuard[Decimal]:
    return value is not None and not isinstance(value, NotGiven)


def _known_values(one: Indicator) -> dict[str, Decimal]:
    return {name: value for name, value in one.stated_values.items() if _is_known(value)}
