"""What Article 17(1) of the CPR wants stated, of the document as a whole and of each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from methodology.checks.finding import Family, Found, Rules, Scope
from methodology.checks.printed_texts import printed_texts
from methodology.checks.said_numbers import any_of, number_use
from methodology.checks.sentence_words import Word, find_phrases, sentences_of
from methodology.diagnostics import all_of, nearest
from methodology.messages import declare_message, translate
from methodology.model.indicator import Indicator, ResultIndicator, ResultPart
from methodology.model.objective import Summary
from methodology.model.outline import OUTLINE
from methodology.model.programme import Programme, Statements
from methodology.model.scalars import NotGiven

RULES = Rules(Family.REGULATION, Scope.VALUE)

_STATED = {
    "selection_criteria": (
        declare_message("the criteria for selecting indicators"),
        declare_message("CPR Art. 17(1)(a)"),
        "selection-criteria",
    ),
    "data_quality": (
        declare_message("how the quality of the data is assured"),
        declare_message("CPR Art. 17(1)(b)"),
        "data-quality",
    ),
    "factors": (
        declare_message("how the factors that may influence milestones and targets were taken into account"),
        declare_message("CPR Art. 17(1)(c)"),
        "factors",
    ),
}
"""What the document states as a whole, by the field of :class:`Statements`, and the chapter for it in the templates."""


_ASKED = {
    "outputs": ("name", "unit", "milestone", "target", "rationale", "sources"),
    "results": ("name", "unit", "baseline", "target", "rationale", "sources"),
    "factors": (),
}
"""The parts of the document that state what is asked of each indicator and objective, with the columns and pieces."""


@RULES.error("statement-missing")
def _missing_statements(programme: Programme) -> Iterator[Found]:
    for name, (what, article, chapter) in _STATED.items():
        if getattr(programme.facts.statements, name) is None:
            text = translate("the text") if chapter in programme.chapters else translate("a heading and the text")
            hint = translate(
                "write {text} in chapters/{chapter}.md, and in programme.yaml, below 'statements:', "
                "'{name}: chapters.{chapter}'",
                text=text,
                chapter=chapter,
                name=name,
            )
            message = translate("nothing states {what} ({article})", what=translate(what), article=translate(article))
            yield Found("programme.title", message, name, hint, chapter=chapter)


@RULES.warning("breakdown-missing")
def _no_breakdown(programme: Programme) -> Iterator[Found]:
    persons = programme.fund.persons if programme.fund else None
    if persons is None or programme.facts.statements.persons is not None:
        return
    ways = [translate("by age ({age})", age=", ".join(persons.age))] if persons.age else []
    ways += [translate("by gender")] if persons.gender else []
    message = translate("nothing states how indicators of persons are broken down {ways}", ways=all_of(ways))
    yield Found("programme.title", message, "persons", chapter=_STATED["data_quality"][-1])


@RULES.error("statement-lost", scope=Scope.CONTENT)
def _lost_statements(programme: Programme) -> Iterator[Found]:
    for name in Statements.model_fields:
        path = getattr(programme.facts.statements, name)
        if path is not None and not _is_there(programme, path):
            texts = (*programme.values, *(f"chapters.{chapter}" for chapter in programme.chapters))
            message = translate("no text of the content is called '{path}'", path=path)
            yield Found(f"programme.statements.{name}", message, path, nearest(path, texts))


@RULES.warning("statement-says-other", scope=Scope.CONTENT)
def _find_other_statements(programme: Programme) -> Iterator[Found]:
    """A statement whose text has none of the words without which it says nothing of it, where another text has one."""
    for name, words in programme.language.naming.stated.items():
        path = getattr(programme.facts.statements, name, None)
        if path is None:
            continue
        told = [text.path for text in printed_texts(programme) if any_of(words).search(text.text.lower())]
        is_there = any(f"{one}.".startswith(f"{path}.") for one in told)
        other = next((one for one in told if one.startswith("chapters.")), None)
        if other is not None and not is_there and _is_there(programme, path):
            message = translate(
                "{path} has none of the words {words}, {other} has",
                path=path,
                words=", ".join(word.rstrip("*") + "…" * word.endswith("*") for word in words),
                other=other,
            )
            yield Found(f"programme.statements.{name}", message, path)


@RULES.warning("assistance-unsaid", scope=Scope.CONTENT)
def _find_unsaid_assistance(programme: Programme) -> Iterator[Found]:
    """Milestones and targets are set for each specific objective, and nothing excepts technical assistance."""
    naming, language = programme.language.naming, programme.language.lemmas
    every, values = any_of(number_use(programme).every), (*naming.milestone, *naming.target)
    texts = [text for text in printed_texts(programme) if text.path.startswith("chapters.")]
    sentences = [(text.path, words) for text in texts for words in sentences_of(text.text, language)]
    if not naming.assistance or any(any(find_phrases(words, naming.assistance, language)) for _, words in sentences):
        return
    for at, (path, words) in enumerate(sentences):
        starts = [start for start, _, _ in find_phrases(words, naming.objective, language)]
        said = next((start for start in starts if start and every.fullmatch(words[start - 1].text.lower())), None)
        if said is not None and any(find_phrases(words, values, language)):
            piece = f"{words[said - 1].text} {words[said].text}"
            message = _say_unsaid(piece, programme, sentences[at + 1 : at + 2])
            yield Found(path, message, piece)


def _say_unsaid(piece: str, programme: Programme, behind: Sequence[tuple[str, tuple[Word, ...]]]) -> str:
    """The message; it names the exception of another thing in the sentence behind."""
    naming = programme.language.naming
    words = [word for _, sentence in behind for word in sentence]
    if words and any_of(naming.exception).fullmatch(words[0].text.lower()):
        return translate(
            "'{piece}' is said of milestones and targets; '{exception}' does not except '{assistance}'",
            piece=piece,
            exception=" ".join(word.text for word in words if word.is_word),
            assistance=naming.assistance[0],
        )
    return translate(
        "'{piece}' is said of milestones and targets; that technical assistance has none is said nowhere",
        piece=piece,
    )


def _is_there(programme: Programme, path: str) -> bool:
    """Whether a path leads to a value, a chapter that says something below its heading, or a leaf of a chapter."""
    root, _, rest = path.partition(".")
    if root != "chapters":
        return path in programme.values
    name, _, number = rest.partition(".")
    leaves = len(programme.chapters[name].leaves) if name in programme.chapters else 0
    return number in {str(leaf) for leaf in range(1, leaves + 1)} if number else leaves > 1


@RULES.warning("outline-gap", scope=Scope.CONTENT)
def _find_outline_gaps(programme: Programme) -> Iterator[Found]:
    if OUTLINE not in programme.files or not programme.outline:
        return
    first = next(path for path in programme.values if path.startswith("outline."))
    parts = {part.part: part for part in programme.outline}
    for name, pieces in _ASKED.items():
        part = parts.get(name)
        if part is None:
            yield Found(first, translate("the outline leaves out the {name}", name=name), name)
            continue
        for piece in pieces:
            if piece not in {*(part.columns or ()), *(part.prints or ())}:
                message = translate("the outline leaves out {piece} of the {name}", piece=piece, name=name)
                yield Found(f"outline.parts.{name}.part", message, f"{name}.{piece}")


@RULES.error("sources-missing", several=declare_message("{count} indicators say nothing of their sources of data"))
def _no_sources(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for output in objective.outputs:
            if not output.sources:
                yield _lack_of_sources(output)
        if not objective.summary.sources:
            yield from (_lack_of_sources(result) for result in objective.results if not result.sources)


def _lack_of_sources(indicator: Indicator) -> Found:
    return Found(
        f"{indicator.id}.sources", translate("{id} says nothing of its sources of data", id=indicator.id), "sources"
    )


@RULES.error(
    "milestone-unexplained", several=declare_message("nothing says how the milestones of {count} outputs were set")
)
def _no_milestone_reasons(programme: Programme) -> Iterator[Found]:
    for path, code, milestone in _unreasoned_milestones(programme):
        if milestone != "0":
            yield Found(
                path,
                translate(
                    "nothing says how the milestone of {code} ({milestone}) was set", code=code, milestone=milestone
                ),
                "milestone",
            )


@RULES.warning(
    "zero-milestone-unexplained", several=declare_message("nothing says why the milestones of {count} outputs are 0")
)
def _no_zero_reasons(programme: Programme) -> Iterator[Found]:
    for path, code, milestone in _unreasoned_milestones(programme):
        if milestone == "0":
            yield Found(path, translate("nothing says why the milestone of {code} is 0", code=code), "milestone")


def _unreasoned_milestones(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """The outputs and parts for whose milestone neither they nor their parents give reasons."""
    for objective in programme.objectives:
        for output in objective.outputs:
            for indicator in output.with_parts:
                if (
                    output.rationale.milestone is None
                    and indicator.rationale.milestone is None
                    and not indicator.sums_parts("milestone")
                ):
                    yield (
                        f"{indicator.id}.rationale.milestone",
                        indicator.id,
                        str(indicator.stated_values.get("milestone")),
                    )


@RULES.error(
    "target-unexplained", several=declare_message("nothing says how the targets of {count} indicators were set")
)
def _no_target_reasons(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        for whole in objective.wholes:
            summary = objective.summary if isinstance(whole, ResultIndicator) else None
            for indicator in whole.with_parts:
                if indicator.target is not None and not _target_is_reasoned(indicator, whole, summary):
                    message = translate(
                        "nothing says how the target of {id} ({target}) was set",
                        id=indicator.id,
                        target=indicator.target,
                    )
                    yield Found(f"{indicator.id}.rationale.target", message, "target")


def _target_is_reasoned(indicator: Indicator, whole: Indicator, summary: Summary | None) -> bool:
    if summary is not None and summary.target_rationale is not None:
        return True
    return (
        indicator.rationale.target is not None or whole.rationale.target is not None or indicator.sums_parts("target")
    )


@RULES.error("factors-missing", several=declare_message("{count} specific objectives name no factor"))
def _no_factors(programme: Programme) -> Iterator[Found]:
    for objective in programme.objectives:
        if not objective.risks.factors:
            code = objective.facts.id
            message = translate("{code} names no factor that may influence its milestones and targets", code=code)
            yield Found(f"{code}.risks.factors", message, "factors")


@RULES.warning("counted-things", several=declare_message("nothing says what the units of {count} indicators count"))
def _find_uncounted(programme: Programme) -> Iterator[Found]:
    units = programme.fund.counting_units if programme.fund else ()
    for objective in programme.objectives:
        for whole in objective.wholes:
            parts_say = bool(whole.parts) and all(part.counts for part in whole.parts)
            for indicator in whole.with_parts:
                if indicator.unit in units and indicator.counts is None and not (indicator is whole and parts_say):
                    yield Found(
                        f"{indicator.id}.counts",
                        translate(
                            "nothing says what the unit '{unit}' of {id} counts", unit=indicator.unit, id=indicator.id
                        ),
                        "counts",
                    )


def _results(programme: Programme) -> Iterator[tuple[ResultIndicator | ResultPart, ResultIndicator]]:
    """Every result and part, each with the result that it is or belongs to."""
    for objective in programme.objectives:
        for result in objective.results:
            yield from ((part, result) for part in result.with_parts if isinstance(part, ResultIndicator | ResultPart))


@RULES.error("reference-year-missing", several=declare_message("{count} baselines have no reference year"))
def _no_reference_year(programme: Programme) -> Iterator[Found]:
    for result, whole in _results(programme):
        is_given = result.baseline is not None and result.baseline != NotGiven()
        if is_given and result.reference_year is None and whole.reference_year is None:
            message = translate(
                "the baseline of {id} ({baseline}) has no reference year", id=result.id, baseline=result.baseline
            )
            yield Found(f"{result.id}.reference_year", message, "reference_year")


@RULES.error("reference-year-late")
def _late_reference_year(programme: Programme) -> Iterator[Found]:
    date = programme.facts.date
    for result, _ in _results(programme):
        for year in filter(None, (result.reference_year, *result.more_reference_years)):
            if year > date.year:
                message = translate(
                    "the baseline of {id} is of {year}, later than the document ({date})",
                    id=result.id,
                    year=year,
                    date=date,
                )
                yield Found(f"{result.id}.reference_year", message, str(year))
