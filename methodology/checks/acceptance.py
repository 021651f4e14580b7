"""Findings that the authors let stand, each with its reason: ``accepted.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml

from methodology.checks.finding import Family, Finding, Found, Rule
from methodology.diagnostics import Severity
from methodology.model.programme import Programme

FILE = "accepted.yaml"

UNUSED = Rule(
    code="unused-acceptance",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    text="Every acceptance in accepted.yaml belongs to a finding.",
    source="this project: an acceptance that matches nothing would hide the next fault at its place",
    hint="delete it",
    wrong="an acceptance of a finding that was mended since",
    right="accepted.yaml without it",
    find=lambda programme: iter(()),  # found by comparing with what all other rules find  # noqa: ARG005
)


def unused_acceptances(programme: Programme, findings: Iterable[Finding]) -> Iterator[tuple[Rule, Found]]:
    """The acceptances that match none of the findings."""
    used = {(finding.rule.code, finding.path, finding.found) for finding in findings}
    for number, entry in enumerate(programme.accepted.root, start=1):
        if (entry.rule, entry.path, entry.found) not in used:
            message = f"no finding '{entry.rule}' at {entry.path} says '{entry.found}' any more"
            yield UNUSED, Found(f"accepted.{number}.rule", message, entry.rule)


def acceptances_text(findings: Iterable[Finding], reason: str) -> str:
    """Entries for ``accepted.yaml`` that accept the findings, as YAML to put at its end."""
    entries = [
        {"rule": finding.rule.code, "path": finding.path, "found": finding.found, "reason": reason}
        for finding in findings
    ]
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10_000) if entries else ""
