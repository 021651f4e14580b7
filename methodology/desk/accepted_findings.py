"""Findings that are accepted at the desk with a reason, and acceptances that are taken back; each is one edit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from methodology.checks import (
    Family,
    Finding,
    acceptance_path,
    group_findings,
    list_acceptances,
    needed_acceptances,
)
from methodology.components.accepting import plan_acceptance
from methodology.desk.asked import BadRequestError, text_of
from methodology.desk.draft import ContentDraft
from methodology.desk.labels import label_saying
from methodology.desk.planned import FileStep, RefusedError, write_step
from methodology.diagnostics import Severity
from methodology.editing.acceptances import ACCEPTED, remove_acceptances
from methodology.messages import declare_message, translate
from methodology.model.paths import Place
from methodology.model.programme import Programme
from methodology.model.scalars import LONGEST_TEXT, NOT_PRINTABLE

Tell = Callable[[Finding], tuple[str, str]]
"""Returns what a finding is about and what it says, without paths."""


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """An accepted finding as the page shows it; ``until`` is the only version that it is accepted for, if any."""

    key: str
    path: str
    name: str
    message: str
    reason: str
    until: str


class DeskAcceptances:
    """What the desk does with findings that may stand."""

    def __init__(self, draft: ContentDraft, tell: Tell) -> None:
        """Serve a draft."""
        self._draft = draft
        self._tell = tell

    def list(self) -> tuple[AcceptedLine, ...]:
        """Return the accepted findings, by their reasons in the order of the file."""
        programme = self._draft.page.programme
        reasons = list(dict.fromkeys(entry.reason for entry in list_acceptances(programme)))
        found = [one for one in self._accepted(programme) if one.accepted in reasons]
        found.sort(key=lambda one: reasons.index(one.accepted or ""))
        return tuple(
            AcceptedLine(key_of(one), one.path, *self._tell(one), one.accepted or "", one.until or "") for one in found
        )

    def write(self, data: Mapping[str, Any]) -> dict[str, object]:
        """Accept a finding for a reason, or take an acceptance back, as ``do`` says."""
        act = {"accept": self._accept, "take back": self._take_back}
        do = text_of(data, "do")
        if do not in act:
            raise BadRequestError
        return write_step(self._draft, ACCEPTED, lambda: _as_written(*act[do](data)))

    def _accept(self, data: Mapping[str, Any]) -> FileStep:
        key, reason = text_of(data, "key"), " ".join(text_of(data, "reason").split())
        if not reason:
            raise RefusedError(translate("Write why the finding may stand."))
        if len(reason) > LONGEST_TEXT or NOT_PRINTABLE.search(reason):
            raise RefusedError(translate("The reason is too long, or has characters that cannot be written."))
        is_once = data.get("once") is True

        def plan(programme: Programme) -> str:
            open_ones = (one for one in group_findings(self._draft.check(programme)) if can_be_accepted(one))
            entries = needed_acceptances(_pick(open_ones, key).places)
            return plan_acceptance(programme, entries, reason, programme.facts.version if is_once else None)

        return label_saying(declare_message("finding accepted")), plan

    def _take_back(self, data: Mapping[str, Any]) -> FileStep:
        key = text_of(data, "key")

        def plan(programme: Programme) -> str:
            place = _find_entry(programme, _pick(self._accepted(programme), key))
            return remove_acceptances(programme.files.get(ACCEPTED, ""), [place])

        return label_saying(declare_message("acceptance taken back")), plan

    def _accepted(self, programme: Programme) -> tuple[Finding, ...]:
        return tuple(one for one in self._draft.check(programme) if one.accepted is not None)


def can_be_accepted(finding: Finding) -> bool:
    """Whether a finding may stand for a reason: an error may not, nor what reading refuses."""
    of_rule = finding.rule
    return finding.is_open and of_rule.severity is Severity.WARNING and of_rule.family is not Family.STRUCTURE


def key_of(finding: Finding) -> str:
    """Return what the page calls a finding by."""
    said = [(one.rule.code, acceptance_path(one.path), one.found) for one in finding.places]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _pick(findings: Iterable[Finding], key: str) -> Finding:
    found = next((one for one in findings if key_of(one) == key), None)
    if found is None:
        raise RefusedError(translate("The finding is not there any more."))
    return found


def _find_entry(programme: Programme, finding: Finding) -> Place:
    """The place of the entry that accepts a finding: it names what was found, or quotes more of it."""
    entries = [
        one
        for one in list_acceptances(programme)
        if (one.finding.rule, one.finding.path) == (finding.rule.code, acceptance_path(finding.path))
        if one.reason == finding.accepted
    ]
    exact = (one for one in entries if one.finding.found == finding.found)
    around = (one for one in entries if finding.found in one.finding.found)
    return next((one.place for found in (exact, around) for one in found), ())


def _as_written(label: str, plan: Callable[[Programme], str]) -> FileStep:
    """The edit that is refused where the file cannot be changed as it is written."""

    def write(programme: Programme) -> str:
        try:
            return plan(programme)
        except ValueError as error:
            message = translate("the file of acceptances was written by hand in a way that cannot be changed here")
            raise RefusedError(message) from error

    return label, write
