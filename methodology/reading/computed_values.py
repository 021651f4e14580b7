"""Formulas evaluated once all files are read: ``computed`` becomes a number, what is wrong a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from methodology.calculating import Calculated, Fault, FormulaSite, Terms, calculate, unaffected
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
from methodology.reading.content_folder import ContentFile, ContentFolder, changed_pieces
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
    lost = lost_with_fund(content)
    calculated = _calculate(content, values, tables, lost)
    numbers = {
        path: one.value for path, one in calculated.calculations.items() if one.is_computed and one.value is not None
    }
    if numbers:
        _put_in(content, values, numbers)
    faults = calculated.faults[:MOST_FINDINGS]
    trees = {piece.tree.file: piece.tree for piece in content.pieces} if faults else {}
    content.diagnostics += [
        _diagnostic(fault, calculated.calculations[fault.site.path], values, trees)
        for fault in faults
        if fault.site.formula_path in values  # an indicator with the code of another one is reported by itself
    ]
    return calculated.calculations


@dataclass(frozen=True, slots=True)
class _Formulas:
    """What a file has for calculations."""

    sites: tuple[FormulaSite, ...]
    units: frozenset[str | None]
    """Those of its figures."""
    waiting: tuple[str, ...]
    """The paths of the values that are to be computed."""

    @classmethod
    def of(cls, piece: ContentFile) -> _Formulas:
        """Those of a file."""
        units = frozenset(value.value.unit for _, value in piece.values if isinstance(value.value, Figure))
        waiting = (path for path, value in piece.values if isinstance(_number(value), ToCompute))
        return cls(tuple(_sites_in(piece)), units, tuple(waiting))


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What a reading leaves for the next one of the same content."""

    pieces: tuple[ContentFile, ...]
    tables: Mapping[str, DataTable]
    words: frozenset[str]
    calculated: Calculated

    def touched(
        self, pieces: Sequence[ContentFile], tables: Mapping[str, DataTable], words: frozenset[str]
    ) -> set[str] | None:
        """Return the paths of the files that changed; None where a name may mean something else than before.

        Names mean what they did where the same values are there, with the same tables and units.
        """
        changed = changed_pieces(self.pieces, pieces) if self.words == words and self.tables == tables else None
        return None if changed is None else {path for pair in changed for piece in pair for path in piece.paths}


def _calculate(
    content: ContentFolder, values: Mapping[str, Value], tables: Mapping[str, DataTable], lost: Collection[str]
) -> Calculated:
    """All calculations; those that nothing touched since an earlier reading are the same objects."""
    formulas = [piece.derive(_Formulas.of) for piece in content.pieces]
    sites = [site for one in formulas for site in one.sites]
    terms = Terms(values, tables, frozenset[str | None]().union(*(one.units for one in formulas)))
    pieces = tuple(content.pieces)
    earlier: _Earlier | None = content.memory.before(_SLOT)
    kept: Mapping[str, Calculation] = {}
    touched = None if earlier is None or lost else earlier.touched(pieces, tables, terms.words)
    if earlier is not None and touched is not None:
        if not _reckons_with(earlier.calculated, touched):
            content.memory.leave(_SLOT, replace(earlier, pieces=pieces))
            return earlier.calculated
        kept = unaffected(sites, earlier.calculated.calculations, touched)
    calculated = calculate(sites, terms, lost, kept)
    if not calculated.faults:
        content.memory.leave(_SLOT, _Earlier(pieces, tables, terms.words, calculated))
    return calculated


_SLOT = "calculated"


def _reckons_with(calculated: Calculated, touched: Collection[str]) -> bool:
    """Whether any calculation reckons with a value that may be another, or with a column, whose cells may."""
    return any(
        path in touched or one.formula_path in touched or one.cells for path, one in calculated.calculations.items()
    )


def _put_in(content: ContentFolder, values: dict[str, Value], numbers: Mapping[str, Decimal]) -> None:
    """Put the numbers of computed values into the files that wait for them."""
    for index, piece in enumerate(content.pieces):
        if waiting := piece.derive(_Formulas.of).waiting:
            own = tuple(str(numbers.get(path)) for path in waiting)
            slot = "computed", piece.slot
            known = content.memory.recall(slot, (piece, own), partial(_with_numbers, piece, numbers))
            content.pieces[index] = known
            values.update(known.values)


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
