"""Findings that the authors let stand, each with its reason: ``accepted.yaml``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from methodology.checks.finding import Family, Finding, Found, Rule, find_nothing
from methodology.diagnostics import Severity
from methodology.model.justification import Acceptance
from methodology.model.programme import Programme

FILE = "accepted.yaml"
FIRST_LINE = "# yaml-language-server: $schema=.schema/accepted.json\n"

UNUSED = Rule("unused-acceptance", Family.STRUCTURE, Severity.WARNING, find_nothing)
"""Its breaches are found by comparing the acceptances with what all other rules find."""


def match_acceptances(programme: Programme, findings: Iterable[Finding]) -> tuple[list[Finding], dict[int, Acceptance]]:
    """The findings, each that an entry accepts with its reason; and the entries that none needs, by number from 1.

    An entry accepts one finding: of three alike, two that are accepted leave the last one open.
    """
    waiting: dict[tuple[str, str, str], list[int]] = {}
    entries = dict(enumerate(programme.accepted.root, start=1))
    for number, entry in entries.items():
        waiting.setdefault((entry.rule, entry.path, entry.found), []).append(number)
    judged = []
    for finding in findings:
        numbers = waiting.get((finding.rule.code, acceptance_path(finding.path), finding.found))
        judged.append(replace(finding, accepted=entries.pop(numbers.pop(0)).reason) if numbers else finding)
    return judged, entries


def acceptance_path(path: str) -> str:
    """The path of a finding as an acceptance names it: a chapter's leaf, numbered, would move with every paragraph."""
    return re.sub(r"^(chapters\.[^.]+)\.\d+$", r"\1", path)


def unused_acceptances(entries: Mapping[int, Acceptance]) -> Iterator[tuple[Rule, Found]]:
    """Yield a finding for each entry that matches none."""
    for number, entry in entries.items():
        message = f"no finding '{entry.rule}' at {entry.path} says '{entry.found}' any more"
        yield UNUSED, Found(f"accepted.{number}.rule", message, entry.rule)


def accept_findings(folder: Path, findings: Sequence[Finding], reason: str) -> int:
    """Add an acceptance of each finding to the ``accepted.yaml`` of a content folder; return how many were added.

    What stands in the file stays as it is, comments and all.
    """
    entries = [
        {"rule": finding.rule.code, "path": acceptance_path(finding.path), "found": finding.found, "reason": reason}
        for finding in findings
        if finding.rule.family is not Family.STRUCTURE
    ]
    if entries:
        file = folder / FILE
        before = file.read_text(encoding="utf-8").rstrip("\n") + "\n" if file.is_file() else FIRST_LINE
        added = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=sys.maxsize)
        file.write_text(before + added, encoding="utf-8", newline="\n")
    return len(entries)
