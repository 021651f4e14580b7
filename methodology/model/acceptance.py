"""Findings that the authors accept."""

from __future__ import annotations

from pydantic import RootModel

from methodology.model.scalars import Content, Text


class Acceptance(Content):
    """One finding that may stand: its rule, its content path, what was found there, and why it may.

    The path of a chapter's leaf is that of the chapter: a paragraph more does not take the acceptance away.
    """

    rule: Text
    path: Text
    found: Text
    reason: Text


class Acceptances(RootModel[tuple[Acceptance, ...]]):
    """``accepted.yaml``; there need not be one. Each entry accepts one finding."""

    model_config = {"frozen": True}
