"""Findings that the authors let stand, each with its reason: ``accepted.yaml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from methodology.checks.finding import UNUSED_ACCEPTANCE, Family, Finding, Found, Rule, find_nothing
from methodology.checks.printed_texts import printed_texts
from methodology.checks.sentence_words import lemmas_of
from methodology.diagnostics import Severity
from methodology.messages import translate
from methodology.model.justification import AcceptedFinding
from methodology.model.paths import Place
from methodology.model.phrases import Mention
from methodology.model.programme import Programme

UNUSED = Rule(UNUSED_ACCEPTANCE, Family.STRUCTURE, Severity.WARNING, find_nothing)
"""Its breaches are found by comparing the acceptances with what all other rules find."""

_ONCE = frozenset({"unexplained-abbreviation"})
"""Rules that report a thing where it stands first: an acceptance of it holds wherever that is."""
_NAMES = frozenset({"operation-variant", "risk-variant", "source-variant"})
"""Rules on names that are printed otherwise than they are: one that is accepted may be bent, and joined by a hyphen."""
_VALUES = frozenset({"operation-without-reason"})
"""Rules whose findings name values of one thing: what is accepted of several holds for one of them."""
_FEWEST_QUOTED = 3
"""Of fewer words a part of what is accepted may be another fault."""


@dataclass(frozen=True, slots=True)
class AcceptanceEntry:
    """An entry of ``accepted.yaml``, which accepts one finding; ``place`` is its own in the file."""

    place: Place
    finding: AcceptedFinding
    reason: str
    until: str | None
    is_over: bool
    """Whether the programme has a later version than the one it is for."""

    @property
    def content_path(self) -> str:
        """The content path of what it accepts."""
        numbered = (str(part + 1) if isinstance(part, int) else part for part in self.place)
        return ".".join(("accepted", *numbered, "rule"))


def list_acceptances(programme: Programme) -> Iterator[AcceptanceEntry]:
    """Yield the entries of the programme's ``accepted.yaml`` in order."""
    for number, acceptance in enumerate(programme.accepted.root):
        is_known = acceptance.until is not None and "programme" not in programme.lost
        is_over = is_known and is_later(programme.facts.version, acceptance.until or "")
        for place, finding in acceptance.entries:
            yield AcceptanceEntry((number, *place), finding, acceptance.reason, acceptance.until, is_over)


def is_later(version: str, until: str) -> bool:
    """Whether a version comes after ``until``, by the numbers in both: 2026-03 after 2025-11, 1.10 after 1.9.

    With the same numbers more behind them is later (2025-11a); a version without numbers is, unless it is ``until``.
    """
    if version == until:
        return False
    before, after = ([int(number) for number in re.findall(r"[0-9]{1,15}", text)] for text in (until, version))
    if not before or not after:
        return True
    return after > before or (after == before and version.startswith(until))


def match_acceptances(programme: Programme, findings: Iterable[Finding]) -> tuple[list[Finding], list[AcceptanceEntry]]:
    """The findings, each that an entry accepts with its reason; and the entries that none needs.

    An entry accepts one finding: of three alike, two that are accepted leave the last one open. One whose acceptance is
    over is open, and says so. What an entry quotes at length it accepts in part too: a name that is typed out shows
    more or less of itself when the name itself changes. Of a rule that reports a thing where it stands first an entry
    holds where it stands first now.
    """
    waiting: dict[tuple[str, str, str], list[AcceptanceEntry]] = {}
    for entry in sorted(list_acceptances(programme), key=lambda entry: entry.is_over):
        waiting.setdefault(_key(entry.finding), []).append(entry)
    judged = []
    for finding in findings:
        entries = waiting.get((finding.rule.code, acceptance_path(finding.path), finding.found))
        judged.append(_judge(finding, entries.pop(0)) if entries else finding)
    unused = [entry for entries in waiting.values() for entry in entries]
    for place, finding in enumerate(judged):
        around = next((entry for entry in unused if _accepts(entry, finding, programme)), None)
        if around is not None and finding.accepted is None:
            judged[place] = _judge(finding, around)
            unused.remove(around)
    return judged, unused


