"""The official names, units, titles and measures that the content takes from fund.yaml, each with its place there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from methodology.diagnostics import ContentError, Diagnostic
from methodology.memory import NO_MEMORY, Memory
from methodology.model.fund import CoreIndicator, Fund
from methodology.model.indicator import Indicator
from methodology.model.objective import ObjectiveFacts
from methodology.model.paths import Place, step_of
from methodology.model.programme import Interventions, Value
from methodology.reading.content_folder import ContentFile, ContentFolder, read_content_file
from methodology.reading.yaml_tree import YamlTree

FUND = "fund.yaml"
EARLIER = ("catalogue.yaml", "interventions.yaml")
"""What versions of content before fund.yaml have in its place: the law to be compared with, and names."""


def read_fund(content: ContentFolder) -> tuple[Fund | None, Interventions | None]:
    """The fund, and the names of the types of intervention; a version without fund.yaml has these in a file alone."""
    if FUND not in content.texts and any(name in content.texts for name in EARLIER):
        content.taken.add(EARLIER[0])
        return None, content.read(EARLIER[1], Interventions, "interventions")
    fund = content.read(FUND, Fund, "fund")
    if fund is None:
        return None, None
    source = content.pieces[-1]
    named = content.memory.recall("interventions", (source,), lambda: _read_interventions(fund, source.tree))
    content.pieces.append(named)
    assert isinstance(named.content, Interventions)  # noqa: S101 (it is what was read)
    return fund, named.content


def _read_interventions(fund: Fund, tree: YamlTree) -> ContentFile:
    """The names of the types of intervention, each with its place in the file of the fund."""
    names = Interventions(dict(fund.types))
    places = {
        code: ("interventions", key, "codes", code)
        for key, table in fund.interventions.items()
        for code in table.codes
        if code in fund.types
    }
    values = tuple(
        (f"interventions.{step_of(code)}", Value(name, names, "root", tree.location(places[code]), places[code]))
        for code, name in names.root.items()
    )
    return ContentFile("interventions", names, tree, values)


def read_fund_alone(folder: Path) -> Fund | None:
    """The fund of a content folder; None where its file is missing or wrong."""
    try:
        text = (folder / FUND).read_text(encoding="utf-8")
        fund = read_content_file(FUND, text, Fund, "fund").content
    except (OSError, UnicodeDecodeError, ContentError):
        return None
    return fund if isinstance(fund, Fund) else None


def lost_with_fund(content: ContentFolder, more: Iterable[Diagnostic] = ()) -> frozenset[str]:
    """What :meth:`ContentFolder.lost_by` names, and all that has no name where fund.yaml could not be read."""
    lost = content.lost_by([*content.diagnostics, *more])
    if "fund" not in lost:
        return lost
    return lost.union(piece.root for piece in content.pieces if any(True for _ in find_nameless(piece)))


def find_nameless(piece: ContentFile) -> Iterator[tuple[Place, str, str]]:
    """What has neither a name of its own nor one in the fund: its place in the file, the key and its code."""
    content = piece.content
    if isinstance(content, ObjectiveFacts) and not content.title:
        yield (), "title", content.id
    if isinstance(content, Indicator):
        yield from ((place, "name", one.id) for place, one in places_of_parts(content) if not one.name)


def places_of_parts(indicator: Indicator, place: Place = ()) -> Iterator[tuple[Place, Indicator]]:
    """An indicator and all its parts, each with its place in the file."""
    yield place, indicator
    for index, part in enumerate(indicator.parts):
        yield from places_of_parts(part, (*place, "parts", index))


def place_official_texts(pieces: Iterable[ContentFile], memory: Memory = NO_MEMORY) -> Sequence[ContentFile]:
    """The files with each value that fund.yaml says at its place there."""
    pieces = list(pieces)
    source = next((piece for piece in pieces if isinstance(piece.content, Fund)), None)
    if source is None or not isinstance(source.content, Fund):
        return pieces
    fund = source.content
    places = memory.recall("fund places", (fund,), lambda: dict(_places(fund)))

    def placed(piece: ContentFile) -> ContentFile:
        if not isinstance(piece.content, Indicator | ObjectiveFacts):
            return piece
        return replace(piece, values=tuple(_placed(piece, places, source)))

    return memory.recall_each("placed", (source,), placed, pieces)


def _placed(piece: ContentFile, places: Mapping[str, Place], source: ContentFile) -> Iterator[tuple[str, Value]]:
    for path, value in piece.values:
        place = places.get(path)
        if place is None or value.place in piece.tree.values:
            yield path, value
        else:
            yield path, replace(value, location=source.tree.location(place), place=place)


def official_text(fund: Fund, path: str) -> str | None:
    """Return the official text at a content path; None where the fund lays down none."""
    place = dict(_places(fund)).get(path)
    if place is None:
        return None
    found: Any = fund
    for step in place:
        found = getattr(found, str(step)) if isinstance(found, BaseModel) else found[step]
    return found if isinstance(found, str) else None


def _places(fund: Fund) -> Iterator[tuple[str, Place]]:
    """The content path of each official text, with its place in fund.yaml."""
    for number, objective in enumerate(fund.objectives):
        place: Place = ("objectives", number)
        yield f"{objective.code}.title", (*place, "title")
        for code in objective.measures:
            yield f"{objective.code}.measures.{step_of(code)}", (*place, "measures", code)
        yield from _places_of_indicators(objective.outputs, (*place, "outputs"))
        yield from _places_of_indicators(objective.results, (*place, "results"))


def _places_of_indicators(indicators: Iterable[CoreIndicator], place: Place) -> Iterator[tuple[str, Place]]:
    for number, indicator in enumerate(indicators):
        yield f"{indicator.code}.name", (*place, number, "name")
        yield f"{indicator.code}.unit", (*place, number, "unit")
        yield from _places_of_indicators(indicator.parts, (*place, number, "parts"))
