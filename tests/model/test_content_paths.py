"""Each single value of the content has one path, and the path leads to its place in the file."""

from __future__ import annotations

import pytest

from methodology.model.programme import Programme
from tests.built import CONTENT, SAMPLE, read_content


@pytest.fixture(scope="module")
def sample() -> Programme:
    return read_content(SAMPLE)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("programme.title", "programme.yaml:1:8"),
        ("programme.period.last_year", "programme.yaml:7:14"),
        ("operations.beta", "operations.yaml:2:7"),
        ("interventions.005", "fund.yaml:56:14"),
        ("risks.factors.prices", "risks.yaml:3:11"),
        ("risks.common.prices", "risks.yaml:5:5"),
        ("SO1.title", "objectives/so1/objective.yaml:3:8"),
        ("SO1.measures.b", "objectives/so1/objective.yaml:6:6"),
        ("SO2.risks.own.own_risk", "objectives/so2/risks.yaml:2:13"),
        ("SO1.allocation.rows.005.share", "objectives/so1/allocation.yaml:6:12"),
        ("SO1.results.sources.register", "objectives/so1/results.yaml:2:5"),
        ("O.1.1.target", "objectives/so1/indicators/O.1.1.yaml:7:9"),
        ("O.1.1.yearly", "objectives/so1/indicators/O.1.1.yaml:9:11"),
        ("O.1.1.rationale.milestone.items.beta", "objectives/so1/indicators/O.1.1.yaml:17:13"),
        ("O.1.2.1.target", "objectives/so1/indicators/O.1.2.yaml:16:13"),
        ("O.1.2.operations.beta", "objectives/so1/indicators/O.1.2.yaml:18:5"),
        ("phrases.phrases.sources.two", "phrases.yaml:52:10"),
    ],
)
def test_a_path_leads_to_its_place(path: str, place: str, sample: Programme) -> None:
    assert str(sample.values[path].location) == f"sample_content/{place}"


def test_no_two_values_share_a_path() -> None:
    """A second value under one path would hide the first; each has its own place in the files."""
    values = read_content(CONTENT).values
    places = [value.location for value in values.values()]
    assert len(places) == len(values) > 800
