"""The first family: what reading, composing and rendering refuse, explained like every other rule."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import yaml

from methodology.checks.finding import Family, Finding, Rule
from methodology.diagnostics import ContentError, Diagnostic, Severity

SOURCE = "this project: the form of the content and the templates"


def structure_rules() -> dict[str, Rule]:
    """The rules of structure by code; their texts stand in ``structure.yaml``, read only when they are asked for."""
    texts = yaml.load(files(__package__).joinpath("structure.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {code: _rule(code, **fields) for code, fields in texts.items()}


def structure_findings(error: ContentError) -> Iterator[Finding]:
    """The diagnostics of an error as findings."""
    rules = structure_rules()
    return (_finding(diagnostic, rules) for diagnostic in error.diagnostics)


def _finding(diagnostic: Diagnostic, rules: dict[str, Rule]) -> Finding:
    rule = rules[diagnostic.code]
    hint = diagnostic.hint or rule.hint
    return Finding(rule, diagnostic.path or "", diagnostic.message, "", hint, diagnostic.location)


def _rule(code: str, *, text: str, hint: str, wrong: str, right: str) -> Rule:
    return Rule(code, Family.STRUCTURE, Severity.ERROR, text, SOURCE, hint, wrong, right, lambda _: iter(()))
