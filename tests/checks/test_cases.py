"""Every case of the families that are tested by cases: each fault is found, nothing that is right is reported."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from methodology.checks import Rule
from methodology.messages import speaking
from tests.built import SAMPLE
from tests.checks import (
    test_arithmetic,
    test_names_of_things,
    test_references,
    test_slips_and_headings,
    test_sums_and_ends,
    test_told_numbers,
    test_typography,
    test_wording,
)
from tests.checks.seeded import Case, codes, found_by, new_findings, seeded

FAMILIES = (test_references, test_arithmetic, test_wording, test_typography)


def cases(name: str) -> list[Any]:
    """The cases of all families under ``name`` (WRONG, RIGHT), each with the family's rules."""
    return [
        pytest.param(family.RULES, case, id=f"{family.__name__.rpartition('_')[2]}: {case.name}")
        for family in FAMILIES
        for case in getattr(family, name)
    ]


@pytest.mark.parametrize(("rules", "case"), cases("WRONG"))
def test_a_fault_is_found(rules: tuple[Rule, ...], case: Case, tmp_path: Path) -> None:
    content = seeded(tmp_path, case.changes)
    with speaking("sl"):
        assert [where for where, _ in found_by(rules, content)] == [where for where, _ in case.findings]
    assert found_by(rules, content) == case.findings, "what is remembered is told in the language that is spoken now"


@pytest.mark.parametrize(("rules", "case"), cases("RIGHT"))
def test_what_is_right_is_not_reported(rules: tuple[Rule, ...], case: Case, tmp_path: Path) -> None:
    assert found_by(rules, seeded(tmp_path, case.changes)) == ()


@pytest.mark.parametrize(
    ("rules", "file", "old", "new", "expected"),
    [
        pytest.param(family.RULES, *fault, id=name)
        for family in (test_wording, test_typography)
        for name, fault in family.SEEDED.items()
    ],
)
def test_a_fault_in_the_projects_content_is_found(
    rules: tuple[Rule, ...],
    file: str,
    old: str,
    new: str,
    expected: tuple[str, str],
    signed_content: Path,
    tmp_path: Path,
) -> None:
    (found,) = new_findings(rules, signed_content, tmp_path, (file, old, new))
    assert (found[0], found[1][: len(expected[1])]) == expected


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition("_")[2])
def test_no_rule_is_without_a_case_and_the_sample_is_clean(family: ModuleType) -> None:
    others: tuple[tuple[object, ...], ...] = getattr(family, "BOUNDS", ())
    held = codes(family.WRONG) | {str(one[-1]).partition(":")[0] for one in others}
    elsewhere = {*test_slips_and_headings.SENTENCES, *test_slips_and_headings.LISTS, *test_slips_and_headings.NUMBERS}
    elsewhere |= test_sums_and_ends.CODES | test_told_numbers.CODES | test_names_of_things.CODES
    assert {rule.code for rule in family.RULES} - elsewhere == held - elsewhere
    assert found_by(family.RULES, SAMPLE) == ()