def _accepts(entry: AcceptanceEntry, finding: Finding, programme: Programme) -> bool:
    """Whether an entry accepts a finding that is a part of what stands at its place, or has moved to another one."""
    accepted = entry.finding
    if accepted.rule in _ONCE and (accepted.rule, accepted.found) == (finding.rule.code, finding.found):
        return True
    if (accepted.rule, accepted.path) != (finding.rule.code, acceptance_path(finding.path)):
        return False
    if accepted.rule in _NAMES and _is_same_name(accepted.found, finding, programme):
        return True
    if accepted.rule in _VALUES:
        return set(finding.found.split()) <= set(accepted.found.split())
    part = rf"(?<!\w){re.escape(finding.found)}(?!\w)"
    is_part = len(finding.found.split()) >= _FEWEST_QUOTED and re.search(part, accepted.found) is not None
    return is_part and any(
        text.path == finding.path and (accepted.found in text.literal or accepted.found in text.raw)
        for text in printed_texts(programme)
    )


def _is_same_name(accepted: str, finding: Finding, programme: Programme) -> bool:
    """Whether a name is the accepted one, with a hyphen or not; in a sentence in any case and number."""
    first, second = (name.replace("-", " ") for name in (accepted, finding.found))
    value = programme.values.get(finding.path)
    if value is not None and isinstance(value.owner, Mention):
        return first == second
    return lemmas_of(first, programme.language.lemmas) == lemmas_of(second, programme.language.lemmas)


def _judge(finding: Finding, entry: AcceptanceEntry) -> Finding:
    if not entry.is_over:
        return replace(finding, accepted=entry.reason, until=entry.until)
    return replace(finding, message=finding.message + say_ended(entry.until), until=entry.until)


def say_ended(until: str | None) -> str:
    """Return what the message of an open finding says of an acceptance that it had."""
    return translate("; its acceptance ended with version {version}", version=until) if until is not None else ""


def _key(finding: AcceptedFinding) -> tuple[str, str, str]:
    return finding.rule, finding.path, finding.found


def acceptance_path(path: str) -> str:
    """The path of a finding as an acceptance names it: a chapter's leaf, numbered, would move with every paragraph."""
    return re.sub(r"^(chapters\.[^.]+)\.\d+$", r"\1", path)


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the open findings of ``after`` that were not open before, one a place; what moved is not new.

    Of findings that are alike the last ones are left over.
    """
    known = Counter(map(_identity, _open_places(before)))
    new = []
    for finding in _open_places(after):
        known[_identity(finding)] -= 1
        if known[_identity(finding)] < 0:
            new.append(finding)
    return new


def _open_places(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (place for finding in findings if finding.is_open for place in finding.places)


def _identity(finding: Finding) -> tuple[str, ...]:
    """What makes a finding the same one in another version; where nothing of the content is named, its file does."""
    where = acceptance_path(finding.path) or PurePosixPath(finding.location.file).name
    return finding.rule.code, where, finding.found or finding.message


def unused_acceptances(entries: Iterable[AcceptanceEntry]) -> Iterator[tuple[Rule, Found]]:
    """Yield a finding for each entry that matches none."""
    for entry in entries:
        accepted = entry.finding
        message = translate(
            "no finding '{rule}' at {path} says '{found}' any more",
            rule=accepted.rule,
            path=accepted.path,
            found=accepted.found,
        )
        yield UNUSED, Found(entry.content_path, message, accepted.rule)


def needed_acceptances(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return the entries that would accept these findings; what reading refuses cannot be accepted."""
    return [
        {"rule": finding.rule.code, "path": acceptance_path(finding.path), "found": finding.found}
        for finding in findings
        if finding.rule.family is not Family.STRUCTURE
    ]
