"""Run the rules and lay what the authors accept beside what they find."""

from __future__ import annotations

from dataclasses import replace

from methodology.checks.acceptance import unused_acceptances
from methodology.checks.finding import Finding, Found, Rule
from methodology.checks.rules import RULES
from methodology.diagnostics import Location
from methodology.model.programme import Programme


def check_programme(programme: Programme) -> tuple[Finding, ...]:
    """Every finding, accepted ones with their reason, in the order of files and lines."""
    findings = [_finding(programme, rule, found) for rule in RULES for found in rule.find(programme)]
    findings += [_finding(programme, rule, found) for rule, found in unused_acceptances(programme, findings)]
    return tuple(sorted(findings, key=lambda finding: (finding.location, finding.rule.code, finding.found)))


def _finding(programme: Programme, rule: Rule, found: Found) -> Finding:
    location = programme.location(found.path, found.found) or Location(found.path)
    finding = Finding(rule, found.path, found.message, found.found, found.hint or rule.hint, location)
    accepted = programme.accepted.reason(rule.code, found.path, found.found)
    return replace(finding, accepted=accepted)
