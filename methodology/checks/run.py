"""Run the rules, match what they find with what the authors accept, and explain what reading refuses as a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from methodology.checks.acceptance import UNUSED, match_acceptances, say_ended, unused_acceptances
from methodology.checks.analyser import DISAGREEING, analyser_rule
from methodology.checks.finding import Family, Finding, Found, Rule, Scope, find_nothing, rule_texts
from methodology.checks.spelling import MISSPELT, dictionary_rule
from methodology.diagnostics import ContentError, Location, Severity
from methodology.messages import translate
from methodology.model.paths import has_root
from methodology.model.programme import LostError, Programme
from methodology.model.remark import REMARKS

MOST_FINDINGS = 100
"""Of one rule in one text."""
TOOL_RULES: Mapping[str, Callable[[Programme], Rule]] = {
    MISSPELT.code: dictionary_rule,
    DISAGREEING.code: analyser_rule,
}
"""By code what makes the rules that run only when asked for: they need what the system may lack."""


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule that a check runs, family by family; their modules are loaded for the first check."""
    from methodology.checks import arithmetic, references, regulation, typography, wording  # noqa: PLC0415

    return (*references.RULES, *arithmetic.RULES, *regulation.RULES, *wording.RULES, *typography.RULES)


def rules_by_code() -> dict[str, Rule]:
    """Every rule by its code, those of structure last: reading and composing find their breaches."""
    return {rule.code: rule for rule in (*all_rules(), MISSPELT, DISAGREEING, *structure_rules().values(), UNUSED)}


def check_programme(programme: Programme, more: Iterable[Rule] = ()) -> tuple[Finding, ...]:
    """Return the findings of all rules and of ``more`` by file and line; accepted ones have their reason.

    Of a programme that is not whole only those are returned that are right whatever stands in the lost files.
    """
    rules = (*all_rules(), *more)
    if "accepted" in programme.lost:
        return ()  # nobody knows which findings may stand
    findings = [locate(programme, rule, found) for rule in rules for found in _readable(_find(rule, programme))]
    judged, unused = match_acceptances(programme, sort_findings(findings))
    codes = {rule.code for rule in rules}
    if programme.lost:
        return tuple(judged)  # what an acceptance is for may stand in a file that could not be read
    unused = [entry for entry in unused if entry.finding.rule in codes or entry.finding.rule not in TOOL_RULES]
    left_over = (locate(programme, rule, found) for rule, found in unused_acceptances(unused))
    return tuple(sort_findings([*judged, *left_over]))


def _find(rule: Rule, programme: Programme) -> Iterable[Found]:
    """What a rule finds; of what is not whole no more than it can judge."""
    lost = programme.lost
    if not lost:
        return rule.find(programme)
    if rule.scope is Scope.CONTENT or (
        rule.scope is Scope.OBJECTIVES and not all(_is_elsewhere(root) for root in lost)
    ):
        return ()
    found, is_through = _take(rule.find(programme))
    if not is_through and rule.scope is Scope.VALUE:
        for objective in programme.objectives:
            found |= _take(rule.find(replace(programme, objectives=(objective,))))[0]
    return [one for one in found if not has_root(one.path, lost)]


def _is_elsewhere(root: str) -> bool:
    """Whether what a file's content paths begin with is that of one in which no specific objective is described."""
    return root in _COMMON_FILES or root.startswith(("chapters.", "amendments/"))


_COMMON_FILES = frozenset(
    {
        *("programme", "phrases", "operations", "sources", "interventions"),
        *("risks", "assumptions", "fund", "language", "outline", REMARKS),
    }
)


def _take(search: Iterator[Found]) -> tuple[dict[Found, None], bool]:
    """What a search finds before it asks for something that is lost, and whether it came to its end."""
    found: dict[Found, None] = {}
    try:
        for one in search:
            found.setdefault(one)
    except LostError:
        return found, False
    return found, True


def group_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in their order, those of one omission as one; what is accepted stands by its reason."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        key = (finding.rule.code, finding.accepted, finding.until) if finding.rule.several else object()
        groups.setdefault(key, []).append(finding)
    return tuple(_group(group) for group in groups.values())


def _group(places: Sequence[Finding]) -> Finding:
    if len(places) == 1:
        return places[0]
    every = list(dict.fromkeys(re.sub(r"(\.[a-z_]+)+\Z", "", finding.path) for finding in places))
    owners = every[:MOST_FINDINGS]
    more = len(every) - len(owners)
    named = translate("{owners} and {more} more", owners=", ".join(owners), more=more) if more else ", ".join(owners)
    message = f"{translate(places[0].rule.several, count=len(places))}: {named}"
    if places[0].accepted is None:
        message += say_ended(places[0].until)
    return replace(places[0], message=message, parts=tuple(places))


def _readable(findings: Iterable[Found]) -> Iterator[Found]:
    """The findings of a rule, of one text no more than anybody reads."""
    counts: Counter[str] = Counter()
    for found in findings:
        counts[found.path] += 1
        if counts[found.path] <= MOST_FINDINGS:
            yield found


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by place, then by rule."""
    return sorted(findings, key=lambda finding: (finding.location, finding.rule.code, finding.found, finding.message))


def locate(programme: Programme, rule: Rule, found: Found) -> Finding:
    """Return what a rule found as a finding at its place in the files."""
    location = programme.location(found.path, found.found) or Location(found.path)
    named = (rule, found.path, found.message, found.found, found.hint)
    return Finding(*named, location, fix=found.fix, chapter=found.chapter)


def structure_rules() -> dict[str, Rule]:
    """Return the rules of structure by code."""
    return {code: Rule(code, Family.STRUCTURE, Severity.ERROR, find_nothing) for code in rule_texts(Family.STRUCTURE)}


def structure_findings(error: ContentError) -> Iterator[Finding]:
    """Yield the diagnostics of an error as findings."""
    rules = structure_rules()
    for diagnostic in error.diagnostics:
        rule = rules[diagnostic.code]
        yield Finding(rule, diagnostic.path or "", diagnostic.message, "", diagnostic.hint, diagnostic.location)
