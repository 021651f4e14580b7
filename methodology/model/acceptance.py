"""Findings that the authors accept."""

from __future__ import annotations

from functools import cached_property

from pydantic import RootModel

from methodology.model.scalars import Content, Text


class Acceptance(Content):
    """One finding that may stand: its rule, its content path, what was found there, and why it may."""

    rule: Text
    path: Text
    found: Text
    reason: Text


class Acceptances(RootModel[tuple[Acceptance, ...]]):
    """``accepted.yaml``; there need not be one."""

    model_config = {"frozen": True}

    @cached_property
    def _reasons(self) -> dict[tuple[str, str, str], str]:
        return {(entry.rule, entry.path, entry.found): entry.reason for entry in self.root}

    def reason(self, rule: str, path: str, found: str) -> str | None:
        """Why a finding is accepted, or None."""
        return self._reasons.get((rule, path, found))
