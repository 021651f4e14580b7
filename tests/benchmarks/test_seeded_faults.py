"""The benchmark of seeded faults judges right: a finding at the place that names what is wrong, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from tests.benchmarks.seeded_faults.seeding import Edit, Entry, Outcome, judge, seeded

FAULT = Entry(
    "n1",
    "numbers",
    "digits swapped in a target",
    (Edit("objectives/so1/indicators/R.1.7.yaml", "target: 83", "target: 38"),),
    places=("R.1.7",),
    names=("38",),
)
"""A fault that the rule on derived values finds."""


def test_a_fault_is_found_where_a_finding_at_its_place_names_it() -> None:
    ((_, findings),) = seeded([FAULT])
    assert findings
    assert judge(FAULT, findings) is Outcome.FOUND
    assert judge(replace(FAULT, places=("objectives/so1/indicators/R.1.7.yaml",)), findings) is Outcome.FOUND
    assert judge(replace(FAULT, names=("99",)), findings) is Outcome.VAGUE
    assert judge(replace(FAULT, places=("R.1.6",)), findings) is Outcome.MISSED
    assert judge(FAULT, []) is Outcome.MISSED


def test_the_shipped_content_is_no_finding() -> None:
    edit = Edit("objectives/so1/indicators/R.1.7.yaml", "target: 83", "target: 83")
    ((_, findings),) = seeded([replace(FAULT, edits=(edit,))])
    assert findings == []


def test_an_edit_that_does_not_fit_is_told() -> None:
    edit = Edit("objectives/so1/indicators/R.1.7.yaml", "target: 84", "target: 38")
    assert list(seeded([replace(FAULT, edits=(edit,))])) == [(replace(FAULT, edits=(edit,)), None)]
