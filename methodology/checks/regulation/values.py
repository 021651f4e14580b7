"""What must be said with an indicator's values: what its unit counts, in which year its baseline was measured."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.indicator import OutputIndicator, ResultIndicator, ResultPart
from methodology.model.programme import Programme


def _uncounted(programme: Programme) -> Iterator[Found]:
    units = programme.catalogue.counting_units if programme.catalogue else ()
    for objective in programme.objectives:
        tops: tuple[OutputIndicator | ResultIndicator, ...] = (*objective.outputs, *objective.results)
        for top in tops:
            parts_say = bool(top.parts) and all(part.counts for part in top.parts)
            for one in (top, *top.parts):
                if one.unit in units and one.counts is None and not (one is top and parts_say):
                    yield Found(
                        f"{one.id}.counts", f"nothing says what the unit '{one.unit}' of {one.id} counts", "counts"
                    )


def _results(programme: Programme) -> Iterator[tuple[ResultIndicator | ResultPart, ResultIndicator]]:
    """Every result and part, each with the result that it is or belongs to."""
    for objective in programme.objectives:
        for result in objective.results:
            yield result, result
            yield from ((part, result) for part in result.parts)


def _no_reference_year(programme: Programme) -> Iterator[Found]:
    for one, top in _results(programme):
        if one.baseline is not None and one.reference_year is None and top.reference_year is None:
            message = f"the baseline of {one.id} ({one.baseline}) has no reference year"
            yield Found(f"{one.id}.reference_year", message, "reference_year")


def _late_reference_year(programme: Programme) -> Iterator[Found]:
    date = programme.facts.date
    for one, _ in _results(programme):
        if one.reference_year is not None and one.reference_year > date.year:
            message = f"the baseline of {one.id} is of {one.reference_year}, later than the document ({date})"
            yield Found(f"{one.id}.reference_year", message, str(one.reference_year))


RULES = (
    Rule(
        code="counted-things",
        family=Family.REGULATION,
        severity=Severity.WARNING,
        text="An indicator whose unit counts things says which; one that has parts may leave that to them.",
        source="CPR Art. 17(1)(b), data used; which units count things stands in catalogue.yaml, 'counting_units:'",
        hint="say under 'counts:' what is counted, in the form that follows 'number of'",
        wrong="unit: število without 'counts:'",
        right="counts: oseb",
        find=_uncounted,
    ),
    Rule(
        code="reference-year-missing",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="Every baseline of a result has a reference year: its own, or as a part that of its parent.",
        source="CPR Annex VI, table of result indicators: baseline or reference value, reference year",
        hint="write 'reference_year:' beside 'baseline:'",
        wrong="baseline: 0",
        right="reference_year: 2021",
        find=_no_reference_year,
    ),
    Rule(
        code="reference-year-late",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="A reference year is no later than the document: a baseline was measured.",
        source="CPR Annex VI, table of result indicators; that it cannot lie ahead follows from what it is",
        hint="correct the year",
        wrong="reference_year: 2031 in a document of 2025",
        right="reference_year: 2021",
        find=_late_reference_year,
    ),
)
