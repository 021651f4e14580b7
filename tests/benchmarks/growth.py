"""How the time and the memory of each step grow with the content."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from methodology.checks import check_programme
from methodology.composing import compose_document
from methodology.model.document import Document
from methodology.model.programme import Programme
from methodology.rendering.html import render_html
from methodology.rendering.pdf import render_pdf
from tests.benchmarks.actions import diff, pair
from tests.benchmarks.measuring import Action, Cost, measured
from tests.benchmarks.ratios import document_step
from tests.built import TEMPLATES, read_anew

MOST = 1.1
"""What an exponent may be: 1 is linear."""

LARGE = 50
"""Content so many times its size is measured once: it takes minutes, and what disturbs it is small beside it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Content of one size, an amended copy, and a place to write."""

    old: Path
    new: Path
    scratch: Path

    def read(self) -> tuple[Programme, Document]:
        """The content, and the document composed from it."""
        programme = read_anew(self.old)
        return programme, compose_document(programme, TEMPLATES)


def _read(contents: Contents) -> Action:
    return lambda: read_anew(contents.old)


def _check(contents: Contents) -> Action:
    programme = read_anew(contents.old)
    return lambda: tuple(check_programme(programme))


def _compose(contents: Contents) -> Action:
    programme = read_anew(contents.old)
    return lambda: compose_document(programme, TEMPLATES)


def _pdf(contents: Contents) -> Action:
    _, document = contents.read()
    return lambda: render_pdf(document, TEMPLATES)


def _docx(contents: Contents) -> Action:
    return document_step(*contents.read())


def _html(contents: Contents) -> Action:
    _, document = contents.read()
    return lambda: render_html(document, TEMPLATES)


def _diff(contents: Contents) -> Action:
    return lambda: diff(contents.old, contents.new, contents.scratch)


STEPS: Mapping[str, Callable[[Contents], Action]] = {
    "read": _read,
    "check": _check,
    "compose": _compose,
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "diff": _diff,
}


@dataclass(frozen=True, slots=True)
class Growth:
    """What a step costs at each size, and the exponents of the growth."""

    step: str
    costs: Mapping[int, Cost]

    @property
    def time(self) -> float:
        """The exponent of processor time."""
        return exponent({size: cost.processor for size, cost in self.costs.items()})

    @property
    def memory(self) -> float:
        """The exponent of the memory at its peak."""
        return exponent({size: cost.memory for size, cost in self.costs.items()})


def exponent(costs: Mapping[int, float]) -> float:
    """The slope of the line through the logarithms of size and cost, by least squares."""
    sizes = [math.log(size) for size in costs]
    return statistics.linear_regression(sizes, [math.log(cost) for cost in costs.values()]).slope


def contents_of_sizes(folder: Path, sizes: Sequence[int]) -> dict[int, Contents]:
    """The real content so many times over, by size."""
    contents = {}
    for size in sizes:
        place = folder / f"x{size}"
        place.mkdir()
        contents[size] = Contents(*pair(place, size), place)
    return contents


def growths(folder: Path, sizes: Sequence[int], turns: int, steps: Sequence[str] = tuple(STEPS)) -> Iterator[Growth]:
    """Each step over all sizes, the least costs of several turns."""
    contents = contents_of_sizes(folder, sizes)
    for step in steps:
        yield Growth(
            step, {size: _least(turns if size < LARGE else 1, STEPS[step], one) for size, one in contents.items()}
        )


def _least(turns: int, prepare: Callable[[Contents], Action], contents: Contents) -> Cost:
    return Cost.least([measured(lambda: prepare(contents)) for _ in range(turns)])
