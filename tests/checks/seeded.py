"""Faults put into a copy of the sample, and what a family of rules says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from methodology.checks import Rule, run
from tests.built import SAMPLE, copied, read_content, replace_in

ONE, TWO = "objectives/so1", "objectives/so2"
"""The folders of the sample's objectives."""

Change = tuple[str, str, str]
"""A file, what stands there, and what it becomes."""


Reported = tuple[str, str]
"""A finding as tests write it: content path and place, code and message."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is changed in the sample, and what is reported of it."""

    name: str
    changes: tuple[Change, ...]
    findings: tuple[Reported, ...] = ()


def seeded(folder: Path, changes: Iterable[Change]) -> Path:
    """A copy of the sample with the changes made."""
    content = copied(SAMPLE, folder)
    for file, old, new in changes:
        if not old:  # a new file
            (content / file).parent.mkdir(exist_ok=True)
            (content / file).touch()
        replace_in(content / file, old, new)
    return content


def found_by(rules: Iterable[Rule], content: Path) -> tuple[Reported, ...]:
    """What the rules find, in their order; no two findings of a rule at one path have the same key."""
    programme = read_content(content)
    findings = [run.locate(programme, rule, found) for rule in rules for found in rule.find(programme)]
    keys = [(one.rule.code, one.path, one.found) for one in findings]
    assert len(keys) == len(set(keys)), keys
    return tuple(
        (f"{one.path} {str(one.location).removeprefix(f'{content.name}/')}", f"{one.rule.code}: {one.message}")
        for one in findings
    )


def new_findings(rules: Sequence[Rule], content: Path, folder: Path, change: Change) -> list[tuple[str, str]]:
    """What is found in a changed copy of the content and not in the content: the code, and the text at its place."""
    file, old, new = change
    changed = copied(content, folder)
    replace_in(changed / file, old, new)
    lines = (changed / file).read_text(encoding="utf-8").splitlines()
    before = {(where.split()[0], said) for where, said in found_by(rules, content)}
    found = []
    for where, said in found_by(rules, changed):
        path, place = where.split()
        if (path, said) not in before:
            name, line, column = place.split(":")
            assert name == file
            found.append((said.partition(":")[0], lines[int(line) - 1][int(column) - 1 :]))
    return found


def codes(cases: Iterable[Case]) -> set[str]:
    """The codes of all that is reported of the cases."""
    return {said.partition(":")[0] for case in cases for _, said in case.findings}
