"""Rules over a programme: what is wrong, doubtful or incomplete, before anybody else says so."""

from methodology.checks.acceptance import (
    UNUSED,
    acceptance_path,
    list_acceptances,
    needed_acceptances,
    new_findings,
)
from methodology.checks.finding import Family, Finding, Found, NewValue, Rule, Splice
from methodology.checks.run import (
    TOOL_RULES,
    check_programme,
    group_findings,
    rules_by_code,
    sort_findings,
    structure_findings,
)

__all__ = [
    "TOOL_RULES",
    "UNUSED",
    "Family",
    "Finding",
    "Found",
    "NewValue",
    "Rule",
    "Splice",
    "acceptance_path",
    "check_programme",
    "group_findings",
    "list_acceptances",
    "needed_acceptances",
    "new_findings",
    "rules_by_code",
    "sort_findings",
    "structure_findings",
]
