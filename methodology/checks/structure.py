"""The first family: what reading, composing and rendering refuse, explained like every other rule."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Finding, Rule, find_nothing, rule_texts
from methodology.diagnostics import ContentError, Severity


def structure_rules() -> dict[str, Rule]:
    """Return the rules of structure by code."""
    return {code: Rule(code, Family.STRUCTURE, Severity.ERROR, find_nothing) for code in rule_texts(Family.STRUCTURE)}


def structure_findings(error: ContentError) -> Iterator[Finding]:
    """Yield the diagnostics of an error as findings."""
    rules = structure_rules()
    for diagnostic in error.diagnostics:
        rule = rules[diagnostic.code]
        yield Finding(rule, diagnostic.path or "", diagnostic.message, "", diagnostic.hint, diagnostic.location)
