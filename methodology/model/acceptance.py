"""Findings that the authors accept."""

from __future__ import annotations

from pydantic import RootModel

from methodology.model.scalars import Content, Text


class Acceptance(Content):
    """One finding that may stand."""

    rule: Text
    """The code of the rule."""
    path: Text
    """The content path of the finding.

    The path of a chapter's leaf is that of the chapter: a paragraph more does not take the acceptance away.
    """
    found: Text
    """What was found there."""
    reason: Text
    """Why it may stand."""


class Acceptances(RootModel[tuple[Acceptance, ...]]):
    """``accepted.yaml``; there need not be one. Each entry accepts one finding."""

    model_config = {"frozen": True}
