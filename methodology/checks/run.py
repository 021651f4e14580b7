"""Run the rules and lay what the authors accept beside what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from methodology.checks.acceptance import accepted_findings, unused_acceptances
from methodology.checks.finding import Finding, Found, Rule
from methodology.checks.rules import RULES
from methodology.checks.spelling import MISSPELT
from methodology.diagnostics import Location
from methodology.model.programme import Programme

MOST_FINDINGS = 100
"""Of one rule in one text."""


def check_programme(programme: Programme, more: Iterable[Rule] = ()) -> tuple[Finding, ...]:
    """Every finding of all rules and of ``more``, accepted ones with their reason, in the order of files and lines."""
    rules = (*RULES, *more)
    found = ((rule, one) for rule in rules for one in _readable(rule.find(programme)))
    findings = sorted((located(programme, rule, one) for rule, one in found), key=_order)
    judged, unused = accepted_findings(programme, findings)
    asked = {rule.code for rule in rules}
    unused = {number: entry for number, entry in unused.items() if entry.rule in asked or entry.rule != MISSPELT.code}
    left_over = (located(programme, rule, found) for rule, found in unused_acceptances(unused))
    return tuple(sorted([*judged, *left_over], key=_order))


def _readable(found: Iterable[Found]) -> Iterator[Found]:
    """What a rule finds, of one text no more than anybody reads."""
    told: Counter[str] = Counter()
    for one in found:
        told[one.path] += 1
        if told[one.path] <= MOST_FINDINGS:
            yield one


def _order(finding: Finding) -> tuple[Location, str, str]:
    return finding.location, finding.rule.code, finding.found


def located(programme: Programme, rule: Rule, found: Found) -> Finding:
    """What a rule found, at its place in the files."""
    location = programme.location(found.path, found.found) or Location(found.path)
    return Finding(rule, found.path, found.message, found.found, found.hint or rule.hint, location)
