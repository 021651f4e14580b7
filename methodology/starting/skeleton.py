"""The content of a new programme: every code, name and unit of the law, and ``TODO`` for what a person must give."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from methodology.model.fund import CoreIndicator, Fund, InterventionTable, fields_to_give
from methodology.model.scalars import TO_GIVE
from methodology.reading.carried_funds import fund_text
from methodology.reading.content_text import write_content_file
from methodology.starting.words import StartingWords

STATEMENTS = {
    "selection_criteria": "chapters.selection-criteria",
    "data_quality": "chapters.data-quality",
    "factors": "chapters.factors",
}
"""Where the chapters of a new programme state what CPR Art. 17(1) asks for as a whole."""

_REASONS = {name: {"sentence": TO_GIVE} for name in ("milestone", "target")}


def write_content(
    fund: Fund,
    words: StartingWords,
    *,
    tag: str,
    day: datetime.date,
    known: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the files of a content folder by their paths below it.

    ``day`` is that of the document, ``known`` what is known of programme.yaml already, by its keys.
    """
    described: list[tuple[str, str, dict[str, Any]]] = [
        ("programme.yaml", "programme", {**_facts(fund, words, tag, day), **known}),
        ("operations.yaml", "registry", {}),
        ("sources.yaml", "registry", {}),
        ("risks.yaml", "risks", {"factors": {}, "common": []}),
        *(file for at in range(len(fund.objectives)) for file in _objective_files(fund, at)),
    ]
    files = {path: write_content_file(path, kind, data) for path, kind, data in described}
    files["fund.yaml"] = fund_text(fund)
    for name, chapter in words.chapters.items():
        asked = (chapter.text, chapter.persons if fund.persons else "")
        files[f"chapters/{name}.md"] = _chapter(chapter.heading, *map(_to_give, asked), chapter.below)
    return files


def _chapter(*texts: str) -> str:
    return "\n\n".join(filter(None, texts)) + "\n"


def _to_give(text: str) -> str:
    return f"{TO_GIVE} {text}" if text else ""


def write_statement(words: StartingWords, name: str, chapter: str, known: Collection[str]) -> dict[str, str]:
    """Return what is to be added to files so that a statement of CPR Art. 17(1) has its place, by their paths.

    ``name`` is its key below ``statements`` in programme.yaml; the chapter gets a heading unless it is ``known``. Its
    text says what must be said there, and check asks for it until it is written.
    """
    said = words.chapters[chapter]
    text = _to_give(said.persons if name == "persons" else said.text)
    return {
        f"chapters/{chapter}.md": _chapter("" if chapter in known else said.heading, text),
        "programme.yaml": f"statements:\n  {name}: chapters.{chapter}\n",
    }


def _facts(fund: Fund, words: StartingWords, tag: str, day: datetime.date) -> dict[str, object]:
    first, last = (fund.period.first_year, fund.period.last_year) if fund.period else (day.year, fund.target_year)
    return {
        "title": words.title,
        "short_title": words.short_title.format(fund=fund.name, first=first, last=last),
        "file_name": words.file_name,
        "name": TO_GIVE,
        "period": {"first_year": first, "last_year": last},
        "version": "0.1",
        "date": day,
        "milestone_year": fund.milestone_year,
        "target_year": fund.target_year,
        "language": tag,
        "authority": TO_GIVE,
        "keywords": list(words.keywords),
        "issuer": [TO_GIVE],
        "status": "draft",
        "statements": STATEMENTS | ({"persons": STATEMENTS["data_quality"]} if fund.persons else {}),
    }


def _objective_files(fund: Fund, at: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each file of the objective at a place from 0: its path, the kind of its schema, what stands in it."""
    objective = fund.objectives[at]
    folder = f"objectives/{objective.code.lower()}"
    yield f"{folder}/objective.yaml", "objective", {"id": objective.code, "number": at + 1}
    yield f"{folder}/results.yaml", "results", {"sources": [TO_GIVE] if objective.results else []}
    yield f"{folder}/risks.yaml", "objective-risks", {"factors": [TO_GIVE]}
    rows = [{"code": code, "share": TO_GIVE, "indicators": []} for code in _types_of(fund, at)]
    yield f"{folder}/allocation.yaml", "allocation", {"rows": rows, "coverage": TO_GIVE}
    for one in objective.outputs:
        written = _indicator(fund, one, is_output=True) | {"rationale": _REASONS, "sources": [TO_GIVE]}
        yield f"{folder}/indicators/{one.code}.yaml", "output-indicator", written
    for one in objective.results:
        written = _indicator(fund, one, is_output=False) | {"rationale": {"target": _REASONS["target"]}}
        yield f"{folder}/indicators/{one.code}.yaml", "result-indicator", written


def _types_of(fund: Fund, at: int) -> Sequence[str]:
    """The types of intervention to divide an objective's money by, of each table that programmes divide objectives by.

    Where a table has headings, the law groups its codes by objective, in their order, with technical assistance last.
    """
    codes: list[str] = []
    for table in fund.interventions.values():
        if table.scope == "objective":
            groups = _groups(table)
            codes += groups[at] if len(groups) >= len(fund.objectives) else list(table.codes)
    return codes


def _groups(table: InterventionTable) -> list[list[str]]:
    """The codes of a table by heading."""
    groups: list[list[str]] = []
    for code in table.codes:
        if code in table.headings or not groups:
            groups.append([])
        groups[-1].append(code)
    return groups


def _indicator(fund: Fund, indicator: CoreIndicator, *, is_output: bool) -> dict[str, Any]:
    """An indicator with its parts."""
    written: dict[str, Any] = {"id": indicator.code}
    written |= fields_to_give(indicator, fund.counting_units, is_output=is_output)
    if indicator.computed and indicator.parts:
        written["derivation"] = dict.fromkeys(("milestone" if is_output else "baseline", "target"), "sum(parts)")
    if indicator.parts:
        written["parts"] = [_indicator(fund, part, is_output=is_output) for part in indicator.parts]
    return written
