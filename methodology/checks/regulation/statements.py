"""What Article 17(1) of the CPR wants stated, of the document as a whole and of each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules
from methodology.diagnostics import nearest
from methodology.model.indicator import Indicator, ResultIndicator, ResultPart
from methodology.model.objective import Summary
from methodology.model.programme import Programme, Statements

RULES = Rules(Family.REGULATION)


_STATED = {
    "selection_criteria": ("the criteria for selecting indicators", "CPR Art. 17(1)(a)"),
    "data_quality": ("how the quality of the data is assured", "CPR Art. 17(1)(b)"),
    "factors": (
        "how the factors that may influence milestones and targets were taken into account",
        "CPR Art. 17(1)(c)",
    ),
}
"""What the document states as a whole, by the field of :class:`Statements`."""


@RULES.error(
    code="statement-missing",
    text="The document states its criteria for selecting indicators, how the quality of data is assured, and how"
    " factors were taken into account.",
    source="CPR Art. 17(1)(a), (b) and (c)",
    hint="write the text in a chapter, and name its place in programme.yaml below 'statements:'",
    wrong="programme.yaml without statements",
    right="statements: {selection_criteria: chapters.selection.2, data_quality: chapters.quality, factors: …}",
)
def _missing_statements(programme: Programme) -> Iterator[Found]:
    for name, (what, article) in _STATED.items():
        if getattr(programme.facts.statements, name) is None:
            yield Found("programme.title", f"nothing states {what} ({article})", name)


@RULES.error(
    code="statement-lost",
    text="What 'statements:' names is there: a chapter with text below its heading, a leaf of it, or another text.",
    source="CPR Art. 17(1)",
    hint="name a chapter (chapters.selection), its second leaf (chapters.selection.2) or another content path",
    wrong="selection_criteria: chapters.selektion",
    right="selection_criteria: chapters.selection",
)
def _lost_statements(programme: Programme) -> Iterator[Found]:
    for name in Statements.model_fields:
        path = getattr(programme.facts.statements, name)
        if path is not None and not _is_there(programme, path):
            texts = (*programme.values, *(f"chapters.{chapter}" for chapter in programme.chapters))
            message = f"no text of the content is called '{path}'"
            yield Found(f"programme.statements.{name}", message, path, nearest(path, texts))


def _is_there(programme: Programme, path: str) -> bool:
    """Whether a path leads to a value, a chapter that says something below its heading, or a leaf of a chapter."""
    root, _, rest = path.partition(".")
    if root != "chapters":
        return path in programme.values
    name, _, number = rest.partition(".")
    leaves = len(programme.chapters[name].leaves) if name in programme.chapters else 0
    return number in {str(leaf) for leaf in range(1, leaves + 1)} if number else leaves > 1


@RULES.error(
    code="sources-missing",
    text="Every indicator names the data or evidence used: an output its own, a result its own or the objective's.",
    source="CPR Art. 17(1)(b)",
    hint="list the sources under 'sources:', for all results of an objective in its results.yaml",
    wrong="an output without 'sources:'",
    right="sources: [attendance_lists]",
)
def _no_sources(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for output in objective.outputs:
            if not output.sources:
                yield _unsourced(output)
        if not objective.summary.sources:
            yield from (_unsourced(result) for result in objective.results if not result.sources)


def _unsourced(indicator: Indicator) -> Found:
    return Found(f"{indicator.id}.sources", f"{indicator.id} says nothing of its sources of data", "sources")


@RULES.error(
    code="milestone-unexplained",
    text="Every output says how its milestone was calculated; a part may leave that to its parent.",
    source="CPR Art. 17(1)(b)",
    hint="write it under 'rationale:' 'milestone:'",
    wrong="milestone: 39 without rationale",
    right="rationale: {milestone: {sentence: na podlagi števila zaposlenih.}}",
)
def _no_milestone_reasons(programme: Programme) -> Iterator[Found]:
    for path, code, milestone in _unreasoned_milestones(programme):
        if milestone != "0":
            yield Found(path, f"nothing says how the milestone of {code} ({milestone}) was set", "milestone")


@RULES.warning(
    code="zero-milestone-unexplained",
    text="A milestone of 0 is explained: nothing is planned by then, and the reader learns why.",
    source="CPR Art. 17(1)(b), for the milestones of Art. 16(1); that 0 needs a reason is this project's view",
    hint="say under 'rationale:' 'milestone:' why nothing is reached by then",
    wrong="milestone: 0 without rationale",
    right="rationale: {milestone: {sentence: ker se operacije začnejo kasneje.}}",
)
def _no_zero_reasons(programme: Programme) -> Iterator[Found]:
    for path, code, milestone in _unreasoned_milestones(programme):
        if milestone == "0":
            yield Found(path, f"nothing says why the milestone of {code} is 0", "milestone")


def _unreasoned_milestones(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """The outputs and parts for whose milestone neither they nor their parents give reasons."""
    for objective in programme.objectives:
        for output in objective.outputs:
            for indicator in (output, *output.parts):
                if (
                    output.rationale.milestone is None
                    and indicator.rationale.milestone is None
                    and not _sums_parts(indicator)
                ):
                    yield f"{indicator.id}.rationale.milestone", indicator.id, str(indicator.milestone)


@RULES.error(
    code="target-unexplained",
    text="Every indicator says how its target was calculated; a part by its parent, a result by its objective.",
    source="CPR Art. 17(1)(b)",
    hint="write it under 'rationale:' 'target:', or, for all results, under 'target_rationale:' in results.yaml",
    wrong="target: 93 without rationale",
    right="rationale: {target: {sentence: na podlagi trenda.}}",
)
def _no_target_reasons(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for whole in objective.wholes:
            summary = objective.summary if isinstance(whole, ResultIndicator) else None
            for indicator in (whole, *whole.parts):
                if indicator.target is not None and not _target_is_reasoned(indicator, whole, summary):
                    message = f"nothing says how the target of {indicator.id} ({indicator.target}) was set"
                    yield Found(f"{indicator.id}.rationale.target", message, "target")


def _target_is_reasoned(indicator: Indicator, whole: Indicator, summary: Summary | None) -> bool:
    if summary is not None and summary.target_rationale is not None:
        return True
    return indicator.rationale.target is not None or whole.rationale.target is not None or _sums_parts(indicator)


def _sums_parts(indicator: Indicator) -> bool:
    """Whether its value is the sum of its parts, which the table shows; other derivations are not printed."""
    return indicator.derivation is not None and indicator.derivation.sum == "parts"


@RULES.error(
    code="factors-missing",
    text="Every specific objective names the factors that may influence its milestones and targets.",
    source="CPR Art. 17(1)(c)",
    hint="list them in the objective's risks.yaml",
    wrong="factors: []",
    right="factors: [delivery_times]",
)
def _no_factors(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        if not objective.risks.factors:
            code = objective.facts.id
            message = f"{code} names no factor that may influence its milestones and targets"
            yield Found(f"{code}.risks.factors", message, "factors")


@RULES.warning(
    code="counted-things",
    text="An indicator whose unit counts things says which; one that has parts may leave that to them.",
    source="CPR Art. 17(1)(b), data used; which units count things stands in catalogue.yaml, 'counting_units:'",
    hint="say under 'counts:' what is counted, in the form that follows 'number of'",
    wrong="unit: število without 'counts:'",
    right="counts: oseb",
)
def _uncounted(programme: Programme) -> Iterator[Found]:
    units = programme.catalogue.counting_units if programme.catalogue else ()
    for objective in programme.objectives:
        for whole in objective.wholes:
            parts_say = bool(whole.parts) and all(part.counts for part in whole.parts)
            for indicator in (whole, *whole.parts):
                if indicator.unit in units and indicator.counts is None and not (indicator is whole and parts_say):
                    yield Found(
                        f"{indicator.id}.counts",
                        f"nothing says what the unit '{indicator.unit}' of {indicator.id} counts",
                        "counts",
                    )


def _results(programme: Programme) -> Iterator[tuple[ResultIndicator | ResultPart, ResultIndicator]]:
    """Every result and part, each with the result that it is or belongs to."""
    for objective in programme.objectives:
        for result in objective.results:
            yield result, result
            yield from ((part, result) for part in result.parts)


@RULES.error(
    code="reference-year-missing",
    text="Every baseline of a result has a reference year: its own, or as a part that of its parent.",
    source="CPR Annex VI, table of result indicators: baseline or reference value, reference year",
    hint="write 'reference_year:' beside 'baseline:'",
    wrong="baseline: 0",
    right="reference_year: 2021",
)
def _no_reference_year(programme: Programme) -> Iterator[Found]:
    for result, whole in _results(programme):
        if result.baseline is not None and result.reference_year is None and whole.reference_year is None:
            message = f"the baseline of {result.id} ({result.baseline}) has no reference year"
            yield Found(f"{result.id}.reference_year", message, "reference_year")


@RULES.error(
    code="reference-year-late",
    text="A reference year is no later than the document: a baseline was measured.",
    source="CPR Annex VI, table of result indicators; that it cannot lie ahead follows from what it is",
    hint="correct the year",
    wrong="reference_year: 2031 in a document of 2025",
    right="reference_year: 2021",
)
def _late_reference_year(programme: Programme) -> Iterator[Found]:
    date = programme.facts.date
    for result, _ in _results(programme):
        if result.reference_year is not None and result.reference_year > date.year:
            message = f"the baseline of {result.id} is of {result.reference_year}, later than the document ({date})"
            yield Found(f"{result.id}.reference_year", message, str(result.reference_year))
