"""What a version prints for a content path, and what a path belongs to."""

from __future__ import annotations

import dataclasses

import pytest

from methodology.versions.changes import Subject, is_printed, subject_of
from methodology.versions.printed import Printed, places_of
from tests.versions.compared import version


@pytest.fixture(scope="module")
def printed() -> Printed:
    whole = version()
    return Printed(dataclasses.replace(whole, text_pages=tuple(range(2, 5000))))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("O.1.3.target", "46"),
        ("programme.keywords", "okvir smotrnosti, kazalniki učinka, kazalniki rezultatov, mejniki, ciljne vrednosti"),
        ("O.2.1.sources.police_annual_report", "letnega poročila o delu policije"),
        ("SO2.risks.factors.joint_teams", "nezainteresiranost organov odkrivanja in pregona"),
        ("phrases.phrases.objective.other", "Specifični cilj {number}: {title}"),
        ("SO1.results.sources.isciu", "podatki ISCIU (Informacijski"),
    ],
)
def test_a_value_is_told_as_it_is_printed(printed: Printed, path: str, text: str) -> None:
    assert printed.text(path).startswith(text)


def test_a_row_of_several_values_is_told_with_its_share(printed: Printed) -> None:
    entry = "007 Študije, pilotni projekti, ocene tveganja: 1,85\N{NO-BREAK SPACE}%"
    assert printed.entry("SO1.allocation.rows.007") == entry


def test_a_place_names_its_objective() -> None:
    whole = version()
    headings = {text.anchor: place.heading for place, text in places_of(whole) if text.anchor}
    assert headings["O.2.3"] == "SO2, 3. Število kupljenih kosov opreme"
    assert headings["outputs-SO2"].startswith("Specifični cilj 2: ")
    tables = {place.heading for place, _ in places_of(whole) if place.anchor == "chapter-3"}
    assert tables == {"", "SO1", "SO2", "SO3"}


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("O.2.1.1.target", (Subject.INDICATOR, "O.2.1.1", "target")),
        ("O.2.1.rationale.target", (Subject.INDICATOR, "O.2.1", "rationale.target")),
        ("risks.factors.covid", (Subject.RISK, "covid", "")),
        ("SO1.allocation.coverage", (Subject.ALLOCATION, "SO1", "allocation.coverage")),
        ("SO1", (Subject.OBJECTIVE, "SO1", "")),
        ("programme.version", (Subject.PROGRAMME, "", "version")),
        ("phrases.phrases.results.other", (Subject.PHRASE, "results", "other")),
    ],
)
def test_a_path_belongs_to_its_longest_owner(path: str, subject: tuple[Subject, str, str]) -> None:
    assert (
        subject_of(path, dict.fromkeys(("O.2.1", "O.2.1.1"), Subject.INDICATOR) | {"SO1": Subject.OBJECTIVE}) == subject
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [("programme.statements.factors", False), ("programme.file_name", False), ("programme.file_names", True)],
)
def test_what_no_document_prints(path: str, expected: bool) -> None:  # noqa: FBT001
    assert is_printed(path) is expected
