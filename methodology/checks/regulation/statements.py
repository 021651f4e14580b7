"""What Article 17(1) of the CPR wants stated, of the document as a whole and of each indicator."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rule
from methodology.diagnostics import Severity, nearest
from methodology.model.indicator import Indicator, OutputIndicator, ResultIndicator
from methodology.model.objective import Summary
from methodology.model.programme import Programme, Statements

_STATED = {
    "selection_criteria": ("the criteria for selecting indicators", "CPR Art. 17(1)(a)"),
    "data_quality": ("how the quality of the data is assured", "CPR Art. 17(1)(b)"),
    "factors": (
        "how the factors that may influence milestones and targets were taken into account",
        "CPR Art. 17(1)(c)",
    ),
}
"""What the document states as a whole, by the field of :class:`Statements`."""


def _missing_statements(programme: Programme) -> Iterator[Found]:
    for name, (what, article) in _STATED.items():
        if getattr(programme.facts.statements, name) is None:
            yield Found("programme.title", f"nothing states {what} ({article})", name)


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


def _no_sources(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for output in objective.outputs:
            if not output.sources:
                yield _unsourced(output)
        if not objective.summary.sources:
            yield from (_unsourced(result) for result in objective.results if not result.sources)


def _unsourced(indicator: Indicator) -> Found:
    return Found(f"{indicator.id}.sources", f"{indicator.id} says nothing of its sources of data", "sources")


def _no_milestone_reasons(programme: Programme) -> Iterator[Found]:
    for path, code, milestone in _unreasoned_milestones(programme):
        if milestone != "0":
            yield Found(path, f"nothing says how the milestone of {code} ({milestone}) was set", "milestone")


def _no_zero_reasons(programme: Programme) -> Iterator[Found]:
    for path, code, milestone in _unreasoned_milestones(programme):
        if milestone == "0":
            yield Found(path, f"nothing says why the milestone of {code} is 0", "milestone")


def _unreasoned_milestones(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """The outputs and parts for whose milestone neither they nor their parents give reasons."""
    for objective in programme.objectives:
        for output in objective.outputs:
            for one in (output, *output.parts):
                if output.rationale.milestone is None and one.rationale.milestone is None and not _sums_parts(one):
                    yield f"{one.id}.rationale.milestone", one.id, str(one.milestone)


def _no_target_reasons(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        tops: tuple[OutputIndicator | ResultIndicator, ...] = (*objective.outputs, *objective.results)
        for top in tops:
            summary = objective.summary if isinstance(top, ResultIndicator) else None
            for one in (top, *top.parts):
                if one.target is not None and not _target_is_reasoned(one, top, summary):
                    message = f"nothing says how the target of {one.id} ({one.target}) was set"
                    yield Found(f"{one.id}.rationale.target", message, "target")


def _target_is_reasoned(one: Indicator, top: Indicator, summary: Summary | None) -> bool:
    if summary is not None and summary.target_rationale is not None:
        return True
    return one.rationale.target is not None or top.rationale.target is not None or _sums_parts(one)


def _sums_parts(indicator: Indicator) -> bool:
    """Whether its value is the sum of its parts, which the table shows; other derivations are not printed."""
    return indicator.derivation is not None and indicator.derivation.sum == "parts"


def _no_factors(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        if not objective.risks.factors:
            code = objective.facts.id
            message = f"{code} names no factor that may influence its milestones and targets"
            yield Found(f"{code}.risks.factors", message, "factors")


RULES = (
    Rule(
        code="statement-missing",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="The document states its criteria for selecting indicators, how the quality of data is assured, and how"
        " factors were taken into account.",
        source="CPR Art. 17(1)(a), (b) and (c)",
        hint="write the text in a chapter, and name its place in programme.yaml below 'statements:'",
        wrong="programme.yaml without statements",
        right="statements: {selection_criteria: chapters.selection.2, data_quality: chapters.quality, factors: …}",
        find=_missing_statements,
    ),
    Rule(
        code="statement-lost",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="What 'statements:' names is there: a chapter with text below its heading, a leaf of it, or another text.",
        source="CPR Art. 17(1)",
        hint="name a chapter (chapters.selection), its second leaf (chapters.selection.2) or another content path",
        wrong="selection_criteria: chapters.selektion",
        right="selection_criteria: chapters.selection",
        find=_lost_statements,
    ),
    Rule(
        code="sources-missing",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="Every indicator names the data or evidence used: an output its own, a result its own or the objective's.",
        source="CPR Art. 17(1)(b)",
        hint="list the sources under 'sources:', for all results of an objective in its results.yaml",
        wrong="an output without 'sources:'",
        right="sources: [attendance_lists]",
        find=_no_sources,
    ),
    Rule(
        code="milestone-unexplained",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="Every output says how its milestone was calculated; a part may leave that to its parent.",
        source="CPR Art. 17(1)(b)",
        hint="write it under 'rationale:' 'milestone:'",
        wrong="milestone: 39 without rationale",
        right="rationale: {milestone: {sentence: na podlagi števila zaposlenih.}}",
        find=_no_milestone_reasons,
    ),
    Rule(
        code="zero-milestone-unexplained",
        family=Family.REGULATION,
        severity=Severity.WARNING,
        text="A milestone of 0 is explained: nothing is planned by then, and the reader learns why.",
        source="CPR Art. 17(1)(b), for the milestones of Art. 16(1); that 0 needs a reason is this project's view",
        hint="say under 'rationale:' 'milestone:' why nothing is reached by then",
        wrong="milestone: 0 without rationale",
        right="rationale: {milestone: {sentence: ker se operacije začnejo kasneje.}}",
        find=_no_zero_reasons,
    ),
    Rule(
        code="target-unexplained",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="Every indicator says how its target was calculated; a part by its parent, a result by its objective.",
        source="CPR Art. 17(1)(b)",
        hint="write it under 'rationale:' 'target:', or, for all results, under 'target_rationale:' in results.yaml",
        wrong="target: 93 without rationale",
        right="rationale: {target: {sentence: na podlagi trenda.}}",
        find=_no_target_reasons,
    ),
    Rule(
        code="factors-missing",
        family=Family.REGULATION,
        severity=Severity.ERROR,
        text="Every specific objective names the factors that may influence its milestones and targets.",
        source="CPR Art. 17(1)(c)",
        hint="list them in the objective's risks.yaml",
        wrong="factors: []",
        right="factors: [delivery_times]",
        find=_no_factors,
    ),
)
