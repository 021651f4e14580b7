"""Formulas evaluated once all files are read: ``computed`` becomes a number, what is wrong a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from methodology.calculating import Fault, FormulaSite, calculate
from methodology.diagnostics import Diagnostic
from methodology.messages import translate
from methodology.model.assumption import Assumptions, Figure
from methodology.model.calculation import Calculation, show_chain
from methodology.model.data_table import DataTable
from methodology.model.indicator import Indicator
from methodology.model.paths import leaves
from methodology.model.programme import Value
from methodology.model.scalars import MOST_DECIMALS, ToCompute
from methodology.reading.chapter_checks import unknown_reference
from methodology.reading.content_folder import ContentFile, ContentFolder
from methodology.reading.official_texts import lost_with_fund
from methodology.reading.validation import MOST_FINDINGS
from methodology.reading.yaml_tree import YamlTree

_DECIMALS_OF_INDICATORS = 2
"""Of milestones, baselines and targets: those that the programme's tables take."""


def compute_values(
    content: ContentFolder, values: dict[str, Value], tables: Mapping[str, DataTable]
) -> Mapping[str, Calculation]:
    """Evaluate all formulas; put the numbers of computed values into the content and its ``values``.

    Returns all calculations; what is wrong with a formula goes to the diagnostics of ``content``.
    """
    pieces, lost = content.pieces, lost_with_fund(content)
    sites = [site for piece in pieces for site in _sites_in(piece)]
    calculated = calculate(sites, values, tables, lost)
    trees = {piece.tree.file: piece.tree for piece in pieces}
    numbers = {
        path: one.value for path, one in calculated.calculations.items() if one.is_computed and one.value is not None
    }
    if numbers:
        for index, piece in enumerate(pieces):
            if any(isinstance(_number(value), ToCompute) for _, value in piece.values):
                pieces[index] = _with_numbers(piece, numbers)
                values.update(pieces[index].values)
    faults = calculated.faults[:MOST_FINDINGS]
    content.diagnostics += [
        _diagnostic(fault, calculated.calculations[fault.site.path], values, trees) for fault in faults
    ]
    return calculated.calculations


def _number(value: Value) -> object:
    return value.value.value if isinstance(value.value, Figure) else value.value


def _sites_in(piece: ContentFile) -> Iterator[FormulaSite]:
    """The formulas of a file."""
    if isinstance(piece.content, Assumptions):
        yield from _sites_of_figures(f"{piece.root}.", piece.content.by_name, None)
    if not isinstance(piece.content, Indicator):
        return
    for indicator in piece.content.with_parts:
        yield from _sites_of_figures(f"{indicator.id}.", indicator.figures.items(), indicator)
        for field, formula in indicator.formulas.items():
            path, formula_path = f"{indicator.id}.{field}", f"{indicator.id}.derivation.{field}"
            stated = getattr(indicator, field)
            yield FormulaSite(
                path, formula, formula_path, stated, _DECIMALS_OF_INDICATORS, indicator=indicator, field=field
            )


def _sites_of_figures(
    root: str, figures: Iterable[tuple[str, Figure]], indicator: Indicator | None
) -> Iterator[FormulaSite]:
    for name, figure in figures:
        if figure.formula is not None:
            path = f"{root}{name}"
            yield FormulaSite(
                path,
                figure.formula,
                f"{path}.formula",
                figure.value,
                MOST_DECIMALS,
                is_negative_allowed=True,
                indicator=indicator,
            )


def _with_numbers(piece: ContentFile, numbers: Mapping[str, Decimal]) -> ContentFile:
    """A file whose computed values have their numbers."""
    content = piece.content
    if isinstance(content, Indicator):
        content = _indicator_with_numbers(content, numbers)
    elif isinstance(content, Assumptions):
        content = content.with_numbers(
            {path.removeprefix(f"{piece.root}."): number for path, number in numbers.items()}
        )
    before = dict(piece.values)
    values = tuple(
        (leaf.path, replace(before[leaf.path], value=leaf.value, owner=leaf.owner))
        for leaf in leaves(piece.root, content)
    )
    return replace(piece, content=content, values=values)


def _indicator_with_numbers(indicator: Indicator, numbers: Mapping[str, Decimal]) -> Indicator:
    given: dict[str, object] = {
        field: numbers[path] for field in indicator.stated_values if (path := f"{indicator.id}.{field}") in numbers
    }
    given["figures"] = {
        name: figure.with_value(numbers.get(f"{indicator.id}.{name}", figure.value))
        for name, figure in indicator.figures.items()
    }
    given["parts"] = tuple(_indicator_with_numbers(part, numbers) for part in indicator.parts)
    return indicator.model_copy(update=given)


_FRAGMENT = re.compile(r"\{[^}]*\}|\w+|\S")


_OF_NUMBERS = {"division-by-zero", "unit-mismatch", "needs-rounding", "result-out-of-bounds", "too-large"}
"""The faults that lie in what a formula reckons with, which is shown."""


def _diagnostic(
    fault: Fault, calculation: Calculation, values: Mapping[str, Value], trees: Mapping[str, YamlTree]
) -> Diagnostic:
    """A fault at its place in the file."""
    site = fault.site
    value = values[site.formula_path]
    fragment = _FRAGMENT.match(site.formula, fault.offset) if fault.offset else None
    location = trees[value.location.file].location_in(value.place, fault.offset, fragment[0] if fragment else "")
    if fault.name:
        if fault.hint is None:
            return replace(unknown_reference(fault.name, values, location), path=site.path)
        message = translate("nothing in the content is called '{name}'", name=fault.name)
        return Diagnostic(fault.code, message, location, fault.hint, path=site.path)
    shown = show_chain(calculation) if fault.code in _OF_NUMBERS else site.path
    return Diagnostic(fault.code, f"{shown}: {fault.message}", location, fault.hint, path=site.path)
